/* The examples of peers' own documentation: R (fca, catchment,
 * accessibility, and the family of constrained measures) and Python (PySAL access).
 * What is not ours is named with the reason.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/measures.h>

#include <jansson.h>

enum { MOST = 32 };

static size_t agreed;

struct example {
    double need[MOST], supply[MOST];
    size_t start[MOST + 1];
    int32_t col[MOST * MOST];
    float val[MOST * MOST];
    double cost[MOST * MOST];
    struct kt_market in;
};
static struct example e;

static json_t *load(const char *name)
{
    char path[512];
    if (!kt_test_shared()) return NULL;
    snprintf(path, sizeof path, "%s/golden/access/%s", kt_test_shared(), name);
    return json_load_file(path, 0, NULL);
}

static double at(const json_t *array, size_t i)
{
    const json_t *v = json_array_get(array, i);
    return json_is_number(v) ? json_number_value(v) : NAN;
}

/* A full matrix; cost(c, s) from rows of cells. */
static void open_example(const json_t *need, const json_t *supply, const double *cost, struct kt_arena *a)
{
    size_t ncell = json_array_size(need), nsite = json_array_size(supply);
    for (size_t c = 0; c < ncell; c++) e.need[c] = at(need, c);
    for (size_t s = 0; s < nsite; s++) e.supply[s] = at(supply, s);
    for (size_t c = 0; c <= ncell; c++) e.start[c] = c * nsite;
    for (size_t k = 0; k < ncell * nsite; k++) {
        e.col[k] = (int32_t)(k % nsite);
        e.cost[k] = cost[k];
        e.val[k] = (float)cost[k];
    }
    struct kt_csr pairs = {ncell, nsite, ncell * nsite, e.start, e.col, e.val, e.cost};
    e.in = (struct kt_market){.need = e.need, .supply = e.supply, .links = kt_links_pairs(&pairs, NULL, a)};
}

static void rows_of(const json_t *rows, double *cost)
{
    size_t i, n = 0;
    const json_t *row;
    json_array_foreach(rows, i, row) for (size_t k = 0; k < json_array_size(row); k++) cost[n++] = at(row, k);
}

static void same(const char *what, const double *got, const json_t *want, double tolerance)
{
    CHECK(json_array_size(want) > 0);
    for (size_t i = 0; i < json_array_size(want); i++) {
        double w = at(want, i);
        bool ok = isnan(w) ? isnan(got[i]) : fabs(got[i] - w) <= tolerance * fabs(w) + 1e-300;
        if (!ok) printf("  %s [%zu]: %.15g, peer %.15g\n", what, i, got[i], w);
        CHECK(ok);
        agreed += ok;
    }
}

static struct kt_decay steps_of(const json_t *steps)
{
    double upto[3], weight[3]; /* the peer lists them from the widest */
    for (size_t i = 0; i < 3; i++) {
        upto[2 - i] = at(json_array_get(steps, i), 0);
        weight[2 - i] = at(json_array_get(steps, i), 1);
    }
    return kt_decay_steps(upto, weight, 3);
}

