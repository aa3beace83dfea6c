/* road_network: travel along roads, by ferry and on foot.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   min(c, s) = fixed + foot(c) + shortest way(c -> s) + foot(s)
 *   car: way = 60 km / (limit × speed_share);  walking, cycling: 60 km / speed;  ferry: waiting + crossing
 *
 * Ways are searched from the sites over the roads turned round, to every cell within `max_min`; one-way
 * streets, roundabouts and closed streets are kept. foot() is the straight line between a door and the nearest
 * road of the mode. Of cells without a road within far_km the source says nothing: their minutes are unknown.
 * Those on an island without a ferry reach only what is on it, and stay gaps. Both are listed in tables. What
 * was found is kept for later runs (run.cache). The hour of departure plays no part; timetables come as a matrix (see matrix_travel).
 * Source: Dijkstra 1959, Numerische Mathematik 1; trees over a hierarchy (include/katve/graph.h); walking
 * speeds 1.31 m/s and, for older people, 0.95 m/s (Bohannon 1997, Age and Ageing 26).
 * Complexity: O(edges log edges) to build, O(tiles in reach) for sixteen sites. */
#include "model/travel/travel_cache_internal.h"

#include <string.h>

static const char *const mode_name[KT_ROAD_MODES] = {"car", "walk", "cycle"};

static struct kt_network_rules rules_of(const struct kt_method *m, const struct kt_study *st,
                                        enum kt_road_mode mode)
{
    static const char *const speed[KT_ROAD_MODES] = {"speed_share", "walk_kmh", "cycle_kmh"};
    return (struct kt_network_rules){
        .mode = mode,
        .kmh = kt_method_num(m, st, speed[mode]),
        .foot_kmh = kt_method_num(m, st, "walk_kmh"),
        .ferry_kmh = kt_method_num(m, st, "ferry_kmh"),
        .ferry_wait_min = kt_method_num(m, st, "ferry_wait_min"),
        .far_m = 1000 * kt_method_num(m, st, "far_km"),
        .bridge_m = kt_method_num(m, st, "bridge_m"),
        .part_nodes = (size_t)kt_method_num(m, st, "part_nodes"),
    };
}

/* ---- what is told of the search ---- */

enum tally { PARTS, SMALL, CELLS_OFF, PEOPLE_OFF, CELLS_CUT, PEOPLE_CUT, SITES_OFF, SITES_ALONE, NTALLY };

/* Cells with no way to any site although they stand on a road are cut off, by water as a rule. */
static void tell(const struct kt_network *n, const struct kt_study *st, const uint8_t *use,
                 const struct kt_costs *costs, double *to)
{
    to[PARTS] = (double)n->npart;
    to[SMALL] = (double)n->nsmall;
    for (int k = CELLS_OFF; k < NTALLY; k++) to[k] = 0;
    for (size_t c = 0; c < st->cells.n; c++) {
        bool off = n->cell[c].node < 0;
        if (!off && costs->nearest_site[c] >= 0) continue;
        to[off ? CELLS_OFF : CELLS_CUT]++;
        to[off ? PEOPLE_OFF : PEOPLE_CUT] += st->cells.total[c];
    }
    for (size_t s = 0; s < st->sites.n; s++) {
        if (!use[s]) continue;
        to[SITES_OFF] += n->site[s].node < 0;
        to[SITES_ALONE] += n->site[s].node >= 0 && n->site[s].alone;
    }
}

static struct kt_table *tally_table(struct kt_result *r, size_t nmode, const char *const *row)
{
    static const char *const column[NTALLY] = {
        "parts",         "small_parts",     "cells_off_road", "persons_off_road",
        "cells_cut_off", "persons_cut_off", "sites_off_road", "sites_on_small_parts"};
    static const enum kt_kind kind[NTALLY] = {KT_K_COUNT, KT_K_COUNT,   KT_K_COUNT, KT_K_PERSONS,
                                              KT_K_COUNT, KT_K_PERSONS, KT_K_COUNT, KT_K_COUNT};
    return kt_result_add_table(
        r, &(struct kt_table){
               .name = "road_network",
               .title = {{"Tieverkko ja sen ulkopuolelle jäävät", "Vägnätet och de som blir utanför",
                          "The road network and who is off it"}},
               .method = "road_network",
               .nrow = nmode,
               .ncol = NTALLY,
               .row = row,
               .column = column,
               .kind = kind,
           });
}

