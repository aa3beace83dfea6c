/* fay_herriot: area-level model that joins a survey with what is known of the areas.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/smallarea.h>

#include <string.h>

enum { ROUNDS_MOST = 500, P = KT_FH_TERMS };

/* Areas with a direct estimate, and what the present variance makes of them. */
struct model {
    size_t n, p;
    const double *y, *psi, *x;
    double s;
    double *w, *r;     /* 1 / (s + psi), residual */
    double inv[P * P]; /* (X'V⁻¹X)⁻¹ */
    double beta[P];
};

/* In place: the lower triangle L with L L' = a. False when a is not positive definite beyond rounding. */
static bool factorise(double *a, size_t p)
{
    for (size_t j = 0; j < p; j++) {
        double d = a[j * p + j], before = d;
        for (size_t k = 0; k < j; k++) d -= a[j * p + k] * a[j * p + k];
        if (!(d > 1e-12 * before)) return false;
        a[j * p + j] = sqrt(d);
        for (size_t i = j + 1; i < p; i++) {
            double v = a[i * p + j];
            for (size_t k = 0; k < j; k++) v -= a[i * p + k] * a[j * p + k];
            a[i * p + j] = v / a[j * p + j];
        }
    }
    return true;
}

/* inv = (L L')⁻¹, one column of the unit matrix after the other. */
static void invert(const double *l, size_t p, double *inv)
{
    for (size_t c = 0; c < p; c++) {
        double z[P];
        for (size_t i = 0; i < p; i++) {
            double v = i == c ? 1 : 0;
            for (size_t k = 0; k < i; k++) v -= l[i * p + k] * z[k];
            z[i] = v / l[i * p + i];
        }
        for (size_t i = p; i-- > 0;) {
            double v = z[i];
            for (size_t k = i + 1; k < p; k++) v -= l[k * p + i] * inv[k * p + c];
            inv[i * p + c] = v / l[i * p + i];
        }
    }
}

/* out = sum_i w_i^power x_i x_i' */
static void cross(const struct model *m, int power, double *out)
{
    memset(out, 0, m->p * m->p * sizeof *out);
    for (size_t i = 0; i < m->n; i++) {
        const double *x = m->x + i * m->p;
        double w = power == 1 ? m->w[i] : power == 2 ? m->w[i] * m->w[i] : m->w[i] * m->w[i] * m->w[i];
        for (size_t a = 0; a < m->p; a++)
            for (size_t b = 0; b < m->p; b++) out[a * m->p + b] += w * x[a] * x[b];
    }
}

static double trace_of(const double *a, const double *b, size_t p)
{
    double t = 0;
    for (size_t i = 0; i < p; i++)
        for (size_t k = 0; k < p; k++) t += a[i * p + k] * b[k * p + i];
    return t;
}

static bool least_squares(struct model *m, double s)
{
    double a[P * P], b[P] = {0};
    m->s = s;
    for (size_t i = 0; i < m->n; i++) m->w[i] = 1 / (s + m->psi[i]);
    cross(m, 1, a);
    if (!factorise(a, m->p)) return false;
    invert(a, m->p, m->inv);
    for (size_t i = 0; i < m->n; i++)
        for (size_t k = 0; k < m->p; k++) b[k] += m->w[i] * m->x[i * m->p + k] * m->y[i];
    for (size_t k = 0; k < m->p; k++) {
        m->beta[k] = 0;
        for (size_t l = 0; l < m->p; l++) m->beta[k] += m->inv[k * m->p + l] * b[l];
    }
    for (size_t i = 0; i < m->n; i++) {
        m->r[i] = m->y[i];
        for (size_t k = 0; k < m->p; k++) m->r[i] -= m->x[i * m->p + k] * m->beta[k];
    }
    return true;
}

struct sums {
    double w, ww, wr, wwr; /* sum w, w², w r², w² r² */
};

static struct sums sums_of(const struct model *m)
{
    struct sums s = {0};
    for (size_t i = 0; i < m->n; i++) {
        double w = m->w[i], r = m->r[i];
        s.w += w;
        s.ww += w * w;
        s.wr += w * r * r;
        s.wwr += w * w * r * r;
    }
    return s;
}

/* Score over information: the step of the variance. */
static double step(const struct model *m, enum kt_fh_method method)
{
    struct sums s = sums_of(m);
    if (method == KT_FH_MOMENT) return (s.wr - (double)(m->n - m->p)) / s.wwr;
    if (method == KT_FH_ML) return (s.wwr - s.w) / s.ww;
    double c2[P * P], c3[P * P], a[P * P] = {0};
    cross(m, 2, c2);
    cross(m, 3, c3);
    for (size_t i = 0; i < m->p; i++)
        for (size_t j = 0; j < m->p; j++)
            for (size_t k = 0; k < m->p; k++) a[i * m->p + j] += m->inv[i * m->p + k] * c2[k * m->p + j];
    double trace_p = s.w - trace_of(m->inv, c2, m->p);
    double trace_pp = s.ww - 2 * trace_of(m->inv, c3, m->p) + trace_of(a, a, m->p);
    /* V⁻¹ residual is P y, whose square is sum w² r². */
    return (s.wwr - trace_p) / trace_pp;
}

