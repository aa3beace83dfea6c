/* water: lakes above the fills of a map and below its borders and names.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "map_internal.h"

#include <cairo.h>

/* A lake, or an island in one, that would be smaller on paper is left out. */
#define LEAST_MM2 1.0
/* The box of a wider lake is mostly land. */
#define WIDE_MM   10.0

static double ring_area(const struct kt_polygons *g, size_t r)
{
    double twice = 0;
    size_t first = g->vert_of[r];
    for (size_t v = first; v + 1 < g->vert_of[r + 1]; v++)
        twice += (g->x[v] - g->x[first]) * (g->y[v + 1] - g->y[first]) -
                 (g->x[v + 1] - g->x[first]) * (g->y[v] - g->y[first]);
    return fabs(twice) / 2;
}

void kt_water_build(struct kt_outlines *o, struct kt_arena *keep, struct kt_arena tmp)
{
    const struct kt_polygons *g = &o->study->water.geom;
    size_t most = 0;
    for (size_t r = 0; r < g->nring; r++)
        if (g->vert_of[r + 1] - g->vert_of[r] > most) most = g->vert_of[r + 1] - g->vert_of[r];
    o->water_drop = KT_NEW(keep, double, g->nvert);
    o->water_area = KT_NEW(keep, double, g->nring);
    size_t *stack = KT_NEW(&tmp, size_t, 2 * most + 4);
    for (size_t r = 0; r < g->nring; r++) {
        size_t from = g->vert_of[r], n = g->vert_of[r + 1] - from;
        o->water_area[r] = ring_area(g, r);
        if (n) kt_importance(g->x + from, g->y + from, n, o->water_drop + from, stack);
    }
}

/* ---- on paper ---- */

/* The vertices that stay, on paper. */
static size_t thin(const struct kt_body *b, size_t r, double tolerance, double *x, double *y)
{
    const struct kt_polygons *g = &b->m->outlines->study->water.geom;
    size_t n = 0;
    for (size_t v = g->vert_of[r]; v < g->vert_of[r + 1]; v++) {
        if (b->m->outlines->water_drop[v] < tolerance) continue;
        x[n] = g->x[v];
        y[n++] = g->y[v];
    }
    return kt_to_paper(&b->f, x, y, n);
}

static struct kt_box box_of(const double *x, const double *y, size_t n)
{
    double xmin = INFINITY, ymin = INFINITY, xmax = -INFINITY, ymax = -INFINITY;
    for (size_t v = 0; v < n; v++) {
        xmin = fmin(xmin, x[v]), xmax = fmax(xmax, x[v]);
        ymin = fmin(ymin, y[v]), ymax = fmax(ymax, y[v]);
    }
    return (struct kt_box){xmin, ymin, xmax - xmin, ymax - ymin};
}

/* All rings of `least` m² and more that show; returns how many vertices they have. */
static size_t put_water(struct kt_body *b, double least, double tolerance, struct kt_arena *a)
{
    const struct kt_outlines *o = b->m->outlines;
    const struct kt_polygons *g = &o->study->water.geom;
    const struct kt_box *f = &b->f.box;
    size_t vertices = 0;
    b->nwater = 0;
    b->water = KT_NEW(a, struct kt_shore, g->nring);
    for (size_t r = 0; r < g->nring; r++) {
        if (o->water_area[r] < least) continue;
        size_t all = g->vert_of[r + 1] - g->vert_of[r];
        struct kt_shore s = {.island = g->hole[r], .x = KT_NEW(a, double, all), .y = KT_NEW(a, double, all)};
        s.n = thin(b, r, tolerance, s.x, s.y);
        s.box = box_of(s.x, s.y, s.n);
        const struct kt_box *c = &s.box;
        bool shows = c->x + c->w > f->x && c->x < f->x + f->w && c->y + c->h > f->y && c->y < f->y + f->h;
        if (s.n < 4 || !shows) continue;
        vertices += s.n;
        b->water[b->nwater++] = s;
    }
    return vertices;
}

size_t kt_water_to_paper(struct kt_body *b, double most, struct kt_arena *a)
{
    double least = LEAST_MM2 / (b->f.k * b->f.k), tolerance = b->f.tolerance;
    struct kt_arena from = *a;
    size_t n = put_water(b, least, tolerance, a);
    while ((double)n > most) {
        *a = from;
        least *= 1.2;
        tolerance *= 1.2;
        n = put_water(b, least, tolerance, a);
    }
    return n;
}

size_t kt_body_lakes(const struct kt_body *b, struct kt_box *lake)
{
    size_t n = 0;
    for (size_t i = 0; i < b->nwater; i++)
        if (!b->water[i].island && fmax(b->water[i].box.w, b->water[i].box.h) < WIDE_MM)
            lake[n++] = b->water[i].box;
    return n;
}

bool kt_body_wet(const struct kt_body *b, struct kt_box at)
{
    for (size_t i = 0; i < b->nwater; i++) {
        const struct kt_box *c = &b->water[i].box;
        if (c->x < at.x + at.w && c->x + c->w > at.x && c->y < at.y + at.h && c->y + c->h > at.y) return true;
    }
    return false;
}

void kt_body_water(const struct kt_body *b)
{
    cairo_t *cr = kt_canvas_cairo(b->cv);
    for (size_t i = 0; i < b->nwater; i++) {
        const struct kt_shore *s = &b->water[i];
        cairo_move_to(cr, s->x[0], s->y[0]);
        for (size_t v = 1; v + 1 < s->n; v++) cairo_line_to(cr, s->x[v], s->y[v]);
        cairo_close_path(cr);
    }
    cairo_set_source_rgb(cr, 1, 1, 1); /* islands run the other way round, so they stay land */
    cairo_fill(cr);
}
