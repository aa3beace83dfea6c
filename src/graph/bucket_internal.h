/* bucket: items waiting in buckets of cost, each at most once, taken out roughly in order of cost.
 * Items of one bucket come in any order, so searches correct labels rather than set them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_BUCKET_INTERNAL_H
#define KATVE_BUCKET_INTERNAL_H

#include <katve/graph.h>

enum { BUCKETS_MOST = 1 << 20, BUCKET_NONE = -1, BUCKET_OUT = INT32_MIN };

struct kt_bucket {
    int32_t width;
    int32_t *first; /* per bucket: its first item or BUCKET_NONE; all empty between searches */
    struct bucket_link {
        int32_t next, prev; /* prev: ~bucket for the first item, BUCKET_OUT for one that does not wait */
    } * link;               /* per item */
    size_t waiting;
    int32_t at; /* no item waits below this bucket */
};

/* Half an average arc: few items are taken out twice, few buckets are empty. */
static inline int64_t bucket_width(const struct kt_graph *g)
{
    int64_t sum = 0;
    for (size_t i = 0; i < g->narc; i++) sum += g->cost[i];
    return g->narc ? sum / (int64_t)g->narc / 2 : 1;
}

/* Buckets for costs up to `most`, `width` wide or wider. */
static inline struct kt_bucket bucket_new(int64_t width, size_t nitem, int32_t most, struct kt_arena *a)
{
    if (width < most / BUCKETS_MOST) width = most / BUCKETS_MOST;
    struct kt_bucket b = {.width = (int32_t)width + 1};
    size_t n = (size_t)(most / b.width) + 1;
    b.first = KT_NEW(a, int32_t, n);
    b.link = KT_NEW(a, struct bucket_link, nitem);
    for (size_t i = 0; i < n; i++) b.first[i] = BUCKET_NONE;
    for (size_t i = 0; i < nitem; i++) b.link[i].prev = BUCKET_OUT;
    return b;
}

static inline void bucket_leave(struct kt_bucket *b, int32_t item)
{
    struct bucket_link l = b->link[item];
    if (l.prev < 0)
        b->first[~l.prev] = l.next;
    else
        b->link[l.prev].next = l.next;
    if (l.next >= 0) b->link[l.next].prev = l.prev;
    b->link[item].prev = BUCKET_OUT;
    b->waiting--;
}

/* Puts an item in the bucket of its cost, out of the one it was in. */
static inline void bucket_put(struct kt_bucket *b, int32_t item, int32_t cost)
{
    if (b->link[item].prev != BUCKET_OUT) bucket_leave(b, item);
    int32_t i = cost / b->width, head = b->first[i];
    b->link[item] = (struct bucket_link){head, ~i};
    if (head >= 0) b->link[head].prev = item;
    b->first[i] = item;
    b->waiting++;
    if (i < b->at) b->at = i;
}

/* Takes out an item of the lowest bucket; -1 when none waits. */
static inline int32_t bucket_take(struct kt_bucket *b)
{
    if (!b->waiting) {
        b->at = 0;
        return -1;
    }
    while (b->first[b->at] < 0) b->at++;
    int32_t item = b->first[b->at];
    bucket_leave(b, item);
    return item;
}

#endif
