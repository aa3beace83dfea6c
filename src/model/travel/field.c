/* field: roads burnt into pixels, and the ground beside them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/field_internal.h"

/* GDAL's contours took 7 s of CPU for five limits on four million pixels, 40 s on eleven. Where nobody asked for a grain,
 * a million pixels will do, finer than a page prints, as long as the ground beside a road is some pixels broad. */
enum { PIXELS_MOST = 4000000, PIXELS_CHOSEN = 1000000, LEAST_CHOSEN_M = 10 };

struct kt_field kt_field_frame(const double box[4], double reach_m, double pixel_m, double street_m)
{
    static const double side[] = {5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000};
    bool asked = pixel_m > 0;
    double least = asked ? pixel_m : fmax(LEAST_CHOSEN_M, fmin(street_m / 4, reach_m / 5));
    struct kt_field f = {0};
    size_t last = sizeof side / sizeof *side - 1;
    for (size_t i = 0; i <= last; i++) {
        double pad = 2 * reach_m + 2 * side[i];
        /* As fine as asked for; chosen, no coarser than the least. */
        if (i < last && (asked ? side[i] < least : side[i + 1] <= least)) continue;
        f.pixel = side[i];
        f.x0 = floor((box[0] - pad) / f.pixel) * f.pixel;
        f.y0 = floor((box[1] - pad) / f.pixel) * f.pixel;
        f.nx = (size_t)ceil((box[2] + pad - f.x0) / f.pixel);
        f.ny = (size_t)ceil((box[3] + pad - f.y0) / f.pixel);
        if (f.nx * f.ny <= (asked || 5 * f.pixel >= reach_m ? PIXELS_MOST : PIXELS_CHOSEN)) break;
    }
    return f;
}

struct kt_field kt_field_new(const struct kt_field *frame, struct kt_arena *a)
{
    struct kt_field f = *frame;
    f.min = KT_NEW(a, float, f.nx *f.ny);
    for (size_t i = 0; i < f.nx * f.ny; i++) f.min[i] = NAN;
    return f;
}

void kt_field_mark(struct kt_field *f, double x, double y, double min)
{
    double i = floor((x - f->x0) / f->pixel), j = floor((y - f->y0) / f->pixel);
    if (!(i >= 0 && j >= 0 && i < (double)f->nx && j < (double)f->ny)) return;
    float *to = &f->min[(size_t)j * f->nx + (size_t)i];
    if (!(*to <= (float)min)) *to = (float)min;
}

/* Signed rows from each pixel to the nearest road of its column, at most `far`; NaN: none. */
static void nearest_in_column(const struct kt_field *f, size_t i, float far, float *away)
{
    float d = NAN;
    for (size_t j = 0; j < f->ny; j++) {
        d = isnan(f->min[j * f->nx + i]) ? d - 1 : 0;
        away[j * f->nx + i] = d >= -far ? d : NAN;
    }
    d = NAN;
    for (size_t j = f->ny; j-- > 0;) {
        float *down = &away[j * f->nx + i];
        d = isnan(f->min[j * f->nx + i]) ? d + 1 : 0;
        if (!(d <= far)) continue;
        /* Of two as far the one with fewer minutes. */
        bool same = d == -*down;
        float up_min = f->min[(j + (size_t)d) * f->nx + i];
        if (!(-*down <= d) || (same && d > 0 && up_min < f->min[(j - (size_t)d) * f->nx + i])) *down = d;
    }
}

static float beside(const struct kt_field *f, const float *away, size_t i, size_t j, size_t reach,
                    double most2, double min_per_pixel)
{
    double best2 = most2;
    float min = NAN;
    size_t lo = i > reach ? i - reach : 0, hi = i + reach < f->nx ? i + reach : f->nx - 1;
    for (size_t k = lo; k <= hi; k++) {
        float dy = away[j * f->nx + k];
        if (isnan(dy)) continue;
        double dx = (double)k - (double)i, d2 = dx * dx + (double)(dy * dy);
        float there = f->min[(size_t)((double)j + (double)dy) * f->nx + k];
        if (d2 > best2 || (d2 == best2 && !isnan(min) && !(there < min))) continue;
        best2 = d2;
        min = there;
    }
    return isnan(min) ? NAN : min + (float)(sqrt(best2) * min_per_pixel);
}

void kt_field_spread(struct kt_field *f, double reach_m, double kmh, float *aside)
{
    size_t reach = (size_t)(reach_m / f->pixel);
    double most = reach_m / f->pixel, per_pixel = 60 * f->pixel / 1000 / kmh;
    float *away = aside + f->nx * f->ny;
#pragma omp parallel for schedule(static)
    for (size_t i = 0; i < f->nx; i++) nearest_in_column(f, i, (float)reach, away);
#pragma omp parallel for schedule(static)
    for (size_t j = 0; j < f->ny; j++)
        for (size_t i = 0; i < f->nx; i++) {
            size_t at = j * f->nx + i;
            aside[at] = isnan(f->min[at]) ? beside(f, away, i, j, reach, most * most, per_pixel) : f->min[at];
        }
#pragma omp parallel for schedule(static)
    for (size_t at = 0; at < f->nx * f->ny; at++) f->min[at] = aside[at];
}
