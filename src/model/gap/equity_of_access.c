/* equity_of_access: how access and distance fall on ages, languages and kinds of place; who has least.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   P(c,g) persons of group g in cell c;  mean(g) = sum_c P(c,g) f(c) / sum_c P(c,g)
 *   quantile p of g = the smallest value at which at least the share p of the group's persons is reached
 *   least(g) = share of the group among the `least_share` of all persons with the lowest access
 *
 * f is access (hours a week per 1,000 in need, of e2sfca) and the way to the nearest site. Groups: the
 * study's ages, its languages (the rest together), the kinds of place of zones, the whole country. The
 * persons at the edge of the least are taken by parts, so that they are exactly `least_share` of all; equal
 * groups each have `least_share`. Persons of unknown access are left out. Means of access have intervals from
 * the draws of need; quantiles, distances and counts stand at the point: distances have no draws, and the
 * lowest cells of a draw are other cells than those of the next.
 * Source: the distribution of accessibility among groups as in Pereira, Schwanen and Banister 2017,
 * Transport Reviews 37 (2).
 * Complexity: O(cells × groups + cells log cells + draws × (pairs + cells × groups)). */
#include "model/model_internal.h"

#include <stdio.h>
#include <string.h>

enum { GROUPS_MAX = KT_AGES_MAX + KT_LANGS_MAX + 32, MEASURES = 12 };
enum { PERSONS, MEAN, LOWER, UPPER, P10, MEDIAN, NONE, LEAST, KM_MEAN, KM_MEDIAN, KM_P90, UNKNOWN };
static const char *const measure[MEASURES] = {
    "persons",    "access",        "access_lower",    "access_upper",
    "access_p10", "access_median", "no_access_share", "least_served_share",
    "km_mean",    "km_median",     "km_p90",          "unknown_share"};
static const enum kt_kind kind[MEASURES] = {KT_K_PERSONS, KT_K_PER1000, KT_K_PER1000, KT_K_PER1000,
                                            KT_K_PER1000, KT_K_PER1000, KT_K_SHARE,   KT_K_SHARE,
                                            KT_K_KM,      KT_K_KM,      KT_K_KM,      KT_K_SHARE};

/* Persons by group, [group × cells]. */
struct groups {
    size_t n;
    const char *name[GROUPS_MAX];
    double *persons[GROUPS_MAX];
};

static double *add(struct groups *g, const char *name, size_t ncell, struct kt_arena *keep,
                   struct kt_arena *tmp)
{
    g->name[g->n] = kt_strdup(keep, name);
    return g->persons[g->n++] = KT_NEW(tmp, double, ncell);
}

static void add_ages(struct groups *g, const struct kt_study *st, struct kt_arena *keep, struct kt_arena *tmp)
{
    const struct kt_cells *cells = &st->cells;
    for (size_t a = 0; a < cells->ages.n; a++) {
        char name[64];
        if (cells->ages.max[a] >= 999)
            snprintf(name, sizeof name, "age %d-", cells->ages.min[a]);
        else
            snprintf(name, sizeof name, "age %d-%d", cells->ages.min[a], cells->ages.max[a]);
        double *p = add(g, name, cells->n, keep, tmp);
        for (size_t c = 0; c < cells->n; c++) p[c] = cells->persons[c * cells->ages.n + a];
    }
}

static void add_languages(struct groups *g, const struct kt_study *st, struct kt_arena *keep,
                          struct kt_arena *tmp)
{
    const struct kt_cells *cells = &st->cells;
    if (!cells->nlang) return;
    double *rest = KT_NEW(tmp, double, cells->n);
    memcpy(rest, cells->total, cells->n * sizeof *rest);
    for (size_t l = 0; l < cells->nlang; l++) {
        double *p = add(g, kt_printf(tmp, "language %s", cells->lang[l]), cells->n, keep, tmp);
        for (size_t c = 0; c < cells->n; c++) {
            p[c] = cells->total[c] * cells->lang_share[c * cells->nlang + l];
            if (isnan(p[c])) p[c] = rest[c] = 0; /* of unknown language: in none of these groups */
            rest[c] = fmax(0, rest[c] - p[c]);
        }
    }
    memcpy(add(g, "language, the rest", cells->n, keep, tmp), rest, cells->n * sizeof *rest);
}

static void add_places(struct groups *g, const struct kt_study *st, struct kt_arena *keep,
                       struct kt_arena *tmp)
{
    const struct kt_zones *zs = &st->level[0];
    size_t first = g->n;
    for (size_t z = 0; zs->place && z < zs->n; z++) {
        if (!zs->place[z]) continue;
        char name[80];
        snprintf(name, sizeof name, "place %.60s", zs->place[z]);
        bool known = false;
        for (size_t k = first; k < g->n && !known; k++) known = kt_streq(g->name[k], name);
        if (known || g->n == GROUPS_MAX) continue;
        double *p = add(g, name, st->cells.n, keep, tmp);
        for (size_t c = 0; c < st->cells.n; c++)
            if (kt_streq(zs->place[st->cells.zone[c]], zs->place[z])) p[c] = st->cells.total[c];
    }
}

