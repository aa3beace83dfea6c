/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

KT_TEST(levels_add_up_and_carry_intervals)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_need_layers) == KT_OK);
    const char *names[] = {"need_n1", "need_n2", "need_n3", "need"};
    for (int i = 0; i < 4; i++) {
        double sum = 0, uppers = 0;
        for (size_t z = 0; z < FX_ZONES; z++) {
            sum += fx_get(&f, 0, names[i], z);
            uppers += kt_result_find(&f.r, 0, names[i])->upper[z];
            CHECK(fx_has_interval(&f, 0, names[i], z));
        }
        CHECK_NEAR(fx_get(&f, 2, names[i], 0), sum, 1e-12);
        CHECK_NEAR(fx_get(&f, 1, names[i], 0) + fx_get(&f, 1, names[i], 1), sum, 1e-12);
        CHECK(fx_has_interval(&f, 2, names[i], 0));
        /* Draws are shared but not the same everywhere: the sum is surer than its parts. */
        CHECK(kt_result_find(&f.r, 2, names[i])->upper[0] < uppers);
    }
    CHECK_NEAR(fx_get(&f, 0, "need", 1), fx_get(&f, 0, "need_n1", 1) + fx_get(&f, 0, "need_n2", 1), 1e-12);
    CHECK_NEAR(fx_get(&f, 0, "population", 0), 2910, 0);
    CHECK_NEAR(fx_get(&f, 0, "need_per_1000", 0), 1000 * fx_get(&f, 0, "need", 0) / 2910, 1e-12);
    double cells = fx_get(&f, KT_ROWS_CELLS, "need", 2) + fx_get(&f, KT_ROWS_CELLS, "need", 3);
    CHECK_NEAR(cells, fx_get(&f, 0, "need", 1), 1e-12);
    fx_close(&f);
}

KT_TEST(shares_of_a_draw_stay_within_one)
{
    struct fixture f;
    const char *over[] = {"methods.need_layers.draws=200", "methods.need_layers.region_sd=2"};
    fx_open(&f, over, 2);
    CHECK(fx_run(&f, &kt_need_layers) == KT_OK);
    CHECK(f.r.ndraw == 200);
    double worst = 0;
    for (size_t z = 0; z < FX_ZONES; z++)
        for (size_t a = 0; a < FX_AGES; a++)
            for (size_t d = 0; d < 200; d++) {
                double sum = 0;
                for (size_t l = 0; l < 3; l++) {
                    float r = f.r.rate_draw[((z * 3 + l) * FX_AGES + a) * 200 + d];
                    CHECK(r >= 0);
                    sum += (double)r;
                }
                worst = fmax(worst, sum);
            }
    CHECK(worst <= 1 + 1e-6);
    fx_close(&f);
}

/* Multipliers move need between zones and keep the surveyed national rate. */
KT_TEST(odds_multipliers_keep_the_nation)
{
    struct fixture plain, moved;
    const char *over[] = {"methods.need_layers.zone_odds=[\"004=3\", \"region:01=0.8\"]",
                          "methods.need_layers.language_odds=[\"sv=1.5\"]"};
    fx_open(&plain, NULL, 0);
    fx_open(&moved, over, 2);
    CHECK(fx_run(&plain, &kt_need_layers) == KT_OK);
    CHECK(fx_run(&moved, &kt_need_layers) == KT_OK);
    CHECK_NEAR(fx_get(&moved, 2, "need_n1", 0), fx_get(&plain, 2, "need_n1", 0), 1e-9);
    CHECK(fx_get(&moved, 0, "need_n1", 3) > 1.1 * fx_get(&plain, 0, "need_n1", 3));
    CHECK(fx_get(&moved, 0, "need_n1", 0) < fx_get(&plain, 0, "need_n1", 0));
    fx_close(&plain);
    fx_close(&moved);
}

/* Places and education move need in the direction of their odds; a zone of unknown education stays where an
 * average one is, and the nation keeps its rate. */
KT_TEST(place_and_education_keep_the_nation)
{
    struct fixture plain, moved;
    const char *over[] = {"methods.need_layers.place_odds=[\"rural=1.4\"]",
                          "methods.need_layers.education_odds=[\"basic=2.5\", \"secondary=1.5\"]"};
    static const char *place[FX_ZONES] = {"urban", "urban", NULL, "rural"};
    static double basic[FX_ZONES] = {0.1, 0.3, NAN, 0.5}, secondary[FX_ZONES] = {0.3, 0.4, NAN, 0.4};
    fx_open(&plain, NULL, 0);
    fx_open(&moved, over, 2);
    moved.st.level[0].place = place;
    moved.st.level[0].basic_education = basic;
    moved.st.level[0].secondary_education = secondary;
    CHECK(fx_run(&plain, &kt_need_layers) == KT_OK);
    CHECK(fx_run(&moved, &kt_need_layers) == KT_OK);
    CHECK_NEAR(fx_get(&moved, 2, "need_n1", 0), fx_get(&plain, 2, "need_n1", 0), 1e-9);
    CHECK(fx_get(&moved, 0, "need_n1", 3) > 1.1 * fx_get(&plain, 0, "need_n1", 3));
    CHECK(fx_get(&moved, 0, "need_n1", 0) < fx_get(&plain, 0, "need_n1", 0));
    fx_close(&plain);
    fx_close(&moved);
}

/* A layer whose table speaks of half a group gives need to that half alone. */
KT_TEST(a_layer_of_part_of_a_group)
{
    struct fixture f;
    const char *over[] = {"methods.need_layers.total_share=0"};
    fx_open(&f, over, 1);
    static int layer[] = {1, 2}, year[] = {2018, 2018}, lo[] = {16, 41}, hi[] = {89, 64};
    static double rate[] = {0.1, 0.2}, n_eff[] = {1000, 500};
    f.st.rates = (struct kt_rates){2, layer, year, lo, hi, rate, n_eff, {NULL}};
    for (size_t a = 2; a < FX_AGES; a++)
        for (size_t c = 0; c < FX_CELLS; c++) f.st.cells.persons[c * FX_AGES + a] = 0;
    CHECK(fx_run(&f, &kt_need_layers) == KT_OK);
    /* 24 of the 49 years of age from 16 to 64; cells 0 and 1 hold 1,800 persons of these ages. */
    CHECK_NEAR(fx_get(&f, 0, "need_n2", 0), 1800 * 0.2 * 24 / 49, 1e-9);
    CHECK_NEAR(fx_get(&f, 0, "need_n1", 0), 1800 * 0.1, 1e-9);
    CHECK(fx_has_interval(&f, 0, "need_n2", 0));
    fx_close(&f);
}

KT_TEST(bad_input_is_refused)
{
    const char *bad[] = {"methods.need_layers.zone_odds=[\"999=2\"]",
                         "methods.need_layers.zone_odds=[\"001\"]",
                         "methods.need_layers.language_odds=[\"xx=2\"]",
                         "methods.need_layers.weights=[1]",
                         "study.year=2012",
                         "methods.need_layers.place_odds=[\"rural=1.4\"]",
                         "methods.need_layers.education_odds=[\"basic=2\"]"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct fixture f;
        fx_open(&f, &bad[i], 1);
        CHECK(fx_run(&f, &kt_need_layers) == KT_EINPUT);
        CHECK(f.err.text[0]);
        fx_close(&f);
    }
}

KT_TEST_MAIN
