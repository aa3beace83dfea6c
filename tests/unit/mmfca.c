/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../measure_fixture.h"

static struct measured x;

KT_TEST(written_out)
{
    CHECK(ms_open(&x, &kt_mmfca, NULL, 0) == KT_OK);
    for (size_t c = 0; c < MS_KNOWN; c++) {
        double sum = 0;
        for (size_t s = 0; s < 2; s++) sum += 1000 * x.w[c][s] * x.hours[s] / ms_to_site(&x, s, x.need);
        CHECK_NEAR(ms_cell(&x, "access_mmfca", c), sum, 1e-12);
    }
    fx_close(&x.f);
}

/* People without a car reach less of the same sites, and all compete for the same hours. */
KT_TEST(two_modes_and_one_competition)
{
    static float car[FX_CELLS], none[FX_CELLS];
    const char *over[] = {"methods.mmfca.catchment_min=20"};
    struct measured y;
    ms_open(&y, &kt_euclid, over, 1);
    struct kt_costs walk = y.f.r.mode[0];
    for (size_t c = 0; c < FX_CELLS; c++) none[c] = 1 - (car[c] = 0.75F);
    y.f.r.mode[0].share = car;
    walk.mode = "walk", walk.unit = "min", walk.per_metre *= 2, walk.max = INFINITY, walk.share = none;
    CHECK(kt_result_add_mode(&y.f.r, &walk));
    struct kt_arena tmp = kt_arena_open((size_t)1 << 28);
    for (size_t c = 0; c < FX_CELLS; c++) y.need[c] = fx_get(&y.f, KT_ROWS_CELLS, "need", c);
    CHECK(kt_mmfca.run(&kt_mmfca, &y.f.st, &y.f.r, tmp, &y.f.err) == KT_OK);
    double w[2][FX_CELLS][FX_SITES], demand[2] = {0, 0};
    for (size_t c = 0; c < FX_CELLS; c++)
        for (size_t s = 0; s < 2; s++) {
            double min = 2 * y.cost[c][s];
            w[0][c][s] = y.w[c][s];
            w[1][c][s] = min <= 20 ? exp(min * min * log(0.01) / 400) : 0;
            demand[s] += (0.75 * w[0][c][s] + 0.25 * w[1][c][s]) * y.need[c];
        }
    for (size_t c = 0; c < MS_KNOWN; c++) {
        double sum = 0;
        for (size_t s = 0; s < 2; s++)
            sum += 1000 * (0.75 * w[0][c][s] + 0.25 * w[1][c][s]) * y.hours[s] / demand[s];
        CHECK_NEAR(ms_cell(&y, "access_mmfca", c), sum, 1e-12);
    }
    /* A mode of stored pairs that ends before the catchment is refused by name. */
    y.f.r.mode[1].per_metre = 0, y.f.r.mode[1].max = 10;
    CHECK(kt_mmfca.run(&kt_mmfca, &y.f.st, &y.f.r, tmp, &y.f.err) == KT_EINPUT);
    CHECK(strstr(y.f.err.text, "longer than") != NULL);
    kt_arena_close(tmp);
    fx_close(&y.f);
}

KT_TEST_MAIN
