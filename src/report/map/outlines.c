/* outlines: borders that two zones share, found once.
 *
 * Vertices are equal when their coordinates are. An edge met from both sides belongs to two zones; a
 * vertex with more than two neighbours ends an arc. Where outlines were made apart and vertices do
 * not agree, the zone behind an edge is looked up by a point just beyond it, so that a border
 * inside the country is never drawn as a coast.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "map_internal.h"

#include <string.h>

/* ---- tables of vertices and edges ---- */

enum { NOBODY = -1 };
#define NO_ARC SIZE_MAX

struct edge {
    uint32_t a, b; /* vertex ids, a < b; a == b: free slot */
    int32_t zone[2];
    size_t arc;
};

struct topo {
    const struct kt_polygons *g;
    uint32_t *id;        /* per vertex of g */
    uint32_t (*near)[2]; /* per id: two neighbours + 1; 0 none */
    uint8_t *junction;   /* per id */
    struct edge *edge;
    size_t mask;
};

static uint64_t mix(uint64_t h)
{
    h = (h ^ h >> 31) * 0x7fb5d329728ea185u;
    h = (h ^ h >> 27) * 0x81dadef4bc2dd44du;
    return h ^ h >> 33;
}

static uint64_t bits(double v)
{
    uint64_t u;
    v += 0.0; /* -0 and 0 are one place */
    memcpy(&u, &v, sizeof u);
    return u;
}

static size_t table_size(size_t n)
{
    size_t cap = 64;
    while (cap < 2 * n) cap *= 2;
    return cap;
}

static void number_vertices(struct topo *t, struct kt_arena tmp)
{
    const struct kt_polygons *g = t->g;
    size_t cap = table_size(g->nvert);
    uint32_t *slot = KT_NEW(&tmp, uint32_t, cap); /* vertex + 1 */
    uint32_t next = 0;
    for (size_t v = 0; v < g->nvert; v++) {
        size_t h = mix(bits(g->x[v]) * 31 + mix(bits(g->y[v]))) & (cap - 1);
        while (slot[h] && !(g->x[slot[h] - 1] == g->x[v] && g->y[slot[h] - 1] == g->y[v]))
            h = (h + 1) & (cap - 1);
        if (slot[h]) {
            t->id[v] = t->id[slot[h] - 1];
        } else {
            slot[h] = (uint32_t)v + 1;
            t->id[v] = next++;
        }
    }
}

static struct edge *edge_slot(const struct topo *t, uint32_t a, uint32_t b)
{
    if (a > b) {
        uint32_t c = a;
        a = b;
        b = c;
    }
    size_t h = mix((uint64_t)a << 32 | b) & t->mask;
    while (t->edge[h].a != t->edge[h].b && (t->edge[h].a != a || t->edge[h].b != b)) h = (h + 1) & t->mask;
    struct edge *e = &t->edge[h];
    if (e->a == e->b) *e = (struct edge){.a = a, .b = b, .zone = {NOBODY, NOBODY}, .arc = NO_ARC};
    return e;
}

static void meet(struct topo *t, uint32_t v, uint32_t other)
{
    uint32_t *n = t->near[v];
    if (n[0] == other + 1 || n[1] == other + 1) return;
    if (n[0] == 0)
        n[0] = other + 1;
    else if (n[1] == 0)
        n[1] = other + 1;
    else
        t->junction[v] = 1;
}

static void number_edges(struct topo *t, size_t nzone)
{
    const struct kt_polygons *g = t->g;
    for (size_t z = 0; z < nzone; z++)
        for (size_t r = g->ring_of[z]; r < g->ring_of[z + 1]; r++)
            for (size_t v = g->vert_of[r]; v + 1 < g->vert_of[r + 1]; v++) {
                uint32_t a = t->id[v], b = t->id[v + 1];
                if (a == b) continue;
                meet(t, a, b);
                meet(t, b, a);
                struct edge *e = edge_slot(t, a, b);
                e->zone[e->zone[0] != NOBODY] = (int32_t)z;
            }
}

/* ---- arcs ---- */

struct build {
    struct topo t;
    struct kt_arc *arc;
    size_t narc;
    double *x, *y, *drop;
    size_t nvert;
    int32_t *ref;
    size_t nref;
    size_t *path, *stack; /* a ring's vertices without repeats, scratch for importance */
};

