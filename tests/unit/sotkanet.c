/* sotkanet: CSV and JSON, ids of regions through their list, absent rows, several years.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../table_reading.h"

static const char regions[] =
    "[{\"id\":1,\"code\":\"005\",\"category\":\"KUNTA\",\"title\":{\"fi\":\"Alfa\"}},"
    "{\"id\":2,\"code\":\"009\",\"category\":\"KUNTA\",\"title\":{\"fi\":\"Beeta\"}},"
    "{\"id\":3,\"code\":\"005\",\"category\":\"SEUTUKUNTA\",\"title\":{\"fi\":\"X\"}},"
    "{\"id\":4,\"code\":\"1\",\"category\":\"MAA\"}]";
static const char csv[] =
    "indicator;region;year;gender;primary value;absolute value\r\n127;2;2018;total;7;\r\n"
    "127;4;2019;total;99;\r\n127;1;2019;total;31.5;2\r\n127;3;2019;total;50;\r\n"
    "127;77;2019;total;50;\r\n127;2;2019;male;4;\r\n127;2;2019;total;8;\r\n127;;2019;total;1;\r\n";
static const char sheet[] =
    FACTS_ZONES_YAML "people:\n  source: %s\n  regions: regions.json\n  ages: {\"0-\": %s}\n";

static enum kt_status study(struct facts *f, const char *name, const char *text, const char *list,
                            const char *col)
{
    facts_open(f);
    facts_write(f, "zones.geojson", FACTS_FOUR);
    facts_write(f, "regions.csv", FACTS_REGIONS);
    facts_write(f, "regions.json", list);
    facts_write(f, name, text);
    char yaml[800];
    snprintf(yaml, sizeof yaml, sheet, name, col);
    return facts_read(f, yaml);
}

static void check_cells(const struct facts *f)
{
    const struct kt_cells *cs = &f->st.cells;
    CHECK(cs->n == 2);
    if (cs->n != 2) return;
    CHECK_STR(cs->id[0], "009");
    CHECK(cs->total[0] == 8 && cs->total[1] == 31.5);
    CHECK_STR(cs->name[1], "Alfa");
}

KT_TEST(csv_with_regions)
{
    struct facts f;
    CHECK(study(&f, "t.csv", csv, regions, "total") == KT_OK);
    check_cells(&f);
    CHECK(facts_issues(&f, "region-not-listed") == 1 && facts_issues(&f, "bad-row") == 1);
    CHECK(facts_issues(&f, "other-division") == 1);
    facts_close(&f);
}

KT_TEST(json_with_regions)
{
    struct facts f;
    CHECK(study(&f, "t.json",
                "[{\"region\":\"2\",\"indicator\":\"127\",\"primary "
                "value\":\"8\",\"gender\":\"total\",\"year\":\"2019\"},"
                "{\"region\":1,\"indicator\":127,\"primary value\":31.5,\"absolute "
                "value\":3,\"gender\":\"total\","
                "\"year\":2019},{\"region\":\"1\"}]",
                regions, "total") == KT_OK);
    check_cells(&f);
    facts_close(&f);
}

KT_TEST(faults)
{
    struct facts f;
    CHECK(study(&f, "t.csv", csv, "{}", "total") == KT_EINPUT);
    CHECK(strstr(f.err.text, "is no list"));
    facts_close(&f);
    CHECK(study(&f, "t.csv", csv, "[{", "total") == KT_EINPUT);
    CHECK(strstr(f.err.text, "damaged JSON"));
    facts_close(&f);
    CHECK(study(&f, "t.csv", "indicator;region;year;gender;primary value\n", regions, "total") == KT_EINPUT);
    CHECK(strstr(f.err.text, "no figures"));
    facts_close(&f);
    CHECK(table_study(&f, "t.csv", csv, sizeof csv - 1,
                      FACTS_ZONES_YAML "people:\n  source: t.csv\n  ages: {\"0-\": total}\n") == KT_EINPUT);
    CHECK(strstr(f.err.text, "only its list turns into codes"));
    facts_close(&f);
}

KT_TEST_MAIN
