/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    CHECK(ms_open(&x, &kt_singly_constrained, NULL, 0) == KT_OK);
    double sum = 0, passive = 0, near = 0;
    for (size_t c = 0; c < MS_KNOWN; c++) {
        sum += ms_cell(&x, "singly_constrained", c);
        near += x.need[c];
    }
    for (size_t s = 0; s < 3; s++) passive += fx_get(&x.f, KT_ROWS_SITES, "singly_constrained_sites", s);
    CHECK_NEAR(sum, 25, 1e-12);
    CHECK_NEAR(passive, near, 1e-12);
    fx_close(&x.f);
}

KT_TEST_MAIN
