/* network_kept: the roads of a mode as a graph, and the graph contracted, kept for later runs. They depend on the roads
 * and the mode's rules alone: another register of sites or other people find them ready.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/kept_file_internal.h"
#include "model/travel/travel_cache_internal.h"

#include <string.h>

static const struct kt_kept_kind kind = {".roads", KT_ROADS_FORMAT, KT_ROADS_FILES};

/* contracted: 0 where the graph alone is kept; the counts from ntile on are 0 then. */
struct heading {
    struct kt_kept_head head;
    uint64_t nnode, narc, contracted, nlevel, ntile, n, nlink, ncore, ncore_arc;
    uint32_t level[KT_TILE_LEVELS + 1], spare;
};

enum { ARRAYS = 12 };

/* The arrays of a file in their order; writing and reading go over the same list. */
static size_t arrays_of(const struct heading *h, const struct kt_network *n, const struct kt_contraction *c,
                        struct kt_kept_array array[ARRAYS])
{
    const struct kt_graph *g = &n->to_sites, *core = &c->core_graph;
    const struct {
        const void *data;
        size_t size;
    } all[ARRAYS] = {{n->name, h->nnode * sizeof *n->name},
                     {g->start, (h->nnode + 1) * sizeof *g->start},
                     {g->head, h->narc * sizeof *g->head},
                     {g->cost, h->narc * sizeof *g->cost},
                     {c->tile, (h->ntile + 1) * sizeof *c->tile},
                     {c->node, h->n * sizeof *c->node},
                     {c->first, (h->n + 1) * sizeof *c->first},
                     {c->link, h->nlink * sizeof *c->link},
                     {c->core, h->ncore * sizeof *c->core},
                     {core->start, (h->ncore + 1) * sizeof *core->start},
                     {core->head, h->ncore_arc * sizeof *core->head},
                     {core->cost, h->ncore_arc * sizeof *core->cost}};
    size_t count = h->contracted ? ARRAYS : 4;
    for (size_t i = 0; i < count; i++)
        array[i] = (struct kt_kept_array){(void *)(uintptr_t)all[i].data, all[i].size};
    return count;
}

/* Bytes of all arrays; a double, as no count is believed yet. */
static double arrays_size(const struct heading *h)
{
    double four = 2 * (double)h->nnode + 1 + 2 * (double)h->narc;
    if (h->contracted)
        four += (double)h->ntile + 1 + 2 * (double)h->n + 1 + 3 * (double)h->nlink + 2 * (double)h->ncore +
                1 + 2 * (double)h->ncore_arc;
    return 4 * four;
}

static void room_for(const struct heading *h, struct kt_network *n, struct kt_contraction *c,
                     struct kt_arena *a)
{
    n->name = KT_NEW(a, int32_t, h->nnode);
    n->to_sites = (struct kt_graph){h->nnode, h->narc, KT_NEW(a, uint32_t, h->nnode + 1),
                                    KT_NEW(a, int32_t, h->narc), KT_NEW(a, int32_t, h->narc)};
    if (!h->contracted) return;
    *c = (struct kt_contraction){.nnode = h->nnode,
                                 .nlevel = h->nlevel,
                                 .ntile = h->ntile,
                                 .n = h->n,
                                 .nlink = h->nlink,
                                 .tile = KT_NEW(a, uint32_t, h->ntile + 1),
                                 .node = KT_NEW(a, int32_t, h->n),
                                 .first = KT_NEW(a, uint32_t, h->n + 1),
                                 .link = KT_NEW(a, struct kt_link, h->nlink),
                                 .core = KT_NEW(a, int32_t, h->ncore)};
    memcpy(c->level, h->level, sizeof c->level);
    c->core_graph = (struct kt_graph){h->ncore, h->ncore_arc, KT_NEW(a, uint32_t, h->ncore + 1),
                                      KT_NEW(a, int32_t, h->ncore_arc), KT_NEW(a, int32_t, h->ncore_arc)};
}

static bool read_file(FILE *f, const struct heading *h, size_t nnode, struct kt_network *n,
                      struct kt_arena *keep)
{
    if (h->nnode != nnode || !kt_kept_is_long(f, sizeof *h, arrays_size(h))) return false;
    struct kt_arena room = *keep;
    struct kt_network found = *n;
    struct kt_contraction *c = KT_NEW(&room, struct kt_contraction, 1);
    struct kt_kept_array array[ARRAYS];
    room_for(h, &found, c, &room);
    if (!kt_kept_read(f, &h->head, sizeof *h, array, arrays_of(h, &found, c, array))) return false;
    if (h->contracted) found.contracted = c;
    *n = found;
    *keep = room; /* what a damaged file took is given back */
    return true;
}

static void write(struct kt_cache *cache, const struct kt_network *n, struct kt_arena tmp)
{
    static const struct kt_contraction none = {0};
    const struct kt_contraction *c = n->contracted ? n->contracted : &none;
    struct heading h = {.nnode = n->to_sites.nnode,
                        .narc = n->to_sites.narc,
                        .contracted = n->contracted != NULL,
                        .nlevel = c->nlevel,
                        .ntile = c->ntile,
                        .n = c->n,
                        .nlink = c->nlink,
                        .ncore = c->core_graph.nnode,
                        .ncore_arc = c->core_graph.narc};
    struct kt_kept_array array[ARRAYS];
    memcpy(h.level, c->level, sizeof h.level);
    cache->graphs_written +=
        kt_kept_write(cache, &kind, n->key, &h.head, sizeof h, array, arrays_of(&h, n, c, array), tmp);
}

void kt_network_graph_kept(struct kt_network *n, const struct kt_roads *r, const struct kt_network_rules *q,
                           struct kt_cache *cache, struct kt_arena *keep, struct kt_arena tmp)
{
    struct heading h;
    bool there = false, whole = false;
    if (cache && cache->dir) {
        kt_roads_key(r, q, n->key);
        FILE *f = kt_kept_open(cache, &kind, n->key, &h.head, sizeof h, &there, tmp);
        whole = f && read_file(f, &h, r->nnode, n, keep);
        if (f) fclose(f);
        cache->graphs_read += whole;
        cache->damaged += there && !whole;
        if (whole) kt_kept_touch(cache, &kind, n->key, tmp);
    }
    n->kept = whole;
    if (!whole) kt_network_graph(n, r, q, keep, tmp);
}

void kt_network_contract(struct kt_network *n, double effort, struct kt_cache *cache, struct kt_arena *keep,
                         struct kt_arena tmp)
{
    double nnode = (double)n->to_sites.nnode;
    if (effort < (n->contracted ? KT_LAYOUT_EFFORT : KT_CONTRACT_EFFORT) * nnode) {
        n->contracted = NULL;
    } else if (!n->contracted) {
        struct kt_contraction *c = KT_NEW(keep, struct kt_contraction, 1);
        *c = kt_contract(&n->to_sites, keep, tmp);
        n->contracted = c;
        n->kept = false;
    }
    if (!n->kept && cache && cache->dir) write(cache, n, tmp);
    n->kept = true;
}
