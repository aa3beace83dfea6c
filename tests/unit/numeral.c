/* Figures in three languages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/draw.h>

#define N "\u00a0"

static struct kt_arena arena(void)
{
    static struct kt_arena whole;
    if (!whole.beg) whole = kt_arena_open(1 << 22);
    return whole;
}

KT_TEST(thousands_and_decimals)
{
    struct kt_arena a = arena();
    CHECK_STR(kt_fmt(&a, KT_FI, 1234.5, 1), "1" N "234,5");
    CHECK_STR(kt_fmt(&a, KT_SV, 1234.5, 1), "1" N "234,5");
    CHECK_STR(kt_fmt(&a, KT_EN, 1234.5, 1), "1,234.5");
    CHECK_STR(kt_fmt(&a, KT_FI, 5525292, 0), "5" N "525" N "292");
    CHECK_STR(kt_fmt(&a, KT_FI, 999, 0), "999");
    CHECK_STR(kt_fmt(&a, KT_EN, 1e6, 0), "1,000,000");
}

KT_TEST(signs)
{
    struct kt_arena a = arena();
    CHECK_STR(kt_fmt(&a, KT_FI, -3, 0), "\u22123");
    CHECK_STR(kt_fmt(&a, KT_EN, -0.04, 1), "0.0");
    CHECK_STR(kt_fmt_signed(&a, KT_SV, 3, 0), "+3");
    CHECK_STR(kt_fmt_signed(&a, KT_SV, 0.2, 0), "0");
    CHECK_STR(kt_fmt(&a, KT_FI, NAN, 0), "–");
}

KT_TEST(per_cent_and_ranges)
{
    struct kt_arena a = arena();
    CHECK_STR(kt_fmt_percent(&a, KT_FI, 0.12, 0), "12" N "%");
    CHECK_STR(kt_fmt_percent(&a, KT_EN, 0.12, 0), "12%");
    CHECK_STR(kt_fmt_range(&a, KT_FI, 31, 26, 37, 0), "31" N "(26–37)");
    CHECK_STR(kt_fmt_range(&a, KT_FI, 31, NAN, 37, 0), "31");
    CHECK_STR(kt_fmt_percent_range(&a, KT_SV, 0.086, 0.07, 0.1, 1), "8,6" N "%" N "(7,0–10,0" N "%)");
}

KT_TEST(dates)
{
    struct kt_arena a = arena();
    CHECK_STR(kt_fmt_date(&a, KT_FI, "2020-06-01"), "1. kesäkuuta 2020");
    CHECK_STR(kt_fmt_date(&a, KT_SV, "2020-06-01"), "1 juni 2020");
    CHECK_STR(kt_fmt_date(&a, KT_EN, "2020-06-01"), "1 June 2020");
    CHECK_STR(kt_fmt_date(&a, KT_EN, "2020-02-29"), "29 February 2020");
    CHECK_STR(kt_fmt_date(&a, KT_EN, "soon"), "soon");
}

KT_TEST(scales_and_capitals)
{
    struct kt_arena a = arena();
    CHECK_STR(kt_fmt_ratio(&a, KT_FI, 800000), "1" N ":" N "800" N "000");
    CHECK_STR(kt_fmt_ratio(&a, KT_FI, 6e6), "1" N ":" N "6" N "milj.");
    CHECK_STR(kt_fmt_ratio(&a, KT_EN, 1.2e6), "1" N ":" N "1.2" N "million");
    CHECK_STR(kt_upper(&a, KT_FI, "Ähtäri šekki"), "ÄHTÄRI ŠEKKI");
}

KT_TEST_MAIN
