/* Nearest and second nearest of 5,000 sites for every one of 4 million crossings.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_access.h"
#include "road_graph.h"
#include "road_peers.h"

enum { SIDE = 2000, SITES = 5000 };

int main(void)
{
    struct kt_arena whole = kt_arena_open(0), a = whole, scratch = kt_arena_open(0);
    struct road_graph r = road_graph_make(SIDE, &a, scratch);
    size_t n = r.graph.nnode;
    kt_arena_close(scratch);
    scratch = kt_arena_open(0);
    struct kt_start *start = KT_NEW(&a, struct kt_start, SITES);
    uint32_t *first = KT_NEW(&a, uint32_t, SITES + 1);
    for (uint32_t i = 0; i < SITES; i++) {
        start[i] = (struct kt_start){(int32_t)(bench_u(i, 77) * (double)n), 0};
        first[i + 1] = i + 1;
    }
    int32_t *out[4];
    for (int i = 0; i < 4; i++) out[i] = KT_NEW(&a, int32_t, n);
    double wall = bench_clock(CLOCK_MONOTONIC), cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID);
    kt_nearest_two(&r.graph, start, first, SITES, out[0], out[1], out[2], out[3], scratch);
    wall = bench_clock(CLOCK_MONOTONIC) - wall;
    cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    double loss = 0, worst = 0, *lost = KT_NEW(&a, double, SITES);
    for (size_t v = 0; v < n; v++) lost[out[1][v]] += (out[2][v] - out[0][v]) / 60000.0;
    for (size_t s = 0; s < SITES; s++) {
        loss += lost[s];
        worst = fmax(worst, lost[s]);
    }
    printf("%zu nodes: closing one site costs its nodes %.0f minutes together, at worst %.0f\n", n,
           loss / SITES, worst);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    int32_t *source = KT_NEW(&a, int32_t, SITES);
    uint64_t sum = 0;
    for (size_t s = 0; s < SITES; s++) source[s] = start[s].node;
    for (size_t v = 0; v < n; v++) sum += (uint64_t)out[0][v];
    printf("peers on the same graph find the nearest alone, in one search; ours: reached %zu sum %llu\n", n,
           (unsigned long long)sum);
    road_peers(&r.graph, source, SITES, 0);
    printf("nearest2_5000_4m %.3f %.3f %.1f\n", cpu, wall, (double)use.ru_maxrss / 1024);
    return 0;
}