static struct groups groups_of(const struct kt_study *st, struct kt_arena *keep, struct kt_arena *tmp)
{
    struct groups g = {0};
    memcpy(add(&g, "all", st->cells.n, keep, tmp), st->cells.total, st->cells.n * sizeof(double));
    add_ages(&g, st, keep, tmp);
    add_languages(&g, st, keep, tmp);
    add_places(&g, st, keep, tmp);
    return g;
}

/* Weighted mean and quantiles over the cells of known f, which `order` has ascending. */
static double mean(const double *f, const double *w, size_t n)
{
    double top = 0, all = 0;
    for (size_t c = 0; c < n; c++)
        if (!isnan(f[c])) top += w[c] * f[c], all += w[c];
    return all > 0 ? top / all : NAN;
}

static double quantile(const double *f, const double *w, const size_t *order, size_t n, double p)
{
    double all = 0, seen = 0;
    for (size_t i = 0; i < n && !isnan(f[order[i]]); i++) all += w[order[i]];
    for (size_t i = 0; i < n && !isnan(f[order[i]]); i++) {
        seen += w[order[i]];
        if (w[order[i]] > 0 && seen >= p * all) return f[order[i]];
    }
    return NAN;
}

/* part[c] = share of the cell's persons among the `share` of all with the lowest f. */
static void find_least(const double *f, const double *w, const size_t *order, size_t n, double share,
                       double *part)
{
    double all = 0, left;
    for (size_t c = 0; c < n; c++)
        if (!isnan(f[c])) all += w[c];
    left = share * all;
    for (size_t i = 0, next; i < n && !isnan(f[order[i]]); i = next) {
        double tied = 0; /* equal cells give equal parts */
        for (next = i; next < n && f[order[next]] == f[order[i]]; next++) tied += w[order[next]];
        double take = tied > 0 ? fmin(1, left / tied) : 0;
        for (size_t k = i; k < next; k++) part[order[k]] = take;
        left = fmax(0, left - tied);
    }
}

struct tally {
    const struct groups *groups;
    const double *known;
    size_t ncell, ndraw;
    double *sum; /* group × draw */
};

static void visit(void *ctx, size_t d0, size_t width, const double *need, const double *access)
{
    const struct tally *t = ctx;
    (void)need;
    for (size_t g = 0; g < t->groups->n; g++)
        for (size_t c = 0; c < t->ncell; c++) {
            double w = t->groups->persons[g][c];
            if (!(w > 0) || isnan(t->known[c])) continue;
            for (size_t i = 0; i < width; i++) t->sum[g * t->ndraw + d0 + i] += w * access[c * width + i];
        }
}

static void intervals(const struct kt_result *r, const struct kt_fca *f, const struct groups *g,
                      struct kt_table *out, struct kt_arena tmp)
{
    size_t n = r->study->cells.n;
    struct tally t = {g, f->known, n, f->ndraw, KT_NEW(&tmp, double, g->n * f->ndraw)};
    kt_fca_each_draw(r, f, visit, &t, tmp);
    for (size_t k = 0; k < g->n; k++) {
        double all = 0, *draw = t.sum + k * f->ndraw;
        for (size_t c = 0; c < n; c++)
            if (!isnan(f->known[c])) all += g->persons[k][c];
        for (size_t d = 0; d < f->ndraw; d++) draw[d] = all > 0 ? 1000 * draw[d] / all : NAN;
        kt_interval(draw, f->ndraw, &out->value[k * MEASURES + LOWER], &out->value[k * MEASURES + UPPER]);
    }
}

static void fill_row(double *row, const double *w, size_t n, const double *access, const size_t *by_access,
                     const double *km, const size_t *by_km, const double *part)
{
    double all = 0, none = 0, least = 0, unknown = 0;
    for (size_t c = 0; c < n; c++) {
        all += w[c];
        none += access[c] == 0 ? w[c] : 0;
        unknown += isnan(access[c]) ? w[c] : 0;
        least += w[c] * part[c];
    }
    row[PERSONS] = all;
    row[MEAN] = mean(access, w, n);
    row[P10] = quantile(access, w, by_access, n, 0.1);
    row[MEDIAN] = quantile(access, w, by_access, n, 0.5);
    row[KM_MEAN] = mean(km, w, n);
    row[KM_MEDIAN] = quantile(km, w, by_km, n, 0.5);
    row[KM_P90] = quantile(km, w, by_km, n, 0.9);
    if (!(all > 0)) return;
    row[UNKNOWN] = unknown / all;
    if (!(all > unknown)) return;
    row[NONE] = none / (all - unknown);
    row[LEAST] = least / (all - unknown);
}

