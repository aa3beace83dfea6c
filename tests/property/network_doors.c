/* Doors on streets: pairs and nearest sites, contracted or not, against a textbook Dijkstra on a graph that has every
 * door for a node. Streets are one-way, parallel, loops, of no length; doors stand at crossings, on one another, off.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../road_town.h"
#include "../test.h"
#include "../textbook_dijkstra.h"

/* ---- the graph with doors ---- */

struct arcs {
    size_t n;
    int32_t tail[4 * (EDGES + CELLS + SITES)], head[4 * (EDGES + CELLS + SITES)],
        cost[4 * (EDGES + CELLS + SITES)];
};

static void add_arcs(void *ctx, const struct kt_piece *p)
{
    struct arcs *a = ctx;
    for (int k = 0; k < 2; k++) {
        bool free_of_signs = p->cost == 0 && p->back == 0;
        if (!free_of_signs && !(p->open & (k ? KT_BACK : KT_FORTH))) continue;
        a->tail[a->n] = k ? p->from : p->to;
        a->head[a->n] = k ? p->to : p->from;
        a->cost[a->n++] = k ? p->back : p->cost;
    }
}

/* Costs from every cell to every site; KT_FAR: no way. */
static int32_t (*truth_of(const struct kt_network *n, const struct kt_study *st,
                          const struct kt_network_rules *q))[SITES]
{
    struct kt_arena whole = kt_arena_open(0), keep = whole, tmp = kt_arena_open(0), room = tmp;
    struct arcs *a = KT_NEW(&keep, struct arcs, 1);
    kt_network_pieces(n, &st->roads, q, add_arcs, a);
    struct kt_graph g = kt_graph_build(&keep, NODES + n->ndoor, a->n, a->tail, a->head, a->cost, room);
    int32_t(*truth)[SITES] = malloc(CELLS * sizeof *truth), *cost = malloc(g.nnode * sizeof *cost);
    for (size_t s = 0; s < SITES; s++) {
        if (n->site[s].node >= 0) dijkstra(&g, (struct kt_start){NODES + n->site[s].node, 0}, cost);
        for (size_t c = 0; c < CELLS; c++) {
            bool on = n->site[s].node >= 0 && n->cell[c].node >= 0;
            int32_t way = on ? cost[NODES + n->cell[c].node] : KT_FAR;
            truth[c][s] = way < KT_FAR ? way + n->site[s].foot + n->cell[c].foot : KT_FAR;
        }
    }
    free(cost);
    kt_arena_close(whole);
    kt_arena_close(tmp);
    return truth;
}

static size_t wrong_pairs(const struct kt_csr *p, int32_t (*truth)[SITES], double max_min)
{
    size_t wrong = 0, within = 0;
    for (size_t c = 0; c < CELLS; c++) {
        size_t k = p->start[c];
        for (int32_t s = 0; s < SITES; s++) {
            if (truth[c][s] > (max_min - 3) * 60000) continue;
            within++;
            bool there = k < p->start[c + 1] && p->col[k] == s;
            wrong += !there || p->val[k] != (float)(truth[c][s] / 60000.0 + 3);
            k += there;
        }
    }
    return wrong + (within != p->nnz);
}

static size_t wrong_nearest(const struct kt_costs *costs, int32_t (*truth)[SITES])
{
    size_t wrong = 0;
    for (size_t c = 0; c < CELLS; c++) {
        int32_t at[2] = {-1, -1};
        for (int32_t s = 0; s < SITES; s++) {
            if (truth[c][s] == KT_FAR) continue;
            if (at[0] < 0 || truth[c][s] < truth[c][at[0]])
                at[1] = at[0], at[0] = s;
            else if (at[1] < 0 || truth[c][s] < truth[c][at[1]])
                at[1] = s;
        }
        const int32_t told[2] = {costs->nearest_site[c], costs->second_site[c]};
        const double min[2] = {costs->nearest[c], costs->second[c]};
        for (int k = 0; k < 2; k++)
            wrong += told[k] != at[k] ||
                     (at[k] < 0 ? !isnan(min[k]) : min[k] != (double)truth[c][at[k]] / 60000 + 3);
    }
    return wrong;
}

KT_TEST(doors_on_edges_are_worth_nodes)
{
    size_t met = 0;
    for (uint32_t seed = 1; seed <= 12; seed++) {
        struct kt_arena whole = kt_arena_open(0), keep = whole, tmp = kt_arena_open(0);
        struct town *t = KT_NEW(&keep, struct town, 1);
        struct kt_study st;
        t->seed = seed;
        make_town(t, &st);
        const struct kt_network_rules q = {.mode = seed % 3 ? KT_CAR : KT_WALK,
                                           .kmh = seed % 3 ? 0.9 : 4.7,
                                           .foot_kmh = 4.7,
                                           .ferry_kmh = 15,
                                           .ferry_wait_min = 2,
                                           .far_m = 150,
                                           .bridge_m = 100,
                                           .part_nodes = seed % 2 ? 1 : 5};
        struct kt_network n;
        kt_network_build(&n, &st, &q, t->use, NULL, &keep, tmp);
        int32_t(*truth)[SITES] = truth_of(&n, &st, &q);
        struct kt_contraction c = kt_contract(&n.to_sites, &keep, tmp);
        const double most[] = {seed % 3 ? 6 : 30, 1440};
        for (int k = 0; k < 4; k++) {
            struct kt_csr pairs;
            n.contracted = k % 2 ? &c : NULL;
            kt_network_pairs(&n, CELLS, SITES, most[k / 2], 3, SIZE_MAX, &pairs, &keep, tmp);
            CHECK(wrong_pairs(&pairs, truth, most[k / 2]) == 0);
            met += pairs.nnz;
        }
        struct kt_costs costs;
        kt_network_nearest(&n, CELLS, SITES, 3, &costs, &keep, tmp);
        CHECK(wrong_nearest(&costs, truth) == 0);
        free(truth);
        kt_arena_close(tmp);
        kt_arena_close(whole);
    }
    CHECK(met > 50000);
}

KT_TEST_MAIN
