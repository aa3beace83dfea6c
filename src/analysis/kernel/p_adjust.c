/* p_adjust: p-values of many tests at once. Holm 1979, Scandinavian Journal of Statistics 6: 65-70;
 * Benjamini and Hochberg 1995, JRSS B 57: 289-300 (step-up); Benjamini and Yekutieli 2001, Annals of
 * Statistics 29: 1165-1188. O(n log n).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/spatial.h>

/* From the largest p down: adjusted p never grows as p falls. */
static void step_up(const double *p, const size_t *order, size_t m, double factor, double *out)
{
    double least = 1;
    for (size_t r = m; r-- > 0;) {
        least = fmin(least, factor * (double)m / (double)(r + 1) * p[order[r]]);
        out[order[r]] = least;
    }
}

static void step_down(const double *p, const size_t *order, size_t m, double *out)
{
    double most = 0;
    for (size_t r = 0; r < m; r++) {
        most = fmax(most, fmin(1, (double)(m - r) * p[order[r]]));
        out[order[r]] = most;
    }
}

void kt_p_adjust(const double *p, size_t n, enum kt_adjust how, double *out, struct kt_arena tmp)
{
    size_t *order = KT_NEW(&tmp, size_t, n + 1), m = 0;
    double harmonic = 0;
    kt_order(p, n, order);
    while (m < n && !isnan(p[order[m]])) m++;
    for (size_t r = 1; r <= m; r++) harmonic += 1 / (double)r;
    for (size_t i = 0; i < n; i++) out[i] = p[i];
    switch (how) {
    case KT_ADJUST_NONE: break;
    case KT_ADJUST_BONFERRONI:
        for (size_t i = 0; i < n; i++) out[i] = isnan(p[i]) ? NAN : fmin(1, (double)m * p[i]);
        break;
    case KT_ADJUST_HOLM: step_down(p, order, m, out); break;
    case KT_ADJUST_FDR: step_up(p, order, m, 1, out); break;
    case KT_ADJUST_BY: step_up(p, order, m, harmonic, out); break;
    }
}
