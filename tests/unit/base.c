/* base: errors, arena, sums, order, text, files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <unistd.h>

KT_TEST(first_error_is_kept)
{
    struct kt_err err = {0};
    CHECK(kt_fail_at(&err, KT_EINPUT, "a.csv", 7, "bad %s", "row") == KT_EINPUT);
    CHECK(kt_fail(&err, KT_EIO, "later") == KT_EINPUT);
    CHECK_STR(err.text, "bad row");
    CHECK_STR(err.file, "a.csv");
    CHECK(err.line == 7);
}

KT_TEST(secrets_are_masked_in_every_form)
{
    static const char *const form[][2] = {
        {"PG:host=db user=anna password=hush dbname=gis", "PG:host=db user=anna password= dbname=gis"},
        {"PG:password = 'hu sh\\'h' dbname=gis", "PG:password =  dbname=gis"},
        {"postgresql://anna:hush@db:5432/gis?sslmode=require&password=hush",
         "postgresql://anna@db:5432/gis?sslmode=require&password="},
        {"https://geo.stat.fi:443/a:b@c", "https://geo.stat.fi:443/a:b@c"},
        {"https://x/wfs?api_key=hush&count=1", "https://x/wfs?api_key=&count=1"},
        {"nopassword=shown", "nopassword=shown"},
    };
    struct kt_arena whole = kt_arena_open(1 << 16), a = whole;
    for (size_t i = 0; i < sizeof form / sizeof *form; i++) CHECK_STR(kt_masked(&a, form[i][0]), form[i][1]);
    kt_arena_close(whole);
}
KT_TEST(arena_is_aligned_zeroed_and_scratch_is_forgotten)
{
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    char *c = kt_alloc(&a, 3, 1);
    memset(c, 'x', 3);
    struct kt_arena scratch = a;
    double *d = KT_NEW(&scratch, double, 4);
    CHECK(((uintptr_t)d & 15) == 0);
    d[0] = 5;
    double *again = KT_NEW(&a, double, 4);
    CHECK(again == d && again[0] == 0);
    CHECK_STR(kt_printf(&a, "%s-%03d", "k", 5), "k-005");
    kt_arena_close(whole);
}

KT_TEST(sum_keeps_what_cancels)
{
    double v[] = {1, 1e100, 1, -1e100};
    CHECK(kt_sum(v, 4) == 2);
    double inf[] = {1, INFINITY};
    CHECK(isinf(kt_sum(inf, 2)));
    double nan[] = {1, NAN};
    CHECK(isnan(kt_sum(nan, 2)));
    CHECK(kt_sum(NULL, 0) == 0);
}

KT_TEST(order_puts_nan_last_and_ties_by_row)
{
    double key[] = {2, NAN, 1, 2};
    size_t order[4];
    kt_order(key, 4, order);
    CHECK(order[0] == 2 && order[1] == 0 && order[2] == 3 && order[3] == 1);
    kt_sort(key, 4);
    CHECK(key[0] == 1 && isnan(key[3]));
    CHECK_NEAR(kt_quantile_sorted(key, 3, 0.25), 1.5, 1e-15);
    CHECK(isnan(kt_quantile_sorted(key, 0, 0.5)));
}

KT_TEST(numbers_are_read_strictly)
{
    double v;
    CHECK(kt_parse_num("12,5", &v) && v == 12.5);
    CHECK(kt_parse_num(" -3.25e2 ", &v) && v == -325);
    CHECK(!kt_parse_num("", &v) && !kt_parse_num("1,2,3", &v) && !kt_parse_num("0x10", &v));
    CHECK(!kt_parse_num("nan", &v) && !kt_parse_num("inf", &v) && !kt_parse_num("..", &v) &&
          !kt_parse_num("5 km", &v));
}

KT_TEST(text_helpers)
{
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    CHECK(kt_edit_distance("colums", "columns") == 1);
    CHECK(kt_utf8_valid("Åland ŋ") && !kt_utf8_valid("\xc5") && !kt_utf8_valid("\xc0\xaf") &&
          !kt_utf8_valid("\xed\xa0\x80"));
    CHECK_STR(kt_slug(&a, "Pohjois-Savo"), "pohjois-savo");
    CHECK_STR(kt_slug(&a, "Åland / Ahvenanmaa"), "aland-ahvenanmaa");
    CHECK_STR(kt_slug(&a, "../../x"), "x");
    CHECK_STR(kt_slug(&a, "…"), "x");
    CHECK(kt_lang_parse("sv") == KT_SV && kt_lang_parse("se") == -1);
    kt_arena_close(whole);
}

KT_TEST(files_are_hashed_listed_and_removed)
{
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    struct kt_err err = {0};
    char dir[] = "/tmp/katve-base-XXXXXX";
    CHECK(mkdtemp(dir));
    CHECK(kt_mkdirs(kt_path_join(&a, dir, "b/c"), &err) == KT_OK);
    const char *file[] = {"b/c/z", "a"};
    for (int i = 0; i < 2; i++) {
        FILE *f = fopen(kt_path_join(&a, dir, file[i]), "w");
        CHECK(f && fputs("abc", f) >= 0);
        if (f) fclose(f);
    }
    char **name;
    size_t n;
    CHECK(kt_list_files(dir, &a, &name, &n, &err) == KT_OK && n == 2);
    CHECK_STR(name[0], "a");
    CHECK_STR(name[1], "b/c/z");
    char hex[65], same[65];
    CHECK(kt_sha256_file(kt_path_join(&a, dir, "a"), hex, &err) == KT_OK);
    CHECK_STR(hex,
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); /* FIPS 180-4, "abc" */
    kt_sha256_bytes("abc", 3, same);
    CHECK_STR(same, hex);
    char *text;
    CHECK(kt_slurp(kt_path_join(&a, dir, "a"), &a, &text, &n, &err) == KT_OK && n == 3);
    CHECK_STR(text, "abc");
    CHECK(kt_sha256_file(dir, hex, &err) == KT_EIO && strstr(err.text, "folder"));
    struct kt_err gone = {0};
    CHECK(kt_rmtree(dir, &gone) == KT_OK && access(dir, F_OK) != 0);
    kt_arena_close(whole);
}

KT_TEST_MAIN
