/* tile_levels: tiles of neighbouring nodes, level by level. In every tile the inner nodes are contracted;
 * those on its border, one end of every arc that crosses, are left to the next level, whose tiles are
 * sixteen times as wide. Tiles are contracted side by side and gathered in their order, so the
 * outcome is the same for any number of threads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/contract_internal.h"

#include <omp.h>
#include <string.h>

/* On a full lattice many ways are equally long and a witness is settled late: with 32 nodes the core of a million
 * crossings kept 55,000 of them, with 128 it keeps 1,400 and is made in half the time. */
enum { TILE_NODES = 1024, TILES_LOG = 4, DEGREE_MOST = 10, SETTLE_MOST = 128 };

struct level_arc {
    int32_t tail, head, cost;
};

/* What contracting a tile left behind, in nodes of the whole graph; `rest` in nodes of its level. */
struct outcome {
    size_t n, nrest;
    int32_t *node;
    struct kt_links *links;
    struct level_arc *rest;
};

struct builder {
    size_t nnode;
    unsigned depth; /* leaves: 2^depth */
    int32_t *leaf;  /* per node of the graph */
    size_t nlevel, ntile;
    uint32_t level[KT_TILE_LEVELS + 1];
    struct outcome *outcome; /* ntile */
    /* The level at work: nodes alive, by number, and the arcs between them. */
    size_t nalive;
    int32_t *alive;
    struct kt_graph graph, back;
    uint8_t *stays; /* nalive */
    struct kt_arena *levels;
    struct kt_arena *room, *patch, *scratch; /* per thread: outcomes, a patch that grows, all else */
};

/* The halving of kt_graph_order, down to leaves. */
static void name_leaves(struct builder *b, size_t lo, size_t hi, unsigned depth, int32_t name)
{
    if (depth == b->depth) {
        for (size_t v = lo; v < hi; v++) b->leaf[v] = name;
        return;
    }
    size_t mid = lo + (hi - lo) / 2;
    name_leaves(b, lo, mid, depth + 1, 2 * name);
    name_leaves(b, mid, hi, depth + 1, 2 * name + 1);
}

static int32_t tile_at(const struct builder *b, size_t i, unsigned shift)
{
    return b->leaf[b->alive[i]] >> shift;
}

/* One end of every arc between tiles stays: the one with more such arcs, which covers most with least. */
static void choose_border(struct builder *b, unsigned shift, struct kt_arena tmp)
{
    const struct kt_graph *g = &b->graph;
    uint32_t *crossing = KT_NEW(&tmp, uint32_t, b->nalive);
    memset(b->stays, 0, b->nalive);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < b->nalive; i++)
            for (uint32_t a = g->start[i]; a < g->start[i + 1]; a++) {
                size_t j = (size_t)g->head[a];
                if (tile_at(b, i, shift) == tile_at(b, j, shift)) continue;
                if (!pass) {
                    crossing[i]++;
                    crossing[j]++;
                } else if (!b->stays[i] && !b->stays[j]) {
                    bool own = crossing[i] > crossing[j] || (crossing[i] == crossing[j] && i < j);
                    b->stays[own ? i : j] = 1;
                }
            }
}

/* Nodes of a patch: the inner ones of the tile, then their neighbours that stay. */
struct patch_nodes {
    size_t n, ninner;
    int32_t *node;  /* of the level */
    int32_t *local; /* level node -> place in the patch, -1 outside */
};

static void meet(struct patch_nodes *q, int32_t i)
{
    if (q->local[i] >= 0) return;
    q->local[i] = (int32_t)q->n;
    q->node[q->n++] = i;
}

