/* A road of 40 km in four pieces, the third one-way eastwards, and an island with streets of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_ROAD_FIXTURE_H
#define KATVE_TESTS_ROAD_FIXTURE_H

#include "model_fixture.h"

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

/* Minutes that are plain to count: 60 km/h as posted, the island large enough to matter. */
static const char *const plain[] = {"methods.road_network.speed_share=1", "methods.road_network.part_nodes=3",
                                    "methods.road_network.far_km=3"};

#endif
