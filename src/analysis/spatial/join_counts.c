/* join_counts: do areas above a bound lie beside each other?
 *
 *   J_rr = 1/2 sum_ij w_ij [i and j of class r],  J_rs = 1/2 sum_ij w_ij [one r, the other s]
 *
 * Classes: above `bound` (high) or not (low). Expectation and variance under non-free sampling.
 * Source: Cliff and Ord 1981, Spatial Processes, chapter 1. Complexity: O(neighbours).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_spatial s;
    bool there;
    KT_TRY(kt_spatial_open(m, st, r, NULL, &tmp, &s, &there, err));
    if (!there) return KT_OK;
    static const char *const name[3] = {"Joins high-high", "Joins low-low", "Joins high-low"};
    int32_t *cls = KT_NEW(&tmp, int32_t, s.m + 1);
    double bound = kt_method_num(m, st, "bound");
    struct kt_test_result out[4], total;
    for (size_t i = 0; i < s.m; i++) cls[i] = !(s.x[i] > bound);
    kt_sp_join_counts(&s.w, cls, 2, s.keep_islands, out, &total, tmp);
    const struct kt_test_result *in_order[3] = {&out[0], &out[3], &out[2]};
    for (int i = 0; i < 3; i++)
        kt_spatial_global(
            r, m, &s, &(struct kt_global_row){.statistic = name[i], .test = *in_order[i], .p_permuted = NAN});
    return KT_OK;
}

static const struct kt_param param[] = {
    KT_SPATIAL_PARAMS,
    {"bound", KT_T_NUM, "", "0.5", 0, 0, NULL, "Values above this are high."},
};

const struct kt_method kt_join_counts = {
    .name = "join_counts",
    .title = {{"Naapurisuhteiden lukumäärät", "Antal grannskap", "Join counts"}},
    .summary = "How often areas above a bound lie beside each other.",
    .formula = "J_rr = 1/2 sum_ij w_ij [i, j of class r]; J_rs = 1/2 sum_ij w_ij [one r, one s]",
    .choices = "Weights: weights.style, W (rows sum to 1) by default. Counts of pairs need `weights.style: "
               "B`.\n"
               "Joins are halved, 1/2 sum w_ij, so that a pair counts once. Non-free sampling (spdep; free "
               "sampling is not offered). p two-sided (spdep one-sided).\n"
               "n: areas with a neighbour, as spdep (esda, GeoDa count islands: `weights.islands: keep`); "
               "means are over all areas.\n"
               "Areas at the bound itself are low.",
    .source = "Cliff and Ord 1981, Spatial Processes, chapter 1",
    .needs = "",
    .columns = "",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
