/* settings: every message that a bad study file can bring about, word by word.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../study_reading.h"

/* What a file must say: the first problem, and how many there are. */
static void expect(const char *text, size_t n, const char *first, const char *remedy)
{
    struct reading r;
    read_text(&r, text);
    CHECK(r.status == KT_EINPUT && r.is.n == n);
    CHECK_STR(said(&r, 0), first);
    if (remedy && r.is.n) CHECK_STR(r.is.item[0].remedy, remedy);
    if (r.is.n) CHECK_STR(r.is.item[0].file, r.path);
    done(&r);
}

/* ---- files that can't be one ---- */

KT_TEST(broken_yaml_has_line_and_column)
{
    expect("study:\n  id: [a, b\nzones: x\n", 1,
           "3: not valid YAML at column 6: did not find expected ',' or ']', while parsing a flow sequence "
           "that begins on line 2",
           "close the bracket, and put a comma between its parts");
    expect("study:\n\tid: a\n", 1,
           "2: not valid YAML at column 1: found character that cannot start any token",
           "indent with blanks, never tabs, and quote texts that begin with %, @ or `");
}

KT_TEST(empty_files_are_refused)
{
    expect("", 1, "0: holds no settings", NULL);
    expect("# only a comment\n\n", 1, "0: holds no settings", NULL);
    expect("---\n", 1, "0: holds no settings", NULL);
    expect("code,name\n005,Alajärvi\n", 1, "1: expected sections such as 'study:', found other text",
           "name the study file (YAML), not a data file");
}

KT_TEST(other_encodings_are_refused_with_their_line)
{
    expect("study:\n  id: demo\n  title_fi: N\xe4kym\xe4\n", 1, "3: the line is not UTF-8 text",
           "save the file as UTF-8 in the editor");
    struct reading r;
    read_bytes(&r, "a: b\0c\n", 7, NULL, 0);
    CHECK_STR(said(&r, 0), "1: the file is not UTF-8 text: it holds a NUL byte");
    done(&r);
    expect("study:\n  id: a\x01z\n", 1, "2: not valid YAML at column 8: control characters are not allowed",
           "remove the control character from the file");
    expect("study: {id: \"a\\0b\"}\n", 1, "1: a text holds the character NUL (\\0)", NULL);
}

KT_TEST(huge_and_deep_files_are_refused)
{
    size_t n = (size_t)10 << 20;
    char *text = malloc(n);
    CHECK(text);
    if (!text) return;
    memset(text, 'x', n);
    memcpy(text, "study: {id: ", 12);
    struct reading r;
    read_bytes(&r, text, n, NULL, 0);
    CHECK_STR(said(&r, 0), "0: is larger than 1 MB, the most that a study file may have");
    done(&r);
    memset(text, '[', 1 << 20);
    read_bytes(&r, text, 1 << 20, NULL, 0);
    CHECK_STR(said(&r, 0), "1: lists and maps are nested more than 24 deep");
    done(&r);
    for (size_t i = 0; i < 1 << 20; i += 2) memcpy(text + i, "- ", 2);
    read_bytes(&r, text, 1 << 20, NULL, 0);
    CHECK_STR(said(&r, 0), "1: lists and maps are nested more than 24 deep");
    done(&r);
    n = (size_t)snprintf(text, n, "study: {id: x, year: 2019}\npeople: {source: people.csv}\nzones:\n");
    for (size_t i = 0; i < 2000; i++) memcpy(text + n + 4 * i, "- a\n", 4);
    read_bytes(&r, text, n + 8000, NULL, 0);
    CHECK(r.is.n == 1);
    CHECK_STR(said(&r, 0), "4: zones: 2000 entries; the most is 1000");
    done(&r);
    free(text);
}

KT_TEST(missing_and_unreadable_files_are_told)
{
    struct reading r;
    read_text(&r, sf_good);
    struct kt_schema schema = sf_schema(&r.a);
    CHECK(kt_settings_read(kt_path_join(&r.a, r.dir, "none.yaml"), &schema, NULL, 0, &r.a, &r.is, &r.s,
                           &r.err) == KT_EINPUT);
    CHECK_STR(said(&r, 0), "0: can't be opened: No such file or directory");
    CHECK_STR(r.is.item[0].code, "missing-file");
    CHECK_STR(r.err.text, "the study file has 1 problem");
    CHECK(kt_settings_read(r.dir, &schema, NULL, 0, &r.a, &r.is, &r.s, &r.err) == KT_EINPUT);
    CHECK_STR(said(&r, 1), "0: is a folder where a study file was expected");
    done(&r);
}

