/* fca3: three-step floating catchment area: people choose among sites by distance.
 *
 *   G(c,s) = w0(c,s) / sum_s w0(c,s);  R(s) = hours(s) / sum_c G w need(c);  A(c) = sum_s G w R(s)
 *   w0 is the decay; it may reach further than the catchment (selection_factor), as in peers that
 *    choose among all pairs of their table.
 *
 * Source: Wan, Zou and Sternberg 2012, International Journal of Geographical Information Science 26. Complexity: three sums over pairs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

void kt_measure_fca3(const struct kt_market *in, const struct kt_decay *selection, double *demand,
                     double *access, struct kt_arena tmp)
{
    /* Within the catchment w0 and w are equal, so that G w is w^2 / sum w0. */
    struct kt_decay squared = kt_decay_squared(&in->decay);
    struct kt_market chosen = *in;
    size_t ncell = in->links.ncell;
    double *one = kt_doubles(&tmp, in->links.nsite, 1);
    kt_sum_to_cells(&in->links, selection, one, access, tmp);
    const double *share = kt_market_shares(access, ncell, &tmp);
    chosen.decay = squared;
    demand = kt_market_demand(&chosen, kt_market_times(in->need, share, ncell, &tmp), demand, &tmp);
    kt_sum_to_cells(&in->links, &squared, kt_market_ratio(in, demand, &tmp), access, tmp);
    for (size_t c = 0; c < ncell; c++) access[c] *= share[c];
    kt_market_conventions(in, demand, access, tmp);
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    struct kt_decay wide = w->market.decay;
    wide.reach *= kt_method_num(w->method, w->study, "selection_factor");
    kt_measure_fca3(&w->market, &wide, NULL, w->cell, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = KT_HOURS_PER_1000("access_fca3"),
    .scale = 1000,
    .competes = true,
};

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    KT_DECAY_PARAMS("gaussian"),
    {"selection_factor", KT_T_NUM, "", "1", 1, 100, NULL,
     "People choose among the sites within this many times the catchment."},
    KT_NO_DEMAND_PARAM,
    KT_UNREACHED_PARAM,
};

const struct kt_method kt_fca3 = {
    .name = "fca3",
    .title = {{"Saavutettavuus, kolmivaiheinen vaikutusalue (3SFCA)", "Nåbarhet, trestegsmetoden (3SFCA)",
               "Access by three-step catchments (3SFCA)"}},
    .summary = "Staffed hours per 1,000 persons in need, who choose among the sites in reach by distance.",
    .formula = "G = w / sum_s w; R(s) = hours(s) / sum_c G w need(c); A(c) = 1000 sum_s G w R(s)",
    .source = "Wan, Zou and Sternberg 2012, International Journal of Geographical Information Science 26",
    .needs = "need hours_week travel",
    .columns = "access_fca3",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
