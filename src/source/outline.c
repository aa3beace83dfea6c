/* Outlines between GDAL's geometries and flat arrays: repair, orientation, dissolving.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

#include <string.h>

/* A hole thinner than this is a seam between neighbours that do not quite meet, not a lake. */
static const double SEAM_M = 1.0;

static bool polygonal(OGRGeometryH g)
{
    OGRwkbGeometryType t = wkbFlatten(OGR_G_GetGeometryType(g));
    return t == wkbPolygon || t == wkbMultiPolygon;
}

/* Moves all polygons out of nested collections into one multipolygon; lines and points are dropped. */
static void gather(OGRGeometryH g, OGRGeometryH into)
{
    if (wkbFlatten(OGR_G_GetGeometryType(g)) == wkbPolygon) {
        if (!OGR_G_IsEmpty(g)) OGR_G_AddGeometry(into, g);
        return;
    }
    for (int i = 0; i < OGR_G_GetGeometryCount(g); i++) {
        OGRGeometryH part = OGR_G_GetGeometryRef(g, i);
        if (polygonal(part) || OGR_G_GetGeometryCount(part) > 0) gather(part, into);
    }
}

OGRGeometryH kt_outline_valid(OGRGeometryH g, bool *repaired)
{
    *repaired = false;
    if (OGR_G_HasCurveGeometry(g, TRUE)) {
        OGRGeometryH straight = OGR_G_GetLinearGeometry(g, 0.0, NULL);
        OGR_G_DestroyGeometry(g);
        g = straight;
    }
    if (!g) return NULL;
    OGR_G_FlattenTo2D(g);
    if (polygonal(g)) OGR_G_CloseRings(g);
    if (!OGR_G_IsValid(g)) {
        OGRGeometryH whole = OGR_G_MakeValid(g);
        OGR_G_DestroyGeometry(g);
        g = whole;
        *repaired = true;
        if (!g) return NULL;
    }
    OGRGeometryH multi = OGR_G_CreateGeometry(wkbMultiPolygon);
    OGRwkbGeometryType t = wkbFlatten(OGR_G_GetGeometryType(g));
    if (polygonal(g) || t == wkbGeometryCollection || t == wkbPolyhedralSurface || t == wkbTIN)
        gather(g, multi);
    OGR_G_DestroyGeometry(g);
    if (!OGR_G_IsEmpty(multi) && OGR_G_Area(multi) > 0.0) return multi;
    OGR_G_DestroyGeometry(multi);
    return NULL;
}

static double ring_area2(const double *x, const double *y, size_t n)
{
    double a = 0.0;
    for (size_t i = 0; i + 1 < n; i++)
        a += (x[i] - x[0]) * (y[i + 1] - y[0]) - (x[i + 1] - x[0]) * (y[i] - y[0]);
    return a;
}

static void reverse(double *v, size_t n)
{
    for (size_t i = 0, j = n; i + 1 < j; i++) {
        double t = v[i];
        v[i] = v[--j];
        v[j] = t;
    }
}

static size_t count_rings(OGRGeometryH multi, size_t *nvert)
{
    size_t nring = 0;
    for (int p = 0; p < OGR_G_GetGeometryCount(multi); p++) {
        OGRGeometryH poly = OGR_G_GetGeometryRef(multi, p);
        for (int r = 0; r < OGR_G_GetGeometryCount(poly); r++, nring++)
            *nvert += (size_t)OGR_G_GetPointCount(OGR_G_GetGeometryRef(poly, r));
    }
    return nring;
}

