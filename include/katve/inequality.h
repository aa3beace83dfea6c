/* inequality: how unevenly something is shared by people. Arrays in, numbers out.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * x >= 0 is what a person of row i has, w the persons (NULL: 1 each); W = sum w, mu = sum w x / W. Rows with
 * NaN or with w <= 0 are left out. Where packages differ:
 * - Gini here is 0..1 without a correction (ineq::Gini, laeken::gini / 100); gini_corrected has n / (n − 1)
 *   with n rows (ineq's corr = TRUE).
 * - Theil T has the shares of the total as weights (ineq::Theil's parameter 0), L the persons (parameter 1).
 * - Palma: share of the best tenth over that of the worst four tenths of persons, rows split where a limit
 *   falls inside one.
 * Undefined is NaN: all where a value is negative or the mean is not above 0; L with a zero among the values
 * (Atkinson with epsilon >= 1 is then 1); Palma where the worst four tenths have nothing. */
#ifndef KATVE_INEQUALITY_H
#define KATVE_INEQUALITY_H

#include <katve/base.h>

/* The figures in the order of enum kt_measure_of. */
enum kt_inequality_measure {
    KT_INEQ_GINI,      /* sum_i sum_j w_i w_j |x_i − x_j| / (2 W² mu) (Gini 1912) */
    KT_INEQ_GINI_CORR, /* × n / (n − 1) */
    KT_INEQ_THEIL_T,   /* sum (w x / (W mu)) ln(x / mu) (Theil 1967) */
    KT_INEQ_THEIL_L,   /* sum (w / W) ln(mu / x): mean logarithmic deviation */
    KT_INEQ_GE2,       /* half the squared coefficient of variation */
    KT_INEQ_ATKINSON, /* 1 − (sum (w / W) (x / mu)^(1 − e))^(1 / (1 − e)); e = 1: 1 − exp(−L) (Atkinson 1970) */
    KT_INEQ_PALMA,
    KT_INEQ_N
};
extern const char *const kt_inequality_name[KT_INEQ_N]; /* "gini", "gini_corrected", ... */

/* O(n log n). */
void kt_inequality_measures(const double *x, const double *w, size_t n, double epsilon, double out[KT_INEQ_N],
                            struct kt_arena tmp);

/* Generalised entropy: sum (w / W) ((x / mu)^alpha − 1) / (alpha (alpha − 1)); alpha 0 is Theil L, 1 Theil T.
 * O(n log n). */
double kt_entropy(const double *x, const double *w, size_t n, double alpha, struct kt_arena tmp);

/* Concentration index of x over people ranked by `rank`, lowest first (Kakwani, Wagstaff and van Doorslaer
 * 1997, J. of Econometrics 77): C = sum w x (2 R − 1) / (W mu), R the persons below plus half one's own; equals
 * share the mean rank. Positive: those of high rank have more. O(n log n). */
double kt_concentration(const double *x, const double *rank, const double *w, size_t n, struct kt_arena tmp);

/* Lorenz curve (Lorenz 1905): share[k] = what the worst-off p[k] of persons have together, as a share of all;
 * linear within a row. With `rank` the people stand in its order instead: the concentration curve.
 * O(n log n + np). */
void kt_lorenz(const double *x, const double *rank, const double *w, size_t n, const double *p, size_t np,
               double *share, struct kt_arena tmp);

/* Exact parts by groups 0..ngroup−1 (rows with group < 0 are left out of all figures).
 *   Theil: T = sum_g s_g (mu_g / mu) T_g + sum_g s_g (mu_g / mu) ln(mu_g / mu), L = sum_g s_g L_g + sum_g s_g ln(mu / mu_g)
 *   (Shorrocks 1980, Econometrica 48); s_g is the group's share of persons.
 *   Gini: between = Gini of the group means, within = sum_g s_g² (mu_g / mu) G_g, overlap = what is left: 0 when the
 *   groups' ranges do not overlap (Lambert and Aronson 1993, Economic Journal 103). */
struct kt_inequality_parts {
    double total, between, within, overlap; /* total = between + within + overlap; Theil: overlap 0 */
};
struct kt_inequality_groups {
    struct kt_inequality_parts gini, theil_t, theil_l;
    double *share, *mean, *group_gini, *group_t, *group_l; /* per group, or NULL where not wanted */
};
/* O(n log n). */
void kt_inequality_within(const double *x, const double *w, const int32_t *group, size_t n, size_t ngroup,
                          struct kt_inequality_groups *out, struct kt_arena tmp);

/* 95 % percentile intervals by bootstrap over rows (Efron 1979): replicate b draws n rows with replacement; row
 * draws are keyed (seed, KT_STREAM_BOOTSTRAP, first_row + i, b), so neither threads nor other zones change them.
 * lower, upper: KT_INEQ_N figures, and the concentration index behind them when `rank` is not NULL.
 * NaN where more than a tenth of the replicates have no value. O(replicates × n). */
void kt_inequality_bootstrap(const double *x, const double *rank, const double *w, size_t n, double epsilon,
                             uint64_t seed, uint32_t first_row, size_t replicates,
                             double lower[KT_INEQ_N + 1], double upper[KT_INEQ_N + 1], struct kt_arena tmp);

#endif
