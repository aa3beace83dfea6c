/* gravity_passive: need within reach of a site, nearer people weighing more.
 *
 *   P(s) = sum_c w(c,s) need(c)
 *
 * Source: Hansen 1959, Journal of the American Institute of Planners 25; passive form in Soukhov et al. 2025. Complexity: one sum over pairs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

void kt_measure_gravity_passive(const struct kt_market *in, double *potential, struct kt_arena tmp)
{
    kt_sum_to_sites(&in->links, &in->decay, in->need, potential, tmp);
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    kt_measure_gravity_passive(&w->market, w->site, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .site = {.name = "gravity_passive",
             .kind = KT_K_INDEX,
             .unit = "weighted persons in need",
             .title = {{"Etäisyydellä painotettu tarve", "Avståndsvägt behov", "Need weighted by distance"}}},
};

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    KT_DECAY_PARAMS("gaussian"),
};

const struct kt_method kt_gravity_passive = {
    .name = "gravity_passive",
    .title = {{"Palvelupisteen saavuttava tarve", "Behov inom räckhåll för serviceställen",
               "Need that can reach a site"}},
    .summary = "Persons in need around each site, weighted by distance.",
    .formula = "P(s) = sum_c w(c,s) need(c)",
    .source =
        "Hansen 1959, Journal of the American Institute of Planners 25; passive form in Soukhov et al. 2025",
    .needs = "need hours_week travel",
    .columns = "gravity_passive",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
