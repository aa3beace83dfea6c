/* ols: least squares with diagnostics and tests for spatial dependence.
 * Sources: Koenker 1981, Journal of Econometrics 17: 107-112 (studentised Breusch-Pagan); Jarque and Bera 1980;
 * Belsley, Kuh and Welsch 1980 (condition number); Anselin 1988, Geographical Analysis 20: 1-17, and Anselin,
 * Bera, Florax and Yoon 1996, Regional Science and Urban Economics 26: 77-104 (LM tests); Cliff and Ord 1981,
 * chapter 8 (Moran's I of residuals). O(n k^2 + nnz k).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "regression_internal.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>

#include <string.h>

double kt_inner(const double *a, const double *b, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += a[i] * b[i];
    return sum;
}

enum kt_status kt_qr(const double *X, size_t n, size_t k, struct kt_qr *out, struct kt_arena *a,
                     struct kt_err *err)
{
    if (k == 0 || k > KT_FACTORS_MAX || n <= k)
        return kt_fail(err, KT_EINPUT, "regression: %zu areas are too few for %zu coefficients", n, k);
    *out = (struct kt_qr){n, k, KT_NEW(a, double, n *k), KT_NEW(a, double, k), KT_NEW(a, double, k *k)};
    memcpy(out->q, X, n * k * sizeof *X);
    gsl_matrix_view q = gsl_matrix_view_array(out->q, n, k);
    gsl_vector_view tau = gsl_vector_view_array(out->tau, k);
    gsl_linalg_QR_decomp(&q.matrix, &tau.vector);
    double *r = KT_NEW(a, double, k *k);
    for (size_t j = 0; j < k; j++) {
        double length = 0;
        for (size_t i = 0; i < n; i++) length += X[i * k + j] * X[i * k + j];
        if (!(fabs(out->q[j * k + j]) > 1e-10 * sqrt(length)))
            return kt_fail(err, KT_EINPUT,
                           "regression: factor %zu is constant or follows from the others; leave one out", j);
    }
    /* (X'X)^-1 = R^-1 R^-T, R^-1 by back substitution column by column. */
    for (size_t c = 0; c < k; c++)
        for (size_t i = c + 1; i-- > 0;) {
            double v = i == c;
            for (size_t j = i + 1; j <= c; j++) v -= out->q[i * k + j] * r[j * k + c];
            r[i * k + c] = v / out->q[i * k + i];
        }
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) out->inverse[i * k + j] = kt_inner(r + i * k, r + j * k, k);
    return KT_OK;
}

void kt_qr_fit(const struct kt_qr *qr, const double *y, double *b, double *residual, struct kt_arena tmp)
{
    double *copy = KT_NEW(&tmp, double, qr->n);
    memcpy(copy, y, qr->n * sizeof *y);
    gsl_matrix_view q = gsl_matrix_view_array(qr->q, qr->n, qr->k);
    gsl_vector_view tau = gsl_vector_view_array(qr->tau, qr->k), rhs = gsl_vector_view_array(copy, qr->n);
    gsl_vector_view x = gsl_vector_view_array(b, qr->k), res = gsl_vector_view_array(residual, qr->n);
    gsl_linalg_QR_lssolve(&q.matrix, &tau.vector, &rhs.vector, &x.vector, &res.vector);
}

static struct kt_coefficient coefficient(double estimate, double se, double df)
{
    double t = estimate / se, reach = se * gsl_cdf_tdist_Pinv(0.975, df);
    return (struct kt_coefficient){estimate,        se, t, 2 * gsl_cdf_tdist_Q(fabs(t), df), estimate - reach,
                                   estimate + reach};
}

static double condition_number(const double *X, size_t n, size_t k, struct kt_arena tmp)
{
    double *u = KT_NEW(&tmp, double, n *k), *v = KT_NEW(&tmp, double, k *k), *s = KT_NEW(&tmp, double, k);
    for (size_t j = 0; j < k; j++) {
        double length = 0;
        for (size_t i = 0; i < n; i++) length += X[i * k + j] * X[i * k + j];
        for (size_t i = 0; i < n; i++) u[i * k + j] = X[i * k + j] / sqrt(length);
    }
    gsl_matrix_view mu = gsl_matrix_view_array(u, n, k), mv = gsl_matrix_view_array(v, k, k);
    gsl_vector_view ms = gsl_vector_view_array(s, k);
    gsl_linalg_SV_decomp_jacobi(&mu.matrix, &mv.matrix, &ms.vector);
    return s[0] / s[k - 1];
}

