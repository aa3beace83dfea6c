/* doubly_constrained: flows in which all need is met and every site gives its share.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   T(c,s) = a(c) need(c) b(s) hours'(s) (w + floor);  sum_s T = need(c), sum_c T = hours'(s)
 *   index(c) = 1 / a(c) over its mean weighted by need: above 1, easier to serve than others.
 *
 * Totals must be equal: `balance` scales hours to need, need to hours, or (none) asks for equal ones, as the R
 * package accessibility does; the index is the same. Within catchments there are such flows only where no group
 * of cells needs more than the sites that it reaches are to give, which real maps rarely grant: a small weight
 * `floor` of every pair, however far, lets totals be met (the zero cells of proportional fitting), and the table
 * tells which share of flows it carries. With floor 0 a group that cannot be met is looked for as rounds go by
 * and, once found, proves that no round will end.
 *
 * Source: Wilson 1971, Environment and Planning 3; Furness 1965; zero cells: Lomax and Norman 2016, Professional
 * Geographer 68. Complexity: rounds x two sums over pairs. */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

#include <string.h>

enum { LOOK = 8 }; /* every so many rounds, whether the totals can be met at all */

/* What is to be met, and the sums over all pairs. */
struct totals {
    const struct kt_market *in;
    double floor;
    double *need, *supply; /* of those that have a way to each other; scaled */
    double *placed;        /* per cell: 1 where it has a place */
};

static void to_sites(const struct totals *t, const double *q, double *out, struct kt_arena tmp)
{
    kt_sum_to_sites(&t->in->links, &t->in->decay, q, out, tmp);
    double far = t->floor > 0 ? t->floor * kt_sum(q, t->in->links.ncell) : 0;
    for (size_t s = 0; s < t->in->links.nsite; s++) out[s] += far;
}

static void to_cells(const struct totals *t, const double *q, double *out, struct kt_arena tmp)
{
    kt_sum_to_cells(&t->in->links, &t->in->decay, q, out, tmp);
    double far = t->floor > 0 ? t->floor * kt_sum(q, t->in->links.nsite) : 0;
    for (size_t c = 0; c < t->in->links.ncell; c++) out[c] += far * t->placed[c];
}

/* The largest relative miss of a row sum when sites are met exactly. */
static double miss_of(const double *a, const double *next, const double *need, size_t n)
{
    double gap = 0;
    for (size_t c = 0; c < n; c++)
        if (need[c] > 0 && next[c] > 0) gap = fmax(gap, fabs(a[c] / next[c] - 1));
    return gap;
}

/* Need that can reach supply, supply that need can reach, and one scaled to the other. */
static struct totals totals_of(const struct kt_market *in, const struct kt_doubly *how, struct kt_arena *a)
{
    size_t ncell = in->links.ncell, nsite = in->links.nsite;
    struct totals t = {.in = in, .floor = how->floor};
    t.need = KT_NEW(a, double, ncell);
    t.supply = KT_NEW(a, double, nsite);
    t.placed = KT_NEW(a, double, ncell);
    for (size_t i = 0; i < kt_links_cells(&in->links); i++) t.placed[kt_links_row(&in->links, i)] = 1;
    struct kt_arena tmp = *a;
    double *reached = KT_NEW(&tmp, double, ncell), *potential = KT_NEW(&tmp, double, nsite);
    to_cells(&t, in->supply, reached, tmp);
    for (size_t c = 0; c < ncell; c++) t.need[c] = reached[c] > 0 ? in->need[c] : 0;
    to_sites(&t, t.need, potential, tmp);
    for (size_t s = 0; s < nsite; s++) t.supply[s] = potential[s] > 0 ? in->supply[s] : 0;
    double want = kt_sum(t.need, ncell), give = kt_sum(t.supply, nsite);
    bool some = want > 0 && give > 0;
    double grow = some && how->balance == KT_BALANCE_SUPPLY ? want / give : 1;
    double shrink = some && how->balance == KT_BALANCE_DEMAND ? give / want : 1;
    for (size_t s = 0; s < nsite; s++) t.supply[s] *= grow;
    for (size_t c = 0; c < ncell; c++) t.need[c] *= shrink;
    return t;
}

