/* sites_that_help: which possible places would bring most of those in need within the distance standard.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   helps_need(s) = sum of need(c) over far cells c with cost(c, s) <= far
 *   s_1 = argmax_s helps_need(s);  s_{k+1} = the s that adds most to what s_1..s_k reach
 *
 * Possible places are the sites that do not support now and have coordinates. Far cells and the limit are those
 * of distance_standard. For every area above the finest level the greedy order is made from its own places and
 * its own people, so that what one region would gain in another is not counted; the country has all. Each figure
 * is exact for its order; the order itself reaches at least 1 - 1/e, about 63 %, of what the best choice of as
 * many places would (maximal covering). Equal gains: the place first in the study's order. The order stops at
 * `sites` places or where the next would reach fewer than `least` persons in need.
 * With a cost per place, cost_per_person(k) = cost / need that the k-th place adds; its interval is that of need turned
 * round. Places whose register does not tell whether they support are not in the order: `places_to_check` counts
 * those of every area with the persons in need who live within the limit after all if every one of them does.
 * Persons in need have the intervals of need_layers. Without possible places, or where the mode of travel knows
 * no way to them, there is no column and no table.
 * Source: Church and ReVelle 1974, Papers of the Regional Science Association 32 (maximal covering); Nemhauser,
 * Wolsey and Fisher 1978, Mathematical Programming 14 (the bound of the greedy order).
 * Complexity: O(pairs within the limit × (sites + levels) + cells reached × ages × draws). */
#include "model/model_internal.h"

#include <string.h>

enum { SITES_MAX = 20, MEASURES = 10, FREE = 7 }; /* FREE: measures that no cost is needed for */
enum {
    NEED,
    NEED_LOWER,
    NEED_UPPER,
    RESIDENTS,
    REACHED,
    REACHED_LOWER,
    REACHED_UPPER,
    COST,
    COST_LOWER,
    COST_UPPER
};
static const char *const measure[MEASURES] = {"need",
                                              "need_lower",
                                              "need_upper",
                                              "residents",
                                              "reached",
                                              "reached_lower",
                                              "reached_upper",
                                              "cost_per_person",
                                              "cost_per_person_lower",
                                              "cost_per_person_upper"};
static const enum kt_kind kind[MEASURES] = {KT_K_PERSONS, KT_K_PERSONS, KT_K_PERSONS, KT_K_PERSONS,
                                            KT_K_PERSONS, KT_K_PERSONS, KT_K_PERSONS, KT_K_INDEX,
                                            KT_K_INDEX,   KT_K_INDEX};

/* Far cells within the limit of each possible place. */
struct cover {
    size_t *start; /* nsite + 1 */
    int32_t *cell;
    const double *need; /* per cell */
};

/* One place of a greedy order. */
struct step {
    size_t site;
    double value[MEASURES];
};

static struct cover cover_of(const struct kt_links *l, const struct kt_study *st, const uint8_t *use,
                             const double *far, double limit, struct kt_arena *a)
{
    size_t nsite = st->sites.n, n = kt_links_cells(l);
    struct cover cover = {.start = KT_NEW(a, size_t, nsite + 2)};
    int32_t *site = KT_NEW(a, int32_t, nsite);
    double *cost = KT_NEW(a, double, nsite);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < n; i++) {
            size_t c = kt_links_row(l, i);
            size_t near = far[c] > 0 ? kt_links_near(l, i, limit, site, cost) : 0;
            for (size_t k = 0; k < near; k++) {
                if (!use[site[k]]) continue;
                /* First counted two places on, then filled one place on: start ends up where it belongs. */
                size_t *at = &cover.start[site[k] + (pass ? 1 : 2)];
                if (pass) cover.cell[*at] = (int32_t)c;
                (*at)++;
            }
        }
        if (pass) break;
        for (size_t s = 1; s < nsite + 2; s++) cover.start[s] += cover.start[s - 1];
        cover.cell = KT_NEW(a, int32_t, cover.start[nsite + 1] + 1);
    }
    return cover;
}

