/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/geo.h>
#include <katve/rng.h>

static double u(uint32_t i, uint32_t k)
{
    return kt_rng_uniform(3, KT_STREAM_BENCH, i, k);
}

KT_TEST(the_nearest_piece_is_the_one_a_full_scan_finds)
{
    enum { N = 500 };
    struct kt_arena whole = kt_arena_open(0), keep = whole;
    double ax[N], ay[N], bx[N], by[N];
    uint8_t use[N];
    for (uint32_t i = 0; i < N; i++) {
        ax[i] = 1000 * u(i, 0), ay[i] = 400 * u(i, 1);
        bx[i] = ax[i] + 60 * (u(i, 2) - 0.5), by[i] = ay[i] + 60 * (u(i, 3) - 0.5);
        if (i % 50 == 0) bx[i] = ax[i], by[i] = ay[i]; /* a piece without length */
        use[i] = i % 3 != 0;
    }
    struct kt_segments s = kt_segments_build(&keep, ax, ay, bx, by, N, 20);
    size_t wrong = 0, none = 0;
    for (uint32_t q = 0; q < 400; q++) {
        double x = 1400 * u(q, 5) - 200, y = 800 * u(q, 6) - 200, best = 120, t, d;
        int32_t at = -1;
        for (int32_t i = 0; i < N; i++) {
            if (!use[i]) continue;
            double dx = bx[i] - ax[i], dy = by[i] - ay[i], l2 = dx * dx + dy * dy;
            double p = l2 > 0 ? fmin(1, fmax(0, ((x - ax[i]) * dx + (y - ay[i]) * dy) / l2)) : 0;
            double away = hypot(ax[i] + p * dx - x, ay[i] + p * dy - y);
            if (away < best || (away == best && at < 0)) best = away, at = i;
        }
        int32_t met = kt_segments_nearest(&s, x, y, 120, use, &t, &d);
        wrong += met != at || (at >= 0 && fabs(d - best) > 1e-9);
        none += met < 0;
    }
    CHECK(wrong == 0);
    CHECK(none > 0 && none < 400);
    double t, d;
    CHECK(kt_segments_nearest(&s, NAN, 0, 100, NULL, &t, &d) == -1);
    struct kt_segments nothing = kt_segments_build(&keep, NULL, NULL, NULL, NULL, 0, 20);
    CHECK(kt_segments_nearest(&nothing, 0, 0, 100, NULL, &t, &d) == -1);
    kt_arena_close(whole);
}

KT_TEST_MAIN
