/* The method over the small study, and the properties of the measures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

#include <katve/inequality.h>
#include <katve/rng.h>
#include <omp.h>

static struct kt_arena scratch(void)
{
    static struct kt_arena whole;
    if (!whole.beg) whole = kt_arena_open((size_t)1 << 28);
    return whole;
}

enum { N = 60, G = 4 };
struct sample {
    double x[N], w[N], rank[N];
    int32_t group[N];
};

static struct sample sample_of(uint32_t seed)
{
    struct sample s;
    for (uint32_t i = 0; i < N; i++) {
        s.x[i] = exp(2 * kt_rng_normal(seed, KT_STREAM_BENCH, i, 0));
        s.w[i] = 1 + floor(50 * kt_rng_uniform(seed, KT_STREAM_BENCH, i, 1));
        s.rank[i] = floor(20 * kt_rng_uniform(seed, KT_STREAM_BENCH, i, 2));
        s.group[i] = (int32_t)(i % G);
    }
    return s;
}

KT_TEST(parts_add_up_and_scale_does_not_matter)
{
    for (uint32_t seed = 1; seed <= 50; seed++) {
        struct sample s = sample_of(seed);
        struct kt_inequality_groups g = {0};
        double a[KT_INEQ_N], b[KT_INEQ_N], big[N];
        kt_inequality_within(s.x, s.w, s.group, N, G, &g, scratch());
        CHECK_NEAR(g.theil_t.between + g.theil_t.within, g.theil_t.total, 1e-12);
        CHECK_NEAR(g.theil_l.between + g.theil_l.within, g.theil_l.total, 1e-12);
        CHECK_NEAR(g.gini.between + g.gini.within + g.gini.overlap, g.gini.total, 1e-12);
        CHECK(g.gini.overlap > -1e-12 && g.gini.between >= 0 && g.gini.within >= 0);
        kt_inequality_measures(s.x, s.w, N, 0.5, a, scratch());
        for (int i = 0; i < N; i++) big[i] = 1e7 * s.x[i];
        kt_inequality_measures(big, s.w, N, 0.5, b, scratch());
        for (int k = 0; k < KT_INEQ_N; k++) CHECK_NEAR(b[k], a[k], 1e-11 * fmax(1, a[k]));
        CHECK_NEAR(kt_concentration(s.x, s.x, s.w, N, scratch()), a[KT_INEQ_GINI], 1e-12);
        CHECK_NEAR(kt_concentration(s.x, s.rank, s.w, N, scratch()),
                   kt_concentration(big, s.rank, s.w, N, scratch()), 1e-12);
    }
}

KT_TEST(groups_apart_have_no_overlap)
{
    const double x[6] = {1, 2, 3, 10, 11, 30};
    const int32_t group[6] = {0, 0, 0, 1, 1, 1};
    struct kt_inequality_groups g = {0};
    kt_inequality_within(x, NULL, group, 6, 2, &g, scratch());
    CHECK_NEAR(g.gini.overlap, 0, 1e-15);
}

KT_TEST(a_weight_is_so_many_rows)
{
    struct sample s = sample_of(3);
    static double x[60 * N];
    size_t n = 0;
    double a[KT_INEQ_N], b[KT_INEQ_N];
    for (int i = 0; i < N; i++)
        for (int k = 0; k < (int)s.w[i]; k++) x[n++] = s.x[i];
    kt_inequality_measures(s.x, s.w, N, 2, a, scratch());
    kt_inequality_measures(x, NULL, n, 2, b, scratch());
    for (int k = 0; k < KT_INEQ_N; k++)
        if (k != KT_INEQ_GINI_CORR) CHECK_NEAR(a[k], b[k], 1e-12 * fmax(1, b[k]));
}

KT_TEST(few_equal_and_impossible_values)
{
    double v[KT_INEQ_N], share[3];
    const double same[3] = {4, 4, 4}, odd[3] = {NAN, 4, INFINITY}, zero[3] = {0, 0, 0}, some[3] = {0, 1, 2};
    const double below[2] = {-1, 5}, p[3] = {0, 0.5, 1};
    for (size_t n = 1; n <= 3; n++) {
        kt_inequality_measures(same, NULL, n, 1, v, scratch());
        CHECK(fabs(v[KT_INEQ_GINI]) < 1e-15 && v[KT_INEQ_THEIL_T] == 0 && v[KT_INEQ_THEIL_L] == 0);
        CHECK(v[KT_INEQ_ATKINSON] == 0 && isnan(v[KT_INEQ_GINI_CORR]) == (n == 1));
        CHECK_NEAR(v[KT_INEQ_PALMA], 0.25, 1e-12); /* a tenth over four tenths */
    }
    kt_inequality_measures(odd, NULL, 3, 0.5, v, scratch());
    CHECK(v[KT_INEQ_GINI] == 0);
    kt_inequality_measures(zero, NULL, 3, 0.5, v, scratch());
    for (int k = 0; k < KT_INEQ_N; k++) CHECK(isnan(v[k]));
    kt_inequality_measures(below, NULL, 2, 0.5, v, scratch());
    CHECK(isnan(v[KT_INEQ_GINI]));
    kt_inequality_measures(some, NULL, 3, 1, v, scratch());
    CHECK(isnan(v[KT_INEQ_THEIL_L]) && v[KT_INEQ_ATKINSON] == 1 && v[KT_INEQ_THEIL_T] > 0);
    kt_inequality_measures(some, NULL, 0, 1, v, scratch());
    CHECK(isnan(v[KT_INEQ_GINI]));
    kt_lorenz(some, NULL, NULL, 3, p, 3, share, scratch());
    CHECK_NEAR(share[0], 0, 0);
    CHECK_NEAR(share[1], 0.5 / 3, 1e-15);
    CHECK_NEAR(share[2], 1, 1e-15);
}

