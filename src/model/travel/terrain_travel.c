/* terrain_travel: travel across country, where there are no roads: on foot, by snowmobile, by boat.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   min(c, s) = fixed + door(c) + cheapest way over the raster (c -> s) + door(s)
 *   way: sum over the cells that it crosses of metres × pace (katve/surface.h);  door: straight line to the
 *   centre of the cell, at that cell's pace
 *
 * Nodata is a barrier. A door in a barrier goes to the nearest cell within snap_km that is none; where there is
 * none, or beyond the raster, the source says nothing and the minutes are unknown. Who is on dry land without a way
 * to any site stays a gap. Costs are the same in both directions: slopes need a raster of their own.
 * Sites are searched one by one within `max_min`, side by side; the nearest two of all come from one more search.
 * Source: Douglas 1994, Cartographica 31 (accumulated cost surfaces); Weiss et al. 2018, Nature 553 (friction
 * surfaces, minutes a metre).
 * Complexity: O(sites × cells in reach + cells); 16 bytes a cell of the raster for each thread, 48 at the peak. */
#include "model/travel/found_internal.h"
#include "model/travel/travel_cache_internal.h"

#include <katve/surface.h>

#include <omp.h>
#include <string.h>

/* The raster as a network: perches whose nodes are its cells. */
struct country {
    struct kt_surface surface;
    struct kt_network n;
    size_t ncell, nsite;
    int32_t *first, *next; /* cells by raster cell: chains, -1 ends */
};

static void country_open(struct country *q, const struct kt_study *st, const uint8_t *use, int neighbours,
                         double snap_m, struct kt_arena *a)
{
    const struct kt_terrain *t = &st->terrain;
    size_t all = (size_t)t->nx * (size_t)t->ny;
    *q = (struct country){.surface = {t->nx, t->ny, t->dx, t->dy, t->pace, neighbours},
                          .ncell = st->cells.n,
                          .nsite = st->sites.n};
    q->n.cell = KT_NEW(a, struct kt_perch, q->ncell);
    q->n.site = KT_NEW(a, struct kt_perch, q->nsite);
    q->first = KT_NEW(a, int32_t, all);
    q->next = KT_NEW(a, int32_t, q->ncell);
    memset(q->first, -1, all * sizeof *q->first);
    for (size_t c = q->ncell; c-- > 0;) {
        q->n.cell[c] = kt_terrain_perch(t, st->cells.x[c], st->cells.y[c], snap_m);
        int32_t v = q->n.cell[c].node;
        if (v < 0) continue;
        q->next[c] = q->first[v];
        q->first[v] = (int32_t)c;
    }
    for (size_t s = 0; s < q->nsite; s++)
        q->n.site[s] = use[s] ? kt_terrain_perch(t, st->sites.x[s], st->sites.y[s], snap_m)
                              : (struct kt_perch){.node = -1, .part = -1, .road_m = NAN};
}

/* The pairs of one site. */
static void collect(const struct country *q, const struct kt_reach *w, int32_t site, int32_t cutoff,
                    struct kt_found *f)
{
    kt_found_begin(f, site);
    for (size_t i = 0; i < w->n; i++)
        for (int32_t c = q->first[w->node[i]]; c >= 0; c = q->next[c]) {
            int32_t foot = q->n.cell[c].foot, cost = w->cost[w->node[i]];
            if (foot <= cutoff - cost) kt_found_add(f, c, cost + foot);
        }
}

static void find_pairs(const struct country *q, double max_min, double fixed_min, size_t most,
                       struct kt_csr *pairs, struct kt_arena *keep, struct kt_arena tmp)
{
    size_t nthread = (size_t)omp_get_max_threads();
    struct kt_found *found = KT_NEW(&tmp, struct kt_found, nthread);
    int32_t cutoff = (int32_t)fmin(fmax(max_min - fixed_min, 0) * 60000, KT_FAR - 1);
#pragma omp parallel
    {
        struct kt_arena own = kt_arena_open(0), room = own;
        struct kt_found *f = &found[omp_get_thread_num()];
        struct kt_reach w;
        f->most = most;
        kt_surface_reach_init(&w, &q->surface, cutoff, &room);
#pragma omp for schedule(dynamic, 1)
        for (size_t s = 0; s < q->nsite; s++) {
            struct kt_start start = {q->n.site[s].node, q->n.site[s].foot};
            if (start.node < 0) continue;
            kt_surface_reach(&w, &q->surface, &start, 1, cutoff);
            collect(q, &w, (int32_t)s, cutoff, f);
        }
        kt_arena_close(own);
    }
    kt_found_rows(found, nthread, q->ncell, q->nsite, fixed_min, most, pairs, keep, tmp);
}

