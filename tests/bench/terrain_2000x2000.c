/* Cost distance over 2,000 x 2,000 cells of 50 m from 20 starts in one pass, in 8 and 16 directions, and GRASS
 * r.cost on the same raster in the same run where it is installed, with and without its knight's move; the
 * largest difference of any cell is told. Lakes are barriers that never touch at corners, between two of which r.cost
 * would pass; costs are whole milliseconds here and doubles there.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_access.h"

#include <katve/surface.h>

#include <string.h>

enum { SIDE = 2000, ALL = SIDE * SIDE, CELL = 50, STARTS = 20, TILE = 64 };

/* Slow and quick country in patches, between 0.4 and 4 seconds a metre; a lake in every second tile. */
static void make(float *pace)
{
    for (int v = 0; v < ALL; v++) {
        int x = v % SIDE, y = v / SIDE;
        uint32_t patch = (uint32_t)(y / 16 * 1000 + x / 16), tile = (uint32_t)(y / TILE * 1000 + x / TILE);
        int w = 10 + (int)(40 * bench_u(tile, 2)), h = 10 + (int)(40 * bench_u(tile, 3));
        bool lake =
            bench_u(tile, 1) < 0.5 && x % TILE >= 5 && x % TILE < 5 + w && y % TILE >= 5 && y % TILE < 5 + h;
        double own = 0.4 + 1.8 * bench_u(patch, 4) + 1.8 * bench_u((uint32_t)v, 5);
        pace[v] = lake ? NAN : (float)own;
    }
}

static bool put(const char *folder, const char *name, const void *data, size_t size)
{
    char path[96];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(data, size, 1, f) == 1;
    return f && fclose(f) == 0 && ok;
}

/* Seconds of each cell as the peer wrote them, beside ours. */
static void compare(const char *folder, const char *name, const int32_t *ours)
{
    char path[96];
    double most = 0, sum = 0, *theirs = malloc(sizeof(double) * ALL);
    size_t n = 0, unlike = 0;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "rb");
    if (!f || fread(theirs, sizeof(double), ALL, f) != ALL) {
        printf("peer %s: no result\n", name);
    } else {
        for (size_t v = 0; v < ALL; v++) {
            bool here = ours[v] < KT_FAR, there = theirs[v] >= 0;
            unlike += here != there;
            if (!here || !there) continue;
            double d = fabs(ours[v] / 1000.0 - theirs[v]);
            most = fmax(most, d);
            sum += d;
            n++;
        }
        printf(
            "peer %s: %zu cells reached by both, %zu by one alone; largest difference %.3f s, mean %.4f s\n",
            name, n, unlike, most, sum / (double)n);
    }
    if (f) fclose(f);
    free(theirs);
}

int main(void)
{
    struct kt_arena whole = kt_arena_open(0), a = whole;
    float *pace = KT_NEW(&a, float, ALL), *seconds = KT_NEW(&a, float, ALL);
    int32_t *cost[2];
    struct kt_start start[STARTS];
    double cpu = 0, wall = 0;
    make(pace);
    for (uint32_t i = 0, k = 0; i < STARTS; k++) {
        int32_t v = (int32_t)(ALL * bench_u(k, 6));
        if (!isnan(pace[v])) start[i++] = (struct kt_start){v, 0};
    }
    for (int k = 0; k < 2; k++) {
        struct kt_surface s = {SIDE, SIDE, CELL, CELL, pace, k ? 16 : 8};
        struct kt_reach w;
        kt_surface_reach_init(&w, &s, KT_FAR - 1, &a);
        wall = bench_clock(CLOCK_MONOTONIC), cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID);
        kt_surface_reach(&w, &s, start, STARTS, KT_FAR - 1);
        wall = bench_clock(CLOCK_MONOTONIC) - wall, cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
        cost[k] = w.cost;
        printf("katve, %d directions: %zu cells from %d starts in %.2f s of CPU\n", s.neighbours, w.n, STARTS,
               cpu);
    }
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);

    char folder[] = "/tmp/katve-peers-XXXXXX", line[128], points[STARTS * 32] = "";
    if (!mkdtemp(folder)) return 1;
    for (size_t v = 0; v < ALL; v++) seconds[v] = isnan(pace[v]) ? -1 : pace[v] * CELL;
    for (size_t i = 0; i < STARTS; i++) {
        size_t used = strlen(points);
        snprintf(points + used, sizeof points - used, "%s%d,%d", i ? "," : "",
                 start[i].node % SIDE * CELL + CELL / 2, (SIDE - 1 - start[i].node / SIDE) * CELL + CELL / 2);
    }
    snprintf(line, sizeof line, "sh tests/bench/peers/terrain.sh '%s' %d %d", folder, SIDE, CELL);
    fflush(stdout);
    if (put(folder, "seconds", seconds, sizeof(float) * ALL) &&
        put(folder, "starts", points, strlen(points)) && system(line) == 0) {
        compare(folder, "r.cost", cost[0]);
        compare(folder, "r.cost-k", cost[1]);
    }
    struct kt_err err = {0};
    (void)!kt_rmtree(folder, &err);
    printf("terrain_2000x2000 %.3f %.3f %.1f\n", cpu, wall, (double)use.ru_maxrss / 1024);
    return 0;
}
