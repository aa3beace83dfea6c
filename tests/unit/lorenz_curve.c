/* Lorenz curve: sixty millimetres, every text in place, in every language.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../paper.h"

#include <katve/chart_stats.h>
#include <unistd.h>

KT_TEST(texts_keep_apart_and_size_is_kept)
{
    for (int lang = 0; lang < KT_NLANG; lang++) {
        char path[64];
        double p[21], s[21];
        for (int k = 0; k < 21; k++) {
            p[k] = k / 20.0;
            s[k] = pow(p[k], 1 + 3 * lang);
        }
        snprintf(path, sizeof path, "/tmp/katve-lorenz-%d.pdf", (int)getpid());
        struct kt_arena tmp = kt_arena_open(1 << 24);
        struct kt_canvas *cv = paper_open(KT_PDF, path);
        struct kt_lorenz_curve c = {(enum kt_lang)lang,
                                    "Gini 0,65 (0,63–0,68)",
                                    "Tarvitsijoita",
                                    "Osuus tukitunneista",
                                    "tasajako",
                                    21,
                                    p,
                                    s,
                                    .side = 60};
        struct kt_box b = kt_lorenz_draw(cv, &c, 18, 40, tmp);
        CHECK(b.w == KT_LORENZ_LEFT + 60 && b.h > 60 && b.h < 80);
        CHECK(paper_overlaps(cv) == 0);
        paper_close(cv, path);
        kt_arena_close(tmp);
    }
}

KT_TEST_MAIN
