/* raam: rational agents: everyone takes the site with the least way and queue together.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   total cost(c,s) = cost(c,s) / tau + load(s) / (rho hours(s)),  rho = all need / all hours
 *   Equilibrium: no one can do better. It minimises the strictly convex
 *      sum_s load(s)^2 / (2 rho hours(s)) + sum cost(c,s) / tau x(c,s),
 *   so that total costs are unique. Rounds: all cells look at every site in reach (in parallel), then in
 *   turn take their exact best answer to all others among the few sites worth a thought. Answers carry news
 *   only from site to site; where they come near too slowly an interior-point method moves all flows at once
 *   (raam_interior.c). The gap over all sites in reach, sum of x (cost paid - least cost) over all cost
 *   paid, proves how near it is: the queue of a site is within sqrt(2 gap all_cost / (rho hours)) of the
 *   equilibrium.
 *
 * One more site makes no one's way and queue longer at the same rho; rho falls with the hours added, and figures
 * are in its unit (a queue of the average length is 1), so that they may rise.
 *
 * Source: Saxon and Snow 2020, Journal of Transport Geography 86; gap as in Boyce, Ralevic-Dekic and Bar-Gera
 * 2004. Complexity: O(rounds x pairs) for looking, in parallel; O(rounds x (sweeps x cells + some 30
 * factorisations of a sparse matrix of sites)) for choosing, one thread: each answer changes the next.
 */
#include "model/access/measure_internal.h"
#include "model/access/raam_internal.h"

#include <omp.h>
#include <string.h>

/* Few sites of all that are near are worth a thought: a cell keeps those it uses and the PICKS cheapest
 * that it saw when it last looked at all. */
enum { PICKS = 8, BLOCK = 4096, SWEEPS = 20 };
/* After the first round sites dearer than the cheapest by this part of the mean cost are worth no thought. */
static const double worth_a_thought = 0.1;

struct look {
    size_t n;
    int32_t site[PICKS];
    double way[PICKS], cost[PICKS]; /* cheapest first */
    double excess, paid;            /* of the cell's flows over the cheapest of all sites */
};

struct room {
    int32_t *site;
    double *cost;
};

struct play {
    const struct kt_market *in;
    double *quota, *per_quota; /* rho × supply, and 1 / it; INFINITY: closed */
    double tau, reach, *load;
    struct raam_use *use; /* per cell, in the order of the links */
    struct room *room;
    struct look *look;
    double *total; /* per candidate of a cell */
    double *need;  /* per cell, in the order of the links */
    double margin; /* how much dearer than the cheapest a new site may be */
};

static double queue_of(const struct play *p, int32_t site)
{
    return p->load[site] * p->per_quota[site];
}

static void consider(struct look *l, int32_t site, double way, double cost)
{
    if (l->n == PICKS && cost >= l->cost[PICKS - 1]) return;
    size_t k = l->n < PICKS ? l->n++ : PICKS - 1;
    for (; k > 0 && l->cost[k - 1] > cost; k--) {
        l->site[k] = l->site[k - 1];
        l->way[k] = l->way[k - 1];
        l->cost[k] = l->cost[k - 1];
    }
    l->site[k] = site;
    l->way[k] = way;
    l->cost[k] = cost;
}

static double cheapest_used(const struct play *p, const struct raam_use *u)
{
    double least = INFINITY;
    for (size_t j = 0; j < u->n; j++) least = fmin(least, u->way[j] + queue_of(p, u->site[j]));
    return least;
}

/* The cheapest sites of all in reach at the loads as they are. No site is cheaper than the way to it, so
 * the search ends where the way alone costs more than the cheapest site that is known. */
static void look_around(const struct play *p, size_t i, struct room *r, struct look *l)
{
    const struct raam_use *u = &p->use[i];
    double known = cheapest_used(p, u), reach = fmin(p->reach, known * p->tau * (1 + 1e-12));
    size_t n = kt_links_near(&p->in->links, i, reach, r->site, r->cost);
    *l = (struct look){0};
    for (size_t k = 0; k < n; k++) {
        double way = r->cost[k] / p->tau;
        if (isfinite(p->per_quota[r->site[k]])) consider(l, r->site[k], way, way + queue_of(p, r->site[k]));
    }
    if (!l->n) return;
    for (size_t j = 0; j < u->n; j++) {
        double cost = u->way[j] + queue_of(p, u->site[j]);
        l->paid += u->flow[j] * cost;
        l->excess += u->flow[j] * (cost - fmin(known, l->cost[0]));
    }
}

