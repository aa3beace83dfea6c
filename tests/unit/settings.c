/* settings: values, defaults and overrides of a good study file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../study_reading.h"

/* ---- a good file ---- */

KT_TEST(values_are_read_with_defaults)
{
    struct reading r;
    read_text(&r, sf_good);
    GOOD(r);
    CHECK_STR(kt_settings_str(r.s, "study.id"), "demo");
    CHECK_STR(kt_settings_str(r.s, "study.title_fi"), "Näkymä");
    CHECK_STR(kt_settings_str(r.s, "study.title_sv"), "");
    CHECK_STR(kt_settings_str(r.s, "study.crs"), "EPSG:3067");
    CHECK_STR(kt_settings_str(r.s, "study.date"), "2020-06-01");
    CHECK(kt_settings_int(r.s, "study.year") == 2019);
    CHECK(isnan(kt_settings_num(r.s, "study.division_year")) && !kt_settings_has(r.s, "study.division_year"));
    CHECK(kt_settings_num(r.s, "methods.e2sfca.catchment_km") == 25.5);
    CHECK(kt_settings_num(r.s, "methods.nearest.catchment_km") == 30);
    CHECK_STR(kt_settings_str(r.s, "methods.e2sfca.decay"), "gauss");
    CHECK(kt_settings_bool(r.s, "zones[0].generalised") && !kt_settings_bool(r.s, "zones[1].generalised"));
    CHECK(kt_settings_given(r.s, "zones[0].generalised") && !kt_settings_given(r.s, "zones[1].generalised"));
    CHECK(kt_settings_has(r.s, "zones[1].generalised") && !kt_settings_has(r.s, "zones[1].nothing"));
    CHECK(kt_settings_len(r.s, "zones") == 2 && kt_settings_given(r.s, "zones"));
    CHECK(kt_settings_given(r.s, "methods.e2sfca") && !kt_settings_given(r.s, "methods.nearest"));
    CHECK(kt_settings_line(r.s, "methods.e2sfca.catchment_km") == 12);
    CHECK(kt_settings_line(r.s, "methods.e2sfca.decay") == 0);
    CHECK_STR(kt_settings_file(r.s), r.path);
    CHECK_STR(kt_settings_dir(r.s), r.dir);
    done(&r);
}

KT_TEST(lists_and_maps_keep_their_order)
{
    struct reading r;
    read_text(&r, sf_good);
    GOOD(r);
    CHECK(kt_settings_len(r.s, "methods.e2sfca.bands_min") == 2);
    CHECK(kt_settings_num_at(r.s, "methods.e2sfca.bands_min", 1) == 10);
    CHECK(kt_settings_len(r.s, "report.languages") == 2);
    CHECK_STR(kt_settings_str_at(r.s, "report.languages", 1), "sv");
    CHECK(kt_settings_len(r.s, "people.ages") == 3);
    CHECK_STR(kt_settings_map_key(r.s, "people.ages", 2), "75-");
    CHECK_STR(kt_settings_map_value(r.s, "people.ages", 1), "a16+a20");
    CHECK_STR(kt_settings_map_value(r.s, "zones[0].columns", 0), "kunta");
    CHECK_STR(kt_settings_map_value(r.s, "zones[1].columns", 1), "region");
    CHECK(kt_settings_len(r.s, "people.missing") == 3);
    CHECK_STR(kt_settings_str_at(r.s, "people.missing", 1), "..");
    done(&r);
}

KT_TEST(codes_stay_text)
{
    struct reading r;
    read_text(&r, sf_good);
    GOOD(r);
    CHECK_STR(kt_settings_str_at(r.s, "report.only", 0), "005");
    CHECK_STR(kt_settings_str_at(r.s, "report.only", 1), "091");
    done(&r);
    read_text(&r, good_with("id: demo", "id: 005"));
    GOOD(r);
    CHECK_STR(kt_settings_str(r.s, "study.id"), "005");
    done(&r);
}

KT_TEST(paths_are_relative_to_the_study_file)
{
    struct reading r;
    read_text(&r, good_with("  - level: region\n", "  - {level: region, source: \"PG:dbname=x\"}\n"));
    GOOD(r);
    CHECK_STR(kt_settings_str(r.s, "people.source"), kt_path_join(&r.a, r.dir, "people.csv"));
    CHECK_STR(kt_settings_str(r.s, "zones[1].source"), "PG:dbname=x");
    CHECK(!kt_settings_has(r.s, "zones[0].source"));
    done(&r);
}

KT_TEST(booleans_are_read_as_yaml_writes_them)
{
    static const char *const word[] = {"true",  "yes", "on",  "TRUE",  "Yes",
                                       "false", "no",  "off", "False", "NO"};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        struct reading r;
        char line[64];
        snprintf(line, sizeof line, "generalised: %s", word[i]);
        read_text(&r, good_with("generalised: yes", line));
        GOOD(r);
        CHECK(kt_settings_bool(r.s, "zones[0].generalised") == (i < 5));
        done(&r);
    }
}

