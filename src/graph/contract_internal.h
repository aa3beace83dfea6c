/* contract: one tile of a graph, its inner nodes taken out one by one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_CONTRACT_INTERNAL_H
#define KATVE_CONTRACT_INTERNAL_H

#include <katve/graph.h>

/* A neighbourhood that grows in its arena. */
struct kt_links {
    struct kt_link *at;
    uint32_t n, cap;
};

/* Nodes 0 .. ninner-1 may be taken out, ninner .. n-1 stay. */
struct kt_patch {
    size_t n, ninner;
    struct kt_links *links; /* n */
    struct kt_arena *room;  /* for growing neighbourhoods and for the outcome */
};

/* Adds to what is known of the arcs u -> v (to) and v -> u (from): the cheapest stays. */
void kt_patch_link(struct kt_patch *p, int32_t u, int32_t v, int32_t to, int32_t from);

/* Takes inner nodes out, cheapest first (arcs made less arcs gone, and depth, so that the ways up stay short), each replaced
 * by arcs between its neighbours unless a way round is as short, which is looked for until `settle` nodes are
 * settled. Stops at nodes with more than `most` neighbours. order[0 .. returned) are those taken out; their links stay as they were then. */
size_t kt_patch_contract(struct kt_patch *p, uint32_t most, int settle, int32_t *order, struct kt_arena tmp);

#endif
