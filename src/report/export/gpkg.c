/* gpkg: the findings as a GeoPackage that opens in QGIS with its colours on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/export/gpkg_internal.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum kt_status kt_pack_failed(const struct kt_pack *p, const char *doing, struct kt_err *err)
{
    const char *why = CPLGetLastErrorMsg();
    return kt_fail_at(err, KT_EIO, p->path, 0, "%s: %s", doing, *why ? why : "write error");
}

bool kt_pack_field(OGRLayerH layer, const char *name, OGRFieldType type)
{
    OGRFieldDefnH f = OGR_Fld_Create(name, type);
    bool ok = OGR_L_CreateField(layer, f, TRUE) == OGRERR_NONE;
    OGR_Fld_Destroy(f);
    return ok;
}

/* Text fields first, then value (and _lower, _upper) of every column, then the names of what is hidden. */
static enum kt_status new_layer(struct kt_pack *p, const char *name, OGRwkbGeometryType geometry, int rows,
                                const char *const *text, size_t ntext, OGRLayerH *layer, struct kt_err *err)
{
    *layer = GDALDatasetCreateLayer(p->ds, name, p->srs, geometry, p->options);
    bool ok = *layer != NULL;
    p->ncol = kt_columns_of(p->x->view, rows, p->col);
    for (size_t i = 0; i < ntext && ok; i++) ok = kt_pack_field(*layer, text[i], OFTString);
    for (size_t c = 0; c < p->ncol && ok; c++) {
        const struct kt_column *m = p->col[c]->meta;
        struct kt_arena tmp = p->tmp;
        ok = kt_pack_field(*layer, m->name, OFTReal);
        if (!ok || !p->col[c]->lower) continue;
        ok = kt_pack_field(*layer, kt_printf(&tmp, "%s_lower", m->name), OFTReal) &&
             kt_pack_field(*layer, kt_printf(&tmp, "%s_upper", m->name), OFTReal);
    }
    ok = ok && kt_pack_field(*layer, "suppressed", OFTString);
    p->layer[p->nlayer++] = name;
    return ok ? KT_OK : kt_pack_failed(p, "a layer could not be made", err);
}

static void set_text(OGRFeatureH f, int at, const char *s)
{
    if (s && *s) OGR_F_SetFieldString(f, at, s);
}

static void set_columns(struct kt_pack *p, OGRFeatureH f, int at, size_t row)
{
    struct kt_arena tmp = p->tmp;
    const char *hidden = "";
    for (size_t c = 0; c < p->ncol; c++) {
        const struct kt_vcol *v = p->col[c];
        bool shown = v->mark[row] == KT_SHOWN;
        if (v->mark[row] == KT_SUPPRESSED)
            hidden = kt_printf(&tmp, "%s%s%s", hidden, *hidden ? " " : "", v->meta->name);
        if (shown && isfinite(v->value[row])) OGR_F_SetFieldDouble(f, at, v->value[row]);
        at++;
        if (!v->lower) continue;
        if (shown && isfinite(v->lower[row])) OGR_F_SetFieldDouble(f, at, v->lower[row]);
        if (shown && isfinite(v->upper[row])) OGR_F_SetFieldDouble(f, at + 1, v->upper[row]);
        at += 2;
    }
    set_text(f, at, hidden);
}

static OGRGeometryH multipolygon(const struct kt_polygons *g, size_t z)
{
    OGRGeometryH multi = OGR_G_CreateGeometry(wkbMultiPolygon), polygon = NULL;
    for (size_t r = g->ring_of[z]; r < g->ring_of[z + 1]; r++) {
        OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
        size_t n = g->vert_of[r + 1] - g->vert_of[r];
        OGR_G_SetPoints(ring, (int)n, g->x + g->vert_of[r], sizeof(double), g->y + g->vert_of[r],
                        sizeof(double), NULL, 0);
        if (!g->hole[r] || !polygon) {
            if (polygon) OGR_G_AddGeometryDirectly(multi, polygon);
            polygon = OGR_G_CreateGeometry(wkbPolygon);
        }
        OGR_G_AddGeometryDirectly(polygon, ring);
    }
    if (polygon) OGR_G_AddGeometryDirectly(multi, polygon);
    return multi;
}

