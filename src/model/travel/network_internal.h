/* network: people and sites put on the roads of one mode, ready to be searched.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_NETWORK_INTERNAL_H
#define KATVE_NETWORK_INTERNAL_H

#include "model/model_internal.h"

#include <katve/graph.h>

/* How one mode goes. */
struct kt_network_rules {
    enum kt_road_mode mode;
    double kmh;       /* walking, cycling; car: share of the limit that is really driven */
    double foot_kmh;  /* between a door and its road */
    double ferry_kmh; /* where a crossing's duration is unknown */
    double ferry_wait_min;
    double far_m;      /* no road within it: not on the network */
    double bridge_m;   /* a part too small to matter is left for a larger one so near */
    size_t part_nodes; /* parts with fewer crossings don't matter */
    int off_road;   /* doors reach the road over the study's terrain, with 8 or 16 directions; 0: straight */
    double shore_m; /* a door in a barrier of the terrain goes to passable ground so near */
};

/* Does the mode's edge have doors? Nobody boards a ferry in the middle of its crossing, or lives on a motorway. */
static inline bool kt_edge_has_doors(const struct kt_roads *r, enum kt_road_mode mode, size_t e)
{
    return r->open[mode][e] && isnan(r->ferry_min[e]) && !(r->doorless && r->doorless[e]);
}

/* Where a cell or a site is on the network. */
struct kt_perch {
    int32_t
        node; /* along roads its place in kt_network.door, across country a raster cell; -1: no road near */
    int32_t foot;  /* milliseconds between the door and the road */
    double road_m; /* how far the road is; NaN when there is none within far_m */
    int32_t part;  /* of those that are listed, -1 */
    bool alone; /* on a part that doesn't matter; without a node: on dry land that no way joins to a road */
};

struct kt_network_parts;

/* A part of the roads that hangs together: an island, or the mainland. */
struct kt_network_part {
    double x, y; /* one of its crossings */
    uint64_t crossings;
};
enum { KT_PARTS_LISTED = 1000 };

/* A door on an edge, `at` metres along its shape. Costs in milliseconds. Doors are no nodes of the graph, so that
 * the graph and what is made of it are the same whoever lives along the roads: a search begins and ends at both
 * ends of an edge, and looks along it for doors of the same edge. */
struct kt_door {
    int32_t edge, point; /* point: cells first, then sites */
    double at;
    int32_t along, against; /* from the shape's beginning to it, and back */
    uint8_t open;           /* of its edge: KT_FORTH | KT_BACK */
    int32_t node[2];        /* the edge's beginning and end */
    int32_t leave[2];       /* from the door to each; KT_FAR: closed */
    int32_t come[2];        /* from each to the door */
};

struct kt_network {
    struct kt_graph to_sites;                /* of crossings, turned round: from a site to all who can come */
    const struct kt_contraction *contracted; /* of it; NULL: searches go without */
    const uint32_t *part_size;               /* of each crossing's part */
    size_t npart, nsmall;                    /* parts of the roads, and those that don't matter */
    struct kt_network_part *part; /* nlisted: the largest, by crossings, then by their lowest crossing */
    size_t nlisted;
    struct kt_perch *cell, *site;
    struct kt_door *door; /* by edge and place */
    size_t ndoor;
    int32_t *name; /* node of each crossing: its place in kt_graph_order */
    char key[65];  /* of the graph's kept file; "" where none is kept */
    bool kept;     /* the file holds all of it */
};

/* A stretch of an edge between two crossings or doors. */
struct kt_piece {
    size_t edge;
    double from_m, to_m; /* along the edge's shape */
    int32_t from, to;    /* crossings, or doors counted on from the last crossing */
    int32_t cost,
        back;     /* milliseconds along and against the shape; together the pieces cost what the edge costs */
    uint8_t open; /* KT_FORTH | KT_BACK */
};
typedef void kt_piece_visit(void *ctx, const struct kt_piece *piece);
/* Every piece that the mode may use, edge by edge along their shapes. O(edges + doors). */
void kt_network_pieces(const struct kt_network *n, const struct kt_roads *r, const struct kt_network_rules *q,
                       kt_piece_visit *visit, void *ctx);

