/* network_search: from sites to all who can come. Sites go sixteen at a time in the order of places, batches
 * side by side; what they find is sorted into rows afterwards, so threads leave no trace.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/network_internal.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

/* A pair as it is found. */
struct found {
    int32_t cell, site, cost;
};

struct finder {
    const int32_t *cell_at; /* per node: its cell or -1 */
    const struct kt_perch *cell;
    const int32_t *site; /* of the trees at work */
    size_t ntree;
    int32_t cutoff;
    size_t n, cap, most; /* beyond `most` pairs are counted only */
    struct found *found;
};

static void grow(struct finder *f)
{
    f->cap = f->cap ? 2 * f->cap : 1 << 16;
    f->found = realloc(f->found, f->cap * sizeof *f->found);
    if (!f->found) abort(); /* as when an arena runs out: the limit on pairs is there to prevent it */
}

static void find(void *ctx, const int32_t *node, const int32_t *cost, size_t n)
{
    struct finder *f = ctx;
    for (size_t i = 0; i < n; i++) {
        int32_t c = f->cell_at[node[i]];
        if (c < 0) continue;
        const int32_t *row = cost + i * KT_TREES, spare = f->cutoff - f->cell[c].foot;
        for (size_t k = 0; k < f->ntree; k++) {
            if (row[k] > spare) continue;
            if (f->n < f->most) {
                if (f->n == f->cap) grow(f);
                f->found[f->n] = (struct found){c, f->site[k], row[k] + f->cell[c].foot};
            }
            f->n++;
        }
    }
}

/* Sites on the network, ordered by place. */
static size_t order_sites(const struct kt_network *n, size_t nsite, int32_t *site, struct kt_arena tmp)
{
    double *key = KT_NEW(&tmp, double, nsite);
    size_t *order = KT_NEW(&tmp, size_t, nsite), m = 0;
    for (size_t s = 0; s < nsite; s++) key[s] = n->site[s].node < 0 ? NAN : (double)n->site[s].node;
    kt_order(key, nsite, order);
    for (size_t i = 0; i < nsite && n->site[order[i]].node >= 0; i++) site[m++] = (int32_t)order[i];
    return m;
}

static void run_batch(const struct kt_network *n, struct kt_trees *trees, const int32_t *site, size_t nsite,
                      struct finder *f)
{
    struct kt_start start[KT_TREES];
    uint32_t first[KT_TREES + 1] = {0};
    for (size_t k = 0; k < nsite; k++) {
        start[k] = (struct kt_start){n->site[site[k]].node, n->site[site[k]].foot};
        first[k + 1] = (uint32_t)k + 1;
    }
    f->site = site;
    f->ntree = nsite;
    kt_trees_run(trees, start, first, nsite, f->cutoff, find, f);
}

static int by_site(const void *a, const void *b)
{
    const struct found *p = a, *q = b;
    return (p->site > q->site) - (p->site < q->site);
}

/* Rows of cells with ascending sites. */
static void to_rows(const struct finder *f, size_t nfinder, size_t ncell, double fixed_min,
                    struct kt_csr *pairs, struct kt_arena *keep, struct kt_arena tmp)
{
    size_t *start = KT_NEW(keep, size_t, ncell + 1), *at = KT_NEW(&tmp, size_t, ncell + 1);
    int32_t *col = KT_NEW(keep, int32_t, pairs->nnz);
    float *val = KT_NEW(keep, float, pairs->nnz);
    struct found *all = KT_NEW(&tmp, struct found, pairs->nnz);
    for (size_t i = 0; i < nfinder; i++)
        for (size_t k = 0; k < f[i].n; k++) start[f[i].found[k].cell + 1]++;
    for (size_t c = 0; c < ncell; c++) start[c + 1] += start[c];
    memcpy(at, start, (ncell + 1) * sizeof *at);
    for (size_t i = 0; i < nfinder; i++)
        for (size_t k = 0; k < f[i].n; k++) all[at[f[i].found[k].cell]++] = f[i].found[k];
#pragma omp parallel for schedule(static)
    for (size_t c = 0; c < ncell; c++) {
        qsort(all + start[c], start[c + 1] - start[c], sizeof *all, by_site);
        for (size_t k = start[c]; k < start[c + 1]; k++) {
            col[k] = all[k].site;
            val[k] = (float)(all[k].cost / 60000.0 + fixed_min);
        }
    }
    pairs->start = start;
    pairs->col = col;
    pairs->val = val;
}

