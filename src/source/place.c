/* Coordinates from a source into study.crs, with x before y always, and the question whether they can be
 * right: a place must lie where the study's reference system is meant to be used.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

#include <cpl_error.h>
#include <stdio.h>
#include <string.h>

static OGRSpatialReferenceH reference(const char *text)
{
    OGRSpatialReferenceH s = OSRNewSpatialReference(NULL);
    if (OSRSetFromUserInput(s, text) != OGRERR_NONE) {
        OSRRelease(s);
        return NULL;
    }
    OSRSetAxisMappingStrategy(s, OAMS_TRADITIONAL_GIS_ORDER);
    return s;
}

/* The area of use of the study's system, widened by half; without one, anything goes. */
static void find_box(OGRSpatialReferenceH study, double box[4])
{
    double w, s, e, n;
    const char *name;
    box[0] = box[1] = -INFINITY, box[2] = box[3] = INFINITY;
    if (!OSRGetAreaOfUse(study, &w, &s, &e, &n, &name) || w <= -179 || e >= 179) return;
    OGRSpatialReferenceH deg = reference("EPSG:4326");
    OGRCoordinateTransformationH t = deg ? OCTNewCoordinateTransformation(deg, study) : NULL;
    double b[4];
    if (t && OCTTransformBounds(t, w, s, e, n, &b[0], &b[1], &b[2], &b[3], 21)) {
        double dx = (b[2] - b[0]) / 2, dy = (b[3] - b[1]) / 2;
        box[0] = b[0] - dx, box[1] = b[1] - dy, box[2] = b[2] + dx, box[3] = b[3] + dy;
    }
    OCTDestroyCoordinateTransformation(t);
    if (deg) OSRRelease(deg);
}

/* PROJ takes longer to find it than to read a small file, and every source of a study asks. */
static void plausible_box(struct kt_study *st, OGRSpatialReferenceH study, double box[4])
{
    if (!(st->plausible[2] > st->plausible[0])) find_box(study, st->plausible);
    memcpy(box, st->plausible, sizeof st->plausible);
}

static const char *study_crs(const struct kt_study *st)
{
    const char *s = kt_settings_has(st->set, "study.crs") ? kt_settings_str(st->set, "study.crs") : "";
    return *s ? s : "EPSG:3067";
}

/* GeoJSON by the letter is in degrees; official servers write metres into it all the same. */
static bool metres_called_degrees(struct kt_vector *v, OGRSpatialReferenceH own)
{
    OGREnvelope e;
    return !v->src.once && OSRIsGeographic(own) && OGR_L_GetExtent(v->layer, &e, TRUE) == OGRERR_NONE &&
           (fabs(e.MaxX) > 360.0 || fabs(e.MaxY) > 90.0);
}

enum kt_status kt_place_open(struct kt_vector *v, struct kt_err *err)
{
    OGRSpatialReferenceH to = reference(study_crs(v->st)), from = NULL;
    enum kt_status status = KT_OK;
    if (!to || !OSRIsProjected(to)) {
        status = kt_study_refuse(v->st, err, "wrong-crs", "", 0, "study.crs",
                                 "Use a projected system in metres, such as EPSG:3067.",
                                 "study.crs \"%.80s\" is not a projected reference system", study_crs(v->st));
        goto done;
    }
    plausible_box(v->st, to, v->box);
    OGRSpatialReferenceH own = OGR_L_GetSpatialRef(v->layer);
    if (!*v->src.crs && v->src.preset && v->src.preset->crs && (!own || metres_called_degrees(v, own)))
        v->src.crs = v->src.preset->crs;
    v->crs_given = *v->src.crs != '\0';
    if (v->crs_given) {
        from = reference(v->src.crs);
        if (!from) {
            status = kt_study_refuse(v->st, err, "wrong-crs", v->file, 0, "crs",
                                     "Write it as EPSG:3067 or as WKT.",
                                     "\"%.80s\" is not a known reference system", v->src.crs);
            goto done;
        }
    } else if (own) {
        from = OSRClone(own);
        OSRSetAxisMappingStrategy(from, OAMS_TRADITIONAL_GIS_ORDER);
    } else if (OGR_FD_GetGeomFieldCount(v->defn) > 0) {
        kt_issues_add(&v->st->issues, KT_NOTE, "crs-assumed", v->file, 0, "crs",
                      "the source names no reference system; study.crs was assumed",
                      "Give `crs` in the study file.");
    }
    v->source_degrees = from && OSRIsGeographic(from);
    if (from && !OSRIsSame(from, to)) {
        v->to_study = OCTNewCoordinateTransformation(from, to);
        if (!v->to_study)
            status =
                kt_study_refuse(v->st, err, "wrong-crs", v->file, 0, "crs", "Give `crs` in the study file.",
                                "coordinates can't be brought to study.crs: %s", v->log.first);
    }
done:
    if (from) OSRRelease(from);
    if (to) OSRRelease(to);
    return status;
}

