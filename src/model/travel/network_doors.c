/* network_doors: people and sites put on the roads. A door joins the nearest edge that matters, so that the way
 * begins in the middle of a street and not at the next crossing; what lies between door and road is walked.
 * An islet of streets that no road joins (a mapping slip, a closed yard) is passed over where a larger part
 * is near; a far one is an island, and those who live there stay on it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/network_internal.h"

#include <katve/geo.h>
#include <stdlib.h>

struct snapping {
    const struct kt_roads *r;
    struct kt_segments seg;
    const int32_t *edge_of;        /* of each piece */
    const float *before;           /* metres along the shape up to the piece */
    const uint8_t *open, *matters; /* of each piece */
    const struct kt_terrain *terrain;
    const int32_t *part;   /* of each crossing */
    uint8_t *served;       /* parts with a site; NULL while sites are put on the roads */
    const uint8_t *gate;   /* edges where a way over the terrain may end */
    struct kt_offroad off; /* made for the first door that is off the roads */
    struct kt_arena *room;
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
        bool usable = kt_edge_has_doors(r, q->mode, e);
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

/* The nearest road of a door in a straight line; false when there is none near. */
static bool snap_straight(const struct snapping *s, const struct kt_network_rules *q, double x, double y,
                          struct kt_door *door, struct kt_perch *p)
{
    double t, d, t2, d2;
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
    p->foot = kt_milliseconds(60 * d / 1000 / q->foot_kmh);
    return true;
}

/* The road of a door; false when there is none. Over the terrain where the road is far, or leads to no site at all: from
 * an island with streets of its own to the mainland. */
static bool snap(struct snapping *s, const struct kt_network_rules *q, double x, double y,
                 struct kt_door *door, struct kt_perch *p)
{
    *p = (struct kt_perch){.node = -1, .part = -1, .road_m = NAN};
    bool near = snap_straight(s, q, x, y, door, p);
    if (!q->off_road) return near;
    bool stranded = near && s->served && !s->served[s->part[s->r->from[door->edge]]];
    if (near && !stranded && p->road_m <= 1.5 * fmax(s->terrain->dx, s->terrain->dy)) return true;
    if (!s->off.t) kt_offroad_open(&s->off, s->terrain, s->r, q, s->gate, s->room);
    struct kt_door over = *door;
    int32_t foot;
    enum kt_offroad_way way = kt_offroad_find(&s->off, x, y, q->shore_m, &over, &foot);
    if (way == KT_OFFROAD_UNKNOWN || (way == KT_OFFROAD_NONE && stranded)) return near;
    p->alone = way == KT_OFFROAD_NONE;
    if (way == KT_OFFROAD_NONE) return false;
    *door = over;
    door->at = at_crossing(door->at, (double)s->r->length_m[door->edge]);
    p->foot = foot;
    return true;
}

/* Which edges a way over the terrain may end on: those of parts that matter, or that have a site (`served`). */
static void gates_of(struct snapping *s, const struct kt_network_rules *q, const uint32_t *size)
{
    uint8_t *gate = KT_NEW(s->room, uint8_t, s->r->nedge);
    for (size_t e = 0; e < s->r->nedge; e++) {
        int32_t v = s->r->from[e];
        gate[e] = kt_edge_has_doors(s->r, q->mode, e) &&
                  (s->served ? s->served[s->part[v]] : size[v] >= q->part_nodes);
    }
    s->gate = gate;
    s->off = (struct kt_offroad){0};
}

static int by_edge(const void *a, const void *b)
{
    const struct kt_door *p = a, *q = b;
    if (p->edge != q->edge) return p->edge < q->edge ? -1 : 1;
    if (p->at != q->at) return p->at < q->at ? -1 : 1;
    return (p->point > q->point) - (p->point < q->point);
}

void kt_network_snap(struct kt_network *n, const struct kt_study *st, const struct kt_network_rules *q,
                     const uint8_t *use, const struct kt_network_parts *parts, struct kt_arena *keep,
                     struct kt_arena tmp)
{
    const struct kt_roads *r = &st->roads;
    size_t ncell = st->cells.n, npoint = ncell + st->sites.n, ndoor = 0;
    n->cell = KT_NEW(keep, struct kt_perch, ncell);
    n->site = KT_NEW(keep, struct kt_perch, st->sites.n);
    struct snapping s = snapping_open(r, q, n->part_size, &tmp);
    s.terrain = &st->terrain;
    s.part = parts->of;
    s.room = &tmp;
    if (q->off_road) gates_of(&s, q, n->part_size);
    struct kt_door *door = KT_NEW(keep, struct kt_door, npoint);
    for (size_t k = 0; k < npoint; k++) {
        size_t i = k < st->sites.n ? ncell + k : k - st->sites.n; /* sites first */
        bool is_cell = i < ncell;
        double x = is_cell ? st->cells.x[i] : st->sites.x[i - ncell],
               y = is_cell ? st->cells.y[i] : st->sites.y[i - ncell];
        struct kt_perch *p = is_cell ? &n->cell[i] : &n->site[i - ncell];
        *p = (struct kt_perch){.node = -1, .part = -1, .road_m = NAN};
        if (!is_cell && !use[i - ncell]) continue;
        if (is_cell && !s.served && q->off_road) {
            s.served = KT_NEW(&tmp, uint8_t, parts->n);
            for (size_t d = 0; d < ndoor; d++) s.served[parts->of[r->from[door[d].edge]]] = 1;
            gates_of(&s, q, n->part_size);
        }
        door[ndoor].point = (int32_t)i;
        if (snap(&s, q, x, y, &door[ndoor], p)) p->part = parts->of[r->from[door[ndoor++].edge]];
    }
    qsort(door, ndoor, sizeof *door, by_edge);
    for (size_t k = 0; k < ndoor; k++) {
        size_t p = (size_t)door[k].point;
        (p < ncell ? &n->cell[p] : &n->site[p - ncell])->node = (int32_t)k;
    }
    n->door = door;
    n->ndoor = ndoor;
}

size_t kt_network_starts(const struct kt_network *n, const struct kt_perch *site, struct kt_start start[2])
{
    const struct kt_door *d = &n->door[site->node];
    size_t m = 0;
    for (int k = 0; k < 2; k++)
        if (site->foot < KT_FAR - d->come[k])
            start[m++] = (struct kt_start){d->node[k], site->foot + d->come[k]};
    return m;
}

int32_t kt_door_cost(const struct kt_door *a, const struct kt_door *b)
{
    /* Doors at one place, which no one-way sign divides. */
    if (a->along == b->along && a->against == b->against) return 0;
    if (a->at <= b->at) return a->open & KT_FORTH ? b->along - a->along : KT_FAR;
    return a->open & KT_BACK ? a->against - b->against : KT_FAR;
}

struct kt_door_range kt_doors_of_edge(const struct kt_network *n, size_t k)
{
    struct kt_door_range r = {k, k + 1};
    while (r.first && n->door[r.first - 1].edge == n->door[k].edge) r.first--;
    while (r.end < n->ndoor && n->door[r.end].edge == n->door[k].edge) r.end++;
    return r;
}
