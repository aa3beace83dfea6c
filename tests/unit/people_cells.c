/* people_cells: any table, any grouping of ages, suppressed and broken counts, official ages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

static struct facts f;

static enum kt_status read_people(const char *csv, const char *yaml_people)
{
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(&f, "people.csv", csv);
    return facts_read(
        &f, kt_printf(&f.keep, "%speople:\n  source: people.csv\n%s", FACTS_ZONES_YAML, yaml_people));
}

KT_TEST(semicolons_decimal_commas_and_sums)
{
    CHECK(read_people(
              "id;x;y;kunta;a0;a1;a2;swe\n00100;405000,5;6715000,25;005;10;5;1 250;63,25\n",
              "  columns: {zone: kunta}\n  ages: {\"16-\": a2, \"0-15\": a0+a1}\n  languages: {sv: swe}\n") ==
          KT_OK);
    const struct kt_cells *cs = &f.st.cells;
    CHECK(cs->n == 1 && cs->ages.n == 2 && cs->ages.min[1] == 16 && cs->ages.max[1] == 999);
    CHECK_STR(cs->id[0], "00100");
    CHECK_NEAR(cs->x[0], 405000.5, 0);
    CHECK_NEAR(cs->persons[0], 15, 0);
    CHECK_NEAR(cs->persons[1], 1250, 0);
    CHECK_NEAR(cs->lang_share[0], 0.05, 1e-12);
    CHECK_STR(f.st.pending.cell_zone[0], "005");
    facts_close(&f);
}

KT_TEST(suppressed_blank_negative_and_nonsense_are_unknown)
{
    CHECK(
        read_people(
            "id,zone,total,y,o\na,005,20,-1,..\nb,005,20,,5\nc,005,20,-7,5\nd,005,20,NaN,5\ne,005,20,abc,5\n",
            "  columns: {y: ''}\n  ages: {\"0-15\": y, \"16-\": o}\n") == KT_OK);
    const struct kt_cells *cs = &f.st.cells;
    CHECK(cs->n == 5);
    for (size_t c = 0; c < 5; c++) CHECK(isnan(cs->persons[2 * c]));
    CHECK(isnan(cs->persons[1]) && cs->persons[3] == 5);
    CHECK(facts_issues(&f, "negative-count") == 1 && facts_issue(&f, "negative-count")->row == 4);
    CHECK(facts_issues(&f, "not-a-number") == 2);
    facts_close(&f);
}

KT_TEST(text_that_is_not_utf8_is_recoded)
{
    CHECK(read_people("id,name,zone,a\n1,H\xE4me,005,3\n", "  ages: {\"0-\": a}\n") == KT_OK);
    CHECK_STR(f.st.cells.name[0], "H\xC3\xA4me");
    CHECK(facts_issues(&f, "not-utf8") == 1);
    facts_close(&f);
    CHECK(read_people("\xFF\xFEi\0d\0", "  ages: {\"0-\": a}\n") == KT_EINPUT);
    CHECK(facts_issues(&f, "not-utf8") == 1 && strstr(f.err.text, "UTF-8"));
    facts_close(&f);
}

KT_TEST(faults_of_columns_and_bands)
{
    CHECK(read_people("id,zone,a\n1,005,3\n", "  ages: {\"0-15\": b0}\n") == KT_EINPUT);
    CHECK(facts_issues(&f, "missing-column") == 1 && strstr(f.err.text, "it has: id, zone, a"));
    facts_close(&f);
    CHECK(read_people("id,zone,a\n1,005,3\n", "  ages: {\"0-15\": a, \"10-\": a}\n") == KT_EINPUT);
    CHECK(facts_issues(&f, "ages-overlap") == 1);
    facts_close(&f);
    CHECK(read_people("id,zone,a\n1,005,3\n", "  ages: {young: a}\n") == KT_EINPUT);
    CHECK(facts_issues(&f, "bad-age-band") == 1);
    facts_close(&f);
    CHECK(read_people("id,a\n1,3\n", "  ages: {\"0-\": a}\n") == KT_EINPUT);
    facts_close(&f);
    CHECK(read_people("id,zone,a\n", "  ages: {\"0-\": a}\n") == KT_EINPUT);
    CHECK(facts_issues(&f, "empty-file") == 1);
    facts_close(&f);
}

KT_TEST(places_in_degrees_and_swapped_places)
{
    CHECK(read_people("id,lon,lat,a\n1,25.27,60.52,3\n", "  ages: {\"0-\": a}\n") == KT_OK);
    CHECK(f.st.cells.x[0] > 400000 && f.st.cells.x[0] < 410000 && f.st.cells.y[0] > 6700000);
    facts_close(&f);
    CHECK(read_people("id,x,y,a\n1,6715000,405000,3\n2,6715000,405001,3\n", "  ages: {\"0-\": a}\n") ==
          KT_EINPUT);
    CHECK(facts_issues(&f, "axes-swapped") == 3 && strstr(f.err.text, "swap"));
    facts_close(&f);
    CHECK(read_people("id,x,y,a\n1,25.2,60.5,3\n", "  ages: {\"0-\": a}\n") == KT_EINPUT);
    CHECK(facts_issues(&f, "wrong-crs") == 2);
    facts_close(&f);
}

/* GDAL's reader lets its line grow by small steps, each of which is a copy under the sanitizers. */
#ifdef __SANITIZE_ADDRESS__
#define FIELD_MB 1
#else
#define FIELD_MB 10
#endif

