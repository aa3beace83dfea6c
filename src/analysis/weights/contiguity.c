/* contiguity: areas that share a place (queen) or a stretch of border (rook). Vertices become places
 * (snap.c), stretches between two places are numbered, and sharing is having the same number: no
 * geometry is compared, except that a place within `snap` of a stretch which no other outline has splits it
 * (a T-junction: one outline has a vertex where the other passes straight).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "weights_internal.h"

#include <stdlib.h>

/* Who has what: item (a place or a stretch) number item[k] belongs to area area[k]. */
struct holdings {
    size_t n, cap;
    int32_t *area, *item;
};

struct stretch {
    int32_t area, from, to;
};

struct outline {
    const struct kt_polygons *p;
    size_t narea, nplace;
    double snap, *x, *y; /* of places */
    int32_t *place;      /* of vertices */
    struct kt_numbering stretch;
};

static uint64_t stretch_key(int32_t a, int32_t b)
{
    uint64_t lo = (uint64_t)(a < b ? a : b), hi = (uint64_t)(a < b ? b : a);
    return hi << 32 | lo;
}

/* The number of every stretch (vertex v to v + 1) and how many outlines have it; -1 for the rest. */
static int32_t *number_stretches(struct outline *o, uint8_t *shared, struct kt_arena *a)
{
    const struct kt_polygons *p = o->p;
    int32_t *of = KT_NEW(a, int32_t, p->nvert + 1);
    for (size_t r = 0; r < p->nring; r++) {
        for (size_t v = p->vert_of[r]; v < p->vert_of[r + 1]; v++) {
            of[v] = -1;
            if (v + 1 == p->vert_of[r + 1] || o->place[v] == o->place[v + 1]) continue;
            of[v] = kt_numbering_get(&o->stretch, stretch_key(o->place[v], o->place[v + 1]), true);
            if (shared[of[v]] < 2) shared[of[v]]++;
        }
    }
    return of;
}

/* Stretches that only one outline has: the coast, and both sides of a border drawn differently. */
static size_t lone_stretches(const struct outline *o, const int32_t *of, const uint8_t *shared,
                             struct stretch *out)
{
    size_t n = 0;
    for (size_t z = 0; z < o->narea; z++)
        for (size_t r = o->p->ring_of[z]; r < o->p->ring_of[z + 1]; r++)
            for (size_t v = o->p->vert_of[r]; v < o->p->vert_of[r + 1]; v++) {
                if (of[v] < 0 || shared[of[v]] > 1) continue;
                if (out) out[n] = (struct stretch){(int32_t)z, o->place[v], o->place[v + 1]};
                n++;
            }
    return n;
}

struct on_stretch {
    double along;
    int32_t place;
};

