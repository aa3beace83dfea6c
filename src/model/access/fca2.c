/* fca2: two-step floating catchment area with one catchment.
 *
 *   R(s) = hours(s) / sum_{c in catchment} need(c);  A(c) = sum_{s in catchment} R(s)
 *   With any decay it is E2SFCA or KD2SFCA; the default is the binary catchment.
 *
 * Source: Radke and Mu 2000, Geographic Information Sciences 6; Luo and Wang 2003, Environment and Planning B 30. Complexity: two sums over pairs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

void kt_measure_fca2(const struct kt_market *in, double *demand, double *access, struct kt_arena tmp)
{
    demand = kt_market_demand(in, in->need, demand, &tmp);
    kt_sum_to_cells(&in->links, &in->decay, kt_market_ratio(in, demand, &tmp), access, tmp);
    kt_market_conventions(in, demand, access, tmp);
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    kt_measure_fca2(&w->market, NULL, w->cell, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = KT_HOURS_PER_1000("access_fca2"),
    .scale = 1000,
    .competes = true,
};

static const struct kt_param params[] = {
    KT_CATCHMENT_PARAMS("binary"),
};

const struct kt_method kt_fca2 = {
    .name = "fca2",
    .title = {{"Saavutettavuus, kaksivaiheinen vaikutusalue (2SFCA)", "Nåbarhet, tvåstegsmetoden (2SFCA)",
               "Access by two-step catchments (2SFCA)"}},
    .summary =
        "Staffed hours per 1,000 persons in need with one catchment in which distance does not matter.",
    .formula = "R(s) = hours(s) / sum_c w need(c); A(c) = 1000 sum_s w R(s)",
    .source = "Radke and Mu 2000, Geographic Information Sciences 6; Luo and Wang 2003, Environment and "
              "Planning B 30",
    .needs = "need hours_week travel",
    .columns = "access_fca2",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
