/* grid_index: counting sort of points into square bins; range and nearest-neighbour queries.
 * The bin of a point is floor((v - v0) / side), a monotone function even under rounding, so a
 * window taken with the same function never misses a point.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/geo.h>

enum { MIN_BINS = 65536, BINS_PER_POINT = 4 };

struct box {
    double x0, y0, x1, y1;
    size_t n;
};

static bool usable(const double *x, const double *y, const uint8_t *use, size_t i)
{
    return (!use || use[i]) && isfinite(x[i]) && isfinite(y[i]);
}

static struct box bounds(const double *x, const double *y, size_t n, const uint8_t *use)
{
    struct box b = {INFINITY, INFINITY, -INFINITY, -INFINITY, 0};
    for (size_t i = 0; i < n; i++) {
        if (!usable(x, y, use, i)) continue;
        b.x0 = fmin(b.x0, x[i]);
        b.x1 = fmax(b.x1, x[i]);
        b.y0 = fmin(b.y0, y[i]);
        b.y1 = fmax(b.y1, y[i]);
        b.n++;
    }
    return b;
}

/* A side that keeps the number of bins within a few per point. */
static double fit_side(const struct box *b, double side)
{
    double w = b->x1 - b->x0, h = b->y1 - b->y0, longest = fmax(w, h);
    if (longest <= 0) return 1;
    if (!(side > 0)) side = fmax(sqrt(2 * w * h / (double)b->n), longest / (double)b->n);
    double most = fmax(MIN_BINS, BINS_PER_POINT * (double)b->n);
    while ((floor(w / side) + 1) * (floor(h / side) + 1) > most) side *= 1.25;
    return side;
}

/* Clamped to 0..n-1; v may lie anywhere. */
static size_t bin_of(double v, double v0, double side, size_t n)
{
    double k = floor((v - v0) / side);
    if (k < 0) return 0;
    return k >= (double)n ? n - 1 : (size_t)k;
}

struct kt_grid kt_grid_build(struct kt_arena *keep, const double *x, const double *y, size_t n,
                             const uint8_t *use, double side)
{
    struct box b = bounds(x, y, n, use);
    struct kt_grid g = {.side = 1, .n = b.n};
    if (b.n == 0) {
        g.start = KT_NEW(keep, size_t, 1);
        return g;
    }
    g.x0 = b.x0;
    g.y0 = b.y0;
    g.side = fit_side(&b, side);
    g.nx = (size_t)floor((b.x1 - b.x0) / g.side) + 1;
    g.ny = (size_t)floor((b.y1 - b.y0) / g.side) + 1;
    /* Shifted by two, so that filling leaves start[] in its final form. */
    size_t nbin = g.nx * g.ny, *start = KT_NEW(keep, size_t, nbin + 2);
    int32_t *item = KT_NEW(keep, int32_t, b.n);
    double *gx = KT_NEW(keep, double, b.n), *gy = KT_NEW(keep, double, b.n);
    for (size_t i = 0; i < n; i++)
        if (usable(x, y, use, i))
            start[bin_of(y[i], g.y0, g.side, g.ny) * g.nx + bin_of(x[i], g.x0, g.side, g.nx) + 2]++;
    for (size_t k = 2; k < nbin + 2; k++) start[k] += start[k - 1];
    for (size_t i = 0; i < n; i++) {
        if (!usable(x, y, use, i)) continue;
        size_t bin = bin_of(y[i], g.y0, g.side, g.ny) * g.nx + bin_of(x[i], g.x0, g.side, g.nx);
        size_t at = start[bin + 1]++;
        item[at] = (int32_t)i;
        gx[at] = x[i];
        gy[at] = y[i];
    }
    g.start = start;
    g.item = item;
    g.x = gx;
    g.y = gy;
    return g;
}

