/* A small country made in memory for the tests of pages: Uusimaa, Pohjois-Savo, Åland and a region
 * without any site, with square municipalities and findings that follow simple formulas.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TEST_REPORT_FIXTURE_H
#define KATVE_TEST_REPORT_FIXTURE_H

#include "../src/report/document_internal.h"
#include "test.h"

enum { FX_REGIONS = 4, FX_SIDE = 4, FX_MUN = FX_REGIONS * FX_SIDE * FX_SIDE };

struct fixture {
    struct kt_arena whole, arena;
    struct kt_study study;
    struct kt_result result;
    struct kt_view view;
    struct kt_report_options opt;
    struct kt_report rep;
    struct kt_err err;
};

static const char *const fx_region[FX_REGIONS][4] = {
    {"01", "Uusimaa", "Nyland", "Uusimaa"},
    {"11", "Pohjois-Savo", "Norra Savolax", "North Savo"},
    {"17", "Pohjois-Pohjanmaa", "Norra Österbotten", "North Ostrobothnia"},
    {"21", "Ahvenanmaa", "Åland", "Åland"},
};

static void fx_zones(struct kt_zones *zs, struct kt_arena *a, const char *id, size_t n)
{
    zs->level_id = id;
    zs->n = n;
    zs->code = KT_NEW(a, const char *, n);
    for (int l = 0; l < KT_NLANG; l++) {
        zs->name[l] = KT_NEW(a, const char *, n);
        zs->credit[l] = "katve test";
    }
    zs->lang_status = KT_NEW(a, const char *, n);
    zs->parent = KT_NEW(a, int32_t, n);
    zs->population = kt_doubles(a, n, 0);
    zs->label_x = kt_doubles(a, n, 0);
    zs->label_y = kt_doubles(a, n, 0);
    zs->generalised = true;
}

/* One square ring per zone, counter-clockwise. */
static void fx_squares(struct kt_zones *zs, struct kt_arena *a, const double *x0, const double *y0,
                       double side)
{
    size_t n = zs->n, *ring_of = KT_NEW(a, size_t, n + 1), *vert_of = KT_NEW(a, size_t, n + 1);
    double *x = kt_doubles(a, 5 * n, 0), *y = kt_doubles(a, 5 * n, 0);
    for (size_t z = 0; z < n; z++) {
        ring_of[z + 1] = z + 1;
        vert_of[z + 1] = 5 * (z + 1);
        static const int dx[5] = {0, 1, 1, 0, 0}, dy[5] = {0, 0, 1, 1, 0};
        for (size_t k = 0; k < 5; k++) {
            x[5 * z + k] = x0[z] + dx[k] * side;
            y[5 * z + k] = y0[z] + dy[k] * side;
        }
        zs->label_x[z] = x0[z] + side / 2;
        zs->label_y[z] = y0[z] + side / 2;
    }
    zs->geom = (struct kt_polygons){n, 5 * n, ring_of, vert_of, KT_NEW(a, uint8_t, n), x, y};
}

static void fx_geography(struct fixture *f)
{
    struct kt_arena *a = &f->arena;
    struct kt_study *st = &f->study;
    const double mun = 25000, reg = FX_SIDE * mun;
    st->nlevel = 3;
    fx_zones(&st->level[0], a, "municipality", FX_MUN);
    fx_zones(&st->level[1], a, "region", FX_REGIONS);
    fx_zones(&st->level[2], a, "country", 1);
    double x[FX_MUN], y[FX_MUN], rx[FX_REGIONS], ry[FX_REGIONS], cx = 100000, cy = 6650000;
    for (size_t r = 0; r < FX_REGIONS; r++) {
        rx[r] = cx;
        ry[r] = cy + (double)r * reg;
        st->level[1].code[r] = fx_region[r][0];
        for (int l = 0; l < KT_NLANG; l++) st->level[1].name[l][r] = fx_region[r][1 + l];
        for (size_t i = 0; i < FX_SIDE * FX_SIDE; i++) {
            size_t z = r * FX_SIDE * FX_SIDE + i;
            x[z] = rx[r] + (double)(i % FX_SIDE) * mun;
            y[z] = ry[r] + (double)(i / FX_SIDE) * mun;
            st->level[0].code[z] = kt_printf(a, "%03zu", z);
            st->level[0].parent[z] = (int32_t)r;
            st->level[0].name[KT_FI][z] = kt_printf(a, "Kuntala %zu", z);
            st->level[0].name[KT_SV][z] = kt_printf(a, "Kommunby %zu", z);
            st->level[0].name[KT_EN][z] = st->level[0].name[KT_FI][z];
            st->level[0].population[z] = z == 50 ? 100 : 1000 + 900 * (double)((z * 7) % 23);
            st->level[1].population[r] += st->level[0].population[z];
            st->level[2].population[0] += st->level[0].population[z];
        }
    }
    st->level[2].parent[0] = -1;
    st->level[2].code[0] = "FI";
    st->level[2].name[KT_FI][0] = "Suomi";
    st->level[2].name[KT_SV][0] = st->level[2].name[KT_EN][0] = "Finland";
    fx_squares(&st->level[0], a, x, y, mun);
    fx_squares(&st->level[1], a, rx, ry, reg);
    fx_squares(&st->level[2], a, &cx, &cy, reg * FX_REGIONS);
}

