/* The same view gives the same bytes in every file, at another time and in another folder.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include "../open_files.h"

#include <time.h>

KT_TEST(two_exports_have_the_same_bytes)
{
    struct open_files o;
    struct kt_err err = {0};
    struct kt_verify v;
    open_files(&o);
    struct kt_manifest m = {.export = &o.x, .command = "katve run x", .study = "x", .run = "r"};
    CHECK(kt_export_all(&o.x, in_dir(&o, "a"), o.m.tmp, &err) == KT_OK);
    o.m.st.ninput = 0;
    FILE *f = fopen(in_dir(&o, "study"), "wb");
    if (f) fclose(f);
    m.study = in_dir(&o, "study");
    CHECK(kt_manifest_write(&m, in_dir(&o, "a"), o.m.tmp, &err) == KT_OK);
    nanosleep(&(struct timespec){.tv_sec = 2}, NULL); /* clocks in ZIP have steps of two seconds */
    setenv("TZ", "Asia/Tokyo", 1);
    tzset();
    CHECK(kt_export_all(&o.x, in_dir(&o, "b/longer"), o.m.tmp, &err) == KT_OK);
    CHECK(kt_manifest_write(&m, in_dir(&o, "b/longer"), o.m.tmp, &err) == KT_OK);
    CHECK_STR(err.text, "");
    CHECK(kt_verify_compare(in_dir(&o, "a"), in_dir(&o, "b/longer"), &o.m.keep, &v, &err) == KT_OK);
    CHECK(v.n == 7 && v.count[KT_SAME] == 7);
    for (size_t i = 0; i < v.n; i++)
        if (v.item[i].verdict != KT_SAME)
            printf("  %s: %s\n", v.item[i].path, kt_verdict_name[v.item[i].verdict]);
    close_files(&o);
}

KT_TEST_MAIN
