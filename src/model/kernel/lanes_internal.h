/* lanes: the inner loops of decay_sum, written once over vectors of doubles and compiled for the
 * base machine and for AVX2. Both do the same operations in the same order (contraction into fused
 * multiply-adds is off), so the results are equal to the last bit.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_LANES_INTERNAL_H
#define KATVE_LANES_INTERNAL_H

#include <katve/access.h>

/* Four lanes at a time, from any address. */
typedef double lanes_f __attribute__((vector_size(32), aligned(8), may_alias));
typedef int64_t lanes_i __attribute__((vector_size(32), aligned(8), may_alias));
#define LANES_INLINE static inline __attribute__((always_inline))

/* What the loops need: squared bounds, so that no root is taken. */
struct lanes_decay {
    double reach2;
    double slope; /* -1 / (2 sigma^2) */
    size_t nstep;
    double upto2[KT_STEPS_MAX];
    double drop[KT_STEPS_MAX]; /* weight[i] - weight[i+1] */
};

/* exp(t) for -700 < t <= 0: t = k ln 2 + r with |r| <= ln(2)/2, a polynomial of degree 11 in r
 * (relative error below 1e-14) and k added to the exponent. ln 2 comes in two parts (Cody and
 * Waite), the upper with trailing zeros so that k times it is exact. */
LANES_INLINE void lanes_exp(const lanes_f *in, lanes_f *out)
{
    const double magic = 0x1.8p52; /* adding it rounds to a whole number in the low bits */
    lanes_f t = *in, shifted = t * 0x1.71547652b82fep0 + magic, k = shifted - magic;
    lanes_f r = (t - k * 0x1.62e42fefa3800p-1) - k * 0x1.ef35793c76730p-45;
    lanes_f p = r * (1.0 / 39916800) + 1.0 / 3628800;
    p = p * r + 1.0 / 362880;
    p = p * r + 1.0 / 40320;
    p = p * r + 1.0 / 5040;
    p = p * r + 1.0 / 720;
    p = p * r + 1.0 / 120;
    p = p * r + 1.0 / 24;
    p = p * r + 1.0 / 6;
    p = p * r + 0.5;
    p = p * r + 1.0;
    p = p * r + 1.0;
    *out = (lanes_f)((lanes_i)p + ((lanes_i)shifted << 52));
}

LANES_INLINE double lanes_total(const lanes_f *a, const lanes_f *b)
{
    lanes_f s = *a + *b;
    return (s[0] + s[2]) + (s[1] + s[3]);
}

/* n is a multiple of KT_LANES; padding has q = 0. */
LANES_INLINE double lanes_gauss(const double *x, const double *y, const double *q, size_t n, double tx,
                                double ty, const struct lanes_decay *d)
{
    lanes_f acc[2] = {{0, 0, 0, 0}, {0, 0, 0, 0}};
    const lanes_f reach2 = {d->reach2, d->reach2, d->reach2, d->reach2};
    for (size_t i = 0; i < n; i += KT_LANES) {
        for (size_t h = 0; h < 2; h++) {
            lanes_f dx = *(const lanes_f *)(x + i + 4 * h) - tx;
            lanes_f dy = *(const lanes_f *)(y + i + 4 * h) - ty;
            lanes_f d2 = dx * dx + dy * dy, e;
            lanes_i in = d2 <= reach2;
            /* Out of reach: exponent 0 keeps lanes_exp in its range, then the weight is cut. */
            lanes_f t = (lanes_f)((lanes_i)(d2 * d->slope) & in);
            lanes_exp(&t, &e);
            acc[h] += (lanes_f)((lanes_i)e & in) * *(const lanes_f *)(q + i + 4 * h);
        }
    }
    return lanes_total(&acc[0], &acc[1]);
}

LANES_INLINE double lanes_step(const double *x, const double *y, const double *q, size_t n, double tx,
                               double ty, const struct lanes_decay *d)
{
    lanes_f acc[KT_STEPS_MAX][2];
    double sum = 0;
    for (size_t s = 0; s < d->nstep; s++) acc[s][0] = acc[s][1] = (lanes_f){0, 0, 0, 0};
    for (size_t i = 0; i < n; i += KT_LANES) {
        for (size_t h = 0; h < 2; h++) {
            lanes_f dx = *(const lanes_f *)(x + i + 4 * h) - tx;
            lanes_f dy = *(const lanes_f *)(y + i + 4 * h) - ty;
            lanes_f d2 = dx * dx + dy * dy;
            lanes_i bits = *(const lanes_i *)(q + i + 4 * h);
            for (size_t s = 0; s < d->nstep; s++) {
                const lanes_f upto2 = {d->upto2[s], d->upto2[s], d->upto2[s], d->upto2[s]};
                acc[s][h] += (lanes_f)(bits & (lanes_i)(d2 <= upto2));
            }
        }
    }
    /* acc[s] holds what lies within bound s, so each bound adds what its weight drops by. */
    for (size_t s = 0; s < d->nstep; s++) sum += lanes_total(&acc[s][0], &acc[s][1]) * d->drop[s];
    return sum;
}

#endif