static OGRGeometryH point(double x, double y)
{
    if (!isfinite(x) || !isfinite(y)) return NULL;
    OGRGeometryH g = OGR_G_CreateGeometry(wkbPoint);
    OGR_G_SetPoint_2D(g, 0, x, y);
    return g;
}

/* Writes one feature; takes the geometry over. */
static enum kt_status put_feature(struct kt_pack *p, OGRLayerH layer, const char *const *text, size_t ntext,
                                  size_t row, OGRGeometryH geometry, struct kt_err *err)
{
    OGRFeatureH f = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    for (size_t i = 0; i < ntext; i++) set_text(f, (int)i, text[i]);
    set_columns(p, f, (int)ntext, row);
    if (geometry) OGR_F_SetGeometryDirectly(f, geometry);
    bool ok = OGR_L_CreateFeature(layer, f) == OGRERR_NONE;
    OGR_F_Destroy(f);
    p->nfeature[p->nlayer - 1]++;
    return ok ? KT_OK : kt_pack_failed(p, "a feature could not be written", err);
}

static enum kt_status put_level(struct kt_pack *p, size_t lv, struct kt_err *err)
{
    static const char *const text[] = {"code", "name_fi", "name_sv", "name_en", "lang_status", "parent"};
    const struct kt_study *st = p->x->view->study;
    const struct kt_zones *z = &st->level[lv];
    OGRLayerH layer;
    KT_TRY(new_layer(p, z->level_id, wkbMultiPolygon, (int)lv, text, 6, &layer, err));
    for (size_t i = 0; i < z->n; i++) {
        int32_t up = lv + 1 < st->nlevel ? z->parent[i] : -1;
        const char *value[] = {z->code[i],
                               z->name[KT_FI][i],
                               z->name[KT_SV][i],
                               z->name[KT_EN][i],
                               z->lang_status ? z->lang_status[i] : NULL,
                               up >= 0 ? st->level[lv + 1].code[up] : NULL};
        bool drawn = z->geom.ring_of && z->geom.ring_of[i + 1] > z->geom.ring_of[i];
        KT_TRY(put_feature(p, layer, value, 6, i, drawn ? multipolygon(&z->geom, i) : NULL, err));
    }
    return KT_OK;
}

static enum kt_status put_cells(struct kt_pack *p, struct kt_err *err)
{
    static const char *const text[] = {"id", "name", "zone"};
    const struct kt_study *st = p->x->view->study;
    const struct kt_cells *c = &st->cells;
    OGRLayerH layer;
    KT_TRY(new_layer(p, "cells", wkbPoint, KT_ROWS_CELLS, text, 3, &layer, err));
    for (size_t i = 0; i < c->n; i++) {
        const char *value[] = {c->id[i], c->name ? c->name[i] : NULL,
                               c->zone[i] >= 0 ? st->level[0].code[c->zone[i]] : NULL};
        KT_TRY(put_feature(p, layer, value, 3, i, point(c->x[i], c->y[i]), err));
    }
    return KT_OK;
}

