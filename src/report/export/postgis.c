/* postgis: the findings as tables of a PostGIS schema, all of them or none: one transaction, in which
 * the tables of an earlier run are replaced.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/export/gpkg_internal.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

struct target {
    struct kt_pack pack;
    const char *schema, *shown; /* the connection, without its password */
    char first[512];            /* GDAL's first failure: later ones only follow from it */
};

static void CPL_STDCALL collect(CPLErr kind, CPLErrorNum no, const char *text)
{
    (void)no;
    char *first = CPLGetErrorHandlerUserData();
    if (kind >= CE_Failure && !*first) snprintf(first, sizeof((struct target *)0)->first, "%s", text);
}

static enum kt_status failed(struct target *t, const char *doing, struct kt_err *err)
{
    struct kt_arena *tmp = &t->pack.tmp;
    char *why = kt_masked(tmp, *t->first ? t->first : "no reason given");
    for (char *p = why; *p; p++)
        if (*p == '\n') *p = ' ';
    return kt_fail_at(err, KT_EIO, t->shown, 0, "%s: %s", doing, why);
}

/* Runs one statement; false when the server refused it. */
static bool run(struct target *t, const char *sql)
{
    OGRLayerH result = GDALDatasetExecuteSQL(t->pack.ds, sql, NULL, NULL);
    if (result) GDALDatasetReleaseResultSet(t->pack.ds, result);
    return !*t->first;
}

/* "a ""name""" and 'it''s' */
static char *quoted(const char *s, char quote, struct kt_arena *a)
{
    char *out = kt_alloc(a, 2 * strlen(s) + 3, 1), *p = out;
    *p++ = quote;
    for (; *s; s++) {
        if (*s == quote) *p++ = quote;
        *p++ = *s;
    }
    *p = quote;
    return out;
}

static bool has_schema(struct target *t)
{
    struct kt_arena *tmp = &t->pack.tmp;
    const char *sql =
        kt_printf(tmp, "SELECT 1 FROM pg_namespace WHERE nspname = %s", quoted(t->schema, '\'', tmp));
    OGRLayerH result = GDALDatasetExecuteSQL(t->pack.ds, sql, NULL, NULL);
    OGRFeatureH f = result ? OGR_L_GetNextFeature(result) : NULL;
    bool yes = f != NULL;
    if (f) OGR_F_Destroy(f);
    if (result) GDALDatasetReleaseResultSet(t->pack.ds, result);
    return yes;
}

/* Without CASCADE: what a user has built upon a table is not ours to drop. */
static enum kt_status make_room(struct target *t, struct kt_err *err)
{
    const struct kt_study *st = t->pack.x->view->study;
    struct kt_arena *tmp = &t->pack.tmp;
    const char *schema = quoted(t->schema, '"', tmp);
    if (!has_schema(t) && !run(t, kt_printf(tmp, "CREATE SCHEMA %s", schema)))
        return failed(t, "the schema could not be made", err);
    for (size_t i = 0; i < st->nlevel + 2; i++) {
        const char *table = i < st->nlevel ? st->level[i].level_id : i == st->nlevel ? "cells" : "sites";
        if (!run(t, kt_printf(tmp, "DROP TABLE IF EXISTS %s.%s", schema, quoted(table, '"', tmp))))
            return failed(t, "a table of an earlier run can't be replaced", err);
    }
    return KT_OK;
}

static bool comment_column(struct target *t, const char *table, const struct kt_vcol *c)
{
    struct kt_arena *tmp = &t->pack.tmp;
    const struct kt_column *m = c->meta;
    const char *unit = m->unit && *m->unit ? kt_printf(tmp, " [%s]", m->unit) : "";
    static const char *const bound[][2] = {
        {"", ""}, {"_lower", ", lower bound"}, {"_upper", ", upper bound"}};
    bool ok = true;
    for (size_t b = 0; b < (c->lower ? 3u : 1u) && ok; b++) {
        const char *text = kt_printf(tmp, "%s%s%s", m->title.s[KT_EN], bound[b][1], unit);
        ok = run(t, kt_printf(tmp, "COMMENT ON COLUMN %s.%s.%s IS %s", quoted(t->schema, '"', tmp), table,
                              quoted(kt_printf(tmp, "%s%s", m->name, bound[b][0]), '"', tmp),
                              quoted(text, '\'', tmp)));
    }
    return ok;
}

