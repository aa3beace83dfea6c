/* dorling: names stand in circles that hold them, else beside, and keep apart.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

#include "../paper.h"

KT_TEST(circles_give_way_and_stay_in_the_box)
{
    const char *path = "build/tests/dorling.pdf";
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    struct kt_arena tmp = kt_arena_open(1 << 20);
    const double x[] = {0, 1, 1, 2, 0}, y[] = {0, 0, 0, 1, 9}, people[] = {500, 900, 700, 2, 300};
    const int cls[] = {0, 1, 2, 3, KT_CLASS_NONE};
    const char *name[] = {"Aa", "Bb", "Cc", "Dd", "Ee"}, *value[] = {"500", "900", "700", "2", "300"};
    struct kt_dorling d = {KT_FI, 5, x, y, people, cls, kt_ramp(KT_AMBER), name, value};
    struct kt_box box = {18, 58, 80, 120};
    kt_dorling_draw(cv, &d, box, tmp);
    CHECK(paper_overlaps(cv) == 0);
    CHECK(paper_strays(cv, box) == 0);
    CHECK(paper_says(cv, "900") && paper_says(cv, "Dd"));
    paper_close(cv, path);
    kt_arena_close(tmp);
}

KT_TEST_MAIN
