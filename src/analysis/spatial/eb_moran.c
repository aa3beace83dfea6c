/* eb_moran: Moran's I of rates whose areas have unequal numbers of people.
 *
 *   z_i = (p_i - b) / sqrt(a + b / pop_i), then Moran's I of z
 *
 * b is the overall rate, a the variance between areas by moments; where a + b / pop_i is not above 0, b / pop_i.
 * `variable` holds the events, `second` the persons.
 * Source: Assunção and Reis 1999, Statistics in Medicine 18: 2147-2162. Complexity: as moran.
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
    double *z = KT_NEW(&tmp, double, s.m + 1), *d = KT_NEW(&tmp, double, s.m + 1), mean, variance;
    struct kt_global_row row = {.statistic = "EB-adjusted Moran's I",
                                .test = {NAN, NAN, NAN, NAN, NAN},
                                .p_permuted = NAN,
                                .undefined = "an area has no persons, nobody has the event, the rates do not "
                                             "differ, or no area has a neighbour"};
    if (kt_eb_standardise(s.x, s.y, s.m, z)) row.test = kt_sp_moran(&s.w, z, false, s.keep_islands, tmp);
    double at = kt_sum(z, s.m) / (double)s.m;
    for (size_t i = 0; i < s.m; i++) d[i] = z[i] - at;
    if (!isnan(row.test.value))
        row.p_permuted = kt_permute_global(&s.w, d, d, KT_PERMUTE_LAG, &opt, &mean, &variance, tmp);
    kt_spatial_global(r, m, &s, &row);
    return KT_OK;
}

static const struct kt_param param[] = {
    KT_RATE_PARAMS,
    KT_DRAWS_PARAM,
    KT_TAIL_PARAM,
};

const struct kt_method kt_eb_moran = {
    .name = "eb_moran",
    .title = {{"Väestömäärillä tasattu Moranin I", "Morans I för rater", "Moran's I of rates"}},
    .summary = "Moran's I of rates, levelled for unequal numbers of people.",
    .formula = "z_i = (p_i - b) / sqrt(a + b / pop_i); I of z",
    .choices = "a = s2 - b / (mean persons), s2 weighted by persons (Assuncao and Reis; spdep the same). "
               "Where a + b / n_i is not above 0, b / n_i (esda does not look).\n"
               "Areas without persons: undefined, and told so. The mean of z is taken off before I (spdep "
               "subtract_mean_in_numerator = TRUE).\n"
               "n: areas with a neighbour, as spdep (esda, GeoDa count islands: `weights.islands: keep`); "
               "means are over all areas.\n"
               "p_permuted: (r + 1)/(m + 1) of the smaller tail, doubled (esda, GeoDa: not doubled, `tail: "
               "folded`).",
    .source = "Assunção and Reis 1999, Statistics in Medicine 18: 2147-2162",
    .needs = "",
    .columns = "",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
