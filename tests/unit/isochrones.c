/* isochrones: the ground within so many minutes, on a road whose minutes anyone can count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../outline_fixture.h"
#include "../road_fixture.h"

#include <katve/rng.h>
#include <ogr_api.h>

/* Outlines as exact as the tests count. */
static const char *const fine[] = {"methods.road_network.speed_share=1", "methods.road_network.part_nodes=3",
                                   "methods.road_network.far_km=3", "methods.isochrones.pixel_m=10"};

static bool holds(const struct kt_isochrones *iso, size_t row, double x, double y)
{
    return row_holds(&iso->geom, row, x, y);
}

/* Valid, holes inside their ring, and each row within the next of its mode. */
static void check_shapes(const struct kt_isochrones *iso)
{
    for (size_t i = 0; i < iso->n; i++) {
        OGRGeometryH g = geometry(&iso->geom, i);
        CHECK(OGR_G_IsValid(g));
        CHECK_NEAR(OGR_G_Area(g) / 1e6, iso->km2[i], 1e-6);
        if (i && !strcmp(iso->mode[i], iso->mode[i - 1])) {
            OGRGeometryH less = geometry(&iso->geom, i - 1), out = OGR_G_Difference(less, g);
            CHECK(iso->minutes[i] > iso->minutes[i - 1] && iso->km2[i] >= iso->km2[i - 1]);
            CHECK(out && OGR_G_Area(out) < 1e-3); /* square metres: rounding of GDAL's own */
            if (out) OGR_G_DestroyGeometry(out);
            OGR_G_DestroyGeometry(less);
        }
        OGR_G_DestroyGeometry(g);
    }
}

/* Minutes of a place on the long road: three to park, a minute a kilometre; sites at 0 (500 m off), 10 and 32 km
 * (1 km off). */
static double minutes_at(double km)
{
    double foot = 60 / 4.7, best = 3 + fabs(km - 10);
    if (km > 20 && km < 30) best = INFINITY; /* with the one-way piece only */
    if (km >= 30) best = INFINITY;
    best = fmin(best, km < 20 ? 3 + foot / 2 + km : INFINITY);
    if (km >= 20) best = fmin(best, 3 + foot + fabs(km - 32));
    if (km < 20) best = fmin(best, 3 + foot + 32 - km);
    return km == 20 ? fmin(best, 13) : best;
}

static const double PIXEL_MIN = 60 * 0.01 / 4.7;

KT_TEST(what_is_within_the_minutes_is_inside)
{
    struct fixture f;
    open_roads(&f, fine, 4);
    CHECK(fx_run(&f, &kt_isochrones) == KT_OK);
    const struct kt_isochrones *iso = &f.r.isochrones;
    CHECK(iso->n == 5);
    if (iso->n != 5) return;
    check_shapes(iso);
    for (size_t i = 0; i < iso->n; i++) {
        CHECK_STR(iso->mode[i], "car");
        for (int at = 0; at <= 800; at++) {
            double km = at / 20.0, min = minutes_at(km);
            /* Borders run between the middles of pixels of 10 m: as exact as a walk of one. */
            if (min <= iso->minutes[i] - PIXEL_MIN) CHECK(holds(iso, i, 1000 * km, 0.1));
            if (min > iso->minutes[i] + PIXEL_MIN) CHECK(!holds(iso, i, 1000 * km, 0.1));
        }
        for (size_t v = 5; v < 8; v++)
            CHECK(!holds(iso, i, node_x[v], node_y[v])); /* no way off the island */
    }
    fx_close(&f);
}

KT_TEST(ground_beside_a_road_is_walked_and_ends)
{
    struct fixture f;
    open_roads(&f, fine, 4);
    CHECK(fx_run(&f, &kt_isochrones) == KT_OK);
    const struct kt_isochrones *iso = &f.r.isochrones;
    CHECK(holds(iso, 0, 10000, 230) && holds(iso, 0, 10000, -230)); /* 3 + 2.9 minutes */
    CHECK(!holds(iso, 4, 10000, 280) && !holds(iso, 4, 10000, -280));
    CHECK(holds(iso, 0, 16000, 60) && !holds(iso, 0, 16000, 110)); /* 9 minutes, and one left to walk */
    fx_close(&f);
}

KT_TEST(a_ferry_fills_no_sea)
{
    struct fixture f;
    open_roads(&f, fine, 4);
    float ferry[] = {NAN, NAN, 5, NAN, NAN, NAN, NAN};
    f.st.roads.ferry_min = ferry;
    CHECK(fx_run(&f, &kt_isochrones) == KT_OK);
    const struct kt_isochrones *iso = &f.r.isochrones;
    check_shapes(iso);
    for (int km = 21; km < 30; km++) CHECK(!holds(iso, 4, 1000.0 * km, 1)); /* on the water */
    CHECK(holds(iso, 1, 19990, 1) && holds(iso, 1, 31000, 1) && holds(iso, 4, 30010, 1));
    fx_close(&f);
}

