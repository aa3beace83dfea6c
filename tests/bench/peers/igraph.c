/* igraph: igraph_distances_dijkstra_cutoff from each source; all in one search by a further node that reaches them
 * for nothing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "road_peer.h"

#include <igraph/igraph.h>

int main(int argc, char **argv)
{
    if (argc < 2) return 2;
    struct road_peer r = road_peer_read(argv[1]);
    double t0 = road_peer_cpu();
    uint32_t extra = r.cutoff ? 0 : r.nsource, m = r.narc + extra;
    igraph_vector_int_t arcs;
    igraph_vector_t weights;
    igraph_t g;
    igraph_matrix_t out;
    igraph_vector_int_init(&arcs, 2 * (igraph_integer_t)m);
    igraph_vector_init(&weights, m);
    for (uint32_t v = 0; v < r.nnode; v++)
        for (uint32_t a = r.start[v]; a < r.start[v + 1]; a++) {
            VECTOR(arcs)[2 * a] = v;
            VECTOR(arcs)[2 * a + 1] = r.head[a];
            VECTOR(weights)[a] = r.cost[a];
        }
    for (uint32_t i = 0; i < extra; i++) {
        VECTOR(arcs)[2 * (r.narc + i)] = r.nnode;
        VECTOR(arcs)[2 * (r.narc + i) + 1] = r.source[i];
        VECTOR(weights)[r.narc + i] = 0;
    }
    igraph_create(&g, &arcs, r.nnode + (extra > 0), IGRAPH_DIRECTED);
    igraph_vector_int_destroy(&arcs);
    double t1 = road_peer_cpu();
    uint64_t reached = 0, sum = 0;
    igraph_matrix_init(&out, 0, 0);
    for (uint32_t i = 0; i < (extra ? 1 : r.nsource); i++) {
        igraph_distances_dijkstra_cutoff(&g, &out, igraph_vss_1(extra ? r.nnode : (uint32_t)r.source[i]),
                                         igraph_vss_all(), &weights, IGRAPH_OUT, extra ? -1 : r.cutoff);
        for (uint32_t v = 0; v < r.nnode; v++) {
            double d = MATRIX(out, 0, v);
            if (!(d < IGRAPH_INFINITY)) continue;
            reached++;
            sum += (uint64_t)d;
        }
    }
    road_peer_tell("igraph", &r, t1 - t0, road_peer_cpu() - t1, reached, sum);
    return 0;
}
