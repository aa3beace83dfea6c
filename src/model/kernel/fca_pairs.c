/* fca_pairs: the floating catchment area and plain weighted sums over stored pairs, for travel
 * costs that no formula gives back (matrices, roads) and for many draws of need at once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/access.h>

#include <string.h>

void kt_csr_weights(const struct kt_csr *pairs, const struct kt_decay *d, double *weight)
{
#pragma omp parallel for schedule(static)
    for (size_t k = 0; k < pairs->nnz; k++) weight[k] = kt_decay_at(d, kt_csr_at(pairs, k));
}

/* y[0..width-1] += a × x[0..width-1]. */
static inline void add_scaled(double *restrict y, const double *restrict x, double a, size_t width)
{
#pragma omp simd
    for (size_t i = 0; i < width; i++) y[i] += a * x[i];
}

void kt_fca_pairs(const struct kt_csr *pairs, const double *weight, const double *need, const double *supply,
                  size_t width, double *demand, double *ratio, double *access)
{
    memset(demand, 0, pairs->ncol * width * sizeof *demand);
    memset(access, 0, pairs->nrow * width * sizeof *access);
    for (size_t r = 0; r < pairs->nrow; r++)
        for (size_t k = pairs->start[r]; k < pairs->start[r + 1]; k++)
            add_scaled(demand + (size_t)pairs->col[k] * width, need + r * width, weight[k], width);
    for (size_t s = 0; s < pairs->ncol; s++)
        for (size_t i = s * width; i < (s + 1) * width; i++)
            ratio[i] = demand[i] > 0 ? supply[s] / demand[i] : 0;
    for (size_t r = 0; r < pairs->nrow; r++)
        for (size_t k = pairs->start[r]; k < pairs->start[r + 1]; k++)
            add_scaled(access + r * width, ratio + (size_t)pairs->col[k] * width, weight[k], width);
}
