/* travel_times: minutes by mode, who is slow, cut off or not covered.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../road_fixture.h"

#include "model/model_internal.h"

KT_TEST(minutes_and_people_by_mode)
{
    struct fixture f;
    open_roads(&f,
               (const char *const[]){plain[0], plain[1], plain[2],
                                     "methods.road_network.modes=[car, walk_slow]",
                                     "methods.travel_times.standard_min=30"},
               5);
    CHECK(fx_run(&f, &kt_travel_times) == KT_OK);
    double foot = 60 / 4.7, slow = 60 / 3.43;
    CHECK_NEAR(fx_get(&f, KT_ROWS_CELLS, "travel_min_car", 0), 3 + foot / 2, 1e-4);
    CHECK_NEAR(fx_get(&f, KT_ROWS_CELLS, "travel_min_walk_slow", 0), slow / 2, 1e-4);
    CHECK(isnan(fx_get(&f, KT_ROWS_CELLS, "travel_min_car", 6)));
    CHECK(fx_get(&f, KT_ROWS_CELLS, "reached_car", 6) == 0 &&
          fx_get(&f, KT_ROWS_CELLS, "reached_car", 0) == 1);
    CHECK(isnan(fx_get(&f, KT_ROWS_CELLS, "reached_car", 7)));
    CHECK(fx_has_interval(&f, 0, "travel_min_car", 0));
    CHECK(fx_get(&f, 0, "travel_min_car", 0) > 3 + foot / 2);
    /* Zone 3: g, on the island, 195 residents; h, off every road, 140. */
    CHECK_NEAR(fx_get(&f, 0, "covered_car", 3), 195.0 / 335, 1e-12);
    CHECK(isnan(fx_get(&f, 0, "cut_off_car", 3)) && isnan(fx_get(&f, 0, "slow_car", 3)));
    CHECK(fx_get(&f, 0, "covered_car", 0) == 1 && fx_get(&f, 0, "cut_off_car", 0) == 0);
    CHECK(fx_get(&f, 2, "cut_off_car", 0) == 195); /* the country is covered well enough */
    CHECK(fx_get(&f, 0, "slow_car", 0) == 0 && fx_get(&f, 0, "slow_walk_slow", 0) > 0);
    CHECK(fx_has_interval(&f, 2, "slow_car", 0));
    fx_close(&f);
}

KT_TEST(persons_go_by_mode_and_age)
{
    struct fixture f;
    open_roads(&f,
               (const char *const[]){plain[0], plain[1], plain[2],
                                     "methods.road_network.modes=[car, walk, walk_slow, cycle]",
                                     "methods.road_network.without_car=[1, 0.2, 0.3, 0.5]"},
               5);
    CHECK(fx_run(&f, &kt_travel_times) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "persons_by_mode");
    CHECK(t && t->nrow == 16 && t->ncol == 3);
    if (!t) return;
    CHECK_STR(t->row[3], "car 75-");
    CHECK_STR(t->row[11], "walk_slow 75-");
    /* Persons of each age whom the roads cover: 750, 3000, 760, 665. */
    static const double all[4] = {750, 3000, 760, 665};
    /* Ages 65-74 lie half under 70, those of 75- half under 80. */
    static const double walk[4] = {1, (2 * 1 + 47 * 0.2) / 49, 0.25, 0.15}, slow[4] = {0, 0, 0, 0.25};
    for (size_t g = 0; g < 4; g++) {
        CHECK_NEAR(t->value[g * 3], all[g] * (1 - walk[g] - slow[g]), 1e-9);
        CHECK_NEAR(t->value[(4 + g) * 3], all[g] * walk[g], 1e-9);
        CHECK_NEAR(t->value[(8 + g) * 3], all[g] * slow[g], 1e-9);
        CHECK_NEAR(t->value[(12 + g) * 3], all[g], 1e-9); /* anyone may cycle */
    }
    CHECK_NEAR(t->value[3 * 3 + 2], 45 * 0.6, 1e-9); /* those of 75 on the island with a car */
    /* Shares of the modes that someone depends on add up to everyone. */
    const struct kt_costs *c = &f.r.mode[0];
    for (size_t i = 0; i < FX_CELLS; i++)
        CHECK_NEAR((double)c[0].share[i] + (double)c[1].share[i] + (double)c[2].share[i], 1, 1e-6);
    CHECK(!c[3].share);
    fx_close(&f);
}

/* Whoever drives goes by car and the others on foot: each age's need by its own way, summed here by hand. */
KT_TEST(need_by_ones_own_way)
{
    struct fixture f;
    open_roads(&f,
               (const char *const[]){plain[0], plain[1], plain[2], "methods.road_network.modes=[car, walk]",
                                     "methods.road_network.without_car=[1, 0.2, 0.3, 0.5]"},
               5);
    CHECK(fx_run(&f, &kt_travel_times) == KT_OK);
    static const double walk[4] = {1, (2 * 1 + 47 * 0.2) / 49, 0.25, 0.4};
    double *need = kt_doubles(&f.keep, FX_CELLS, 0), walking = 0, slow = 0;
    for (size_t g = 0; g < 4; g++) {
        uint8_t age[4] = {0};
        age[g] = 1;
        kt_need_cells_of_ages(&f.r, 0, age, need);
        for (size_t c = 0; c < FX_CELLS; c++) {
            double reached = fx_get(&f, KT_ROWS_CELLS, "reached_car", c);
            double by_car = fx_get(&f, KT_ROWS_CELLS, "travel_min_car", c),
                   on_foot = fx_get(&f, KT_ROWS_CELLS, "travel_min_walk", c);
            if (isnan(reached)) continue; /* off every road */
            walking += need[c] * walk[g];
            slow += need[c] * ((by_car <= 30 ? 0 : 1 - walk[g]) + (on_foot <= 30 ? 0 : walk[g]));
        }
    }
    CHECK(slow > 0 && walking > 0);
    CHECK_NEAR(fx_get(&f, 2, "slow_own", 0), slow, 1e-9 * slow);
    CHECK_NEAR(fx_get(&f, 2, "need_walking", 0), walking, 1e-9 * walking);
    CHECK(fx_has_interval(&f, 2, "slow_own", 0) && fx_has_interval(&f, 0, "need_walking", 0));
    fx_close(&f);
}

KT_TEST(straight_lines_have_no_minutes)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_travel_times) == KT_OK);
    CHECK(!kt_result_find(&f.r, 0, "travel_min_straight") && !kt_result_table(&f.r, "persons_by_mode"));
    fx_close(&f);
}

KT_TEST(modes_have_names)
{
    static const char *const mode[] = {"car", "walk", "walk_slow", "cycle", "transit", "straight"};
    for (size_t i = 0; i < 6; i++)
        for (int l = 0; l < KT_NLANG; l++) CHECK(strcmp(kt_mode_how(mode[i]).s[l], mode[i]) != 0);
    CHECK_STR(kt_mode_how("car").s[KT_SV], "med bil");
    CHECK_STR(kt_mode_how("boat").s[KT_FI], "boat");
}

KT_TEST_MAIN