void kt_network_pairs(const struct kt_network *n, size_t ncell, size_t nsite, double max_min,
                      double fixed_min, size_t most, struct kt_csr *pairs, struct kt_arena *keep,
                      struct kt_arena tmp)
{
    size_t nnode = n->to_sites.nnode, nthread = (size_t)omp_get_max_threads(), nnz = 0;
    int32_t *site = KT_NEW(&tmp, int32_t, nsite), *cell_at = KT_NEW(&tmp, int32_t, nnode);
    uint8_t *wanted = KT_NEW(&tmp, uint8_t, nnode);
    memset(cell_at, -1, nnode * sizeof *cell_at);
    for (size_t c = 0; c < ncell; c++)
        if (n->cell[c].node >= 0) {
            cell_at[n->cell[c].node] = (int32_t)c;
            wanted[n->cell[c].node] = 1;
        }
    size_t m = order_sites(n, nsite, site, tmp), nbatch = (m + KT_TREES - 1) / KT_TREES;
    struct kt_arena aside = kt_arena_open(0), room = aside;
    const struct kt_hierarchy *h = kt_hierarchy_build(&n->to_sites, wanted, &room, tmp);
    struct finder *finder = KT_NEW(&tmp, struct finder, nthread);
    int32_t cutoff = (int32_t)fmin(fmax(max_min - fixed_min, 0) * 60000, KT_FAR - 1);
#pragma omp parallel
    {
        struct kt_arena own = kt_arena_open(0), w = own;
        struct finder *f = &finder[omp_get_thread_num()];
        struct kt_trees *trees = kt_trees_new(h, &w);
        *f = (struct finder){.cell_at = cell_at, .cell = n->cell, .cutoff = cutoff, .most = most};
#pragma omp for schedule(dynamic, 1)
        for (size_t b = 0; b < nbatch; b++) {
            size_t from = b * KT_TREES, left = m - from;
            run_batch(n, trees, site + from, left < KT_TREES ? left : KT_TREES, f);
        }
        kt_arena_close(own);
    }
    kt_arena_close(aside);
    for (size_t i = 0; i < nthread; i++) nnz += finder[i].n;
    *pairs = (struct kt_csr){.nrow = ncell, .ncol = nsite, .nnz = nnz};
    if (nnz <= most) to_rows(finder, nthread, ncell, fixed_min, pairs, keep, tmp);
    for (size_t i = 0; i < nthread; i++) free(finder[i].found);
}

void kt_network_nearest(const struct kt_network *n, size_t ncell, size_t nsite, double fixed_min,
                        struct kt_costs *costs, struct kt_arena *keep, struct kt_arena tmp)
{
    size_t nnode = n->to_sites.nnode, m = 0;
    struct kt_start *start = KT_NEW(&tmp, struct kt_start, nsite);
    uint32_t *first = KT_NEW(&tmp, uint32_t, nsite + 1);
    for (size_t s = 0; s < nsite; s++) {
        if (n->site[s].node >= 0) start[m++] = (struct kt_start){n->site[s].node, n->site[s].foot};
        first[s + 1] = (uint32_t)m;
    }
    int32_t *cost[2], *site[2], *to_site[2];
    double *to_cost[2];
    for (int k = 0; k < 2; k++) {
        cost[k] = KT_NEW(&tmp, int32_t, nnode);
        site[k] = KT_NEW(&tmp, int32_t, nnode);
        to_cost[k] = kt_doubles(keep, ncell, NAN);
        to_site[k] = KT_NEW(keep, int32_t, ncell);
    }
    kt_nearest_two(&n->to_sites, start, first, nsite, cost[0], site[0], cost[1], site[1], tmp);
    for (size_t c = 0; c < ncell; c++)
        for (int k = 0; k < 2; k++) {
            int32_t v = n->cell[c].node;
            to_site[k][c] = v < 0 ? -1 : site[k][v];
            if (to_site[k][c] >= 0)
                to_cost[k][c] = ((double)cost[k][v] + n->cell[c].foot) / 60000 + fixed_min;
        }
    costs->nearest = to_cost[0];
    costs->second = to_cost[1];
    costs->nearest_site = to_site[0];
    costs->second_site = to_site[1];
}
