/* travel_cache: what a search along roads or across country found, in a kept file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/kept_file_internal.h"
#include "model/travel/travel_cache_internal.h"

#include <string.h>

static const struct kt_kept_kind kind = {".travel", KT_TRAVEL_FORMAT, KT_CACHE_FILES};

struct heading {
    struct kt_kept_head head;
    uint64_t ncell, nsite, nnz, npart, nsmall, nlisted;
};

/* Where a door is, without the node, which only the search needs. */
enum state { OFF, ON, ALONE };

/* The arrays of a file in their order; writing and reading go over the same list. */
enum { PARTS = 11 };

struct content {
    double *road_m;
    int32_t *at_part;
    uint8_t *state;
    size_t *start;
    int32_t *col;
    float *val;
    double *cost[2];
    int32_t *site[2];
    struct kt_network_part *part;
};

static struct content content_new(const struct heading *h, struct kt_arena *a)
{
    size_t ncell = h->ncell, npoint = ncell + h->nsite, nnz = h->nnz;
    struct content c = {.road_m = KT_NEW(a, double, npoint),
                        .at_part = KT_NEW(a, int32_t, npoint),
                        .state = KT_NEW(a, uint8_t, npoint),
                        .start = KT_NEW(a, size_t, ncell + 1),
                        .col = KT_NEW(a, int32_t, nnz),
                        .val = KT_NEW(a, float, nnz),
                        .part = KT_NEW(a, struct kt_network_part, h->nlisted)};
    for (int k = 0; k < 2; k++) {
        c.cost[k] = KT_NEW(a, double, ncell);
        c.site[k] = KT_NEW(a, int32_t, ncell);
    }
    return c;
}

static void parts_of(const struct content *c, const struct heading *h, struct kt_kept_array part[PARTS])
{
    size_t ncell = h->ncell, npoint = ncell + h->nsite, nnz = h->nnz;
    const struct kt_kept_array all[PARTS] = {
        {c->road_m, npoint * sizeof *c->road_m},  {c->at_part, npoint * sizeof *c->at_part},
        {c->state, npoint * sizeof *c->state},    {c->start, (ncell + 1) * sizeof *c->start},
        {c->col, nnz * sizeof *c->col},           {c->val, nnz * sizeof *c->val},
        {c->cost[0], ncell * sizeof *c->cost[0]}, {c->cost[1], ncell * sizeof *c->cost[1]},
        {c->site[0], ncell * sizeof *c->site[0]}, {c->site[1], ncell * sizeof *c->site[1]},
        {c->part, h->nlisted * sizeof *c->part},
    };
    memcpy(part, all, sizeof all);
}

/* Bytes of all arrays; a double, as no count is believed yet. */
static double arrays_size(const struct heading *h)
{
    double point = sizeof(double) + sizeof(int32_t) + sizeof(uint8_t);
    double cell = sizeof(size_t) + 2 * (sizeof(double) + sizeof(int32_t));
    return point * (double)(h->ncell + h->nsite) + cell * (double)h->ncell + sizeof(size_t) +
           (sizeof(int32_t) + sizeof(float)) * (double)h->nnz +
           sizeof(struct kt_network_part) * (double)h->nlisted;
}

static struct content *read_file(FILE *f, const struct kt_search *s, const struct heading *h,
                                 struct kt_arena *keep)
{
    if (h->ncell != s->st->cells.n || h->nsite != s->st->sites.n ||
        !kt_kept_is_long(f, sizeof *h, arrays_size(h)))
        return NULL;
    struct kt_arena room = *keep;
    struct content *c = KT_NEW(&room, struct content, 1);
    *c = content_new(h, &room);
    struct kt_kept_array part[PARTS];
    parts_of(c, h, part);
    if (!kt_kept_read(f, &h->head, sizeof *h, part, PARTS)) return NULL;
    *keep = room; /* what a damaged file took is given back */
    return c;
}

