/* need_draws: persons in need from rates, for cells and zones, as point values and as draws.
 * All draws share one index, so that any sum, share or difference of them is drawn consistently.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/model_internal.h"

#include <omp.h>

#include <string.h>

static double layer_weight(const struct kt_result *r, int layer, int l)
{
    if (layer == 0) return r->need_weight[l];
    return layer == l + 1 ? 1 : 0;
}

void kt_need_cells(const struct kt_result *r, int layer, double *need)
{
    kt_need_cells_of_ages(r, layer, NULL, need);
}

void kt_need_cells_of_ages(const struct kt_result *r, int layer, const uint8_t *age, double *need)
{
    const struct kt_cells *cells = &r->study->cells;
    size_t nage = cells->ages.n;
    for (size_t c = 0; c < cells->n; c++) {
        need[c] = 0;
        for (int l = 0; l < 3; l++) {
            double w = layer_weight(r, layer, l), sum = 0;
            const double *rate = r->rate + ((size_t)cells->zone[c] * 3 + (size_t)l) * nage;
            if (w == 0) continue;
            for (size_t a = 0; a < nage; a++)
                if (!age || age[a]) sum += cells->persons[c * nage + a] * rate[a];
            need[c] += w * sum;
        }
    }
}

static void add_rates(double *out, const float *rate, double persons, size_t n)
{
    /* A whole block has a length that the compiler knows. */
    if (n == KT_BLOCK) {
        for (size_t d = 0; d < KT_BLOCK; d++) out[d] += persons * (double)rate[d];
        return;
    }
    for (size_t d = 0; d < n; d++) out[d] += persons * (double)rate[d];
}

void kt_need_block(const struct kt_result *r, size_t d0, size_t width, double *need)
{
    const struct kt_cells *cells = &r->study->cells;
    size_t nage = cells->ages.n;
    memset(need, 0, cells->n * width * sizeof *need);
    for (size_t c = 0; c < cells->n; c++) {
        for (size_t l = 0; l < 3; l++) {
            size_t base = ((size_t)cells->zone[c] * 3 + l) * nage;
            double w = r->need_weight[l];
            if (w == 0) continue;
            for (size_t a = 0; a < nage; a++)
                add_rates(need + c * width, r->rate_draw + (base + a) * r->ndraw + d0,
                          w * cells->persons[c * nage + a], width);
        }
    }
}

struct kt_draws kt_draws_new(const struct kt_study *st, size_t ndraw, struct kt_arena *a)
{
    struct kt_draws d = {.n = ndraw};
    for (size_t lv = 0; lv < st->nlevel; lv++) d.at[lv] = KT_NEW(a, double, st->level[lv].n *ndraw);
    return d;
}

void kt_draws_roll_up(const struct kt_study *st, struct kt_draws *d, struct kt_arena tmp)
{
    for (size_t lv = 1; lv < st->nlevel; lv++) {
        struct kt_arena scratch = tmp;
        const int32_t *up = kt_up_map(st, lv, &scratch);
        for (size_t z = 0; z < st->level[0].n; z++) {
            if (up[z] < 0) continue;
            const double *from = d->at[0] + z * d->n;
            double *to = d->at[lv] + (size_t)up[z] * d->n;
            for (size_t i = 0; i < d->n; i++) to[i] += from[i];
        }
    }
}

struct kt_draws kt_need_draws(const struct kt_result *r, const double *f, int layer, struct kt_arena *a)
{
    return kt_need_draws_of_ages(r, f, layer, NULL, a);
}

struct kt_draws kt_need_draws_of_ages(const struct kt_result *r, const double *f, int layer,
                                      const uint8_t *age, struct kt_arena *a)
{
    const struct kt_study *st = r->study;
    const struct kt_cells *cells = &st->cells;
    size_t nage = cells->ages.n, nzone = st->level[0].n;
    struct kt_draws out = kt_draws_new(st, r->ndraw, a);
    struct kt_arena tmp = *a;
    double *moment = KT_NEW(&tmp, double, nzone *nage);
    for (size_t c = 0; c < cells->n; c++) {
        double fc = f ? f[c] : 1;
        if (isnan(fc)) continue;
        for (size_t g = 0; g < nage; g++)
            moment[(size_t)cells->zone[c] * nage + g] += fc * cells->persons[c * nage + g];
    }
#pragma omp parallel for schedule(static)
    for (size_t z = 0; z < nzone; z++) {
        for (int l = 0; l < 3; l++) {
            double w = layer_weight(r, layer, l);
            for (size_t g = 0; g < nage && w != 0; g++) {
                if (age && !age[g]) continue;
                add_rates(out.at[0] + z * r->ndraw,
                          r->rate_draw + ((z * 3 + (size_t)l) * nage + g) * r->ndraw,
                          w * moment[z * nage + g], r->ndraw);
            }
        }
    }
    kt_draws_roll_up(st, &out, tmp);
    return out;
}

/* The k-th smallest (0-based) to its place, none larger before it, none smaller behind (Hoare's FIND). */
static double select_kth(double *v, ptrdiff_t n, ptrdiff_t k)
{
    ptrdiff_t lo = 0, hi = n - 1;
    while (lo < hi) {
        double pivot = v[k];
        ptrdiff_t i = lo, j = hi;
        do {
            while (v[i] < pivot) i++;
            while (pivot < v[j]) j--;
            if (i > j) break;
            double swap = v[i];
            v[i++] = v[j];
            v[j--] = swap;
        } while (i <= j);
        if (j < k) lo = i;
        if (k < i) hi = j;
    }
    return v[k];
}

static double quantile(double *v, size_t n, double p)
{
    double at = p * (double)(n - 1);
    size_t k = (size_t)at;
    double low = select_kth(v, (ptrdiff_t)n, (ptrdiff_t)k);
    if (k + 1 >= n) return low;
    double next = v[k + 1]; /* the smallest of what lies behind k */
    for (size_t i = k + 2; i < n; i++) next = v[i] < next ? v[i] : next;
    return low + (at - (double)k) * (next - low);
}

void kt_interval(double *draw, size_t n, double *lower, double *upper)
{
    *lower = *upper = NAN;
    for (size_t i = 0; i < n; i++)
        if (isnan(draw[i])) return;
    if (n == 0) return;
    *lower = quantile(draw, n, 0.025);
    *upper = quantile(draw, n, 0.975);
}

void kt_interval_levels(const struct kt_study *st, const struct kt_draws *num, const struct kt_draws *den,
                        double scale, struct kt_out *out, struct kt_arena tmp)
{
    double *scratch = KT_NEW(&tmp, double, (size_t)omp_get_max_threads() * num->n);
    for (size_t lv = 0; lv < st->nlevel; lv++) {
#pragma omp parallel for schedule(static)
        for (size_t z = 0; z < st->level[lv].n; z++) {
            double *v = scratch + (size_t)omp_get_thread_num() * num->n;
            for (size_t d = 0; d < num->n; d++) {
                v[d] = num->at[lv][z * num->n + d] * scale;
                if (den) v[d] = den->at[lv][z * num->n + d] > 0 ? v[d] / den->at[lv][z * num->n + d] : NAN;
            }
            kt_interval(v, num->n, &out->lower[lv][z], &out->upper[lv][z]);
        }
    }
}