enum { LISTED_MOST = 1000 };

/* One row for every site and cell that is off the roads or cut off, sites first. */
static void list_left(struct kt_result *r, const struct kt_network *n, const uint8_t *use,
                      const struct kt_costs *costs, const char *mode, struct kt_arena tmp)
{
    static const char *const column[] = {"km_to_road"};
    static const enum kt_kind kind[] = {KT_K_KM};
    const struct kt_study *st = r->study;
    const char **row = KT_NEW(r->keep, const char *, LISTED_MOST),
               **note = KT_NEW(r->keep, const char *, LISTED_MOST);
    double *km = KT_NEW(&tmp, double, LISTED_MOST);
    size_t k = 0;
    for (size_t i = 0; i < st->sites.n + st->cells.n && k < LISTED_MOST; i++) {
        bool is_site = i < st->sites.n;
        size_t at = is_site ? i : i - st->sites.n;
        if (is_site && !use[at]) continue;
        const struct kt_perch *p = is_site ? &n->site[at] : &n->cell[at];
        bool off = p->node < 0, alone = is_site ? p->alone : costs->nearest_site[at] < 0;
        if (!off && !alone) continue;
        row[k] = kt_printf(r->keep, "%s %s", is_site ? "site" : "cell",
                           is_site ? st->sites.id[at] : st->cells.id[at]);
        note[k] = off       ? "no road of this mode within far_km: unknown"
                  : is_site ? "on a small part of the network"
                            : "no way to any site";
        km[k++] = p->road_m / 1000;
    }
    struct kt_table *t =
        kt_result_add_table(r, &(struct kt_table){
                                   .name = kt_printf(r->keep, "road_left_%s", mode),
                                   .title = {{"Tieverkon ulkopuolelle jäävät", "De som blir utanför vägnätet",
                                              "Sites and cells off the road network"}},
                                   .method = "road_network",
                                   .nrow = k,
                                   .ncol = 1,
                                   .row = row,
                                   .column = column,
                                   .kind = kind,
                                   .note = note,
                               });
    memcpy(t->value, km, k * sizeof *km);
}

/* ---- the method ---- */

static enum kt_status mode_of(const struct kt_method *m, const struct kt_study *st, size_t i,
                              enum kt_road_mode *mode, struct kt_err *err)
{
    const char *name = kt_method_str_at(m, st, "modes", i);
    for (size_t k = 0; k < i; k++)
        if (kt_streq(kt_method_str_at(m, st, "modes", k), name))
            return kt_fail(err, KT_EINPUT, "methods.road_network.modes: `%s` stands twice", name);
    for (*mode = 0; *mode < KT_ROAD_MODES; (*mode)++)
        if (kt_streq(mode_name[*mode], name)) return KT_OK;
    return kt_fail(err, KT_EINPUT, "methods.road_network.modes: no mode `%s`", name);
}

/* Minutes of one mode: from an earlier run, else searched; costs->pairs.start = NULL when too many. */
static void find(struct kt_result *r, const struct kt_search *s, struct kt_network *n, struct kt_costs *costs,
                 struct kt_arena *aside, struct kt_arena tmp)
{
    char key[65] = "";
    size_t ncell = s->st->cells.n, nsite = s->st->sites.n;
    if (r->cache.dir) kt_travel_key(s, key);
    if (kt_travel_cache_read(&r->cache, key, s, n, costs, r->keep, tmp)) return;
    kt_network_build(n, s->st, &s->rules, s->use, aside, tmp);
    kt_network_pairs(n, ncell, nsite, s->max_min, s->fixed_min, s->most, &costs->pairs, r->keep, tmp);
    if (!costs->pairs.start) return;
    kt_network_nearest(n, ncell, nsite, s->fixed_min, costs, r->keep, tmp);
    kt_travel_cache_write(&r->cache, key, s, n, costs, tmp);
}

