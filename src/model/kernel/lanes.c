/* lanes: the loops over every kind of decay, for the base machine and for AVX2.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kernel/lanes_internal.h"

enum { FEW_STEPS = 4 }; /* sums of so many steps stay in registers */

struct lanes_decay lanes_prepare(const struct kt_decay *d)
{
    const double s = d->sigma, per_e = M_LOG2E, twice = d->squared ? 2 : 1;
    /* A weight below 2^-990 is none: keeps exponents in range whatever sigma is. */
    const double most = 990;
    struct lanes_decay out = {.reach2 = d->reach * d->reach, .nstep = d->nstep, .squared = d->squared};
    switch (d->kind) {
    case KT_DECAY_GAUSS:
        out.a = -twice * per_e / (2 * s * s);
        out.reach2 = fmin(out.reach2, -most / out.a);
        break;
    case KT_DECAY_EXPONENTIAL:
        out.a = -twice * per_e / s;
        out.reach2 = fmin(out.reach2, (most / out.a) * (most / out.a));
        break;
    case KT_DECAY_POWER:
        out.a = -twice * d->power / 2;
        out.b = 2 * log2(s);
        out.least2 = d->least * d->least;
        break;
    case KT_DECAY_LOGISTIC:
        out.a = per_e * M_PI / (s * sqrt(3));
        out.b = out.a * d->middle;
        out.c = 1 + exp2(-out.b);
        break;
    case KT_DECAY_LINEAR:
    case KT_DECAY_COSINE:
        out.a = 1 / s;
        out.reach2 = fmin(out.reach2, s * s);
        break;
    case KT_DECAY_EPANECHNIKOV:
        out.a = 1 / (s * s);
        out.reach2 = fmin(out.reach2, s * s);
        break;
    case KT_DECAY_TABLE: out.table = *d; break;
    case KT_DECAY_STEP:
    case KT_NDECAY: break;
    }
    if (d->kind == KT_DECAY_GAUSS || d->kind == KT_DECAY_EXPONENTIAL || d->kind == KT_DECAY_POWER ||
        d->kind == KT_DECAY_STEP || d->kind == KT_DECAY_TABLE)
        out.squared = false;
    for (size_t i = d->nstep; i-- > 0;) {
        out.weight[i] = d->squared ? d->weight[i] * d->weight[i] : d->weight[i];
        out.drop[i] = out.weight[i] - (i + 1 < d->nstep ? out.weight[i + 1] : 0);
        out.upto2[i] = fmin(d->upto[i], d->reach) * fmin(d->upto[i], d->reach);
        if (d->left_closed) out.upto2[i] = nextafter(out.upto2[i], 0);
    }
    if (d->left_closed && out.reach2 == d->reach * d->reach) out.reach2 = nextafter(out.reach2, 0);
    return out;
}

LANES_INLINE double total(const lanes_f *a, const lanes_f *b)
{
    lanes_f s = *a + *b;
    return (s[0] + s[2]) + (s[1] + s[3]);
}

LANES_INLINE void square_of(const double *x, const double *y, double tx, double ty, lanes_f *d2)
{
    lanes_f dx = *(const lanes_f *)x - tx, dy = *(const lanes_f *)y - ty;
    *d2 = dx * dx + dy * dy;
}

LANES_INLINE double sum_of(enum kt_decay_kind kind, const double *x, const double *y, const double *q,
                           size_t n, double tx, double ty, const struct lanes_decay *d)
{
    lanes_f acc[2] = {{0, 0, 0, 0}, {0, 0, 0, 0}}, d2, w;
    for (size_t i = 0; i < n; i += KT_LANES)
#pragma GCC unroll 2
        for (size_t h = 0; h < 2; h++) {
            square_of(x + i + 4 * h, y + i + 4 * h, tx, ty, &d2);
            lanes_weight(kind, &d2, d, &w);
            acc[h] += w * *(const lanes_f *)(q + i + 4 * h);
        }
    return total(&acc[0], &acc[1]);
}

/* Steps without a product per pair: acc[s] holds what lies within bound s, and each bound adds what its
 * weight drops by. */
LANES_INLINE double sum_few_steps(size_t nstep, const double *x, const double *y, const double *q, size_t n,
                                  double tx, double ty, const struct lanes_decay *d)
{
    lanes_f acc[FEW_STEPS][2], d2;
    double sum = 0;
#pragma GCC unroll 4
    for (size_t s = 0; s < nstep; s++) acc[s][0] = acc[s][1] = (lanes_f){0, 0, 0, 0};
    for (size_t i = 0; i < n; i += KT_LANES)
#pragma GCC unroll 2
        for (size_t h = 0; h < 2; h++) {
            square_of(x + i + 4 * h, y + i + 4 * h, tx, ty, &d2);
            lanes_i bits = *(const lanes_i *)(q + i + 4 * h);
#pragma GCC unroll 4
            for (size_t s = 0; s < nstep; s++) {
                const lanes_f upto2 = {d->upto2[s], d->upto2[s], d->upto2[s], d->upto2[s]};
                acc[s][h] += (lanes_f)(bits & (lanes_i)(d2 <= upto2));
            }
        }
#pragma GCC unroll 4
    for (size_t s = 0; s < nstep; s++) sum += total(&acc[s][0], &acc[s][1]) * d->drop[s];
    return sum;
}

