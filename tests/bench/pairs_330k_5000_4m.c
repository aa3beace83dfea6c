/* Pairs within 60 minutes between 330,000 cells of a 250 m grid and 5,000 sites over 4 million crossings: what a run
 * over all of Finland does once, and the cache spares the next one. Cells and sites are clustered as people are. The
 * hierarchy is built within the time told.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench_access.h"
#include "model/travel/network_internal.h"
#include "road_graph.h"

#include <katve/access.h>
#include <katve/geo.h>

enum { SIDE = 2000, CELLS = 330000, SITES = 5000 };
static const double max_min = 60, fixed_min = 3;

/* Points of a clustered country, laid over the lattice; each in the middle of a street of its crossing, 30 s on foot. */
static struct kt_perch *perches(const struct kt_grid *g, struct kt_network *net, size_t n, uint32_t base,
                                double gather, struct kt_arena *keep, struct kt_arena tmp)
{
    const struct kt_graph *roads = &net->to_sites;
    struct kt_perch *p = KT_NEW(keep, struct kt_perch, n);
    double *x = KT_NEW(&tmp, double, n), *y = KT_NEW(&tmp, double, n), *d = KT_NEW(&tmp, double, n), box[4];
    int32_t *node = KT_NEW(&tmp, int32_t, n);
    bench_points(x, y, n, base, gather);
    box[0] = box[2] = INFINITY, box[1] = box[3] = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        box[0] = fmin(box[0], x[i]), box[1] = fmax(box[1], x[i]);
        box[2] = fmin(box[2], y[i]), box[3] = fmax(box[3], y[i]);
    }
    for (size_t i = 0; i < n; i++) {
        x[i] = (x[i] - box[0]) / (box[1] - box[0]) * SIDE * 250;
        y[i] = (y[i] - box[2]) / (box[3] - box[2]) * SIDE * 250;
    }
    kt_nearest_points(g, x, y, n, d, node);
    for (size_t i = 0; i < n; i++) {
        uint32_t a =
            roads->start[node[i]] + (uint32_t)i % (roads->start[node[i] + 1] - roads->start[node[i]]);
        int32_t half = roads->cost[a] / 2, rest = roads->cost[a] - half;
        p[i] = (struct kt_perch){.node = (int32_t)net->ndoor, .foot = 30000};
        /* Streets have no numbers here, so nobody goes along one without touching an end. */
        net->door[net->ndoor] = (struct kt_door){.edge = (int32_t)net->ndoor,
                                                 .point = (int32_t)(base ? CELLS + i : i),
                                                 .node = {node[i], roads->head[a]},
                                                 .leave = {half, rest},
                                                 .come = {half, rest}};
        net->ndoor++;
    }
    return p;
}

int main(void)
{
    struct kt_arena whole = kt_arena_open(0), a = whole, scratch = kt_arena_open(0), s = scratch;
    struct road_graph r = road_graph_make(SIDE, &a, s);
    struct kt_grid g = kt_grid_build(&s, r.x, r.y, r.graph.nnode, NULL, 0);
    struct kt_network n = {.to_sites = r.graph};
    n.door = KT_NEW(&a, struct kt_door, CELLS + SITES);
    n.cell = perches(&g, &n, CELLS, 0, 3, &a, s);
    n.site = perches(&g, &n, SITES, 1u << 24, 3, &a, s);
    kt_arena_close(scratch);
    scratch = kt_arena_open(0);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("making the graph and the points: peak %.0f MB\n", (double)use.ru_maxrss / 1024);
    struct kt_csr pairs;
    double wall = bench_clock(CLOCK_MONOTONIC), cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID), sum = 0;
    kt_network_contract(&n, kt_network_effort(&n, SITES, max_min, fixed_min, scratch), NULL, &a, scratch);
    printf("contracted: %.1f s of CPU, %.1f s by the clock\n", bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu,
           bench_clock(CLOCK_MONOTONIC) - wall);
    kt_network_pairs(&n, CELLS, SITES, max_min, fixed_min, (size_t)1 << 31, &pairs, &a, scratch);
    wall = bench_clock(CLOCK_MONOTONIC) - wall;
    cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    for (size_t k = 0; k < pairs.nnz; k++) sum += (double)pairs.val[k];
    getrusage(RUSAGE_SELF, &use);
    printf("%zu nodes, %zu arcs; %zu pairs, %.2f minutes on average, %.0f MB stored\n", r.graph.nnode,
           r.graph.narc, pairs.nnz, sum / (double)pairs.nnz, 8.0 * (double)pairs.nnz / 1e6);
    printf("pairs_330k_5000_4m %.3f %.3f %.1f\n", cpu, wall, (double)use.ru_maxrss / 1024);
    return 0;
}
