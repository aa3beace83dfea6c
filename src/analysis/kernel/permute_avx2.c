/* permute_avx2: the samples of permute_internal.h, eight permutations side by side.
 *
 * Philox works on 64-bit lanes whose upper halves are ignored, so that a round is two multiplications, two
 * shifts and four exclusive ors and nothing has to be packed. The list of Fisher-Yates is not kept: what stands
 * at a position is the position itself unless an earlier draw overwrote it, so each draw looks back at the
 * earlier ones. O(degree^2 / 8) compares a permutation, cheaper than a list for the degrees of maps.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "permute_internal.h"

#ifdef __x86_64__
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

enum { ROUNDS = 10 };

struct four_words {
    __m256i even[4], odd[4]; /* of lanes 0 2 4 6 and 1 3 5 7, in the lower halves */
};

AVX2 static inline void round_of(__m256i c[4], __m256i k0, __m256i k1)
{
    const __m256i m0 = _mm256_set1_epi64x(0xD2511F53), m1 = _mm256_set1_epi64x(0xCD9E8D57);
    __m256i p0 = _mm256_mul_epu32(c[0], m0), p1 = _mm256_mul_epu32(c[2], m1);
    c[0] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p1, 32), c[1]), k0);
    c[1] = p1;
    c[2] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p0, 32), c[3]), k1);
    c[3] = p0;
}

AVX2 static inline struct four_words words(const struct kt_sampler *s, uint32_t d, uint32_t block)
{
    const __m256i first = _mm256_set1_epi64x(d);
    struct four_words w;
    w.even[0] = w.odd[0] = _mm256_set1_epi64x(s->key);
    w.even[1] = _mm256_add_epi64(first, _mm256_set_epi64x(6, 4, 2, 0));
    w.odd[1] = _mm256_add_epi64(first, _mm256_set_epi64x(7, 5, 3, 1));
    w.even[2] = w.odd[2] = _mm256_set1_epi64x(block);
    w.even[3] = w.odd[3] = _mm256_set1_epi64x(KT_STREAM_LOCAL);
    uint32_t k0 = (uint32_t)s->seed, k1 = (uint32_t)(s->seed >> 32);
    for (int r = 0; r < ROUNDS; r++) {
        __m256i v0 = _mm256_set1_epi64x(k0), v1 = _mm256_set1_epi64x(k1);
        round_of(w.even, v0, v1);
        round_of(w.odd, v0, v1);
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    return w;
}

/* Draw t of all lanes; *fair keeps the lanes whose word was not in the biased part. */
AVX2 static inline __m256i bounded(const struct kt_sampler *s, uint32_t t, __m256i even, __m256i odd,
                                   __m256i *fair)
{
    const __m256i range = _mm256_set1_epi64x(s->others - t);
    const __m256i biased = _mm256_set1_epi32((int)s->biased[t]);
    __m256i pe = _mm256_mul_epu32(even, range), po = _mm256_mul_epu32(odd, range);
    __m256i low = _mm256_blend_epi32(pe, _mm256_slli_epi64(po, 32), 0xAA);
    *fair = _mm256_and_si256(*fair, _mm256_cmpeq_epi32(_mm256_max_epu32(low, biased), low));
    return _mm256_blend_epi32(_mm256_srli_epi64(pe, 32), po, 0xAA);
}

AVX2 static void sample(const struct kt_sampler *s, uint32_t d, kt_lane_rows row)
{
    __m256i at[KT_LANE_DEGREE], put[KT_LANE_DEGREE], fair = _mm256_set1_epi32(-1);
    const __m256i before_self = _mm256_set1_epi32((int)s->self - 1);
    struct four_words four = {0};
    for (uint32_t t = 0; t < s->degree; t++) {
        if (t % 4 == 0) four = words(s, d, t / 4);
        __m256i here = _mm256_set1_epi32((int)t), standing = here;
        __m256i pos = _mm256_add_epi32(here, bounded(s, t, four.even[t % 4], four.odd[t % 4], &fair));
        __m256i picked = pos;
        for (uint32_t e = 0; e < t; e++) {
            picked = _mm256_blendv_epi8(picked, put[e], _mm256_cmpeq_epi32(at[e], pos));
            standing = _mm256_blendv_epi8(standing, put[e], _mm256_cmpeq_epi32(at[e], here));
        }
        at[t] = pos;
        put[t] = standing;
        picked = _mm256_sub_epi32(picked, _mm256_cmpgt_epi32(picked, before_self));
        _mm256_storeu_si256((__m256i *)row[t], picked);
    }
    int unfair = ~_mm256_movemask_ps(_mm256_castsi256_ps(fair)) & 0xff;
    for (int lane = 0; unfair >> lane; lane++) {
        if (!(unfair >> lane & 1)) continue;
        int32_t one[KT_LANE_DEGREE];
        kt_sample_one(s, d + (uint32_t)lane, one);
        for (uint32_t t = 0; t < s->degree; t++) row[t][lane] = one[t];
    }
}

AVX2 static void sum(kt_lane_rows row, uint32_t degree, const int32_t *v, int32_t out[KT_LANE_DRAWS])
{
    __m256i acc = _mm256_setzero_si256();
    for (uint32_t t = 0; t < degree; t++)
        acc =
            _mm256_add_epi32(acc, _mm256_i32gather_epi32(v, _mm256_loadu_si256((const __m256i *)row[t]), 4));
    _mm256_storeu_si256((__m256i *)out, acc);
}

AVX2 static inline __m256d gather4(const double *v, const int32_t *row)
{
    return _mm256_i32gather_pd(v, _mm_loadu_si128((const __m128i *)row), 8);
}

AVX2 static void lag(kt_lane_rows row, uint32_t degree, const double *w, const double *v,
                     double out[KT_LANE_DRAWS])
{
    __m256d acc[2] = {_mm256_setzero_pd(), _mm256_setzero_pd()};
    for (uint32_t t = 0; t < degree; t++)
        for (int h = 0; h < 2; h++)
            acc[h] = _mm256_add_pd(acc[h], _mm256_mul_pd(_mm256_set1_pd(w[t]), gather4(v, row[t] + 4 * h)));
    _mm256_storeu_pd(out, acc[0]);
    _mm256_storeu_pd(out + 4, acc[1]);
}

AVX2 static void squares(kt_lane_rows row, uint32_t degree, const double *w, const double *v, double x,
                         double out[KT_LANE_DRAWS])
{
    __m256d acc[2] = {_mm256_setzero_pd(), _mm256_setzero_pd()};
    for (uint32_t t = 0; t < degree; t++)
        for (int h = 0; h < 2; h++) {
            __m256d diff = _mm256_sub_pd(_mm256_set1_pd(x), gather4(v, row[t] + 4 * h));
            acc[h] = _mm256_add_pd(acc[h], _mm256_mul_pd(_mm256_set1_pd(w[t]), _mm256_mul_pd(diff, diff)));
        }
    _mm256_storeu_pd(out, acc[0]);
    _mm256_storeu_pd(out + 4, acc[1]);
}

const struct kt_lane_ops *kt_lane_avx2(void)
{
    static const struct kt_lane_ops ops = {sample, sum, lag, squares};
    return __builtin_cpu_supports("avx2") ? &ops : NULL;
}
#else
const struct kt_lane_ops *kt_lane_avx2(void)
{
    return NULL;
}
#endif
