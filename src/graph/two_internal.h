/* two: what searches for the two nearest sites share. Each node keeps its two best (cost, site) labels of
 * different sites; each of them waits and spreads on its own. Labels are compared by cost, then site, so that the
 * outcome does not depend on the order of the queue.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TWO_INTERNAL_H
#define KATVE_TWO_INTERNAL_H

#include "graph/bucket_internal.h"

struct label {
    int32_t cost, site;
};

struct two {
    struct label (*at)[2];
    struct kt_bucket queue; /* item 2v + k: label k of node v */
};

static inline bool two_better(struct label a, struct label b)
{
    return a.cost < b.cost || (a.cost == b.cost && a.site < b.site);
}

static inline void two_set(struct two *t, int32_t v, int k, struct label l)
{
    t->at[v][k] = l;
    bucket_put(&t->queue, 2 * v + k, l.cost);
}

static inline void two_offer(struct two *t, int32_t v, struct label l)
{
    struct label *own = t->at[v];
    if (!two_better(l, own[1])) return;
    if (l.site == own[0].site) {
        if (two_better(l, own[0])) two_set(t, v, 0, l);
    } else if (two_better(l, own[0])) {
        struct label former = own[0];
        two_set(t, v, 0, l);
        if (former.site >= 0) two_set(t, v, 1, former);
    } else {
        two_set(t, v, 1, l);
    }
}

/* With the starts of every site waiting. */
static inline struct two two_open(size_t nnode, int64_t width, const struct kt_start *start,
                                  const uint32_t *first, size_t nsite, struct kt_arena *tmp)
{
    struct two t = {.at = (struct label(*)[2])kt_alloc(tmp, nnode, sizeof(struct label[2]))};
    t.queue = bucket_new(width, 2 * nnode, KT_FAR - 1, tmp);
    for (size_t v = 0; v < nnode; v++) t.at[v][0] = t.at[v][1] = (struct label){KT_FAR, -1};
    for (size_t s = 0; s < nsite; s++)
        for (uint32_t i = first[s]; i < first[s + 1]; i++)
            two_offer(&t, start[i].node, (struct label){start[i].cost, (int32_t)s});
    return t;
}

static inline void two_tell(const struct two *t, size_t nnode, int32_t *cost1, int32_t *site1, int32_t *cost2,
                            int32_t *site2)
{
    for (size_t v = 0; v < nnode; v++) {
        cost1[v] = t->at[v][0].cost;
        site1[v] = t->at[v][0].site;
        cost2[v] = t->at[v][1].cost;
        site2[v] = t->at[v][1].site;
    }
}

#endif
