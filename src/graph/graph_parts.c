/* graph_parts: which nodes hang together.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/graph.h>

#include <string.h>

static int32_t root_of(int32_t *up, int32_t v)
{
    while (up[v] != v) {
        up[v] = up[up[v]];
        v = up[v];
    }
    return v;
}

/* Numbers parts by their lowest node, from a representative per node. */
static size_t number(const int32_t *root, size_t n, int32_t *part, uint32_t *size, struct kt_arena tmp)
{
    int32_t *name = KT_NEW(&tmp, int32_t, n);
    size_t count = 0;
    memset(name, -1, n * sizeof *name);
    if (size) memset(size, 0, n * sizeof *size);
    for (size_t v = 0; v < n; v++) {
        if (name[root[v]] < 0) name[root[v]] = (int32_t)count++;
        part[v] = name[root[v]];
        if (size) size[part[v]]++;
    }
    return count;
}

size_t kt_graph_parts(const struct kt_graph *g, int32_t *part, uint32_t *size, struct kt_arena tmp)
{
    int32_t *up = KT_NEW(&tmp, int32_t, g->nnode);
    for (size_t v = 0; v < g->nnode; v++) up[v] = (int32_t)v;
    for (size_t v = 0; v < g->nnode; v++)
        for (uint32_t a = g->start[v]; a < g->start[v + 1]; a++) {
            int32_t p = root_of(up, (int32_t)v), q = root_of(up, g->head[a]);
            if (p < q)
                up[q] = p;
            else
                up[p] = q;
        }
    for (size_t v = 0; v < g->nnode; v++) up[v] = root_of(up, (int32_t)v);
    return number(up, g->nnode, part, size, tmp);
}

/* Tarjan's state: his stack, and the path of the search in place of recursion. */
struct tarjan {
    int32_t *index, *low, *root, *stack, *path;
    uint32_t *next;
    size_t nstack, npath;
    int32_t count;
};

static void enter(struct tarjan *t, const struct kt_graph *g, int32_t v)
{
    t->index[v] = t->low[v] = ++t->count;
    t->next[v] = g->start[v];
    t->stack[t->nstack++] = v;
    t->path[t->npath++] = v;
}

static void leave(struct tarjan *t, int32_t v)
{
    if (t->low[v] == t->index[v]) {
        int32_t w;
        do {
            w = t->stack[--t->nstack];
            t->root[w] = v;
        } while (w != v);
    }
    t->npath--;
    if (!t->npath) return;
    int32_t above = t->path[t->npath - 1];
    if (t->low[v] < t->low[above]) t->low[above] = t->low[v];
}

size_t kt_graph_strong_parts(const struct kt_graph *g, int32_t *part, uint32_t *size, struct kt_arena tmp)
{
    size_t n = g->nnode;
    struct tarjan t = {KT_NEW(&tmp, int32_t, n),
                       KT_NEW(&tmp, int32_t, n),
                       KT_NEW(&tmp, int32_t, n),
                       KT_NEW(&tmp, int32_t, n),
                       KT_NEW(&tmp, int32_t, n),
                       KT_NEW(&tmp, uint32_t, n),
                       0,
                       0,
                       0};
    memset(t.root, -1, n * sizeof *t.root);
    for (size_t s = 0; s < n; s++) {
        if (t.index[s]) continue;
        enter(&t, g, (int32_t)s);
        while (t.npath) {
            int32_t v = t.path[t.npath - 1];
            if (t.next[v] == g->start[v + 1]) {
                leave(&t, v);
                continue;
            }
            int32_t w = g->head[t.next[v]++];
            if (!t.index[w])
                enter(&t, g, w);
            else if (t.root[w] < 0 && t.index[w] < t.low[v])
                t.low[v] = t.index[w];
        }
    }
    return number(t.root, n, part, size, tmp);
}
