/* fisher: the optimal classes of ordered values.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/classify.h>

/* Running sums about the median, which far values do not move, entry i over the first i values. In
 * extended precision a class at distance a from it and of width d keeps its squares to 2^-64 (a/d)². */
struct sums {
    long double w, wx, wxx;
};

struct layers {
    const struct sums *s;
    const double *before; /* least squares of the first j values in one class less */
    double *here;
    uint32_t *cut; /* first value of the last class */
};

static double spread(const struct sums *a, const struct sums *b)
{
    long double w = b->w - a->w, wx = b->wx - a->wx;
    long double s = (b->wxx - a->wxx) - wx * wx / w;
    return s > 0 ? (double)s : 0;
}

/* Best cut for the first j values, among lo..hi. */
static size_t best_cut(const struct layers *l, size_t j, size_t lo, size_t hi)
{
    double least = INFINITY;
    size_t best = lo;
    for (size_t i = lo; i <= hi && i < j; i++) {
        double cost = l->before[i] + spread(&l->s[i], &l->s[j]);
        if (cost < least) {
            least = cost;
            best = i;
        }
    }
    l->here[j] = least;
    l->cut[j] = (uint32_t)best;
    return best;
}

/* The cut never moves back as j grows: the middle j halves the room of the others. */
static void fill(const struct layers *l, size_t from, size_t to, size_t lo, size_t hi)
{
    while (from <= to) {
        size_t mid = from + (to - from) / 2;
        size_t cut = best_cut(l, mid, lo, hi);
        if (mid > from) fill(l, from, mid - 1, lo, cut);
        from = mid + 1;
        lo = cut;
    }
}

static struct sums *running(const double *value, const double *weight, size_t m, struct kt_arena *tmp)
{
    struct sums *s = KT_NEW(tmp, struct sums, m + 1);
    double centre = value[m / 2];
    for (size_t i = 0; i < m; i++) {
        long double x = (long double)value[i] - centre, wi = weight[i];
        s[i + 1] = (struct sums){s[i].w + wi, s[i].wx + wi * x, s[i].wxx + wi * x * x};
    }
    return s;
}

double kt_fisher(const double *value, const double *weight, size_t m, size_t k, size_t *last,
                 struct kt_arena tmp)
{
    struct sums *s = running(value, weight, m, &tmp);
    double *a = KT_NEW(&tmp, double, m + 1), *b = KT_NEW(&tmp, double, m + 1);
    uint32_t *cut = KT_NEW(&tmp, uint32_t, k * (m + 1));
    for (size_t j = 1; j <= m; j++) a[j] = spread(&s[0], &s[j]);
    for (size_t c = 1; c < k; c++) {
        struct layers l = {s, a, b, cut + c * (m + 1)};
        /* Of the last layer only its end is asked for. */
        fill(&l, c + 1 < k ? c + 1 : m, m, c, m - 1);
        double *swap = a;
        a = b;
        b = swap;
    }
    last[k - 1] = m - 1;
    for (size_t c = k - 1, j = m; c > 0; c--) {
        j = cut[c * (m + 1) + j];
        last[c - 1] = j - 1;
    }
    return a[m];
}