/* Shape of the residuals: their normality, and whether their squares follow the factors. */
static void diagnose(const struct kt_qr *qr, struct kt_ols *out, struct kt_arena tmp)
{
    size_t n = qr->n;
    const double *e = out->residual;
    double *e2 = KT_NEW(&tmp, double, n), *rest = KT_NEW(&tmp, double, n), b[KT_FACTORS_MAX], N = (double)n;
    double m2 = kt_inner(e, e, n) / N, m3 = 0, m4 = 0, spread = 0;
    for (size_t i = 0; i < n; i++) {
        e2[i] = e[i] * e[i];
        m3 += e[i] * e2[i] / N;
        m4 += e2[i] * e2[i] / N;
    }
    double skew = m3 / pow(m2, 1.5), excess = m4 / (m2 * m2) - 3;
    out->jarque_bera = N / 6 * (skew * skew + excess * excess / 4);
    out->jarque_bera_p = gsl_cdf_chisq_Q(out->jarque_bera, 2);
    kt_qr_fit(qr, e2, b, rest, tmp);
    for (size_t i = 0; i < n; i++) spread += (e2[i] - m2) * (e2[i] - m2);
    out->breusch_pagan = N * (1 - kt_inner(rest, rest, n) / spread);
    out->breusch_pagan_p = qr->k > 1 ? gsl_cdf_chisq_Q(out->breusch_pagan, (double)(qr->k - 1)) : NAN;
}

enum kt_status kt_ols(const double *X, const double *y, size_t n, size_t k, struct kt_arena *keep,
                      struct kt_ols *out, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_qr qr;
    gsl_set_error_handler_off(); /* what GSL can't do comes back as a status or NaN, and ends nobody's program */
    KT_TRY(kt_qr(X, n, k, &qr, &tmp, err));
    *out = (struct kt_ols){
        .n = n, .k = k, .residual = KT_NEW(keep, double, n), .fitted = KT_NEW(keep, double, n)};
    double b[KT_FACTORS_MAX], N = (double)n, df = (double)(n - k), mean = kt_sum(y, n) / N, tss = 0;
    kt_qr_fit(&qr, y, b, out->residual, tmp);
    double rss = kt_inner(out->residual, out->residual, n);
    for (size_t i = 0; i < n; i++) {
        out->fitted[i] = y[i] - out->residual[i];
        tss += (y[i] - mean) * (y[i] - mean);
    }
    if (!(rss > tss * 1e-24) || !(tss > 0))
        return kt_fail(err, KT_EINPUT,
                       "regression: the variable is constant or follows exactly from the factors");
    out->sigma = sqrt(rss / df);
    for (size_t j = 0; j < k; j++)
        out->beta[j] = coefficient(b[j], out->sigma * sqrt(qr.inverse[j * k + j]), df);
    out->r2 = 1 - rss / tss;
    out->adj_r2 = 1 - (1 - out->r2) * (N - 1) / df;
    out->f = k > 1 ? (tss - rss) / (double)(k - 1) / (rss / df) : NAN;
    out->f_p = k > 1 ? gsl_cdf_fdist_Q(out->f, (double)(k - 1), df) : NAN;
    out->loglik = -N / 2 * (log(2 * M_PI) + log(rss / N) + 1);
    out->aic = -2 * out->loglik + 2 * (double)(k + 1);
    out->bic = -2 * out->loglik + log(N) * (double)(k + 1);
    out->condition = condition_number(X, n, k, tmp);
    diagnose(&qr, out, tmp);
    return KT_OK;
}

/* tr(W'W + WW). */
static double trace_squares(const struct kt_weights *w, struct kt_arena tmp)
{
    return kt_weights_sums(w, true, tmp).s1;
}

/* h = (W + W') x / 2. */
static void symmetric_lag(const struct kt_weights *w, const double *x, double *h)
{
    for (size_t i = 0; i < w->n; i++) h[i] = 0;
    for (size_t i = 0; i < w->n; i++)
        for (size_t k = w->start[i]; k < w->start[i + 1]; k++) {
            h[i] += w->w[k] * x[w->col[k]] / 2;
            h[w->col[k]] += w->w[k] * x[i] / 2;
        }
}