/* What methods.road_network says of a mode ("car", "walk", "walk_slow", "cycle"): its rules, and the minutes that
 * each way takes beside the road. False: there is no such mode. */
bool kt_road_rules(const struct kt_study *st, const char *mode, struct kt_network_rules *rules,
                   double *fixed_min);
/* Does the study part people into those who drive and those who walk? */
bool kt_road_shared(const struct kt_study *st);
/* Share of an age group's persons who go by a mode, from without_car; 1: everyone, where it is not given. */
double kt_road_share(const struct kt_study *st, const char *mode, size_t age);

/* The graph, from the folder's file where there is one, and the points on the nearest edges that the mode may use.
 * Sites with use[s] = 0 stay off. `cache` may be NULL. O((edges + points) log). */
void kt_network_build(struct kt_network *n, const struct kt_study *st, const struct kt_network_rules *rules,
                      const uint8_t *use, struct kt_cache *cache, struct kt_arena *keep, struct kt_arena tmp);
/* The first part of it: name and to_sites. Depends on the roads and the rules alone. */
void kt_network_graph(struct kt_network *n, const struct kt_roads *r, const struct kt_network_rules *q,
                      struct kt_arena *keep, struct kt_arena tmp);

static inline int32_t kt_milliseconds(double minutes)
{
    double ms = rint(minutes * 60000);
    return ms < 0 ? 0 : ms >= KT_FAR - 1 ? KT_FAR - 1 : (int32_t)ms;
}

/* Memory for finding the nearest roads, the graph of a mode and plain searches, or contracting it: measured on a million
 * crossings and two and a half million vertices, 156 and 275 MB. */
double kt_network_bytes(const struct kt_roads *r, bool contracted);

/* ---- network_kept.c ---- */

/* As kt_network_graph, kept in the cache's folder under a key of the roads and the rules; n->contracted too where an
 * earlier run left it. A damaged file, which cache->damaged counts, is no file. */
void kt_network_graph_kept(struct kt_network *n, const struct kt_roads *r, const struct kt_network_rules *q,
                           struct kt_cache *cache, struct kt_arena *keep, struct kt_arena tmp);
/* n->contracted for searches of that effort (kt_network_effort): made where it pays, NULL where plain searches
 * are faster; and what no file holds yet is kept. */
void kt_network_contract(struct kt_network *n, double effort, struct kt_cache *cache, struct kt_arena *keep,
                         struct kt_arena tmp);

/* ---- network_doors.c ---- */

/* Cells and sites to the nearest edges, and the doors there, without costs; needs n->part_size. */
void kt_network_snap(struct kt_network *n, const struct kt_study *st, const struct kt_network_rules *q,
                     const uint8_t *use, const struct kt_network_parts *parts, struct kt_arena *keep,
                     struct kt_arena tmp);
/* Ways into the graph from a site, at most two, the walk to its road included; returns how many. */
size_t kt_network_starts(const struct kt_network *n, const struct kt_perch *site, struct kt_start start[2]);
/* Milliseconds from door `a` to door `b` of one edge without leaving it; KT_FAR: closed. */
int32_t kt_door_cost(const struct kt_door *a, const struct kt_door *b);
/* Doors first .. end-1 are those of k's edge. */
struct kt_door_range {
    size_t first, end;
} kt_doors_of_edge(const struct kt_network *n, size_t k);

/* ---- network_search.c ---- */

/* Minutes from every cell to the sites it reaches within `max_min`, fixed_min added to each way: pairs with
 * ascending columns. When there would be more than `most`, none is stored (start = NULL, nnz says how many).
 * The same for any number of threads, and with n->contracted or without. */
void kt_network_pairs(const struct kt_network *n, size_t ncell, size_t nsite, double max_min,
                      double fixed_min, size_t most, struct kt_csr *pairs, struct kt_arena *keep,
                      struct kt_arena tmp);
/* Nodes that plain searches from all sites would settle, from a few of them. O(nodes that those settle). */
double kt_network_effort(const struct kt_network *n, size_t nsite, double max_min, double fixed_min,
                         struct kt_arena tmp);
