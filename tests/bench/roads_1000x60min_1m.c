/* 1,000 sources × 60 minutes on a million crossings: trees over the hierarchy, and plain bucket searches
 * over the same graph in the same run. Building the hierarchy is told apart.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_access.h"
#include "road_graph.h"
#include "road_peers.h"

enum { SIDE = 1000, SOURCES = 1000, CUTOFF = 3600000, PLAIN = 50, PEER = 25 };

struct sums {
    uint64_t reached, cost;
};

static void count(void *ctx, const int32_t *node, const int32_t *cost, size_t n)
{
    struct sums *s = ctx;
    (void)node;
    for (size_t i = 0; i < n * KT_TREES; i++) {
        bool in = cost[i] <= CUTOFF;
        s->reached += in;
        s->cost += in ? (uint64_t)cost[i] : 0;
    }
}

static double cpu_now(void)
{
    return bench_clock(CLOCK_PROCESS_CPUTIME_ID);
}

int main(void)
{
    struct kt_arena whole = kt_arena_open(0), a = whole;
    struct kt_arena scratch = kt_arena_open(0);
    struct road_graph r = road_graph_make(SIDE, &a, scratch);
    kt_arena_close(scratch);
    scratch = kt_arena_open(0);
    size_t n = r.graph.nnode;
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("making the graph: peak %.0f MB\n", (double)use.ru_maxrss / 1024);
    double t0 = cpu_now(), wall = bench_clock(CLOCK_MONOTONIC), contracted;
    struct kt_arena links = kt_arena_open(0), room = links;
    struct kt_contraction c = kt_contract(&r.graph, &room, scratch);
    contracted = cpu_now() - t0;
    const struct kt_hierarchy *h = kt_hierarchy_build(&c, NULL, &a, scratch);
    wall = bench_clock(CLOCK_MONOTONIC) - wall;
    kt_arena_close(scratch);
    kt_arena_close(links);
    struct kt_hierarchy_size size = kt_hierarchy_size(h);
    getrusage(RUSAGE_SELF, &use);
    printf("making the hierarchy: peak %.0f MB\n", (double)use.ru_maxrss / 1024);
    printf("%zu nodes, %zu arcs; hierarchy %.2f s of CPU (%.2f to contract, %.2f s by the clock): %zu "
           "levels, %zu tiles, core %zu, %zu down, %zu up, "
           "%.0f MB\n",
           n, r.graph.narc, cpu_now() - t0, contracted, wall, size.nlevel, size.ntile, size.ncore,
           size.narc_down, size.narc_up, (double)size.bytes / 1e6);
    struct kt_start *start = KT_NEW(&a, struct kt_start, SOURCES);
    uint32_t first[KT_TREES + 1];
    double *key = KT_NEW(&a, double, SOURCES);
    for (uint32_t i = 0; i < SOURCES; i++) key[i] = floor(bench_u(i, 77) * (double)n);
    kt_sort(key, SOURCES); /* the order of nodes is an order of places */
    for (size_t i = 0; i < SOURCES; i++) start[i] = (struct kt_start){(int32_t)key[i], 0};
    for (uint32_t i = 0; i <= KT_TREES; i++) first[i] = i;

    struct sums plain = {0}, some = {0}, all = {0};
    struct kt_reach w;
    kt_reach_init(&w, &r.graph, CUTOFF, &a);
    t0 = cpu_now();
    for (size_t i = 0; i < PLAIN; i++) {
        kt_reach_run(&w, &r.graph, &start[i * (SOURCES / PLAIN)], 1, CUTOFF);
        for (size_t k = 0; k < w.n; k++) plain.cost += (uint64_t)w.cost[w.node[k]];
        plain.reached += w.n;
    }
    printf("plain buckets: %.2f s for 1,000 sources (from %d), %.0f nodes each\n",
           (cpu_now() - t0) * SOURCES / PLAIN, PLAIN, (double)plain.reached / PLAIN);
    wall = bench_clock(CLOCK_MONOTONIC);
    double cpu = cpu_now();
    struct kt_trees *trees = kt_trees_new(h, &a);
    for (size_t i = 0; i < SOURCES; i += KT_TREES) {
        size_t k = SOURCES - i < KT_TREES ? SOURCES - i : KT_TREES;
        kt_trees_run(trees, start + i, first, k, CUTOFF, count, &all);
    }
    wall = bench_clock(CLOCK_MONOTONIC) - wall;
    cpu = cpu_now() - cpu;
    for (size_t i = 0; i < PLAIN; i++)
        kt_trees_run(trees, &start[i * (SOURCES / PLAIN)], first, 1, CUTOFF, count, &some);
    printf("trees: %llu node costs, sum %llu; the plain ones' sources: %llu of %llu nodes, sums %s\n",
           (unsigned long long)all.reached, (unsigned long long)all.cost, (unsigned long long)some.reached,
           (unsigned long long)plain.reached, some.cost == plain.cost ? "equal" : "DIFFERENT");
    getrusage(RUSAGE_SELF, &use);
    int32_t source[PEER];
    struct sums theirs = {0};
    for (size_t i = 0; i < PEER; i++) {
        source[i] = start[i * (SOURCES / PEER)].node;
        kt_trees_run(trees, &start[i * (SOURCES / PEER)], first, 1, CUTOFF, count, &theirs);
        if (i == 2)
            printf("ours from the first 3: reached %llu sum %llu\n", (unsigned long long)theirs.reached,
                   (unsigned long long)theirs.cost);
    }
    printf("peers on the same graph, from %d of the sources; ours from them: reached %llu sum %llu\n", PEER,
           (unsigned long long)theirs.reached, (unsigned long long)theirs.cost);
    road_peers(&r.graph, source, PEER, CUTOFF);
    printf("roads_1000x60min_1m %.3f %.3f %.1f\n", cpu, wall, (double)use.ru_maxrss / 1024);
    return some.cost == plain.cost && some.reached == plain.reached ? 0 : 1;
}
