/* bootstrap: intervals of the measures, by drawing rows again.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/inequality/inequality_internal.h"

#include <katve/rng.h>
#include <omp.h>

#include <string.h>

enum { FIGURES = KT_INEQ_N + 1 };

/* Rows in both orders; at[i] is the row's place in the order by rank. */
struct rows {
    struct kt_ordered by_x, by_rank;
    size_t *x_row, *rank_row; /* the input row of every place */
    size_t n;
    bool ranked;
};

static size_t *rows_in_order(const double *key, size_t n, struct kt_arena *a)
{
    size_t *order = KT_NEW(a, size_t, n);
    kt_order(key, n, order);
    return order;
}

static struct rows rows_of(const double *x, const double *rank, const double *w, size_t n, struct kt_arena *a)
{
    struct rows r = {.ranked = rank != NULL};
    double *kx = KT_NEW(a, double, n), *kr = KT_NEW(a, double, n), *kw = KT_NEW(a, double, n);
    for (size_t i = 0; i < n; i++) {
        double wi = w ? w[i] : 1;
        if (!isfinite(x[i]) || !isfinite(wi) || !(wi > 0) || (rank && !isfinite(rank[i]))) continue;
        kx[r.n] = x[i];
        kr[r.n] = rank ? rank[i] : x[i];
        kw[r.n++] = wi;
    }
    r.by_x = kt_ordered_of(kx, NULL, kw, r.n, a);
    r.by_rank = kt_ordered_of(kx, kr, kw, r.n, a);
    r.x_row = rows_in_order(kx, r.n, a);
    r.rank_row = rows_in_order(kr, r.n, a);
    return r;
}

static void replicate(const struct rows *r, double epsilon, uint64_t seed, uint32_t first_row, size_t b,
                      double *times, double *w, double *out)
{
    memset(times, 0, r->n * sizeof *times);
    for (size_t i = 0; i < r->n; i++) {
        double u = kt_rng_uniform(seed, KT_STREAM_BOOTSTRAP, first_row + (uint32_t)i, (uint32_t)b);
        times[(size_t)(u * (double)r->n)]++;
    }
    struct kt_ordered o = r->by_x;
    o.w = w;
    for (size_t i = 0; i < r->n; i++) w[i] = r->by_x.w[i] * times[r->x_row[i]];
    kt_measures(&o, epsilon, out);
    out[KT_INEQ_N] = NAN;
    if (!r->ranked) return;
    o = r->by_rank;
    o.w = w;
    for (size_t i = 0; i < r->n; i++) w[i] = r->by_rank.w[i] * times[r->rank_row[i]];
    out[KT_INEQ_N] = kt_concentration_ordered(&o);
}

void kt_inequality_bootstrap(const double *x, const double *rank, const double *w, size_t n, double epsilon,
                             uint64_t seed, uint32_t first_row, size_t replicates,
                             double lower[KT_INEQ_N + 1], double upper[KT_INEQ_N + 1], struct kt_arena tmp)
{
    struct rows r = rows_of(x, rank, w, n, &tmp);
    for (int k = 0; k < FIGURES; k++) lower[k] = upper[k] = NAN;
    if (r.n < 2 || replicates < 2) return;
    size_t threads = (size_t)omp_get_max_threads();
    double *out = KT_NEW(&tmp, double, replicates *FIGURES),
           *scratch = KT_NEW(&tmp, double, 2 * r.n * threads);
#pragma omp parallel for schedule(static)
    for (size_t b = 0; b < replicates; b++) {
        double *mine = scratch + 2 * r.n * (size_t)omp_get_thread_num();
        replicate(&r, epsilon, seed, first_row, b, mine, mine + r.n, out + b * FIGURES);
    }
    double *figure = KT_NEW(&tmp, double, replicates);
    for (int k = 0; k < FIGURES; k++) {
        size_t m = 0;
        for (size_t b = 0; b < replicates; b++)
            if (!isnan(out[b * FIGURES + (size_t)k])) figure[m++] = out[b * FIGURES + (size_t)k];
        if (m * 10 < replicates * 9) continue;
        kt_sort(figure, m);
        lower[k] = kt_quantile_sorted(figure, m, 0.025);
        upper[k] = kt_quantile_sorted(figure, m, 0.975);
    }
}
