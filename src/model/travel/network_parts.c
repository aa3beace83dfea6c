/* network_parts: which roads hang together, and who lives along each part.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/network_internal.h"

#include <string.h>

struct kt_network_parts kt_network_parts(struct kt_network *n, const struct kt_roads *r,
                                         const struct kt_network_rules *q, struct kt_arena *keep,
                                         struct kt_arena tmp)
{
    int32_t *tail = KT_NEW(&tmp, int32_t, r->nedge), *head = KT_NEW(&tmp, int32_t, r->nedge),
            *zero = KT_NEW(&tmp, int32_t, r->nedge);
    struct kt_network_parts p = {.of = KT_NEW(keep, int32_t, r->nnode),
                                 .size = KT_NEW(keep, uint32_t, r->nnode)};
    size_t m = 0;
    for (size_t e = 0; e < r->nedge; e++) {
        if (!r->open[q->mode][e]) continue;
        tail[m] = r->from[e];
        head[m++] = r->to[e];
    }
    struct kt_arena graph = kt_arena_open(0), room = graph;
    struct kt_graph g = kt_graph_build(&room, r->nnode, m, tail, head, zero, tmp);
    p.n = kt_graph_parts(&g, p.of, p.size, tmp);
    kt_arena_close(graph);
    uint32_t *own = KT_NEW(keep, uint32_t, r->nnode);
    for (size_t v = 0; v < r->nnode; v++) own[v] = p.size[p.of[v]];
    n->part_size = own;
    n->npart = n->nsmall = 0;
    for (size_t i = 0; i < p.n; i++) {
        n->npart += p.size[i] > 1; /* a node alone is no road of this mode */
        n->nsmall += p.size[i] > 1 && p.size[i] < q->part_nodes;
    }
    return p;
}

/* Places of the largest parts in their order; place[part] = -1 for all others. */
static size_t choose(const struct kt_network_parts *parts, int32_t *place, struct kt_arena tmp)
{
    double *key = KT_NEW(&tmp, double, parts->n);
    size_t *order = KT_NEW(&tmp, size_t, parts->n), k = 0;
    for (size_t i = 0; i < parts->n; i++) key[i] = -(double)parts->size[i];
    kt_order(key, parts->n, order);
    memset(place, -1, parts->n * sizeof *place);
    for (; k < parts->n && k < KT_PARTS_LISTED && parts->size[order[k]] > 1; k++)
        place[order[k]] = (int32_t)k;
    return k;
}

static void rename_part(struct kt_perch *p, size_t n, const int32_t *place)
{
    for (size_t i = 0; i < n; i++)
        if (p[i].part >= 0) p[i].part = place[p[i].part];
}

void kt_network_list_parts(struct kt_network *n, const struct kt_study *st,
                           const struct kt_network_parts *parts, struct kt_arena *keep, struct kt_arena tmp)
{
    int32_t *place = KT_NEW(&tmp, int32_t, parts->n);
    n->nlisted = choose(parts, place, tmp);
    n->part = KT_NEW(keep, struct kt_network_part, n->nlisted);
    for (size_t v = st->roads.nnode; v-- > 0;) {
        int32_t p = parts->of[v];
        if (place[p] >= 0)
            n->part[place[p]] = (struct kt_network_part){st->roads.x[v], st->roads.y[v], parts->size[p]};
    }
    rename_part(n->cell, st->cells.n, place);
    rename_part(n->site, st->sites.n, place);
}

enum { CROSSINGS, CELLS, PERSONS, SITES, X, Y, COLUMNS };

/* Counts who lives along each part; most[part]: its cell with most persons, -1. */
static void count(const struct kt_network *n, const struct kt_study *st, double (*value)[COLUMNS],
                  int32_t *most)
{
    for (size_t i = 0; i < n->nlisted; i++) {
        const struct kt_network_part *p = &n->part[i];
        const double own[COLUMNS] = {(double)p->crossings, 0, 0, 0, rint(p->x), rint(p->y)};
        memcpy(value[i], own, sizeof own);
        most[i] = -1;
    }
    for (size_t s = 0; s < st->sites.n; s++)
        if (n->site[s].part >= 0) value[n->site[s].part][SITES]++;
    for (size_t c = 0; c < st->cells.n; c++) {
        int32_t p = n->cell[c].part;
        if (p < 0) continue;
        value[p][CELLS]++;
        value[p][PERSONS] += st->cells.total[c];
        if (most[p] < 0 || st->cells.total[c] > st->cells.total[most[p]]) most[p] = (int32_t)c;
    }
}

void kt_network_parts_table(struct kt_result *r, const struct kt_network *n, size_t part_nodes,
                            const struct kt_costs *costs, struct kt_arena tmp)
{
    static const char *const column[COLUMNS] = {"crossings", "cells", "persons", "sites", "x", "y"};
    static const enum kt_kind kind[COLUMNS] = {KT_K_COUNT, KT_K_COUNT, KT_K_PERSONS,
                                               KT_K_COUNT, KT_K_INDEX, KT_K_INDEX};
    const struct kt_study *st = r->study;
    const char **row = KT_NEW(r->keep, const char *, n->nlisted),
               **note = KT_NEW(r->keep, const char *, n->nlisted);
    double(*value)[COLUMNS] = (double(*)[COLUMNS])kt_alloc(&tmp, n->nlisted, sizeof *value);
    int32_t *most = KT_NEW(&tmp, int32_t, n->nlisted);
    count(n, st, value, most);
    for (size_t i = 0; i < n->nlisted; i++) {
        const char *zone = most[i] < 0 ? "" : st->level[0].name[KT_FI][st->cells.zone[most[i]]];
        bool small = n->part[i].crossings < part_nodes;
        row[i] = kt_printf(r->keep, "%zu", i + 1);
        note[i] = kt_printf(r->keep, "%s%s%s", zone, *zone && small ? "; " : "",
                            small ? "too small to matter where a larger one is near" : "");
    }
    struct kt_table *t = kt_result_add_table(
        r, &(struct kt_table){
               .name = kt_printf(r->keep, "road_parts_%s", costs->mode),
               .title = {{"Tieverkon erilliset osat", "Vägnätets skilda delar", "Parts of the road network"}},
               .method = costs->method,
               .nrow = n->nlisted,
               .ncol = COLUMNS,
               .row = row,
               .column = column,
               .kind = kind,
               .note = note});
    if (n->nlisted) memcpy(t->value, value, n->nlisted * sizeof *value);
}
