/* Which zone contains a place: boxes of zones in a coarse grid, then the crossing rule.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "study_internal.h"

static void box_of(const struct kt_polygons *g, size_t z, double b[4])
{
    b[0] = b[1] = INFINITY, b[2] = b[3] = -INFINITY;
    for (size_t v = g->vert_of[g->ring_of[z]]; v < g->vert_of[g->ring_of[z + 1]]; v++) {
        b[0] = fmin(b[0], g->x[v]), b[2] = fmax(b[2], g->x[v]);
        b[1] = fmin(b[1], g->y[v]), b[3] = fmax(b[3], g->y[v]);
    }
}

static size_t bin(double v, double v0, double dv, size_t n)
{
    double i = floor((v - v0) / dv);
    if (!(i > 0)) return 0;
    return i >= (double)n ? n - 1 : (size_t)i;
}

struct kt_locator kt_locator_build(const struct kt_zones *zs, struct kt_arena *tmp)
{
    struct kt_locator l = {.g = &zs->geom, .n = zs->geom.nring ? zs->n : 0};
    if (!l.n) return l;
    double *box = KT_NEW(tmp, double, 4 * l.n), all[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t z = 0; z < l.n; z++) {
        box_of(l.g, z, box + 4 * z);
        for (int k = 0; k < 2; k++) all[k] = fmin(all[k], box[4 * z + (size_t)k]);
        for (int k = 2; k < 4; k++) all[k] = fmax(all[k], box[4 * z + (size_t)k]);
    }
    l.nx = l.ny = (size_t)fmax(1.0, fmin(256.0, 2.0 * sqrt((double)l.n)));
    l.x0 = all[0], l.y0 = all[1];
    l.dx = fmax((all[2] - all[0]) / (double)l.nx, 1e-9), l.dy = fmax((all[3] - all[1]) / (double)l.ny, 1e-9);
    size_t *start = KT_NEW(tmp, size_t, l.nx * l.ny + 2);
    int32_t *item = NULL;
    /* Two passes: count, then place; zones ascend within a bin. */
    for (int pass = 0; pass < 2; pass++) {
        for (size_t z = 0; z < l.n; z++) {
            const double *b = box + 4 * z;
            if (!(b[0] <= b[2])) continue;
            size_t i1 = bin(b[2], l.x0, l.dx, l.nx), j1 = bin(b[3], l.y0, l.dy, l.ny);
            for (size_t j = bin(b[1], l.y0, l.dy, l.ny); j <= j1; j++)
                for (size_t i = bin(b[0], l.x0, l.dx, l.nx); i <= i1; i++) {
                    size_t k = j * l.nx + i;
                    if (pass == 0)
                        start[k + 2]++;
                    else
                        item[start[k + 1]++] = (int32_t)z;
                }
        }
        if (pass == 0) {
            for (size_t k = 0; k < l.nx * l.ny; k++) start[k + 2] += start[k + 1];
            item = KT_NEW(tmp, int32_t, start[l.nx * l.ny + 1]);
        }
    }
    l.box = box, l.start = start, l.item = item;
    return l;
}

/* Even number of crossings: outside. Holes are rings like any other. */
static bool inside(const struct kt_polygons *g, size_t z, double x, double y)
{
    bool in = false;
    for (size_t r = g->ring_of[z]; r < g->ring_of[z + 1]; r++)
        for (size_t v = g->vert_of[r]; v + 1 < g->vert_of[r + 1]; v++) {
            double ya = g->y[v], yb = g->y[v + 1];
            if ((ya > y) != (yb > y) && x < g->x[v] + (g->x[v + 1] - g->x[v]) * ((y - ya) / (yb - ya)))
                in = !in;
        }
    return in;
}

static double box_distance(const double *b, double x, double y)
{
    double dx = fmax(fmax(b[0] - x, x - b[2]), 0.0), dy = fmax(fmax(b[1] - y, y - b[3]), 0.0);
    return sqrt(dx * dx + dy * dy);
}

int32_t kt_locator_find(const struct kt_locator *l, double x, double y)
{
    if (!l->n || !isfinite(x) || !isfinite(y)) return -1;
    size_t k = bin(y, l->y0, l->dy, l->ny) * l->nx + bin(x, l->x0, l->dx, l->nx);
    for (size_t i = l->start[k]; i < l->start[k + 1]; i++) {
        size_t z = (size_t)l->item[i];
        if (box_distance(l->box + 4 * z, x, y) == 0.0 && inside(l->g, z, x, y)) return (int32_t)z;
    }
    return -1;
}

static double segment_distance2(double ax, double ay, double bx, double by)
{
    double dx = bx - ax, dy = by - ay, len2 = dx * dx + dy * dy;
    double t = len2 > 0.0 ? fmin(1.0, fmax(0.0, -(ax * dx + ay * dy) / len2)) : 0.0;
    double px = ax + t * dx, py = ay + t * dy;
    return px * px + py * py;
}

double kt_locator_distance(const struct kt_locator *l, size_t z, double x, double y)
{
    if (!l->n || l->g->ring_of[z] == l->g->ring_of[z + 1]) return INFINITY;
    if (box_distance(l->box + 4 * z, x, y) == 0.0 && inside(l->g, z, x, y)) return 0.0;
    double best = INFINITY;
    const struct kt_polygons *g = l->g;
    for (size_t r = g->ring_of[z]; r < g->ring_of[z + 1]; r++)
        for (size_t v = g->vert_of[r]; v + 1 < g->vert_of[r + 1]; v++)
            best = fmin(best, segment_distance2(g->x[v] - x, g->y[v] - y, g->x[v + 1] - x, g->y[v + 1] - y));
    return sqrt(best);
}

int32_t kt_locator_nearest(const struct kt_locator *l, double x, double y, double most)
{
    int32_t best = -1;
    for (size_t z = 0; z < l->n; z++) {
        if (!(box_distance(l->box + 4 * z, x, y) <= most)) continue;
        double d = kt_locator_distance(l, z, x, y);
        if (isfinite(d) && d <= most && (best < 0 || d < most)) most = d, best = (int32_t)z;
    }
    return best;
}
