/* lanes: the weights of a decay and the inner loops of decay_sum, written once over vectors of doubles
 * and compiled for the base machine and for AVX2. Both do the same operations in the same order
 * (contraction into fused multiply-adds is off), so the results are equal to the last bit.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_LANES_INTERNAL_H
#define KATVE_LANES_INTERNAL_H

#include <katve/access.h>

/* Four lanes at a time, from any address. */
typedef double lanes_f __attribute__((vector_size(32), aligned(8), may_alias));
typedef int64_t lanes_i __attribute__((vector_size(32), aligned(8), may_alias));
#define LANES_INLINE static inline __attribute__((always_inline))

/* A decay over squared costs, so that only the kinds that need a root take one. */
struct lanes_decay {
    double reach2;  /* the last squared cost that still counts */
    double a, b, c; /* constants of the kind, see lanes_prepare() */
    double least2;
    bool squared; /* the weight is squared at the end (kinds whose square is another of the kind: false) */
    size_t nstep;
    double upto2[KT_STEPS_MAX]; /* the last squared cost of each step */
    double weight[KT_STEPS_MAX];
    double drop[KT_STEPS_MAX]; /* weight[i] - weight[i+1] */
    struct kt_decay table;
};

struct lanes_decay lanes_prepare(const struct kt_decay *d);

/* Sum of weight × q over n sources for a target at (tx, ty); n is a multiple of KT_LANES, padding has
 * q = 0. */
typedef double lanes_sum(const double *x, const double *y, const double *q, size_t n, double tx, double ty,
                         const struct lanes_decay *d);
/* The loop for a decay on this machine. */
lanes_sum *lanes_sum_of(const struct lanes_decay *ld, enum kt_decay_kind kind);

/* 2^t for |t| < 1000: t = k + f with k whole and |f| <= 1/2, a polynomial of degree 9 in f that is exact
 * at 0 (error below 4e-14; coefficients by interpolation of (2^f - 1) / f at Chebyshev points) and k
 * added to the exponent. The polynomial is summed in pairs to keep the chain of dependent operations
 * short, which is what a core waits for. */
LANES_INLINE void lanes_exp2(const lanes_f *in, lanes_f *out)
{
    const double magic = 0x1.8p52; /* adding it rounds to a whole number in the low bits */
    lanes_f t = *in, shifted = t + magic, f = t - (shifted - magic), f2 = f * f, f4 = f2 * f2;
    lanes_f p01 = f * 0x1.62e42fefa39efp-1 + 1.0;
    lanes_f p23 = f * 0x1.c6b08d7047e52p-5 + 0x1.ebfbdff823cedp-3;
    lanes_f p45 = f * 0x1.5d87fe86fe88ep-10 + 0x1.3b2ab7181b755p-7;
    lanes_f p67 = f * 0x1.ffcb9515a8016p-17 + 0x1.4308ac85aa947p-13;
    lanes_f p89 = f * 0x1.b63880a30e9ffp-24 + 0x1.63d136366db24p-20;
    lanes_f low = p23 * f2 + p01, high = p67 * f2 + p45;
    lanes_f p = (p89 * f4 + high) * f4 + low;
    *out = (lanes_f)((lanes_i)p + ((lanes_i)shifted << 52));
}

/* log2 of normal positive numbers: exponent and mantissa apart, 2 atanh((m-1)/(m+1)) / ln 2 as a series. */
LANES_INLINE void lanes_log2(const lanes_f *in, lanes_f *out)
{
    const int64_t half = 0x3fe6a09e667f3bcd; /* bits of sqrt(1/2) */
    lanes_i bits = (lanes_i)*in - half, k = bits >> 52;
    lanes_f m = (lanes_f)((bits & 0xfffffffffffff) + half), s = (m - 1.0) / (m + 1.0), z = s * s;
    lanes_f p = z * (1.0 / 21) + 1.0 / 19;
    p = p * z + 1.0 / 17;
    p = p * z + 1.0 / 15;
    p = p * z + 1.0 / 13;
    p = p * z + 1.0 / 11;
    p = p * z + 1.0 / 9;
    p = p * z + 1.0 / 7;
    p = p * z + 1.0 / 5;
    p = p * z + 1.0 / 3;
    lanes_f exponent = (lanes_f)(k + 0x4338000000000000) - 0x1.8p52;
    *out = exponent + (s + s * (p * z)) * (2 * 0x1.71547652b82fep0);
}

/* sin(x) for 0 <= x <= pi / 2. */
LANES_INLINE void lanes_sin(const lanes_f *in, lanes_f *out)
{
    lanes_f x = *in, z = x * x, p = z * (1.0 / 51090942171709440000.0) - 1.0 / 121645100408832000.0;
    p = p * z + 1.0 / 355687428096000.0;
    p = p * z - 1.0 / 1307674368000.0;
    p = p * z + 1.0 / 6227020800.0;
    p = p * z - 1.0 / 39916800;
    p = p * z + 1.0 / 362880;
    p = p * z - 1.0 / 5040;
    p = p * z + 1.0 / 120;
    p = p * z - 1.0 / 6;
    *out = x + x * (p * z);
}

