/* zones_vector: levels from polygons, dissolved levels, repair, codes, coordinates.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

static struct facts f;

static double area2(const struct kt_polygons *p, size_t r)
{
    double a = 0.0;
    for (size_t v = p->vert_of[r]; v + 1 < p->vert_of[r + 1]; v++)
        a += (p->x[v] - p->x[p->vert_of[r]]) * (p->y[v + 1] - p->y[v]) -
             (p->x[v + 1] - p->x[v]) * (p->y[v] - p->y[p->vert_of[r]]);
    return a;
}

KT_TEST(levels_nest_and_country_is_made)
{
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    enum kt_status s = facts_read(&f, FACTS_ZONES_YAML);
    if (s != KT_OK) facts_print(&f);
    CHECK(s == KT_OK);
    CHECK(f.st.nlevel == 3);
    CHECK(f.st.level[0].n == 4 && f.st.level[1].n == 2 && f.st.level[2].n == 1);
    CHECK_STR(f.st.level[0].code[0], "005");
    CHECK_STR(f.st.level[0].name[KT_FI][3], "Delta");
    CHECK_STR(f.st.level[1].name[KT_SV][1], "Savolax");
    CHECK_STR(f.st.level[2].name[KT_EN][0], "Finland");
    CHECK_NEAR(f.st.level[0].population[3], 400, 0);
    CHECK_NEAR(f.st.level[0].label_x[0], 405000, 1e-2);
    for (size_t lv = 0; lv < 3; lv++) {
        const struct kt_polygons *p = &f.st.level[lv].geom;
        CHECK(p->nring >= f.st.level[lv].n && p->ring_of[f.st.level[lv].n] == p->nring);
        for (size_t r = 0; r < p->nring; r++) {
            CHECK((area2(p, r) > 0) == !p->hole[r]);
            CHECK(p->x[p->vert_of[r]] == p->x[p->vert_of[r + 1] - 1]);
        }
    }
    CHECK(f.st.ninput == 2);
    CHECK_STR(f.st.input[1].role, "zones.region.table");
    CHECK(strlen(f.st.input[0].sha256) == 64 && f.st.input[0].rows == 4);
    CHECK(facts_issues(&f, "name-missing") == 2); /* sv and en of the municipalities */
    CHECK(facts_issues(&f, "zones-overlap") == 0);
    facts_close(&f);
}

KT_TEST(bow_tie_is_repaired_and_listed)
{
    facts_open(&f);
    facts_write(&f, "zones.geojson",
                FACTS_GEOJSON(FACTS_ZONE("1", "Alfa", "01", "1", 40, 41, 671,
                                         672) ",{\"type\":\"Feature\",\"properties\":{\"code\":\"2\",\"name_"
                                              "fi\":\"Solmu\"},\"geometry\":{\"type\":\"Polygon\","
                                              "\"coordinates\":[[[420000,6700000],[430000,6710000],[430000,"
                                              "6700000],[420000,6710000],[420000,6700000]]]}}"));
    CHECK(facts_read(&f, "zones:\n  - {level: municipality, source: zones.geojson}\n") == KT_OK);
    CHECK(facts_issues(&f, "polygon-repaired") == 1);
    CHECK(facts_issue(&f, "polygon-repaired") && facts_issue(&f, "polygon-repaired")->row == 2);
    CHECK(f.st.level[0].geom.ring_of[2] - f.st.level[0].geom.ring_of[1] == 2);
    facts_close(&f);
}

KT_TEST(lost_zeros_duplicates_and_overlaps_are_told)
{
    facts_open(&f);
    facts_write(
        &f, "zones.geojson",
        FACTS_GEOJSON(
            "{\"type\":\"Feature\",\"properties\":{\"code\":5,\"name_fi\":\"A\"},\"geometry\":" FACTS_SQUARE(
                40, 41, 671,
                672) "},"
                     "{\"type\":\"Feature\",\"properties\":{\"code\":91,\"name_fi\":\"B\"},"
                     "\"geometry\":" FACTS_SQUARE(
                         41, 42, 671,
                         672) "},"
                              "{\"type\":\"Feature\",\"properties\":{\"code\":837,\"name_fi\":\"C\"},"
                              "\"geometry\":" FACTS_SQUARE(
                                  41, 42, 671,
                                  672) "},"
                                       "{\"type\":\"Feature\",\"properties\":{\"code\":837,\"name_fi\":\"D\"}"
                                       ",\"geometry\":" FACTS_SQUARE(42, 43, 671, 672) "}"));
    CHECK(facts_read(&f, "zones:\n  - {level: municipality, source: zones.geojson}\n") == KT_OK);
    CHECK(f.st.level[0].n == 3);
    CHECK_STR(f.st.level[0].code[0], "005");
    CHECK_STR(f.st.level[0].code[1], "091");
    CHECK(facts_issues(&f, "code-zeros-lost") == 1);
    CHECK(facts_issues(&f, "duplicate-code") == 1 && facts_issue(&f, "duplicate-code")->row == 4);
    CHECK(facts_issues(&f, "zones-overlap") == 1);
    facts_close(&f);
}

