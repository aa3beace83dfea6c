/* Every search against a textbook Dijkstra on random graphs: one-way arcs, parallel arcs, loops, islands,
 * arcs that cost nothing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"
#include "../textbook_dijkstra.h"

#include <katve/graph.h>
#include <katve/rng.h>
#include <omp.h>

struct world {
    struct kt_arena whole, keep, tmp_whole;
    struct kt_graph g;
    double *x, *y;
    int32_t *part;
};

static uint32_t draw(uint32_t row, uint32_t k, uint32_t n)
{
    return (uint32_t)(kt_rng_uniform(7, KT_STREAM_BENCH, row, k) * n);
}

/* `n` nodes on a plane in the order of places, arcs mostly to near numbers, in `nisland` islands. */
static void world_open(struct world *w, uint32_t seed, uint32_t n, uint32_t narc, uint32_t nisland)
{
    w->whole = w->keep = kt_arena_open(0);
    w->tmp_whole = kt_arena_open(0);
    int32_t *tail = KT_NEW(&w->keep, int32_t, narc), *head = KT_NEW(&w->keep, int32_t, narc),
            *cost = KT_NEW(&w->keep, int32_t, narc);
    for (uint32_t a = 0; a < narc; a++) {
        uint32_t r = seed << 20 | a, v = draw(r, 0, n), step = draw(r, 1, 12) ? draw(r, 2, 9) : draw(r, 2, n);
        uint32_t u = (v + step * nisland) % n;
        if (v % nisland != u % nisland) u = v; /* a loop instead of a bridge */
        tail[a] = (int32_t)v;
        head[a] = (int32_t)u;
        cost[a] = (int32_t)draw(r, 3, 50);
    }
    w->g = kt_graph_build(&w->keep, n, narc, tail, head, cost, w->tmp_whole);
}

static void world_close(struct world *w)
{
    kt_arena_close(w->whole);
    kt_arena_close(w->tmp_whole);
}

struct seen {
    size_t n;
    int32_t *cost; /* node × KT_TREES */
    uint8_t *times;
};

static void see(void *ctx, const int32_t *node, const int32_t *cost, size_t n)
{
    struct seen *s = ctx;
    for (size_t i = 0; i < n; i++) {
        memcpy(s->cost + (size_t)node[i] * KT_TREES, cost + i * KT_TREES, KT_TREES * sizeof *cost);
        s->times[node[i]]++;
    }
}

static const struct kt_hierarchy *hierarchy(const struct kt_graph *g, const uint8_t *wanted,
                                            struct kt_arena *keep, struct kt_arena tmp)
{
    struct kt_contraction c = kt_contract(g, keep, tmp);
    return kt_hierarchy_build(&c, wanted, keep, tmp);
}

static void compare_trees(struct world *w, const uint8_t *wanted, const struct kt_start *start,
                          int32_t cutoff)
{
    size_t n = w->g.nnode;
    const struct kt_hierarchy *h = hierarchy(&w->g, wanted, &w->keep, w->tmp_whole);
    struct kt_trees *t = kt_trees_new(h, &w->keep);
    struct seen s = {n, malloc(n * KT_TREES * sizeof *s.cost), malloc(n)};
    int32_t *truth = malloc(n * sizeof *truth);
    uint32_t first[KT_TREES + 1];
    for (uint32_t i = 0; i <= KT_TREES; i++) first[i] = i;
    for (int round = 0; round < 2; round++) { /* the room is used again */
        size_t wrong = 0, twice = 0;
        for (size_t i = 0; i < n * KT_TREES; i++) s.cost[i] = KT_FAR;
        memset(s.times, 0, n);
        kt_trees_run(t, start, first, KT_TREES, cutoff, see, &s);
        for (size_t k = 0; k < KT_TREES; k++) {
            dijkstra(&w->g, start[k], truth);
            for (size_t v = 0; v < n; v++) {
                if (wanted && !wanted[v]) continue;
                int32_t met = s.cost[v * KT_TREES + k];
                wrong += truth[v] <= cutoff ? met != truth[v] : met <= cutoff;
                twice += s.times[v] > 1;
            }
        }
        CHECK(wrong == 0);
        CHECK(twice == 0);
    }
    free(s.cost);
    free(s.times);
    free(truth);
}

