/* network: roads, people and sites as one graph. A door joins the nearest edge that matters, so that the way
 * begins in the middle of a street and not at the next crossing; what lies between door and road is walked.
 * An islet of streets that no road joins (a mapping slip, a closed yard) is passed over where a larger part
 * is near; a far one is an island, and those who live there stay on it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/network_internal.h"

#include <katve/geo.h>
#include <stdlib.h>
#include <string.h>

static int32_t milliseconds(double minutes)
{
    double ms = rint(minutes * 60000);
    return ms < 0 ? 0 : ms >= KT_FAR - 1 ? KT_FAR - 1 : (int32_t)ms;
}

/* Minutes along a whole edge at a speed by car. */
static double edge_minutes(const struct kt_roads *r, const struct kt_network_rules *q, size_t e,
                           const float *limit)
{
    double km = (double)r->length_m[e] / 1000, ferry = (double)r->ferry_min[e];
    if (!isnan(ferry)) return q->ferry_wait_min + (ferry >= 0 ? ferry : 60 * km / q->ferry_kmh);
    double kmh = q->mode == KT_CAR ? (double)limit[e] * q->kmh : q->kmh;
    return 60 * km / fmax(kmh, 1);
}

/* ---- doors ---- */

struct snapping {
    const struct kt_roads *r;
    struct kt_segments seg;
    const int32_t *edge_of;        /* of each piece */
    const float *before;           /* metres along the shape up to the piece */
    const uint8_t *open, *matters; /* of each piece */
};

static struct snapping snapping_open(const struct kt_roads *r, const struct kt_network_rules *q,
                                     const uint32_t *size, struct kt_arena *tmp)
{
    struct snapping s = {.r = r};
    size_t n = r->nvert, k = 0;
    double *c[4];
    for (int i = 0; i < 4; i++) c[i] = KT_NEW(tmp, double, n);
    int32_t *edge = KT_NEW(tmp, int32_t, n);
    float *before = KT_NEW(tmp, float, n);
    uint8_t *open = KT_NEW(tmp, uint8_t, n), *matters = KT_NEW(tmp, uint8_t, n);
    for (size_t e = 0; e < r->nedge; e++) {
        /* Nobody boards a ferry in the middle of its crossing. */
        bool usable = r->open[q->mode][e] && isnan(r->ferry_min[e]);
        double sum = 0;
        for (uint32_t v = r->first[e]; v + 1 < r->first[e + 1]; v++, k++) {
            c[0][k] = r->vx[v], c[1][k] = r->vy[v], c[2][k] = r->vx[v + 1], c[3][k] = r->vy[v + 1];
            edge[k] = (int32_t)e;
            before[k] = (float)sum;
            open[k] = usable;
            matters[k] = usable && size[r->from[e]] >= q->part_nodes;
            sum += hypot(c[2][k] - c[0][k], c[3][k] - c[1][k]);
        }
    }
    s.seg = kt_segments_build(tmp, c[0], c[1], c[2], c[3], k, 250);
    s.edge_of = edge;
    s.before = before;
    s.open = open;
    s.matters = matters;
    return s;
}

/* A door within a metre of a crossing is at the crossing, whichever of its streets is nearest. */
static double at_crossing(double at, double length)
{
    return at < 1 ? 0 : length - at < 1 ? length : at;
}

/* The road of a door; false when there is none near. */
static bool snap(const struct snapping *s, const struct kt_network_rules *q, double x, double y,
                 struct kt_door *door, struct kt_perch *p)
{
    double t, d, t2, d2;
    *p = (struct kt_perch){.node = -1, .part = -1, .road_m = NAN};
    int32_t at = kt_segments_nearest(&s->seg, x, y, q->far_m, s->open, &t, &d);
    if (at < 0) return false;
    if (!s->matters[at]) {
        int32_t other =
            kt_segments_nearest(&s->seg, x, y, fmin(q->far_m, d + q->bridge_m), s->matters, &t2, &d2);
        p->alone = other < 0;
        if (other >= 0) at = other, t = t2, d = d2;
    }
    double len = hypot(s->seg.bx[at] - s->seg.ax[at], s->seg.by[at] - s->seg.ay[at]);
    door->edge = s->edge_of[at];
    door->at = at_crossing((double)s->before[at] + t * len, (double)s->r->length_m[door->edge]);
    p->road_m = d;
    p->foot = milliseconds(60 * d / 1000 / q->foot_kmh);
    return true;
}

static int by_edge(const void *a, const void *b)
{
    const struct kt_door *p = a, *q = b;
    if (p->edge != q->edge) return p->edge < q->edge ? -1 : 1;
    if (p->at != q->at) return p->at < q->at ? -1 : 1;
    return (p->point > q->point) - (p->point < q->point);
}

/* ---- the graph ---- */

struct arcs {
    size_t n;
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
        a->tail[a->n] = k ? p->from : p->to;
        a->head[a->n] = k ? p->to : p->from;
        a->cost[a->n++] = k ? p->back : p->cost;
    }
}

