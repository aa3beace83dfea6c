/* pxweb_csv: titles, separators, names, sexes and years in the heading, code pages, broken rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../table_reading.h"

extern const struct kt_importer kt_pxweb_csv;
static const char sheet[] = FACTS_ZONES_YAML "people:\n  source: t.csv\n";

static enum kt_status study(struct facts *f, const char *csv)
{
    return table_study(f, "t.csv", csv, strlen(csv), sheet);
}

KT_TEST(sexes_and_years_side_by_side)
{
    struct facts f;
    CHECK(
        study(
            &f,
            "\"11re -- V\344est\366, 1972-2019\"\n\n\"Alue\",\"Ik\344\",\"Miehet 2018 V\344est\366 31.12.\","
            "\"Naiset 2018 V\344est\366 31.12.\",\"Miehet 2019 V\344est\366 31.12.\","
            "\"Naiset 2019 V\344est\366 31.12.\"\n"
            "\"KOKO MAA\",\"Yhteens\344\",9,9,9,9\n\"Alfa\",\"Yhteens\344\",1,1,10,20\n"
            "\"Alfa\",\"0 - 99\",0,0,9,17\n\"Alfa\",\"100 -\",1,1,1,3\n\"Ei ole\",\"100 -\",1,1,1,3\n") ==
        KT_OK);
    const struct kt_cells *cs = &f.st.cells;
    CHECK(cs->n == 1 && cs->total[0] == 30 && cs->persons[0] == 26 && cs->persons[1] == 4);
    CHECK_STR(cs->id[0], "005");
    CHECK(facts_issues(&f, "name-without-zone") == 1 &&
          strstr(facts_issue(&f, "name-without-zone")->what, "Ei ole"));
    CHECK(facts_issues(&f, "not-utf8") == 1);
    facts_close(&f);
}

/* Ages side by side, alone or with sexes and years: each heading has an age or is the total of them. */
KT_TEST(ages_side_by_side)
{
    static const char *const text[] = {
        "\"t\"\n\n\"Alue\",\"Yhteensä\",\"0 - 64\",\"65 -\"\n\"Alfa\",12,8,4\n\"Beeta\",24,16,8\n",
        "\"t\"\n\n\"Alue\",\"Yhteensä 2019 Väestö 31.12.\",\"0 - 64 2019 "
        "Väestö 31.12.\","
        "\"65 - 2019 Väestö 31.12.\"\n\"Alfa\",12,8,4\n\"Beeta\",24,16,8\n",
        "\"t\"\n\n\"Area\",\"Males 2019 0 - 64\",\"Females 2019 0 - 64\",\"Males 2019 65 -\",\"Females 2019 "
        "65 -\"\n"
        "\"Alfa\",5,3,1,3\n\"Beeta\",9,7,2,6\n",
        "\"t\"\n\n\"Alue\",\"Yhteensä Yhteensä\",\"Yhteensä 0 - 64\",\"Yhteensä "
        "65 -\","
        "\"Miehet Yhteensä\",\"Miehet 0 - 64\",\"Miehet 65 "
        "-\"\n\"Alfa\",12,8,4,6,5,1\n\"Beeta\",24,16,8,11,9,2\n"};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        struct facts f;
        CHECK(study(&f, text[i]) == KT_OK);
        const struct kt_cells *cs = &f.st.cells;
        CHECK(cs->n == 2 && cs->ages.n == 2 && cs->ages.max[0] == 64 && cs->ages.max[1] == 999);
        if (cs->n == 2 && cs->ages.n == 2)
            CHECK(cs->total[0] == 12 && cs->persons[0] == 8 && cs->persons[1] == 4 && cs->persons[3] == 8);
        else
            facts_print(&f);
        facts_close(&f);
    }
}

KT_TEST(semicolons_carriage_returns_and_a_total_of_sexes)
{
    struct facts f;
    CHECK(study(&f,
                "\357\273\277\"T, 1; 2\"\r\n\r\n\"Alue\";\"Ikä\";\"Yhteensä 2019 V\";\"Miehet 2019 V\"\r\n"
                "\"Gamma - Gammaby\";\"0-64\";1 000;3\r\n\"Gamma - Gammaby\";\"65-\";\"..\";1\r\n"
                "\"Alfa\";\"65-\";2\r\n") == KT_OK);
    CHECK(f.st.cells.n == 1 && f.st.cells.persons[0] == 1000 && isnan(f.st.cells.persons[1]));
    CHECK_STR(f.st.cells.id[0], "010");
    CHECK(facts_issues(&f, "bad-row") == 1 && facts_issue(&f, "bad-row")->row == 6);
    facts_close(&f);
}

KT_TEST(postal_areas_with_ages_as_measures)
{
    struct facts f;
    CHECK(study(&f, "\"12f7 -- 9. All data groups\"\n\n\"Postal code area\",\"Information\",\"2019\"\n"
                    "\"00100  Keskusta (vanha) (Delta)\",\"X coordinate\",415000\n"
                    "\"00100  Keskusta (vanha) (Delta)\",\"Y coordinate\",6725000\n"
                    "\"00100  Keskusta (vanha) (Delta)\",\"Inhabitants, total (HE)\",30\n"
                    "\"00100  Keskusta (vanha) (Delta)\",\"0-84 years (HE)\",20\n"
                    "\"00100  Keskusta (vanha) (Delta)\",\"85 years or over (HE)\",10\n"
                    "\"00100  Keskusta (vanha) (Delta)\",\"Children aged 0 to 14 (PT)\",7\n") == KT_OK);
    const struct kt_cells *cs = &f.st.cells;
    CHECK(cs->n == 1 && cs->total[0] == 30 && cs->persons[1] == 10 && cs->x[0] == 415000 &&
          cs->y[0] == 6725000);
    CHECK_STR(cs->id[0], "00100");
    CHECK_STR(f.st.pending.cell_zone[0], "091");
    facts_close(&f);
}

