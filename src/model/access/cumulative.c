/* cumulative: how many service points can be reached.
 *
 *   cum_sites(c) = number of open sites with cost(c, s) <= cutoff;   zone = need-weighted mean
 *
 * Source: cumulative opportunities, Wachs and Kumagai 1973, Socio-Economic Planning Sciences 7.
 * Complexity: O(pairs within the cutoff); no pair is stored.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/model_internal.h"

static void count_points(const struct kt_study *st, const struct kt_costs *mode, double cutoff, double *out,
                         struct kt_arena tmp)
{
    struct kt_decay within = kt_decay_steps(&cutoff, &(double){1}, 1);
    double *one = kt_doubles(&tmp, st->sites.n, 1);
    kt_mode_from_sites(mode, st, kt_sites_open(st, &tmp), one, &within, out, tmp);
}

static void publish_zones(struct kt_result *r, const struct kt_costs *mode, const double *count,
                          struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    double *need = KT_NEW(&tmp, double, st->cells.n), *product = KT_NEW(&tmp, double, st->cells.n);
    double *known = kt_doubles(&tmp, st->cells.n, 1);
    struct kt_out num = kt_scratch_levels(st, &tmp), den = kt_scratch_levels(st, &tmp);
    struct kt_out out = kt_publish_levels(
        r, &(struct kt_column){.name = "cum_sites",
                               .kind = KT_K_INDEX,
                               .unit = "sites",
                               .method = "cumulative",
                               .count_of = "need",
                               .title = {{"Tukea tarvitsevan tavoitettavissa olevat palvelupisteet",
                                          "Serviceställen inom räckhåll för personer med behov",
                                          "Service points within reach of persons in need"}}});
    kt_need_cells(r, 0, need);
    kt_blank_outside(mode, known, st->cells.n);
    for (size_t c = 0; c < st->cells.n; c++) product[c] = need[c] * count[c];
    for (size_t c = 0; c < st->cells.n; c++) need[c] *= known[c];
    kt_roll_cells(st, product, &num, tmp);
    kt_roll_cells(st, need, &den, tmp);
    kt_divide_levels(st, &num, &den, 1, &out);
    struct kt_draws top = kt_need_draws(r, count, 0, &tmp), all = kt_need_draws(r, known, 0, &tmp);
    kt_interval_levels(st, &top, &all, 1, &out, tmp);
    kt_blank_uncovered(st, mode, &out, tmp);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    const struct kt_costs *mode;
    KT_TRY(kt_mode_of(m, r, &mode, err));
    double *count = kt_publish(
        r, KT_ROWS_CELLS,
        &(struct kt_column){.name = "cum_sites",
                            .kind = KT_K_COUNT,
                            .unit = "sites",
                            .method = "cumulative",
                            .title = {{"Tavoitettavissa olevat palvelupisteet",
                                       "Serviceställen inom räckhåll", "Service points within reach"}},
                            .no_interval = "a count"});
    count_points(st, mode, kt_mode_num(m, st, mode, "cutoff"), count, tmp);
    kt_blank_outside(mode, count, st->cells.n);
    publish_zones(r, mode, count, tmp);
    return KT_OK;
}

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    {"cutoff_km", KT_T_NUM, "km", "10", 0.1, 500, NULL, "The longest way that counts as within reach."},
    {"cutoff_min", KT_T_NUM, "min", "15", 0.1, 500, NULL, "The same for modes that count minutes."},
};

const struct kt_method kt_cumulative = {
    .name = "cumulative",
    .title = {{"Tavoitettavissa olevat palvelupisteet", "Serviceställen inom räckhåll",
               "Service points within reach"}},
    .summary = "Number of service points within a cutoff, for cells and as need-weighted zone means.",
    .formula =
        "cum_sites(c) = #{s : cost(c,s) <= cutoff}; zone mean = sum_c need_c cum_sites(c) / sum_c need_c",
    .source = "Wachs and Kumagai 1973 (cumulative opportunities)",
    .needs = "need travel",
    .columns = "cum_sites",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
