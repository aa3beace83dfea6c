/* osm_roads: streets, paths and ferries of an OpenStreetMap extract.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "roads_internal.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>

/* Which tags GDAL makes columns of; everything else is left in the file. */
static const char osm_columns[] =
    "attribute_name_laundering=yes\nreport_all_nodes=no\nreport_all_ways=no\nclosed_ways_are_polygons=\n"
    "[points]\nosm_id=no\nattributes=\nother_tags=no\n"
    "[lines]\nosm_id=yes\nattributes=highway,route,oneway,oneway:bicycle,maxspeed,maxspeed:forward,"
    "maxspeed:backward,access,vehicle,motor_vehicle,motorcar,foot,bicycle,junction,surface,tracktype,"
    "duration,"
    "area,tunnel\nother_tags=no\n"
    "[multipolygons]\nosm_id=no\nattributes=\nother_tags=no\n"
    "[multilinestrings]\nosm_id=no\nattributes=\nother_tags=no\n"
    "[other_relations]\nosm_id=no\nattributes=\nother_tags=no\n";
static const char config_path[] = "/vsimem/katve_osm_columns.ini";
static const char *const osm_options[] = {"CONFIG_FILE=/vsimem/katve_osm_columns.ini",
                                          "USE_CUSTOM_INDEXING=YES", NULL};

static void put_config(void)
{
    VSILFILE *f =
        VSIFileFromMemBuffer(config_path, (GByte *)(uintptr_t)osm_columns, sizeof osm_columns - 1, FALSE);
    if (f) VSIFCloseL(f);
}

static enum kt_status read_ways(struct kt_road_reader *r, struct kt_arena tmp, struct kt_err *err)
{
    int col[KT_RT_N], id = kt_vector_find(&r->v, "osm_id");
    if (id < 0) return kt_fail(err, KT_EFAULT, "this GDAL gives no ids of OpenStreetMap ways");
    for (int t = 0; t < KT_RT_N; t++) {
        col[t] = kt_vector_find(&r->v, kt_road_tag_name[t]);
        if (col[t] < 0)
            return kt_fail(err, KT_EFAULT, "this GDAL gives no column %s of OpenStreetMap ways",
                           kt_road_tag_name[t]);
    }
    while (kt_vector_next(&r->v)) {
        struct kt_arena row = tmp;
        const char *tag[KT_RT_N];
        for (int t = 0; t < KT_RT_N; t++) tag[t] = kt_vector_text(&r->v, col[t]);
        kt_road_reader_add(r, tag, 0, "way ", OGR_F_GetFieldAsString(r->v.row, id), row);
    }
    return KT_OK;
}

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_road_reader r = {.field = kt_road_tag_name};
    struct kt_vector_source src = kt_vector_section(st, section, "roads", &tmp);
    struct kt_road_joint joint = {.unit = 1e-7};
    src.layer = "lines";
    src.options = osm_options;
    src.driver = "OSM";
    src.other = "Say `importer: road_lines` for lines other than an OpenStreetMap extract (.osm, .pbf).";
    src.once = true;
    put_config();
    enum kt_status status = kt_road_reader_open(&r, st, &src, &tmp, err);
    if (status == KT_OK) {
        GDALDatasetExecuteSQL(r.v.ds, "SET interest_layers = lines", NULL, NULL);
        status = read_ways(&r, tmp, err);
    }
    status =
        kt_road_reader_close(&r, status, section, &joint, "© OpenStreetMap contributors, ODbL 1.0", tmp, err);
    VSIUnlink(config_path);
    return status;
}

static const struct kt_param params[] = {
    KT_ROAD_PARAMS,
    KT_SOURCE_PARAMS,
};

const struct kt_importer kt_osm_roads = {
    .name = "osm_roads",
    .summary =
        "Streets, paths and ferries of an OpenStreetMap extract (.osm, .pbf); other layers: road_lines.",
    .reads = "roads",
    .source = "wiki.openstreetmap.org: Key:highway, Key:access, Key:maxspeed, Key:oneway, Tag:route=ferry",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
