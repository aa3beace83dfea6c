/* isochrones: the ground and the people within so many minutes of support, for every mode along roads.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   within(t) = { p : foot(p, q) + way(q -> nearest site) + fixed <= t,  q the road nearest to p, |pq| <= reach_m }
 *   need_in_t(z) = sum of need over cells of z with minutes <= t;  pop_in_t(z) = share of residents likewise
 *
 * The ways are those of road_network: one search from all sites over the roads turned round gives every crossing,
 * and along a street the minutes run on to whichever end leads there. Roads are burnt into pixels, the least
 * minutes of a pixel staying, so that every crossing within t lies in its outline (to a pixel's walk); ground beside
 * a road belongs to the nearest one, up to reach_m. A water broader than twice reach_m stays empty, the far shore of a
 * narrower one belongs to its own roads, a ferry fills no sea, and motorways and tunnels no ground. An island that no ferry serves is never filled.
 * There is no mask of water: a shore road may tint reach_m of the lake beside it. Outlines are nested.
 * People are counted where they live (their own door), not by the outlines. Zones of which the roads cover too
 * little (road_network.least_known) have no figures.
 * Source: isochrones as in Galton 1881, Proc. Royal Geographical Society 3, here on a network.
 * Complexity: O(edges log + pixels x reach_m). */
#include "model/travel/field_internal.h"
#include "model/travel/network_internal.h"

#include <string.h>

enum { BANDS_MOST = 12 };

struct task {
    const struct kt_method *method;
    const struct kt_study *study;
    struct kt_result *result;
    size_t nband;
    double band[BANDS_MOST], reach_m, pixel_m;
};

/* ---- minutes along the roads ---- */

struct walk {
    const struct kt_network *net;
    const struct kt_roads *roads;
    const struct kt_network_rules *rules;
    const int32_t
        *cost; /* milliseconds from each crossing, then door, to the nearest site, from the road on */
    double fixed_min, last;
    double box[4];   /* around all that is within the last band */
    double street_m; /* its streets together */
    size_t nstreet;
    struct kt_field *field; /* NULL: only the box is wanted */
};

/* Minutes from a place at share `f` of a piece; INFINITY: no way. */
static double minutes_at(const struct walk *w, const struct kt_piece *p, double f)
{
    double from = (double)w->cost[p->from], to = (double)w->cost[p->to];
    double best = f <= 0 ? from : f >= 1 ? to : KT_FAR;
    if (p->open & KT_FORTH) best = fmin(best, (1 - f) * p->cost + to);
    if (p->open & KT_BACK) best = fmin(best, f * p->back + from);
    return best < KT_FAR ? best / 60000 + w->fixed_min : INFINITY;
}

static void measure(struct walk *w, double long_m, const struct kt_piece *p)
{
    double best = fmin(minutes_at(w, p, 0), minutes_at(w, p, 1));
    if (best > w->last) return;
    w->street_m += long_m;
    w->nstreet++;
}

static void mark(struct walk *w, double x, double y, double min, bool matters)
{
    if (w->field) {
        if (matters || isfinite(min)) kt_field_mark(w->field, x, y, min);
    } else if (min <= w->last) {
        w->box[0] = fmin(w->box[0], x), w->box[1] = fmin(w->box[1], y);
        w->box[2] = fmax(w->box[2], x), w->box[3] = fmax(w->box[3], y);
    }
}

