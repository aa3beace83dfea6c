/* A road of 40 km in four pieces, the third one-way eastwards, and an island with streets of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

#define BOTH (KT_FORTH | KT_BACK)

static double vx[] = {0,     10000, 10000, 20000, 20000, 30000, 30000,
                      40000, 79000, 80500, 80500, 81000, 79000, 81000},
              vy[] = {0, 0, 0, 0, 0, 0, 0, 0, 40000, 40000, 40000, 41000, 40000, 41000};
static double node_x[] = {0, 10000, 20000, 30000, 40000, 79000, 80500, 81000},
              node_y[] = {0, 0, 0, 0, 0, 40000, 40000, 41000};
static int32_t from[] = {0, 1, 2, 3, 5, 6, 5}, to[] = {1, 2, 3, 4, 6, 7, 7};
static float length[] = {10000, 10000, 10000, 10000, 1500, 1118, 2236}, kmh[] = {60, 60, 60, 60, 60, 60, 60},
             land[] = {NAN, NAN, NAN, NAN, NAN, NAN, NAN};
static uint8_t open_car[] = {BOTH, BOTH, KT_FORTH, BOTH, BOTH, BOTH, BOTH},
               open_walk[] = {BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH};
static uint32_t first[] = {0, 2, 4, 6, 8, 10, 12, 14};

static const char *ids[] = {"a", "b", "c", "d", "e", "f", "g", "h"};

static void open_roads(struct fixture *f, const char *const *over, size_t n)
{
    fx_open(f, over, n);
    f->st.cells.id = ids;
    f->st.sites.id = ids;
    f->st.roads = (struct kt_roads){.nnode = 8,
                                    .nedge = 7,
                                    .nvert = 14,
                                    .x = node_x,
                                    .y = node_y,
                                    .from = from,
                                    .to = to,
                                    .length_m = length,
                                    .kmh = kmh,
                                    .ferry_min = land,
                                    .first = first,
                                    .vx = vx,
                                    .vy = vy,
                                    .open = {open_car, open_walk, open_walk}};
}

static double pair(const struct kt_csr *p, size_t cell, int32_t site)
{
    for (size_t k = p->start[cell]; k < p->start[cell + 1]; k++)
        if (p->col[k] == site) return (double)p->val[k];
    return NAN;
}

static const char *const plain[] = {"methods.road_network.speed_share=1",
                                    "methods.road_network.part_nodes=3"};

KT_TEST(minutes_follow_roads_and_their_directions)
{
    struct fixture f;
    open_roads(&f, plain, 2);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_costs *car = &f.r.mode[f.r.nmode - 1];
    CHECK_STR(car->mode, "car");
    CHECK_STR(car->unit, "min");
    double foot = 60 / 4.7;                                   /* minutes for a kilometre on foot */
    CHECK_NEAR(pair(&car->pairs, 3, 1), 3 + 4, 1e-6);         /* along the road */
    CHECK_NEAR(pair(&car->pairs, 3, 2), 3 + 18 + foot, 1e-6); /* with the one-way piece */
    CHECK_NEAR(pair(&car->pairs, 4, 2), 3 + 3 * foot + 2 + foot, 1e-6);
    CHECK(isnan(pair(&car->pairs, 5, 1))); /* against it */
    CHECK_NEAR(pair(&car->pairs, 1, 0), 3 + foot + 2 + foot / 2, 1e-6);
    CHECK_NEAR(car->nearest[5], 3 + 2 + foot, 1e-6);
    CHECK(car->nearest_site[5] == 2 && car->second_site[5] == -1 && isnan(car->second[5]));
    CHECK(car->nearest_site[3] == 1 && car->second_site[3] == 0);
    CHECK_NEAR(car->second[3], 3 + 14 + foot / 2, 1e-6);
    for (size_t c = 6; c < 8; c++) CHECK(car->nearest_site[c] == -1 && isnan(car->nearest[c]));
    fx_close(&f);
}

KT_TEST(who_is_off_the_network_is_listed)
{
    struct fixture f;
    open_roads(&f, plain, 2);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "road_network"),
                          *left = kt_result_table(&f.r, "road_left_car");
    CHECK(t && left);
    if (!t || !left) return;
    CHECK(t->value[0] == 2 && t->value[1] == 0);   /* parts, none too small */
    CHECK(t->value[2] == 1 && t->value[3] == 140); /* h has no road */
    CHECK(t->value[4] == 1 && t->value[5] == 195); /* g lives on the island */
    CHECK(left->nrow == 2);
    CHECK_STR(left->row[0], "cell g");
    CHECK_STR(left->note[0], "no way to any site");
    CHECK_STR(left->row[1], "cell h");
    CHECK(isnan(left->value[1]));
    fx_close(&f);
}

KT_TEST(a_part_too_small_gives_way_only_to_a_near_one)
{
    struct fixture f; /* the island is too small to matter, but nothing larger is near: it stays an island */
    open_roads(
        &f, (const char *const[]){"methods.road_network.speed_share=1", "methods.road_network.part_nodes=4"},
        2);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "road_network");
    CHECK(t && t->value[1] == 1 && t->value[2] == 1 && t->value[4] == 1);
    fx_close(&f);
}

KT_TEST(walkers_use_both_directions)
{
    struct fixture f;
    open_roads(&f,
               (const char *const[]){"methods.road_network.modes=[walk]", "methods.road_network.max_min=600",
                                     "methods.road_network.part_nodes=3"},
               3);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_costs *walk = &f.r.mode[f.r.nmode - 1];
    CHECK_STR(walk->mode, "walk");
    CHECK_NEAR(pair(&walk->pairs, 5, 1), 24 * 60 / 4.7, 1e-5);
    fx_close(&f);
}

KT_TEST(a_ferry_waits_and_crosses)
{
    struct fixture f;
    open_roads(&f, plain, 2);
    float ferry[] = {NAN, NAN, 25, NAN, NAN, NAN, NAN}; /* the third piece is water */
    f.st.roads.ferry_min = ferry;
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_costs *car = &f.r.mode[f.r.nmode - 1];
    CHECK_NEAR(pair(&car->pairs, 3, 2), 3 + 6 + 10 + 25 + 2 + 60 / 4.7, 1e-5);
    fx_close(&f);
}

KT_TEST(too_many_pairs_are_refused)
{
    struct fixture f;
    open_roads(&f, (const char *const[]){"methods.road_network.stored_pairs=3"}, 1);
    CHECK(fx_run(&f, &kt_road_network) == KT_ELIMIT);
    CHECK(strstr(f.err.text, "stored_pairs (3)") != NULL);
    fx_close(&f);
    fx_open(&f, NULL, 0); /* no roads, nothing to do */
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    CHECK(!kt_result_table(&f.r, "road_network"));
    fx_close(&f);
}

KT_TEST_MAIN
