/* v2sfca: two-step catchments that grow with the size of the site or shrink in towns.
 *
 *   w(c,s) = decay(cost / f);  f = factor of the site by its hours, or of the cell by its municipality
 *   R(s) = hours(s) / sum_c w need(c);  A(c) = sum_s w R(s)
 *
 * Source: Luo and Whippo 2012, Health & Place 18; McGrail and Humphreys 2009, Applied Geography 29.
 * Complexity: two sums over pairs for each different factor.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

#include <string.h>

struct classes {
    const struct kt_market *in;
    const double *cell_factor, *site_factor; /* one of them NULL */
    const double *class;                     /* the different factors, rising */
    size_t n;
};

/* A sum in which only the rows of factor f count, on the side that has factors. */
static void add_class(const struct classes *by, double f, const double *q, bool to_cells, double *out,
                      struct kt_arena tmp)
{
    const struct kt_links *l = &by->in->links;
    struct kt_decay d = kt_decay_scale(&by->in->decay, f);
    size_t nfrom = to_cells ? l->nsite : l->ncell, nto = to_cells ? l->ncell : l->nsite;
    const double *from = to_cells ? by->site_factor : by->cell_factor,
                 *to = to_cells ? by->cell_factor : by->site_factor;
    double *part = KT_NEW(&tmp, double, nfrom), *sum = KT_NEW(&tmp, double, nto);
    for (size_t i = 0; i < nfrom; i++) part[i] = !from || from[i] == f ? q[i] : 0;
    (to_cells ? kt_sum_to_cells : kt_sum_to_sites)(l, &d, part, sum, tmp);
    for (size_t i = 0; i < nto; i++) out[i] += !to || to[i] == f ? sum[i] : 0;
}

static void sum_to_cells(const void *ctx, const double *q, double *out, struct kt_arena tmp)
{
    const struct classes *by = ctx;
    memset(out, 0, by->in->links.ncell * sizeof *out);
    for (size_t i = 0; i < by->n; i++) add_class(by, by->class[i], q, true, out, tmp);
}

/* The different factors, rising; returns how many. */
static size_t classes_of(const double *factor, size_t n, double *class)
{
    size_t nclass = 0;
    memcpy(class, factor, n * sizeof *class);
    kt_sort(class, n);
    for (size_t i = 0; i < n; i++)
        if (class[i] > 0 && (nclass == 0 || class[i] != class[nclass - 1])) class[nclass++] = class[i];
    return nclass;
}

void kt_measure_v2sfca(const struct kt_market *in, const double *cell_factor, const double *site_factor,
                       double *demand, double *access, struct kt_arena tmp)
{
    size_t ncell = in->links.ncell, nsite = in->links.nsite, n = cell_factor ? ncell : nsite;
    double *class = KT_NEW(&tmp, double, n);
    struct classes by = {in, cell_factor, site_factor, class, 0};
    by.n = classes_of(cell_factor ? cell_factor : site_factor, n, class);
    if (!demand) demand = KT_NEW(&tmp, double, nsite);
    memset(demand, 0, nsite * sizeof *demand);
    for (size_t i = 0; i < by.n; i++) add_class(&by, class[i], in -> need, false, demand, tmp);
    sum_to_cells(&by, kt_market_ratio(in, demand, &tmp), access, tmp);
    kt_market_conventions_by(in, sum_to_cells, &by, demand, access, tmp);
}

/* The factor of a size: that of the first bound it does not exceed, else the last. */
static double factor_at(const struct kt_measured *w, const char *upto, const char *factors, double size)
{
    size_t n = kt_method_len(w->method, w->study, upto), i = 0;
    while (i < n && size > kt_method_num_at(w->method, w->study, upto, i)) i++;
    return kt_method_num_at(w->method, w->study, factors, i);
}