KT_TEST(a_table_without_its_title_needs_the_importer)
{
    static const char bare[] = "Kunta;Ikä;Yhteensä;Miehet;Naiset\nAlfa;0-64;3;1;2\nAlfa;65-;5;2;3\n";
    struct facts f;
    CHECK(study(&f, bare) == KT_EINPUT); /* read as any table: no columns are mapped */
    f.err = (struct kt_err){0};
    CHECK(kt_pxweb_csv.run(&f.st, "people", f.tmp, &f.err) == KT_OK);
    CHECK(f.st.cells.n == 1 && f.st.cells.total[0] == 8 && f.st.cells.persons[1] == 5);
    facts_close(&f);
}

#define NAMED_ZONES(columns)                                                         \
    "zones:\n  - level: municipality\n    source: zones.geojson\n    table: t.csv\n" \
    "    columns: {" columns "}\npeople:\n  source: people.csv\n  ages: {\"0-\": a}\n"

/* The whole country, a genitive with a word of kind, blanks behind, a letter off, nobody's name, one twice. */
KT_TEST(names_complete_zones)
{
    static const char table[] = "\"t\"\n\n\"Alue\",\"2019\"\n\"KOKO MAA\",100\n\"Alfan kunta\",10\n"
                                "\"BEETA  \",20\n\"Gamna\",30\n\"Muualla\",40\n\"Beetan kaupunki\",50\n";
    struct facts f;
    CHECK(table_study(&f, "t.csv", table, sizeof table - 1,
                      NAMED_ZONES("parent: region, population: total")) == KT_OK);
    const struct kt_zones *zs = &f.st.level[0];
    CHECK(zs->population[0] == 10 && zs->population[1] == 20 && zs->population[2] == 30);
    CHECK(isnan(zs->population[3]));
    const struct kt_issue *doubt = facts_issue(&f, "name-doubtful"),
                          *none = facts_issue(&f, "name-without-zone");
    CHECK(doubt && strstr(doubt->what, "\"Gamna\" was taken to be 010 \"Gamma\": a letter or two off"));
    CHECK(none && strstr(none->what, "\"Muualla\""));
    CHECK(facts_issues(&f, "name-by-rule") == 1 && facts_issues(&f, "row-twice") == 1);
    facts_close(&f);
}

KT_TEST(a_plain_table_of_names_completes_zones)
{
    static const char table[] = "nimi;asukkaita\nGAMMA;1\nAlpha;2\nDelta;3\nBeta;4\n",
                      nobody[] = "nimi;asukkaita\nHelsinki;1\nEspoo;2\n";
    struct facts f;
    CHECK(table_study(&f, "t.csv", table, sizeof table - 1,
                      NAMED_ZONES("parent: region, population: asukkaita")) == KT_OK);
    const struct kt_zones *zs = &f.st.level[0];
    CHECK(zs->population[2] == 1 && zs->population[3] == 3 && isnan(zs->population[0]));
    CHECK(facts_issues(&f, "name-without-zone") == 2); /* names of four letters are not guessed */
    facts_close(&f);
    CHECK(table_study(&f, "t.csv", nobody, sizeof nobody - 1,
                      NAMED_ZONES("parent: region, population: asukkaita")) == KT_EINPUT);
    CHECK(strstr(f.err.text, "none of its 2 names is a zone of this level (the first is \"Helsinki\")"));
    facts_close(&f);
}

/* Records that the quick reader leaves: doubled quotation marks, line ends within, a carriage return alone. */
KT_TEST(records_of_every_kind_across_the_buffer)
{
    enum { NREC = 60000 };
    static char text[6 << 20];
    size_t n = (size_t)snprintf(text, sizeof text, "\"t\"\n\n\"Alue\",\"Ikä\",\"Yhteensä\"\n");
    static const char *const form[] = {"\"A %d\",\"0 -\",%d\n", "\"A \"\"%d\"\"\", 0 - ,%d\r\n",
                                       "\"A\n%d\",\"0 -\",\"%d\"\n", " A %d ,0 -,%d\r"};
    size_t right = 0;
    for (int i = 0; i < NREC; i++) n += (size_t)snprintf(text + n, sizeof text - n, form[i / 7 % 4], i, i);
    struct table t;
    CHECK(table_open(&t, "t.csv", text, n - 1) == KT_OK); /* the last line has no end */
    CHECK(t.c.ndim == 3 && t.c.dim[0].n == NREC);
    CHECK_STR(t.c.dim[0].label[KT_FI][7], "A \"7\"");
    CHECK_STR(t.c.dim[0].label[KT_FI][14], "A\n14");
    CHECK_STR(t.c.dim[0].label[KT_FI][21], "A 21");
    CHECK(table_read(&t) == KT_OK && t.n == NREC && t.c.symbol[7] == 0);
    for (size_t i = 0; i < 4096; i++) right += t.v[i] == (double)i;
    CHECK(right == 4096);
    table_close(&t);
}

KT_TEST(nothing_but_a_title)
{
    struct facts f;
    CHECK(study(&f, "\"title\"\n\n") == KT_EINPUT);
    CHECK(strstr(f.err.text, "no heading"));
    facts_close(&f);
    CHECK(study(&f, "\"title\"\n\n\"a\",\"b\"\n\"x\",\"y\"\n") == KT_EINPUT);
    CHECK(strstr(f.err.text, "2 columns hold words and 0 numbers"));
    facts_close(&f);
}

KT_TEST_MAIN