static enum kt_status put_sites(struct kt_pack *p, struct kt_err *err)
{
    static const char *const text[] = {
        "id",   "name_fi",  "name_sv",      "name_en",   "provider_name", "provider_type",
        "form", "sub_form", "municipality", "languages", "supports",      "appointment",
        "fee",  "groups",   "topics",       "step_free", "source",        "updated_on"};
    static const char *const tri[3] = {NULL, "no", "yes"};
    enum { NTEXT = sizeof text / sizeof *text };
    const struct kt_sites *s = &p->x->view->study->sites;
    OGRLayerH layer;
    KT_TRY(new_layer(p, "sites", wkbPoint, KT_ROWS_SITES, text, NTEXT, &layer, err));
    for (size_t i = 0; i < s->n; i++) {
        const char *value[NTEXT] = {s->id[i],
                                    s->name[0][i],
                                    s->name[1][i],
                                    s->name[2][i],
                                    s->provider_name[i],
                                    s->provider_type[i],
                                    s->form[i],
                                    s->sub_form[i],
                                    s->municipality[i],
                                    s->languages[i],
                                    tri[s->supports[i] + 1],
                                    s->appointment[i],
                                    s->fee[i],
                                    s->groups[i],
                                    s->topics[i],
                                    tri[s->step_free[i] + 1],
                                    s->source[i],
                                    s->updated_on[i]};
        KT_TRY(put_feature(p, layer, value, NTEXT, i, point(s->x[i], s->y[i]), err));
    }
    return KT_OK;
}

/* First columns of the table isochrones, whose rows are those of the outlines. */
static const char *const people_field[] = {"persons", "need", "need_lower", "need_upper"};
enum { PEOPLE = sizeof people_field / sizeof *people_field };

/* People within an outline, as the view shows them. */
static void set_people(const struct kt_pack *p, OGRFeatureH f, int at, size_t row)
{
    const struct kt_vtable *t = kt_view_table(p->x->view, "isochrones");
    if (!t || row >= t->meta->nrow || t->mark[row] != KT_SHOWN) return;
    for (int c = 0; c < PEOPLE; c++) {
        double v = t->value[row * t->meta->ncol + (size_t)c];
        if (isfinite(v)) OGR_F_SetFieldDouble(f, at + c, v);
    }
}

/* The largest of each mode first, so that the smaller ones lie on top as they are drawn. */
static enum kt_status put_isochrones(struct kt_pack *p, struct kt_err *err)
{
    const struct kt_isochrones *iso = p->x->view->isochrones;
    if (!iso || !iso->n) return KT_OK;
    OGRLayerH layer = GDALDatasetCreateLayer(p->ds, "isochrones", p->srs, wkbMultiPolygon, p->options);
    bool ok = layer && kt_pack_field(layer, "mode", OFTString) && kt_pack_field(layer, "minutes", OFTReal) &&
              kt_pack_field(layer, "area_km2", OFTReal);
    for (int c = 0; c < PEOPLE && ok; c++) ok = kt_pack_field(layer, people_field[c], OFTReal);
    p->layer[p->nlayer++] = "isochrones";
    for (size_t i = iso->n; ok && i-- > 0;) {
        OGRFeatureH f = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        OGR_F_SetFieldString(f, 0, iso->mode[i]);
        OGR_F_SetFieldDouble(f, 1, iso->minutes[i]);
        OGR_F_SetFieldDouble(f, 2, iso->km2[i]);
        set_people(p, f, 3, i);
        OGR_F_SetGeometryDirectly(f, multipolygon(&iso->geom, i));
        ok = OGR_L_CreateFeature(layer, f) == OGRERR_NONE;
        OGR_F_Destroy(f);
        p->nfeature[p->nlayer - 1]++;
    }
    return ok ? KT_OK : kt_pack_failed(p, "the isochrones could not be written", err);
}

enum kt_status kt_pack_layers(struct kt_pack *p, struct kt_err *err)
{
    for (size_t lv = 0; lv < p->x->view->study->nlevel; lv++) KT_TRY(put_level(p, lv, err));
    KT_TRY(put_cells(p, err));
    KT_TRY(put_sites(p, err));
    return put_isochrones(p, err);
}

