/* px: statements, languages, code pages, missing signs, KEYS, and the rows by area made of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"
#include "../table_reading.h"

#define HEAD "CHARSET=\"ANSI\";\r\nCODEPAGE=\"iso-8859-15\";\r\nLANGUAGE=\"fi\";\nLANGUAGES=\"fi\",\"sv\";\n"
#define AREAS \
    "VALUES(\"Alue\")=\"KOKO MAA\",\"Alfa\",\"Beeta\";\nCODES(\"Alue\")=\"SSS\",\"KU005\",\"KU009\";\n"

static const char table[] = HEAD
    "TITLE=\"V\xE4k\x92 \"\n\"kaksi\";\nNOTE=\"a;b = \" \"c\";\n"
    "STUB=\"Alue\";STUB[sv]=\"Omr\xE5"
    "de\";\nHEADING=\"Ik\xE4\",\"Vuosi\";HEADING[sv]=\"\xC5lder\",\"\xC5r\";\n" AREAS "VALUES[sv](\"Omr\xE5"
    "de\")=\"HELA LANDET\",\"Alpha\",\"Beta\";\n"
    "VALUES(\"Ik\xE4\")=\"Yhteens\xE4\",\"0 - 64\",\"65 -\";\n"
    "VALUES(\"Vuosi\")=\"2018\",\"2019\";\nTIMEVAL(\"Vuosi\")=TLIST(A1,\"2018\"-\"2019\");\n"
    "DATA=\r\n30 36 20 24 10 12\r\n10 12 6 8 4\t4\n20 24 14 \"...\" 6 8;\n";

static const char sheet[] = FACTS_ZONES_YAML "people:\n  source: t.px\n";

KT_TEST(heading_in_two_languages)
{
    struct table t;
    CHECK(table_open(&t, "t.px", table, sizeof table - 1) == KT_OK);
    CHECK(t.c.ndim == 3 && t.c.dim[0].n == 3 && t.c.dim[1].n == 3 && t.c.dim[2].n == 2);
    CHECK_STR(t.c.table, "Väk’ kaksi");
    CHECK_STR(t.c.dim[1].name[KT_FI], "Ikä");
    CHECK_STR(t.c.dim[1].name[KT_SV], "Ålder");
    CHECK_STR(t.c.dim[0].label[KT_SV][1], "Alpha");
    CHECK(t.c.dim[1].label[KT_SV] == NULL && t.c.dim[1].code == NULL);
    CHECK_STR(t.c.dim[2].code[1], "2019");
    CHECK(t.c.dim[2].hint == KT_R_YEAR);
    CHECK(table_read(&t) == KT_OK);
    CHECK(t.n == 18 && t.v[0] == 30 && t.v[7] == 12 && t.v[17] == 8 && isnan(t.v[15]));
    CHECK(t.c.symbol[3] == 1 && facts_issues(&t.f, "missing-values") == 1);
    table_close(&t);
}

/* Neither CHARSET nor CODEPAGE: the letters tell whether DOS or Windows wrote it; UTF-16 is refused as that. */
KT_TEST(text_of_unnamed_encoding)
{
    static const char
        dos[] =
            "STUB=\"Alue\";HEADING=\"Ik\x84\";VALUES(\"Alue\")=\"H\x84m\x84l\x84\";VALUES(\"Ik\x84\")=\"a\";"
            "DATA=1;",
        latin[] =
            "STUB=\"Alue\";HEADING=\"Ik\xE4\";VALUES(\"Alue\")=\"H\xE4m\xE4l\xE4\";VALUES(\"Ik\xE4\")=\"a\";"
            "DATA=1;",
        wide[] = "\xFF\xFE"
                 "C\0H\0A\0R\0";
    struct table t;
    CHECK(table_open(&t, "t.px", dos, sizeof dos - 1) == KT_OK);
    CHECK_STR(t.c.dim[0].label[KT_FI][0], "Hämälä");
    CHECK_STR(t.c.dim[1].name[KT_FI], "Ikä");
    table_close(&t);
    CHECK(table_open(&t, "t.px", latin, sizeof latin - 1) == KT_OK);
    CHECK_STR(t.c.dim[0].label[KT_FI][0], "Hämälä");
    table_close(&t);
    struct facts f;
    CHECK(table_study(&f, "t.px", wide, sizeof wide - 1, sheet) == KT_EINPUT);
    CHECK(strstr(f.err.text, "UTF-16"));
    facts_close(&f);
}

