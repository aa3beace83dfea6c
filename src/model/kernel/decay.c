/* decay: weights as a function of travel cost.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/access.h>

struct kt_decay kt_decay_gauss(double reach, double edge)
{
    return (struct kt_decay){.kind = KT_DECAY_GAUSS, .reach = reach, .sigma = reach / sqrt(-2 * log(edge))};
}

struct kt_decay kt_decay_steps(const double *upto, const double *weight, size_t n)
{
    struct kt_decay d = {.kind = KT_DECAY_STEP, .nstep = n};
    for (size_t i = 0; i < n; i++) {
        d.upto[i] = upto[i];
        d.weight[i] = weight[i];
    }
    d.reach = n ? upto[n - 1] : 0;
    return d;
}

struct kt_decay kt_decay_scale(const struct kt_decay *d, double factor)
{
    struct kt_decay out = *d;
    out.reach *= factor;
    out.sigma *= factor;
    out.least *= factor;
    out.middle *= factor;
    for (size_t i = 0; i < d->nstep; i++) out.upto[i] *= factor;
    return out;
}

struct kt_decay kt_decay_squared(const struct kt_decay *d)
{
    struct kt_decay out = *d;
    out.squared = true;
    return out;
}

static double interpolated(const struct kt_decay *d, double cost)
{
    if (cost <= d->upto[0]) return d->weight[0];
    for (size_t i = 1; i < d->nstep; i++)
        if (cost <= d->upto[i])
            return d->weight[i - 1] + (d->weight[i] - d->weight[i - 1]) * (cost - d->upto[i - 1]) /
                                          (d->upto[i] - d->upto[i - 1]);
    return 0;
}

static double stepped(const struct kt_decay *d, double cost)
{
    for (size_t i = 0; i < d->nstep; i++)
        if (d->left_closed ? cost < d->upto[i] : cost <= d->upto[i]) return d->weight[i];
    return 0;
}

static double weight_at(const struct kt_decay *d, double cost)
{
    double u = cost / d->sigma, k = M_PI / sqrt(3);
    switch (d->kind) {
    case KT_DECAY_STEP: return stepped(d, cost);
    case KT_DECAY_GAUSS: return exp(-cost * cost / (2 * d->sigma * d->sigma));
    case KT_DECAY_LINEAR: return fmax(0, 1 - u);
    case KT_DECAY_EXPONENTIAL: return exp(-u);
    case KT_DECAY_POWER: return pow(fmax(cost, d->least) / d->sigma, -d->power);
    case KT_DECAY_LOGISTIC:
        return (1 + exp(-k * d->middle / d->sigma)) / (1 + exp(k * (cost - d->middle) / d->sigma));
    case KT_DECAY_EPANECHNIKOV: return fmax(0, 1 - u * u);
    case KT_DECAY_COSINE: return u < 1 ? (1 + cos(M_PI * u)) / 2 : 0;
    case KT_DECAY_TABLE: return interpolated(d, cost);
    case KT_NDECAY: break;
    }
    return 0;
}

double kt_decay_at(const struct kt_decay *d, double cost)
{
    if (!(d->left_closed ? cost < d->reach : cost <= d->reach)) return 0;
    double w = weight_at(d, cost);
    return d->squared ? w * w : w;
}
