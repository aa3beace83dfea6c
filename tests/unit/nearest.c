/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

KT_TEST(distances_by_hand)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_nearest) == KT_OK);
    double d0 = 0.65, d1 = 1.3 * hypot(2000, 500) / 1000;
    CHECK_NEAR(fx_get(&f, KT_ROWS_CELLS, "dist_km", 0), d0, 1e-12);
    /* No cutoff: far beyond the catchment, and past the nearer place that gives no support. */
    CHECK_NEAR(fx_get(&f, KT_ROWS_CELLS, "dist_km", 7), 1.3 * hypot(63000, 59000) / 1000, 1e-12);
    CHECK_NEAR(fx_get(&f, KT_ROWS_CELLS, "cost_min", 0), 4.3, 1e-12);
    CHECK_NEAR(fx_get(&f, KT_ROWS_CELLS, "dist_km_sv", 4), 1.3 * hypot(30000, 2500) / 1000, 1e-12);
    CHECK_NEAR(fx_get(&f, 0, "dist_km", 0), (1950 * d0 + 960 * d1) / 2910, 1e-12);
    CHECK_NEAR(fx_get(&f, 0, "dist_median_km", 0), d0, 1e-12);
    CHECK_NEAR(fx_get(&f, 0, "dist_p90_km", 0), d1, 1e-12);
    double n0 = fx_get(&f, KT_ROWS_CELLS, "need", 0), n1 = fx_get(&f, KT_ROWS_CELLS, "need", 1);
    CHECK_NEAR(fx_get(&f, 0, "dist_need_km", 0), (n0 * d0 + n1 * d1) / (n0 + n1), 1e-12);
    CHECK(fx_has_interval(&f, 2, "dist_need_km", 0) && fx_has_interval(&f, 2, "cost_min", 0));
    fx_close(&f);
}

KT_TEST(no_site_at_all)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    for (size_t s = 0; s < FX_SITES; s++) f.st.sites.supports[s] = KT_UNKNOWN;
    CHECK(fx_run(&f, NULL) == KT_OK);
    CHECK(isnan(fx_get(&f, KT_ROWS_CELLS, "dist_km", 0)) && isnan(fx_get(&f, 2, "dist_km", 0)));
    CHECK_NEAR(fx_get(&f, 2, "far_share", 0), 1, 0);
    CHECK_NEAR(fx_get(&f, 2, "unmet_share", 0), 1, 0);
    CHECK_NEAR(fx_get(&f, 2, "sites", 0), 0, 0);
    CHECK_NEAR(fx_get(&f, 2, "access", 0), 0, 0);
    fx_close(&f);
}

KT_TEST_MAIN
