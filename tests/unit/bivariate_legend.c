/* The 3 × 3 key in three languages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../paper.h"

#include <katve/chart.h>
#include <unistd.h>

KT_TEST(nine_cells_and_the_gap_named)
{
    static const char *const gap[KT_NLANG] = {"VAJE", "BRIST", "GAP"};
    char path[64];
    snprintf(path, sizeof path, "/tmp/katve-biv-%d.pdf", (int)getpid());
    struct kt_arena tmp = kt_arena_open(1 << 24);
    double people[9] = {1e6, 2e5, 4e5, 9e5, 12, 1e6, 0, 8e5, 1.2e6};
    for (int l = 0; l < KT_NLANG; l++) {
        struct kt_canvas *cv = paper_open(KT_PDF, path);
        struct kt_bivariate b = {.lang = (enum kt_lang)l,
                                 .title = "×",
                                 .people = people,
                                 .edges_note = "Kolmannekset koko maan väestöstä."};
        struct kt_box box = kt_bivariate_draw(cv, &b, 18, 60, 52, tmp);
        CHECK(paper_overlaps(cv) == 0);
        CHECK(paper_strays(cv, box) == 0);
        CHECK(paper_says(cv, gap[l]));
        CHECK(paper_says(cv, "→"));
        paper_close(cv, path);
    }
    kt_arena_close(tmp);
}

KT_TEST(the_key_tells_counts_only_of_what_is_there)
{
    char path[64];
    snprintf(path, sizeof path, "/tmp/katve-key-%d.pdf", (int)getpid());
    struct kt_arena tmp = kt_arena_open(1 << 24);
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    struct kt_key none = {.lang = KT_FI}, some = {.lang = KT_FI,
                                                  .nmissing = 3,
                                                  .nhidden = 2,
                                                  .nuncertain = 5,
                                                  .ngap = 4,
                                                  .k = 10,
                                                  .cv_limit = 0.15,
                                                  .gap_fill = kt_gap_grid[2]};
    CHECK(kt_key_draw(cv, &none, 18, 60, 52, tmp).h == 0);
    struct kt_box b = kt_key_draw(cv, &some, 18, 60, 52, tmp);
    CHECK(paper_says(cv, "ei tietoa: 3"));
    CHECK(paper_says(cv, "alle 10"));
    CHECK(paper_overlaps(cv) == 0);
    CHECK(paper_strays(cv, b) == 0);
    paper_close(cv, path);
    kt_arena_close(tmp);
}

KT_TEST_MAIN
