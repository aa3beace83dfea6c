/* road_network: roads as minutes, who is off them, and searches kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../damage.h"
#include "../road_fixture.h"

static double pair(const struct kt_csr *p, size_t cell, int32_t site)
{
    for (size_t k = p->start[cell]; k < p->start[cell + 1]; k++)
        if (p->col[k] == site) return (double)p->val[k];
    return NAN;
}

KT_TEST(minutes_follow_roads_and_their_directions)
{
    struct fixture f;
    open_roads(&f, plain, 3);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_costs *car = &f.r.mode[f.r.nmode - 1];
    CHECK_STR(car->mode, "car");
    CHECK_STR(car->unit, "min");
    double foot = 60 / 4.7;                                   /* minutes for a kilometre on foot */
    CHECK_NEAR(pair(&car->pairs, 3, 1), 3 + 4, 1e-6);         /* along the road */
    CHECK_NEAR(pair(&car->pairs, 3, 2), 3 + 18 + foot, 1e-6); /* with the one-way piece */
    CHECK_NEAR(pair(&car->pairs, 4, 2), 3 + 3 * foot + 2 + foot, 1e-6);
    CHECK(isnan(pair(&car->pairs, 5, 1))); /* against it */
    CHECK_NEAR(pair(&car->pairs, 1, 0), 3 + foot + 2 + foot / 2, 1e-6);
    CHECK_NEAR(car->nearest[5], 3 + 2 + foot, 1e-6);
    CHECK(car->nearest_site[5] == 2 && car->second_site[5] == -1 && isnan(car->second[5]));
    CHECK(car->nearest_site[3] == 1 && car->second_site[3] == 0);
    CHECK_NEAR(car->second[3], 3 + 14 + foot / 2, 1e-6);
    for (size_t c = 6; c < 8; c++) CHECK(car->nearest_site[c] == -1 && isnan(car->nearest[c]));
    fx_close(&f);
}

KT_TEST(each_direction_has_its_speed)
{
    struct fixture f;
    open_roads(&f, plain, 3);
    float back[] = {60, 30, 60, 60, 60, 60, 60};
    f.st.roads.kmh_back = back;
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_costs *car = &f.r.mode[f.r.nmode - 1];
    double foot = 60 / 4.7;
    CHECK_NEAR(pair(&car->pairs, 3, 1), 3 + 2 * 4, 1e-6);     /* westwards, against the shape */
    CHECK_NEAR(pair(&car->pairs, 3, 2), 3 + 18 + foot, 1e-6); /* eastwards as before */
    fx_close(&f);
}

/* Beside a motorway one drives to the next street. */
KT_TEST(doors_open_on_streets_alone)
{
    struct fixture f;
    uint8_t doorless[7] = {0, 1};
    open_roads(&f, (const char *const[]){plain[0], plain[1], "methods.road_network.far_km=5"}, 3);
    f.st.roads.doorless = doorless;
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_costs *car = &f.r.mode[f.r.nmode - 1];
    /* d at 14 km lies on the edge from 10 to 20 km: its door is at 10 km now, where a site is: 4 km on foot. */
    double foot = 60 / 4.7;
    CHECK_NEAR(car->nearest[3], 3 + 4 * foot, 1e-4);
    fx_close(&f);
}

KT_TEST(who_is_off_the_network_is_listed)
{
    struct fixture f;
    open_roads(&f, plain, 3);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "road_network"),
                          *left = kt_result_table(&f.r, "road_left_car");
    CHECK(t && left);
    if (!t || !left) return;
    CHECK(t->value[0] == 2 && t->value[1] == 0);   /* parts, none too small */
    CHECK(t->value[2] == 1 && t->value[3] == 140); /* h has no road */
    CHECK(t->value[4] == 1 && t->value[5] == 195); /* g lives on the island */
    CHECK(left->nrow == 2);
    CHECK_STR(left->row[0], "cell g");
    CHECK_STR(left->note[0], "no way to any site");
    CHECK_STR(left->row[1], "cell h");
    CHECK(isnan(left->value[1]));
    fx_close(&f);
}

/* Streets in squares of 100 m, side x side crossings, from (x, y). */
static void add_squares(struct kt_roads *r, int side, double x, double y)
{
    int32_t base = (int32_t)r->nnode;
    for (int v = 0; v < side * side; v++) {
        r->x[r->nnode] = x + 100 * (v % side);
        r->y[r->nnode++] = y + 100 * (v / side);
    }
    for (int v = 0; v < side * side; v++)
        for (int d = 0; d < 2; d++) {
            if ((d ? v / side : v % side) + 1 == side) continue;
            size_t e = r->nedge++;
            r->from[e] = base + v, r->to[e] = base + v + (d ? side : 1);
            r->length_m[e] = 100, r->kmh[e] = 60, r->ferry_min[e] = NAN;
            for (int m = 0; m < KT_ROAD_MODES; m++) r->open[m][e] = BOTH;
            for (int k = 0; k < 2; k++, r->nvert++) {
                r->vx[r->nvert] = r->x[k ? r->to[e] : r->from[e]];
                r->vy[r->nvert] = r->y[k ? r->to[e] : r->from[e]];
            }
            r->first[e + 1] = (uint32_t)r->nvert;
        }
}

