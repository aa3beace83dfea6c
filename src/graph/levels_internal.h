/* levels: what contracting the tiles of a graph, level by level, left behind.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_LEVELS_INTERNAL_H
#define KATVE_LEVELS_INTERNAL_H

#include "graph/contract_internal.h"
#include "graph/hierarchy_internal.h"

struct level_arc {
    int32_t tail, head, cost;
};

/* What contracting a tile left behind, in nodes of the whole graph; `rest` in nodes of its level. */
struct outcome {
    size_t n, nrest;
    int32_t *node;
    struct kt_links *links;
    struct level_arc *rest;
};

/* Tiles of all levels, and the core: those that even the last level's one tile left. */
struct kt_levels {
    size_t nnode, nlevel, ntile;
    uint32_t level[LEVELS_MAX + 1]; /* tiles of level k: level[k] .. level[k + 1] - 1 */
    struct outcome *outcome;        /* ntile */
    size_t ncore;
    const int32_t *core;          /* their nodes, ascending */
    struct kt_graph graph;        /* arcs between them, in places of `core` */
    struct kt_arena whole, *room; /* where all this lies: levels, and outcomes by thread */
    size_t nroom;
};

/* Contracts the graph, whose nodes are in kt_graph_order. The list of rooms lies in `tmp`. */
struct kt_levels kt_levels_build(const struct kt_graph *g, struct kt_arena *tmp);
void kt_levels_free(struct kt_levels *l);

#endif
