/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    CHECK(ms_open(&x, &kt_bfca, NULL, 0) == KT_OK);
    double demand[FX_SITES] = {0}, all[FX_SITES];
    for (size_t s = 0; s < FX_SITES; s++) all[s] = ms_to_site(&x, s, NULL);
    for (size_t c = 0; c < FX_CELLS; c++)
        for (size_t s = 0; s < FX_SITES; s++)
            if (x.w[c][s] > 0) demand[s] += x.need[c] * x.w[c][s] / ms_to_cell(&x, c, NULL);
    for (size_t c = 0; c < MS_KNOWN; c++) {
        double sum = 0;
        for (size_t s = 0; s < 2; s++) sum += 1000 * x.w[c][s] / all[s] * x.hours[s] / demand[s];
        CHECK_NEAR(ms_cell(&x, "access_bfca", c), sum, 1e-12);
    }
    fx_close(&x.f);
}

KT_TEST_MAIN