bool kt_grid_window(const struct kt_grid *g, double xlo, double xhi, double ylo, double yhi, size_t *i0,
                    size_t *i1, size_t *j0, size_t *j1)
{
    if (g->n == 0 || !(xhi >= g->x0) || !(yhi >= g->y0)) return false;
    if (floor((xlo - g->x0) / g->side) >= (double)g->nx) return false;
    if (floor((ylo - g->y0) / g->side) >= (double)g->ny) return false;
    *i0 = bin_of(xlo, g->x0, g->side, g->nx);
    *i1 = bin_of(xhi, g->x0, g->side, g->nx);
    *j0 = bin_of(ylo, g->y0, g->side, g->ny);
    *j1 = bin_of(yhi, g->y0, g->side, g->ny);
    return true;
}

size_t kt_grid_within(const struct kt_grid *g, double x, double y, double radius, int32_t *item, double *d2,
                      size_t cap)
{
    size_t i0, i1, j0, j1, found = 0;
    double r2 = radius * radius, reach = radius * (1 + 1e-12);
    if (!kt_grid_window(g, x - reach, x + reach, y - reach, y + reach, &i0, &i1, &j0, &j1)) return 0;
    for (size_t j = j0; j <= j1; j++) {
        for (size_t k = g->start[j * g->nx + i0]; k < g->start[j * g->nx + i1 + 1]; k++) {
            double dx = g->x[k] - x, dy = g->y[k] - y, q = dx * dx + dy * dy;
            if (q > r2) continue;
            if (found < cap) {
                item[found] = g->item[k];
                if (d2) d2[found] = q;
            }
            found++;
        }
    }
    return found;
}

struct best {
    int32_t item;
    double d2;
};

static void look(const struct kt_grid *g, size_t i, size_t j, double x, double y, struct best *b)
{
    size_t bin = j * g->nx + i;
    for (size_t k = g->start[bin]; k < g->start[bin + 1]; k++) {
        double dx = g->x[k] - x, dy = g->y[k] - y, q = dx * dx + dy * dy;
        if (q < b->d2 || (q == b->d2 && g->item[k] < b->item)) *b = (struct best){g->item[k], q};
    }
}

/* All bins at Chebyshev distance `ring` from (ci, cj) that lie in the grid. */
static void look_ring(const struct kt_grid *g, ptrdiff_t ci, ptrdiff_t cj, ptrdiff_t ring, double x, double y,
                      struct best *b)
{
    ptrdiff_t nx = (ptrdiff_t)g->nx, ny = (ptrdiff_t)g->ny;
    for (ptrdiff_t j = cj - ring; j <= cj + ring; j++) {
        if (j < 0 || j >= ny) continue;
        bool edge = j == cj - ring || j == cj + ring;
        ptrdiff_t step = edge || ring == 0 ? 1 : 2 * ring;
        for (ptrdiff_t i = ci - ring; i <= ci + ring; i += step)
            if (i >= 0 && i < nx) look(g, (size_t)i, (size_t)j, x, y, b);
    }
}

int32_t kt_grid_nearest(const struct kt_grid *g, double x, double y, double *d2)
{
    struct best b = {-1, INFINITY};
    if (g->n && isfinite(x) && isfinite(y)) {
        ptrdiff_t ci = (ptrdiff_t)bin_of(x, g->x0, g->side, g->nx);
        ptrdiff_t cj = (ptrdiff_t)bin_of(y, g->y0, g->side, g->ny);
        ptrdiff_t last = (ptrdiff_t)(g->nx > g->ny ? g->nx : g->ny);
        for (ptrdiff_t ring = 0; ring <= last; ring++) {
            look_ring(g, ci, cj, ring, x, y, &b);
            /* What lies beyond this ring is at least `ring` sides away, also from a point outside
             * the box (its projection on the box is nearer to every bin). Slightly less, for rounding. */
            double beyond = (double)ring * g->side * (1 - 1e-9);
            if (b.d2 < beyond * beyond) break;
        }
    }
    if (d2) *d2 = b.d2;
    return b.item;
}
