/* fit: which class a value is in, and how well classes hold the values together.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/classify.h>

int kt_edges_class(const struct kt_edges *e, double v)
{
    if (!(v >= e->edge[0] && v <= e->edge[e->n])) return -1;
    size_t lo = 0, hi = e->n;
    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;
        if (v >= e->edge[mid])
            lo = mid;
        else
            hi = mid;
    }
    return (int)lo;
}

struct classed {
    double w, wx, mean;
};

struct kt_break_fit kt_edges_fit(const struct kt_edges *e, const double *value, const double *weight,
                                 size_t n, struct kt_arena tmp)
{
    struct classed *c = KT_NEW(&tmp, struct classed, e->n), all = {0};
    double *term[4]; /* squares and distances about class means, then about the mean of all */
    for (int t = 0; t < 4; t++) term[t] = KT_NEW(&tmp, double, n);
    double shift = NAN; /* sums about one of the values keep their digits */
    for (size_t i = 0; i < n && isnan(shift); i++)
        if (kt_edges_class(e, value[i]) >= 0) shift = value[i];
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < n; i++) {
            int at = kt_edges_class(e, value[i]);
            double w = weight ? weight[i] : 1, x = value[i] - shift;
            if (at < 0 || !(w > 0)) continue;
            if (pass == 0) {
                c[at].w += w;
                c[at].wx += w * x;
                continue;
            }
            double d = x - c[at].mean, g = x - all.mean;
            term[0][i] = w * d * d;
            term[1][i] = w * fabs(d);
            term[2][i] = w * g * g;
            term[3][i] = w * fabs(g);
        }
        for (size_t k = 0; pass == 0 && k < e->n; k++) {
            c[k].mean = c[k].w > 0 ? c[k].wx / c[k].w : 0;
            all.w += c[k].w;
            all.wx += c[k].wx;
        }
        all.mean = all.wx / all.w;
    }
    double within = kt_sum(term[0], n), total = kt_sum(term[2], n), dev = kt_sum(term[3], n);
    return (struct kt_break_fit){.within = within,
                                 .gvf = total > 0 ? 1 - within / total : (double)NAN,
                                 .tai = dev > 0 ? 1 - kt_sum(term[1], n) / dev : (double)NAN};
}
