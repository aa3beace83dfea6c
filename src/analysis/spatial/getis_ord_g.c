/* getis_ord_g: do high values lie beside high ones, or low beside low?
 *
 *   G = sum_ij w_ij x_i x_j / sum_{i != j} x_i x_j,  x >= 0,   E G = S0 / (n (n - 1))
 *
 * Undefined, with a note, where x has a value below 0. Islands take part in nothing unless kept.
 * Source: Getis and Ord 1992, Geographical Analysis 24: 189-206. Complexity: O(draws × (areas + neighbours)).
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
    struct kt_global_row row = {.statistic = "Getis-Ord G",
                                .p_permuted = NAN,
                                .undefined =
                                    "the values do not differ, one is below 0, or no area has a neighbour"};
    double mean, variance;
    row.test = kt_sp_getis_ord_g(&s.w, s.x, s.keep_islands, tmp);
    if (!isnan(row.test.value))
        row.p_permuted = kt_permute_global(&s.w, s.x, s.x, KT_PERMUTE_LAG, &opt, &mean, &variance, tmp);
    kt_spatial_global(r, m, &s, &row);
    return KT_OK;
}

static const struct kt_param param[] = {KT_SPATIAL_PARAMS, KT_DRAWS_PARAM, KT_TAIL_PARAM};

const struct kt_method kt_getis_ord_g = {
    .name = "getis_ord_g",
    .title = {{"Getisin ja Ordin G", "Getis och Ords G", "Getis-Ord G"}},
    .summary = "Whether high values gather (G above its expectation) or low ones.",
    .formula = "G = sum_ij w_ij x_i x_j / sum_{i != j} x_i x_j; E = S0 / (n (n - 1))",
    .choices = "Weights: weights.style; the authors take B, and E = S0 / (n (n - 1)) holds for each. No "
               "weight of an area with itself.\n"
               "n: areas with a neighbour, as spdep (esda, GeoDa count islands: `weights.islands: keep`); "
               "means are over all areas. Moments of x are over areas with a neighbour, as spdep.\n"
               "Values below 0: undefined.\n"
               "p_permuted: (r + 1)/(m + 1) of the smaller tail, doubled (esda, GeoDa: not doubled, `tail: "
               "folded`).",
    .source = "Getis and Ord 1992, Geographical Analysis 24: 189-206",
    .needs = "",
    .columns = "",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
