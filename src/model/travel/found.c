/* found: from what threads found to rows of cells and to the two nearest sites.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/found_internal.h"

#include <stdlib.h>
#include <string.h>

static void *wider(void *at, size_t n, size_t size)
{
    at = realloc(at, n * size);
    if (!at) abort(); /* as when an arena runs out: the limit on pairs is there to prevent it */
    return at;
}

void kt_found_grow(struct kt_found *f)
{
    f->cap = f->cap ? 2 * f->cap : 1 << 16;
    f->pair = wider(f->pair, f->cap, sizeof *f->pair);
}

void kt_found_begin(struct kt_found *f, int32_t site)
{
    if (f->nsite == f->site_cap) {
        f->site_cap = f->site_cap ? 2 * f->site_cap : 256;
        f->site = wider(f->site, f->site_cap, sizeof *f->site);
    }
    f->site[f->nsite++] = (struct kt_found_site){site, f->n};
}

struct run {
    const struct kt_found_pair *pair;
    size_t n;
};

/* What was found from each site, wherever it is. */
static struct run *runs_of(const struct kt_found *found, size_t nthread, size_t nsite, struct kt_arena *tmp)
{
    struct run *run = KT_NEW(tmp, struct run, nsite);
    for (size_t i = 0; i < nthread; i++)
        for (size_t k = 0; k < found[i].nsite; k++) {
            const struct kt_found_site *s = &found[i].site[k];
            size_t end = k + 1 < found[i].nsite ? s[1].first : found[i].n;
            run[s->site] = (struct run){found[i].pair + s->first, end - s->first};
        }
    return run;
}

/* Sites one after another in ascending order, so that no row needs sorting. */
static void to_rows(struct kt_found *found, size_t nthread, size_t ncell, size_t nsite, double fixed_min,
                    struct kt_csr *pairs, struct kt_arena *keep, struct kt_arena tmp)
{
    size_t *start = KT_NEW(keep, size_t, ncell + 1), *at = KT_NEW(&tmp, size_t, ncell);
    int32_t *col = KT_NEW(keep, int32_t, pairs->nnz);
    float *val = KT_NEW(keep, float, pairs->nnz);
    const struct run *run = runs_of(found, nthread, nsite, &tmp);
    for (size_t i = 0; i < nthread; i++)
        for (size_t k = 0; k < found[i].n; k++) start[found[i].pair[k].cell + 1]++;
    for (size_t c = 0; c < ncell; c++) start[c + 1] += start[c];
    memcpy(at, start, ncell * sizeof *at);
    for (size_t s = 0; s < nsite; s++)
        for (size_t k = 0; k < run[s].n; k++) {
            const struct kt_found_pair *p = &run[s].pair[k];
            col[at[p->cell]] = (int32_t)s;
            val[at[p->cell]++] = (float)(p->cost / 60000.0 + fixed_min);
        }
    pairs->start = start;
    pairs->col = col;
    pairs->val = val;
}

void kt_found_rows(struct kt_found *found, size_t nthread, size_t ncell, size_t nsite, double fixed_min,
                   size_t most, struct kt_csr *pairs, struct kt_arena *keep, struct kt_arena tmp)
{
    *pairs = (struct kt_csr){.nrow = ncell, .ncol = nsite};
    for (size_t i = 0; i < nthread; i++) pairs->nnz += found[i].n;
    if (pairs->nnz <= most) to_rows(found, nthread, ncell, nsite, fixed_min, pairs, keep, tmp);
    for (size_t i = 0; i < nthread; i++) {
        free(found[i].pair);
        free(found[i].site);
    }
}

struct kt_two kt_two_new(size_t nnode, size_t nsite, struct kt_arena *tmp)
{
    struct kt_two two = {.start = KT_NEW(tmp, struct kt_start, 2 * nsite),
                         .first = KT_NEW(tmp, uint32_t, nsite + 1)};
    for (int k = 0; k < 2; k++) {
        two.cost[k] = KT_NEW(tmp, int32_t, nnode);
        two.site[k] = KT_NEW(tmp, int32_t, nnode);
    }
    return two;
}

void kt_two_starts(struct kt_two *two, const struct kt_perch *site, size_t nsite)
{
    uint32_t m = 0;
    for (size_t s = 0; s < nsite; s++) {
        if (site[s].node >= 0) two->start[m++] = (struct kt_start){site[s].node, site[s].foot};
        two->first[s + 1] = m;
    }
}

void kt_two_costs(const struct kt_two *two, const struct kt_network *n, size_t ncell, double fixed_min,
                  struct kt_costs *costs, struct kt_arena *keep)
{
    int32_t *to_site[2];
    double *to_cost[2];
    for (int k = 0; k < 2; k++) {
        to_cost[k] = kt_doubles(keep, ncell, NAN);
        to_site[k] = KT_NEW(keep, int32_t, ncell);
    }
    for (size_t c = 0; c < ncell; c++)
        for (int k = 0; k < 2; k++) {
            int32_t v = n->cell[c].node;
            to_site[k][c] = v < 0 ? -1 : two->site[k][v];
            if (to_site[k][c] >= 0)
                to_cost[k][c] = ((double)two->cost[k][v] + n->cell[c].foot) / 60000 + fixed_min;
        }
    costs->nearest = to_cost[0];
    costs->second = to_cost[1];
    costs->nearest_site = to_site[0];
    costs->second_site = to_site[1];
}
