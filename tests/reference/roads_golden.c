/* Shortest-path matrices of small graphs: one-way and parallel arcs, islands. Every search gives them,
 * and those of the same graphs with dearer arcs, turned round, doubled for nothing and renumbered.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <jansson.h>
#include <katve/graph.h>

struct golden {
    struct kt_arena whole, keep, tmp;
    json_t *json;
    int32_t n; /* nodes of the file */
    struct kt_graph g;
};

/* The same graph told otherwise; what its matrix becomes is known. */
enum variant {
    AS_IT_IS,
    DEARER,     /* each arc twice more, dearer, and a loop at every node: the same matrix */
    TURNED,     /* every arc turned round: the matrix transposed */
    TWINS,      /* every node has a twin that costs nothing to reach: the same between all twins */
    RENUMBERED, /* nodes under other names, and an island of two beside them */
    VARIANTS
};

struct arcs {
    size_t n;
    int32_t *tail, *head, *cost;
};

static void add(struct arcs *a, int32_t tail, int32_t head, int32_t cost)
{
    a->tail[a->n] = tail;
    a->head[a->n] = head;
    a->cost[a->n++] = cost;
}

/* The variant's name of node v; twins: 0 or 1. */
static int32_t name(enum variant k, int32_t v, int32_t n, int twin)
{
    if (k == TWINS) return v + n * twin;
    return k == RENUMBERED ? (v * 7 + 3) % n : v;
}

static void add_arc(struct arcs *a, enum variant k, int32_t u, int32_t v, int32_t cost, int32_t n)
{
    if (k == TURNED) {
        add(a, v, u, cost);
        return;
    }
    add(a, name(k, u, n, 0), name(k, v, n, k == TWINS && cost % 2), cost);
    if (k != DEARER) return;
    add(a, u, v, cost + 1);
    add(a, u, v, 2 * cost);
    add(a, u, u, 0);
}

static bool golden_open(struct golden *q, const char *file, enum variant k)
{
    char path[512];
    if (!kt_test_shared()) return false;
    snprintf(path, sizeof path, "%s/golden/roads/%s.json", kt_test_shared(), file);
    q->json = json_load_file(path, 0, NULL);
    if (!q->json) return false;
    q->whole = q->keep = kt_arena_open(0);
    q->tmp = kt_arena_open(0);
    json_t *arcs = json_object_get(q->json, "arcs");
    int32_t n = (int32_t)json_integer_value(json_object_get(q->json, "nodes"));
    size_t narc = json_array_size(arcs), room = 4 * narc + 2 * (size_t)n + 2;
    struct arcs a = {0, KT_NEW(&q->keep, int32_t, room), KT_NEW(&q->keep, int32_t, room),
                     KT_NEW(&q->keep, int32_t, room)};
    for (size_t i = 0; i < narc; i++) {
        int32_t x[3];
        for (size_t j = 0; j < 3; j++)
            x[j] = (int32_t)json_integer_value(json_array_get(json_array_get(arcs, i), j));
        add_arc(&a, k, x[0], x[1], x[2], n);
    }
    for (int32_t v = 0; v < n && k == TWINS; v++) {
        add(&a, v, v + n, 0);
        add(&a, v + n, v, 0);
    }
    if (k == RENUMBERED) add(&a, n, n + 1, 5);
    q->n = n;
    q->g = kt_graph_build(&q->keep, (size_t)n * (k == TWINS ? 2 : 1) + (k == RENUMBERED ? 2 : 0), a.n, a.tail,
                          a.head, a.cost, q->tmp);
    return true;
}

static int32_t expected(const struct golden *q, enum variant k, int32_t from, int32_t to)
{
    json_t *row = json_array_get(json_object_get(q->json, "dist"), (size_t)(k == TURNED ? to : from));
    return (int32_t)json_integer_value(json_array_get(row, (size_t)(k == TURNED ? from : to)));
}

static void put(void *ctx, const int32_t *node, const int32_t *cost, size_t n)
{
    int32_t *all = ctx;
    for (size_t i = 0; i < n; i++) all[node[i]] = cost[i * (size_t)KT_TREES];
}

struct answers {
    int32_t *reach, *tree, *nearest;
};

/* Is what a search says of a node what the matrix says? */
static bool right(int32_t met, int32_t d)
{
    return d < 0 ? met >= KT_FAR : met == d;
}

static void search(struct golden *q, struct kt_reach *r, struct kt_trees *t, int32_t v, struct answers *a)
{
    struct kt_start s = {v, 0};
    uint32_t first[] = {0, 1};
    size_t n = q->g.nnode;
    int32_t *site = KT_NEW(&q->keep, int32_t, n),
            *none[2] = {KT_NEW(&q->keep, int32_t, n), KT_NEW(&q->keep, int32_t, n)};
    a->tree = KT_NEW(&q->keep, int32_t, n);
    a->nearest = KT_NEW(&q->keep, int32_t, n);
    for (size_t u = 0; u < n; u++) a->tree[u] = KT_FAR;
    kt_reach_run(r, &q->g, &s, 1, KT_FAR - 1);
    kt_trees_run(t, &s, first, 1, KT_FAR - 1, put, a->tree);
    kt_nearest_two(&q->g, &s, first, 1, a->nearest, site, none[0], none[1], q->tmp);
    a->reach = r->cost;
}

static void check_variant(const char *file, enum variant k)
{
    struct golden q;
    if (!golden_open(&q, file, k)) SKIP("the golden road matrices are not here");
    struct kt_reach r;
    kt_reach_init(&r, &q.g, KT_FAR - 1, &q.keep);
    struct kt_contraction c = kt_contract(&q.g, &q.keep, q.tmp);
    struct kt_trees *t = kt_trees_new(kt_hierarchy_build(&c, NULL, &q.keep, q.tmp), &q.keep);
    int wrong = 0;
    for (int32_t v = 0; v < q.n; v++)
        for (int twin = 0; twin <= (k == TWINS); twin++) {
            struct answers a;
            search(&q, &r, t, name(k, v, q.n, twin), &a);
            for (int32_t u = 0; u < q.n; u++) {
                int32_t d = expected(&q, k, v, u), at = name(k, u, q.n, !twin);
                wrong += !right(a.reach[at], d) + !right(a.tree[at], d) + !right(a.nearest[at], d);
            }
        }
    CHECK(q.n > 1);
    CHECK(wrong == 0);
    json_decref(q.json);
    kt_arena_close(q.whole);
    kt_arena_close(q.tmp);
}

static void check_all(const char *file)
{
    for (int k = AS_IT_IS; k < VARIANTS; k++) check_variant(file, (enum variant)k);
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