enum { CARLESS_AGES = 4 };
static const int carless_from[CARLESS_AGES] = {0, 18, 65, 75};

/* Share of each cell's people who have no car, by the ages of `without_car`; a group counts by its middle, the open one by its
 * youngest. NULL: everyone goes by every mode. */
static enum kt_status carless(const struct kt_method *m, const struct kt_study *st, struct kt_arena *a,
                              const double **share, struct kt_err *err)
{
    const struct kt_cells *cells = &st->cells;
    size_t given = kt_method_len(m, st, "without_car"), nage = cells->ages.n;
    *share = NULL;
    if (!given) return KT_OK;
    if (given != CARLESS_AGES)
        return kt_fail(
            err, KT_EINPUT,
            "methods.road_network.without_car: %zu shares, not the four of ages 0-17, 18-64, 65-74 "
            "and 75-",
            given);
    double *out = KT_NEW(a, double, cells->n), rate[KT_AGES_MAX];
    for (size_t g = 0; g < nage; g++) {
        int from = cells->ages.min[g], to = cells->ages.max[g], middle = to < 150 ? (from + to) / 2 : from;
        size_t k = CARLESS_AGES - 1;
        while (k && middle < carless_from[k]) k--;
        rate[g] = kt_method_num_at(m, st, "without_car", k);
    }
    for (size_t c = 0; c < cells->n; c++) {
        for (size_t g = 0; g < nage; g++) out[c] += cells->persons[c * nage + g] * rate[g];
        out[c] = cells->total[c] > 0 ? fmin(out[c] / cells->total[c], 1) : 0;
    }
    *share = out;
    return KT_OK;
}

/* Who has no car walks; cycling is nobody's only way. */
static const float *share_of(const double *carless_share, size_t n, enum kt_road_mode mode,
                             struct kt_arena *keep)
{
    if (!carless_share || mode == KT_CYCLE) return NULL;
    float *out = KT_NEW(keep, float, n);
    for (size_t c = 0; c < n; c++)
        out[c] = (float)(mode == KT_WALK ? carless_share[c] : 1 - carless_share[c]);
    return out;
}

/* Cells without a road near are beyond what the source covers. */
static const uint8_t *outside(const struct kt_network *n, size_t ncell, struct kt_arena *keep)
{
    uint8_t *out = KT_NEW(keep, uint8_t, ncell);
    for (size_t c = 0; c < ncell; c++) out[c] = n->cell[c].node < 0;
    return out;
}

static enum kt_status run_mode(const struct kt_method *m, struct kt_result *r, enum kt_road_mode mode,
                               const uint8_t *use, const double *carless_share, double *tally,
                               struct kt_arena tmp, struct kt_err *err)
{
    const struct kt_study *st = r->study;
    struct kt_search s = {
        .st = st,
        .use = use,
        .rules = rules_of(m, st, mode),
        .max_min = kt_method_num(m, st, "max_min"),
        .fixed_min = mode == KT_CAR ? kt_method_num(m, st, "parking_min") : 0,
        .most = (size_t)kt_method_num(m, st, "stored_pairs"),
    };
    struct kt_arena aside = kt_arena_open(0), room = aside;
    struct kt_network n;
    struct kt_costs costs = {.mode = mode_name[mode], .unit = "min", .method = m->name, .max = s.max_min};
    find(r, &s, &n, &costs, &room, tmp);
    enum kt_status status = KT_OK;
    if (!costs.pairs.start)
        status = kt_fail(err, KT_ELIMIT,
                         "methods.road_network: %zu pairs of cells and sites within %g minutes, more than "
                         "stored_pairs (%zu); raise it, or lower max_min",
                         costs.pairs.nnz, s.max_min, s.most);
    else
        costs.outside = outside(&n, st->cells.n, r->keep);
    costs.share = share_of(carless_share, st->cells.n, mode, r->keep);
    if (status == KT_OK) status = kt_mode_add(r, &costs, err);
    if (status == KT_OK) {
        tell(&n, st, use, &costs, tally);
        list_left(r, &n, use, &costs, mode_name[mode], tmp);
    }
    kt_arena_close(aside);
    return status;
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    size_t nmode = kt_method_len(m, st, "modes");
    if (!st->roads.nedge) return KT_OK; /* a study without roads goes in straight lines */
    const uint8_t *use = kt_sites_open(st, &tmp);
    const char **row = KT_NEW(r->keep, const char *, nmode);
    double *tally = KT_NEW(&tmp, double, nmode *NTALLY);
    const double *carless_share;
    bool seen[KT_ROAD_MODES] = {false};
    KT_TRY(carless(m, st, &tmp, &carless_share, err));
    for (size_t i = 0; i < nmode; i++) {
        enum kt_road_mode mode;
        KT_TRY(mode_of(m, st, i, &mode, err));
        row[i] = mode_name[mode];
        KT_TRY(run_mode(m, r, mode, use, carless_share, tally + i * NTALLY, tmp, err));
        seen[mode] = true;
    }
    if (carless_share && !(seen[KT_CAR] && seen[KT_WALK]))
        return kt_fail(err, KT_EINPUT, "methods.road_network.without_car: `modes` must hold car and walk");
    memcpy(tally_table(r, nmode, row)->value, tally, nmode * NTALLY * sizeof *tally);
    return KT_OK;
}