/* Titles with units, and of which run the table is. */
static enum kt_status put_comments(struct target *t, const char *layer, int rows, const char *run_name,
                                   struct kt_err *err)
{
    struct kt_pack *p = &t->pack;
    struct kt_arena *tmp = &p->tmp;
    const char *table = quoted(layer, '"', tmp);
    p->ncol = kt_columns_of(p->x->view, rows, p->col);
    bool ok = run(
        t, kt_printf(tmp, "COMMENT ON TABLE %s.%s IS %s", quoted(t->schema, '"', tmp), table,
                     quoted(kt_printf(tmp, "%s; katve %s, run %s of study %s, %s", p->x->study_title.s[KT_EN],
                                      KT_VERSION, run_name, p->x->study_id, p->x->date),
                            '\'', tmp)));
    for (size_t c = 0; c < p->ncol && ok; c++) ok = comment_column(t, table, p->col[c]);
    return ok ? KT_OK : failed(t, "a comment could not be written", err);
}

static enum kt_status put_all(struct target *t, const char *run_name, struct kt_err *err)
{
    struct kt_pack *p = &t->pack;
    const struct kt_study *st = p->x->view->study;
    if (OSRSetFromUserInput(p->srs, p->x->crs) != OGRERR_NONE)
        return kt_fail(err, KT_EINPUT, "study.crs: %s is no known coordinate system", p->x->crs);
    OSRSetAxisMappingStrategy(p->srs, OAMS_TRADITIONAL_GIS_ORDER);
    if (GDALDatasetStartTransaction(p->ds, FALSE) != OGRERR_NONE) return failed(t, "can't be written", err);
    KT_TRY(make_room(t, err));
    if (kt_pack_layers(p, err) != KT_OK || *t->first) {
        *err = (struct kt_err){0}; /* GDAL's first reason is the true one */
        return failed(t, "a table could not be written", err);
    }
    GDALFlushCache(p->ds); /* tables are made late; comments need them */
    if (*t->first) return failed(t, "a table could not be written", err);
    for (size_t lv = 0; lv < st->nlevel; lv++)
        KT_TRY(put_comments(t, st->level[lv].level_id, (int)lv, run_name, err));
    KT_TRY(put_comments(t, "cells", KT_ROWS_CELLS, run_name, err));
    KT_TRY(put_comments(t, "sites", KT_ROWS_SITES, run_name, err));
    bool done = GDALDatasetCommitTransaction(p->ds) == OGRERR_NONE && !*t->first;
    return done ? KT_OK : failed(t, "could not be written whole", err);
}

enum kt_status kt_export_postgis(const struct kt_export *x, const char *connection, const char *schema,
                                 const char *run_name, struct kt_arena tmp, struct kt_err *err)
{
    GDALAllRegister();
    struct target t = {.schema = schema, .shown = kt_masked(&tmp, connection)};
    if (strncasecmp(connection, "PG:", 3) != 0 && strncasecmp(connection, "postgresql://", 13) != 0)
        return kt_fail(err, KT_EINPUT, "export.postgis: '%s' does not begin with PG: or postgresql://",
                       t.shown);
    const char *const drivers[] = {"PostgreSQL", NULL};
    /* None of the tables that are there: they would count as ours, and listing them takes time. */
    const char *const open_options[] = {"SCHEMAS=information_schema", NULL};
    char *options[] = {kt_printf(&tmp, "SCHEMA=%s", schema),
                       "GEOMETRY_NAME=geom",
                       "FID=fid",
                       "SPATIAL_INDEX=GIST",
                       "LAUNDER=NO",
                       NULL};
    CPLPushErrorHandlerEx(collect, t.first);
    t.pack =
        (struct kt_pack){.x = x, .path = t.shown, .options = options, .srs = OSRNewSpatialReference(NULL)};
    t.pack.col = KT_NEW(&tmp, const struct kt_vcol *, x->view->ncol);
    t.pack.tmp = tmp;
    t.pack.ds = GDALOpenEx(connection, GDAL_OF_VECTOR | GDAL_OF_UPDATE | GDAL_OF_VERBOSE_ERROR, drivers,
                           open_options, NULL);
    enum kt_status s =
        t.pack.ds ? put_all(&t, run_name, err) : failed(&t, "the database can't be reached", err);
    if (s != KT_OK && t.pack.ds) GDALDatasetRollbackTransaction(t.pack.ds);
    if (t.pack.ds) GDALClose(t.pack.ds);
    OSRDestroySpatialReference(t.pack.srs);
    CPLPopErrorHandler();
    return s;
}
