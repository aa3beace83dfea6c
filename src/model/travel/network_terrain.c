/* network_terrain: from a door to the road across country, where the study has a raster of it: over fells on foot or by
 * snowmobile, from an island to the pier by boat. One search from all roads at once gives each cell of the raster
 * the cheapest way to a road, and which road that is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/network_internal.h"

#include <katve/surface.h>
#include <string.h>

static double centre_distance(const struct kt_terrain *t, int32_t x, int32_t y, double px, double py)
{
    return hypot(px - (t->x0 + (x + 0.5) * t->dx), py - (t->y0 - (y + 0.5) * t->dy));
}

struct kt_perch kt_terrain_perch(const struct kt_terrain *t, double px, double py, double snap_m)
{
    struct kt_perch p = {.node = -1, .part = -1, .road_m = NAN};
    double fx = floor((px - t->x0) / t->dx), fy = floor((t->y0 - py) / t->dy), best = INFINITY;
    if (!(fx >= 0 && fx < t->nx && fy >= 0 && fy < t->ny)) return p;
    int32_t cx = (int32_t)fx, cy = (int32_t)fy;
    int32_t own = cy * t->nx + cx;
    /* On dry land already: no need to look round. */
    double reach = isnan(t->pace[own]) ? snap_m : 0;
    int32_t rx = (int32_t)fmin(reach / t->dx + 1, t->nx), ry = (int32_t)fmin(reach / t->dy + 1, t->ny);
    if (reach <= 0) rx = ry = 0;
    for (int32_t y = cy - ry < 0 ? 0 : cy - ry; y <= cy + ry && y < t->ny; y++)
        for (int32_t x = cx - rx < 0 ? 0 : cx - rx; x <= cx + rx && x < t->nx; x++) {
            double d = centre_distance(t, x, y, px, py);
            if (isnan(t->pace[y * t->nx + x]) || d >= best || (reach > 0 && d > snap_m)) continue;
            best = d;
            p.node = y * t->nx + x;
        }
    if (p.node < 0) return p;
    p.road_m = best;
    p.foot = (int32_t)fmin(rint(1000 * best * (double)t->pace[p.node]), KT_FAR - 1);
    return p;
}

/* ---- the way to the road ---- */

/* Where roads of the mode begin on the raster: a cell for each, the first road that crosses it. */
struct gates {
    const struct kt_terrain *t;
    size_t n;
    int32_t *of; /* per cell of the raster: its gate, -1 */
    struct kt_start *start;
    int32_t *edge;
    float *at; /* metres along the edge's shape */
};

static void add_gate(struct gates *g, double x, double y, size_t edge, double at)
{
    const struct kt_terrain *t = g->t;
    double fx = floor((x - t->x0) / t->dx), fy = floor((t->y0 - y) / t->dy);
    if (!(fx >= 0 && fx < t->nx && fy >= 0 && fy < t->ny)) return;
    int32_t v = (int32_t)fy * t->nx + (int32_t)fx;
    if (g->of[v] >= 0 || isnan(t->pace[v])) return; /* a bridge has no shore */
    g->of[v] = (int32_t)g->n;
    g->start[g->n] = (struct kt_start){v, 0};
    g->edge[g->n] = (int32_t)edge;
    g->at[g->n++] = (float)at;
}

static void walk_edge(struct gates *g, const struct kt_roads *r, size_t e)
{
    double step = fmin(g->t->dx, g->t->dy) / 2, before = 0;
    for (uint32_t v = r->first[e]; v + 1 < r->first[e + 1]; v++) {
        double x = r->vx[v], y = r->vy[v], dx = r->vx[v + 1] - x, dy = r->vy[v + 1] - y, len = hypot(dx, dy);
        size_t n = (size_t)ceil(len / step);
        for (size_t i = 0; i <= n && len > 0; i++) {
            double f = (double)i / (double)n;
            add_gate(g, x + f * dx, y + f * dy, e, before + f * len);
        }
        before += len;
    }
}

void kt_offroad_open(struct kt_offroad *o, const struct kt_terrain *t, const struct kt_roads *r,
                     const struct kt_network_rules *q, const uint8_t *gate_edge, struct kt_arena *keep)
{
    size_t all = (size_t)t->nx * (size_t)t->ny;
    struct gates g = {.t = t,
                      .of = KT_NEW(keep, int32_t, all),
                      .start = KT_NEW(keep, struct kt_start, all),
                      .edge = KT_NEW(keep, int32_t, all),
                      .at = KT_NEW(keep, float, all)};
    memset(g.of, -1, all * sizeof *g.of);
    for (size_t e = 0; e < r->nedge; e++)
        if (gate_edge[e]) walk_edge(&g, r, e);
    uint32_t *first = KT_NEW(keep, uint32_t, g.n + 1);
    for (size_t i = 0; i <= g.n; i++) first[i] = (uint32_t)i;
    int32_t *cost = KT_NEW(keep, int32_t, all), *gate = KT_NEW(keep, int32_t, all);
    struct kt_arena aside = kt_arena_open(0), room = aside;
    struct kt_surface s = {t->nx, t->ny, t->dx, t->dy, t->pace, q->off_road};
    int32_t *cost2 = KT_NEW(&room, int32_t, all), *gate2 = KT_NEW(&room, int32_t, all);
    kt_surface_nearest_two(&s, g.start, first, g.n, cost, gate, cost2, gate2, room);
    kt_arena_close(aside);
    *o = (struct kt_offroad){t, g.n, cost, gate, g.edge, g.at};
}

enum kt_offroad_way kt_offroad_find(const struct kt_offroad *o, double x, double y, double snap_m,
                                    struct kt_door *door, int32_t *foot)
{
    struct kt_perch own = kt_terrain_perch(o->t, x, y, snap_m);
    if (own.node < 0 || !o->nroad) return KT_OFFROAD_UNKNOWN;
    int32_t gate = o->gate[own.node];
    if (gate < 0) return KT_OFFROAD_NONE;
    door->edge = o->edge[gate];
    door->at = (double)o->at[gate];
    int64_t all = (int64_t)own.foot + o->cost[own.node];
    *foot = all < KT_FAR ? (int32_t)all : KT_FAR - 1;
    return KT_OFFROAD_FOUND;
}
