/* field_outline: the outline of what is within a limit, by marching squares (Lorensen and Cline 1987, in the plane).
 * Rings run between the centres of pixels with the inside on their left, so they are valid, turned the right way and
 * in their polygons by construction. GDAL's contours did the same in thirty times the time: they look through all
 * open lines for each piece, and GEOS through all rings for each hole.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/field_internal.h"

#include <string.h>

/* The part of the field that a limit's outline lies in: two pixels more than what is within it. */
struct window {
    size_t i0, j0, nx, ny;
};

static struct window window_of(const struct kt_field *f, float limit)
{
    size_t i0 = f->nx, i1 = 0, j0 = f->ny, j1 = 0;
#pragma omp parallel for schedule(static) reduction(min : i0, j0) reduction(max : i1, j1)
    for (size_t j = 0; j < f->ny; j++)
        for (size_t i = 0; i < f->nx; i++) {
            if (!(f->min[j * f->nx + i] <= limit)) continue;
            i0 = i < i0 ? i : i0, i1 = i > i1 ? i : i1;
            j0 = j < j0 ? j : j0, j1 = j > j1 ? j : j1;
        }
    if (i0 > i1) return (struct window){0, 0, 0, 0};
    i0 = i0 > 2 ? i0 - 2 : 0, j0 = j0 > 2 ? j0 - 2 : 0;
    i1 = i1 + 3 < f->nx ? i1 + 3 : f->nx, j1 = j1 + 3 < f->ny ? j1 + 3 : f->ny;
    return (struct window){i0, j0, i1 - i0, j1 - j0};
}

struct outline {
    const struct kt_field *f;
    struct window w;
    float *g; /* window: minutes beyond the limit; inside: 0 or less */
    int32_t *
        label; /* window: another pixel of the same part, or the part's own number as -2 - n, -1 before it has one */
    uint8_t *passed; /* window: a ring went between this pixel and the next */
    struct corner {
        double x, y;
    } * corner; /* of all rings */
    struct ring {
        size_t first, n;
        int32_t part;
        bool hole;
    } * ring;
    size_t ncorner, nring, npart;
};

/* How far a pixel is beyond the limit, in minutes; cut at what a pixel's walk takes, so that the border beside a
 * road that ends in the open lies in the middle between pixels and not at the road. The window's rim is outside. */
static void beyond(struct outline *o, float limit, double foot_kmh)
{
    const struct window *w = &o->w;
    const float cut = (float)(60 * o->f->pixel / 1000 / foot_kmh);
#pragma omp parallel for schedule(static)
    for (size_t j = 0; j < w->ny; j++)
        for (size_t i = 0; i < w->nx; i++) {
            float d = o->f->min[(w->j0 + j) * o->f->nx + w->i0 + i] - limit;
            bool rim = !i || !j || i + 1 == w->nx || j + 1 == w->ny;
            o->g[j * w->nx + i] = d < cut && !rim ? (d > -cut ? d : -cut) : cut; /* NaN: cut */
        }
}

static bool is_in(const struct outline *o, size_t p)
{
    return o->g[p] <= 0;
}

/* ---- parts: pixels that touch, if only at a corner, as along a slanting road ---- */

static int32_t root_of(int32_t *label, int32_t p)
{
    while (label[p] >= 0) {
        if (label[label[p]] >= 0) label[p] = label[label[p]];
        p = label[p];
    }
    return p;
}

static void join(struct outline *o, size_t a, size_t b)
{
    if (!is_in(o, b)) return;
    int32_t p = root_of(o->label, (int32_t)a), q = root_of(o->label, (int32_t)b);
    if (p < q) o->label[q] = p;
    if (q < p) o->label[p] = q;
}

static void find_parts(struct outline *o)
{
    size_t nx = o->w.nx;
    memset(o->label, -1, nx * o->w.ny * sizeof *o->label);
    for (size_t p = nx + 1; p < nx * o->w.ny; p++) {
        if (!is_in(o, p)) continue;
        join(o, p, p - 1);
        for (size_t below = p - nx - 1; below <= p - nx + 1; below++) join(o, p, below);
    }
}

/* ---- rings ---- */

/* A border between a pixel and its eastern (0) or northern (1) neighbour. */
struct side {
    size_t pixel;
    int north;
};

static size_t beside(const struct outline *o, struct side s)
{
    return s.pixel + (s.north ? o->w.nx : 1);
}

static bool is_border(const struct outline *o, struct side s)
{
    return is_in(o, s.pixel) != is_in(o, beside(o, s));
}

/* Where the minutes between the two centres come to the limit; never at a centre, where rings could touch. */
static struct corner corner_of(const struct outline *o, struct side s)
{
    double a = (double)o->g[s.pixel], b = (double)o->g[beside(o, s)],
           t = fmin(fmax(a / (a - b), 1e-3), 1 - 1e-3);
    double i = (double)(o->w.i0 + s.pixel % o->w.nx) + 0.5, j = (double)(o->w.j0 + s.pixel / o->w.nx) + 0.5;
    return (struct corner){o->f->x0 + o->f->pixel * (s.north ? i : i + t),
                           o->f->y0 + o->f->pixel * (s.north ? j + t : j)};
}

/* The square of four centres that a ring enters through a border, by its south-western pixel. */
static size_t ahead(const struct outline *o, struct side s)
{
    if (s.north) return is_in(o, beside(o, s)) ? s.pixel : s.pixel - 1;
    return is_in(o, s.pixel) ? s.pixel : s.pixel - o->w.nx;
}

