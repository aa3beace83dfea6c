/* heap: a binary heap of (key, node), lowest first, ties by node so that nothing depends on chance.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_HEAP_INTERNAL_H
#define KATVE_HEAP_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct heap_item {
    int32_t key, node;
};

struct heap {
    struct heap_item *at; /* as many as its owner needs at most */
    size_t n;
};

static inline bool heap_lower(struct heap_item a, struct heap_item b)
{
    return a.key < b.key || (a.key == b.key && a.node < b.node);
}

static inline void heap_push(struct heap *h, struct heap_item x)
{
    size_t i = h->n++;
    for (; i && heap_lower(x, h->at[(i - 1) / 2]); i = (i - 1) / 2) h->at[i] = h->at[(i - 1) / 2];
    h->at[i] = x;
}

static inline struct heap_item heap_pop(struct heap *h)
{
    struct heap_item top = h->at[0], last = h->at[--h->n];
    size_t i = 0;
    for (size_t c; (c = 2 * i + 1) < h->n; i = c) {
        if (c + 1 < h->n && heap_lower(h->at[c + 1], h->at[c])) c++;
        if (!heap_lower(h->at[c], last)) break;
        h->at[i] = h->at[c];
    }
    h->at[i] = last;
    return top;
}

#endif
