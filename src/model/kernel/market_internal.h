/* market: pieces of the catchment measures. SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_MARKET_INTERNAL_H
#define KATVE_MARKET_INTERNAL_H

#include <katve/measures.h>

/* sum_c w need[c] per site, into `demand` or, where that is NULL, into new memory. */
double *kt_market_demand(const struct kt_market *in, const double *need, double *demand,
                         struct kt_arena *tmp);
/* Supply over demand per site; without demand 0, or the supply where the convention says so. */
double *kt_market_ratio(const struct kt_market *in, const double *demand, struct kt_arena *tmp);
/* 1 / sum, and 0 where the sum is 0. */
double *kt_market_shares(const double *sum, size_t n, struct kt_arena *tmp);
double *kt_market_times(const double *a, const double *b, size_t n, struct kt_arena *tmp);
/* Infinite access beside a site that no need reaches, unknown access out of all reach: where the
 * conventions of `in` say so. demand NULL: sites are not shared. One or two sums, none by default. */
void kt_market_conventions(const struct kt_market *in, const double *demand, double *access,
                           struct kt_arena tmp);
/* The same for measures whose sums are not those of one decay: `sum` adds up q over the sites that a
 * cell reaches. */
typedef void kt_market_sum(const void *ctx, const double *q, double *out, struct kt_arena tmp);
void kt_market_conventions_by(const struct kt_market *in, kt_market_sum *sum, const void *ctx,
                              const double *demand, double *access, struct kt_arena tmp);

#endif
