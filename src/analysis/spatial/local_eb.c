/* local_eb: clusters of rates whose areas have unequal numbers of people.
 *
 *   z_i = (p_i - b) / sqrt(a + b / pop_i) (Assunção and Reis 1999), then local Moran's I of z
 *
 * `variable` holds the events, `second` the persons; an area without persons makes the rates undefined.
 * Source: Assunção and Reis 1999, Statistics in Medicine 18: 2147-2162; Anselin 1995. Complexity: as local_moran.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_local_run l;
    KT_TRY(kt_spatial_local_open(m, st, r, "second", &tmp, &l, err));
    if (!l.there) return KT_OK;
    double *z = KT_NEW(&tmp, double, l.s.m + 1);
    if (l.s.m && !kt_eb_standardise(l.s.x, l.s.y, l.s.m, z))
        return kt_fail(err, KT_EINPUT, "methods.local_eb: %s and %s make no rates: every area needs persons",
                       l.s.variable, l.s.second);
    kt_sp_local_moran(&l.s.w, z, true, false, &(struct kt_local){.value = l.value}, tmp);
    kt_permute_local(&l.s.w, z, KT_PERMUTE_LAG, &l.opt, l.p, tmp);
    kt_lisa_quadrant(&l.s.w, z, z, l.quadrant, tmp);
    kt_spatial_local(r, m, &l,
                     &(struct kt_local_out){"eblisa",
                                            "i",
                                            {{"Väestömäärillä tasattu paikallinen Moranin I",
                                              "Lokalt Morans I för rater", "Local Moran's I of rates"}},
                                            {NULL, NULL}},
                     tmp);
    return KT_OK;
}

static const struct kt_param param[] = {
    KT_RATE_PARAMS,
    KT_LOCAL_PARAMS,
};

const struct kt_method kt_local_eb = {
    .name = "local_eb",
    .title = {{"Osuuksien paikalliset ryppäät", "Lokala kluster av rater", "Local clusters of rates"}},
    .summary = "Local Moran's I of rates, levelled for unequal numbers of people.",
    .formula = "z_i = (p_i - b) / sqrt(a + b / pop_i); I_i of z",
    .choices = "z as in eb_moran (Assuncao and Reis), then I_i over n with moments given z_i; areas without "
               "persons stop it with an error.\n"
               "Weights: weights.style, W (rows sum to 1) by default.\n"
               "p: (r + 1)/(m + 1) of the smaller tail, doubled; at most 1 (esda, GeoDa: not doubled, 10.7 % "
               "flagged at 0.05 by chance; `tail: folded`).\n"
               "Draws: own for each area, without replacement, from all other areas (spdep: with; esda, "
               "GeoDa: one table for all).\n"
               "Many areas: Benjamini-Hochberg step-up over areas with a p (libgeoda stops at the first "
               "failure; esda, spdep: none unless asked).\n"
               "Islands and missing areas are classes of their own without p (esda: p = 0.001 for islands, "
               "missing ones low-low).",
    .source = "Assunção and Reis 1999, Statistics in Medicine 18: 2147-2162",
    .needs = "",
    .columns = "eblisa_i eblisa_p eblisa_p_adj eblisa_class",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
