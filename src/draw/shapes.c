/* shapes: rectangles, lines, dots and hatches.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_internal.h"

/* In device units, which a PDF writes shorter: in others it brackets every line and says their scale. */
static void stroke(struct kt_canvas *cv, double width)
{
    cairo_matrix_t m;
    cairo_get_matrix(cv->cr, &m);
    cairo_identity_matrix(cv->cr);
    cairo_set_line_width(cv->cr, width * m.xx);
    cairo_stroke_preserve(cv->cr);
    cairo_set_matrix(cv->cr, &m);
}

static void fill_and_line(struct kt_canvas *cv, uint32_t fill, uint32_t line, double width)
{
    if (fill != KT_NO_COLOUR) {
        kt_source(cv->cr, fill, 1);
        cairo_fill_preserve(cv->cr);
    }
    if (line != KT_NO_COLOUR && width > 0) {
        kt_source(cv->cr, line, 1);
        stroke(cv, width);
    }
    cairo_new_path(cv->cr);
}

void kt_rect(struct kt_canvas *cv, struct kt_box b, uint32_t fill, uint32_t line, double width)
{
    cairo_rectangle(cv->cr, b.x, b.y, b.w, b.h);
    fill_and_line(cv, fill, line, width);
}

void kt_line(struct kt_canvas *cv, double x0, double y0, double x1, double y1, uint32_t rgb, double width)
{
    cairo_move_to(cv->cr, x0, y0);
    cairo_line_to(cv->cr, x1, y1);
    fill_and_line(cv, KT_NO_COLOUR, rgb, width);
}

void kt_line_dashed(struct kt_canvas *cv, double x0, double y0, double x1, double y1, uint32_t rgb,
                    double width, double dash)
{
    double x = dash, y = 0;
    cairo_user_to_device_distance(cv->cr, &x, &y);
    cairo_set_dash(cv->cr, &x, 1, 0);
    kt_line(cv, x0, y0, x1, y1, rgb, width);
    cairo_set_dash(cv->cr, NULL, 0, 0);
}

/* A line of no length with a round end: four numbers in a file in place of the twenty-six of four curves. */
static void disc(struct kt_canvas *cv, double x, double y, double r, uint32_t rgb)
{
    cairo_move_to(cv->cr, x, y);
    cairo_line_to(cv->cr, x, y);
    fill_and_line(cv, KT_NO_COLOUR, rgb, 2 * r);
}

void kt_dot(struct kt_canvas *cv, double x, double y, double r, uint32_t fill, uint32_t line, double width)
{
    double rim = line != KT_NO_COLOUR ? width / 2 : 0;
    if (fill == KT_NO_COLOUR) {
        cairo_new_path(cv->cr);
        cairo_arc(cv->cr, x, y, r, 0, 2 * M_PI);
        cairo_close_path(cv->cr);
        fill_and_line(cv, fill, line, width);
        return;
    }
    cairo_set_line_cap(cv->cr, CAIRO_LINE_CAP_ROUND);
    if (rim > 0) disc(cv, x, y, r + rim, line);
    disc(cv, x, y, r - rim, fill);
    cairo_set_line_cap(cv->cr, CAIRO_LINE_CAP_BUTT);
}

void kt_hatch(struct kt_canvas *cv, struct kt_box b, bool crossed, uint32_t rgb, double alpha, double width,
              double pitch)
{
    cairo_t *cr = cv->cr;
    double step = pitch * M_SQRT2;
    cairo_save(cr);
    cairo_rectangle(cr, b.x, b.y, b.w, b.h);
    cairo_clip(cr);
    /* Lines sit on one grid of the page, so neighbouring boxes join. */
    for (double c = floor((b.x + b.y) / step) * step; c < b.x + b.y + b.w + b.h; c += step) {
        cairo_move_to(cr, c - b.y, b.y);
        cairo_line_to(cr, c - b.y - b.h, b.y + b.h);
    }
    double low = b.x - b.y - b.h;
    for (double c = floor(low / step) * step; crossed && c < b.x + b.w - b.y; c += step) {
        cairo_move_to(cr, c + b.y, b.y);
        cairo_line_to(cr, c + b.y + b.h, b.y + b.h);
    }
    kt_source(cr, rgb, alpha);
    cairo_set_line_width(cr, width);
    cairo_stroke(cr);
    cairo_restore(cr);
}

void kt_triangle(struct kt_canvas *cv, double x, double y, double side, uint32_t fill, uint32_t line)
{
    double h = side * 0.8660254037844386;
    cairo_move_to(cv->cr, x, y - h * 2 / 3);
    cairo_line_to(cv->cr, x + side / 2, y + h / 3);
    cairo_line_to(cv->cr, x - side / 2, y + h / 3);
    cairo_close_path(cv->cr);
    fill_and_line(cv, fill, line, 0.15);
}
