/* benchmark: estimates scaled so that they add up to what is published.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/smallarea.h>

#include <string.h>

/* Persons by group: of areas at the cap, and of the others before scaling. */
static void sums_of(const double *theta, const double *pop, const int32_t *group, size_t n, double most,
                    const double *factor, double *capped, double *open, size_t ngroup)
{
    memset(capped, 0, ngroup * sizeof *capped);
    memset(open, 0, ngroup * sizeof *open);
    for (size_t i = 0; i < n; i++) {
        int32_t g = group[i];
        if (g < 0 || !isfinite(theta[i]) || !isfinite(pop[i])) continue;
        if (theta[i] * factor[g] >= most)
            capped[g] += pop[i] * most;
        else
            open[g] += pop[i] * theta[i];
    }
}

void kt_benchmark(double *theta, const double *pop, const int32_t *group, size_t n, const double *total,
                  size_t ngroup, double most, double *factor, struct kt_arena tmp)
{
    double *capped = KT_NEW(&tmp, double, ngroup + 1), *open = KT_NEW(&tmp, double, ngroup + 1);
    for (size_t g = 0; g < ngroup; g++) factor[g] = 1;
    sums_of(theta, pop, group, n, INFINITY, factor, capped, open, ngroup);
    for (size_t g = 0; g < ngroup; g++)
        if (total[g] >= 0 && isfinite(total[g]) && open[g] > 0) factor[g] = total[g] / open[g];
    /* An area at the cap stays there, for factors only grow: as many rounds as areas at most. */
    for (bool again = isfinite(most); again;) {
        again = false;
        sums_of(theta, pop, group, n, most, factor, capped, open, ngroup);
        for (size_t g = 0; g < ngroup; g++) {
            double next = open[g] > 0 && total[g] > capped[g] ? (total[g] - capped[g]) / open[g] : factor[g];
            if (!(capped[g] > 0) || !(next > factor[g] * (1 + 1e-15))) continue;
            factor[g] = next;
            again = true;
        }
    }
    for (size_t i = 0; i < n; i++)
        if (group[i] >= 0) theta[i] = isnan(theta[i]) ? theta[i] : fmin(most, theta[i] * factor[group[i]]);
}
