/* What must hold of access whatever the data. SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/access.h>
#include <katve/rng.h>

enum { CELLS = 3000, SITES = 120 };

struct world {
    double x[CELLS], y[CELLS], need[CELLS], sx[SITES], sy[SITES], hours[SITES];
    double demand[SITES], access[CELLS];
};

static double u(uint32_t row, uint32_t axis)
{
    return kt_rng_uniform(99, KT_STREAM_BENCH, row, axis);
}

static void make(struct world *w)
{
    for (uint32_t c = 0; c < CELLS; c++) {
        w->x[c] = 2e5 * u(c, 0) * u(c, 1);
        w->y[c] = 3e5 * u(c, 2);
        w->need[c] = floor(30 * u(c, 3));
    }
    for (uint32_t s = 0; s < SITES; s++) {
        w->sx[s] = 2e5 * u(s + 90000, 0) * u(s + 90000, 1);
        w->sy[s] = 3e5 * u(s + 90000, 2);
        w->hours[s] = floor(40 * u(s + 90000, 3));
    }
}

static void solve(struct world *w, size_t nsite, const struct kt_decay *d)
{
    struct kt_arena whole = kt_arena_open(1 << 26), a = whole;
    struct kt_grid cells = kt_grid_build(&a, w->x, w->y, CELLS, NULL, d->reach / 8);
    struct kt_grid sites = kt_grid_build(&a, w->sx, w->sy, nsite, NULL, d->reach / 8);
    kt_fca_points(&cells, &sites, w->need, w->hours, nsite, d, w->demand, w->access, a);
    kt_arena_close(whole);
}

static struct kt_decay decay(int kind)
{
    return kind ? kt_decay_gauss(30e3, 0.01)
                : kt_decay_steps((double[]){10e3, 20e3, 30e3}, (double[]){1, 0.68, 0.22}, 3);
}

static struct world w, v;

/* All hours that anyone can reach are handed out, no more. */
KT_TEST(hours_are_conserved)
{
    for (int kind = 0; kind < 2; kind++) {
        struct kt_decay d = decay(kind);
        make(&w);
        solve(&w, SITES, &d);
        double given = 0, staffed = 0;
        for (size_t c = 0; c < CELLS; c++) given += w.need[c] * w.access[c];
        for (size_t s = 0; s < SITES; s++) staffed += w.demand[s] > 0 ? w.hours[s] : 0;
        CHECK_NEAR(given, staffed, 1e-11);
    }
}

KT_TEST(plain_double_loop_agrees)
{
    for (int kind = 0; kind < 2; kind++) {
        struct kt_decay d = decay(kind);
        make(&w);
        solve(&w, SITES, &d);
        for (size_t s = 0; s < SITES; s++) {
            double sum = 0;
            for (size_t c = 0; c < CELLS; c++)
                sum += w.need[c] * kt_decay_at(&d, hypot(w.x[c] - w.sx[s], w.y[c] - w.sy[s]));
            CHECK(fabs(sum - w.demand[s]) <= 1e-12 * sum);
        }
    }
}

KT_TEST(order_of_rows_does_not_matter)
{
    struct kt_decay d = decay(1);
    make(&w);
    v = w;
    for (size_t c = 0; c < CELLS; c++) {
        v.x[c] = w.x[CELLS - 1 - c];
        v.y[c] = w.y[CELLS - 1 - c];
        v.need[c] = w.need[CELLS - 1 - c];
    }
    for (size_t s = 0; s < SITES; s++) {
        v.sx[s] = w.sx[SITES - 1 - s];
        v.sy[s] = w.sy[SITES - 1 - s];
        v.hours[s] = w.hours[SITES - 1 - s];
    }
    solve(&w, SITES, &d);
    solve(&v, SITES, &d);
    for (size_t c = 0; c < CELLS; c++) CHECK_NEAR(v.access[c], w.access[CELLS - 1 - c], 1e-12);
}