KT_TEST(a_huge_field_does_no_harm)
{
    size_t n = (size_t)FIELD_MB << 20;
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    char *big = malloc(n + 64);
    int head = sprintf(big, "id,name,zone,a\n1,\"");
    memset(big + head, 'x', n);
    memcpy(big + (size_t)head + n, "\",005,3\n2,ok,005,4\n", 20);
    facts_write_bytes(&f, "people.csv", big, (size_t)head + n + 19);
    free(big);
    enum kt_status s =
        facts_read(&f, FACTS_ZONES_YAML "people:\n  source: people.csv\n  ages: {\"0-\": a}\n");
    CHECK(s == KT_EINPUT ||
          (s == KT_OK && strlen(f.st.cells.name[0]) <= 4000 && facts_issues(&f, "text-too-long") == 1));
    facts_close(&f);
}

KT_TEST(official_ages_long_and_wide)
{
    const char *people = "id,zone,a,b\n1,005,3,4\n";
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(&f, "people.csv", people);
    facts_write(&f, "ages.csv",
                "code,year,age_min,age_max,total\n5,2018,0,15,1\n5,2019,0,15,30\n5,2019,16,64,50\n5,2019,65,,"
                "20\n91,2019,0,15,9\n");
    enum kt_status s =
        facts_read(&f, FACTS_ZONES_YAML "people:\n  source: people.csv\n  ages: {\"0-64\": a, \"65-\": b}\n"
                                        "  zone_ages: ages.csv\n  zone_ages_columns: {persons: total}\n");
    if (s) facts_print(&f);
    CHECK(s == KT_OK);
    CHECK(f.st.pending.nofficial == 2 && f.st.pending.official_ages.n == 3);
    CHECK_STR(f.st.pending.official_code[0], "05");
    CHECK_NEAR(f.st.pending.official[1], 50, 0);
    CHECK(isnan(f.st.pending.official[4]));
    facts_close(&f);
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(&f, "people.csv", people);
    facts_write(&f, "ages.csv", "kunta;n;v\n005;30;70\n");
    CHECK(
        facts_read(&f, FACTS_ZONES_YAML
                   "people:\n  source: people.csv\n  ages: {\"0-64\": a, \"65-\": b}\n  zone_ages: ages.csv\n"
                   "  zone_ages_columns: {code: kunta, \"0-64\": n, \"65-\": v}\n") == KT_OK);
    CHECK(f.st.pending.nofficial == 1 && f.st.pending.official[1] == 70);
    facts_close(&f);
}

KT_TEST_MAIN
