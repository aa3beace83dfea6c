/* friction_raster: how slowly one goes across country, from any raster that GDAL reads. Another reference system, a
 * turned raster or one that grows northwards is warped, each new cell taking the value of the nearest old one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <gdalwarper.h>
#include <string.h>

enum { CELLS_MOST = 1 << 30 };

struct raster {
    struct kt_study *st;
    const char *path, *file, *crs;
    struct kt_arena tmp;
    GDALDatasetH ds, warped; /* warped: NULL or a view of ds in study.crs */
    GDALRasterBandH band;
    double north[6]; /* geotransform of what is read */
    double scale, offset;
    size_t nbarrier, nbad;
};

static const char *complaint(const struct raster *r)
{
    const char *text = CPLGetLastErrorMsg();
    return *text ? kt_masked(r->st->keep, text) : "not recognised";
}

static enum kt_status refuse_file(struct raster *r, struct kt_err *err)
{
    return kt_study_refuse(r->st, err, "unreadable", r->file, 0, "",
                           "Check the path, and that the file is whole (`gdalinfo -checksum FILE`).",
                           "the raster can't be read: %s", complaint(r));
}

static enum kt_status record(struct raster *r, struct kt_err *err)
{
    struct kt_study *st = r->st;
    const size_t most = sizeof st->input / sizeof *st->input;
    char **files = GDALGetFileList(r->ds);
    int n = files ? CSLCount(files) : 0;
    enum kt_status status = KT_OK;
    for (int i = 0; i < n && status == KT_OK; i++) {
        if (st->ninput == most) {
            status = kt_fail_at(err, KT_ELIMIT, r->file, 0, "more than %zu input files", most);
            break;
        }
        struct kt_input *in = &st->input[st->ninput++];
        *in = (struct kt_input){.role = "terrain", .path = kt_strdup(st->keep, files[i]), .layer = ""};
        if (i == 0) in->rows = (size_t)GDALGetRasterXSize(r->ds) * (size_t)GDALGetRasterYSize(r->ds);
        status = kt_sha256_file(in->path, in->sha256, err);
    }
    CSLDestroy(files);
    return status;
}

static OGRSpatialReferenceH system_of(const char *text)
{
    OGRSpatialReferenceH s = OSRNewSpatialReference(NULL);
    if (OSRSetFromUserInput(s, text) != OGRERR_NONE) {
        OSRRelease(s);
        return NULL;
    }
    OSRSetAxisMappingStrategy(s, OAMS_TRADITIONAL_GIS_ORDER);
    return s;
}

/* Puts the raster into study.crs with north up. */
static enum kt_status straighten(struct raster *r, struct kt_err *err)
{
    const char *wanted = kt_settings_str(r->st->set, "study.crs");
    OGRSpatialReferenceH to = system_of(*wanted ? wanted : "EPSG:3067"), own = GDALGetSpatialRef(r->ds);
    OGRSpatialReferenceH from = *r->crs ? system_of(r->crs) : own ? OSRClone(own) : to ? OSRClone(to) : NULL;
    enum kt_status status = KT_OK;
    if (from) OSRSetAxisMappingStrategy(from, OAMS_TRADITIONAL_GIS_ORDER);
    if (!to || !from) {
        status =
            kt_study_refuse(r->st, err, "wrong-crs", r->file, 0, "crs", "Write it as EPSG:3067 or as WKT.",
                            "\"%.80s\" is not a known reference system", to ? r->crs : wanted);
    } else if (GDALGetGeoTransform(r->ds, r->north) != CE_None) {
        status = kt_study_refuse(r->st, err, "no-place", r->file, 0, "",
                                 "Add a world file or a geotransform.", "nothing says where the raster lies");
    } else if (!OSRIsSame(from, to) || r->north[2] != 0 || r->north[4] != 0 || r->north[5] >= 0 ||
               r->north[1] <= 0) {
        char *wkt[2] = {NULL, NULL};
        OSRExportToWkt(from, &wkt[0]);
        OSRExportToWkt(to, &wkt[1]);
        r->warped = GDALAutoCreateWarpedVRT(r->ds, wkt[0], wkt[1], GRA_NearestNeighbour, 0, NULL);
        CPLFree(wkt[0]);
        CPLFree(wkt[1]);
        if (!r->warped || GDALGetGeoTransform(r->warped, r->north) != CE_None) status = refuse_file(r, err);
    }
    if (from) OSRRelease(from);
    if (to) OSRRelease(to);
    return status;
}

static enum kt_status open_band(struct raster *r, const char *section, struct kt_err *err)
{
    int band = (int)kt_settings_int(r->st->set, kt_printf(&r->tmp, "%s.band", section));
    r->ds = GDALOpenEx(r->path, GDAL_OF_RASTER | GDAL_OF_READONLY, NULL, NULL, NULL);
    if (!r->ds) return refuse_file(r, err);
    if (band > GDALGetRasterCount(r->ds))
        return kt_study_refuse(r->st, err, "no-band", r->file, 0, "band", "Name one that is there.",
                               "there is no band %d, but %d", band, GDALGetRasterCount(r->ds));
    KT_TRY(record(r, err));
    KT_TRY(straighten(r, err));
    GDALDatasetH read = r->warped ? r->warped : r->ds;
    double cells = (double)GDALGetRasterXSize(read) * GDALGetRasterYSize(read);
    double most = kt_settings_num(r->st->set, kt_printf(&r->tmp, "%s.most_cells", section));
    if (cells > most || cells >= CELLS_MOST)
        return kt_study_refuse(r->st, err, "too-large", r->file, 0, "most_cells",
                               "Clip or coarsen it (gdalwarp -te, -tr), or raise most_cells.",
                               "the raster has %.0f cells, more than %.0f", cells, most);
    int has;
    r->band = GDALGetRasterBand(read, band);
    r->scale = GDALGetRasterScale(r->band, &has);
    if (!has) r->scale = 1;
    r->offset = GDALGetRasterOffset(r->band, &has);
    if (!has) r->offset = 0;
    return KT_OK;
}

