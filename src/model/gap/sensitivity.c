/* sensitivity: do the findings survive other choices of method and parameter?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   rho(a, b) = Spearman's rank correlation of two choices over the zones of level 0
 *   moved(a)  = share of zones whose fifth under choice a is another than under the study's own choice
 *   worst_fifth_every(z) = 1 where z is in the worst fifth under every choice
 *
 * Choices: e2sfca's access as the study has it; other catchments, with the decay's form stretched to them;
 * a flat catchment, steps and a Gaussian; other detours, where travel goes by straight lines; and other
 * measures that the run has (columns; less is better for ways, minutes and costs; hours of a whole zone are taken
 * for each person in need). `katve run --sensitivity=LIST` fills these parameters. One choice differs from the
 * study's in one thing. Ties share their mean rank; the worst fifth has the floor(n / 5) lowest ranks and
 * their ties; people whose access is unknown as the study
 * has it are left out of every choice; zones without a value under some choice take no part in its figures, and have no
 * worst_fifth_every. Choices are compared at the point need: they all share its uncertainty.
 * Source: Saltelli et al. 2008, Global Sensitivity Analysis: The Primer, chapter 1 (one at a time);
 * Spearman 1904.
 * Complexity: one walk over the stored pairs for all choices, O(choices × pairs); pairs that are not
 * stored are walked once a choice. */
#include "model/model_internal.h"

#include <gsl/gsl_statistics_double.h>
#include <string.h>

enum { CHOICES_MAX = 32, FIFTHS = 5 };
static const char *const usual = "hours_per_1000;dist_need_km;cum_sites"; /* compared where they are there */
static const char *const costs = "raam;kth_nearest;balancing_cost";       /* less is better */
static const char *const sums =
    "available;singly_constrained;total_constrained"; /* hours of the whole zone */

struct choice {
    const char *name;
    struct kt_decay decay; /* on the study's costs; not for a measure */
    const struct kt_column *column;
    double *zone; /* more is better; level 0 */
};

struct choices {
    size_t n, nrun; /* the first nrun are catchments */
    struct choice at[CHOICES_MAX];
};

static void add(struct choices *all, const struct choice *c)
{
    if (all->n < CHOICES_MAX) all->at[all->n++] = *c;
}

static void catchments(const struct kt_method *m, const struct kt_study *st, const struct kt_fca *f,
                       struct choices *all, struct kt_arena *keep)
{
    const char *unit = f->mode->unit, *key = kt_streq(unit, "min") ? "catchments_min" : "catchments_km";
    double own = f->decay.reach;
    if (!isfinite(own)) return; /* a decay without an end has no catchment to stretch */
    for (size_t i = 0; i < kt_method_len(m, st, key); i++) {
        double reach = kt_method_num_at(m, st, key, i);
        if (reach == own) continue;
        add(all, &(struct choice){.name = kt_printf(keep, "catchment %g %s", reach, unit),
                                  .decay = kt_decay_scale(&f->decay, reach / own)});
    }
    for (size_t i = 0; i < kt_method_len(m, st, "decays"); i++) {
        const char *name = kt_method_str_at(m, st, "decays", i);
        double third[3] = {own / 3, 2 * own / 3, own};
        struct kt_decay d = kt_decay_gauss(own, 0.01);
        if (kt_streq(name, "binary")) d = kt_decay_steps(&own, &(double){1}, 1);
        if (kt_streq(name, "step")) d = kt_decay_steps(third, (double[]){1, 0.68, 0.22}, 3);
        add(all, &(struct choice){.name = kt_printf(keep, "decay %s", name), .decay = d});
    }
    double detour = kt_travel_of(st).detour;
    for (size_t i = 0; f->mode->per_metre > 0 && i < kt_method_len(m, st, "detours"); i++) {
        double other = kt_method_num_at(m, st, "detours", i);
        if (other == detour) continue; /* a longer way is a shorter reach of the same costs */
        add(all, &(struct choice){.name = kt_printf(keep, "detour %g", other),
                                  .decay = kt_decay_scale(&f->decay, detour / other)});
    }
}

