/* segments: pieces of lines in square bins, for the way from a house to its street.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/geo.h>

static size_t bin_of(double v, double v0, double side, size_t n)
{
    double i = floor((v - v0) / side);
    return i < 0 ? 0 : i >= (double)n ? n - 1 : (size_t)i;
}

/* Calls for every bin that the box of piece i touches: counts, or places when `item` is there. */
static void spread(const struct kt_segments *s, size_t *at, int32_t *item)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t i0 = bin_of(fmin(s->ax[i], s->bx[i]), s->x0, s->side, s->nx),
               i1 = bin_of(fmax(s->ax[i], s->bx[i]), s->x0, s->side, s->nx),
               j0 = bin_of(fmin(s->ay[i], s->by[i]), s->y0, s->side, s->ny),
               j1 = bin_of(fmax(s->ay[i], s->by[i]), s->y0, s->side, s->ny);
        for (size_t j = j0; j <= j1; j++)
            for (size_t k = i0; k <= i1; k++) {
                size_t to = at[j * s->nx + k]++;
                if (item) item[to] = (int32_t)i;
            }
    }
}

struct kt_segments kt_segments_build(struct kt_arena *keep, const double *ax, const double *ay,
                                     const double *bx, const double *by, size_t n, double side)
{
    struct kt_segments s = {.n = n, .nx = 1, .ny = 1, .side = side, .ax = ax, .ay = ay, .bx = bx, .by = by};
    double x1 = -INFINITY, y1 = -INFINITY;
    s.x0 = s.y0 = INFINITY;
    for (size_t i = 0; i < n; i++) {
        s.x0 = fmin(s.x0, fmin(ax[i], bx[i]));
        s.y0 = fmin(s.y0, fmin(ay[i], by[i]));
        x1 = fmax(x1, fmax(ax[i], bx[i]));
        y1 = fmax(y1, fmax(ay[i], by[i]));
    }
    if (n) {
        double most = 4 * (double)n + 16, area = (x1 - s.x0 + side) * (y1 - s.y0 + side);
        s.side = fmax(side, sqrt(area / most));
        s.nx = (size_t)((x1 - s.x0) / s.side) + 1;
        s.ny = (size_t)((y1 - s.y0) / s.side) + 1;
    }
    size_t *start = KT_NEW(keep, size_t, s.nx * s.ny + 2);
    spread(&s, start + 2, NULL);
    for (size_t b = 2; b <= s.nx * s.ny + 1; b++) start[b] += start[b - 1];
    int32_t *item = KT_NEW(keep, int32_t, start[s.nx * s.ny + 1]);
    spread(&s, start + 1, item);
    s.start = start;
    s.item = item;
    return s;
}

static double along(const struct kt_segments *s, int32_t i, double x, double y, double *t)
{
    double dx = s->bx[i] - s->ax[i], dy = s->by[i] - s->ay[i], l2 = dx * dx + dy * dy;
    double p = l2 > 0 ? ((x - s->ax[i]) * dx + (y - s->ay[i]) * dy) / l2 : 0;
    *t = p < 0 ? 0 : p > 1 ? 1 : p;
    return hypot(s->ax[i] + *t * dx - x, s->ay[i] + *t * dy - y);
}

struct nearest {
    double x, y, d, t;
    int32_t at;
    const uint8_t *use;
};

static void look(const struct kt_segments *s, size_t bin, struct nearest *q)
{
    for (size_t k = s->start[bin]; k < s->start[bin + 1]; k++) {
        int32_t i = s->item[k];
        double t;
        if (q->use && !q->use[i]) continue;
        double d = along(s, i, q->x, q->y, &t);
        if (d > q->d || (d == q->d && q->at >= 0 && i >= q->at)) continue;
        q->d = d;
        q->t = t;
        q->at = i;
    }
}

int32_t kt_segments_nearest(const struct kt_segments *s, double x, double y, double radius,
                            const uint8_t *use, double *t, double *d)
{
    struct nearest q = {x, y, radius, 0, -1, use};
    if (!s->n || isnan(x) || isnan(y)) return -1;
    long ci = (long)floor((x - s->x0) / s->side), cj = (long)floor((y - s->y0) / s->side);
    long most = (long)fmin(ceil(radius / s->side), 1e6) + 1;
    /* A ring of bins r away is at least (r - 1) bins from the point, or outside the grid. */
    for (long r = 0; r <= most && (double)(r - 1) * s->side <= q.d; r++)
        for (long j = cj - r; j <= cj + r; j++) {
            if (j < 0 || j >= (long)s->ny) continue;
            long step = j == cj - r || j == cj + r || r == 0 ? 1 : 2 * r;
            for (long i = ci - r; i <= ci + r; i += step)
                if (i >= 0 && i < (long)s->nx) look(s, (size_t)j * s->nx + (size_t)i, &q);
        }
    *t = q.t;
    *d = q.d;
    return q.at;
}
