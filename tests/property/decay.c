/* Every kind of decay: its definition, its bounds, and the same bytes from both loops.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/rng.h>

#include "model/kernel/lanes.c" /* both builds of the loops, to compare them */

enum { N = 1000 };

static struct kt_decay decay(enum kt_decay_kind kind)
{
    struct kt_decay d = {.kind = kind, .reach = 30, .sigma = 12, .power = 1.5, .least = 1, .middle = 14};
    static const double upto[] = {2, 10, 20, 30}, weight[] = {1, 0.8, 0.5, 0.1};
    if (kind == KT_DECAY_STEP || kind == KT_DECAY_TABLE) {
        d.nstep = 4;
        memcpy(d.upto, upto, sizeof upto);
        memcpy(d.weight, weight, sizeof weight);
    }
    return d;
}

static double u(uint32_t row, uint32_t axis)
{
    return kt_rng_uniform(5, KT_STREAM_BENCH, row, axis);
}

KT_TEST(vector_weights_are_the_definition)
{
    static double cost[N], got[N];
    for (int kind = 0; kind < KT_NDECAY; kind++)
        for (int squared = 0; squared < 2; squared++) {
            struct kt_decay d = decay((enum kt_decay_kind)kind);
            d.squared = squared;
            for (uint32_t i = 0; i < N; i++) cost[i] = i < 40 ? (double)i : 40 * u(i, 0);
            cost[7] = NAN;
            kt_decay_weights(&d, cost, N, got);
            for (size_t i = 0; i < N; i++) {
                double want = kt_decay_at(&d, cost[i]);
                CHECK(fabs(got[i] - want) <= 2e-13 * want + 1e-16);
                CHECK(got[i] >= 0);
            }
            kt_decay_weights(&d, cost, 3, got + 500); /* fewer than a vector */
            CHECK(memcmp(got, got + 500, 3 * sizeof *got) == 0);
        }
}

KT_TEST(bounds_belong_to_the_side_that_is_said)
{
    for (int kind = 0; kind < KT_NDECAY; kind++)
        for (int left = 0; left < 2; left++) {
            struct kt_decay d = decay((enum kt_decay_kind)kind);
            double cost[4] = {0, 11, nextafter(11, 0), nextafter(11, 12)}, w[4];
            d.reach = 11;
            d.left_closed = left;
            kt_decay_weights(&d, cost, 4, w);
            CHECK((w[1] > 0) == !left && w[2] > 0 && w[3] == 0 && isfinite(w[0]));
            for (int i = 0; i < 4; i++) CHECK((kt_decay_at(&d, cost[i]) > 0) == (w[i] > 0));
        }
    struct kt_decay d = decay(KT_DECAY_STEP);
    CHECK(kt_decay_at(&d, 10) == 0.8 && kt_decay_at(&d, 0) == 1 && kt_decay_at(&d, 30) == 0.1);
    d.left_closed = true;
    CHECK(kt_decay_at(&d, 10) == 0.5 && kt_decay_at(&d, 30) == 0);
}

KT_TEST(both_loops_give_the_same_bytes)
{
    static double x[N], y[N], q[N], wide[N], base[N];
    if (!is_wide()) SKIP("no AVX2 here");
    for (uint32_t i = 0; i < N; i++) {
        x[i] = 60 * u(i, 0) - 30;
        y[i] = 60 * u(i, 1) - 30;
        q[i] = u(i, 2);
    }
    for (int kind = 0; kind < KT_NDECAY; kind++) {
        struct kt_decay d = decay((enum kt_decay_kind)kind);
        struct lanes_decay ld = lanes_prepare(&d);
        double a = sums_base[kind](x, y, q, N, 1, 2, &ld), b = sums_avx2[kind](x, y, q, N, 1, 2, &ld);
        CHECK(memcmp(&a, &b, sizeof a) == 0 && a > 0);
        weights_base[kind](x, N, &ld, base);
        weights_avx2[kind](x, N, &ld, wide);
        CHECK(memcmp(base, wide, sizeof base) == 0);
    }
    struct kt_decay d = decay(KT_DECAY_STEP);
    struct lanes_decay ld = lanes_prepare(&d);
    double a = few_base[4](x, y, q, N, 1, 2, &ld), b = few_avx2[4](x, y, q, N, 1, 2, &ld);
    CHECK(memcmp(&a, &b, sizeof a) == 0);
    CHECK_NEAR(a, sums_base[KT_DECAY_STEP](x, y, q, N, 1, 2, &ld), 1e-13);
}

KT_TEST_MAIN
