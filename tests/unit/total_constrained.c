/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    CHECK(ms_open(&x, &kt_total_constrained, NULL, 0) == KT_OK);
    double sum = 0, passive = 0, all = 0;
    for (size_t c = 0; c < MS_KNOWN; c++) sum += ms_cell(&x, "total_constrained", c);
    for (size_t s = 0; s < 3; s++) passive += fx_get(&x.f, KT_ROWS_SITES, "total_constrained_sites", s);
    for (size_t c = 0; c < FX_CELLS; c++) all += x.need[c];
    CHECK_NEAR(sum, 25, 1e-12);
    CHECK_NEAR(passive, all, 1e-12);
    CHECK_NEAR(ms_cell(&x, "total_constrained", 0) / ms_cell(&x, "total_constrained", 2),
               ms_to_cell(&x, 0, x.hours) / ms_to_cell(&x, 2, x.hours), 1e-12);
    fx_close(&x.f);
}

KT_TEST_MAIN