void kt_place_close(struct kt_vector *v)
{
    OCTDestroyCoordinateTransformation(v->to_study);
    OCTDestroyCoordinateTransformation(v->from_degrees);
    v->to_study = v->from_degrees = NULL;
}

static bool in_box(const struct kt_vector *v, double x, double y)
{
    return x >= v->box[0] && x <= v->box[2] && y >= v->box[1] && y <= v->box[3];
}

/* PROJ complains about impossible degrees; that is our own question, not the file's fault. */
static bool transform_all(struct kt_vector *v, double *x, double *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(x[i]) || !isfinite(y[i])) return false;
    if (!v->to_study) return true;
    struct kt_vector_log before = v->log;
    bool ok = OCTTransform(v->to_study, (int)n, x, y, NULL);
    v->log = before;
    for (size_t i = 0; i < n && ok; i++) ok = isfinite(x[i]) && isfinite(y[i]);
    return ok;
}

static bool transform(struct kt_vector *v, double *x, double *y)
{
    return transform_all(v, x, y, 1);
}

static bool fits(struct kt_vector *v, double x, double y)
{
    return transform(v, &x, &y) && in_box(v, x, y);
}

static bool degrees(double x, double y)
{
    return fabs(x) <= 180.0 && fabs(y) <= 90.0;
}

/* Says why a place can't be right, in the order of how often people meet it. */
static void misplaced(struct kt_vector *v, double x, double y)
{
    const char *code = "wrong-crs", *why = "far outside the area of study.crs",
               *remedy = "Give the source's reference system as `crs` in the study file.";
    if (fits(v, y, x) || in_box(v, y, x)) {
        code = "axes-swapped", why = "x and y are the wrong way round";
        remedy = "Swap the columns of x and y in the study file, or set `swap_xy: true`.";
    } else if (degrees(x, y) && !v->source_degrees) {
        why = "these are degrees, not metres";
        remedy = "Set `crs: EPSG:4326`, or name the columns `lon` and `lat`.";
    } else if (v->source_degrees && !degrees(x, y)) {
        why = in_box(v, x, y) ? "the source says degrees, but these are metres of study.crs"
                              : "the source says degrees, but these are no degrees";
        remedy = "Set `crs` to the reference system that the coordinates are really in, such as EPSG:3067.";
    }
    if (v->nmisplaced == 0) {
        snprintf(v->misplaced, sizeof v->misplaced, "x %.10g, y %.10g: %s", x, y, why);
        v->misplaced_code = code;
        v->misplaced_remedy = remedy;
        v->off.code = code;
        v->off.remedy = remedy;
    }
    v->nmisplaced++;
    kt_tally_add(v->st, &v->off, v->rowno, "x %.10g, y %.10g: %s", x, y, why);
}

bool kt_place_point(struct kt_vector *v, double *x, double *y)
{
    double px = v->src.swap_xy ? *y : *x, py = v->src.swap_xy ? *x : *y, rx = px, ry = py;
    v->nplaced++;
    if (transform(v, &px, &py) && in_box(v, px, py)) {
        *x = px, *y = py;
        return true;
    }
    misplaced(v, rx, ry);
    *x = *y = NAN;
    return false;
}

