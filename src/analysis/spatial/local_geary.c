/* local_geary: areas that differ little, or much, from their neighbours.
 *
 *   c_i = sum_j w_ij (x_i - x_j)^2 / (sum z^2 / (n - 1))
 *
 * A significant area has the class of its quadrant where it differs little (HH, LL) or much (HL, LH); p as in local_moran.
 * Source: Anselin 1995, Geographical Analysis 27: 93-115; 2019, 51: 133-150. Complexity: as local_moran.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_spatial s;
    bool there;
    KT_TRY(kt_spatial_open(m, st, r, NULL, &tmp, &s, &there, err));
    if (!there) return KT_OK;
    double *value = KT_NEW(&tmp, double, s.m + 1), *p = KT_NEW(&tmp, double, s.m + 1);
    uint8_t *quadrant = KT_NEW(&tmp, uint8_t, s.m + 1);
    struct kt_permute opt = kt_spatial_permute(m, st, &s);
    kt_sp_local_geary(&s.w, s.x, value);
    kt_permute_local(&s.w, s.x, KT_PERMUTE_SQUARES, &opt, p, tmp);
    kt_lisa_quadrant(&s.w, s.x, s.x, quadrant, tmp);
    kt_spatial_blank(&s, value, p);
    kt_spatial_local(r, m, &s,
                     &(struct kt_local_out){"geary",
                                            "c",
                                            {{"Paikallinen Gearyn C", "Lokalt Gearys C", "Local Geary's C"}},
                                            value,
                                            p,
                                            quadrant},
                     tmp);
    return KT_OK;
}

static const struct kt_param param[] = {KT_SPATIAL_PARAMS, KT_LOCAL_PARAMS};

const struct kt_method kt_local_geary = {
    .name = "local_geary",
    .title = {{"Paikallinen Gearyn C", "Lokalt Gearys C", "Local Geary's C"}},
    .summary = "Areas that differ less, or more, from their neighbours than chance explains.",
    .formula = "c_i = sum_j w_ij (x_i - x_j)^2 / (sum z^2 / (n - 1))",
    .source = "Anselin 1995, Geographical Analysis 27: 93-115",
    .needs = "",
    .columns = "geary_c geary_p geary_p_adj geary_class",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
