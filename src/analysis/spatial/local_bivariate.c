/* local_bivariate: areas of one variable among like or unlike values of another.
 *
 *   I_i = zx_i sum_j w_ij zy_j, both divided by their standard deviation (n - 1)
 *
 * The area keeps x; its neighbours' y are drawn from the other areas. Class: sign of zx_i, then of the lag of zy.
 * Source: Anselin, Syabri and Smirnov 2002. Complexity: as local_moran.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_local_run l;
    KT_TRY(kt_spatial_local_open(m, st, r, "second", &tmp, &l, err));
    if (!l.there) return KT_OK;
    kt_sp_local_bivariate(&l.s.w, l.s.x, l.s.y, l.value, tmp);
    kt_permute_local(&l.s.w, l.s.y, KT_PERMUTE_LAG, &l.opt, l.p, tmp);
    kt_lisa_quadrant(&l.s.w, l.s.x, l.s.y, l.quadrant, tmp);
    kt_spatial_local(r, m, &l,
                     &(struct kt_local_out){"bilisa",
                                            "i",
                                            {{"Kahden muuttujan paikallinen Moranin I",
                                              "Lokalt bivariat Morans I", "Local bivariate Moran's I"}},
                                            {NULL, NULL}},
                     tmp);
    return KT_OK;
}

static const struct kt_param param[] = {
    KT_SPATIAL_PARAMS,
    KT_LOCAL_PARAMS,
    {"second", KT_T_STR, "", "secondary_education", 0, 0, NULL,
     "The variable of the neighbours: a column, a fact of the zones, or a name of your own under "
     "zones.variables."},
};

const struct kt_method kt_local_bivariate = {
    .name = "local_bivariate",
    .title = {{"Kahden muuttujan paikalliset ryppäät", "Lokala kluster av två variabler",
               "Local clusters of two variables"}},
    .summary = "Areas of one variable among like or unlike values of another.",
    .formula = "I_i = zx_i * sum_j w_ij zy_j",
    .choices = "Both variables over their standard deviation with n - 1 (spdep 1.4 the same). "
               "Weights: weights.style, W (rows sum to 1) by default.\n"
               "The area keeps x; the neighbours' y are drawn from the other areas (GeoDa's rule).\n"
               "p: (r + 1)/(m + 1) of the smaller tail, doubled; at most 1 (esda, GeoDa: not doubled, 10.7 % "
               "flagged at 0.05 by chance; `tail: folded`).\n"
               "Draws: own for each area, without replacement, from all other areas (spdep: with; esda, "
               "GeoDa: one table for all).\n"
               "Many areas: Benjamini-Hochberg step-up over areas with a p (libgeoda stops at the first "
               "failure; esda, spdep: none unless asked).\n"
               "Islands and missing areas are classes of their own without p (esda: p = 0.001 for islands, "
               "missing ones low-low).",
    .source = "Anselin, Syabri and Smirnov 2002, Visualizing multivariate spatial correlation",
    .needs = "",
    .columns = "bilisa_i bilisa_p bilisa_p_adj bilisa_class",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
