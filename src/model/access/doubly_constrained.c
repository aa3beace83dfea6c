/* doubly_constrained: flows in which all need is met and every site gives its share.
 *
 *   T(c,s) = a(c) need(c) b(s) hours'(s) w;  sum_s T = need(c), sum_c T = hours'(s) = hours scaled to all need
 *   index(c) = 1 / a(c) over its mean weighted by need: above 1, easier to serve than others.
 *
 * There are such flows only where no group of cells needs more than the sites that it reaches are to give.
 * A group that does is looked for as rounds go by and, once found, proves that no round will end.
 *
 * Source: Wilson 1971, Environment and Planning 3; Furness 1965. Complexity: rounds x two sums over pairs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

enum { LOOK = 8 }; /* every so many rounds, whether the totals can be met at all */

/* The largest relative miss of a row sum when sites are met exactly. */
static double miss_of(const double *a, const double *next, const double *need, size_t n)
{
    double gap = 0;
    for (size_t c = 0; c < n; c++)
        if (need[c] > 0 && next[c] > 0) gap = fmax(gap, fabs(a[c] / next[c] - 1));
    return gap;
}

/* Need that can reach supply, and supply scaled to it. */
static double *scaled_supply(const struct kt_market *in, double *need, double *reached, struct kt_arena *tmp)
{
    size_t ncell = in->links.ncell, nsite = in->links.nsite;
    double *supply = KT_NEW(tmp, double, nsite), *potential = KT_NEW(tmp, double, nsite);
    kt_sum_to_cells(&in->links, &in->decay, in->supply, reached, *tmp);
    for (size_t c = 0; c < ncell; c++) need[c] = reached[c] > 0 ? in->need[c] : 0;
    kt_sum_to_sites(&in->links, &in->decay, need, potential, *tmp);
    for (size_t s = 0; s < nsite; s++) supply[s] = potential[s] > 0 ? in->supply[s] : 0;
    double all = kt_sum(supply, nsite), factor = all > 0 ? kt_sum(need, ncell) / all : 0;
    for (size_t s = 0; s < nsite; s++) supply[s] *= factor;
    return supply;
}

/* Where totals cannot be met, the cells that need most for what they reach fall ever further behind: need
 * of those behind by more than half of the most, and the share of all sites in reach of any of them. */
static void those_behind(const struct kt_market *in, const double *a, const double *next, const double *need,
                         const double *supply, struct kt_fit *fit, struct kt_arena tmp)
{
    size_t ncell = in->links.ncell, nsite = in->links.nsite;
    double *few = KT_NEW(&tmp, double, ncell), *reached = KT_NEW(&tmp, double, nsite), most = 1, give = 0;
    for (size_t c = 0; c < ncell; c++)
        if (need[c] > 0 && a[c] > 0) most = fmax(most, next[c] / a[c]);
    for (size_t c = 0; c < ncell; c++)
        few[c] = need[c] > 0 && a[c] > 0 && next[c] / a[c] > (1 + most) / 2 ? need[c] : 0;
    kt_sum_to_sites(&in->links, &in->decay, few, reached, tmp);
    for (size_t s = 0; s < nsite; s++) give += reached[s] > 0 ? supply[s] : 0;
    double want = kt_sum(few, ncell);
    if (!(want > give * (1 + 1e-9))) return;
    fit->short_need = want;
    fit->short_supply = give;
}

struct kt_fit kt_measure_doubly_constrained(const struct kt_market *in, double tolerance, size_t most_rounds,
                                            double *a, double *b, struct kt_arena tmp)
{
    size_t ncell = in->links.ncell, nsite = in->links.nsite;
    struct kt_fit fit = {.gap = INFINITY};
    double *need = KT_NEW(&tmp, double, ncell), *sum = KT_NEW(&tmp, double, ncell);
    double *come = KT_NEW(&tmp, double, nsite);
    const double *supply = scaled_supply(in, need, sum, &tmp);
    for (size_t c = 0; c < ncell; c++) a[c] = 1;
    while (fit.rounds < most_rounds && fit.gap > tolerance && !(fit.short_need > 0)) {
        struct kt_arena scratch = tmp;
        kt_sum_to_sites(&in->links, &in->decay, kt_market_times(a, need, ncell, &scratch), come, scratch);
        for (size_t s = 0; s < nsite; s++) b[s] = come[s] > 0 ? 1 / come[s] : 0;
        kt_sum_to_cells(&in->links, &in->decay, kt_market_times(b, supply, nsite, &scratch), sum, scratch);
        const double *next = kt_market_shares(sum, ncell, &scratch);
        fit.gap = miss_of(a, next, need, ncell);
        if (++fit.rounds % LOOK == 0 && fit.gap > tolerance)
            those_behind(in, a, next, need, supply, &fit, scratch);
        for (size_t c = 0; c < ncell; c++) a[c] = next[c];
    }
    return fit;
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    size_t n = w->study->cells.n, most = (size_t)kt_method_num(w->method, w->study, "rounds");
    double mean = 0, all = 0;
    struct kt_fit fit = kt_measure_doubly_constrained(
        &w->market, kt_method_num(w->method, w->study, "tolerance"), most, w->cell, w->site, tmp);
    if (fit.short_need > 0)
        return kt_fail(err, KT_EINPUT,
                       "methods.doubly_constrained: the totals cannot be met: a group of places with %.6g "
                       "persons in need reaches only sites whose hours are the share of %.6g; lengthen the "
                       "catchment or use singly_constrained",
                       fit.short_need, fit.short_supply);
    kt_publish_fit(w->result, w->method, &fit);
    for (size_t c = 0; c < n; c++) {
        w->cell[c] = w->cell[c] > 0 ? 1 / w->cell[c] : 0;
        mean += w->market.need[c] * w->cell[c];
        all += w->market.need[c];
    }
    for (size_t c = 0; c < n; c++) w->cell[c] *= mean > 0 ? all / mean : 0;
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = {.name = "doubly_constrained",
             .kind = KT_K_INDEX,
             .unit = "index, 1 = mean",
             .method = "doubly_constrained",
             .title = {{"Kaksinkertaisesti rajoitettu saavutettavuus", "Dubbelt begränsad nåbarhet",
                        "Doubly constrained access"}}},
    .competes = true,
};

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    return kt_measure_run(&what, m, st, r, tmp, err);
}

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    KT_DECAY_PARAMS("gaussian"),
    {"tolerance", KT_T_NUM, "", "1e-9", 1e-15, 0.1, NULL, "Stops when sums are met as closely."},
    {"rounds", KT_T_INT, "", "1000", 1, 1000000, NULL, "Stops at the latest after so many rounds."},
    KT_UNREACHED_PARAM,
};

const struct kt_method kt_doubly_constrained = {
    .name = "doubly_constrained",
    .title = {{"Kaksinkertaisesti rajoitettu saavutettavuus", "Dubbelt begränsad nåbarhet",
               "Doubly constrained access"}},
    .summary =
        "How easily places are served when all need is met and all sites are used in proportion to hours.",
    .formula = "T = a(c) need(c) b(s) hours(s) w; index(c) = (1 / a(c)) / mean",
    .source = "Wilson 1971, Environment and Planning 3; Furness 1965",
    .needs = "need hours_week travel",
    .columns = "doubly_constrained",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .run = run,
};