KT_TEST(catchment)
{
    json_t *j = load("doc_r.json"), *d = json_object_get(j, "catchment");
    if (!j) SKIP("no ../shared/golden/access");
    struct kt_arena whole = kt_arena_open(1 << 22), a = whole;
    double cost[MOST], out[MOST];
    rows_of(json_object_get(d, "cost_rows_are_demand"), cost);
    open_example(json_object_get(d, "pop"), json_object_get(d, "doc"), cost, &a);
    e.in.decay = kt_decay_steps(&(double){30}, &(double){1}, 1);
    e.in.decay.left_closed = true;
    kt_measure_fca2(&e.in, NULL, out, a);
    same("2sfca within 30", out, json_object_get(d, "2sfca_30"), 1e-9);
    e.in.decay = steps_of(json_object_get(d, "steps"));
    kt_measure_fca2(&e.in, NULL, out, a);
    same("e2sfca", out, json_object_get(d, "e2sfca"), 1e-9);
    kt_measure_m2sfca(&e.in, NULL, out, a);
    same("m2sfca", out, json_object_get(d, "m2sfca"), 1e-9);
    kt_measure_bfca(&e.in, NULL, out, a);
    same("bfca", out, json_object_get(d, "bfca"), 1e-9);
    kt_measure_fca3(&e.in, &e.in.decay, NULL, out, a);
    same("3sfca", out, json_object_get(d, "3sfca"), 1e-9);
    /* sigma 2: demand of the second site is 7e-48, which the peer takes for none and katve for some */
    printf("  gaussian_scale2: the peer takes a demand of 7e-48 for none\n");
    printf("  gaussian18_commutes: weights by commuting flows; katve has no flows between homes and work\n");
    kt_arena_close(whole);
    json_decref(j);
}

KT_TEST(accessibility)
{
    json_t *j = load("doc_r.json"), *d = json_object_get(j, "accessibility");
    if (!j) SKIP("no ../shared/golden/access");
    struct kt_arena whole = kt_arena_open(1 << 22), a = whole;
    double cost[MOST], out[MOST];
    const json_t *minutes = json_object_get(json_object_get(d, "od"), "travel_time");
    for (size_t k = 0; k < 25; k++) cost[k] = at(minutes, k); /* from and to ascend */
    open_example(json_object_get(d, "population"), json_object_get(d, "jobs"), cost, &a);
    struct kt_decay within = kt_decay_steps(&(double){45}, &(double){1}, 1);
    struct kt_decay exponential = {.kind = KT_DECAY_EXPONENTIAL, .reach = INFINITY};
    e.in.decay = within;
    kt_measure_gravity(&e.in, out, a);
    same("gravity binary", out, json_object_get(d, "gravity_binary45"), 1e-9);
    kt_measure_fca2(&e.in, NULL, out, a);
    same("2sfca binary", out, json_object_get(d, "2sfca_binary45"), 1e-9);
    kt_measure_bfca(&e.in, NULL, out, a);
    same("bfca binary", out, json_object_get(d, "bfca_binary45"), 1e-9);
    e.in.decay = exponential, e.in.decay.sigma = 1 / 0.5;
    kt_measure_fca2(&e.in, NULL, out, a);
    same("2sfca exponential", out, json_object_get(d, "2sfca_exp0.5"), 1e-9);
    e.in.decay.sigma = 1 / 0.2;
    kt_measure_gravity(&e.in, out, a);
    same("gravity exponential", out, json_object_get(d, "gravity_exp0.2"), 1e-9);
    e.in.decay.sigma = 1 / 0.1;
    kt_measure_spatial_availability(&e.in, 1, out, a);
    same("availability", out, json_object_get(d, "spatial_availability_exp0.1"), 1e-9);
    kt_measure_spatial_availability(&e.in, 0.5, out, a);
    same("availability, alpha 0.5", out, json_object_get(d, "spatial_availability_exp0.1_alpha0.5"), 1e-9);
    e.in.decay =
        (struct kt_decay){.kind = KT_DECAY_POWER, .reach = INFINITY, .sigma = 1, .power = 0.2, .least = 1};
    kt_measure_gravity(&e.in, out, a);
    same("gravity power", out, json_object_get(d, "gravity_power0.2"), 1e-9);
    e.in.decay = (struct kt_decay){.kind = KT_DECAY_LOGISTIC, .reach = INFINITY, .sigma = 5, .middle = 10};
    kt_measure_gravity(&e.in, out, a);
    same("gravity logistic", out, json_object_get(d, "gravity_logistic_c10_sd5"), 1e-9);
    kt_measure_cumulative_interval(&e.in.links, e.supply, 30, 60, 1, KT_MEDIAN, out, a);
    same("cumulative interval", out, json_object_get(d, "cumulative_interval_30_60"), 1e-9);
    kt_arena_close(whole);
    json_decref(j);
}

