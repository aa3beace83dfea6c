/* The workbook, the GeoPackage and the summary, read back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include "../open_files.h"

#include <cpl_minixml.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <jansson.h>
#include <ogr_api.h>

static char *part_of(struct open_files *o, const char *zip, const char *part)
{
    GByte *text = NULL;
    vsi_l_offset n = 0;
    const char *path = kt_printf(&o->m.keep, "/vsizip/{%s}/%s", zip, part);
    CHECK(VSIIngestFile(NULL, path, &text, &n, -1) != 0);
    char *kept = kt_strndup(&o->m.keep, text ? (char *)text : "", n);
    VSIFree(text);
    return kept;
}

KT_TEST(xlsx_has_numbers_text_and_frozen_heads)
{
    struct open_files o;
    struct kt_err err = {0};
    open_files(&o);
    const char *path = in_dir(&o, "t.xlsx");
    CHECK(kt_export_xlsx(&o.x, path, o.m.tmp, &err) == KT_OK);
    CHECK_STR(err.text, "");
    const char *book = part_of(&o, path, "xl/workbook.xml"),
               *sheet = part_of(&o, path, "xl/worksheets/sheet1.xml");
    CHECK(strstr(book, "name=\"Kunta\"") && strstr(book, "name=\"Maakunta\"") &&
          strstr(book, "name=\"Maa\""));
    CHECK(strstr(book, "name=\"Paikat\"") && strstr(book, "name=\"Havainnot\"") &&
          strstr(book, "name=\"Tietoja\""));
    CHECK(strstr(sheet, "state=\"frozen\"") != NULL && strstr(sheet, "<autoFilter") != NULL);
    CHECK(strstr(sheet, "<f>") == NULL); /* no cell is a formula */
    CHECK(strstr(sheet, "<v>12</v>") != NULL);
    const char *strings = part_of(&o, path, "xl/sharedStrings.xml");
    CHECK(strstr(strings, ">'=HYPERLINK(") != NULL && strstr(strings, ">=HYPERLINK(") == NULL);
    CHECK(strstr(strings, "<script>") == NULL);
    CHECK(strstr(part_of(&o, path, "docProps/core.xml"), "2020-06-01T12:00:00Z") != NULL);
    close_files(&o);
}

KT_TEST(gpkg_has_layers_values_and_styles)
{
    struct open_files o;
    struct kt_err err = {0};
    open_files(&o);
    const char *path = in_dir(&o, "t.gpkg");
    CHECK(kt_export_gpkg(&o.x, path, o.m.tmp, &err) == KT_OK);
    CHECK_STR(err.text, "");
    GDALDatasetH ds = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    OGRLayerH zones = GDALDatasetGetLayerByName(ds, "municipality"),
              sites = GDALDatasetGetLayerByName(ds, "sites");
    OGRLayerH cells = GDALDatasetGetLayerByName(ds, "cells"),
              styles = GDALDatasetGetLayerByName(ds, "layer_styles");
    CHECK(zones && sites && cells && styles && GDALDatasetGetLayerByName(ds, "region"));
    CHECK(OGR_L_GetFeatureCount(zones, 1) == 12 && OGR_L_GetFeatureCount(cells, 1) == 36);
    CHECK(OGR_L_GetFeatureCount(styles, 1) == 4); /* three levels and the cells */
    const struct kt_vcol *need = kt_view_find(&o.v, 0, "need");
    int at = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(zones), "need");
    for (size_t i = 0; i < 12; i++) {
        OGRFeatureH f = OGR_L_GetFeature(zones, (GIntBig)i + 1);
        CHECK(OGR_F_IsFieldSetAndNotNull(f, at) == (need->mark[i] == KT_SHOWN));
        if (need->mark[i] == KT_SHOWN) CHECK_NEAR(OGR_F_GetFieldAsDouble(f, at), need->value[i], 0);
        const char *hidden = OGR_F_GetFieldAsString(f, OGR_F_GetFieldIndex(f, "suppressed"));
        CHECK((strstr(hidden, "need") != NULL) >= (need->mark[i] == KT_SUPPRESSED));
        CHECK_NEAR(OGR_G_Area(OGR_F_GetGeometryRef(f)), 1e8, 1e-9);
        OGR_F_Destroy(f);
    }
    OGRLayerH titles =
        GDALDatasetExecuteSQL(ds,
                              "SELECT title FROM gpkg_data_columns WHERE table_name = 'municipality' "
                              "AND column_name = 'need'",
                              NULL, NULL);
    OGRFeatureH title = titles ? OGR_L_GetNextFeature(titles) : NULL;
    CHECK_STR(title ? OGR_F_GetFieldAsString(title, 0) : "", "need suomeksi");
    OGR_F_Destroy(title);
    GDALDatasetReleaseResultSet(ds, titles);
    OGRFeatureH site = OGR_L_GetFeature(sites, 3), style = OGR_L_GetFeature(styles, 1);
    CHECK(OGR_F_GetGeometryRef(site) == NULL);
    CHECK_STR(OGR_F_GetFieldAsString(style, OGR_F_GetFieldIndex(style, "f_table_name")), "municipality");
    CHECK(OGR_F_GetFieldAsInteger(style, OGR_F_GetFieldIndex(style, "useAsDefault")) == 1);
    const char *qml = OGR_F_GetFieldAsString(style, OGR_F_GetFieldIndex(style, "styleQML"));
    CHECK(strstr(qml, "<range lower=\"20\" upper=\"40.5\" symbol=\"2\"") != NULL);
    CHECK(strstr(OGR_F_GetFieldAsString(style, OGR_F_GetFieldIndex(style, "styleSLD")), "#fbf0dc") != NULL);
    OGR_F_Destroy(site);
    OGR_F_Destroy(style);
    GDALClose(ds);
    close_files(&o);
}

