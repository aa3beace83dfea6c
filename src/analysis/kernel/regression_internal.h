/* regression: least squares by QR, shared by OLS and maximum likelihood.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_REGRESSION_INTERNAL_H
#define KATVE_REGRESSION_INTERNAL_H

#include <katve/spatial.h>

/* One factorisation of X (n × k, row-major), for many y. */
struct kt_qr {
    size_t n, k;
    double *q;       /* packed Householder vectors and R */
    double *tau;     /* k */
    double *inverse; /* k × k: (X'X)^-1 */
};
/* KT_EINPUT when the columns are (nearly) linearly dependent or n <= k. */
KT_MUST enum kt_status kt_qr(const double *X, size_t n, size_t k, struct kt_qr *out, struct kt_arena *a,
                             struct kt_err *err);
/* b (k) and residuals (n) of y on X. */
void kt_qr_fit(const struct kt_qr *qr, const double *y, double *b, double *residual, struct kt_arena tmp);
double kt_inner(const double *a, const double *b, size_t n);

#endif
