/* Agreement with established peers on the small case (versions and calls stand in the peers' files):
 * nearest, cumulative, two-step catchments with steps and Gaussian, and 2SFCA within a cutoff.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/access.h>

#include <jansson.h>

enum { CELLS = 6, SITES = 3, PAIRS = 18 };

struct small_case {
    double x[CELLS], y[CELLS], pop[CELLS], sx[SITES], sy[SITES], cap[SITES], cost[CELLS][SITES];
    double catchment, sigma;
    struct kt_decay step, gauss, within;
};

static json_t *load(const char *name)
{
    char path[512];
    if (!kt_test_shared()) return NULL;
    snprintf(path, sizeof path, "%s/golden/access/%s", kt_test_shared(), name);
    return json_load_file(path, 0, NULL);
}

static void numbers(const json_t *o, const char *key, double *out, size_t n)
{
    for (size_t i = 0; i < n; i++) out[i] = json_number_value(json_array_get(json_object_get(o, key), i));
}

static bool read_case(struct small_case *s)
{
    json_t *j = load("case_small.json");
    if (!j) return false;
    json_t *d = json_object_get(j, "demand"), *u = json_object_get(j, "supply"),
           *od = json_object_get(j, "od");
    numbers(d, "x", s->x, CELLS);
    numbers(d, "y", s->y, CELLS);
    numbers(d, "pop", s->pop, CELLS);
    numbers(u, "x", s->sx, SITES);
    numbers(u, "y", s->sy, SITES);
    numbers(u, "cap", s->cap, SITES);
    numbers(od, "cost", &s->cost[0][0], PAIRS); /* rows are cells, in order */
    s->catchment = json_number_value(json_object_get(j, "catchment"));
    s->sigma = json_number_value(json_object_get(j, "sigma"));
    double upto[3], weight[3];
    for (size_t i = 0; i < 3; i++) {
        const json_t *pair = json_array_get(json_object_get(j, "steps"), i);
        upto[i] = json_number_value(json_array_get(pair, 0));
        weight[i] = json_number_value(json_array_get(pair, 1));
    }
    s->step = kt_decay_steps(upto, weight, 3);
    s->within = kt_decay_steps(&s->catchment, &(double){1}, 1);
    s->gauss = (struct kt_decay){.kind = KT_DECAY_GAUSS, .reach = s->catchment, .sigma = s->sigma};
    json_decref(j);
    return true;
}

/* The peer's values of one method; false when the file or method is absent. */
static bool peer(const char *file, const char *method, double *out, size_t n)
{
    json_t *j = load(file), *results = json_object_get(j, "results"), *r;
    size_t i;
    bool found = false;
    json_array_foreach(results, i, r)
    {
        if (!kt_streq(json_string_value(json_object_get(r, "method")), method)) continue;
        numbers(r, "values", out, n);
        found = true;
        break;
    }
    json_decref(j);
    return found;
}

static void agree(const char *file, const char *method, const double *got)
{
    double want[CELLS];
    bool found = peer(file, method, want, CELLS);
    CHECK(found);
    for (size_t c = 0; c < CELLS && found; c++) {
        if (fabs(got[c] - want[c]) > 1e-9 * fabs(want[c])) printf("  %s %s row %zu\n", file, method, c);
        CHECK(fabs(got[c] - want[c]) <= 1e-9 * fabs(want[c]));
    }
}

/* Straight-line kernel, no stored pairs. */
static void points_fca(const struct small_case *s, const struct kt_decay *d, double *access)
{
    struct kt_arena whole = kt_arena_open(1 << 22), a = whole;
    struct kt_grid cells = kt_grid_build(&a, s->x, s->y, CELLS, NULL, d->reach / 8);
    struct kt_grid sites = kt_grid_build(&a, s->sx, s->sy, SITES, NULL, d->reach / 8);
    double demand[SITES];
    kt_fca_points(&cells, &sites, s->pop, s->cap, SITES, d, demand, access, a);
    kt_arena_close(whole);
}

