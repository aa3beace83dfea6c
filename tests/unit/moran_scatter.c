/* Moran scatter plot: texts keep apart for any reach.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../paper.h"

#include <katve/chart_stats.h>
#include <unistd.h>

KT_TEST(texts_keep_apart)
{
    for (int far = 0; far < 2; far++) {
        enum { N = 40 };
        char path[64];
        double z[N], lag[N];
        int cls[N];
        uint32_t fill[2] = {KT_NAVY, KT_WHITE};
        for (int i = 0; i < N; i++) {
            z[i] = i == 3 ? (double)NAN : (i - 20) * (far ? 0.5 : 0.04);
            lag[i] = 0.4 * z[i];
            cls[i] = i % 3 - 1;
        }
        snprintf(path, sizeof path, "/tmp/katve-moran-%d.pdf", (int)getpid());
        struct kt_arena tmp = kt_arena_open(1 << 24);
        struct kt_canvas *cv = paper_open(KT_PDF, path);
        struct kt_moran_scatter m = {
            KT_SV, "Morans I 0,40", "avvikelse", "grannarna", 42, N, z, lag, cls, fill, 0.4};
        struct kt_box b = kt_moran_draw(cv, &m, 18, 40, tmp);
        CHECK(b.w > 42 && b.h > 42 && b.h < 60);
        CHECK(paper_overlaps(cv) == 0);
        paper_close(cv, path);
        kt_arena_close(tmp);
    }
}

KT_TEST_MAIN
