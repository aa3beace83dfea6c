/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    CHECK(ms_open(&x, &kt_m2sfca, NULL, 0) == KT_OK);
    for (size_t c = 0; c < MS_KNOWN; c++) {
        double sum = 0;
        for (size_t s = 0; s < 2; s++)
            sum += 1000 * x.w[c][s] * x.w[c][s] * x.hours[s] / ms_to_site(&x, s, x.need);
        CHECK_NEAR(ms_cell(&x, "access_m2sfca", c), sum, 1e-12);
    }
    fx_close(&x.f);
}

KT_TEST_MAIN
