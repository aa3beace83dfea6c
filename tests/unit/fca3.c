/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    CHECK(ms_open(&x, &kt_fca3, NULL, 0) == KT_OK);
    double share[FX_CELLS];
    for (size_t c = 0; c < FX_CELLS; c++) share[c] = x.w[c][0] + x.w[c][1] + x.w[c][2];
    double demand[FX_SITES] = {0};
    for (size_t c = 0; c < FX_CELLS; c++)
        for (size_t s = 0; s < FX_SITES; s++)
            if (share[c] > 0) demand[s] += x.need[c] * x.w[c][s] * x.w[c][s] / share[c];
    for (size_t c = 0; c < MS_KNOWN; c++) {
        double sum = 0;
        for (size_t s = 0; s < 2; s++)
            sum += 1000 * x.w[c][s] * x.w[c][s] / share[c] * x.hours[s] / demand[s];
        CHECK_NEAR(ms_cell(&x, "access_fca3", c), sum, 1e-12);
    }
    fx_close(&x.f);
}

KT_TEST_MAIN
