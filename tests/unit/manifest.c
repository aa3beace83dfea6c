/* The manifest, and runs checked against it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include "../open_files.h"

#include <jansson.h>

static void put(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    CHECK(f != NULL);
    if (!f) return;
    fputs(text, f);
    fclose(f);
}

/* A run with two outputs, read from a study file and one table. */
static struct kt_manifest small_run(struct open_files *o, const char *run)
{
    struct kt_err err = {0};
    struct kt_study *st = &o->m.st;
    put(in_dir(o, "study.yaml"), "study: {}\n");
    put(in_dir(o, "people.csv"), "id\n1\n");
    st->input[0] =
        (struct kt_input){.role = "study", .path = in_dir(o, "study.yaml"), .layer = "", .rows = 1};
    st->input[1] =
        (struct kt_input){.role = "people", .path = in_dir(o, "people.csv"), .layer = "people", .rows = 1};
    st->input[2] =
        (struct kt_input){.role = "sites", .path = "PG:host=db user=me password=hush dbname=x", .layer = "s"};
    st->ninput = 3;
    const char *dir = in_dir(o, run);
    CHECK(kt_mkdirs(kt_path_join(&o->m.keep, dir, "data"), &err) == KT_OK);
    put(kt_path_join(&o->m.keep, dir, "data/a.csv"), "a\n1\n");
    put(kt_path_join(&o->m.keep, dir, "tämä b.pdf"), "%PDF\n");
    struct kt_manifest m = {
        .export = &o->x, .command = "katve run study.yaml", .study = in_dir(o, "study.yaml"), .run = run};
    CHECK(kt_manifest_write(&m, dir, o->m.tmp, &err) == KT_OK);
    CHECK_STR(err.text, "");
    return m;
}

KT_TEST(manifest_is_a_crate_with_everything_in_it)
{
    struct open_files o;
    open_files(&o);
    small_run(&o, "run");
    const char *text = all_of(&o, in_dir(&o, "run/" KT_MANIFEST_NAME));
    json_t *doc = json_loads(text, 0, NULL);
    CHECK(doc && json_array_size(json_object_get(doc, "@graph")) > 20);
    CHECK(strstr(text, "https://w3id.org/ro/crate/1.1") && strstr(text, "\"CreateAction\""));
    CHECK(strstr(text, "\"t%C3%A4m%C3%A4%20b.pdf\"") != NULL);
    char sha[65];
    kt_sha256_bytes("a\n1\n", 4, sha);
    CHECK(strstr(text, sha) != NULL);
    kt_sha256_bytes("id\n1\n", 5, sha);
    CHECK(strstr(text, sha) != NULL);
    CHECK(strstr(text, "hush") == NULL && strstr(text, "dbname=x") != NULL);
    CHECK(strstr(text, "#breaks/need_per_1000") && strstr(text, "40.5"));
    CHECK(strstr(text, "\"GDAL\"") && strstr(text, "\"pango\"") && strstr(text, "katve run study.yaml"));
    json_decref(doc);
    close_files(&o);
}

KT_TEST(verify_tells_same_different_missing_and_added)
{
    struct open_files o;
    struct kt_err err = {0};
    struct kt_verify v;
    open_files(&o);
    small_run(&o, "run");
    CHECK(kt_verify_checksums(in_dir(&o, "run"), &o.m.keep, &v, &err) == KT_OK);
    CHECK_STR(err.text, "");
    CHECK(v.n == 5 && v.count[KT_SAME] == 4 && v.count[KT_UNCHECKED] == 1);
    CHECK_STR(v.command, "katve run study.yaml");
    CHECK_STR(v.run, "run");
    put(in_dir(&o, "people.csv"), "id\n2\n");
    put(in_dir(&o, "run/data/a.csv"), "a\n2\n");
    put(in_dir(&o, "run/extra.txt"), "x");
    CHECK(unlink(in_dir(&o, "run/tämä b.pdf")) == 0);
    CHECK(kt_verify_checksums(in_dir(&o, "run"), &o.m.keep, &v, &err) == KT_OK);
    CHECK(v.count[KT_SAME] == 1 && v.count[KT_DIFFERENT] == 2 && v.count[KT_GONE] == 1 &&
          v.count[KT_ADDED] == 1);
    CHECK(v.item[0].input && v.item[1].verdict == KT_DIFFERENT);
    close_files(&o);
}

KT_TEST(verify_finds_the_study_above_the_run)
{
    struct open_files o;
    struct kt_err err = {0};
    struct kt_verify v;
    open_files(&o);
    struct kt_manifest m = small_run(&o, "run");
    m.study = "study.yaml";
    CHECK(kt_manifest_write(&m, in_dir(&o, "run"), o.m.tmp, &err) == KT_OK);
    CHECK(kt_verify_checksums(in_dir(&o, "run"), &o.m.keep, &v, &err) == KT_OK);
    CHECK(v.count[KT_SAME] == 4 && access(v.study, R_OK) == 0);
    close_files(&o);
}

KT_TEST(verify_refuses_what_is_no_run)
{
    struct open_files o;
    struct kt_verify v;
    open_files(&o);
    struct kt_err a = {0}, b = {0}, c = {0}, d = {0};
    CHECK(kt_verify_checksums(o.dir, &o.m.keep, &v, &a) == KT_EINPUT);
    put(in_dir(&o, KT_MANIFEST_NAME), "{\"@graph\": [");
    CHECK(kt_verify_checksums(o.dir, &o.m.keep, &v, &b) == KT_EINPUT);
    put(in_dir(&o, KT_MANIFEST_NAME), "{\"@graph\": []}");
    CHECK(kt_verify_checksums(o.dir, &o.m.keep, &v, &c) == KT_EINPUT);
    put(in_dir(&o, KT_MANIFEST_NAME), "{\"@graph\": [{\"@id\": \"#run\"}, {\"@id\": \"#katve\"}, "
                                      "{\"@id\": \"x\", \"@type\": \"File\", \"name\": \"a/../../x\"}]}");
    CHECK(kt_verify_checksums(o.dir, &o.m.keep, &v, &d) == KT_EINPUT);
    CHECK(strstr(d.text, "outside") != NULL);
    close_files(&o);
}

KT_TEST(compare_looks_past_command_and_place_only)
{
    struct open_files o;
    struct kt_err err = {0};
    struct kt_verify v;
    open_files(&o);
    small_run(&o, "a");
    struct kt_manifest m = small_run(&o, "b");
    m.run = "a";
    m.command = "katve run elsewhere/study.yaml";
    CHECK(kt_manifest_write(&m, in_dir(&o, "b"), o.m.tmp, &err) == KT_OK);
    CHECK(kt_verify_compare(in_dir(&o, "a"), in_dir(&o, "b"), &o.m.keep, &v, &err) == KT_OK);
    CHECK(v.n == 3 && v.count[KT_SAME] == 3);
    put(in_dir(&o, "b/data/a.csv"), "a\n3\n");
    put(in_dir(&o, "b/new.txt"), "");
    CHECK(kt_verify_compare(in_dir(&o, "a"), in_dir(&o, "b"), &o.m.keep, &v, &err) == KT_OK);
    CHECK(v.count[KT_DIFFERENT] == 1 && v.count[KT_ADDED] == 1 && v.count[KT_SAME] == 2);
    close_files(&o);
}

KT_TEST_MAIN
