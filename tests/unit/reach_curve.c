/* reach_curve: the elbow of a bent line, none of a straight one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

#include "../paper.h"

KT_TEST(elbow_is_where_the_line_bends)
{
    const double bent[] = {100, 180, 240, 250, 255, 258}, straight[] = {1, 2, 3, 4};
    CHECK(kt_reach_elbow(bent, 6) == 2);
    CHECK(kt_reach_elbow(straight, 4) == 0);
    CHECK(kt_reach_elbow(bent, 2) == 0);
    const char *path = "build/tests/reach_curve.pdf";
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    struct kt_arena tmp = kt_arena_open(1 << 20);
    struct kt_reach r = {KT_FI, "Tavoitetut", "Pisteitä", "Ihmisiä", 6, bent, NULL, NULL};
    struct kt_box b = kt_reach_draw(cv, &r, (struct kt_box){18, 40, 80, 60}, tmp);
    CHECK(paper_overlaps(cv) == 0);
    CHECK(paper_strays(cv, b) == 0);
    paper_close(cv, path);
    kt_arena_close(tmp);
}

KT_TEST_MAIN