static void measures(const struct kt_method *m, const struct kt_result *r, struct choices *all)
{
    const struct kt_study *st = r->study;
    for (size_t i = 0; i < kt_method_len(m, st, "columns"); i++) {
        const char *name = kt_method_str_at(m, st, "columns", i);
        const struct kt_column *c = kt_result_find(r, 0, name);
        if (c) add(all, &(struct choice){.name = name, .column = c});
    }
}

/* Measures that were asked for by name must be there. */
static void tell_absent(const struct kt_method *m, struct kt_result *r)
{
    struct kt_tally absent = {.severity = KT_WARNING,
                              .code = "no_such_column",
                              .file = "",
                              .field = "methods.sensitivity.columns",
                              .remedy =
                                  "enable its method; measures of sites alone have no zones to compare"};
    for (size_t i = 0; i < kt_method_len(m, r->study, "columns"); i++) {
        const char *name = kt_method_str_at(m, r->study, "columns", i);
        if (!kt_result_find(r, 0, name) && !kt_list_has(usual, name))
            kt_tally_put(&r->issues, &absent, 0, kt_printf(r->keep, "%s: zones have no such column", name));
    }
    kt_tally_end(&r->issues, &absent);
}

/* Demand of sites and access of cells for all choices in one walk each over the pairs, [row × width]. */
static void run_stored(const struct kt_fca *f, const struct choices *all, const double *need, double *access,
                       struct kt_arena tmp)
{
    const struct kt_csr *p = &f->mode->pairs;
    size_t width = all->nrun;
    double *ratio = KT_NEW(&tmp, double, p->ncol *width);
    for (size_t c = 0; c < p->nrow; c++)
        for (size_t k = p->start[c]; k < p->start[c + 1]; k++)
            for (size_t i = 0; i < width; i++)
                ratio[(size_t)p->col[k] * width + i] +=
                    kt_decay_at(&all->at[i].decay, kt_csr_at(p, k)) * need[c];
    for (size_t s = 0; s < p->ncol; s++)
        for (size_t i = 0; i < width; i++) {
            double *demand = &ratio[s * width + i];
            *demand = *demand > 0 ? f->hours[s] / *demand : 0;
        }
#pragma omp parallel for schedule(static)
    for (size_t c = 0; c < p->nrow; c++)
        for (size_t k = p->start[c]; k < p->start[c + 1]; k++)
            for (size_t i = 0; i < width; i++)
                access[c * width + i] +=
                    kt_decay_at(&all->at[i].decay, kt_csr_at(p, k)) * ratio[(size_t)p->col[k] * width + i];
}

/* One choice over straight lines that are not stored, or not so far. */
static void run_points(const struct kt_study *st, const struct kt_fca *f, const struct choices *all, size_t i,
                       const double *need, double *access, struct kt_arena tmp)
{
    const uint8_t *open = kt_sites_open(st, &tmp);
    double *demand = KT_NEW(&tmp, double, st->sites.n), *out = KT_NEW(&tmp, double, st->cells.n);
    kt_mode_from_cells(f->mode, st, open, need, &all->at[i].decay, demand, tmp);
    for (size_t s = 0; s < st->sites.n; s++) demand[s] = demand[s] > 0 ? f->hours[s] / demand[s] : 0;
    kt_mode_from_sites(f->mode, st, open, demand, &all->at[i].decay, out, tmp);
    for (size_t c = 0; c < st->cells.n; c++) access[c * all->nrun + i] = out[c];
}

static void run_choices(const struct kt_study *st, const struct kt_fca *f, struct choices *all,
                        const double *need, struct kt_arena *a)
{
    struct kt_arena tmp;
    size_t width = all->nrun, nzone = st->level[0].n;
    for (size_t i = 0; i < width; i++) all->at[i].zone = KT_NEW(a, double, nzone);
    tmp = *a;
    double *access = KT_NEW(&tmp, double, st->cells.n *width), *den = KT_NEW(&tmp, double, nzone),
           farthest = 0;
    for (size_t i = 0; i < width; i++) farthest = fmax(farthest, all->at[i].decay.reach);
    bool stored = f->mode->pairs.start && (f->mode->per_metre == 0 || farthest <= f->mode->max);
    if (stored)
        run_stored(f, all, need, access, tmp);
    else
        for (size_t i = 0; i < width; i++) run_points(st, f, all, i, need, access, tmp);
    for (size_t c = 0; c < st->cells.n; c++) {
        if (isnan(f->known[c])) continue;
        den[st->cells.zone[c]] += need[c];
        for (size_t i = 0; i < width; i++)
            all->at[i].zone[st->cells.zone[c]] += need[c] * access[c * width + i];
    }
    for (size_t i = 0; i < width; i++)
        for (size_t z = 0; z < nzone; z++)
            all->at[i].zone[z] = den[z] > 0 ? 1000 * all->at[i].zone[z] / den[z] : NAN;
}