/* Seconds a metre, NaN at barriers. */
static float pace(struct raster *r, double value, uint8_t valid, const char *unit)
{
    double v = value * r->scale + r->offset;
    if (!valid || isnan(v)) {
        r->nbarrier++;
        return NAN;
    }
    if (kt_streq(unit, "km/h"))
        v = v > 0 ? 3.6 / v : NAN;
    else if (kt_streq(unit, "min/km"))
        v *= 0.06;
    else if (kt_streq(unit, "min/m"))
        v *= 60;
    if (v > 0 && v < 1e6) return (float)v;
    r->nbad++;
    return NAN;
}

static enum kt_status read_rows(struct raster *r, const char *unit, struct kt_terrain *t, struct kt_err *err)
{
    GDALRasterBandH mask = GDALGetMaskBand(r->band);
    double *value = KT_NEW(&r->tmp, double, (size_t)t->nx);
    uint8_t *valid = KT_NEW(&r->tmp, uint8_t, (size_t)t->nx);
    for (int32_t y = 0; y < t->ny; y++) {
        if (GDALRasterIO(r->band, GF_Read, 0, y, t->nx, 1, value, t->nx, 1, GDT_Float64, 0, 0) != CE_None ||
            GDALRasterIO(mask, GF_Read, 0, y, t->nx, 1, valid, t->nx, 1, GDT_Byte, 0, 0) != CE_None)
            return kt_study_refuse(
                r->st, err, "read-error", r->file, y + 1, "", "Fetch the file again.",
                "the file is damaged or cut short; reading stopped after %d of %d rows: %s", y, t->ny,
                complaint(r));
        for (int32_t x = 0; x < t->nx; x++)
            t->pace[(size_t)y * (size_t)t->nx + (size_t)x] = pace(r, value[x], valid[x], unit);
    }
    return KT_OK;
}

static enum kt_status read_raster(struct raster *r, const char *section, struct kt_err *err)
{
    struct kt_study *st = r->st;
    KT_TRY(open_band(r, section, err));
    struct kt_terrain *t = &st->terrain;
    *t = (struct kt_terrain){.nx = GDALGetRasterBandXSize(r->band),
                             .ny = GDALGetRasterBandYSize(r->band),
                             .x0 = r->north[0],
                             .y0 = r->north[3],
                             .dx = r->north[1],
                             .dy = -r->north[5],
                             .credit = kt_section_str(st, section, "credit", r->tmp)};
    size_t all = (size_t)t->nx * (size_t)t->ny;
    t->pace = KT_NEW(st->keep, float, all);
    KT_TRY(read_rows(r, kt_section_str(st, section, "unit", r->tmp), t, err));
    if (r->nbad)
        kt_issues_add(
            &st->issues, KT_WARNING, "bad-friction", r->file, 0, "",
            kt_printf(st->keep, "%zu cells are zero, negative or beyond reason; taken for barriers", r->nbad),
            "Give them a value, or declare it as nodata.");
    if (r->nbad + r->nbarrier == all)
        return kt_study_refuse(st, err, "all-barriers", r->file, 0, "",
                               "Check the band, its nodata and its unit.",
                               "there is nowhere to go: all %zu cells are barriers", all);
    kt_issues_add(&st->issues, KT_NOTE, "terrain-read", r->file, 0, "",
                  kt_printf(st->keep, "%d by %d cells of %g by %g m, %zu of them barriers%s", t->nx, t->ny,
                            t->dx, t->dy, r->nbad + r->nbarrier, r->warped ? "; brought to study.crs" : ""),
                  "");
    return KT_OK;
}

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    struct raster r = {.st = st, .tmp = tmp};
    r.path = kt_section_str(st, section, "source", tmp);
    r.crs = kt_section_str(st, section, "crs", tmp);
    const char *slash = strrchr(r.path, '/');
    r.file = kt_masked(st->keep, slash && slash[1] ? slash + 1 : r.path);
    GDALAllRegister();
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
    enum kt_status status = read_raster(&r, section, err);
    if (r.warped) GDALClose(r.warped);
    if (r.ds) GDALClose(r.ds);
    CPLPopErrorHandler();
    if (status != KT_OK) st->terrain = (struct kt_terrain){0};
    return status;
}

static const struct kt_param params[] = {
    {"source", KT_T_PATH, "", NULL, 0, 0, NULL, "Raster of friction or speed; nodata is a barrier."},
    {"band", KT_T_INT, "", "1", 1, 100000, NULL, "Its band."},
    {"unit", KT_T_CHOICE, "", "min/km", 0, 0, "min/km min/m s/m km/h",
     "What its values are: time for a way, or speed."},
    {"crs", KT_T_STR, "", "", 0, 0, NULL, "Its reference system, where it has none or a wrong one."},
    {"credit", KT_T_STR, "", "", 0, 0, NULL, "Who made it."},
    {"most_cells", KT_T_NUM, "cells", "100000000", 1, 1e9, NULL,
     "Refuse a larger one; a cell takes 4 bytes."},
};

const struct kt_importer kt_friction_raster = {
    .name = "friction_raster",
    .summary = "How slowly one goes across country: a raster of friction or speed (GeoTIFF, ...).",
    .reads = "terrain",
    .source = "Any GDAL raster source",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
