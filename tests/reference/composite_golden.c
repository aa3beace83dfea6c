/* Agreement with R (scale, rank, cor, prcomp; calls stand in the file) on composite indicators.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/composite.h>

#include "../golden_json.h"

enum { MOST = 8 };
static struct kt_arena a;

/* An object of columns, row-major. */
static size_t matrix(const json_t *object, double **out, size_t *k)
{
    const char *name;
    json_t *list;
    size_t n = 0, j = 0;
    *k = json_object_size(object);
    json_object_foreach((json_t *)(uintptr_t)object, name, list)
    {
        double *v;
        n = gold_numbers(&a, list, NAN, &v);
        if (j == 0) *out = KT_NEW(&a, double, n **k);
        for (size_t i = 0; i < n; i++) (*out)[i * *k + j] = v[i];
        j++;
    }
    return n;
}

static void one(const json_t *doc, const char *key, const double *got, size_t n)
{
    double *want;
    CHECK(gold_numbers(&a, gold_value(doc, key), NAN, &want) == n);
    CHECK(gold_apart(key, got, want, n, 1e-9) <= 1e-9);
}

static void correlations(const json_t *doc, const char *key, const double *X, size_t n, size_t k, bool ranks)
{
    double r[MOST * MOST], *want;
    size_t kk;
    kt_composite_cor(X, n, k, ranks, r, a);
    CHECK(matrix(gold_value(doc, key), &want, &kk) == k && kk == k);
    CHECK(gold_apart(key, r, want, k * k, 1e-9) <= 1e-9);
}

static void components(const json_t *doc, const double *X, size_t n, size_t k)
{
    const json_t *v = gold_value(doc, "prcomp_scaled");
    struct kt_pca p;
    struct kt_err err = {0};
    size_t kk;
    double *sdev, *rotation, *wanted, *scores = KT_NEW(&a, double, n *k);
    CHECK(kt_pca(X, n, k, &p, scores, a, &err) == KT_OK);
    gold_numbers(&a, json_object_get(v, "sdev"), NAN, &sdev);
    CHECK(gold_apart("sdev", p.sdev, sdev, k, 1e-9) <= 1e-9);
    matrix(json_object_get(v, "rotation"), &rotation, &kk);
    matrix(json_object_get(v, "scores"), &wanted, &kk);
    for (size_t c = 0; c < k; c++) { /* up to sign */
        double sign = p.rotation[c] * rotation[c] < 0 ? -1 : 1;
        for (size_t j = 0; j < k; j++) rotation[j * k + c] *= sign;
        for (size_t i = 0; i < n; i++) wanted[i * k + c] *= sign;
    }
    CHECK(gold_apart("rotation", p.rotation, rotation, k * k, 1e-9) <= 1e-9);
    CHECK(gold_apart("scores", scores, wanted, n * k, 1e-9) <= 1e-9);
}

KT_TEST(composites_agree_with_r)
{
    static const char *const key[] = {"zscore_mean_nminus1", "minmax_mean", "rank_mean_avgties",
                                      "geometric_mean_minmax01"};
    json_t *doc = gold_load("composite.json");
    if (!doc) SKIP("shared/golden is not here");
    a = kt_arena_open(1 << 24);
    double *X;
    size_t k, n = matrix(gold_value(doc, "X"), &X, &k);
    double *got = KT_NEW(&a, double, n);
    CHECK(k <= MOST && n > 2);
    for (int kind = 0; kind < 4; kind++) {
        kt_composite_score(X, n, k, (enum kt_composite_kind)kind, got, a);
        one(doc, key[kind], got, n);
    }
    correlations(doc, "cor", X, n, k, false);
    correlations(doc, "cor_spearman", X, n, k, true);
    components(doc, X, n, k);
    kt_arena_close(a);
    json_decref(doc);
}

KT_TEST_MAIN
