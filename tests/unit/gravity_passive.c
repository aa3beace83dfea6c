/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    CHECK(ms_open(&x, &kt_gravity_passive, NULL, 0) == KT_OK);
    for (size_t s = 0; s < 3; s++)
        CHECK_NEAR(fx_get(&x.f, KT_ROWS_SITES, "gravity_passive", s), ms_to_site(&x, s, x.need), 1e-12);
    CHECK(isnan(fx_get(&x.f, KT_ROWS_SITES, "gravity_passive", 3)));
    fx_close(&x.f);
}

KT_TEST_MAIN
