/* Names find their zones: every municipality and region, by rule, doubtful, or not at all.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"
#include "../zone_list.h"

#include <katve/names.h>

#include <ctype.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

struct towns {
    struct kt_arena whole, a;
    struct kt_zones zs;
    struct kt_names *names;
};

static bool load(struct towns *t, const char *path, const char *code)
{
    t->a = t->whole = kt_arena_open((size_t)256 << 20);
    if (!zone_list(path, code, &t->zs, &t->a)) return false;
    t->names = kt_names_build(&t->zs, &t->a);
    return true;
}

static const char *found(const struct towns *t, const char *text)
{
    struct kt_match m = kt_names_find(t->names, text);
    return m.zone < 0 ? "" : t->zs.code[m.zone];
}

#define FINDS(text, want) CHECK_STR(found(&t, text), want)
#define HOW(text, want)   CHECK(kt_names_find(t.names, text).how == (want))

static const char *decomposed(struct kt_arena *a, const char *s)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar in[200], out[400];
    int32_t n;
    char *utf8 = kt_alloc(a, 800, 1);
    u_strFromUTF8(in, 200, &n, s, -1, &e);
    n = unorm2_normalize(unorm2_getNFDInstance(&e), in, n, out, 400, &e);
    u_strToUTF8(utf8, 800, NULL, out, n, &e);
    CHECK(U_SUCCESS(e));
    return utf8;
}

static const char *capitals(struct kt_arena *a, const char *s)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar in[200], out[400];
    int32_t n;
    char *utf8 = kt_alloc(a, 800, 1);
    u_strFromUTF8(in, 200, &n, s, -1, &e);
    n = u_strToUpper(out, 400, in, n, "fi", &e);
    u_strToUTF8(utf8, 800, NULL, out, n, &e);
    return utf8;
}

/* One name in the forms that tables carry it in. */
static void all_forms(struct towns *t, size_t z, const char *name, const char *other)
{
    struct kt_arena a = t->a;
    const char *code = t->zs.code[z];
    const struct {
        const char *text;
        enum kt_match_how least;
    } form[] = {{name, KT_MATCH_EXACT},
                {kt_printf(&a, " %s  ", name), KT_MATCH_EXACT},
                {kt_printf(&a, "%s\xC2\xA0", name), KT_MATCH_EXACT},
                {capitals(&a, name), KT_MATCH_EXACT},
                {decomposed(&a, name), KT_MATCH_EXACT},
                {kt_printf(&a, "%s *", name), KT_MATCH_EXACT},
                {kt_printf(&a, "%s - %s", name, other), KT_MATCH_RULE},
                {kt_printf(&a, "%s \xE2\x80\x93 %s", name, other), KT_MATCH_RULE},
                {kt_printf(&a, "%s/%s", name, other), KT_MATCH_RULE},
                {kt_printf(&a, "%s (%s)", name, other), KT_MATCH_RULE},
                {kt_printf(&a, "%s (%s)", name, code), KT_MATCH_RULE},
                {kt_printf(&a, "KU%s %s", code, name), KT_MATCH_RULE},
                {kt_printf(&a, "%s %s", code, name), KT_MATCH_RULE},
                {kt_printf(&a, "%s kaupunki", name), KT_MATCH_RULE},
                {kt_printf(&a, "%s kommun", name), KT_MATCH_RULE},
                {kt_printf(&a, "%sn kunta", name), KT_MATCH_DOUBTFUL}};
    for (size_t i = 0; i < sizeof form / sizeof *form; i++) {
        struct kt_match m = kt_names_find(t->names, form[i].text);
        if (m.zone == (int32_t)z && m.how >= form[i].least) continue;
        printf("  \"%s\": zone %d, how %d\n", form[i].text, m.zone, (int)m.how);
        CHECK(m.zone == (int32_t)z && m.how >= form[i].least);
    }
}

static void every_name(const char *path, const char *code, size_t n)
{
    struct towns t;
    bool open = load(&t, path, code);
    CHECK(open);
    CHECK(t.zs.n == n);
    for (size_t z = 0; z < t.zs.n; z++) {
        all_forms(&t, z, t.zs.name[KT_FI][z], t.zs.name[KT_SV][z]);
        all_forms(&t, z, t.zs.name[KT_SV][z], t.zs.name[KT_FI][z]);
        CHECK_STR(found(&t, t.zs.name[KT_EN][z]), t.zs.code[z]);
        CHECK_STR(found(&t, t.zs.code[z]), t.zs.code[z]);
    }
    kt_arena_close(t.whole);
}

KT_TEST(every_municipality_of_the_demo)
{
    every_name("geodata/demo/municipalities.csv", "code", 310);
}

