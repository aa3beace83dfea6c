/* hierarchy: what contracting left behind, laid out for sweeps and climbs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/hierarchy_internal.h"

#include <string.h>

/* A node's costs are asked for, or they decide those of one that is. Contracted first = lowest. */
static uint8_t *find_needed(const struct kt_contraction *c, const uint8_t *wanted, struct kt_arena *tmp)
{
    uint8_t *needed = KT_NEW(tmp, uint8_t, c->nnode);
    for (size_t v = 0; v < c->nnode; v++) needed[v] = !wanted || wanted[v];
    for (size_t i = 0; i < c->n; i++) {
        if (!needed[c->node[i]]) continue;
        for (uint32_t k = c->first[i]; k < c->first[i + 1]; k++)
            if (c->link[k].from < KT_FAR) needed[c->link[k].node] = 1;
    }
    return needed;
}

/* Rows that outlive the sweep of their tile: the core, then what later levels contracted. */
static void name_rows(const struct kt_contraction *c, const uint8_t *needed, struct kt_hierarchy *h,
                      int32_t *kept)
{
    memset(kept, -1, c->nnode * sizeof *kept);
    for (size_t i = 0; i < h->ncore; i++) kept[c->core[i]] = (int32_t)h->nrow++;
    for (size_t i = c->tile[c->level[1]]; i < c->n; i++)
        if (needed[c->node[i]]) kept[c->node[i]] = (int32_t)h->nrow++;
}

struct assembly {
    struct kt_hierarchy *h;
    struct tile *tile;
    int32_t *own_node, *own_row, *down_tail, *down_cost, *border_row, *tile_of, *row_of;
    uint32_t *down_start;
    const uint8_t *needed;
    const int32_t *kept;
    int32_t *local; /* node -> row in the tile at work, -1 outside */
    size_t narc;
};

/* The tile's border: tails of its down arcs that it does not own. */
static void add_border(struct assembly *s, const struct kt_contraction *c, size_t t)
{
    struct kt_hierarchy *h = s->h;
    s->tile[t].border = (uint32_t)h->nborder;
    for (uint32_t i = c->tile[t + 1]; i-- > c->tile[t];) {
        if (!s->needed[c->node[i]]) continue;
        for (uint32_t k = c->first[i]; k < c->first[i + 1]; k++) {
            int32_t u = c->link[k].node;
            if (c->link[k].from >= KT_FAR || s->tile_of[u] == (int32_t)t || s->local[u] >= 0) continue;
            s->local[u] = (int32_t)(h->nborder - s->tile[t].border);
            s->border_row[h->nborder++] = s->kept[u];
        }
    }
    s->tile[t].nborder = (uint32_t)h->nborder - s->tile[t].border;
}

static void add_own(struct assembly *s, const struct kt_contraction *c, size_t t)
{
    struct kt_hierarchy *h = s->h;
    struct tile *tile = &s->tile[t];
    for (uint32_t i = c->tile[t + 1]; i-- > c->tile[t];) {
        int32_t v = c->node[i];
        if (!s->needed[v]) continue;
        s->local[v] = (int32_t)(tile->nborder + h->nown - tile->own);
        s->row_of[v] = s->local[v];
        s->own_node[h->nown] = v;
        s->own_row[h->nown] = s->kept[v];
        for (uint32_t k = c->first[i]; k < c->first[i + 1]; k++) {
            if (c->link[k].from >= KT_FAR) continue;
            s->down_tail[s->narc] = s->local[c->link[k].node];
            s->down_cost[s->narc++] = c->link[k].from;
        }
        s->down_start[++h->nown] = (uint32_t)s->narc;
    }
    tile->nown = (uint32_t)h->nown - tile->own;
    if (tile->nborder + tile->nown > h->widest) h->widest = tile->nborder + tile->nown;
}

static void clear_local(struct assembly *s, const struct kt_contraction *c, size_t t)
{
    for (uint32_t i = c->tile[t]; i < c->tile[t + 1]; i++) s->local[c->node[i]] = -1;
    for (uint32_t k = c->first[c->tile[t]]; k < c->first[c->tile[t + 1]]; k++) s->local[c->link[k].node] = -1;
}

static void assemble_tiles(const struct kt_contraction *c, struct assembly *s)
{
    for (size_t t = 0; t < c->ntile; t++)
        for (uint32_t i = c->tile[t]; i < c->tile[t + 1]; i++)
            if (s->needed[c->node[i]]) s->tile_of[c->node[i]] = (int32_t)t;
    for (size_t t = 0; t < c->ntile; t++) {
        s->tile[t].own = (uint32_t)s->h->nown;
        add_border(s, c, t);
        add_own(s, c, t);
        clear_local(s, c, t);
    }
}