/* Moments of e'He / e'e, H = (W + W') / 2: tr(MH) = -tr A and tr(MHMH) = tr HH - 2 tr B + tr AA with
 * A = (X'X)^-1 X'HX and B = (X'X)^-1 X'HHX. */
static struct kt_test_result residual_moran(const struct kt_weights *w, const double *X,
                                            const struct kt_qr *qr, const double *e, struct kt_arena tmp)
{
    size_t n = qr->n, k = qr->k;
    struct kt_weights_sums s = kt_weights_sums(w, true, tmp);
    double *col = KT_NEW(&tmp, double, n *k), *lag = KT_NEW(&tmp, double, n *k),
           *a = KT_NEW(&tmp, double, k *k);
    double trace_a = 0, trace_aa = 0, trace_b = 0, df = (double)(n - k);
    for (size_t j = 0; j < k; j++) {
        for (size_t i = 0; i < n; i++) col[j * n + i] = X[i * k + j];
        symmetric_lag(w, col + j * n, lag + j * n);
    }
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++)
            for (size_t l = 0; l < k; l++) {
                a[i * k + j] += qr->inverse[i * k + l] * kt_inner(col + l * n, lag + j * n, n);
                if (i == j) trace_b += qr->inverse[i * k + l] * kt_inner(lag + l * n, lag + j * n, n);
            }
    for (size_t i = 0; i < k; i++) {
        trace_a += a[i * k + i];
        for (size_t j = 0; j < k; j++) trace_aa += a[i * k + j] * a[j * k + i];
    }
    double *h = KT_NEW(&tmp, double, n), N = (double)(w->n - w->nisland), ratio = N / s.s0;
    symmetric_lag(w, e, h);
    double second = s.s1 / 2 - 2 * trace_b + trace_aa;
    struct kt_test_result t = {.value = ratio * kt_inner(e, h, n) / kt_inner(e, e, n),
                               .expected = -ratio * trace_a / df};
    t.variance = ratio * ratio * 2 * (df * second - trace_a * trace_a) / (df * df * (df + 2));
    t.z = (t.value - t.expected) / sqrt(t.variance);
    t.p = 2 * gsl_cdf_ugaussian_Q(fabs(t.z));
    return t;
}

void kt_lm_tests(const struct kt_weights *w, const double *X, const double *y, const struct kt_ols *ols,
                 struct kt_lm_tests *out, struct kt_arena tmp)
{
    size_t n = ols->n;
    struct kt_qr qr;
    struct kt_err unused = {0};
    *out = (struct kt_lm_tests){0};
    if (kt_qr(X, n, ols->k, &qr, &tmp, &unused) != KT_OK) return; /* ols is there, so it was regular */
    const double *e = ols->residual;
    double *lag = KT_NEW(&tmp, double, n), *rest = KT_NEW(&tmp, double, n), b[KT_FACTORS_MAX];
    double s2 = kt_inner(e, e, n) / (double)n, T = trace_squares(w, tmp);
    kt_weights_lag(w, e, lag);
    double by_error = kt_inner(e, lag, n) / s2;
    kt_weights_lag(w, y, lag);
    double by_lag = kt_inner(e, lag, n) / s2;
    kt_weights_lag(w, ols->fitted, lag);
    kt_qr_fit(&qr, lag, b, rest, tmp);
    double J = kt_inner(rest, rest, n) / s2 + T, both = by_lag - by_error, clean = by_error - T / J * by_lag;
    out->error = by_error * by_error / T;
    out->lag = by_lag * by_lag / J;
    /* Where the lag of the fit follows from the factors, lag and error can't be told apart. */
    bool apart = J > T * (1 + 1e-12);
    out->robust_error = apart ? clean * clean / (T * (1 - T / J)) : (double)NAN;
    out->robust_lag = apart ? both * both / (J - T) : (double)NAN;
    out->sarma = out->error + out->robust_lag;
    const double value[5] = {out->error, out->lag, out->robust_error, out->robust_lag, out->sarma};
    for (int i = 0; i < 5; i++)
        out->p[i] = isnan(value[i]) ? value[i] : gsl_cdf_chisq_Q(value[i], i == 4 ? 2 : 1);
    out->moran = residual_moran(w, X, &qr, e, tmp);
}