/* Places along a piece, half a pixel apart and at its ends. */
static void walk_piece(void *ctx, const struct kt_piece *p)
{
    struct walk *w = ctx;
    const struct kt_roads *r = w->roads;
    /* Nobody lives on a crossing of the sea; the ground above a tunnel has streets of its own. */
    if (!kt_edge_has_doors(r, w->rules->mode, p->edge)) return;
    bool matters = w->net->part_size[r->from[p->edge]] >= w->rules->part_nodes;
    double step = w->field ? w->field->pixel / 2 : 50, at = 0, long_m = fmax(p->to_m - p->from_m, 1e-9);
    if (!w->field) measure(w, long_m, p);
    for (uint32_t v = r->first[p->edge]; v + 1 < r->first[p->edge + 1]; v++) {
        double x = r->vx[v], y = r->vy[v], dx = r->vx[v + 1] - x, dy = r->vy[v + 1] - y, len = hypot(dx, dy);
        double lo = fmax(p->from_m - at, 0), hi = fmin(p->to_m - at, len);
        size_t n = hi > lo ? (size_t)ceil((hi - lo) / step) : 0;
        for (size_t i = 0; lo <= hi && i <= n; i++) {
            double m = n ? lo + (hi - lo) * (double)i / (double)n : lo, t = len > 0 ? m / len : 0;
            double f = (at + m - p->from_m) / long_m;
            /* Lengths are floats: the last vertex is the end however they were rounded. */
            if (f > 1 - 1e-6) f = 1;
            mark(w, x + t * dx, y + t * dy, minutes_at(w, p, f < 1e-6 ? 0 : f), matters);
        }
        at += len;
    }
}

/* Cost of every crossing and of the sites' doors, one search from all open sites. */
static const int32_t *search(const struct kt_network *n, const struct kt_study *st, double most_min,
                             struct kt_arena *room)
{
    size_t nnode = n->to_sites.nnode, m = 0;
    struct kt_start *start = KT_NEW(room, struct kt_start, 2 * st->sites.n);
    int32_t *cost = KT_NEW(room, int32_t, nnode + n->ndoor);
    struct kt_reach reach;
    int32_t cutoff = (int32_t)fmin(fmax(most_min, 0) * 60000, KT_FAR - 1);
    for (size_t s = 0; s < st->sites.n; s++)
        if (n->site[s].node >= 0) m += kt_network_starts(n, &n->site[s], start + m);
    kt_reach_init(&reach, &n->to_sites, cutoff, room);
    kt_reach_run(&reach, &n->to_sites, start, m, cutoff);
    for (size_t i = 0; i < nnode; i++) cost[i] = reach.cost[n->name[i]];
    for (size_t k = 0; k < n->ndoor; k++) {
        const struct kt_door *d = &n->door[k];
        struct kt_door_range street = kt_doors_of_edge(n, k);
        int64_t best = KT_FAR;
        for (int i = 0; i < 2; i++) {
            int64_t through = (int64_t)reach.cost[d->node[i]] + d->leave[i];
            if (through < best) best = through;
        }
        for (size_t i = street.first; i < street.end; i++) {
            int64_t along = (int64_t)kt_door_cost(d, &n->door[i]) + n->site[n->door[i].point].foot;
            if (along < best) best = along;
        }
        cost[nnode + k] = best <= cutoff ? (int32_t)best : KT_FAR;
    }
    return cost;
}

/* ---- outlines ---- */

static void outlines(const struct task *t, const char *mode, struct kt_polygons *geom, double *km2,
                     struct kt_arena *keep, struct kt_arena tmp)
{
    const struct kt_study *st = t->study;
    struct kt_arena aside = kt_arena_open(0), room = aside;
    struct kt_study doors = *st; /* streets need no cutting at the people's doors */
    struct kt_network net;
    struct kt_network_rules rules;
    struct walk w = {.net = &net,
                     .roads = &st->roads,
                     .rules = &rules,
                     .last = t->band[t->nband - 1],
                     .box = {INFINITY, INFINITY, -INFINITY, -INFINITY}};
    doors.cells.n = 0;
    (void)kt_road_rules(st, mode, &rules, &w.fixed_min);
    kt_network_build(&net, &doors, &rules, kt_sites_open(st, &tmp), &t->result->cache, &room, tmp);
    kt_network_contract(&net, 0, &t->result->cache, &room, tmp);
    w.cost = search(&net, st, w.last - w.fixed_min, &room);
    kt_network_pieces(&net, &st->roads, &rules, walk_piece, &w);
    bool any = w.box[0] <= w.box[2];
    if (!any) w.box[0] = w.box[1] = w.box[2] = w.box[3] = 0;
    /* A road just out of reach still owns the ground on its own side. */
    struct kt_field frame = kt_field_frame(w.box, t->reach_m, t->pixel_m, w.street_m / (double)w.nstreet);
    struct kt_field field = kt_field_new(&frame, &room);
    float *free_px = KT_NEW(&room, float, 2 * field.nx * field.ny);
    w.field = &field;
    if (any) kt_network_pieces(&net, &st->roads, &rules, walk_piece, &w);
    kt_field_spread(&field, fmax(t->reach_m, field.pixel), rules.foot_kmh, free_px);
    for (size_t b = 0; b < t->nband; b++)
        kt_field_outline(&field, t->band[b], rules.foot_kmh, &geom[b], &km2[b], keep, free_px, room);
    kt_arena_close(aside);
}

