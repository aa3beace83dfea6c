/* bench_access: 100,000 cells and 5,000 sites, clustered in a box of Finland's size, fixed seed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_ACCESS_H
#define BENCH_ACCESS_H

#include <katve/access.h>
#include <katve/rng.h>

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

enum { BENCH_CELLS = 100000, BENCH_SITES = 5000, BENCH_TOWNS = 53 };

static double bench_u(uint32_t row, uint32_t draw)
{
    return kt_rng_uniform(2019, KT_STREAM_BENCH, row, draw);
}
static double bench_n(uint32_t row, uint32_t draw)
{
    return kt_rng_normal(2019, KT_STREAM_BENCH, row, draw);
}

/* Towns of unequal size, more of them in the south; one point in five lies anywhere. */
static inline void bench_points(double *x, double *y, size_t n, uint32_t base)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t row = base + (uint32_t)i;
        double pick = bench_u(row, 0), town = floor(BENCH_TOWNS * pick * pick * pick);
        uint32_t t = 1u << 30 | (uint32_t)town;
        double tx = 620e3 * bench_u(t, 0), ty = 1160e3 * pow(bench_u(t, 1), 1.6);
        bool alone = bench_u(row, 1) < 0.2;
        x[i] = alone ? 620e3 * bench_u(row, 2) : tx + 12e3 * bench_n(row, 2);
        y[i] = alone ? 1160e3 * bench_u(row, 3) : ty + 12e3 * bench_n(row, 3);
    }
}

static inline double bench_clock(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline size_t bench_pairs(const struct kt_grid *cells, const double *x, const double *y, size_t n,
                                 double reach)
{
    size_t pairs = 0;
    for (size_t s = 0; s < n; s++) pairs += kt_grid_within(cells, x[s], y[s], reach, NULL, NULL, 0);
    return pairs;
}

/* Index, both steps of the catchment area, result; prints the case line last. */
static inline int bench_fca(const char *name, const struct kt_decay *d)
{
    struct kt_arena whole = kt_arena_open(0), a = whole;
    double *x = KT_NEW(&a, double, BENCH_CELLS), *y = KT_NEW(&a, double, BENCH_CELLS);
    double *sx = KT_NEW(&a, double, BENCH_SITES), *sy = KT_NEW(&a, double, BENCH_SITES);
    double *need = KT_NEW(&a, double, BENCH_CELLS), *hours = KT_NEW(&a, double, BENCH_SITES);
    double *access = KT_NEW(&a, double, BENCH_CELLS), *demand = KT_NEW(&a, double, BENCH_SITES);
    bench_points(x, y, BENCH_CELLS, 0);
    bench_points(sx, sy, BENCH_SITES, 1u << 20);
    for (uint32_t c = 0; c < BENCH_CELLS; c++) need[c] = floor(1 + 20 * bench_u(c, 9));
    for (uint32_t s = 0; s < BENCH_SITES; s++) hours[s] = floor(1 + 40 * bench_u(1u << 20 | s, 9));

    double wall = bench_clock(CLOCK_MONOTONIC), cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID);
    struct kt_grid cells = kt_grid_build(&a, x, y, BENCH_CELLS, NULL, d->reach / 8);
    struct kt_grid sites = kt_grid_build(&a, sx, sy, BENCH_SITES, NULL, d->reach / 8);
    kt_fca_points(&cells, &sites, need, hours, BENCH_SITES, d, demand, access, a);
    wall = bench_clock(CLOCK_MONOTONIC) - wall;
    cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;

    double served = 0, staffed = kt_sum(hours, BENCH_SITES);
    for (size_t c = 0; c < BENCH_CELLS; c++) served += need[c] * access[c];
    printf("%zu pairs; hours handed out %.6f of %.0f\n", bench_pairs(&cells, sx, sy, BENCH_SITES, d->reach),
           served, staffed);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("%s %.3f %.3f %.1f\n", name, cpu, wall, (double)use.ru_maxrss / 1024);
    kt_arena_close(whole);
    return fabs(served / staffed - 1) < 1e-9 ? 0 : 1;
}

#endif
