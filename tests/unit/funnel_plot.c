/* Funnel plot: names of outliers keep apart, areas without a value have no dot.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../paper.h"

#include <katve/chart_stats.h>
#include <unistd.h>

KT_TEST(names_of_outliers_keep_apart)
{
    enum { N = 60, G = 20 };
    char path[64], text[N][24];
    double persons[N], share[N], grid[G], lo[G], hi[G], far_lo[G], far_hi[G];
    int cls[N];
    const char *name[N];
    for (int i = 0; i < N; i++) {
        persons[i] = 30 * pow(1.1, i % 40);
        share[i] = i == 7 ? (double)NAN : 0.5 + 0.008 * (i % 50);
        cls[i] = i % 5 - 2;
        snprintf(text[i], sizeof text[i], "Pohjois-Kunta %d", i);
        name[i] = text[i];
    }
    for (int k = 0; k < G; k++) {
        grid[k] = 30 * pow(1.25, k);
        lo[k] = 0.5 - 1 / sqrt(grid[k]);
        hi[k] = 0.5 + 1 / sqrt(grid[k]);
        far_lo[k] = lo[k] - 0.05;
        far_hi[k] = hi[k] + 0.05;
    }
    snprintf(path, sizeof path, "/tmp/katve-funnel-%d.pdf", (int)getpid());
    struct kt_arena tmp = kt_arena_open(1 << 24);
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    struct kt_funnel_plot f = {KT_FI,
                               "Rajat",
                               "Tarvitsijoita",
                               "Vailla tukea",
                               "koko maa 50 %",
                               80,
                               60,
                               N,
                               persons,
                               share,
                               cls,
                               name,
                               G,
                               grid,
                               lo,
                               hi,
                               far_lo,
                               far_hi,
                               0.5};
    struct kt_box b = kt_funnel_draw(cv, &f, 18, 40, tmp);
    size_t placed;
    kt_canvas_placed(cv, &placed);
    CHECK(b.h > 60 && b.h < 82 && placed > 12);
    CHECK(paper_overlaps(cv) == 0);
    paper_close(cv, path);
    kt_arena_close(tmp);
}

KT_TEST_MAIN
