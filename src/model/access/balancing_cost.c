/* balancing_cost: the cost at which supply within reach balances the need of a place.
 *
 *   B(c) = least cost at which sum_{cost <= B} hours(s) x clients_per_hour >= need(c)
 *   NaN where it never does within the limit.
 *
 * Source: Barboza, Carneiro, Falavigna, Luz and Orrico 2021, Journal of Transport Geography 96. Complexity: O(cells x sites near x log).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include <omp.h>

struct room {
    int32_t *site;
    double *cost;
    size_t *order;
};

static struct room *rooms(size_t nsite, struct kt_arena *tmp)
{
    size_t n = (size_t)omp_get_max_threads();
    struct room *r = KT_NEW(tmp, struct room, n);
    for (size_t t = 0; t < n; t++)
        r[t] = (struct room){KT_NEW(tmp, int32_t, nsite), KT_NEW(tmp, double, nsite),
                             KT_NEW(tmp, size_t, nsite)};
    return r;
}

/* The cost at which the sites so far hold the target; NaN when all of them do not. */
static double filled(const struct room *r, size_t n, const double *q, double target)
{
    double sum = 0;
    kt_order(r->cost, n, r->order);
    for (size_t k = 0; k < n; k++) {
        sum += q[r->site[r->order[k]]];
        if (sum >= target) return r->cost[r->order[k]];
    }
    return NAN;
}

/* Circles that grow until they hold the target, all sites or the limit. */
static double until(const struct kt_links *l, size_t i, const struct room *r, const double *q, double target,
                    double limit, double first)
{
    for (double reach = first;; reach *= 2) {
        size_t n = kt_links_near(l, i, fmin(reach, limit), r->site, r->cost);
        double cost = filled(r, n, q, target);
        if (!isnan(cost) || reach >= limit || (l->per_metre > 0 && n == l->sites.n)) return cost;
    }
}

void kt_cost_until(const struct kt_links *l, const double *q, const double *target, double limit, double step,
                   double *cost, struct kt_arena tmp)
{
    size_t n = kt_links_cells(l);
    struct room *room = rooms(l->nsite, &tmp);
    double first = l->per_metre > 0 ? 4 * l->sites.side * l->per_metre : INFINITY;
    for (size_t c = 0; c < l->ncell; c++) cost[c] = NAN;
#pragma omp parallel for schedule(dynamic, 64)
    for (size_t i = 0; i < n; i++) {
        size_t c = kt_links_row(l, i);
        cost[c] = target[c] > 0 ? until(l, i, &room[omp_get_thread_num()], q, target[c], limit, first) : 0;
        if (step > 0) cost[c] = ceil(cost[c] / step) * step;
    }
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    const struct kt_study *st = w->study;
    bool more = kt_streq(kt_method_str(w->method, st, "balance"), "more_than");
    double *target = KT_NEW(&tmp, double, st->cells.n);
    /* More than the need is the next number at least. */
    for (size_t c = 0; c < st->cells.n; c++)
        target[c] = more ? nextafter(w->market.need[c], INFINITY) : w->market.need[c];
    double per_hour = kt_method_num(w->method, st, "clients_per_hour");
    double *served = KT_NEW(&tmp, double, st->sites.n);
    for (size_t s = 0; s < st->sites.n; s++) served[s] = w->market.supply[s] * per_hour;
    struct kt_links l = kt_links_of(st, w->mode, 0, &tmp);
    kt_cost_until(&l, served, target, kt_method_num(w->method, st, "limit"),
                  kt_method_num(w->method, st, "step"), w->cell, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = {.name = "balancing_cost", .kind = KT_K_INDEX, .unit = "km or min of the mode"},
    .plain = true,
    .competes = true,
};

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    {"balance", KT_T_CHOICE, "", "at_least", 0, 0, "at_least more_than",
     "Supply balances need when it is as large (at_least, the definition) or larger (more_than, "
     "accessibility)."},
    {"clients_per_hour", KT_T_NUM, "persons per weekly hour", "10", 1e-6, 1e6, NULL,
     "Persons in need whom one weekly hour serves (assumption)."},
    {"limit", KT_T_NUM, "km or min", "1000", 0.001, 1e6, NULL, "No way longer than this is tried."},
    {"step", KT_T_NUM, "km or min", "0", 0, 1000, NULL,
     "Costs are rounded up to multiples of this, as peers with a cost increment do; 0: exact."},
};

const struct kt_method kt_balancing_cost = {
    .name = "balancing_cost",
    .title = {{"Tasapainomatka", "Balanskostnad", "Balancing cost"}},
    .summary = "How far a place must reach until the hours within reach balance its need.",
    .formula = "B(c) = min cost with sum_{cost <= B} hours(s) x clients_per_hour >= need(c)",
    .source = "Barboza, Carneiro, Falavigna, Luz and Orrico 2021, Journal of Transport Geography 96",
    .needs = "need hours_week travel",
    .columns = "balancing_cost",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
