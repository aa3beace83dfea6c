/* road_lines: a street register with codes of its own, and what is wrong in one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

static struct facts f;

/* A line of the layer: its properties with ' for ", and its points. */
struct line {
    const char *properties, *points;
};

static const char *layer_of(const struct line *line)
{
    const char *all = "";
    for (size_t i = 0; line[i].points; i++) {
        char *p = kt_printf(&f.keep, "%s", line[i].properties);
        for (char *c = p; *c; c++)
            if (*c == '\'') *c = '"';
        all = kt_printf(&f.keep,
                        "%s%s{\"type\":\"Feature\",\"properties\":{%s},\"geometry\":{\"type\":\"%s\","
                        "\"coordinates\":%s}}",
                        all, i ? "," : "", p, line[i].points[1] == '[' ? "LineString" : "Point",
                        line[i].points);
    }
    return all;
}

static enum kt_status read_source(const char *more)
{
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(&f, "people.csv", "id,zone,total,y\na,005,20,20\n");
    return facts_read(&f,
                      kt_printf(&f.keep,
                                "%speople:\n  source: people.csv\n  columns: {y: ''}\n  ages: {\"0-\": y}\n"
                                "roads:\n%s",
                                FACTS_ZONES_YAML, more));
}

static enum kt_status read_roads(const struct line *lines, const char *more)
{
    facts_open(&f);
    f.roads = &kt_road_lines;
    facts_write(&f, "roads.geojson", kt_printf(&f.keep, FACTS_GEOJSON("%s"), layer_of(lines)));
    return read_source(kt_printf(&f.keep, "  source: roads.geojson\n%s", more));
}

/* As Digiroad writes its links: 2 both ways, 3 against the line, 4 along it. */
static const struct line digiroad[] = {
    {"'LINKKITYYP':3,'AJOSUUNTA':2,'NOPEUS':80", "[[405000,6715000],[406000,6715000]]"},
    {"'LINKKITYYP':3,'AJOSUUNTA':4,'NOPEUS':60", "[[406000,6715000],[407000,6715000]]"},
    {"'LINKKITYYP':3,'AJOSUUNTA':3,'NOPEUS':50", "[[406000,6715000],[406000,6716000]]"},
    {"'LINKKITYYP':8,'AJOSUUNTA':2,'NOPEUS':null", "[[406000,6715000],[406000,6714000]]"},
    {"'LINKKITYYP':21,'AJOSUUNTA':2,'NOPEUS':null", "[[407000,6715000],[408000,6715000]]"},
    {"'LINKKITYYP':7,'AJOSUUNTA':2,'NOPEUS':null", "[[407000,6715000],[408000,6716000]]"},
    {NULL, NULL}};
static const char digiroad_yaml[] =
    "  columns: {class: LINKKITYYP, speed: NOPEUS, direction: AJOSUUNTA}\n"
    "  classes: {\"1\": motorway, \"3\": secondary, \"7\": none, \"8\": cycleway, \"21\": ferry}\n"
    "  directions: {\"2\": both, \"3\": back, \"4\": forth}\n  credit: Digiroad, Väylävirasto\n";

static int edge_at(float kmh)
{
    for (size_t e = 0; e < f.st.roads.nedge; e++)
        if (f.st.roads.kmh[e] == kmh) return (int)e;
    return -1;
}

KT_TEST(codes_are_told_in_the_study_file)
{
    CHECK(read_roads(digiroad, digiroad_yaml) == KT_OK);
    const struct kt_roads *r = &f.st.roads;
    CHECK(r->nedge == 5 && r->nnode == 6);
    CHECK(r->open[KT_CAR][edge_at(80)] == (KT_FORTH | KT_BACK));
    CHECK(r->open[KT_CAR][edge_at(60)] == KT_FORTH && r->open[KT_WALK][edge_at(60)] == (KT_FORTH | KT_BACK));
    CHECK(r->open[KT_CAR][edge_at(50)] == KT_BACK);
    size_t paths = 0, ferries = 0;
    for (size_t e = 0; e < r->nedge; e++) {
        paths += !r->open[KT_CAR][e] && r->open[KT_CYCLE][e] && r->open[KT_WALK][e];
        ferries += r->ferry_min[e] < 0; /* crossing time not known */
    }
    CHECK(paths == 1 && ferries == 1);
    CHECK_STR(r->credit, "Digiroad, Väylävirasto");
    CHECK(facts_issues(&f, "odd-tag") == 0 && facts_issues(&f, "unknown-code") == 0);
    facts_close(&f);
}