void kt_network_pieces(const struct kt_network *n, const struct kt_roads *r, const struct kt_network_rules *q,
                       kt_piece_visit *visit, void *ctx)
{
    size_t k = 0;
    for (size_t e = 0; e < r->nedge; e++) {
        double all = edge_minutes(r, q, e, r->kmh), length = (double)r->length_m[e], at_m = 0;
        double back = r->kmh_back ? edge_minutes(r, q, e, r->kmh_back) : all;
        struct kt_piece p = {.edge = e, .open = r->open[q->mode][e], .from = r->from[e]};
        int32_t spent = 0, spent_back = 0;
        for (; k < n->ndoor && n->door[k].edge == (int32_t)e; k++) {
            double share = fmin(n->door[k].at / fmax(length, 1e-3), 1);
            p.to = (int32_t)(r->nnode + k), p.from_m = at_m, p.to_m = n->door[k].at;
            p.cost = milliseconds(all * share) - spent, p.back = milliseconds(back * share) - spent_back;
            visit(ctx, &p);
            p.from = p.to, at_m = p.to_m, spent += p.cost, spent_back += p.back;
        }
        p.to = r->to[e], p.from_m = at_m, p.to_m = length;
        p.cost = milliseconds(all) - spent, p.back = milliseconds(back) - spent_back;
        if (p.open) visit(ctx, &p);
    }
}

/* Numbers nodes by place and turns the lists into the graph. */
static void number(struct kt_network *n, const struct kt_roads *r, const struct arcs *a, const double *px,
                   const double *py, size_t ncell, struct kt_arena *keep, struct kt_arena tmp)
{
    const struct kt_door *door = n->door;
    size_t ndoor = n->ndoor, nnode = r->nnode + ndoor;
    double *x = KT_NEW(&tmp, double, nnode), *y = KT_NEW(&tmp, double, nnode);
    int32_t *order = KT_NEW(&tmp, int32_t, nnode), *name = KT_NEW(keep, int32_t, nnode);
    memcpy(x, r->x, r->nnode * sizeof *x);
    memcpy(y, r->y, r->nnode * sizeof *y);
    for (size_t k = 0; k < ndoor; k++) {
        x[r->nnode + k] = px[door[k].point];
        y[r->nnode + k] = py[door[k].point];
    }
    kt_graph_order(x, y, nnode, order, tmp);
    n->x = KT_NEW(keep, double, nnode);
    n->y = KT_NEW(keep, double, nnode);
    for (size_t i = 0; i < nnode; i++) {
        name[order[i]] = (int32_t)i;
        n->x[i] = x[order[i]];
        n->y[i] = y[order[i]];
    }
    for (size_t i = 0; i < a->n; i++) {
        a->tail[i] = name[a->tail[i]];
        a->head[i] = name[a->head[i]];
    }
    n->name = name;
    n->to_sites = kt_graph_build(keep, nnode, a->n, a->tail, a->head, a->cost, tmp);
    for (size_t k = 0; k < ndoor; k++) {
        size_t p = (size_t)door[k].point;
        (p < ncell ? &n->cell[p] : &n->site[p - ncell])->node = name[r->nnode + k];
    }
}

void kt_network_build(struct kt_network *n, const struct kt_study *st, const struct kt_network_rules *q,
                      const uint8_t *use, struct kt_arena *keep, struct kt_arena tmp)
{
    const struct kt_roads *r = &st->roads;
    size_t ncell = st->cells.n, npoint = ncell + st->sites.n, ndoor = 0;
    *n = (struct kt_network){.cell = KT_NEW(keep, struct kt_perch, ncell),
                             .site = KT_NEW(keep, struct kt_perch, st->sites.n)};
    struct kt_arena aside = kt_arena_open(0), room = aside;
    struct kt_network_parts parts = kt_network_parts(n, r, q, keep, tmp);
    struct snapping s = snapping_open(r, q, n->part_size, &room);
    struct kt_door *door = KT_NEW(keep, struct kt_door, npoint);
    double *px = KT_NEW(&tmp, double, npoint), *py = KT_NEW(&tmp, double, npoint);
    for (size_t i = 0; i < npoint; i++) {
        bool is_cell = i < ncell;
        px[i] = is_cell ? st->cells.x[i] : st->sites.x[i - ncell];
        py[i] = is_cell ? st->cells.y[i] : st->sites.y[i - ncell];
        struct kt_perch *p = is_cell ? &n->cell[i] : &n->site[i - ncell];
        *p = (struct kt_perch){.node = -1, .part = -1, .road_m = NAN};
        if (!is_cell && !use[i - ncell]) continue;
        door[ndoor].point = (int32_t)i;
        if (snap(&s, q, px[i], py[i], &door[ndoor], p)) p->part = parts.of[r->from[door[ndoor++].edge]];
    }
    kt_network_list_parts(n, st, &parts, keep, tmp);
    kt_arena_close(aside);
    qsort(door, ndoor, sizeof *door, by_edge);
    n->door = door;
    n->ndoor = ndoor;
    size_t most = 2 * (r->nedge + ndoor);
    struct arcs a = {0, KT_NEW(&tmp, int32_t, most), KT_NEW(&tmp, int32_t, most),
                     KT_NEW(&tmp, int32_t, most)};
    kt_network_pieces(n, r, q, add_piece, &a);
    number(n, r, &a, px, py, ncell, keep, tmp);
}
