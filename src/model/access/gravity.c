/* gravity: supply within reach, nearer sites weighing more.
 *
 *   A(c) = sum_s w(c,s) hours(s)
 *
 * Source: Hansen 1959, Journal of the American Institute of Planners 25. Complexity: one sum over pairs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

void kt_measure_gravity(const struct kt_market *in, double *access, struct kt_arena tmp)
{
    kt_sum_to_cells(&in->links, &in->decay, in->supply, access, tmp);
    kt_market_conventions(in, NULL, access, tmp);
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    kt_measure_gravity(&w->market, w->cell, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = {.name = "gravity", .kind = KT_K_HOURS, .unit = "weighted h/week"},
};

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    KT_DECAY_PARAMS("gaussian"),
    KT_UNREACHED_PARAM,
};

const struct kt_method kt_gravity = {
    .name = "gravity",
    .title = {{"Etäisyydellä painotetut tukitunnit viikossa", "Avståndsvägda stödtimmar i veckan",
               "Support hours a week weighted by distance"}},
    .summary = "Staffed hours within reach, weighted by distance, without competition.",
    .formula = "A(c) = sum_s w(c,s) hours(s)",
    .source = "Hansen 1959, Journal of the American Institute of Planners 25",
    .needs = "need hours_week travel",
    .columns = "gravity",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