/* x' inv x */
static double form(const struct model *m, const double *x)
{
    double q = 0;
    for (size_t a = 0; a < m->p; a++)
        for (size_t b = 0; b < m->p; b++) q += x[a] * m->inv[a * m->p + b] * x[b];
    return q;
}

/* Variance of the estimated s, and its bias. */
static void variance_of(const struct model *m, enum kt_fh_method method, double *variance, double *bias)
{
    struct sums s = sums_of(m);
    double n = (double)m->n, c2[P * P];
    *variance = method == KT_FH_MOMENT ? 2 * n / (s.w * s.w) : 2 / s.ww;
    *bias = 0;
    if (method == KT_FH_MOMENT) *bias = 2 * (n * s.ww - s.w * s.w) / (s.w * s.w * s.w);
    if (method == KT_FH_ML) {
        cross(m, 2, c2);
        *bias = -trace_of(m->inv, c2, m->p) / s.ww;
    }
}

static bool direct(double y, double psi)
{
    return isfinite(y) && isfinite(psi) && psi > 0;
}

static void predict(const struct model *m, enum kt_fh_method method, const double *y, const double *psi,
                    const double *x, size_t n, double *theta, double *mse)
{
    double variance, bias, s = m->s;
    variance_of(m, method, &variance, &bias);
    for (size_t i = 0; i < n; i++) {
        const double *xi = x + i * m->p;
        double fit = 0, spread = form(m, xi);
        for (size_t k = 0; k < m->p; k++) fit += xi[k] * m->beta[k];
        theta[i] = fit;
        mse[i] = s + spread;
        if (!direct(y[i], psi[i])) continue;
        double b = psi[i] / (s + psi[i]);
        theta[i] = fit + (1 - b) * (y[i] - fit);
        mse[i] = s * b + b * b * spread + 2 * b * b * variance / (s + psi[i]) - bias * b * b;
    }
}

static double log_likelihood(const struct model *m)
{
    double l = 0;
    for (size_t i = 0; i < m->n; i++)
        l += log(2 * 3.14159265358979323846 / m->w[i]) + m->w[i] * m->r[i] * m->r[i];
    return -l / 2;
}

/* Copies the areas that have a direct estimate and known covariates. */
static bool known_row(const double *x, size_t p)
{
    for (size_t k = 0; k < p; k++)
        if (!isfinite(x[k])) return false;
    return true;
}

static struct model model_of(const double *y, const double *psi, const double *x, size_t n, size_t p,
                             struct kt_arena *a)
{
    double *my = KT_NEW(a, double, n), *mpsi = KT_NEW(a, double, n), *mx = KT_NEW(a, double, n *p);
    struct model m = {
        .p = p, .y = my, .psi = mpsi, .x = mx, .w = KT_NEW(a, double, n), .r = KT_NEW(a, double, n)};
    for (size_t i = 0; i < n; i++) {
        if (!direct(y[i], psi[i]) || !known_row(x + i * p, p)) continue;
        my[m.n] = y[i];
        mpsi[m.n] = psi[i];
        memcpy(mx + m.n++ * p, x + i * p, p * sizeof *x);
    }
    return m;
}

enum kt_status kt_fh_fit(const double *y, const double *psi, const double *x, size_t n, size_t p,
                         enum kt_fh_method method, struct kt_fay_herriot *out, double *theta, double *mse,
                         struct kt_arena tmp, struct kt_err *err)
{
    if (p < 1 || p > P) return kt_fail(err, KT_EINPUT, "1 to %d terms are possible, not %zu", P, p);
    struct model m = model_of(y, psi, x, n, p, &tmp);
    *out = (struct kt_fay_herriot){.used = m.n};
    if (m.n <= p)
        return kt_fail(err, KT_EINPUT,
                       "%zu areas with an estimate and its variance are too few for %zu terms", m.n, p);
    double *sorted = KT_NEW(&tmp, double, m.n), s;
    memcpy(sorted, m.psi, m.n * sizeof *sorted);
    kt_sort(sorted, m.n);
    s = kt_quantile_sorted(sorted, m.n, 0.5);
    for (; out->iterations < ROUNDS_MOST && !out->converged; out->iterations++) {
        if (!least_squares(&m, s))
            return kt_fail(err, KT_EINPUT,
                           "the covariates are linearly dependent: the model's shares do not differ");
        double next = fmax(0, s + step(&m, method));
        out->converged = fabs(next - s) <= 1e-14 * sorted[m.n - 1] + 1e-13 * s;
        s = next;
    }
    least_squares(&m, s);
    predict(&m, method, y, psi, x, n, theta, mse);
    out->variance = s;
    out->loglik = log_likelihood(&m);
    out->aic = 2 * (double)(p + 1) - 2 * out->loglik;
    for (size_t k = 0; k < p; k++) {
        out->beta[k] = m.beta[k];
        out->se[k] = sqrt(m.inv[k * p + k]);
    }
    return KT_OK;
}
