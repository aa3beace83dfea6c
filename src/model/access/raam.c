/* raam: rational agents: everyone takes the site with the least way and queue together.
 *
 *   total cost(c,s) = cost(c,s) / tau + load(s) / (rho hours(s)),  rho = all need / all hours
 *   Equilibrium: no one can do better. It minimises the strictly convex
 *      sum_s load(s)^2 / (2 rho hours(s)) + sum cost(c,s) / tau x(c,s),
 *   so that total costs are unique. Cells in turn take their exact best answer to all others. The gap,
 *    sum of x (cost paid - least cost) over all cost paid, proves how near it is: the queue of a site is
 *    within sqrt(2 gap all_cost / (rho hours)) of the equilibrium.
 *
 * Source: Saxon and Snow 2020, Journal of Transport Geography 86; gap as in Boyce, Ralevic-Dekic and Bar-Gera 2004. Complexity: O(rounds x pairs), one thread.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include <string.h>

/* Who goes where: of each cell the sites it uses. */
struct use {
    size_t n, room;
    int32_t *site;
    double *flow;
};

struct play {
    const struct kt_market *in;
    const double *quota; /* rho × supply; 0: closed */
    double tau, reach, *load;
    int32_t *site; /* sites near a cell, their total costs, and their order */
    double *cost;
    size_t *order;
};

/* Open sites near, with what they would cost now; returns how many. */
static size_t offers(struct play *p, size_t i)
{
    size_t n = kt_links_near(&p->in->links, i, p->reach, p->site, p->cost), kept = 0;
    for (size_t k = 0; k < n; k++) {
        int32_t s = p->site[k];
        if (!(p->quota[s] > 0)) continue;
        p->site[kept] = s;
        p->cost[kept++] = p->cost[k] / p->tau + p->load[s] / p->quota[s];
    }
    return kept;
}

static double least_of(const double *v, size_t n)
{
    double least = INFINITY;
    for (size_t i = 0; i < n; i++) least = fmin(least, v[i]);
    return least;
}

static void set_flow(struct use *u, int32_t site, double flow, struct kt_arena *keep)
{
    if (u->n == u->room) {
        struct use old = *u;
        u->room = old.room ? 2 * old.room : 2;
        u->site = KT_NEW(keep, int32_t, u->room);
        u->flow = KT_NEW(keep, double, u->room);
        memcpy(u->site, old.site ? old.site : u->site, old.n * sizeof *u->site);
        memcpy(u->flow, old.flow ? old.flow : u->flow, old.n * sizeof *u->flow);
    }
    u->site[u->n] = site;
    u->flow[u->n++] = flow;
}

/* Fills the cheapest sites of n until need is spent: all used ones end at one level of cost. */
static void fill(struct play *p, size_t n, double need, struct use *u, struct kt_arena *keep)
{
    double quota = 0, mass = 0, level = INFINITY;
    size_t used = 0;
    kt_order(p->cost, n, p->order);
    while (used < n && p->cost[p->order[used]] < level) {
        size_t k = p->order[used++];
        quota += p->quota[p->site[k]];
        mass += p->quota[p->site[k]] * p->cost[k];
        level = (need + mass) / quota;
    }
    u->n = 0;
    for (size_t j = 0; j < used; j++) {
        size_t k = p->order[j];
        double flow = fmax(0, (level - p->cost[k]) * p->quota[p->site[k]]);
        p->load[p->site[k]] += flow;
        set_flow(u, p->site[k], flow, keep);
    }
}

/* Only sites cheaper than the cheapest one alone would become can be used. */
static size_t worth_it(struct play *p, size_t n, double need)
{
    double bound = INFINITY;
    size_t kept = 0;
    for (size_t k = 0; k < n; k++) bound = fmin(bound, p->cost[k] + need / p->quota[p->site[k]]);
    for (size_t k = 0; k < n; k++) {
        if (p->cost[k] > bound) continue;
        p->site[kept] = p->site[k];
        p->cost[kept++] = p->cost[k];
    }
    return kept;
}