KT_TEST(speeds_have_a_unit)
{
    static const struct line one[] = {{"'speed':50", "[[405000,6715000],[406000,6715000]]"},
                                      {"'speed':'20 mph'", "[[406000,6715000],[406000,6716000]]"},
                                      {NULL, NULL}};
    CHECK(read_roads(one, "  speed_unit: mph\n") == KT_OK);
    CHECK(edge_at((float)(50 * 1.609344)) >= 0 && edge_at((float)(20 * 1.609344)) >= 0);
    facts_close(&f);
    CHECK(read_roads(one, "  speed_unit: m/s\n") == KT_OK);
    CHECK(edge_at(180) >= 0);
    facts_close(&f);
}

KT_TEST(bad_values_are_told_with_their_row)
{
    static const struct line bad[] = {
        {"'name':'Kuja','speed':-50,'class':'residential','direction':'no'",
         "[[405000,6715000],[406000,6715000]]"},
        {"'name':null,'speed':0,'class':'tertiary','direction':'?'", "[[406000,6715000],[406000,6716000]]"},
        {"'name':'Polku','speed':null,'class':'77','direction':'forth','car':'maybe'",
         "[[406000,6715000],[406000,6714000]]"},
        {"'name':'Piste','class':'residential'", "[[406000,6715000],[406000,6715000]]"},
        {"'name':'Kiinni','class':'residential','direction':'closed'", "[[405000,6715000],[405000,6716000]]"},
        {NULL, NULL}};
    CHECK(read_roads(bad, "  class_kmh: {\"77\": \"35\", tertiary: \"55\"}\n") == KT_OK);
    CHECK(f.st.roads.nedge == 3);
    CHECK(edge_at(40) >= 0 && edge_at(55) >= 0 && edge_at(35) >= 0);
    CHECK(f.st.roads.open[KT_CAR][edge_at(35)] == KT_FORTH);
    CHECK(facts_issues(&f, "odd-tag") == 1); /* -50; in place of 0 the class has a speed of its own */
    CHECK(facts_issue(&f, "odd-tag")->row == 1 &&
          strstr(facts_issue(&f, "odd-tag")->what, "Kuja: speed=\"-50\""));
    CHECK(facts_issues(&f, "unknown-code") == 3);
    CHECK(facts_issues(&f, "no-line") == 1 && facts_issue(&f, "no-line")->row == 4);
    facts_close(&f);
}

KT_TEST(lines_meet_at_ends_or_at_vertices)
{
    static const struct line cross[] = {
        {"'class':'residential'", "[[405000,6715000],[406000,6715000],[407000,6715000]]"},
        {"'class':'residential'", "[[406000,6714000],[406000,6715000]]"},
        {NULL, NULL}};
    CHECK(read_roads(cross, "") == KT_OK);
    CHECK(f.st.roads.nedge == 2 && f.st.roads.nnode == 4);
    CHECK(facts_issues(&f, "ends-untied") == 1);
    facts_close(&f);
    CHECK(read_roads(cross, "  meet: vertices\n") == KT_OK);
    CHECK(f.st.roads.nedge == 3 && f.st.roads.nnode == 4);
    CHECK(facts_issues(&f, "ends-untied") == 0);
    facts_close(&f);
    static const struct line apart[] = {{"'class':'residential'", "[[405000,6715000],[406000,6715000]]"},
                                        {"'class':'primary'", "[[406000.4,6715000.3],[407000,6715000]]"},
                                        {NULL, NULL}};
    for (int snap = 0; snap < 2; snap++) {
        CHECK(read_roads(apart, snap ? "  snap_m: 0.6\n" : "") == KT_OK);
        CHECK(f.st.roads.nnode == (snap ? 3 : 4));
        facts_close(&f);
    }
}