/* Inhabitants of each municipality, by its cells where the study does not tell. */
static double *inhabitants(const struct kt_study *st, struct kt_arena *a)
{
    const struct kt_zones *z = &st->level[0];
    double *persons = KT_NEW(a, double, z->n);
    for (size_t c = 0; c < st->cells.n; c++)
        if (st->cells.total[c] > 0) persons[st->cells.zone[c]] += st->cells.total[c];
    for (size_t i = 0; i < z->n; i++)
        if (z->population[i] >= 0) persons[i] = z->population[i];
    return persons;
}

static enum kt_status check_bounds(const struct kt_measured *w, const char *upto, const char *factors,
                                   struct kt_err *err)
{
    size_t n = kt_method_len(w->method, w->study, upto);
    if (kt_method_len(w->method, w->study, factors) != n + 1)
        return kt_fail(err, KT_EINPUT, "methods.v2sfca.%s: one more factor than %s is needed", factors, upto);
    for (size_t i = 1; i < n; i++)
        if (kt_method_num_at(w->method, w->study, upto, i) <=
            kt_method_num_at(w->method, w->study, upto, i - 1))
            return kt_fail(err, KT_EINPUT, "methods.v2sfca.%s: bounds must rise", upto);
    return KT_OK;
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    const struct kt_study *st = w->study;
    bool by_site = kt_streq(kt_method_str(w->method, st, "by"), "site_hours");
    const char *upto = by_site ? "hours_upto" : "population_upto";
    const char *factors = by_site ? "factors" : "population_factors";
    size_t n = by_site ? st->sites.n : st->cells.n;
    KT_TRY(check_bounds(w, upto, factors, err));
    double *factor = KT_NEW(&tmp, double, n), *persons = inhabitants(st, &tmp);
    for (size_t i = 0; i < n; i++)
        factor[i] = factor_at(w, upto, factors, by_site ? w->market.supply[i] : persons[st->cells.zone[i]]);
    kt_measure_v2sfca(&w->market, by_site ? NULL : factor, by_site ? factor : NULL, NULL, w->cell, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = KT_HOURS_PER_1000("access_v2sfca"),
    .scale = 1000,
    .competes = true,
};

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    KT_DECAY_PARAMS("gaussian"),
    {"by", KT_T_CHOICE, "", "site_hours", 0, 0, "site_hours municipality_population",
     "What decides how far a catchment reaches."},
    {"hours_upto", KT_T_NUMS, "h/week", "[10, 30]", 0, 1e9, NULL,
     "Upper ends of the classes of sites by weekly hours, rising; the last class is open."},
    {"factors", KT_T_NUMS, "", "[0.5, 0.75, 1]", 0.01, 10, NULL,
     "Catchment of each class of sites as a multiple of the common one."},
    {"population_upto", KT_T_NUMS, "persons", "[10000, 50000]", 0, 1e9, NULL,
     "Upper ends of the classes of municipalities by inhabitants, rising; the last class is open. Where the "
     "study does not tell them, the people of the cells count."},
    {"population_factors", KT_T_NUMS, "", "[1, 0.75, 0.5]", 0.01, 10, NULL,
     "Catchment of the people of each class of municipalities: shorter in towns."},
    KT_NO_DEMAND_PARAM,
    KT_UNREACHED_PARAM,
};

const struct kt_method kt_v2sfca = {
    .name = "v2sfca",
    .title = {{"Saavutettavuus, vaihteleva vaikutusalue (V2SFCA)",
               "Nåbarhet, varierande upptagningsområden (V2SFCA)", "Access by variable catchments (V2SFCA)"}},
    .summary = "Staffed hours per 1,000 persons in need with catchments that depend on the site or the "
               "municipality.",
    .formula = "w = decay(cost / f); R(s) = hours(s) / sum_c w need(c); A(c) = 1000 sum_s w R(s)",
    .source = "Luo and Whippo 2012, Health & Place 18; McGrail and Humphreys 2009, Applied Geography 29",
    .needs = "need hours_week travel",
    .columns = "access_v2sfca",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
