/* euclid: travel along a straight line lengthened by a detour factor.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   km = detour × |cell - site| / 1000
 *   minutes = fixed + 60 (min(km, urban_km) / urban_kmh + max(0, km - urban_km) / rural_kmh)
 *
 * The first kilometres go at town speed, the rest at the speed of country roads; the fixed minutes
 * are walking to and from the car and parking. Minutes rise with km, so every method may search by
 * distance. Across water a straight line is too short: islands need a travel matrix.
 * Straight lines come after every other mode, so that methods fall back on them.
 * Pairs of cells and open sites within `catchment_km` are stored for methods that run many draws.
 * Source: detour factors of road networks, about 1.3 (Boscoe, Henry and Zdeb 2012, The Professional
 * Geographer 64); speeds are assumptions of the domain notes.
 * Complexity: O(cells + sites + pairs). */
#include "model/model_internal.h"

struct kt_travel kt_travel_of(const struct kt_study *st)
{
    const struct kt_method *m = &kt_euclid;
    return (struct kt_travel){
        .detour = kt_method_num(m, st, "detour"),
        .catchment_km = kt_method_num(m, st, "catchment_km"),
        .urban_kmh = kt_method_num(m, st, "urban_kmh"),
        .rural_kmh = kt_method_num(m, st, "rural_kmh"),
        .urban_km = kt_method_num(m, st, "urban_km"),
        .fixed_min = kt_method_num(m, st, "fixed_min"),
    };
}

double kt_travel_minutes(const struct kt_travel *t, double km)
{
    double town = fmin(km, t->urban_km), country = fmax(0, km - t->urban_km);
    return isnan(km) ? NAN : t->fixed_min + 60 * (town / t->urban_kmh + country / t->rural_kmh);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_travel t = kt_travel_of(st);
    double reach_m = t.catchment_km * 1000 / t.detour;
    const uint8_t *open = kt_sites_open(st, &tmp);
    struct kt_grid cells = kt_grid_build(&tmp, st->cells.x, st->cells.y, st->cells.n, NULL, reach_m / 4);
    struct kt_costs costs = {.mode = "straight",
                             .unit = "km",
                             .method = m->name,
                             .max = t.catchment_km,
                             .per_metre = t.detour / 1000};
    kt_pairs_build(&costs.pairs, &cells, st->cells.n, st->sites.x, st->sites.y, open, st->sites.n, reach_m,
                   costs.per_metre, (size_t)kt_method_num(m, st, "stored_pairs"), r->keep, tmp);
    return kt_mode_add(r, &costs, err);
}

static const struct kt_param params[] = {
    {"catchment_km", KT_T_NUM, "km", "30", 0.1, 500, NULL, "The longest way that counts as in reach."},
    {"detour", KT_T_NUM, "", "1.3", 1, 5, NULL, "Way along roads over the straight line."},
    {"urban_kmh", KT_T_NUM, "km/h", "30", 1, 130, NULL, "Speed by car on the first kilometres (assumption)."},
    {"rural_kmh", KT_T_NUM, "km/h", "50", 1, 130, NULL, "Speed by car on the rest of the way (assumption)."},
    {"urban_km", KT_T_NUM, "km", "3", 0, 500, NULL,
     "How many first kilometres go at town speed (assumption)."},
    {"fixed_min", KT_T_NUM, "min", "3", 0, 120, NULL,
     "Minutes to and from the car and for parking (assumption)."},
    {"stored_pairs", KT_T_INT, "pairs", "10000000", 0, 2000000000, NULL,
     "Above this many pairs none is stored; access then has no interval."},
};

const struct kt_method kt_euclid = {
    .name = "euclid",
    .title = {{"Etäisyys linnuntietä kiertokertoimella", "Avstånd fågelvägen med omvägsfaktor",
               "Straight-line distance with a detour factor"}},
    .summary = "Straight line times a detour factor; minutes by car from two speeds.",
    .formula = "km = detour |c - s|; min = fixed + 60 (min(km, urban_km)/urban_kmh + max(0, km - "
               "urban_km)/rural_kmh)",
    .source = "Boscoe, Henry and Zdeb 2012 (detour); assumptions (speeds)",
    .needs = "",
    .columns = "",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