KT_TEST(winter_access_and_surface)
{
    static const struct line some[] = {
        {"'v':120,'l':'motorway','p':1", "[[405000,6715000],[406000,6715000]]"},
        {"'v':100,'l':'primary','p':2", "[[406000,6715000],[407000,6715000]]"},
        {"'v':40,'l':'residential','p':2,'a':9", "[[407000,6715000],[408000,6715000]]"},
        {"'v':30,'l':'residential','p':1,'a':0", "[[407000,6715000],[407000,6716000]]"},
        {NULL, NULL}};
    CHECK(read_roads(some, "  winter: true\n  columns: {speed: v, class: l, surface: p, access: a}\n"
                           "  surfaces: {\"2\": gravel}\n  accesses: {\"9\": destination}\n") == KT_OK);
    CHECK(f.st.roads.nedge == 3); /* a = 0 closes the last one */
    CHECK(edge_at(100) >= 0 && edge_at(60) >= 0 && edge_at(30) < 0);
    facts_close(&f);
}

KT_TEST(ferries_have_a_column_of_their_own)
{
    static const struct line some[] = {
        {"'ferry':'no','duration':null", "[[405000,6715000],[406000,6715000]]"},
        {"'ferry':'yes','duration':'00:25'", "[[406000,6715000],[407000,6715000]]"},
        {"'ferry':'yes','duration':12", "[[407000,6715000],[408000,6715000]]"},
        {NULL, NULL}};
    CHECK(read_roads(some, "") == KT_OK);
    CHECK(f.st.roads.nedge == 3);
    CHECK(f.st.roads.ferry_min[1] == 25 && f.st.roads.ferry_min[2] == 12);
    facts_close(&f);
}

/* The same two streets in a GeoPackage in degrees, as a compound of a straight piece and an arc. */
KT_TEST(any_layer_that_gdal_reads_will_do)
{
    facts_open(&f);
    f.roads = &kt_road_lines;
    GDALAllRegister();
    GDALDatasetH ds = GDALCreate(GDALGetDriverByName("GPKG"), kt_path_join(&f.keep, f.dir, "roads.gpkg"), 0,
                                 0, 0, GDT_Unknown, NULL);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    (void)OSRImportFromEPSG(srs, 4326);
    OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayerH layer = GDALDatasetCreateLayer(ds, "other", srs, wkbPoint, NULL);
    layer = GDALDatasetCreateLayer(ds, "streets", srs, wkbUnknown, NULL);
    OGRFieldDefnH speed = OGR_Fld_Create("limit", OFTInteger);
    CHECK(OGR_L_CreateField(layer, speed, 1) == OGRERR_NONE);
    OGR_Fld_Destroy(speed);
    static const char *const wkt[] = {
        "MULTILINESTRING Z((25.26 60.55 3,25.27 60.55 3),(25.27 60.55 3,25.28 60.55 4))",
        "COMPOUNDCURVE((25.28 60.55,25.29 60.55),CIRCULARSTRING(25.29 60.55,25.30 60.555,25.31 60.55))"};
    for (int i = 0; i < 2; i++) {
        OGRFeatureH row = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        OGRGeometryH g = NULL;
        char *text = (char *)(uintptr_t)wkt[i];
        CHECK(OGR_G_CreateFromWkt(&text, NULL, &g) == OGRERR_NONE);
        OGR_F_SetFieldInteger(row, 0, 40 + 10 * i);
        OGR_F_SetGeometryDirectly(row, g);
        CHECK(OGR_L_CreateFeature(layer, row) == OGRERR_NONE);
        OGR_F_Destroy(row);
    }
    OSRRelease(srs);
    GDALClose(ds);
    CHECK(read_source("  source: roads.gpkg\n  layer: streets\n  columns: {speed: limit}\n") == KT_OK);
    CHECK(f.st.roads.nedge == 2 && f.st.roads.nnode == 3);
    CHECK(edge_at(40) >= 0 && edge_at(50) >= 0);
    CHECK_NEAR((double)f.st.roads.length_m[edge_at(40)], 1098, 3); /* a fiftieth of a degree */
    CHECK((double)f.st.roads.length_m[edge_at(50)] > 1.6 * 1098);  /* the arc is longer than its chord */
    facts_close(&f);
}