static void add_ferry(struct kt_roads *r, int32_t a, int32_t b)
{
    size_t e = r->nedge++;
    r->from[e] = a, r->to[e] = b;
    r->length_m[e] = 2000, r->kmh[e] = NAN, r->ferry_min[e] = 10;
    for (int m = 0; m < KT_ROAD_MODES; m++) r->open[m][e] = BOTH;
    for (int k = 0; k < 2; k++, r->nvert++)
        r->vx[r->nvert] = r->x[k ? b : a], r->vy[r->nvert] = r->y[k ? b : a];
    r->first[e + 1] = (uint32_t)r->nvert;
}

/* 36 crossings on the mainland and 25, more than part_nodes, on an island with a site and a cell of its own. */
KT_TEST(a_site_on_a_large_island_without_ferry_is_listed)
{
    enum { N = 61, E = 200 };
    for (int ferry = 0; ferry < 2; ferry++) {
        struct fixture f;
        double x[N], y[N], shape_x[2 * E], shape_y[2 * E];
        int32_t a[E], b[E];
        float metres[E], limit[E], crossing[E];
        uint8_t open[E];
        uint32_t at[E + 1] = {0};
        open_roads(&f, (const char *const[]){"methods.road_network.speed_share=1"}, 1);
        f.st.roads = (struct kt_roads){.x = x, .y = y, .from = a, .to = b, .length_m = metres, .kmh = limit};
        f.st.roads.open[0] = f.st.roads.open[1] = f.st.roads.open[2] = open;
        f.st.roads.ferry_min = crossing, f.st.roads.first = at;
        f.st.roads.vx = shape_x, f.st.roads.vy = shape_y;
        add_squares(&f.st.roads, 6, 0, 0);
        add_squares(&f.st.roads, 5, 2500, 0);
        if (ferry) add_ferry(&f.st.roads, 5, 36);
        for (size_t c = 0; c < FX_CELLS; c++) f.st.cells.x[c] = 50.0 * (double)c, f.st.cells.y[c] = 0;
        for (size_t s = 0; s < 4; s++) f.st.sites.x[s] = 0, f.st.sites.y[s] = 100;
        f.st.sites.x[1] = f.st.cells.x[7] = 2600, f.st.sites.y[1] = 300;
        CHECK(fx_run(&f, &kt_road_network) == KT_OK);
        const struct kt_table *t = kt_result_table(&f.r, "road_network"),
                              *left = kt_result_table(&f.r, "road_left_car");
        const struct kt_costs *car = &f.r.mode[f.r.nmode - 1];
        CHECK(t->value[0] == 2 - ferry && t->value[1] == 0 && t->value[8] == !ferry);
        CHECK_STR(t->column[8], "sites_on_islands");
        CHECK(left->nrow == (size_t)!ferry);
        if (!ferry) CHECK_STR(left->row[0], "site b");
        if (!ferry) CHECK(strstr(left->note[0], "island") != NULL);
        /* Those on the island have their own site and, without a ferry, no other; on the mainland likewise. */
        CHECK(car->nearest_site[7] == 1 && (car->second_site[7] >= 0) == ferry);
        CHECK(isnan(pair(&car->pairs, 0, 1)) == !ferry && car->nearest_site[0] == 0);
        fx_close(&f);
    }
}

KT_TEST(parts_of_the_network_are_listed)
{
    struct fixture f;
    open_roads(&f, plain, 2);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "road_parts_car");
    CHECK(t && t->nrow == 2 && t->ncol == 6);
    if (!t) return;
    const double *mainland = t->value, *island = t->value + 6;
    CHECK(mainland[0] == 5 && mainland[1] == 4 && mainland[2] == 3660 && mainland[3] == 3);
    CHECK(island[0] == 3 && island[1] == 1 && island[2] == 195 && island[3] == 0);
    CHECK(island[4] == 79000 && island[5] == 40000);
    fx_close(&f);
}

KT_TEST(a_part_too_small_gives_way_only_to_a_near_one)
{
    struct fixture f; /* the island is too small to matter, but nothing larger is near: it stays an island */
    open_roads(&f,
               (const char *const[]){"methods.road_network.speed_share=1", "methods.road_network.far_km=3",
                                     "methods.road_network.part_nodes=4"},
               3);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "road_network");
    CHECK(t && t->value[1] == 1 && t->value[2] == 1 && t->value[4] == 1);
    fx_close(&f);
}