/* Rows of several polygons as those of one. */
static struct kt_polygons joined(const struct kt_polygons *g, size_t n, struct kt_arena *keep)
{
    size_t nring = 0, nvert = 0;
    for (size_t i = 0; i < n; i++) nring += g[i].nring, nvert += g[i].nvert;
    size_t *ring_of = KT_NEW(keep, size_t, n + 1), *vert_of = KT_NEW(keep, size_t, nring + 1);
    uint8_t *hole = KT_NEW(keep, uint8_t, nring);
    double *x = KT_NEW(keep, double, nvert), *y = KT_NEW(keep, double, nvert);
    nring = nvert = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t r = 0; r < g[i].nring; r++) {
            hole[nring + r] = g[i].hole[r];
            vert_of[nring + r + 1] = nvert + g[i].vert_of[r + 1];
        }
        memcpy(x + nvert, g[i].x, g[i].nvert * sizeof *x);
        memcpy(y + nvert, g[i].y, g[i].nvert * sizeof *y);
        nring += g[i].nring, nvert += g[i].nvert;
        ring_of[i + 1] = nring;
    }
    return (struct kt_polygons){
        .nring = nring, .nvert = nvert, .ring_of = ring_of, .vert_of = vert_of, .hole = hole, .x = x, .y = y};
}

/* ---- people ---- */

enum { PERSONS, NEED, NEED_LOWER, NEED_UPPER, KM2, NCOL };

static struct kt_table *band_table(struct kt_result *r, size_t nrow, const char *const *row)
{
    static const char *const column[NCOL] = {"persons", "need", "need_lower", "need_upper", "area_km2"};
    static const enum kt_kind kind[NCOL] = {KT_K_PERSONS, KT_K_PERSONS, KT_K_PERSONS, KT_K_PERSONS,
                                            KT_K_INDEX};
    return kt_result_add_table(r,
                               &(struct kt_table){.name = "isochrones",
                                                  .title = {{"Ihmiset ja maa-ala matka-ajan sisällä",
                                                             "Personer och areal inom restiden",
                                                             "People and ground within minutes of support"}},
                                                  .method = "isochrones",
                                                  .nrow = nrow,
                                                  .ncol = NCOL,
                                                  .row = row,
                                                  .column = column,
                                                  .kind = kind});
}

static struct kt_tr title(struct kt_arena *keep, const char *const stem[KT_NLANG], double min,
                          const char *mode)
{
    struct kt_tr out, how = kt_mode_how(mode);
    for (int l = 0; l < KT_NLANG; l++) out.s[l] = kt_printf(keep, stem[l], min, how.s[l]);
    return out;
}