/* A link of Digiroad K: its piece, type, function, direction; limits of both directions, along and against (0: none). */
struct link {
    int piece, type, function, direction, limit[3];
    const char *wkt;
};

static void write_digiroad(const struct link *link, size_t n)
{
    static const char *const column[] = {"SEGM_ID", "LINKKITYYP", "TOIMINN_LK", "AJOSUUNTA"};
    GDALAllRegister();
    GDALDatasetH ds = GDALCreate(GDALGetDriverByName("GPKG"), kt_path_join(&f.keep, f.dir, "digiroad.gpkg"),
                                 0, 0, 0, GDT_Unknown, NULL);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    (void)OSRImportFromEPSG(srs, 3067);
    OGRLayerH layer = GDALDatasetCreateLayer(ds, "DR_LINKKI_K", srs, wkbLineString, NULL);
    OSRRelease(srs);
    for (int i = 0; i < 4; i++) {
        OGRFieldDefnH d = OGR_Fld_Create(column[i], OFTInteger);
        CHECK(OGR_L_CreateField(layer, d, 1) == OGRERR_NONE);
        OGR_Fld_Destroy(d);
    }
    GDALDatasetExecuteSQL(ds,
                          "CREATE TABLE DR_NOPEUSRAJOITUS_K (fid INTEGER PRIMARY KEY, SEGM_ID INTEGER, "
                          "VAIK_SUUNT INTEGER, ARVO INTEGER)",
                          NULL, NULL);
    for (size_t i = 0; i < n; i++) {
        OGRFeatureH row = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        OGRGeometryH g = NULL;
        char *text = (char *)(uintptr_t)link[i].wkt;
        const int v[] = {link[i].piece, link[i].type, link[i].function, link[i].direction};
        CHECK(OGR_G_CreateFromWkt(&text, NULL, &g) == OGRERR_NONE);
        for (int k = 0; k < 4; k++) OGR_F_SetFieldInteger(row, k, v[k]);
        OGR_F_SetGeometryDirectly(row, g);
        CHECK(OGR_L_CreateFeature(layer, row) == OGRERR_NONE);
        OGR_F_Destroy(row);
        for (int k = 0; k < 3; k++)
            if (link[i].limit[k])
                GDALDatasetExecuteSQL(
                    ds,
                    kt_printf(
                        &f.keep,
                        "INSERT INTO DR_NOPEUSRAJOITUS_K (SEGM_ID, VAIK_SUUNT, ARVO) VALUES (%d, %d, %d)",
                        link[i].piece, k + 1, link[i].limit[k]),
                    NULL, NULL);
    }
    GDALClose(ds);
}

/* As in the README: function tells the class of roads, type what is no ordinary road. */
static const char digiroad_k_yaml[] =
    "  source: digiroad.gpkg\n"
    "  sql: SELECT l.geom, l.AJOSUUNTA, CASE WHEN l.LINKKITYYP IN (1, 8, 9, 12, 13, 21) THEN 100 + "
    "l.LINKKITYYP\n"
    "    ELSE l.TOIMINN_LK END AS class, s.ARVO AS limit_both, f.ARVO AS limit_forth, b.ARVO AS limit_back\n"
    "    FROM DR_LINKKI_K l\n"
    "    LEFT JOIN DR_NOPEUSRAJOITUS_K s ON s.SEGM_ID = l.SEGM_ID AND s.VAIK_SUUNT = 1\n"
    "    LEFT JOIN DR_NOPEUSRAJOITUS_K f ON f.SEGM_ID = l.SEGM_ID AND f.VAIK_SUUNT = 2\n"
    "    LEFT JOIN DR_NOPEUSRAJOITUS_K b ON b.SEGM_ID = l.SEGM_ID AND b.VAIK_SUUNT = 3\n"
    "  columns: {class: class, direction: AJOSUUNTA, speed: limit_both, speed_forth: limit_forth, "
    "speed_back: limit_back}\n"
    "  classes: {\"1\": trunk, \"2\": primary, \"3\": secondary, \"4\": tertiary, \"5\": unclassified, "
    "\"6\": "
    "unclassified, \"7\": track, \"8\": cycleway, \"101\": motorway, \"108\": cycleway, \"109\": pedestrian, "
    "\"112\": track, \"113\": none, \"121\": ferry}\n"
    "  directions: {\"2\": both, \"3\": back, \"4\": forth}\n";

