/* Even ground of 100 km by 80 km with a lake across it, in cells of 500 m.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

#include <omp.h>

enum { NX = 200, NY = 160 };
static const char *ids[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
static float pace[NX * NY];

/* North-west corner at (-1000, 70000); a lake between 40 and 60 km from the west, all the way. */
static void open_terrain(struct fixture *f, const char *const *over, size_t n)
{
    fx_open(f, over, n);
    f->st.cells.id = ids;
    f->st.sites.id = ids;
    for (int y = 0; y < NY; y++)
        for (int x = 0; x < NX; x++) {
            double east = -1000 + (x + 0.5) * 500;
            pace[y * NX + x] = east > 40000 && east < 60000 ? NAN : 0.72F; /* 5 km/h */
        }
    f->st.terrain = (struct kt_terrain){NX, NY, -1000, 70000, 500, 500, pace, ""};
}

static double pair(const struct kt_csr *p, size_t cell, int32_t site)
{
    for (size_t k = p->start[cell]; k < p->start[cell + 1]; k++)
        if (p->col[k] == site) return (double)p->val[k];
    return NAN;
}

static const struct kt_costs *terrain(const struct fixture *f)
{
    for (size_t i = 0; i < f->r.nmode; i++)
        if (strcmp(f->r.mode[i].mode, "terrain") == 0) return &f->r.mode[i];
    return NULL;
}

static const char *const far[] = {"methods.terrain_travel.max_min=600"};

KT_TEST(even_ground_takes_time_by_length)
{
    struct fixture f;
    open_terrain(&f, far, 1);
    CHECK(fx_run(&f, &kt_terrain_travel) == KT_OK);
    const struct kt_costs *t = terrain(&f);
    CHECK(t && t->max == 600);
    if (!t) return;
    CHECK_STR(t->unit, "min");
    /* Both doors are walked to the centres of their cells, hence up to a cell too much. */
    double line = hypot(14000 - 10000, 0) * 0.72 / 60, met = pair(&t->pairs, 3, 1);
    CHECK(met >= line && met < 1.03 * line + 1.2 * 0.72 * 707 / 60);
    CHECK(t->nearest_site[3] == 1 && t->second_site[3] == 0);
    CHECK_NEAR(t->nearest[3], met, 1e-5);
    /* Across the lake there is no way. */
    CHECK(t->nearest_site[6] == -1 && isnan(t->nearest[6]) && isnan(pair(&t->pairs, 6, 2)));
    for (size_t c = 0; c < FX_CELLS; c++) CHECK(t->outside[c] == 0);
    fx_close(&f);
}

KT_TEST(shores_islands_and_the_edge_of_the_raster)
{
    struct fixture f;
    open_terrain(&f, far, 1);
    pace[100 * NX + 100] = NAN;
    /* d's cell is water: the next one is half a kilometre off. e's shore is far. h lies beyond the raster's end. */
    int row = 139, col = (int)((14000 + 1000) / 500);
    for (int y = row - 6; y <= row + 6 && y < NY; y++)
        for (int x = 56; x < 69; x++) pace[y * NX + x] = NAN; /* round e */
    pace[(row + 0) * NX + col] = pace[(row + 1) * NX + col] = NAN;
    f.st.terrain.nx = NX; /* h at 95 km */
    static double x[FX_CELLS];
    memcpy(x, f.st.cells.x, sizeof x);
    x[7] = 120000;
    f.st.cells.x = x;
    /* g on an islet of its own */
    int gx = (int)((80000 + 1000) / 500), gy = (int)((70000 - 40000) / 500);
    for (int y = gy - 2; y <= gy + 2; y++)
        for (int k = gx - 2; k <= gx + 2; k++)
            if (y != gy || k != gx) pace[y * NX + k] = NAN;
    CHECK(fx_run(&f, &kt_terrain_travel) == KT_OK);
    const struct kt_costs *t = terrain(&f);
    CHECK(t && t->outside[3] == 0 && isfinite(t->nearest[3]));
    CHECK(t->outside[4] == 1 && isnan(t->nearest[4]));
    CHECK(t->outside[6] == 0 && t->nearest_site[6] == -1); /* on land, no way: a gap */
    CHECK(t->outside[7] == 1);
    const struct kt_table *left = kt_result_table(&f.r, "terrain_left");
    CHECK(left && left->nrow >= 3);
    size_t known = 0;
    for (size_t i = 0; left && i < left->nrow; i++)
        known += strcmp(left->row[i], "cell g") == 0 && strcmp(left->note[i], "no way to any site") == 0;
    CHECK(known == 1);
    fx_close(&f);
}