KT_TEST(every_municipality_and_region_of_2020)
{
    const char *dir = kt_test_shared();
    if (!dir) SKIP("no ../shared");
    char path[512];
    snprintf(path, sizeof path, "%s/finland/municipalities_2020.gpkg", dir);
    every_name(path, "code", 310);
    snprintf(path, sizeof path, "%s/finland/regions_2020.gpkg", dir);
    every_name(path, "region_code", 19);
}

KT_TEST(genitives_of_organisations)
{
    static const char *const pair[][2] = {{"Helsingin kaupunki", "091"},
                                          {"Turun kaupunki", "853"},
                                          {"Tampereen kaupunki", "837"},
                                          {"Vantaan kaupunki", "092"},
                                          {"Lahden kaupunki", "398"},
                                          {"Oulun kaupunki", "564"},
                                          {"Kauniaisten kaupunki", "235"},
                                          {"Rovaniemen kaupunki", "698"},
                                          {"Uudenkaupungin kaupunki", "895"},
                                          {"Uudenkaarlepyyn kaupunki", "893"},
                                          {"Kaskisten kaupunki", "231"},
                                          {"Naantalin kaupunki", "529"},
                                          {"Iisalmen kaupunki", "140"},
                                          {"Kokemäen kaupunki", "271"},
                                          {"Kiuruveden kaupunki", "263"},
                                          {"Mikkelin kaupunki", "491"},
                                          {"Liedon kunta", "423"},
                                          {"Nousiaisten kunta", "538"},
                                          {"Maalahden kunta", "475"},
                                          {"Pielaveden kunta", "595"},
                                          {"Punkalaitumen kunta", "619"},
                                          {"Siikaisten kunta", "747"},
                                          {"Outokummun kaupunki", "309"},
                                          {"Pedersören kunta", "599"},
                                          {"Äänekosken kaupunki", "992"},
                                          {"Kangasalan kaupunki", "211"},
                                          {"Kristiinankaupungin kaupunki", "287"},
                                          {"Kurikan kaupunki", "301"},
                                          {"Hangon kaupunki", "078"},
                                          {"Rauman kaupunki", "684"},
                                          {"Esbo stad", "049"},
                                          {"Kronoby kommun", "288"},
                                          {"City of Espoo", "049"},
                                          {"Iin kunta", "139"},
                                          {"Puolangan kunta", "620"},
                                          {"Hattulan kunta", "082"},
                                          {"Vihdin kunta", "927"},
                                          {"Nurmeksen kaupunki", "541"},
                                          {"Juvan kunta", "178"},
                                          {"Akaan kaupunki", "020"},
                                          {"Mäntsälän kunta", "505"},
                                          {"Tornion kaupunki", "851"},
                                          {"Imatran kaupunki", "153"},
                                          {"Forssan kaupunki", "061"},
                                          {"Kosken Tl kunta", "284"},
                                          {"Utsjoen kunta", "890"},
                                          {"Savukosken kunta", "742"},
                                          {"Muonion kunta", "498"}};
    struct towns t;
    CHECK(load(&t, "geodata/demo/municipalities.csv", "code"));
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        FINDS(pair[i][0], pair[i][1]);
        CHECK(kt_names_find(t.names, pair[i][0]).how >= KT_MATCH_RULE);
    }
    kt_arena_close(t.whole);
}

KT_TEST(rules_doubts_and_refusals)
{
    struct towns t;
    CHECK(load(&t, "geodata/demo/municipalities.csv", "code"));
    FINDS("Maarianhamina - Mariehamn", "478");
    FINDS("Helsinki-Helsingfors", "091");
    FINDS("KU049 Espoo", "049");
    FINDS("49", "049");
    HOW("49", KT_MATCH_RULE);
    FINDS("JÃ¤msÃ¤", "182");
    HOW("JÃ¤msÃ¤", KT_MATCH_RULE);
    FINDS("Jamsa", "182");
    HOW("Jamsa", KT_MATCH_DOUBTFUL);
    FINDS("Suomusalmi", "777");
    HOW("Suomusalmi", KT_MATCH_DOUBTFUL);
    HOW("KOKO MAA", KT_MATCH_TOTAL);
    HOW("SSS WHOLE COUNTRY", KT_MATCH_TOTAL);
    HOW("Hela landet ", KT_MATCH_TOTAL);
    /* the code is believed, both are told */
    struct kt_match m = kt_names_find(t.names, "564 Kuopio");
    CHECK(m.how == KT_MATCH_DOUBTFUL && m.rule == KT_NAME_CODE_WINS);
    CHECK_STR(found(&t, "564 Kuopio"), "564");
    CHECK(m.other >= 0);
    m = kt_names_find(t.names, "999 Kuopio");
    CHECK(m.how == KT_MATCH_DOUBTFUL && m.rule == KT_NAME_CODE_FAILS);
    HOW("Espoo/Vantaa", KT_MATCH_AMBIGUOUS);
    /* merged away before 2020, foreign, empty, not a text */
    static const char *const absent[] = {"Valtimo", "Stockholm", "",  " - ",         "Tarvasjoki", "\xFF\xFE",
                                         "-",       "///",       "Ö", "911 Valtimo", "99999999999"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        HOW(absent[i], KT_MATCH_NONE);
        FINDS(absent[i], "");
    }
    CHECK(kt_names_find(t.names, NULL).how == KT_MATCH_NONE);
    char *endless = kt_alloc(&t.a, 5000, 1);
    memset(endless, 'a', 4999);
    HOW(endless, KT_MATCH_NONE);
    kt_arena_close(t.whole);
}

