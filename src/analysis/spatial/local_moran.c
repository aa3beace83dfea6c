/* local_moran: where like lies beside like, area by area.
 *
 *   I_i = z_i / m2 × sum_j w_ij z_j,  z = x - mean,  m2 = sum z^2 / n (or / (n - 1))
 *
 * z-scores use moments conditional on x_i (or total). lisa_p comes from permutation: the area keeps its
 * value, its neighbours' values are drawn without replacement from all others, each area with its own draws.
 * A significant area is HH, LL, HL or LH by the signs of z_i and its lag; missing areas and islands are
 * classes of their own. lisa_own and lisa_lag are z_i and its lag in standard deviations, the axes of the Moran scatter
 * plot. lisa_class: 0 not significant, 1 HH, 2 LL, 3 HL, 4 LH, 5 missing, 6 island.
 * Source: Anselin 1995, Geographical Analysis 27: 93-115. Complexity: O(areas × draws × neighbours).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

/* A column of the scatter plot or of the test. */
static void column(struct kt_result *r, const struct kt_spatial *s, const char *name, struct kt_tr title,
                   const char *why, const double *value)
{
    kt_spatial_column(r, s,
                      &(struct kt_column){.name = name,
                                          .kind = KT_K_INDEX,
                                          .unit = "index",
                                          .method = "local_moran",
                                          .title = title,
                                          .no_interval = why},
                      value);
}

/* Own value and mean of the neighbours in standard deviations; islands have no neighbours. */
static void scatter(struct kt_result *r, const struct kt_spatial *s, struct kt_arena tmp)
{
    double *own = KT_NEW(&tmp, double, s->m + 1), *lag = KT_NEW(&tmp, double, s->m + 1);
    double mean = kt_sum(s->x, s->m) / (double)s->m;
    for (size_t i = 0; i < s->m; i++) own[i] = (s->x[i] - mean) * (s->x[i] - mean);
    double sd = sqrt(kt_sum(own, s->m) / (double)s->m);
    for (size_t i = 0; i < s->m; i++) own[i] = sd > 1e-14 * fabs(mean) ? (s->x[i] - mean) / sd : (double)NAN;
    kt_weights_lag(&s->w, own, lag);
    for (size_t i = 0; i < s->m; i++)
        if (s->w.start[i] == s->w.start[i + 1]) lag[i] = NAN;
    column(r, s, "lisa_own",
           (struct kt_tr){{"Oma arvo keskihajontoina", "Eget värde i standardavvikelser",
                           "Own value in standard deviations"}},
           "the value itself, on another scale", own);
    column(r, s, "lisa_lag",
           (struct kt_tr){{"Naapurien arvo keskihajontoina", "Grannarnas värde i standardavvikelser",
                           "Value of the neighbours in standard deviations"}},
           "the neighbours' values, on another scale", lag);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_local_run l;
    KT_TRY(kt_spatial_local_open(m, st, r, NULL, &tmp, &l, err));
    if (!l.there) return KT_OK;
    double *z = KT_NEW(&tmp, double, l.s.m + 1);
    bool conditional = kt_streq(kt_method_str(m, st, "moments"), "conditional");
    bool n_minus_1 = kt_streq(kt_method_str(m, st, "variance_divisor"), "n-1");
    kt_sp_local_moran(&l.s.w, l.s.x, conditional, n_minus_1,
                      &(struct kt_local){.value = l.value, .z = z, .p = l.p}, tmp);
    if (!kt_streq(kt_method_str(m, st, "test"), "analytic"))
        kt_permute_local(&l.s.w, l.s.x, KT_PERMUTE_LAG, &l.opt, l.p, tmp);
    kt_lisa_quadrant(&l.s.w, l.s.x, l.s.x, l.quadrant, tmp);
    kt_spatial_local(
        r, m, &l,
        &(struct kt_local_out){
            "lisa", "i", {{"Paikallinen Moranin I", "Lokalt Morans I", "Local Moran's I"}}, {NULL, NULL}},
        tmp);
    size_t lack = 0;
    for (size_t k = 0; k < l.s.m; k++) lack += !isnan(l.value[k]) && isnan(z[k]);
    kt_spatial_lack(r, m, lack, "a local I but no z-score",
                    "its moments are not defined: too few areas, a value at the mean, or all areas are "
                    "neighbours of all");
    column(r, &l.s, "lisa_z",
           (struct kt_tr){{"Paikallisen Moranin I:n z-arvo", "z-värde för lokalt Morans I",
                           "z-score of local Moran's I"}},
           "a test statistic; its p-value stands beside it", z);
    scatter(r, &l.s, tmp);
    return KT_OK;
}

static const struct kt_param param[] = {
    KT_SPATIAL_PARAMS,
    KT_LOCAL_PARAMS,
    {"test", KT_T_CHOICE, "", "permutation", 0, 0, "permutation analytic",
     "Where lisa_p and the classes come from: conditional permutation, or the z-score's normal p, two-sided, "
     "which "
     "skewed values and few neighbours make too sure."},
    {"moments", KT_T_CHOICE, "", "conditional", 0, 0, "conditional total",
     "Moments behind the z-score: given the area's own value (spdep's default) or over all arrangements."},
    {"variance_divisor", KT_T_CHOICE, "", "n", 0, 0, "n n-1",
     "Divisor of the variance: n (spdep) or n-1 (esda, GeoDa)."},
};

const struct kt_method kt_local_moran = {
    .name = "local_moran",
    .title = {{"Paikalliset ryppäät", "Lokala kluster", "Local clusters"}},
    .summary = "Areas that lie among like or unlike ones more than chance explains (local Moran's I).",
    .formula =
        "I_i = z_i / m2 * sum_j w_ij z_j, m2 = sum z^2 / n; p = min(1, 2 (min(#>=, #<=) + 1) / (m + 1)) "
        "over m conditional permutations with own draws for each area, adjusted for many tests",
    .choices = "m2 = sum z^2 / n, as spdep; esda and GeoDa n - 1 (`variance_divisor`).\n"
               "lisa_z: moments given the area's own value, spdep's default (`moments: total`: over all "
               "arrangements, Anselin 1995); its sign and size are not what decides the class.\n"
               "Weights: weights.style, W (rows sum to 1) by default.\n"
               "p: (r + 1)/(m + 1) of the smaller tail, doubled; at most 1 (esda, GeoDa: not doubled, 10.7 % "
               "flagged at 0.05 by chance; `tail: folded`).\n"
               "Draws: own for each area, without replacement, from all other areas (spdep: with; esda, "
               "GeoDa: one table for all).\n"
               "Many areas: Benjamini-Hochberg step-up over areas with a p (libgeoda stops at the first "
               "failure; esda, spdep: none unless asked).\n"
               "Islands and missing areas are classes of their own without p (esda: p = 0.001 for islands, "
               "missing ones low-low).",
    .source = "Anselin 1995, Geographical Analysis 27: 93-115; moments: Sokal, Oden and Thomson 1998",
    .needs = "",
    .columns = "lisa_i lisa_p lisa_p_adj lisa_class lisa_z lisa_own lisa_lag",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .run = run,
};