static size_t times(const char *text, const char *what)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, what)); at++) n++;
    return n;
}

KT_TEST(outlines_of_minutes_have_the_style_of_their_page)
{
    struct open_files o;
    struct kt_err err = {0};
    size_t ring_of[] = {0, 1, 2, 3}, vert_of[] = {0, 4, 8, 12};
    uint8_t hole[3] = {0};
    double x[] = {0, 9, 9, 0, 0, 19, 19, 0, 0, 3, 3, 0}, y[] = {0, 0, 9, 0, 0, 0, 19, 0, 0, 0, 3, 0};
    const char *mode[] = {"car", "car", "walk"};
    double minutes[] = {10, 20, 10}, km2[] = {1, 2, 3};
    struct kt_isochrones iso = {3, mode, minutes, km2, {3, 12, ring_of, vert_of, hole, x, y}};
    open_files(&o);
    o.v.isochrones = &iso;
    const char *path = in_dir(&o, "t.gpkg");
    CHECK(kt_export_gpkg(&o.x, path, o.m.tmp, &err) == KT_OK);
    GDALDatasetH ds = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    OGRLayerH found = GDALDatasetExecuteSQL(
        ds, "SELECT styleQML, styleSLD, useAsDefault FROM layer_styles WHERE f_table_name = 'isochrones'",
        NULL, NULL);
    OGRFeatureH f = found ? OGR_L_GetNextFeature(found) : NULL;
    CHECK(f != NULL);
    if (!f) return;
    const char *qml = OGR_F_GetFieldAsString(f, 0), *sld = OGR_F_GetFieldAsString(f, 1);
    CPLXMLNode *tree[] = {CPLParseXMLString(qml), CPLParseXMLString(sld)};
    for (int i = 0; i < 2; i++) {
        CHECK(tree[i] != NULL);
        CPLDestroyXMLNode(tree[i]);
    }
    /* The far band of the car is dark, the near ones pale; walking waits to be ticked; the near one lies on top. */
    CHECK(times(qml, "value=\"251,240,220,255\"") == 2 && times(qml, "value=\"86,43,26,255\"") == 1);
    CHECK(times(qml, "<rule ") == 5 && times(qml, "checkstate=\"0\"") == 1);
    CHECK(strstr(qml, "&quot;mode&quot; = 'walk'") > strstr(qml, "label=\"10 min\""));
    CHECK(times(sld, "<se:Rule>") == 2 && strstr(sld, "20 min") < strstr(sld, "10 min"));
    CHECK(OGR_F_GetFieldAsInteger(f, 2) == 1);
    OGR_F_Destroy(f);
    GDALDatasetReleaseResultSet(ds, found);
    GDALClose(ds);
    close_files(&o);
}

KT_TEST(gpkg_refuses_an_unknown_coordinate_system)
{
    struct open_files o;
    struct kt_err err = {0};
    open_files(&o);
    o.x.crs = "EPSG:no";
    CHECK(kt_export_gpkg(&o.x, in_dir(&o, "t.gpkg"), o.m.tmp, &err) == KT_EINPUT);
    close_files(&o);
}

KT_TEST(summary_tells_country_and_regions)
{
    struct open_files o;
    struct kt_err err = {0};
    open_files(&o);
    const char *path = in_dir(&o, "summary.json");
    CHECK(kt_export_summary(&o.x, path, o.m.tmp, &err) == KT_OK);
    json_t *doc = json_load_file(path, 0, NULL), *levels = json_object_get(doc, "levels");
    CHECK(json_array_size(json_object_get(levels, "region")) == 3 &&
          !json_object_get(levels, "municipality"));
    json_t *figures = json_object_get(json_array_get(json_object_get(levels, "country"), 0), "figures");
    CHECK_NEAR(json_number_value(json_object_get(json_object_get(figures, "need"), "value")),
               kt_view_find(&o.v, 2, "need")->value[0], 0);
    CHECK_NEAR(json_number_value(json_object_get(json_object_get(doc, "suppressed"), "k")), 10, 0);
    CHECK(json_integer_value(json_object_get(json_object_get(doc, "suppressed"), "primary")) > 0);
    json_decref(doc);
    close_files(&o);
}

KT_TEST_MAIN
