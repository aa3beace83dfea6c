/* weights_style: what can be made of given weights: symmetry, styles, subsets, sums, lags, components.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "weights_internal.h"

#include <string.h>

static void find_islands(struct kt_weights *w, struct kt_arena *keep)
{
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++) n += w->start[i] == w->start[i + 1];
    int32_t *island = KT_NEW(keep, int32_t, n + 1);
    for (size_t i = 0; i < w->n; i++)
        if (w->start[i] == w->start[i + 1]) island[w->nisland++] = (int32_t)i;
    w->island = island;
}

/* The transpose; rows come out sorted. */
static void transpose(const struct kt_weights *w, size_t *start, int32_t *col, double *v)
{
    for (size_t k = 0; k < w->nnz; k++) start[w->col[k] + 2]++;
    for (size_t i = 2; i < w->n + 2; i++) start[i] += start[i - 1];
    for (size_t i = 0; i < w->n; i++) {
        for (size_t k = w->start[i]; k < w->start[i + 1]; k++) {
            size_t at = start[w->col[k] + 1]++;
            col[at] = (int32_t)i;
            v[at] = w->w[k];
        }
    }
}

struct kt_weights kt_weights_symmetric(struct kt_arena *keep, size_t n, const size_t *start,
                                       const int32_t *col, const double *w)
{
    struct kt_weights out = {.n = n, .nnz = start[n], .start = start, .col = col, .w = w};
    out.symmetric_pattern = out.symmetric = true;
    find_islands(&out, keep);
    return out;
}

struct kt_weights kt_weights_make(struct kt_arena *keep, size_t n, const size_t *start, const int32_t *col,
                                  const double *w)
{
    struct kt_weights out = kt_weights_symmetric(keep, n, start, col, w);
    struct kt_arena tmp = *keep;
    size_t *tstart = KT_NEW(&tmp, size_t, n + 2);
    int32_t *tcol = KT_NEW(&tmp, int32_t, out.nnz + 1);
    double *tw = KT_NEW(&tmp, double, out.nnz + 1);
    transpose(&out, tstart, tcol, tw);
    out.symmetric_pattern =
        memcmp(tstart, start, (n + 1) * sizeof *start) == 0 && memcmp(tcol, col, out.nnz * sizeof *col) == 0;
    out.symmetric = out.symmetric_pattern && memcmp(tw, w, out.nnz * sizeof *w) == 0;
    return out;
}

/* Sum of w^power over row i. */
static double row_sum(const struct kt_weights *w, size_t i, bool squares)
{
    double sum = 0;
    for (size_t k = w->start[i]; k < w->start[i + 1]; k++) sum += squares ? w->w[k] * w->w[k] : w->w[k];
    return sum;
}

struct kt_weights kt_weights_style(struct kt_arena *keep, const struct kt_weights *w, enum kt_style style)
{
    double *v = KT_NEW(keep, double, w->nnz + 1), total = 0, n = (double)(w->n - w->nisland);
    bool by_row = style == KT_STYLE_W || style == KT_STYLE_S;
    for (size_t i = 0; i < w->n; i++) {
        double by = !by_row ? 1 : style == KT_STYLE_W ? row_sum(w, i, false) : sqrt(row_sum(w, i, true));
        for (size_t k = w->start[i]; k < w->start[i + 1]; k++) {
            v[k] = w->w[k] / by;
            total += v[k];
        }
    }
    double scale = style == KT_STYLE_C || style == KT_STYLE_S ? n / total
                   : style == KT_STYLE_U                      ? 1 / total
                                                              : 1;
    if (scale != 1)
        for (size_t k = 0; k < w->nnz; k++) v[k] *= scale;
    struct kt_weights out = kt_weights_make(keep, w->n, w->start, w->col, v);
    out.style = style;
    return out;
}

struct kt_weights kt_weights_with_self(struct kt_arena *keep, const struct kt_weights *w)
{
    size_t *start = KT_NEW(keep, size_t, w->n + 1), nnz = 0;
    int32_t *col = KT_NEW(keep, int32_t, w->nnz + w->n);
    double *v = KT_NEW(keep, double, w->nnz + w->n);
    for (size_t i = 0; i < w->n; i++) {
        bool there = false;
        start[i] = nnz;
        for (size_t k = w->start[i]; k < w->start[i + 1] || !there; k++) {
            bool end = k >= w->start[i + 1];
            if (!there && (end || (size_t)w->col[k] >= i)) {
                bool own = !end && (size_t)w->col[k] == i;
                col[nnz] = (int32_t)i;
                v[nnz++] = own ? w->w[k] : 1;
                there = true;
                if (own || end) continue;
            }
            col[nnz] = w->col[k];
            v[nnz++] = w->w[k];
        }
    }
    start[w->n] = nnz;
    return kt_weights_make(keep, w->n, start, col, v);
}

