/* e2sfca: staffed hours within reach per person in need, with competition for them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   R(s) = hours(s) / sum_c w(cost(c,s)) need(c)
 *   access(c) = 1000 sum_s w(cost(c,s)) R(s)            hours a week per 1,000 persons in need
 *   access(z) = sum_c need(c) access(c) / sum_c need(c);   load(s) = 1 / R(s)
 *
 * cost is in the unit of the mode of travel. w falls with it in steps or as a Gaussian that reaches `edge_weight` at the catchment's end;
 * both are 0 beyond it. A cell without a site in reach has access 0, a finding; one whose sites in reach
 * all have unknown hours has unknown access and is left out of the means; beside known hours, unknown
 * ones count as none, so that access is at least what it says. A site that no need reaches hands out
 * nothing. All hours in reach of someone are handed out: sum_c need(c) access(c) =
 * 1000 sum_s hours(s). Intervals repeat both steps for every draw of the need.
 * Source: Luo and Qi 2009, Health & Place 15 (steps); Dai 2010, Health & Place 16 (Gaussian).
 * Complexity: O(pairs) for the value, O(draws × pairs) for the intervals. */
#include "model/access/measure_internal.h"

static const struct kt_tr title = {
    {"Tukitunnit viikossa 1 000 tukea tarvitsevaa kohti, kilpailu huomioon ottaen",
     "Stödtimmar i veckan per 1 000 personer med behov, med hänsyn till konkurrens",
     "Support hours a week per 1,000 persons in need, competition counted"}};

struct zone_sums {
    const struct kt_cells *cells;
    const double *known;
    struct kt_draws *access;
};

/* Adds need × access of a block of draws to the zones of level 0. */
static void visit(void *ctx, size_t d0, size_t width, const double *need, const double *access)
{
    const struct zone_sums *s = ctx;
    for (size_t c = 0; c < s->cells->n; c++) {
        if (isnan(s->known[c])) continue;
        double *to = s->access->at[0] + (size_t)s->cells->zone[c] * s->access->n + d0;
        for (size_t i = 0; i < width; i++) to[i] += need[c * width + i] * access[c * width + i];
    }
}

static void publish_zones(struct kt_result *r, const struct kt_fca *f, const double *need,
                          const double *access, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    double *product = KT_NEW(&tmp, double, st->cells.n);
    struct kt_out num = kt_scratch_levels(st, &tmp), den = kt_scratch_levels(st, &tmp);
    struct kt_out out = kt_publish_levels(r, &(struct kt_column){.name = "access",
                                                                 .kind = KT_K_PER1000,
                                                                 .unit = "h/week per 1,000 in need",
                                                                 .method = "e2sfca",
                                                                 .count_of = "need",
                                                                 .title = title,
                                                                 .no_interval = f->why_not});
    for (size_t c = 0; c < st->cells.n; c++) product[c] = need[c] * access[c];
    kt_roll_cells(st, product, &num, tmp);
    for (size_t c = 0; c < st->cells.n; c++) product[c] = need[c] * f->known[c];
    kt_roll_cells(st, product, &den, tmp);
    kt_divide_levels(st, &num, &den, 1, &out);
    kt_blank_uncovered(st, f->mode, &out, tmp);
    if (!f->ndraw) return;
    struct kt_draws sums = kt_draws_new(st, f->ndraw, &tmp), all = kt_need_draws(r, f->known, 0, &tmp);
    kt_fca_each_draw(r, f, visit, &(struct zone_sums){&st->cells, f->known, &sums}, tmp);
    kt_draws_roll_up(st, &sums, tmp);
    kt_interval_levels(st, &sums, &all, 1000, &out, tmp);
    kt_blank_uncovered(st, f->mode, &out, tmp);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    struct kt_fca f;
    KT_TRY(kt_fca_setup(st, r, &f, &tmp, err));
    double *need = KT_NEW(&tmp, double, st->cells.n), *demand = KT_NEW(&tmp, double, st->sites.n);
    double *access = kt_publish(r, KT_ROWS_CELLS,
                                &(struct kt_column){.name = "access",
                                                    .kind = KT_K_PER1000,
                                                    .unit = "h/week per 1,000 in need",
                                                    .method = "e2sfca",
                                                    .title = title,
                                                    .no_interval = "given for zones"});
    double *load = kt_publish(r, KT_ROWS_SITES,
                              &(struct kt_column){.name = "load",
                                                  .kind = KT_K_INDEX,
                                                  .unit = "persons in need per weekly hour",
                                                  .method = "e2sfca",
                                                  .title = {{"Tukea tarvitsevia viikkotuntia kohti",
                                                             "Personer med behov per veckotimme",
                                                             "Persons in need per weekly hour"}},
                                                  .no_interval = "given for zones"});
    kt_need_cells(r, 0, need);
    kt_fca_point(r, &f, need, demand, access, tmp);
    for (size_t c = 0; c < st->cells.n; c++) access[c] *= 1000 * f.known[c];
    for (size_t s = 0; s < st->sites.n; s++) load[s] = f.hours[s] > 0 ? demand[s] / f.hours[s] : NAN;
    publish_zones(r, &f, need, access, tmp);
    return KT_OK;
}

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    KT_DECAY_PARAMS("gaussian"),
    {"draw_work", KT_T_NUM, "draws x pairs", "2e9", 0, 1e13, NULL,
     "Above this many draws times pairs access has no interval."},
};

const struct kt_method kt_e2sfca = {
    .name = "e2sfca",
    .title = {{"Saavutettavuus kaksivaiheisella vaikutusaluemenetelmällä",
               "Nåbarhet enligt tvåstegsmetoden med upptagningsområden",
               "Access by the enhanced two-step floating catchment area"}},
    .summary = "Staffed hours within reach per 1,000 persons in need, shared by all who can reach them.",
    .formula = "R(s) = hours(s) / sum_c w(c,s) need(c); access(c) = 1000 sum_s w(c,s) R(s)",
    .source = "Luo and Qi 2009, Health & Place 15; Dai 2010, Health & Place 16",
    .needs = "need hours_week travel",
    .columns = "access load",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