static struct kt_column *fx_column(struct fixture *f, size_t level, const char *name, enum kt_kind kind,
                                   bool interval)
{
    struct kt_column spec = {.name = name,
                             .rows = (int)level,
                             .kind = kind,
                             .unit = "",
                             .method = "test",
                             .title = {{name, name, name}},
                             .no_interval = interval ? NULL : "counted"};
    return kt_result_add(&f->result, &spec);
}

/* Sets value and, where there is one, an interval of ±15 %. */
static void fx_set(struct kt_column *c, size_t row, double v)
{
    c->value[row] = v;
    if (!c->lower) return;
    c->lower[row] = v * 0.85;
    c->upper[row] = v * 1.15;
}

/* People beyond the standard by age and language, as the method left_out leaves them. */
static void fx_bands(struct fixture *f, size_t lv)
{
    static const char *const band[] = {"0_15", "16_64", "65_74", "75"};
    static const double part[] = {0.2, 0.5, 0.2, 0.1};
    const struct kt_zones *zs = &f->study.level[lv];
    struct kt_column *all = fx_column(f, lv, "pop_far", KT_K_PERSONS, false),
                     *sv = fx_column(f, lv, "far_lang_sv", KT_K_PERSONS, false);
    for (size_t b = 0; b < 4; b++) {
        struct kt_column *pop =
                             fx_column(f, lv, kt_printf(&f->arena, "pop_%s", band[b]), KT_K_PERSONS, false),
                         *far =
                             fx_column(f, lv, kt_printf(&f->arena, "far_%s", band[b]), KT_K_PERSONS, false),
                         *need = fx_column(f, lv, kt_printf(&f->arena, "need_far_%s", band[b]), KT_K_PERSONS,
                                           true);
        far->part_of = "pop_far";
        for (size_t z = 0; z < zs->n; z++) {
            double p = zs->population[z] * (z == 3 && lv == 1 ? 0 : 0.3);
            fx_set(pop, z, zs->population[z] * part[b]);
            fx_set(far, z, p * part[3 - b]);
            fx_set(need, z, p * part[3 - b] * 0.1 * (double)b);
            fx_set(all, z, p);
            fx_set(sv, z, p * 0.1);
        }
    }
}

