/* kth_nearest: the cost to the nearest, second nearest, ... k-th nearest site.
 *
 *   N_k(c) = k-th smallest cost(c,s) over open sites; NaN where there are fewer
 *
 * Source: cost to closest n in Pereira and Herszenhut 2023, Introduction to urban accessibility. Complexity: O(cells x sites near x log).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    const struct kt_study *st = w->study;
    const double *one = kt_doubles(&tmp, st->sites.n, 1);
    const double *k = kt_doubles(&tmp, st->cells.n, kt_method_num(w->method, st, "k"));
    struct kt_links l = kt_links_of(st, w->mode, 0, &tmp);
    kt_cost_until(&l, one, k, INFINITY, 0, w->cell, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = {.name = "kth_nearest", .kind = KT_K_INDEX, .unit = "km or min of the mode"},
    .plain = true,
};

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    {"k", KT_T_INT, "", "2", 1, 1000, NULL, "Which site, counted from the nearest."},
};

const struct kt_method kt_kth_nearest = {
    .name = "kth_nearest",
    .title = {{"Matka k:nneksi lähimpään palvelupisteeseen", "Avstånd till det k:te närmaste serviceställe",
               "Way to the k-th nearest service point"}},
    .summary = "How far the k-th nearest service point is: what is left when the nearest is closed.",
    .formula = "N_k(c) = k-th smallest cost(c,s)",
    .source = "cost to closest n in Pereira and Herszenhut 2023, Introduction to urban accessibility",
    .needs = "need hours_week travel",
    .columns = "kth_nearest",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
