/* network_search: from sites to all who can come. Sites go sixteen at a time in the order of places, batches
 * side by side, as trees over the contracted graph where there is one, else by plain searches. Every cell takes the
 * cheaper end of its street, or the way along it; what is found is sorted into rows afterwards, so threads leave no
 * trace.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/found_internal.h"

#include <omp.h>
#include <string.h>

/* Cells whose way begins at a node, by node, and what it costs them to come there. */
struct beginnings {
    uint32_t *first; /* nnode + 1 */
    struct beginning {
        int32_t cell, cost;
    } * at;
};

static struct beginnings beginnings_of(const struct kt_network *n, size_t ncell, int32_t cutoff,
                                       struct kt_arena *a)
{
    struct beginnings b = {.first = KT_NEW(a, uint32_t, n->to_sites.nnode + 2),
                           .at = KT_NEW(a, struct beginning, 2 * ncell)};
    for (int fill = 0; fill < 2; fill++) {
        for (size_t c = 0; c < ncell; c++) {
            if (n->cell[c].node < 0) continue;
            const struct kt_door *d = &n->door[n->cell[c].node];
            int32_t foot = n->cell[c].foot;
            for (int k = 0; k < 2; k++) {
                if (d->leave[k] > cutoff || foot > cutoff - d->leave[k]) continue;
                if (fill)
                    b.at[b.first[d->node[k] + 1]++] = (struct beginning){(int32_t)c, d->leave[k] + foot};
                else
                    b.first[d->node[k] + 2]++;
            }
        }
        for (size_t v = 0; !fill && v < n->to_sites.nnode; v++) b.first[v + 2] += b.first[v + 1];
    }
    return b;
}

/* One thread's batch of sites. */
struct finder {
    const struct kt_network *net;
    struct beginnings begin;
    size_t ncell, nsite; /* sites of the batch */
    const int32_t *site;
    int32_t cutoff;
    int32_t (*best)[KT_TREES]; /* ncell */
    uint32_t *met_by, batch;   /* the batch that met a cell last */
    int32_t *met;
    size_t nmet;
    struct kt_found *found;
};

static int32_t *meet(struct finder *f, int32_t cell)
{
    int32_t *best = f->best[cell];
    if (f->met_by[cell] == f->batch) return best;
    f->met_by[cell] = f->batch;
    f->met[f->nmet++] = cell;
    for (int k = 0; k < KT_TREES; k++) best[k] = KT_FAR;
    return best;
}

static void see_trees(void *ctx, const int32_t *node, const int32_t *cost, size_t n)
{
    struct finder *f = ctx;
    for (size_t i = 0; i < n; i++)
        for (uint32_t b = f->begin.first[node[i]]; b < f->begin.first[node[i] + 1]; b++) {
            int32_t *best = meet(f, f->begin.at[b].cell), own = f->begin.at[b].cost;
            const int32_t *row = cost + i * KT_TREES;
#pragma omp simd
            for (int k = 0; k < KT_TREES; k++) best[k] = row[k] + own < best[k] ? row[k] + own : best[k];
        }
}

static void see_plain(struct finder *f, const struct kt_reach *w, size_t k)
{
    for (size_t i = 0; i < w->n; i++) {
        int32_t v = w->node[i], cost = w->cost[v];
        for (uint32_t b = f->begin.first[v]; b < f->begin.first[v + 1]; b++) {
            int32_t *best = meet(f, f->begin.at[b].cell), through = cost + f->begin.at[b].cost;
            if (through < best[k]) best[k] = through;
        }
    }
}

/* Cells on the very street of a site. */
static void see_street(struct finder *f, size_t k)
{
    const struct kt_network *n = f->net;
    const struct kt_perch *site = &n->site[f->site[k]];
    struct kt_door_range street = kt_doors_of_edge(n, (size_t)site->node);
    for (size_t i = street.first; i < street.end; i++) {
        int32_t c = n->door[i].point, along = kt_door_cost(&n->door[i], &n->door[site->node]);
        if ((size_t)c >= f->ncell || along > f->cutoff) continue;
        int64_t cost = (int64_t)along + site->foot + n->cell[c].foot;
        int32_t *best = cost > f->cutoff ? NULL : meet(f, c);
        if (best && cost < best[k]) best[k] = (int32_t)cost;
    }
}

static void tell(struct finder *f)
{
    for (size_t k = 0; k < f->nsite; k++) {
        kt_found_begin(f->found, f->site[k]);
        for (size_t i = 0; i < f->nmet; i++)
            if (f->best[f->met[i]][k] <= f->cutoff) kt_found_add(f->found, f->met[i], f->best[f->met[i]][k]);
    }
    f->nmet = 0;
}

static void run_trees(struct finder *f, struct kt_trees *trees)
{
    struct kt_start start[2 * KT_TREES];
    uint32_t first[KT_TREES + 1] = {0};
    for (size_t k = 0; k < f->nsite; k++)
        first[k + 1] =
            first[k] + (uint32_t)kt_network_starts(f->net, &f->net->site[f->site[k]], start + first[k]);
    kt_trees_run(trees, start, first, f->nsite, f->cutoff, see_trees, f);
}

