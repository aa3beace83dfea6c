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

/* The vertices that stay at this scale, in metres. */
static size_t thin(const struct kt_outlines *o, size_t r, double tolerance, double *x, double *y)
{
    const struct kt_polygons *g = &o->study->water.geom;
    size_t n = 0;
    for (size_t v = g->vert_of[r]; v < g->vert_of[r + 1]; v++) {
        if (o->water_drop[v] < tolerance) continue;
        x[n] = g->x[v];
        y[n++] = g->y[v];
    }
    return n;
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

/* A ring as it lies on paper; n = 0: too small, or beside the map. */
static size_t on_paper(const struct kt_body *b, size_t r, struct kt_arena *a, double **x, double **y)
{
    const struct kt_outlines *o = b->m->outlines;
    const struct kt_polygons *g = &o->study->water.geom;
    const struct kt_box *f = &b->f.box;
    if (o->water_area[r] * b->f.k * b->f.k < LEAST_MM2) return 0;
    size_t all = g->vert_of[r + 1] - g->vert_of[r];
    *x = KT_NEW(a, double, all);
    *y = KT_NEW(a, double, all);
    size_t n = kt_to_paper(&b->f, *x, *y, thin(o, r, b->f.tolerance, *x, *y));
    struct kt_box c = box_of(*x, *y, n);
    bool shows = c.x + c.w > f->x && c.x < f->x + f->w && c.y + c.h > f->y && c.y < f->y + f->h;
    return n >= 4 && shows ? n : 0;
}

size_t kt_body_lakes(const struct kt_body *b, struct kt_box *lake, struct kt_arena tmp)
{
    const struct kt_polygons *g = &b->m->outlines->study->water.geom;
    size_t nlake = 0;
    for (size_t r = 0; r < g->nring; r++) {
        struct kt_arena a = tmp;
        double *x, *y;
        size_t n = g->hole[r] ? 0 : on_paper(b, r, &a, &x, &y);
        struct kt_box c = n ? box_of(x, y, n) : (struct kt_box){0};
        if (n && fmax(c.w, c.h) < WIDE_MM) lake[nlake++] = c;
    }
    return nlake;
}

void kt_body_water(const struct kt_body *b, struct kt_arena tmp)
{
    const struct kt_polygons *g = &b->m->outlines->study->water.geom;
    cairo_t *cr = kt_canvas_cairo(b->cv);
    for (size_t r = 0; r < g->nring; r++) {
        struct kt_arena a = tmp;
        double *x, *y;
        size_t n = on_paper(b, r, &a, &x, &y);
        if (!n) continue;
        cairo_move_to(cr, x[0], y[0]);
        for (size_t v = 1; v + 1 < n; v++) cairo_line_to(cr, x[v], y[v]);
        cairo_close_path(cr);
    }
    cairo_set_source_rgb(cr, 1, 1, 1); /* islands run the other way round, so they stay land */
    cairo_fill(cr);
}