/* A measure's zones, turned so that more is better, and sums for each person in need. */
static void take_column(struct choice *c, const struct kt_result *r, struct kt_arena *a)
{
    const struct kt_column *from = c->column, *need = kt_result_find(r, 0, "need");
    bool less = from->kind == KT_K_KM || from->kind == KT_K_MIN || kt_list_has(costs, from->name);
    bool adds_up = kt_list_has(sums, from->name);
    c->zone = KT_NEW(a, double, from->n);
    for (size_t z = 0; z < from->n; z++) {
        double per = adds_up ? need->value[z] : 1;
        c->zone[z] = per > 0 ? (less ? -1 : 1) * from->value[z] / per : NAN;
    }
}

static double spearman(const double *a, const double *b, size_t n, struct kt_arena tmp)
{
    double *x = KT_NEW(&tmp, double, n), *y = KT_NEW(&tmp, double, n), *work = KT_NEW(&tmp, double, 2 * n);
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(a[i]) && !isnan(b[i])) x[k] = a[i], y[k++] = b[i];
    return k >= 3 ? gsl_stats_spearman(x, 1, y, 1, k, work) : NAN;
}

/* fifth[z]: 0 the worst .. 4; -1 without a value. Ties lie where the first of them lies. */
static void fifths(const double *v, size_t n, int8_t *fifth, struct kt_arena tmp)
{
    size_t *order = KT_NEW(&tmp, size_t, n), known = 0;
    kt_order(v, n, order);
    for (size_t i = 0; i < n; i++) known += isnan(v[i]) ? 0 : 1;
    for (size_t i = 0, first = 0; i < n; i++) {
        if (i && v[order[i]] != v[order[first]]) first = i;
        fifth[order[i]] = -1;
        if (i < known) fifth[order[i]] = (int8_t)(first * FIFTHS / known);
    }
}

static void publish_ranks(struct kt_result *r, const struct choices *all, struct kt_arena tmp)
{
    size_t nzone = r->study->level[0].n;
    const char **name = KT_NEW(r->keep, const char *, all->n);
    enum kt_kind *kind = KT_NEW(r->keep, enum kt_kind, all->n);
    for (size_t i = 0; i < all->n; i++) name[i] = kt_strdup(r->keep, all->at[i].name), kind[i] = KT_K_INDEX;
    struct kt_table *t = kt_result_add_table(
        r, &(struct kt_table){.name = "sensitivity_rank",
                              .title = {{"Järjestyskorrelaatio (Spearman) valintojen välillä",
                                         "Rangkorrelation (Spearman) mellan val",
                                         "Rank correlation (Spearman) between choices"}},
                              .method = "sensitivity",
                              .nrow = all->n,
                              .ncol = all->n,
                              .row = name,
                              .column = name,
                              .kind = kind});
    for (size_t i = 0; i < all->n; i++)
        for (size_t k = 0; k < all->n; k++)
            t->value[i * all->n + k] = spearman(all->at[i].zone, all->at[k].zone, nzone, tmp);
}