static enum kt_status one_square(const char *geometry, const char *crs, const char *more)
{
    char text[1024], yaml[256];
    facts_open(&f);
    snprintf(text, sizeof text,
             "{\"type\":\"FeatureCollection\",%s\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":"
             "\"1\",\"name_fi\":\"A\"},\"geometry\":%s}]}",
             crs, geometry);
    facts_write(&f, "zones.geojson", text);
    snprintf(yaml, sizeof yaml, "zones:\n  - {level: municipality, source: zones.geojson%s}\n", more);
    return facts_read(&f, yaml);
}
#define CRS_3067 "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::3067\"}},"
#define DEGREES  "{\"type\":\"Polygon\",\"coordinates\":[[[25,60],[25.1,60],[25.1,60.1],[25,60.1],[25,60]]]}"
#define DEGREES_SWAPPED \
    "{\"type\":\"Polygon\",\"coordinates\":[[[60,25],[60,25.1],[60.1,25.1],[60.1,25],[60,25]]]}"

KT_TEST(reference_systems_and_axes)
{
    CHECK(one_square(DEGREES, "", "") == KT_OK);
    CHECK(fabs(f.st.level[0].label_x[0] - 391000) < 4000 && fabs(f.st.level[0].label_y[0] - 6660000) < 6000);
    facts_close(&f);
    CHECK(one_square(DEGREES, CRS_3067, "") == KT_EINPUT);
    CHECK(facts_issues(&f, "wrong-crs") > 0 && strstr(f.err.text, "degrees") &&
          strstr(f.err.text, "EPSG:4326"));
    facts_close(&f);
    CHECK(one_square(DEGREES, CRS_3067, ", crs: 'EPSG:4326'") == KT_OK);
    facts_close(&f);
    CHECK(one_square(DEGREES_SWAPPED, "", "") == KT_EINPUT);
    CHECK(facts_issues(&f, "axes-swapped") > 0);
    facts_close(&f);
    CHECK(one_square(DEGREES_SWAPPED, "", ", swap_xy: true") == KT_OK);
    facts_close(&f);
    CHECK(one_square(FACTS_SQUARE(40, 41, 671, 672), "", "") ==
          KT_EINPUT); /* metres without a name: RFC 7946 says degrees */
    CHECK(facts_issues(&f, "wrong-crs") > 0 && strstr(f.err.text, "EPSG:3067"));
    facts_close(&f);
    CHECK(one_square(FACTS_SQUARE(40, 41, 671, 672), CRS_3067, ", crs: 'EPSG:nonsense'") == KT_EINPUT);
    facts_close(&f);
}

KT_TEST(bad_sources_are_refused_with_a_remedy)
{
    facts_open(&f);
    facts_write(&f, "zones.geojson", "");
    CHECK(facts_read(&f, "zones:\n  - {level: municipality, source: zones.geojson}\n") == KT_EINPUT);
    CHECK(facts_issues(&f, "empty-file") == 1);
    facts_close(&f);
    facts_open(&f);
    facts_write(&f, "zones.geojson", "this is no geojson");
    CHECK(facts_read(&f, "zones:\n  - {level: municipality, source: zones.geojson}\n") == KT_EINPUT);
    CHECK(facts_issues(&f, "unreadable") == 1);
    facts_close(&f);
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    CHECK(facts_read(&f, "zones:\n  - {level: m, source: zones.geojson, columns: {code: kode}}\n") ==
          KT_EINPUT);
    CHECK(strstr(f.err.text, "\"kode\"") && strstr(f.err.text, "nearest is \"code\"") &&
          strstr(f.err.text, "region"));
    facts_close(&f);
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    CHECK(facts_read(&f, "zones:\n  - {level: m, source: zones.geojson, layer: nope}\n") == KT_EINPUT);
    CHECK(facts_issues(&f, "missing-layer") == 1);
    facts_close(&f);
    facts_open(&f);
    facts_write(&f, "zones.csv", "code,name_fi\n001,A\n");
    CHECK(facts_read(&f, "zones:\n  - {level: m, source: zones.csv}\n") == KT_EINPUT);
    CHECK(facts_issues(&f, "no-outline") >= 1);
    facts_close(&f);
}

KT_TEST_MAIN
