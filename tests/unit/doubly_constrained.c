/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    const char *over[] = {"methods.doubly_constrained.catchment_km=80",
                          "methods.doubly_constrained.tolerance=1e-9"};
    CHECK(ms_open(&x, &kt_doubly_constrained, over, 2) == KT_OK);
    const struct kt_table *fit = kt_result_table(&x.f.r, "doubly_constrained");
    CHECK(fit && fit->value[1] <= 1e-9);
    CHECK(ms_cell(&x, "doubly_constrained", 0) > ms_cell(&x, "doubly_constrained", 4));
    fx_close(&x.f);
}

KT_TEST(totals_that_cannot_be_met)
{
    /* Cells around each site keep apart at 8 km, with other shares of need than of hours. */
    const char *over[] = {"methods.doubly_constrained.catchment_km=8", "methods.doubly_constrained.floor=0"};
    CHECK(ms_open(&x, &kt_doubly_constrained, over, 2) == KT_EINPUT);
    CHECK(strstr(x.f.err.text, "cannot be met") != NULL);
    fx_close(&x.f);
    /* A weight of every pair lets them be met; the table tells what only it carries. */
    CHECK(ms_open(&x, &kt_doubly_constrained, over, 1) == KT_OK);
    const struct kt_table *fit = kt_result_table(&x.f.r, "doubly_constrained");
    CHECK(fit && fit->ncol == 3 && fit->value[1] <= 1e-6);
    CHECK(fit && fit->value[2] > 0 && fit->value[2] < 1);
    fx_close(&x.f);
}

KT_TEST(unequal_totals)
{
    const char *over[] = {"methods.doubly_constrained.balance=none"};
    CHECK(ms_open(&x, &kt_doubly_constrained, over, 1) == KT_EINPUT);
    CHECK(strstr(x.f.err.text, "are not equal") != NULL && strstr(x.f.err.text, "balance") != NULL);
    fx_close(&x.f);
    /* Which total is scaled changes nothing for an index. */
    double index[MS_KNOWN];
    CHECK(ms_open(&x, &kt_doubly_constrained, NULL, 0) == KT_OK);
    for (size_t c = 0; c < MS_KNOWN; c++) index[c] = ms_cell(&x, "doubly_constrained", c);
    fx_close(&x.f);
    over[0] = "methods.doubly_constrained.balance=demand";
    CHECK(ms_open(&x, &kt_doubly_constrained, over, 1) == KT_OK);
    for (size_t c = 0; c < MS_KNOWN; c++) CHECK_NEAR(ms_cell(&x, "doubly_constrained", c), index[c], 1e-9);
    fx_close(&x.f);
}

KT_TEST_MAIN