LANES_INLINE void weights_of(enum kt_decay_kind kind, const double *cost, size_t n,
                             const struct lanes_decay *d, double *out)
{
    lanes_f c, w;
    for (size_t i = 0; i < n; i += 4) {
        size_t here = n - i < 4 ? n - i : 4;
        if (here == 4)
            c = *(const lanes_f *)(cost + i);
        else
            for (size_t k = 0; k < 4; k++) c[k] = k < here ? cost[i + k] : 0;
        c *= c;
        lanes_weight(kind, &c, d, &w);
        if (here == 4)
            *(lanes_f *)(out + i) = w;
        else
            for (size_t k = 0; k < here; k++) out[i + k] = w[k];
    }
}

typedef void lanes_weights(const double *cost, size_t n, const struct lanes_decay *d, double *out);

#define LOOPS(target, suffix, KIND)                                                                         \
    target static double sum_##KIND##_##suffix(const double *x, const double *y, const double *q, size_t n, \
                                               double tx, double ty, const struct lanes_decay *d)           \
    {                                                                                                       \
        return sum_of(KT_DECAY_##KIND, x, y, q, n, tx, ty, d);                                              \
    }                                                                                                       \
    target static void weights_##KIND##_##suffix(const double *cost, size_t n, const struct lanes_decay *d, \
                                                 double *out)                                               \
    {                                                                                                       \
        weights_of(KT_DECAY_##KIND, cost, n, d, out);                                                       \
    }
#define STEPS(target, suffix, N)                                                                    \
    target static double sum_steps##N##_##suffix(const double *x, const double *y, const double *q, \
                                                 size_t n, double tx, double ty,                    \
                                                 const struct lanes_decay *d)                       \
    {                                                                                               \
        return sum_few_steps(N, x, y, q, n, tx, ty, d);                                             \
    }
#define ALL(target, suffix)                                                                   \
    LOOPS(target, suffix, STEP)                                                               \
    LOOPS(target, suffix, GAUSS)                                                              \
    LOOPS(target, suffix, LINEAR)                                                             \
    LOOPS(target, suffix, EXPONENTIAL)                                                        \
    LOOPS(target, suffix, POWER)                                                              \
    LOOPS(target, suffix, LOGISTIC)                                                           \
    LOOPS(target, suffix, EPANECHNIKOV)                                                       \
    LOOPS(target, suffix, COSINE)                                                             \
    LOOPS(target, suffix, TABLE)                                                              \
    STEPS(target, suffix, 1)                                                                  \
    STEPS(target, suffix, 2)                                                                  \
    STEPS(target, suffix, 3)                                                                  \
    STEPS(target, suffix, 4)                                                                  \
    static lanes_sum *const sums_##suffix[] = {                                               \
        sum_STEP_##suffix,         sum_GAUSS_##suffix,  sum_LINEAR_##suffix,                  \
        sum_EXPONENTIAL_##suffix,  sum_POWER_##suffix,  sum_LOGISTIC_##suffix,                \
        sum_EPANECHNIKOV_##suffix, sum_COSINE_##suffix, sum_TABLE_##suffix};                  \
    static lanes_sum *const few_##suffix[] = {NULL, sum_steps1_##suffix, sum_steps2_##suffix, \
                                              sum_steps3_##suffix, sum_steps4_##suffix};      \
    static lanes_weights *const weights_##suffix[] = {                                        \
        weights_STEP_##suffix,         weights_GAUSS_##suffix,  weights_LINEAR_##suffix,      \
        weights_EXPONENTIAL_##suffix,  weights_POWER_##suffix,  weights_LOGISTIC_##suffix,    \
        weights_EPANECHNIKOV_##suffix, weights_COSINE_##suffix, weights_TABLE_##suffix};

ALL(, base)
#if defined(__x86_64__)
ALL(__attribute__((target("avx2"))), avx2)
static bool is_wide(void)
{
    return __builtin_cpu_supports("avx2");
}
#else
#define sums_avx2    sums_base
#define few_avx2     few_base
#define weights_avx2 weights_base
static bool is_wide(void)
{
    return false;
}
#endif

lanes_sum *lanes_sum_of(const struct lanes_decay *ld, enum kt_decay_kind kind)
{
    if (kind == KT_DECAY_STEP && ld->nstep > 0 && ld->nstep <= FEW_STEPS)
        return is_wide() ? few_avx2[ld->nstep] : few_base[ld->nstep];
    return is_wide() ? sums_avx2[kind] : sums_base[kind];
}

void kt_decay_weights(const struct kt_decay *d, const double *cost, size_t n, double *out)
{
    const struct lanes_decay ld = lanes_prepare(d);
    (is_wide() ? weights_avx2 : weights_base)[d->kind](cost, n, &ld, out);
}