KT_TEST(the_far_shore_belongs_to_its_own_roads)
{
    struct fixture f; /* the island lies 300 m from the long road's western end */
    open_roads(&f, fine, 4);
    double y[14] = {0}, ny[8] = {0};
    double x[14] = {0,     10000, 10000, 20000, 20000, 30000, 30000,
                    40000, 9000,  10500, 10500, 11000, 9000,  11000};
    double nx[8] = {0, 10000, 20000, 30000, 40000, 9000, 10500, 11000};
    for (size_t v = 8; v < 14; v++) y[v] = -300;
    y[11] = y[13] = -700;
    for (size_t v = 5; v < 8; v++) ny[v] = v < 7 ? -300 : -700;
    f.st.roads.vx = x, f.st.roads.vy = y, f.st.roads.x = nx, f.st.roads.y = ny;
    CHECK(fx_run(&f, &kt_isochrones) == KT_OK);
    const struct kt_isochrones *iso = &f.r.isochrones;
    CHECK(holds(iso, 4, 10000, -140) && !holds(iso, 4, 10000, -170) && !holds(iso, 4, 10000, -300));
    CHECK(holds(iso, 4, 10000, 240));
    fx_close(&f);
}

KT_TEST(people_are_counted_by_mode_with_intervals)
{
    struct fixture f;
    open_roads(&f,
               (const char *const[]){
                   plain[0], plain[1], plain[2], "methods.road_network.modes=[car, walk, walk_slow]",
                   "methods.isochrones.minutes=[10, 30]", "methods.road_network.least_known=0.5"},
               6);
    CHECK(fx_run(&f, &kt_isochrones) == KT_OK);
    const struct kt_isochrones *iso = &f.r.isochrones;
    CHECK(iso->n == 6);
    check_shapes(iso);
    const struct kt_table *t = kt_result_table(&f.r, "isochrones");
    CHECK(t && t->nrow == 6 && t->ncol == 5);
    if (!t) return;
    CHECK_STR(t->row[0], "car 10");
    CHECK_STR(t->row[5], "walk_slow 30");
    for (size_t i = 0; i < t->nrow; i++) {
        const double *row = t->value + i * t->ncol;
        CHECK(row[2] <= row[1] && row[1] <= row[3] && row[4] == iso->km2[i]);
        if (i % 2) CHECK(row[0] >= row[-5] && row[1] >= row[-4]);
    }
    /* By car within 10: a (3 + 6.4 minutes) and d; not b, c, e, f. */
    CHECK_NEAR(t->value[0], 1950 + 430, 1e-9);
    CHECK_NEAR(fx_get(&f, 0, "pop_in_10_car", 0), 1950.0 / 2910, 1e-12);
    CHECK_NEAR(fx_get(&f, 0, "pop_in_10_car", 1), 430.0 / 980, 1e-12);
    CHECK(fx_has_interval(&f, 0, "need_in_30_car", 1) && fx_get(&f, 0, "need_in_30_car", 1) > 0);
    CHECK(fx_get(&f, 0, "need_in_10_walk_slow", 0) <= fx_get(&f, 0, "need_in_10_walk", 0));
    CHECK(iso->km2[4] < iso->km2[2]); /* slower walkers come less far */
    fx_close(&f);
}

enum { SIDE = 9, NODES = SIDE * SIDE, EDGES_MOST = 2 * NODES };

/* Streets in squares of 400 m, some missing, one-way, slow or water; the eight cells stand on crossings, and what
 * road_network says of them must be what the outlines say. */
struct town {
    double x[NODES], y[NODES], vx[2 * EDGES_MOST], vy[2 * EDGES_MOST];
    int32_t from[EDGES_MOST], to[EDGES_MOST];
    float length[EDGES_MOST], kmh[EDGES_MOST], kmh_back[EDGES_MOST], ferry[EDGES_MOST];
    uint8_t open[EDGES_MOST];
    uint32_t first[EDGES_MOST + 1];
};

static void add_street(struct kt_roads *r, struct town *t, int32_t a, int32_t b, uint32_t *draw)
{
    size_t e = r->nedge;
    double u = kt_rng_uniform(7, 1, 0, (*draw)++);
    if (u < 0.2) return;
    r->nedge++;
    t->from[e] = a, t->to[e] = b;
    t->length[e] = 400;
    t->kmh[e] = (float)(10 + 50 * kt_rng_uniform(7, 1, 0, (*draw)++));
    t->kmh_back[e] = (float)(10 + 50 * kt_rng_uniform(7, 1, 0, (*draw)++));
    t->ferry[e] = u < 0.25 ? 3 : NAN;
    t->open[e] = (uint8_t)(u < 0.5 ? KT_FORTH : u < 0.6 ? KT_BACK : BOTH);
    t->vx[2 * e] = t->x[a], t->vy[2 * e] = t->y[a];
    t->vx[2 * e + 1] = t->x[b], t->vy[2 * e + 1] = t->y[b];
    t->first[e + 1] = (uint32_t)(2 * e + 2);
}

