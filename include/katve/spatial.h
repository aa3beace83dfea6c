/* spatial: who is whose neighbour, and whether like lies beside like. Arrays in, arrays out; areas are
 * rows 0..n-1 in the caller's order and every area has a value (drop missing ones with kt_weights_subset).
 *
 * Conventions, where packages differ (Bivand and Wong 2018, TEST 27: 716-748, compare them):
 *  - n in global Moran, Geary, G and join counts: areas with a neighbour (islands shrink n) unless
 *    `keep_islands`. Means and moments of x use all areas, but those of G only areas with a neighbour.
 *  - local Moran divides by n (Anselin 1995) unless asked for n - 1; moments "conditional" (on x_i; Sokal,
 *    Oden and Thomson 1998) or "total" (Anselin 1995).
 *  - local Geary divides by n - 1. Gi leaves i out of mean and variance, Gi* does not.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_SPATIAL_H
#define KATVE_SPATIAL_H

#include <katve/study.h>

/* ---- weights ---------------------------------------------------------------------------*/

/* B: as given; W: rows sum to 1; C: all sum to n; U: all sum to 1; S: variance stabilising (Tiefelsdorf,
 * Griffith and Boots 1999, Environment and Planning A 31: 165-180), q_i = (sum_j w_ij^2)^(1/2). In C and S
 * n counts the areas with a neighbour. */
enum kt_style { KT_STYLE_B, KT_STYLE_W, KT_STYLE_C, KT_STYLE_U, KT_STYLE_S };

/* Row i owns entries start[i]..start[i+1]-1, columns ascending. A row without entries is an island; it has
 * no lag, takes no part in a spatial statistic and is named. Double values (struct kt_csr has floats). */
struct kt_weights {
    size_t n, nnz;
    const size_t *start; /* n + 1 */
    const int32_t *col;  /* nnz */
    const double *w;     /* nnz, > 0 */
    enum kt_style style;
    bool symmetric_pattern; /* j is a neighbour of i whenever i is one of j */
    bool symmetric;         /* and with the same weight */
    size_t nisland;
    const int32_t *island; /* nisland rows, ascending */
};

/* Contiguity of polygons: queen (a shared point is enough) or rook (a shared stretch of border). Vertices
 * within `snap` of each other (chains of them too) are one; a vertex within `snap` of a foreign border
 * without a partner lies on it, so T-junctions count. snap is at least 1e-12 of the largest coordinate, so
 * that rounding in the last bits decides nothing. Style B. Expected O(vertices). */
struct kt_weights kt_weights_contiguity(struct kt_arena *keep, const struct kt_polygons *p, size_t n,
                                        bool rook, double snap, struct kt_arena tmp);
/* The k nearest points (fewer where there are fewer); equals by lower row. Points without a place are
 * islands; duplicated points are neighbours at distance 0. Not symmetric as a rule. O(n k log) on a grid. */
struct kt_weights kt_weights_knn(struct kt_arena *keep, const double *x, const double *y, size_t n, size_t k,
                                 struct kt_arena tmp);
/* Points with lo < distance <= hi (lo = 0: duplicates too). power = 0: weight 1, else distance^-power; a
 * distance below hi × 1e-9 counts as that, so duplicates have a finite weight. */
struct kt_weights kt_weights_band(struct kt_arena *keep, const double *x, const double *y, size_t n,
                                  double lo, double hi, double power, struct kt_arena tmp);
/* Largest distance from a point to its nearest other point: the smallest band without islands. */
double kt_weights_max_nearest(const double *x, const double *y, size_t n, struct kt_arena tmp);

/* K(u), u = distance / bandwidth: triangular 1 - u, uniform 1/2, Epanechnikov 3/4 (1 - u^2), quartic
 * 15/16 (1 - u^2)^2 (all within u <= 1), Gaussian exp(-u^2 / 2) / sqrt(2 pi) within u <= 3 (fixed) or the
 * k nearest (adaptive). bandwidth > 0: fixed; else adaptive: the distance to the k-th nearest × 1.0000001,
 * as PySAL has it. The area itself is not its own neighbour. */
enum kt_kernel_kind {
    KT_KERNEL_TRIANGULAR,
    KT_KERNEL_UNIFORM,
    KT_KERNEL_EPANECHNIKOV,
    KT_KERNEL_QUARTIC,
    KT_KERNEL_GAUSSIAN
};
struct kt_weights kt_weights_kernel(struct kt_arena *keep, const double *x, const double *y, size_t n,
                                    enum kt_kernel_kind kind, double bandwidth, size_t k,
                                    struct kt_arena tmp);
