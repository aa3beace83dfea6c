/* road_graph: a country's roads made up with a fixed seed. Crossings on a jittered lattice 250 m apart, a spanning
 * tree that keeps all of them together, and one more street for every four crossings: 2.5 arcs a node.
 * Every 8th and 64th line is a main road and a motorway.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ROAD_GRAPH_H
#define ROAD_GRAPH_H

#include <katve/graph.h>
#include <katve/rng.h>

struct road_graph {
    struct kt_graph graph; /* in kt_graph_order */
    double *x, *y;         /* metres, in the same order */
};

static uint32_t road_mix(uint32_t a, uint32_t b)
{
    uint64_t z = ((uint64_t)a << 32 | b) + 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (uint32_t)(z >> 32);
}

/* Milliseconds along a street between neighbouring crossings. */
static int32_t road_cost(const struct road_graph *r, int32_t a, int32_t b, int32_t line)
{
    double d = hypot(r->x[a] - r->x[b], r->y[a] - r->y[b]);
    double kmh = line % 64 == 0 ? 100 : line % 8 == 0 ? 70 : 40;
    return (int32_t)(d / (kmh / 3.6) * 1000) + 1;
}

static int32_t road_root(int32_t *up, int32_t v)
{
    while (up[v] != v) {
        up[v] = up[up[v]];
        v = up[v];
    }
    return v;
}

/* side × side crossings. */
static inline struct road_graph road_graph_make(int32_t side, struct kt_arena *keep, struct kt_arena tmp)
{
    size_t n = (size_t)side * (size_t)side, m = 0;
    struct road_graph raw = {.x = KT_NEW(&tmp, double, n), .y = KT_NEW(&tmp, double, n)};
    for (size_t v = 0; v < n; v++) {
        raw.x[v] = 250 * ((double)(v % (size_t)side) + road_mix((uint32_t)v, 1) * 0x1p-32 * 0.6);
        raw.y[v] = 250 * ((double)(v / (size_t)side) + road_mix((uint32_t)v, 2) * 0x1p-32 * 0.6);
    }
    /* Streets in a random order, main roads first: those that join parts make the tree, others are spare. */
    size_t nstreet = 2 * (size_t)side * (size_t)(side - 1), spare = n / 4 + 1;
    int32_t *from = KT_NEW(&tmp, int32_t, nstreet), *to = KT_NEW(&tmp, int32_t, nstreet),
            *line = KT_NEW(&tmp, int32_t, nstreet), *up = KT_NEW(&tmp, int32_t, n);
    double *rank = KT_NEW(&tmp, double, nstreet);
    size_t *order = KT_NEW(&tmp, size_t, nstreet);
    for (int32_t v = 0; v < side * side; v++) {
        up[v] = v;
        for (int d = 0; d < 2; d++) {
            if ((d ? v / side : v % side) == side - 1) continue;
            from[m] = v;
            to[m] = d ? v + side : v + 1;
            line[m] = d ? v % side : v / side;
            rank[m] = road_mix((uint32_t)v, 3 + (uint32_t)d) * 0x1p-32 + (line[m] % 64 == 0  ? 0
                                                                          : line[m] % 8 == 0 ? 1
                                                                                             : 2);
            m++;
        }
    }
    kt_order(rank, m, order);
    int32_t *tail = KT_NEW(&tmp, int32_t, 4 * n), *head = KT_NEW(&tmp, int32_t, 4 * n),
            *cost = KT_NEW(&tmp, int32_t, 4 * n);
    size_t narc = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t k = 0; k < m; k++) {
            size_t s = order[pass ? (k * 7919) % m : k];
            if (from[s] < 0) continue;
            int32_t a = road_root(up, from[s]), b = road_root(up, to[s]);
            if (pass ? !spare : a == b) continue;
            if (pass) spare--;
            up[a] = b;
            for (int d = 0; d < 2; d++) {
                tail[narc] = d ? to[s] : from[s];
                head[narc] = d ? from[s] : to[s];
                cost[narc++] = road_cost(&raw, from[s], to[s], line[s]);
            }
            from[s] = -1;
        }
    struct road_graph out = {.x = KT_NEW(keep, double, n), .y = KT_NEW(keep, double, n)};
    int32_t *place = KT_NEW(&tmp, int32_t, n);
    struct kt_arena aside = kt_arena_open(0), first = aside;
    struct kt_graph g = kt_graph_build(&first, n, narc, tail, head, cost, tmp);
    kt_graph_order(raw.x, raw.y, n, place, tmp);
    out.graph = kt_graph_renumber(keep, &g, place, tmp);
    for (size_t i = 0; i < n; i++) {
        out.x[i] = raw.x[place[i]];
        out.y[i] = raw.y[place[i]];
    }
    kt_arena_close(aside);
    return out;
}

#endif
