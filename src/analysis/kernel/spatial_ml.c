/* spatial_ml: spatial lag and spatial error models by maximum likelihood (Ord 1975, JASA 70: 120-126), the
 * likelihood concentrated to one parameter, log|I - rho W| by sparse LU. Standard errors from the information
 * matrix of Anselin 1988, Spatial Econometrics, chapter 6; its traces take two sparse solves for each area.
 * Impacts: LeSage and Pace 2009. O(evaluations × LU + n × solve).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "regression_internal.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>

#include <suitesparse/umfpack.h>

enum { GRID = 40, AREAS_MAX = 20000 };

/* A = I - rho W by rows, which UMFPACK takes for its transpose by columns. */
struct system {
    const struct kt_weights *w;
    int n, *start, *row;
    double *a;
    void *symbolic, *numeric;
};

static struct system system_new(const struct kt_weights *w, struct kt_arena *t)
{
    struct system s = {.w = w, .n = (int)w->n};
    s.start = KT_NEW(t, int, w->n + 1);
    s.row = KT_NEW(t, int, w->nnz + w->n);
    s.a = KT_NEW(t, double, w->nnz + w->n);
    int at = 0;
    for (int i = 0; i < s.n; i++) {
        bool diagonal = false;
        s.start[i] = at;
        for (size_t k = w->start[i]; k < w->start[i + 1]; k++) {
            if (!diagonal && w->col[k] > i) s.row[at++] = i;
            diagonal = diagonal || w->col[k] >= i;
            s.row[at++] = w->col[k];
        }
        if (!diagonal) s.row[at++] = i;
    }
    s.start[s.n] = at;
    return s;
}

static void set_rho(struct system *s, double rho)
{
    for (int i = 0; i < s->n; i++) {
        size_t k = s->w->start[i], end = s->w->start[i + 1];
        for (int q = s->start[i]; q < s->start[i + 1]; q++) {
            bool there = k < end && s->w->col[k] == s->row[q];
            s->a[q] = (s->row[q] == i) - (there ? rho * s->w->w[k] : 0);
            k += there;
        }
    }
}

/* Factorises I - rho W; false when singular. */
static bool factor(struct system *s, double rho)
{
    set_rho(s, rho);
    if (!s->symbolic &&
        umfpack_di_symbolic(s->n, s->n, s->start, s->row, s->a, &s->symbolic, NULL, NULL) != 0)
        return false;
    umfpack_di_free_numeric(&s->numeric);
    return umfpack_di_numeric(s->start, s->row, s->a, s->symbolic, &s->numeric, NULL, NULL) == UMFPACK_OK;
}

static double log_det(struct system *s, double rho)
{
    double mantissa, exponent, info[UMFPACK_INFO];
    if (!factor(s, rho)) return NAN;
    umfpack_di_get_determinant(&mantissa, &exponent, s->numeric, info);
    return mantissa != 0 ? log(fabs(mantissa)) + exponent * M_LN10 : NAN;
}

/* x = A^-1 b, or A'^-1 b. */
static void solve(struct system *s, bool transposed, const double *b, double *x)
{
    umfpack_di_solve(transposed ? UMFPACK_A : UMFPACK_At, s->start, s->row, s->a, x, b, s->numeric, NULL,
                     NULL);
}

static void system_free(struct system *s)
{
    umfpack_di_free_numeric(&s->numeric);
    umfpack_di_free_symbolic(&s->symbolic);
}

double kt_log_det(const struct kt_weights *w, double rho, struct kt_arena tmp)
{
    struct system s = system_new(w, &tmp);
    double v = log_det(&s, rho);
    system_free(&s);
    return v;
}

/* An upper bound of W's spectral radius, tight after a few steps: for any x > 0 the largest (Wx)_i / x_i
 * (Collatz and Wielandt). The identity is added so that two-coloured maps converge. */
static double radius(const struct kt_weights *w, struct kt_arena tmp)
{
    double *x = kt_doubles(&tmp, w->n, 1), *y = KT_NEW(&tmp, double, w->n), least = INFINITY;
    for (int step = 0; step < 300; step++) {
        double most = 0, norm = 0;
        kt_weights_lag(w, x, y);
        for (size_t i = 0; i < w->n; i++) {
            most = fmax(most, y[i] / x[i]);
            y[i] += x[i];
            norm = fmax(norm, y[i]);
        }
        least = fmin(least, most);
        for (size_t i = 0; i < w->n; i++) x[i] = fmax(y[i] / norm, 1e-12);
    }
    return least;
}