/* Areas whose shortest chain of neighbours has exactly `order` steps, or at most that many (cumulative).
 * Never the area itself. O(sum of what is reached). */
struct kt_weights kt_weights_order(struct kt_arena *keep, const struct kt_weights *w, size_t order,
                                   bool cumulative, struct kt_arena tmp);
/* Rows and columns with use[i] only, renumbered; style B values stay, so restyle afterwards. */
struct kt_weights kt_weights_subset(struct kt_arena *keep, const struct kt_weights *w, const uint8_t *use,
                                    struct kt_arena tmp);
/* The same pattern and an entry of weight 1 for the area itself, for Gi*. Before styling. */
struct kt_weights kt_weights_with_self(struct kt_arena *keep, const struct kt_weights *w);
struct kt_weights kt_weights_style(struct kt_arena *keep, const struct kt_weights *w, enum kt_style style);
/* Made of sorted rows; fills islands and symmetry. */
struct kt_weights kt_weights_make(struct kt_arena *keep, size_t n, const size_t *start, const int32_t *col,
                                  const double *w);
/* .gal (neighbours) or .gwt (i j weight) by the ending; ids are `code`, or 1..n where the header has no key.
 * A code that the study lacks, a pair twice, or a bad number is KT_EINPUT with the line. */
KT_MUST enum kt_status kt_weights_read(const char *path, const char *const *code, size_t n,
                                       struct kt_arena *keep, struct kt_weights *out, struct kt_arena tmp,
                                       struct kt_err *err);
/* Writes the same; GAL drops the values. 17 significant digits. */
KT_MUST enum kt_status kt_weights_write(const char *path, const struct kt_weights *w, const char *const *code,
                                        struct kt_err *err);
/* lag_i = sum_j w_ij x_j; 0 for islands. */
void kt_weights_lag(const struct kt_weights *w, const double *x, double *lag);
/* Number of the connected component of every area, from 0 in row order; returns how many. */
size_t kt_weights_components(const struct kt_weights *w, int32_t *component, struct kt_arena tmp);

/* S0 = sum w_ij; S1 = sum (w_ij + w_ji)^2 / 2; S2 = sum_i (w_i. + w_.i)^2. n: see the head of this file. */
struct kt_weights_sums {
    double n, s0, s1, s2;
};
struct kt_weights_sums kt_weights_sums(const struct kt_weights *w, bool keep_islands, struct kt_arena tmp);

/* ---- global statistics -------------------------------------------------------------------*/

/* z = (value - expected) / sqrt(variance), for Geary the other way round so that z > 0 is clustering in
 * both; p two-sided from the normal. NaN throughout where undefined (constant x, no weights, n too small). */
struct kt_test_result {
    double value, expected, variance, z, p;
};
/* I = n / S0 × z'Wz / z'z (Cliff and Ord 1981, chapter 2). */
struct kt_test_result kt_sp_moran(const struct kt_weights *w, const double *x, bool normality,
                                  bool keep_islands, struct kt_arena tmp);
/* C = (n - 1) / (2 S0) × sum w_ij (x_i - x_j)^2 / z'z. */
struct kt_test_result kt_sp_geary(const struct kt_weights *w, const double *x, bool normality,
                                  bool keep_islands, struct kt_arena tmp);
/* G = x'Wx / ((sum x)^2 - sum x^2) for x >= 0 (Getis and Ord 1992, with the corrected B1). */
struct kt_test_result kt_sp_getis_ord_g(const struct kt_weights *w, const double *x, bool keep_islands,
                                        struct kt_arena tmp);
/* Join counts of classes 0..k-1 under non-free sampling (Cliff and Ord 1981): out[r × k + s] for r >= s,
 * J_rr = 1/2 sum w_ij [i, j both r], J_rs = 1/2 sum w_ij [one r, one s]; `total` all joins of unlike classes. */
void kt_sp_join_counts(const struct kt_weights *w, const int32_t *cls, size_t k, bool keep_islands,
                       struct kt_test_result *out, struct kt_test_result *total, struct kt_arena tmp);
