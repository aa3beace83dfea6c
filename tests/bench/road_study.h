/* road_study: the made-up country's roads as a study's facts: a street for every pair of arcs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ROAD_STUDY_H
#define ROAD_STUDY_H

#include "road_graph.h"

#include <katve/study.h>

/* side × side crossings 250 m apart, 1.25 streets a crossing, open both ways to all modes. */
static inline struct kt_roads road_study_make(int32_t side, struct kt_arena *keep)
{
    struct kt_arena scratch = kt_arena_open(0), aside = kt_arena_open(0), room = aside;
    struct road_graph g = road_graph_make(side, &room, scratch);
    size_t most = g.graph.narc / 2;
    struct kt_roads r = {.nnode = g.graph.nnode, .credit = "made up"};
    kt_arena_close(scratch);
    double **xy[] = {&r.x, &r.y, &r.vx, &r.vy};
    for (int i = 0; i < 4; i++) *xy[i] = KT_NEW(keep, double, i < 2 ? r.nnode : 2 * most);
    r.from = KT_NEW(keep, int32_t, most), r.to = KT_NEW(keep, int32_t, most);
    r.length_m = KT_NEW(keep, float, most), r.kmh = KT_NEW(keep, float, most);
    r.ferry_min = KT_NEW(keep, float, most), r.first = KT_NEW(keep, uint32_t, most + 1);
    for (int m = 0; m < KT_ROAD_MODES; m++) r.open[m] = KT_NEW(keep, uint8_t, most);
    for (size_t v = 0; v < r.nnode; v++) r.x[v] = g.x[v], r.y[v] = g.y[v];
    for (int32_t v = 0; v < (int32_t)r.nnode; v++)
        for (uint32_t a = g.graph.start[v]; a < g.graph.start[v + 1]; a++) {
            int32_t u = g.graph.head[a];
            size_t e = r.nedge;
            if (u < v) continue;
            r.from[e] = v, r.to[e] = u;
            r.length_m[e] = (float)hypot(r.x[u] - r.x[v], r.y[u] - r.y[v]);
            r.kmh[e] = (float)(3600 * (double)r.length_m[e] / (double)g.graph.cost[a]);
            r.ferry_min[e] = NAN;
            for (int m = 0; m < KT_ROAD_MODES; m++) r.open[m][e] = KT_FORTH | KT_BACK;
            for (int k = 0; k < 2; k++, r.nvert++)
                r.vx[r.nvert] = r.x[k ? u : v], r.vy[r.nvert] = r.y[k ? u : v];
            r.first[++r.nedge] = (uint32_t)r.nvert;
        }
    kt_arena_close(aside);
    return r;
}

#endif