KT_TEST(people_by_area_of_the_year)
{
    struct facts f;
    CHECK(table_study(&f, "t.px", table, sizeof table - 1, sheet) == KT_OK);
    const struct kt_cells *cs = &f.st.cells;
    CHECK(cs->n == 2 && cs->ages.n == 2 && cs->ages.max[0] == 64 && cs->ages.max[1] == 999);
    CHECK_STR(cs->id[0], "005");
    CHECK_STR(cs->name[1], "Beeta");
    CHECK_STR(f.st.pending.cell_zone[1], "009");
    CHECK(cs->total[0] == 12 && cs->persons[0] == 8 && cs->persons[1] == 4);
    CHECK(cs->total[1] == 24 && isnan(cs->persons[2]) && cs->persons[3] == 8);
    CHECK(facts_issues(&f, "other-division") == 1 && facts_issues(&f, "ages-and-total") == 0);
    facts_close(&f);
}

KT_TEST(official_ages_beside_other_cells)
{
    struct facts f;
    CHECK(table_study(&f, "t.px", table, sizeof table - 1,
                      FACTS_ZONES_YAML
                      "people:\n  source: people.csv\n  ages: {\"0-\": a}\n  zone_ages: t.px\n") == KT_OK);
    CHECK(f.st.pending.nofficial == 2 && f.st.pending.official_ages.n == 2);
    CHECK_STR(f.st.pending.official_code[1], "009");
    CHECK(f.st.pending.official[1] == 4 && isnan(f.st.pending.official[2]));
    facts_close(&f);
}

KT_TEST(rows_with_keys_leave_out_zeros)
{
    static const char keyed[] = HEAD "STUB=\"Alue\";HEADING=\"Ik\xE4\";\n" AREAS
                                     "VALUES(\"Ik\xE4\")=\"0-64\",\"65-\";KEYS(\"Alue\")=CODES;\n"
                                     "DATA=\n\"KU005\",10 20\n\"SSS\",10 20\n;";
    struct facts f;
    CHECK(table_study(&f, "t.px", keyed, sizeof keyed - 1, sheet) == KT_OK);
    CHECK(f.st.cells.n == 2 && f.st.cells.persons[1] == 20 && f.st.cells.persons[2] == 0);
    facts_close(&f);
    static const char wrong[] = HEAD "STUB=\"Alue\";HEADING=\"Ik\xE4\";\n" AREAS
                                     "VALUES(\"Ik\xE4\")=\"0-64\",\"65-\";KEYS(\"Alue\")=VALUES;\n"
                                     "DATA=\n\"Gamma\",10 20\n;";
    CHECK(table_study(&f, "t.px", wrong, sizeof wrong - 1, sheet) == KT_EINPUT);
    CHECK(strstr(f.err.text, "a key that dimension \"Alue\" does not have"));
    facts_close(&f);
}

KT_TEST(sums_that_do_not_agree_are_told)
{
    static const char wrong[] = HEAD "STUB=\"Alue\";HEADING=\"Ik\xE4\";\n" AREAS
                                     "VALUES(\"Ik\xE4\")=\"Yhteens\xE4\",\"0-64\",\"65-\";\n"
                                     "DATA=1 1 1 40 10 20 30 10 20;";
    struct facts f;
    CHECK(table_study(&f, "t.px", wrong, sizeof wrong - 1, sheet) == KT_OK);
    CHECK(facts_issues(&f, "ages-and-total") == 1);
    facts_close(&f);
}

