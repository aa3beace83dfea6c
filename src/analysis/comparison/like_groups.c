/* pairs: how sure an order is, from draws that all areas share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/comparison.h>

double kt_prob_larger(const double *draw, size_t ndraw, size_t a, size_t b)
{
    const double *x = draw + a * ndraw, *y = draw + b * ndraw;
    double times = 0;
    size_t known = 0;
    for (size_t d = 0; d < ndraw; d++) {
        if (isnan(x[d]) || isnan(y[d])) continue;
        known++;
        /* Equal to a millionth is equal: rounding noise must not order what lacks everything. */
        double apart = round(x[d] * 1e6) - round(y[d] * 1e6);
        times += apart > 0 ? 1 : apart < 0 ? 0 : 0.5;
    }
    return known ? times / (double)known : (double)NAN;
}

size_t kt_like_groups(const double *value, const double *draw, size_t n, size_t ndraw, double sure,
                      int32_t *group, struct kt_arena tmp)
{
    double *key = KT_NEW(&tmp, double, n);
    size_t *order = KT_NEW(&tmp, size_t, n), first = 0, groups = 0;
    for (size_t i = 0; i < n; i++) {
        key[i] = -value[i];
        group[i] = 0;
    }
    kt_order(key, n, order);
    for (size_t i = 0; i < n && !isnan(key[order[i]]); i++) {
        bool other = groups == 0 || kt_prob_larger(draw, ndraw, order[first], order[i]) >= sure;
        if (other) {
            first = i;
            groups++;
        }
        group[order[i]] = (int32_t)groups;
    }
    return groups;
}