/* Stored pairs, with weights from the case's own costs. */
static void pairs_fca(const struct small_case *s, const struct kt_decay *d, double *access)
{
    size_t start[CELLS + 1];
    int32_t col[PAIRS];
    float val[PAIRS];
    double weight[PAIRS], demand[SITES], ratio[SITES];
    for (size_t c = 0; c <= CELLS; c++) start[c] = c * SITES;
    for (size_t k = 0; k < PAIRS; k++) {
        col[k] = (int32_t)(k % SITES);
        val[k] = (float)s->cost[k / SITES][k % SITES];
        weight[k] = kt_decay_at(d, s->cost[k / SITES][k % SITES]);
    }
    struct kt_csr pairs = {CELLS, SITES, PAIRS, start, col, val, NULL};
    kt_fca_pairs(&pairs, weight, s->pop, s->cap, 1, demand, ratio, access);
}

static void both_agree(const struct small_case *s, const struct kt_decay *d, const char *file,
                       const char *method)
{
    double access[CELLS];
    points_fca(s, d, access);
    agree(file, method, access);
    pairs_fca(s, d, access);
    agree(file, method, access);
}

KT_TEST(step_catchments)
{
    struct small_case s;
    if (!read_case(&s)) SKIP("no ../shared/golden/access");
    both_agree(&s, &s.step, "out_pysal_access.json", "2sfca:step");
    both_agree(&s, &s.step, "out_accessibility.json", "2sfca:step");
    both_agree(&s, &s.step, "out_catchment.json", "e2sfca:step");
}

KT_TEST(gaussian_catchments)
{
    struct small_case s;
    if (!read_case(&s)) SKIP("no ../shared/golden/access");
    both_agree(&s, &s.gauss, "out_pysal_access.json", "2sfca:gaussian");
    both_agree(&s, &s.gauss, "out_accessibility.json", "2sfca:gaussian");
    both_agree(&s, &s.gauss, "out_catchment.json", "2sfca:gaussian");
    both_agree(&s, &s.gauss, "out_aceso.json", "2sfca:gaussian");
}

KT_TEST(plain_catchment)
{
    struct small_case s;
    if (!read_case(&s)) SKIP("no ../shared/golden/access");
    both_agree(&s, &s.within, "out_aceso.json", "2sfca");
    both_agree(&s, &s.within, "out_accessibility.json", "2sfca:binary");
}

/* sum over sites of weight × capacity: gravity, and with weight 1 cumulative opportunities. */
KT_TEST(cumulative_and_gravity)
{
    struct small_case s;
    if (!read_case(&s)) SKIP("no ../shared/golden/access");
    const struct {
        const struct kt_decay *d;
        const char *method;
    } cases[] = {{&s.within, "cumulative"}, {&s.step, "gravity:step"}, {&s.gauss, "gravity:gaussian"}};
    struct kt_arena whole = kt_arena_open(1 << 22), a = whole;
    struct kt_grid cells = kt_grid_build(&a, s.x, s.y, CELLS, NULL, 4000);
    struct kt_grid sites = kt_grid_build(&a, s.sx, s.sy, SITES, NULL, 4000);
    for (size_t i = 0; i < 3; i++) {
        double out[CELLS];
        kt_decay_sum(&cells, &sites, s.cap, cases[i].d, out, a);
        agree("out_pysal_access.json", cases[i].method, out);
    }
    kt_arena_close(whole);
}

KT_TEST(cost_to_closest)
{
    struct small_case s;
    double near[CELLS], want[CELLS];
    if (!read_case(&s)) SKIP("no ../shared/golden/access");
    struct kt_arena whole = kt_arena_open(1 << 22), a = whole;
    struct kt_grid sites = kt_grid_build(&a, s.sx, s.sy, SITES, NULL, 0);
    kt_nearest_points(&sites, s.x, s.y, CELLS, near, NULL);
    for (size_t c = 0; c < CELLS; c++)
        CHECK_NEAR(near[c], fmin(s.cost[c][0], fmin(s.cost[c][1], s.cost[c][2])), 1e-12);
    if (peer("out_accessibility.json", "cost_to_closest:1", want, CELLS))
        agree("out_accessibility.json", "cost_to_closest:1", near);
    kt_arena_close(whole);
}

KT_TEST_MAIN
