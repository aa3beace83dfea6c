/* network_nearest: the two nearest sites of every crossing in one search, then of every door: those of its street's
 * ends and those on its street.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/found_internal.h"

struct two_nearest {
    int32_t cost[2], site[2];
};

/* Of equal costs the lower site is nearer; each site once. */
static void offer(struct two_nearest *t, int32_t cost, int32_t site)
{
    bool nearer[2];
    for (int k = 0; k < 2; k++)
        nearer[k] = t->site[k] < 0 || cost < t->cost[k] || (cost == t->cost[k] && site < t->site[k]);
    if (site == t->site[0]) {
        if (nearer[0]) t->cost[0] = cost;
    } else if (nearer[0]) {
        *t = (struct two_nearest){{cost, t->cost[0]}, {site, t->site[0]}};
    } else if (nearer[1]) {
        t->cost[1] = cost, t->site[1] = site;
    }
}

/* The two nearest sites of a door, its own walk left out. */
static struct two_nearest of_door(const struct kt_network *n, const struct kt_two *crossing, size_t k,
                                  size_t ncell)
{
    struct two_nearest t = {{KT_FAR, KT_FAR}, {-1, -1}};
    const struct kt_door *d = &n->door[k];
    for (int end = 0; end < 2; end++)
        for (int i = 0; i < 2; i++) {
            int32_t site = crossing->site[i][d->node[end]], cost = crossing->cost[i][d->node[end]];
            if (site >= 0 && d->leave[end] < KT_FAR - cost) offer(&t, cost + d->leave[end], site);
        }
    struct kt_door_range street = kt_doors_of_edge(n, k);
    for (size_t i = street.first; i < street.end; i++) {
        if ((size_t)n->door[i].point < ncell) continue;
        int32_t site = n->door[i].point - (int32_t)ncell, foot = n->site[site].foot;
        int32_t along = kt_door_cost(d, &n->door[i]);
        if (along < KT_FAR - foot) offer(&t, along + foot, site);
    }
    return t;
}

void kt_network_nearest(const struct kt_network *n, size_t ncell, size_t nsite, double fixed_min,
                        struct kt_costs *costs, struct kt_arena *keep, struct kt_arena tmp)
{
    size_t nnode = n->to_sites.nnode;
    struct kt_two crossing = kt_two_new(nnode, nsite, &tmp), door = kt_two_new(n->ndoor, 0, &tmp);
    for (size_t s = 0; s < nsite; s++) {
        uint32_t at = crossing.first[s];
        if (n->site[s].node >= 0) at += (uint32_t)kt_network_starts(n, &n->site[s], crossing.start + at);
        crossing.first[s + 1] = at;
    }
    kt_nearest_two(&n->to_sites, crossing.start, crossing.first, nsite, crossing.cost[0], crossing.site[0],
                   crossing.cost[1], crossing.site[1], tmp);
    for (size_t k = 0; k < n->ndoor; k++) {
        struct two_nearest t = of_door(n, &crossing, k, ncell);
        for (int i = 0; i < 2; i++) door.cost[i][k] = t.cost[i], door.site[i][k] = t.site[i];
    }
    kt_two_costs(&door, n, ncell, fixed_min, costs, keep);
}
