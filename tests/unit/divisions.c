/* The table of divisions, and data of other years brought to a small study.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"
#include "../zone_list.h"

#include <katve/divisions.h>

KT_TEST(the_table_agrees_with_the_numbers_of_municipalities)
{
    static const struct {
        int year, municipalities;
    } told[] = {{2012, 336}, {2013, 320}, {2014, 320}, {2015, 317}, {2016, 313}, {2017, 311}, {2018, 311},
                {2019, 311}, {2020, 310}, {2021, 309}, {2022, 309}, {2024, 309}, {2025, 308}, {2026, 308}};
    struct kt_arena keep = kt_arena_open((size_t)16 << 20), whole = keep;
    size_t bad;
    struct kt_divisions d = kt_divisions_read(NULL, &keep, &bad);
    CHECK(bad == 0 && d.n > 30);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        int n = 336;
        for (size_t k = 0; k < d.n; k++)
            n -= d.change[k].kind == KT_CHANGE_MERGER && d.change[k].year <= told[i].year;
        if (n != told[i].municipalities) printf("  %d: %d\n", told[i].year, n);
        CHECK(n == told[i].municipalities);
    }
    for (size_t k = 0; k < d.n; k++)
        CHECK(*d.change[k].source && *d.change[k].name_from && *d.change[k].name_to);
    kt_arena_close(whole);
}

/* Names, codes and regions of the table against the 310 municipalities of 2020. */
KT_TEST(the_table_agrees_with_the_division_of_2020)
{
    struct kt_arena keep = kt_arena_open((size_t)64 << 20), whole = keep;
    struct kt_zones zs;
    struct kt_divisions d = kt_divisions_read(NULL, &keep, NULL);
    CHECK(zone_list("geodata/demo/municipalities.csv", "code", &zs, &keep));
    for (size_t k = 0; k < d.n; k++) {
        const struct kt_change *c = &d.change[k];
        if (c->kind != KT_CHANGE_MERGER) continue;
        int32_t from = kt_zone_find(&zs, c->from), to = kt_zone_find(&zs, c->to);
        CHECK((from >= 0) == (c->year > 2020));
        CHECK(to >= 0);
        if (from >= 0) CHECK_STR(zs.name[KT_FI][from], c->name_from);
        if (to >= 0) CHECK_STR(zs.name[KT_FI][to], c->name_to);
    }
    const struct kt_change *last;
    CHECK_STR(zs.code[kt_division_zone(&d, &zs, "911", &last)], "541");
    CHECK(last->year == 2020);
    CHECK_STR(zs.code[kt_division_zone(&d, &zs, "174", &last)], "297");
    CHECK_STR(zs.code[kt_division_zone(&d, &zs, "099", &last)], "099");
    CHECK(last == NULL);
    CHECK(kt_division_zone(&d, &zs, "998", &last) < 0);
    CHECK_STR(kt_division_code(&d, "099", 2020), "099");
    CHECK_STR(kt_division_code(&d, "099", 2021), "214");
    CHECK_STR(kt_division_code(&d, "091", 2026), "091");
    kt_arena_close(whole);
}

KT_TEST(a_broken_table_is_counted_and_never_hangs)
{
    static const char ring[] =
        "date,kind,municipality,from,to,name_from,name_to,share,source\n"
        "2013-01-01,merger,001,001,002,A,B,,x\n2013-01-01,merger,002,002,001,B,A,,x\n"
        "2013-02-30,merger,003,003,004,C,D,,x\n2013-01-01,split,003,003,004,C,D,,x\n"
        "2013-01-01,merger,3,3,4,C,D,,x\nnothing\n2014-01-01,merger,004,004,004,D,D,,x\n";
    struct kt_arena keep = kt_arena_open((size_t)16 << 20), whole = keep;
    size_t bad;
    struct kt_divisions d = kt_divisions_read(ring, &keep, &bad);
    CHECK(d.n == 2 && bad == 5);
    struct kt_zones none = {0};
    const struct kt_change *last;
    CHECK(kt_division_zone(&d, &none, "001", &last) < 0);
    CHECK(*kt_division_code(&d, "001", 2020));
    d = kt_divisions_read("", &keep, &bad);
    CHECK(d.n == 0 && bad == 0);
    kt_arena_close(whole);
}

/* Nurmes and Kankaanpää with Honkajoki: one merger before the study's division, one after it. */
#define THREE                                                                                               \
    FACTS_GEOJSON(FACTS_ZONE("541", "Nurmes", "12", "1000", 40, 41, 671, 672) "," FACTS_ZONE(               \
        "214", "Kankaanpää", "04", "900", 41, 42, 671, 672) "," FACTS_ZONE("099", "Honkajoki", "04", "100", \
                                                                           41, 42, 672, 673))
static const char yaml[] =
    "study: {date: 2020-06-01, division_year: 2020}\n"
    "zones:\n  - level: municipality\n    source: zones.geojson\n    columns: {parent: region}\n"
    "people:\n  source: people.csv\n  columns: {total: n}\n  ages: {\"0-64\": a, \"65-\": b}\n"
    "  zone_ages: official.csv\n  languages: {}\n  zone_languages: tongue.csv\n"
    "  zone_language_columns: {code: code, sv: sv}\n"
    "  zone_ages_columns: {code: code, \"0-64\": a, \"65-\": b}\n";