struct model {
    enum kt_ml kind;
    struct system s;
    const double *X, *y;
    double *Wy, *WX, *Xs, *ys, *e; /* ys = y - lambda Wy, Xs = X - lambda WX */
    size_t n, k;
    struct kt_qr qr;
    struct kt_arena tmp;
};

/* Residuals of the model at a given parameter, and b. */
static bool fit_at(struct model *m, double at, double *b)
{
    struct kt_arena tmp = m->tmp;
    size_t n = m->n, k = m->k;
    for (size_t i = 0; i < n; i++) m->ys[i] = m->y[i] - at * m->Wy[i];
    if (m->kind == KT_ML_LAG) {
        kt_qr_fit(&m->qr, m->ys, b, m->e, tmp);
        return true;
    }
    struct kt_qr qr;
    struct kt_err unused = {0};
    for (size_t i = 0; i < n * k; i++) m->Xs[i] = m->X[i] - at * m->WX[i];
    if (kt_qr(m->Xs, n, k, &qr, &tmp, &unused) != KT_OK) return false;
    kt_qr_fit(&qr, m->ys, b, m->e, tmp);
    return true;
}

/* Log-likelihood concentrated to the spatial parameter; -infinity where it has none. */
static double likelihood(struct model *m, double at)
{
    double b[KT_FACTORS_MAX], n = (double)m->n;
    if (!fit_at(m, at, b)) return -INFINITY;
    double det = log_det(&m->s, at), s2 = kt_inner(m->e, m->e, m->n) / n;
    return isnan(det) ? -INFINITY : det - n / 2 * (log(2 * M_PI * s2) + 1);
}

/* The best of a grid, then golden sections until the interval is below 1e-10. */
static double maximise(struct model *m, double bound)
{
    double step = 2 * bound / (GRID + 1), best = 0, most = -INFINITY;
    for (int i = 1; i <= GRID; i++) {
        double at = -bound + i * step, v = likelihood(m, at);
        if (v > most) most = v, best = at;
    }
    const double part = (sqrt(5) - 1) / 2;
    double lo = best - step, hi = best + step, a = hi - part * (hi - lo), b = lo + part * (hi - lo);
    double fa = likelihood(m, a), fb = likelihood(m, b);
    while (hi - lo > 1e-10) {
        if (fa >= fb) {
            hi = b, b = a, fb = fa;
            a = hi - part * (hi - lo), fa = likelihood(m, a);
        } else {
            lo = a, a = b, fa = fb;
            b = lo + part * (hi - lo), fb = likelihood(m, b);
        }
    }
    return (lo + hi) / 2;
}

/* Traces of G = W (I - rho W)^-1, row by row: tr G, tr G'G, tr GG. */
static void traces(struct system *s, double *tr, double *tr_outer, double *tr_square, struct kt_arena tmp)
{
    size_t n = (size_t)s->n;
    double *w = KT_NEW(&tmp, double, n), *g = KT_NEW(&tmp, double, n), *h = KT_NEW(&tmp, double, n);
    *tr = *tr_outer = *tr_square = 0;
    for (size_t j = 0; j < n; j++) {
        for (size_t i = 0; i < n; i++) w[i] = 0;
        for (size_t k = s->w->start[j]; k < s->w->start[j + 1]; k++) w[s->w->col[k]] = s->w->w[k];
        solve(s, true, w, g);
        *tr += g[j];
        *tr_outer += kt_inner(g, g, n);
        for (size_t i = 0; i < n; i++) w[i] = 0;
        for (size_t i = 0; i < n; i++)
            for (size_t k = s->w->start[i]; k < s->w->start[i + 1]; k++) w[s->w->col[k]] += g[i] * s->w->w[k];
        solve(s, true, w, h);
        *tr_square += h[j];
    }
}

static struct kt_coefficient coefficient(double estimate, double se)
{
    double z = estimate / se, reach = se * gsl_cdf_ugaussian_Pinv(0.975);
    return (struct kt_coefficient){estimate,        se, z, 2 * gsl_cdf_ugaussian_Q(fabs(z)), estimate - reach,
                                   estimate + reach};
}

