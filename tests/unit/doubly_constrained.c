/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    const char *over[] = {"methods.doubly_constrained.catchment_km=80"};
    CHECK(ms_open(&x, &kt_doubly_constrained, over, 1) == KT_OK);
    const struct kt_table *fit = kt_result_table(&x.f.r, "doubly_constrained");
    CHECK(fit && fit->value[1] <= 1e-9);
    CHECK(ms_cell(&x, "doubly_constrained", 0) > ms_cell(&x, "doubly_constrained", 4));
    fx_close(&x.f);
}

KT_TEST(totals_that_cannot_be_met)
{
    /* Cells around each site keep apart at 8 km, with other shares of need than of hours. */
    const char *over[] = {"methods.doubly_constrained.catchment_km=8"};
    CHECK(ms_open(&x, &kt_doubly_constrained, over, 1) == KT_EINPUT);
    CHECK(strstr(x.f.err.text, "cannot be met") != NULL);
    fx_close(&x.f);
}

KT_TEST_MAIN
