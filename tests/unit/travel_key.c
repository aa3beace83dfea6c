/* The key of a kept search: whatever could change what it finds changes the key.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include "model/travel/travel_cache_internal.h"

static double cell_x[] = {1, 2}, cell_y[] = {3, 4}, site_x[] = {5}, site_y[] = {6}, node_x[] = {7, 8},
              node_y[] = {9, 10}, vx[] = {11, 12}, vy[] = {13, 14};
static int32_t from[] = {0}, to[] = {1};
static float length[] = {15}, kmh[] = {16}, kmh_back[] = {18}, ferry[] = {17}, pace[] = {1, 2, 3, 4};
static uint8_t open_car[] = {1}, open_walk[] = {3}, use[] = {1};
static uint32_t first[] = {0, 2};

static struct kt_study st;
static struct kt_search search;

static void reset(void)
{
    st = (struct kt_study){.cells = {.n = 2, .x = cell_x, .y = cell_y},
                           .sites = {.n = 1, .x = site_x, .y = site_y},
                           .roads = {.nnode = 2,
                                     .nedge = 1,
                                     .nvert = 2,
                                     .x = node_x,
                                     .y = node_y,
                                     .from = from,
                                     .to = to,
                                     .length_m = length,
                                     .kmh = kmh,
                                     .kmh_back = kmh_back,
                                     .open = {open_car, open_walk, open_walk},
                                     .ferry_min = ferry,
                                     .first = first,
                                     .vx = vx,
                                     .vy = vy},
                           .terrain = {2, 2, 20, 21, 22, 23, pace, ""}};
    search = (struct kt_search){.st = &st,
                                .use = use,
                                .rules = {KT_CAR, 1, 2, 3, 4, 5, 6, 7},
                                .max_min = 60,
                                .fixed_min = 3,
                                .most = 1000};
}

/* Does the key change when a byte of `what` does? */
static bool matters(void *what)
{
    char before[65], after[65];
    kt_travel_key(&search, before);
    *(uint8_t *)what ^= 1;
    kt_travel_key(&search, after);
    *(uint8_t *)what ^= 1;
    return strcmp(before, after) != 0 && strlen(before) == 64;
}

KT_TEST(all_of_a_search_along_roads_is_in_its_key)
{
    reset();
    void *all[] = {&cell_x[1],
                   &cell_y[0],
                   &site_x[0],
                   &site_y[0],
                   &use[0],
                   &node_x[1],
                   &node_y[0],
                   &from[0],
                   &to[0],
                   &length[0],
                   &kmh[0],
                   &kmh_back[0],
                   &ferry[0],
                   &open_car[0],
                   &first[1],
                   &vx[0],
                   &vy[1],
                   &search.rules.mode,
                   &search.rules.kmh,
                   &search.rules.foot_kmh,
                   &search.rules.ferry_kmh,
                   &search.rules.ferry_wait_min,
                   &search.rules.far_m,
                   &search.rules.bridge_m,
                   &search.rules.part_nodes,
                   &search.max_min,
                   &search.fixed_min};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) CHECK(matters(all[i]));
    CHECK(!matters(&open_walk[0]) && !matters(&pace[0])); /* other modes leave it */
}

KT_TEST(the_graph_has_a_key_of_its_own)
{
    reset();
    void *all[] = {&node_x[1],
                   &node_y[0],
                   &from[0],
                   &to[0],
                   &length[0],
                   &kmh[0],
                   &kmh_back[0],
                   &ferry[0],
                   &open_car[0],
                   &search.rules.mode,
                   &search.rules.kmh,
                   &search.rules.ferry_kmh,
                   &search.rules.ferry_wait_min},
         *none[] = {&cell_x[1],      &site_x[0],          &use[0],      &vx[0],
                    &search.max_min, &search.rules.far_m, &open_walk[0]};
    char before[65], after[65];
    kt_roads_key(&st.roads, &search.rules, before);
    for (size_t i = 0; i < sizeof all / sizeof *all + sizeof none / sizeof *none; i++) {
        bool matter = i < sizeof all / sizeof *all;
        uint8_t *what = matter ? all[i] : none[i - sizeof all / sizeof *all];
        *what ^= 1;
        kt_roads_key(&st.roads, &search.rules, after);
        *what ^= 1;
        CHECK((strcmp(before, after) != 0) == matter);
    }
}

KT_TEST(all_of_a_search_across_country_is_in_its_key)
{
    reset();
    search.neighbours = 16;
    void *all[] = {&cell_x[1],     &site_y[0],      &use[0],           &pace[0],
                   &pace[3],       &st.terrain.x0,  &st.terrain.y0,    &st.terrain.dx,
                   &st.terrain.dy, &search.max_min, &search.fixed_min, &search.rules.far_m};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) CHECK(matters(all[i]));
    CHECK(!matters(&kmh[0]));
    char a[65], b[65];
    kt_travel_key(&search, a);
    search.neighbours = 8;
    kt_travel_key(&search, b);
    CHECK(strcmp(a, b) != 0);
}

KT_TEST_MAIN
