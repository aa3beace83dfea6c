/* market: what the catchment measures share: supply over demand, conventions for places that no one
 * reaches, and safe shares.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kernel/market_internal.h"

double *kt_market_demand(const struct kt_market *in, const double *need, double *demand, struct kt_arena *tmp)
{
    if (!demand) demand = KT_NEW(tmp, double, in->links.nsite);
    kt_sum_to_sites(&in->links, &in->decay, need, demand, *tmp);
    return demand;
}

double *kt_market_ratio(const struct kt_market *in, const double *demand, struct kt_arena *tmp)
{
    double *ratio = KT_NEW(tmp, double, in->links.nsite);
    double alone = in->no_demand == KT_NO_DEMAND_SUPPLY ? 1 : 0;
    for (size_t s = 0; s < in->links.nsite; s++)
        ratio[s] = demand[s] > in->least_demand ? in->supply[s] / demand[s] : in->supply[s] * alone;
    return ratio;
}

double *kt_market_shares(const double *sum, size_t n, struct kt_arena *tmp)
{
    double *share = KT_NEW(tmp, double, n);
    for (size_t i = 0; i < n; i++) share[i] = sum[i] > 0 ? 1 / sum[i] : 0;
    return share;
}

double *kt_market_times(const double *a, const double *b, size_t n, struct kt_arena *tmp)
{
    double *product = KT_NEW(tmp, double, n);
    for (size_t i = 0; i < n; i++) product[i] = a[i] * b[i];
    return product;
}

void kt_market_conventions_by(const struct kt_market *in, kt_market_sum *sum, const void *ctx,
                              const double *demand, double *access, struct kt_arena tmp)
{
    size_t ncell = in->links.ncell, nsite = in->links.nsite;
    double *flag = KT_NEW(&tmp, double, nsite), *reached = KT_NEW(&tmp, double, ncell);
    bool any = false;
    for (size_t s = 0; demand && s < nsite; s++) {
        flag[s] =
            in->no_demand == KT_NO_DEMAND_INFINITE && in->supply[s] > 0 && !(demand[s] > in->least_demand);
        any |= flag[s] > 0;
    }
    if (any) {
        sum(ctx, flag, reached, tmp);
        for (size_t c = 0; c < ncell; c++)
            if (reached[c] > 0) access[c] = INFINITY;
    }
    if (!in->unreached_nan) return;
    for (size_t s = 0; s < nsite; s++) flag[s] = 1;
    sum(ctx, flag, reached, tmp);
    for (size_t c = 0; c < ncell; c++)
        if (!(reached[c] > 0)) access[c] = NAN;
}

static void plain_sum(const void *ctx, const double *q, double *out, struct kt_arena tmp)
{
    const struct kt_market *in = ctx;
    kt_sum_to_cells(&in->links, &in->decay, q, out, tmp);
}

void kt_market_conventions(const struct kt_market *in, const double *demand, double *access,
                           struct kt_arena tmp)
{
    kt_market_conventions_by(in, plain_sum, in, demand, access, tmp);
}
