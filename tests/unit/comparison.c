/* Funnel limits, overdispersion, probabilities from draws, groups; and the method over the small study.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

#include <katve/comparison.h>
#include <katve/rng.h>

KT_TEST(limits_as_published)
{
    double lo, hi;
    /* Newcombe 1998, Statistics in Medicine 17, table I: 81/263 by Wilson's score method. */
    kt_wilson(81.0 / 263, 263, 1.959963984540054, &lo, &hi);
    CHECK_NEAR(lo, 0.2553, 5e-5);
    CHECK_NEAR(hi, 0.3662, 5e-5);
    kt_funnel_ratio(10, 0.05, 1, &lo, &hi); /* Garwood: 10 events, 4.7954 to 18.3904 */
    CHECK_NEAR(lo * 10, 4.7954, 1e-4);
    CHECK_NEAR(hi * 10, 18.3904, 1e-4);
    kt_funnel_share(0.3, 0, 1.96, 1, &lo, &hi);
    CHECK(lo == 0 && hi == 1);
    double wide, narrow;
    kt_funnel_share(0.3, 400, 1.96, 4, &lo, &wide);
    kt_funnel_share(0.3, 100, 1.96, 1, &lo, &narrow);
    CHECK(wide == narrow);
}

KT_TEST(outside_the_limits_is_a_wilson_interval_without_the_target)
{
    for (int k = 0; k <= 1000; k++) {
        double share = k / 1000.0, lo, hi, own_lo, own_hi, n = 5 + k % 90;
        kt_funnel_share(0.54, n, 1.96, 1, &lo, &hi);
        kt_wilson(share, n, 1.96, &own_lo, &own_hi);
        CHECK((share < lo || share > hi) == (own_lo > 0.54 || own_hi < 0.54));
    }
    double lo, hi;
    kt_funnel_share(0.54, 3, 3.09, 1, &lo, &hi); /* three persons without help are no finding */
    CHECK(lo == 0 && hi == 1);
}

KT_TEST(phi_is_one_under_chance_and_larger_beyond)
{
    enum { N = 400 };
    static double p[N], n[N], far[N];
    struct kt_arena tmp = kt_arena_open(1 << 22);
    for (uint32_t i = 0; i < N; i++) {
        n[i] = 500;
        double e = sqrt(0.3 * 0.7 / 500) * kt_rng_normal(4, KT_STREAM_BENCH, i, 0);
        p[i] = 0.3 + e;
        far[i] = 0.3 + 5 * e;
    }
    double phi = kt_funnel_phi(p, n, N, 0.3, 0, false, tmp),
           wide = kt_funnel_phi(far, n, N, 0.3, 0, false, tmp);
    CHECK(phi >= 1 && phi < 1.2);
    CHECK(wide > 20 && wide < 30);
    p[0] = 0.99; /* one odd area, drawn in */
    CHECK(kt_funnel_phi(p, n, N, 0.3, 0.1, false, tmp) < 1.2);
    CHECK_NEAR(kt_funnel_phi(far, n, N, 0.3, 0, true, tmp), 0.7 * wide, 1e-9);
    CHECK(kt_funnel_phi(p, n, N, 0, 0.1, false, tmp) == 1 &&
          kt_funnel_phi(p, n, 0, 0.3, 0.1, false, tmp) == 1);
    kt_arena_close(tmp);
}

KT_TEST(probabilities_and_groups)
{
    enum { D = 4 };
    const double draw[5 * D] = {9, 9, 9, 9, 8, 9, 8, 9, 1, 1, 1, 1, 1, 1, 1, 1, NAN, NAN, NAN, NAN};
    const double value[5] = {9, 8.5, 1, 1, NAN};
    int32_t group[5];
    struct kt_arena tmp = kt_arena_open(1 << 20);
    CHECK_NEAR(kt_prob_larger(draw, D, 0, 1), 0.75, 0);
    CHECK_NEAR(kt_prob_larger(draw, D, 0, 1) + kt_prob_larger(draw, D, 1, 0), 1, 0);
    CHECK_NEAR(kt_prob_larger(draw, D, 2, 3), 0.5, 0);
    CHECK(isnan(kt_prob_larger(draw, D, 0, 4)));
    CHECK(kt_like_groups(value, draw, 5, D, 0.95, group, tmp) == 2);
    CHECK(group[0] == 1 && group[1] == 1 && group[2] == 2 && group[3] == 2 && group[4] == 0);
    kt_arena_close(tmp);
}

KT_TEST(the_method_adds_columns_and_tables)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_comparison) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "funnel_0"), *pairs = kt_result_table(&f.r, "compare_1");
    CHECK(t && pairs && t->ncol == 7 && pairs->nrow == 2);
    for (size_t k = 0; k < t->nrow; k++) {
        const double *v = t->value + 7 * k;
        CHECK(v[3] <= v[1] && v[1] <= v[5] && v[5] <= v[2] && v[2] <= v[4] && v[6] >= 1);
    }
    CHECK_NEAR(pairs->value[1] + pairs->value[2], 1, 1e-12);
    CHECK(isnan(pairs->value[0]));
    for (size_t z = 0; z < FX_ZONES; z++) {
        double c = fx_get(&f, 0, "funnel_class", z), p = fx_get(&f, 0, "p_worse", z);
        CHECK(c >= -2 && c <= 2 && p >= 0 && p <= 1 && fx_get(&f, 0, "compare_group", z) >= 1);
    }
    fx_close(&f);
}

/* Poisson limits hold the common share, are wider than those of shares, and flag no more areas. */
KT_TEST(poisson_limits)
{
    const char *over[] = {"methods.comparison.limits=poisson"};
    struct fixture f, g;
    fx_open(&f, over, 1);
    fx_open(&g, NULL, 0);
    CHECK(fx_run(&f, &kt_comparison) == KT_OK && fx_run(&g, &kt_comparison) == KT_OK);
    const struct kt_table *p = kt_result_table(&f.r, "funnel_0"), *w = kt_result_table(&g.r, "funnel_0");
    for (size_t k = 0; k < p->nrow; k++) {
        const double *v = p->value + 7 * k, *u = w->value + 7 * k;
        double lo, hi;
        kt_funnel_ratio(v[5] * v[0], 0.05, v[6], &lo, &hi);
        CHECK_NEAR(v[1], lo * v[5], 1e-12);
        CHECK_NEAR(v[2], fmin(1, hi * v[5]), 1e-12);
        CHECK(v[3] <= v[1] && v[1] <= v[5] && v[5] <= v[2] && v[2] <= v[4]);
        if (v[6] == 1 && u[6] == 1) CHECK(v[2] >= u[2] - 1e-12);
    }
    fx_close(&f);
    fx_close(&g);
}

KT_TEST_MAIN