static void fill(const struct content *c, const struct heading *h, struct kt_network *n,
                 struct kt_costs *costs, struct kt_arena *keep)
{
    size_t ncell = h->ncell, nsite = h->nsite;
    *n = (struct kt_network){.npart = h->npart,
                             .nsmall = h->nsmall,
                             .part = c->part,
                             .nlisted = h->nlisted,
                             .cell = KT_NEW(keep, struct kt_perch, ncell),
                             .site = KT_NEW(keep, struct kt_perch, nsite)};
    for (size_t i = 0; i < ncell + nsite; i++) {
        struct kt_perch *p = i < ncell ? &n->cell[i] : &n->site[i - ncell];
        p->node = c->state[i] == OFF ? -1 : 0;
        p->alone = c->state[i] == ALONE;
        p->part = c->at_part[i];
        p->road_m = c->road_m[i];
    }
    costs->pairs = (struct kt_csr){
        .nrow = ncell, .ncol = nsite, .nnz = h->nnz, .start = c->start, .col = c->col, .val = c->val};
    costs->nearest = c->cost[0];
    costs->second = c->cost[1];
    costs->nearest_site = c->site[0];
    costs->second_site = c->site[1];
}

bool kt_travel_cache_read(struct kt_cache *cache, const char *key, const struct kt_search *s,
                          struct kt_network *n, struct kt_costs *costs, struct kt_arena *keep,
                          struct kt_arena tmp)
{
    struct heading h;
    bool there;
    FILE *f = kt_kept_open(cache, &kind, key, &h.head, sizeof h, &there, tmp);
    const struct content *c = f ? read_file(f, s, &h, keep) : NULL;
    if (f) fclose(f);
    cache->damaged += there && !c;
    if (!c || h.nnz > s->most) return false; /* the search itself says that there are too many */
    fill(c, &h, n, costs, keep);
    cache->read++;
    kt_kept_touch(cache, &kind, key, tmp);
    return true;
}

static struct content gather(const struct kt_network *n, const struct kt_costs *costs, size_t nsite,
                             struct kt_arena *a)
{
    const struct kt_csr *p = &costs->pairs;
    struct content c = {
        .road_m = KT_NEW(a, double, p->nrow + nsite),
        .at_part = KT_NEW(a, int32_t, p->nrow + nsite),
        .state = KT_NEW(a, uint8_t, p->nrow + nsite),
        .start = (size_t *)(uintptr_t)p->start,
        .col = (int32_t *)(uintptr_t)p->col,
        .val = (float *)(uintptr_t)p->val,
        .cost = {(double *)(uintptr_t)costs->nearest, (double *)(uintptr_t)costs->second},
        .site = {(int32_t *)(uintptr_t)costs->nearest_site, (int32_t *)(uintptr_t)costs->second_site},
        .part = n->part};
    for (size_t i = 0; i < p->nrow + nsite; i++) {
        const struct kt_perch *door = i < p->nrow ? &n->cell[i] : &n->site[i - p->nrow];
        c.road_m[i] = door->road_m;
        c.at_part[i] = door->part;
        c.state[i] = door->node < 0 ? OFF : door->alone ? ALONE : ON;
    }
    return c;
}

void kt_travel_cache_write(struct kt_cache *cache, const char *key, const struct kt_search *s,
                           const struct kt_network *n, const struct kt_costs *costs, struct kt_arena tmp)
{
    struct heading h = {.ncell = s->st->cells.n,
                        .nsite = s->st->sites.n,
                        .nnz = costs->pairs.nnz,
                        .npart = n->npart,
                        .nsmall = n->nsmall,
                        .nlisted = n->nlisted};
    if (!cache->dir) return;
    struct content c = gather(n, costs, h.nsite, &tmp);
    struct kt_kept_array part[PARTS];
    parts_of(&c, &h, part);
    cache->written += kt_kept_write(cache, &kind, key, &h.head, sizeof h, part, PARTS, tmp);
}
