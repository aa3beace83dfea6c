/* rng: Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as
 * 1, 2, 3", SC'11). The counter holds what is drawn, the key holds the seed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/rng.h>

#include <Random123/philox.h>
#include <gsl/gsl_cdf.h>

double kt_rng_uniform(uint64_t seed, uint32_t stream, uint32_t row, uint32_t draw)
{
    philox4x32_ctr_t ctr = {{row, draw, stream, 0}};
    philox4x32_key_t key = {{(uint32_t)seed, (uint32_t)(seed >> 32)}};
    philox4x32_ctr_t out = philox4x32(ctr, key);
    /* 52 bits and a half: the midpoint of one of 2^52 equal parts, so neither 0 nor 1 comes up. */
    uint64_t bits = (uint64_t)(out.v[0] >> 6) << 26 | (uint64_t)(out.v[1] >> 6);
    return ((double)bits + 0.5) * 0x1p-52;
}

double kt_rng_normal(uint64_t seed, uint32_t stream, uint32_t row, uint32_t draw)
{
    return gsl_cdf_ugaussian_Pinv(kt_rng_uniform(seed, stream, row, draw));
}