KT_TEST(trees_agree_with_the_textbook)
{
    for (uint32_t seed = 1; seed <= 6; seed++) {
        struct world w;
        uint32_t n = seed < 3 ? 300 : 2500;
        world_open(&w, seed, n, n * (2 + seed % 3), 1 + seed % 4);
        uint8_t *wanted = KT_NEW(&w.keep, uint8_t, n);
        struct kt_start start[KT_TREES];
        for (uint32_t i = 0; i < n; i++) wanted[i] = draw(seed << 20 | i, 9, 3) == 0;
        for (uint32_t i = 0; i < KT_TREES; i++)
            start[i] = (struct kt_start){(int32_t)draw(seed << 20 | i, 10, n), (int32_t)draw(i, 11, 20)};
        compare_trees(&w, seed % 2 ? wanted : NULL, start, seed % 3 ? 150 : KT_FAR - 1);
        world_close(&w);
    }
}

static bool same(const void *a, const void *b, size_t n)
{
    return memcmp(a, b, n) == 0;
}

KT_TEST(contraction_is_the_same_for_any_threads)
{
    struct world w;
    struct kt_contraction c[2];
    world_open(&w, 7, 6000, 15000, 2);
    int before = omp_get_max_threads();
    for (int k = 0; k < 2; k++) {
        omp_set_num_threads(k ? 5 : 1);
        c[k] = kt_contract(&w.g, &w.keep, w.tmp_whole);
    }
    omp_set_num_threads(before);
    CHECK(c[0].ntile > 4 && c[0].n == c[1].n && c[0].nlink == c[1].nlink && c[0].ntile == c[1].ntile);
    CHECK(same(c[0].tile, c[1].tile, (c[0].ntile + 1) * sizeof *c[0].tile));
    CHECK(same(c[0].node, c[1].node, c[0].n * sizeof *c[0].node));
    CHECK(same(c[0].first, c[1].first, (c[0].n + 1) * sizeof *c[0].first));
    CHECK(same(c[0].link, c[1].link, c[0].nlink * sizeof *c[0].link));
    CHECK(c[0].core_graph.narc == c[1].core_graph.narc);
    world_close(&w);
}

KT_TEST(reach_agrees_with_the_textbook)
{
    struct world w;
    world_open(&w, 11, 800, 2400, 2);
    struct kt_reach r;
    kt_reach_init(&r, &w.g, 400, &w.keep);
    int32_t *truth = malloc(800 * sizeof *truth);
    for (int32_t v = 0; v < 800; v += 37) {
        struct kt_start s = {v, v % 5};
        size_t within = 0, wrong = 0;
        kt_reach_run(&r, &w.g, &s, 1, 100 + v % 300);
        dijkstra(&w.g, s, truth);
        for (size_t u = 0; u < 800; u++) {
            bool in = truth[u] <= 100 + v % 300;
            within += in;
            wrong += in ? r.cost[u] != truth[u] : r.cost[u] != KT_FAR;
        }
        CHECK(wrong == 0);
        CHECK(r.n == within);
    }
    free(truth);
    world_close(&w);
}

KT_TEST(the_two_nearest_agree_with_all_searches)
{
    struct world w;
    enum { N = 900, SITES = 23 };
    world_open(&w, 21, N, 2500, 3);
    struct kt_start start[2 * SITES];
    uint32_t first[SITES + 1] = {0}, k = 0;
    for (uint32_t s = 0; s < SITES; s++) { /* some have two ways in, two sites share a place */
        start[k++] = (struct kt_start){(int32_t)draw(s / 2, 30, N), (int32_t)(s % 3)};
        if (s % 4 == 0) start[k++] = (struct kt_start){(int32_t)draw(s, 31, N), 7};
        first[s + 1] = k;
    }
    int32_t *best = malloc(SITES * N * sizeof *best), *one = malloc(N * sizeof *one);
    for (uint32_t s = 0; s < SITES; s++) {
        for (size_t v = 0; v < N; v++) best[s * N + v] = KT_FAR;
        for (uint32_t i = first[s]; i < first[s + 1]; i++) {
            dijkstra(&w.g, start[i], one);
            for (size_t v = 0; v < N; v++)
                if (one[v] < best[s * N + v]) best[s * N + v] = one[v];
        }
    }
    int32_t *out[4];
    for (int i = 0; i < 4; i++) out[i] = KT_NEW(&w.keep, int32_t, N);
    kt_nearest_two(&w.g, start, first, SITES, out[0], out[1], out[2], out[3], w.tmp_whole);
    size_t wrong = 0, none = 0;
    for (size_t v = 0; v < N; v++) {
        int32_t c[2] = {KT_FAR, KT_FAR}, at[2] = {-1, -1};
        for (int32_t s = 0; s < SITES; s++) {
            int32_t d = best[(size_t)s * N + v];
            if (d < c[0]) {
                c[1] = c[0], at[1] = at[0];
                c[0] = d, at[0] = s;
            } else if (d < c[1]) {
                c[1] = d, at[1] = s;
            }
        }
        wrong += c[0] != out[0][v] || at[0] != out[1][v] || c[1] != out[2][v] || at[1] != out[3][v];
        none += at[1] < 0;
    }
    CHECK(wrong == 0);
    CHECK(none < N);
    free(best);
    free(one);
    world_close(&w);
}

