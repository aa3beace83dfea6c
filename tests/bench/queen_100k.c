/* Queen contiguity of 100,000 polygons in memory.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_spatial.h"

int main(void)
{
    struct bench_map m = bench_map_open(400, 250);
    double wall = bench_clock(CLOCK_MONOTONIC), cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID);
    struct kt_weights w = kt_weights_contiguity(&m.a, &m.p, m.n, false, 0.01, m.tmp);
    wall = bench_clock(CLOCK_MONOTONIC) - wall;
    cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    double peak = bench_peak_mb();
    /* Inside, six neighbours; the rows' ends and the two outer rows have fewer. */
    size_t expected = 2 * (399 * 250 + (2 * 400 - 1) * 249);
    printf("%zu polygons, %zu links, expected %zu\n", m.n, w.nnz, expected);
    bench_peer(&m, "queen");
    printf("queen_100k %.3f %.3f %.1f\n", cpu, wall, peak);
    int wrong = w.nnz != expected;
    bench_map_close(&m);
    return wrong;
}
