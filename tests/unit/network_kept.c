/* The graph of the roads, kept: the same when it is read, and made again when anything of its file is not as it was.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../damage.h"
#include "../road_town.h"
#include "../test.h"

#include "model/travel/travel_cache_internal.h"

#include <unistd.h>

struct kept {
    struct kt_arena whole, keep, tmp;
    struct town *town;
    struct kt_study st;
    char dir[32], path[128];
    struct kt_network plain; /* made without a folder */
};

static const struct kt_network_rules rules = {.mode = KT_CAR,
                                              .kmh = 0.9,
                                              .foot_kmh = 4.7,
                                              .ferry_kmh = 15,
                                              .ferry_wait_min = 2,
                                              .far_m = 150,
                                              .part_nodes = 1};

static void build(struct kept *k, struct kt_network *n, struct kt_cache *cache, double effort)
{
    kt_network_build(n, &k->st, &rules, k->town->use, cache, &k->keep, k->tmp);
    kt_network_contract(n, effort, cache, &k->keep, k->tmp);
}

static void kept_open(struct kept *k)
{
    k->whole = k->keep = kt_arena_open(0);
    k->tmp = kt_arena_open(0);
    k->town = KT_NEW(&k->keep, struct town, 1);
    make_town(k->town, &k->st);
    strcpy(k->dir, "/tmp/katve-roads-XXXXXX");
    if (!mkdtemp(k->dir)) abort();
    build(k, &k->plain, NULL, INFINITY);
}

static void kept_close(struct kept *k)
{
    struct kt_err err = {0};
    CHECK(kt_rmtree(k->dir, &err) == KT_OK);
    kt_arena_close(k->tmp);
    kt_arena_close(k->whole);
}

static bool same(const void *a, const void *b, size_t n)
{
    return !n || memcmp(a, b, n) == 0;
}

static bool same_graph(const struct kt_graph *a, const struct kt_graph *b)
{
    return a->nnode == b->nnode && a->narc == b->narc && same(a->start, b->start, 4 * (a->nnode + 1)) &&
           same(a->head, b->head, 4 * a->narc) && same(a->cost, b->cost, 4 * a->narc);
}

static bool same_contraction(const struct kt_contraction *a, const struct kt_contraction *b)
{
    return a->nnode == b->nnode && a->nlevel == b->nlevel && a->ntile == b->ntile && a->n == b->n &&
           a->nlink == b->nlink && same(a->level, b->level, sizeof a->level) &&
           same(a->tile, b->tile, 4 * (a->ntile + 1)) && same(a->node, b->node, 4 * a->n) &&
           same(a->first, b->first, 4 * (a->n + 1)) && same(a->link, b->link, a->nlink * sizeof *a->link) &&
           same(a->core, b->core, 4 * a->core_graph.nnode) && same_graph(&a->core_graph, &b->core_graph);
}

/* A run of that effort with the folder; the graph must be that of a run without it. */
static struct kt_cache run(struct kept *k, double effort)
{
    struct kt_cache cache = {.dir = k->dir};
    struct kt_network n;
    struct kt_arena keep = k->keep;
    build(k, &n, &cache, effort);
    CHECK(same_graph(&n.to_sites, &k->plain.to_sites) && same(n.name, k->plain.name, NODES * sizeof *n.name));
    CHECK(!n.contracted == (effort <= 0));
    CHECK(!n.contracted || same_contraction(n.contracted, k->plain.contracted));
    CHECK(n.ndoor == k->plain.ndoor && same(n.door, k->plain.door, n.ndoor * sizeof *n.door));
    snprintf(k->path, sizeof k->path, "%s/%s.roads", k->dir, n.key);
    k->keep = keep;
    return cache;
}

KT_TEST(a_graph_is_made_once)
{
    struct kept k;
    kept_open(&k);
    struct kt_cache c = run(&k, 0); /* few sites: not contracted */
    CHECK(c.graphs_read == 0 && c.graphs_written == 1);
    c = run(&k, INFINITY); /* many: contracted, and kept so */
    CHECK(c.graphs_read == 1 && c.graphs_written == 1);
    c = run(&k, INFINITY);
    CHECK(c.graphs_read == 1 && c.graphs_written == 0);
    c = run(&k, 0);
    CHECK(c.graphs_read == 1 && c.graphs_written == 0);
    kept_close(&k);
}

KT_TEST(sites_and_people_leave_the_graph_as_it_is)
{
    struct kept k;
    kept_open(&k);
    (void)run(&k, INFINITY);
    k.town->site_x[0] += 300, k.town->cell_y[7] -= 200, k.town->use[2] ^= 1;
    build(&k, &k.plain, NULL, INFINITY);
    struct kt_cache c = run(&k, INFINITY);
    CHECK(c.graphs_read == 1 && c.graphs_written == 0);
    k.town->kmh[3] += 1; /* a speed does not */
    build(&k, &k.plain, NULL, INFINITY);
    c = run(&k, INFINITY);
    CHECK(c.graphs_read == 0 && c.graphs_written == 1 && c.damaged == 0);
    kept_close(&k);
}

KT_TEST(damage_anywhere_is_found_and_mended)
{
    struct kept k;
    kept_open(&k);
    (void)run(&k, INFINITY);
    long n = (long)size_of(k.path);
    for (long at = 0; at < n; at += at < 250 ? 7 : 997) {
        flip(k.path, (size_t)at);
        struct kt_cache c = run(&k, INFINITY);
        CHECK(c.damaged == 1 && c.graphs_read == 0 && c.graphs_written == 1);
    }
    for (long cut = 0; cut < n; cut += n / 7) {
        CHECK(truncate(k.path, cut) == 0);
        CHECK(run(&k, INFINITY).damaged == 1);
    }
    CHECK(truncate(k.path, n + 5) == 0);
    CHECK(run(&k, INFINITY).damaged == 1);
    CHECK(run(&k, INFINITY).graphs_read == 1);
    kept_close(&k);
}

/* A whole file of other roads under this one's name. */
KT_TEST(a_foreign_file_is_not_believed)
{
    struct kept k;
    char own[128];
    kept_open(&k);
    (void)run(&k, INFINITY);
    strcpy(own, k.path);
    k.town->kmh[3] += 1;
    build(&k, &k.plain, NULL, INFINITY);
    (void)run(&k, INFINITY);
    CHECK(strcmp(own, k.path) != 0 && rename(k.path, own) == 0);
    k.town->kmh[3] -= 1;
    build(&k, &k.plain, NULL, INFINITY);
    CHECK(run(&k, INFINITY).damaged == 1);
    CHECK(run(&k, INFINITY).graphs_read == 1);
    kept_close(&k);
}

KT_TEST_MAIN