LANES_INLINE void lanes_root(const lanes_f *in, lanes_f *out)
{
#if defined(__x86_64__)
    typedef double pair __attribute__((vector_size(16)));
    pair low = {(*in)[0], (*in)[1]}, high = {(*in)[2], (*in)[3]};
    low = __builtin_ia32_sqrtpd(low);
    high = __builtin_ia32_sqrtpd(high);
    *out = (lanes_f){low[0], low[1], high[0], high[1]};
#else
    for (int i = 0; i < 4; i++) (*out)[i] = __builtin_sqrt((*in)[i]);
#endif
}

LANES_INLINE void lanes_all(double v, lanes_f *out)
{
    *out = (lanes_f){v, v, v, v};
}

/* yes where mask is set, else no. */
LANES_INLINE void lanes_pick(const lanes_i *mask, const lanes_f *yes, const lanes_f *no, lanes_f *out)
{
    *out = (lanes_f)(((lanes_i)*yes & *mask) | ((lanes_i)*no & ~*mask));
}

/* top / (1 + 2^t), from 2^-|t| so that nothing overflows. */
LANES_INLINE void lanes_logistic(const lanes_f *in, double top, lanes_f *out)
{
    lanes_f t = *in, down = (lanes_f)((lanes_i)t | INT64_MIN), floor_, one, e, share;
    lanes_all(-1000, &floor_);
    lanes_all(1, &one);
    const lanes_i up = t > 0.0, deep = down < floor_;
    lanes_pick(&deep, &floor_, &down, &down);
    lanes_exp2(&down, &e);
    lanes_pick(&up, &e, &one, &share);
    *out = share / (1.0 + e) * top;
}

LANES_INLINE void lanes_step(const lanes_f *d2, const struct lanes_decay *d, lanes_f *out)
{
    lanes_f w = {0, 0, 0, 0}, bound, here;
    for (size_t s = d->nstep; s-- > 0;) {
        lanes_all(d->upto2[s], &bound);
        lanes_all(d->weight[s], &here);
        const lanes_i in = *d2 <= bound;
        lanes_pick(&in, &here, &w, &w);
    }
    *out = w;
}

/* Weights at four squared costs. `kind` is a constant where this is inlined. */
LANES_INLINE void lanes_weight(enum kt_decay_kind kind, const lanes_f *cost2, const struct lanes_decay *d,
                               lanes_f *weight)
{
    const lanes_f reach2 = {d->reach2, d->reach2, d->reach2, d->reach2};
    const lanes_i in = *cost2 <= reach2;
    /* Out of reach: cost 0 keeps every kind in its range, then the weight is cut. */
    lanes_f d2 = (lanes_f)((lanes_i)*cost2 & in), w = d2, t;
    switch (kind) {
    case KT_DECAY_STEP: lanes_step(&d2, d, &w); break;
    case KT_DECAY_GAUSS:
        t = d2 * d->a;
        lanes_exp2(&t, &w);
        break;
    case KT_DECAY_LINEAR:
        lanes_root(&d2, &t);
        w = 1.0 - t * d->a;
        break;
    case KT_DECAY_EXPONENTIAL:
        lanes_root(&d2, &t);
        t *= d->a;
        lanes_exp2(&t, &w);
        break;
    case KT_DECAY_POWER: {
        lanes_f least2;
        lanes_all(d->least2, &least2);
        const lanes_i near = d2 < least2;
        lanes_pick(&near, &least2, &d2, &d2);
        lanes_log2(&d2, &t);
        t = (t - d->b) * d->a;
        lanes_exp2(&t, &w);
        break;
    }
    case KT_DECAY_LOGISTIC:
        lanes_root(&d2, &t);
        t = t * d->a - d->b;
        lanes_logistic(&t, d->c, &w);
        break;
    case KT_DECAY_EPANECHNIKOV: w = 1.0 - d2 * d->a; break;
    case KT_DECAY_COSINE:
        lanes_root(&d2, &t);
        t = (1.0 - t * d->a) * 0x1.921fb54442d18p0;
        lanes_sin(&t, &w);
        w *= w;
        break;
    case KT_DECAY_TABLE:
        for (int i = 0; i < 4; i++) w[i] = kt_decay_at(&d->table, __builtin_sqrt(d2[i]));
        break;
    case KT_NDECAY: break;
    }
    if (d->squared) w *= w;
    *weight = (lanes_f)((lanes_i)w & in);
}

#endif
