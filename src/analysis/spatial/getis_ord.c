/* getis_ord: hot and cold spots.
 *
 *   G_i = sum_{j != i} w_ij x_j / sum_{j != i} x_j;  Gi* counts i as a neighbour of itself
 *
 * getis_z is the z-score of Ord and Getis with the sum of squared weights, right for every style. Class 1 (HH) is a hot
 * spot, 2 (LL) a cold one; p by conditional permutation.
 * Source: Ord and Getis 1995, Geographical Analysis 27: 286-306. Complexity: as local_moran.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_local_run l;
    KT_TRY(kt_spatial_local_open(m, st, r, NULL, &tmp, &l, err));
    if (!l.there) return KT_OK;
    bool star = kt_settings_bool(st->set, kt_printf(&tmp, "methods.%s.star", m->name));
    if (star) {
        struct kt_arena scratch = tmp;
        struct kt_weights self = kt_weights_with_self(&scratch, &l.s.raw);
        l.s.w = kt_weights_style(&scratch, &self, kt_spatial_style(st));
        tmp = scratch;
    }
    kt_sp_getis_ord(&l.s.w, l.s.x, star, &(struct kt_local){.z = l.value});
    kt_permute_local(&l.s.w, l.s.x, KT_PERMUTE_LAG, &l.opt, l.p, tmp);
    for (size_t k = 0; k < l.s.m; k++) l.quadrant[k] = l.value[k] > 0 ? KT_LISA_HH : KT_LISA_LL;
    l.s.w = l.s.raw; /* islands are those without another neighbour */
    kt_spatial_local(
        r, m, &l,
        &(struct kt_local_out){
            "getis", "z", {{"Getisin ja Ordin z", "Getis och Ords z", "Getis-Ord z"}}, {NULL, NULL}},
        tmp);
    return KT_OK;
}

static const struct kt_param param[] = {
    KT_SPATIAL_PARAMS,
    KT_LOCAL_PARAMS,
    {"star", KT_T_BOOL, "", "true", 0, 0, NULL, "Gi*: the area counts among its own neighbours."},
};

const struct kt_method kt_getis_ord = {
    .name = "getis_ord",
    .title = {{"Kuumat ja kylmät alueet", "Heta och kalla områden", "Hot and cold spots"}},
    .summary = "Areas among high values (hot) or low ones (cold), Gi or Gi*.",
    .formula = "G_i = sum_j w_ij x_j / sum_j x_j, z with E = W_i / m and the sum of squared weights",
    .choices =
        "z with the sum of squared weights, right for every style (esda's z by rows is 0.27-0.70 of it).\n"
        "Gi* by default, weight 1 of the area with itself before the style (spdep include.self; esda the "
        "same); `star: false`: Gi, mean and variance without the area.\n"
        "Variance of x over n (Gi*) or n - 1 values (Gi), as Ord and Getis. Weights: weights.style, W (rows "
        "sum to 1) by default.\n"
        "p: draws given the area's own value, also for Gi*.\n"
        "p: (r + 1)/(m + 1) of the smaller tail, doubled; at most 1 (esda, GeoDa: not doubled, 10.7 % "
        "flagged at 0.05 by chance; `tail: folded`).\n"
        "Draws: own for each area, without replacement, from all other areas (spdep: with; esda, GeoDa: one "
        "table for all).\n"
        "Many areas: Benjamini-Hochberg step-up over areas with a p (libgeoda stops at the first failure; "
        "esda, spdep: none unless asked).\n"
        "Islands and missing areas are classes of their own without p (esda: p = 0.001 for islands, missing "
        "ones low-low).",
    .source = "Ord and Getis 1995, Geographical Analysis 27: 286-306",
    .needs = "",
    .columns = "getis_z getis_p getis_p_adj getis_class",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
