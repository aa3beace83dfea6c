/* links: weighted sums between cells and sites, over straight lines or stored costs. Over stored costs
 * both directions sum along rows (of the matrix or of its transpose), so that a sum belongs to one
 * thread and has one order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/measures.h>

#include <string.h>

enum { BLOCK = 256 };

struct kt_links kt_links_points(const double *x, const double *y, size_t ncell, const double *site_x,
                                const double *site_y, const uint8_t *use, size_t nsite, double per_metre,
                                double reach, struct kt_arena *keep)
{
    double side = isfinite(reach) ? reach / per_metre / 8 : 0;
    return (struct kt_links){.ncell = ncell,
                             .nsite = nsite,
                             .cells = kt_grid_build(keep, x, y, ncell, NULL, side),
                             .sites = kt_grid_build(keep, site_x, site_y, nsite, use, side),
                             .per_metre = per_metre};
}

struct kt_csr kt_csr_transpose(const struct kt_csr *m, const uint8_t *use, struct kt_arena *keep)
{
    size_t *start = KT_NEW(keep, size_t, m->ncol + 2);
    int32_t *col = KT_NEW(keep, int32_t, m->nnz);
    float *val = KT_NEW(keep, float, m->nnz);
    double *exact = m->exact ? KT_NEW(keep, double, m->nnz) : NULL;
    for (size_t k = 0; k < m->nnz; k++) start[m->col[k] + 2] += !use || use[m->col[k]];
    for (size_t s = 2; s < m->ncol + 2; s++) start[s] += start[s - 1];
    /* start[s + 1] is where the next entry of row s goes, and where the row ends once all are there. */
    for (size_t r = 0; r < m->nrow; r++)
        for (size_t k = m->start[r]; k < m->start[r + 1]; k++) {
            if (use && !use[m->col[k]]) continue;
            size_t at = start[m->col[k] + 1]++;
            col[at] = (int32_t)r;
            val[at] = m->val[k];
            if (exact) exact[at] = m->exact[k];
        }
    return (struct kt_csr){m->ncol, m->nrow, start[m->ncol], start, col, val, exact};
}

struct kt_links kt_links_pairs(const struct kt_csr *pairs, const uint8_t *use, struct kt_arena *keep)
{
    struct kt_links l = {.ncell = pairs->nrow, .nsite = pairs->ncol, .pairs = *pairs};
    l.back = kt_csr_transpose(pairs, use, keep);
    if (use) l.pairs = kt_csr_transpose(&l.back, NULL, keep);
    return l;
}

static double row_sum(const struct kt_csr *m, size_t r, const struct kt_decay *d, const double *q)
{
    double cost[BLOCK], weight[BLOCK], sum = 0;
    for (size_t k = m->start[r]; k < m->start[r + 1]; k += BLOCK) {
        size_t n = m->start[r + 1] - k < BLOCK ? m->start[r + 1] - k : BLOCK;
        for (size_t i = 0; i < n; i++) cost[i] = kt_csr_at(m, k + i);
        kt_decay_weights(d, cost, n, weight);
        for (size_t i = 0; i < n; i++) sum += weight[i] * q[m->col[k + i]];
    }
    return sum;
}

static void row_sums(const struct kt_csr *m, const struct kt_decay *d, const double *q, double *out)
{
#pragma omp parallel for schedule(dynamic, 64)
    for (size_t r = 0; r < m->nrow; r++) out[r] = row_sum(m, r, d, q);
}

static void point_sums(const struct kt_grid *target, const struct kt_grid *source, double per_metre,
                       const struct kt_decay *d, const double *q, double *out, struct kt_arena tmp)
{
    struct kt_decay metres = kt_decay_scale(d, 1 / per_metre);
    kt_decay_sum(target, source, q, &metres, out, tmp);
}

void kt_sum_to_sites(const struct kt_links *l, const struct kt_decay *d, const double *q, double *out,
                     struct kt_arena tmp)
{
    memset(out, 0, l->nsite * sizeof *out);
    if (l->per_metre > 0)
        point_sums(&l->sites, &l->cells, l->per_metre, d, q, out, tmp);
    else
        row_sums(&l->back, d, q, out);
}

void kt_sum_to_cells(const struct kt_links *l, const struct kt_decay *d, const double *q, double *out,
                     struct kt_arena tmp)
{
    memset(out, 0, l->ncell * sizeof *out);
    if (l->per_metre > 0)
        point_sums(&l->cells, &l->sites, l->per_metre, d, q, out, tmp);
    else
        row_sums(&l->pairs, d, q, out);
}

size_t kt_links_cells(const struct kt_links *l)
{
    return l->per_metre > 0 ? l->cells.n : l->ncell;
}

size_t kt_links_row(const struct kt_links *l, size_t i)
{
    return l->per_metre > 0 ? (size_t)l->cells.item[i] : i;
}

size_t kt_links_near(const struct kt_links *l, size_t i, double reach, int32_t *site, double *cost)
{
    size_t n = 0;
    if (l->per_metre > 0) {
        n = kt_grid_within(&l->sites, l->cells.x[i], l->cells.y[i], reach / l->per_metre, site, cost,
                           l->nsite);
        for (size_t k = 0; k < n; k++) cost[k] = sqrt(cost[k]) * l->per_metre;
        return n;
    }
    for (size_t k = l->pairs.start[i]; k < l->pairs.start[i + 1]; k++) {
        double c = kt_csr_at(&l->pairs, k);
        if (!(c <= reach)) continue;
        site[n] = l->pairs.col[k];
        cost[n++] = c;
    }
    return n;
}
