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
    for (size_t i = 0; i < d->nstep; i++) out.upto[i] *= factor;
    return out;
}

double kt_decay_at(const struct kt_decay *d, double cost)
{
    if (!(cost <= d->reach)) return 0;
    if (d->kind == KT_DECAY_GAUSS) return exp(-cost * cost / (2 * d->sigma * d->sigma));
    for (size_t i = 0; i < d->nstep; i++)
        if (cost <= d->upto[i]) return d->weight[i];
    return 0;
}