static void grow(struct raam_use *u, struct kt_arena *keep)
{
    struct raam_use old = *u;
    u->room = old.room ? 2 * old.room : 2 * PICKS;
    u->site = KT_NEW(keep, int32_t, u->room);
    u->way = KT_NEW(keep, double, u->room);
    u->flow = KT_NEW(keep, double, u->room);
    for (size_t j = 0; j < old.n; j++) {
        u->site[j] = old.site[j];
        u->way[j] = old.way[j];
        u->flow[j] = old.flow[j];
    }
}

/* Forgets the sites that no one uses, thinks of those just seen. */
static void take_up(struct raam_use *u, const struct look *l, double margin, struct kt_arena *keep)
{
    size_t used = 0;
    for (size_t j = 0; j < u->n; j++) {
        if (!(u->flow[j] > 0)) continue;
        u->site[used] = u->site[j];
        u->way[used] = u->way[j];
        u->flow[used++] = u->flow[j];
    }
    u->n = used;
    for (size_t k = 0; k < l->n && l->cost[k] - l->cost[0] <= margin; k++) {
        size_t j = 0;
        while (j < used && u->site[j] != l->site[k]) j++;
        if (j < used) continue;
        if (u->n == u->room) grow(u, keep);
        u->site[u->n] = l->site[k];
        u->way[u->n] = l->way[k];
        u->flow[u->n++] = 0;
    }
}

/* Relative gap over all sites in reach at the loads as they are; costs per cell on the way. Cells look
 * in parallel; what they saw is taken up and summed in their order. */
static double look_all(struct play *p, double *cost, struct kt_arena *keep)
{
    size_t n = kt_links_cells(&p->in->links);
    double paid = 0, excess = 0;
    for (size_t from = 0; from < n; from += BLOCK) {
        size_t here = n - from < BLOCK ? n - from : BLOCK;
#pragma omp parallel for schedule(dynamic, 16)
        for (size_t i = 0; i < here; i++)
            look_around(p, from + i, &p->room[omp_get_thread_num()], &p->look[i]);
        for (size_t i = 0; i < here; i++) {
            const struct look *l = &p->look[i];
            cost[kt_links_row(&p->in->links, from + i)] = l->n ? l->cost[0] : NAN;
            paid += l->paid;
            excess += l->excess;
            take_up(&p->use[from + i], l, p->margin, keep);
        }
    }
    p->margin = worth_a_thought * paid / kt_sum(p->need, n);
    return paid > 0 ? excess / paid : 0;
}

/* Fills the cheapest sites until need is spent: all used ones end at one level of cost. Costs count from
 * the cheapest, which keeps small needs exact; the level sinks as sites above it drop out. */
static void fill(struct play *p, struct raam_use *u, double need)
{
    double level = INFINITY, least = INFINITY;
    for (size_t j = 0; j < u->n; j++) least = fmin(least, p->total[j]);
    for (size_t used = u->n + 1, before = used + 1; used < before;) {
        double quota = 0, mass = 0;
        before = used;
        used = 0;
        for (size_t j = 0; j < u->n; j++) {
            if (!(p->total[j] - least < level)) continue;
            quota += p->quota[u->site[j]];
            mass += p->quota[u->site[j]] * (p->total[j] - least);
            used++;
        }
        level = (need + mass) / quota;
    }
    for (size_t j = 0; j < u->n; j++) {
        u->flow[j] = fmax(0, (level - (p->total[j] - least)) * p->quota[u->site[j]]);
        p->load[u->site[j]] += u->flow[j];
    }
}

/* Every cell in turn takes its best answer to all others among the sites it thinks of; the gap among
 * those, seen on the way. */
static double sweep(struct play *p)
{
    double paid = 0, excess = 0;
    for (size_t i = 0; i < kt_links_cells(&p->in->links); i++) {
        struct raam_use *u = &p->use[i];
        double need = p->need[i], least = cheapest_used(p, u);
        if (!(need > 0) || !u->n) continue;
        for (size_t j = 0; j < u->n; j++) {
            double cost = u->way[j] + queue_of(p, u->site[j]);
            paid += u->flow[j] * cost;
            excess += u->flow[j] * (cost - least);
        }
        for (size_t j = 0; j < u->n; j++) {
            p->load[u->site[j]] -= u->flow[j];
            p->total[j] = u->way[j] + queue_of(p, u->site[j]);
        }
        fill(p, u, need);
    }
    return paid > 0 ? excess / paid : INFINITY;
}

/* Loads afresh from the flows, so that roundings of many rounds do not pile up. */
static void reload(struct play *p)
{
    memset(p->load, 0, p->in->links.nsite * sizeof *p->load);
    for (size_t i = 0; i < kt_links_cells(&p->in->links); i++)
        for (size_t j = 0; j < p->use[i].n; j++) p->load[p->use[i].site[j]] += p->use[i].flow[j];
}