/* I_xy = n / S0 × sum_i zx_i (W zy)_i / (sqrt(zx'zx) sqrt(zy'zy)); no analytic moments (permute). */
double kt_sp_moran_bivariate(const struct kt_weights *w, const double *x, const double *y, bool keep_islands);
/* Rates made comparable (Assunção and Reis 1999, Statistics in Medicine 18: 2147-2162): with b the overall
 * rate and a its variance between areas by moments, z_i = (p_i - b) / sqrt(a + b / pop_i). a below 0 is
 * taken per area as the authors do: where a + b / pop_i is not above 0, b / pop_i. Returns false when no
 * persons or no events. */
bool kt_eb_standardise(const double *events, const double *pop, size_t n, double *z);

/* ---- local statistics --------------------------------------------------------------------*/

struct kt_local {
    double *value, *expected, *variance, *z, *p; /* each n, or NULL */
};
/* I_i = z_i / m2 × (Wz)_i, m2 = sum z^2 / n (or / (n - 1)). An island: value 0 and no test. */
void kt_sp_local_moran(const struct kt_weights *w, const double *x, bool conditional, bool n_minus_1,
                       const struct kt_local *out, struct kt_arena tmp);
/* c_i = sum_j w_ij (x_i - x_j)^2 / (sum z^2 / (n - 1)); no analytic test (permute). */
void kt_sp_local_geary(const struct kt_weights *w, const double *x, double *value);
/* G_i = sum_j w_ij x_j / sum_{j != i} x_j, or with `star` (weights with self) over all j; E, V and z of Ord
 * and Getis 1995 with the sum of squared weights, right for every style. */
void kt_sp_getis_ord(const struct kt_weights *w, const double *x, bool star, const struct kt_local *out);
/* I_i = zx_i × (W zy)_i, both divided by their standard deviation (n - 1). */
void kt_sp_local_bivariate(const struct kt_weights *w, const double *x, const double *y, double *value,
                           struct kt_arena tmp);
/* BB_i = x_i sum_j w_ij x_j for x of 0 and 1 (Anselin and Li 2019). */
void kt_sp_local_join_counts(const struct kt_weights *w, const double *x, double *value);

/* Cluster classes; the numbers are those of the column lisa_class. */
enum kt_lisa {
    KT_LISA_NONE,
    KT_LISA_HH,
    KT_LISA_LL,
    KT_LISA_HL,
    KT_LISA_LH,
    KT_LISA_MISSING,
    KT_LISA_ISLAND
};
/* Quadrant of area i by the signs of z_i and (Wz)_i, z = x - mean; NONE where either is 0. */
void kt_lisa_quadrant(const struct kt_weights *w, const double *x, const double *y, uint8_t *quadrant,
                      struct kt_arena tmp);

/* ---- permutation -------------------------------------------------------------------------*/

/* Conditional permutation: area i keeps its value, its neighbours' values are drawn without replacement from
 * the n - 1 others by a sparse partial Fisher-Yates shuffle. Every draw is keyed by (seed, area, permutation)
 * (Philox 4x32-10) with unbiased bounded integers (Lemire 2019), so areas share nothing and threads change
 * nothing.
 * `ge` and `le` count permutations whose sum is not below and not above the one observed; equal within the
 * tie tolerance counts in both. p (two-sided) = min(1, 2 (min(ge, le) + 1) / (m + 1)); folded (one tail, as
 * GeoDa and PySAL) = (min(ge, le) + 1) / (m + 1); greater = (ge + 1) / (m + 1). */
enum kt_tail { KT_TAIL_TWO_SIDED, KT_TAIL_FOLDED, KT_TAIL_GREATER };
struct kt_permute {
    uint64_t seed;
    uint32_t draws;   /* m, 1 .. 2^31 - 1 */
    uint32_t stop_at; /* adaptive (Besag and Clifford 1991): an area stops after a block of 64 draws in which
                        * its smaller tail reached this; 0: never. m is then what it drew. */
    enum kt_tail tail;
    bool scalar; /* without vector instructions: the same bytes, for tests */
    const int32_t
        *key; /* the area's number in the key of its draws, and its place among those drawn from; NULL:
                         * its row. With keys of the codes, areas in another order have the same p */
};
/* What is summed over the drawn values v: w v, or w (x_i - v)^2. */
enum kt_permuted { KT_PERMUTE_LAG, KT_PERMUTE_SQUARES };
/* p[i] for the lag of v (Moran, bivariate, EB, Gi, Gi*, join counts) or the squares (Geary); NaN for
 * islands. Equal weights in a row need only the values' sum: they are held as whole numbers (2^-24 of the largest
 * deviation / neighbours), so sums and ties are exact in any order. O(areas × draws × neighbours). */
