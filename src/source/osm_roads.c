/* osm_roads: streets, paths and ferries of an OpenStreetMap extract.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "roads_internal.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <stdio.h>
#include <string.h>

/* Which tags GDAL makes columns of; everything else is left in the file. */
static const char osm_columns[] =
    "attribute_name_laundering=yes\nreport_all_nodes=no\nreport_all_ways=no\nclosed_ways_are_polygons=\n"
    "[points]\nosm_id=no\nattributes=\nother_tags=no\n"
    "[lines]\nosm_id=yes\nattributes=highway,route,oneway,oneway:bicycle,maxspeed,maxspeed:forward,"
    "maxspeed:backward,access,vehicle,motor_vehicle,motorcar,foot,bicycle,junction,surface,tracktype,"
    "duration,"
    "area\nother_tags=no\n"
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

struct osm_reader {
    struct kt_vector v;
    int col[KT_RT_N];
    struct kt_way_rules rules;
    struct kt_tally odd, bare;
    size_t nroad, nferry;
};

static enum kt_status read_ways(struct osm_reader *r, struct kt_road_net *net, struct kt_arena tmp,
                                struct kt_err *err)
{
    for (int t = 0; t < KT_RT_N; t++) {
        r->col[t] = kt_vector_find(&r->v, kt_road_tag_name[t]);
        if (r->col[t] < 0)
            return kt_fail(err, KT_EFAULT, "this GDAL gives no column %s of OpenStreetMap ways",
                           kt_road_tag_name[t]);
    }
    int id = kt_vector_find(&r->v, "osm_id");
    while (kt_vector_next(&r->v)) {
        const char *tag[KT_RT_N];
        struct kt_way way;
        int odd;
        for (int t = 0; t < KT_RT_N; t++) tag[t] = kt_vector_text(&r->v, r->col[t]);
        enum kt_way_kind kind = kt_way_of_tags(tag, &r->rules, &way, &odd);
        if (odd >= 0 && kind != KT_WAY_NONE)
            kt_tally_add(r->v.st, &r->odd, 0, "way %s: %s=\"%.40s\" can't be read; taken for absent",
                         kt_vector_text(&r->v, id), kt_road_tag_name[odd], tag[odd]);
        if (kind == KT_WAY_NONE) continue;
        if (!kt_road_shape_add(&r->v, net, &way, tmp)) {
            kt_tally_add(r->v.st, &r->bare, 0, "way %s has no line that can be used",
                         kt_vector_text(&r->v, id));
            continue;
        }
        r->nroad += kind == KT_WAY_ROAD;
        r->nferry += kind == KT_WAY_FERRY;
    }
    return KT_OK;
}

static enum kt_status finish(struct osm_reader *r, struct kt_study *st, const char *section,
                             struct kt_road_net *net, const char *file, struct kt_arena tmp,
                             struct kt_err *err)
{
    const char *credit = kt_section_str(st, section, "credit", tmp);
    if (!r->nroad)
        return kt_study_refuse(st, err, "no-roads", file, 0, "", "Use an extract with highway=* ways.",
                               "there is no road in it");
    st->roads.credit = *credit ? credit : "© OpenStreetMap contributors, ODbL 1.0";
    kt_road_net_build(net, 1e-7, kt_settings_num(st->set, kt_printf(&tmp, "%s.snap_m", section)), &st->roads,
                      st->keep, tmp);
    kt_issues_add(&st->issues, KT_NOTE, "roads-read", file, 0, "",
                  kt_printf(st->keep, "%zu road ways and %zu ferries became %zu edges between %zu crossings",
                            r->nroad, r->nferry, st->roads.nedge, st->roads.nnode),
                  "");
    return KT_OK;
}

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    struct osm_reader r = {0};
    struct kt_vector_source src = kt_vector_section(st, section, "roads", &tmp);
    src.layer = "lines";
    src.options = osm_options;
    src.once = true;
    r.rules.winter = kt_section_bool(st, section, "winter", tmp);
    put_config();
    struct kt_road_net *net = kt_road_net_open();
    enum kt_status status = kt_vector_open(&r.v, st, &src, &tmp, err);
    const char *file = r.v.file;
    r.odd = (struct kt_tally){KT_NOTE, "odd-tag", file, "", "Mend the tag in OpenStreetMap.", 0};
    r.bare = (struct kt_tally){KT_WARNING, "no-line", file, "", "Check the extract.", 0};
    if (status == KT_OK) {
        GDALDatasetExecuteSQL(r.v.ds, "SET interest_layers = lines", NULL, NULL);
        status = read_ways(&r, net, tmp, err);
    }
    kt_tally_close(st, &r.odd);
    kt_tally_close(st, &r.bare);
    status = kt_vector_close(&r.v, status, err);
    if (status == KT_OK) status = finish(&r, st, section, net, file, tmp, err);
    kt_road_net_free(net);
    VSIUnlink(config_path);
    return status;
}

static const struct kt_param params[] = {
    KT_ROAD_PARAMS,
    KT_SOURCE_PARAMS,
};

const struct kt_importer kt_osm_roads = {
    .name = "osm_roads",
    .summary = "Streets, paths and ferries of an OpenStreetMap extract (.osm, .pbf).",
    .reads = "roads",
    .source = "wiki.openstreetmap.org: Key:highway, Key:access, Key:maxspeed, Key:oneway, Tag:route=ferry",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