KT_TEST(data_of_other_years_are_added_up_divided_and_told)
{
    struct facts f;
    facts_open(&f);
    facts_write(&f, "zones.geojson", THREE);
    facts_write(&f, "people.csv",
                "id,zone,x,y,a,b,n\n1,911,405000,6715000,10,5,15\n2,541,406000,6715000,20,5,25\n"
                "3,214,415000,6715000,30,10,40\n4,214,415000,6725000,6,4,10\n"
                "5,777,,,7,1,8\n");
    facts_write(&f, "official.csv", "code,a,b\n541,70,20\n911,10,10\n214,500,500\n777,5,5\n");
    facts_write(&f, "tongue.csv", "code,sv\n911,0.1\n541,0.01\n214,0.02\n");
    enum kt_status s = facts_read(&f, yaml);
    if (s == KT_OK) s = kt_study_freeze(&f.st, f.tmp, &f.err);
    CHECK(s == KT_OK);
    if (s != KT_OK) facts_print(&f);
    const struct kt_study *st = &f.st;
    CHECK(st->cells.n == 4);
    for (size_t c = 0; c < st->cells.n && s == KT_OK; c++) {
        const char *zone = st->level[0].code[st->cells.zone[c]], *id = st->cells.id[c];
        CHECK_STR(zone, kt_streq(id, "3") ? "214" : kt_streq(id, "4") ? "099" : "541");
    }
    const struct kt_pending *p = &st->pending;
    double sum = 0, nurmes = 0, honkajoki = 0;
    for (size_t i = 0; i < p->nofficial; i++) {
        double n = kt_sum(p->official + 2 * i, 2);
        sum += n;
        if (kt_streq(p->official_code[i], "541")) nurmes += n;
        if (kt_streq(p->official_code[i], "099")) honkajoki += n;
    }
    CHECK_NEAR(sum, 1120, 1e-12);
    CHECK_NEAR(nurmes, 110, 1e-12);
    CHECK_NEAR(honkajoki, 100, 1e-12);
    for (size_t i = 0; i < p->nzone_lang; i++) {
        double want = kt_streq(p->zone_lang_code[i], "541") ? (90 * 0.01 + 20 * 0.1) / 110 : 0.02;
        CHECK_NEAR(p->zone_lang_share[i], want, 1e-12);
    }
    CHECK(p->nzone_lang == 3);
    CHECK(facts_issues(&f, "division-recoded") == 4);
    const struct kt_issue *lost = facts_issue(&f, "persons-lost");
    CHECK(lost && strstr(lost->what, "1 cells with 8 persons"));
    CHECK(facts_issue(&f, "cell-off-map") && strstr(facts_issue(&f, "cell-off-map")->what, "777"));
    if (s != KT_OK || facts_issues(&f, "division-recoded") != 4) facts_print(&f);
    facts_close(&f);
}

/* The attributes of the zones may be a year behind their outlines. */
KT_TEST(a_table_of_attributes_is_added_up)
{
    struct facts f;
    facts_open(&f);
    facts_write(&f, "zones.geojson",
                "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:"
                "ogc:def:crs:"
                "EPSG::3067\"}},\"features\":[{\"type\":\"Feature\",\"properties\":{\"code\":\"541\"},"
                "\"geometry\":" FACTS_SQUARE(40, 41, 671, 672) "}]}");
    facts_write(&f, "t.csv",
                "code,name_fi,population,basic_education\n911,Valtimo,2000,0.5\n541,Nurmes,8000,0.25\n");
    CHECK(facts_read(&f, "study: {date: 2020-06-01, division_year: 2020}\nzones:\n  - level: municipality\n"
                         "    source: zones.geojson\n    table: t.csv\n") == KT_OK);
    const struct kt_zones *zs = &f.st.level[0];
    CHECK(zs->n == 1 && zs->population[0] == 10000);
    CHECK_NEAR(zs->basic_education[0], 0.3, 1e-12);
    CHECK_STR(zs->name[KT_FI][0], "Nurmes");
    CHECK(facts_issues(&f, "division-recoded") == 1 && facts_issues(&f, "code-without-zone") == 0);
    if (facts_issues(&f, "division-recoded") != 1) facts_print(&f);
    facts_close(&f);
}

KT_TEST(a_municipality_that_ended_is_found_by_its_name)
{
    struct kt_arena whole = kt_arena_open((size_t)4 << 20), a = whole;
    struct kt_divisions d = kt_divisions_read(NULL, &a, NULL);
    CHECK_STR(kt_division_ended(&d, "Nastola "), "532");
    CHECK_STR(kt_division_ended(&d, "KÖYLIÖ"), "319");
    CHECK(!kt_division_ended(&d, "Lahti") && !kt_division_ended(&d, ""));
    kt_arena_close(whole);
}

KT_TEST_MAIN
