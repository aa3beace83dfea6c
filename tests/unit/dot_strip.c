/* Ranked dots: nothing overlaps, extremes stay, hidden values stay hidden.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../paper.h"

#include <katve/chart.h>
#include <unistd.h>

enum { MOST = 60 };

static struct kt_canvas *cv;
static struct kt_arena tmp;
static char path[64];

static struct kt_box strip(size_t n, double height, const uint8_t *mark)
{
    static char text[MOST][32];
    static const char *name[MOST];
    static double value[MOST], lower[MOST], upper[MOST];
    static int cls[MOST];
    snprintf(path, sizeof path, "/tmp/katve-dots-%d.pdf", (int)getpid());
    tmp = kt_arena_open(1 << 24);
    cv = paper_open(KT_PDF, path);
    for (size_t i = 0; i < n; i++) {
        snprintf(text[i], sizeof text[i], "Pohjois-Kunta %zu", i);
        name[i] = text[i];
        value[i] = 90 - (double)i;
        lower[i] = value[i] - 4;
        upper[i] = value[i] + 9;
        cls[i] = (int)(i % 5);
    }
    struct kt_dots d = {.lang = KT_FI,
                        .kind = KT_K_MIN,
                        .title = "Kunnat pisimmästä lyhimpään",
                        .n = n,
                        .name = name,
                        .value = value,
                        .lower = lower,
                        .upper = upper,
                        .mark = mark,
                        .cls = cls,
                        .fill = kt_ramp(KT_AMBER),
                        .nation = 70,
                        .nation_label = "koko maa",
                        .own = "Pohjois-Kunta 3"};
    return kt_dots_draw(cv, &d, (struct kt_box){18, 40, 56, height}, tmp);
}

static void done(void)
{
    paper_close(cv, path);
    kt_arena_close(tmp);
}

KT_TEST(rows_fit_and_do_not_touch)
{
    static const size_t n[] = {1, 19, 30, 60};
    for (int i = 0; i < 4; i++) {
        struct kt_box b = strip(n[i], 110, NULL);
        CHECK(b.h <= 110.01);
        CHECK(paper_overlaps(cv) == 0);
        CHECK(paper_strays(cv, (struct kt_box){18, 40, 56, 110}) == 0);
        done();
    }
}

KT_TEST(worst_and_best_stay_when_rows_are_left_out)
{
    strip(60, 60, NULL);
    CHECK(paper_says(cv, "Pohjois-Kunta 0"));
    CHECK(paper_says(cv, "Pohjois-Kunta 59"));
    CHECK(paper_says(cv, "…"));
    CHECK(!paper_says(cv, "Pohjois-Kunta 30"));
    done();
}

KT_TEST(hidden_values_are_not_printed)
{
    uint8_t mark[MOST] = {0};
    mark[2] = KT_SUPPRESSED; /* its value is 88 */
    strip(10, 80, mark);
    CHECK(paper_says(cv, "×"));
    CHECK(!paper_says(cv, "88"));
    done();
}

KT_TEST_MAIN