static enum kt_status put_all(struct kt_pack *p, struct kt_err *err)
{
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    if (!driver) return kt_fail(err, KT_EFAULT, "this GDAL has no GeoPackage driver");
    if (OSRSetFromUserInput(p->srs, p->x->crs) != OGRERR_NONE)
        return kt_fail(err, KT_EINPUT, "study.crs: %s is no known coordinate system", p->x->crs);
    OSRSetAxisMappingStrategy(p->srs, OAMS_TRADITIONAL_GIS_ORDER);
    p->ds = GDALCreate(driver, p->path, 0, 0, 0, GDT_Unknown, NULL);
    if (!p->ds) return kt_pack_failed(p, "can't be written", err);
    /* One transaction: a feature a time would cost a sync each. */
    if (GDALDatasetStartTransaction(p->ds, FALSE) != OGRERR_NONE)
        return kt_pack_failed(p, "can't be written", err);
    KT_TRY(kt_pack_layers(p, err));
    KT_TRY(kt_pack_styles(p, err));
    KT_TRY(kt_pack_titles(p, err));
    return GDALDatasetCommitTransaction(p->ds) == OGRERR_NONE
               ? KT_OK
               : kt_pack_failed(p, "could not be written whole", err);
}

/* Spatial indexes are made on closing, where the driver swallows failures. */
static bool indexed(GDALDatasetH ds, const char *layer)
{
    OGRLayerH found =
        GDALDatasetExecuteSQL(ds, CPLSPrintf("SELECT HasSpatialIndex('%s', 'geom')", layer), NULL, NULL);
    OGRFeatureH f = found ? OGR_L_GetNextFeature(found) : NULL;
    bool yes = f && OGR_F_GetFieldAsInteger(f, 0) == 1;
    if (f) OGR_F_Destroy(f);
    if (found) GDALDatasetReleaseResultSet(ds, found);
    return yes;
}

/* Closing returns nothing, so the file is opened again: every layer with all its rows, or it is not whole. */
static enum kt_status check_whole(const struct kt_pack *p, struct kt_err *err)
{
    GDALDatasetH ds = GDALOpenEx(p->path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
    if (!ds) return kt_pack_failed(p, "could not be written whole", err);
    bool ok = true;
    for (size_t i = 0; i < p->nlayer && ok; i++) {
        OGRLayerH layer = GDALDatasetGetLayerByName(ds, p->layer[i]);
        ok = layer && OGR_L_GetFeatureCount(layer, TRUE) == (GIntBig)p->nfeature[i] &&
             (OGR_L_GetGeomType(layer) == wkbNone || indexed(ds, p->layer[i]));
    }
    OGRLayerH check = ok ? GDALDatasetExecuteSQL(ds, "PRAGMA integrity_check", NULL, NULL) : NULL;
    OGRFeatureH f = check ? OGR_L_GetNextFeature(check) : NULL;
    ok = f && strcmp(OGR_F_GetFieldAsString(f, 0), "ok") == 0;
    if (f) OGR_F_Destroy(f);
    if (check) GDALDatasetReleaseResultSet(ds, check);
    GDALClose(ds);
    return ok ? KT_OK : kt_fail_at(err, KT_EIO, p->path, 0, "could not be written whole");
}

enum kt_status kt_export_gpkg(const struct kt_export *x, const char *path, struct kt_arena tmp,
                              struct kt_err *err)
{
    GDALAllRegister();
    char *options[] = {"SPATIAL_INDEX=YES", "GEOMETRY_NAME=geom", "FID=fid", NULL};
    struct kt_pack p = {.x = x, .path = path, .options = options, .srs = OSRNewSpatialReference(NULL)};
    p.col = KT_NEW(&tmp, const struct kt_vcol *, x->view->ncol);
    char *now = kt_printf(&tmp, "%sT00:00:00.000Z", x->date);
    p.tmp = tmp;
    /* gpkg_contents.last_change: the day of issue, not of the run. */
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", now);
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    unlink(path);
    enum kt_status s = put_all(&p, err);
    CPLErrorReset();
    if (p.ds) GDALClose(p.ds);
    if (s == KT_OK && CPLGetLastErrorType() >= CE_Failure)
        s = kt_pack_failed(&p, "could not be written whole", err);
    if (s == KT_OK) s = check_whole(&p, err);
    OSRDestroySpatialReference(p.srs);
    CPLPopErrorHandler();
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    return s;
}
