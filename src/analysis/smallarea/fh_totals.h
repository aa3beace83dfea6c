/* fh_totals: published totals to which the estimates of fay_herriot add up.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_FH_TOTALS_H
#define KATVE_FH_TOTALS_H

#include "area_table.h"

struct kt_fh_totals {
    size_t lv, n;   /* level of the totals, its areas; n = 0: none are given */
    double *total;  /* persons; NaN: not published */
    int32_t *group; /* of every area of the survey's level; -1: none */
};
/* Row of level `to` that holds row z of level lv. */
int32_t kt_fh_up(const struct kt_study *st, size_t lv, size_t z, size_t to);
/* The country's (key benchmark) or those of a table (key totals), for estimates at level lv. */
KT_MUST enum kt_status kt_fh_totals_read(const struct kt_method *m, const struct kt_study *st,
                                         struct kt_result *r, size_t lv, struct kt_fh_totals *t,
                                         struct kt_arena *a, struct kt_err *err);
/* Scales n shares (at most 1) within the totals' areas and tells in the table fh_totals what was done. */
void kt_fh_totals_rake(struct kt_result *r, const struct kt_fh_totals *t, double *share, const double *pop,
                       size_t n, double *factor, struct kt_arena tmp);

#endif
