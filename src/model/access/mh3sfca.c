/* mh3sfca: modified Huff three-step catchments: people choose by distance and size.
 *
 *   G(c,s) = w hours(s) / sum_s w hours(s);  R(s) = hours(s) / sum_c G need(c);  A(c) = sum_s G w R(s)
 *
 * Source: Subal, Paal and Krisp 2021, International Journal of Health Geographics 20. Complexity: three sums over pairs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

void kt_measure_mh3sfca(const struct kt_market *in, double *demand, double *access, struct kt_arena tmp)
{
    /* The supply of a site cancels in its demand: R(s) = 1 / sum_c w need / sum_s w hours. */
    struct kt_decay squared = kt_decay_squared(&in->decay);
    size_t ncell = in->links.ncell, nsite = in->links.nsite;
    kt_sum_to_cells(&in->links, &in->decay, in->supply, access, tmp);
    const double *share = kt_market_shares(access, ncell, &tmp);
    demand = kt_market_demand(in, kt_market_times(in->need, share, ncell, &tmp), demand, &tmp);
    double *given = kt_market_ratio(in, demand, &tmp);
    kt_sum_to_cells(&in->links, &squared, given, access, tmp);
    for (size_t c = 0; c < ncell; c++) access[c] *= share[c];
    for (size_t s = 0; s < nsite; s++) demand[s] *= in->supply[s];
    kt_market_conventions(in, demand, access, tmp);
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    kt_measure_mh3sfca(&w->market, NULL, w->cell, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = KT_HOURS_PER_1000("access_mh3sfca"),
    .scale = 1000,
    .competes = true,
};

static const struct kt_param params[] = {
    KT_CATCHMENT_PARAMS("gaussian"),
};

const struct kt_method kt_mh3sfca = {
    .name = "mh3sfca",
    .title = {{"Saavutettavuus, Huffin malli (MH3SFCA)", "Nåbarhet, Huffs modell (MH3SFCA)",
               "Access by Huff catchments (MH3SFCA)"}},
    .summary = "Staffed hours per 1,000 persons in need, who choose among sites by distance and size.",
    .formula = "G = w h / sum_s w h; R(s) = h(s) / sum_c G need(c); A(c) = 1000 sum_s G w R(s), h = hours",
    .source = "Subal, Paal and Krisp 2021, International Journal of Health Geographics 20",
    .needs = "need hours_week travel",
    .columns = "access_mh3sfca",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