/* Adds the draws of a cell's weighted need. */
static void add_draws(const struct kt_result *r, size_t c, double *sum)
{
    const struct kt_cells *cells = &r->study->cells;
    size_t nage = cells->ages.n;
    for (size_t l = 0; l < 3; l++) {
        for (size_t g = 0; g < nage && r->need_weight[l] != 0; g++) {
            const float *rate = r->rate_draw + (((size_t)cells->zone[c] * 3 + l) * nage + g) * r->ndraw;
            double w = r->need_weight[l] * cells->persons[c * nage + g];
            for (size_t d = 0; d < r->ndraw; d++) sum[d] += w * (double)rate[d];
        }
    }
}

static void interval_of(const double *draw, size_t n, double *lower, double *upper, struct kt_arena tmp)
{
    double *v = KT_NEW(&tmp, double, n);
    memcpy(v, draw, n * sizeof *v);
    kt_interval(v, n, lower, upper);
}

/* The place that adds most; SIZE_MAX when none adds `least`. */
static size_t best_of(const struct cover *cv, const uint8_t *use, const uint8_t *open, size_t nsite,
                      double least)
{
    size_t best = SIZE_MAX;
    double most = least;
    for (size_t s = 0; s < nsite; s++) {
        double gain = 0;
        if (!use[s]) continue;
        for (size_t k = cv->start[s]; k < cv->start[s + 1]; k++)
            if (open[cv->cell[k]]) gain += cv->need[cv->cell[k]];
        if (gain < most || (best != SIZE_MAX && gain <= most)) continue;
        most = gain;
        best = s;
    }
    return best;
}

/* The greedy order among the places in use for the people of the open cells, which close as they are reached. */
static size_t order_of(const struct kt_result *r, const struct cover *cv, const uint8_t *use, uint8_t *open,
                       size_t nmax, double least, struct step *out, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    double *all = KT_NEW(&tmp, double, r->ndraw + 1), *one = KT_NEW(&tmp, double, r->ndraw + 1), reached = 0;
    size_t n = 0;
    while (n < nmax) {
        size_t s = best_of(cv, use, open, st->sites.n, least);
        if (s == SIZE_MAX) break;
        struct step *to = &out[n++];
        *to = (struct step){.site = s};
        memset(one, 0, r->ndraw * sizeof *one);
        for (size_t k = cv->start[s]; k < cv->start[s + 1]; k++) {
            int32_t c = cv->cell[k];
            if (!open[c]) continue;
            open[c] = 0;
            to->value[NEED] += cv->need[c];
            to->value[RESIDENTS] += st->cells.total[c];
            add_draws(r, (size_t)c, one);
        }
        for (size_t d = 0; d < r->ndraw; d++) all[d] += one[d];
        to->value[REACHED] = reached += to->value[NEED];
        interval_of(one, r->ndraw, &to->value[NEED_LOWER], &to->value[NEED_UPPER], tmp);
        interval_of(all, r->ndraw, &to->value[REACHED_LOWER], &to->value[REACHED_UPPER], tmp);
    }
    return n;
}

/* Every possible place by itself. */
static void publish_alone(struct kt_result *r, const struct cover *cv, const uint8_t *use,
                          struct kt_arena tmp)
{
    struct kt_column spec = {
        .name = "helps_need",
        .rows = KT_ROWS_SITES,
        .kind = KT_K_PERSONS,
        .unit = "persons",
        .method = "sites_that_help",
        .title = {{"Tarvitsijat, jotka paikka toisi tavoite-etäisyyden piiriin",
                   "Personer med behov som stället skulle föra inom målavståndet",
                   "Persons in need whom the place would bring within the distance standard"}}};
    const struct kt_column *c = kt_result_add(r, &spec);
    double *draw = KT_NEW(&tmp, double, r->ndraw + 1);
    for (size_t s = 0; s < c->n; s++) {
        if (!use[s]) continue;
        c->value[s] = 0;
        memset(draw, 0, r->ndraw * sizeof *draw);
        for (size_t k = cv->start[s]; k < cv->start[s + 1]; k++) {
            c->value[s] += cv->need[cv->cell[k]];
            add_draws(r, (size_t)cv->cell[k], draw);
        }
        interval_of(draw, r->ndraw, &c->lower[s], &c->upper[s], tmp);
    }
}

