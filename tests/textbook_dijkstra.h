/* Shortest paths as in the textbook, to hold every other search against.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_TEXTBOOK_DIJKSTRA_H
#define KATVE_TESTS_TEXTBOOK_DIJKSTRA_H

#include <katve/graph.h>

#include <stdlib.h>

/* Costs from a start to every node, KT_FAR where there is no way. O(n²). */
static void dijkstra(const struct kt_graph *g, struct kt_start s, int32_t *cost)
{
    uint8_t *done = calloc(g->nnode, 1);
    for (size_t v = 0; v < g->nnode; v++) cost[v] = KT_FAR;
    cost[s.node] = s.cost;
    for (;;) {
        size_t best = g->nnode;
        for (size_t v = 0; v < g->nnode; v++)
            if (!done[v] && cost[v] < KT_FAR && (best == g->nnode || cost[v] < cost[best])) best = v;
        if (best == g->nnode) break;
        done[best] = 1;
        for (uint32_t a = g->start[best]; a < g->start[best + 1]; a++) {
            int32_t c = cost[best] + g->cost[a];
            if (c < cost[g->head[a]]) cost[g->head[a]] = c;
        }
    }
    free(done);
}

#endif
