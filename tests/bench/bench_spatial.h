/* bench_spatial: a map of hexagons with jittered corners, so that every area has six neighbours, and a value
 * with a trend; fixed seed. The same map goes to the peers as a file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BENCH_SPATIAL_H
#define BENCH_SPATIAL_H

#include <katve/rng.h>
#include <katve/spatial.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

struct bench_map {
    struct kt_arena whole, a, tmp;
    struct kt_polygons p;
    size_t n;
    double *x;
};

static double bench_u(uint32_t row, uint32_t draw)
{
    return kt_rng_uniform(2019, KT_STREAM_BENCH, row, draw);
}

/* Hexagon (i, j) of a brick pattern with corners on a lattice of half cells. */
static inline struct bench_map bench_map_open(size_t wide, size_t high)
{
    static const int dx[] = {0, 1, 2, 2, 1, 0, 0}, dy[] = {0, 0, 0, 1, 1, 1, 0};
    struct bench_map m = {.whole = kt_arena_open(0), .tmp = kt_arena_open(0), .n = wide * high};
    m.a = m.whole;
    size_t *ring_of = KT_NEW(&m.a, size_t, m.n + 1), *vert_of = KT_NEW(&m.a, size_t, m.n + 1);
    double *x = KT_NEW(&m.a, double, 7 * m.n), *y = KT_NEW(&m.a, double, 7 * m.n);
    m.x = KT_NEW(&m.a, double, m.n);
    for (size_t z = 0; z < m.n; z++) {
        size_t i = z % wide, j = z / wide;
        for (size_t v = 0; v < 7; v++) {
            uint32_t gx = (uint32_t)(2 * i + j % 2) + (uint32_t)dx[v], gy = (uint32_t)j + (uint32_t)dy[v];
            uint32_t corner = gy * (uint32_t)(2 * wide + 2) + gx;
            x[7 * z + v] = 1000 * (gx + 0.3 * bench_u(corner, 0));
            y[7 * z + v] = 1000 * (gy + 0.3 * bench_u(corner, 1));
        }
        ring_of[z + 1] = z + 1;
        vert_of[z + 1] = 7 * (z + 1);
        m.x[z] = bench_u((uint32_t)z, 2) + 0.3 * sin((double)i / 20) * cos((double)j / 20);
    }
    m.p = (struct kt_polygons){m.n, 7 * m.n, ring_of, vert_of, KT_NEW(&m.a, uint8_t, m.n), x, y};
    return m;
}

static inline void bench_map_close(struct bench_map *m)
{
    kt_arena_close(m->whole);
    kt_arena_close(m->tmp);
}

static inline double bench_clock(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline double bench_peak_mb(void)
{
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return (double)use.ru_maxrss / 1024;
}

/* Runs tests/bench/peers/SCRIPT.R on a file, where R and its packages are there. */
static inline void bench_r(const char *script, const char *file, const char *what)
{
    char command[512];
    fflush(stdout);
    snprintf(command, sizeof command,
             "command -v Rscript >/dev/null && Rscript tests/bench/peers/%s.R %s %s 2>/dev/null || echo "
             "'%s: its R packages are not here'",
             script, file, what, script);
    if (system(command) != 0) printf("%s: failed\n", script);
}

/* A fresh file for a peer. */
static inline FILE *bench_file(char path[32])
{
    strcpy(path, "/tmp/katve-bench-XXXXXX");
    int fd = mkstemp(path);
    return fd < 0 ? NULL : fdopen(fd, "w");
}

/* spdep on the map's outlines and values. */
static inline void bench_peer(const struct bench_map *m, const char *what)
{
    char file[32];
    FILE *f = bench_file(file);
    if (!f) return;
    for (size_t z = 0; z < m->n; z++)
        for (size_t v = 7 * z; v < 7 * z + 7; v++)
            fprintf(f, "%zu %.17g %.17g %.17g\n", z + 1, m->p.x[v], m->p.y[v], m->x[z]);
    fclose(f);
    bench_r("spdep", file, what);
    unlink(file);
}

static inline int bench_local_moran(const char *name, size_t wide, size_t high)
{
    struct bench_map m = bench_map_open(wide, high);
    struct kt_weights raw = kt_weights_contiguity(&m.a, &m.p, m.n, false, 0.01, m.tmp);
    struct kt_weights w = kt_weights_style(&m.a, &raw, KT_STYLE_W);
    struct kt_permute opt = {.seed = 2019, .draws = 999};
    double *p = KT_NEW(&m.a, double, m.n), *value = KT_NEW(&m.a, double, m.n);
    double wall = bench_clock(CLOCK_MONOTONIC), cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID);
    kt_sp_local_moran(&w, m.x, true, false, &(struct kt_local){.value = value}, m.tmp);
    kt_permute_local(&w, m.x, KT_PERMUTE_LAG, &opt, p, m.tmp);
    wall = bench_clock(CLOCK_MONOTONIC) - wall;
    cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    double peak = bench_peak_mb();
    size_t below = 0;
    for (size_t i = 0; i < m.n; i++) below += p[i] <= 0.05;
    printf("%zu areas, %.2f neighbours, %zu with p <= 0.05\n", m.n, (double)w.nnz / (double)m.n, below);
    bench_peer(&m, "local_moran");
    printf("%s %.3f %.3f %.1f\n", name, cpu, wall, peak);
    bench_map_close(&m);
    return 0;
}

#endif
