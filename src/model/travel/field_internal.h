/* field: minutes on the ground in square pixels, from roads outwards, and the outline of what is within so many.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_FIELD_INTERNAL_H
#define KATVE_FIELD_INTERNAL_H

#include "model/model_internal.h"

/* Pixel (i, j) is the square from (x0 + i * pixel, y0 + j * pixel), j northwards. */
struct kt_field {
    double x0, y0, pixel;
    size_t nx, ny;
    float *min; /* nx * ny; NaN: no road near; INFINITY: the nearest road leads nowhere */
};

/* Pixels over the box and twice `reach_m` around it, of a round size. pixel_m 0: a quarter of `street_m`, the mean street,
 * at most a fifth of reach_m and at least 10 m, coarser up to that fifth where there would be more than a million; else no
 * finer than asked for. Coarser from four million on. No memory is taken. */
struct kt_field kt_field_frame(const double box[4], double reach_m, double pixel_m, double street_m);
/* The same with its pixels, all NaN. */
struct kt_field kt_field_new(const struct kt_field *frame, struct kt_arena *a);
enum { KT_FIELD_BYTES = 17 }; /* for each pixel, what spreading and outlines need included */
/* A road at (x, y) with its minutes; of several in a pixel the least stays. What lies outside is left out. O(1). */
void kt_field_mark(struct kt_field *f, double x, double y, double min);
/* Pixels without a road take the minutes of the nearest road within `reach_m`, as the model's doors do, and those
 * of walking there; so the far shore of a water belongs to its own roads. Of equally near ones the least.
 * `aside`: 2 * nx * ny floats. O(pixels * reach_m / pixel). */
void kt_field_spread(struct kt_field *f, double reach_m, double kmh, float *aside);
/* Outline of what is within `minutes`: one row of polygons, none where it is empty; *km2 its area. Borders run
 * between pixel centres (marching squares, Lorensen and Cline 1987 in the plane), so that
 * a larger limit holds all of a smaller one. `foot_kmh` is how fast off-road minutes grow; `aside`: nx * ny floats.
 * O(pixels + corners). */
void kt_field_outline(const struct kt_field *f, double minutes, double foot_kmh, struct kt_polygons *to,
                      double *km2, struct kt_arena *keep, float *aside, struct kt_arena tmp);

#endif
