// LEMON's Dijkstra: a binary heap on a static digraph; stopped at the cutoff.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "road_peer.h"

#include <lemon/dijkstra.h>
#include <lemon/static_graph.h>
#include <utility>
#include <vector>

typedef lemon::StaticDigraph Graph;
typedef Graph::ArcMap<int> Costs;

int main(int, char **argv)
{
    road_peer r = road_peer_read(argv[1]);
    double t0 = road_peer_cpu();
    Graph g;
    {
        std::vector<std::pair<int, int>> arcs(r.narc);
        for (uint32_t v = 0; v < r.nnode; v++)
            for (uint32_t a = r.start[v]; a < r.start[v + 1]; a++)
                arcs[a] = std::make_pair((int)v, r.head[a]);
        g.build((int)r.nnode, arcs.begin(), arcs.end());
    }
    Costs cost(g);
    for (uint32_t a = 0; a < r.narc; a++) cost[g.arc((int)a)] = r.cost[a];
    double t1 = road_peer_cpu();
    uint64_t reached = 0, sum = 0;
    lemon::Dijkstra<Graph, Costs> d(g, cost);
    for (uint32_t i = 0; i < (r.cutoff ? r.nsource : 1); i++) {
        d.init();
        for (uint32_t k = i; k < (r.cutoff ? i + 1 : r.nsource); k++) d.addSource(g.node(r.source[k]));
        while (!d.emptyQueue()) {
            Graph::Node v = d.nextNode();
            int now = d.currentDist(v);
            if (r.cutoff && now > (int)r.cutoff) break;
            d.processNextNode();
            reached++;
            sum += (uint64_t)now;
        }
    }
    road_peer_tell("LEMON", &r, t1 - t0, road_peer_cpu() - t1, reached, sum);
    return 0;
}