KT_TEST(the_same_for_any_number_of_threads)
{
    struct fixture f[2];
    for (int i = 0; i < 2; i++) {
        omp_set_num_threads(i ? 3 : 1);
        open_terrain(&f[i], far, 1);
        CHECK(fx_run(&f[i], &kt_terrain_travel) == KT_OK);
    }
    const struct kt_costs *a = terrain(&f[0]), *b = terrain(&f[1]);
    CHECK(a->pairs.nnz == b->pairs.nnz && a->pairs.nnz > 10);
    CHECK(memcmp(a->pairs.val, b->pairs.val, a->pairs.nnz * sizeof(float)) == 0);
    CHECK(memcmp(a->pairs.col, b->pairs.col, a->pairs.nnz * sizeof(int32_t)) == 0);
    for (int i = 0; i < 2; i++) fx_close(&f[i]);
    omp_set_num_threads(omp_get_num_procs());
}

KT_TEST(a_second_run_does_not_search)
{
    struct fixture f[4];
    char dir[] = "/tmp/katve-kept-XXXXXX";
    if (!mkdtemp(dir)) abort();
    for (int i = 0; i < 4; i++) {
        const char *over[] = {far[0], i == 2 ? "methods.terrain_travel.neighbours=8" : far[0]};
        open_terrain(&f[i], over, 2);
        if (i == 3) pace[0] = 0.5F; /* another raster */
        f[i].r.cache.dir = dir;
        CHECK(fx_run(&f[i], &kt_terrain_travel) == KT_OK);
        CHECK(f[i].r.cache.read == (i == 1) && f[i].r.cache.written == (i != 1));
    }
    const struct kt_costs *a = terrain(&f[0]), *b = terrain(&f[1]);
    CHECK(a->pairs.nnz == b->pairs.nnz &&
          memcmp(a->pairs.val, b->pairs.val, a->pairs.nnz * sizeof(float)) == 0 &&
          memcmp(a->nearest, b->nearest, FX_CELLS * sizeof(double)) == 0 &&
          memcmp(a->outside, b->outside, FX_CELLS) == 0);
    const struct kt_table *s = kt_result_table(&f[0].r, "terrain_left"),
                          *t = kt_result_table(&f[1].r, "terrain_left");
    CHECK(s->nrow == t->nrow && memcmp(s->value, t->value, s->nrow * sizeof(double)) == 0);
    struct kt_err err = {0};
    CHECK(kt_rmtree(dir, &err) == KT_OK);
    for (int i = 0; i < 4; i++) fx_close(&f[i]);
}

KT_TEST(eight_directions_are_longer_and_pairs_have_a_limit)
{
    struct fixture f;
    double minutes[2];
    for (int i = 0; i < 2; i++) {
        const char *over[] = {far[0], i ? "methods.terrain_travel.neighbours=8" : far[0]};
        open_terrain(&f, over, 2);
        CHECK(fx_run(&f, &kt_terrain_travel) == KT_OK);
        minutes[i] = pair(&terrain(&f)->pairs, 2, 2);
        fx_close(&f);
    }
    CHECK(minutes[1] >= minutes[0]);
    open_terrain(&f, (const char *const[]){far[0], "methods.terrain_travel.stored_pairs=3"}, 2);
    CHECK(fx_run(&f, &kt_terrain_travel) == KT_ELIMIT);
    CHECK(strstr(f.err.text, "stored_pairs (3)") != NULL);
    fx_close(&f);
    fx_open(&f, NULL, 0); /* no raster, nothing to do */
    CHECK(fx_run(&f, &kt_terrain_travel) == KT_OK);
    CHECK(!kt_result_table(&f.r, "terrain_left"));
    fx_close(&f);
}

KT_TEST_MAIN
