/* Palettes against the design: contrast, distance between classes in four visions, order in grey.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/draw.h>

static double least_delta(const uint32_t *c, size_t n)
{
    double least = INFINITY;
    for (int v = 0; v < KT_NVISION; v++)
        for (size_t i = 0; i < n; i++)
            for (size_t j = i + 1; j < n; j++)
                least = fmin(least, kt_delta_e(kt_simulate(c[i], (enum kt_vision)v),
                                               kt_simulate(c[j], (enum kt_vision)v)));
    return least;
}

KT_TEST(classes_are_told_apart_in_every_vision)
{
    for (int r = 0; r < KT_NRAMP; r++) CHECK(least_delta(kt_ramp((enum kt_ramp)r), 5) > 10);
    CHECK(least_delta(kt_gap_grid, 9) > 14);
}

/* Sets that pages put together out of ramps: clusters, pyramids, layers of need, dots of funnels. */
KT_TEST(colours_from_two_ramps_are_told_apart)
{
    const uint32_t *amber = kt_ramp(KT_AMBER), *lake = kt_ramp(KT_LAKE), *diverging = kt_ramp(KT_DIVERGING);
    const uint32_t clusters[] = {amber[3], lake[3], amber[1], lake[1], diverging[2]};
    const uint32_t pyramid[] = {amber[2], lake[1], KT_WHITE}, layers[] = {amber[3], amber[1], amber[0]};
    CHECK(least_delta(clusters, 5) > 10);
    CHECK(least_delta(pyramid, 3) > 10);
    CHECK(least_delta(layers, 3) > 10);
}

/* The measure can fail: red beside green, and the flat grey that the design refuses for areas without data. */
KT_TEST(colours_that_some_confuse_are_found)
{
    CHECK(least_delta((const uint32_t[]){0xd7191c, 0x1a9641}, 2) < kt_delta_e(0xd7191c, 0x1a9641) / 2);
    CHECK(least_delta((const uint32_t[]){0xdfe2e5, kt_ramp(KT_LAKE)[0]}, 2) < 10);
}

KT_TEST(ramps_keep_their_order_in_grey)
{
    for (int r = KT_AMBER; r <= KT_LAKE; r++)
        for (int i = 1; i < 5; i++)
            CHECK(kt_luminance(kt_ramp((enum kt_ramp)r)[i]) < kt_luminance(kt_ramp((enum kt_ramp)r)[i - 1]));
}

KT_TEST(texts_read_on_paper)
{
    CHECK_NEAR(kt_contrast(KT_WHITE, 0), 21, 1e-9);
    CHECK(kt_contrast(KT_INK, KT_WHITE) > 16);
    CHECK(kt_contrast(KT_MUTED, KT_WHITE) > 5.8);
    CHECK(kt_contrast(KT_NAVY, KT_WHITE) > 11);
}

KT_TEST(every_fill_gets_a_ground_that_reads)
{
    for (int r = 0; r < KT_NRAMP; r++)
        for (int i = 0; i < 5; i++) {
            uint32_t g = kt_readable(kt_ramp((enum kt_ramp)r)[i]);
            CHECK(kt_contrast(kt_ink_on(g), g) >= 4.5);
        }
    for (int i = 0; i < 9; i++) {
        uint32_t g = kt_readable(kt_gap_grid[i]);
        CHECK(kt_contrast(kt_ink_on(g), g) >= 4.5);
    }
    CHECK(kt_readable(0xffffff) == 0xffffff);
    CHECK(kt_readable(0xba6a17) != 0xba6a17);
}

/* The published pair of Sharma et al. can't be given in sRGB; these hold by definition. */
KT_TEST(distance_is_a_distance)
{
    CHECK_NEAR(kt_delta_e(0x123456, 0x123456), 0, 1e-12);
    CHECK_NEAR(kt_delta_e(0xa3571f, 0x2f6ea0), kt_delta_e(0x2f6ea0, 0xa3571f), 1e-12);
    CHECK_NEAR(kt_delta_e(0x000000, 0xffffff), 100, 1e-3);
}

KT_TEST(grey_looks_grey_to_all)
{
    for (int v = 0; v < KT_NVISION; v++)
        CHECK(kt_delta_e(kt_simulate(0x808080, (enum kt_vision)v), 0x808080) < 0.6);
}

KT_TEST_MAIN