static void fx_level(struct fixture *f, size_t lv)
{
    const struct kt_zones *zs = &f->study.level[lv];
    struct kt_column *pop = fx_column(f, lv, "population", KT_K_PERSONS, false);
    struct kt_column *need = fx_column(f, lv, "need", KT_K_PERSONS, true);
    struct kt_column *rate = fx_column(f, lv, "need_per_1000", KT_K_PER1000, true);
    struct kt_column *hours = fx_column(f, lv, "hours_week", KT_K_HOURS, false);
    struct kt_column *sites = fx_column(f, lv, "sites", KT_K_COUNT, false);
    struct kt_column *h1000 = fx_column(f, lv, "hours_per_1000", KT_K_PER1000, true);
    struct kt_column *access = fx_column(f, lv, "access", KT_K_PER1000, true);
    struct kt_column *km = fx_column(f, lv, "dist_km", KT_K_KM, false);
    struct kt_column *near = fx_column(f, lv, "near_share", KT_K_SHARE, false);
    struct kt_column *far = fx_column(f, lv, "far_share", KT_K_SHARE, false);
    struct kt_column *nfar = fx_column(f, lv, "need_far", KT_K_PERSONS, true);
    struct kt_column *unmet = fx_column(f, lv, "unmet", KT_K_PERSONS, true);
    struct kt_column *ushare = fx_column(f, lv, "unmet_share", KT_K_SHARE, true);
    struct kt_column *met = fx_column(f, lv, "standard_met", KT_K_INDEX, false);
    struct kt_column *rank = fx_column(f, lv, "rank", KT_K_RANK, true);
    struct kt_column *half = fx_column(f, lv, "dist_median_km", KT_K_KM, false);
    struct kt_column *nine = fx_column(f, lv, "dist_p90_km", KT_K_KM, false);
    struct kt_column *layer[3] = {fx_column(f, lv, "need_n1", KT_K_PERSONS, true),
                                  fx_column(f, lv, "need_n2", KT_K_PERSONS, true),
                                  fx_column(f, lv, "need_n3", KT_K_PERSONS, true)};
    fx_bands(f, lv);
    for (size_t z = 0; z < zs->n; z++) {
        double t = (double)((z * 5) % 16) / 16, p = zs->population[z];
        bool dry = lv == 1 ? z == 2 : lv == 0 && zs->parent[z] == 2;
        fx_set(pop, z, p);
        fx_set(need, z, p * (0.08 + 0.1 * t));
        fx_set(rate, z, 1000 * (0.08 + 0.1 * t));
        fx_set(hours, z, dry ? 0 : 20 + 80 * (1 - t));
        fx_set(sites, z, dry ? 0 : 1 + floor(4 * (1 - t)));
        fx_set(h1000, z, dry ? 0 : 30 * (1 - t));
        fx_set(access, z, dry ? 1 : 3 + 30 * (1 - t));
        /* A municipality without any way to a site, and one whose figures are too small to show. */
        if (!(lv == 0 && z == 20)) fx_set(km, z, 1.5 + 60 * t * t + (dry ? 40 : 0));
        fx_set(near, z, 1 - 0.6 * t);
        fx_set(far, z, dry ? 0.9 : 0.4 * t);
        fx_set(nfar, z, p * (0.08 + 0.1 * t) * (dry ? 0.9 : 0.4 * t));
        fx_set(unmet, z, p * 0.05 * (t + 0.02));
        fx_set(ushare, z, 0.05 * (t + 0.02) / (0.08 + 0.1 * t));
        fx_set(met, z, t < 0.1);
        fx_set(half, z, 1 + 50 * t * t);
        fx_set(nine, z, 4 + 90 * t * t);
        for (size_t k = 0; k < 3; k++) fx_set(layer[k], z, p * (0.02 + 0.03 * t * (double)k));
        rank->value[z] = 1 + (double)((z * 3) % zs->n);
        rank->lower[z] = fmax(1, rank->value[z] - 2);
        rank->upper[z] = fmin((double)zs->n, rank->value[z] + 3);
    }
}

static inline struct kt_table *fx_table(struct fixture *f, const char *name, size_t nrow,
                                        const char *const *row, size_t ncol, const char *const *column)
{
    enum kt_kind *kind = KT_NEW(&f->arena, enum kt_kind, ncol);
    for (size_t c = 0; c < ncol; c++) kind[c] = KT_K_INDEX;
    return kt_result_add_table(&f->result, &(struct kt_table){.name = name,
                                                              .title = {{name, name, name}},
                                                              .method = "test",
                                                              .nrow = nrow,
                                                              .ncol = ncol,
                                                              .row = row,
                                                              .column = column,
                                                              .kind = kind});
}

/* Six years, ever less sure. */
static inline void fx_scenarios(struct fixture *f)
{
    static const char *const year[] = {"2025", "2026", "2027", "2028", "2029", "2030"}, *const column[] = {
                                                                                            "p2_5", "p10",
                                                                                            "p25",  "p50",
                                                                                            "p75",  "p90",
                                                                                            "p97_5"};
    static const double z[] = {-1.96, -1.28, -0.67, 0, 0.67, 1.28, 1.96};
    struct kt_table *t = fx_table(f, "scenarios", 6, year, 7, column);
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < 7; k++) t->value[7 * i + k] = 50000 - 1500 * i + z[k] * 900 * (i + 1);
}

/* An earlier run: distances a tenth longer, need lower by less than its interval; a region whose residents were
 * nearer, the others farther away. */