KT_TEST(numbering_does_not_change_costs)
{
    struct world w;
    enum { N = 400 };
    world_open(&w, 31, N, 1300, 1);
    double *x = KT_NEW(&w.keep, double, N), *y = KT_NEW(&w.keep, double, N);
    int32_t *order = KT_NEW(&w.keep, int32_t, N), a[N], b[N], place[N];
    for (uint32_t v = 0; v < N; v++) {
        x[v] = floor(20 * kt_rng_uniform(7, KT_STREAM_BENCH, v, 40)); /* many ties */
        y[v] = floor(20 * kt_rng_uniform(7, KT_STREAM_BENCH, v, 41));
    }
    kt_graph_order(x, y, N, order, w.tmp_whole);
    struct kt_graph other = kt_graph_renumber(&w.keep, &w.g, order, w.tmp_whole);
    for (int32_t i = 0; i < N; i++) place[order[i]] = i;
    dijkstra(&w.g, (struct kt_start){17, 0}, a);
    dijkstra(&other, (struct kt_start){place[17], 0}, b);
    size_t wrong = 0;
    for (size_t v = 0; v < N; v++) wrong += a[v] != b[place[v]];
    CHECK(wrong == 0);
    struct kt_graph back = kt_graph_reverse(&w.keep, &w.g, w.tmp_whole);
    struct kt_graph again = kt_graph_reverse(&w.keep, &back, w.tmp_whole);
    CHECK(again.narc == w.g.narc && memcmp(again.head, w.g.head, w.g.narc * sizeof *w.g.head) == 0 &&
          memcmp(again.cost, w.g.cost, w.g.narc * sizeof *w.g.cost) == 0);
    world_close(&w);
}

KT_TEST(parts_are_found)
{
    struct world w;
    enum { N = 600 };
    world_open(&w, 41, N, 900, 3);
    int32_t part[N], strong[N], a[N], b[N];
    uint32_t size[N];
    size_t np = kt_graph_parts(&w.g, part, size, w.tmp_whole), sum = 0;
    size_t ns = kt_graph_strong_parts(&w.g, strong, NULL, w.tmp_whole);
    for (size_t i = 0; i < np; i++) sum += size[i];
    CHECK(sum == N && ns >= np && np >= 3);
    struct kt_graph back = kt_graph_reverse(&w.keep, &w.g, w.tmp_whole);
    for (int32_t v = 0; v < N; v += 29) { /* strongly connected: each reaches the other */
        dijkstra(&w.g, (struct kt_start){v, 0}, a);
        dijkstra(&back, (struct kt_start){v, 0}, b);
        size_t wrong = 0;
        for (size_t u = 0; u < N; u++) {
            wrong += (a[u] < KT_FAR && b[u] < KT_FAR) != (strong[u] == strong[v]);
            wrong += a[u] < KT_FAR && part[u] != part[v];
        }
        CHECK(wrong == 0);
    }
    world_close(&w);
}

KT_TEST(one_node_is_a_graph)
{
    struct kt_arena whole = kt_arena_open(0), keep = whole, tmp = kt_arena_open(0);
    int32_t zero = 0, cost = 5, out[4];
    struct kt_graph g = kt_graph_build(&keep, 1, 1, &zero, &zero, &cost, tmp);
    CHECK(g.narc == 0);
    const struct kt_hierarchy *h = hierarchy(&g, NULL, &keep, tmp);
    struct kt_trees *t = kt_trees_new(h, &keep);
    struct seen s = {1, out, (uint8_t[1]){0}};
    int32_t row[KT_TREES];
    s.cost = row;
    kt_trees_run(t, &(struct kt_start){0, 3}, (uint32_t[]){0, 1}, 1, 10, see, &s);
    CHECK(s.times[0] == 1 && row[0] == 3);
    kt_nearest_two(&g, &(struct kt_start){0, 3}, (uint32_t[]){0, 1}, 1, out, out + 1, out + 2, out + 3, tmp);
    CHECK(out[0] == 3 && out[1] == 0 && out[2] == KT_FAR && out[3] == -1);
    kt_arena_close(whole);
}

KT_TEST_MAIN
