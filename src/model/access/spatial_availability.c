/* spatial_availability: the hours of each site divided among all who reach it.
 *
 *   V(c) = sum_s hours(s) need(c)^alpha w / sum_c need(c)^alpha w;  sum over cells = all hours reached
 *
 * Source: Soukhov, Paez, Higgins and Mohamed 2023, PLoS ONE 18. Complexity: two sums over pairs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

void kt_measure_spatial_availability(const struct kt_market *in, double alpha, double *available,
                                     struct kt_arena tmp)
{
    size_t ncell = in->links.ncell;
    double *mass = KT_NEW(&tmp, double, ncell), *demand = KT_NEW(&tmp, double, in->links.nsite);
    /* pow(0, alpha) is 0: who needs nothing takes nothing. */
    for (size_t c = 0; c < ncell; c++) mass[c] = in->need[c] > 0 ? pow(in->need[c], alpha) : 0;
    struct kt_market shared = *in;
    shared.no_demand = KT_NO_DEMAND_ZERO;
    kt_market_demand(&shared, mass, demand, &tmp);
    kt_sum_to_cells(&in->links, &in->decay, kt_market_ratio(&shared, demand, &tmp), available, tmp);
    for (size_t c = 0; c < ncell; c++) available[c] *= mass[c];
    kt_market_conventions(&shared, NULL, available, tmp);
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    double alpha = kt_method_num(w->method, w->study, "alpha");
    kt_measure_spatial_availability(&w->market, alpha, w->cell, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = {.name = "available", .kind = KT_K_HOURS, .unit = "h/week"},
    .competes = true,
    .sums = true,
};

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    KT_DECAY_PARAMS("gaussian"),
    {"alpha", KT_T_NUM, "", "1", 0, 5, NULL, "Exponent of need in the shares."},
    KT_UNREACHED_PARAM,
};

const struct kt_method kt_spatial_availability = {
    .name = "spatial_availability",
    .title = {{"Alueen osuus saavutettavista tukitunneista", "Områdets andel av stödtimmarna inom räckhåll",
               "Share of the support hours in reach"}},
    .summary =
        "Weekly hours that fall to each place when every site divides its hours among all who reach it.",
    .formula = "V(c) = sum_s hours(s) need(c)^alpha w / sum_c need(c)^alpha w",
    .source = "Soukhov, Paez, Higgins and Mohamed 2023, PLoS ONE 18",
    .needs = "need hours_week travel",
    .columns = "available",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
