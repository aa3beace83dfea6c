/* singly_constrained: each site divides its hours, each cell its need.
 *
 *   active(c) = sum_s hours(s) w need(c) / sum_c w need(c);  passive(s) = sum_c need(c) w hours(s) / sum_s w hours(s)
 *
 * Source: Soukhov, Pereira, Higgins and Paez 2025, the family of accessibility measures. Complexity: one or two sums over pairs each way.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

void kt_measure_singly_constrained(const struct kt_market *in, double *active, double *passive,
                                   struct kt_arena tmp)
{
    const struct kt_links *l = &in->links;
    if (active) kt_measure_spatial_availability(in, 1, active, tmp);
    if (!passive) return;
    double *supply = KT_NEW(&tmp, double, l->ncell);
    kt_sum_to_cells(l, &in->decay, in->supply, supply, tmp);
    double *share = kt_market_shares(supply, l->ncell, &tmp);
    kt_sum_to_sites(l, &in->decay, kt_market_times(in->need, share, l->ncell, &tmp), passive, tmp);
    for (size_t s = 0; s < l->nsite; s++) passive[s] *= in->supply[s];
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    kt_measure_singly_constrained(&w->market, w->cell, w->site, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = {.name = "singly_constrained", .kind = KT_K_HOURS, .unit = "h/week"},
    .site = {.name = "singly_constrained_sites",
             .kind = KT_K_INDEX,
             .unit = "persons in need",
             .title = {{"Palvelupisteelle tuleva tarve", "Behov som kommer till serviceställena",
                        "Need that comes to a site"}}},
    .competes = true,
    .sums = true,
};

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    KT_DECAY_PARAMS("gaussian"),
    KT_UNREACHED_PARAM,
};

const struct kt_method kt_singly_constrained = {
    .name = "singly_constrained",
    .title = {{"Yksinkertaisesti rajoitettu saavutettavuus", "Enkelt begränsad nåbarhet",
               "Singly constrained access"}},
    .summary =
        "Every site divides its hours by distance and need; every place its need by distance and hours.",
    .formula = "A(c) = sum_s hours(s) w need(c) / sum_c w need(c)",
    .source = "Soukhov, Pereira, Higgins and Paez 2025, the family of accessibility measures",
    .needs = "need hours_week travel",
    .columns = "singly_constrained singly_constrained_sites",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
