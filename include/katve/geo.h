/* geo: a uniform grid over points. All lengths in the unit of the coordinates (metres).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_GEO_H
#define KATVE_GEO_H

#include <katve/base.h>

/* Points sorted by square bins, bins row by row from the south-west. Within a bin points keep
 * their order. Points with a NaN coordinate are not in the index. */
struct kt_grid {
    double x0, y0, side;
    size_t nx, ny;
    size_t n;            /* points indexed */
    const size_t *start; /* nx × ny + 1: bin b owns start[b] .. start[b+1]-1 */
    const int32_t *item; /* n: row of each point in the caller's arrays */
    const double *x, *y; /* n: coordinates in grid order */
};

/* Bins of about `side`; wider where the box would need far more bins than points. side <= 0: about
 * two points a bin. Only points with use[i] != 0 (use = NULL: all). Deterministic. O(n + bins). */
struct kt_grid kt_grid_build(struct kt_arena *keep, const double *x, const double *y, size_t n,
                             const uint8_t *use, double side);

/* Rows of the points within `radius` (inclusive) of (x, y), in grid order, at most cap of them
 * written with their squared distances (d2 may be NULL); returns how many there are. O(bins + points near). */
size_t kt_grid_within(const struct kt_grid *g, double x, double y, double radius, int32_t *item, double *d2,
                      size_t cap);

/* Row of the nearest point, the lowest row of equals; -1 when the index is empty or x, y unknown.
 * Exact and without a cutoff: rings of bins until no nearer point is possible. */
int32_t kt_grid_nearest(const struct kt_grid *g, double x, double y, double *d2);

/* The rectangle of bins that can hold points of [xlo, xhi] × [ylo, yhi]; false when it misses the grid.
 * Bins i0..i1 (columns) of rows j0..j1, all inclusive. */
bool kt_grid_window(const struct kt_grid *g, double xlo, double xhi, double ylo, double yhi, size_t *i0,
                    size_t *i1, size_t *j0, size_t *j1);

/* Pieces of lines in square bins: piece i runs from (ax, ay)[i] to (bx, by)[i]. */
struct kt_segments {
    size_t n, nx, ny;
    double x0, y0, side;
    const double *ax, *ay, *bx, *by; /* the caller's */
    const size_t *start;             /* nx × ny + 1 */
    const int32_t *item;             /* the pieces whose box touches a bin */
};

/* Bins of about `side`, wider where they would be many more than pieces. O(n + bins + pieces' bins). */
struct kt_segments kt_segments_build(struct kt_arena *keep, const double *ax, const double *ay,
                                     const double *bx, const double *by, size_t n, double side);

/* The piece nearest to (x, y) within `radius` among those with use[i] != 0 (NULL: all), the lowest of equals; -1: none.
 * *t: where on it, 0 .. 1; *d: how far. Rings of bins until no nearer piece is possible. */
int32_t kt_segments_nearest(const struct kt_segments *s, double x, double y, double radius,
                            const uint8_t *use, double *t, double *d);

#endif
