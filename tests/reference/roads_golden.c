/* Shortest-path matrices of small graphs: one-way and parallel arcs, islands. Every search gives them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <jansson.h>
#include <katve/graph.h>

struct golden {
    struct kt_arena whole, keep, tmp;
    json_t *json;
    struct kt_graph g;
};

static bool golden_open(struct golden *q, const char *name)
{
    char path[512];
    if (!kt_test_shared()) return false;
    snprintf(path, sizeof path, "%s/golden/roads/%s.json", kt_test_shared(), name);
    q->json = json_load_file(path, 0, NULL);
    if (!q->json) return false;
    q->whole = q->keep = kt_arena_open(0);
    q->tmp = kt_arena_open(0);
    json_t *arcs = json_object_get(q->json, "arcs");
    size_t n = json_array_size(arcs);
    int32_t *end[3];
    for (size_t k = 0; k < 3; k++) {
        end[k] = KT_NEW(&q->keep, int32_t, n);
        for (size_t a = 0; a < n; a++)
            end[k][a] = (int32_t)json_integer_value(json_array_get(json_array_get(arcs, a), k));
    }
    size_t nnode = (size_t)json_integer_value(json_object_get(q->json, "nodes"));
    q->g = kt_graph_build(&q->keep, nnode, n, end[0], end[1], end[2], q->tmp);
    return true;
}

static int32_t expected(const struct golden *q, size_t from, size_t to)
{
    json_t *row = json_array_get(json_object_get(q->json, "dist"), from);
    return (int32_t)json_integer_value(json_array_get(row, to));
}

static void put(void *ctx, const int32_t *node, const int32_t *cost, size_t n)
{
    int32_t *all = ctx;
    for (size_t i = 0; i < n; i++) all[node[i]] = cost[i * (size_t)KT_TREES];
}

static void check_all(const char *name)
{
    struct golden q;
    if (!golden_open(&q, name)) SKIP("the golden road matrices are not here");
    struct kt_reach r;
    kt_reach_init(&r, &q.g, KT_FAR - 1, &q.keep);
    struct kt_trees *t = kt_trees_new(kt_hierarchy_build(&q.g, NULL, &q.keep, q.tmp), &q.keep);
    size_t wrong = 0, n = q.g.nnode;
    for (size_t v = 0; v < n; v++) {
        struct kt_start s = {(int32_t)v, 0};
        int32_t *tree = KT_NEW(&q.keep, int32_t, n);
        for (size_t u = 0; u < n; u++) tree[u] = KT_FAR;
        kt_reach_run(&r, &q.g, &s, 1, KT_FAR - 1);
        kt_trees_run(t, &s, (uint32_t[]){0, 1}, 1, KT_FAR - 1, put, tree);
        for (size_t u = 0; u < n; u++) {
            int32_t d = expected(&q, v, u);
            wrong += d < 0 ? r.cost[u] != KT_FAR : r.cost[u] != d;
            wrong += d < 0 ? tree[u] < KT_FAR : tree[u] != d;
        }
    }
    CHECK(n > 1);
    CHECK(wrong == 0);
    json_decref(q.json);
    kt_arena_close(q.whole);
}

KT_TEST(twelve_nodes)
{
    check_all("g12");
}
KT_TEST(one_way_arcs)
{
    check_all("g30_oneway");
}
KT_TEST(islands)
{
    check_all("g40_islands");
}

KT_TEST_MAIN
