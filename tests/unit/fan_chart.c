/* fan_chart: years and bands named, nothing over anything else, all within its box.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_stats.h>

#include "../paper.h"

KT_TEST(bands_and_years_are_named)
{
    enum { N = 12 };
    const char *path = "build/tests/fan_chart.pdf", *year[N];
    struct kt_arena tmp = kt_arena_open(1 << 20);
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    double q[N * KT_FAN_QUANTILES];
    static const char *const name[N] = {"2025", "2026", "2027", "2028", "2029", "2030",
                                        "2031", "2032", "2033", "2034", "2035", "2036"};
    for (int i = 0; i < N; i++) {
        year[i] = name[i];
        for (int k = 0; k < KT_FAN_QUANTILES; k++)
            q[i * KT_FAN_QUANTILES + k] = 570000 + (k - 3) * 9000.0 * (i + 1);
    }
    struct kt_fan f = {KT_FI, "Viuhka", N, year, q, {"95 %", "80 %", "50 %"}};
    struct kt_box b = kt_fan_draw(cv, &f, (struct kt_box){18, 58, 174, 90}, tmp);
    CHECK(b.h == 90);
    CHECK(paper_overlaps(cv) == 0);
    CHECK(paper_strays(cv, b) == 0);
    size_t n, seen = 0;
    const struct kt_placed *p = kt_canvas_placed(cv, &n);
    for (size_t i = 0; i < n; i++)
        seen += strcmp(p[i].text, "2025") == 0 || strcmp(p[i].text, "95 %") == 0 ||
                strcmp(p[i].text, "50 %") == 0 || strcmp(p[i].text, "0") == 0;
    CHECK(seen == 4);
    f.n = 1;
    CHECK(kt_fan_draw(cv, &f, (struct kt_box){18, 180, 174, 60}, tmp).h == 0);
    paper_close(cv, path);
    kt_arena_close(tmp);
}

KT_TEST_MAIN
