/* network: the roads of one mode as a graph of crossings, and what its edges and doors cost.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/network_internal.h"

/* Minutes along a whole edge at a speed by car. */
static double edge_minutes(const struct kt_roads *r, const struct kt_network_rules *q, size_t e,
                           const float *limit)
{
    double km = (double)r->length_m[e] / 1000, ferry = (double)r->ferry_min[e];
    if (!isnan(ferry)) return q->ferry_wait_min + (ferry >= 0 ? ferry : 60 * km / q->ferry_kmh);
    double kmh = q->mode == KT_CAR ? (double)limit[e] * q->kmh : q->kmh;
    return 60 * km / fmax(kmh, 1);
}

/* Milliseconds along a whole edge and against it. */
static void edge_costs(const struct kt_roads *r, const struct kt_network_rules *q, size_t e, int32_t cost[2],
                       double minutes[2])
{
    minutes[0] = edge_minutes(r, q, e, r->kmh);
    minutes[1] = r->kmh_back ? edge_minutes(r, q, e, r->kmh_back) : minutes[0];
    for (int k = 0; k < 2; k++) cost[k] = kt_milliseconds(minutes[k]);
}

/* ---- the graph ---- */

struct arcs {
    size_t n;
    const int32_t *name;
    int32_t *tail, *head, *cost;
};

/* Both directions of a piece that the mode may go, turned round: searches begin at sites. A piece of no length
 * is one place, which no one-way sign divides. */
static void add_piece(void *ctx, const struct kt_piece *p)
{
    struct arcs *a = ctx;
    uint8_t open = p->cost == 0 && p->back == 0 ? KT_FORTH | KT_BACK : p->open;
    for (int k = 0; k < 2; k++) {
        if (!(open & (k ? KT_BACK : KT_FORTH))) continue;
        a->tail[a->n] = a->name[k ? p->from : p->to];
        a->head[a->n] = a->name[k ? p->to : p->from];
        a->cost[a->n++] = k ? p->back : p->cost;
    }
}

void kt_network_pieces(const struct kt_network *n, const struct kt_roads *r, const struct kt_network_rules *q,
                       kt_piece_visit *visit, void *ctx)
{
    size_t k = 0;
    for (size_t e = 0; e < r->nedge; e++) {
        struct kt_piece p = {.edge = e, .open = r->open[q->mode][e], .from = r->from[e]};
        int32_t cost[2], spent = 0, spent_back = 0;
        double minutes[2];
        edge_costs(r, q, e, cost, minutes);
        for (; k < n->ndoor && n->door[k].edge == (int32_t)e; k++) {
            const struct kt_door *d = &n->door[k];
            p.to = (int32_t)(r->nnode + k), p.to_m = d->at;
            p.cost = d->along - spent, p.back = d->against - spent_back;
            visit(ctx, &p);
            p.from = p.to, p.from_m = d->at, spent = d->along, spent_back = d->against;
        }
        p.to = r->to[e], p.to_m = (double)r->length_m[e];
        p.cost = cost[0] - spent, p.back = cost[1] - spent_back;
        if (p.open) visit(ctx, &p);
    }
}

void kt_network_graph(struct kt_network *n, const struct kt_roads *r, const struct kt_network_rules *q,
                      struct kt_arena *keep, struct kt_arena tmp)
{
    int32_t *order = KT_NEW(&tmp, int32_t, r->nnode);
    n->name = KT_NEW(keep, int32_t, r->nnode);
    kt_graph_order(r->x, r->y, r->nnode, order, tmp);
    for (size_t i = 0; i < r->nnode; i++) n->name[order[i]] = (int32_t)i;
    size_t most = 2 * r->nedge;
    struct arcs a = {0, n->name, KT_NEW(&tmp, int32_t, most), KT_NEW(&tmp, int32_t, most),
                     KT_NEW(&tmp, int32_t, most)};
    const struct kt_network alone = {.ndoor = 0};
    kt_network_pieces(&alone, r, q, add_piece, &a);
    n->to_sites = kt_graph_build(keep, r->nnode, a.n, a.tail, a.head, a.cost, tmp);
}

/* ---- doors ---- */

/* From a door to an end of its edge, or the other way. A stretch of no length is one place. */
static int32_t stretch(int32_t cost, int32_t back, bool open)
{
    return open || (cost == 0 && back == 0) ? cost : KT_FAR;
}

static void cost_door(struct kt_door *d, const struct kt_network *n, const struct kt_roads *r,
                      const struct kt_network_rules *q)
{
    size_t e = (size_t)d->edge;
    int32_t cost[2];
    double minutes[2], share = fmin(d->at / fmax((double)r->length_m[e], 1e-3), 1);
    edge_costs(r, q, e, cost, minutes);
    d->open = r->open[q->mode][e];
    d->along = kt_milliseconds(minutes[0] * share);
    d->against = kt_milliseconds(minutes[1] * share);
    bool forth = d->open & KT_FORTH, back = d->open & KT_BACK;
    int32_t rest = cost[0] - d->along, rest_back = cost[1] - d->against;
    d->node[0] = n->name[r->from[e]];
    d->node[1] = n->name[r->to[e]];
    d->leave[0] = stretch(d->against, d->along, back);
    d->leave[1] = stretch(rest, rest_back, forth);
    d->come[0] = stretch(d->along, d->against, forth);
    d->come[1] = stretch(rest_back, rest, back);
}

void kt_network_build(struct kt_network *n, const struct kt_study *st, const struct kt_network_rules *q,
                      const uint8_t *use, struct kt_cache *cache, struct kt_arena *keep, struct kt_arena tmp)
{
    *n = (struct kt_network){0};
    struct kt_network_parts parts = kt_network_parts(n, &st->roads, q, keep, tmp);
    kt_network_graph_kept(n, &st->roads, q, cache, keep, tmp);
    kt_network_snap(n, st, q, use, &parts, keep, tmp);
    kt_network_list_parts(n, st, &parts, keep, tmp);
    for (size_t k = 0; k < n->ndoor; k++) cost_door(&n->door[k], n, &st->roads, q);
}

double kt_network_bytes(const struct kt_roads *r, bool contracted)
{
    return (contracted ? 160.0 : 60.0) * (double)r->nnode + 46.0 * (double)r->nvert;
}
