/* local_geary: areas that differ little, or much, from their neighbours.
 *
 *   c_i = sum_j w_ij (x_i - x_j)^2 / (sum z^2 / (n - 1))
 *
 * Class of a significant area: where it differs less than chance gives, 1 among high values (HH), 2 among low ones
 * (LL), 3 other likeness (about the mean); 4 where it differs more. Chance: the mean of (x_i - x_j)^2 over all
 * others j. p as in local_moran.
 * Source: Anselin 1995, Geographical Analysis 27: 93-115; 2019, 51: 133-150. Complexity: as local_moran.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

/* Likeness or unlikeness, from c_i and what it is when neighbours are drawn from all others. */
static void classes(const struct kt_spatial *s, const double *value, uint8_t *quadrant)
{
    double n = (double)s->m, mean = kt_sum(s->x, s->m) / n, square = 0;
    for (size_t i = 0; i < s->m; i++) square += (s->x[i] - mean) * (s->x[i] - mean);
    for (size_t i = 0; i < s->m; i++) {
        double own = s->x[i] - mean, all = 0;
        for (size_t k = s->w.start[i]; k < s->w.start[i + 1]; k++) all += s->w.w[k];
        /* sum over j of (x_i - x_j)^2 / (n - 1), in units of sum z^2 / (n - 1) */
        double chance = all * (square + n * own * own) / square;
        bool like = quadrant[i] == KT_LISA_HH || quadrant[i] == KT_LISA_LL;
        if (value[i] >= chance)
            quadrant[i] = KT_LISA_LH;
        else if (!like)
            quadrant[i] = KT_LISA_HL;
    }
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_local_run l;
    KT_TRY(kt_spatial_local_open(m, st, r, NULL, &tmp, &l, err));
    if (!l.there) return KT_OK;
    kt_sp_local_geary(&l.s.w, l.s.x, l.value);
    kt_permute_local(&l.s.w, l.s.x, KT_PERMUTE_SQUARES, &l.opt, l.p, tmp);
    kt_lisa_quadrant(&l.s.w, l.s.x, l.s.x, l.quadrant, tmp);
    classes(&l.s, l.value, l.quadrant);
    kt_spatial_local(r, m, &l,
                     &(struct kt_local_out){"geary",
                                            "c",
                                            {{"Paikallinen Gearyn C", "Lokalt Gearys C", "Local Geary's C"}},
                                            {"other likeness", "unlike"}},
                     tmp);
    return KT_OK;
}

static const struct kt_param param[] = {KT_SPATIAL_PARAMS, KT_LOCAL_PARAMS};

const struct kt_method kt_local_geary = {
    .name = "local_geary",
    .title = {{"Paikallinen Gearyn C", "Lokalt Gearys C", "Local Geary's C"}},
    .summary = "Areas that differ less, or more, from their neighbours than chance explains.",
    .formula = "c_i = sum_j w_ij (x_i - x_j)^2 / (sum z^2 / (n - 1))",
    .choices =
        "Over sum z^2 / (n - 1), as spdep and GeoDa. Weights: weights.style, W (rows sum to 1) by default.\n"
        "Likeness is c below its mean over draws: 1 among high, 2 among low values, 3 about the mean; 4 "
        "unlike (GeoDa the same four).\n"
        "p: (r + 1)/(m + 1) of the smaller tail, doubled; at most 1 (esda, GeoDa: not doubled, 10.7 % "
        "flagged at 0.05 by chance; `tail: folded`).\n"
        "Draws: own for each area, without replacement, from all other areas (spdep: with; esda, GeoDa: one "
        "table for all).\n"
        "Many areas: Benjamini-Hochberg step-up over areas with a p (libgeoda stops at the first failure; "
        "esda, spdep: none unless asked).\n"
        "Islands and missing areas are classes of their own without p (esda: p = 0.001 for islands, missing "
        "ones low-low).",
    .source = "Anselin 1995, Geographical Analysis 27: 93-115",
    .needs = "",
    .columns = "geary_c geary_p geary_p_adj geary_class",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