/* Vertices path[i..j] (cyclic over m) become an arc, or a reference to the one that is there. */
static void add_arc(struct build *b, const size_t *path, size_t m, size_t i, size_t j, int32_t z)
{
    const struct kt_polygons *g = b->t.g;
    size_t p0 = path[i % m], p1 = path[(i + 1) % m];
    struct edge *e = edge_slot(&b->t, b->t.id[p0], b->t.id[p1]);
    if (e->arc != NO_ARC) {
        const struct kt_arc *old = &b->arc[e->arc];
        bool forward = b->x[old->first] == g->x[p0] && b->y[old->first] == g->y[p0] &&
                       b->x[old->first + 1] == g->x[p1] && b->y[old->first + 1] == g->y[p1];
        b->ref[b->nref++] = forward ? (int32_t)e->arc : -1 - (int32_t)e->arc;
        return;
    }
    int32_t other = e->zone[0] == z ? e->zone[1] : e->zone[0];
    struct kt_arc *arc = &b->arc[b->narc];
    *arc = (struct kt_arc){
        .first = b->nvert, .n = j - i + 1, .zone = z, .other = other, .shared = other != NOBODY};
    for (size_t k = i; k <= j; k++) {
        size_t v = path[k % m];
        b->x[b->nvert] = g->x[v];
        b->y[b->nvert++] = g->y[v];
        if (k < j) edge_slot(&b->t, b->t.id[v], b->t.id[path[(k + 1) % m]])->arc = b->narc;
    }
    kt_importance(b->x + arc->first, b->y + arc->first, arc->n, b->drop + arc->first, b->stack);
    b->ref[b->nref++] = (int32_t)b->narc++;
}

/* Where a ring without junctions begins, whoever walks it: its least vertex. */
static size_t least(const struct kt_polygons *g, const size_t *path, size_t m)
{
    size_t best = 0;
    for (size_t i = 1; i < m; i++) {
        double dx = g->x[path[i]] - g->x[path[best]];
        if (dx < 0 || (dx == 0 && g->y[path[i]] < g->y[path[best]])) best = i;
    }
    return best;
}

static void add_ring(struct build *b, size_t r, int32_t z)
{
    const struct kt_polygons *g = b->t.g;
    size_t m = 0, from = g->vert_of[r], to = g->vert_of[r + 1];
    for (size_t v = from; v + 1 < to; v++)
        if (m == 0 || b->t.id[v] != b->t.id[b->path[m - 1]]) b->path[m++] = v;
    while (m > 1 && b->t.id[b->path[m - 1]] == b->t.id[b->path[0]]) m--;
    if (m < 3) return;
    size_t start = 0;
    while (start < m && !b->t.junction[b->t.id[b->path[start]]]) start++;
    if (start == m) {
        start = least(g, b->path, m);
        add_arc(b, b->path, m, start, start + m, z);
        return;
    }
    for (size_t i = start, end; i < start + m; i = end) {
        end = i + 1;
        while (end < start + m && !b->t.junction[b->t.id[b->path[end % m]]]) end++;
        add_arc(b, b->path, m, i, end, z);
    }
}

size_t kt_arc_points(const struct kt_level_outlines *o, size_t a, double tolerance, double *x, double *y)
{
    size_t n = 0, first = o->arc[a].first;
    for (size_t v = first; v < first + o->arc[a].n; v++) {
        if (o->drop[v] < tolerance) continue;
        x[n] = o->x[v];
        y[n++] = o->y[v];
    }
    return n;
}

/* ---- what lies behind a border ---- */

static bool inside(const struct kt_polygons *g, size_t z, double px, double py)
{
    bool in = false;
    for (size_t r = g->ring_of[z]; r < g->ring_of[z + 1]; r++)
        for (size_t v = g->vert_of[r]; v + 1 < g->vert_of[r + 1]; v++) {
            double y0 = g->y[v], y1 = g->y[v + 1];
            if ((y0 > py) == (y1 > py)) continue;
            in ^= px < g->x[v] + (py - y0) / (y1 - y0) * (g->x[v + 1] - g->x[v]);
        }
    return in;
}

static int32_t zone_near(const struct kt_level_outlines *o, const struct kt_polygons *g, int32_t mine,
                         double px, double py)
{
    for (size_t z = 0; z < o->nzone; z++)
        if ((int32_t)z != mine && px >= o->xmin[z] && px <= o->xmax[z] && py >= o->ymin[z] &&
            py <= o->ymax[z] && inside(g, z, px, py))
            return (int32_t)z;
    return NOBODY;
}

