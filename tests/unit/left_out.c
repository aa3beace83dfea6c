/* method left_out: residents and persons in need beyond the standard, by age and by language.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

extern const struct kt_method kt_left_out;

static const char *const band[FX_AGES] = {"0_15", "16_64", "65_74", "75"};

static double named(struct fixture *f, int level, const char *stem, size_t b, size_t z)
{
    char name[64];
    snprintf(name, sizeof name, "%s_%s", stem, band[b]);
    return fx_get(f, level, name, z);
}

KT_TEST(ages_by_hand)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_left_out) == KT_OK);
    for (size_t b = 0; b < FX_AGES; b++) {
        double all = 0, far = 0;
        for (size_t c = 0; c < FX_CELLS; c++) {
            all += fx_persons[c][b];
            far += fx_get(&f, KT_ROWS_CELLS, "dist_km", c) > 10 ? fx_persons[c][b] : 0;
        }
        CHECK_NEAR(named(&f, 2, "pop", b, 0), all, 1e-12);
        CHECK_NEAR(named(&f, 2, "far", b, 0), far, 1e-12);
        CHECK(far > 0);
        CHECK_NEAR(named(&f, 0, "far", b, 0), 0, 0); /* everyone of zone A is near */
    }
    fx_close(&f);
}

KT_TEST(parts_add_up_at_every_level)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_left_out) == KT_OK);
    for (int lv = 0; lv < 3; lv++) {
        for (size_t z = 0; z < f.st.level[lv].n; z++) {
            double pop = 0, far = 0, need = 0;
            for (size_t b = 0; b < FX_AGES; b++) {
                far += named(&f, lv, "far", b, z);
                pop += lv ? named(&f, lv, "pop", b, z) : 0;
                need += lv ? named(&f, lv, "need_far", b, z) : 0;
            }
            CHECK_NEAR(far, fx_get(&f, lv, "pop_far", z), 1e-9);
            if (lv) CHECK_NEAR(need, fx_get(&f, lv, "need_far", z), 1e-9);
            if (lv) CHECK_NEAR(pop, fx_get(&f, lv, "population", z), 1e-9);
            CHECK_NEAR(fx_get(&f, lv, "far_lang_sv", z) + fx_get(&f, lv, "far_lang_rest", z), far, 1e-9);
        }
    }
    CHECK(fx_has_interval(&f, 2, "need_far_75", 0));
    CHECK_NEAR(fx_get(&f, 0, "far_lang_sv", 3), 0.1 * fx_get(&f, 0, "pop_far", 3), 1e-9);
    fx_close(&f);
}

KT_TEST(people_of_unknown_language_are_in_none)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    f.st.cells.lang_share[7] = NAN;
    CHECK(fx_run(&f, &kt_left_out) == KT_OK);
    CHECK_NEAR(fx_get(&f, 0, "far_lang_sv", 3), 0.1 * f.st.cells.total[6], 1e-9);
    CHECK_NEAR(fx_get(&f, 0, "far_lang_rest", 3), 0.9 * f.st.cells.total[6], 1e-9);
    fx_close(&f);
    fx_open(&f, NULL, 0);
    f.st.cells.lang_share[6] = f.st.cells.lang_share[7] = NAN;
    CHECK(fx_run(&f, &kt_left_out) == KT_OK);
    CHECK(isnan(fx_get(&f, 0, "far_lang_sv", 3)) && fx_get(&f, 0, "far_lang_sv", 0) == 0);
    fx_close(&f);
}

KT_TEST_MAIN
