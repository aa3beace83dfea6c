/* The examples of peers' own documentation: R (fca, catchment,
 * accessibility, and the family of constrained measures) and Python (PySAL access).
 * What is not ours is named with the reason.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../access_example.h"

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
    /* sigma 2: demand of the second site is 7e-48, which the peer takes for none, and gives its supply */
    e.in.decay = (struct kt_decay){.kind = KT_DECAY_GAUSS, .reach = INFINITY, .sigma = 2};
    e.in.no_demand = KT_NO_DEMAND_SUPPLY, e.in.least_demand = 1e-15;
    kt_measure_fca2(&e.in, NULL, out, a);
    same("gaussian, sigma 2", out, json_object_get(d, "gaussian_scale2"), 1e-9);
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
    struct kt_fit fit = kt_measure_doubly_constrained(
        &e.in, &(struct kt_doubly){.tolerance = 1e-13, .most_rounds = 10000}, out, b, a);
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
