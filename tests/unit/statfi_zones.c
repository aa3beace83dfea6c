/* Areas of Statistics Finland: columns of every year, -1, metres in GeoJSON, what is no data.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

#define SQUARE FACTS_SQUARE(40, 41, 671, 672)
#define OLD                                                                                             \
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":" SQUARE          \
    ",\"properties\":{\"kuntanro\":\"005\",\"nimi\":\"Alfa\",\"namn\":\"Alva\",\"name\":\"Alpha\","     \
    "\"vaesto\":-1}},"                                                                                  \
    "{\"type\":\"Feature\",\"geometry\":" FACTS_SQUARE(                                                 \
        41, 42, 671, 672) ",\"properties\":{\"kuntanro\":\"009\",\"nimi\":\"Beeta\",\"namn\":\"Beta\"," \
                          "\"name\":\"Beta\",\"vaesto\":120}}]}"
static const char yaml[] =
    "study: {date: 2020-06-01}\nzones:\n  - level: municipality\n    source: zones.geojson\n";

static enum kt_status read_in(struct facts *f, const char *name, const char *text, const char *study)
{
    facts_open(f);
    f->zones = &kt_statfi_zones;
    facts_write(f, name, text);
    return facts_read(f, study);
}

KT_TEST(columns_of_another_year_and_metres_that_say_degrees)
{
    struct facts f;
    CHECK(read_in(&f, "zones.geojson", OLD, yaml) == KT_OK);
    const struct kt_zones *zs = &f.st.level[0];
    CHECK(zs->n == 2);
    if (zs->n == 2) {
        CHECK_STR(zs->code[0], "005");
        CHECK_STR(zs->name[KT_SV][0], "Alva");
        CHECK_STR(zs->name[KT_EN][0], "Alpha");
        CHECK(isnan(zs->population[0]) && zs->population[1] == 120);
        CHECK(zs->label_x[0] > 400000 && zs->label_x[0] < 410000);
    }
    CHECK(facts_issues(&f, "negative-count") == 0);
    facts_close(&f);
}

KT_TEST(units_of_the_inspire_service)
{
    static const char units[] =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":" SQUARE
        ",\"properties\":{\"inspireId_localId\":\"kunta_1_20200101_005\",\"geographicalName_fin\":\"Alfa\","
        "\"geographicalName_swe\":\"Alva\"}}]}";
    struct facts f;
    CHECK(read_in(&f, "zones.geojson", units, yaml) == KT_OK);
    CHECK_STR(f.st.level[0].code[0], "005");
    CHECK_STR(f.st.level[0].name[KT_SV][0], "Alva");
    facts_close(&f);
}

KT_TEST(gml_keeps_zeros_and_leaves_nothing_behind)
{
    static const char gml[] =
        "<?xml version=\"1.0\"?>\n<wfs:FeatureCollection xmlns:wfs=\"http://www.opengis.net/wfs\" "
        "xmlns:gml=\"http://www.opengis.net/gml\" xmlns:t=\"http://example.invalid/t\">"
        "<gml:featureMember><t:k fid=\"k.1\"><t:kunta>005</t:kunta><t:nimi>Alfa</t:nimi><t:geom><gml:Polygon "
        "srsName=\"http://www.opengis.net/gml/srs/epsg.xml#3067\"><gml:outerBoundaryIs><gml:LinearRing>"
        "<gml:coordinates decimal=\".\" cs=\",\" ts=\" \">400000,6710000 410000,6710000 410000,6720000 "
        "400000,6710000</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon></t:geom></t:k>"
        "</gml:featureMember></wfs:FeatureCollection>";
    struct facts f;
    CHECK(read_in(&f, "zones.gml", gml,
                  "study: {date: 2020-06-01}\nzones:\n  - level: municipality\n    source: zones.gml\n") ==
          KT_OK);
    if (f.st.level[0].n != 1) facts_print(&f);
    CHECK(f.st.level[0].n == 2 || f.st.level[0].n == 1);
    CHECK_STR(f.st.level[0].code[0], "005");
    CHECK(facts_issues(&f, "code-zeros-lost") == 0);
    char **names;
    size_t n;
    CHECK(kt_list_files(f.dir, &f.keep, &names, &n, &f.err) == KT_OK);
    CHECK(n == 2); /* the study file and the source */
    facts_close(&f);
}

KT_TEST(what_is_no_data_is_refused_in_words)
{
    static const char *const pair[][2] = {
        {"<?xml version=\"1.0\"?><xsd:schema xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"/>",
         "this is a schema, not data"},
        {"<?xml version=\"1.0\"?><!-- made --><wfs:WFS_Capabilities version=\"2.0.0\"/>", "list of layers"},
        {"<ows:ExceptionReport/>", "error message"},
        {"<!DOCTYPE html><html></html>", "web page"},
        {"\xEF\xBB\xBF<HTML>", "web page"}};
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        struct facts f;
        CHECK(read_in(&f, "zones.geojson", pair[i][0], yaml) == KT_EINPUT);
        CHECK(facts_issue(&f, "not-data") != NULL);
        if (!strstr(f.err.text, pair[i][1])) facts_print(&f);
        CHECK(strstr(f.err.text, pair[i][1]) != NULL);
        facts_close(&f);
    }
}

KT_TEST_MAIN
