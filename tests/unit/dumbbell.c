/* dumbbell: the change is signed, texts keep apart, a gap in the data leaves no dot.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

#include "../paper.h"

KT_TEST(change_is_signed_and_texts_keep_apart)
{
    const char *path = "build/tests/dumbbell.pdf";
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    struct kt_arena tmp = kt_arena_open(1 << 20);
    const char *name[] = {"Etelä-Pohjanmaa", "Lappi", "Åland"};
    const double from[] = {10.5, 36, NAN}, to[] = {12, 30, 8};
    struct kt_dumbbells d = {KT_FI, KT_K_KM, "Muutos", "2018", "2021", 3, name, from, to, NULL, true, 0};
    struct kt_box b = kt_dumbbell_draw(cv, &d, (struct kt_box){18, 40, 120, 40}, tmp);
    CHECK(paper_overlaps(cv) == 0);
    CHECK(paper_strays(cv, b) == 0);
    CHECK(paper_says(cv, "+1,5") && paper_says(cv, "\u22126"));
    paper_close(cv, path);
    kt_arena_close(tmp);
}

KT_TEST_MAIN
