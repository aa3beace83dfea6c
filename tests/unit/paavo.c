/* Paavo under its three kinds of headings; hidden ages as -1, as 0 and as dots.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

#define BANDS_WFS                                                                                          \
    "he_0_2,he_3_6,he_7_12,he_13_15,he_16_17,he_18_19,he_20_24,he_25_29,he_30_34,he_35_39,he_40_44,he_45_" \
    "49,he_50_54,"                                                                                         \
    "he_55_59,he_60_64,he_65_69,he_70_74,he_75_79,he_80_84,he_85_"
#define BANDS_FI(y)                                                                                        \
    "\"0-2-vuotiaat" y " (HE)\",\"3-6-vuotiaat" y " (HE)\",\"7-12-vuotiaat" y " (HE)\",\"13-15-vuotiaat" y \
    " (HE)\","                                                                                             \
    "\"16-17-vuotiaat" y " (HE)\",\"18-19-vuotiaat" y " (HE)\",\"20-24-vuotiaat" y                         \
    " (HE)\",\"25-29-vuotiaat" y " (HE)\","                                                                \
    "\"30-34-vuotiaat" y " (HE)\",\"35-39-vuotiaat" y " (HE)\",\"40-44-vuotiaat" y                         \
    " (HE)\",\"45-49-vuotiaat" y " (HE)\","                                                                \
    "\"50-54-vuotiaat" y " (HE)\",\"55-59-vuotiaat" y " (HE)\",\"60-64-vuotiaat" y                         \
    " (HE)\",\"65-69-vuotiaat" y " (HE)\","                                                                \
    "\"70-74-vuotiaat" y " (HE)\",\"75-79-vuotiaat" y " (HE)\",\"80-84-vuotiaat" y                         \
    " (HE)\",\"85 vuotta täyttäneet" y " (HE)\""
#define ONES  "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"
#define ZEROS "0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0"
#define MINUS "-1,-1,-1,-1,-1,-1,-1,-1,-1,-1,-1,-1,-1,-1,-1,-1,-1,-1,-1,-1"
#define DOTS  "..,..,..,..,..,..,..,..,..,..,..,..,..,..,..,..,..,..,..,.."

static enum kt_status read_in(struct facts *f, const char *people)
{
    facts_open(f);
    f->people = &kt_paavo;
    facts_write(f, "zones.geojson", FACTS_FOUR);
    facts_write(f, "regions.csv", FACTS_REGIONS);
    facts_write(f, "people.csv", people);
    enum kt_status s =
        facts_read(f, "study: {date: 2020-06-01}\n" FACTS_ZONES_YAML "people:\n  source: people.csv\n");
    if (s != KT_OK) facts_print(f);
    return s;
}

static void three_rows(const struct facts *f)
{
    const struct kt_cells *cs = &f->st.cells;
    CHECK(cs->n == 3 && cs->ages.n == 20);
    if (cs->n != 3 || cs->ages.n != 20) return;
    CHECK_STR(cs->id[0], "00100");
    CHECK_STR(f->st.pending.cell_zone[0], "005");
    CHECK(cs->ages.min[19] == 85 && cs->ages.max[19] == 999 && cs->ages.max[0] == 2);
    CHECK(kt_sum(cs->persons, 20) == 20 && cs->total[0] == 20);
    CHECK(isnan(cs->persons[20]) && cs->total[1] == 7);
    CHECK(f->st.pending.cell_zone[2] && kt_streq(f->st.pending.cell_zone[2], "009"));
}

KT_TEST(names_of_the_service)
{
    static const char *const key[] = {"posti_alue", "postinumeroalue"};
    for (size_t i = 0; i < 2; i++) {
        struct facts f;
        char table[2000];
        snprintf(table, sizeof table,
                 "%s,nimi,euref_x,euref_y,kunta,he_vakiy," BANDS_WFS "\n00100,A,405000,6715000,005,20," ONES
                 "\n00120,B,406000,6715000,005,7," MINUS "\n00230,C,415000,6715000,009,-1," MINUS "\n",
                 key[i]);
        CHECK(read_in(&f, table) == KT_OK);
        three_rows(&f);
        CHECK(isnan(f.st.cells.total[2]) && isnan(f.st.cells.persons[40]));
        facts_close(&f);
    }
}

/* Long headings, the year within them or not; the municipality stands in brackets; zeros hide. */
KT_TEST(long_finnish_headings)
{
    static const char *const table[] = {
        "Postinumero,Alueen_nimi,Asukkaat yhteensä (HE)," BANDS_FI(
            "") "\n00100,Keskusta (Alfa),20.0," ONES "\n00120,Laita (Alfa),7.0," ZEROS
                "\n00230,Toinen (osa) (Beeta),0.0," ZEROS "\n",
        "Postinumeroalue,\"Asukkaat yhteensä, 2022 (HE)\"," BANDS_FI(
            ", 2022") "\n00100  Keskusta (Alfa),20," ONES "\n00120  Laita (Alfa),7," DOTS
                      "\n00230  Toinen (Beeta),..," DOTS "\n"};
    for (size_t i = 0; i < 2; i++) {
        struct facts f;
        CHECK(read_in(&f, table[i]) == KT_OK);
        three_rows(&f);
        /* nobody there: nothing is hidden */
        if (i == 0) CHECK(f.st.cells.total[2] == 0 && f.st.cells.persons[40] == 0);
        CHECK(facts_issues(&f, "ages-hidden") == (i == 0));
        if (i == 0) CHECK(strstr(facts_issue(&f, "ages-hidden")->what, "1 cells with 7 persons") != NULL);
        facts_close(&f);
    }
}

/* The names of the field list, Finnish or English, without the group in brackets. */
KT_TEST(labels_without_their_group)
{
    static const char *const band[] = {"0-2",   "3-6",   "7-12",  "13-15", "16-17", "18-19", "20-24",
                                       "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59",
                                       "60-64", "65-69", "70-74", "75-79", "80-84"};
    for (int english = 0; english < 2; english++) {
        struct facts f;
        char text[2000];
        size_t n = (size_t)snprintf(text, sizeof text,
                                    english ? "Zip code,kunta,Inhabitants"
                                            : "Postinumeroalue,kunta,Asukkaat yhteensä");
        for (size_t i = 0; i < 19; i++)
            n += (size_t)snprintf(text + n, sizeof text - n, english ? ",%s years" : ",%s-vuotiaat", band[i]);
        snprintf(text + n, sizeof text - n, "%s\n00100,005,20,%s\n00120,009,7,%s\n00130,009,9,%s\n",
                 english ? ",85- years" : ",85 vuotta täyttäneet", ONES, MINUS, DOTS);
        CHECK(read_in(&f, text) == KT_OK);
        three_rows(&f);
        facts_close(&f);
    }
}

KT_TEST(a_name_in_brackets_that_is_no_municipality_is_told)
{
    struct facts f;
    CHECK(read_in(&f, "Postinumero,Alueen_nimi,Asukkaat yhteensä (HE)," BANDS_FI(
                          "") "\n00100,Keskusta (Omega),20," ONES "\n") == KT_OK);
    CHECK(f.st.pending.cell_zone[0] == NULL && facts_issues(&f, "name-without-zone") == 1);
    facts_close(&f);
}

KT_TEST_MAIN
