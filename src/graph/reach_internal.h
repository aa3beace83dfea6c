/* reach: what searches within a cutoff share, whatever gives them their arcs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_REACH_INTERNAL_H
#define KATVE_REACH_INTERNAL_H

#include "graph/bucket_internal.h"

static inline void reach_init(struct kt_reach *w, size_t nnode, int64_t width, int32_t cutoff,
                              struct kt_arena *keep)
{
    w->cost = KT_NEW(keep, int32_t, nnode);
    w->node = KT_NEW(keep, int32_t, nnode);
    w->n = 0;
    w->room = KT_NEW(keep, struct kt_bucket, 1);
    *w->room = bucket_new(width, nnode, cutoff, keep);
    for (size_t v = 0; v < nnode; v++) w->cost[v] = KT_FAR;
}

static inline void reach_relax(struct kt_reach *w, int32_t v, int32_t cost)
{
    if (cost >= w->cost[v]) return;
    if (w->cost[v] == KT_FAR) w->node[w->n++] = v;
    w->cost[v] = cost;
    bucket_put(w->room, v, cost);
}

/* Forgets the last search. */
static inline void reach_begin(struct kt_reach *w, const struct kt_start *start, size_t nstart,
                               int32_t cutoff)
{
    for (size_t i = 0; i < w->n; i++) w->cost[w->node[i]] = KT_FAR;
    w->n = 0;
    for (size_t i = 0; i < nstart; i++)
        if (start[i].cost <= cutoff) reach_relax(w, start[i].node, start[i].cost);
}

#endif