KT_TEST(outlines_say_what_the_searches_say)
{
    uint32_t draw = 0;
    size_t met = 0;
    for (int round = 0; round < 12; round++) {
        struct fixture f;
        open_roads(&f,
                   (const char *const[]){plain[0], "methods.road_network.part_nodes=1",
                                         "methods.isochrones.minutes=[4, 6, 9, 14]", fine[3]},
                   4);
        struct town *t = KT_NEW(&f.keep, struct town, 1);
        struct kt_roads *r = &f.st.roads;
        *r = (struct kt_roads){.nnode = NODES,
                               .x = t->x,
                               .y = t->y,
                               .from = t->from,
                               .to = t->to,
                               .length_m = t->length,
                               .kmh = t->kmh,
                               .kmh_back = t->kmh_back,
                               .ferry_min = t->ferry,
                               .first = t->first,
                               .vx = t->vx,
                               .vy = t->vy,
                               .open = {t->open, t->open, t->open}};
        for (size_t v = 0; v < NODES; v++)
            t->x[v] = 400.0 * (double)(v % SIDE) + 3, t->y[v] = 400.0 * (double)(v / SIDE) + 3;
        for (int32_t v = 0; v < NODES; v++) {
            if (v % SIDE + 1 < SIDE) add_street(r, t, v, v + 1, &draw);
            if (v + SIDE < NODES) add_street(r, t, v, v + SIDE, &draw);
        }
        r->nvert = 2 * r->nedge;
        size_t at[FX_CELLS];
        for (size_t c = 0; c < FX_CELLS; c++) {
            at[c] = (size_t)(kt_rng_uniform(7, 1, 0, draw++) * NODES);
            f.st.cells.x[c] = t->x[at[c]], f.st.cells.y[c] = t->y[at[c]];
        }
        for (size_t s = 0; s < f.st.sites.n; s++)
            f.st.sites.x[s] = 1203 + 200.0 * (double)s, f.st.sites.y[s] = 1203;
        CHECK(fx_run(&f, &kt_isochrones) == KT_OK);
        const struct kt_isochrones *iso = &f.r.isochrones;
        const struct kt_costs *car = &f.r.mode[0];
        CHECK_STR(car->mode, "car");
        check_shapes(iso);
        for (size_t c = 0; c < FX_CELLS; c++)
            for (size_t i = 0; i < iso->n; i++) {
                /* A door may stand at a crossing of water only; then it is another street's. */
                if (!(car->nearest[c] <= iso->minutes[i] - 2 * PIXEL_MIN)) continue;
                bool street = false;
                for (size_t e = 0; e < r->nedge; e++)
                    street |=
                        isnan(t->ferry[e]) && ((size_t)t->from[e] == at[c] || (size_t)t->to[e] == at[c]);
                if (!street) continue;
                CHECK(holds(iso, i, t->x[at[c]], t->y[at[c]]));
                met++;
            }
        fx_close(&f);
    }
    CHECK(met > 60);
}

KT_TEST(limits_are_whole_and_rising)
{
    static const char *const wrong[] = {"methods.isochrones.minutes=[10, 10]",
                                        "methods.isochrones.minutes=[2.5]", "methods.isochrones.minutes=[]"};
    for (size_t i = 0; i < 3; i++) {
        struct fixture f;
        open_roads(&f, (const char *const[]){wrong[i]}, 1);
        CHECK(fx_run(&f, &kt_isochrones) == KT_EINPUT);
        CHECK(strstr(f.err.text, "methods.isochrones.minutes") != NULL);
        fx_close(&f);
    }
    struct fixture f; /* no roads: nothing to draw */
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, &kt_isochrones) == KT_OK && f.r.isochrones.n == 0);
    fx_close(&f);
}

KT_TEST(without_a_site_no_ground_is_within_reach)
{
    struct fixture f;
    open_roads(&f, fine, 4);
    for (size_t s = 0; s < f.st.sites.n; s++) f.st.sites.supports[s] = KT_NO;
    CHECK(fx_run(&f, &kt_isochrones) == KT_OK);
    CHECK(f.r.isochrones.n == 5 && f.r.isochrones.geom.nring == 0 && f.r.isochrones.km2[4] == 0);
    fx_close(&f);
}

KT_TEST_MAIN
