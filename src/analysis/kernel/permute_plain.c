/* permute_plain: the samples of permute_internal.h on any processor.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "permute_internal.h"

#include <Random123/philox.h>

static philox4x32_ctr_t words(const struct kt_sampler *s, uint32_t d, uint32_t block)
{
    philox4x32_ctr_t ctr = {{s->key, d, block, KT_STREAM_LOCAL}};
    philox4x32_key_t key = {{(uint32_t)s->seed, (uint32_t)(s->seed >> 32)}};
    return philox4x32(ctr, key);
}

/* A number in 0..range-1 from `word`, or from the replacements of draw t. */
static uint32_t bounded(const struct kt_sampler *s, uint32_t d, uint32_t t, uint32_t word)
{
    uint32_t range = s->others - t;
    uint64_t product = (uint64_t)word * range;
    for (uint32_t again = 0; (uint32_t)product < s->biased[t]; again++)
        product = (uint64_t)words(s, d, (1u << 31) + (again << 24) + t).v[0] * range;
    return (uint32_t)(product >> 32);
}

void kt_sample_one(const struct kt_sampler *s, uint32_t d, int32_t *row)
{
    philox4x32_ctr_t four = {{0}};
    for (uint32_t t = 0; t < s->degree; t++) {
        if (t % 4 == 0) four = words(s, d, t / 4);
        uint32_t at = t + bounded(s, d, t, four.v[t % 4]);
        row[t] = (int32_t)at;
    }
    int32_t *list = s->list;
    for (uint32_t t = 0; t < s->degree; t++) {
        int32_t at = row[t], picked = list[at];
        list[at] = list[t];
        list[t] = at; /* never read as an entry again; remembers what to restore */
        row[t] = picked + (picked >= (int32_t)s->self);
    }
    for (uint32_t t = s->degree; t-- > 0;) {
        int32_t at = list[t];
        list[t] = (int32_t)t;
        if (at >= (int32_t)s->degree) list[at] = at;
    }
}

void kt_shuffle(double *v, size_t n, uint64_t seed, uint32_t d)
{
    philox4x32_key_t key = {{(uint32_t)seed, (uint32_t)(seed >> 32)}};
    philox4x32_ctr_t four = {{0}};
    for (size_t t = 0; t + 1 < n; t++) {
        uint32_t range = (uint32_t)(n - t), block = (uint32_t)(t / 4);
        philox4x32_ctr_t first = {{d, block, 0, KT_STREAM_GLOBAL}};
        if (t % 4 == 0) four = philox4x32(first, key);
        uint64_t product = (uint64_t)four.v[t % 4] * range;
        /* The remainder is dear and seldom needed: only a word below the range can be in the biased part. */
        uint32_t biased = (uint32_t)product < range ? (uint32_t)(0x100000000u % range) : 0;
        for (uint32_t again = 1; (uint32_t)product < biased; again++) {
            philox4x32_ctr_t other = {{d, block, again << 2 | (uint32_t)(t % 4), KT_STREAM_GLOBAL}};
            product = (uint64_t)philox4x32(other, key).v[0] * range;
        }
        size_t at = t + (size_t)(product >> 32);
        double swap = v[t];
        v[t] = v[at];
        v[at] = swap;
    }
}

static void sample(const struct kt_sampler *s, uint32_t d, kt_lane_rows row)
{
    int32_t one[KT_LANE_DEGREE];
    for (uint32_t lane = 0; lane < KT_LANE_DRAWS; lane++) {
        kt_sample_one(s, d + lane, one);
        for (uint32_t t = 0; t < s->degree; t++) row[t][lane] = one[t];
    }
}

static void sum(kt_lane_rows row, uint32_t degree, const int32_t *v, int32_t out[KT_LANE_DRAWS])
{
    for (uint32_t lane = 0; lane < KT_LANE_DRAWS; lane++) {
        out[lane] = 0;
        for (uint32_t t = 0; t < degree; t++) out[lane] += v[row[t][lane]];
    }
}

static void lag(kt_lane_rows row, uint32_t degree, const double *w, const double *v,
                double out[KT_LANE_DRAWS])
{
    for (uint32_t lane = 0; lane < KT_LANE_DRAWS; lane++) {
        out[lane] = 0;
        for (uint32_t t = 0; t < degree; t++) out[lane] += w[t] * v[row[t][lane]];
    }
}

static void squares(kt_lane_rows row, uint32_t degree, const double *w, const double *v, double x,
                    double out[KT_LANE_DRAWS])
{
    for (uint32_t lane = 0; lane < KT_LANE_DRAWS; lane++) {
        out[lane] = 0;
        for (uint32_t t = 0; t < degree; t++) {
            double diff = x - v[row[t][lane]];
            out[lane] += w[t] * (diff * diff);
        }
    }
}

const struct kt_lane_ops kt_lane_plain = {sample, sum, lag, squares};