KT_TEST(regions_in_the_genitive)
{
    static const char *const name[] = {"Uusimaa",     "Satakunta", "Etelä-Pohjanmaa", "Lappi",
                                       "Keski-Suomi", "Kainuu",    "Kanta-Häme"};
    static const char *const of[] = {
        "Uudenmaan maakunta",    "Satakunnan maakunta", "Etelä-Pohjanmaan maakunta", "Lapin maakunta",
        "Keski-Suomen maakunta", "Kainuun maakunta",    "Kanta-Hämeen maakunta"};
    static const char *const code[] = {"01", "04", "14", "19", "13", "18", "05"};
    struct kt_arena whole = kt_arena_open((size_t)16 << 20);
    struct towns t = {.whole = whole, .a = whole};
    t.zs = (struct kt_zones){
        .n = 7, .code = (const char **)(uintptr_t)code, .name = {(const char **)(uintptr_t)name}};
    t.names = kt_names_build(&t.zs, &t.a);
    for (size_t i = 0; i < 7; i++) FINDS(of[i], code[i]);
    kt_arena_close(whole);
}

/* Many postal areas share a name; that is never a reason to take the first. */
KT_TEST(a_name_of_two_zones_finds_neither)
{
    static const char *const name[] = {"Keskusta", "Keskusta", "Kirkonkylä"}, *const code[] = {
                                                                                  "00100", "33100", "40100"};
    struct kt_arena whole = kt_arena_open((size_t)16 << 20);
    struct towns t = {.whole = whole, .a = whole};
    t.zs = (struct kt_zones){
        .n = 3, .code = (const char **)(uintptr_t)code, .name = {(const char **)(uintptr_t)name}};
    t.names = kt_names_build(&t.zs, &t.a);
    HOW("Keskusta", KT_MATCH_AMBIGUOUS);
    FINDS("Keskusta", "");
    FINDS("33100 Keskusta", "33100");
    FINDS("Kirkonkylä", "40100");
    kt_arena_close(whole);
}

static size_t told(const struct kt_study *st, const char *code, const char *what)
{
    size_t n = 0;
    for (size_t i = 0; i < st->issues.n; i++)
        n += kt_streq(st->issues.item[i].code, code) && strstr(st->issues.item[i].what, what) != NULL;
    return n;
}

KT_TEST(a_column_is_told_once_for_each_name)
{
    struct towns t;
    CHECK(load(&t, "geodata/demo/municipalities.csv", "code"));
    struct kt_study st;
    kt_study_init(&st, &t.a, NULL);
    struct kt_name_join *j = kt_name_join_open(&st, &t.zs, "table.csv", "Alue", &t.a);
    for (long row = 2; row < 5002; row++) {
        CHECK(kt_name_join(j, kt_printf(&t.a, "olematon %ld", row % 2000), row) < 0);
        CHECK_STR(t.zs.code[kt_name_join(j, "Espoon kaupunki", row)], "049");
        CHECK_STR(t.zs.code[kt_name_join(j, "Jamsa", row)], "182");
        CHECK(kt_name_join(j, "KOKO MAA", row) < 0);
        CHECK(kt_name_join(j, "Espoo, Vantaa", row) < 0);
    }
    kt_name_join_close(j);
    CHECK(told(&st, "name-without-zone", "no zone is called") == 100);
    CHECK(told(&st, "name-without-zone", "1900 more rows") == 1);
    CHECK(told(&st, "name-doubtful",
               "\"Jamsa\" was taken to be 182 \"Jämsä\": letters without their dots (5000 rows)") == 1);
    CHECK(told(&st, "name-total", "KOKO MAA") == 1);
    CHECK(told(&st, "name-ambiguous", "may be several zones") == 1);
    CHECK(told(&st, "name-by-rule", "1 names were joined by rule: genitive 1") == 1);
    kt_arena_close(t.whole);
}

KT_TEST_MAIN