static void collect(const struct builder *b, size_t from, size_t to, struct patch_nodes *q)
{
    for (size_t i = from; i < to; i++)
        if (!b->stays[i]) meet(q, (int32_t)i);
    q->ninner = q->n;
    for (size_t k = 0; k < q->ninner; k++) {
        int32_t i = q->node[k];
        for (uint32_t a = b->graph.start[i]; a < b->graph.start[i + 1]; a++) meet(q, b->graph.head[a]);
        for (uint32_t a = b->back.start[i]; a < b->back.start[i + 1]; a++) meet(q, b->back.head[a]);
    }
}

static void link_patch(const struct builder *b, const struct patch_nodes *q, struct kt_patch *p)
{
    for (size_t k = 0; k < q->n; k++) {
        int32_t i = q->node[k];
        for (uint32_t a = b->graph.start[i]; a < b->graph.start[i + 1]; a++) {
            int32_t to = q->local[b->graph.head[a]];
            if (to >= 0) kt_patch_link(p, (int32_t)k, to, b->graph.cost[a], KT_FAR);
        }
    }
}

static struct outcome gather(const struct builder *b, const struct patch_nodes *q, const struct kt_patch *p,
                             const int32_t *order, size_t n, const uint8_t *out, struct kt_arena *room)
{
    struct outcome o = {.n = n};
    o.node = KT_NEW(room, int32_t, n);
    o.links = KT_NEW(room, struct kt_links, n);
    for (size_t i = 0; i < n; i++) {
        o.node[i] = b->alive[q->node[order[i]]];
        const struct kt_links *links = &p->links[order[i]];
        o.links[i] = (struct kt_links){KT_NEW(room, struct kt_link, links->n), links->n, links->n};
        for (uint32_t k = 0; k < links->n; k++) {
            o.links[i].at[k] = links->at[k];
            o.links[i].at[k].node = b->alive[q->node[links->at[k].node]];
        }
    }
    size_t most = 0;
    for (size_t k = 0; k < p->n; k++)
        if (!out[k]) most += p->links[k].n;
    o.rest = KT_NEW(room, struct level_arc, most);
    for (size_t k = 0; k < p->n; k++) {
        if (out[k]) continue;
        for (uint32_t j = 0; j < p->links[k].n; j++)
            if (p->links[k].at[j].to < KT_FAR)
                o.rest[o.nrest++] =
                    (struct level_arc){q->node[k], q->node[p->links[k].at[j].node], p->links[k].at[j].to};
    }
    return o;
}

static struct outcome contract_tile(const struct builder *b, size_t from, size_t to, int32_t *local,
                                    int32_t *met, struct kt_arena *room, struct kt_arena patch,
                                    struct kt_arena tmp)
{
    struct patch_nodes q = {.node = met, .local = local};
    collect(b, from, to, &q);
    struct kt_patch p = {.n = q.n, .ninner = q.ninner};
    p.links = KT_NEW(&tmp, struct kt_links, q.n);
    int32_t *order = KT_NEW(&tmp, int32_t, q.ninner);
    uint8_t *out = KT_NEW(&tmp, uint8_t, q.n);
    p.room = &patch;
    link_patch(b, &q, &p);
    size_t n = kt_patch_contract(&p, DEGREE_MOST, SETTLE_MOST, order, tmp);
    for (size_t i = 0; i < n; i++) out[order[i]] = 1;
    struct outcome o = gather(b, &q, &p, order, n, out, room);
    for (size_t i = 0; i < q.n; i++) local[q.node[i]] = -1;
    return o;
}

/* Contracts every tile of a level; outcome[t] for the tiles in order. */
static void contract_level(const struct builder *b, const uint32_t *first, size_t ntile,
                           struct outcome *outcome)
{
#pragma omp parallel
    {
        int me = omp_get_thread_num();
        struct kt_arena tmp = b->scratch[me];
        int32_t *local = KT_NEW(&tmp, int32_t, b->nalive), *met = KT_NEW(&tmp, int32_t, b->nalive);
        memset(local, -1, b->nalive * sizeof *local);
#pragma omp for schedule(dynamic, 1)
        for (size_t t = 0; t < ntile; t++)
            outcome[t] =
                contract_tile(b, first[t], first[t + 1], local, met, &b->room[me], b->patch[me], tmp);
    }
}

