/* funnel: limits that widen as areas get smaller.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/comparison.h>

#include <gsl/gsl_cdf.h>

void kt_wilson(double share, double n, double z, double *lower, double *upper)
{
    *lower = 0;
    *upper = 1;
    if (!(n > 0)) return;
    double zz = z * z / n, centre = (share + zz / 2) / (1 + zz);
    double half = sqrt(zz) * sqrt(share * (1 - share) + zz / 4) / (1 + zz);
    *lower = fmax(0, centre - half);
    *upper = fmin(1, centre + half);
}

void kt_funnel_share(double target, double n, double z, double phi, double *lower, double *upper)
{
    double half = n > 0 ? z * sqrt(target * (1 - target) * fmax(1, phi) / n) : 1;
    *lower = fmax(0, target - half);
    *upper = fmin(1, target + half);
}

void kt_funnel_ratio(double expected, double alpha, double phi, double *lower, double *upper)
{
    double e = expected / fmax(1, phi);
    *lower = 0;
    *upper = INFINITY;
    if (!(e > 0)) return;
    *lower = gsl_cdf_chisq_Pinv(alpha / 2, 2 * e) / (2 * e);
    *upper = gsl_cdf_chisq_Qinv(alpha / 2, 2 * e + 2) / (2 * e);
}

double kt_funnel_phi(const double *share, const double *persons, size_t n, double target, double tail,
                     bool poisson, struct kt_arena tmp)
{
    double *z = KT_NEW(&tmp, double, n), spread = poisson ? target : target * (1 - target);
    size_t m = 0;
    if (!(spread > 0)) return 1;
    for (size_t i = 0; i < n; i++)
        if (isfinite(share[i]) && persons[i] > 0) z[m++] = (share[i] - target) / sqrt(spread / persons[i]);
    if (m == 0) return 1;
    kt_sort(z, m);
    double lo = kt_quantile_sorted(z, m, tail), hi = kt_quantile_sorted(z, m, 1 - tail);
    for (size_t i = 0; i < m; i++) {
        double w = fmin(hi, fmax(lo, z[i]));
        z[i] = w * w;
    }
    return fmax(1, kt_sum(z, m) / (double)m);
}