static void answer(struct play *p, size_t i, double need, struct use *u, struct kt_arena *keep)
{
    for (size_t j = 0; j < u->n; j++) p->load[u->site[j]] -= u->flow[j];
    size_t n = worth_it(p, offers(p, i), need);
    if (n) fill(p, n, need, u, keep);
}

/* Relative gap at the loads as they are; costs per cell on the way. */
static double gap_of(struct play *p, const struct use *use, double *cost)
{
    double paid = 0, excess = 0;
    for (size_t i = 0; i < kt_links_cells(&p->in->links); i++) {
        size_t c = kt_links_row(&p->in->links, i), n = offers(p, i);
        double least = least_of(p->cost, n);
        cost[c] = n ? least : NAN;
        for (size_t j = 0; j < use[i].n; j++)
            for (size_t k = 0; k < n; k++)
                if (p->site[k] == use[i].site[j]) {
                    excess += use[i].flow[j] * (p->cost[k] - least);
                    paid += use[i].flow[j] * p->cost[k];
                }
    }
    return paid > 0 ? excess / paid : 0;
}

/* Loads afresh from the flows, so that roundings of many rounds do not pile up. */
static void reload(struct play *p, const struct use *use, size_t n)
{
    memset(p->load, 0, p->in->links.nsite * sizeof *p->load);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < use[i].n; j++) p->load[use[i].site[j]] += use[i].flow[j];
}

struct kt_fit kt_measure_raam(const struct kt_market *in, double tau, double reach, double tolerance,
                              size_t most_rounds, double *cost, double *load, struct kt_arena tmp)
{
    const struct kt_links *l = &in->links;
    size_t n = kt_links_cells(l), nsite = l->nsite;
    double all = kt_sum(in->supply, nsite), rho = all > 0 ? kt_sum(in->need, l->ncell) / all : 0;
    double *quota = KT_NEW(&tmp, double, nsite);
    for (size_t s = 0; s < nsite; s++) quota[s] = rho * in->supply[s];
    struct play p = {in,
                     quota,
                     tau,
                     reach,
                     load,
                     KT_NEW(&tmp, int32_t, nsite),
                     KT_NEW(&tmp, double, nsite),
                     KT_NEW(&tmp, size_t, nsite)};
    struct use *use = KT_NEW(&tmp, struct use, n);
    struct kt_fit fit = {0, INFINITY};
    memset(load, 0, nsite * sizeof *load);
    for (size_t c = 0; c < l->ncell; c++) cost[c] = NAN;
    while (fit.rounds < most_rounds && fit.gap > tolerance) {
        for (size_t i = 0; i < n; i++) {
            double need = in->need[kt_links_row(l, i)];
            if (need > 0) answer(&p, i, need, &use[i], &tmp);
        }
        reload(&p, use, n);
        fit = (struct kt_fit){fit.rounds + 1, gap_of(&p, use, cost)};
    }
    return fit;
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
    .cell = {.name = "raam",
             .kind = KT_K_INDEX,
             .unit = "1 = average queue, or tau of way",
             .method = "raam",
             .title = {{"Matkan ja jonon yhteiskustannus (RAAM)", "Sammanlagd kostnad för väg och kö (RAAM)",
                        "Way and queue together (RAAM)"}}},
    .site = {.name = "raam_load",
             .kind = KT_K_INDEX,
             .unit = "persons in need",
             .method = "raam",
             .title = {{"Palvelupisteen valitsevat tasapainossa", "De som väljer serviceställe vid jämvikt",
                        "Who chooses the site at equilibrium"}}},
    .plain = true,
    .competes = true,
};

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    return kt_measure_run(&what, m, st, r, tmp, err);
}

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    {"tau", KT_T_NUM, "km or min", "30", 0.001, 1e6, NULL, "The way that is as bad as the average queue."},
    {"reach", KT_T_NUM, "km or min", "60", 0.001, 1e6, NULL, "No one goes further than this."},
    {"tolerance", KT_T_NUM, "", "1e-9", 0, 0.1, NULL, "Stops at this relative gap to the equilibrium."},
    {"rounds", KT_T_INT, "", "500", 1, 1000000, NULL,
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
    .run = run,
};
