/* What the files on inequality share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_INEQUALITY_INTERNAL_H
#define KATVE_INEQUALITY_INTERNAL_H

#include <katve/inequality.h>

/* Usable rows by ascending rank (x itself where none was given). */
struct kt_ordered {
    size_t n;
    double *x, *w, *rank;
};
struct kt_ordered kt_ordered_of(const double *x, const double *rank, const double *w, size_t n,
                                struct kt_arena *a);
/* Of rows in the order of x; rows of weight 0 count for nothing. O(n). */
void kt_measures(const struct kt_ordered *o, double epsilon, double out[KT_INEQ_N]);
/* Of rows in the order of their rank. O(n). */
double kt_concentration_ordered(const struct kt_ordered *o);

#endif
