/* The same bytes with 1, 2 and 8 threads, for every column of every method.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

#include <katve/access.h>
#include <katve/rng.h>

#include <omp.h>

static void run_with(int threads, struct fixture *f)
{
    omp_set_num_threads(threads);
    fx_open(f, NULL, 0);
    CHECK(fx_run(f, NULL) == KT_OK);
}

static bool same(const double *a, const double *b, size_t n)
{
    return (!a && !b) || (a && b && memcmp(a, b, n * sizeof *a) == 0);
}

KT_TEST(methods_do_not_see_threads)
{
    struct fixture one, many;
    run_with(1, &one);
    for (int threads = 2; threads <= 8; threads += 6) {
        run_with(threads, &many);
        CHECK(many.r.ncolumn == one.r.ncolumn && one.r.ncolumn > 80);
        for (size_t i = 0; i < one.r.ncolumn; i++) {
            const struct kt_column *a = &one.r.column[i], *b = &many.r.column[i];
            CHECK_STR(a->name, b->name);
            CHECK(same(a->value, b->value, a->n) && same(a->lower, b->lower, a->n) &&
                  same(a->upper, b->upper, a->n));
        }
        fx_close(&many);
    }
    fx_close(&one);
}

enum { CELLS = 20000, SITES = 900 };

static void access_with(int threads, double *out)
{
    struct kt_arena whole = kt_arena_open(1 << 26), a = whole;
    double *x = KT_NEW(&a, double, CELLS), *y = KT_NEW(&a, double, CELLS), *need = KT_NEW(&a, double, CELLS);
    double *hours = KT_NEW(&a, double, SITES), *demand = KT_NEW(&a, double, SITES);
    struct kt_decay d = kt_decay_gauss(30e3, 0.01);
    omp_set_num_threads(threads);
    for (uint32_t i = 0; i < CELLS; i++) {
        x[i] = 3e5 * kt_rng_uniform(1, KT_STREAM_BENCH, i, 0);
        y[i] = 3e5 * kt_rng_uniform(1, KT_STREAM_BENCH, i, 1);
        need[i] = kt_rng_uniform(1, KT_STREAM_BENCH, i, 2);
        if (i < SITES) hours[i] = 1 + i % 40;
    }
    struct kt_grid cells = kt_grid_build(&a, x, y, CELLS, NULL, d.reach / 8);
    struct kt_grid sites = kt_grid_build(&a, x, y, SITES, NULL, d.reach / 8);
    kt_fca_points(&cells, &sites, need, hours, SITES, &d, demand, out, a);
    kt_arena_close(whole);
}

KT_TEST(kernel_does_not_see_threads)
{
    static double one[CELLS], many[CELLS];
    access_with(1, one);
    access_with(2, many);
    CHECK(same(one, many, CELLS));
    access_with(8, many);
    CHECK(same(one, many, CELLS));
}

KT_TEST_MAIN
