/* global_stats: one number for the whole map, with its moments under "no pattern".
 * Sources: Cliff and Ord 1981, Spatial Processes, chapters 1-2 (Moran, Geary, join counts); Getis and Ord
 * 1992, Geographical Analysis 24: 189-206 (G; B1 as corrected in 1993).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/spatial.h>

#include <gsl/gsl_cdf.h>

static const struct kt_test_result undefined = {NAN, NAN, NAN, NAN, NAN};

static struct kt_test_result tested(double value, double expected, double variance, double sign)
{
    struct kt_test_result t = {value, expected, variance, NAN, NAN};
    /* Where every arrangement gives the same, rounding alone is left of the difference of two like numbers. */
    if (!(variance > 1e-14 * expected * expected)) {
        t.variance = NAN;
        return t;
    }
    t.z = sign * (value - expected) / sqrt(variance);
    t.p = 2 * gsl_cdf_ugaussian_Q(fabs(t.z));
    return t;
}

/* Deviations from the mean; returns their sum of squares, 0 for a constant (rounding apart). */
static double deviations(const double *x, size_t n, double *z, double *kurtosis)
{
    double mean = kt_sum(x, n) / (double)n, z2 = 0, z4 = 0, scale = 0;
    for (size_t i = 0; i < n; i++) {
        z[i] = x[i] - mean;
        z2 += z[i] * z[i];
        z4 += z[i] * z[i] * z[i] * z[i];
        scale = fmax(scale, fabs(x[i]));
    }
    if (!(z2 > (double)n * scale * scale * 1e-28)) return 0;
    *kurtosis = (double)n * z4 / (z2 * z2);
    return z2;
}

static double cross(const struct kt_weights *w, const double *a, const double *b)
{
    double sum = 0;
    for (size_t i = 0; i < w->n; i++) {
        double lag = 0;
        for (size_t k = w->start[i]; k < w->start[i + 1]; k++) lag += w->w[k] * b[w->col[k]];
        sum += a[i] * lag;
    }
    return sum;
}

struct kt_test_result kt_sp_moran(const struct kt_weights *w, const double *x, bool normality,
                                  bool keep_islands, struct kt_arena tmp)
{
    struct kt_weights_sums s = kt_weights_sums(w, keep_islands, tmp);
    double *z = KT_NEW(&tmp, double, w->n), K, n = s.n, n2 = n * n, s02 = s.s0 * s.s0;
    double zz = deviations(x, w->n, z, &K);
    if (!(zz > 0) || !(s.s0 > 0)) return undefined;
    double value = n / s.s0 * cross(w, z, z) / zz, expected = -1 / (n - 1), second;
    if (normality) {
        second = (n2 * s.s1 - n * s.s2 + 3 * s02) / (s02 * (n2 - 1));
    } else {
        double a = n * ((n2 - 3 * n + 3) * s.s1 - n * s.s2 + 3 * s02);
        double b = K * ((n2 - n) * s.s1 - 2 * n * s.s2 + 6 * s02);
        second = n > 3 ? (a - b) / ((n - 1) * (n - 2) * (n - 3) * s02) : NAN;
    }
    return tested(value, expected, second - expected * expected, 1);
}

