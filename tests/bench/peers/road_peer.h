/* road_peer: what every peer on roads shares: the graph that tests/bench/road_peers.h wrote, clocks, the line told.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ROAD_PEER_H
#define ROAD_PEER_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

struct road_peer {
    uint32_t nnode, narc, nsource, cutoff; /* cutoff 0: none, all sources in one search */
    uint32_t *start;
    int32_t *head, *cost, *source;
};

static void *road_peer_array(FILE *f, size_t n)
{
    void *p = malloc(n * 4 + 4);
    if (!p || fread(p, 4, n, f) != n) abort();
    return p;
}

static struct road_peer road_peer_read(const char *path)
{
    struct road_peer r;
    FILE *f = fopen(path, "rb");
    if (!f || fread(&r, 4, 4, f) != 4) abort();
    r.start = (uint32_t *)road_peer_array(f, r.nnode + 1);
    r.head = (int32_t *)road_peer_array(f, r.narc);
    r.cost = (int32_t *)road_peer_array(f, r.narc);
    r.source = (int32_t *)road_peer_array(f, r.nsource);
    fclose(f);
    return r;
}

static double road_peer_cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* One line: name, CPU seconds of building its graph and of searching, sources, nodes reached, sum of costs. */
static void road_peer_tell(const char *name, const struct road_peer *r, double build, double search,
                           uint64_t reached, uint64_t sum)
{
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("peer %s build %.2f search %.2f sources %u reached %llu sum %llu peak_mb %.0f\n", name, build,
           search, r->nsource, (unsigned long long)reached, (unsigned long long)sum,
           (double)use.ru_maxrss / 1024);
}

#endif
