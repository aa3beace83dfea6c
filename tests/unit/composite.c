/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../spatial_fixture.h"

#include <katve/composite.h>

extern const struct kt_method kt_composite;

KT_TEST(scores_are_what_they_say)
{
    static const double X[] = {1, 10, 2, 20, 3, 40, NAN, 1, 3, 40};
    struct kt_arena tmp = kt_arena_open(1 << 20);
    double z[5], r[4];
    kt_composite_score(X, 5, 2, KT_COMPOSITE_MINMAX, z, tmp);
    CHECK(z[0] == 0 && isnan(z[3]));
    CHECK_NEAR(z[1], (0.5 + 1.0 / 3) / 2, 1e-15);
    CHECK_NEAR(z[2], 1, 1e-15);
    kt_composite_score(X, 5, 2, KT_COMPOSITE_RANK, z, tmp);
    CHECK_NEAR(z[2], 3.5, 1e-15); /* two at ranks 3 and 4 */
    kt_composite_score(X, 5, 2, KT_COMPOSITE_GEOMETRIC, z, tmp);
    CHECK_NEAR(z[0], 0.01, 1e-15);
    kt_composite_cor(X, 5, 2, true, r, tmp);
    CHECK_NEAR(r[1], 1, 1e-15);
    kt_arena_close(tmp);
}

KT_TEST(what_does_not_vary_is_defined_or_refused)
{
    static const double X[] = {1, 5, 2, 5, 4, 5};
    struct kt_arena tmp = kt_arena_open(1 << 20);
    struct kt_pca p;
    struct kt_err err = {0};
    double z[3], r[4];
    kt_composite_score(X, 3, 2, KT_COMPOSITE_ZSCORE, z, tmp);
    CHECK_NEAR(z[0] + z[1] + z[2], 0, 1e-15);
    kt_composite_cor(X, 3, 2, false, r, tmp);
    CHECK(r[0] == 1 && isnan(r[1]) && isnan(r[3]));
    CHECK(kt_pca(X, 3, 2, &p, NULL, tmp, &err) == KT_EINPUT && strstr(err.text, "indicator 2"));
    for (size_t n = 0; n < 2; n++) {
        struct kt_err few = {0};
        for (int kind = 0; kind < 4; kind++)
            kt_composite_score(X, n, 2, (enum kt_composite_kind)kind, z, tmp);
        CHECK(kt_pca(X, n, 2, &p, NULL, tmp, &few) == KT_EINPUT);
    }
    kt_arena_close(tmp);
}

KT_TEST(two_like_indicators_make_one_component)
{
    struct squares f;
    const char *over[] = {"methods.composite.variables=[unmet_share, unmet_share]",
                          "methods.composite.kind=pca"};
    sq_open(&f, 10, sq_hole, &kt_composite, over, 2);
    CHECK(sq_run(&f, &kt_composite) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "composite");
    CHECK(t && t->nrow == 3);
    if (t) {
        CHECK_NEAR(t->value[0], sqrt(0.5), 1e-12);
        CHECK_NEAR(t->value[6], 1, 1e-12);
    }
    CHECK(isnan(sq_get(&f, "composite", 55)) && sq_get(&f, "composite", 0) > sq_get(&f, "composite", 99));
    sq_close(&f);
}

KT_TEST(unknown_indicators_are_named)
{
    struct squares f;
    const char *over[] = {"methods.composite.variables=[unmet_shore]"};
    sq_open(&f, 3, sq_hole, &kt_composite, over, 1);
    struct kt_arena tmp = kt_arena_open(1 << 24);
    CHECK(kt_composite.run(&kt_composite, &f.st, &f.r, tmp, &f.err) == KT_EINPUT);
    CHECK(strstr(f.err.text, "unmet_shore"));
    kt_arena_close(tmp);
    sq_close(&f);
}

KT_TEST_MAIN