struct kt_test_result kt_sp_geary(const struct kt_weights *w, const double *x, bool normality,
                                  bool keep_islands, struct kt_arena tmp)
{
    struct kt_weights_sums s = kt_weights_sums(w, keep_islands, tmp);
    double *z = KT_NEW(&tmp, double, w->n), K, n = s.n, n2 = n * n, s02 = s.s0 * s.s0, sum = 0;
    double zz = deviations(x, w->n, z, &K), variance;
    if (!(zz > 0) || !(s.s0 > 0)) return undefined;
    for (size_t i = 0; i < w->n; i++)
        for (size_t k = w->start[i]; k < w->start[i + 1]; k++) {
            double d = z[i] - z[w->col[k]];
            sum += w->w[k] * d * d;
        }
    if (normality) {
        variance = ((2 * s.s1 + s.s2) * (n - 1) - 4 * s02) / (2 * (n + 1) * s02);
    } else {
        double v = (n - 1) * s.s1 * (n2 - 3 * n + 3 - K * (n - 1));
        v -= (n - 1) * s.s2 * (n2 + 3 * n - 6 - K * (n2 - n + 2)) / 4;
        v += s02 * (n2 - 3 - K * (n - 1) * (n - 1));
        variance = n > 3 ? v / (n * (n - 2) * (n - 3) * s02) : NAN;
    }
    return tested((n - 1) / (2 * s.s0) * sum / zz, 1, variance, -1);
}

struct kt_test_result kt_sp_getis_ord_g(const struct kt_weights *w, const double *x, bool keep_islands,
                                        struct kt_arena tmp)
{
    struct kt_weights_sums s = kt_weights_sums(w, keep_islands, tmp);
    double m1 = 0, m2 = 0, m3 = 0, m4 = 0, n = s.n, n2 = n * n, s02 = s.s0 * s.s0, dev, K;
    for (size_t i = 0; i < w->n; i++) {
        double v = x[i];
        if (v < 0) return undefined;
        if (!keep_islands && w->start[i] == w->start[i + 1]) continue;
        m1 += v;
        m2 += v * v;
        m3 += v * v * v;
        m4 += v * v * v * v;
    }
    double pairs = m1 * m1 - m2;
    dev = deviations(x, w->n, KT_NEW(&tmp, double, w->n), &K);
    if (!(pairs > 0) || !(s.s0 > 0) || !(dev > 0)) return undefined;
    double b0 = (n2 - 3 * n + 3) * s.s1 - n * s.s2 + 3 * s02;
    double b1 = -((n2 - n) * s.s1 - 2 * n * s.s2 + 6 * s02);
    double b2 = -(2 * n * s.s1 - (n + 3) * s.s2 + 6 * s02);
    double b3 = 4 * (n - 1) * s.s1 - 2 * (n + 1) * s.s2 + 8 * s02;
    double b4 = s.s1 - s.s2 + s02;
    double second = b0 * m2 * m2 + b1 * m4 + b2 * m1 * m1 * m2 + b3 * m1 * m3 + b4 * m1 * m1 * m1 * m1;
    second = n > 3 ? second / (pairs * pairs * n * (n - 1) * (n - 2) * (n - 3)) : NAN;
    double expected = s.s0 / (n * (n - 1));
    return tested(cross(w, x, x) / pairs, expected, second - expected * expected, 1);
}

/* Moments of 1/2 sum w_ij d_ij for an indicator d of pairs: e2 = E d_ij, e3 = E d_ij d_ik, e4 = E d_ij d_kl. */
static struct kt_test_result joins(double count, const struct kt_weights_sums *s, double e2, double e3,
                                   double e4)
{
    double expected = s->s0 * e2 / 2;
    double second = (s->s1 * e2 + (s->s2 - 2 * s->s1) * e3 + (s->s0 * s->s0 + s->s1 - s->s2) * e4) / 4;
    return tested(count, expected, second - expected * expected, 1);
}

static void count_joins(const struct kt_weights *w, const int32_t *cls, size_t k, double *count)
{
    for (size_t i = 0; i < w->n; i++)
        for (size_t q = w->start[i]; q < w->start[i + 1]; q++) {
            size_t a = (size_t)cls[i], b = (size_t)cls[w->col[q]];
            count[(a > b ? a : b) * k + (a > b ? b : a)] += w->w[q] / 2;
        }
}

