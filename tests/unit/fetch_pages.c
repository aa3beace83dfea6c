/* Fetching without a network: answers that lie in the folder of pages are put together, refused, or, when
 * they can't be trusted any more, asked for again (which fails here: nobody listens).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include "fetch/fetch_internal.h"

#include <time.h>
#include <unistd.h>
#include <utime.h>

#define NOBODY "http://127.0.0.1:9/x"

struct fix {
    char dir[64];
    struct kt_arena whole, keep;
    struct kt_preset preset;
    struct kt_fetch_options opt;
    struct kt_job job;
    struct kt_err err;
    size_t npage;
};

static void open_fix(struct fix *f, enum kt_paging paging, size_t page)
{
    *f = (struct fix){.dir = "/tmp/katve-test-XXXXXX"};
    if (!mkdtemp(f->dir)) abort();
    f->keep = f->whole = kt_arena_open((size_t)16 << 20);
    f->preset = (struct kt_preset){.name = "rows", .paging = paging, .page = page, .fields = "code|old name"};
    f->opt = (struct kt_fetch_options){.dir = f->dir, .tries = 1, .timeout_s = 2};
    f->job = (struct kt_job){.preset = &f->preset, .opt = &f->opt, .keep = &f->keep, .url = NOBODY};
    f->job.path = kt_path_join(&f->keep, f->dir, "rows.json");
    f->job.part = kt_path_join(&f->keep, f->dir, ".rows.json.part");
    f->job.pages = kt_path_join(&f->keep, f->dir, ".rows.json.pages");
    if (kt_mkdirs(f->job.pages, &f->err) != KT_OK) abort();
}

static void close_fix(struct fix *f)
{
    (void)!kt_rmtree(f->dir, &f->err);
    kt_arena_close(f->whole);
}

static void put(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    if (!out || fputs(text, out) < 0) abort();
    fclose(out);
}

/* An answer to GET `url` (or to a POST of `body`), as an earlier fetch left it. */
static void answered(struct fix *f, const char *url, const char *body, const char *text)
{
    const char *path = kt_page_path(&f->job, f->npage++, &f->keep);
    put(path, text);
    put(kt_printf(&f->keep, "%s.request", path), kt_printf(&f->keep, "%s\n%s", url, body));
}

static json_t *made(const struct fix *f)
{
    return json_load_file(f->job.part, 0, NULL);
}

#define ROW(id, code) "{\"id\":\"" id "\",\"properties\":{\"code\":\"" code "\",\"name\":\"A\"}}"
#define LINKS(next) \
    "\"links\":[{\"rel\":\"self\",\"href\":\"" NOBODY "?self\"},{\"rel\":\"next\",\"href\":\"" next "\"}]"

KT_TEST(ogc_features_follow_the_next_link_and_no_other)
{
    struct fix f;
    open_fix(&f, KT_FEATURES, 2);
    answered(&f, NOBODY "?limit=2", "",
             "{\"type\":\"FeatureCollection\",\"numberMatched\":3,\"timeStamp\":\"t\",\"features\":[" ROW(
                 "a", "001") "," ROW("b", "002") "]," LINKS(NOBODY "?cursor=zz") "}");
    answered(&f, NOBODY "?cursor=zz", "",
             "{\"numberMatched\":3,\"features\":[" ROW("c", "003") "],\"links\":[{\"rel\":\"prev\",\"href\":"
                                                                   "\"" NOBODY "\"}]}");
    CHECK(kt_fetch_pages(&f.job, &f.err) == KT_OK);
    json_t *all = made(&f), *rows = json_object_get(all, "features");
    CHECK(f.job.rows == 3 && json_array_size(rows) == 3);
    CHECK_STR(json_string_value(json_object_get(json_array_get(rows, 2), "id")), "c");
    CHECK_STR(json_string_value(json_object_get(all, "type")), "FeatureCollection");
    CHECK(json_integer_value(json_object_get(all, "numberMatched")) == 3);
    CHECK(!json_object_get(all, "links") && !json_object_get(all, "timeStamp"));
    json_decref(all);
    close_fix(&f);
}

KT_TEST(ogc_features_end_where_a_page_is_empty_whatever_its_link_says)
{
    struct fix f;
    open_fix(&f, KT_FEATURES, 2);
    answered(&f, NOBODY "?limit=2", "", "{\"features\":[" ROW("a", "001") "]," LINKS(NOBODY "?p=2") "}");
    answered(&f, NOBODY "?p=2", "", "{\"features\":[]," LINKS(NOBODY "?p=2") "}");
    CHECK(kt_fetch_pages(&f.job, &f.err) == KT_OK && f.job.rows == 1);
    close_fix(&f);
}

