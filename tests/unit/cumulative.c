/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

KT_TEST(sites_within_the_cutoff)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_cumulative) == KT_OK);
    for (size_t c = 0; c < FX_CELLS; c++) {
        double n = 0;
        for (size_t s = 0; s < 3; s++)
            n += 1.3 * hypot(fx_x[c] - f.st.sites.x[s], fx_y[c] - f.st.sites.y[s]) <= 10000;
        CHECK_NEAR(fx_get(&f, KT_ROWS_CELLS, "cum_sites", c), n, 0);
    }
    CHECK_NEAR(fx_get(&f, 0, "cum_sites", 3), 0, 0);
    CHECK(fx_has_interval(&f, 2, "cum_sites", 0));
    fx_close(&f);
}

KT_TEST_MAIN