/* Twice the hours: twice the access. Twice the need: half of it. A larger scale of length: the same. */
KT_TEST(scaling)
{
    struct kt_decay d = decay(1), wide = kt_decay_scale(&d, 4);
    make(&w);
    v = w;
    solve(&w, SITES, &d);
    for (size_t s = 0; s < SITES; s++) v.hours[s] *= 2;
    solve(&v, SITES, &d);
    for (size_t c = 0; c < CELLS; c++) CHECK_NEAR(v.access[c], 2 * w.access[c], 1e-12);
    for (size_t c = 0; c < CELLS; c++) v.need[c] *= 4;
    solve(&v, SITES, &d);
    for (size_t c = 0; c < CELLS; c++) CHECK_NEAR(v.access[c], w.access[c] / 2, 1e-12);
    make(&v);
    for (size_t c = 0; c < CELLS; c++) {
        v.x[c] *= 4;
        v.y[c] *= 4;
    }
    for (size_t s = 0; s < SITES; s++) {
        v.sx[s] *= 4;
        v.sy[s] *= 4;
    }
    solve(&v, SITES, &wide);
    for (size_t c = 0; c < CELLS; c++) CHECK_NEAR(v.access[c], w.access[c], 1e-12);
}

KT_TEST(one_more_site_never_worsens_the_nearest)
{
    make(&w);
    static double before[CELLS], after[CELLS];
    struct kt_arena whole = kt_arena_open(1 << 24);
    for (size_t n = 1; n < SITES; n++) {
        struct kt_arena a = whole;
        struct kt_grid fewer = kt_grid_build(&a, w.sx, w.sy, n, NULL, 0);
        struct kt_grid more = kt_grid_build(&a, w.sx, w.sy, n + 1, NULL, 0);
        kt_nearest_points(&fewer, w.x, w.y, CELLS, before, NULL);
        kt_nearest_points(&more, w.x, w.y, CELLS, after, NULL);
        size_t worse = 0;
        for (size_t c = 0; c < CELLS; c++) worse += !(after[c] <= before[c]);
        CHECK(worse == 0);
    }
    kt_arena_close(whole);
}

/* Stored pairs give what the pairless kernel gives, up to the float in which costs are stored. */
KT_TEST(stored_pairs_agree_with_points)
{
    struct kt_decay d = decay(1), km = kt_decay_scale(&d, 0.001);
    make(&w);
    solve(&w, SITES, &d);
    struct kt_arena whole = kt_arena_open(1 << 26), a = whole, tmp = kt_arena_open(1 << 24);
    struct kt_grid cells = kt_grid_build(&a, w.x, w.y, CELLS, NULL, 8000);
    struct kt_csr pairs;
    kt_pairs_build(&pairs, &cells, CELLS, w.sx, w.sy, NULL, SITES, 30e3, 0.001, 1000000, &a, tmp);
    size_t unsorted = 0;
    for (size_t c = 0; c < CELLS; c++)
        for (size_t k = pairs.start[c] + 1; k < pairs.start[c + 1]; k++)
            unsorted += pairs.col[k] <= pairs.col[k - 1];
    CHECK(unsorted == 0 && pairs.start[CELLS] == pairs.nnz);
    double *weight = KT_NEW(&a, double, pairs.nnz), *access = KT_NEW(&a, double, CELLS);
    double *demand = KT_NEW(&a, double, SITES), *ratio = KT_NEW(&a, double, SITES);
    kt_csr_weights(&pairs, &km, weight);
    kt_fca_pairs(&pairs, weight, w.need, w.hours, 1, demand, ratio, access);
    for (size_t c = 0; c < CELLS; c++) CHECK_NEAR(access[c], w.access[c], 1e-6);
    kt_pairs_build(&pairs, &cells, CELLS, w.sx, w.sy, NULL, SITES, 30e3, 0.001, 10, &a, tmp);
    CHECK(!pairs.start && pairs.nnz > 10);
    kt_arena_close(whole);
    kt_arena_close(tmp);
}

KT_TEST_MAIN
