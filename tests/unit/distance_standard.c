/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

KT_TEST(shares_by_hand)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_distance_standard) == KT_OK);
    double near = 0, far = 0, all = 0, need_far = 0;
    for (size_t c = 0; c < FX_CELLS; c++) {
        double km = fx_get(&f, KT_ROWS_CELLS, "dist_km", c), n = f.st.cells.total[c];
        all += n;
        near += km <= 3 ? n : 0;
        far += km > 10 ? n : 0;
        need_far += km > 10 ? fx_get(&f, KT_ROWS_CELLS, "need", c) : 0;
    }
    CHECK_NEAR(fx_get(&f, 2, "near_share", 0), near / all, 1e-12);
    CHECK_NEAR(fx_get(&f, 2, "far_share", 0), far / all, 1e-12);
    CHECK_NEAR(fx_get(&f, 2, "pop_far", 0), far, 1e-12);
    CHECK_NEAR(fx_get(&f, 2, "need_far", 0), need_far, 1e-12);
    CHECK_NEAR(fx_get(&f, 2, "need_far_share", 0), need_far / fx_get(&f, 2, "need", 0), 1e-12);
    CHECK(fx_has_interval(&f, 2, "need_far", 0) && fx_has_interval(&f, 2, "need_far_share", 0));
    CHECK_NEAR(fx_get(&f, 0, "standard_met", 0), 1, 0); /* everyone within 3 km */
    CHECK_NEAR(fx_get(&f, 0, "standard_met", 3), 0, 0);
    CHECK_NEAR(fx_get(&f, 0, "near_share", 3), 0, 0);
    fx_close(&f);
}

KT_TEST(minutes_and_wrong_bounds)
{
    struct fixture f;
    const char *over[] = {"methods.distance_standard.unit=min", "methods.distance_standard.near=5"};
    fx_open(&f, over, 2);
    CHECK(fx_run(&f, &kt_distance_standard) == KT_OK);
    CHECK_NEAR(fx_get(&f, 0, "near_share", 0), 1950.0 / 2910, 1e-12); /* 4.3 min and 8.4 min */
    fx_close(&f);
    const char *bad[] = {"methods.distance_standard.near=20"};
    fx_open(&f, bad, 1);
    CHECK(fx_run(&f, &kt_distance_standard) == KT_EINPUT);
    fx_close(&f);
}

/* A zone without people has no share, and no persons far away. */
KT_TEST(empty_zone)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    for (size_t c = 6; c < 8; c++) {
        f.st.cells.total[c] = 0;
        memset(f.st.cells.persons + c * FX_AGES, 0, FX_AGES * sizeof(double));
    }
    CHECK(fx_run(&f, NULL) == KT_OK);
    CHECK(isnan(fx_get(&f, 0, "near_share", 3)) && isnan(fx_get(&f, 0, "standard_met", 3)));
    CHECK_NEAR(fx_get(&f, 0, "need_far", 3), 0, 0);
    CHECK(isnan(fx_get(&f, 0, "rank", 3)) && isnan(fx_get(&f, 0, "unmet_share", 3)));
    CHECK(isnan(fx_get(&f, 0, "need_per_1000", 3)));
    fx_close(&f);
}

KT_TEST_MAIN
