// Boost Graph: dijkstra_shortest_paths on compressed sparse rows; stopped at the cutoff by an exception, as its
// documentation advises.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "road_peer.h"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <climits>
#include <vector>

struct Arc {
    int cost;
};
typedef boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Arc> Graph;
struct Done {
};
struct Counts : boost::dijkstra_visitor<> {
    const std::vector<int> *dist;
    uint64_t *reached, *sum;
    uint32_t cutoff;
    void examine_vertex(uint32_t v, const Graph &) const
    {
        int now = (*dist)[v];
        if (cutoff && now > (int)cutoff) throw Done();
        (*reached)++;
        *sum += (uint64_t)now;
    }
};

int main(int, char **argv)
{
    road_peer r = road_peer_read(argv[1]);
    double t0 = road_peer_cpu();
    std::vector<std::pair<uint32_t, uint32_t>> arcs(r.narc);
    std::vector<Arc> costs(r.narc);
    for (uint32_t v = 0; v < r.nnode; v++)
        for (uint32_t a = r.start[v]; a < r.start[v + 1]; a++) {
            arcs[a] = std::make_pair(v, (uint32_t)r.head[a]);
            costs[a].cost = r.cost[a];
        }
    Graph g(boost::edges_are_sorted, arcs.begin(), arcs.end(), costs.begin(), r.nnode);
    double t1 = road_peer_cpu();
    uint64_t reached = 0, sum = 0;
    std::vector<int> dist(r.nnode);
    Counts visitor;
    visitor.dist = &dist;
    visitor.reached = &reached;
    visitor.sum = &sum;
    visitor.cutoff = r.cutoff;
    boost::dummy_property_map none;
    for (uint32_t i = 0; i < (r.cutoff ? r.nsource : 1); i++) {
        const int *from = r.source + i, *to = r.cutoff ? from + 1 : r.source + r.nsource;
        try {
            boost::dijkstra_shortest_paths(
                g, from, to, none,
                boost::make_iterator_property_map(dist.begin(), boost::get(boost::vertex_index, g)),
                boost::get(&Arc::cost, g), boost::get(boost::vertex_index, g), std::less<int>(),
                boost::closed_plus<int>(INT_MAX), INT_MAX, 0, visitor);
        } catch (const Done &) {
        }
    }
    road_peer_tell("Boost", &r, t1 - t0, road_peer_cpu() - t1, reached, sum);
    return 0;
}