/* People within `min` by the mode: columns of the zones and a row of the table. */
static void publish_band(struct kt_result *r, const struct kt_costs *mode, const double *cost, double min,
                         double *row, struct kt_arena tmp)
{
    static const char *const need_stem[KT_NLANG] = {"Tukea tarvitsevat enintään %g minuutin päässä %s",
                                                    "Personer med behov inom %g minuter %s",
                                                    "Persons in need within %g minutes %s"};
    static const char *const pop_stem[KT_NLANG] = {"Väestöstä enintään %g minuutin päässä %s",
                                                   "Andel av befolkningen inom %g minuter %s",
                                                   "Share of residents within %g minutes %s"};
    const struct kt_study *st = r->study;
    size_t n = st->cells.n;
    double *in = KT_NEW(&tmp, double, n), *part = KT_NEW(&tmp, double, n), *known = KT_NEW(&tmp, double, n);
    for (size_t c = 0; c < n; c++) {
        in[c] = cost[c] <= min;
        known[c] = mode->outside && mode->outside[c] ? 0 : st->cells.total[c];
    }
    struct kt_out need =
        kt_publish_levels(r, &(struct kt_column){.name = kt_printf(r->keep, "need_in_%g_%s", min, mode->mode),
                                                 .kind = KT_K_PERSONS,
                                                 .unit = "persons",
                                                 .method = "isochrones",
                                                 .title = title(r->keep, need_stem, min, mode->mode)});
    kt_need_cells(r, 0, part);
    for (size_t c = 0; c < n; c++) part[c] *= in[c];
    kt_roll_cells(st, part, &need, tmp);
    struct kt_draws draws = kt_need_draws(r, in, 0, &tmp);
    kt_interval_levels(st, &draws, NULL, 1, &need, tmp);
    struct kt_out share = kt_publish_levels(
        r, &(struct kt_column){.name = kt_printf(r->keep, "pop_in_%g_%s", min, mode->mode),
                               .kind = KT_K_SHARE,
                               .unit = "share",
                               .method = "isochrones",
                               .count_of = "population",
                               .no_interval = "from registered residents and roads; nothing is drawn",
                               .title = title(r->keep, pop_stem, min, mode->mode)});
    struct kt_out num = kt_scratch_levels(st, &tmp), den = kt_scratch_levels(st, &tmp);
    for (size_t c = 0; c < n; c++) part[c] = in[c] * st->cells.total[c];
    kt_roll_cells(st, part, &num, tmp);
    kt_roll_cells(st, known, &den, tmp);
    kt_divide_levels(st, &num, &den, 1, &share);
    size_t top = st->nlevel - 1;
    row[PERSONS] = num.value[top][0];
    row[NEED] = need.value[top][0];
    row[NEED_LOWER] = need.lower[top][0];
    row[NEED_UPPER] = need.upper[top][0];
    kt_blank_uncovered(st, mode, &need, tmp);
    kt_blank_uncovered(st, mode, &share, tmp);
}

/* ---- the method ---- */

static enum kt_status bands_of(struct task *t, struct kt_err *err)
{
    t->nband = kt_method_len(t->method, t->study, "minutes");
    if (!t->nband || t->nband > BANDS_MOST)
        return kt_fail(err, KT_EINPUT, "methods.isochrones.minutes: %zu limits, not 1 to %d", t->nband,
                       BANDS_MOST);
    for (size_t b = 0; b < t->nband; b++) {
        t->band[b] = kt_method_num_at(t->method, t->study, "minutes", b);
        if (t->band[b] != floor(t->band[b]) || (b && t->band[b] <= t->band[b - 1]))
            return kt_fail(err, KT_EINPUT,
                           "methods.isochrones.minutes: whole minutes are needed, each more "
                           "than the one before, not %g",
                           t->band[b]);
    }
    return KT_OK;
}

