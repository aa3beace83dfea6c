/* bivariate_moran: does one variable lie beside like values of another?
 *
 *   I_xy = n / S0 × sum_i zx_i sum_j w_ij zy_j / (sqrt(sum zx^2) sqrt(sum zy^2))
 *
 * p by permutation of the second variable; it mixes what neighbours share with what x and y share in place.
 * Source: Wartenberg 1985, Geographical Analysis 17: 263-283. Complexity: O(draws × (areas + neighbours)).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_spatial s;
    bool there;
    KT_TRY(kt_spatial_open(m, st, r, "second", &tmp, &s, &there, err));
    if (!there) return KT_OK;
    struct kt_permute opt = kt_spatial_permute(m, st, &s);
    struct kt_global_row row = {.statistic = "Bivariate Moran's I", .p_permuted = NAN};
    double mean, variance, *z = KT_NEW(&tmp, double, s.m + 1), at = kt_sum(s.x, s.m) / (double)s.m;
    for (size_t i = 0; i < s.m; i++) z[i] = s.x[i] - at;
    row.test =
        (struct kt_test_result){kt_sp_moran_bivariate(&s.w, s.x, s.y, s.keep_islands), NAN, NAN, NAN, NAN};
    if (!isnan(row.test.value))
        row.p_permuted = kt_permute_global(&s.w, z, s.y, KT_PERMUTE_LAG, &opt, &mean, &variance, tmp);
    kt_spatial_global(r, m, &s, &row);
    return KT_OK;
}

static const struct kt_param param[] = {
    KT_SPATIAL_PARAMS,
    KT_DRAWS_PARAM,
    KT_TAIL_PARAM,
    {"second", KT_T_STR, "", "secondary_education", 0, 0, NULL,
     "The variable of the neighbours: a column, a fact of the zones, or a name of your own under "
     "zones.variables."},
};

const struct kt_method kt_bivariate_moran = {
    .name = "bivariate_moran",
    .title = {{"Kahden muuttujan Moranin I", "Bivariat Morans I", "Bivariate Moran's I"}},
    .summary = "Whether one variable lies beside like values of another.",
    .formula = "I_xy = n / S0 * sum_ij w_ij zx_i zy_j / (sqrt(sum zx^2) sqrt(sum zy^2))",
    .choices = "x and y over their own standard deviations; n / S0 in front (spdep 1.4, esda the same with "
               "row weights).\n"
               "Weights: weights.style, W (rows sum to 1) by default.\n"
               "Only y is permuted, x stays. No analytic moments.\n"
               "n: areas with a neighbour, as spdep (esda, GeoDa count islands: `weights.islands: keep`); "
               "means are over all areas.\n"
               "p_permuted: (r + 1)/(m + 1) of the smaller tail, doubled (esda, GeoDa: not doubled, `tail: "
               "folded`).",
    .source = "Wartenberg 1985, Geographical Analysis 17: 263-283",
    .needs = "",
    .columns = "",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