/* Rows "AREA ORDER SITE" of all areas above the finest level. */
static void publish_orders(const struct kt_method *m, struct kt_result *r, const struct cover *cv,
                           const double *far, const uint8_t *use, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    size_t nmax = (size_t)kt_method_num(m, st, "sites"), most = 0, nrow = 0;
    double least = kt_method_num(m, st, "least");
    for (size_t lv = 1; lv < st->nlevel; lv++) most += st->level[lv].n * nmax;
    const char **row = KT_NEW(r->keep, const char *, most);
    double *value = KT_NEW(&tmp, double, most *MEASURES), cost = kt_method_num(m, st, "cost_per_site_eur");
    size_t ncol = cost > 0 ? MEASURES : FREE;
    uint8_t *own = KT_NEW(&tmp, uint8_t, st->sites.n), *open = KT_NEW(&tmp, uint8_t, st->cells.n);
    for (size_t lv = 1; lv < st->nlevel; lv++) {
        const int32_t *up = kt_up_map(st, lv, &tmp);
        for (size_t z = 0; z < st->level[lv].n; z++) {
            struct step step[SITES_MAX];
            for (size_t s = 0; s < st->sites.n; s++) own[s] = use[s] && up[st->sites.zone[s]] == (int32_t)z;
            for (size_t c = 0; c < st->cells.n; c++)
                open[c] = far[c] > 0 && up[st->cells.zone[c]] == (int32_t)z;
            size_t n = order_of(r, cv, own, open, nmax, least, step, tmp);
            for (size_t k = 0; k < n; k++, nrow++) {
                row[nrow] =
                    kt_printf(r->keep, "%s %zu %s", st->level[lv].code[z], k + 1, st->sites.id[step[k].site]);
                step[k].value[COST] = cost / step[k].value[NEED];
                step[k].value[COST_LOWER] = cost / step[k].value[NEED_UPPER];
                step[k].value[COST_UPPER] = cost / step[k].value[NEED_LOWER];
                memcpy(value + nrow * ncol, step[k].value, ncol * sizeof *value);
            }
        }
    }
    const struct kt_table *t = kt_result_add_table(
        r, &(struct kt_table){.name = "sites_that_help",
                              .title = {{"Mitkä paikat auttaisivat eniten",
                                         "Vilka ställen skulle hjälpa mest", "Which places would help most"}},
                              .method = m->name,
                              .nrow = nrow,
                              .ncol = ncol,
                              .row = row,
                              .column = measure,
                              .kind = kind});
    memcpy(t->value, value, nrow * ncol * sizeof *value);
}

enum { CHECKED = 4, PLACES = CHECKED };
static const char *const checked[] = {"need", "need_lower", "need_upper", "residents", "places"};
static const enum kt_kind checked_kind[] = {KT_K_PERSONS, KT_K_PERSONS, KT_K_PERSONS, KT_K_PERSONS,
                                            KT_K_COUNT};

/* The far cells within the limit of any place of the area that may support already. */
static void check_area(const struct kt_result *r, const struct cover *cv, const uint8_t *own, uint8_t *open,
                       double *value, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    double *draw = KT_NEW(&tmp, double, r->ndraw + 1);
    for (size_t s = 0; s < st->sites.n; s++) {
        value[PLACES] += own[s];
        for (size_t k = cv->start[s]; k < cv->start[s + 1] && own[s]; k++) {
            int32_t c = cv->cell[k];
            if (!open[c]) continue;
            open[c] = 0;
            value[NEED] += cv->need[c];
            value[RESIDENTS] += st->cells.total[c];
            add_draws(r, (size_t)c, draw);
        }
    }
    interval_of(draw, r->ndraw, &value[NEED_LOWER], &value[NEED_UPPER], tmp);
}