static int by_along(const void *pa, const void *pb)
{
    const struct on_stretch *a = pa, *b = pb;
    if (a->along != b->along) return a->along < b->along ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

/* Places of other lone stretches that lie on `s`, from its start to its end. */
static size_t places_on(const struct outline *o, const struct kt_grid *g, const struct stretch *s,
                        struct on_stretch *hit)
{
    double ax = o->x[s->from], ay = o->y[s->from], ux = o->x[s->to] - ax, uy = o->y[s->to] - ay;
    double len2 = ux * ux + uy * uy, snap = o->snap;
    size_t i0, i1, j0, j1, n = 0;
    if (!kt_grid_window(g, fmin(ax, ax + ux) - snap, fmax(ax, ax + ux) + snap, fmin(ay, ay + uy) - snap,
                        fmax(ay, ay + uy) + snap, &i0, &i1, &j0, &j1))
        return 0;
    for (size_t j = j0; j <= j1; j++) {
        for (size_t k = g->start[j * g->nx + i0]; k < g->start[j * g->nx + i1 + 1]; k++) {
            if (g->item[k] == s->from || g->item[k] == s->to) continue;
            double dx = g->x[k] - ax, dy = g->y[k] - ay, along = dx * ux + dy * uy, off = dx * uy - dy * ux;
            if (along <= 0 || along >= len2 || off * off > snap * snap * len2) continue;
            hit[n++] = (struct on_stretch){along, g->item[k]};
        }
    }
    qsort(hit, n, sizeof *hit, by_along);
    return n;
}

static void hold(struct holdings *h, int32_t area, int32_t item)
{
    if (h->n == h->cap) abort(); /* counted before */
    h->area[h->n] = area;
    h->item[h->n++] = item;
}

/* Holdings that T-junctions add; with h->area NULL they are only counted. */
static size_t junctions(struct outline *o, const struct stretch *lone, size_t nlone, const struct kt_grid *g,
                        bool rook, struct holdings *h, struct on_stretch *hit)
{
    size_t n = 0;
    for (size_t k = 0; k < nlone; k++) {
        size_t m = places_on(o, g, &lone[k], hit);
        if (h) {
            int32_t from = lone[k].from;
            for (size_t i = 0; i <= m && m; i++) {
                int32_t to = i < m ? hit[i].place : lone[k].to;
                if (rook)
                    hold(h, lone[k].area, kt_numbering_get(&o->stretch, stretch_key(from, to), true));
                else if (i < m)
                    hold(h, lone[k].area, to);
                from = to;
            }
        }
        n += m ? m + 1 : 0;
    }
    return n;
}

static struct holdings collect(struct outline *o, bool rook, struct kt_arena *a)
{
    const struct kt_polygons *p = o->p;
    uint8_t *shared = KT_NEW(a, uint8_t, p->nvert + 1), *corner = KT_NEW(a, uint8_t, o->nplace + 1);
    int32_t *of = number_stretches(o, shared, a);
    size_t nlone = lone_stretches(o, of, shared, NULL);
    struct stretch *lone = KT_NEW(a, struct stretch, nlone);
    lone_stretches(o, of, shared, lone);
    for (size_t k = 0; k < nlone; k++) corner[lone[k].from] = corner[lone[k].to] = 1;
    struct kt_grid g = kt_grid_build(a, o->x, o->y, o->nplace, corner, 0);
    struct on_stretch *hit = KT_NEW(a, struct on_stretch, g.n);
    struct holdings h = {.cap = p->nvert + junctions(o, lone, nlone, &g, rook, NULL, hit)};
    h.area = KT_NEW(a, int32_t, h.cap);
    h.item = KT_NEW(a, int32_t, h.cap);
    for (size_t z = 0; z < o->narea; z++)
        for (size_t v = p->vert_of[p->ring_of[z]]; v < p->vert_of[p->ring_of[z + 1]]; v++)
            if (!rook || of[v] >= 0) hold(&h, (int32_t)z, rook ? of[v] : o->place[v]);
    /* New stretches need room in the table; it was made for twice the vertices. */
    junctions(o, lone, nlone, &g, rook, &h, hit);
    return h;
}

/* rows[start[key[k]]..]: value[k] of the k with that key, in order of k. */
static size_t *group(const int32_t *key, const int32_t *value, size_t n, size_t nkey, int32_t **out,
                     struct kt_arena *a)
{
    size_t *start = KT_NEW(a, size_t, nkey + 2);
    *out = KT_NEW(a, int32_t, n + 1);
    for (size_t k = 0; k < n; k++) start[key[k] + 2]++;
    for (size_t k = 2; k < nkey + 2; k++) start[k] += start[k - 1];
    for (size_t k = 0; k < n; k++) (*out)[start[key[k] + 1]++] = value[k];
    return start;
}

static int by_number(const void *pa, const void *pb)
{
    int32_t a = *(const int32_t *)pa, b = *(const int32_t *)pb;
    return a < b ? -1 : a > b;
}

struct kt_weights kt_weights_contiguity(struct kt_arena *keep, const struct kt_polygons *p, size_t n,
                                        bool rook, double snap, struct kt_arena tmp)
{
    struct outline o = {.p = p, .narea = n, .snap = snap};
    double most = 0;
    for (size_t v = 0; v < p->nvert; v++) most = fmax(most, fmax(fabs(p->x[v]), fabs(p->y[v])));
    o.snap = fmax(fmax(snap, most * 1e-12), 1e-300);
    o.place = KT_NEW(&tmp, int32_t, p->nvert + 1);
    o.nplace = kt_snap_vertices(p->x, p->y, p->nvert, o.snap, o.place, &o.x, &o.y, &tmp);
    o.stretch = kt_numbering_new(&tmp, 2 * p->nvert + 1);
    struct holdings h = collect(&o, rook, &tmp);
    size_t nitem = rook ? (size_t)o.stretch.n : o.nplace;
    int32_t *holder, *held;
    size_t *by_item = group(h.item, h.area, h.n, nitem, &holder, &tmp);
    size_t *by_area = group(h.area, h.item, h.n, n, &held, &tmp);

    size_t *start = KT_NEW(keep, size_t, n + 1), nnz = 0;
    int32_t *seen = KT_NEW(&tmp, int32_t, n + 1), *col = NULL;
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1) col = KT_NEW(keep, int32_t, nnz + 1);
        nnz = 0;
        for (size_t z = 0; z < n; z++) {
            int32_t mark = (int32_t)(2 * z + (size_t)pass) + 1, me = (int32_t)z;
            start[z] = nnz;
            for (size_t k = by_area[z]; k < by_area[z + 1]; k++) {
                int32_t item = held[k];
                for (size_t q = by_item[item]; q < by_item[item + 1]; q++) {
                    int32_t other = holder[q];
                    if (other == me || seen[other] == mark) continue;
                    seen[other] = mark;
                    if (pass == 1) col[nnz] = other;
                    nnz++;
                }
            }
            if (pass == 1) qsort(col + start[z], nnz - start[z], sizeof *col, by_number);
        }
        start[n] = nnz;
    }
    double *w = KT_NEW(keep, double, nnz + 1);
    for (size_t k = 0; k < nnz; k++) w[k] = 1;
    return kt_weights_symmetric(keep, n, start, col, w);
}
