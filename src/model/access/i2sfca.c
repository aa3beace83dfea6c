/* i2sfca: inverted two-step catchments: how crowded a site is.
 *
 *   F(c) = need(c) / sum_s w hours(s);  C(s) = sum_c w F(c)   persons in need per weekly hour
 *
 * Source: Wang 2018, The Professional Geographer 70. Complexity: two sums over pairs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

void kt_measure_i2sfca(const struct kt_market *in, double *crowding, struct kt_arena tmp)
{
    size_t ncell = in->links.ncell;
    double *supply = KT_NEW(&tmp, double, ncell);
    kt_sum_to_cells(&in->links, &in->decay, in->supply, supply, tmp);
    double *share = kt_market_shares(supply, ncell, &tmp);
    kt_sum_to_sites(&in->links, &in->decay, kt_market_times(in->need, share, ncell, &tmp), crowding, tmp);
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    kt_measure_i2sfca(&w->market, w->site, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .site = {.name = "crowding",
             .kind = KT_K_INDEX,
             .unit = "persons in need per weekly hour",
             .title = {{"Tukea tarvitsevia viikkotuntia kohti", "Personer med behov per veckotimme",
                        "Persons in need per weekly hour"}}},
};

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    KT_DECAY_PARAMS("gaussian"),
};

const struct kt_method kt_i2sfca = {
    .name = "i2sfca",
    .title = {{"Palvelupisteiden ruuhkaisuus (i2SFCA)", "Trängsel vid serviceställen (i2SFCA)",
               "Crowding of sites (i2SFCA)"}},
    .summary =
        "Persons in need per weekly hour of each site when people divide among the supply they can reach; of "
        "the inverted catchments (iFCA) the one with an unambiguous formula.",
    .formula = "F(c) = need(c) / sum_s w hours(s); C(s) = sum_c w F(c)",
    .source = "Wang 2018, The Professional Geographer 70",
    .needs = "need hours_week travel",
    .columns = "crowding",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