static inline void fx_earlier(struct fixture *f)
{
    for (size_t lv = 0; lv < 3; lv++) {
        struct kt_column *km = fx_column(f, lv, "earlier_dist_km", KT_K_KM, false),
                         *half = fx_column(f, lv, "earlier_dist_median_km", KT_K_KM, false),
                         *need = fx_column(f, lv, "earlier_need_per_1000", KT_K_PER1000, true),
                         *far = fx_column(f, lv, "earlier_far_share", KT_K_SHARE, false),
                         *nfar = fx_column(f, lv, "earlier_need_far", KT_K_PERSONS, true);
        for (size_t z = 0; z < km->n; z++) {
            fx_set(km, z, 1.1 * kt_result_find(&f->result, (int)lv, "dist_km")->value[z]);
            fx_set(half, z, 1.1 * kt_result_find(&f->result, (int)lv, "dist_median_km")->value[z]);
            fx_set(need, z, 0.9 * kt_result_find(&f->result, (int)lv, "need_per_1000")->value[z]);
            fx_set(far, z, (z == 1 ? 0.5 : 1.1) * kt_result_find(&f->result, (int)lv, "far_share")->value[z]);
            fx_set(nfar, z, 0.5 * kt_result_find(&f->result, (int)lv, "need_far")->value[z]);
        }
    }
}

/* Three possible places of the first region and of the country. */
static inline void fx_places(struct fixture *f)
{
    enum { SITES = 3, MEASURES = 10 };
    static const char *id[SITES] = {"one", "two", "three"},
                      *row[] = {"01 1 two", "01 2 one", "FI 1 three", "FI 2 two", "FI 3 one"},
                      *column[MEASURES] = {"need",
                                           "need_lower",
                                           "need_upper",
                                           "residents",
                                           "reached",
                                           "reached_lower",
                                           "reached_upper",
                                           "cost_per_person",
                                           "cost_per_person_lower",
                                           "cost_per_person_upper"};
    static double x[SITES] = {120000, 121000, 160000}, y[SITES] = {6670000, 6671000, 6800000};
    static int32_t zone[SITES] = {0, 0, 20};
    static int8_t supports[SITES] = {KT_NO, KT_NO, KT_NO};
    struct kt_sites *s = &f->study.sites;
    s->n = SITES;
    s->id = id;
    s->x = x;
    s->y = y;
    s->zone = zone;
    s->supports = supports;
    struct kt_table *t = fx_table(f, "sites_that_help", 5, row, MEASURES, column);
    double sum = 0;
    for (int i = 0; i < 5; i++) {
        double need = 500 - 90 * i;
        sum = i == 2 ? need : sum + need;
        memcpy(t->value + MEASURES * i,
               (double[]){need, need * 0.8, need * 1.3, need * 9, sum, sum * 0.8, sum * 1.3, 3e4 / need,
                          3e4 / need / 1.3, 3e4 / need / 0.8},
               MEASURES * sizeof(double));
    }
}

