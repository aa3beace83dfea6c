/* Outlines for tests: as geometries of GDAL, and what they hold.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_OUTLINE_FIXTURE_H
#define KATVE_TESTS_OUTLINE_FIXTURE_H

#include <katve/study.h>
#include <ogr_api.h>

static bool ring_holds(const struct kt_polygons *g, size_t r, double x, double y)
{
    bool in = false;
    for (size_t i = g->vert_of[r]; i + 1 < g->vert_of[r + 1]; i++)
        if ((g->y[i] > y) != (g->y[i + 1] > y) &&
            x < g->x[i] + (y - g->y[i]) * (g->x[i + 1] - g->x[i]) / (g->y[i + 1] - g->y[i]))
            in = !in;
    return in;
}

static bool row_holds(const struct kt_polygons *g, size_t row, double x, double y)
{
    bool in = false;
    for (size_t r = g->ring_of[row]; r < g->ring_of[row + 1]; r++) in = in != ring_holds(g, r, x, y);
    return in;
}

static OGRGeometryH geometry(const struct kt_polygons *g, size_t row)
{
    OGRGeometryH multi = OGR_G_CreateGeometry(wkbMultiPolygon), polygon = NULL;
    for (size_t r = g->ring_of[row]; r < g->ring_of[row + 1]; r++) {
        OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
        size_t v = g->vert_of[r];
        OGR_G_SetPoints(ring, (int)(g->vert_of[r + 1] - v), g->x + v, sizeof(double), g->y + v,
                        sizeof(double), NULL, 0);
        if (!g->hole[r]) {
            if (polygon) OGR_G_AddGeometryDirectly(multi, polygon);
            polygon = OGR_G_CreateGeometry(wkbPolygon);
        }
        OGR_G_AddGeometryDirectly(polygon, ring);
    }
    if (polygon) OGR_G_AddGeometryDirectly(multi, polygon);
    return multi;
}

#endif
