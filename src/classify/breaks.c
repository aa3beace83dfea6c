/* breaks: edges of classes in every style.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/classify.h>

#include <stdlib.h>
#include <string.h>

enum { PRETTY_MOST = 200, HEADS_MOST = 100 };

struct weighed {
    double v, w;
};

/* The usable values, ascending, and the distinct ones among them. */
struct ordered {
    size_t n, m;
    double *v, *w;               /* n */
    double *distinct, *dw, mean; /* m distinct values and their weights; weighted mean of all */
};

static int by_value(const void *pa, const void *pb)
{
    const struct weighed *a = pa, *b = pb;
    return a->v != b->v ? (a->v > b->v) - (a->v < b->v) : (a->w > b->w) - (a->w < b->w);
}

static struct ordered in_order(const double *value, const double *weight, size_t n, struct kt_arena *tmp)
{
    struct weighed *pair = KT_NEW(tmp, struct weighed, n);
    struct ordered o = {.n = 0};
    for (size_t i = 0; i < n; i++) {
        double w = weight ? weight[i] : 1;
        if (isfinite(value[i]) && isfinite(w) && w > 0) pair[o.n++] = (struct weighed){value[i], w};
    }
    if (o.n > 1) qsort(pair, o.n, sizeof *pair, by_value);
    o.v = KT_NEW(tmp, double, o.n);
    o.w = KT_NEW(tmp, double, o.n);
    o.distinct = KT_NEW(tmp, double, o.n);
    o.dw = KT_NEW(tmp, double, o.n);
    double *term = KT_NEW(tmp, double, o.n);
    for (size_t i = 0; i < o.n; i++) {
        o.v[i] = pair[i].v;
        o.w[i] = pair[i].w;
        if (o.m == 0 || o.distinct[o.m - 1] != o.v[i]) o.distinct[o.m++] = o.v[i];
        o.dw[o.m - 1] += o.w[i];
        term[i] = o.w[i] * (o.v[i] - o.v[0]);
    }
    if (o.n) o.mean = o.v[0] + kt_sum(term, o.n) / kt_sum(o.w, o.n);
    return o;
}

static void add(struct kt_edges *e, double v)
{
    /* e->n counts edges while they are collected. */
    if (e->n == 0 || v > e->edge[e->n - 1]) e->edge[e->n++] = v;
}

static void optimal(const struct ordered *o, const struct kt_break_spec *spec, struct kt_edges *e,
                    struct kt_arena tmp)
{
    size_t k = spec->nclass < o->m ? spec->nclass : o->m;
    size_t *last = KT_NEW(&tmp, size_t, k);
    kt_fisher(o->distinct, o->dw, o->m, k, last, tmp);
    e->edge[e->n++] = o->distinct[0];
    for (size_t c = 0; c + 1 < k; c++) {
        double below = o->distinct[last[c]], above = o->distinct[last[c] + 1];
        /* Largest values may repeat the first edge: a class of one value is told by two equal edges. */
        e->edge[e->n++] = spec->style == KT_BREAK_JENKS ? below : below / 2 + above / 2;
    }
    e->edge[e->n++] = o->distinct[o->m - 1];
}

static double weighted_quantile(const struct ordered *o, double p)
{
    double all = kt_sum(o->dw, o->m), sum = 0, lost = 0;
    for (size_t i = 0; i + 1 < o->m; i++) {
        double t = sum + o->dw[i];
        lost += fabs(sum) >= o->dw[i] ? (sum - t) + o->dw[i] : (o->dw[i] - t) + sum;
        sum = t;
        if (sum + lost >= p * all * (1 - 1e-14)) return o->distinct[i];
    }
    return o->distinct[o->m - 1];
}

static void quantiles(const struct ordered *o, const struct kt_break_spec *spec, bool weighted,
                      struct kt_edges *e)
{
    int type = spec->quantile_type ? spec->quantile_type : 7;
    add(e, o->v[0]);
    for (size_t c = 1; c < spec->nclass; c++) {
        double p = (double)c / (double)spec->nclass;
        add(e, weighted ? weighted_quantile(o, p) : kt_quantile_type(o->v, o->n, p, type));
    }
    add(e, o->v[o->n - 1]);
}

static void equal_steps(const struct ordered *o, size_t k, struct kt_edges *e)
{
    double lo = o->v[0], hi = o->v[o->n - 1];
    for (size_t c = 0; c < k; c++) add(e, lo + (hi - lo) * ((double)c / (double)k));
    add(e, hi);
}

static double deviation(const struct ordered *o, struct kt_arena tmp)
{
    double *term = KT_NEW(&tmp, double, o->n), w = kt_sum(o->w, o->n);
    for (size_t i = 0; i < o->n; i++) term[i] = o->w[i] * (o->v[i] - o->mean) * (o->v[i] - o->mean);
    /* Weights are counts of people: their sum takes n's place. */
    return w > 1 ? sqrt(kt_sum(term, o->n) / (w - 1)) : 0;
}

static void round_cuts(const struct ordered *o, size_t k, double mean, double sd, struct kt_edges *e)
{
    double cut[PRETTY_MOST];
    size_t n =
        sd > 0 ? kt_pretty((o->v[0] - mean) / sd, (o->v[o->n - 1] - mean) / sd, k, cut, PRETTY_MOST) : 0;
    for (size_t i = 0; i < n; i++) add(e, cut[i] * sd + mean);
}

