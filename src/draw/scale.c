/* scale: classes of values, counted in people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/draw.h>

#include <stdio.h>
#include <stdlib.h>

int kt_scale_class(const struct kt_scale *sc, double v)
{
    if (isnan(v) || sc->n == 0) return KT_CLASS_NONE;
    size_t c = 0;
    while (c + 1 < sc->n && v >= sc->edge[c + 1]) c++;
    return (int)c;
}

struct kt_scale kt_scale_fixed(size_t n, const double *edge)
{
    struct kt_scale sc = {.n = n};
    for (size_t i = 0; i <= n; i++) sc.edge[i] = edge[i];
    return sc;
}

double kt_scale_shares(const struct kt_scale *sc, const double *value, const double *weight, size_t n,
                       double share[KT_CLASSES_MAX])
{
    double all = 0, most = 0;
    for (size_t c = 0; c < KT_CLASSES_MAX; c++) share[c] = 0;
    for (size_t i = 0; i < n; i++) {
        int c = kt_scale_class(sc, value[i]);
        if (c < 0 || !(weight[i] > 0)) continue;
        share[c] += weight[i];
        all += weight[i];
    }
    for (size_t c = 0; c < sc->n && all > 0; c++) {
        share[c] /= all;
        most = fmax(most, share[c]);
    }
    return most;
}

/* ---- rounding ---- */

/* v to `digits` significant decimal digits, through the printed form so that it is the double that
 * the printed text means. */
static double rounded(double v, int digits)
{
    char buf[40];
    snprintf(buf, sizeof buf, "%.*e", digits - 1, v);
    return strtod(buf, NULL);
}

/* A number of few digits in (below, from]: the edge between two neighbouring classes. */
static double edge_between(double below, double from)
{
    for (int digits = 2; digits <= 15; digits++) {
        double e = rounded(below + (from - below) / 2, digits);
        if (e > below && e <= from) return e;
        e = rounded(from, digits);
        if (e > below && e <= from) return e;
    }
    return from;
}

/* The end of the scale at or beyond v, away from the values (`up` or down), two digits. */
static double end_edge(double v, bool up)
{
    double e = rounded(v, 2), step = v == 0 ? 0 : pow(10, floor(log10(fabs(v))) - 1);
    if (up && e < v) e = rounded(e + step, 3);
    if (!up && e > v) e = rounded(e - step, 3);
    return e;
}

/* ---- distinct values in order, with what they weigh ---- */

enum { GROUPS_MAX = 512 };

struct groups {
    size_t n;
    double *lo, *hi, *mean, *weight; /* a group holds lo <= v <= hi */
    double total;
};

static void put(struct groups *g, double v, double w, bool join)
{
    if (!join) {
        size_t i = g->n++;
        g->lo[i] = g->hi[i] = g->mean[i] = v;
        g->weight[i] = w;
        return;
    }
    size_t i = g->n - 1;
    g->hi[i] = v;
    g->weight[i] += w;
    g->mean[i] += (v - g->mean[i]) * w / g->weight[i];
}

static struct groups groups_of(const double *value, const double *weight, size_t n, size_t most,
                               struct kt_arena *tmp)
{
    struct groups g = {0};
    double *key = KT_NEW(tmp, double, n);
    size_t *order = KT_NEW(tmp, size_t, n), distinct = 0;
    g.lo = KT_NEW(tmp, double, n);
    g.hi = KT_NEW(tmp, double, n);
    g.mean = KT_NEW(tmp, double, n);
    g.weight = KT_NEW(tmp, double, n);
    for (size_t i = 0; i < n; i++) {
        key[i] = isfinite(value[i]) && weight[i] > 0 ? value[i] : (double)NAN;
        if (!isnan(key[i])) g.total += weight[i];
    }
    kt_order(key, n, order);
    for (size_t i = 0; i < n && !isnan(key[order[i]]); i++)
        distinct += i == 0 || key[order[i]] != key[order[i - 1]];
    /* Too many for the square of them: neighbours join until each group weighs its share. */
    double share = distinct > most ? g.total / (double)most : 0;
    for (size_t i = 0; i < n && !isnan(key[order[i]]); i++) {
        double v = key[order[i]], w = weight[order[i]];
        put(&g, v, w, g.n > 0 && (v == g.hi[g.n - 1] || g.weight[g.n - 1] < share));
    }
    return g;
}

