/* groups: how much of inequality is between groups and how much within them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/inequality/inequality_internal.h"

struct group {
    size_t n;
    double w, mean, all[KT_INEQ_N];
};

/* Rows of every group one after the other: start[g]..start[g + 1] − 1. */
static size_t *gather(const double *x, const double *w, const int32_t *group, size_t n, size_t ngroup,
                      double *gx, double *gw, struct kt_arena *a)
{
    size_t *start = KT_NEW(a, size_t, ngroup + 2);
    for (size_t i = 0; i < n; i++)
        if (group[i] >= 0) start[group[i] + 2]++;
    for (size_t g = 2; g < ngroup + 2; g++) start[g] += start[g - 1];
    for (size_t i = 0; i < n; i++) {
        if (group[i] < 0) continue;
        size_t to = start[group[i] + 1]++;
        gx[to] = x[i];
        gw[to] = w ? w[i] : 1;
    }
    return start;
}

static struct group group_of(const double *x, const double *w, size_t n, struct kt_arena tmp)
{
    struct kt_ordered o = kt_ordered_of(x, NULL, w, n, &tmp);
    struct group g = {.n = o.n};
    double *wx = KT_NEW(&tmp, double, o.n);
    for (size_t i = 0; i < o.n; i++) wx[i] = o.w[i] * o.x[i];
    g.w = kt_sum(o.w, o.n);
    g.mean = g.w > 0 ? kt_sum(wx, o.n) / g.w : (double)NAN;
    kt_measures(&o, 0.5, g.all);
    return g;
}

static void put(double *to, size_t g, double v)
{
    if (to) to[g] = v;
}

static void share_out(const struct group *part, size_t ngroup, const struct group *all,
                      struct kt_inequality_groups *out, struct kt_arena tmp)
{
    double *t = KT_NEW(&tmp, double, ngroup), *l = KT_NEW(&tmp, double, ngroup);
    double *gini = KT_NEW(&tmp, double, ngroup), *tb = KT_NEW(&tmp, double, ngroup);
    double *lb = KT_NEW(&tmp, double, ngroup), *mean = KT_NEW(&tmp, double, ngroup);
    double *weight = KT_NEW(&tmp, double, ngroup), between[KT_INEQ_N];
    for (size_t g = 0; g < ngroup; g++) {
        const struct group *p = &part[g];
        double s = p->w / all->w, held = s * p->mean / all->mean;
        put(out->share, g, s);
        put(out->mean, g, p->mean);
        put(out->group_gini, g, p->all[KT_INEQ_GINI]);
        put(out->group_t, g, p->all[KT_INEQ_THEIL_T]);
        put(out->group_l, g, p->all[KT_INEQ_THEIL_L]);
        mean[g] = p->mean;
        weight[g] = p->w;
        if (!(p->w > 0) || !(held > 0)) continue; /* a group that has nothing: no part of T, none of Gini */
        t[g] = held * p->all[KT_INEQ_THEIL_T];
        l[g] = s * p->all[KT_INEQ_THEIL_L];
        gini[g] = s * held * p->all[KT_INEQ_GINI];
        tb[g] = held * log(p->mean / all->mean);
        lb[g] = s * log(all->mean / p->mean);
    }
    kt_inequality_measures(mean, weight, ngroup, 0.5, between, tmp);
    bool zero = isnan(all->all[KT_INEQ_THEIL_L]);
    double none = NAN;
    out->theil_t = (struct kt_inequality_parts){all->all[KT_INEQ_THEIL_T], fmax(0, kt_sum(tb, ngroup)),
                                                kt_sum(t, ngroup), 0};
    out->theil_l =
        (struct kt_inequality_parts){all->all[KT_INEQ_THEIL_L], zero ? none : fmax(0, kt_sum(lb, ngroup)),
                                     zero ? none : kt_sum(l, ngroup), zero ? none : 0};
    out->gini =
        (struct kt_inequality_parts){all->all[KT_INEQ_GINI], between[KT_INEQ_GINI], kt_sum(gini, ngroup), 0};
    out->gini.overlap = out->gini.total - out->gini.between - out->gini.within;
    if (isnan(all->all[KT_INEQ_GINI]))
        out->gini = out->theil_t = out->theil_l = (struct kt_inequality_parts){none, none, none, none};
}

void kt_inequality_within(const double *x, const double *w, const int32_t *group, size_t n, size_t ngroup,
                          struct kt_inequality_groups *out, struct kt_arena tmp)
{
    double *gx = KT_NEW(&tmp, double, n), *gw = KT_NEW(&tmp, double, n);
    size_t *start = gather(x, w, group, n, ngroup, gx, gw, &tmp);
    struct group *part = KT_NEW(&tmp, struct group, ngroup);
    struct group all = group_of(gx, gw, start[ngroup], tmp);
    for (size_t g = 0; g < ngroup; g++)
        part[g] = group_of(gx + start[g], gw + start[g], start[g + 1] - start[g], tmp);
    share_out(part, ngroup, &all, out, tmp);
}