KT_TEST(ogc_features_that_promise_more_than_they_link_to_are_not_whole)
{
    struct fix f;
    open_fix(&f, KT_FEATURES, 2);
    answered(&f, NOBODY "?limit=2", "", "{\"numberMatched\":5,\"features\":[" ROW("a", "001") "]}");
    CHECK(kt_fetch_pages(&f.job, &f.err) == KT_EIO);
    CHECK(strstr(f.err.text, "promised 5 rows and gave 1"));
    CHECK(f.job.stale);
    close_fix(&f);
}

KT_TEST(wfs_pages_begin_where_the_rows_so_far_end)
{
    struct fix f;
    open_fix(&f, KT_WFS, 5);
    f.job.url = NOBODY "?service=WFS";
    /* The server gives three although five were asked for. */
    answered(&f, NOBODY "?service=WFS&count=5&startIndex=0", "",
             "{\"numberMatched\":4,\"features\":[" ROW("a", "1") "," ROW("b", "2") "," ROW("c", "3") "]}");
    answered(&f, NOBODY "?service=WFS&count=5&startIndex=3", "",
             "{\"numberMatched\":4,\"features\":[" ROW("d", "4") "]}");
    CHECK(kt_fetch_pages(&f.job, &f.err) == KT_OK && f.job.rows == 4 && f.job.npage == 2);
    close_fix(&f);
}

KT_TEST(a_number_of_rows_that_changes_between_pages_is_no_table)
{
    struct fix f;
    open_fix(&f, KT_WFS, 1);
    answered(&f, NOBODY "?count=1&startIndex=0", "",
             "{\"numberMatched\":2,\"features\":[" ROW("a", "1") "]}");
    answered(&f, NOBODY "?count=1&startIndex=1", "",
             "{\"numberMatched\":3,\"features\":[" ROW("b", "2") "]}");
    CHECK(kt_fetch_pages(&f.job, &f.err) == KT_EIO && f.job.stale);
    CHECK(strstr(f.err.text, "changed while it was read (2 rows, then 3)"));
    close_fix(&f);
}

KT_TEST(a_page_of_another_question_or_of_yesterday_is_asked_for_again)
{
    for (int old = 0; old < 2; old++) {
        struct fix f;
        open_fix(&f, KT_WFS, 5);
        answered(&f, old ? NOBODY "?count=5&startIndex=0" : NOBODY "?count=9&startIndex=0", "",
                 "{\"numberMatched\":1,\"features\":[" ROW("a", "1") "]}");
        struct utimbuf yesterday = {time(NULL) - 25 * 3600, time(NULL) - 25 * 3600};
        if (old) CHECK(utime(kt_page_path(&f.job, 0, &f.keep), &yesterday) == 0);
        CHECK(kt_fetch_pages(&f.job, &f.err) == KT_EIO);
        CHECK(f.job.npage == 0 && !f.job.stale); /* what lies there may serve the next try */
        close_fix(&f);
    }
}

KT_TEST(a_page_that_is_no_json_is_thrown_away)
{
    struct fix f;
    open_fix(&f, KT_WFS, 5);
    answered(&f, NOBODY "?count=5&startIndex=0", "", "{\"numberMatched\":1,\"features\":[");
    CHECK(kt_fetch_pages(&f.job, &f.err) == KT_EIO && strstr(f.err.text, "no whole JSON"));
    CHECK(access(kt_page_path(&f.job, 0, &f.keep), F_OK) != 0);
    close_fix(&f);
}

KT_TEST(a_row_that_came_twice_means_that_another_is_missing)
{
    struct fix f;
    open_fix(&f, KT_WFS, 5);
    answered(&f, NOBODY "?count=5&startIndex=0", "",
             "{\"numberMatched\":2,\"features\":[" ROW("a", "1") "," ROW("a", "1") "]}");
    CHECK(kt_fetch_pages(&f.job, &f.err) == KT_EIO && strstr(f.err.text, "1 rows came twice"));
    close_fix(&f);
}

KT_TEST(service_locations_are_picked_and_counted)
{
    struct fix f;
    open_fix(&f, KT_PTV, 100);
    f.preset.fields = "kind";
    f.preset.only = "kind=Place";
    answered(&f, NOBODY "?page=1", "",
             "{\"pageCount\":2,\"pageSize\":2,\"itemList\":[{\"id\":1,\"kind\":\"Place\"},{\"id\":2,\"kind\":"
             "\"Web\"}]}");
    answered(&f, NOBODY "?page=2", "", "{\"pageCount\":2,\"itemList\":[{\"id\":3,\"kind\":\"Place\"}]}");
    CHECK(kt_fetch_pages(&f.job, &f.err) == KT_OK && f.job.rows == 2);
    json_t *all = made(&f);
    CHECK(json_integer_value(json_object_get(all, "pageCount")) == 1);
    json_decref(all);
    close_fix(&f);
}

