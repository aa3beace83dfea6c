/* cumulative_interval: service points within reach, averaged over a range of cutoffs.
 *
 *   C(c,t) = #{s : cost(c,s) <= t};  I(c) = median, mean, least or most of C(c,t), t = from, from + step, ... to
 *
 * Source: Tomasiello, Herszenhut, Oliveira, Braga and Pereira 2023, Applied Geography 152. Complexity: O(pairs within the last cutoff + cells x cutoffs).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include <omp.h>
#include <string.h>

struct room {
    int32_t *site;
    double *cost, *sum;
};

static double summarised(double *sum, size_t n, enum kt_summary summary)
{
    switch (summary) {
    case KT_MEAN: return kt_sum(sum, n) / (double)n;
    case KT_LEAST: return sum[0];
    case KT_MOST: return sum[n - 1];
    case KT_MEDIAN: break;
    }
    return kt_quantile_sorted(sum, n, 0.5); /* cumulative sums rise */
}

/* sum[i] = q within from + i × step. */
static void cumulate(const struct room *r, size_t n, const double *q, double from, double step, size_t ncut)
{
    memset(r->sum, 0, ncut * sizeof *r->sum);
    for (size_t k = 0; k < n; k++) {
        double at = ceil((r->cost[k] - from) / step);
        size_t i = at > 0 ? (size_t)at : 0;
        /* The quotient may be off by a rounding: the cutoffs themselves decide. */
        while (i > 0 && r->cost[k] <= from + (double)(i - 1) * step) i--;
        while (i < ncut && r->cost[k] > from + (double)i * step) i++;
        if (i < ncut) r->sum[i] += q[r->site[k]];
    }
    for (size_t i = 1; i < ncut; i++) r->sum[i] += r->sum[i - 1];
}

void kt_measure_cumulative_interval(const struct kt_links *l, const double *q, double from, double to,
                                    double step, enum kt_summary summary, double *out, struct kt_arena tmp)
{
    size_t n = kt_links_cells(l), ncut = (size_t)floor((to - from) / step * (1 + 1e-12)) + 1;
    size_t nthread = (size_t)omp_get_max_threads();
    struct room *room = KT_NEW(&tmp, struct room, nthread);
    for (size_t t = 0; t < nthread; t++)
        room[t] = (struct room){KT_NEW(&tmp, int32_t, l->nsite), KT_NEW(&tmp, double, l->nsite),
                                KT_NEW(&tmp, double, ncut)};
    memset(out, 0, l->ncell * sizeof *out);
#pragma omp parallel for schedule(dynamic, 64)
    for (size_t i = 0; i < n; i++) {
        struct room *r = &room[omp_get_thread_num()];
        size_t near = kt_links_near(l, i, to * (1 + 1e-12), r->site, r->cost);
        cumulate(r, near, q, from, step, ncut);
        out[kt_links_row(l, i)] = summarised(r->sum, ncut, summary);
    }
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    const struct kt_study *st = w->study;
    const char *words[] = {"median", "mean", "least", "most"},
               *word = kt_method_str(w->method, st, "summary");
    double from = kt_method_num(w->method, st, "from"), to = kt_method_num(w->method, st, "to");
    int summary = 0;
    while (summary < 3 && !kt_streq(word, words[summary])) summary++;
    if (to < from)
        return kt_fail(err, KT_EINPUT, "methods.cumulative_interval.to: %g lies before from, %g", to, from);
    struct kt_links l = kt_links_of(st, w->mode, to, &tmp);
    kt_measure_cumulative_interval(&l, kt_doubles(&tmp, st->sites.n, 1), from, to,
                                   kt_method_num(w->method, st, "step"), (enum kt_summary)summary, w->cell,
                                   tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = {.name = "cum_interval", .kind = KT_K_INDEX, .unit = "sites"},
    .plain = true,
};

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    {"from", KT_T_NUM, "km or min", "5", 0, 1e6, NULL, "First cutoff."},
    {"to", KT_T_NUM, "km or min", "15", 0, 1e6, NULL, "Last cutoff."},
    {"step", KT_T_NUM, "km or min", "1", 0.001, 1e6, NULL, "Between cutoffs."},
    {"summary", KT_T_CHOICE, "", "median", 0, 0, "median mean least most", "How the cutoffs are summarised."},
};

const struct kt_method kt_cumulative_interval = {
    .name = "cumulative_interval",
    .title = {{"Tavoitettavissa olevat palvelupisteet, useita rajoja",
               "Serviceställen inom räckhåll, flera gränser",
               "Service points within reach over a range of cutoffs"}},
    .summary = "Number of service points within reach, summarised over a range of cutoffs instead of one.",
    .formula = "I(c) = median over cutoffs t of #{s : cost(c,s) <= t}",
    .source = "Tomasiello, Herszenhut, Oliveira, Braga and Pereira 2023, Applied Geography 152",
    .needs = "need hours_week travel",
    .columns = "cum_interval",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
