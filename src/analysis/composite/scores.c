/* scores: see katve/composite.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/composite.h>

#include <gsl/gsl_eigen.h>

/* Whole rows, column by column. */
struct columns {
    size_t n, k, *row;
    double *v; /* v[j * n + i] */
};

static struct columns columns_of(const double *X, size_t n, size_t k, struct kt_arena *a)
{
    struct columns c = {.k = k, .row = KT_NEW(a, size_t, n + 1), .v = KT_NEW(a, double, n *k + 1)};
    for (size_t i = 0; i < n; i++) {
        bool whole = true;
        for (size_t j = 0; j < k; j++) whole = whole && isfinite(X[i * k + j]);
        if (whole) c.row[c.n++] = i;
    }
    for (size_t j = 0; j < k; j++)
        for (size_t i = 0; i < c.n; i++) c.v[j * c.n + i] = X[c.row[i] * k + j];
    return c;
}

/* Ranks from 1, ties at their mean. */
static void to_ranks(double *v, size_t n, struct kt_arena tmp)
{
    size_t *order = KT_NEW(&tmp, size_t, n + 1);
    double *rank = KT_NEW(&tmp, double, n + 1);
    kt_order(v, n, order);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i; end < n && v[order[end]] == v[order[i]]; end++) continue;
        for (size_t t = i; t < end; t++) rank[order[t]] = ((double)i + (double)end + 1) / 2;
    }
    for (size_t i = 0; i < n; i++) v[i] = rank[i];
}

/* Centred and divided by the standard deviation (n - 1); an indicator that does not vary: 0. */
static void standardise(double *v, size_t n, double *centre, double *scale)
{
    double mean = kt_sum(v, n) / (double)n, square = 0;
    bool varies = false;
    for (size_t i = 0; i < n; i++) {
        varies = varies || v[i] != v[0];
        square += (v[i] - mean) * (v[i] - mean);
    }
    double sd = varies ? sqrt(square / (double)(n - 1)) : 0;
    for (size_t i = 0; i < n; i++) v[i] = sd > 0 ? (v[i] - mean) / sd : 0;
    *centre = mean;
    *scale = sd;
}

static void stretch(double *v, size_t n)
{
    double lo = INFINITY, hi = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        lo = fmin(lo, v[i]);
        hi = fmax(hi, v[i]);
    }
    for (size_t i = 0; i < n; i++) v[i] = hi > lo ? (v[i] - lo) / (hi - lo) : 0;
}

void kt_composite_score(const double *X, size_t n, size_t k, enum kt_composite_kind kind, double *out,
                        struct kt_arena tmp)
{
    struct columns c = columns_of(X, n, k, &tmp);
    double centre, scale;
    for (size_t i = 0; i < n; i++) out[i] = NAN;
    for (size_t j = 0; j < k && c.n; j++) {
        double *v = c.v + j * c.n;
        if (kind == KT_COMPOSITE_ZSCORE)
            standardise(v, c.n, &centre, &scale);
        else if (kind == KT_COMPOSITE_RANK)
            to_ranks(v, c.n, tmp);
        else
            stretch(v, c.n);
    }
    for (size_t i = 0; i < c.n; i++) {
        double sum = 0;
        for (size_t j = 0; j < k; j++) {
            double v = c.v[j * c.n + i];
            sum += kind == KT_COMPOSITE_GEOMETRIC ? log(0.01 + 0.99 * v) : v;
        }
        sum /= (double)k;
        out[c.row[i]] = kind == KT_COMPOSITE_GEOMETRIC ? exp(sum) : sum;
    }
}

/* Correlations of standardised columns. */
static void products(const struct columns *c, const double *scale, double *r)
{
    for (size_t a = 0; a < c->k; a++)
        for (size_t b = 0; b <= a; b++) {
            double sum = 0;
            for (size_t i = 0; i < c->n; i++) sum += c->v[a * c->n + i] * c->v[b * c->n + i];
            bool known = scale[a] > 0 && scale[b] > 0;
            double v = !known ? (double)NAN : a == b ? 1 : fmax(-1, fmin(1, sum / (double)(c->n - 1)));
            r[a * c->k + b] = r[b * c->k + a] = v;
        }
}

void kt_composite_cor(const double *X, size_t n, size_t k, bool ranks, double *r, struct kt_arena tmp)
{
    struct columns c = columns_of(X, n, k, &tmp);
    double centre, scale[KT_COMPOSITE_MAX] = {0};
    for (size_t j = 0; j < k && c.n; j++) {
        if (ranks) to_ranks(c.v + j * c.n, c.n, tmp);
        standardise(c.v + j * c.n, c.n, &centre, &scale[j]);
    }
    products(&c, scale, r);
}

enum kt_status kt_pca(const double *X, size_t n, size_t k, struct kt_pca *out, double *scores,
                      struct kt_arena tmp, struct kt_err *err)
{
    struct columns c = columns_of(X, n, k, &tmp);
    *out = (struct kt_pca){.k = k, .used = c.n};
    if (k == 0 || k > KT_COMPOSITE_MAX || c.n < 2)
        return kt_fail(err, KT_EINPUT, "components need 1 to %d indicators and two areas with all of them",
                       KT_COMPOSITE_MAX);
    for (size_t j = 0; j < k; j++) {
        standardise(c.v + j * c.n, c.n, &out->centre[j], &out->scale[j]);
        if (!(out->scale[j] > 0)) return kt_fail(err, KT_EINPUT, "indicator %zu does not vary", j + 1);
    }
    double r[KT_COMPOSITE_MAX * KT_COMPOSITE_MAX];
    products(&c, out->scale, r);
    gsl_matrix_view a = gsl_matrix_view_array(r, k, k);
    gsl_vector *value = gsl_vector_alloc(k);
    gsl_matrix *vector = gsl_matrix_alloc(k, k);
    gsl_eigen_symmv_workspace *w = gsl_eigen_symmv_alloc(k);
    gsl_eigen_symmv(&a.matrix, value, vector, w);
    gsl_eigen_symmv_sort(value, vector, GSL_EIGEN_SORT_VAL_DESC);
    for (size_t p = 0; p < k; p++) {
        double sum = 0;
        for (size_t j = 0; j < k; j++) sum += gsl_matrix_get(vector, j, p);
        out->sdev[p] = sqrt(fmax(0, gsl_vector_get(value, p)));
        for (size_t j = 0; j < k; j++)
            out->rotation[j * k + p] = (sum < 0 ? -1 : 1) * gsl_matrix_get(vector, j, p);
    }
    gsl_eigen_symmv_free(w);
    gsl_matrix_free(vector);
    gsl_vector_free(value);
    for (size_t i = 0; scores && i < n * k; i++) scores[i] = NAN;
    for (size_t i = 0; scores && i < c.n; i++)
        for (size_t p = 0; p < k; p++) {
            double sum = 0;
            for (size_t j = 0; j < k; j++) sum += c.v[j * c.n + i] * out->rotation[j * k + p];
            scores[c.row[i] * k + p] = sum;
        }
    return KT_OK;
}