KT_TEST(second_documents_and_odd_keys_are_refused)
{
    expect("study: {id: x}\n---\nstudy: {}\n", 1, "2: a second YAML document begins (---)", NULL);
    expect("study: {id: *x}\n", 1, "1: alias *x has no anchor &x before it", NULL);
    expect("study: &s {id: *s}\n", 1, "1: alias *s has no anchor &s before it", NULL);
    expect(good_with("  e2sfca:\n", "  <<: {a: b}\n  e2sfca:\n"), 1,
           "11: methods.<<: unknown section; merging maps with << is not supported", "write the keys out");
    expect(good_with("  e2sfca:\n", "  [a, b]: c\n  e2sfca:\n"), 1,
           "11: a list or map stands where a key was expected", NULL);
}

/* ---- keys ---- */

KT_TEST(unknown_keys_have_their_nearest)
{
    expect(good_with("columns: {code", "colums: {code"), 1,
           "4: zones[0].colums: unknown key; nearest known key is 'columns'",
           "rename it to 'columns', or remove it");
    expect(good_with("report:", "raport:"), 1,
           "14: raport: unknown section; nearest known section is 'report'", NULL);
    expect(good_with("  e2sfca:", "  E2-SFCA:"), 1,
           "11: methods.E2-SFCA: unknown section; nearest known section is 'e2sfca'", NULL);
    expect(good_with("languages: [fi, sv]", "Languages: [fi]"), 1,
           "15: report.Languages: unknown key; nearest known key is 'languages'", NULL);
    expect(good_with("year: 2019", "year: 2019, suppress_k: 5"), 1,
           "1: study.suppress_k: unknown key; section 'report' has a key of that name",
           "move it to section 'report', or remove it");
    expect(good_with("catchment_km: 25.5", "zebra: 1"), 1, "12: methods.e2sfca.zebra: unknown key",
           "use one of: catchment_km, decay, bands_min, draws, since");
    expect(good_with("name_fi: nimi", "nmae_fi: nimi"), 1,
           "4: zones[0].columns.nmae_fi: unknown key; nearest known key is 'name_fi'", NULL);
    expect(good_with("report:", "methods.nearest: {catchment_km: 3}\nreport:"), 1,
           "14: methods.nearest: unknown section", NULL);
}

KT_TEST(duplicate_keys_are_told)
{
    expect(good_with("    bands_min", "    catchment_km: 3\n    bands_min"), 1,
           "13: methods.e2sfca.catchment_km: duplicate key; it stands on line 12 already",
           "keep one of the two");
    expect(good_with("report:", "people: {}\nreport:"), 1,
           "14: people: duplicate key; it stands on line 7 already", NULL);
    expect(good_with("75-: a75", "75-: a75, \"75-\": b"), 1,
           "9: people.ages.75-: duplicate key; it stands on line 9 already", NULL);
}

KT_TEST(required_keys_and_sections_are_asked_for)
{
    expect(good_with("year: 2019, ", ""), 1, "1: study.year: required key is missing", NULL);
    expect(good_with("year: 2019", "year: ~"), 1, "1: study.year: required key has no value", NULL);
    expect(good_with("source: people.csv", "source: \"\""), 1, "8: people.source: required key has no value",
           NULL);
    expect(good_with("  - level: region\n", "  -\n"), 1, "6: zones[1].level: required key is missing",
           "add it: Name of the level.");
    expect("study: {id: x, year: 2019}\npeople: {source: people.csv}\n", 1,
           "0: zones: required section is missing", "add it: Areas.");
    expect("study: {id: x, year: 2019}\npeople: {source: people.csv}\nzones: []\n", 1,
           "3: zones: required section is empty", NULL);
}

/* ---- values ---- */