/* Columns are often in study.crs although the geometry is not; metres are told from degrees by the box. */
bool kt_place_columns(struct kt_vector *v, int xcol, int ycol, bool deg, double *x, double *y)
{
    *x = *y = NAN;
    double px, py;
    if (kt_vector_number(v, xcol, &px) != KT_NUM_OK || kt_vector_number(v, ycol, &py) != KT_NUM_OK)
        return false;
    if (!v->crs_given && !deg && !v->src.swap_xy && in_box(v, px, py)) {
        v->nplaced++;
        *x = px, *y = py;
        return true;
    }
    *x = px, *y = py;
    if (!deg || v->source_degrees) return kt_place_point(v, x, y);
    /* lon and lat columns are degrees whatever the file's own system is */
    if (!v->from_degrees) {
        OGRSpatialReferenceH wgs = reference("EPSG:4326"), to = reference(study_crs(v->st));
        v->from_degrees = OCTNewCoordinateTransformation(wgs, to);
        OSRRelease(wgs);
        OSRRelease(to);
        if (!v->from_degrees) return false;
    }
    OGRCoordinateTransformationH own = v->to_study;
    v->to_study = v->from_degrees;
    v->source_degrees = true;
    bool ok = kt_place_point(v, x, y);
    v->source_degrees = false;
    v->to_study = own;
    return ok;
}

bool kt_place_geometry(struct kt_vector *v, OGRGeometryH g)
{
    OGREnvelope e;
    if (v->src.swap_xy) OGR_G_SwapXY(g);
    OGR_G_GetEnvelope(g, &e);
    double x = (e.MinX + e.MaxX) / 2, y = (e.MinY + e.MaxY) / 2, px = x, py = y;
    v->nplaced++;
    if (!OGR_G_IsEmpty(g) && transform(v, &px, &py) && in_box(v, px, py)) {
        if (!v->to_study || OGR_G_Transform(g, v->to_study) == OGRERR_NONE) return true;
    }
    misplaced(v, x, y);
    return false;
}

bool kt_place_line(struct kt_vector *v, double *x, double *y, size_t n)
{
    for (size_t i = 0; v->src.swap_xy && i < n; i++) {
        double t = x[i];
        x[i] = y[i], y[i] = t;
    }
    size_t middle = n / 2;
    double mx = x[middle], my = y[middle];
    v->nplaced++;
    if (transform_all(v, x, y, n) && in_box(v, x[middle], y[middle])) return true;
    misplaced(v, mx, my);
    return false;
}

enum kt_status kt_placer_open(struct kt_placer *p, struct kt_study *st, const char *from_crs,
                              struct kt_err *err)
{
    *p = (struct kt_placer){0};
    OGRSpatialReferenceH to = reference(study_crs(st)), from = reference(from_crs);
    enum kt_status status = KT_OK;
    if (!to || !from || !OSRIsProjected(to)) {
        status = kt_study_refuse(st, err, "wrong-crs", "", 0, "study.crs",
                                 "Use a projected system in metres, such as EPSG:3067.",
                                 "study.crs \"%.80s\" is not a projected reference system", study_crs(st));
    } else {
        plausible_box(st, to, p->box);
        if (!OSRIsSame(from, to)) p->to_study = OCTNewCoordinateTransformation(from, to);
        if (!p->to_study && !OSRIsSame(from, to))
            status = kt_study_refuse(st, err, "wrong-crs", "", 0, "study.crs", "Use EPSG:3067.",
                                     "coordinates of %s can't be brought to study.crs", from_crs);
    }
    if (from) OSRRelease(from);
    if (to) OSRRelease(to);
    return status;
}

void kt_placer_close(struct kt_placer *p)
{
    OCTDestroyCoordinateTransformation(p->to_study);
    p->to_study = NULL;
}

bool kt_placer_put(const struct kt_placer *p, double *x, double *y)
{
    double px = *x, py = *y;
    *x = *y = NAN;
    if (!isfinite(px) || !isfinite(py)) return false;
    CPLPushErrorHandler(CPLQuietErrorHandler);
    bool ok = !p->to_study || OCTTransform(p->to_study, 1, &px, &py, NULL);
    CPLPopErrorHandler();
    if (!ok || !isfinite(px) || !isfinite(py)) return false;
    if (px < p->box[0] || px > p->box[2] || py < p->box[1] || py > p->box[3]) return false;
    *x = px, *y = py;
    return true;
}