static void find_others(const struct kt_level_outlines *o, const struct kt_polygons *g, struct kt_arc *arc)
{
    const double beyond_m = 150;
    for (size_t a = 0; a < o->narc; a++) {
        if (arc[a].other != NOBODY) continue;
        size_t v = arc[a].first + (arc[a].n - 1) / 2;
        double dx = o->x[v + 1] - o->x[v], dy = o->y[v + 1] - o->y[v], len = hypot(dx, dy);
        double mx = (o->x[v] + o->x[v + 1]) / 2, my = (o->y[v] + o->y[v + 1]) / 2;
        for (int side = -1; side <= 1 && arc[a].other == NOBODY && len > 0; side += 2)
            arc[a].other = zone_near(o, g, arc[a].zone, mx - side * dy / len * beyond_m,
                                     my + side * dx / len * beyond_m);
    }
}

/* ---- a level ---- */

static void measure(struct kt_level_outlines *o, const struct kt_polygons *g, struct kt_arena *keep)
{
    double *box[4], *area = KT_NEW(keep, double, g->nring);
    for (int i = 0; i < 4; i++)
        box[i] = kt_doubles(keep, o->nzone, i < 2 ? (double)INFINITY : -(double)INFINITY);
    for (size_t z = 0; z < o->nzone; z++)
        for (size_t r = g->ring_of[z]; r < g->ring_of[z + 1]; r++) {
            double twice = 0, x0 = g->vert_of[r] < g->nvert ? g->x[g->vert_of[r]] : 0;
            for (size_t v = g->vert_of[r]; v < g->vert_of[r + 1]; v++) {
                box[0][z] = fmin(box[0][z], g->x[v]);
                box[1][z] = fmin(box[1][z], g->y[v]);
                box[2][z] = fmax(box[2][z], g->x[v]);
                box[3][z] = fmax(box[3][z], g->y[v]);
                if (v + 1 < g->vert_of[r + 1])
                    twice += (g->x[v] + g->x[v + 1] - 2 * x0) * (g->y[v + 1] - g->y[v]);
            }
            area[r] = fabs(twice) / 2;
        }
    o->xmin = box[0];
    o->ymin = box[1];
    o->xmax = box[2];
    o->ymax = box[3];
    o->ring_area = area;
}

static void build_level(struct kt_level_outlines *o, const struct kt_zones *zones, struct kt_arena *keep,
                        struct kt_arena tmp)
{
    const struct kt_polygons *g = &zones->geom;
    o->nzone = zones->n;
    if (g->nring == 0) return;
    struct build b = {.t = {.g = g}};
    size_t nedge = table_size(g->nvert);
    b.t.id = KT_NEW(&tmp, uint32_t, g->nvert);
    b.t.near = kt_alloc(&tmp, g->nvert, sizeof *b.t.near);
    b.t.junction = KT_NEW(&tmp, uint8_t, g->nvert);
    b.t.edge = KT_NEW(&tmp, struct edge, nedge);
    b.t.mask = nedge - 1;
    b.path = KT_NEW(&tmp, size_t, g->nvert);
    b.stack = KT_NEW(&tmp, size_t, 2 * g->nvert + 4);
    b.arc = KT_NEW(keep, struct kt_arc, g->nvert);
    b.ref = KT_NEW(keep, int32_t, g->nvert);
    b.x = KT_NEW(keep, double, 2 * g->nvert);
    b.y = KT_NEW(keep, double, 2 * g->nvert);
    b.drop = KT_NEW(keep, double, 2 * g->nvert);
    number_vertices(&b.t, tmp);
    number_edges(&b.t, zones->n);
    size_t *ref_of = KT_NEW(keep, size_t, g->nring + 1);
    for (size_t z = 0; z < zones->n; z++)
        for (size_t r = g->ring_of[z]; r < g->ring_of[z + 1]; r++) {
            ref_of[r] = b.nref;
            add_ring(&b, r, (int32_t)z);
        }
    ref_of[g->nring] = b.nref;
    o->narc = b.narc;
    o->nring = g->nring;
    o->arc = b.arc;
    o->x = b.x;
    o->y = b.y;
    o->drop = b.drop;
    o->ring_of = g->ring_of;
    o->ref_of = ref_of;
    o->ref = b.ref;
    measure(o, g, keep);
    find_others(o, g, b.arc);
}

const struct kt_outlines *kt_outlines_build(const struct kt_study *st, struct kt_arena *keep,
                                            struct kt_arena tmp)
{
    struct kt_outlines *o = KT_NEW(keep, struct kt_outlines, 1);
    o->study = st;
    for (size_t lv = 0; lv < st->nlevel; lv++) build_level(&o->level[lv], &st->level[lv], keep, tmp);
    kt_water_build(o, keep, tmp);
    return o;
}
