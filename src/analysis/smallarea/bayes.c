/* bayes: rates drawn towards the mean of all, or of the neighbours.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/smallarea.h>

static bool usable(double events, double pop)
{
    return isfinite(events) && isfinite(pop) && pop > 0;
}

enum kt_status kt_eb_global(const double *events, const double *pop, size_t n, bool binomial, double *est,
                            struct kt_eb *out, struct kt_arena tmp, struct kt_err *err)
{
    double *o = KT_NEW(&tmp, double, n), *w = KT_NEW(&tmp, double, n), *sq = KT_NEW(&tmp, double, n);
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
        est[i] = NAN;
        if (!usable(events[i], pop[i])) continue;
        o[m] = events[i];
        w[m++] = pop[i];
    }
    if (m == 0) return kt_fail(err, KT_EINPUT, "no area has both persons and a known count");
    double all = kt_sum(w, m), b = kt_sum(o, m) / all, nbar = all / (double)m;
    for (size_t i = 0; i < m; i++) sq[i] = w[i] * (o[i] / w[i] - b) * (o[i] / w[i] - b);
    double s2 = kt_sum(sq, m) / all, chance = b * (1 - b);
    double a = fmax(0, s2 - b / nbar), rho = nbar > 1 ? fmax(0, (nbar * s2 - chance) / (nbar - 1)) : 0;
    for (size_t i = 0; i < n; i++) {
        if (!usable(events[i], pop[i])) continue;
        double p = events[i] / pop[i], between = binomial ? rho : a;
        double within = (binomial ? chance - rho : b) / pop[i];
        est[i] = between > 0 ? b + (p - b) * (between / (between + within)) : b;
    }
    *out = (struct kt_eb){b, binomial ? s2 : a};
    return KT_OK;
}

/* Sums over the area and its neighbours. */
struct around {
    double events, pop;
    size_t n;
};

static struct around around_of(const double *events, const double *pop, const size_t *start,
                               const int32_t *col, size_t i)
{
    struct around s = {events[i], pop[i], 1};
    for (size_t k = start[i]; k < start[i + 1]; k++) {
        size_t j = (size_t)col[k];
        if (!usable(events[j], pop[j])) continue;
        s.events += events[j];
        s.pop += pop[j];
        s.n++;
    }
    return s;
}

void kt_spatial_rate(const double *events, const double *pop, size_t n, const size_t *start,
                     const int32_t *col, double *rate)
{
    for (size_t i = 0; i < n; i++) {
        rate[i] = NAN;
        if (!usable(events[i], pop[i])) continue;
        struct around s = around_of(events, pop, start, col, i);
        rate[i] = s.events / s.pop;
    }
}

static double square_about(double events, double pop, double mean)
{
    double d = events / pop - mean;
    return pop * d * d;
}

void kt_eb_local(const double *events, const double *pop, size_t n, const size_t *start, const int32_t *col,
                 bool own_mean, double *est, double *mean, double *variance, struct kt_arena tmp)
{
    double *m = KT_NEW(&tmp, double, n);
    kt_spatial_rate(events, pop, n, start, col, m);
    for (size_t i = 0; i < n; i++) {
        est[i] = mean[i] = variance[i] = NAN;
        if (!usable(events[i], pop[i])) continue;
        struct around s = around_of(events, pop, start, col, i);
        double sq = square_about(events[i], pop[i], m[i]);
        for (size_t k = start[i]; k < start[i + 1]; k++) {
            size_t j = (size_t)col[k];
            if (usable(events[j], pop[j])) sq += square_about(events[j], pop[j], own_mean ? m[i] : m[j]);
        }
        double a = fmax(0, sq / s.pop - m[i] / (s.pop / (double)s.n)), p = events[i] / pop[i];
        mean[i] = m[i];
        variance[i] = a;
        est[i] = s.n == 1 ? p : a > 0 ? m[i] + (p - m[i]) * (a / (a + m[i] / pop[i])) : m[i];
    }
}
