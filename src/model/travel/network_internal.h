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
};

/* Where a cell or a site is on the network. */
struct kt_perch {
    int32_t node;  /* -1: no road near */
    int32_t foot;  /* milliseconds between the door and the road */
    double road_m; /* how far the road is; NaN when there is none within far_m */
    bool alone;    /* on a part that doesn't matter */
};

struct kt_network {
    struct kt_graph to_sites; /* turned round: from a site to all who can come */
    size_t npart, nsmall;     /* parts of the roads, and those that don't matter */
    struct kt_perch *cell, *site;
    double *x, *y; /* of the nodes, in their order */
};

/* Points join the nearest edge that the mode may use; edges are cut there, and everything is numbered
 * by place. Sites with use[s] = 0 stay off. O((edges + points) log). */
void kt_network_build(struct kt_network *n, const struct kt_study *st, const struct kt_network_rules *rules,
                      const uint8_t *use, struct kt_arena *keep, struct kt_arena tmp);

/* Minutes from every cell to the sites it reaches within `max_min`, fixed_min added to each way: pairs with
 * ascending columns. When there would be more than `most`, none is stored (start = NULL, nnz says how many).
 * The same for any number of threads. */
void kt_network_pairs(const struct kt_network *n, size_t ncell, size_t nsite, double max_min,
                      double fixed_min, size_t most, struct kt_csr *pairs, struct kt_arena *keep,
                      struct kt_arena tmp);
/* Nearest and second nearest of all sites for every cell, without a cutoff. */
void kt_network_nearest(const struct kt_network *n, size_t ncell, size_t nsite, double fixed_min,
                        struct kt_costs *costs, struct kt_arena *keep, struct kt_arena tmp);

#endif
