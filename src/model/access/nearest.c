/* nearest: the way to the nearest service point that gives support.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   dist_km(c) = min over open sites s of km(c, s);  cost_min(c) = min over s of min(c, s)
 *
 * km is that of the first mode of travel that counts kilometres, minutes of the first that counts
 * minutes, else those by car along dist_km (euclid's speeds). Straight lines are searched without any
 * cutoff; a mode without a pair to any site gives NaN. dist_km_sv: sites known to serve in Swedish.
 * Zones: mean and quantiles weighted by people, mean weighted by need.
 *
 * Weighted quantile p: the smallest distance at which at least the share p of the people is reached.
 * A study without an open site has NaN throughout.
 * Source: "cost to closest" in Pereira and Herszenhut 2023, Introduction to urban accessibility (Ipea).
 * Complexity: O((cells + sites) log) in practice; exact by rings of grid bins. */
#include "model/model_internal.h"

/* Minutes of the first mode that counts them; else by car along the kilometres. */
static void nearest_min(const struct kt_result *r, const double *km, double *min, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    const struct kt_costs *mode = kt_mode_in(r, "min");
    struct kt_travel t = kt_travel_of(st);
    if (mode) {
        kt_mode_nearest(mode, st, NULL, min, NULL, tmp);
        return;
    }
    for (size_t c = 0; c < st->cells.n; c++) min[c] = kt_travel_minutes(&t, km[c]);
}

/* Weighted quantiles per zone in one walk over the cells by rising distance. */
static void quantiles(const struct kt_study *st, const double *km, const double *weight, double p,
                      struct kt_out *out, struct kt_arena tmp)
{
    size_t n = st->cells.n, *order = KT_NEW(&tmp, size_t, n);
    struct kt_out total = kt_scratch_levels(st, &tmp), seen = kt_scratch_levels(st, &tmp);
    kt_order(km, n, order);
    for (size_t lv = 0; lv < st->nlevel; lv++) {
        struct kt_arena scratch = tmp;
        const int32_t *up = kt_up_map(st, lv, &scratch);
        for (size_t c = 0; c < n; c++)
            if (!isnan(km[c])) total.value[lv][up[st->cells.zone[c]]] += weight[c];
        for (size_t i = 0; i < n && !isnan(km[order[i]]); i++) {
            size_t c = order[i], z = (size_t)up[st->cells.zone[c]];
            seen.value[lv][z] += weight[c];
            bool first = isnan(out->value[lv][z]);
            if (first && weight[c] > 0 && seen.value[lv][z] >= p * total.value[lv][z])
                out->value[lv][z] = km[c];
        }
    }
}

/* Mean of f with weights, at every level. */
static void weighted_mean(const struct kt_study *st, const double *f, const double *weight,
                          struct kt_out *out, struct kt_arena tmp)
{
    struct kt_out num = kt_scratch_levels(st, &tmp), den = kt_scratch_levels(st, &tmp);
    double *fw = KT_NEW(&tmp, double, st->cells.n), *w = KT_NEW(&tmp, double, st->cells.n);
    for (size_t c = 0; c < st->cells.n; c++) {
        fw[c] = f[c] * weight[c];
        w[c] = isnan(f[c]) ? 0 : weight[c];
    }
    kt_roll_cells(st, fw, &num, tmp);
    kt_roll_cells(st, w, &den, tmp);
    kt_divide_levels(st, &num, &den, 1, out);
}

/* The need-weighted mean moves with the draws of need. */
static void need_mean(struct kt_result *r, const struct kt_column *spec, const struct kt_costs *mode,
                      const double *f, const double *need, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    struct kt_out out = kt_publish_levels(r, spec);
    double *known = KT_NEW(&tmp, double, st->cells.n);
    for (size_t c = 0; c < st->cells.n; c++) known[c] = isnan(f[c]) ? NAN : 1;
    weighted_mean(st, f, need, &out, tmp);
    struct kt_draws num = kt_need_draws(r, f, 0, &tmp), den = kt_need_draws(r, known, 0, &tmp);
    kt_interval_levels(st, &num, &den, 1, &out, tmp);
    if (mode) kt_blank_uncovered(st, mode, &out, tmp);
}

/* Minutes are those of the first mode that counts them, else by car along straight lines. */
static struct kt_tr minutes_by(const struct kt_result *r)
{
    const struct kt_costs *mode = kt_mode_in(r, "min");
    return kt_mode_how(mode ? mode->mode : "car");
}

static struct kt_tr told(struct kt_arena *keep, const char *fi, const char *sv, const char *en,
                         const struct kt_tr *how)
{
    return (struct kt_tr){{kt_printf(keep, "%s %s", fi, how->s[KT_FI]),
                           kt_printf(keep, "%s %s", sv, how->s[KT_SV]),
                           kt_printf(keep, "%s %s", en, how->s[KT_EN])}};
}

