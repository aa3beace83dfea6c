/* road_shape: a feature's lines, in the source's units and in study.crs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "roads_internal.h"

#include <string.h>

static bool add_line(struct kt_vector *v, struct kt_road_net *net, OGRGeometryH own, const struct kt_way *way,
                     struct kt_arena tmp)
{
    int n = OGR_G_GetPointCount(own);
    if (n < 2) return false;
    double *c[4];
    for (int i = 0; i < 4; i++) c[i] = KT_NEW(&tmp, double, (size_t)n);
    OGR_G_GetPoints(own, c[0], sizeof(double), c[1], sizeof(double), NULL, 0);
    memcpy(c[2], c[0], (size_t)n * sizeof(double));
    memcpy(c[3], c[1], (size_t)n * sizeof(double));
    return kt_place_line(v, c[2], c[3], (size_t)n) &&
           kt_road_net_add(net, c[2], c[3], c[0], c[1], (size_t)n, way);
}

bool kt_road_shape_add(struct kt_vector *v, struct kt_road_net *net, const struct kt_way *way,
                       struct kt_arena tmp)
{
    OGRGeometryH g = OGR_F_GetGeometryRef(v->row);
    if (!g) return false;
    /* Arcs become chords; the ends stay where they are. */
    OGRGeometryH straight = OGR_G_HasCurveGeometry(g, FALSE) ? OGR_G_GetLinearGeometry(g, 0, NULL) : NULL;
    bool any = false;
    if (straight) g = straight;
    if (wkbFlatten(OGR_G_GetGeometryType(g)) == wkbLineString)
        any = add_line(v, net, g, way, tmp);
    else if (wkbFlatten(OGR_G_GetGeometryType(g)) == wkbMultiLineString)
        for (int i = 0; i < OGR_G_GetGeometryCount(g); i++)
            any |= add_line(v, net, OGR_G_GetGeometryRef(g, i), way, tmp);
    if (straight) OGR_G_DestroyGeometry(straight);
    return any;
}
