/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    const char *over[] = {"methods.raam.tolerance=1e-15"};
    CHECK(ms_open(&x, &kt_raam, over, 1) == KT_OK);
    const struct kt_table *fit = kt_result_table(&x.f.r, "raam");
    double sum = 0, near = 0;
    CHECK(fit && fit->value[1] <= 1e-9);
    for (size_t s = 0; s < 2; s++) sum += fx_get(&x.f, KT_ROWS_SITES, "raam_load", s);
    for (size_t c = 0; c < FX_CELLS; c++)
        if (x.cost[c][0] <= 60 || x.cost[c][1] <= 60) near += x.need[c];
    CHECK_NEAR(sum, near, 1e-9);
    double all = 0;
    for (size_t c = 0; c < FX_CELLS; c++) all += x.need[c];
    for (size_t c = 0; c < FX_CELLS; c++) {
        double least = INFINITY;
        for (size_t s = 0; s < 2; s++)
            if (x.cost[c][s] <= 60)
                least = fmin(least, x.cost[c][s] / 30 + fx_get(&x.f, KT_ROWS_SITES, "raam_load", s) /
                                                            (all / 25 * x.hours[s]));
        CHECK_NEAR(ms_cell(&x, "raam", c), isfinite(least) ? least : NAN, 1e-9);
    }
    fx_close(&x.f);
}

KT_TEST_MAIN