static const struct kt_param params[] = {
    {"modes", KT_T_STRS, "", "[car]", 0, 0, "car walk cycle", "Ways to go; measures use the first one."},
    {"max_min", KT_T_NUM, "min", "60", 1, 1440, NULL, "The longest way that counts as in reach."},
    {"speed_share", KT_T_NUM, "", "0.9", 0.1, 1.5, NULL,
     "Driven speed over the limit, stops included (assumption)."},
    {"parking_min", KT_T_NUM, "min", "3", 0, 120, NULL, "By car: minutes to start and to park (assumption)."},
    {"walk_kmh", KT_T_NUM, "km/h", "4.7", 0.5, 10, NULL, "Walking; 3.43 for older people."},
    {"cycle_kmh", KT_T_NUM, "km/h", "15", 1, 40, NULL, "Cycling (assumption)."},
    {"ferry_kmh", KT_T_NUM, "km/h", "15", 1, 80, NULL,
     "Ferries whose crossing time is not known (assumption)."},
    {"ferry_wait_min", KT_T_NUM, "min", "10", 0, 1440, NULL, "Mean waiting for a ferry (assumption)."},
    {"far_km", KT_T_NUM, "km", "3", 0.05, 50, NULL,
     "Farther from a road the minutes are unknown; such a site serves no one by road."},
    {"bridge_m", KT_T_NUM, "m", "200", 0, 5000, NULL,
     "So much farther may the road be that replaces one on a part too small to matter."},
    {"part_nodes", KT_T_INT, "crossings", "20", 1, 1000000, NULL,
     "Parts of the network with fewer crossings don't matter."},
    {"without_car", KT_T_NUMS, "share", "[]", 0, 1, NULL,
     "Shares of those at ages 0-17, 18-64, 65-74 and 75- who have no car and walk, for measures over several "
     "modes (mmfca); no figure by age is published, so none is assumed unless given here."},
    {"stored_pairs", KT_T_INT, "pairs", "200000000", 0, 2000000000, NULL,
     "Refuse to hold more pairs than this."},
};

const struct kt_method kt_road_network = {
    .name = "road_network",
    .title = {{"Matka-aika teitä, lautoilla ja jalan", "Restid längs vägar, med färja och till fots",
               "Travel time by road, ferry and on foot"}},
    .summary = "Minutes along the study's roads by car, on foot or by cycle, ferries included.",
    .formula = "min(c,s) = fixed + foot(c) + shortest way(c,s) + foot(s); car: 60 km / (limit speed_share)",
    .source = "Dijkstra 1959; Delling, Goldberg, Nowatzyk and Werneck 2013 (PHAST); Bohannon 1997 (walking)",
    .needs = "",
    .columns = "",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