/* Against the study's own choice, and the worst fifth under all. */
static void publish_fifths(struct kt_result *r, const struct choices *all, struct kt_arena tmp)
{
    static const char *const column[] = {"zones", "spearman", "moved_share", "worst_kept_share"};
    static const enum kt_kind kind[] = {KT_K_COUNT, KT_K_INDEX, KT_K_SHARE, KT_K_SHARE};
    size_t nzone = r->study->level[0].n;
    const char **name = KT_NEW(r->keep, const char *, all->n);
    int8_t *own = KT_NEW(&tmp, int8_t, nzone), *other = KT_NEW(&tmp, int8_t, nzone);
    double *every =
        kt_publish(r, 0,
                   &(struct kt_column){.name = "worst_fifth_every",
                                       .kind = KT_K_INDEX,
                                       .unit = "0 or 1",
                                       .method = "sensitivity",
                                       .count_of = "need",
                                       .no_interval = "holds or not, under the choices compared",
                                       .title = {{"Heikoimmassa viidenneksessä kaikilla valinnoilla",
                                                  "I den sämsta femtedelen enligt alla val",
                                                  "In the worst fifth under every choice"}}});
    for (size_t i = 0; i < all->n; i++) name[i] = kt_strdup(r->keep, all->at[i].name);
    struct kt_table *t = kt_result_add_table(
        r,
        &(struct kt_table){.name = "sensitivity_choice",
                           .title = {{"Valinnat verrattuna tutkimuksen omaan",
                                      "Val jämförda med studiens eget", "Choices against the study's own"}},
                           .method = "sensitivity",
                           .nrow = all->n,
                           .ncol = 4,
                           .row = name,
                           .column = column,
                           .kind = kind});
    fifths(all->at[0].zone, nzone, own, tmp);
    for (size_t z = 0; z < nzone; z++) every[z] = 1;
    for (size_t i = 0; i < all->n; i++) {
        double n = 0, moved = 0, worst = 0, kept = 0;
        fifths(all->at[i].zone, nzone, other, tmp);
        for (size_t z = 0; z < nzone; z++) {
            if (other[z] != 0) every[z] = other[z] < 0 ? NAN : every[z] * 0; /* NaN stays */
            if (own[z] < 0 || other[z] < 0) continue;
            n++, moved += own[z] != other[z];
            worst += own[z] == 0, kept += own[z] == 0 && other[z] == 0;
        }
        double *row = t->value + i * 4;
        row[0] = n;
        row[1] = spearman(all->at[0].zone, all->at[i].zone, nzone, tmp);
        row[2] = n > 0 ? moved / n : NAN;
        row[3] = worst > 0 ? kept / worst : NAN;
    }
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    struct kt_fca f;
    KT_TRY(kt_fca_setup(st, r, &f, &tmp, err));
    struct choices *all = KT_NEW(&tmp, struct choices, 1);
    double *need = KT_NEW(&tmp, double, st->cells.n);
    add(all, &(struct choice){.name = "study", .decay = f.decay});
    catchments(m, st, &f, all, &tmp);
    all->nrun = all->n;
    measures(m, r, all);
    tell_absent(m, r);
    kt_need_cells(r, 0, need);
    run_choices(st, &f, all, need, &tmp);
    for (size_t i = all->nrun; i < all->n; i++) take_column(&all->at[i], r, &tmp);
    publish_ranks(r, all, tmp);
    publish_fifths(r, all, tmp);
    return KT_OK;
}

static const struct kt_param params[] = {
    {"catchments_km", KT_T_NUMS, "km", "[20, 30, 40]", 0.1, 500, NULL, "Catchments to compare."},
    {"catchments_min", KT_T_NUMS, "min", "[20, 30, 40]", 0.1, 500, NULL,
     "The same for modes that count minutes."},
    {"decays", KT_T_STRS, "", "[binary, step]", 0, 0, "binary step gaussian",
     "Decays to compare, over the study's catchment: flat, thirds of 1, 0.68 and 0.22, or a Gaussian."},
    {"detours", KT_T_NUMS, "", "[1.2, 1.4]", 1, 5, NULL, "Detours of straight lines to compare."},
    {"columns", KT_T_STRS, "", "[hours_per_1000, dist_need_km, cum_sites]", 0, 0, NULL,
     "Other measures of the run to compare, by column; those that the run has not are left out."},
};

const struct kt_method kt_sensitivity = {
    .name = "sensitivity",
    .title = {{"Tulosten herkkyys valinnoille", "Resultatens känslighet för val", "Sensitivity to choices"}},
    .summary = "Whether ranks of zones survive other catchments, decays, detours and measures.",
    .formula =
        "rho = Spearman over zones; moved = share of zones in another fifth; worst_fifth_every = in the "
        "worst fifth under all choices",
    .source = "Saltelli et al. 2008, Global Sensitivity Analysis: The Primer; Spearman 1904",
    .needs = "access need hours_week travel",
    .columns = "worst_fifth_every",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