/* Where totals cannot be met, the cells that need most for what they reach fall ever further behind: need
 * of those behind by more than half of the most, and the share of all sites in reach of any of them. */
static void those_behind(const struct totals *t, const double *a, const double *next, struct kt_fit *fit,
                         struct kt_arena tmp)
{
    size_t ncell = t->in->links.ncell, nsite = t->in->links.nsite;
    double *few = KT_NEW(&tmp, double, ncell), *reached = KT_NEW(&tmp, double, nsite), most = 1, give = 0;
    for (size_t c = 0; c < ncell; c++)
        if (t->need[c] > 0 && a[c] > 0) most = fmax(most, next[c] / a[c]);
    for (size_t c = 0; c < ncell; c++)
        few[c] = t->need[c] > 0 && a[c] > 0 && next[c] / a[c] > (1 + most) / 2 ? t->need[c] : 0;
    to_sites(t, few, reached, tmp);
    for (size_t s = 0; s < nsite; s++) give += reached[s] > 0 ? t->supply[s] : 0;
    double want = kt_sum(few, ncell);
    if (!(want > give * (1 + 1e-9))) return;
    fit->short_need = want;
    fit->short_supply = give;
}

/* Share of all flows that the floor carries. */
static double beyond_of(const struct totals *t, const double *a, const double *b, struct kt_arena tmp)
{
    size_t ncell = t->in->links.ncell, nsite = t->in->links.nsite;
    double all = kt_sum(t->need, ncell);
    if (!(t->floor > 0 && all > 0)) return 0;
    const double *from = kt_market_times(a, t->need, ncell, &tmp),
                 *to = kt_market_times(b, t->supply, nsite, &tmp);
    return t->floor * kt_sum(from, ncell) * kt_sum(to, nsite) / all;
}

struct kt_fit kt_measure_doubly_constrained(const struct kt_market *in, const struct kt_doubly *how,
                                            double *a, double *b, struct kt_arena tmp)
{
    size_t ncell = in->links.ncell, nsite = in->links.nsite;
    struct kt_fit fit = {.gap = INFINITY};
    const struct totals t = totals_of(in, how, &tmp);
    double *sum = KT_NEW(&tmp, double, ncell), *come = KT_NEW(&tmp, double, nsite);
    double want = kt_sum(t.need, ncell), give = kt_sum(t.supply, nsite);
    for (size_t c = 0; c < ncell; c++) a[c] = want > 0 && give > 0;
    memset(b, 0, nsite * sizeof *b);
    if (how->balance == KT_BALANCE_NONE && fabs(want - give) > 1e-9 * fmax(want, give)) {
        fit.short_need = want;
        fit.short_supply = give;
    }
    while (fit.rounds < how->most_rounds && fit.gap > how->tolerance && !(fit.short_need > 0)) {
        struct kt_arena scratch = tmp;
        to_sites(&t, kt_market_times(a, t.need, ncell, &scratch), come, scratch);
        for (size_t s = 0; s < nsite; s++) b[s] = come[s] > 0 ? 1 / come[s] : 0;
        to_cells(&t, kt_market_times(b, t.supply, nsite, &scratch), sum, scratch);
        const double *next = kt_market_shares(sum, ncell, &scratch);
        fit.gap = miss_of(a, next, t.need, ncell);
        if (++fit.rounds % LOOK == 0 && fit.gap > how->tolerance && !(t.floor > 0))
            those_behind(&t, a, next, &fit, scratch);
        memcpy(a, next, ncell * sizeof *a);
    }
    fit.beyond = beyond_of(&t, a, b, tmp);
    return fit;
}