KT_TEST(constrained)
{
    json_t *j = load("doc_r.json"), *d = json_object_get(j, "constrained");
    if (!j) SKIP("no ../shared/golden/access");
    struct kt_arena whole = kt_arena_open(1 << 22), a = whole;
    double cost[MOST], out[MOST], b[MOST], flow[MOST];
    rows_of(json_object_get(d, "cost"), cost);
    open_example(json_object_get(d, "pop"), json_object_get(d, "jobs"), cost, &a);
    e.in.decay = (struct kt_decay){.kind = KT_DECAY_EXPONENTIAL, .reach = INFINITY, .sigma = 10};
    kt_measure_total_constrained(&e.in, out, b, a);
    same("total", out, json_object_get(d, "total_active"), 1e-9);
    same("total, passive", b, json_object_get(d, "total_passive"), 1e-9);
    kt_measure_singly_constrained(&e.in, out, b, a);
    same("singly", out, json_object_get(d, "singly_active"), 1e-9);
    same("singly, passive", b, json_object_get(d, "singly_passive"), 1e-9);
    open_example(json_object_get(d, "pop"), json_object_get(d, "jobs_matched"), cost, &a);
    e.in.decay =
        (struct kt_decay){.kind = KT_DECAY_POWER, .reach = INFINITY, .sigma = 1, .power = 3, .least = 1e-9};
    struct kt_fit fit = kt_measure_doubly_constrained(&e.in, 1e-13, 10000, out, b, a);
    CHECK(fit.gap <= 1e-13);
    for (size_t c = 0; c < 3; c++)
        for (size_t s = 0; s < 3; s++)
            flow[3 * c + s] = out[c] * e.need[c] * b[s] * e.supply[s] * pow(cost[3 * c + s], -3);
    printf("  doubly: to 1e-6, because the peer adds 1e-9 to its denominators\n");
    same("doubly", flow, json_object_get(json_object_get(d, "doubly"), "flow"), 1e-6);
    kt_arena_close(whole);
    json_decref(j);
}

/* PySAL's hospitals: weights 1 / cost within 61. */
KT_TEST(hospitals)
{
    json_t *j = load("doc_python.json"), *d;
    size_t i, scenarios = 0;
    if (!j) SKIP("no ../shared/golden/access");
    json_array_foreach(json_object_get(j, "cases"), i, d)
    {
        if (!json_object_get(d, "two_stage_fca")) continue;
        struct kt_arena whole = kt_arena_open(1 << 22), a = whole;
        double cost[9], out[MOST];
        const json_t *od = json_object_get(d, "od");
        for (size_t k = 0; k < 9; k++) {
            const json_t *row = json_array_get(od, k);
            cost[3 * ((size_t)at(row, 0) - 1) + (size_t)at(row, 1) - 1] = at(row, 2);
        }
        open_example(json_object_get(d, "pop"), json_object_get(d, "supply"), cost, &a);
        struct kt_decay all = {
            .kind = KT_DECAY_POWER, .reach = INFINITY, .sigma = 1, .power = 1, .least = 1e-9};
        e.in.decay = all;
        e.in.decay.reach = 61;
        kt_measure_fca2(&e.in, NULL, out, a);
        same("two-stage", out, json_object_get(d, "two_stage_fca"), 1e-9);
        kt_measure_fca3(&e.in, &all, NULL, out, a);
        same("three-stage", out, json_object_get(d, "three_stage_fca"), 1e-9);
        scenarios++;
        kt_arena_close(whole);
    }
    CHECK(scenarios == 4);
    json_decref(j);
}

KT_TEST(count)
{
    if (!kt_test_shared()) SKIP("no ../shared/golden/access");
    printf("  %zu values of the peers' own examples agree\n", agreed);
    CHECK(agreed > 100);
}

KT_TEST_MAIN
