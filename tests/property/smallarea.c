/* Small areas: shrinkage between the raw rate and the model, totals kept, odd inputs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/rng.h>
#include <katve/smallarea.h>

#include <string.h>

enum { N = 40 };
static struct kt_arena tmp;

KT_TEST(estimates_lie_between_the_raw_rate_and_the_mean)
{
    tmp = kt_arena_open(1 << 24);
    for (uint32_t seed = 1; seed < 30; seed++) {
        double o[N], pop[N], est[N], y[N], psi[N], theta[N], mse[N], x[N];
        struct kt_eb eb;
        struct kt_err err = {0};
        struct kt_fay_herriot f;
        for (uint32_t i = 0; i < N; i++) {
            pop[i] = 20 + floor(2000 * kt_rng_uniform(seed, KT_STREAM_BENCH, i, 0));
            o[i] = floor(pop[i] * 0.2 * kt_rng_uniform(seed, KT_STREAM_BENCH, i, 1));
            psi[i] = 0.5 + kt_rng_uniform(seed, KT_STREAM_BENCH, i, 2);
            y[i] = 3 + 1.5 * kt_rng_normal(seed, KT_STREAM_BENCH, i, 3);
            x[i] = 1;
        }
        for (int binomial = 0; binomial < 2; binomial++) {
            CHECK(kt_eb_global(o, pop, N, binomial, est, &eb, tmp, &err) == KT_OK);
            for (int i = 0; i < N; i++) {
                double raw = o[i] / pop[i];
                CHECK(est[i] >= fmin(raw, eb.mean) - 1e-15 && est[i] <= fmax(raw, eb.mean) + 1e-15);
            }
        }
        for (enum kt_fh_method m = KT_FH_REML; m <= KT_FH_MOMENT; m++) {
            CHECK(kt_fh_fit(y, psi, x, N, 1, m, &f, theta, mse, tmp, &err) == KT_OK);
            for (int i = 0; i < N; i++) {
                CHECK(theta[i] >= fmin(y[i], f.beta[0]) - 1e-12 && theta[i] <= fmax(y[i], f.beta[0]) + 1e-12);
                CHECK(mse[i] > 0);
            }
        }
    }
}

KT_TEST(areas_without_a_survey_get_the_model)
{
    double y[6] = {1, 2, 3.5, 4, NAN, 6}, psi[6] = {1, 1, 0.01, 1, 1, NAN}, x[12], theta[6], mse[6];
    struct kt_fay_herriot f;
    struct kt_err err = {0};
    for (int i = 0; i < 6; i++) {
        x[2 * i] = 1;
        x[2 * i + 1] = i;
    }
    CHECK(kt_fh_fit(y, psi, x, 6, 2, KT_FH_REML, &f, theta, mse, tmp, &err) == KT_OK && f.used == 4);
    CHECK_NEAR(theta[4], f.beta[0] + 4 * f.beta[1], 1e-12);
    CHECK_NEAR(theta[5], f.beta[0] + 5 * f.beta[1], 1e-12);
    CHECK(isfinite(mse[5]) && mse[5] >= f.variance);
    for (int i = 0; i < 6; i++) x[2 * i + 1] = 2;
    CHECK(kt_fh_fit(y, psi, x, 6, 2, KT_FH_REML, &f, theta, mse, tmp, &err) == KT_EINPUT);
    CHECK(strstr(err.text, "dependent") != NULL);
    struct kt_err few = {0};
    CHECK(kt_fh_fit(y, psi, x, 2, 2, KT_FH_REML, &f, theta, mse, tmp, &few) == KT_EINPUT);
}

KT_TEST(equal_and_missing_rates)
{
    double o[3] = {1, 2, NAN}, pop[3] = {10, 20, 5}, est[3], m[3], v[3];
    size_t start[4] = {0, 1, 1, 1};
    int32_t col[1] = {1};
    struct kt_eb eb;
    struct kt_err err = {0};
    CHECK(kt_eb_global(o, pop, 3, false, est, &eb, tmp, &err) == KT_OK);
    CHECK(eb.variance == 0 && est[0] == eb.mean && isnan(est[2]));
    kt_eb_local(o, pop, 3, start, col, false, est, m, v, tmp);
    CHECK_NEAR(est[0], 0.1, 1e-15);
    CHECK(est[1] == 0.1 && v[0] == 0 && isnan(est[2])); /* row 1 is an island: its raw rate */
    kt_spatial_rate(o, pop, 3, start, col, est);
    CHECK_NEAR(est[0], 3.0 / 30, 1e-15);
    CHECK(kt_eb_global(o + 2, pop, 1, false, est, &eb, tmp, &err) == KT_EINPUT);
}

KT_TEST(benchmarked_estimates_add_up)
{
    double theta[4] = {0.1, 0.2, 0.3, NAN}, pop[4] = {10, 20, 30, 40}, total[2] = {10, NAN}, factor[2];
    int32_t group[4] = {0, 0, 1, 0};
    kt_benchmark(theta, pop, group, 4, total, 2, 1, factor, tmp);
    CHECK_NEAR(theta[0] * 10 + theta[1] * 20, 10, 1e-12);
    CHECK(theta[2] == 0.3 && isnan(theta[3]) && factor[1] == 1 && factor[0] == 2);
    CHECK_NEAR(theta[1] / theta[0], 2, 1e-12);
    /* What a share above 1 would take goes to the others; a total beyond everyone can't be met. */
    double high[3] = {0.3, 0.9, 0.6}, people[3] = {100, 100, 100}, all[1] = {240}, f[1];
    int32_t one[3] = {0, 0, 0};
    kt_benchmark(high, people, one, 3, all, 1, 1, f, tmp);
    CHECK(high[1] == 1 && high[2] < 1);
    CHECK_NEAR(100 * (high[0] + high[1] + high[2]), 240, 1e-9);
    all[0] = 400;
    kt_benchmark(high, people, one, 3, all, 1, 1, f, tmp);
    CHECK(high[0] == 1 && high[1] == 1 && high[2] == 1);
}

KT_TEST_MAIN
