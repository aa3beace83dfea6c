/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    CHECK(ms_open(&x, &kt_balancing_cost, NULL, 0) == KT_OK);
    for (size_t c = 0; c < FX_CELLS; c++) {
        double want = NAN;
        for (size_t s = 0; s < 2; s++) {
            double sum = 0;
            for (size_t o = 0; o < 2; o++) sum += x.cost[c][o] <= x.cost[c][s] ? 10 * x.hours[o] : 0;
            if (sum >= x.need[c]) want = isnan(want) ? x.cost[c][s] : fmin(want, x.cost[c][s]);
        }
        CHECK_NEAR(ms_cell(&x, "balancing_cost", c), want, 1e-12);
    }
    fx_close(&x.f);
}

KT_TEST_MAIN