/* Rows are the codes of the areas above the finest level that have such places. */
static void publish_to_check(const struct kt_method *m, struct kt_result *r, const struct cover *cv,
                             const double *far, const uint8_t *use, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    size_t most = 0, nrow = 0;
    for (size_t lv = 1; lv < st->nlevel; lv++) most += st->level[lv].n;
    const char **row = KT_NEW(r->keep, const char *, most);
    double *value = KT_NEW(&tmp, double, most *(CHECKED + 1));
    uint8_t *own = KT_NEW(&tmp, uint8_t, st->sites.n), *open = KT_NEW(&tmp, uint8_t, st->cells.n);
    for (size_t lv = 1; lv < st->nlevel; lv++) {
        const int32_t *up = kt_up_map(st, lv, &tmp);
        for (size_t z = 0; z < st->level[lv].n; z++) {
            double *v = value + nrow * (CHECKED + 1);
            for (size_t s = 0; s < st->sites.n; s++) own[s] = use[s] && up[st->sites.zone[s]] == (int32_t)z;
            for (size_t c = 0; c < st->cells.n; c++)
                open[c] = far[c] > 0 && up[st->cells.zone[c]] == (int32_t)z;
            check_area(r, cv, own, open, v, tmp);
            if (v[PLACES] > 0) row[nrow++] = st->level[lv].code[z];
        }
    }
    if (!nrow) return;
    const struct kt_table *t = kt_result_add_table(
        r,
        &(struct kt_table){.name = "places_to_check",
                           .title = {{"Paikat, joiden tuesta ei ole tietoa", "Ställen vars stöd inte är känt",
                                      "Places whose support is unknown"}},
                           .method = m->name,
                           .nrow = nrow,
                           .ncol = CHECKED + 1,
                           .row = row,
                           .column = checked,
                           .kind = checked_kind});
    memcpy(t->value, value, nrow * (CHECKED + 1) * sizeof *value);
}

/* Sites with a place whose register says this of their support. */
static size_t sites_with(const struct kt_study *st, int8_t supports, uint8_t *use)
{
    size_t n = 0;
    for (size_t s = 0; s < st->sites.n; s++) {
        use[s] = st->sites.supports[s] == supports && isfinite(st->sites.x[s]) && isfinite(st->sites.y[s]) &&
                 st->sites.zone[s] >= 0;
        n += use[s];
    }
    return n;
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    const struct kt_costs *mode = kt_mode_in(r, kt_method_str(&kt_distance_standard, st, "unit"));
    double limit = kt_method_num(&kt_distance_standard, st, "far");
    uint8_t *use = KT_NEW(&tmp, uint8_t, st->sites.n);
    const double *far = kt_far_cells(r, &tmp);
    double *need = KT_NEW(&tmp, double, st->cells.n);
    if (!mode) return KT_OK;
    kt_need_cells(r, 0, need);
    if (sites_with(st, KT_NO, use)) {
        struct kt_links links = kt_mode_links(mode, st, use, limit, &tmp);
        struct cover cover = cover_of(&links, st, use, far, limit, &tmp);
        cover.need = need;
        if (cover.start[st->sites.n] > 0) {
            publish_alone(r, &cover, use, tmp);
            publish_orders(m, r, &cover, far, use, tmp);
        }
    }
    if (sites_with(st, KT_UNKNOWN, use)) {
        struct kt_links links = kt_mode_links(mode, st, use, limit, &tmp);
        struct cover cover = cover_of(&links, st, use, far, limit, &tmp);
        cover.need = need;
        publish_to_check(m, r, &cover, far, use, tmp);
    }
    return KT_OK;
}

static const struct kt_param params[] = {
    {"sites", KT_T_INT, "places", "8", 1, SITES_MAX, NULL, "Length of each area's order at most."},
    {"least", KT_T_NUM, "persons", "20", 1, 1e6, NULL,
     "The order stops where the next place would reach fewer persons in need."},
    {"cost_per_site_eur", KT_T_NUM, "EUR", "0", 0, 1e9, NULL,
     "What a new place costs, of any time span; 0: unknown, and no cost per person is told."},
};

const struct kt_method kt_sites_that_help = {
    .name = "sites_that_help",
    .title = {{"Paikat, jotka auttaisivat", "Ställen som skulle hjälpa", "Places that would help"}},
    .summary = "Possible places by the persons in need whom they would bring within the distance standard.",
    .formula = "helps_need(s) = sum_{c far: cost(c,s) <= far} need(c); greedy: each next place adds most; "
               "cost_per_person = cost_per_site_eur / need added",
    .source = "Church and ReVelle 1974; Nemhauser, Wolsey and Fisher 1978 (bound of the greedy order)",
    .needs = "pop_far need_far",
    .columns = "helps_need",
    .tables = "sites_that_help places_to_check",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