KT_TEST(walkers_use_both_directions)
{
    struct fixture f;
    open_roads(&f,
               (const char *const[]){"methods.road_network.modes=[walk]", "methods.road_network.max_min=600",
                                     "methods.road_network.part_nodes=3"},
               3);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_costs *walk = &f.r.mode[f.r.nmode - 1];
    CHECK_STR(walk->mode, "walk");
    CHECK_NEAR(pair(&walk->pairs, 5, 1), 24 * 60 / 4.7, 1e-5);
    fx_close(&f);
}

KT_TEST(a_ferry_waits_and_crosses)
{
    struct fixture f;
    open_roads(&f, plain, 3);
    float ferry[] = {NAN, NAN, 25, NAN, NAN, NAN, NAN}; /* the third piece is water */
    f.st.roads.ferry_min = ferry;
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_costs *car = &f.r.mode[f.r.nmode - 1];
    CHECK_NEAR(pair(&car->pairs, 3, 2), 3 + 6 + 10 + 25 + 2 + 60 / 4.7, 1e-5);
    fx_close(&f);
}

KT_TEST(too_many_pairs_are_refused)
{
    struct fixture f;
    open_roads(&f, (const char *const[]){"methods.road_network.stored_pairs=3"}, 1);
    CHECK(fx_run(&f, &kt_road_network) == KT_ELIMIT);
    CHECK(strstr(f.err.text, "stored_pairs (3)") != NULL);
    fx_close(&f);
    fx_open(&f, NULL, 0); /* no roads, nothing to do */
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    CHECK(!kt_result_table(&f.r, "road_network"));
    fx_close(&f);
}

KT_TEST(who_has_no_car_walks)
{
    struct fixture f;
    const char *over[] = {plain[0], plain[1], "methods.road_network.modes=[car, walk, cycle]",
                          "methods.road_network.without_car=[1, 0.25, 0.25, 0.5]"};
    open_roads(&f, over, 4);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_costs *car = &f.r.mode[f.r.nmode - 3], *walk = car + 1;
    const double young = (2 * 1 + 47 * 0.25) / 49; /* of 16 to 64 years two are under age */
    for (size_t c = 0; c < FX_CELLS; c++) {
        const double *p = fx_persons[c], all = p[0] + p[1] + p[2] + p[3];
        CHECK_NEAR((double)walk->share[c],
                   (p[0] + young * p[1] + 0.25 * p[2] + (0.25 + 0.5) / 2 * p[3]) / all, 1e-6);
        CHECK_NEAR((double)car->share[c], 1 - (double)walk->share[c], 1e-6);
    }
    CHECK(!walk[1].share);
    fx_close(&f);
    over[2] = "methods.road_network.modes=[car]"; /* nobody can be told to walk */
    open_roads(&f, over, 4);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    CHECK(!f.r.mode[f.r.nmode - 1].share);
    fx_close(&f);
    over[3] = "methods.road_network.without_car=[0.5]";
    open_roads(&f, over, 4);
    CHECK(fx_run(&f, &kt_road_network) == KT_EINPUT);
    CHECK(strstr(f.err.text, "80-") != NULL);
    fx_close(&f);
}

/* ---- kept searches ---- */

struct kept {
    char dir[32], file[128];
};

static void kept_open(struct kept *k)
{
    strcpy(k->dir, "/tmp/katve-kept-XXXXXX");
    if (!mkdtemp(k->dir)) abort();
}

static void kept_close(struct kept *k)
{
    struct kt_err err = {0};
    CHECK(kt_rmtree(k->dir, &err) == KT_OK);
}

/* How many files of a kind are kept; *k->file is the last. */
static size_t kept_count(struct kept *k, const char *ending)
{
    struct kt_arena a = kt_arena_open(0), room = a;
    char **name;
    size_t n, count = 0;
    struct kt_err err = {0};
    CHECK(kt_list_files(k->dir, &room, &name, &n, &err) == KT_OK);
    for (size_t i = 0; i < n; i++) {
        if (!strstr(name[i], ending)) continue;
        snprintf(k->file, sizeof k->file, "%s/%s", k->dir, name[i]);
        count++;
    }
    kt_arena_close(a);
    return count;
}

static bool same(const void *a, const void *b, size_t n)
{
    return memcmp(a, b, n) == 0;
}

