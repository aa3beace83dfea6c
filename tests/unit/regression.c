/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../spatial_fixture.h"

extern const struct kt_method kt_regression;

static double line(size_t z)
{
    return 2 + 0.5 * (double)(z % 10) + 0.1 * kt_rng_normal(3, KT_STREAM_BENCH, (uint32_t)z, 0);
}

static void factor(struct squares *f)
{
    for (size_t z = 0; z < 100; z++) f->st.level[0].basic_education[z] = (double)(z % 10);
}

KT_TEST(a_line_is_found_again)
{
    struct squares f;
    const char *over[] = {"methods.regression.factors=[basic_education]"};
    sq_open(&f, 10, line, &kt_regression, over, 1);
    factor(&f);
    CHECK(sq_run(&f, &kt_regression) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "regression_coefficients");
    CHECK(t && t->nrow == 8);
    if (t) {
        CHECK_STR(t->row[1], "OLS: basic_education");
        CHECK(fabs(t->value[0] - 2) < 0.1 && fabs(t->value[t->ncol] - 0.5) < 0.02);
        CHECK(fabs(t->value[t->ncol] - 0.5) < 4 * t->value[t->ncol + 1]);
        CHECK(t->value[t->ncol + 4] < t->value[t->ncol] && t->value[t->ncol] < t->value[t->ncol + 5]);
    }
    const struct kt_table *fit = kt_result_table(&f.r, "regression_fit");
    CHECK(fit && fit->value[2] > 0.98);
    sq_close(&f);
}

KT_TEST(a_constant_factor_is_refused)
{
    struct squares f;
    const char *over[] = {"methods.regression.factors=[population]"};
    sq_open(&f, 10, line, &kt_regression, over, 1);
    struct kt_arena tmp = kt_arena_open((size_t)1 << 30);
    CHECK(kt_regression.run(&kt_regression, &f.st, &f.r, tmp, &f.err) == KT_EINPUT);
    CHECK(strstr(f.err.text, "factor 1"));
    kt_arena_close(tmp);
    sq_close(&f);
}

KT_TEST_MAIN
