/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"
#include "source/roads_internal.h"

static const struct kt_way street = {
    {KT_FORTH | KT_BACK, KT_FORTH | KT_BACK, KT_FORTH | KT_BACK}, 40, 40, NAN, false};
static const struct kt_way oneway = {{KT_FORTH, KT_FORTH | KT_BACK, KT_FORTH}, 40, 40, NAN, false};

static const struct kt_road_joint exact = {1e-3, 0, false}, near = {1e-3, 0.5, false};

struct town {
    struct kt_arena whole, keep, tmp;
    struct kt_road_net *net;
    struct kt_roads roads;
};

static void town_open(struct town *t)
{
    t->whole = t->keep = kt_arena_open(0);
    t->tmp = kt_arena_open(0);
    t->net = kt_road_net_open();
    t->roads = (struct kt_roads){.credit = "a town"};
}
static void town_close(struct town *t)
{
    kt_road_net_free(t->net);
    kt_arena_close(t->whole);
    kt_arena_close(t->tmp);
}
/* Vertices as x, y pairs ended by a negative x. */
static bool line(struct town *t, const struct kt_way *w, const double *xy)
{
    double x[16], y[16];
    size_t n = 0;
    for (; xy[2 * n] >= 0; n++) x[n] = xy[2 * n], y[n] = xy[2 * n + 1];
    return kt_road_net_add(t->net, x, y, x, y, n, w);
}

KT_TEST(lines_meet_where_they_share_a_vertex)
{
    struct town t;
    town_open(&t);
    CHECK(line(&t, &street, (double[]){0, 5, 5, 5, 10, 5, -1}));
    CHECK(line(&t, &street, (double[]){5, 0, 5, 5, 5, 10, -1})); /* a crossing in the middle */
    CHECK(line(&t, &street, (double[]){0, 7, 10, 7, -1}));       /* a bridge over both: no shared vertex */
    CHECK(!line(&t, &street, (double[]){3, 3, 3, 3, -1}));       /* no length */
    kt_road_net_build(t.net, &exact, &t.roads, &t.keep, t.tmp);
    CHECK(t.roads.nedge == 5 && t.roads.nnode == 7);
    double sum = 0;
    for (size_t e = 0; e < t.roads.nedge; e++) sum += t.roads.length_m[e];
    CHECK_NEAR(sum, 30, 1e-6);
    CHECK_STR(t.roads.credit, "a town");
    town_close(&t);
}

KT_TEST(chains_of_alike_pieces_become_one_edge)
{
    struct town t;
    town_open(&t);
    line(&t, &street, (double[]){0, 0, 1, 0, -1});
    line(&t, &street, (double[]){2, 0, 1, 0, -1}); /* drawn the other way */
    line(&t, &street, (double[]){2, 0, 3, 0, -1});
    line(&t, &oneway, (double[]){3, 0, 4, 0, -1});
    line(&t, &oneway, (double[]){4, 0, 5, 0, -1});
    line(&t, &oneway, (double[]){6, 0, 5, 0, -1}); /* against: two one-ways that meet */
    kt_road_net_build(t.net, &exact, &t.roads, &t.keep, t.tmp);
    CHECK(t.roads.nedge == 3 && t.roads.nnode == 4);
    CHECK_NEAR(t.roads.length_m[0], 3, 1e-6);
    CHECK_NEAR(t.roads.length_m[1], 2, 1e-6);
    CHECK(t.roads.first[1] == 4 && t.roads.vx[0] == 0 && t.roads.vx[3] == 3);
    CHECK(t.roads.open[KT_CAR][1] == KT_FORTH && t.roads.open[KT_WALK][1] == (KT_FORTH | KT_BACK));
    town_close(&t);
}

