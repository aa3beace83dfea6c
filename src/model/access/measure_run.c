/* measure_run: runs one measure on a study and publishes it for cells, sites and zones.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"

struct kt_links kt_links_of(const struct kt_study *st, const struct kt_costs *mode, double reach,
                            struct kt_arena *keep)
{
    return kt_mode_links(mode, st, kt_sites_open(st, keep), reach, keep);
}

const double *kt_hours_of(const struct kt_study *st, const struct kt_result *r, struct kt_arena *a)
{
    const struct kt_column *c = kt_result_find(r, KT_ROWS_SITES, "hours_week");
    double *hours = KT_NEW(a, double, st->sites.n);
    const uint8_t *open = kt_sites_open(st, a);
    for (size_t s = 0; c && s < st->sites.n; s++)
        if (open[s] && c->value[s] > 0) hours[s] = c->value[s];
    return hours;
}

enum kt_status kt_catchment_fits(const struct kt_method *m, const struct kt_costs *mode,
                                 const struct kt_decay *d, struct kt_err *err)
{
    if (d->reach <= mode->max * (1 + 1e-12)) return KT_OK;
    return kt_fail(err, KT_EINPUT,
                   "methods.%s: the catchment of %g %s is longer than methods.%s searches (%g %s)", m->name,
                   d->reach, mode->unit, mode->method, mode->max, mode->unit);
}

enum kt_status kt_catchment_of(const struct kt_method *m, const struct kt_study *st,
                               const struct kt_costs *mode, struct kt_decay *d, struct kt_arena tmp,
                               struct kt_err *err)
{
    KT_TRY(kt_decay_of(m, st, mode, d, tmp, err));
    return mode->per_metre > 0 ? KT_OK : kt_catchment_fits(m, mode, d, err);
}

/* Hours that nobody knows are not no hours: who reaches only such sites has unknown access. */
static void blank_untold(const struct kt_measured *w, struct kt_arena tmp)
{
    const struct kt_study *st = w->study;
    const struct kt_column *c = kt_result_find(w->result, KT_ROWS_SITES, "hours_week");
    const uint8_t *open = kt_sites_open(st, &tmp);
    double *told = KT_NEW(&tmp, double, st->sites.n), *untold = KT_NEW(&tmp, double, st->sites.n);
    double *near = KT_NEW(&tmp, double, st->cells.n), *blank = KT_NEW(&tmp, double, st->cells.n);
    for (size_t s = 0; c && s < st->sites.n; s++) {
        told[s] = open[s] && !isnan(c->value[s]);
        untold[s] = open[s] && isnan(c->value[s]);
    }
    if (!(kt_sum(untold, st->sites.n) > 0)) return;
    struct kt_decay within = kt_decay_steps(&w->market.decay.reach, &(double){1}, 1);
    within.left_closed = w->market.decay.left_closed;
    kt_sum_to_cells(&w->market.links, &within, told, near, tmp);
    kt_sum_to_cells(&w->market.links, &within, untold, blank, tmp);
    for (size_t i = 0; i < st->cells.n; i++)
        if (near[i] == 0 && blank[i] > 0) w->cell[i] = NAN;
}

/* A column as its measure gives it, and what it has from the method. */
static struct kt_column column_of(const struct kt_column *own, const struct kt_method *m,
                                  const char *no_interval)
{
    struct kt_column c = *own;
    c.method = m->name;
    c.no_interval = no_interval;
    if (!c.title.s[0]) c.title = m->title;
    return c;
}

static void publish_zones(const struct kt_measure *what, struct kt_measured *w, struct kt_arena tmp)
{
    const struct kt_study *st = w->study;
    struct kt_result *r = w->result;
    const char *why = "the measure at the estimated need; methods.e2sfca repeats its sums for every draw";
    struct kt_column spec = column_of(&what->cell, w->method, what->competes ? why : NULL);
    size_t n = st->cells.n;
    spec.count_of = "need";
    struct kt_out out = kt_publish_levels(r, &spec);
    if (what->sums) {
        kt_roll_cells(st, w->cell, &out, tmp);
        kt_blank_uncovered(st, w->mode, &out, tmp);
        return;
    }
    double *need = KT_NEW(&tmp, double, n), *product = KT_NEW(&tmp, double, n),
           *known = KT_NEW(&tmp, double, n);
    struct kt_out num = kt_scratch_levels(st, &tmp), den = kt_scratch_levels(st, &tmp);
    kt_need_cells(r, 0, need);
    for (size_t c = 0; c < n; c++) {
        known[c] = isfinite(w->cell[c]) ? 1 : NAN;
        product[c] = need[c] > 0 ? need[c] * w->cell[c] * known[c] : 0;
    }
    kt_roll_cells(st, product, &num, tmp);
    for (size_t c = 0; c < n; c++) product[c] = need[c] * known[c];
    kt_roll_cells(st, product, &den, tmp);
    kt_divide_levels(st, &num, &den, 1, &out);
    kt_blank_uncovered(st, w->mode, &out, tmp);
    if (what->competes) return;
    for (size_t c = 0; c < n; c++) product[c] = w->cell[c] * known[c];
    struct kt_draws top = kt_need_draws(r, product, 0, &tmp), all = kt_need_draws(r, known, 0, &tmp);
    kt_interval_levels(st, &top, &all, 1, &out, tmp);
    kt_blank_uncovered(st, w->mode, &out, tmp);
}

