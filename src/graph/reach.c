/* reach: everything within a cost of a place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/reach_internal.h"

void kt_reach_init(struct kt_reach *w, const struct kt_graph *g, int32_t cutoff, struct kt_arena *keep)
{
    reach_init(w, g->nnode, bucket_width(g), cutoff, keep);
}

void kt_reach_run(struct kt_reach *w, const struct kt_graph *g, const struct kt_start *start, size_t nstart,
                  int32_t cutoff)
{
    reach_begin(w, start, nstart, cutoff);
    for (int32_t v; (v = bucket_take(w->room)) >= 0;)
        for (uint32_t a = g->start[v]; a < g->start[v + 1]; a++)
            if (g->cost[a] <= cutoff - w->cost[v]) reach_relax(w, g->head[a], w->cost[v] + g->cost[a]);
}
