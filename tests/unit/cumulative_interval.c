/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    const char *over[] = {"methods.cumulative_interval.summary=mean"};
    CHECK(ms_open(&x, &kt_cumulative_interval, over, sizeof over / sizeof *over) == KT_OK);
    for (size_t c = 0; c < FX_CELLS; c++) {
        double sum = 0;
        for (int cut = 5; cut <= 15; cut++)
            for (size_t s = 0; s < 3; s++) sum += x.cost[c][s] <= cut;
        CHECK_NEAR(ms_cell(&x, "cum_interval", c), sum / 11, 1e-12);
    }
    fx_close(&x.f);
}

KT_TEST_MAIN