/* The border through which the ring leaves the square that it entered through `s`. Where two insides face each other across
 * a square they are joined, so the ring keeps to the right. */
static struct side next_side(const struct outline *o, struct side s)
{
    size_t sw = ahead(o, s);
    /* Counter-clockwise: south, east, north, west. */
    const struct side around[4] = {{sw, 0}, {sw + 1, 1}, {sw + o->w.nx, 0}, {sw, 1}};
    int at = 0;
    while (around[at].pixel != s.pixel || around[at].north != s.north) at++;
    for (int k = 1; k < 4; k++)
        if (is_border(o, around[(at + k) % 4])) return around[(at + k) % 4];
    return s;
}

/* Leaves out corners on a straight line along the pixels. */
static void add_corner(struct outline *o, struct ring *r, struct corner c)
{
    struct corner *v = o->corner + r->first;
    if (r->n > 1 &&
        ((v[r->n - 1].x == c.x && v[r->n - 2].x == c.x) || (v[r->n - 1].y == c.y && v[r->n - 2].y == c.y)))
        r->n--;
    v[r->n++] = c;
}

static void trace(struct outline *o, struct side start)
{
    struct ring *r = &o->ring[o->nring++];
    *r = (struct ring){.first = o->ncorner};
    struct side s = start;
    do {
        if (!s.north) o->passed[s.pixel] = 1;
        add_corner(o, r, corner_of(o, s));
        s = next_side(o, s);
    } while (s.pixel != start.pixel || s.north != start.north);
    add_corner(o, r, corner_of(o, start));
    o->ncorner += r->n;
    /* The first ring of a part is the outer one: rows are looked through from the south-west. */
    int32_t root = root_of(o->label, (int32_t)(is_in(o, start.pixel) ? start.pixel : start.pixel + 1));
    r->hole = o->label[root] != -1;
    if (!r->hole) o->label[root] = -2 - (int32_t)o->npart++;
    r->part = -2 - o->label[root];
}

static void find_rings(struct outline *o, struct kt_arena *a)
{
    size_t n = o->w.nx * o->w.ny, east = 0, north = 0;
#pragma omp parallel for schedule(static) reduction(+ : east, north)
    for (size_t p = 0; p < n - o->w.nx; p++) {
        east += is_border(o, (struct side){p, 0});
        north += is_border(o, (struct side){p, 1});
    }
    o->passed = KT_NEW(a, uint8_t, n);
    o->corner = KT_NEW(a, struct corner,
                       east + north + east / 2); /* a ring has two borders to the east, and closes */
    o->ring = KT_NEW(a, struct ring, east / 2);
    for (size_t p = 0; p < n - o->w.nx; p++)
        if (!o->passed[p] && is_border(o, (struct side){p, 0})) trace(o, (struct side){p, 0});
}

/* ---- to arrays ---- */

/* Square metres within a ring, below 0 for a hole. */
static double ring_area(const struct corner *v, size_t n)
{
    double twice = 0;
    for (size_t i = 0; i + 1 < n; i++)
        twice += (v[i].x - v[0].x) * (v[i + 1].y - v[0].y) - (v[i + 1].x - v[0].x) * (v[i].y - v[0].y);
    return twice / 2;
}

/* Rings by part, outer ones first, as they were found. */
static void to_polygons(const struct outline *o, struct kt_polygons *to, double *km2, struct kt_arena *keep,
                        struct kt_arena tmp)
{
    size_t *at = KT_NEW(&tmp, size_t, o->npart + 1), *order = KT_NEW(&tmp, size_t, o->nring), nvert = 0;
    size_t *ring_of = KT_NEW(keep, size_t, 2), *vert_of = KT_NEW(keep, size_t, o->nring + 1);
    uint8_t *hole = KT_NEW(keep, uint8_t, o->nring);
    double *x = KT_NEW(keep, double, o->ncorner), *y = KT_NEW(keep, double, o->ncorner);
    for (size_t r = 0; r < o->nring; r++) at[o->ring[r].part + 1]++;
    for (size_t p = 0; p < o->npart; p++) at[p + 1] += at[p];
    for (size_t r = 0; r < o->nring; r++) order[at[o->ring[r].part]++] = r;
    *km2 = 0;
    for (size_t k = 0; k < o->nring; k++) {
        const struct ring *r = &o->ring[order[k]];
        for (size_t i = 0; i < r->n; i++, nvert++) {
            x[nvert] = o->corner[r->first + i].x;
            y[nvert] = o->corner[r->first + i].y;
        }
        hole[k] = r->hole;
        vert_of[k + 1] = nvert;
        *km2 += ring_area(o->corner + r->first, r->n) / 1e6;
    }
    ring_of[1] = o->nring;
    *to = (struct kt_polygons){.nring = o->nring,
                               .nvert = nvert,
                               .ring_of = ring_of,
                               .vert_of = vert_of,
                               .hole = hole,
                               .x = x,
                               .y = y};
}

void kt_field_outline(const struct kt_field *f, double minutes, double foot_kmh, struct kt_polygons *to,
                      double *km2, struct kt_arena *keep, float *aside, struct kt_arena tmp)
{
    const float limit = (float)minutes + 1e-4F;
    struct outline o = {.f = f, .w = window_of(f, limit), .g = aside};
    o.label = KT_NEW(&tmp, int32_t, o.w.nx * o.w.ny);
    if (o.w.nx) {
        beyond(&o, limit, foot_kmh);
        find_parts(&o);
        find_rings(&o, &tmp);
    }
    to_polygons(&o, to, km2, keep, tmp);
}