KT_TEST(damaged_tables_are_refused_in_words)
{
    static const struct {
        const char *text, *said;
    } t[] = {
        {"CHARSET=\"ANSI\"", "breaks off"},
        {"CHARSET=\"ANSI\";", "no DATA"},
        {"CHARSET=\"ANSI;", "does not end"},
        {"hello, there", "no PC-Axis file"},
        {"STUB=\"Alue\";VALUES(\"Alue\")=\"Alfa\",\"y\";DATA=1;", "break off after 1"},
        {"STUB=\"Alue\";VALUES(\"Alue\")=\"Alfa\";DATA=1 2;", "more values"},
        {"STUB=\"a\";VALUES(\"a\")=\"x\";CODES(\"a\")=\"1\",\"2\";DATA=1;", "2 codes for 1"},
        {"STUB=\"a\";DATA=1;", "no categories"},
        {"DATA=1;", "no dimensions"},
        {"STUB=\"a\";VALUES(\"a\")=\"x\",\"y\";DATA=1 2;", "no dimension of the table is an area"},
        {"STUB=\"Alue\";VALUES(\"Alue\")=\"x\",\"y\";DATA=1 2;", "none of its 2 areas"},
    };
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        struct facts f;
        CHECK(table_study(&f, "t.px", t[i].text, strlen(t[i].text), sheet) == KT_EINPUT);
        if (!strstr(f.err.text, t[i].said)) printf("  %zu: %s\n", i, f.err.text);
        CHECK(strstr(f.err.text, t[i].said));
        facts_close(&f);
    }
}

KT_TEST(dimensions_and_picks_of_the_study_file)
{
    static const char odd[] = HEAD "STUB=\"Paikka\";HEADING=\"Laji\";\n"
                                   "VALUES(\"Paikka\")=\"Alfa\",\"Beeta\";VALUES(\"Laji\")=\"a\",\"b\";\n"
                                   "DATA=1 2 3 4;";
    struct facts f;
    CHECK(table_study(&f, "t.px", odd, sizeof odd - 1,
                      FACTS_ZONES_YAML "people:\n  source: people.csv\n  ages: {\"0-\": a}\n"
                                       "  zone_ages: t.px\n  dimensions: {area: Paikka}\n") == KT_EINPUT);
    CHECK(strstr(f.err.text, "none for all of them"));
    facts_close(&f);
    CHECK(table_study(&f, "t.px", odd, sizeof odd - 1,
                      FACTS_ZONES_YAML "people:\n  source: t.px\n  ages: {\"0-\": total}\n"
                                       "  dimensions: {area: Paikka}\n  pick: {Laji: b}\n") == KT_OK);
    CHECK(f.st.cells.n == 2 && f.st.cells.persons[1] == 4);
    facts_close(&f);
}

KT_TEST(a_table_completes_zones_and_gives_shares)
{
    static const char key[] =
        HEAD "STUB=\"Alue 2017\";HEADING=\"Tiedot\";CONTVARIABLE=\"Tiedot\";\n"
             "VALUES(\"Alue 2017\")=\"A\",\"B\",\"C\",\"D\";CODES(\"Alue 2017\")=\"005\",\"009\","
             "\"010\",\"091\";\nVALUES(\"Tiedot\")=\"V\xE4kiluku\",\"Ruotsinkielisten osuus "
             "v\xE4"
             "est\xF6st\xE4, %\";CODES(\"Tiedot\")=\"M411\",\"M404\";\n"
             "DATA=100 5.5 200 \"..\" 300 90 400 0;";
    struct facts f;
    CHECK(table_study(&f, "t.px", key, sizeof key - 1,
                      "zones:\n  - level: municipality\n    source: zones.geojson\n    table: t.px\n"
                      "    columns: {parent: region, population: M411}\n"
                      "people:\n  source: people.csv\n  ages: {\"0-\": a}\n  zone_languages: t.px\n") ==
          KT_OK);
    CHECK(f.st.level[0].population[1] == 200);
    CHECK(f.st.cells.nlang == 1);
    CHECK_STR(f.st.cells.lang[0], "sv");
    CHECK(f.st.pending.nzone_lang == 3);
    CHECK_NEAR(f.st.pending.zone_lang_share[0], 0.055, 1e-12);
    CHECK(facts_issues(&f, "percentages") == 2);
    facts_close(&f);
}

