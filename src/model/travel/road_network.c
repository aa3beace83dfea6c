/* road_network: travel along roads, by ferry and on foot.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   min(c, s) = fixed + foot(c) + shortest way(c -> s) + foot(s)
 *   car: way = 60 km / (limit × speed_share);  walking, cycling: 60 km / speed;  ferry: waiting + crossing
 *
 * Ways are searched from the sites over the roads turned round, to every cell within `max_min`; one-way
 * streets, roundabouts and closed streets are kept. foot() is the straight line between a door and the nearest
 * road of the mode; or, where the study has a raster of friction (`terrain`) and the road is more than a cell and a
 * half away, the cheapest way over the raster to a road that leads to a site: on foot over a fell, by boat from an
 * island, also from one whose own streets lead to none. Of roads the one that is cheapest to come to is taken, not the
 * one that makes the whole way shortest. Of cells without a road within far_km the source says nothing: their minutes
 * are unknown. Those on an island without a ferry reach only what is on it, and stay gaps. Both are listed in tables.
 * What was found is kept for later runs (run.cache).
 * Who goes how: those without a car licence walk. At the end of 2023 61 % of those over 70 (600,000) held one, a
 * little over 130,000 of those over 80, 3.7 million in all (Traficom, 11 March 2024); 3.6 million were 18 to 69
 * (Statistics Finland, 11re, 2019). Hence 14 % of them have none; 28 % at 70-79 and 60 % from 80 on part the 39 % so
 * that both figures hold. A licence is no car, and lifts are not known: give your own shares where you know them.
 * The hour of departure plays no part; timetables come as a matrix (see matrix_travel).
 * Source: Dijkstra 1959, Numerische Mathematik 1; trees over a hierarchy (include/katve/graph.h); walking
 * speeds 1.31 m/s and, for older people, 0.95 m/s (Bohannon 1997, Age and Ageing 26).
 * Complexity: O(edges log edges) to build, O(tiles in reach) for sixteen sites. */
#include "model/travel/travel_cache_internal.h"

#include <string.h>

/* Ways to go; slow walkers use the same paths as others. */
static const struct {
    const char *name;
    enum kt_road_mode road;
    const char *speed; /* parameter of it */
} mode_kind[] = {{"car", KT_CAR, "speed_share"},
                 {"walk", KT_WALK, "walk_kmh"},
                 {"walk_slow", KT_WALK, "walk_slow_kmh"},
                 {"cycle", KT_CYCLE, "cycle_kmh"}};
enum { CAR, WALK, WALK_SLOW, CYCLE, NMODE };

static int mode_find(const char *name)
{
    for (int k = 0; k < NMODE; k++)
        if (kt_streq(mode_kind[k].name, name)) return k;
    return -1;
}

bool kt_road_rules(const struct kt_study *st, const char *mode, struct kt_network_rules *rules,
                   double *fixed_min)
{
    const struct kt_method *m = &kt_road_network;
    int k = mode_find(mode);
    if (k < 0) return false;
    *rules = (struct kt_network_rules){
        .mode = mode_kind[k].road,
        .kmh = kt_method_num(m, st, mode_kind[k].speed),
        .foot_kmh = kt_method_num(m, st, k == WALK_SLOW ? "walk_slow_kmh" : "walk_kmh"),
        .ferry_kmh = kt_method_num(m, st, "ferry_kmh"),
        .ferry_wait_min = kt_method_num(m, st, "ferry_wait_min"),
        .far_m = 1000 * kt_method_num(m, st, "far_km"),
        .bridge_m = kt_method_num(m, st, "bridge_m"),
        .part_nodes = (size_t)kt_method_num(m, st, "part_nodes"),
    };
    if (st->terrain.pace && kt_streq(kt_method_str(m, st, "off_road"), "terrain")) {
        rules->off_road = kt_streq(kt_method_str(&kt_terrain_travel, st, "neighbours"), "16") ? 16 : 8;
        rules->shore_m = 1000 * kt_method_num(&kt_terrain_travel, st, "snap_km");
    }
    *fixed_min = k == CAR ? kt_method_num(m, st, "parking_min") : 0;
    return true;
}

/* ---- what is told of the search ---- */