/* Which tiles have a kept row on their border: they wake when it comes into reach. */
static void list_users(struct kt_hierarchy *h, struct kt_arena *keep)
{
    uint32_t *start = KT_NEW(keep, uint32_t, h->nrow + 2);
    int32_t *user = KT_NEW(keep, int32_t, h->nborder);
    for (size_t i = 0; i < h->nborder; i++) start[h->border_row[i] + 2]++;
    for (size_t r = 0; r < h->nrow; r++) start[r + 2] += start[r + 1];
    for (size_t t = 0; t < h->ntile; t++)
        for (size_t i = 0; i < h->tile[t].nborder; i++)
            user[start[h->border_row[h->tile[t].border + i] + 1]++] = (int32_t)t;
    h->user_start = start;
    h->user_tile = user;
}

static void count_arcs(const struct kt_contraction *c, const uint8_t *needed, size_t *down, size_t *up)
{
    *down = 0;
    *up = c->core_graph.narc;
    for (size_t i = 0; i < c->n; i++)
        for (uint32_t k = c->first[i]; k < c->first[i + 1]; k++) {
            *down += needed[c->node[i]] && c->link[k].from < KT_FAR;
            *up += c->link[k].to < KT_FAR;
        }
}

/* Arcs that a climb may take: to nodes contracted later, and all within the core. */
static struct kt_graph build_up(const struct kt_contraction *c, size_t narc, struct kt_arena *keep,
                                struct kt_arena tmp)
{
    const struct kt_graph *g = &c->core_graph;
    int32_t *tail = KT_NEW(&tmp, int32_t, narc), *head = KT_NEW(&tmp, int32_t, narc),
            *cost = KT_NEW(&tmp, int32_t, narc);
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++)
        for (uint32_t k = c->first[i]; k < c->first[i + 1]; k++) {
            if (c->link[k].to >= KT_FAR) continue;
            tail[n] = c->node[i];
            head[n] = c->link[k].node;
            cost[n++] = c->link[k].to;
        }
    for (size_t i = 0; i < g->nnode; i++)
        for (uint32_t a = g->start[i]; a < g->start[i + 1]; a++) {
            tail[n] = c->core[i];
            head[n] = c->core[g->head[a]];
            cost[n++] = g->cost[a];
        }
    return kt_graph_build(keep, c->nnode, n, tail, head, cost, tmp);
}

const struct kt_hierarchy *kt_hierarchy_build(const struct kt_contraction *c, const uint8_t *wanted,
                                              struct kt_arena *keep, struct kt_arena tmp)
{
    struct kt_hierarchy *h = KT_NEW(keep, struct kt_hierarchy, 1);
    size_t n = c->nnode, ndown, nup, ncore = c->core_graph.nnode;
    *h = (struct kt_hierarchy){.nnode = n, .nlevel = c->nlevel, .ntile = c->ntile, .ncore = ncore};
    memcpy(h->level, c->level, sizeof h->level);
    struct assembly s = {.h = h, .needed = find_needed(c, wanted, &tmp)};
    int32_t *kept = KT_NEW(&tmp, int32_t, n), *core = KT_NEW(keep, int32_t, ncore);
    name_rows(c, s.needed, h, kept);
    count_arcs(c, s.needed, &ndown, &nup);
    s.kept = kept;
    s.tile = KT_NEW(keep, struct tile, c->ntile);
    s.own_node = KT_NEW(keep, int32_t, n);
    s.own_row = KT_NEW(keep, int32_t, n);
    s.down_start = KT_NEW(keep, uint32_t, n + 1);
    s.down_tail = KT_NEW(keep, int32_t, ndown);
    s.down_cost = KT_NEW(keep, int32_t, ndown);
    s.border_row = KT_NEW(keep, int32_t, ndown);
    s.tile_of = KT_NEW(keep, int32_t, n);
    s.row_of = KT_NEW(keep, int32_t, n);
    s.local = KT_NEW(&tmp, int32_t, n);
    for (size_t v = 0; v < n; v++) s.tile_of[v] = s.local[v] = -1, s.row_of[v] = NO_ROW;
    for (size_t i = 0; i < ncore; i++) {
        core[i] = c->core[i];
        s.row_of[core[i]] = (int32_t)i;
    }
    assemble_tiles(c, &s);
    h->tile = s.tile;
    h->own_node = s.own_node;
    h->own_row = s.own_row;
    h->down_start = s.down_start;
    h->down_tail = s.down_tail;
    h->down_cost = s.down_cost;
    h->border_row = s.border_row;
    h->core_node = core;
    h->tile_of = s.tile_of;
    h->row_of = s.row_of;
    list_users(h, keep);
    h->up = build_up(c, nup, keep, tmp);
    return h;
}

struct kt_hierarchy_size kt_hierarchy_size(const struct kt_hierarchy *h)
{
    size_t narc = h->down_start[h->nown];
    return (struct kt_hierarchy_size){
        .nlevel = h->nlevel,
        .ntile = h->ntile,
        .ncore = h->ncore,
        .narc_down = narc,
        .narc_up = h->up.narc,
        .bytes =
            8 * narc + 8 * h->up.narc + 4 * (h->nnode + 1) + 12 * h->nown + 8 * h->nnode + 8 * h->nborder,
    };
}
