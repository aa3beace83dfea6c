/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

#include "model/model_internal.h"

/* The straight lines of the study as if they came from a file: pairs alone, in minutes. */
static void add_stored(struct fixture *f)
{
    struct kt_costs stored = f->r.mode[0];
    stored.mode = "walk", stored.unit = "min", stored.per_metre = 0, stored.max = INFINITY;
    CHECK(kt_mode_add(&f->r, &stored, &f->err) == KT_OK);
}

KT_TEST(a_mode_is_found_by_name_and_by_unit)
{
    struct fixture f;
    const char *over[] = {"methods.cumulative.mode=walk", "methods.matching_gap.mode=boat"};
    const struct kt_costs *mode;
    fx_open(&f, over, 2);
    CHECK(!kt_mode_in(&f.r, "km"));
    CHECK(fx_run(&f, &kt_euclid) == KT_OK);
    add_stored(&f);
    CHECK(kt_mode_in(&f.r, "km") == &f.r.mode[0] && kt_mode_in(&f.r, "min") == &f.r.mode[1]);
    CHECK(kt_mode_of(&kt_e2sfca, &f.r, &mode, &f.err) == KT_OK && mode == &f.r.mode[0]);
    CHECK(kt_mode_num(&kt_e2sfca, &f.st, mode, "catchment") == 30);
    CHECK(kt_mode_of(&kt_cumulative, &f.r, &mode, &f.err) == KT_OK && mode == &f.r.mode[1]);
    CHECK(kt_mode_num(&kt_cumulative, &f.st, mode, "cutoff") == 15);
    CHECK(kt_mode_of(&kt_matching_gap, &f.r, &mode, &f.err) == KT_EINPUT);
    CHECK(strstr(f.err.text, "`boat`; it has straight, walk") != NULL);
    while (f.r.nmode < KT_MODES_MAX) add_stored(&f);
    CHECK(!kt_result_add_mode(&f.r, &f.r.mode[0]));
    fx_close(&f);
}

KT_TEST(stored_pairs_tell_what_straight_lines_do)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_euclid) == KT_OK);
    add_stored(&f);
    struct kt_decay d = kt_decay_gauss(20, 0.01);
    uint8_t use[FX_SITES] = {1, 0, 1, 0, 0};
    double q[FX_CELLS] = {3, 1, 4, 1, 5, 9, 2, 6}, near[2][FX_CELLS], sum[2][FX_CELLS], back[2][FX_SITES];
    int32_t site[2][FX_CELLS];
    for (size_t i = 0; i < 2; i++) {
        const struct kt_costs *mode = &f.r.mode[i];
        kt_mode_nearest(mode, &f.st, use, near[i], site[i], f.keep);
        kt_mode_from_sites(mode, &f.st, use, q, &d, sum[i], f.keep);
        kt_mode_from_cells(mode, &f.st, use, q, &d, back[i], f.keep);
    }
    for (size_t c = 0; c < FX_CELLS; c++) {
        CHECK_NEAR(sum[0][c], sum[1][c], 1e-5);
        if (near[0][c] > 30) { /* pairs end at the catchment, the search for points does not */
            CHECK(isnan(near[1][c]) && site[1][c] == -1 && site[0][c] >= 0);
            continue;
        }
        CHECK_NEAR(near[0][c], near[1][c], 1e-5);
        CHECK(site[0][c] == site[1][c] && site[0][c] != 1);
    }
    CHECK(sum[0][0] > 0 && sum[0][7] == 0 && back[0][1] == 0 && back[1][1] == 0 && back[0][0] > 0);
    for (size_t s = 0; s < FX_SITES; s++) CHECK_NEAR(back[0][s], back[1][s], 1e-5);
    fx_close(&f);
}

KT_TEST(a_mode_s_own_nearest_serves_for_all_sites)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_euclid) == KT_OK);
    double known[FX_CELLS] = {1, 2, 3, 4, 5, 6, 7, 8}, cost[FX_CELLS];
    int32_t row[FX_CELLS] = {0, 0, 1, 1, 2, 2, 0, 0}, site[FX_CELLS];
    struct kt_costs road = f.r.mode[0];
    road.per_metre = 0, road.nearest = known, road.nearest_site = row;
    kt_mode_nearest(&road, &f.st, NULL, cost, site, f.keep);
    CHECK(cost[7] == 8 && site[7] == 0 && cost[2] == 3 && site[2] == 1);
    fx_close(&f);
}

KT_TEST_MAIN