/* The graph of those that stay: arcs between them as they were, and what contracting made. */
static void next_graph(struct builder *b, const struct outcome *outcome, size_t ntile, struct kt_arena tmp)
{
    const struct kt_graph *g = &b->graph;
    int32_t *name = KT_NEW(&tmp, int32_t, b->nalive), *node_at = KT_NEW(&tmp, int32_t, b->nnode);
    for (size_t i = 0; i < b->nalive; i++) node_at[b->alive[i]] = (int32_t)i;
    size_t most = g->narc, n = 0, narc = 0;
    for (size_t t = 0; t < ntile; t++) {
        for (size_t k = 0; k < outcome[t].n; k++) name[node_at[outcome[t].node[k]]] = -1;
        most += outcome[t].nrest;
    }
    int32_t *alive = KT_NEW(b->levels, int32_t, b->nalive);
    for (size_t i = 0; i < b->nalive; i++) {
        if (name[i] < 0) continue;
        alive[n] = b->alive[i];
        name[i] = (int32_t)n++;
    }
    int32_t *tail = KT_NEW(&tmp, int32_t, most), *head = KT_NEW(&tmp, int32_t, most),
            *cost = KT_NEW(&tmp, int32_t, most);
    for (size_t i = 0; i < b->nalive; i++)
        for (uint32_t a = g->start[i]; a < g->start[i + 1]; a++) {
            if (name[i] < 0 || name[g->head[a]] < 0) continue;
            tail[narc] = name[i];
            head[narc] = name[g->head[a]];
            cost[narc++] = g->cost[a];
        }
    for (size_t t = 0; t < ntile; t++)
        for (size_t k = 0; k < outcome[t].nrest; k++) {
            struct level_arc r = outcome[t].rest[k];
            tail[narc] = name[r.tail];
            head[narc] = name[r.head];
            cost[narc++] = r.cost;
        }
    b->alive = alive;
    b->nalive = n;
    b->graph = kt_graph_build(b->levels, n, narc, tail, head, cost, tmp);
}

/* First node of every tile of the level, and one past the last. */
static size_t list_tiles(const struct builder *b, unsigned shift, uint32_t *first)
{
    size_t n = 0;
    for (size_t i = 0; i < b->nalive; i++)
        if (!i || tile_at(b, i, shift) != tile_at(b, i - 1, shift)) first[n++] = (uint32_t)i;
    first[n] = (uint32_t)b->nalive;
    return n;
}

/* Levels until one tile holds all; what even that leaves is the core. */
static void build_levels(struct builder *b, struct kt_arena tmp)
{
    b->outcome = KT_NEW(b->levels, struct outcome, ((size_t)2 << b->depth) + KT_TILE_LEVELS);
    for (unsigned shift = 0;; shift += TILES_LOG) {
        struct kt_arena own = tmp;
        bool last = shift >= b->depth || b->nlevel == KT_TILE_LEVELS - 1;
        if (last) shift = b->depth;
        uint32_t *first = KT_NEW(&own, uint32_t, b->nalive + 1);
        size_t ntile = list_tiles(b, shift, first);
        b->stays = KT_NEW(&own, uint8_t, b->nalive);
        choose_border(b, shift, own);
        struct kt_arena aside = kt_arena_open(0), back = aside;
        b->back = kt_graph_reverse(&back, &b->graph, own);
        contract_level(b, first, ntile, b->outcome + b->ntile);
        kt_arena_close(aside);
        next_graph(b, b->outcome + b->ntile, ntile, own);
        b->level[b->nlevel++] = (uint32_t)b->ntile;
        b->ntile += ntile;
        b->level[b->nlevel] = (uint32_t)b->ntile;
        if (last) return;
    }
}

