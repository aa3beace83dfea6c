/* spine: every row fits, values of the area and of the nation are printed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

#include "../paper.h"

KT_TEST(rows_tell_the_area_and_the_nation)
{
    const char *path = "build/tests/spine.pdf";
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    struct kt_arena tmp = kt_arena_open(1 << 20);
    struct kt_spine_row row[] = {
        {"Tarvitsijoita 1 000 asukasta kohti", "181", "160", 120, 150, 170, 190, 181, 160, 172, 188, true},
        {"Tukitunteja 1 000 tarvitsijaa kohti", "–", "12", 1, 5, 20, 40, NAN, 12, NAN, NAN, false}};
    struct kt_spine s = {KT_FI, "Kainuu mittareittain", "Kainuu", "Koko maa", "parempi", "heikompi", 2, row};
    struct kt_box b = kt_spine_draw(cv, &s, (struct kt_box){18, 40, 174, 40}, tmp);
    CHECK(paper_overlaps(cv) == 0);
    CHECK(paper_strays(cv, b) == 0);
    CHECK(paper_says(cv, "181") && paper_says(cv, "160"));
    paper_close(cv, path);
    kt_arena_close(tmp);
}

KT_TEST_MAIN
