/* field_outline: contours of a field as valid polygons.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/field_internal.h"

#include <cpl_error.h>
#include <cpl_string.h>
#include <gdal.h>
#include <gdal_alg.h>
#include <ogr_api.h>
#include <ogr_core.h>
#include <stdlib.h>
#include <string.h>

/* How far a pixel is beyond the limit, in minutes; cut at what a pixel's walk takes, so that the border beside a
 * road that ends in the open lies in the middle between pixels and not at the road. */
static void beyond(const struct kt_field *f, double minutes, double foot_kmh, float *out)
{
    const float cut = (float)(60 * f->pixel / 1000 / foot_kmh), limit = (float)minutes + 1e-4F;
#pragma omp parallel for schedule(static)
    for (size_t i = 0; i < f->nx * f->ny; i++) {
        float d = f->min[i] - limit;
        out[i] = d < cut ? (d > -cut ? d : -cut) : cut; /* NaN: cut */
    }
}

struct outline {
    GDALDatasetH raster, shapes;
    OGRLayerH layer;
};

static bool contours(struct outline *o, const struct kt_field *f, float *g)
{
    char name[160], **options = NULL;
    /* GDAL counts rows southwards; turning the sign of the row height spares a copy. */
    double frame[6] = {f->x0, f->pixel, 0, f->y0, 0, f->pixel};
    snprintf(name, sizeof name, "MEM:::DATAPOINTER=%p,PIXELS=%zu,LINES=%zu,DATATYPE=Float32", (void *)g,
             f->nx, f->ny);
    o->raster = GDALOpen(name, GA_ReadOnly);
    GDALDriverH memory = GDALGetDriverByName("Memory");
    if (!o->raster || !memory) return false;
    GDALSetGeoTransform(o->raster, frame);
    o->shapes = GDALCreate(memory, "", 0, 0, 0, GDT_Unknown, NULL);
    if (!o->shapes) return false;
    o->layer = GDALDatasetCreateLayer(o->shapes, "within", NULL, wkbMultiPolygon, NULL);
    OGRFieldDefnH high = OGR_Fld_Create("high", OFTReal);
    bool ok = o->layer && OGR_L_CreateField(o->layer, high, TRUE) == OGRERR_NONE;
    OGR_Fld_Destroy(high);
    options = CSLSetNameValue(options, "FIXED_LEVELS", "0");
    options = CSLSetNameValue(options, "ELEV_FIELD_MAX", "0");
    options = CSLSetNameValue(options, "POLYGONIZE", "YES");
    ok = ok &&
         GDALContourGenerateEx(GDALGetRasterBand(o->raster, 1), o->layer, options, NULL, NULL) == CE_None;
    CSLDestroy(options);
    return ok;
}

/* The part below zero; NULL: nothing is within the limit. To be destroyed by the caller. */
static OGRGeometryH inside(const struct outline *o)
{
    OGRGeometryH out = NULL;
    OGR_L_ResetReading(o->layer);
    for (OGRFeatureH f; (f = OGR_L_GetNextFeature(o->layer));) {
        if (OGR_F_GetFieldAsDouble(f, 0) <= 0 && !out) out = OGR_F_StealGeometry(f);
        OGR_F_Destroy(f);
    }
    if (out && !OGR_G_IsValid(out)) {
        OGRGeometryH mended = OGR_G_MakeValid(out);
        OGR_G_DestroyGeometry(out);
        out = mended;
    }
    return out;
}

/* ---- to arrays ---- */

struct size {
    size_t ring, vert;
};

static bool is_polygon(OGRGeometryH g)
{
    return wkbFlatten(OGR_G_GetGeometryType(g)) == wkbPolygon;
}

static void count(OGRGeometryH g, struct size *n)
{
    for (int i = 0; i < OGR_G_GetGeometryCount(g); i++) {
        OGRGeometryH part = OGR_G_GetGeometryRef(g, i);
        if (!is_polygon(g)) {
            count(part, n);
            continue;
        }
        n->ring++;
        n->vert += (size_t)OGR_G_GetPointCount(part);
    }
}

struct arrays {
    size_t *vert_of;
    uint8_t *hole;
    double *x, *y;
    size_t nring, nvert;
};

static void turn(double *v, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        double keep = v[i];
        v[i] = v[n - 1 - i];
        v[n - 1 - i] = keep;
    }
}

/* Outer rings counter-clockwise, holes the other way. */
static void add_ring(struct arrays *a, OGRGeometryH ring, bool hole)
{
    size_t n = (size_t)OGR_G_GetPointCount(ring);
    double *x = a->x + a->nvert, *y = a->y + a->nvert, twice = 0;
    OGR_G_GetPoints(ring, x, sizeof *x, y, sizeof *y, NULL, 0);
    for (size_t i = 0; i + 1 < n; i++)
        twice += (x[i] - x[0]) * (y[i + 1] - y[0]) - (x[i + 1] - x[0]) * (y[i] - y[0]);
    if ((twice < 0) != hole) {
        turn(x, n);
        turn(y, n);
    }
    a->hole[a->nring++] = hole;
    a->nvert += n;
    a->vert_of[a->nring] = a->nvert;
}

static void add(struct arrays *a, OGRGeometryH g)
{
    for (int i = 0; i < OGR_G_GetGeometryCount(g); i++) {
        OGRGeometryH part = OGR_G_GetGeometryRef(g, i);
        if (is_polygon(g))
            add_ring(a, part, i > 0);
        else
            add(a, part);
    }
}

static void to_polygons(OGRGeometryH g, struct kt_polygons *to, struct kt_arena *keep)
{
    struct size n = {0, 0};
    if (g) count(g, &n);
    struct arrays a = {.vert_of = KT_NEW(keep, size_t, n.ring + 1),
                       .hole = KT_NEW(keep, uint8_t, n.ring),
                       .x = KT_NEW(keep, double, n.vert),
                       .y = KT_NEW(keep, double, n.vert)};
    size_t *ring_of = KT_NEW(keep, size_t, 2);
    if (g) add(&a, g);
    ring_of[1] = a.nring;
    *to = (struct kt_polygons){.nring = a.nring,
                               .nvert = a.nvert,
                               .ring_of = ring_of,
                               .vert_of = a.vert_of,
                               .hole = a.hole,
                               .x = a.x,
                               .y = a.y};
}

enum kt_status kt_field_outline(const struct kt_field *f, double minutes, double foot_kmh,
                                struct kt_polygons *to, double *km2, struct kt_arena *keep, float *aside,
                                struct kt_err *err)
{
    struct outline o = {0};
    enum kt_status status = KT_OK;
    GDALAllRegister();
    beyond(f, minutes, foot_kmh, aside);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    if (contours(&o, f, aside)) {
        OGRGeometryH g = inside(&o);
        *km2 = g ? OGR_G_Area(g) / 1e6 : 0;
        to_polygons(g, to, keep);
        if (g) OGR_G_DestroyGeometry(g);
    } else {
        status =
            kt_fail(err, KT_EFAULT, "methods.isochrones: GDAL drew no contours: %s", CPLGetLastErrorMsg());
    }
    if (o.shapes) GDALClose(o.shapes);
    if (o.raster) GDALClose(o.raster);
    CPLPopErrorHandler();
    return status;
}