enum tally {
    PARTS,
    SMALL,
    CELLS_OFF,
    PEOPLE_OFF,
    CELLS_CUT,
    PEOPLE_CUT,
    SITES_OFF,
    SITES_ALONE,
    SITES_APART,
    NTALLY
};

/* Cells with no way to any site although they stand on a road are cut off, by water as a rule. */
static void tell(const struct kt_network *n, const struct kt_study *st, const uint8_t *use,
                 const struct kt_costs *costs, double *to)
{
    to[PARTS] = (double)n->npart;
    to[SMALL] = (double)n->nsmall;
    for (int k = CELLS_OFF; k < NTALLY; k++) to[k] = 0;
    for (size_t c = 0; c < st->cells.n; c++) {
        bool off = n->cell[c].node < 0 && !n->cell[c].alone;
        if (!off && costs->nearest_site[c] >= 0) continue;
        to[off ? CELLS_OFF : CELLS_CUT]++;
        to[off ? PEOPLE_OFF : PEOPLE_CUT] += st->cells.total[c];
    }
    for (size_t s = 0; s < st->sites.n; s++) {
        if (!use[s]) continue;
        to[SITES_OFF] += n->site[s].node < 0;
        to[SITES_ALONE] += n->site[s].node >= 0 && n->site[s].alone;
        to[SITES_APART] += !n->site[s].alone && kt_perch_apart(n, &n->site[s]);
    }
}

