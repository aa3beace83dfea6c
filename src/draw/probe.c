/* probe: how well a text reads on what was painted before it, measured on the pixels themselves: those that
 * its letters change, and the ones beside them, as they were before.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_internal.h"

enum { STEPS = 211 }; /* tenths of a contrast ratio, 1..22 */

/* A hairline below a letter does not make it unreadable; a fill does. */
static const double ignored = 0.05;

static const uint32_t *pixel_row(const struct kt_canvas *cv, int y)
{
    const unsigned char *data = cairo_image_surface_get_data(cv->surface);
    return (const uint32_t *)(const void *)(data +
                                            (ptrdiff_t)y * cairo_image_surface_get_stride(cv->surface));
}

void kt_probe_begin(struct kt_canvas *cv, struct kt_box box)
{
    struct kt_probe *p = &cv->probe;
    p->w = p->h = 0;
    if (cv->spec.format != KT_PNG || !cv->spec.probe || !(box.w > 0 && box.h > 0)) return;
    double unit = kt_pixels_per_mm(cv);
    int x1 = (int)fmin(cairo_image_surface_get_width(cv->surface), ceil((box.x + box.w) * unit) + 1);
    int y1 = (int)fmin(cairo_image_surface_get_height(cv->surface), ceil((box.y + box.h) * unit) + 1);
    p->x = (int)fmax(0, floor(box.x * unit) - 1);
    p->y = (int)fmax(0, floor(box.y * unit) - 1);
    if (x1 <= p->x || y1 <= p->y) return;
    p->w = x1 - p->x;
    p->h = y1 - p->y;
    p->before = g_renew(uint32_t, p->before, (gsize)p->w * (gsize)p->h);
    cairo_surface_flush(cv->surface);
    for (int y = 0; y < p->h; y++)
        for (int x = 0; x < p->w; x++) p->before[y * p->w + x] = pixel_row(cv, p->y + y)[p->x + x];
}

static bool lettered(const struct kt_canvas *cv, int x, int y)
{
    const struct kt_probe *p = &cv->probe;
    if (x < 0 || y < 0 || x >= p->w || y >= p->h) return false;
    return pixel_row(cv, p->y + y)[p->x + x] != p->before[y * p->w + x];
}

double kt_probe_end(const struct kt_canvas *cv, uint32_t ink)
{
    const struct kt_probe *p = &cv->probe;
    size_t count[STEPS] = {0}, all = 0, below = 0;
    if (p->w) cairo_surface_flush(cv->surface);
    for (int y = 0; y < p->h; y++)
        for (int x = 0; x < p->w; x++) {
            if (!lettered(cv, x, y) && !lettered(cv, x - 1, y) && !lettered(cv, x + 1, y) &&
                !lettered(cv, x, y - 1) && !lettered(cv, x, y + 1))
                continue;
            count[(int)(kt_contrast(ink, p->before[y * p->w + x] & 0xffffff) * 10) - 10]++;
            all++;
        }
    for (int i = 0; i < STEPS && all; i++) {
        below += count[i];
        if ((double)below > ignored * (double)all) return (i + 10) / 10.0;
    }
    /* Letters that leave no trace have the colour of their ground. */
    return p->w ? 1 : 0;
}