KT_TEST(bootstrap_does_not_depend_on_threads_and_holds_the_estimate)
{
    struct sample s = sample_of(5);
    double lo[2][KT_INEQ_N + 1], hi[2][KT_INEQ_N + 1], v[KT_INEQ_N];
    for (int t = 0; t < 2; t++) {
        omp_set_num_threads(t ? 5 : 1);
        kt_inequality_bootstrap(s.x, s.rank, s.w, N, 0.5, 9, 100, 300, lo[t], hi[t], scratch());
    }
    kt_inequality_measures(s.x, s.w, N, 0.5, v, scratch());
    for (int k = 0; k <= KT_INEQ_N; k++)
        CHECK(lo[0][k] == lo[1][k] && hi[0][k] == hi[1][k] && lo[0][k] < hi[0][k]);
    CHECK(lo[0][KT_INEQ_GINI] < v[KT_INEQ_GINI] && v[KT_INEQ_GINI] < hi[0][KT_INEQ_GINI]);
    kt_inequality_bootstrap(s.x, NULL, s.w, 1, 0.5, 9, 100, 300, lo[0], hi[0], scratch());
    CHECK(isnan(lo[0][0]));
}

KT_TEST(the_method_adds_columns_and_tables)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_inequality) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "inequality"),
                          *p = kt_result_table(&f.r, "inequality_parts"),
                          *l = kt_result_table(&f.r, "lorenz");
    CHECK(t && p && l && t->nrow == 2 * (KT_INEQ_N + 1) && l->ncol == 5);
    CHECK_STR(t->row[0], "access gini");
    CHECK_NEAR(t->value[0], fx_get(&f, 2, "gini_access", 0), 0);
    CHECK_NEAR(p->value[1] + p->value[2] + p->value[3], p->value[0], 1e-12);
    CHECK_NEAR(l->value[20 * 5 + 1], 1, 1e-12);
    for (size_t k = 1; k < 21; k++) CHECK(l->value[k * 5 + 1] >= l->value[(k - 1) * 5 + 1]);
    CHECK(fx_has_interval(&f, 1, "gini_distance", 0));
    fx_close(&f);
}

KT_TEST_MAIN
