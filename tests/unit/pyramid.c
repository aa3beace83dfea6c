/* pyramid: shares of each side sum to the whole, a withheld age is marked.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

#include "../paper.h"

KT_TEST(sides_are_shares_of_their_own_total)
{
    const char *path = "build/tests/pyramid.pdf";
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    struct kt_arena tmp = kt_arena_open(1 << 20);
    const char *age[] = {"0–15", "16–64", "65–"};
    const double left[] = {10, 30, 60}, right[] = {100, NAN, 300}, nation[] = {1, 1, 1};
    struct kt_pyramid p = {KT_FI, "Kuka jää kauas", "kaukana", "kaikki",  3, age, left,
                           right, nation,           NULL,      "koko maa"};
    struct kt_box b = kt_pyramid_draw(cv, &p, (struct kt_box){18, 40, 110, 60}, tmp);
    CHECK(paper_overlaps(cv) == 0);
    CHECK(paper_strays(cv, b) == 0);
    CHECK(paper_says(cv, "60\u00a0%") && paper_says(cv, "75\u00a0%") && paper_says(cv, "×"));
    paper_close(cv, path);
    kt_arena_close(tmp);
}

KT_TEST_MAIN