static void publish_zones(struct kt_result *r, const double *km, const double *min, struct kt_arena tmp)
{
    static const struct kt_column mean = {.name = "dist_km",
                                          .kind = KT_K_KM,
                                          .unit = "km",
                                          .method = "nearest",
                                          .title = {{"Arvioitu tiematka lähimpään palvelupisteeseen",
                                                     "Beräknat vägavstånd till närmaste serviceställe",
                                                     "Estimated road distance to the nearest service point"}},
                                          .no_interval = "from coordinates; nothing is drawn"};
    static const struct kt_column median = {
        .name = "dist_median_km",
        .kind = KT_K_KM,
        .unit = "km",
        .method = "nearest",
        .title = {{"Arvioitu tiematka lähimpään palvelupisteeseen, mediaani",
                   "Beräknat vägavstånd till närmaste serviceställe, median",
                   "Estimated road distance to the nearest service point, median"}},
        .no_interval = "from coordinates; nothing is drawn"};
    static const struct kt_column p90 = {
        .name = "dist_p90_km",
        .kind = KT_K_KM,
        .unit = "km",
        .method = "nearest",
        .title = {{"Arvioitu tiematka, jonka sisällä 90 % väestöstä on",
                   "Beräknat vägavstånd inom vilket 90 % av befolkningen bor",
                   "Estimated road distance within which 90% of residents live"}},
        .no_interval = "from coordinates; nothing is drawn"};
    static const struct kt_column by_need = {
        .name = "dist_need_km",
        .kind = KT_K_KM,
        .unit = "km",
        .method = "nearest",
        .count_of = "need",
        .title = {{"Tukea tarvitsevien arvioitu tiematka lähimpään palvelupisteeseen",
                   "Beräknat vägavstånd till närmaste serviceställe för personer med behov",
                   "Estimated road distance of persons in need to the nearest service point"}}};
    struct kt_tr how = minutes_by(r);
    struct kt_column time = {.name = "cost_min",
                             .kind = KT_K_MIN,
                             .unit = "min",
                             .method = "nearest",
                             .count_of = "need",
                             .title = told(r->keep, "Tukea tarvitsevien matka-aika",
                                           "Restid för personer med behov", "Travel time of persons in need",
                                           &how)};
    const struct kt_costs *mode = kt_mode_in(r, "min");
    const struct kt_study *st = r->study;
    double *need = KT_NEW(&tmp, double, st->cells.n);
    kt_need_cells(r, 0, need);
    struct kt_out out = kt_publish_levels(r, &mean);
    weighted_mean(st, km, st->cells.total, &out, tmp);
    out = kt_publish_levels(r, &median);
    quantiles(st, km, st->cells.total, 0.5, &out, tmp);
    out = kt_publish_levels(r, &p90);
    quantiles(st, km, st->cells.total, 0.9, &out, tmp);
    need_mean(r, &by_need, NULL, km, need, tmp);
    need_mean(r, &time, mode, min, need, tmp);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    const struct kt_costs *mode = kt_mode_in(r, "km");
    struct kt_tr how = minutes_by(r);
    uint8_t *use = kt_sites_open(st, &tmp);
    double *km =
        kt_publish(r, KT_ROWS_CELLS,
                   &(struct kt_column){.name = "dist_km",
                                       .kind = KT_K_KM,
                                       .unit = "km",
                                       .method = "nearest",
                                       .title = {{"Arvioitu tiematka lähimpään palvelupisteeseen",
                                                  "Beräknat vägavstånd till närmaste serviceställe",
                                                  "Estimated road distance to the nearest service point"}},
                                       .no_interval = "from coordinates; nothing is drawn"});
    double *min =
        kt_publish(r, KT_ROWS_CELLS,
                   &(struct kt_column){.name = "cost_min",
                                       .kind = KT_K_MIN,
                                       .unit = "min",
                                       .method = "nearest",
                                       .title = told(r->keep, "Matka-aika lähimpään palvelupisteeseen",
                                                     "Restid till närmaste serviceställe",
                                                     "Travel time to the nearest service point", &how),
                                       .no_interval = "from coordinates; nothing is drawn"});
    double *sv = kt_publish(
        r, KT_ROWS_CELLS,
        &(struct kt_column){.name = "dist_km_sv",
                            .kind = KT_K_KM,
                            .unit = "km",
                            .method = "nearest",
                            .title = {{"Arvioitu tiematka lähimpään ruotsinkieliseen palvelupisteeseen",
                                       "Beräknat vägavstånd till närmaste serviceställe med svenska",
                                       "Estimated road distance to the nearest service point with Swedish"}},
                            .no_interval = "from coordinates; nothing is drawn"});
    if (mode) kt_mode_nearest(mode, st, NULL, km, NULL, tmp);
    nearest_min(r, km, min, tmp);
    for (size_t s = 0; s < st->sites.n; s++) use[s] = use[s] && kt_list_has(st->sites.languages[s], "sv");
    if (mode) kt_mode_nearest(mode, st, use, sv, NULL, tmp);
    publish_zones(r, km, min, tmp);
    return KT_OK;
}

const struct kt_method kt_nearest = {
    .name = "nearest",
    .title = {{"Matka lähimpään palvelupisteeseen", "Avstånd till närmaste serviceställe",
               "Distance to the nearest service point"}},
    .summary =
        "Kilometres and minutes to the nearest service point, for cells and as zone means and quantiles.",
    .formula = "dist_km(c) = min_s km(c,s); zone mean = sum_c w_c dist_km(c) / sum_c w_c, w = people or need",
    .source = "Pereira and Herszenhut 2023, Introduction to urban accessibility",
    .needs = "need travel",
    .columns = "dist_km dist_median_km dist_p90_km dist_need_km cost_min dist_km_sv",
    .run = run,
};
