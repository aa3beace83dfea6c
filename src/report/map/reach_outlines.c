/* reach_outlines: outlines of minutes on a map, and crosses where no way leads anywhere.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "map_internal.h"

#include <cairo.h>

/* What is nearer on paper than this can't be told apart; outlines have a vertex for every pixel. */
#define FINEST_MM 0.08
#define CROSS_MM  0.9

/* A ring that shows, thinned to what paper can tell. */
static void ring(cairo_t *cr, const struct kt_frame *f, const struct kt_polygons *g, size_t r)
{
    double xmin = INFINITY, ymin = INFINITY, xmax = -INFINITY, ymax = -INFINITY;
    for (size_t v = g->vert_of[r]; v < g->vert_of[r + 1]; v++) {
        double x = kt_px(f, g->x[v]), y = kt_py(f, g->y[v]);
        xmin = fmin(xmin, x), xmax = fmax(xmax, x);
        ymin = fmin(ymin, y), ymax = fmax(ymax, y);
    }
    if (fmax(xmax - xmin, ymax - ymin) < 2 * FINEST_MM || xmax < f->box.x || xmin > f->box.x + f->box.w ||
        ymax < f->box.y || ymin > f->box.y + f->box.h)
        return;
    double last_x = NAN, last_y = NAN;
    for (size_t v = g->vert_of[r]; v + 1 < g->vert_of[r + 1]; v++) {
        double x = kt_px(f, g->x[v]), y = kt_py(f, g->y[v]);
        if (isnan(last_x))
            cairo_move_to(cr, x, y);
        else if (hypot(x - last_x, y - last_y) < FINEST_MM)
            continue;
        else
            cairo_line_to(cr, x, y);
        last_x = x, last_y = y;
    }
    cairo_close_path(cr);
}

void kt_body_reach(const struct kt_body *b, struct kt_arena tmp)
{
    const struct kt_reach_map *reach = b->m->reach;
    const struct kt_polygons *g = &reach->within->geom;
    cairo_t *cr = kt_canvas_cairo(b->cv);
    cairo_save(cr);
    if (b->m->own >= 0) {
        int *group = KT_NEW(&tmp, int, b->o->nzone);
        for (size_t z = 0; z < b->o->nzone; z++) group[z] = b->mine[z] && kt_body_shows(b, z);
        kt_body_path(b, group, 1, tmp);
        cairo_clip(cr);
    }
    for (size_t i = reach->to; i-- > reach->from;) { /* the largest lies lowest */
        for (size_t r = g->ring_of[i]; r < g->ring_of[i + 1]; r++) ring(cr, &b->f, g, r);
        uint32_t c = reach->fill[i - reach->from];
        cairo_set_source_rgb(cr, (c >> 16 & 255) / 255.0, (c >> 8 & 255) / 255.0, (c & 255) / 255.0);
        cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
        cairo_fill(cr);
    }
    cairo_restore(cr);
}

void kt_body_crosses(const struct kt_body *b)
{
    const struct kt_cells *c = &b->m->outlines->study->cells;
    for (size_t i = 0; b->m->reach->cut_off && i < c->n; i++) {
        if (!b->m->reach->cut_off[i]) continue;
        double x = kt_px(&b->f, c->x[i]), y = kt_py(&b->f, c->y[i]);
        for (int pass = 0; pass < 2; pass++) { /* a pale rim first, to be seen on any ground */
            uint32_t ink = pass ? KT_INK : KT_WHITE;
            double w = pass ? 0.35 : 0.8;
            kt_line(b->cv, x - CROSS_MM, y - CROSS_MM, x + CROSS_MM, y + CROSS_MM, ink, w);
            kt_line(b->cv, x - CROSS_MM, y + CROSS_MM, x + CROSS_MM, y - CROSS_MM, ink, w);
        }
    }
}
