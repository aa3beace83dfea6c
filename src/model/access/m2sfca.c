/* m2sfca: two-step catchments that lose supply with distance.
 *
 *   R(s) = hours(s) / sum_c w need(c);  A(c) = sum_s w^2 R(s)
 *   Hours that are hard to reach are not all used: less than all is handed out.
 *
 * Source: Delamater 2013, Health & Place 24. Complexity: two sums over pairs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

void kt_measure_m2sfca(const struct kt_market *in, double *demand, double *access, struct kt_arena tmp)
{
    struct kt_decay squared = kt_decay_squared(&in->decay);
    demand = kt_market_demand(in, in->need, demand, &tmp);
    kt_sum_to_cells(&in->links, &squared, kt_market_ratio(in, demand, &tmp), access, tmp);
    kt_market_conventions(in, demand, access, tmp);
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    kt_measure_m2sfca(&w->market, NULL, w->cell, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = KT_HOURS_PER_1000("access_m2sfca"),
    .scale = 1000,
    .competes = true,
};

static const struct kt_param params[] = {
    KT_CATCHMENT_PARAMS("gaussian"),
};

const struct kt_method kt_m2sfca = {
    .name = "m2sfca",
    .title = {{"Saavutettavuus, muunneltu menetelmä (M2SFCA)", "Nåbarhet, modifierad metod (M2SFCA)",
               "Access by modified catchments (M2SFCA)"}},
    .summary = "Staffed hours per 1,000 persons in need, less where sites are far from everyone.",
    .formula = "R(s) = hours(s) / sum_c w need(c); A(c) = 1000 sum_s w^2 R(s)",
    .source = "Delamater 2013, Health & Place 24",
    .needs = "need hours_week travel",
    .columns = "access_m2sfca",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
