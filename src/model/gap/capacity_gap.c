/* capacity_gap: need beyond what the staffed hours in reach can serve at a standard.
 *
 *   unmet(z) = sum_{c in z} need(c) max(0, 1 - access(c) / standard),   unmet_share = unmet / need
 *
 * access is that of e2sfca, in hours a week per 1,000 persons in need; hours above the standard in one
 * cell do not make up for a lack in another. People of unknown access (no hours in reach are known) are in
 * neither sum; a zone of such people alone has NaN. The default standard of 10 hours a week per 1,000 is about
 * one session of an hour for every person in need each second year (assumption).
 * Complexity: O(draws × pairs). The draws of unmet_share stay in the result, for ranks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/model_internal.h"

struct zone_sums {
    const struct kt_cells *cells;
    const double *known;
    double per_person; /* the standard, in hours per person */
    struct kt_draws *unmet;
};

static double short_of(double access, double standard)
{
    return fmax(0, 1 - access / standard);
}

static void visit(void *ctx, size_t d0, size_t width, const double *need, const double *access)
{
    const struct zone_sums *s = ctx;
    for (size_t c = 0; c < s->cells->n; c++) {
        if (isnan(s->known[c])) continue;
        double *to = s->unmet->at[0] + (size_t)s->cells->zone[c] * s->unmet->n + d0;
        for (size_t i = 0; i < width; i++)
            to[i] += need[c * width + i] * short_of(access[c * width + i], s->per_person);
    }
}

/* Keeps unmet / need per draw for the methods that rank; areas without a figure have no draws. */
static void keep_shares(struct kt_result *r, const struct kt_draws *unmet, const struct kt_draws *need,
                        const struct kt_out *point)
{
    for (size_t lv = 0; lv < r->study->nlevel; lv++) {
        size_t n = r->study->level[lv].n * unmet->n;
        double *share = KT_NEW(r->keep, double, n);
        for (size_t i = 0; i < n; i++) {
            bool known = need->at[lv][i] > 0 && !isnan(point->value[lv][i / unmet->n]);
            share[i] = known ? unmet->at[lv][i] / need->at[lv][i] : NAN;
        }
        r->unmet_share_draw[lv] = share;
    }
}

/* Neither nobody known nor a known part of an area speaks for the area. */
static void blank(const struct kt_study *st, const struct kt_fca *f, struct kt_out *unmet,
                  struct kt_out *share, struct kt_arena tmp)
{
    kt_blank_unknown(st, f->known, unmet, tmp);
    kt_blank_uncovered(st, f->mode, unmet, tmp);
    kt_blank_uncovered(st, f->mode, share, tmp);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    struct kt_fca f;
    const struct kt_column *access = kt_result_find(r, KT_ROWS_CELLS, "access");
    double standard = kt_method_num(m, st, "standard");
    KT_TRY(kt_fca_setup(st, r, &f, &tmp, err));
    struct kt_out unmet = kt_publish_levels(
        r, &(struct kt_column){.name = "unmet",
                               .kind = KT_K_PERSONS,
                               .unit = "persons",
                               .method = "capacity_gap",
                               .no_interval = f.why_not,
                               .title = {{"Tyydyttymätön tarve", "Otillfredsställt behov", "Unmet need"}}});
    struct kt_out share = kt_publish_levels(
        r, &(struct kt_column){.name = "unmet_share",
                               .kind = KT_K_SHARE,
                               .unit = "share",
                               .method = "capacity_gap",
                               .count_of = "unmet",
                               .no_interval = f.why_not,
                               .title = {{"Tyydyttymättömän tarpeen osuus", "Andelen otillfredsställt behov",
                                          "Unmet share of need"}}});
    struct kt_out all = kt_scratch_levels(st, &tmp);
    double *need = KT_NEW(&tmp, double, st->cells.n), *lack = KT_NEW(&tmp, double, st->cells.n);
    kt_need_cells(r, 0, need);
    for (size_t c = 0; c < st->cells.n; c++)
        lack[c] = f.known[c] * need[c] * short_of(access->value[c], standard);
    kt_roll_cells(st, lack, &unmet, tmp);
    for (size_t c = 0; c < st->cells.n; c++) need[c] *= f.known[c];
    kt_roll_cells(st, need, &all, tmp);
    kt_divide_levels(st, &unmet, &all, 1, &share);
    blank(st, &f, &unmet, &share, tmp);
    if (!f.ndraw) return KT_OK;
    struct kt_draws sums = kt_draws_new(st, f.ndraw, &tmp), needs = kt_need_draws(r, f.known, 0, &tmp);
    kt_fca_each_draw(r, &f, visit, &(struct zone_sums){&st->cells, f.known, standard / 1000, &sums}, tmp);
    kt_draws_roll_up(st, &sums, tmp);
    kt_interval_levels(st, &sums, NULL, 1, &unmet, tmp);
    kt_interval_levels(st, &sums, &needs, 1, &share, tmp);
    blank(st, &f, &unmet, &share, tmp);
    keep_shares(r, &sums, &needs, &share);
    return KT_OK;
}

static const struct kt_param params[] = {
    {"standard", KT_T_NUM, "h/week per 1,000 in need", "10", 0.001, 10000, NULL,
     "Staffed hours a week within reach that meet the need of 1,000 persons (assumption)."},
};

const struct kt_method kt_capacity_gap = {
    .name = "capacity_gap",
    .title = {{"Tyydyttymätön tarve", "Otillfredsställt behov", "Unmet need by capacity"}},
    .summary = "Persons in need beyond what the hours within reach can serve at a standard.",
    .formula = "unmet(z) = sum_c need(c) max(0, 1 - access(c) / standard); unmet_share = unmet / need",
    .source = "shortfall below a capacity standard over E2SFCA (Luo and Qi 2009); standard: assumption",
    .needs = "access need",
    .columns = "unmet unmet_share",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