/* The outcomes of all tiles, one after another. */
static void flatten(const struct builder *b, struct kt_contraction *c, struct kt_arena *keep)
{
    for (size_t t = 0; t < b->ntile; t++) {
        c->n += b->outcome[t].n;
        for (size_t i = 0; i < b->outcome[t].n; i++) c->nlink += b->outcome[t].links[i].n;
    }
    uint32_t *tile = KT_NEW(keep, uint32_t, c->ntile + 1), *first = KT_NEW(keep, uint32_t, c->n + 1);
    int32_t *node = KT_NEW(keep, int32_t, c->n);
    struct kt_link *link = KT_NEW(keep, struct kt_link, c->nlink);
    uint32_t n = 0, at = 0;
    for (size_t t = 0; t < b->ntile; t++) {
        for (size_t i = 0; i < b->outcome[t].n; i++) {
            const struct kt_links *l = &b->outcome[t].links[i];
            node[n] = b->outcome[t].node[i];
            if (l->n) memcpy(link + at, l->at, l->n * sizeof *link);
            at += l->n;
            first[++n] = at;
        }
        tile[t + 1] = n;
    }
    c->tile = tile;
    c->node = node;
    c->first = first;
    c->link = link;
}

static void copy_core(const struct builder *b, struct kt_contraction *c, struct kt_arena *keep)
{
    const struct kt_graph *g = &b->graph;
    int32_t *core = KT_NEW(keep, int32_t, g->nnode), *head = KT_NEW(keep, int32_t, g->narc),
            *cost = KT_NEW(keep, int32_t, g->narc);
    uint32_t *start = KT_NEW(keep, uint32_t, g->nnode + 1);
    if (g->nnode) memcpy(core, b->alive, g->nnode * sizeof *core);
    if (g->narc) memcpy(head, g->head, g->narc * sizeof *head);
    if (g->narc) memcpy(cost, g->cost, g->narc * sizeof *cost);
    memcpy(start, g->start, (g->nnode + 1) * sizeof *start);
    c->core = core;
    c->core_graph = (struct kt_graph){g->nnode, g->narc, start, head, cost};
}

struct kt_contraction kt_contract(const struct kt_graph *g, struct kt_arena *keep, struct kt_arena tmp)
{
    size_t nthread = (size_t)omp_get_max_threads();
    struct kt_arena whole = kt_arena_open(0), levels = whole;
    struct builder b = {.nnode = g->nnode, .nalive = g->nnode, .graph = *g, .levels = &levels};
    struct kt_arena *opened = KT_NEW(&tmp, struct kt_arena, 3 * nthread);
    b.room = KT_NEW(&tmp, struct kt_arena, nthread);
    b.patch = opened + nthread;
    b.scratch = opened + 2 * nthread;
    for (size_t i = 0; i < 3 * nthread; i++) opened[i] = kt_arena_open(0);
    memcpy(b.room, opened, nthread * sizeof *b.room);
    while (g->nnode >> b.depth > TILE_NODES) b.depth++;
    b.leaf = KT_NEW(&levels, int32_t, g->nnode);
    name_leaves(&b, 0, g->nnode, 0, 0);
    b.alive = KT_NEW(&levels, int32_t, g->nnode);
    for (size_t v = 0; v < g->nnode; v++) b.alive[v] = (int32_t)v;
    build_levels(&b, tmp);
    for (size_t i = nthread; i < 3 * nthread; i++) kt_arena_close(opened[i]);
    struct kt_contraction c = {.nnode = g->nnode, .nlevel = b.nlevel, .ntile = b.ntile};
    memcpy(c.level, b.level, sizeof c.level);
    flatten(&b, &c, keep);
    copy_core(&b, &c, keep);
    for (size_t i = 0; i < nthread; i++) kt_arena_close(opened[i]);
    kt_arena_close(whole);
    return c;
}
