/* mmfca: two-step catchments for several modes of travel and one competition.
 *
 *   R(s) = hours(s) / sum_m sum_c share_m(c) w_m(c,s) need(c);  A(c) = sum_m share_m(c) sum_s w_m R(s)
 *   share_m(c): share of the persons of c who travel by m; everyone by the one mode where there is one.
 *
 * Source: Mao and Nekorchuk 2013, Health & Place 24. Complexity: two sums over pairs for each mode.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"
#include "model/kernel/market_internal.h"

#include <string.h>

static void add_shared(double *out, const double *part, const float *share, size_t n)
{
    for (size_t c = 0; c < n; c++) out[c] += share ? (double)share[c] * part[c] : part[c];
}

struct modes {
    const struct kt_mode_links *mode;
    size_t n;
};

static void sum_to_cells(const void *ctx, const double *q, double *out, struct kt_arena tmp)
{
    const struct modes *by = ctx;
    size_t ncell = by->mode[0].links.ncell;
    double *part = KT_NEW(&tmp, double, ncell);
    memset(out, 0, ncell * sizeof *out);
    for (size_t m = 0; m < by->n; m++) {
        kt_sum_to_cells(&by->mode[m].links, &by->mode[m].decay, q, part, tmp);
        add_shared(out, part, by->mode[m].share, ncell);
    }
}

void kt_measure_mmfca(const struct kt_market *in, const struct kt_mode_links *mode, size_t nmode,
                      double *demand, double *access, double *const *by_mode, struct kt_arena tmp)
{
    size_t ncell = in->links.ncell, nsite = in->links.nsite;
    double *part = KT_NEW(&tmp, double, nsite), *cells = KT_NEW(&tmp, double, ncell);
    if (!demand) demand = KT_NEW(&tmp, double, nsite);
    memset(demand, 0, nsite * sizeof *demand);
    memset(access, 0, ncell * sizeof *access);
    for (size_t m = 0; m < nmode; m++) {
        memset(cells, 0, ncell * sizeof *cells);
        add_shared(cells, in->need, mode[m].share, ncell);
        kt_sum_to_sites(&mode[m].links, &mode[m].decay, cells, part, tmp);
        for (size_t s = 0; s < nsite; s++) demand[s] += part[s];
    }
    const double *ratio = kt_market_ratio(in, demand, &tmp);
    for (size_t m = 0; m < nmode; m++) {
        double *out = by_mode ? by_mode[m] : cells;
        kt_sum_to_cells(&mode[m].links, &mode[m].decay, ratio, out, tmp);
        add_shared(access, out, mode[m].share, ncell);
    }
    kt_market_conventions_by(in, sum_to_cells, &(struct modes){mode, nmode}, demand, access, tmp);
}

static enum kt_status compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err)
{
    const struct kt_result *r = w->result;
    struct kt_mode_links mode[KT_MODES_MAX];
    size_t n = 0;
    /* Modes with shares belong together; without any, the method's own mode carries everyone. */
    for (size_t i = 0; i < r->nmode; i++) {
        if (!r->mode[i].share) continue;
        KT_TRY(kt_catchment_of(w->method, w->study, &r->mode[i], &mode[n].decay, tmp, err));
        mode[n].links = kt_links_of(w->study, &r->mode[i], mode[n].decay.reach, &tmp);
        mode[n++].share = r->mode[i].share;
    }
    if (!n) mode[n++] = (struct kt_mode_links){w->market.links, w->market.decay, NULL};
    kt_measure_mmfca(&w->market, mode, n, NULL, w->cell, NULL, tmp);
    return KT_OK;
}

static const struct kt_measure what = {
    .compute = compute,
    .cell = KT_HOURS_PER_1000("access_mmfca"),
    .scale = 1000,
    .competes = true,
    .every_mode = true,
};

static const struct kt_param params[] = {
    KT_CATCHMENT_PARAMS("gaussian"),
};

const struct kt_method kt_mmfca = {
    .name = "mmfca",
    .title = {{"Saavutettavuus, useita kulkutapoja", "Nåbarhet, flera färdsätt",
               "Access by several modes of travel"}},
    .summary = "Staffed hours per 1,000 persons in need when people with and without a car compete for the "
               "same hours.",
    .formula = "R(s) = hours(s) / sum_m sum_c share_m w_m need(c); A(c) = 1000 sum_m share_m sum_s w_m R(s)",
    .source = "Mao and Nekorchuk 2013, Health & Place 24",
    .needs = "need hours_week travel",
    .columns = "access_mmfca",
    .param = params,
    .nparam = KT_COUNT(params),
    .optional = true,
    .family = &what,
    .run = kt_measure_run,
};