static size_t road_modes(const struct kt_result *r, size_t mode[KT_MODES_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < r->nmode; i++)
        if (kt_streq(r->mode[i].method, "road_network")) mode[n++] = i;
    return n;
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    struct task t = {.method = m,
                     .study = st,
                     .result = r,
                     .reach_m = kt_method_num(m, st, "reach_m"),
                     .pixel_m = kt_method_num(m, st, "pixel_m")};
    size_t mode[KT_MODES_MAX], nmode = road_modes(r, mode);
    if (!nmode) return KT_OK;
    KT_TRY(bands_of(&t, err));
    size_t n = nmode * t.nband;
    struct kt_isochrones *iso = &r->isochrones;
    struct kt_polygons *geom = KT_NEW(&tmp, struct kt_polygons, n);
    double *row = KT_NEW(&tmp, double, n *NCOL), *cost = KT_NEW(&tmp, double, st->cells.n);
    const char **name = KT_NEW(r->keep, const char *, n);
    *iso = (struct kt_isochrones){.mode = KT_NEW(r->keep, const char *, n),
                                  .minutes = KT_NEW(r->keep, double, n),
                                  .km2 = KT_NEW(r->keep, double, n)};
    struct kt_arena aside = kt_arena_open(0), room = aside;
    for (size_t k = 0; k < nmode; k++) {
        const struct kt_costs costs = r->mode[mode[k]];
        outlines(&t, costs.mode, geom + k * t.nband, iso->km2 + k * t.nband, &room, tmp);
        kt_mode_nearest(&costs, st, NULL, cost, NULL, tmp);
        for (size_t b = 0; b < t.nband; b++) {
            size_t i = k * t.nband + b;
            iso->mode[i] = costs.mode;
            iso->minutes[i] = t.band[b];
            name[i] = kt_printf(r->keep, "%s %g", costs.mode, t.band[b]);
            publish_band(r, &costs, cost, t.band[b], row + i * NCOL, tmp);
            row[i * NCOL + KM2] = iso->km2[i];
        }
    }
    iso->geom = joined(geom, n, r->keep);
    iso->n = n;
    memcpy(band_table(r, n, name)->value, row, n * NCOL * sizeof *row);
    kt_arena_close(aside);
    return KT_OK;
}

/* As if all roads were within the last limit: the extent is known only after the search. */
static double bytes(const struct kt_method *m, const struct kt_study *st, const char **what,
                    struct kt_arena *keep)
{
    const struct kt_roads *r = &st->roads;
    double box[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY}, street_m = 0;
    if (!r->nedge) return 0;
    for (size_t v = 0; v < r->nnode; v++) {
        box[0] = fmin(box[0], r->x[v]), box[1] = fmin(box[1], r->y[v]);
        box[2] = fmax(box[2], r->x[v]), box[3] = fmax(box[3], r->y[v]);
    }
    for (size_t e = 0; e < r->nedge; e++) street_m += (double)r->length_m[e];
    struct kt_field f = kt_field_frame(box, kt_method_num(m, st, "reach_m"), kt_method_num(m, st, "pixel_m"),
                                       street_m / (double)r->nedge);
    *what = kt_printf(keep, "%zu x %zu pixels of %g m, one mode at a time", f.nx, f.ny, f.pixel);
    return (double)(f.nx * f.ny) * KT_FIELD_BYTES + kt_network_bytes(r, false);
}

static const struct kt_param params[] = {
    {"minutes", KT_T_NUMS, "min", "[10, 20, 30, 45, 60]", 1, 1440, NULL, "Limits, whole minutes, rising."},
    {"reach_m", KT_T_NUM, "m", "250", 10, 5000, NULL, "Ground so far from a road belongs to it."},
    {"pixel_m", KT_T_NUM, "m", "0", 0, 5000, NULL,
     "Grain of the outlines, coarser where there would be more than four million pixels; 0: a quarter of the "
     "mean "
     "street, at least 10 m, at most a fifth of reach_m, which it comes to where a million pixels would be "
     "exceeded."},
};

const struct kt_method kt_isochrones = {
    .name = "isochrones",
    .title = {{"Matka-aikavyöhykkeet", "Restidszoner", "Isochrones"}},
    .summary = "Outlines of the ground within 10, 20, 30, 45 and 60 minutes of support by each mode along "
               "roads, and the people in them.",
    .formula =
        "within(t) = {p : foot(p, nearest road q) + way(q, nearest site) + fixed <= t, |pq| <= reach_m}; "
        "need_in_t = sum of need over cells with minutes <= t",
    .source = "Galton 1881, Proc. RGS 3 (isochrones); ways as in road_network; Lorensen and Cline 1987, "
              "Computer Graphics 21 (outlines)",
    .needs = "need travel",
    .columns = "need_in_MIN_MODE pop_in_MIN_MODE",
    .tables = "isochrones",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
    .bytes = bytes,
};
