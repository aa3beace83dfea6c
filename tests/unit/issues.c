/* issues: texts are copied, order is kept, counting by severity.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/issues.h>

KT_TEST(an_issue_keeps_its_own_texts)
{
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    struct kt_issues is;
    kt_issues_init(&is, &a);
    char field[] = "hours_week";
    kt_issues_add(&is, KT_WARNING, "hours", "sites.csv", 7, field, "200 hours in a week", "correct it");
    field[0] = 'X';
    CHECK(is.n == 1 && is.item[0].row == 7 && is.item[0].severity == KT_WARNING);
    CHECK_STR(is.item[0].field, "hours_week");
    CHECK_STR(is.item[0].what, "200 hours in a week");
    CHECK_STR(is.item[0].remedy, "correct it");
    kt_arena_close(whole);
}

KT_TEST(a_missing_text_is_empty)
{
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    struct kt_issues is;
    kt_issues_init(&is, &a);
    kt_issues_add(&is, KT_NOTE, "x", NULL, 0, NULL, "what", NULL);
    CHECK_STR(is.item[0].file, "");
    CHECK_STR(is.item[0].field, "");
    CHECK_STR(is.item[0].remedy, "");
    kt_arena_close(whole);
}

KT_TEST(the_list_grows_in_order_and_counts)
{
    struct kt_arena whole = kt_arena_open(8 << 20), a = whole;
    struct kt_issues is;
    kt_issues_init(&is, &a);
    CHECK(kt_issues_count(&is, KT_NOTE) == 0);
    for (long i = 0; i < 3000; i++)
        kt_issues_add(&is, (enum kt_severity)(i % 3), "c", "f", i + 1, "", "w", "r");
    bool ordered = true;
    for (size_t i = 0; i < is.n; i++) ordered &= is.item[i].row == (long)i + 1;
    CHECK(is.n == 3000 && ordered);
    CHECK(kt_issues_count(&is, KT_NOTE) == 3000);
    CHECK(kt_issues_count(&is, KT_WARNING) == 2000);
    CHECK(kt_issues_count(&is, KT_ERROR) == 1000);
    CHECK_STR(kt_severity_name[KT_ERROR], "error");
    kt_arena_close(whole);
}

KT_TEST_MAIN