/* What contracting costs in nodes settled, for each node; and what laying out one that is at hand costs. On a million
 * crossings it took 5.3 us a node, on a full lattice 14, a plain search 0.07 us, so that 100 sites go faster
 * without; pairs are the same either way. */
enum { KT_CONTRACT_EFFORT = 100, KT_LAYOUT_EFFORT = 8 };

/* ---- network_nearest.c ---- */

/* Nearest and second nearest of all sites for every cell, without a cutoff. */
void kt_network_nearest(const struct kt_network *n, size_t ncell, size_t nsite, double fixed_min,
                        struct kt_costs *costs, struct kt_arena *keep, struct kt_arena tmp);

/* ---- network_terrain.c ---- */

/* The nearest cell of the raster that is no barrier, by its centre; ties by row and column. node -1: none within
 * snap_m, or beyond the raster. O(cells within snap_m), O(1) on passable ground. */
struct kt_perch kt_terrain_perch(const struct kt_terrain *t, double x, double y, double snap_m);

/* The cheapest way from each cell of the raster to a road on which a way may end (gate[e]). It ends in the middle of the
 * road's cell: up to half a cell too long or too short. */
struct kt_offroad {
    const struct kt_terrain *t;
    size_t nroad;               /* cells with a road */
    const int32_t *cost, *gate; /* per cell: milliseconds, and the road cell that it leads to (-1: no way) */
    const int32_t *edge;        /* per road cell */
    const float *at;            /* metres along the edge's shape */
};
/* O(cells log cells + length of the roads / size of a cell); 56 bytes a cell for a while. */
void kt_offroad_open(struct kt_offroad *o, const struct kt_terrain *t, const struct kt_roads *r,
                     const struct kt_network_rules *q, const uint8_t *gate, struct kt_arena *keep);
enum kt_offroad_way {
    KT_OFFROAD_UNKNOWN, /* beyond the raster, or in the middle of a barrier; or no road lies on the raster */
    KT_OFFROAD_NONE,    /* on dry land, but barriers are all around */
    KT_OFFROAD_FOUND    /* fills door->edge, door->at and *foot, milliseconds */
};
enum kt_offroad_way kt_offroad_find(const struct kt_offroad *o, double x, double y, double snap_m,
                                    struct kt_door *door, int32_t *foot);

/* ---- network_parts.c ---- */

/* Parts of the roads over the edges that a mode may use; fills n->part_size, n->npart and n->nsmall. */
struct kt_network_parts {
    size_t n;
    int32_t *of;    /* nnode */
    uint32_t *size; /* n */
};
struct kt_network_parts kt_network_parts(struct kt_network *n, const struct kt_roads *r,
                                         const struct kt_network_rules *q, struct kt_arena *keep,
                                         struct kt_arena tmp);
/* Fills n->part; turns the parts of perches (-1: none) into places among those listed. O(parts log + points). */
void kt_network_list_parts(struct kt_network *n, const struct kt_study *st,
                           const struct kt_network_parts *parts, struct kt_arena *keep, struct kt_arena tmp);
/* A table with a row for every part listed. */
void kt_network_parts_table(struct kt_result *r, const struct kt_network *n, size_t part_nodes,
                            const struct kt_costs *costs, struct kt_arena tmp);

/* ---- network_left.c ---- */

/* Is it on a part, however large, that neither road nor ferry joins to the largest one? */
bool kt_perch_apart(const struct kt_network *n, const struct kt_perch *p);
/* Per cell: 1 where the network has no edge near, so that its source says nothing of it; not where the terrain shows
 * that no way leads to a road. */
const uint8_t *kt_network_outside(const struct kt_network *n, size_t ncell, struct kt_arena *keep);
/* Issues: each site that is left (the first of them), and how many cells and persons are cut off or unknown. */
void kt_network_tell_left(struct kt_result *r, const struct kt_network *n, const uint8_t *use,
                          const struct kt_costs *costs);
/* A table with a row for every site and cell that is off the network or cut off, sites first. */
void kt_network_list_left(struct kt_result *r, const struct kt_network *n, const uint8_t *use,
                          const struct kt_costs *costs, const char *name, struct kt_tr title,
                          struct kt_arena tmp);

#endif
