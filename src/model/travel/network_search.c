/* network_search: from sites to all who can come. Sites go sixteen at a time in the order of places, batches
 * side by side; what they find is sorted into rows afterwards, so threads leave no trace.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/found_internal.h"

#include <omp.h>
#include <string.h>

struct finder {
    const int32_t *cell_at; /* per node: its cell or -1 */
    const struct kt_perch *cell;
    const int32_t *site; /* of the trees at work */
    size_t ntree;
    int32_t cutoff;
    struct kt_found *found;
};

static void find(void *ctx, const int32_t *node, const int32_t *cost, size_t n)
{
    struct finder *f = ctx;
    for (size_t i = 0; i < n; i++) {
        int32_t c = f->cell_at[node[i]];
        if (c < 0) continue;
        const int32_t *row = cost + i * KT_TREES, spare = f->cutoff - f->cell[c].foot;
        for (size_t k = 0; k < f->ntree; k++)
            if (row[k] <= spare) kt_found_add(f->found, c, f->site[k], row[k] + f->cell[c].foot);
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

void kt_network_pairs(const struct kt_network *n, size_t ncell, size_t nsite, double max_min,
                      double fixed_min, size_t most, struct kt_csr *pairs, struct kt_arena *keep,
                      struct kt_arena tmp)
{
    size_t nnode = n->to_sites.nnode, nthread = (size_t)omp_get_max_threads();
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
    struct kt_found *found = KT_NEW(&tmp, struct kt_found, nthread);
    int32_t cutoff = (int32_t)fmin(fmax(max_min - fixed_min, 0) * 60000, KT_FAR - 1);
#pragma omp parallel
    {
        struct kt_arena own = kt_arena_open(0), w = own;
        struct finder f = {.cell_at = cell_at, .cell = n->cell, .cutoff = cutoff};
        struct kt_trees *trees = kt_trees_new(h, &w);
        f.found = &found[omp_get_thread_num()];
        f.found->most = most;
#pragma omp for schedule(dynamic, 1)
        for (size_t b = 0; b < nbatch; b++) {
            size_t from = b * KT_TREES, left = m - from;
            run_batch(n, trees, site + from, left < KT_TREES ? left : KT_TREES, &f);
        }
        kt_arena_close(own);
    }
    kt_arena_close(aside);
    kt_found_rows(found, nthread, ncell, nsite, fixed_min, most, pairs, keep, tmp);
}

void kt_network_nearest(const struct kt_network *n, size_t ncell, size_t nsite, double fixed_min,
                        struct kt_costs *costs, struct kt_arena *keep, struct kt_arena tmp)
{
    struct kt_two two = kt_two_new(n, n->to_sites.nnode, nsite, &tmp);
    kt_nearest_two(&n->to_sites, two.start, two.first, nsite, two.cost[0], two.site[0], two.cost[1],
                   two.site[1], tmp);
    kt_two_costs(&two, n, ncell, fixed_min, costs, keep);
}
