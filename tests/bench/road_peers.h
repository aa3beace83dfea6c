/* road_peers: the same graph and sources for the peers that are installed, in the same run.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ROAD_PEERS_H
#define ROAD_PEERS_H

#include <katve/graph.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Peers from each of the sources to all within `cutoff`; 0: one search from all of them without end. */
static inline void road_peers(const struct kt_graph *g, const int32_t *source, uint32_t nsource,
                              uint32_t cutoff)
{
    char folder[] = "/tmp/katve-peers-XXXXXX", path[64], line[256];
    if (!mkdtemp(folder)) return;
    snprintf(path, sizeof path, "%s/graph", folder);
    FILE *f = fopen(path, "wb");
    uint32_t head[4] = {(uint32_t)g->nnode, (uint32_t)g->narc, nsource, cutoff};
    bool ok = f && fwrite(head, sizeof head, 1, f) == 1 &&
              fwrite(g->start, sizeof *g->start, g->nnode + 1, f) == g->nnode + 1 &&
              fwrite(g->head, sizeof *g->head, g->narc, f) == g->narc &&
              fwrite(g->cost, sizeof *g->cost, g->narc, f) == g->narc &&
              fwrite(source, sizeof *source, nsource, f) == nsource;
    if (f) ok = fclose(f) == 0 && ok;
    fflush(stdout);
    snprintf(line, sizeof line, "sh tests/bench/peers/roads.sh '%s' '%s'", path, folder);
    if (!ok || system(line) != 0) printf("peers: could not be run\n");
    struct kt_err err = {0};
    (void)!kt_rmtree(folder, &err);
}

#endif