static void widest_gaps(const struct ordered *o, size_t k, struct kt_edges *e, struct kt_arena tmp)
{
    size_t gaps = o->m - 1, cuts = k - 1 < gaps ? k - 1 : gaps;
    double *width = KT_NEW(&tmp, double, gaps);
    size_t *order = KT_NEW(&tmp, size_t, gaps);
    uint8_t *taken = KT_NEW(&tmp, uint8_t, gaps);
    for (size_t i = 0; i < gaps; i++) width[i] = -(o->distinct[i + 1] - o->distinct[i]);
    kt_order(width, gaps, order);
    for (size_t i = 0; i < cuts; i++) taken[order[i]] = 1;
    add(e, o->distinct[0]);
    for (size_t i = 0; i < gaps; i++)
        if (taken[i]) add(e, o->distinct[i] / 2 + o->distinct[i + 1] / 2);
    add(e, o->distinct[o->m - 1]);
}

static void head_tails(const struct ordered *o, double share, struct kt_edges *e, struct kt_arena tmp)
{
    double *term = KT_NEW(&tmp, double, o->n);
    size_t from = 0;
    add(e, o->v[0]);
    for (int round = 0; round < HEADS_MOST; round++) {
        for (size_t i = from; i < o->n; i++) term[i] = o->w[i] * (o->v[i] - o->v[from]);
        double mean = o->v[from] + kt_sum(term + from, o->n - from) / kt_sum(o->w + from, o->n - from);
        add(e, mean);
        size_t head = from;
        while (head < o->n && o->v[head] <= mean) head++;
        double part = kt_sum(o->w + head, o->n - head) / kt_sum(o->w + from, o->n - from);
        if (!(part <= share) || o->n - head <= 1) break;
        from = head;
    }
    add(e, o->v[o->n - 1]);
}

static void box(const struct ordered *o, double fence, bool weighted, struct kt_edges *e)
{
    double q[3];
    for (int i = 0; i < 3; i++)
        q[i] =
            weighted ? weighted_quantile(o, 0.25 * (i + 1)) : kt_quantile_sorted(o->v, o->n, 0.25 * (i + 1));
    double lo = q[0] - fence * (q[2] - q[0]), hi = q[2] + fence * (q[2] - q[0]);
    add(e, lo < o->v[0] ? (double)-INFINITY : o->v[0]);
    add(e, lo);
    for (int i = 0; i < 3; i++) add(e, q[i]);
    add(e, hi);
    add(e, hi > o->v[o->n - 1] ? (double)INFINITY : o->v[o->n - 1]);
}

static enum kt_status check(const struct kt_break_spec *s, struct kt_err *err)
{
    if (s->nclass < 1 || s->nclass > 1000)
        return kt_fail(err, KT_EINPUT, "classes: 1 to 1000 are possible, not %zu", s->nclass);
    if (s->quantile_type < 0 || s->quantile_type > 9)
        return kt_fail(err, KT_EINPUT, "quantile type %d: the types are 1 to 9", s->quantile_type);
    if (s->style != KT_BREAK_FIXED) return KT_OK;
    if (!s->fixed) return kt_fail(err, KT_EINPUT, "fixed classes need their edges");
    for (size_t i = 0; i <= s->nclass; i++)
        if (isnan(s->fixed[i]) || (i && s->fixed[i] <= s->fixed[i - 1]))
            return kt_fail(err, KT_EINPUT, "fixed classes: edge %zu does not ascend", i + 1);
    return KT_OK;
}

enum kt_status kt_break(const struct kt_break_spec *spec, const double *value, const double *weight, size_t n,
                        struct kt_edges *out, struct kt_arena *keep, struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(check(spec, err));
    struct ordered o = in_order(value, weight, n, &tmp);
    size_t room = spec->nclass + 1;
    if (room < PRETTY_MOST + 2) room = PRETTY_MOST + 2; /* styles that choose their own number of classes */
    struct kt_edges e = {0, KT_NEW(keep, double, room)};
    *out = (struct kt_edges){0};
    if (o.n == 0) return kt_fail(err, KT_EINPUT, "no value to classify");
    if (spec->style == KT_BREAK_FIXED) {
        memcpy(e.edge, spec->fixed, (spec->nclass + 1) * sizeof *e.edge);
        e.n = spec->nclass + 1;
    } else if (o.m > 1) {
        switch (spec->style) {
        case KT_BREAK_FISHER:
        case KT_BREAK_JENKS: optimal(&o, spec, &e, tmp); break;
        case KT_BREAK_QUANTILE: quantiles(&o, spec, weight != NULL, &e); break;
        case KT_BREAK_EQUAL: equal_steps(&o, spec->nclass, &e); break;
        case KT_BREAK_SD: round_cuts(&o, spec->nclass, o.mean, deviation(&o, tmp), &e); break;
        case KT_BREAK_PRETTY: round_cuts(&o, spec->nclass, 0, 1, &e); break;
        case KT_BREAK_MAXIMUM: widest_gaps(&o, spec->nclass, &e, tmp); break;
        case KT_BREAK_HEADTAILS:
            head_tails(&o, spec->head_share > 0 ? spec->head_share : 0.4, &e, tmp);
            break;
        case KT_BREAK_BOX: box(&o, spec->fence > 0 ? spec->fence : 1.5, weight != NULL, &e); break;
        case KT_BREAK_FIXED: break;
        }
    }
    if (e.n < 2) {
        e.edge[0] = o.v[0];
        e.edge[1] = o.v[o.n - 1];
        e.n = 2;
    }
    *out = (struct kt_edges){e.n - 1, e.edge};
    return KT_OK;
}
