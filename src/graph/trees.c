/* trees: sixteen shortest-path trees side by side. Each climbs from its start through the hierarchy to
 * the core (one small search); then the tiles in reach are swept from the core downwards, every arc
 * once for all trees, in vector registers. Only tiles that hold a start or have a border within the
 * cutoff are visited.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/heap_internal.h"
#include "graph/hierarchy_internal.h"

#include <stdlib.h>
#include <string.h>

/* A cost that the climb of a tree brought into a tile. */
struct brought {
    int32_t row, tree, cost, next;
};

struct kt_trees {
    const struct kt_hierarchy *h;
    int32_t (*kept)[KT_TREES]; /* nrow */
    uint32_t *kept_at;         /* nrow: the run that wrote it; older ones are as good as KT_FAR */
    int32_t (*row)[KT_TREES];  /* of the tile at work */
    uint32_t *awake;           /* ntile: the run that woke it */
    int32_t *first_brought;    /* ntile, valid where awake */
    struct brought *brought;
    size_t nbrought, brought_cap, heap_cap;
    struct kt_arena *keep;         /* where the two lists above and the heap grow */
    int32_t *list[KT_TILE_LEVELS]; /* tiles awake, per level */
    size_t nlist[KT_TILE_LEVELS];
    int32_t *cost, *touched; /* of the climb */
    size_t ntouched;
    struct heap heap;
    uint32_t run;
    int32_t cutoff;
    void (*sweep)(const struct kt_hierarchy *h, const struct tile *t, int32_t (*row)[KT_TREES]);
};

/* Every own row of a tile takes the best over its down arcs. */
static inline __attribute__((always_inline)) void sweep_rows(const struct kt_hierarchy *h,
                                                             const struct tile *t, int32_t (*row)[KT_TREES])
{
    const uint32_t *start = h->down_start + t->own;
    int32_t(*own)[KT_TREES] = row + t->nborder;
    for (uint32_t i = 0; i < t->nown; i++) {
        int32_t best[KT_TREES];
        memcpy(best, own[i], sizeof best);
        for (uint32_t a = start[i]; a < start[i + 1]; a++) {
            const int32_t *from = row[h->down_tail[a]], cost = h->down_cost[a];
#pragma omp simd
            for (int k = 0; k < KT_TREES; k++) {
                int32_t through = from[k] + cost;
                best[k] = through < best[k] ? through : best[k];
            }
        }
        memcpy(own[i], best, sizeof best);
    }
}

static void sweep_base(const struct kt_hierarchy *h, const struct tile *t, int32_t (*row)[KT_TREES])
{
    sweep_rows(h, t, row);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void sweep_avx2(const struct kt_hierarchy *h, const struct tile *t,
                                                       int32_t (*row)[KT_TREES])
{
    sweep_rows(h, t, row);
}
#endif

struct kt_trees *kt_trees_new(const struct kt_hierarchy *h, struct kt_arena *keep)
{
    struct kt_trees *w = KT_NEW(keep, struct kt_trees, 1);
    w->h = h;
    w->kept = (int32_t(*)[KT_TREES])kt_alloc(keep, h->nrow, sizeof *w->kept);
    w->kept_at = KT_NEW(keep, uint32_t, h->nrow);
    w->row = (int32_t(*)[KT_TREES])kt_alloc(keep, h->widest, sizeof *w->row);
    w->awake = KT_NEW(keep, uint32_t, h->ntile);
    w->first_brought = KT_NEW(keep, int32_t, h->ntile);
    w->keep = keep;
    for (size_t l = 0; l < h->nlevel; l++) w->list[l] = KT_NEW(keep, int32_t, h->level[l + 1] - h->level[l]);
    w->cost = KT_NEW(keep, int32_t, h->nnode);
    w->touched = KT_NEW(keep, int32_t, h->nnode);
    for (size_t v = 0; v < h->nnode; v++) w->cost[v] = KT_FAR;
    w->sweep = sweep_base;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) w->sweep = sweep_avx2;
#endif
    return w;
}

/* Room for one more of n items. */
static void *grow(struct kt_trees *w, void *at, size_t n, size_t *cap, size_t size)
{
    if (n < *cap) return at;
    *cap = *cap ? 2 * *cap : 4096;
    void *wider = kt_alloc(w->keep, *cap, size);
    if (n) memcpy(wider, at, n * size);
    return wider;
}

static void wake(struct kt_trees *w, int32_t t)
{
    if (w->awake[t] == w->run) return;
    size_t l = 0;
    while ((uint32_t)t >= w->h->level[l + 1]) l++;
    w->awake[t] = w->run;
    w->first_brought[t] = -1;
    w->list[l][w->nlist[l]++] = t;
}

static void wake_users(struct kt_trees *w, int32_t row)
{
    for (uint32_t i = w->h->user_start[row]; i < w->h->user_start[row + 1]; i++) wake(w, w->h->user_tile[i]);
}

static void set_core(struct kt_trees *w, int32_t row, size_t tree, int32_t cost)
{
    if (w->kept_at[row] != w->run) {
        for (int k = 0; k < KT_TREES; k++) w->kept[row][k] = KT_FAR;
        w->kept_at[row] = w->run;
        wake_users(w, row);
    }
    w->kept[row][tree] = cost;
}

