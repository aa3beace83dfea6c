/* kd2sfca: two-step catchments with a kernel density.
 *
 *   R(s) = hours(s) / sum_c K(c,s) need(c);  A(c) = sum_s K(c,s) R(s), K by default Epanechnikov
 *
 * Source: Dai and Wang 2011, Environment and Planning B 38. Complexity: two sums over pairs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    kt_measure_fca2(&w->market, NULL, w->cell, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = KT_HOURS_PER_1000("access_kd2sfca"),
    .scale = 1000,
    .competes = true,
};

static const struct kt_param params[] = {
    KT_CATCHMENT_PARAMS("epanechnikov"),
};

const struct kt_method kt_kd2sfca = {
    .name = "kd2sfca",
    .title = {{"Saavutettavuus, ydintiheys (KD2SFCA)", "Nåbarhet, kärntäthet (KD2SFCA)",
               "Access by kernel density (KD2SFCA)"}},
    .summary = "Staffed hours per 1,000 persons in need with a kernel for distance.",
    .formula = "R(s) = hours(s) / sum_c K need(c); A(c) = 1000 sum_s K R(s)",
    .source = "Dai and Wang 2011, Environment and Planning B 38",
    .needs = "need hours_week travel",
    .columns = "access_kd2sfca",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
