/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

KT_TEST(unmet_by_hand)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_capacity_gap) == KT_OK);
    double sum = 0;
    for (size_t c = 0; c < FX_CELLS; c++)
        sum +=
            fx_get(&f, KT_ROWS_CELLS, "need", c) * fmax(0, 1 - fx_get(&f, KT_ROWS_CELLS, "access", c) / 10);
    CHECK_NEAR(fx_get(&f, 2, "unmet", 0), sum, 1e-12);
    CHECK_NEAR(fx_get(&f, 0, "unmet", 3), fx_get(&f, 0, "need", 3), 1e-12); /* nothing in reach */
    CHECK_NEAR(fx_get(&f, 0, "unmet_share", 3), 1, 1e-12);
    CHECK_NEAR(fx_get(&f, 0, "unmet", 0), 0, 1e-12); /* 25 h for some 900 persons is plenty */
    CHECK(fx_has_interval(&f, 2, "unmet", 0) && fx_has_interval(&f, 0, "unmet", 3));
    CHECK(f.r.unmet_share_draw[0] && f.r.unmet_share_draw[2]);
    fx_close(&f);
}

KT_TEST(higher_standard_more_unmet)
{
    double before = -1;
    const char *standard[] = {"methods.capacity_gap.standard=1", "methods.capacity_gap.standard=20",
                              "methods.capacity_gap.standard=60"};
    for (size_t i = 0; i < 3; i++) {
        struct fixture f;
        fx_open(&f, &standard[i], 1);
        CHECK(fx_run(&f, &kt_capacity_gap) == KT_OK);
        double unmet = fx_get(&f, 2, "unmet", 0);
        CHECK(unmet > before);
        before = unmet;
        fx_close(&f);
    }
}

KT_TEST_MAIN
