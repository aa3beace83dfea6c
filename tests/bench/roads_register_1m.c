/* A study of 100,000 cells and 1,000 sites along a million crossings, 60 minutes by car: the first run, the same with
 * another register of sites, and the first again, each with the folder that the one before left. What is timed is the
 * second: roads ready, everything else searched.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_access.h"
#include "model/travel/travel_cache_internal.h"
#include "road_study.h"

#include <string.h>

enum { SIDE = 1000, CELLS = 100000, SITES = 1000 };

static double cpu_now(void)
{
    return bench_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static void lay(double *x, double *y, size_t n, uint32_t base)
{
    bench_points(x, y, n, base, 3);
    for (size_t i = 0; i < n; i++) {
        x[i] = fmin(fmax(x[i] / 620e3, 0), 1) * 250 * SIDE;
        y[i] = fmin(fmax(y[i] / 1160e3, 0), 1) * 250 * SIDE;
    }
}

/* As the method does; returns seconds of CPU. */
static double run(const char *what, const struct kt_study *st, struct kt_cache *cache, double *wall)
{
    struct kt_arena whole = kt_arena_open(0), keep = whole, tmp = kt_arena_open(0);
    struct kt_network n;
    struct kt_costs costs = {.max = 60};
    char key[65];
    uint8_t *use = KT_NEW(&keep, uint8_t, SITES);
    memset(use, 1, SITES);
    struct kt_search s = {
        .st = st,
        .use = use,
        .rules = {.mode = KT_CAR, .kmh = 0.9, .foot_kmh = 4.7, .far_m = 1000, .part_nodes = 20},
        .max_min = 60,
        .fixed_min = 3,
        .most = SIZE_MAX};
    double t = cpu_now(), searched = t;
    *wall = bench_clock(CLOCK_MONOTONIC);
    kt_travel_key(&s, key);
    if (!kt_travel_cache_read(cache, key, &s, &n, &costs, &keep, tmp)) {
        kt_network_build(&n, st, &s.rules, use, cache, &keep, tmp);
        printf("%s: roads and doors %.2f s, ", what, cpu_now() - t);
        kt_network_contract(&n, kt_network_effort(&n, SITES, 60, 3, tmp), cache, &keep, tmp);
        searched = cpu_now();
        kt_network_pairs(&n, CELLS, SITES, 60, 3, SIZE_MAX, &costs.pairs, &keep, tmp);
        kt_network_nearest(&n, CELLS, SITES, 3, &costs, &keep, tmp);
        printf("until searches %.2f s, searches %.2f s, ", searched - t, cpu_now() - searched);
        kt_travel_cache_write(cache, key, &s, &n, &costs, tmp);
    } else {
        printf("%s: read, ", what);
    }
    t = cpu_now() - t;
    *wall = bench_clock(CLOCK_MONOTONIC) - *wall;
    printf("%zu pairs, %.2f s of CPU, %.2f s by the clock\n", costs.pairs.nnz, t, *wall);
    kt_arena_close(whole);
    kt_arena_close(tmp);
    return t;
}

int main(void)
{
    struct kt_arena whole = kt_arena_open(0), keep = whole;
    struct kt_study st = {
        .roads = road_study_make(SIDE, &keep), .cells = {.n = CELLS}, .sites = {.n = SITES}};
    double *site_x[2], *site_y[2], wall, cpu;
    char dir[] = "/tmp/katve-register-XXXXXX";
    struct kt_err err = {0};
    struct rusage use;
    st.cells.x = KT_NEW(&keep, double, CELLS), st.cells.y = KT_NEW(&keep, double, CELLS);
    lay(st.cells.x, st.cells.y, CELLS, 0);
    for (int k = 0; k < 2; k++) {
        site_x[k] = KT_NEW(&keep, double, SITES), site_y[k] = KT_NEW(&keep, double, SITES);
        lay(site_x[k], site_y[k], SITES, (uint32_t)(k + 1) << 24);
    }
    if (!mkdtemp(dir)) return 1;
    struct kt_cache cache = {.dir = dir};
    st.sites.x = site_x[0], st.sites.y = site_y[0];
    (void)run("first run", &st, &cache, &wall);
    st.sites.x = site_x[1], st.sites.y = site_y[1];
    cpu = run("another register", &st, &cache, &wall);
    double third;
    st.sites.x = site_x[0], st.sites.y = site_y[0];
    (void)run("the first again", &st, &cache, &third);
    bool as_meant =
        cache.graphs_read == 1 && cache.graphs_written == 1 && cache.read == 1 && cache.written == 2;
    (void)!kt_rmtree(dir, &err);
    getrusage(RUSAGE_SELF, &use);
    printf("roads_register_1m %.3f %.3f %.1f\n", cpu, wall, (double)use.ru_maxrss / 1024);
    return as_meant ? 0 : 1;
}
