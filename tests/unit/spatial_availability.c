/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    CHECK(ms_open(&x, &kt_spatial_availability, NULL, 0) == KT_OK);
    double sum = 0;
    for (size_t c = 0; c < MS_KNOWN; c++) {
        double own = 0;
        for (size_t s = 0; s < 2; s++) own += x.w[c][s] * x.need[c] * x.hours[s] / ms_to_site(&x, s, x.need);
        CHECK_NEAR(ms_cell(&x, "available", c), own, 1e-12);
        sum += own;
    }
    CHECK_NEAR(sum, 25, 1e-12);
    CHECK_NEAR(fx_get(&x.f, 2, "available", 0), 25, 1e-12);
    fx_close(&x.f);
}

KT_TEST_MAIN