struct kt_weights kt_weights_subset(struct kt_arena *keep, const struct kt_weights *w, const uint8_t *use,
                                    struct kt_arena tmp)
{
    int32_t *row = KT_NEW(&tmp, int32_t, w->n + 1);
    size_t n = 0, nnz = 0;
    for (size_t i = 0; i < w->n; i++) row[i] = use[i] ? (int32_t)n++ : -1;
    size_t *start = KT_NEW(keep, size_t, n + 1);
    int32_t *col = KT_NEW(keep, int32_t, w->nnz + 1);
    double *v = KT_NEW(keep, double, w->nnz + 1);
    for (size_t i = 0; i < w->n; i++) {
        if (!use[i]) continue;
        start[row[i]] = nnz;
        for (size_t k = w->start[i]; k < w->start[i + 1]; k++) {
            if (row[w->col[k]] < 0) continue;
            col[nnz] = row[w->col[k]];
            v[nnz++] = w->w[k];
        }
    }
    start[n] = nnz;
    return kt_weights_make(keep, n, start, col, v);
}

void kt_weights_lag(const struct kt_weights *w, const double *x, double *lag)
{
    for (size_t i = 0; i < w->n; i++) {
        double sum = 0;
        for (size_t k = w->start[i]; k < w->start[i + 1]; k++) sum += w->w[k] * x[w->col[k]];
        lag[i] = sum;
    }
}

struct kt_weights_sums kt_weights_sums(const struct kt_weights *w, bool keep_islands, struct kt_arena tmp)
{
    size_t *tstart = KT_NEW(&tmp, size_t, w->n + 2);
    int32_t *tcol = KT_NEW(&tmp, int32_t, w->nnz + 1);
    double *tw = KT_NEW(&tmp, double, w->nnz + 1);
    transpose(w, tstart, tcol, tw);
    struct kt_weights_sums s = {.n = (double)(keep_islands ? w->n : w->n - w->nisland)};
    for (size_t i = 0; i < w->n; i++) {
        double in = 0, out = row_sum(w, i, false);
        size_t a = w->start[i], b = tstart[i];
        /* (w_ij + w_ji)^2 over the merged rows of W and its transpose. */
        while (a < w->start[i + 1] || b < tstart[i + 1]) {
            int32_t ca = a < w->start[i + 1] ? w->col[a] : INT32_MAX;
            int32_t cb = b < tstart[i + 1] ? tcol[b] : INT32_MAX;
            double v = 0;
            if (ca <= cb) v += w->w[a++];
            if (cb <= ca) v += tw[b++];
            s.s1 += v * v;
        }
        for (size_t k = tstart[i]; k < tstart[i + 1]; k++) in += tw[k];
        s.s0 += out;
        s.s2 += (in + out) * (in + out);
    }
    s.s1 /= 2;
    return s;
}

static int32_t head_of(int32_t *parent, int32_t v)
{
    while (parent[v] != v) v = parent[v] = parent[parent[v]];
    return v;
}

size_t kt_weights_components(const struct kt_weights *w, int32_t *component, struct kt_arena tmp)
{
    int32_t *parent = KT_NEW(&tmp, int32_t, w->n + 1);
    size_t count = 0;
    for (size_t i = 0; i < w->n; i++) parent[i] = (int32_t)i;
    for (size_t i = 0; i < w->n; i++) {
        for (size_t k = w->start[i]; k < w->start[i + 1]; k++) {
            int32_t a = head_of(parent, (int32_t)i), b = head_of(parent, w->col[k]);
            parent[a < b ? b : a] = a < b ? a : b;
        }
    }
    for (size_t i = 0; i < w->n; i++) {
        int32_t head = head_of(parent, (int32_t)i);
        component[i] = (size_t)head == i ? (int32_t)count++ : component[head];
    }
    return count;
}

struct kt_weights kt_weights_order(struct kt_arena *keep, const struct kt_weights *w, size_t order,
                                   bool cumulative, struct kt_arena tmp)
{
    size_t *start = KT_NEW(keep, size_t, w->n + 1), nnz = 0;
    int32_t *seen = KT_NEW(&tmp, int32_t, w->n + 1), *queue = KT_NEW(&tmp, int32_t, w->n + 1), *col = NULL;
    uint32_t *steps = KT_NEW(&tmp, uint32_t, w->n + 1);
    for (int pass = 0; pass < 2; pass++) {
        if (pass == 1) col = KT_NEW(keep, int32_t, nnz + 1);
        memset(seen, 0xff, w->n * sizeof *seen);
        nnz = 0;
        for (size_t i = 0; i < w->n; i++) {
            size_t head = 0, tail = 0;
            start[i] = nnz;
            queue[tail++] = (int32_t)i;
            seen[i] = (int32_t)i;
            steps[i] = 0;
            for (; head < tail && steps[queue[head]] < order; head++) {
                size_t v = (size_t)queue[head];
                for (size_t k = w->start[v]; k < w->start[v + 1]; k++) {
                    int32_t u = w->col[k];
                    if (seen[u] == (int32_t)i) continue;
                    seen[u] = (int32_t)i;
                    steps[u] = steps[v] + 1;
                    queue[tail++] = u;
                }
            }
            for (size_t t = 1; t < tail; t++) {
                if (!cumulative && steps[queue[t]] != order) continue;
                if (pass == 0) {
                    nnz++;
                    continue;
                }
                size_t at = nnz++; /* insertion keeps the row sorted */
                for (; at > start[i] && col[at - 1] > queue[t]; at--) col[at] = col[at - 1];
                col[at] = queue[t];
            }
        }
        start[w->n] = nnz;
    }
    double *v = KT_NEW(keep, double, nnz + 1);
    for (size_t k = 0; k < nnz; k++) v[k] = 1;
    return kt_weights_make(keep, w->n, start, col, v);
}