KT_TEST(speeds_turn_with_the_line)
{
    const struct kt_way hill = {{KT_FORTH | KT_BACK, 0, 0}, 60, 50, NAN, false},
                        slope = {{KT_FORTH | KT_BACK, 0, 0}, 50, 60, NAN, false};
    struct town t;
    town_open(&t);
    line(&t, &hill, (double[]){1, 0, 2, 0, -1});
    line(&t, &slope, (double[]){1, 0, 0, 0, -1}); /* the same, drawn the other way */
    line(&t, &slope, (double[]){3, 0, 2, 0, -1});
    line(&t, &slope, (double[]){3, 0, 4, 0, -1}); /* another one */
    kt_road_net_build(t.net, &exact, &t.roads, &t.keep, t.tmp);
    CHECK(t.roads.nedge == 2);
    for (size_t e = 0; e < t.roads.nedge; e++) {
        double x = t.roads.x[t.roads.from[e]], step = t.roads.x[t.roads.to[e]] - x;
        bool long_one = fabs(step) == 3, east_fast = (t.roads.kmh[e] == 60) == (step > 0);
        CHECK(long_one || fabs(step) == 1);
        CHECK(long_one == east_fast && t.roads.kmh[e] + t.roads.kmh_back[e] == 110);
    }
    town_close(&t);
}

KT_TEST(a_chain_may_begin_in_its_middle_and_run_backwards)
{
    struct town t;
    town_open(&t);
    line(&t, &oneway, (double[]){2, 0, 3, 0, -1}); /* met first, second of three */
    line(&t, &oneway, (double[]){1, 0, 2, 0, -1});
    line(&t, &oneway, (double[]){3, 0, 4, 0, -1});
    kt_road_net_build(t.net, &exact, &t.roads, &t.keep, t.tmp);
    CHECK(t.roads.nedge == 1 && t.roads.open[KT_CAR][0] == KT_FORTH);
    CHECK(t.roads.x[t.roads.from[0]] == 1 && t.roads.x[t.roads.to[0]] == 4);
    town_close(&t);
    town_open(&t); /* a ring without a crossing */
    line(&t, &street, (double[]){0, 0, 1, 0, -1});
    line(&t, &street, (double[]){1, 0, 1, 1, -1});
    line(&t, &street, (double[]){1, 1, 0, 0, -1});
    kt_road_net_build(t.net, &exact, &t.roads, &t.keep, t.tmp);
    CHECK(t.roads.nedge == 1 && t.roads.from[0] == t.roads.to[0] && t.roads.first[1] == 4);
    town_close(&t);
}

KT_TEST(loose_ends_snap_when_asked)
{
    for (int snap = 0; snap < 2; snap++) {
        struct town t;
        town_open(&t);
        line(&t, &street, (double[]){0, 0, 10, 0, -1});
        line(&t, &street, (double[]){10.3, 0, 20, 0, -1});
        line(&t, &street, (double[]){10, 0.4, 10, 9, -1});
        kt_road_net_build(t.net, snap ? &near : &exact, &t.roads, &t.keep, t.tmp);
        CHECK(t.roads.nedge == 3 && t.roads.nnode == (snap ? 4 : 6));
        town_close(&t);
    }
}

KT_TEST(lines_may_meet_at_their_ends_only)
{
    struct town t;
    town_open(&t);
    line(&t, &street, (double[]){0, 5, 5, 5, 10, 5, -1});
    line(&t, &street, (double[]){5, 0, 5, 5, 5, 10, -1}); /* crosses at a vertex: a bridge here */
    line(&t, &street, (double[]){10, 5, 20, 5, -1});
    line(&t, &street, (double[]){8, 8, 5, 5, -1}); /* an end on the middle of both */
    size_t untied =
        kt_road_net_build(t.net, &(struct kt_road_joint){1e-3, 0, true}, &t.roads, &t.keep, t.tmp);
    CHECK(untied == 1);
    CHECK(t.roads.nedge == 3 && t.roads.nnode == 6);
    CHECK_NEAR(t.roads.length_m[0], 20, 1e-6); /* the chain over the shared end */
    town_close(&t);
}

KT_TEST(nothing_makes_nothing)
{
    struct town t;
    town_open(&t);
    kt_road_net_build(t.net, &exact, &t.roads, &t.keep, t.tmp);
    CHECK(t.roads.nedge == 0 && t.roads.nnode == 0);
    town_close(&t);
}

KT_TEST_MAIN
