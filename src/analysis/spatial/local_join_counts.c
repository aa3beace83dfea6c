/* local_join_counts: areas above a bound among others above it.
 *
 *   BB_i = x_i sum_j w_ij x_j,  x = 1 above `bound`, else 0; weights of style B
 *
 * Only areas with x = 1 and a neighbour of the kind have a p, one-sided: more such neighbours than chance gives.
 * Source: Anselin and Li 2019, Journal of Geographical Systems 21: 189-210. Complexity: as local_moran.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_local_run l;
    KT_TRY(kt_spatial_local_open(m, st, r, NULL, &tmp, &l, err));
    if (!l.there) return KT_OK;
    double bound = kt_method_num(m, st, "bound"), *high = KT_NEW(&tmp, double, l.s.m + 1);
    for (size_t k = 0; k < l.s.m; k++) high[k] = l.s.x[k] > bound;
    l.s.w = l.s.raw;
    l.opt.tail = KT_TAIL_GREATER;
    kt_sp_local_join_counts(&l.s.w, high, l.value);
    kt_permute_local(&l.s.w, high, KT_PERMUTE_LAG, &l.opt, l.p, tmp);
    for (size_t k = 0; k < l.s.m; k++) {
        l.quadrant[k] = KT_LISA_HH;
        if (!(l.value[k] > 0)) l.p[k] = NAN;
    }
    kt_spatial_local(r, m, &l,
                     &(struct kt_local_out){
                         "joins",
                         "bb",
                         {{"Samanlaisten naapurien määrä", "Antal lika grannar", "Neighbours of the kind"}},
                         {NULL, NULL}},
                     tmp);
    return KT_OK;
}

static const struct kt_param param[] = {
    KT_SPATIAL_PARAMS,
    KT_LOCAL_PARAMS,
    {"bound", KT_T_NUM, "", "0.5", 0, 0, NULL, "Values above this are high."},
};

const struct kt_method kt_local_join_counts = {
    .name = "local_join_counts",
    .title = {{"Paikalliset naapurisuhteet", "Lokala grannskap", "Local join counts"}},
    .summary = "Areas above a bound with more neighbours above it than chance gives.",
    .formula = "BB_i = x_i * sum_j w_ij x_j, x = [variable > bound]",
    .choices = "Weights are B whatever weights.style says. Areas of 0, or without a neighbour of 1, have no "
               "p (GeoDa the same).\n"
               "One-sided: more neighbours of the kind than chance gives.\n"
               "Draws: own for each area, without replacement, from all other areas (spdep: with; esda, "
               "GeoDa: one table for all).\n"
               "Many areas: Benjamini-Hochberg step-up over areas with a p (libgeoda stops at the first "
               "failure; esda, spdep: none unless asked).\n"
               "Islands and missing areas are classes of their own without p (esda: p = 0.001 for islands, "
               "missing ones low-low).",
    .source = "Anselin and Li 2019, Journal of Geographical Systems 21: 189-210",
    .needs = "",
    .columns = "joins_bb joins_p joins_p_adj joins_class",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
