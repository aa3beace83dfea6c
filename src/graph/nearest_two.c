/* nearest_two: the two nearest sites of every node in one search.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/two_internal.h"

void kt_nearest_two(const struct kt_graph *g, const struct kt_start *start, const uint32_t *first,
                    size_t nsite, int32_t *cost1, int32_t *site1, int32_t *cost2, int32_t *site2,
                    struct kt_arena tmp)
{
    struct two t = two_open(g->nnode, bucket_width(g), start, first, nsite, &tmp);
    for (int32_t item; (item = bucket_take(&t.queue)) >= 0;) {
        int32_t v = item / 2;
        struct label l = t.at[v][item & 1];
        for (uint32_t a = g->start[v]; a < g->start[v + 1]; a++)
            if (g->cost[a] < KT_FAR - l.cost)
                two_offer(&t, g->head[a], (struct label){l.cost + g->cost[a], l.site});
    }
    two_tell(&t, g->nnode, cost1, site1, cost2, site2);
}
