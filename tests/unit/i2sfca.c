/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    CHECK(ms_open(&x, &kt_i2sfca, NULL, 0) == KT_OK);
    for (size_t s = 0; s < 2; s++) {
        double sum = 0;
        for (size_t c = 0; c < MS_KNOWN; c++) sum += x.w[c][s] * x.need[c] / ms_to_cell(&x, c, x.hours);
        CHECK_NEAR(fx_get(&x.f, KT_ROWS_SITES, "crowding", s), sum, 1e-12);
    }
    fx_close(&x.f);
}

KT_TEST_MAIN
