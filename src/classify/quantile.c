/* quantile: the nine definitions, and round cuts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/classify.h>

#include <float.h>

static double nth(const double *x, size_t n, double i)
{
    if (i < 1) return x[0];
    return i >= (double)n ? x[n - 1] : x[(size_t)i - 1];
}

/* Types 1–3: steps. A product that means a whole number may miss it by rounding, so fuzz is allowed. */
static double by_step(const double *x, size_t n, double p, int type)
{
    double fuzz = 4 * DBL_EPSILON, at = (double)n * p - (type == 3 ? 0.5 : 0);
    double j = floor(at + fuzz), g = at - j;
    bool above = g > fuzz;
    double h = type == 1 ? above : type == 2 ? (above ? 1 : 0.5) : (above || fmod(j, 2) != 0);
    return (1 - h) * nth(x, n, j) + h * nth(x, n, j + 1);
}

double kt_quantile_type(const double *sorted, size_t n, double p, int type)
{
    static const double alpha[10] = {[4] = 0, 0.5, 0, 1, 1.0 / 3, 3.0 / 8};
    static const double beta[10] = {[4] = 1, 0.5, 0, 1, 1.0 / 3, 3.0 / 8};
    if (n == 0 || type < 1 || type > 9) return NAN;
    if (type <= 3) return by_step(sorted, n, p, type);
    if (type == 7) return kt_quantile_sorted(sorted, n, p);
    double fuzz = 4 * DBL_EPSILON;
    double at = alpha[type] + p * ((double)n + 1 - alpha[type] - beta[type]);
    double j = floor(at + fuzz), h = at - j;
    if (fabs(h) < fuzz) h = 0;
    double lo = nth(sorted, n, j), hi = nth(sorted, n, j + 1);
    return lo + h * (hi - lo);
}

/* The step of 1, 2, 5 or 10 times a power of ten that is least wrong; bias 1.5 towards larger ones, and
 * 2.75 towards fives. */
static double round_step(double cell)
{
    double base = pow(10, floor(log10(cell))), step = base;
    if (2 * base - cell < 1.5 * (cell - step)) {
        step = 2 * base;
        if (5 * base - cell < 2.75 * (cell - step)) {
            step = 5 * base;
            if (10 * base - cell < 1.5 * (cell - step)) step = 10 * base;
        }
    }
    return step;
}

size_t kt_pretty(double lo, double hi, size_t want, double *out, size_t most)
{
    if (!isfinite(lo) || !isfinite(hi) || want == 0 || lo > hi) return 0;
    double dx = hi - lo, cell = fmax(fabs(lo), fabs(hi)), least = floor((double)want / 3);
    if (dx == 0 && hi == 0) cell = 1;
    /* A range of nothing but rounding gets a step of the size of its values. */
    if (dx < cell * (1 + 1 / 2.5) * (double)want * DBL_EPSILON * 3 || dx == 0) {
        if (cell > 10) cell = 9 + cell / 10;
        cell *= 0.75;
        if (least > 1) cell /= least;
    } else {
        cell = dx / (double)want;
    }
    if (cell < 20 * DBL_MIN) cell = 20 * DBL_MIN;
    double step = round_step(cell), eps = 1e-10;
    double from = floor(lo / step + eps), to = ceil(hi / step - eps);
    while (from * step > lo + eps * step) from--;
    while (to * step < hi - eps * step) to++;
    double lack = least - (to - from);
    if (lack > 0) {
        double half = floor(lack / 2), rest = lack - half;
        from -= from >= 0 ? half : rest;
        to += from >= 0 ? rest : half;
    }
    if (to - from + 1 > (double)most) return 0;
    size_t n = 0;
    for (double i = from; i <= to; i++) out[n++] = i * step + 0.0;
    return n;
}