static struct kt_scale edges_after(const struct groups *g, size_t n, const size_t *last)
{
    struct kt_scale sc = {.n = n};
    if (g->n == 0) return (struct kt_scale){.n = 1, .edge = {0, 1}};
    sc.edge[0] = end_edge(g->lo[0], false);
    for (size_t c = 0; c + 1 < n; c++) sc.edge[c + 1] = edge_between(g->hi[last[c]], g->lo[last[c] + 1]);
    sc.edge[n] = end_edge(g->hi[g->n - 1], true);
    if (sc.edge[n] <= sc.edge[n - 1]) sc.edge[n] = sc.edge[n - 1] + 1;
    return sc;
}

/* ---- Fisher–Jenks ----
 * Fisher 1958: the best split of the first j groups into c classes ends in a last class i..j-1 whose
 * rest 0..i-1 is split best into c - 1. Sums of squares come from running sums of values taken about
 * the mean, which keeps them exact enough for any offset. */

struct running {
    double *w, *wx, *wxx; /* n + 1 */
};

static double spread(const struct running *r, size_t i, size_t j)
{
    double w = r->w[j] - r->w[i], wx = r->wx[j] - r->wx[i], wxx = r->wxx[j] - r->wxx[i];
    return w > 0 ? fmax(0, wxx - wx * wx / w) : 0;
}

static struct running running_sums(const struct groups *g, struct kt_arena *tmp)
{
    struct running r = {KT_NEW(tmp, double, g->n + 1), KT_NEW(tmp, double, g->n + 1),
                        KT_NEW(tmp, double, g->n + 1)};
    double mean = 0;
    for (size_t i = 0; i < g->n; i++) mean += g->mean[i] * (g->weight[i] / g->total);
    for (size_t i = 0; i < g->n; i++) {
        double x = g->mean[i] - mean, w = g->weight[i];
        r.w[i + 1] = r.w[i] + w;
        r.wx[i + 1] = r.wx[i] + w * x;
        r.wxx[i + 1] = r.wxx[i] + w * x * x;
    }
    return r;
}

struct kt_scale kt_scale_jenks(const double *value, const double *weight, size_t n, size_t nclass,
                               struct kt_arena tmp)
{
    struct groups g = groups_of(value, weight, n, GROUPS_MAX, &tmp);
    size_t m = g.n, k = nclass < KT_CLASSES_MAX ? nclass : KT_CLASSES_MAX;
    if (m < k) k = m ? m : 1;
    if (m == 0) return edges_after(&g, 1, NULL);
    struct running r = running_sums(&g, &tmp);
    double *best = KT_NEW(&tmp, double, k *(m + 1));
    size_t *from = KT_NEW(&tmp, size_t, k * (m + 1));
    for (size_t j = 1; j <= m; j++) best[j] = spread(&r, 0, j);
    for (size_t c = 1; c < k; c++) {
        for (size_t j = c + 1; j <= m; j++) {
            double *here = &best[c * (m + 1) + j];
            *here = INFINITY;
            for (size_t i = c; i < j; i++) {
                double cost = best[(c - 1) * (m + 1) + i] + spread(&r, i, j);
                if (cost < *here) {
                    *here = cost;
                    from[c * (m + 1) + j] = i;
                }
            }
        }
    }
    size_t last[KT_CLASSES_MAX] = {0};
    for (size_t c = k - 1, j = m; c > 0; c--) {
        j = from[c * (m + 1) + j];
        last[c - 1] = j - 1;
    }
    return edges_after(&g, k, last);
}

struct kt_scale kt_scale_tertiles(const double *value, const double *weight, size_t n, struct kt_arena tmp)
{
    struct groups g = groups_of(value, weight, n, n, &tmp);
    if (g.n == 0) return edges_after(&g, 1, NULL);
    size_t k = g.n < 3 ? g.n : 3, last[KT_CLASSES_MAX] = {0}, i = 0;
    double sum = 0;
    for (size_t c = 0; c + 1 < k; c++) {
        double goal = g.total * (double)(c + 1) / (double)k;
        /* Takes groups while that comes nearer to the goal, leaving one for each class to come. */
        sum += g.weight[i];
        while (i + 1 + (k - 1 - c) < g.n && fabs(sum + g.weight[i + 1] - goal) < fabs(sum - goal))
            sum += g.weight[++i];
        last[c] = i++;
    }
    return edges_after(&g, k, last);
}