static void bring(struct kt_trees *w, int32_t v, size_t tree, int32_t cost)
{
    int32_t t = w->h->tile_of[v], row = w->h->row_of[v];
    if (row == NO_ROW) return;
    if (t < 0) {
        set_core(w, row, tree, cost);
        return;
    }
    wake(w, t);
    w->brought = grow(w, w->brought, w->nbrought, &w->brought_cap, sizeof *w->brought);
    w->brought[w->nbrought] = (struct brought){row, (int32_t)tree, cost, w->first_brought[t]};
    w->first_brought[t] = (int32_t)w->nbrought++;
}

static void reach(struct kt_trees *w, int32_t v, int32_t cost)
{
    if (cost >= w->cost[v]) return;
    if (w->cost[v] == KT_FAR) w->touched[w->ntouched++] = v;
    w->cost[v] = cost;
    w->heap.at = grow(w, w->heap.at, w->heap.n, &w->heap_cap, sizeof *w->heap.at);
    heap_push(&w->heap, (struct heap_item){cost, v});
}

static void climb(struct kt_trees *w, const struct kt_start *start, size_t nstart, size_t tree)
{
    const struct kt_graph *up = &w->h->up;
    w->ntouched = w->heap.n = 0;
    for (size_t i = 0; i < nstart; i++)
        if (start[i].cost <= w->cutoff) reach(w, start[i].node, start[i].cost);
    while (w->heap.n) {
        struct heap_item x = heap_pop(&w->heap);
        if (x.key > w->cost[x.node]) continue;
        for (uint32_t a = up->start[x.node]; a < up->start[x.node + 1]; a++)
            if (up->cost[a] <= w->cutoff - x.key) reach(w, up->head[a], x.key + up->cost[a]);
    }
    for (size_t i = 0; i < w->ntouched; i++) {
        int32_t v = w->touched[i];
        bring(w, v, tree, w->cost[v]);
        w->cost[v] = KT_FAR;
    }
}

static bool in_reach(const int32_t row[KT_TREES], int32_t cutoff)
{
    int32_t best = KT_FAR;
    for (int k = 0; k < KT_TREES; k++) best = row[k] < best ? row[k] : best;
    return best <= cutoff;
}

static void fill_rows(struct kt_trees *w, const struct tile *tile, int32_t t)
{
    for (uint32_t i = 0; i < tile->nborder; i++) {
        int32_t r = w->h->border_row[tile->border + i];
        if (w->kept_at[r] == w->run)
            memcpy(w->row[i], w->kept[r], sizeof *w->row);
        else
            for (int k = 0; k < KT_TREES; k++) w->row[i][k] = KT_FAR;
    }
    for (uint32_t i = tile->nborder; i < tile->nborder + tile->nown; i++)
        for (int k = 0; k < KT_TREES; k++) w->row[i][k] = KT_FAR;
    for (int32_t b = w->first_brought[t]; b >= 0; b = w->brought[b].next) {
        int32_t *at = &w->row[w->brought[b].row][w->brought[b].tree];
        if (w->brought[b].cost < *at) *at = w->brought[b].cost;
    }
}

static void keep_rows(struct kt_trees *w, const struct tile *tile)
{
    for (uint32_t i = 0; i < tile->nown; i++) {
        int32_t r = w->h->own_row[tile->own + i];
        const int32_t *row = w->row[tile->nborder + i];
        if (r == NO_ROW || !in_reach(row, w->cutoff)) continue;
        memcpy(w->kept[r], row, sizeof *w->kept);
        w->kept_at[r] = w->run;
        wake_users(w, r);
    }
}

static int by_number(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

static void visit_core(struct kt_trees *w, kt_trees_visit *visit, void *ctx)
{
    for (size_t i = 0; i < w->h->ncore; i++)
        if (w->kept_at[i] == w->run) visit(ctx, &w->h->core_node[i], w->kept[i], 1);
}

void kt_trees_run(struct kt_trees *w, const struct kt_start *start, const uint32_t *first, size_t ntree,
                  int32_t cutoff, kt_trees_visit *visit, void *ctx)
{
    const struct kt_hierarchy *h = w->h;
    w->run++;
    w->cutoff = cutoff;
    w->nbrought = 0;
    memset(w->nlist, 0, sizeof w->nlist);
    for (size_t k = 0; k < ntree; k++) climb(w, start + first[k], first[k + 1] - first[k], k);
    visit_core(w, visit, ctx);
    for (size_t l = h->nlevel; l-- > 0;) {
        qsort(w->list[l], w->nlist[l], sizeof *w->list[l], by_number);
        for (size_t i = 0; i < w->nlist[l]; i++) {
            const struct tile *tile = &h->tile[w->list[l][i]];
            fill_rows(w, tile, w->list[l][i]);
            w->sweep(h, tile, w->row);
            keep_rows(w, tile);
            visit(ctx, h->own_node + tile->own, w->row[tile->nborder], tile->nown);
        }
    }
}
