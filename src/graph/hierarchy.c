/* hierarchy: what contracting left behind, laid out for sweeps and climbs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/levels_internal.h"

#include <string.h>

/* A node's costs are asked for, or they decide those of one that is. Contracted first = lowest. */
static uint8_t *find_needed(const struct kt_levels *l, const uint8_t *wanted, struct kt_arena *tmp)
{
    uint8_t *needed = KT_NEW(tmp, uint8_t, l->nnode);
    for (size_t v = 0; v < l->nnode; v++) needed[v] = !wanted || wanted[v];
    for (size_t t = 0; t < l->ntile; t++)
        for (size_t i = 0; i < l->outcome[t].n; i++) {
            struct kt_links links = l->outcome[t].links[i];
            if (!needed[l->outcome[t].node[i]]) continue;
            for (uint32_t k = 0; k < links.n; k++)
                if (links.at[k].from < KT_FAR) needed[links.at[k].node] = 1;
        }
    return needed;
}

/* Rows that outlive the sweep of their tile: the core, then what later levels contracted. */
static void name_rows(const struct kt_levels *l, const uint8_t *needed, struct kt_hierarchy *h, int32_t *kept)
{
    memset(kept, -1, l->nnode * sizeof *kept);
    for (size_t i = 0; i < l->ncore; i++) kept[l->core[i]] = (int32_t)h->nrow++;
    for (size_t t = l->level[1]; t < l->ntile; t++)
        for (size_t i = 0; i < l->outcome[t].n; i++)
            if (needed[l->outcome[t].node[i]]) kept[l->outcome[t].node[i]] = (int32_t)h->nrow++;
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
static void add_border(struct assembly *s, const struct outcome *o, size_t t)
{
    struct kt_hierarchy *h = s->h;
    s->tile[t].border = (uint32_t)h->nborder;
    for (size_t i = o->n; i-- > 0;) {
        struct kt_links links = o->links[i];
        if (!s->needed[o->node[i]]) continue;
        for (uint32_t k = 0; k < links.n; k++) {
            int32_t u = links.at[k].node;
            if (links.at[k].from >= KT_FAR || s->tile_of[u] == (int32_t)t || s->local[u] >= 0) continue;
            s->local[u] = (int32_t)(h->nborder - s->tile[t].border);
            s->border_row[h->nborder++] = s->kept[u];
        }
    }
    s->tile[t].nborder = (uint32_t)h->nborder - s->tile[t].border;
}

static void add_own(struct assembly *s, const struct outcome *o, size_t t)
{
    struct kt_hierarchy *h = s->h;
    struct tile *tile = &s->tile[t];
    for (size_t i = o->n; i-- > 0;) {
        int32_t v = o->node[i];
        struct kt_links links = o->links[i];
        if (!s->needed[v]) continue;
        s->local[v] = (int32_t)(tile->nborder + h->nown - tile->own);
        s->row_of[v] = s->local[v];
        s->own_node[h->nown] = v;
        s->own_row[h->nown] = s->kept[v];
        for (uint32_t k = 0; k < links.n; k++) {
            if (links.at[k].from >= KT_FAR) continue;
            s->down_tail[s->narc] = s->local[links.at[k].node];
            s->down_cost[s->narc++] = links.at[k].from;
        }
        s->down_start[++h->nown] = (uint32_t)s->narc;
    }
    tile->nown = (uint32_t)h->nown - tile->own;
    if (tile->nborder + tile->nown > h->widest) h->widest = tile->nborder + tile->nown;
}

static void clear_local(struct assembly *s, const struct outcome *o)
{
    for (size_t i = 0; i < o->n; i++) {
        s->local[o->node[i]] = -1;
        for (uint32_t k = 0; k < o->links[i].n; k++) s->local[o->links[i].at[k].node] = -1;
    }
}

static void assemble_tiles(const struct kt_levels *l, struct assembly *s)
{
    for (size_t t = 0; t < l->ntile; t++)
        for (size_t i = 0; i < l->outcome[t].n; i++)
            if (s->needed[l->outcome[t].node[i]]) s->tile_of[l->outcome[t].node[i]] = (int32_t)t;
    for (size_t t = 0; t < l->ntile; t++) {
        s->tile[t].own = (uint32_t)s->h->nown;
        add_border(s, &l->outcome[t], t);
        add_own(s, &l->outcome[t], t);
        clear_local(s, &l->outcome[t]);
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

static void count_arcs(const struct kt_levels *l, const uint8_t *needed, size_t *down, size_t *up)
{
    *down = 0;
    *up = l->graph.narc;
    for (size_t t = 0; t < l->ntile; t++)
        for (size_t i = 0; i < l->outcome[t].n; i++)
            for (uint32_t k = 0; k < l->outcome[t].links[i].n; k++) {
                *down += needed[l->outcome[t].node[i]] && l->outcome[t].links[i].at[k].from < KT_FAR;
                *up += l->outcome[t].links[i].at[k].to < KT_FAR;
            }
}

/* Arcs that a climb may take: to nodes contracted later, and all within the core. */
static struct kt_graph build_up(const struct kt_levels *l, size_t narc, struct kt_arena *keep,
                                struct kt_arena tmp)
{
    int32_t *tail = KT_NEW(&tmp, int32_t, narc), *head = KT_NEW(&tmp, int32_t, narc),
            *cost = KT_NEW(&tmp, int32_t, narc);
    size_t n = 0;
    for (size_t t = 0; t < l->ntile; t++)
        for (size_t i = 0; i < l->outcome[t].n; i++) {
            struct kt_links links = l->outcome[t].links[i];
            for (uint32_t k = 0; k < links.n; k++) {
                if (links.at[k].to >= KT_FAR) continue;
                tail[n] = l->outcome[t].node[i];
                head[n] = links.at[k].node;
                cost[n++] = links.at[k].to;
            }
        }
    for (size_t i = 0; i < l->ncore; i++)
        for (uint32_t a = l->graph.start[i]; a < l->graph.start[i + 1]; a++) {
            tail[n] = l->core[i];
            head[n] = l->core[l->graph.head[a]];
            cost[n++] = l->graph.cost[a];
        }
    return kt_graph_build(keep, l->nnode, n, tail, head, cost, tmp);
}

static const struct kt_hierarchy *assemble(const struct kt_levels *l, const uint8_t *wanted,
                                           struct kt_arena *keep, struct kt_arena tmp)
{
    struct kt_hierarchy *h = KT_NEW(keep, struct kt_hierarchy, 1);
    size_t n = l->nnode, ndown, nup;
    *h = (struct kt_hierarchy){.nnode = n, .nlevel = l->nlevel, .ntile = l->ntile, .ncore = l->ncore};
    memcpy(h->level, l->level, sizeof h->level);
    struct assembly s = {.h = h, .needed = find_needed(l, wanted, &tmp)};
    int32_t *kept = KT_NEW(&tmp, int32_t, n), *core = KT_NEW(keep, int32_t, l->ncore);
    name_rows(l, s.needed, h, kept);
    count_arcs(l, s.needed, &ndown, &nup);
    s.kept = kept;
    s.tile = KT_NEW(keep, struct tile, l->ntile);
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
    for (size_t i = 0; i < l->ncore; i++) {
        core[i] = l->core[i];
        s.row_of[core[i]] = (int32_t)i;
    }
    assemble_tiles(l, &s);
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
    h->up = build_up(l, nup, keep, tmp);
    return h;
}

const struct kt_hierarchy *kt_hierarchy_build(const struct kt_graph *g, const uint8_t *wanted,
                                              struct kt_arena *keep, struct kt_arena tmp)
{
    struct kt_levels l = kt_levels_build(g, &tmp);
    const struct kt_hierarchy *h = assemble(&l, wanted, keep, tmp);
    kt_levels_free(&l);
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