#ifdef FX_STATISTICS
/* Inequality and comparison, for the pages that show them. */
static void fx_statistics(struct fixture *f)
{
    static const char *const figure[] = {"access gini", "access concentration", "dist_km gini"},
                             *const part[] = {"access theil_t"};
    static const char *const value[] = {"value", "lower", "upper"}, *const parts[] = {"share_between"};
    static const char *const curve[] = {"persons", "access", "dist_km"};
    static const char *const limit[] = {"persons",   "lower_95", "upper_95", "lower_998",
                                        "upper_998", "target",   "phi"};
    const char **row = KT_NEW(&f->arena, const char *, 41);
    for (int k = 0; k < 41; k++) row[k] = kt_printf(&f->arena, "%d", k * 5);
    struct kt_table *t = fx_table(f, "inequality", 3, figure, 3, value);
    memcpy(t->value, (double[]){0.65, 0.63, 0.68, -0.1, -0.15, -0.06, 0.56, 0.53, 0.58}, 9 * sizeof(double));
    fx_table(f, "inequality_parts", 1, part, 1, parts)->value[0] = 0.41;
    t = fx_table(f, "lorenz", 21, row, 3, curve);
    for (int k = 0; k < 21; k++)
        memcpy(t->value + 3 * k, (double[]){k / 20.0, pow(k / 20.0, 4), pow(k / 20.0, 2)},
               3 * sizeof(double));
    static const char *const group[] = {"all", "age 0-64", "age 65-", "language sv", "place semi-urban"};
    static const char *const by_group[] = {"access",          "access_lower", "access_upper",
                                           "no_access_share", "km_median",    "km_p90"};
    t = fx_table(f, "equity_groups", 5, group, 6, by_group);
    for (int k = 0; k < 5; k++)
        memcpy(t->value + 6 * k, (double[]){12 - k, 10 - k, 15 - k, 0.1 * k, 5 + k, 20 + 2 * k},
               6 * sizeof(double));
    t = fx_table(f, "funnel_0", 41, row, 7, limit);
    for (int k = 0; k < 41; k++) {
        double n = 60 * pow(60, k / 40.0), w = 2 / sqrt(n);
        memcpy(t->value + 7 * k, (double[]){n, 0.3 - w, 0.3 + w, 0.3 - 1.5 * w, 0.3 + 1.5 * w, 0.3, 12.3},
               7 * sizeof(double));
    }
    static const char *const global[] = {"Moran's I: unmet_share"};
    static const char *const test[] = {"value", "expected", "variance", "z", "p", "p_permuted"};
    t = fx_table(f, "spatial_global", 1, global, 6, test);
    memcpy(t->value, (double[]){0.42, -0.01, 0.002, 9, 1e-9, 0.001}, 6 * sizeof(double));
    struct kt_column *lisa = fx_column(f, 0, "lisa_class", KT_K_INDEX, false),
                     *local = fx_column(f, 0, "lisa_i", KT_K_INDEX, false);
    for (size_t z = 0; z < lisa->n; z++) {
        fx_set(lisa, z, (double)(z % 7));
        fx_set(local, z, 0.1 * (double)(z % 9) - 0.2);
    }
    for (size_t lv = 0; lv < 2; lv++) {
        static const char *const name[] = {"gini_access",  "gini_distance", "concentration_access",
                                           "funnel_class", "p_worse",       "p_worst"};
        for (size_t c = 0; c < 6; c++) {
            struct kt_column *col = fx_column(f, lv, name[c], c < 4 ? KT_K_INDEX : KT_K_PROB, c < 3);
            for (size_t z = 0; z < col->n; z++)
                fx_set(col, z, c == 3 ? (double)(z % 5) - 2 : 0.1 + 0.05 * (double)(z % 9));
        }
    }
}
#endif

#ifdef FX_TRAVEL
/* Squares of ground within 10 to 60 minutes around the middle of the country, one home cut off in each region, and a
 * region of which too little is known. */
