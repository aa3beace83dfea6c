/* weights_distance: neighbours by distance between points: k nearest, band, kernel.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "weights_internal.h"

#include <stdlib.h>

struct near {
    double d2;
    int32_t item;
};

/* Nearest first, equals by row. */
static int by_distance(const void *pa, const void *pb)
{
    const struct near *a = pa, *b = pb;
    if (a->d2 != b->d2) return a->d2 < b->d2 ? -1 : 1;
    return a->item < b->item ? -1 : a->item > b->item;
}

static int by_item(const void *pa, const void *pb)
{
    const struct near *a = pa, *b = pb;
    return a->item < b->item ? -1 : a->item > b->item;
}

struct query {
    const struct kt_grid *g;
    int32_t *item;
    double *d2;
    struct near *out;
};

static struct query query_new(const struct kt_grid *g, struct kt_arena *a)
{
    return (struct query){g, KT_NEW(a, int32_t, g->n), KT_NEW(a, double, g->n), KT_NEW(a, struct near, g->n)};
}

/* All others within `radius` of point i, in grid order; returns how many. */
static size_t others_within(struct query *q, const double *x, const double *y, size_t i, double radius)
{
    size_t found = kt_grid_within(q->g, x[i], y[i], radius, q->item, q->d2, q->g->n), m = 0;
    for (size_t k = 0; k < found; k++)
        if ((size_t)q->item[k] != i) q->out[m++] = (struct near){q->d2[k], q->item[k]};
    return m;
}

/* The k nearest others, nearest first: rings are widened until k lie inside. */
static size_t nearest_others(struct query *q, const double *x, const double *y, size_t i, size_t k)
{
    size_t m = 0, want = k < q->g->n ? k : q->g->n - 1;
    double radius = q->g->side * (1 + sqrt((double)k) / 2);
    while ((m = others_within(q, x, y, i, radius)) < want) radius *= 2;
    qsort(q->out, m, sizeof *q->out, by_distance);
    return m < k ? m : k;
}

static bool placed(const double *x, const double *y, size_t i)
{
    return isfinite(x[i]) && isfinite(y[i]);
}

struct kt_weights kt_weights_knn(struct kt_arena *keep, const double *x, const double *y, size_t n, size_t k,
                                 struct kt_arena tmp)
{
    struct kt_grid g = kt_grid_build(&tmp, x, y, n, NULL, 0);
    struct query q = query_new(&g, &tmp);
    size_t *start = KT_NEW(keep, size_t, n + 1), nnz = 0;
    size_t most = k < g.n ? k : g.n;
    int32_t *col = KT_NEW(keep, int32_t, n * most + 1);
    double *w = KT_NEW(keep, double, n *most + 1);
    for (size_t i = 0; i < n; i++) {
        start[i] = nnz;
        size_t m = placed(x, y, i) && g.n > 1 ? nearest_others(&q, x, y, i, k) : 0;
        qsort(q.out, m, sizeof *q.out, by_item);
        for (size_t j = 0; j < m; j++, nnz++) {
            col[nnz] = q.out[j].item;
            w[nnz] = 1;
        }
    }
    start[n] = nnz;
    return kt_weights_make(keep, n, start, col, w);
}

double kt_weights_max_nearest(const double *x, const double *y, size_t n, struct kt_arena tmp)
{
    struct kt_grid g = kt_grid_build(&tmp, x, y, n, NULL, 0);
    struct query q = query_new(&g, &tmp);
    double most = 0;
    for (size_t i = 0; i < n && g.n > 1; i++)
        if (placed(x, y, i) && nearest_others(&q, x, y, i, 1)) most = fmax(most, q.out[0].d2);
    return sqrt(most);
}

/* Duplicated points have a finite weight; where all points are one, they weigh alike. */
static double band_weight(double d2, double hi, double power)
{
    return power == 0 || hi == 0 ? 1 : pow(fmax(sqrt(d2), hi * 1e-9), -power);
}

struct kt_weights kt_weights_band(struct kt_arena *keep, const double *x, const double *y, size_t n,
                                  double lo, double hi, double power, struct kt_arena tmp)
{
    struct kt_grid g = kt_grid_build(&tmp, x, y, n, NULL, hi);
    struct query q = query_new(&g, &tmp);
    size_t *start = KT_NEW(keep, size_t, n + 1), nnz = 0;
    int32_t *col = NULL;
    double *w = NULL;
    /* A distance that was computed as a root is within half a unit of it. */
    double reach = hi * (1 + 1e-15), lo2 = lo * lo;
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1) col = KT_NEW(keep, int32_t, nnz + 1), w = KT_NEW(keep, double, nnz + 1);
        nnz = 0;
        for (size_t i = 0; i < n; i++) {
            start[i] = nnz;
            size_t m = placed(x, y, i) ? others_within(&q, x, y, i, reach) : 0;
            if (pass == 1) qsort(q.out, m, sizeof *q.out, by_item);
            for (size_t k = 0; k < m; k++) {
                if (lo > 0 && q.out[k].d2 <= lo2) continue;
                if (pass == 1) {
                    col[nnz] = q.out[k].item;
                    w[nnz] = band_weight(q.out[k].d2, hi, power);
                }
                nnz++;
            }
        }
        start[n] = nnz;
    }
    return kt_weights_make(keep, n, start, col, w);
}

static double kernel_at(enum kt_kernel_kind kind, double u)
{
    double in = 1 - u * u;
    switch (kind) {
    case KT_KERNEL_TRIANGULAR: return 1 - u;
    case KT_KERNEL_UNIFORM: return 0.5;
    case KT_KERNEL_EPANECHNIKOV: return 0.75 * in;
    case KT_KERNEL_QUARTIC: return 15.0 / 16 * in * in;
    default: return exp(-u * u / 2) / sqrt(2 * M_PI);
    }
}

struct kt_weights kt_weights_kernel(struct kt_arena *keep, const double *x, const double *y, size_t n,
                                    enum kt_kernel_kind kind, double bandwidth, size_t k, struct kt_arena tmp)
{
    struct kt_grid g = kt_grid_build(&tmp, x, y, n, NULL, bandwidth);
    struct query q = query_new(&g, &tmp);
    bool fixed = bandwidth > 0;
    double cut = kind == KT_KERNEL_GAUSSIAN && fixed ? 3 : 1;
    size_t *start = KT_NEW(keep, size_t, n + 1), nnz = 0;
    int32_t *col = NULL;
    double *w = NULL;
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1) col = KT_NEW(keep, int32_t, nnz + 1), w = KT_NEW(keep, double, nnz + 1);
        nnz = 0;
        for (size_t i = 0; i < n; i++) {
            start[i] = nnz;
            if (!placed(x, y, i) || g.n < 2) continue;
            double h = bandwidth;
            size_t m = fixed ? others_within(&q, x, y, i, cut * h) : nearest_others(&q, x, y, i, k);
            if (!fixed) h = m ? sqrt(q.out[m - 1].d2) * 1.0000001 : 0;
            if (pass == 1) qsort(q.out, m, sizeof *q.out, by_item);
            for (size_t j = 0; j < m; j++) {
                double v = kernel_at(kind, h > 0 ? sqrt(q.out[j].d2) / h : 0);
                if (!(v > 0)) continue;
                if (pass == 1) {
                    col[nnz] = q.out[j].item;
                    w[nnz] = v;
                }
                nnz++;
            }
        }
        start[n] = nnz;
    }
    return kt_weights_make(keep, n, start, col, w);
}
