/* comparison: is a difference more than chance? Arrays in, arrays out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_COMPARISON_H
#define KATVE_COMPARISON_H

#include <katve/base.h>

/* ---- funnel (Spiegelhalter 2005, Statistics in Medicine 24: 1185–1202) ---------------------- */

/* Score interval of a share of n persons (Wilson 1927, JASA 22). 0 and 1 for n <= 0. */
void kt_wilson(double share, double n, double z, double *lower, double *upper);
/* Limits round a target share for areas of n persons, at z (1.96: 95 %, 3.09: 99.8 %): a share is outside them
 * exactly when its Wilson interval at n / phi persons leaves the target out,
 *   target ± z sqrt(target (1 − target) phi / n), within 0..1.
 * phi >= 1 widens for overdispersion. Wilson's interval of the target itself would never reach 0 or 1, and so call
 * every area without a single case an outlier, however small. */
void kt_funnel_share(double target, double n, double z, double phi, double *lower, double *upper);
/* Limits of observed / expected at `expected` events, exact Poisson (Garwood 1936) at expected / phi:
 * chi²(alpha / 2; 2E) / 2E and chi²(1 − alpha / 2; 2E + 2) / 2E. */
void kt_funnel_ratio(double expected, double alpha, double phi, double *lower, double *upper);
/* phi = mean of squared z-scores z_i = (p_i − target) / sqrt(target (1 − target) / n_i), with `poisson`
 * (p_i − target) / sqrt(target / n_i), winsorised: the lowest and
 * the highest `tail` of them (0.1 as a rule) are drawn in to the next. Below 1 it is 1. NaN areas are left out;
 * 1 where there are none or the target is 0 or 1. O(n log n). */
double kt_funnel_phi(const double *share, const double *persons, size_t n, double target, double tail,
                     bool poisson, struct kt_arena tmp);

/* ---- from draws ----------------------------------------------------------------------------- */

/* P(row a has the larger value than row b) over shared draws [row × ndraw + d], ties half. NaN where either is
 * unknown in every draw. O(ndraw). */
double kt_prob_larger(const double *draw, size_t ndraw, size_t a, size_t b);
/* Groups that are not distinguishable: rows in descending order of `value`; a group begins at its largest row and
 * takes the following ones until the chance that its first row is larger than one reaches `sure`. group[row] is
 * 1 for the largest; 0 where the value is NaN. The members of two groups may still be alike: only the first
 * of a group is sure to differ from the first of the next. O(n log n + n ndraw). */
size_t kt_like_groups(const double *value, const double *draw, size_t n, size_t ndraw, double sure,
                      int32_t *group, struct kt_arena tmp);

#endif
