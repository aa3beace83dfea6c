/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    CHECK(ms_open(&x, &kt_kth_nearest, NULL, 0) == KT_OK);
    for (size_t c = 0; c < FX_CELLS; c++) {
        const double *k = x.cost[c];
        double most = fmax(k[0], fmax(k[1], k[2])), least = fmin(k[0], fmin(k[1], k[2]));
        CHECK_NEAR(ms_cell(&x, "kth_nearest", c), k[0] + k[1] + k[2] - most - least, 1e-12);
    }
    fx_close(&x.f);
}

KT_TEST_MAIN