KT_TEST(digiroad_joins_limits_to_its_links)
{
    static const struct link link[] = {{1, 1, 1, 4, {120, 0, 0}, "LINESTRING(405000 6715000,406000 6715000)"},
                                       {2, 3, 3, 2, {0, 80, 60}, "LINESTRING(406000 6715000,407000 6715000)"},
                                       {3, 3, 5, 3, {0, 0, 50}, "LINESTRING(406000 6715000,406000 6716000)"},
                                       {4, 3, 2, 2, {0, 0, 0}, "LINESTRING(407000 6715000,407000 6716000)"},
                                       {5, 8, 8, 2, {0, 0, 0}, "LINESTRING(407000 6715000,407000 6714000)"},
                                       {6, 13, 1, 2, {80, 0, 0}, "LINESTRING(405000 6715000,405000 6715020)"},
                                       {7, 21, 4, 2, {0, 0, 0}, "LINESTRING(407000 6716000,408000 6716000)"}};
    facts_open(&f);
    f.roads = &kt_road_lines;
    write_digiroad(link, 7);
    CHECK(read_source(digiroad_k_yaml) == KT_OK);
    const struct kt_roads *r = &f.st.roads;
    CHECK(r->nedge == 6); /* the gap in the motorway's middle is left out */
    int motorway = edge_at(120), uneven = edge_at(80), back = edge_at(40);
    CHECK(motorway >= 0 && r->open[KT_CAR][motorway] == KT_FORTH && !r->open[KT_WALK][motorway]);
    CHECK(uneven >= 0 && r->kmh_back[uneven] == 60 && r->open[KT_CAR][uneven] == (KT_FORTH | KT_BACK));
    for (size_t e = 0; e < r->nedge; e++)
        if (r->open[KT_CAR][e] == KT_BACK) back = (int)e;
    CHECK(back >= 0 && r->kmh_back[back] == 50);
    size_t ferries = 0, paths = 0;
    for (size_t e = 0; e < r->nedge; e++) {
        ferries += r->ferry_min[e] < 0;
        paths += !r->open[KT_CAR][e] && r->open[KT_CYCLE][e];
    }
    CHECK(ferries == 1 && paths == 1);
    CHECK(facts_issues(&f, "unknown-code") == 0 && facts_issues(&f, "odd-tag") == 0);
    facts_close(&f);
}

KT_TEST(what_is_no_network_is_refused)
{
    CHECK(read_roads(
              (const struct line[]){{"'class':'none'", "[[405000,6715000],[406000,6715000]]"}, {NULL, NULL}},
              "") == KT_EINPUT);
    CHECK(facts_issues(&f, "no-roads") == 1);
    facts_close(&f);
    CHECK(read_roads(digiroad, "  classes: {\"3\": gravelly}\n") == KT_EINPUT);
    CHECK(strstr(f.err.text, "gravelly") || facts_issues(&f, "unknown-class") == 1);
    facts_close(&f);
    CHECK(read_roads(digiroad, "  columns: {speed: NOPUES}\n") == KT_EINPUT);
    facts_close(&f);
    CHECK(read_roads((const struct line[]){{"", "[405000,6715000]"}, {NULL, NULL}}, "") == KT_EINPUT);
    facts_close(&f);
    CHECK_STR(kt_road_lines.reads, "roads");
}

KT_TEST_MAIN
