/* scale: classes of values, counted in people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/classify.h>
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

struct groups {
    size_t n;
    double *value, *weight;
    double total;
};

static struct groups groups_of(const double *value, const double *weight, size_t n, struct kt_arena *tmp)
{
    struct groups g = {0};
    double *key = KT_NEW(tmp, double, n);
    size_t *order = KT_NEW(tmp, size_t, n);
    g.value = KT_NEW(tmp, double, n);
    g.weight = KT_NEW(tmp, double, n);
    for (size_t i = 0; i < n; i++) {
        key[i] = isfinite(value[i]) && weight[i] > 0 ? value[i] : (double)NAN;
        if (!isnan(key[i])) g.total += weight[i];
    }
    kt_order(key, n, order);
    for (size_t i = 0; i < n && !isnan(key[order[i]]); i++) {
        double v = key[order[i]];
        if (g.n == 0 || v != g.value[g.n - 1]) g.value[g.n++] = v;
        g.weight[g.n - 1] += weight[order[i]];
    }
    return g;
}

static struct kt_scale edges_after(const struct groups *g, size_t n, const size_t *last)
{
    struct kt_scale sc = {.n = n};
    if (g->n == 0) return (struct kt_scale){.n = 1, .edge = {0, 1}};
    sc.edge[0] = end_edge(g->value[0], false);
    for (size_t c = 0; c + 1 < n; c++)
        sc.edge[c + 1] = edge_between(g->value[last[c]], g->value[last[c] + 1]);
    sc.edge[n] = end_edge(g->value[g->n - 1], true);
    if (sc.edge[n] <= sc.edge[n - 1]) sc.edge[n] = sc.edge[n - 1] + 1;
    return sc;
}

struct kt_scale kt_scale_jenks(const double *value, const double *weight, size_t n, size_t nclass,
                               struct kt_arena tmp)
{
    struct groups g = groups_of(value, weight, n, &tmp);
    size_t k = nclass < KT_CLASSES_MAX ? nclass : KT_CLASSES_MAX, last[KT_CLASSES_MAX] = {0};
    if (g.n < k) k = g.n;
    if (k == 0) return edges_after(&g, 1, NULL);
    kt_fisher(g.value, g.weight, g.n, k, last, tmp);
    return edges_after(&g, k, last);
}

struct kt_scale kt_scale_tertiles(const double *value, const double *weight, size_t n, struct kt_arena tmp)
{
    struct groups g = groups_of(value, weight, n, &tmp);
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
