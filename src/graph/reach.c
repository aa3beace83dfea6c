/* reach: everything within a cost of a place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/bucket_internal.h"

void kt_reach_init(struct kt_reach *w, const struct kt_graph *g, int32_t cutoff, struct kt_arena *keep)
{
    w->cost = KT_NEW(keep, int32_t, g->nnode);
    w->node = KT_NEW(keep, int32_t, g->nnode);
    w->n = 0;
    w->room = KT_NEW(keep, struct kt_bucket, 1);
    *w->room = bucket_new(g, g->nnode, cutoff, keep);
    for (size_t v = 0; v < g->nnode; v++) w->cost[v] = KT_FAR;
}

static inline void relax(struct kt_reach *w, int32_t v, int32_t cost)
{
    if (cost >= w->cost[v]) return;
    if (w->cost[v] == KT_FAR) w->node[w->n++] = v;
    w->cost[v] = cost;
    bucket_put(w->room, v, cost);
}

void kt_reach_run(struct kt_reach *w, const struct kt_graph *g, const struct kt_start *start, size_t nstart,
                  int32_t cutoff)
{
    for (size_t i = 0; i < w->n; i++) w->cost[w->node[i]] = KT_FAR;
    w->n = 0;
    for (size_t i = 0; i < nstart; i++)
        if (start[i].cost <= cutoff) relax(w, start[i].node, start[i].cost);
    for (int32_t v; (v = bucket_take(w->room)) >= 0;)
        for (uint32_t a = g->start[v]; a < g->start[v + 1]; a++)
            if (g->cost[a] <= cutoff - w->cost[v]) relax(w, g->head[a], w->cost[v] + g->cost[a]);
}
