/* hierarchy: what the builder makes and the trees run on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_HIERARCHY_INTERNAL_H
#define KATVE_HIERARCHY_INTERNAL_H

#include <katve/graph.h>

enum { NO_ROW = -1 };

/* Rows of a tile while it is swept: first its border (nodes of later tiles), then its own nodes,
 * last contracted first. */
struct tile {
    uint32_t own, nown;       /* in own_node, own_row, down_start */
    uint32_t border, nborder; /* in border_row */
};

struct kt_hierarchy {
    size_t nnode, nlevel, ntile, nrow, ncore, nown, nborder, widest;
    uint32_t level[KT_TILE_LEVELS + 1]; /* tiles of level k: level[k] .. level[k + 1] - 1 */
    const struct tile *tile;
    const int32_t *own_node;    /* nown */
    const int32_t *own_row;     /* nown: its row among those that later sweeps read, or NO_ROW */
    const uint32_t *down_start; /* nown + 1 */
    const int32_t *down_tail;   /* row within the tile */
    const int32_t *down_cost;
    const int32_t *border_row;  /* nborder: rows among the kept ones */
    const int32_t *core_node;   /* ncore: never contracted; kept rows 0 .. ncore-1 are theirs */
    const uint32_t *user_start; /* nrow + 1: the tiles that have a kept row on their border */
    const int32_t *user_tile;
    const int32_t *tile_of; /* nnode: where a climb puts its costs; -1 for the core and for unwanted nodes */
    const int32_t *row_of;  /* nnode: row among the tile's own; kept row for the core; NO_ROW */
    struct kt_graph up;     /* arcs to nodes contracted later; all arcs of the core */
};

#endif
