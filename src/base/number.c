/* One sum in one order, total orders, quantiles, strict number parsing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/base.h>

#include <stdlib.h>
#include <string.h>

double kt_sum(const double *v, size_t n)
{
    double sum = 0.0, lost = 0.0;
    for (size_t i = 0; i < n; i++) {
        double t = sum + v[i];
        lost += fabs(sum) >= fabs(v[i]) ? (sum - t) + v[i] : (v[i] - t) + sum;
        sum = t;
    }
    /* Infinite terms leave lost = NaN although the sum itself is well defined. */
    return isnan(lost) && !isnan(sum) ? sum : sum + lost;
}

double kt_quantile_sorted(const double *sorted, size_t n, double p)
{
    if (n == 0) return NAN;
    double h = p * (double)(n - 1);
    size_t i = (size_t)h;
    if (i + 1 >= n) return sorted[n - 1];
    return sorted[i] + (h - (double)i) * (sorted[i + 1] - sorted[i]);
}

static int compare(double a, double b)
{
    if (isnan(a) || isnan(b)) return isnan(a) - isnan(b);
    return (a > b) - (a < b);
}

static int by_value(const void *pa, const void *pb)
{
    return compare(*(const double *)pa, *(const double *)pb);
}

void kt_sort(double *v, size_t n)
{
    if (n > 1) qsort(v, n, sizeof *v, by_value);
}

static int by_key(const void *pa, const void *pb, void *ctx)
{
    const double *key = ctx;
    size_t a = *(const size_t *)pa, b = *(const size_t *)pb;
    int c = compare(key[a], key[b]);
    return c ? c : (a > b) - (a < b);
}

void kt_order(const double *key, size_t n, size_t *order)
{
    for (size_t i = 0; i < n; i++) order[i] = i;
    if (n > 1) qsort_r(order, n, sizeof *order, by_key, (void *)(uintptr_t)key);
}

bool kt_parse_num(const char *s, double *out)
{
    while (*s == ' ') s++;
    size_t n = strlen(s);
    while (n && s[n - 1] == ' ') n--;
    char buf[64];
    if (n == 0 || n >= sizeof buf) return false;
    bool digit = false, separator = false;
    for (size_t i = 0; i < n; i++) {
        char c = s[i];
        if (c == ',' || c == '.') {
            if (separator) return false;
            separator = true;
            c = '.';
        } else if (c >= '0' && c <= '9') {
            digit = true;
        } else if (!strchr("+-eE", c)) {
            return false;
        }
        buf[i] = c;
    }
    buf[n] = '\0';
    if (!digit) return false;
    char *end;
    double v = strtod(buf, &end); /* the program never leaves the C numeric locale */
    if (*end || !isfinite(v)) return false;
    *out = v;
    return true;
}
