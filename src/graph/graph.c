/* graph: forward stars and what is done to whole graphs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/graph.h>

#include <string.h>

void kt_sort_row(int32_t *head, int32_t *cost, size_t n)
{
    static const size_t gaps[] = {701, 301, 132, 57, 23, 10, 4, 1}; /* Ciura 2001 */
    for (size_t g = 0; g < sizeof gaps / sizeof *gaps; g++)
        for (size_t i = gaps[g]; i < n; i++) {
            int32_t h = head[i], c = cost[i];
            size_t j = i;
            for (; j >= gaps[g]; j -= gaps[g]) {
                int32_t hj = head[j - gaps[g]], cj = cost[j - gaps[g]];
                if (hj < h || (hj == h && cj <= c)) break;
                head[j] = hj;
                cost[j] = cj;
            }
            head[j] = h;
            cost[j] = c;
        }
}

struct kt_graph kt_graph_build(struct kt_arena *keep, size_t nnode, size_t narc, const int32_t *tail,
                               const int32_t *head, const int32_t *cost, struct kt_arena tmp)
{
    uint32_t *start = KT_NEW(keep, uint32_t, nnode + 1);
    uint32_t *at = KT_NEW(&tmp, uint32_t, nnode + 1);
    int32_t *h = KT_NEW(keep, int32_t, narc), *c = KT_NEW(keep, int32_t, narc);
    for (size_t a = 0; a < narc; a++) at[tail[a] + 1] += tail[a] != head[a];
    for (size_t v = 0; v < nnode; v++) at[v + 1] += at[v];
    memcpy(start, at, (nnode + 1) * sizeof *start);
    for (size_t a = 0; a < narc; a++) {
        if (tail[a] == head[a]) continue;
        uint32_t i = at[tail[a]]++;
        h[i] = head[a];
        c[i] = cost[a];
    }
    uint32_t out = 0;
    for (size_t v = 0; v < nnode; v++) {
        uint32_t from = start[v], to = start[v + 1];
        start[v] = out;
        kt_sort_row(h + from, c + from, to - from);
        for (uint32_t i = from; i < to; i++) {
            if (out > start[v] && h[out - 1] == h[i]) continue;
            h[out] = h[i];
            c[out++] = c[i];
        }
    }
    start[nnode] = out;
    return (struct kt_graph){nnode, out, start, h, c};
}

/* Lists arcs (tail, head, cost) of a graph under new names of nodes. */
static struct kt_graph rebuild(struct kt_arena *keep, const struct kt_graph *g, const int32_t *name,
                               bool turned, struct kt_arena tmp)
{
    int32_t *tail = KT_NEW(&tmp, int32_t, g->narc), *head = KT_NEW(&tmp, int32_t, g->narc);
    for (size_t v = 0; v < g->nnode; v++)
        for (uint32_t a = g->start[v]; a < g->start[v + 1]; a++) {
            tail[a] = name ? name[v] : (int32_t)v;
            head[a] = name ? name[g->head[a]] : g->head[a];
        }
    return kt_graph_build(keep, g->nnode, g->narc, turned ? head : tail, turned ? tail : head, g->cost, tmp);
}

struct kt_graph kt_graph_reverse(struct kt_arena *keep, const struct kt_graph *g, struct kt_arena tmp)
{
    return rebuild(keep, g, NULL, true, tmp);
}

struct kt_graph kt_graph_renumber(struct kt_arena *keep, const struct kt_graph *g, const int32_t *order,
                                  struct kt_arena tmp)
{
    int32_t *name = KT_NEW(&tmp, int32_t, g->nnode);
    for (size_t i = 0; i < g->nnode; i++) name[order[i]] = (int32_t)i;
    return rebuild(keep, g, name, false, tmp);
}
