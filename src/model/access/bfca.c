/* bfca: balanced floating catchment area: need and supply are neither inflated nor lost.
 *
 *   R(s) = hours(s) / sum_c need(c) w / sum_s w;  A(c) = sum_s R(s) w / sum_c w
 *
 * Source: Paez, Higgins and Vivona 2019, PLoS ONE 14. Complexity: four sums over pairs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

void kt_measure_bfca(const struct kt_market *in, double *demand, double *access, struct kt_arena tmp)
{
    size_t ncell = in->links.ncell, nsite = in->links.nsite;
    double *sites = KT_NEW(&tmp, double, nsite);
    kt_sum_to_cells(&in->links, &in->decay, kt_doubles(&tmp, nsite, 1), access, tmp);
    const double *by_cell = kt_market_shares(access, ncell, &tmp);
    kt_sum_to_sites(&in->links, &in->decay, kt_doubles(&tmp, ncell, 1), sites, tmp);
    const double *by_site = kt_market_shares(sites, nsite, &tmp);
    demand = kt_market_demand(in, kt_market_times(in->need, by_cell, ncell, &tmp), demand, &tmp);
    double *given = kt_market_times(kt_market_ratio(in, demand, &tmp), by_site, nsite, &tmp);
    kt_sum_to_cells(&in->links, &in->decay, given, access, tmp);
    kt_market_conventions(in, demand, access, tmp);
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    kt_measure_bfca(&w->market, NULL, w->cell, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = KT_HOURS_PER_1000("access_bfca"),
    .scale = 1000,
    .competes = true,
};

static const struct kt_param params[] = {
    KT_CATCHMENT_PARAMS("gaussian"),
};

const struct kt_method kt_bfca = {
    .name = "bfca",
    .title = {{"Saavutettavuus, tasapainotettu vaikutusalue (BFCA)", "Nåbarhet, balanserad metod (BFCA)",
               "Access by balanced catchments (BFCA)"}},
    .summary = "Staffed hours per 1,000 persons in need; shares of need add to one over sites, of supply "
               "over cells.",
    .formula = "R(s) = hours(s) / sum_c need(c) w / sum_s w; A(c) = 1000 sum_s R(s) w / sum_c w",
    .source = "Paez, Higgins and Vivona 2019, PLoS ONE 14",
    .needs = "need hours_week travel",
    .columns = "access_bfca",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