KT_TEST(expected_fields_have_alternatives_and_open_ends)
{
    struct fix f;
    open_fix(&f, KT_WFS, 5);
    json_t *row = json_pack("{s:i, s:i}", "Alue 2017", 1, "old", 2);
    CHECK(kt_fetch_expect(&f.job, row, "code|old Alue*", &f.err) == KT_OK);
    CHECK(kt_fetch_expect(&f.job, row, "old Alue", &f.err) == KT_EINPUT);
    CHECK(strstr(f.err.text, "lacks the field \"Alue\"") && strstr(f.err.text, "it has: Alue 2017 old"));
    json_decref(row);
    close_fix(&f);
}

#define VARIABLES                                                                                        \
    "{\"variables\":[{\"code\":\"Alue\",\"values\":[\"KU001\",\"KU002\",\"KU003\",\"MK01\"]},{\"code\":" \
    "\"Tiedot\",\"values\":[\"n\",\"m\"]}]}"
#define QUERY(areas)                                                                                        \
    "{\"query\":[{\"code\":\"Alue\",\"selection\":{\"filter\":\"item\",\"values\":[" areas "]}},{\"code\":" \
    "\"Tiedot\",\"selection\":{\"filter\":\"item\",\"values\":[\"n\",\"m\"]}}],\"response\":{\"format\":"   \
    "\"json-"                                                                                               \
    "stat2\"}}"
#define TABLE(n, index, value)                                     \
    "{\"id\":[\"Alue\",\"Tiedot\"],\"size\":[" n                   \
    ",2],\"dimension\":{\"Alue\":{\"category\":{\"index\":{" index \
    "}}},\"Tiedot\":{\"category\":{\"index\":{\"n\":0,\"m\":1}}}},\"value\":" value "}"

KT_TEST(parts_of_a_table_become_one_though_one_is_sparse)
{
    struct fix f;
    open_fix(&f, KT_PXWEB, 4);
    f.preset.fields = "Alue Tiedot";
    f.job.select = "Alue=KU*";
    answered(&f, NOBODY, "", VARIABLES);
    answered(&f, NOBODY, QUERY("\"KU001\",\"KU002\""), TABLE("2", "\"KU001\":0,\"KU002\":1", "[1,2,3,4]"));
    answered(&f, NOBODY, QUERY("\"KU003\""), TABLE("1", "\"KU003\":0", "{\"1\":6}"));
    CHECK(kt_fetch_pxweb(&f.job, &f.err) == KT_OK && f.job.rows == 6);
    json_t *all = made(&f), *value = json_object_get(all, "value");
    CHECK(json_array_size(value) == 6 && json_is_null(json_array_get(value, 4)));
    CHECK(json_integer_value(json_array_get(value, 5)) == 6);
    CHECK(json_integer_value(json_array_get(json_object_get(all, "size"), 0)) == 3);
    json_decref(all);
    close_fix(&f);
}

KT_TEST(the_index_tells_same_changed_and_edited)
{
    struct fix f;
    open_fix(&f, KT_WFS, 5);
    struct kt_fetch_result r = {.file = "rows.json", .path = f.job.path};
    f.preset.licence = f.job.credit = "c";
    put(f.job.path, "one");
    CHECK(kt_sha256_file(f.job.path, r.sha256, &f.err) == KT_OK);
    CHECK(kt_sources_compare(&f.job, &r, &f.err) == KT_OK && r.what == KT_NEW_FILE && !r.edited);
    CHECK(kt_sources_record(&f.job, &r, &f.err) == KT_OK);
    CHECK(kt_sources_compare(&f.job, &r, &f.err) == KT_OK && r.what == KT_SAME_FILE && !r.edited);
    put(f.job.path, "edited here");
    CHECK(kt_sources_compare(&f.job, &r, &f.err) == KT_OK && r.edited);
    put(f.job.path, "one");
    memset(r.sha256, 'a', 64);
    CHECK(kt_sources_compare(&f.job, &r, &f.err) == KT_OK && r.what == KT_CHANGED_FILE && !r.edited);
    put(kt_path_join(&f.keep, f.dir, KT_SOURCES_NAME), "{\"files\": [");
    CHECK(kt_sources_compare(&f.job, &r, &f.err) != KT_OK);
    close_fix(&f);
}

KT_TEST_MAIN