struct kt_polygons kt_outline_flatten(OGRGeometryH *g, size_t n, struct kt_arena *keep, struct kt_arena tmp)
{
    (void)tmp;
    struct kt_polygons p = {0};
    for (size_t z = 0; z < n; z++)
        if (g[z]) p.nring += count_rings(g[z], &p.nvert);
    size_t *ring_of = KT_NEW(keep, size_t, n + 1), *vert_of = KT_NEW(keep, size_t, p.nring + 1);
    uint8_t *hole = KT_NEW(keep, uint8_t, p.nring);
    double *x = KT_NEW(keep, double, p.nvert), *y = KT_NEW(keep, double, p.nvert);
    size_t ring = 0, vert = 0;
    for (size_t z = 0; z < n; z++) {
        ring_of[z] = ring;
        for (int k = 0; g[z] && k < OGR_G_GetGeometryCount(g[z]); k++) {
            OGRGeometryH poly = OGR_G_GetGeometryRef(g[z], k);
            for (int r = 0; r < OGR_G_GetGeometryCount(poly); r++, ring++) {
                OGRGeometryH line = OGR_G_GetGeometryRef(poly, r);
                size_t m = (size_t)OGR_G_GetPointCount(line);
                OGR_G_GetPoints(line, x + vert, sizeof *x, y + vert, sizeof *y, NULL, 0);
                hole[ring] = r > 0;
                /* outer rings counter-clockwise, holes clockwise */
                if ((ring_area2(x + vert, y + vert, m) < 0.0) != (r > 0))
                    reverse(x + vert, m), reverse(y + vert, m);
                vert_of[ring] = vert;
                vert += m;
            }
        }
    }
    ring_of[n] = ring;
    vert_of[ring] = vert;
    p.ring_of = ring_of, p.vert_of = vert_of, p.hole = hole, p.x = x, p.y = y;
    return p;
}

static OGRGeometryH ring_geometry(const struct kt_polygons *p, size_t ring)
{
    OGRGeometryH line = OGR_G_CreateGeometry(wkbLinearRing);
    size_t n = p->vert_of[ring + 1] - p->vert_of[ring];
    OGR_G_SetPoints(line, (int)n, p->x + p->vert_of[ring], sizeof(double), p->y + p->vert_of[ring],
                    sizeof(double), NULL, 0);
    return line;
}

static void add_zone(OGRGeometryH into, const struct kt_polygons *p, size_t z)
{
    for (size_t r = p->ring_of[z]; r < p->ring_of[z + 1];) {
        OGRGeometryH poly = OGR_G_CreateGeometry(wkbPolygon);
        do OGR_G_AddGeometryDirectly(poly, ring_geometry(p, r));
        while (++r < p->ring_of[z + 1] && p->hole[r]);
        OGR_G_AddGeometryDirectly(into, poly);
    }
}

/* Takes seams out: a hole whose area is small beside its length. */
static OGRGeometryH without_seams(OGRGeometryH g)
{
    OGRGeometryH out = OGR_G_CreateGeometry(wkbMultiPolygon);
    bool single = wkbFlatten(OGR_G_GetGeometryType(g)) == wkbPolygon;
    int n = single ? 1 : OGR_G_GetGeometryCount(g);
    for (int k = 0; k < n; k++) {
        OGRGeometryH poly = single ? g : OGR_G_GetGeometryRef(g, k), clean = OGR_G_CreateGeometry(wkbPolygon);
        for (int r = 0; r < OGR_G_GetGeometryCount(poly); r++) {
            OGRGeometryH line = OGR_G_GetGeometryRef(poly, r);
            if (r == 0 || OGR_G_Area(line) > SEAM_M * OGR_G_Length(line)) OGR_G_AddGeometry(clean, line);
        }
        OGR_G_AddGeometryDirectly(out, clean);
    }
    OGR_G_DestroyGeometry(g);
    return out;
}

OGRGeometryH kt_outline_union(const struct kt_polygons *p, size_t nzone, const int32_t *pick, int32_t group)
{
    OGRGeometryH all = OGR_G_CreateGeometry(wkbMultiPolygon);
    for (size_t z = 0; z < nzone; z++)
        if (pick[z] == group) add_zone(all, p, z);
    OGRGeometryH whole = OGR_G_IsEmpty(all) ? NULL : OGR_G_UnionCascaded(all);
    OGR_G_DestroyGeometry(all);
    if (!whole) return NULL;
    bool repaired;
    whole = kt_outline_valid(whole, &repaired);
    return whole ? without_seams(whole) : NULL;
}

bool kt_outline_inside(OGRGeometryH g, double *x, double *y)
{
    OGRwkbGeometryType t = wkbFlatten(OGR_G_GetGeometryType(g));
    if (OGR_G_IsEmpty(g)) return false;
    if (t == wkbPoint) {
        *x = OGR_G_GetX(g, 0), *y = OGR_G_GetY(g, 0);
        return isfinite(*x) && isfinite(*y);
    }
    OGRGeometryH p = OGR_G_PointOnSurface(g);
    if (!p) return false;
    bool ok = !OGR_G_IsEmpty(p);
    if (ok) *x = OGR_G_GetX(p, 0), *y = OGR_G_GetY(p, 0);
    OGR_G_DestroyGeometry(p);
    return ok && isfinite(*x) && isfinite(*y);
}