KT_TEST(wrong_types_say_what_was_expected)
{
    expect(good_with("25.5", "30 km"), 1,
           "12: methods.e2sfca.catchment_km: expected a number (km), found '30 km'",
           "write the number alone; its unit is always km");
    expect(good_with("25.5", "[1, 2]"), 1,
           "12: methods.e2sfca.catchment_km: expected a number (km), found a list", NULL);
    expect(good_with("year: 2019", "year: 2019.5"), 1,
           "1: study.year: expected a whole number (year), found '2019.5'", NULL);
    expect(good_with("generalised: yes", "generalised: maybe"), 1,
           "5: zones[0].generalised: expected true or false, found 'maybe'", "write true or false");
    expect(good_with("2020-06-01", "1.6.2020"), 1,
           "1: study.date: expected a day such as 2020-06-01, found '1.6.2020'", NULL);
    expect(good_with("2020-06-01", "2019-02-29"), 1,
           "1: study.date: expected a day such as 2020-06-01, found '2019-02-29'", NULL);
    expect(good_with("id: demo", "id: [a]"), 1, "1: study.id: expected a text, found a list", NULL);
    expect(good_with("[5, 10]", "[5, ten]"), 1,
           "13: methods.e2sfca.bands_min: expected a list of numbers (min), found 'ten'", NULL);
    expect(good_with("{code: kunta, name_fi: nimi}", "kunta"), 1,
           "4: zones[0].columns: expected a map of names to texts, found 'kunta'", NULL);
    expect(good_with("code: kunta", "code: [a]"), 1,
           "4: zones[0].columns.code: expected a text, found a list", NULL);
    expect(good_with("a75}", "a75}\n  missing: {a: b}"), 1,
           "10: people.missing: expected a list of texts, found a map", NULL);
    expect(good_with("report:\n  languages: [fi, sv]\n  only: [005, \"091\"]\n", "report: fi\n"), 1,
           "14: report: expected a section with keys, found a text", NULL);
    expect("study: {id: x, year: 2019}\npeople: {source: people.csv}\nzones: {level: a}\n", 1,
           "3: zones: expected a list of entries, found a map",
           "begin every entry with '- ' and indent its keys alike");
}

KT_TEST(ranges_and_choices_are_told)
{
    expect(good_with("25.5", "900"), 1,
           "12: methods.e2sfca.catchment_km: 900 is out of range; expected 0.1 to 500 km",
           "choose a value of 0.1 to 500 km");
    expect(good_with("25.5", "25.5\n    draws: 0"), 1,
           "13: methods.e2sfca.draws: 0 is out of range; expected 1 or more", NULL);
    expect(good_with("25.5", ".nan"), 1,
           "12: methods.e2sfca.catchment_km: expected a number (km), found '.nan'", NULL);
    expect(good_with("25.5", "25.5\n    decay: linear"), 1,
           "13: methods.e2sfca.decay: 'linear' is none of the choices: step, gauss",
           "use one of: step, gauss");
    expect(good_with("[fi, sv]", "[fi, se]"), 1,
           "15: report.languages: 'se' is none of the choices: fi, sv, en", NULL);
    expect(good_with("[5, 10]", "[5, 601]"), 1,
           "13: methods.e2sfca.bands_min: 601 is out of range; expected 0 to 600 min", NULL);
}

KT_TEST(missing_files_have_their_nearest)
{
    expect(good_with("people.csv", "poeple.csv"), 1,
           "8: people.source: file 'poeple.csv' is missing; nearest name in its folder is 'people.csv'",
           NULL);
    expect(good_with("people.csv", "data/none.gpkg"), 1, "8: people.source: file 'data/none.gpkg' is missing",
           "name a file relative to the folder of the study file, or an absolute path");
    expect(good_with("people.csv", "people.csv/x"), 1, "8: people.source: file 'people.csv/x' is missing",
           NULL);
}

/* ---- all at once ---- */

KT_TEST(all_problems_are_told_in_one_go_by_line)
{
    struct reading r;
    read_text(&r, "study: {id: demo, yaer: 2019, crs: EPSG:3067}\n"
                  "zones:\n"
                  "  - levle: municipality\n"
                  "    generalised: perhaps\n"
                  "people: {source: none.csv, ages: [a]}\n"
                  "report: {suppress_k: -1, formats: [doc]}\n");
    CHECK(r.is.n == 9);
    for (size_t i = 1; i < r.is.n; i++) CHECK(r.is.item[i - 1].row <= r.is.item[i].row);
    CHECK_STR(r.err.text, "the study file has 9 problems");
    done(&r);
}

KT_TEST(a_flood_of_problems_is_cut)
{
    char text[40000];
    size_t n = (size_t)snprintf(text, sizeof text, "study: {id: x, year: 2019}\nreport:\n");
    for (int i = 0; i < 1000; i++) n += (size_t)snprintf(text + n, sizeof text - n, "  key%d: %d\n", i, i);
    struct reading r;
    read_text(&r, text);
    CHECK(r.is.n == 101);
    CHECK_STR(r.is.item[100].what, "902 more problems are not listed"); /* with two missing sections */
    done(&r);
}

KT_TEST(control_characters_do_not_reach_a_message)
{
    struct reading r;
    read_text(&r, good_with("id: demo", "\"a\\e[31m\\nb\": demo, id: x"));
    CHECK_STR(said(&r, 0), "1: study.a [31m b: unknown key");
    done(&r);
}

KT_TEST_MAIN
