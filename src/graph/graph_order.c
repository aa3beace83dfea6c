/* graph_order: nodes in the order of a kd tree, so that a tile of the ground is a run of memory.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/graph.h>

struct points {
    const double *x, *y;
    int32_t *order;
};

static bool before(const double *key, int32_t a, int32_t b)
{
    return key[a] < key[b] || (key[a] == key[b] && a < b);
}

/* Hoare's selection: afterwards the k-th of order[lo..hi) stands in its place, lower ones before it.
 * The order is total, so the two halves are the same sets on every machine. */
static void select_kth(int32_t *order, const double *key, size_t lo, size_t hi, size_t k)
{
    while (hi - lo > 1) {
        int32_t a = order[lo], b = order[lo + (hi - lo) / 2], c = order[hi - 1];
        int32_t pivot = before(key, a, b) ? (before(key, b, c)   ? b
                                             : before(key, a, c) ? c
                                                                 : a)
                                          : (before(key, a, c)   ? a
                                             : before(key, b, c) ? c
                                                                 : b);
        size_t i = lo, j = hi - 1;
        for (;; i++, j--) {
            while (before(key, order[i], pivot)) i++;
            while (before(key, pivot, order[j])) j--;
            if (i >= j) break;
            int32_t t = order[i];
            order[i] = order[j];
            order[j] = t;
        }
        /* i == j: the pivot's own place; else everything up to j comes before everything from i. */
        if (i == j && k == i) return;
        if (k < i)
            hi = i;
        else
            lo = j + 1;
    }
}

static void halve(const struct points *p, size_t lo, size_t hi)
{
    if (hi - lo < 3) return;
    double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
    for (size_t i = lo; i < hi; i++) {
        double x = p->x[p->order[i]], y = p->y[p->order[i]];
        x0 = fmin(x0, x);
        x1 = fmax(x1, x);
        y0 = fmin(y0, y);
        y1 = fmax(y1, y);
    }
    size_t mid = lo + (hi - lo) / 2;
    select_kth(p->order, x1 - x0 > y1 - y0 ? p->x : p->y, lo, hi, mid);
    halve(p, lo, mid);
    halve(p, mid, hi);
}

void kt_graph_order(const double *x, const double *y, size_t n, int32_t *order, struct kt_arena tmp)
{
    (void)tmp;
    for (size_t i = 0; i < n; i++) order[i] = (int32_t)i;
    halve(&(struct points){x, y, order}, 0, n);
}
