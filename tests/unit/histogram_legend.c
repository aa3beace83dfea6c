/* The legend that is a distribution.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../paper.h"

#include <katve/chart.h>
#include <unistd.h>

enum { N = 300 };
static double value[N], people[N];

static void fill(double top)
{
    for (int i = 0; i < N; i++) {
        value[i] = top * i / N;
        people[i] = 1000 + 37 * (i % 11);
    }
    value[7] = NAN;
}

static void check(enum kt_kind kind, const struct kt_scale *sc, double nation, double own, const char *tick)
{
    char path[64];
    snprintf(path, sizeof path, "/tmp/katve-hist-%d.pdf", (int)getpid());
    struct kt_arena tmp = kt_arena_open(1 << 24);
    struct kt_canvas *cv = paper_open(KT_PDF, path);
    struct kt_histogram h = {.lang = KT_FI,
                             .kind = kind,
                             .value = value,
                             .weight = people,
                             .n = N,
                             .scale = sc,
                             .fill = kt_ramp(KT_AMBER),
                             .title = "Väestö etäisyyden mukaan",
                             .subtitle = "asukkaita",
                             .nation = nation,
                             .nation_label = "koko maa",
                             .own = own,
                             .own_label = "Pohjois-Pohjanmaa"};
    struct kt_box b = kt_histogram_draw(cv, &h, 18, 60, 52, tmp);
    CHECK(b.w == 52 && b.h > 30 && b.h < 50);
    CHECK(paper_overlaps(cv) == 0);
    CHECK(paper_strays(cv, b) == 0);
    CHECK(paper_says(cv, tick));
    CHECK(paper_says(cv, "koko maa"));
    paper_close(cv, path);
    kt_arena_close(tmp);
}

KT_TEST(ticks_and_lines_keep_apart)
{
    fill(60);
    struct kt_scale sc = kt_scale_fixed(5, (double[]){0, 15, 25, 30, 40, 60});
    check(KT_K_MIN, &sc, 28, 37, "40");
    check(KT_K_MIN, &sc, 28, 28.3, "15");
    check(KT_K_MIN, &sc, 1, 59.5, "60");
}

KT_TEST(a_long_tail_is_gathered_in_the_last_bin)
{
    fill(90);
    struct kt_scale sc = kt_scale_fixed(5, (double[]){0, 3, 6, 10, 15, 90});
    check(KT_K_KM, &sc, 3.6, 80, "+");
}

KT_TEST(shares_print_as_per_cent)
{
    fill(1);
    struct kt_scale sc = kt_scale_fixed(4, (double[]){0, 0.25, 0.5, 0.75, 1});
    check(KT_K_SHARE, &sc, 0.3, NAN, "25\u00a0%");
}

KT_TEST_MAIN