/* Does the source of the way a cell's people go say nothing of the place? Where modes share the people of a
 * cell, any mode that some of them take must say something. */
static bool is_untold(const struct kt_measure *what, const struct kt_measured *w, size_t c)
{
    bool shared = false, untold = false;
    for (size_t i = 0; what->every_mode && i < w->result->nmode; i++) {
        const struct kt_costs *mode = &w->result->mode[i];
        if (!mode->share) continue;
        shared = true;
        untold |= mode->share[c] > 0 && mode->outside && mode->outside[c];
    }
    return shared ? untold : w->mode->outside && w->mode->outside[c];
}

static enum kt_status market_of(const struct kt_measure *what, struct kt_measured *w, struct kt_arena *a,
                                struct kt_err *err)
{
    const struct kt_method *m = w->method;
    const struct kt_study *st = w->study;
    struct kt_market *in = &w->market;
    double *need = KT_NEW(a, double, st->cells.n);
    kt_need_cells(w->result, 0, need);
    in->need = need;
    in->supply = kt_hours_of(st, w->result, a);
    KT_TRY(kt_mode_of(m, w->result, &w->mode, err));
    for (size_t c = 0; c < st->cells.n; c++)
        if (isnan(need[c]) || is_untold(what, w, c)) need[c] = 0; /* competes for nothing that is known */
    if (what->plain) return KT_OK;
    KT_TRY(kt_catchment_of(m, st, w->mode, &in->decay, *a, err));
    in->links = kt_links_of(st, w->mode, in->decay.reach, a);
    return KT_OK;
}

static bool has_param(const struct kt_method *m, const char *key)
{
    for (size_t i = 0; i < m->nparam; i++)
        if (kt_streq(m->param[i].key, key)) return true;
    return false;
}

static void conventions_of(const struct kt_method *m, const struct kt_study *st, struct kt_market *in)
{
    const char *alone = has_param(m, "no_demand") ? kt_method_str(m, st, "no_demand") : "zero";
    in->no_demand = kt_streq(alone, "infinite") ? KT_NO_DEMAND_INFINITE
                    : kt_streq(alone, "supply") ? KT_NO_DEMAND_SUPPLY
                                                : KT_NO_DEMAND_ZERO;
    in->least_demand = has_param(m, "least_demand") ? kt_method_num(m, st, "least_demand") : 0;
    in->unreached_nan = has_param(m, "unreached") && kt_streq(kt_method_str(m, st, "unreached"), "unknown");
}

enum kt_status kt_measure_run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                              struct kt_arena tmp, struct kt_err *err)
{
    const struct kt_measure *what = m->family;
    KT_TRY(kt_check_needs(m, r, err));
    struct kt_measured w = {.method = m, .study = st, .result = r};
    double scale = what->scale > 0 ? what->scale : 1;
    conventions_of(m, st, &w.market);
    KT_TRY(market_of(what, &w, &tmp, err));
    w.cell = KT_NEW(&tmp, double, st->cells.n);
    w.site = KT_NEW(&tmp, double, st->sites.n);
    KT_TRY(what->compute(&w, tmp, err));
    if (what->site.name) {
        struct kt_column spec = column_of(&what->site, m, "the measure at the estimated need");
        const uint8_t *open = kt_sites_open(st, &tmp);
        double *out = kt_publish(r, KT_ROWS_SITES, &spec);
        for (size_t s = 0; s < st->sites.n; s++) out[s] = open[s] ? w.site[s] : NAN;
    }
    if (!what->cell.name) return KT_OK;
    if (!what->plain) blank_untold(&w, tmp);
    for (size_t c = 0; c < st->cells.n; c++)
        if (is_untold(what, &w, c)) w.cell[c] = NAN;
    struct kt_column spec = column_of(&what->cell, m, "given for zones");
    double *out = kt_publish(r, KT_ROWS_CELLS, &spec);
    for (size_t c = 0; c < st->cells.n; c++) out[c] = w.cell[c] *= scale;
    publish_zones(what, &w, tmp);
    return KT_OK;
}

void kt_publish_fit(struct kt_result *r, const struct kt_method *m, const struct kt_fit *fit)
{
    static const char *const row[] = {"iteration"}, *const column[] = {"rounds", "gap", "beyond"};
    static const enum kt_kind kind[] = {KT_K_COUNT, KT_K_INDEX, KT_K_SHARE};
    struct kt_table *t = kt_result_add_table(r, &(struct kt_table){.name = m->name,
                                                                   .title = m->title,
                                                                   .method = m->name,
                                                                   .nrow = 1,
                                                                   .ncol = fit->beyond > 0 ? 3 : 2,
                                                                   .row = row,
                                                                   .column = column,
                                                                   .kind = kind});
    t->value[0] = (double)fit->rounds;
    t->value[1] = fit->gap;
    if (fit->beyond > 0) t->value[2] = fit->beyond;
}
