/* bench_access: cells and sites clustered in a box of Finland's size, fixed seed. The common case has
 * 100,000 cells and 5,000 sites.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_ACCESS_H
#define BENCH_ACCESS_H

#include <katve/access.h>
#include <katve/rng.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { BENCH_CELLS = 100000, BENCH_SITES = 5000, BENCH_TOWNS = 53 };

static double bench_u(uint32_t row, uint32_t draw)
{
    return kt_rng_uniform(2019, KT_STREAM_BENCH, row, draw);
}
static double bench_n(uint32_t row, uint32_t draw)
{
    return kt_rng_normal(2019, KT_STREAM_BENCH, row, draw);
}

/* What is measured: how many points, how far apart the box and the grid of cells are drawn, and how
 * strongly points gather in the largest towns (3: as the common case). */
struct bench_case {
    const char *name;
    size_t cells, sites;
    double box;  /* sides of the box, times those of Finland */
    double step; /* side of a grid cell in metres; 0: cells lie anywhere */
    double gather;
};

__attribute__((unused)) static const struct bench_case bench_common = {NULL, BENCH_CELLS, BENCH_SITES,
                                                                       1,    0,           3};

/* Towns of unequal size, more of them in the south; one point in five lies anywhere. */
static inline void bench_points(double *x, double *y, size_t n, uint32_t base, double gather)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t row = base + (uint32_t)i;
        double town = floor(BENCH_TOWNS * pow(bench_u(row, 0), gather));
        uint32_t t = 1u << 30 | (uint32_t)town;
        double tx = 620e3 * bench_u(t, 0), ty = 1160e3 * pow(bench_u(t, 1), 1.6);
        bool alone = bench_u(row, 1) < 0.2;
        x[i] = alone ? 620e3 * bench_u(row, 2) : tx + 12e3 * bench_n(row, 2);
        y[i] = alone ? 1160e3 * bench_u(row, 3) : ty + 12e3 * bench_n(row, 3);
    }
}

/* A wider box, and points in the middle of their grid cell. */
static inline void bench_lay(double *v, size_t n, double box, double step)
{
    for (size_t i = 0; i < n; i++) {
        v[i] *= box;
        if (step > 0) v[i] = step * (floor(v[i] / step) + 0.5);
    }
}

/* Cells with need, sites with hours. */
struct bench_world {
    double *x, *y, *need, *sx, *sy, *hours;
};

static inline struct bench_world bench_make(const struct bench_case *b, struct kt_arena *a)
{
    struct bench_world w = {KT_NEW(a, double, b->cells), KT_NEW(a, double, b->cells),
                            KT_NEW(a, double, b->cells), KT_NEW(a, double, b->sites),
                            KT_NEW(a, double, b->sites), KT_NEW(a, double, b->sites)};
    const uint32_t base = b->cells > 1u << 20 ? 1u << 22 : 1u << 20; /* sites draw other rows than cells */
    bench_points(w.x, w.y, b->cells, 0, b->gather);
    bench_points(w.sx, w.sy, b->sites, base, b->gather);
    bench_lay(w.x, b->cells, b->box, b->step);
    bench_lay(w.y, b->cells, b->box, b->step);
    bench_lay(w.sx, b->sites, b->box, 0);
    bench_lay(w.sy, b->sites, b->box, 0);
    for (uint32_t c = 0; c < b->cells; c++) w.need[c] = floor(1 + 20 * bench_u(c, 9));
    for (uint32_t s = 0; s < b->sites; s++) w.hours[s] = floor(1 + 40 * bench_u(base | s, 9));
    return w;
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

/* The same points and our access to peers/fca.py (SciPy) and fca.R (dbscan), where Debian's packages are there:
 * they print their time and how far they are from us. */
static inline void bench_fca_peers(const struct bench_world *w, const double *access, bool gauss)
{
    char path[] = "/tmp/katve-bench-XXXXXX", line[512];
    int fd = mkstemp(path);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!f) return;
    for (size_t c = 0; c < BENCH_CELLS; c++)
        fprintf(f, "c %.17g %.17g %.17g %.17g\n", w->x[c], w->y[c], w->need[c], access[c]);
    for (size_t s = 0; s < BENCH_SITES; s++)
        fprintf(f, "s %.17g %.17g %.17g\n", w->sx[s], w->sy[s], w->hours[s]);
    fclose(f);
    const char *const peer[] = {"/usr/bin/python3 tests/bench/peers/fca.py",
                                "Rscript tests/bench/peers/fca.R"};
    for (size_t i = 0; i < 2; i++) {
        snprintf(line, sizeof line, "%s %s %s 2>/dev/null || echo 'peer not here: %s'", peer[i], path,
                 gauss ? "gauss" : "steps", peer[i]);
        fflush(stdout);
        if (system(line) != 0) printf("peer not here: %s\n", peer[i]);
    }
    unlink(path);
}

/* Index, both steps of the catchment area, result; prints the case line last. */
static inline int bench_fca(const struct bench_case *b, const struct kt_decay *d)
{
    struct kt_arena whole = kt_arena_open(0), a = whole;
    struct bench_world w = bench_make(b, &a);
    double *access = KT_NEW(&a, double, b->cells), *demand = KT_NEW(&a, double, b->sites);

    double wall = bench_clock(CLOCK_MONOTONIC), cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID);
    struct kt_grid cells = kt_grid_build(&a, w.x, w.y, b->cells, NULL, d->reach / 8);
    struct kt_grid sites = kt_grid_build(&a, w.sx, w.sy, b->sites, NULL, d->reach / 8);
    kt_fca_points(&cells, &sites, w.need, w.hours, b->sites, d, demand, access, a);
    wall = bench_clock(CLOCK_MONOTONIC) - wall;
    cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;

    double served = 0, staffed = 0;
    for (size_t c = 0; c < b->cells; c++) served += w.need[c] * access[c];
    for (size_t s = 0; s < b->sites; s++) staffed += demand[s] > 0 ? w.hours[s] : 0;
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    size_t pairs = bench_pairs(&cells, w.sx, w.sy, b->sites, d->reach);
    printf("%zu pairs, %.2f ns of CPU for both steps of a pair; hours handed out %.6f of %.0f\n", pairs,
           1e9 * cpu / (double)pairs, served, staffed);
    if (b->cells == BENCH_CELLS) bench_fca_peers(&w, access, d->kind == KT_DECAY_GAUSS);
    printf("%s %.3f %.3f %.1f\n", b->name, cpu, wall, (double)use.ru_maxrss / 1024);
    kt_arena_close(whole);
    return fabs(served / staffed - 1) < 1e-9 ? 0 : 1;
}

#endif
