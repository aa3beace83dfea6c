/* A town of streets at random: one-way, parallel, loops, of no length, closed, ferries; doors at crossings, on one
 * another, off the road.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_ROAD_TOWN_H
#define KATVE_TESTS_ROAD_TOWN_H

#include "model/travel/network_internal.h"

#include <katve/rng.h>

enum { SIDE = 12, NODES = SIDE * SIDE, EDGES = 3 * NODES, CELLS = 160, SITES = 37 };

struct town {
    double x[NODES], y[NODES], vx[2 * EDGES], vy[2 * EDGES], cell_x[CELLS], cell_y[CELLS], site_x[SITES],
        site_y[SITES];
    int32_t from[EDGES], to[EDGES];
    float length[EDGES], kmh[EDGES], kmh_back[EDGES], ferry[EDGES];
    uint8_t open[EDGES], use[SITES];
    uint32_t first[EDGES + 1], draw, seed;
};

static double draw(struct town *t)
{
    return kt_rng_uniform(7, KT_STREAM_BENCH, t->seed, t->draw++);
}

static void add_street(struct kt_roads *r, struct town *t, int32_t a, int32_t b)
{
    size_t e = r->nedge++;
    double u = draw(t);
    t->from[e] = a, t->to[e] = b;
    for (size_t k = 0; k < 2; k++) t->vx[2 * e + k] = t->x[k ? b : a], t->vy[2 * e + k] = t->y[k ? b : a];
    if (a == b) t->vx[2 * e + 1] += 40; /* out, and back at once */
    t->length[e] = (float)hypot(t->vx[2 * e + 1] - t->vx[2 * e], t->vy[2 * e + 1] - t->vy[2 * e]);
    t->kmh[e] = (float)(10 + 50 * draw(t));
    t->kmh_back[e] = (float)(10 + 50 * draw(t));
    t->ferry[e] = u < 0.05 ? 3 : NAN;
    t->open[e] = (uint8_t)(u < 0.25 ? KT_FORTH : u < 0.4 ? KT_BACK : u < 0.45 ? 0 : KT_FORTH | KT_BACK);
    t->first[e + 1] = (uint32_t)(2 * e + 2);
    r->nvert = 2 * e + 2;
}

static void make_town(struct town *t, struct kt_study *st)
{
    *st = (struct kt_study){.cells = {.n = CELLS, .x = t->cell_x, .y = t->cell_y},
                            .sites = {.n = SITES, .x = t->site_x, .y = t->site_y},
                            .roads = {.nnode = NODES,
                                      .x = t->x,
                                      .y = t->y,
                                      .vx = t->vx,
                                      .vy = t->vy,
                                      .from = t->from,
                                      .to = t->to,
                                      .length_m = t->length,
                                      .kmh = t->kmh,
                                      .kmh_back = t->kmh_back,
                                      .ferry_min = t->ferry,
                                      .first = t->first,
                                      .open = {t->open, t->open, t->open}}};
    for (size_t v = 0; v < NODES; v++)
        t->x[v] = 300.0 * (double)(v % SIDE), t->y[v] = 300.0 * (double)(v / SIDE);
    for (int i = 0; i < 6; i++) /* two crossings in one place */
        t->x[20 * i + 1] = t->x[20 * i], t->y[20 * i + 1] = t->y[20 * i];
    for (int32_t v = 0; v < NODES; v++) {
        if (v % SIDE + 1 < SIDE && draw(t) < 0.8) add_street(&st->roads, t, v, v + 1);
        if (v + SIDE < NODES && draw(t) < 0.8) add_street(&st->roads, t, v, v + SIDE);
        if (v + SIDE < NODES && draw(t) < 0.1) add_street(&st->roads, t, v + SIDE, v);
        if (draw(t) < 0.05) add_street(&st->roads, t, v, v);
    }
    for (size_t i = 0; i < CELLS + SITES; i++) {
        double *x = i < CELLS ? &t->cell_x[i] : &t->site_x[i - CELLS],
               *y = i < CELLS ? &t->cell_y[i] : &t->site_y[i - CELLS];
        size_t e = (size_t)(draw(t) * (double)st->roads.nedge),
               like = (size_t)(draw(t) * (double)(i < CELLS ? i : CELLS));
        double share = draw(t) < 0.3 ? rint(draw(t)) : draw(t), off = draw(t) < 0.5 ? 0 : 500 * draw(t) - 100;
        *x = t->vx[2 * e] + share * (t->vx[2 * e + 1] - t->vx[2 * e]) + off;
        *y = t->vy[2 * e] + share * (t->vy[2 * e + 1] - t->vy[2 * e]) + off;
        if (i > 5 && draw(t) < 0.2) *x = t->cell_x[like], *y = t->cell_y[like]; /* neighbours in one house */
    }
    for (size_t s = 0; s < SITES; s++) t->use[s] = s % 9 != 4;
}

#endif
