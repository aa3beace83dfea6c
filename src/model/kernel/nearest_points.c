/* nearest_points: distance from many points to the nearest point of an index.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/access.h>

void kt_nearest_points(const struct kt_grid *sites, const double *x, const double *y, size_t n,
                       double *nearest, int32_t *site)
{
#pragma omp parallel for schedule(dynamic, 256)
    for (size_t c = 0; c < n; c++) {
        double d2;
        int32_t s = kt_grid_nearest(sites, x[c], y[c], &d2);
        nearest[c] = s < 0 ? NAN : sqrt(d2);
        if (site) site[c] = s;
    }
}
