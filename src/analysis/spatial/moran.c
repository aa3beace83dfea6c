/* moran: does like lie beside like on the whole map?
 *
 *   I = n / S0 × sum_ij w_ij z_i z_j / sum_i z_i^2,   E I = -1 / (n - 1)
 *
 * Variance under randomisation (the values are given, their places not) or normality; p also by permutation
 * of all values. n counts areas with a neighbour unless weights.islands is keep.
 * Source: Cliff and Ord 1981, Spatial Processes, chapter 2. Complexity: O(draws × (areas + neighbours)).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_spatial s;
    bool there;
    KT_TRY(kt_spatial_open(m, st, r, NULL, &tmp, &s, &there, err));
    if (!there) return KT_OK;
    struct kt_permute opt = kt_spatial_permute(m, st, &s);
    bool normality = kt_streq(kt_method_str(m, st, "assumption"), "normality");
    struct kt_global_row row = {.statistic = "Moran's I", .p_permuted = NAN, .draws = opt.draws};
    row.test = kt_sp_moran(&s.w, s.x, normality, s.keep_islands, tmp);
    double mean, variance, *z = KT_NEW(&tmp, double, s.m + 1), at = kt_sum(s.x, s.m) / (double)s.m;
    for (size_t i = 0; i < s.m; i++) z[i] = s.x[i] - at;
    if (!isnan(row.test.value))
        row.p_permuted = kt_permute_global(&s.w, z, z, KT_PERMUTE_LAG, &opt, &mean, &variance, tmp);
    kt_spatial_global(r, m, &s, &row);
    return KT_OK;
}

static const struct kt_param param[] = {
    KT_SPATIAL_PARAMS,
    KT_DRAWS_PARAM,
    KT_TAIL_PARAM,
    {"assumption", KT_T_CHOICE, "", "randomisation", 0, 0, "randomisation normality",
     "What the variance assumes of the values."},
};

const struct kt_method kt_moran = {
    .name = "moran",
    .title = {{"Moranin I", "Morans I", "Moran's I"}},
    .summary = "Whether areas with like values lie beside each other on the whole map.",
    .formula = "I = n / S0 * sum_ij w_ij z_i z_j / sum_i z_i^2; E = -1 / (n - 1)",
    .choices = "Weights: weights.style, W (rows sum to 1) by default. I is n / S0 of it, so styles change I "
               "unless all areas have as many neighbours.\n"
               "n: areas with a neighbour, as spdep (esda, GeoDa count islands: `weights.islands: keep`); "
               "means are over all areas.\n"
               "Variance: randomisation with the kurtosis of n (spdep's default, GeoDa none), or normality; "
               "p two-sided (spdep one-sided by default).\n"
               "p_permuted: (r + 1)/(m + 1) of the smaller tail, doubled (esda, GeoDa: not doubled, `tail: "
               "folded`).",
    .source = "Cliff and Ord 1981, Spatial Processes, chapter 2",
    .needs = "",
    .columns = "",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .run = run,
};