static struct kt_table *tally_table(struct kt_result *r, size_t nmode, const char *const *row)
{
    static const char *const column[NTALLY] = {
        "parts",           "small_parts",    "cells_off_road",       "persons_off_road", "cells_cut_off",
        "persons_cut_off", "sites_off_road", "sites_on_small_parts", "sites_on_islands"};
    static const enum kt_kind kind[NTALLY] = {KT_K_COUNT,   KT_K_COUNT, KT_K_COUNT, KT_K_PERSONS, KT_K_COUNT,
                                              KT_K_PERSONS, KT_K_COUNT, KT_K_COUNT, KT_K_COUNT};
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

/* ---- the method ---- */

static enum kt_status modes_of(const struct kt_method *m, const struct kt_study *st, bool wanted[NMODE],
                               struct kt_err *err)
{
    for (size_t i = 0; i < kt_method_len(m, st, "modes"); i++) {
        const char *name = kt_method_str_at(m, st, "modes", i);
        int k = mode_find(name);
        if (k < 0) return kt_fail(err, KT_EINPUT, "methods.road_network.modes: no mode `%s`", name);
        if (wanted[k]) return kt_fail(err, KT_EINPUT, "methods.road_network.modes: `%s` stands twice", name);
        wanted[k] = true;
    }
    return KT_OK;
}

/* Minutes of one mode: from an earlier run, else searched; costs->pairs.start = NULL when too many. */
static void find(struct kt_result *r, const struct kt_search *s, struct kt_network *n, struct kt_costs *costs,
                 struct kt_arena *aside, struct kt_arena tmp)
{
    char key[65] = "";
    size_t ncell = s->st->cells.n, nsite = s->st->sites.n;
    if (r->cache.dir) kt_travel_key(s, key);
    if (kt_travel_cache_read(&r->cache, key, s, n, costs, r->keep, tmp)) return;
    kt_network_build(n, s->st, &s->rules, s->use, &r->cache, aside, tmp);
    double effort = kt_network_effort(n, nsite, s->max_min, s->fixed_min, tmp);
    kt_network_contract(n, effort, &r->cache, aside, tmp);
    kt_network_pairs(n, ncell, nsite, s->max_min, s->fixed_min, s->most, &costs->pairs, r->keep, tmp);
    if (!costs->pairs.start) return;
    kt_network_nearest(n, ncell, nsite, s->fixed_min, costs, r->keep, tmp);
    kt_travel_cache_write(&r->cache, key, s, n, costs, tmp);
}

/* ---- who goes how ---- */

enum { CARLESS_AGES = 4, SLOW_FROM = 3 };
static const int carless_from[CARLESS_AGES] = {0, 18, 70, 80};

/* The part of an age group's years that lies in the k-th age of `without_car`; an open group spans ten years. */
static double carless_part(const struct kt_ages *ages, size_t g, size_t k)
{
    int from = ages->min[g], to = ages->max[g] < 150 ? ages->max[g] + 1 : from + 10;
    int lo = carless_from[k] > from ? carless_from[k] : from;
    int hi = k + 1 < CARLESS_AGES && carless_from[k + 1] < to ? carless_from[k + 1] : to;
    return hi > lo ? (double)(hi - lo) / (to - from) : 0;
}

/* Is the mode among those that the study wants? */
static bool is_wanted(const struct kt_study *st, int k)
{
    const struct kt_method *m = &kt_road_network;
    for (size_t i = 0; i < kt_method_len(m, st, "modes"); i++)
        if (kt_streq(kt_method_str_at(m, st, "modes", i), mode_kind[k].name)) return true;
    return false;
}

bool kt_road_shared(const struct kt_study *st)
{
    return kt_method_len(&kt_road_network, st, "without_car") == CARLESS_AGES && is_wanted(st, CAR) &&
           is_wanted(st, WALK);
}

double kt_road_share(const struct kt_study *st, const char *mode, size_t age)
{
    const struct kt_method *m = &kt_road_network;
    int k = mode_find(mode);
    if (k < 0 || k == CYCLE || !kt_road_shared(st)) return 1;
    bool slow = is_wanted(st, WALK_SLOW);
    double drive = 0, walk = 0, walk_slow = 0;
    for (size_t i = 0; i < CARLESS_AGES; i++) {
        double part = carless_part(&st->cells.ages, age, i),
               without = kt_method_num_at(m, st, "without_car", i);
        drive += part * (1 - without);
        *(slow && i >= SLOW_FROM ? &walk_slow : &walk) += part * without;
    }
    return k == CAR ? drive : k == WALK ? walk : walk_slow;
}

static enum kt_status check_shares(const struct kt_method *m, const struct kt_study *st, struct kt_err *err)
{
    size_t given = kt_method_len(m, st, "without_car");
    if (!given || given == CARLESS_AGES) return KT_OK;
    return kt_fail(err, KT_EINPUT,
                   "methods.road_network.without_car: %zu shares, not the four of ages 0-17, 18-69, 70-79 "
                   "and 80-",
                   given);
}

/* Share of each cell's persons who go so; NULL: everyone. Cycling is nobody's only way. */
static const float *share_of(const struct kt_study *st, int k, struct kt_arena *keep)
{
    const struct kt_cells *c = &st->cells;
    if (k == CYCLE || !kt_road_shared(st)) return NULL;
    float *out = KT_NEW(keep, float, c->n);
    double rate[KT_AGES_MAX];
    for (size_t g = 0; g < c->ages.n; g++) rate[g] = kt_road_share(st, mode_kind[k].name, g);
    for (size_t i = 0; i < c->n; i++) {
        double sum = 0;
        for (size_t g = 0; g < c->ages.n; g++) sum += c->persons[i * c->ages.n + g] * rate[g];
        out[i] = (float)(c->total[i] > 0 ? fmin(sum / c->total[i], 1) : k == CAR);
    }
    return out;
}

static enum kt_status run_mode(const struct kt_method *m, struct kt_result *r, int k, const uint8_t *use,
                               double *tally, struct kt_arena tmp, struct kt_err *err)
{
    const struct kt_study *st = r->study;
    const char *mode = mode_kind[k].name;
    struct kt_search s = {
        .st = st,
        .use = use,
        .max_min = kt_method_num(m, st, "max_min"),
        .most = (size_t)kt_method_num(m, st, "stored_pairs"),
    };
    (void)kt_road_rules(st, mode, &s.rules, &s.fixed_min);
    struct kt_arena aside = kt_arena_open(0), room = aside;
    struct kt_network n;
    struct kt_costs costs = {.mode = mode, .unit = "min", .method = m->name, .max = s.max_min};
    find(r, &s, &n, &costs, &room, tmp);
    enum kt_status status = KT_OK;
    if (!costs.pairs.start)
        status = kt_fail(err, KT_ELIMIT,
                         "methods.road_network: %zu pairs of cells and sites within %g minutes, more than "
                         "stored_pairs (%zu); raise it, or lower max_min",
                         costs.pairs.nnz, s.max_min, s.most);
    else
        costs.outside = kt_network_outside(&n, st->cells.n, r->keep);
    costs.share = share_of(st, k, r->keep);
    if (status == KT_OK) status = kt_mode_add(r, &costs, err);
    if (status == KT_OK) {
        tell(&n, st, use, &costs, tally);
        kt_network_tell_left(r, &n, use, &costs);
        kt_network_parts_table(r, &n, s.rules.part_nodes, &costs, tmp);
        kt_network_list_left(r, &n, use, &costs, kt_printf(r->keep, "road_left_%s", mode),
                             (struct kt_tr){{"Tieverkon ulkopuolelle jäävät", "De som blir utanför vägnätet",
                                             "Sites and cells off the road network"}},
                             tmp);
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
    bool wanted[NMODE] = {false};
    KT_TRY(modes_of(m, st, wanted, err));
    KT_TRY(check_shares(m, st, err));
    for (size_t i = 0; i < nmode; i++) {
        row[i] = kt_method_str_at(m, st, "modes", i);
        KT_TRY(run_mode(m, r, mode_find(row[i]), use, tally + i * NTALLY, tmp, err));
    }
    memcpy(tally_table(r, nmode, row)->value, tally, nmode * NTALLY * sizeof *tally);
    return KT_OK;
}

static double bytes(const struct kt_method *m, const struct kt_study *st, const char **what,
                    struct kt_arena *keep)
{
    const struct kt_roads *r = &st->roads;
    if (!r->nedge) return 0;
    *what = kt_printf(
        keep, "graph of %zu crossings, one mode at a time; beside it 16 bytes for each pair within %g min",
        r->nnode, kt_method_num(m, st, "max_min"));
    return kt_network_bytes(r, true);
}

static const struct kt_param params[] = {
    {"modes", KT_T_STRS, "", "[car]", 0, 0, "car walk walk_slow cycle",
     "Ways to go; measures use the first one. Parking and starting are counted by car."},
    {"max_min", KT_T_NUM, "min", "60", 1, 1440, NULL, "The longest way that counts as in reach."},
    {"speed_share", KT_T_NUM, "", "0.9", 0.1, 1.5, NULL,
     "Driven speed over the limit, stops included (assumption)."},
    {"parking_min", KT_T_NUM, "min", "3", 0, 120, NULL, "By car: minutes to start and to park (assumption)."},
    {"walk_kmh", KT_T_NUM, "km/h", "4.7", 0.5, 10, NULL, "Walking, also from a door to its road."},
    {"walk_slow_kmh", KT_T_NUM, "km/h", "3.43", 0.5, 10, NULL,
     "Mode walk_slow: as older people walk, and those of 80 and over who don't drive."},
    {"cycle_kmh", KT_T_NUM, "km/h", "15", 1, 40, NULL, "Cycling (assumption)."},
    {"ferry_kmh", KT_T_NUM, "km/h", "15", 1, 80, NULL,
     "Ferries whose crossing time is not known (assumption)."},
    {"ferry_wait_min", KT_T_NUM, "min", "10", 0, 1440, NULL, "Mean waiting for a ferry (assumption)."},
    {"far_km", KT_T_NUM, "km", "1", 0.05, 50, NULL,
     "Farther from a road the minutes are unknown; such a site serves no one by road."},
    {"off_road", KT_T_CHOICE, "", "terrain", 0, 0, "terrain straight",
     "Between a door and its road: the cheapest way over the study's `terrain` where it has one, barriers "
     "not "
     "crossed and however far; straight: at walking speed, within far_km."},
    {"bridge_m", KT_T_NUM, "m", "200", 0, 5000, NULL,
     "So much farther may the road be that replaces one on a part too small to matter."},
    {"part_nodes", KT_T_INT, "crossings", "20", 1, 1000000, NULL,
     "Parts of the network with fewer crossings don't matter."},
    {"without_car", KT_T_NUMS, "share", "[1, 0.14, 0.28, 0.6]", 0, 1, NULL,
     "Shares of those at ages 0-17, 18-69, 70-79 and 80- who don't drive and walk; used where `modes` holds "
     "car "
     "and walk. []: everyone by every mode."},
    {"least_known", KT_T_NUM, "share", "0.9", 0, 1, NULL,
     "Areas of whose residents the roads cover a smaller share have no figures by road, and no rank."},
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
    .bytes = bytes,
};
