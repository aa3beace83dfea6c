/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

static void hours_come_back(const char *const *over, size_t nover)
{
    struct fixture f;
    fx_open(&f, over, nover);
    CHECK(fx_run(&f, &kt_e2sfca) == KT_OK);
    double given = 0, known = 0;
    for (size_t c = 0; c < FX_CELLS; c++) {
        double need = fx_get(&f, KT_ROWS_CELLS, "need", c), access = fx_get(&f, KT_ROWS_CELLS, "access", c);
        CHECK(isnan(access) == (c == 5)); /* reaches one site, whose hours are unknown */
        if (c == 5) continue;
        given += need * access / 1000;
        known += need;
    }
    CHECK_NEAR(given, 25, 1e-9); /* 20 + 5; unknown hours, no support and no place hand out nothing */
    CHECK_NEAR(fx_get(&f, 2, "access", 0) * known / 1000, 25, 1e-9);
    CHECK_NEAR(fx_get(&f, 0, "access", 3), 0, 0);
    CHECK(fx_has_interval(&f, 0, "access", 0) && fx_has_interval(&f, 1, "access", 0));
    CHECK(isnan(fx_get(&f, KT_ROWS_SITES, "load", 2)) && fx_get(&f, KT_ROWS_SITES, "load", 1) > 0);
    fx_close(&f);
}

KT_TEST(gaussian_hands_out_all_hours)
{
    hours_come_back(NULL, 0);
}

KT_TEST(steps_hand_out_all_hours)
{
    const char *over[] = {"methods.e2sfca.decay=step"};
    hours_come_back(over, 1);
}

/* Both steps written out for one site. */
KT_TEST(steps_by_hand)
{
    struct fixture f;
    const char *over[] = {"methods.e2sfca.decay=step"};
    fx_open(&f, over, 1);
    f.st.sites.supports[0] = KT_NO;
    CHECK(fx_run(&f, &kt_e2sfca) == KT_OK);
    double demand = 0, weight[FX_CELLS];
    for (size_t c = 0; c < FX_CELLS; c++) {
        double km = 1.3 * hypot(fx_x[c] - 10000, fx_y[c]) / 1000;
        weight[c] = km <= 10 ? 1 : km <= 20 ? 0.68 : km <= 30 ? 0.22 : 0;
        demand += weight[c] * fx_get(&f, KT_ROWS_CELLS, "need", c);
    }
    for (size_t c = 0; c < FX_CELLS; c++)
        if (c != 5) CHECK_NEAR(fx_get(&f, KT_ROWS_CELLS, "access", c), 1000 * weight[c] * 5 / demand, 1e-12);
    CHECK_NEAR(fx_get(&f, KT_ROWS_SITES, "load", 1), demand / 5, 1e-12);
    fx_close(&f);
}

/* A register without any hours says nothing about capacity; one without sites says that there is none. */
KT_TEST(hours_unknown_is_not_no_hours)
{
    for (int sites = 0; sites < 2; sites++) {
        struct fixture f;
        fx_open(&f, NULL, 0);
        for (size_t s = 0; s < FX_SITES; s++) {
            if (sites)
                f.st.sites.hours_week[s] = NAN;
            else
                f.st.sites.supports[s] = KT_NO;
        }
        CHECK(fx_run(&f, &kt_zone_rank) == KT_OK);
        double far = fx_get(&f, 0, "need", 3);
        CHECK(isnan(fx_get(&f, 0, "access", 0)) == (sites == 1));
        CHECK(isnan(fx_get(&f, 0, "unmet", 0)) == (sites == 1));
        CHECK(isnan(fx_get(&f, 0, "rank", 0)) == (sites == 1));
        CHECK_NEAR(fx_get(&f, 0, "unmet", 3), far, 1e-12); /* out of reach of every site: known */
        CHECK_NEAR(fx_get(&f, 2, "unmet", 0), sites ? far : fx_get(&f, 2, "need", 0), 1e-12);
        CHECK_NEAR(fx_get(&f, 2, "unmet_share", 0), 1, 1e-12);
        CHECK(isnan(fx_get(&f, 0, "dist_km", 0)) == (sites == 0));
        CHECK(fx_get(&f, 2, "far_share", 0) == 1 || sites);
        CHECK_NEAR(fx_get(&f, 0, "hours_week", 3), 0, 0);
        CHECK(isnan(fx_get(&f, 2, "hours_week", 0)) == (sites == 1));
        fx_close(&f);
    }
}

KT_TEST(bad_settings_are_refused)
{
    const char *bad[][2] = {{"methods.e2sfca.catchment_km=40", "methods.e2sfca.decay=gaussian"},
                            {"methods.e2sfca.decay=step", "methods.e2sfca.steps_km=[10, 5, 30]"},
                            {"methods.e2sfca.decay=step", "methods.e2sfca.step_weights=[1]"}};
    for (size_t i = 0; i < 3; i++) {
        struct fixture f;
        fx_open(&f, bad[i], 2);
        CHECK(fx_run(&f, &kt_e2sfca) == KT_EINPUT);
        fx_close(&f);
    }
}

KT_TEST_MAIN
