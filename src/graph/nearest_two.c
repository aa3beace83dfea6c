/* nearest_two: the two nearest sites of every node in one search. Each node keeps its two best
 * (cost, site) labels of different sites; each of them waits and spreads on its own. Labels are compared by
 * cost, then site, so that the outcome does not depend on the order of the queue.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/bucket_internal.h"

struct label {
    int32_t cost, site;
};

struct two {
    struct label (*at)[2];
    struct kt_bucket queue; /* item 2v + k: label k of node v */
};

static bool better(struct label a, struct label b)
{
    return a.cost < b.cost || (a.cost == b.cost && a.site < b.site);
}

static inline void set(struct two *t, int32_t v, int k, struct label l)
{
    t->at[v][k] = l;
    bucket_put(&t->queue, 2 * v + k, l.cost);
}

static inline void offer(struct two *t, int32_t v, struct label l)
{
    struct label *own = t->at[v];
    if (!better(l, own[1])) return;
    if (l.site == own[0].site) {
        if (better(l, own[0])) set(t, v, 0, l);
    } else if (better(l, own[0])) {
        struct label former = own[0];
        set(t, v, 0, l);
        if (former.site >= 0) set(t, v, 1, former);
    } else {
        set(t, v, 1, l);
    }
}

void kt_nearest_two(const struct kt_graph *g, const struct kt_start *start, const uint32_t *first,
                    size_t nsite, int32_t *cost1, int32_t *site1, int32_t *cost2, int32_t *site2,
                    struct kt_arena tmp)
{
    struct two t = {.at = (struct label(*)[2])kt_alloc(&tmp, g->nnode, sizeof(struct label[2]))};
    t.queue = bucket_new(g, 2 * g->nnode, KT_FAR - 1, &tmp);
    for (size_t v = 0; v < g->nnode; v++) t.at[v][0] = t.at[v][1] = (struct label){KT_FAR, -1};
    for (size_t s = 0; s < nsite; s++)
        for (uint32_t i = first[s]; i < first[s + 1]; i++)
            offer(&t, start[i].node, (struct label){start[i].cost, (int32_t)s});
    for (int32_t item; (item = bucket_take(&t.queue)) >= 0;) {
        int32_t v = item / 2;
        struct label l = t.at[v][item & 1];
        for (uint32_t a = g->start[v]; a < g->start[v + 1]; a++)
            if (g->cost[a] < KT_FAR - l.cost)
                offer(&t, g->head[a], (struct label){l.cost + g->cost[a], l.site});
    }
    for (size_t v = 0; v < g->nnode; v++) {
        cost1[v] = t.at[v][0].cost;
        site1[v] = t.at[v][0].site;
        cost2[v] = t.at[v][1].cost;
        site2[v] = t.at[v][1].site;
    }
}
