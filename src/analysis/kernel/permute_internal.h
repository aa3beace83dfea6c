/* permute: samples of conditional permutation, one at a time or eight at a time, the same numbers.
 *
 * Draw t (0, 1, ...) of permutation d of area a is word t % 4 of Philox4x32-10 with counter (a, d, t / 4,
 * stream) and the seed as key, brought to 0..s-1 by Lemire's multiply (2019, ACM TOMACS 29: 3) with
 * s = others - t. A word in the biased part (chance s / 2^32) is replaced by word 0 of the counters
 * (a, d, 2^31 + try × 2^24 + t, stream), try = 0, 1, ...
 * Draw t picks the position t + number of a virtual list of the others, which is then overwritten by what
 * stands at position t (Fisher-Yates). Position p is area p, or p + 1 from the area's own row on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_PERMUTE_INTERNAL_H
#define KATVE_PERMUTE_INTERNAL_H

#include <katve/rng.h>
#include <katve/spatial.h>

enum { KT_LANE_DRAWS = 8, KT_LANE_DEGREE = 64 };

struct kt_sampler {
    uint64_t seed;
    uint32_t key;    /* the area in the counter */
    uint32_t self;   /* its row */
    uint32_t others; /* n - 1 */
    uint32_t degree;
    const uint32_t *biased; /* [t]: 2^32 mod (others - t) */
    int32_t *list;          /* others: 0, 1, 2, ...; left as it was */
};

/* Rows of the sample of permutation d. O(degree). */
void kt_sample_one(const struct kt_sampler *s, uint32_t d, int32_t *row);

/* Fisher-Yates over all n values (n < 2^32) for permutation d: position t takes one of those not yet placed, by
 * word t % 4 of the counter (d, t / 4, 0, stream), unbiased as above. O(n). */
void kt_shuffle(double *v, size_t n, uint64_t seed, uint32_t d);

/* Eight permutations from d on: row[t][lane], degree <= KT_LANE_DEGREE. */
typedef int32_t kt_lane_rows[KT_LANE_DEGREE][KT_LANE_DRAWS];
/* Sums of v over the samples in whole numbers; of w × v or w × (x - v)^2 in double. */
struct kt_lane_ops {
    void (*sample)(const struct kt_sampler *s, uint32_t d, kt_lane_rows row);
    void (*sum)(kt_lane_rows row, uint32_t degree, const int32_t *v, int32_t sum[KT_LANE_DRAWS]);
    void (*lag)(kt_lane_rows row, uint32_t degree, const double *w, const double *v,
                double sum[KT_LANE_DRAWS]);
    void (*squares)(kt_lane_rows row, uint32_t degree, const double *w, const double *v, double x,
                    double sum[KT_LANE_DRAWS]);
};
extern const struct kt_lane_ops kt_lane_plain;
/* NULL where the processor or the compiler has none. */
const struct kt_lane_ops *kt_lane_avx2(void);

#endif