static enum kt_status cannot_be(const struct kt_fit *fit, enum kt_balance balance, struct kt_err *err)
{
    if (balance == KT_BALANCE_NONE && !fit->rounds)
        return kt_fail(err, KT_EINPUT,
                       "methods.doubly_constrained: %.6g persons in need and %.6g hours are not equal; let "
                       "methods.doubly_constrained.balance scale one to the other (supply or demand)",
                       fit->short_need, fit->short_supply);
    return kt_fail(err, KT_EINPUT,
                   "methods.doubly_constrained: the totals cannot be met: a group of places with %.6g "
                   "persons in need reaches only sites whose hours are the share of %.6g; give "
                   "methods.doubly_constrained.floor (such as 0.001), lengthen the catchment or use "
                   "singly_constrained",
                   fit->short_need, fit->short_supply);
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    const struct kt_method *m = w->method;
    const struct kt_study *st = w->study;
    size_t n = st->cells.n;
    double mean = 0, all = 0;
    const char *balance = kt_method_str(m, st, "balance");
    struct kt_doubly how = {.balance = kt_streq(balance, "demand") ? KT_BALANCE_DEMAND
                                       : kt_streq(balance, "none") ? KT_BALANCE_NONE
                                                                   : KT_BALANCE_SUPPLY,
                            .floor = kt_method_num(m, st, "floor"),
                            .tolerance = kt_method_num(m, st, "tolerance"),
                            .most_rounds = (size_t)kt_method_num(m, st, "rounds")};
    struct kt_fit fit = kt_measure_doubly_constrained(&w->market, &how, w->cell, w->site, tmp);
    if (fit.short_need > 0) return cannot_be(&fit, how.balance, err);
    kt_publish_fit(w->result, m, &fit);
    for (size_t c = 0; c < n; c++) {
        w->cell[c] = w->cell[c] > 0 ? 1 / w->cell[c] : 0;
        mean += w->market.need[c] * w->cell[c];
        all += w->market.need[c];
    }
    for (size_t c = 0; c < n; c++) w->cell[c] *= mean > 0 ? all / mean : 0;
    kt_market_conventions(&w->market, NULL, w->cell, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = {.name = "doubly_constrained", .kind = KT_K_INDEX, .unit = "index, 1 = mean"},
    .competes = true,
};

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    KT_DECAY_PARAMS("gaussian"),
    {"balance", KT_T_CHOICE, "", "supply", 0, 0, "supply demand none",
     "Which total is scaled to the other: hours (supply) to need, need (demand) to hours, or none, which "
     "refuses totals that differ, as the R package accessibility does."},
    {"floor", KT_T_NUM, "", "0.001", 0, 1, NULL,
     "Weight of every pair beside the decay, however far, so that totals can be met; 0: within catchments "
     "alone, refused where they cannot. The table tells the share of flows that only it carries."},
    {"tolerance", KT_T_NUM, "", "1e-6", 1e-15, 0.1, NULL,
     "Stops when every place's need is met as closely (largest relative miss), all hours being given out."},
    {"rounds", KT_T_INT, "", "1000", 1, 1000000, NULL, "Stops at the latest after so many rounds."},
    KT_UNREACHED_PARAM,
};

const struct kt_method kt_doubly_constrained = {
    .name = "doubly_constrained",
    .title = {{"Kaksinkertaisesti rajoitettu saavutettavuus", "Dubbelt begränsad nåbarhet",
               "Doubly constrained access"}},
    .summary =
        "How easily places are served when all need is met and all sites are used in proportion to hours.",
    .formula = "T = a(c) need(c) b(s) hours(s) (w + floor); sum_s T = need(c), sum_c T = hours(s); index(c) "
               "= (1 / a(c)) / mean",
    .source = "Wilson 1971, Environment and Planning 3; Furness 1965; Lomax and Norman 2016, Professional "
              "Geographer 68",
    .needs = "need hours_week travel",
    .columns = "doubly_constrained",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
