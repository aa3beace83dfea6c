/* graph: shortest paths on directed graphs, roads above all. Arrays in, arrays out.
 * Costs are whole units (milliseconds as a rule), so that a path costs the same whatever order its
 * arcs are added in and every search agrees with every other to the last bit.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_GRAPH_H
#define KATVE_GRAPH_H

#include <katve/base.h>

/* No path. Costs of arcs and of paths stay below it: 12 days in milliseconds. */
enum { KT_FAR = 1 << 30 };

/* Forward star: node v owns arcs start[v] .. start[v+1]-1, heads ascending, one arc a head. */
struct kt_graph {
    size_t nnode, narc;
    const uint32_t *start; /* nnode + 1 */
    const int32_t *head;   /* narc */
    const int32_t *cost;   /* narc, 0 .. KT_FAR - 1 */
};

/* From a list of arcs in any order; self loops go, of parallel arcs the cheapest stays. Arcs with a
 * cost outside 0 .. KT_FAR - 1 or an end outside the nodes are the caller's fault. O(nodes + arcs log degree). */
struct kt_graph kt_graph_build(struct kt_arena *keep, size_t nnode, size_t narc, const int32_t *tail,
                               const int32_t *head, const int32_t *cost, struct kt_arena tmp);
/* Sorts a row: ascending heads, equal heads by cost. Rows are short, so insertion is best; long ones go by shells. */
void kt_sort_row(int32_t *head, int32_t *cost, size_t n);
/* Every arc turned round. O(nodes + arcs). */
struct kt_graph kt_graph_reverse(struct kt_arena *keep, const struct kt_graph *g, struct kt_arena tmp);

/* An order in which neighbours on the ground lie close in memory, by halving the longer side of the
 * box again and again: order[i] is the node that comes i-th. Ties by node. O(n log n). */
void kt_graph_order(const double *x, const double *y, size_t n, int32_t *order, struct kt_arena tmp);
/* The same graph with node order[i] called i. */
struct kt_graph kt_graph_renumber(struct kt_arena *keep, const struct kt_graph *g, const int32_t *order,
                                  struct kt_arena tmp);

/* part[v] = number of the weakly connected part of v, parts numbered by their lowest node; returns
 * how many. size (may be NULL) has room for nnode counts. O(nodes + arcs). */
size_t kt_graph_parts(const struct kt_graph *g, int32_t *part, uint32_t *size, struct kt_arena tmp);
/* The same for strongly connected parts (Tarjan 1972, SIAM J. Comput. 1, without recursion). */
size_t kt_graph_strong_parts(const struct kt_graph *g, int32_t *part, uint32_t *size, struct kt_arena tmp);

/* Where a search begins: a node reached at a cost. */
struct kt_start {
    int32_t node, cost;
};

/* ---- plain searches ------------------------------------------------------------------ */

/* A queue of cost buckets and the costs of one search, reused by the next. One per thread. */
struct kt_reach {
    int32_t *cost; /* nnode; KT_FAR where the last search did not come */
    int32_t *node; /* those it came to, in the order of settling */
    size_t n;
    struct kt_bucket *room; /* the queue, private */
};
void kt_reach_init(struct kt_reach *w, const struct kt_graph *g, int32_t cutoff, struct kt_arena *keep);
/* Costs from the cheapest start to every node within `cutoff` (inclusive, at most that of init). Dial's buckets
 * (Dial 1969, CACM 12), a bucket as wide as needed. O(nodes and arcs touched + cutoff / width). */
void kt_reach_run(struct kt_reach *w, const struct kt_graph *g, const struct kt_start *start, size_t nstart,
                  int32_t cutoff);

/* Nearest and second nearest of many sites for every node, in one search: site i begins at
 * start[first[i]] .. start[first[i+1]-1]. Of equal costs the lower site is nearer. cost1/cost2 are KT_FAR and
 * site1/site2 -1 where there is none; all four [nnode]. The second is always another site: cost2 - cost1 is
 * what a node loses when its nearest site closes. O((nodes + arcs) log). */
void kt_nearest_two(const struct kt_graph *g, const struct kt_start *start, const uint32_t *first,
                    size_t nsite, int32_t *cost1, int32_t *site1, int32_t *cost2, int32_t *site2,
                    struct kt_arena tmp);

/* ---- a hierarchy for many trees ------------------------------------------------------ */

enum { KT_TREES = 16 }; /* searches that go side by side */

/* A neighbour: cost of the arc to it and of the arc from it, KT_FAR where there is none. */
struct kt_link {
    int32_t node, to, from;
};

/* Tiles of neighbouring nodes, contracted from inside; what is left of sixteen tiles makes a tile of
 * the next level (contraction hierarchies, Geisberger et al. 2008, inside the tiles of a multilevel
 * overlay, Delling et al. 2011). Plain arrays, which may be kept for another run. */
enum { KT_TILE_LEVELS = 8 };
struct kt_contraction {
    size_t nnode, nlevel, ntile, n, nlink; /* n: nodes contracted */
    uint32_t level[KT_TILE_LEVELS + 1];    /* tiles of level k: level[k] .. level[k + 1] - 1 */
    const uint32_t *tile;       /* ntile + 1: tile t contracted node[tile[t]] .. node[tile[t + 1] - 1] */
    const int32_t *node;        /* n, in the order of their going */
    const uint32_t *first;      /* n + 1: link[first[i]] .. are the neighbours that node[i] had then */
    const struct kt_link *link; /* nlink */
    const int32_t *core;        /* nodes never contracted, ascending */
    struct kt_graph core_graph; /* arcs between them, in places of `core` */
};
/* The nodes of `g` must be in kt_graph_order. The same for any number of threads. O(nodes log nodes) in practice. */
struct kt_contraction kt_contract(const struct kt_graph *g, struct kt_arena *keep, struct kt_arena tmp);

/* What a search climbs from its start, and then sweeps down, only the tiles in reach (trees by sweeps, Delling,
 * Goldberg, Nowatzyk and Werneck 2013, PHAST). */
struct kt_hierarchy;
/* `wanted` (nnode, NULL: all) marks nodes whose costs will be asked for; sweeps leave out what leads to none of
 * them. O(nodes + links). */
const struct kt_hierarchy *kt_hierarchy_build(const struct kt_contraction *c, const uint8_t *wanted,
                                              struct kt_arena *keep, struct kt_arena tmp);

/* Costs of up to KT_TREES trees at `n` nodes: row i is cost[i * KT_TREES ..], KT_FAR or above: not reached;
 * costs over the cutoff may be too high and are to be ignored. */
typedef void kt_trees_visit(void *ctx, const int32_t *node, const int32_t *cost, size_t n);

/* One thread's room for kt_trees_run; `keep` must be that thread's own, as the room may grow. */
struct kt_trees;
struct kt_trees *kt_trees_new(const struct kt_hierarchy *h, struct kt_arena *keep);
/* Trees from ntree (<= KT_TREES) places, tree t from start[first[t]] .. start[first[t+1]-1], best near each
 * other. Visits every wanted node of each tile in reach once, tiles in a fixed order. O(tiles in reach). */
void kt_trees_run(struct kt_trees *w, const struct kt_start *start, const uint32_t *first, size_t ntree,
                  int32_t cutoff, kt_trees_visit *visit, void *ctx);

/* What building made, for logs and benches. */
struct kt_hierarchy_size {
    size_t nlevel, ntile, ncore, narc_down, narc_up, bytes;
};
struct kt_hierarchy_size kt_hierarchy_size(const struct kt_hierarchy *h);

#endif