/* Runs by car with the folder; every number must be that of `plainly`, a run without it. */
static struct kt_cache kept_run(const struct kept *k, const struct fixture *plainly, const char *over)
{
    struct fixture f;
    open_roads(&f, (const char *const[]){plain[0], plain[1], plain[2], over}, over ? 4 : 3);
    f.r.cache.dir = k->dir;
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    struct kt_cache cache = f.r.cache;
    const struct kt_costs *a = &plainly->r.mode[plainly->r.nmode - 1], *b = &f.r.mode[f.r.nmode - 1];
    size_t n = FX_CELLS, m = a->pairs.nnz;
    CHECK(over ||
          (b->pairs.nnz == m && same(a->pairs.start, b->pairs.start, (n + 1) * sizeof(size_t)) &&
           same(a->pairs.col, b->pairs.col, m * sizeof(int32_t)) &&
           same(a->pairs.val, b->pairs.val, m * sizeof(float)) &&
           same(a->nearest, b->nearest, n * sizeof(double)) &&
           same(a->second, b->second, n * sizeof(double)) &&
           same(a->nearest_site, b->nearest_site, n * sizeof(int32_t)) &&
           same(a->second_site, b->second_site, n * sizeof(int32_t)) && same(a->outside, b->outside, n)));
    static const char *const name[] = {"road_network", "road_left_car", "road_parts_car"};
    for (int i = 0; i < 3 && !over; i++) {
        const struct kt_table *s = kt_result_table(&plainly->r, name[i]), *t = kt_result_table(&f.r, name[i]);
        CHECK(s->nrow == t->nrow && same(s->value, t->value, s->nrow * s->ncol * sizeof(double)));
        for (size_t row = 0; row < s->nrow; row++) CHECK_STR(t->row[row], s->row[row]);
    }
    fx_close(&f);
    return cache;
}

KT_TEST(a_second_run_does_not_search)
{
    struct fixture f;
    struct kept k;
    kept_open(&k);
    open_roads(&f, plain, 3);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    struct kt_cache c = kept_run(&k, &f, NULL);
    CHECK(c.read == 0 && c.written == 1);
    c = kept_run(&k, &f, NULL);
    CHECK(c.read == 1 && c.written == 0 && c.damaged == 0);
    CHECK(c.graphs_read == 0);                             /* there is no need */
    c = kept_run(&k, &f, "methods.road_network.far_km=2"); /* another search over the same graph */
    CHECK(c.read == 0 && c.written == 1 && c.graphs_read == 1 && c.graphs_written == 0);
    float slower = 0;
    slower = kmh[0], kmh[0] = 50; /* other roads */
    c = kept_run(&k, &f, "methods.road_network.max_min=60");
    CHECK(c.read == 0 && c.written == 1);
    kmh[0] = slower;
    fx_close(&f);
    kept_close(&k);
}

KT_TEST(damage_anywhere_is_found_and_mended)
{
    struct fixture f;
    struct kept k;
    kept_open(&k);
    open_roads(&f, plain, 3);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    (void)kept_run(&k, &f, NULL);
    CHECK(kept_count(&k, ".travel") == 1);
    size_t n = size_of(k.file);
    for (size_t at = 0; at < n; at += at < 140 ? 9 : 41) {
        flip(k.file, at);
        struct kt_cache c = kept_run(&k, &f, NULL);
        CHECK(c.damaged == 1 && c.read == 0 && c.written == 1);
    }
    for (size_t cut = 0; cut < n; cut += n / 5) {
        CHECK(truncate(k.file, (off_t)cut) == 0);
        struct kt_cache c = kept_run(&k, &f, NULL);
        CHECK(c.damaged == 1 && c.written == 1);
    }
    CHECK(kept_run(&k, &f, NULL).read == 1);
    fx_close(&f);
    kept_close(&k);
}

KT_TEST(kept_searches_do_not_pile_up)
{
    struct fixture f;
    struct kept k;
    char over[64];
    kept_open(&k);
    open_roads(&f, plain, 3);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    for (int i = 0; i < 15; i++) {
        snprintf(over, sizeof over, "methods.road_network.max_min=%d", 61 + i);
        CHECK(kept_run(&k, &f, over).written == 1);
    }
    CHECK(kept_count(&k, ".travel") == 12 && kept_count(&k, ".roads") == 1);
    CHECK(kept_run(&k, &f, over).read == 1); /* the last is still there */
    kept_close(&k);
    strcpy(k.dir, "/proc/none"); /* a folder that can't be made is no failure */
    CHECK(kept_run(&k, &f, NULL).written == 0);
    fx_close(&f);
}

KT_TEST(whom_the_roads_do_not_cover_is_unknown_and_an_island_is_a_gap)
{
    struct fixture f;
    open_roads(&f, plain, 3);
    CHECK(fx_run(&f, &kt_road_network) == KT_OK);
    const struct kt_costs *car = &f.r.mode[f.r.nmode - 1];
    CHECK(car->outside[7] == 1 && car->outside[6] == 0 && car->outside[0] == 0);
    fx_close(&f);
}

KT_TEST_MAIN