/* Sixteen languages, the largest last: those with most speakers and the three of the law have columns. */
KT_TEST(the_largest_languages_stand)
{
    static const char key[] = HEAD
        "STUB=\"Alue\";HEADING=\"Kieli\";\n" AREAS "VALUES(\"Kieli\")=\"Yhteens\xE4\",\"se\",\"aa\",\"ab\","
        "\"af\",\"am\",\"ar\",\"az\",\"be\",\"bg\",\"bn\",\"bs\","
        "\"ca\",\"cs\",\"da\",\"sv\",\"fi\";CODES(\"Kieli\")=\"SSS\",\"se\",\"aa\",\"ab\",\"af\",\"am\","
        "\"ar\",\"az\","
        "\"be\",\"bg\",\"bn\",\"bs\",\"ca\",\"cs\",\"da\",\"sv\",\"fi\";\nDATA=\n"
        "3000 1 1 2 3 4 5 6 7 8 9 10 11 12 13 100 2000\n"
        "1500 1 1 1 1 1 1 1 1 1 1 1 1 1 1 50 1000\n1500 0 0 1 2 3 4 5 6 7 8 9 10 11 12 50 1000;\n";
    struct facts f;
    CHECK(table_study(&f, "t.px", key, sizeof key - 1,
                      FACTS_ZONES_YAML
                      "people:\n  source: people.csv\n  ages: {\"0-\": a}\n  zone_languages: t.px\n") ==
          KT_OK);
    const struct kt_cells *cs = &f.st.cells;
    static const char *const kept[] = {"se", "ar", "az", "be", "bg", "bn",
                                       "bs", "ca", "cs", "da", "sv", "fi"};
    CHECK(cs->nlang == 12 && facts_issues(&f, "languages-joined") == 1);
    for (size_t l = 0; l < 12 && l < cs->nlang; l++) CHECK_STR(cs->lang[l], kept[l]);
    CHECK_NEAR(f.st.pending.zone_lang_share[11], 1000.0 / 1500, 1e-12);
    facts_close(&f);
}

KT_TEST(a_preset_that_the_table_is_not)
{
    static const char key[] =
        HEAD "TITLE=\"11re \";STUB=\"Alue\";HEADING=\"Tiedot\";CONTVARIABLE=\"Tiedot\";\n" AREAS
             "VALUES(\"Tiedot\")=\"Kunnat\",\"Koirat\";\nDATA=1 2 3 4 5 6;";
    static const struct {
        const char *preset, *text, *said;
    } t[] = {{"11re", key, "has a dimension of ages"},
             {"12f7", key, "calls itself \"11re \", which is 11re"},
             {"11rc", table, NULL}, /* ages, and no measures: it may be so */
             {"12f7", table, "has a dimension of measures"},
             {"key_figures", key + sizeof HEAD - 1 + 14, "has the measure M411 (Väkiluku)"}};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
        struct facts f;
        char yaml[700];
        snprintf(yaml, sizeof yaml,
                 FACTS_ZONES_YAML "people:\n  source: t.px\n  preset: %s\n  ages: {\"0-\": total}\n",
                 t[i].preset);
        (void)table_study(&f, "t.px", t[i].text, strlen(t[i].text), yaml);
        CHECK(facts_issues(&f, "not-the-preset") == (t[i].said != NULL));
        if (t[i].said && facts_issues(&f, "not-the-preset")) {
            const char *what = facts_issue(&f, "not-the-preset")->what;
            if (!strstr(what, t[i].said)) printf("  %zu: %s\n", i, what);
            CHECK(strstr(what, t[i].said));
        }
        facts_close(&f);
    }
}

KT_TEST_MAIN
