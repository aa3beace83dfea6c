/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/rng.h>

#include <Random123/philox.h>

/* Known answers of Philox4x32-10 in the Random123 distribution (kat_vectors). */
KT_TEST(philox_known_answer)
{
    philox4x32_ctr_t zero = {{0, 0, 0, 0}};
    philox4x32_key_t key = {{0, 0}};
    philox4x32_ctr_t out = philox4x32(zero, key);
    CHECK(out.v[0] == 0x6627e8d5 && out.v[1] == 0xe169c58d);
    CHECK(out.v[2] == 0xbc57ac4c && out.v[3] == 0x9b00dbd8);
}

KT_TEST(uniform_is_open_and_keyed)
{
    double sum = 0, low = 1, high = 0;
    for (uint32_t i = 0; i < 100000; i++) {
        double u = kt_rng_uniform(1, KT_STREAM_RATE, i, 0);
        low = fmin(low, u);
        high = fmax(high, u);
        sum += u;
    }
    CHECK(low > 0 && high < 1);
    CHECK(fabs(sum / 100000 - 0.5) < 0.005);
    CHECK(kt_rng_uniform(1, 1, 2, 3) == kt_rng_uniform(1, 1, 2, 3));
    CHECK(kt_rng_uniform(1, 1, 2, 3) != kt_rng_uniform(1, 1, 3, 2));
    CHECK(kt_rng_uniform(1, 1, 2, 3) != kt_rng_uniform(1, 2, 2, 3));
    CHECK(kt_rng_uniform(1, 1, 2, 3) != kt_rng_uniform(1ull << 32 | 1, 1, 2, 3));
}

KT_TEST(normal_has_its_moments)
{
    double sum = 0, square = 0;
    const uint32_t n = 200000;
    for (uint32_t i = 0; i < n; i++) {
        double v = kt_rng_normal(5, KT_STREAM_ZONE, 11, i);
        sum += v;
        square += v * v;
    }
    CHECK(fabs(sum / n) < 0.01);
    CHECK(fabs(square / n - 1) < 0.02);
}

KT_TEST_MAIN
