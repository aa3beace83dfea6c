/* jsonstat: lists and objects of values, status, roles, collections, and what is no table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../table_reading.h"

#define DIMS                                                                                                   \
    "\"id\":[\"Alue\",\"Ikä\",\"Tiedot\"],\"size\":[2,3,1],\"role\":{\"metric\":[\"Tiedot\"]},"               \
    "\"dimension\":{"                                                                                          \
    "\"Alue\":{\"category\":{\"index\":[\"KU005\",\"KU009\"],\"label\":{\"KU005\":\"Alfa\",\"KU009\":\"B\"}"   \
    "}},"                                                                                                      \
    "\"Ikä\":{\"label\":\"Ålder\",\"category\":{\"index\":{\"65-\":2,\"SSS\":0,\"000-064\":1}}},"            \
    "\"Tiedot\":{\"category\":{\"label\":{\"vaesto\":\"Väestö\"},\"unit\":{\"vaesto\":{\"base\":\"lkm\"}}}}" \
    "}"

static const char sheet[] = FACTS_ZONES_YAML "people:\n  source: t.json\n";

static enum kt_status study(struct facts *f, const char *json)
{
    return table_study(f, "t.json", json, strlen(json), sheet);
}

KT_TEST(a_list_of_values)
{
    struct facts f;
    CHECK(study(&f, "{\"class\":\"dataset\",\"version\":\"2.0\"," DIMS
                    ",\"value\":[10,6,4,58443598209,null,7.5],\"status\":{\"4\":\"...\"}}") == KT_OK);
    const struct kt_cells *cs = &f.st.cells;
    CHECK(cs->n == 2 && cs->ages.n == 2 && cs->ages.max[0] == 64);
    CHECK(cs->total[1] == 58443598209.0 && isnan(cs->persons[2]) && cs->persons[3] == 7.5);
    CHECK(facts_issues(&f, "missing-values") == 1 &&
          strstr(facts_issue(&f, "missing-values")->what, "1 of 6 values are \"...\""));
    facts_close(&f);
}

KT_TEST(an_object_of_values)
{
    struct facts f;
    CHECK(study(&f, "{\"class\":\"dataset\"," DIMS ",\"value\":{\"0\":10,\"1\":6,\"2\":4,\"3\":9}}") ==
          KT_OK);
    CHECK(f.st.cells.total[1] == 9 && isnan(f.st.cells.persons[2]));
    facts_close(&f);
    CHECK(study(&f, "{\"class\":\"dataset\"," DIMS ",\"value\":{\"6\":10}}") == KT_EINPUT);
    CHECK(strstr(f.err.text, "no combination"));
    facts_close(&f);
}

/* A byte order mark, numbers as text, a status for what an object of values leaves out. */
KT_TEST(what_other_programs_write)
{
    static const char text[] =
        "\xEF\xBB\xBF{\"class\":\"dataset\",\"id\":[\"Alue\"],\"size\":[3],\"dimension\":{\"Alue\":{"
        "\"category\":{"
        "\"index\":[\"005\",\"009\",\"091\"]}}},\"value\":{\"0\":\"12\",\"2\":3},\"status\":{\"1\":\"...\"}}";
    struct table t;
    CHECK(table_open(&t, "t.json", text, sizeof text - 1) == KT_OK);
    CHECK(table_read(&t) == KT_OK);
    CHECK(t.v[0] == 12 && isnan(t.v[1]) && t.v[2] == 3 && t.c.symbol[3] == 1);
    table_close(&t);
}

KT_TEST(a_collection_and_version_one)
{
    struct facts f;
    CHECK(study(&f, "{\"class\":\"collection\",\"link\":{\"item\":[{\"class\":\"dataset\",\"href\":\"x\"},"
                    "{\"class\":\"dataset\"," DIMS ",\"value\":[10,6,4,9,5,4]}]}}") == KT_OK);
    CHECK(f.st.cells.persons[3] == 4);
    facts_close(&f);
    CHECK(study(&f, "{\"dataset\":{\"dimension\":{\"id\":[\"Alue\"],\"size\":[1],\"Alue\":{\"category\":{"
                    "\"index\":{\"KU005\":0}}}},\"value\":[4]}}") == KT_EINPUT);
    CHECK(strstr(f.err.text, "no age bands"));
    facts_close(&f);
}

KT_TEST(what_is_no_table)
{
    static const struct {
        const char *json, *said;
    } t[] = {{"{\"title\":\"t\",\"variables\":[{\"code\":\"a\",\"valueTexts\":[]}]}", "describes a table"},
             {"{\"query\":[],\"response\":{\"format\":\"json-stat2\"}}", "question to PxWeb"},
             {"[{\"id\":\"a\",\"type\":\"t\",\"text\":\"A\"}]", "list of tables"},
             {"{\"class\":\"dataset\"," DIMS ",\"value\":[1,2]}", "2 values for 6"},
             {"{\"class\":\"dataset\",\"id\":[\"a\"],\"size\":[3],\"dimension\":{\"a\":{}},\"value\":[1]}",
              "does not name"},
             {"{\"class\":\"dataset\",\"id\":[\"a\"],\"size\":[-3],\"dimension\":{\"a\":{}},\"value\":[1]}",
              "impossible size"},
             {"{\"class\":\"dataset\",\"dimension\":", "damaged"}};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        struct facts f;
        CHECK(study(&f, t[i].json) == KT_EINPUT);
        if (!strstr(f.err.text, t[i].said)) printf("  %zu: %s\n", i, f.err.text);
        CHECK(strstr(f.err.text, t[i].said));
        facts_close(&f);
    }
}

KT_TEST(more_than_64_mb)
{
    static const char head[] = "{\"class\":\"dataset\"," DIMS ",\"value\":[";
    struct facts f;
    facts_open(&f);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(&f, "t.json", head);
    CHECK(truncate(kt_path_join(&f.keep, f.dir, "t.json"), (64 << 20) + 1) == 0);
    CHECK(facts_read(&f, sheet) == KT_EINPUT);
    CHECK(strstr(f.err.text, "over 64 MB") && strstr(facts_issue(&f, "bad-table")->remedy, ".px"));
    facts_close(&f);
}

KT_TEST_MAIN
