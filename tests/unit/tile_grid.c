/* tile_grid: nineteen tiles, no two in one place, Lapland on top.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

#include "../paper.h"

KT_TEST(all_regions_have_a_tile_of_their_own)
{
    static const char *const code[] = {"01", "02", "04", "05", "06", "07", "08", "09", "10", "11",
                                       "12", "13", "14", "15", "16", "17", "18", "19", "21"};
    enum { N = 19 };
    const char *path = "build/tests/tile_grid.pdf", *value[N];
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    double x[N * 2], y[N * 2];
    uint32_t ink[N];
    for (size_t i = 0; i < N; i++) {
        CHECK(kt_tile_known(code[i]));
        value[i] = "12,5 km";
        ink[i] = KT_NAVY;
        x[2 * i] = y[2 * i] = 0;
        x[2 * i + 1] = y[2 * i + 1] = 1 + (double)i;
    }
    CHECK(!kt_tile_known("03") && !kt_tile_known("XX"));
    struct kt_tiles t = {code, N, 2, code, value, x, y, 20, 20, "vasen: 0", "oikea: 20", ink};
    struct kt_box b = kt_tiles_draw(cv, &t, 18, 58);
    CHECK(b.w > 172 && b.w < 175);
    CHECK(paper_overlaps(cv) == 0);
    CHECK(paper_strays(cv, b) == 0);
    size_t n;
    const struct kt_placed *p = kt_canvas_placed(cv, &n);
    double top = 1e9, lapland = 0;
    for (size_t i = 0; i < n; i++) {
        top = fmin(top, p[i].box.y);
        if (strcmp(p[i].text, "19") == 0) lapland = p[i].box.y;
    }
    CHECK(lapland <= top + 0.01);
    paper_close(cv, path);
}

KT_TEST(wellbeing_services_counties_have_tiles_too)
{
    static const char *const code[] = {"LA", "PO", "KP", "PP", "KA", "SA",  "EP", "KS",
                                       "PS", "PK", "VS", "KH", "PI", "PH",  "ES", "EK",
                                       "AX", "LU", "KU", "IU", "KY", "HEL", "VK"};
    enum { N = 23 }; /* 21 counties, Helsinki and Åland */
    const char *path = "build/tests/tile_grid_counties.pdf", *value[N];
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    double x[N * 2], y[N * 2];
    uint32_t ink[N];
    for (size_t i = 0; i < N; i++) {
        CHECK(kt_tile_known(code[i]));
        value[i] = "12,5 km";
        ink[i] = KT_NAVY;
        x[2 * i] = y[2 * i] = 0;
        x[2 * i + 1] = y[2 * i + 1] = 1;
    }
    struct kt_tiles t = {code, N, 2, code, value, x, y, 20, 20, NULL, NULL, ink};
    struct kt_box b = kt_tiles_draw(cv, &t, 18, 58);
    CHECK_NEAR(b.h, 6 * 26 + 5 * 3, 1e-9);
    CHECK(paper_overlaps(cv) == 0);
    CHECK(paper_strays(cv, b) == 0);
    paper_close(cv, path);
}

KT_TEST_MAIN