static void fx_travel(struct fixture *f)
{
    enum { BANDS = 5 };
    static const double minutes[BANDS] = {10, 20, 30, 45, 60};
    static const char *const mode[2] = {"car", "walk"};
    struct kt_arena *a = &f->arena;
    struct kt_cells *c = &f->study.cells;
    c->n = FX_REGIONS;
    c->x = kt_doubles(a, c->n, 160000), c->y = kt_doubles(a, c->n, 0);
    c->zone = KT_NEW(a, int32_t, c->n);
    c->name = KT_NEW(a, const char *, c->n);
    struct kt_column *reached = fx_column(f, 0, "reached_car", KT_K_INDEX, false);
    reached->rows = KT_ROWS_CELLS;
    reached->n = c->n;
    for (size_t i = 0; i < c->n; i++) {
        c->y[i] = 6690000 + (double)i * 100000;
        c->zone[i] = (int32_t)(i * FX_SIDE * FX_SIDE + 6);
        c->name[i] = "Luoto";
        reached->value[i] = i == 0;
    }
    struct kt_isochrones *iso = &f->result.isochrones;
    size_t n = 2 * BANDS, *ring_of = KT_NEW(a, size_t, n + 1), *vert_of = KT_NEW(a, size_t, n + 1);
    double *x = kt_doubles(a, 5 * n, 0), *y = kt_doubles(a, 5 * n, 0);
    *iso = (struct kt_isochrones){n,
                                  KT_NEW(a, const char *, n),
                                  kt_doubles(a, n, 0),
                                  kt_doubles(a, n, 1),
                                  {n, 5 * n, ring_of, vert_of, KT_NEW(a, uint8_t, n), x, y}};
    for (size_t i = 0; i < n; i++) {
        double half = 1000 * minutes[i % BANDS] * (i < BANDS ? 3 : 0.3);
        iso->mode[i] = mode[i / BANDS];
        iso->minutes[i] = minutes[i % BANDS];
        ring_of[i + 1] = i + 1;
        vert_of[i + 1] = 5 * (i + 1);
        for (size_t k = 0; k < 5; k++) {
            x[5 * i + k] = 150000 + (k == 1 || k == 2 ? half : -half);
            y[5 * i + k] = 6850000 + (k == 2 || k == 3 ? half : -half);
        }
    }
    for (size_t lv = 0; lv < 3; lv++)
        for (size_t m = 0; m < 2; m++) {
            size_t rows = f->study.level[lv].n;
            struct kt_column *col[4] = {
                fx_column(f, lv, kt_printf(a, "covered_%s", mode[m]), KT_K_SHARE, false),
                fx_column(f, lv, kt_printf(a, "travel_min_%s", mode[m]), KT_K_MIN, true),
                fx_column(f, lv, kt_printf(a, "slow_%s", mode[m]), KT_K_PERSONS, true),
                fx_column(f, lv, kt_printf(a, "cut_off_%s", mode[m]), KT_K_PERSONS, false)};
            for (size_t z = 0; z < rows; z++) {
                bool unknown = lv == 1 && z == 2;
                fx_set(col[0], z, unknown ? 0.4 : 0.97);
                if (unknown) continue;
                fx_set(col[1], z, 5 + 3 * (double)(z % 16));
                fx_set(col[2], z, 2000);
                fx_set(col[3], z, 150);
            }
            for (size_t b = 0; b < BANDS; b++) {
                struct kt_column *pop =
                    fx_column(f, lv, kt_printf(a, "pop_in_%g_%s", minutes[b], mode[m]), KT_K_SHARE, false);
                struct kt_column *need =
                    fx_column(f, lv, kt_printf(a, "need_in_%g_%s", minutes[b], mode[m]), KT_K_PERSONS, true);
                for (size_t z = 0; z < rows; z++) {
                    if (lv == 1 && z == 2) continue;
                    fx_set(pop, z, 0.15 * (double)(b + 1));
                    fx_set(need, z, 12000.0 * (double)(b + 1));
                }
            }
        }
}
#endif

static void fx_open(struct fixture *f)
{
    *f = (struct fixture){0};
    f->whole = f->arena = kt_arena_open((size_t)512 << 20);
    f->study.keep = &f->arena;
    kt_issues_init(&f->study.issues, &f->arena);
    fx_geography(f);
    f->study.ninput = 1;
    f->study.input[0] = (struct kt_input){.role = "people",
                                          .path = "people.csv",
                                          .layer = "",
                                          .rows = 64,
                                          .sha256 = "0123456789abcdef0123456789abcdef"};
    kt_result_init(&f->result, &f->arena, &f->study);
    f->result.ndraw = 1000;
    f->result.need_weight[0] = f->result.need_weight[1] = 1;
    for (size_t lv = 0; lv < 3; lv++) fx_level(f, lv);
#ifdef FX_STATISTICS
    fx_statistics(f);
#endif
#ifdef FX_TRAVEL
    fx_travel(f);
#endif
#ifdef FX_PLACES
    fx_places(f);
#endif
#ifdef FX_EARLIER
    fx_earlier(f);
#endif
#ifdef FX_SCENARIOS
    fx_scenarios(f);
#endif
    CHECK(kt_view_build_k(&f->view, &f->study, &f->result, 10, &f->arena, f->arena, &f->err) == KT_OK);
    f->opt = (struct kt_report_options){.view = &f->view, .dir = "build/tests/pages", .version = "0.0.0"};
    struct kt_arena tmp = kt_arena_open((size_t)256 << 20);
    CHECK(kt_report_open(&f->rep, &f->opt, &f->arena, tmp, &f->err) == KT_OK);
    CHECK_STR(f->err.text, "");
}

static void fx_close(struct fixture *f)
{
    kt_arena_close(f->whole);
}

/* Every text on what lies below it, by its pixels. */
static inline void fx_probe_page(struct kt_doc *d, const char *path)
{
    struct kt_layout_faults faults = {0};
    struct kt_err err = {0};
    CHECK(kt_doc_draw(d, KT_PNG, path, &faults, &err) == KT_OK);
    if (faults.pale) printf("  %s: %s\n", path, faults.first);
    CHECK(faults.pale == 0);
}

