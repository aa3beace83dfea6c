/* Every query against the plain loop over all points. SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/geo.h>
#include <katve/rng.h>

enum { N = 700 };

static double coord(uint32_t row, uint32_t axis)
{
    /* Half of the points sit on a coarse lattice, so that equal distances and bin borders occur. */
    double u = kt_rng_uniform(3, KT_STREAM_BENCH, row, axis);
    return row % 2 ? 1000 * u : 50 * floor(20 * u);
}

static size_t plain_within(const double *x, const double *y, double qx, double qy, double r)
{
    size_t n = 0;
    for (size_t i = 0; i < N; i++) n += (x[i] - qx) * (x[i] - qx) + (y[i] - qy) * (y[i] - qy) <= r * r;
    return n;
}

KT_TEST(queries_agree_with_plain_loops)
{
    struct kt_arena whole = kt_arena_open(1 << 24), a = whole;
    double x[N], y[N];
    int32_t item[N];
    for (uint32_t i = 0; i < N; i++) {
        x[i] = coord(i, 0);
        y[i] = coord(i, 1);
    }
    const double sides[] = {0, 3, 50, 5000};
    for (size_t k = 0; k < 4; k++) {
        struct kt_grid g = kt_grid_build(&a, x, y, N, NULL, sides[k]);
        CHECK(g.n == N);
        for (uint32_t q = 0; q < 300; q++) {
            double qx = coord(q + 5000, 0) * 3 - 1000, qy = coord(q + 5000, 1) * 3 - 1000, d2;
            int32_t best = -1;
            double best2 = INFINITY;
            for (int32_t i = 0; i < N; i++) {
                double v = (x[i] - qx) * (x[i] - qx) + (y[i] - qy) * (y[i] - qy);
                if (v < best2) {
                    best2 = v;
                    best = i;
                }
            }
            CHECK(kt_grid_nearest(&g, qx, qy, &d2) == best && d2 == best2);
            CHECK(kt_grid_within(&g, qx, qy, 150, item, NULL, N) == plain_within(x, y, qx, qy, 150));
        }
    }
    kt_arena_close(whole);
}

KT_TEST(empty_and_unknown)
{
    struct kt_arena whole = kt_arena_open(1 << 22), a = whole;
    double x[] = {NAN, 5, 5}, y[] = {1, 5, 5}, d2;
    uint8_t none[] = {0, 0, 0}, last[] = {1, 0, 1};
    struct kt_grid g = kt_grid_build(&a, x, y, 3, none, 10);
    CHECK(g.n == 0 && kt_grid_nearest(&g, 0, 0, &d2) == -1);
    CHECK(kt_grid_within(&g, 0, 0, 1e9, NULL, NULL, 0) == 0);
    g = kt_grid_build(&a, x, y, 3, last, 10);
    CHECK(g.n == 1 && kt_grid_nearest(&g, 0, 0, &d2) == 2 && d2 == 50);
    g = kt_grid_build(&a, x, y, 3, NULL, 10);
    CHECK(g.n == 2 && kt_grid_nearest(&g, 7, 5, &d2) == 1); /* lowest row of equals */
    CHECK(kt_grid_nearest(&g, NAN, 5, &d2) == -1);
    kt_arena_close(whole);
}

KT_TEST_MAIN