KT_TEST(empty_values_fall_back_to_the_default)
{
    struct reading r;
    read_text(&r, good_with("catchment_km: 25.5", "catchment_km:"));
    GOOD(r);
    CHECK(kt_settings_num(r.s, "methods.e2sfca.catchment_km") == 30);
    CHECK(!kt_settings_given(r.s, "methods.e2sfca.catchment_km"));
    done(&r);
    read_text(&r, good_with("catchment_km: 25.5", "since: \"\""));
    GOOD(r);
    CHECK(!kt_settings_has(r.s, "methods.e2sfca.since"));
    done(&r);
    read_text(&r, good_with("level: region", "level: region\nrun:"));
    GOOD(r);
    CHECK(kt_settings_int(r.s, "run.seed") == 1);
    done(&r);
}

KT_TEST(aliases_stand_for_their_value)
{
    struct reading r;
    read_text(&r, good_with("  - level: region\n",
                            "  - {level: region, columns: &c {code: k}}\n  - {level: x, columns: *c}\n"));
    GOOD(r);
    CHECK(kt_settings_len(r.s, "zones") == 3);
    CHECK_STR(kt_settings_map_value(r.s, "zones[2].columns", 0), "k");
    done(&r);
}

KT_TEST(a_byte_order_mark_and_crlf_are_no_problem)
{
    char text[2048] = "\xef\xbb\xbf";
    size_t n = 3;
    for (const char *p = sf_good; *p; p++) {
        if (*p == '\n') text[n++] = '\r';
        text[n++] = *p;
    }
    struct reading r;
    read_bytes(&r, text, n, NULL, 0);
    GOOD(r);
    CHECK_STR(kt_settings_str_at(r.s, "report.only", 0), "005");
    done(&r);
}

static void collect(void *ctx, const char *path, const char *value, bool given)
{
    char *out = ctx;
    size_t n = strlen(out);
    snprintf(out + n, 4096 - n, "%s=%s%s\n", path, value, given ? "" : " (default)");
}

KT_TEST(every_value_is_told_in_schema_order)
{
    struct reading r;
    read_text(&r, sf_good);
    GOOD(r);
    char out[4096] = "";
    kt_settings_each(r.s, collect, out);
    CHECK(strncmp(out, "study.id=demo\n", 14) == 0);
    CHECK(strstr(out, "report.languages=[fi, sv]\nreport.formats=[pdf, web, directory] (default)\n"));
    CHECK(strstr(out, "zones[0].columns={code: kunta, name_fi: nimi}\n"));
    CHECK(strstr(out, "people.source=people.csv\n")); /* as written: no path of this machine */
    CHECK(strstr(out, "methods.nearest.catchment_km=30 (default)\n"));
    done(&r);
}

/* ---- the command line ---- */

KT_TEST(overrides_win)
{
    static const char *const set[] = {"run.seed=7",
                                      "report.languages=en,fi",
                                      "methods.nearest.catchment_km=5",
                                      "zones[1].level=maakunta",
                                      "study.title_en=a: b # c",
                                      "run.seed=8",
                                      "people.ages={\"0-\": all}",
                                      "methods.e2sfca.bands_min=1,2"};
    struct reading r;
    read_bytes(&r, sf_good, strlen(sf_good), set, sizeof set / sizeof *set);
    GOOD(r);
    CHECK(kt_settings_int(r.s, "run.seed") == 8);
    CHECK_STR(kt_settings_str_at(r.s, "report.languages", 0), "en");
    CHECK(kt_settings_num(r.s, "methods.nearest.catchment_km") == 5);
    CHECK_STR(kt_settings_str(r.s, "zones[1].level"), "maakunta");
    CHECK_STR(kt_settings_str(r.s, "study.title_en"), "a: b # c");
    CHECK_STR(kt_settings_map_key(r.s, "people.ages", 0), "0-");
    CHECK(kt_settings_len(r.s, "methods.e2sfca.bands_min") == 2);
    done(&r);
}

KT_TEST(an_override_mends_a_bad_value)
{
    static const char *const set[] = {"study.year=2018"};
    const char *text = good_with("year: 2019", "year: soon");
    struct reading r;
    read_bytes(&r, text, strlen(text), set, 1);
    GOOD(r);
    CHECK(kt_settings_int(r.s, "study.year") == 2018);
    done(&r);
}

KT_TEST(bad_overrides_are_told_after_the_file)
{
    static const char *const set[] = {"run.sede=7",       "nothing", "run.strict=maybe",
                                      "zones[9].level=x", "a\xff=b", "people.ages={a"};
    const char *text = good_with("id: demo", "idd: demo");
    struct reading r;
    read_bytes(&r, text, strlen(text), set, sizeof set / sizeof *set);
    CHECK(r.is.n == 8);
    CHECK_STR(said(&r, 0), "1: study.idd: unknown key; nearest known key is 'id'");
    CHECK_STR(said(&r, 1), "1: study.id: required key is missing");
    CHECK_STR(said(&r, 2), "0: nothing: expected KEY=VALUE");
    CHECK_STR(said(&r, 3), "0: a setting is not UTF-8 text");
    CHECK_STR(said(&r, 4), "0: run.strict: expected true or false, found 'maybe'");
    CHECK(strncmp(said(&r, 5), "0: not valid YAML", 17) == 0);
    CHECK_STR(said(&r, 6), "0: run.sede: unknown key; nearest known key is 'run.seed'");
    CHECK_STR(said(&r, 7), "0: zones[9].level: unknown key; nearest known key is 'zones[0].level'");
    CHECK_STR(r.is.item[4].file, "command line");
    done(&r);
}

KT_TEST_MAIN