/* The page's slide, under the same eyes. */
static inline void fx_draw_slide(const struct kt_doc *page, const char *path)
{
    struct kt_doc d = *page;
    struct kt_layout_faults faults = {0};
    struct kt_err err = {0};
    kt_doc_to_slides(&d);
    CHECK(d.nsheet == 1);
    path = kt_printf(d.arena, "%.*s-slide.pdf", (int)strlen(path) - 4, path);
    CHECK(kt_doc_draw(&d, KT_PDF, path, &faults, &err) == KT_OK);
    if (faults.first) printf("  %s: %s\n", path, faults.first);
    CHECK(faults.overlap == 0 && faults.outside == 0 && faults.small == 0 && faults.unread == 0);
    if (d.lang == KT_SV) fx_probe_page(&d, kt_printf(d.arena, "%.*s.png", (int)strlen(path) - 4, path));
}

/* Draws one page of all documents in all languages; nothing may overlap, run off, be too small or pale. */
static inline void fx_draw_page(const struct kt_page *page)
{
    struct fixture f;
    fx_open(&f);
    f.opt.probe = true;
    f.rep.page[0] = page;
    f.rep.npage = 1;
    CHECK(kt_mkdirs(f.opt.dir, &f.err) == KT_OK);
    for (enum kt_lang l = 0; l < KT_NLANG; l++) {
        for (size_t i = 0; i <= FX_REGIONS; i++) {
            size_t level = i == FX_REGIONS ? 2 : 1, zone = i == FX_REGIONS ? 0 : i;
            struct kt_doc d = kt_doc_make(&f.rep, l, level, zone, &f.arena);
#ifdef FX_NATIONAL_ONLY
            CHECK(page->applies(&d) == kt_doc_national(&d));
            if (!kt_doc_national(&d)) continue;
#endif
#ifdef FX_REGIONAL_ONLY
            CHECK(page->applies(&d) != kt_doc_national(&d));
            if (kt_doc_national(&d)) continue;
#endif
#if defined FX_PLACES && !defined FX_EVERYWHERE
            CHECK(page->applies(&d) == (i == 0 || i == FX_REGIONS));
            if (!page->applies(&d)) continue;
#endif
            CHECK(page->applies(&d));
            CHECK(d.nsheet >= 1);
            struct kt_layout_faults faults = {0};
            char *path = kt_printf(&f.arena, "%s/%s-%s-%zu.pdf", f.opt.dir, page->name, kt_lang_code[l], i);
            CHECK(kt_doc_draw(&d, KT_PDF, path, &faults, &f.err) == KT_OK);
            if (faults.first) printf("  %s: %s\n", path, faults.first);
            CHECK(faults.overlap == 0);
            CHECK(faults.outside == 0);
            CHECK(faults.small == 0);
            CHECK(faults.unread == 0);
            if (page->slide) fx_draw_slide(&d, path);
            /* Grounds are the same in all languages. */
            if (l == KT_SV) fx_probe_page(&d, kt_printf(&f.arena, "%s/%s-%zu.png", f.opt.dir, page->name, i));
        }
    }
    fx_close(&f);
}

/* Does a page, drawn by itself, say this? */
static inline bool fx_page_says(struct fixture *f, const struct kt_page *page, enum kt_lang lang,
                                size_t level, size_t zone, const char *text)
{
    f->rep.page[0] = page;
    f->rep.npage = 1;
    struct kt_doc d = kt_doc_make(&f->rep, lang, level, zone, &f->arena);
    struct kt_canvas *cv;
    struct kt_canvas_spec spec = {.format = KT_PDF, .lang = lang, .title = "t"};
    const char *path = kt_printf(&f->arena, "%s/%s-words.pdf", f->opt.dir, page->name);
    CHECK(kt_mkdirs(f->opt.dir, &f->err) == KT_OK);
    CHECK(kt_canvas_open(&cv, path, &spec, &f->err) == KT_OK);
    CHECK(kt_canvas_page(cv, &f->err) == KT_OK);
    page->draw(&d, cv, 0);
    size_t n;
    bool found = false;
    const struct kt_placed *p = kt_canvas_placed(cv, &n);
    for (size_t i = 0; i < n; i++) found |= strstr(p[i].text, text) != NULL;
    CHECK(kt_canvas_close(cv, &f->err) == KT_OK);
    return found;
}

#endif