static void publish_least(struct kt_result *r, const struct kt_costs *mode, const double *part,
                          struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    static const char measured[] = "at the point need: the lowest cells differ from draw to draw";
    double *persons = KT_NEW(&tmp, double, st->cells.n);
    struct kt_out all = kt_scratch_levels(st, &tmp),
                  count = kt_publish_levels(
                      r, &(struct kt_column){.name = "least_served",
                                             .kind = KT_K_PERSONS,
                                             .unit = "persons",
                                             .method = "equity_of_access",
                                             .no_interval = measured,
                                             .title = {{"Asukkaat, joilla on maan heikoin saavutettavuus",
                                                        "Boende med landets sämsta nåbarhet",
                                                        "Residents with the least access in the country"}}});
    struct kt_out share = kt_publish_levels(
        r, &(struct kt_column){.name = "least_served_share",
                               .kind = KT_K_SHARE,
                               .unit = "share",
                               .method = "equity_of_access",
                               .count_of = "least_served",
                               .no_interval = measured,
                               .title = {{"Osuus asukkaista, joilla on maan heikoin saavutettavuus",
                                          "Andel boende med landets sämsta nåbarhet",
                                          "Share of residents with the least access in the country"}}});
    for (size_t c = 0; c < st->cells.n; c++) persons[c] = st->cells.total[c] * part[c];
    kt_roll_cells(st, persons, &count, tmp);
    kt_roll_cells(st, st->cells.total, &all, tmp);
    kt_divide_levels(st, &count, &all, 1, &share);
    kt_blank_unknown(st, part, &count, tmp);
    kt_blank_unknown(st, part, &share, tmp);
    kt_blank_uncovered(st, mode, &count, tmp);
    kt_blank_uncovered(st, mode, &share, tmp);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    struct kt_fca f;
    KT_TRY(kt_fca_setup(st, r, &f, &tmp, err));
    size_t n = st->cells.n, *by_access = KT_NEW(&tmp, size_t, n), *by_km = KT_NEW(&tmp, size_t, n);
    const double *access = kt_result_find(r, KT_ROWS_CELLS, "access")->value;
    const double *km = kt_result_find(r, KT_ROWS_CELLS, "dist_km")->value;
    double *part = kt_doubles(&tmp, n, NAN), *taken = KT_NEW(&tmp, double, n);
    struct groups *g = KT_NEW(&tmp, struct groups, 1);
    *g = groups_of(st, r->keep, &tmp);
    kt_order(access, n, by_access);
    kt_order(km, n, by_km);
    find_least(access, st->cells.total, by_access, n, kt_method_num(m, st, "least_share"), part);
    for (size_t c = 0; c < n; c++) taken[c] = isnan(part[c]) ? 0 : part[c];
    const char **row = KT_NEW(r->keep, const char *, g->n), **note = KT_NEW(r->keep, const char *, g->n);
    for (size_t k = 0; k < g->n; k++) {
        row[k] = g->name[k];
        note[k] = f.ndraw ? NULL : f.why_not;
    }
    struct kt_table *t = kt_result_add_table(
        r, &(struct kt_table){.name = "equity_groups",
                              .title = {{"Saavutettavuus väestöryhmittäin", "Nåbarhet efter befolkningsgrupp",
                                         "Access by group of people"}},
                              .method = m->name,
                              .nrow = g->n,
                              .ncol = MEASURES,
                              .row = row,
                              .column = measure,
                              .kind = kind,
                              .note = note});
    for (size_t k = 0; k < g->n; k++)
        fill_row(t->value + k * MEASURES, g->persons[k], n, access, by_access, km, by_km, taken);
    if (f.ndraw) intervals(r, &f, g, t, tmp);
    publish_least(r, f.mode, part, tmp);
    return KT_OK;
}

static const struct kt_param params[] = {
    {"least_share", KT_T_NUM, "share", "0.1", 0.001, 0.5, NULL,
     "The share of all residents that counts as those with the least access."},
};

const struct kt_method kt_equity_of_access = {
    .name = "equity_of_access",
    .title = {{"Saavutettavuuden jakautuminen", "Nåbarhetens fördelning", "Equity of access"}},
    .summary = "Access and distance by age, language and kind of place, and where those with the least live.",
    .formula =
        "mean(g) = sum_c P(c,g) f(c) / sum_c P(c,g); least(g) = share of g among the least_share of all "
        "persons with the lowest access",
    .source = "Pereira, Schwanen and Banister 2017, Transport Reviews 37 (2)",
    .needs = "access dist_km",
    .columns = "least_served least_served_share",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