static void run_plain(struct finder *f, struct kt_reach *w)
{
    struct kt_start start[2];
    for (size_t k = 0; k < f->nsite; k++) {
        size_t m = kt_network_starts(f->net, &f->net->site[f->site[k]], start);
        kt_reach_run(w, &f->net->to_sites, start, m, f->cutoff);
        see_plain(f, w, k);
    }
}

/* Sites on the network, ordered by place. */
static size_t order_sites(const struct kt_network *n, size_t nsite, int32_t *site, struct kt_arena tmp)
{
    double *key = KT_NEW(&tmp, double, nsite);
    size_t *order = KT_NEW(&tmp, size_t, nsite), m = 0;
    for (size_t s = 0; s < nsite; s++)
        key[s] = n->site[s].node < 0 ? NAN : (double)n->door[n->site[s].node].node[0];
    kt_order(key, nsite, order);
    for (size_t i = 0; i < nsite && n->site[order[i]].node >= 0; i++) site[m++] = (int32_t)order[i];
    return m;
}

static int32_t cutoff_of(double max_min, double fixed_min)
{
    return (int32_t)fmin(fmax(max_min - fixed_min, 0) * 60000, KT_FAR - 1);
}

static const struct kt_hierarchy *lay_out(const struct kt_network *n, const struct beginnings *b,
                                          struct kt_arena *keep, struct kt_arena tmp)
{
    if (!n->contracted) return NULL;
    uint8_t *wanted = KT_NEW(&tmp, uint8_t, n->to_sites.nnode);
    for (size_t v = 0; v < n->to_sites.nnode; v++) wanted[v] = b->first[v] < b->first[v + 1];
    return kt_hierarchy_build(n->contracted, wanted, keep, tmp);
}

void kt_network_pairs(const struct kt_network *n, size_t ncell, size_t nsite, double max_min,
                      double fixed_min, size_t most, struct kt_csr *pairs, struct kt_arena *keep,
                      struct kt_arena tmp)
{
    size_t nthread = (size_t)omp_get_max_threads();
    int32_t *site = KT_NEW(&tmp, int32_t, nsite), cutoff = cutoff_of(max_min, fixed_min);
    size_t m = order_sites(n, nsite, site, tmp), nbatch = (m + KT_TREES - 1) / KT_TREES;
    struct kt_found *found = KT_NEW(&tmp, struct kt_found, nthread);
    struct beginnings begin = beginnings_of(n, ncell, cutoff, &tmp);
    struct kt_arena aside = kt_arena_open(0), room = aside;
    const struct kt_hierarchy *h = lay_out(n, &begin, &room, tmp);
#pragma omp parallel
    {
        struct kt_arena own = kt_arena_open(0), w = own;
        struct finder f = {.net = n, .begin = begin, .ncell = ncell, .cutoff = cutoff};
        struct kt_trees *trees = h ? kt_trees_new(h, &w) : NULL;
        struct kt_reach reach;
        if (!h) kt_reach_init(&reach, &n->to_sites, cutoff, &w);
        f.best = (int32_t(*)[KT_TREES])kt_alloc(&w, ncell, sizeof *f.best);
        f.met_by = KT_NEW(&w, uint32_t, ncell);
        f.met = KT_NEW(&w, int32_t, ncell);
        f.found = &found[omp_get_thread_num()];
        f.found->most = most;
#pragma omp for schedule(dynamic, 1)
        for (size_t b = 0; b < nbatch; b++) {
            size_t from = b * KT_TREES, left = m - from;
            f.site = site + from;
            f.nsite = left < KT_TREES ? left : KT_TREES;
            f.batch = (uint32_t)b + 1;
            if (h)
                run_trees(&f, trees);
            else
                run_plain(&f, &reach);
            for (size_t k = 0; k < f.nsite; k++) see_street(&f, k);
            tell(&f);
        }
        kt_arena_close(own);
    }
    kt_arena_close(aside);
    kt_found_rows(found, nthread, ncell, nsite, fixed_min, most, pairs, keep, tmp);
}

double kt_network_effort(const struct kt_network *n, size_t nsite, double max_min, double fixed_min,
                         struct kt_arena tmp)
{
    enum { SAMPLE = 8 };
    int32_t *site = KT_NEW(&tmp, int32_t, nsite), cutoff = cutoff_of(max_min, fixed_min);
    size_t m = order_sites(n, nsite, site, tmp), sample = m < SAMPLE ? m : SAMPLE;
    double settled = 0;
    struct kt_reach w;
    kt_reach_init(&w, &n->to_sites, cutoff, &tmp);
    for (size_t i = 0; i < sample; i++) {
        struct kt_start start[2];
        size_t k = kt_network_starts(n, &n->site[site[i * m / sample]], start);
        kt_reach_run(&w, &n->to_sites, start, k, cutoff);
        settled += (double)w.n;
    }
    return sample ? settled * (double)m / (double)sample : 0;
}