static void find_nearest(const struct country *q, double fixed_min, struct kt_costs *costs,
                         struct kt_arena *keep, struct kt_arena tmp)
{
    size_t all = (size_t)q->surface.nx * (size_t)q->surface.ny;
    struct kt_two two = kt_two_new(all, q->nsite, &tmp);
    kt_two_starts(&two, q->n.site, q->nsite);
    kt_surface_nearest_two(&q->surface, two.start, two.first, q->nsite, two.cost[0], two.site[0], two.cost[1],
                           two.site[1], tmp);
    kt_two_costs(&two, &q->n, q->ncell, fixed_min, costs, keep);
}

/* From an earlier run, else searched; costs->pairs.start = NULL when there are too many. */
static void find(struct kt_result *r, const struct kt_search *s, struct kt_network *n, struct kt_costs *costs,
                 struct kt_arena *aside, struct kt_arena tmp)
{
    char key[65] = "";
    struct country q;
    if (r->cache.dir) kt_travel_key(s, key);
    if (kt_travel_cache_read(&r->cache, key, s, n, costs, r->keep, tmp)) return;
    country_open(&q, s->st, s->use, s->neighbours, s->rules.far_m, aside);
    *n = q.n;
    find_pairs(&q, s->max_min, s->fixed_min, s->most, &costs->pairs, r->keep, tmp);
    if (!costs->pairs.start) return;
    find_nearest(&q, s->fixed_min, costs, r->keep, *aside);
    kt_travel_cache_write(&r->cache, key, s, n, costs, tmp);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    if (!st->terrain.pace) return KT_OK;
    struct kt_search s = {
        .st = st,
        .use = kt_sites_open(st, &tmp),
        .rules = {.far_m = 1000 * kt_method_num(m, st, "snap_km")},
        .neighbours = kt_streq(kt_method_str(m, st, "neighbours"), "16") ? 16 : 8,
        .max_min = kt_method_num(m, st, "max_min"),
        .fixed_min = kt_method_num(m, st, "fixed_min"),
        .most = (size_t)kt_method_num(m, st, "stored_pairs"),
    };
    struct kt_arena aside = kt_arena_open(0), room = aside;
    struct kt_network n;
    struct kt_costs costs = {.mode = "terrain", .unit = "min", .method = m->name, .max = s.max_min};
    find(r, &s, &n, &costs, &room, tmp);
    enum kt_status status = KT_OK;
    if (costs.pairs.start) {
        costs.outside = kt_network_outside(&n, st->cells.n, r->keep);
        status = kt_mode_add(r, &costs, err);
    } else {
        status = kt_fail(err, KT_ELIMIT,
                         "methods.terrain_travel: %zu pairs of cells and sites within %g minutes, more than "
                         "stored_pairs (%zu); raise it, or lower max_min",
                         costs.pairs.nnz, s.max_min, s.most);
    }
    if (status == KT_OK)
        kt_network_list_left(r, &n, s.use, &costs, "terrain_left",
                             (struct kt_tr){{"Maaston ulkopuolelle jäävät", "De som blir utanför terrängen",
                                             "Sites and cells off passable ground"}},
                             tmp);
    kt_arena_close(aside);
    return status;
}

static const struct kt_param params[] = {
    {"neighbours", KT_T_CHOICE, "", "16", 0, 0, "8 16",
     "Directions from a cell: ways across even ground are at most 8.2 % too long with 8, 2.8 % with 16."},
    {"max_min", KT_T_NUM, "min", "60", 1, 1440, NULL, "The longest way that counts as in reach."},
    {"fixed_min", KT_T_NUM, "min", "0", 0, 120, NULL, "Minutes of every way, to set out."},
    {"snap_km", KT_T_NUM, "km", "0.5", 0, 50, NULL,
     "A door in a barrier goes to passable ground so near; farther, the minutes are unknown."},
    {"stored_pairs", KT_T_INT, "pairs", "200000000", 0, 2000000000, NULL,
     "Refuse to hold more pairs than this."},
};

const struct kt_method kt_terrain_travel = {
    .name = "terrain_travel",
    .title = {{"Matka-aika maastossa", "Restid i terrängen", "Travel time across country"}},
    .summary =
        "Minutes over the study's raster of friction, with 8 or 16 directions; barriers are not crossed.",
    .formula = "min(c,s) = fixed + door(c) + least sum of metres × pace over cells + door(s)",
    .source = "Douglas 1994, Cartographica 31; Weiss et al. 2018, Nature 553",
    .needs = "",
    .columns = "",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
