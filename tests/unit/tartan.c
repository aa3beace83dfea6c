/* tartan: every cell has its number, also those without a class.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

#include "../paper.h"

KT_TEST(cells_have_their_numbers)
{
    const char *path = "build/tests/tartan.pdf";
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    struct kt_arena tmp = kt_arena_open(1 << 20);
    const char *row[] = {"Keski-Pohjanmaa", "Åland"}, *head[] = {"Tarvitsijoita 1 000 kohti", "Tunteja"};
    const char *text[] = {"181", "12", "–", "×"};
    const int cls[] = {4, 0, KT_CLASS_NONE, KT_CLASS_HIDDEN};
    const uint8_t worst[] = {1, 0, 0, 0};
    const uint32_t *fill[] = {kt_ramp(KT_AMBER), kt_ramp(KT_LAKE)};
    struct kt_tartan t = {2, 2, "Maakunta", row, head, text, cls, fill, worst};
    struct kt_box b = kt_tartan_draw(cv, &t, (struct kt_box){18, 40, 80, 40}, tmp);
    CHECK(paper_overlaps(cv) == 0);
    CHECK(paper_strays(cv, b) == 0);
    CHECK(paper_says(cv, "181") && paper_says(cv, "×"));
    size_t n;
    const struct kt_placed *p = kt_canvas_placed(cv, &n);
    for (size_t i = 0; i < n; i++)
        if (strcmp(p[i].text, "181") == 0) CHECK(p[i].ink == KT_WHITE);
    paper_close(cv, path);
    kt_arena_close(tmp);
}

KT_TEST_MAIN
