/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    CHECK(ms_open(&x, &kt_gravity, NULL, 0) == KT_OK);
    for (size_t c = 0; c < MS_KNOWN; c++)
        CHECK_NEAR(ms_cell(&x, "gravity", c), ms_to_cell(&x, c, x.hours), 1e-12);
    CHECK(isnan(ms_cell(&x, "gravity", 5)) && ms_cell(&x, "gravity", 6) == 0);
    CHECK(fx_has_interval(&x.f, 0, "gravity", 0));
    fx_close(&x.f);
}

KT_TEST_MAIN
