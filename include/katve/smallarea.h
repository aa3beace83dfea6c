/* smallarea: steadier rates of small areas. Arrays in, arrays out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_SMALLAREA_H
#define KATVE_SMALLAREA_H

#include <katve/base.h>

/* ---- empirical Bayes -------------------------------------------------------------------
 * Areas with events o_i and persons n_i, raw rate p_i = o_i / n_i. Areas without persons, or with an unknown
 * count, are left out and stay NaN. A variance below 0 is taken as 0 (esda keeps it). */

struct kt_eb {
    double mean;     /* b = sum o / sum n */
    double variance; /* a, between areas; binomial: the raw spread s2, as spdep's parameter a */
};
/* Marshall 1991, Applied Statistics 40 (Poisson): s2 = sum n (p − b)² / sum n, a = s2 − b / nbar,
 *   est_i = b + (p_i − b) a / (a + b / n_i).
 * Binomial (Martuzzi and Elliott 1996): rho = (nbar s2 − b (1 − b)) / (nbar − 1),
 *   est_i = b + (p_i − b) rho / (rho + (b (1 − b) − rho) / n_i).
 * KT_EINPUT without any area. O(n). */
KT_MUST enum kt_status kt_eb_global(const double *events, const double *pop, size_t n, bool binomial,
                                    double *est, struct kt_eb *out, struct kt_arena tmp, struct kt_err *err);

/* The same about the rate m_i of the area and its neighbours together (Marshall 1991). Neighbours of i are
 * col[start[i]] .. col[start[i + 1] − 1], the area itself not among them. s2_i is taken about the area's own m_i
 * (`own_mean`, as GeoDa) or about each neighbour's m_j (spdep's default). An island has its raw rate. O(pairs). */
void kt_eb_local(const double *events, const double *pop, size_t n, const size_t *start, const int32_t *col,
                 bool own_mean, double *est, double *mean, double *variance, struct kt_arena tmp);

/* Spatial rate: events over persons of the area and its neighbours together. O(pairs). */
void kt_spatial_rate(const double *events, const double *pop, size_t n, const size_t *start,
                     const int32_t *col, double *rate);

/* ---- Fay–Herriot ------------------------------------------------------------------------
 *   y_i = x_i' beta + v_i + e_i, v ~ N(0, s), e_i ~ N(0, psi_i) known (Fay and Herriot 1979, JASA 74)
 *   theta_i = x_i' b + (s / (s + psi_i)) (y_i − x_i' b), b by generalised least squares.
 * s by REML, ML (Fisher scoring) or the method of moments of Fay and Herriot; below 0: 0, and theta is the model's.
 * MSE = g1 + g2 + 2 g3 (REML; Prasad and Rao 1990, JASA 85); ML also − bias(s) B²; moments likewise
 * (Datta and Lahiri 2000, Statistica Sinica 10; Datta, Rao and Smith 2005, Biometrika 92); B_i = psi_i / (s + psi_i).
 * Areas without a direct estimate (y or psi NaN, psi <= 0) get x_i' b with MSE s + x_i' (X'V⁻¹X)⁻¹ x_i.
 * loglik is the full one at the estimate; AIC counts p + 1 parameters. */

enum kt_fh_method { KT_FH_REML, KT_FH_ML, KT_FH_MOMENT };
enum { KT_FH_TERMS = 12 };
struct kt_fay_herriot {
    double variance, loglik, aic;
    double beta[KT_FH_TERMS], se[KT_FH_TERMS];
    size_t used; /* areas with a direct estimate */
    int iterations;
    bool converged;
};
/* x is n × p, row-major, the intercept a column like the others. KT_EINPUT with too few areas (used <= p) or
 * covariates that are linearly dependent. O(iterations × n p²). */
KT_MUST enum kt_status kt_fh_fit(const double *y, const double *psi, const double *x, size_t n, size_t p,
                                 enum kt_fh_method method, struct kt_fay_herriot *out, double *theta,
                                 double *mse, struct kt_arena tmp, struct kt_err *err);

/* ---- benchmarking ------------------------------------------------------------------------
 * Estimates made to add up: within group g every theta_i becomes min(most, theta_i × f_g) with f_g such that
 * sum pop theta = total_g (ratio raking; what the cap takes off goes to the others). Groups without a known total or
 * without a positive sum stay; where all reach the cap the total is not met. factor[g] is f_g, 1 where nothing was
 * done. most = INFINITY: no cap. O((n + groups) × rounds), a round for each set of areas that reach the cap. */
void kt_benchmark(double *theta, const double *pop, const int32_t *group, size_t n, const double *total,
                  size_t ngroup, double most, double *factor, struct kt_arena tmp);

#endif
