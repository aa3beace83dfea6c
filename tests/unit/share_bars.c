/* share_bars: shares of each row; a row without figures has a dash.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

#include "../paper.h"

KT_TEST(parts_are_shares_of_their_row)
{
    const char *path = "build/tests/share_bars.pdf";
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    struct kt_arena tmp = kt_arena_open(1 << 20);
    const char *name[] = {"Kainuu", "koko maa", "Lappi"}, *label[] = {"ei käytä", "tarvitsee apua", "joskus"};
    const double part[] = {10, 30, 60, 1, 1, 2, NAN, 1, 1};
    const uint32_t fill[] = {0x562b1a, 0xdc8d2a, 0xfbf0dc};
    struct kt_share_bars s = {KT_FI, "Tarpeen koostumus", 3, 3, name, part, label, fill, "Kainuu"};
    struct kt_box b = kt_share_bars_draw(cv, &s, (struct kt_box){18, 40, 110, 40}, tmp);
    CHECK(paper_overlaps(cv) == 0);
    CHECK(paper_strays(cv, b) == 0);
    CHECK(paper_says(cv, "60\u00a0%") && paper_says(cv, "25\u00a0%") && paper_says(cv, "–"));
    paper_close(cv, path);
    kt_arena_close(tmp);
}

KT_TEST_MAIN
