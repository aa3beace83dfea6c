/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../spatial_fixture.h"

extern const struct kt_method kt_moran;

KT_TEST(a_checkerboard_is_minus_one)
{
    struct kt_arena whole = kt_arena_open((size_t)1 << 28), a = whole, tmp = kt_arena_open((size_t)1 << 28);
    struct kt_polygons p = sq_outlines(&a, 8);
    struct kt_weights raw = kt_weights_contiguity(&a, &p, 64, true, 0, tmp);
    struct kt_weights w = kt_weights_style(&a, &raw, KT_STYLE_W);
    double x[64];
    for (size_t z = 0; z < 64; z++) x[z] = (double)((z % 8 + z / 8) % 2);
    CHECK_NEAR(kt_sp_moran(&w, x, false, false, tmp).value, -1, 1e-12);
    CHECK(kt_sp_geary(&w, x, false, false, tmp).value > 1.9);
    kt_arena_close(whole);
    kt_arena_close(tmp);
}

KT_TEST(the_table_has_one_row_for_each_statistic)
{
    struct squares f;
    sq_open(&f, 10, sq_hole, &kt_moran, NULL, 0);
    CHECK(sq_run(&f, &kt_moran) == KT_OK && sq_run(&f, &kt_moran) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "spatial_global");
    CHECK(t && t->nrow == 2);
    if (t) {
        CHECK(t->value[0] > 0.3 && t->value[3] > 3 && t->value[5] <= 0.002 + 1e-15);
        CHECK_NEAR(t->value[6], 99, 0);
        CHECK_STR(t->row[0], "Moran's I: unmet_share");
    }
    sq_close(&f);
}

KT_TEST(a_constant_has_none_and_says_so)
{
    struct squares f;
    sq_open(&f, 4, sq_constant, &kt_moran, NULL, 0);
    CHECK(sq_run(&f, &kt_moran) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "spatial_global");
    CHECK(t && isnan(t->value[0]) && isnan(t->value[5]) && t->note[0] && strstr(t->note[0], "undefined"));
    sq_close(&f);
}

KT_TEST_MAIN
