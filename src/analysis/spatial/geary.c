/* geary: do neighbours differ less than any two areas do?
 *
 *   C = (n - 1) / (2 S0) × sum_ij w_ij (x_i - x_j)^2 / sum z^2,   E C = 1; below 1: like beside like
 *
 * z > 0 and a small C are clustering. p also by permutation of all values. n as in moran.
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
    struct kt_global_row row = {.statistic = "Geary's C", .p_permuted = NAN};
    double mean, variance;
    row.test = kt_sp_geary(&s.w, s.x, normality, s.keep_islands, tmp);
    if (!isnan(row.test.value))
        row.p_permuted = kt_permute_global(&s.w, s.x, s.x, KT_PERMUTE_SQUARES, &opt, &mean, &variance, tmp);
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

const struct kt_method kt_geary = {
    .name = "geary",
    .title = {{"Gearyn C", "Gearys C", "Geary's C"}},
    .summary = "Whether neighbours differ less than any two areas do.",
    .formula = "C = (n - 1) / (2 S0) * sum_ij w_ij (x_i - x_j)^2 / sum_i z_i^2; E = 1",
    .choices = "Weights: weights.style, W (rows sum to 1) by default.\n"
               "n: areas with a neighbour, as spdep (esda, GeoDa count islands: `weights.islands: keep`); "
               "means are over all areas.\n"
               "Sum of squares over n - 1, as Geary. z > 0 is clustering (spdep the same; esda's z has the "
               "other sign).\n"
               "With islands spdep takes n in its variance now as all areas, now as those with a neighbour; "
               "here the latter.\n"
               "p_permuted: (r + 1)/(m + 1) of the smaller tail, doubled (esda, GeoDa: not doubled, `tail: "
               "folded`).",
    .source = "Cliff and Ord 1981, Spatial Processes, chapter 2",
    .needs = "",
    .columns = "",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
