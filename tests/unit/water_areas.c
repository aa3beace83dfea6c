/* water_areas: lakes written here, in degrees and metres, with rows that are no polygons.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

extern const struct kt_importer kt_water_areas;

static struct facts f;

static enum kt_status read_water(const char *geojson)
{
    static const struct kt_param study[] = {{"crs", KT_T_STR, "", "EPSG:3067", 0, 0, NULL, "."}};
    struct kt_section section[] = {{"study", false, false, study, 1, "."},
                                   {"water", false, false, kt_water_areas.param, kt_water_areas.nparam, "."}};
    struct kt_schema schema = {section, 2};
    struct kt_settings *set = NULL;
    if (geojson) facts_write(&f, "lakes.geojson", geojson);
    facts_write(&f, "study.yaml", "water:\n  source: lakes.geojson\n  credit: Koe\n  credit_sv: Prov\n");
    kt_issues_init(&f.file_issues, &f.keep);
    KT_TRY(kt_settings_read(kt_path_join(&f.keep, f.dir, "study.yaml"), &schema, NULL, 0, &f.keep,
                            &f.file_issues, &set, &f.err));
    kt_study_init(&f.st, &f.keep, set);
    return kt_water_areas.run(&f.st, "water", f.tmp, &f.err);
}

#define LAKE                                                                                                 \
    "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":["           \
    "[[27,63],[27.4,63],[27.4,63.2],[27,63.2],[27,63]],[[27.1,63.05],[27.2,63.05],[27.2,63.1],[27.1,63.05]]" \
    "]}}"
#define POINT \
    "{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[27,63]}}"
#define COLLECTION(x) "{\"type\":\"FeatureCollection\",\"features\":[" x "]}"

KT_TEST(lakes_and_their_islands_come_in_metres)
{
    facts_open(&f);
    CHECK(read_water(COLLECTION(LAKE "," POINT)) == KT_OK);
    const struct kt_polygons *g = &f.st.water.geom;
    CHECK(f.st.water.n == 1 && g->nring == 2 && g->nvert == 9);
    CHECK(!g->hole[0] && g->hole[1]);
    CHECK(g->x[0] > 490e3 && g->x[0] < 510e3 && g->y[0] > 6.98e6 && g->y[0] < 7.0e6); /* 27 E: the meridian */
    CHECK_STR(f.st.water.credit[KT_FI], "Koe");
    CHECK_STR(f.st.water.credit[KT_SV], "Prov");
    CHECK_STR(f.st.water.credit[KT_EN], "Koe");
    CHECK(facts_issues(&f, "no-area") == 1);
    CHECK(f.st.ninput == 1 && f.st.input[0].rows == 2 && strlen(f.st.input[0].sha256) == 64);
    CHECK_STR(f.st.input[0].role, "water");
    facts_close(&f);
}

KT_TEST(a_source_without_lakes_is_refused)
{
    facts_open(&f);
    CHECK(read_water(COLLECTION(POINT)) == KT_EINPUT);
    CHECK(facts_issues(&f, "no-water") == 1);
    facts_close(&f);
}

KT_TEST(a_missing_file_is_named)
{
    facts_open(&f);
    CHECK(read_water(NULL) ==
          KT_EINPUT); /* before anything is read: the study file names what is not there */
    CHECK(f.file_issues.n == 1 && strstr(f.file_issues.item[0].what, "lakes.geojson"));
    CHECK_STR(f.file_issues.item[0].field, "water.source");
    facts_close(&f);
}

KT_TEST(the_catalogue_calls_it)
{
    CHECK_STR(kt_water_areas.reads, "water");
}

KT_TEST_MAIN