/* Joins of unlike classes in total: e4 sums over ordered pairs of unlike areas and what is left. */
static struct kt_test_result unlike(double count, const struct kt_weights_sums *s, const double *size,
                                    size_t k, double N)
{
    double n = s->n, n2 = n * (n - 1), n3 = n2 * (n - 2), n4 = n3 * (n - 3), e2 = 0, e3 = 0, e4 = 0,
           squares = 0;
    for (size_t t = 0; t < k; t++) squares += size[t] * size[t];
    for (size_t r = 0; r < k; r++) {
        e3 += size[r] * (N - size[r]) * (N - size[r] - 1);
        for (size_t t = 0; t < k; t++) {
            if (t == r) continue;
            double left = (N - 2) * (N - 2) - (squares - 2 * size[r] - 2 * size[t] + 2);
            e2 += size[r] * size[t];
            e4 += size[r] * size[t] * left;
        }
    }
    return joins(count, s, e2 / n2, e3 / n3, n > 3 ? e4 / n4 : NAN);
}

void kt_sp_join_counts(const struct kt_weights *w, const int32_t *cls, size_t k, bool keep_islands,
                       struct kt_test_result *out, struct kt_test_result *total, struct kt_arena tmp)
{
    struct kt_weights_sums s = kt_weights_sums(w, keep_islands, tmp);
    double *count = KT_NEW(&tmp, double, k *k), *size = KT_NEW(&tmp, double, k), all = 0;
    double n = s.n, n2 = n * (n - 1), n3 = n2 * (n - 2), n4 = n3 * (n - 3);
    count_joins(w, cls, k, count);
    for (size_t i = 0; i < w->n; i++) size[cls[i]]++;
    for (size_t r = 0; r < k; r++) {
        double a = size[r];
        out[r * k + r] = joins(count[r * k + r], &s, a * (a - 1) / n2, a * (a - 1) * (a - 2) / n3,
                               n > 3 ? a * (a - 1) * (a - 2) * (a - 3) / n4 : NAN);
        for (size_t t = 0; t < r; t++) {
            double b = size[t];
            all += count[r * k + t];
            out[r * k + t] = joins(count[r * k + t], &s, 2 * a * b / n2, a * b * (a + b - 2) / n3,
                                   n > 3 ? 4 * a * (a - 1) * b * (b - 1) / n4 : NAN);
        }
    }
    if (total) *total = unlike(all, &s, size, k, (double)w->n);
}

double kt_sp_moran_bivariate(const struct kt_weights *w, const double *x, const double *y, bool keep_islands)
{
    double n = (double)w->n, mx = kt_sum(x, w->n) / n, my = kt_sum(y, w->n) / n;
    double xx = 0, yy = 0, sum = 0, s0 = 0;
    for (size_t i = 0; i < w->n; i++) {
        double lag = 0;
        for (size_t k = w->start[i]; k < w->start[i + 1]; k++) {
            lag += w->w[k] * (y[w->col[k]] - my);
            s0 += w->w[k];
        }
        sum += (x[i] - mx) * lag;
        xx += (x[i] - mx) * (x[i] - mx);
        yy += (y[i] - my) * (y[i] - my);
    }
    double m = (double)(keep_islands ? w->n : w->n - w->nisland);
    return xx > 0 && yy > 0 && s0 > 0 ? m / s0 * sum / sqrt(xx * yy) : NAN;
}

bool kt_eb_standardise(const double *events, const double *pop, size_t n, double *z)
{
    double persons = kt_sum(pop, n), b = kt_sum(events, n) / persons, s2 = 0;
    for (size_t i = 0; i < n; i++) {
        if (!(pop[i] > 0)) return false;
        double d = events[i] / pop[i] - b;
        s2 += pop[i] * d * d / persons;
    }
    if (!(b > 0)) return false;
    double a = s2 - b / (persons / (double)n);
    for (size_t i = 0; i < n; i++) {
        double v = a + b / pop[i];
        if (!(v > 0)) v = b / pop[i];
        z[i] = (events[i] / pop[i] - b) / sqrt(v);
    }
    return true;
}