void kt_permute_local(const struct kt_weights *w, const double *v, enum kt_permuted what,
                      const struct kt_permute *opt, double *p, struct kt_arena tmp);
/* Global: all of y is shuffled; value(i) and counts as above, for sum_ij w_ij x_i y_j (lag) or
 * w_ij (y_i - y_j)^2 (squares, x unused). Mean and variance of the permuted values in *mean, *variance. */
double kt_permute_global(const struct kt_weights *w, const double *x, const double *y, enum kt_permuted what,
                         const struct kt_permute *opt, double *mean, double *variance, struct kt_arena tmp);

/* Adjusted p-values; NaN stays and does not count. Bonferroni; Holm; Benjamini and Hochberg 1995 (step-up);
 * Benjamini and Yekutieli 2001. O(n log n). */
enum kt_adjust { KT_ADJUST_NONE, KT_ADJUST_BONFERRONI, KT_ADJUST_HOLM, KT_ADJUST_FDR, KT_ADJUST_BY };
void kt_p_adjust(const double *p, size_t n, enum kt_adjust how, double *out, struct kt_arena tmp);

/* ---- regression --------------------------------------------------------------------------*/

enum { KT_FACTORS_MAX = 40 };
struct kt_coefficient {
    double estimate, se, stat, p, lower, upper; /* stat is t (OLS) or z (ML) */
};
/* X is n × k row-major with its own column of ones; k <= KT_FACTORS_MAX. */
struct kt_ols {
    size_t n, k;
    struct kt_coefficient beta[KT_FACTORS_MAX];
    double sigma, r2, adj_r2, f, f_p, loglik, aic, bic;
    double jarque_bera, jarque_bera_p;     /* chi2(2) */
    double breusch_pagan, breusch_pagan_p; /* Koenker's studentised n R^2 on X, chi2(k - 1) */
    double condition;                      /* Belsley, Kuh and Welsch 1980: columns scaled to length 1 */
    double *residual, *fitted;             /* n, of the keep arena */
};
KT_MUST enum kt_status kt_ols(const double *X, const double *y, size_t n, size_t k, struct kt_arena *keep,
                              struct kt_ols *out, struct kt_arena tmp, struct kt_err *err);
/* Lagrange multiplier tests of the OLS residuals (Anselin 1988; Anselin, Bera, Florax and Yoon 1996). */
struct kt_lm_tests {
    double error, lag, robust_error, robust_lag, sarma, p[5];
    struct kt_test_result moran; /* of residuals, Cliff and Ord 1981 */
};
void kt_lm_tests(const struct kt_weights *w, const double *X, const double *y, const struct kt_ols *ols,
                 struct kt_lm_tests *out, struct kt_arena tmp);
/* Maximum likelihood (Ord 1975). LAG: y = rho W y + X b + e; ERROR: y = X b + u, u = lambda W u + e. The
 * parameter is sought where I - rho W is surely regular, |rho| < 1 / spectral radius of W. log|I - rho W| by
 * sparse LU (UMFPACK), standard errors from the analytic information matrix. */
enum kt_ml { KT_ML_LAG, KT_ML_ERROR };
struct kt_ml_fit {
    size_t n, k;
    struct kt_coefficient beta[KT_FACTORS_MAX], spatial; /* rho or lambda */
    double s2, loglik, aic, lr, lr_p, wald;              /* LR against OLS, chi2(1) */
    double direct[KT_FACTORS_MAX], indirect[KT_FACTORS_MAX], total[KT_FACTORS_MAX]; /* LAG: mean impacts */
    double bound;
    double *residual, *fitted;
};
KT_MUST enum kt_status kt_ml(enum kt_ml kind, const struct kt_weights *w, const double *X, const double *y,
                             size_t k, const struct kt_ols *ols, struct kt_arena *keep, struct kt_ml_fit *out,
                             struct kt_arena tmp, struct kt_err *err);
/* log|det(I - rho W)|; NaN when singular. */
double kt_log_det(const struct kt_weights *w, double rho, struct kt_arena tmp);

#endif
