/* composite: several indicators of areas in one figure. Arrays in, arrays out; X is n × k, row-major; rows that lack a
 * number take no part and have NaN.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_COMPOSITE_H
#define KATVE_COMPOSITE_H

#include <katve/base.h>

enum { KT_COMPOSITE_MAX = 40 };

/* Mean over the indicators of: (x - mean) / sd, sd by n - 1 (R's scale); (x - min) / (max - min); ranks from 1,
 * ties at their mean; or exp of the mean of log(0.01 + 0.99 minmax). An indicator that does not vary gives 0, 0,
 * (n + 1) / 2 and 0.01. O(n k log n). */
enum kt_composite_kind {
    KT_COMPOSITE_ZSCORE,
    KT_COMPOSITE_MINMAX,
    KT_COMPOSITE_RANK,
    KT_COMPOSITE_GEOMETRIC
};
void kt_composite_score(const double *X, size_t n, size_t k, enum kt_composite_kind kind, double *out,
                        struct kt_arena tmp);

/* Pearson's correlations, or Spearman's (of ranks): r[a * k + b]; NaN where an indicator does not vary. */
void kt_composite_cor(const double *X, size_t n, size_t k, bool ranks, double *r, struct kt_arena tmp);

/* Principal components of the correlation matrix (R's prcomp with scale.): sdev descending, rotation[j * k + c] the
 * loading of indicator j on component c, the sum of a component's loadings not below 0; scores (n × k) or NULL.
 * KT_EINPUT with an indicator that does not vary or fewer than two rows. O(n k^2 + k^3). */
struct kt_pca {
    size_t k, used;
    double centre[KT_COMPOSITE_MAX], scale[KT_COMPOSITE_MAX], sdev[KT_COMPOSITE_MAX];
    double rotation[KT_COMPOSITE_MAX * KT_COMPOSITE_MAX];
};
KT_MUST enum kt_status kt_pca(const double *X, size_t n, size_t k, struct kt_pca *out, double *scores,
                              struct kt_arena tmp, struct kt_err *err);

#endif
