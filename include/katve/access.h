/* access: kernels of spatial accessibility. Arrays in, arrays out; no allocation unless an arena is
 * taken; the same bytes for any number of threads and with or without AVX2.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_ACCESS_H
#define KATVE_ACCESS_H

#include <katve/csr.h>
#include <katve/geo.h>

enum { KT_STEPS_MAX = 64, KT_LANES = 8 };

enum kt_decay_kind {
    KT_DECAY_STEP,         /* weight[i] for cost within upto[i], the first that holds; else 0 */
    KT_DECAY_GAUSS,        /* exp(-cost^2 / (2 sigma^2)) */
    KT_DECAY_LINEAR,       /* 1 - cost / sigma */
    KT_DECAY_EXPONENTIAL,  /* exp(-cost / sigma) */
    KT_DECAY_POWER,        /* (max(cost, least) / sigma)^-power */
    KT_DECAY_LOGISTIC,     /* (1 + exp(-k middle)) / (1 + exp(k (cost - middle))), k = pi / (sigma sqrt 3) */
    KT_DECAY_EPANECHNIKOV, /* 1 - (cost / sigma)^2 */
    KT_DECAY_COSINE,       /* (1 + cos(pi cost / sigma)) / 2 */
    KT_DECAY_TABLE,        /* weight interpolated between costs upto[i]; weight[0] before the first */
    KT_NDECAY
};

/* How the weight of a site falls with cost: never below 0, 0 beyond the reach. Lengths are in the unit
 * of the costs it is used with. Right-closed: a cost on the reach or on a step's bound still counts
 * (cost <= bound); left-closed: it belongs to what follows (cost < bound). Every kind but the power has
 * weight 1 at cost 0 (steps and tables: what they say); the power's `least` keeps it finite. */
struct kt_decay {
    enum kt_decay_kind kind;
    bool left_closed;
    bool squared;              /* the square of the weight (M2SFCA, 3SFCA) */
    double reach;              /* the catchment: no weight beyond; INFINITY: none */
    double sigma;              /* the length that each kind uses */
    double power, least;       /* power */
    double middle;             /* logistic: where the weight is one half of (1 + exp(-k middle)) */
    size_t nstep;              /* step, table */
    double upto[KT_STEPS_MAX]; /* rising */
    double weight[KT_STEPS_MAX];
};

/* Gaussian that has fallen to `edge` (0 < edge < 1) at `reach`. */
struct kt_decay kt_decay_gauss(double reach, double edge);
/* n <= KT_STEPS_MAX steps; the last is the reach. */
struct kt_decay kt_decay_steps(const double *upto, const double *weight, size_t n);
/* The same decay in another unit: costs × factor. */
struct kt_decay kt_decay_scale(const struct kt_decay *d, double factor);
/* The square of a decay. */
struct kt_decay kt_decay_squared(const struct kt_decay *d);
/* Weight at one cost; NaN cost has weight 0. */
double kt_decay_at(const struct kt_decay *d, double cost);
/* out[i] = weight at cost[i], n >= 0 of them; the bytes of kt_decay_sum's weights, which differ from
 * kt_decay_at by at most 1e-13 of the weight. */
void kt_decay_weights(const struct kt_decay *d, const double *cost, size_t n, double *out);

/* out[t] = sum over sources s of w(|t - s|) × q[s], straight line, for every point t indexed by
 * `target`; other elements of out stay. q is in the rows of `source`'s points and finite. No pair is
 * stored: O(pairs in reach) time, O(sources) memory from tmp. Sums run over KT_LANES lanes in grid
 * order, then over the lanes. */
void kt_decay_sum(const struct kt_grid *target, const struct kt_grid *source, const double *q,
                  const struct kt_decay *d, double *out, struct kt_arena tmp);

/* The two steps of a floating catchment area over points (Luo and Qi 2009, Health & Place 15):
 *   demand[s] = sum_c w(c,s) need[c],  access[c] = sum_s w(c,s) supply[s] / demand[s].
 * A site that no demand reaches gives 0; a cell without a site in reach has access 0. */
void kt_fca_points(const struct kt_grid *cells, const struct kt_grid *sites, const double *need,
                   const double *supply, size_t nsite, const struct kt_decay *d, double *demand,
                   double *access, struct kt_arena tmp);

/* Weights of stored pairs, [nnz]. */
void kt_csr_weights(const struct kt_csr *pairs, const struct kt_decay *d, double *weight);
/* The same two steps over stored pairs for `width` sets of needs at once, all [row × width]:
 * need[ncell × width], demand and ratio (supply / demand) [nsite × width], access[ncell × width]. One
 * thread, so that callers spread the draws over threads; O(nnz × width). */
void kt_fca_pairs(const struct kt_csr *pairs, const double *weight, const double *need, const double *supply,
                  size_t width, double *demand, double *ratio, double *access);

/* Pairs of cells and the sites in `sites` (used rows only) with |c - s| <= reach, val = distance ×
 * factor. Rows are cells, columns ascend. Counts first: when there are more than `most`, nothing is
 * stored, pairs->start is NULL and pairs->nnz says how many. O(pairs). */
void kt_pairs_build(struct kt_csr *pairs, const struct kt_grid *cells, size_t ncell, const double *site_x,
                    const double *site_y, const uint8_t *site_use, size_t nsite, double reach, double factor,
                    size_t most, struct kt_arena *keep, struct kt_arena tmp);

/* nearest[c] = distance from each point (x, y) to the nearest point of the index; NaN when it is empty
 * or the point unknown. site (may be NULL) gets its row or -1. */
void kt_nearest_points(const struct kt_grid *sites, const double *x, const double *y, size_t n,
                       double *nearest, int32_t *site);

#endif
