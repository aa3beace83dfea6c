/* network_terrain: from doors to roads over rough country, around a lake, and not at all.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../road_fixture.h"

#include "model/travel/network_internal.h"

#include <katve/rng.h>
#include <katve/surface.h>

enum { NX = 200, NY = 160, ALL = NX * NY, E = 4, G = 6, H = 7 };
static float pace[ALL];

/* Even ground of 500 m cells, 5 km/h, its north-west corner at (-1000, 70000). */
static void open_country(struct fixture *f, const char *const *over, size_t n)
{
    open_roads(f, over, n);
    for (int v = 0; v < ALL; v++) pace[v] = 0.72F;
    f->st.terrain = (struct kt_terrain){NX, NY, -1000, 70000, 500, 500, pace, ""};
}

/* A lake over the cells of the raster whose middles are within `outer` but not within `inner` of a place. */
static void flood(double x, double y, double inner, double outer)
{
    for (int v = 0; v < ALL; v++) {
        double cx = -1000 + (v % NX + 0.5) * 500, cy = 70000 - (v / NX + 0.5) * 500;
        double d = fmax(fabs(cx - x), fabs(cy - y));
        if (d >= inner && d < outer) pace[v] = NAN;
    }
}

static const struct kt_costs *car(const struct fixture *f)
{
    return &f->r.mode[0];
}

KT_TEST(a_door_far_from_roads_goes_across_country)
{
    struct fixture f;
    double straight, terrain, around;
    open_roads(&f, plain, 3);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    straight = car(&f)->nearest[E];
    CHECK(car(&f)->outside[H] == 1);
    fx_close(&f);
    open_country(&f, plain, 3);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    terrain = car(&f)->nearest[E];
    /* Three kilometres to the road and one from it, at 5 km/h in place of 4.7; doors and roads are at middles of cells. */
    CHECK_NEAR(terrain, straight - 4 * (60 / 4.7 - 12), 12 * 1.2);
    CHECK(fabs(terrain - straight) > 0.1);
    /* h is 80 km from the nearest road that leads to a site; g lives on an island whose own streets lead to none. */
    CHECK(car(&f)->outside[H] == 0 && car(&f)->nearest_site[H] == 2);
    CHECK(car(&f)->nearest[H] > 12 * 78 && car(&f)->nearest[H] < 12 * 90);
    CHECK(car(&f)->nearest_site[G] == 2);
    CHECK(car(&f)->nearest[G] > 12 * 55 && car(&f)->nearest[G] < 12 * 64);
    fx_close(&f);
    /* A lake between e and the road is gone around. */
    open_country(&f, plain, 3);
    for (int x = 55; x < 70; x++) pace[137 * NX + x] = NAN;
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    around = car(&f)->nearest[E];
    CHECK(around > terrain + 12 * 1.5 && around < terrain + 12 * 8);
    fx_close(&f);
    const char *const over[] = {plain[0], plain[1], plain[2], "methods.road_network.off_road=straight"};
    open_country(&f, over, 4);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    CHECK(car(&f)->nearest[E] == straight && car(&f)->outside[H] == 1);
    fx_close(&f);
}

KT_TEST(an_island_in_the_lake_is_a_gap)
{
    struct fixture f;
    open_country(&f, plain, 3);
    flood(30000, 3000, 1000, 2400);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    CHECK(car(&f)->outside[E] == 0 && car(&f)->nearest_site[E] == -1);
    const struct kt_table *left = kt_result_table(&f.r, "road_left_car"),
                          *t = kt_result_table(&f.r, "road_network");
    size_t told = 0;
    for (size_t i = 0; i < left->nrow; i++)
        told += strcmp(left->row[i], "cell e") == 0 &&
                strcmp(left->note[i], "no way across country to any road") == 0;
    CHECK(told == 1);
    CHECK(t->value[2] == 0 && t->value[4] == 1); /* none unknown; e alone without a way */
    fx_close(&f);
    /* In the middle of the water there is nothing to stand on: unknown, as beyond the raster. */
    open_country(&f, plain, 3);
    flood(95000, 60000, 0, 3000);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    CHECK(car(&f)->outside[H] == 1);
    fx_close(&f);
}

/* Each door's way against a search of its own, over country that is different everywhere. */
KT_TEST(no_way_to_a_road_is_cheaper)
{
    struct fixture f;
    open_country(&f, plain, 3);
    for (uint32_t v = 0; v < ALL; v++) {
        double u = kt_rng_uniform(5, KT_STREAM_BENCH, v, 1);
        pace[v] = u < 0.1 ? NAN : (float)(0.2 + 5 * u);
    }
    struct kt_network_rules rules;
    double fixed;
    CHECK(kt_road_rules(&f.st, "car", &rules, &fixed));
    CHECK(rules.off_road == 16);
    static const uint8_t gates[7] = {1, 1, 1, 1, 1, 1, 1};
    struct kt_arena own = kt_arena_open(0), a = own;
    struct kt_offroad off = {0};
    kt_offroad_open(&off, &f.st.terrain, &f.st.roads, &rules, gates, &a);
    struct kt_surface s = {NX, NY, 500, 500, pace, 16};
    struct kt_reach w;
    kt_surface_reach_init(&w, &s, KT_FAR - 1, &a);
    uint8_t *gate = KT_NEW(&a, uint8_t, ALL);
    for (int v = 0; v < ALL; v++) gate[v] = off.cost[v] == 0;
    size_t found = 0;
    for (uint32_t i = 0; i < 40; i++) {
        double x = 98000 * kt_rng_uniform(5, KT_STREAM_BENCH, i, 2),
               y = 69000 * kt_rng_uniform(5, KT_STREAM_BENCH, i, 3);
        struct kt_perch door = kt_terrain_perch(&f.st.terrain, x, y, 0);
        int32_t foot = -1;
        struct kt_door at = {0};
        enum kt_offroad_way way = kt_offroad_find(&off, x, y, 0, &at, &foot);
        if (door.node < 0) {
            CHECK(way == KT_OFFROAD_UNKNOWN);
            continue;
        }
        struct kt_start start = {door.node, door.foot};
        int32_t best = KT_FAR;
        kt_surface_reach(&w, &s, &start, 1, KT_FAR - 1);
        for (size_t k = 0; k < w.n; k++)
            if (gate[w.node[k]] && w.cost[w.node[k]] < best) best = w.cost[w.node[k]];
        CHECK((way == KT_OFFROAD_FOUND) == (best < KT_FAR));
        if (way != KT_OFFROAD_FOUND) continue;
        CHECK(foot == best);
        CHECK(at.edge >= 0 && (size_t)at.edge < f.st.roads.nedge && at.at >= 0 &&
              at.at <= (double)length[at.edge] + 1);
        found++;
    }
    CHECK(found > 20);
    kt_arena_close(own);
    fx_close(&f);
}

KT_TEST_MAIN
