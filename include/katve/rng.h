/* rng: counter-based random numbers, so that a draw depends on its key only and never on the
 * thread that asks. Philox4x32-10 (Salmon et al. 2011, SC'11) from Random123.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_RNG_H
#define KATVE_RNG_H

#include <stdint.h>

/* What a stream is for: one constant per use, so that two methods never share draws by accident. */
enum kt_stream {
    KT_STREAM_RATE = 1,
    KT_STREAM_REGION = 2,
    KT_STREAM_ZONE = 3,
    KT_STREAM_BOOTSTRAP = 10,
    KT_STREAM_LOCAL = 40,
    KT_STREAM_GLOBAL = 41,
    KT_STREAM_BENCH = 100
};

/* Uniform in (0, 1), never 0 or 1, for the key (seed, stream, row, draw). O(1). */
double kt_rng_uniform(uint64_t seed, uint32_t stream, uint32_t row, uint32_t draw);
/* Standard normal by inversion of the uniform with the same key (gsl_cdf_ugaussian_Pinv). */
double kt_rng_normal(uint64_t seed, uint32_t stream, uint32_t row, uint32_t draw);

#endif
