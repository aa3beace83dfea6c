/* total_constrained: gravity scaled so that everyone together has all of it.
 *
 *   active(c) = all hours x sum_s w hours(s) / sum_c sum_s w hours(s);  passive(s) = all need x sum_c w need(c) / sum_s sum_c w need(c)
 *
 * Source: Soukhov, Pereira, Higgins and Paez 2025, the family of accessibility measures. Complexity: one or two sums over pairs each way.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

void kt_measure_total_constrained(const struct kt_market *in, double *active, double *passive,
                                  struct kt_arena tmp)
{
    const struct kt_links *l = &in->links;
    if (active) {
        kt_sum_to_cells(l, &in->decay, in->supply, active, tmp);
        double all = kt_sum(in->supply, l->nsite), sum = kt_sum(active, l->ncell);
        for (size_t c = 0; c < l->ncell; c++) active[c] *= sum > 0 ? all / sum : 0;
        kt_market_conventions(in, NULL, active, tmp);
    }
    if (!passive) return;
    kt_sum_to_sites(l, &in->decay, in->need, passive, tmp);
    double all = kt_sum(in->need, l->ncell), sum = kt_sum(passive, l->nsite);
    for (size_t s = 0; s < l->nsite; s++) passive[s] *= sum > 0 ? all / sum : 0;
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    kt_measure_total_constrained(&w->market, w->cell, w->site, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = {.name = "total_constrained", .kind = KT_K_HOURS, .unit = "h/week"},
    .site = {.name = "total_constrained_sites",
             .kind = KT_K_INDEX,
             .unit = "persons in need",
             .title = {{"Kokonaisrajoitettu tarve", "Totalbegränsat behov", "Total constrained need"}}},
    .competes = true,
    .sums = true,
};

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    KT_DECAY_PARAMS("gaussian"),
    KT_UNREACHED_PARAM,
};

const struct kt_method kt_total_constrained = {
    .name = "total_constrained",
    .title = {{"Kokonaisrajoitettu saavutettavuus", "Totalbegränsad nåbarhet", "Total constrained access"}},
    .summary = "All hours divided among places in proportion to gravity.",
    .formula = "A(c) = H sum_s w hours(s) / sum_c sum_s w hours(s), H all hours",
    .source = "Soukhov, Pereira, Higgins and Paez 2025, the family of accessibility measures",
    .needs = "need hours_week travel",
    .columns = "total_constrained total_constrained_sites",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
