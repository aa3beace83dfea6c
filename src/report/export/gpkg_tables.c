/* The GeoPackage's tables beside its layers: styles that QGIS takes up by itself, titles of the columns.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/export/gpkg_internal.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <ogr_api.h>

/* One row of layer_styles, as QGIS itself writes them. */
static enum kt_status put_style(struct kt_pack *p, OGRLayerH styles, const char *layer, const char *title,
                                const char *column, const char *qml, const char *sld, bool as_default,
                                struct kt_err *err)
{
    const char *text[] = {"", "", layer, "geom", title, qml, sld};
    OGRFeatureH f = OGR_F_Create(OGR_L_GetLayerDefn(styles));
    for (int i = 0; i < 7; i++) OGR_F_SetFieldString(f, i, text[i]);
    OGR_F_SetFieldInteger(f, 7, as_default);
    OGR_F_SetFieldString(f, 8, column);
    OGR_F_SetFieldString(f, 9, "");
    int year = 1980, month = 1, day = 1;
    sscanf(p->x->date, "%d-%d-%d", &year, &month, &day);
    OGR_F_SetFieldDateTime(f, 11, year, month, day, 0, 0, 0, 100);
    bool ok = OGR_L_CreateFeature(styles, f) == OGRERR_NONE;
    OGR_F_Destroy(f);
    p->nfeature[p->nlayer - 1]++;
    return ok ? KT_OK : kt_pack_failed(p, "a style could not be written", err);
}

static enum kt_status put_layer_styles(struct kt_pack *p, OGRLayerH styles, const char *layer, int rows,
                                       struct kt_err *err)
{
    const struct kt_export *x = p->x;
    bool as_default = true;
    p->ncol = kt_columns_of(x->view, rows, p->col);
    for (size_t b = 0; b < x->nbreaks; b++) {
        const struct kt_vcol *c = kt_view_find(x->view, rows, x->breaks[b].column);
        if (!c || x->breaks[b].n == 0) continue;
        struct kt_style s = {.column = c->meta->name,
                             .title = c->meta->title.s[KT_FI],
                             .breaks = &x->breaks[b],
                             .points = rows < 0,
                             .alias = p->col,
                             .nalias = p->ncol};
        struct kt_arena tmp = p->tmp;
        KT_TRY(put_style(p, styles, layer, s.title, s.column, kt_style_qml(&s, &tmp), kt_style_sld(&s, &tmp),
                         as_default, err));
        as_default = false;
    }
    return KT_OK;
}

enum kt_status kt_pack_styles(struct kt_pack *p, struct kt_err *err)
{
    static const struct {
        const char *name;
        OGRFieldType type;
    } field[] = {{"f_table_catalog", OFTString},
                 {"f_table_schema", OFTString},
                 {"f_table_name", OFTString},
                 {"f_geometry_column", OFTString},
                 {"styleName", OFTString},
                 {"styleQML", OFTString},
                 {"styleSLD", OFTString},
                 {"useAsDefault", OFTInteger},
                 {"description", OFTString},
                 {"owner", OFTString},
                 {"ui", OFTString},
                 {"update_time", OFTDateTime}};
    char *options[] = {"FID=id", NULL};
    const struct kt_study *st = p->x->view->study;
    OGRLayerH styles = GDALDatasetCreateLayer(p->ds, "layer_styles", NULL, wkbNone, options);
    bool ok = styles != NULL;
    for (size_t i = 0; i < sizeof field / sizeof *field && ok; i++)
        ok = kt_pack_field(styles, field[i].name, field[i].type);
    if (!ok) return kt_pack_failed(p, "the table of styles could not be made", err);
    p->layer[p->nlayer++] = "layer_styles";
    for (size_t lv = 0; lv < st->nlevel; lv++)
        KT_TRY(put_layer_styles(p, styles, st->level[lv].level_id, (int)lv, err));
    KT_TRY(put_layer_styles(p, styles, "cells", KT_ROWS_CELLS, err));
    KT_TRY(put_layer_styles(p, styles, "sites", KT_ROWS_SITES, err));
    const struct kt_isochrones *iso = p->x->view->isochrones;
    struct kt_arena tmp = p->tmp;
    if (!iso || !iso->n) return KT_OK;
    return put_style(p, styles, "isochrones", "Matka-aikavyöhykkeet", "minutes",
                     kt_style_bands_qml(iso, &tmp), kt_style_bands_sld(iso, "Matka-aikavyöhykkeet", &tmp),
                     true, err);
}

static bool run_sql(const struct kt_pack *p, const char *sql)
{
    CPLErrorReset();
    OGRLayerH none = GDALDatasetExecuteSQL(p->ds, sql, NULL, NULL);
    if (none) GDALDatasetReleaseResultSet(p->ds, none);
    return CPLGetLastErrorType() < CE_Failure;
}

static char *sql_text(const char *s)
{
    return CPLEscapeString(s ? s : "", -1, CPLES_SQL);
}

/* To be freed with CPLFree(). */
static char *title_row(const char *layer, const struct kt_column *m)
{
    char *table = sql_text(layer), *name = sql_text(m->name), *fi = sql_text(m->title.s[KT_FI]);
    char *sv = sql_text(m->title.s[KT_SV]), *en = sql_text(m->title.s[KT_EN]), *unit = sql_text(m->unit);
    char *sql = CPLStrdup(CPLSPrintf(
        "INSERT INTO gpkg_data_columns VALUES ('%s', '%s', '%s', '%s', '%s | %s (%s)', NULL, NULL)", table,
        name, name, fi, sv, en, unit));
    CPLFree(table);
    CPLFree(name);
    CPLFree(fi);
    CPLFree(sv);
    CPLFree(en);
    CPLFree(unit);
    return sql;
}

/* Titles of the columns in three languages: the schema extension of the standard (F.9), which
 * the driver doesn't write. */
enum kt_status kt_pack_titles(struct kt_pack *p, struct kt_err *err)
{
    const struct kt_view *v = p->x->view;
    bool ok = run_sql(p, "CREATE TABLE IF NOT EXISTS gpkg_data_columns (table_name TEXT NOT NULL, "
                         "column_name TEXT NOT NULL, "
                         "name TEXT, title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT, "
                         "CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), "
                         "CONSTRAINT gdc_tn UNIQUE (table_name, name))") &&
              run_sql(p, "INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', "
                         "'http://www.geopackage.org/spec121/#extension_schema', 'read-write')");
    for (size_t i = 0; i < v->ncol && ok; i++) {
        const struct kt_column *m = v->col[i].meta;
        const char *layer = m->rows == KT_ROWS_CELLS   ? "cells"
                            : m->rows == KT_ROWS_SITES ? "sites"
                                                       : v->study->level[m->rows].level_id;
        char *sql = title_row(layer, m);
        ok = sql && run_sql(p, sql);
        CPLFree(sql);
    }
    return ok ? KT_OK : kt_pack_failed(p, "the titles of the columns could not be written", err);
}
