/* local_stats: one number for every area. Sources: Anselin 1995, Geographical Analysis 27: 93-115 (Moran,
 * Geary); Sokal, Oden and Thomson 1998, Geographical Analysis 30: 331-354 (conditional moments); Ord and
 * Getis 1995, Geographical Analysis 27: 286-306 (Gi, Gi*); Anselin and Li 2019, Journal of Geographical
 * Systems 21: 189-210 (join counts). All O(n + nnz).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/spatial.h>

#include <gsl/gsl_cdf.h>

static void put(const struct kt_local *out, size_t i, double value, double expected, double variance)
{
    double z = variance > 0 ? (value - expected) / sqrt(variance) : NAN;
    if (out->value) out->value[i] = value;
    if (out->expected) out->expected[i] = expected;
    if (out->variance) out->variance[i] = variance;
    if (out->z) out->z[i] = z;
    if (out->p) out->p[i] = isnan(z) ? NAN : 2 * gsl_cdf_ugaussian_Q(fabs(z));
}

struct row {
    double w, w2, lag;
};

static struct row row_of(const struct kt_weights *w, size_t i, const double *x)
{
    struct row r = {0, 0, 0};
    for (size_t k = w->start[i]; k < w->start[i + 1]; k++) {
        r.w += w->w[k];
        r.w2 += w->w[k] * w->w[k];
        r.lag += w->w[k] * x[w->col[k]];
    }
    return r;
}

/* Deviations from the mean and their sums of squares and fourth powers; 0 squares for a constant. */
static double centred(const double *x, size_t n, double *z, double *fourth)
{
    double mean = kt_sum(x, n) / (double)n, z2 = 0, scale = 0;
    *fourth = 0;
    for (size_t i = 0; i < n; i++) {
        z[i] = x[i] - mean;
        z2 += z[i] * z[i];
        *fourth += z[i] * z[i] * z[i] * z[i];
        scale = fmax(scale, fabs(x[i]));
    }
    return z2 > (double)n * scale * scale * 1e-28 ? z2 : 0;
}

void kt_sp_local_moran(const struct kt_weights *w, const double *x, bool conditional, bool n_minus_1,
                       const struct kt_local *out, struct kt_arena tmp)
{
    double *z = KT_NEW(&tmp, double, w->n), n = (double)w->n, z4;
    double zz = centred(x, w->n, z, &z4), m2 = zz / n, s2 = n_minus_1 ? zz / (n - 1) : m2;
    double b2 = z4 / (n_minus_1 ? n - 1 : n) / (s2 * s2), a = (n - b2) / (n - 1),
           b = (2 * b2 - n) / ((n - 1) * (n - 2));
    for (size_t i = 0; i < w->n; i++) {
        struct row r = row_of(w, i, z);
        if (!(zz > 0)) {
            put(out, i, NAN, NAN, NAN);
        } else if (conditional) {
            double zi = z[i], spread = r.w2 - r.w * r.w / (n - 1);
            put(out, i, zi / s2 * r.lag, -zi * zi * r.w / ((n - 1) * m2),
                zi * zi / (m2 * m2) * (n / (n - 2)) * spread * (m2 - zi * zi / (n - 1)));
        } else {
            double e = -r.w / (n - 1);
            put(out, i, z[i] / s2 * r.lag, e, a * r.w2 + b * (r.w * r.w - r.w2) - e * e);
        }
    }
}

void kt_sp_local_geary(const struct kt_weights *w, const double *x, double *value)
{
    double n = (double)w->n, mean = kt_sum(x, w->n) / n, zz = 0, scale = 0;
    for (size_t i = 0; i < w->n; i++) {
        zz += (x[i] - mean) * (x[i] - mean);
        scale = fmax(scale, fabs(x[i]));
    }
    bool constant = !(zz > n * scale * scale * 1e-28);
    for (size_t i = 0; i < w->n; i++) {
        double sum = 0;
        for (size_t k = w->start[i]; k < w->start[i + 1]; k++) {
            double d = x[i] - x[w->col[k]];
            sum += w->w[k] * d * d;
        }
        value[i] = constant ? NAN : sum / (zz / (n - 1));
    }
}

void kt_sp_getis_ord(const struct kt_weights *w, const double *x, bool star, const struct kt_local *out)
{
    double n = (double)w->n, sum = kt_sum(x, w->n), mean = sum / n, zz = 0, scale = 0;
    for (size_t i = 0; i < w->n; i++) {
        zz += (x[i] - mean) * (x[i] - mean);
        scale = fmax(scale, fabs(x[i]));
    }
    bool constant = !(zz > n * scale * scale * 1e-28);
    for (size_t i = 0; i < w->n; i++) {
        struct row r = row_of(w, i, x);
        /* Leaving i out: n - 1 values, their sum, and their squares about their own mean. */
        double m = star ? n : n - 1, total = star ? sum : sum - x[i], d = x[i] - mean;
        double s2 = star ? zz / n : (zz - d * d * n / (n - 1)) / m, at = total / m;
        double expected = r.w / m, variance = s2 * (m * r.w2 - r.w * r.w) / ((m - 1) * at * at * m * m);
        if (constant || total == 0)
            put(out, i, NAN, NAN, NAN);
        else
            put(out, i, r.lag / total, expected, variance);
    }
}

void kt_sp_local_bivariate(const struct kt_weights *w, const double *x, const double *y, double *value,
                           struct kt_arena tmp)
{
    double *zx = KT_NEW(&tmp, double, w->n), *zy = KT_NEW(&tmp, double, w->n), unused, n = (double)w->n;
    double xx = centred(x, w->n, zx, &unused), yy = centred(y, w->n, zy, &unused);
    double scale = sqrt(xx / (n - 1)) * sqrt(yy / (n - 1));
    for (size_t i = 0; i < w->n; i++)
        value[i] = xx > 0 && yy > 0 ? zx[i] * row_of(w, i, zy).lag / scale : NAN;
}

void kt_sp_local_join_counts(const struct kt_weights *w, const double *x, double *value)
{
    for (size_t i = 0; i < w->n; i++) value[i] = x[i] * row_of(w, i, x).lag;
}

void kt_lisa_quadrant(const struct kt_weights *w, const double *x, const double *y, uint8_t *quadrant,
                      struct kt_arena tmp)
{
    double *zx = KT_NEW(&tmp, double, w->n), *zy = KT_NEW(&tmp, double, w->n), unused;
    double xx = centred(x, w->n, zx, &unused), yy = centred(y, w->n, zy, &unused);
    for (size_t i = 0; i < w->n; i++) {
        double own = zx[i], lag = row_of(w, i, zy).lag;
        bool none = !(xx > 0) || !(yy > 0) || own == 0 || lag == 0;
        quadrant[i] = none      ? KT_LISA_NONE
                      : own > 0 ? (lag > 0 ? KT_LISA_HH : KT_LISA_HL)
                                : (lag > 0 ? KT_LISA_LH : KT_LISA_LL);
        if (w->start[i] == w->start[i + 1]) quadrant[i] = KT_LISA_ISLAND;
    }
}