static struct play play_of(const struct kt_market *in, double tau, double reach, double *load,
                           struct kt_arena *tmp)
{
    size_t nsite = in->links.nsite, nthread = (size_t)omp_get_max_threads();
    double all = kt_sum(in->supply, nsite), rho = all > 0 ? kt_sum(in->need, in->links.ncell) / all : 0;
    struct play p = {.in = in, .tau = tau, .reach = reach, .load = load, .margin = INFINITY};
    p.quota = KT_NEW(tmp, double, nsite);
    p.per_quota = KT_NEW(tmp, double, nsite);
    for (size_t s = 0; s < nsite; s++) {
        p.quota[s] = rho * in->supply[s];
        p.per_quota[s] = p.quota[s] > 0 ? 1 / p.quota[s] : INFINITY;
    }
    size_t n = kt_links_cells(&in->links);
    p.use = KT_NEW(tmp, struct raam_use, n);
    p.need = KT_NEW(tmp, double, n);
    for (size_t i = 0; i < n; i++) p.need[i] = in->need[kt_links_row(&in->links, i)];
    p.look = KT_NEW(tmp, struct look, BLOCK);
    p.total = KT_NEW(tmp, double, nsite);
    p.room = KT_NEW(tmp, struct room, nthread);
    for (size_t t = 0; t < nthread; t++)
        p.room[t] = (struct room){KT_NEW(tmp, int32_t, nsite), KT_NEW(tmp, double, nsite)};
    return p;
}

/* Comes nearer among the sites that cells think of: answers in turn while they do, then all at once. */
static void approach(struct play *p, double goal, struct kt_arena tmp)
{
    for (size_t k = 0; k < SWEEPS; k++)
        if (sweep(p) <= goal) return;
    raam_interior(p->use, p->need, kt_links_cells(&p->in->links), p->per_quota, p->in->links.nsite, goal,
                  p->load, tmp);
}

struct kt_fit kt_measure_raam(const struct kt_market *in, double tau, double reach, double tolerance,
                              size_t most_rounds, double *cost, double *load, struct kt_arena tmp)
{
    struct play p = play_of(in, tau, reach, load, &tmp);
    struct kt_fit fit = {.gap = INFINITY};
    for (size_t c = 0; c < in->links.ncell; c++) cost[c] = NAN;
    for (;;) {
        reload(&p);
        double gap = look_all(&p, cost, &tmp);
        if (fit.rounds > 0) fit.gap = gap;
        if (fit.rounds >= most_rounds || fit.gap <= tolerance) return fit;
        approach(&p, fmax(tolerance / 10, fit.rounds ? 1e-3 * fit.gap : 1e-4), tmp);
        fit.rounds++;
    }
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    const struct kt_study *st = w->study;
    double reach = kt_method_num(w->method, st, "reach");
    w->market.links = kt_links_of(st, w->mode, reach, &tmp);
    struct kt_fit fit = kt_measure_raam(
        &w->market, kt_method_num(w->method, st, "tau"), reach, kt_method_num(w->method, st, "tolerance"),
        (size_t)kt_method_num(w->method, st, "rounds"), w->cell, w->site, tmp);
    kt_publish_fit(w->result, w->method, &fit);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = {.name = "raam", .kind = KT_K_INDEX, .unit = "1 = average queue, or tau of way"},
    .site = {.name = "raam_load",
             .kind = KT_K_INDEX,
             .unit = "persons in need",
             .title = {{"Palvelupisteen valitsevat tasapainossa", "De som väljer serviceställe vid jämvikt",
                        "Who chooses the site at equilibrium"}}},
    .plain = true,
    .competes = true,
};

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    {"tau", KT_T_NUM, "km or min", "30", 0.001, 1e6, NULL, "The way that is as bad as the average queue."},
    {"reach", KT_T_NUM, "km or min", "60", 0.001, 1e6, NULL, "No one goes further than this."},
    {"tolerance", KT_T_NUM, "", "1e-8", 0, 0.1, NULL, "Stops at this relative gap to the equilibrium."},
    {"rounds", KT_T_INT, "", "100", 1, 1000000, NULL,
     "Stops at the latest after so many rounds; the gap is told."},
};

const struct kt_method kt_raam = {
    .name = "raam",
    .title = {{"Matkan ja jonon yhteiskustannus (RAAM)", "Sammanlagd kostnad för väg och kö (RAAM)",
               "Way and queue together (RAAM)"}},
    .summary =
        "What the way and the queue cost together when everyone has chosen the best site, none can improve.",
    .formula = "cost(c) = min_s cost(c,s) / tau + load(s) / (rho hours(s)) at equilibrium",
    .source = "Saxon and Snow 2020, Journal of Transport Geography 86; gap as in Boyce, Ralevic-Dekic and "
              "Bar-Gera 2004",
    .needs = "need hours_week travel",
    .columns = "raam raam_load",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