/* Standard errors: the inverse of the information on (sigma^2, spatial, b). */
static bool standard_errors(struct model *m, double at, const double *b, struct kt_ml_fit *out)
{
    struct kt_arena tmp = m->tmp;
    size_t n = m->n, k = m->k, d = k + 2;
    double tr, outer, square, s2 = out->s2, *I = KT_NEW(&tmp, double, d *d);
    double *xb = KT_NEW(&tmp, double, n), *gxb = KT_NEW(&tmp, double, n), *t = KT_NEW(&tmp, double, n);
    bool lag = m->kind == KT_ML_LAG;
    const double *X = lag ? m->X : m->Xs;
    traces(&m->s, &tr, &outer, &square, tmp);
    for (size_t i = 0; i < n; i++) xb[i] = kt_inner(m->X + i * k, b, k);
    kt_weights_lag(m->s.w, xb, t);
    solve(&m->s, false, t, gxb);
    I[0] = (double)n / (2 * s2 * s2);
    I[1] = I[d] = tr / s2;
    I[d + 1] = outer + square + (lag ? kt_inner(gxb, gxb, n) / s2 : 0);
    for (size_t j = 0; j < k; j++) {
        double cross = 0;
        for (size_t i = 0; i < n; i++) cross += X[i * k + j] * gxb[i] / s2;
        if (lag) I[(j + 2) * d + 1] = I[d + j + 2] = cross;
        for (size_t l = 0; l < k; l++)
            for (size_t i = 0; i < n; i++) I[(j + 2) * d + l + 2] += X[i * k + j] * X[i * k + l] / s2;
    }
    gsl_matrix_view view = gsl_matrix_view_array(I, d, d);
    if (gsl_linalg_cholesky_decomp1(&view.matrix) != 0) return false;
    gsl_linalg_cholesky_invert(&view.matrix);
    out->spatial = coefficient(at, sqrt(I[d + 1]));
    for (size_t j = 0; j < k; j++) out->beta[j] = coefficient(b[j], sqrt(I[(j + 2) * (d + 1)]));
    if (!lag) return true;
    for (size_t i = 0; i < n; i++) xb[i] = 1;
    solve(&m->s, false, xb, t);
    double total = kt_sum(t, n) / (double)n, direct = 1 + at * tr / (double)n;
    for (size_t j = 0; j < k; j++) {
        out->direct[j] = b[j] * direct;
        out->total[j] = b[j] * total;
        out->indirect[j] = out->total[j] - out->direct[j];
    }
    return true;
}

enum kt_status kt_ml(enum kt_ml kind, const struct kt_weights *w, const double *X, const double *y, size_t k,
                     const struct kt_ols *ols, struct kt_arena *keep, struct kt_ml_fit *out,
                     struct kt_arena tmp, struct kt_err *err)
{
    size_t n = w->n;
    if (n > AREAS_MAX)
        return kt_fail(err, KT_ELIMIT, "regression: at most %d areas for a spatial model, not %zu", AREAS_MAX,
                       n);
    if (w->nnz == 0) return kt_fail(err, KT_EINPUT, "regression: no area has a neighbour");
    struct model m = {.kind = kind, .X = X, .y = y, .n = n, .k = k};
    *out = (struct kt_ml_fit){
        .n = n, .k = k, .residual = KT_NEW(keep, double, n), .fitted = KT_NEW(keep, double, n)};
    KT_TRY(kt_qr(X, n, k, &m.qr, &tmp, err));
    m.s = system_new(w, &tmp);
    m.Wy = KT_NEW(&tmp, double, n);
    m.ys = KT_NEW(&tmp, double, n);
    m.e = KT_NEW(&tmp, double, n);
    m.WX = KT_NEW(&tmp, double, n *k);
    m.Xs = KT_NEW(&tmp, double, n *k);
    kt_weights_lag(w, y, m.Wy);
    for (size_t i = 0; i < n; i++)
        for (size_t q = w->start[i]; q < w->start[i + 1]; q++)
            for (size_t j = 0; j < k; j++) m.WX[i * k + j] += w->w[q] * X[(size_t)w->col[q] * k + j];
    m.tmp = tmp;
    out->bound = 1 / radius(w, tmp);
    double b[KT_FACTORS_MAX], at = maximise(&m, out->bound);
    out->loglik = likelihood(&m, at);
    enum kt_status status = KT_OK;
    bool found = isfinite(out->loglik) && fit_at(&m, at, b);
    out->s2 = found ? kt_inner(m.e, m.e, n) / (double)n : (double)NAN;
    if (found && out->s2 > 0 && standard_errors(&m, at, b, out)) {
        for (size_t i = 0; i < n; i++) {
            out->residual[i] = m.e[i];
            out->fitted[i] = y[i] - m.e[i];
        }
        out->aic = -2 * out->loglik + 2 * (double)(k + 2);
        out->lr = 2 * (out->loglik - ols->loglik);
        out->lr_p = gsl_cdf_chisq_Q(fmax(out->lr, 0), 1);
        out->wald = out->spatial.stat * out->spatial.stat;
    } else {
        status = kt_fail(err, KT_EINPUT, "regression: the likelihood has no finite maximum");
    }
    system_free(&m.s);
    return status;
}
