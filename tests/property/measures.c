/* What must hold of every measure of access, whatever the data.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/measures.h>
#include <katve/rng.h>

#include <omp.h>
#include <string.h>

/* The loops again, so that a test can hide AVX2 from them. */
static bool narrow;
#define __builtin_cpu_supports(what) (!narrow && __builtin_cpu_supports(what))
#include "model/kernel/lanes.c"
#undef __builtin_cpu_supports

/* The last cell is far from every site, the last site far from every cell. */
enum { CELLS = 700, SITES = 60, MEASURES = 12 };

struct world {
    double x[CELLS], y[CELLS], need[CELLS], sx[SITES], sy[SITES], hours[SITES];
    double access[MEASURES][CELLS];
};
static struct world w, v;

static const char *const name[MEASURES] = {"2sfca",
                                           "m2sfca",
                                           "3sfca",
                                           "mh3sfca",
                                           "v2sfca",
                                           "bfca",
                                           "mmfca",
                                           "spatial_availability",
                                           "total_constrained",
                                           "singly_constrained",
                                           "gravity",
                                           "raam"};
/* Access for each person in need, whose sum over need is the supply in use. */
static bool hands_out(size_t m)
{
    return m == 0 || m == 4 || m == 6;
}
/* What the place gets in all: the sum is the supply in use. */
static bool divides(size_t m)
{
    return m >= 7 && m <= 9;
}

static double u(uint32_t row, uint32_t axis)
{
    return kt_rng_uniform(77, KT_STREAM_BENCH, row, axis);
}

static void make(void)
{
    for (uint32_t c = 0; c < CELLS; c++) {
        w.x[c] = 1e5 * u(c, 0) * u(c, 1);
        w.y[c] = 2e5 * u(c, 2);
        w.need[c] = c % 9 ? floor(30 * u(c, 3)) : 0;
    }
    for (uint32_t s = 0; s < SITES; s++) {
        w.sx[s] = 1e5 * u(s + 9000, 0) * u(s + 9000, 1);
        w.sy[s] = 2e5 * u(s + 9000, 2);
        w.hours[s] = s % 7 ? floor(1 + 40 * u(s + 9000, 3)) : 0;
    }
    w.x[CELLS - 1] = w.y[CELLS - 1] = 9e5;
    w.sx[SITES - 1] = w.sy[SITES - 1] = -9e5;
}

static void one(size_t m, const struct kt_market *in, double *out, struct kt_arena a)
{
    double load[SITES], factor[SITES];
    struct kt_mode_links modes[2] = {{in->links, in->decay, NULL},
                                     {in->links, kt_decay_gauss(10, 0.01), NULL}};
    float *car = KT_NEW(&a, float, CELLS), *none = KT_NEW(&a, float, CELLS);
    for (size_t c = 0; c < CELLS; c++) none[c] = 1 - (car[c] = 0.75F);
    modes[0].share = car, modes[1].share = none;
    for (size_t s = 0; s < SITES; s++) factor[s] = in->supply[s] > 20 ? 1 : 0.5;
    switch (m) {
    case 0: kt_measure_fca2(in, NULL, out, a); break;
    case 1: kt_measure_m2sfca(in, NULL, out, a); break;
    case 2: kt_measure_fca3(in, &in->decay, NULL, out, a); break;
    case 3: kt_measure_mh3sfca(in, NULL, out, a); break;
    case 4: kt_measure_v2sfca(in, NULL, factor, NULL, out, a); break;
    case 5: kt_measure_bfca(in, NULL, out, a); break;
    case 6: kt_measure_mmfca(in, modes, 2, NULL, out, NULL, a); break;
    case 7: kt_measure_spatial_availability(in, 1, out, a); break;
    case 8: kt_measure_total_constrained(in, out, NULL, a); break;
    case 9: kt_measure_singly_constrained(in, out, NULL, a); break;
    case 10: kt_measure_gravity(in, out, a); break;
    default: kt_measure_raam(in, 30, 40, 1e-13, 300, out, load, a); break;
    }
}

static struct kt_market market_of(const struct world *p, size_t nsite, struct kt_arena *a)
{
    struct kt_market in = {.decay = kt_decay_gauss(30, 0.01), .need = p->need, .supply = p->hours};
    in.links = kt_links_points(p->x, p->y, CELLS, p->sx, p->sy, NULL, nsite, 0.001, 30, a);
    return in;
}

static void solve(struct world *p, size_t nsite)
{
    struct kt_arena whole = kt_arena_open(1 << 26), a = whole;
    struct kt_market in = market_of(p, nsite, &a);
    for (size_t m = 0; m < MEASURES; m++) one(m, &in, p->access[m], a);
    kt_arena_close(whole);
}

static double km(const struct world *p, size_t c, size_t s)
{
    return hypot(p->x[c] - p->sx[s], p->y[c] - p->sy[s]) / 1000;
}

/* Hours of the sites that a person in need has a weight to: V2SFCA's catchments are shorter. */
static double in_use(const struct world *p, bool shorter)
{
    double sum = 0;
    for (size_t s = 0; s < SITES; s++) {
        double reach = shorter && !(p->hours[s] > 20) ? 15 : 30;
        bool used = false;
        for (size_t c = 0; c < CELLS; c++) used |= p->need[c] > 0 && km(p, c, s) <= reach;
        sum += used ? p->hours[s] : 0;
    }
    return sum;
}

KT_TEST(what_sites_give_equals_what_people_get)
{
    make();
    solve(&w, SITES);
    for (size_t m = 0; m < MEASURES; m++) {
        double sum = 0, all = kt_sum(w.hours, SITES);
        for (size_t c = 0; c < CELLS; c++) sum += w.access[m][c] * (hands_out(m) ? w.need[c] : 1);
        if (hands_out(m)) CHECK_NEAR(sum, in_use(&w, m == 4), 1e-10);
        /* total_constrained divides all hours, the others those in use */
        if (divides(m)) CHECK_NEAR(sum, m == 8 ? all : in_use(&w, false), 1e-10);
    }
}

/* BFCA keeps need and levels of supply instead: demand adds up to all need that reaches a site, access to
 * all levels. */
KT_TEST(balanced_catchments_neither_inflate_nor_lose)
{
    static double demand[SITES];
    struct kt_arena whole = kt_arena_open(1 << 26), a = whole;
    double need = 0, level = 0;
    make();
    struct kt_market in = market_of(&w, SITES, &a);
    kt_measure_bfca(&in, demand, w.access[5], a);
    for (size_t c = 0; c < CELLS; c++) {
        bool reaches = false;
        for (size_t s = 0; s < SITES; s++) reaches |= km(&w, c, s) <= 30;
        need += reaches ? w.need[c] : 0;
    }
    for (size_t s = 0; s < SITES; s++) level += demand[s] > 0 ? w.hours[s] / demand[s] : 0;
    CHECK_NEAR(kt_sum(demand, SITES), need, 1e-11);
    CHECK_NEAR(kt_sum(w.access[5], CELLS), level, 1e-11);
    kt_arena_close(whole);
}

/* Twice the hours and four times the need; distances and catchments in other units stay what they are. */
KT_TEST(scaling)
{
    make();
    v = w;
    for (size_t s = 0; s < SITES; s++) v.hours[s] = 2 * w.hours[s];
    solve(&w, SITES);
    solve(&v, SITES);
    for (size_t m = 0; m < MEASURES; m++) {
        if (m == 4) continue;           /* its catchments follow the hours themselves */
        double times = m == 11 ? 1 : 2; /* RAAM counts queues by the average queue */
        for (size_t c = 0; c < CELLS; c++)
            if (!isnan(w.access[m][c]))
                CHECK_NEAR(v.access[m][c], times * w.access[m][c], m == 11 ? 1e-6 : 1e-12);
    }
    make();
    v = w;
    for (size_t c = 0; c < CELLS; c++) v.need[c] = 4 * w.need[c];
    solve(&v, SITES);
    for (size_t m = 0; m < MEASURES; m++) {
        double times = m < 7 ? 0.25 : 1;
        for (size_t c = 0; c < CELLS; c++)
            if (!isnan(w.access[m][c]))
                CHECK_NEAR(v.access[m][c], times * w.access[m][c], m == 11 ? 1e-6 : 1e-12);
    }
}

KT_TEST(order_of_cells_and_sites_does_not_matter)
{
    make();
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
    solve(&w, SITES);
    solve(&v, SITES);
    for (size_t m = 0; m < MEASURES; m++)
        for (size_t c = 0; c < CELLS; c++) {
            double back = v.access[m][CELLS - 1 - c];
            CHECK(isnan(back) == isnan(w.access[m][c]));
            if (!isnan(back)) CHECK_NEAR(back, w.access[m][c], m == 11 ? 1e-6 : 1e-11);
        }
}

/* One more site takes need from no one: R of the others stays or rises where need chooses. By definition
 * it may lower access where all share one total (3SFCA and MH3SFCA: weights are squared against shares,
 * so that the choice of a worse site costs; BFCA: shares of level; total_constrained: one sum for all). */
KT_TEST(one_more_site_lowers_no_access)
{
    static const size_t never[] = {0, 1, 4, 6, 7, 9, 10};
    make();
    v = w;
    solve(&w, SITES - 9);
    solve(&v, SITES - 8);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        for (size_t c = 0; c < CELLS; c++)
            CHECK(v.access[never[i]][c] >= w.access[never[i]][c] * (1 - 1e-12));
}

/* RAAM: with queues counted in the same unit, one more site makes no one's way and queue longer. Were there
 * old sites T whose load rose, someone moved into T from an old site outside it, from which T was no better
 * at the shorter queues, nor is it at the longer ones. rho = need / hours falls with the new hours, so that
 * figures in its unit may rise by definition: here they are brought back to the first one. */
KT_TEST(one_more_site_lengthens_no_way_and_queue)
{
    struct kt_arena whole = kt_arena_open(1 << 26), a = whole;
    double load[SITES], hours = 0;
    size_t better = 0;
    make();
    for (size_t s = 0; s < 20; s++) hours += w.hours[s];
    for (size_t n = 20; n < 26; n++) {
        double unit = hours / (hours + w.hours[n]);
        struct kt_market before = market_of(&w, n, &a), after = market_of(&w, n + 1, &a);
        kt_measure_raam(&before, 30, 40, 1e-13, 300, w.access[0], load, a);
        kt_measure_raam(&after, 30 * unit, 40, 1e-13, 300, v.access[0], load, a);
        for (size_t c = 0; c < CELLS; c++) {
            double was = w.access[0][c], is = v.access[0][c] * unit;
            CHECK(isnan(was) || is <= was * (1 + 1e-6));
            better += is < was * (1 - 1e-3);
        }
        hours += w.hours[n];
    }
    CHECK(better > 50);
    kt_arena_close(whole);
}

KT_TEST(no_need_no_hours_and_out_of_reach)
{
    make();
    solve(&w, SITES);
    for (size_t m = 0; m < MEASURES; m++) /* a cell that reaches nothing */
        CHECK(m == 11 ? isnan(w.access[m][CELLS - 1]) : w.access[m][CELLS - 1] == 0);
    memset(w.need, 0, sizeof w.need);
    solve(&w, SITES);
    for (size_t m = 0; m < MEASURES; m++)
        for (size_t c = 0; c < CELLS; c++) CHECK(m >= 8 || w.access[m][c] == 0);
    make();
    memset(w.hours, 0, sizeof w.hours);
    solve(&w, SITES);
    for (size_t m = 0; m < MEASURES; m++)
        for (size_t c = 0; c < CELLS; c++) CHECK(m == 11 ? isnan(w.access[m][c]) : w.access[m][c] == 0);
}

/* Conventions hold for the measures with sums of their own, too. */
KT_TEST(conventions_of_variable_and_several_modes)
{
    struct kt_arena whole = kt_arena_open(1 << 26), a = whole;
    make();
    memset(w.need, 0, sizeof w.need);
    struct kt_market in = market_of(&w, SITES, &a);
    in.no_demand = KT_NO_DEMAND_INFINITE;
    in.unreached_nan = true;
    for (size_t m = 4; m < 7; m += 2) {
        size_t infinite = 0;
        one(m, &in, w.access[m], a);
        for (size_t c = 0; c < CELLS; c++) infinite += isinf(w.access[m][c]) != 0;
        CHECK(infinite > 0 && isnan(w.access[m][CELLS - 1]));
    }
    kt_arena_close(whole);
}

KT_TEST(the_same_bytes_for_any_number_of_threads)
{
    int before = omp_get_max_threads();
    make();
    omp_set_num_threads(1);
    solve(&w, SITES);
    for (int n = 2; n <= 3; n++) {
        v = w;
        memset(v.access, 0, sizeof v.access);
        omp_set_num_threads(n);
        solve(&v, SITES);
        for (size_t m = 0; m < MEASURES; m++) {
            bool same = memcmp(w.access[m], v.access[m], sizeof w.access[m]) == 0;
            if (!same) printf("  %s differs with %d threads\n", name[m], n);
            CHECK(same);
        }
    }
    omp_set_num_threads(before);
}

KT_TEST(the_same_bytes_without_avx2)
{
    make();
    solve(&w, SITES);
    v = w;
    memset(v.access, 0, sizeof v.access);
    narrow = true;
    solve(&v, SITES);
    narrow = false;
    for (size_t m = 0; m < MEASURES; m++) {
        bool same = memcmp(w.access[m], v.access[m], sizeof w.access[m]) == 0;
        if (!same) printf("  %s differs without AVX2\n", name[m]);
        CHECK(same);
    }
}

/* Flows that exist are found; those that cannot exist are refused with the proof. */
KT_TEST(doubly_constrained_flows)
{
    static double a_[CELLS], b_[SITES], possible[SITES];
    struct kt_arena whole = kt_arena_open(1 << 26), a = whole;
    make();
    struct kt_market in = market_of(&w, SITES, &a);
    kt_measure_singly_constrained(&in, NULL, possible, a);
    struct kt_fit fit = kt_measure_doubly_constrained(
        &in, &(struct kt_doubly){.tolerance = 1e-9, .most_rounds = 400}, a_, b_, a);
    CHECK(fit.short_need > fit.short_supply && fit.rounds < 400);
    in.supply = possible;
    fit = kt_measure_doubly_constrained(&in, &(struct kt_doubly){.tolerance = 1e-4, .most_rounds = 20000}, a_,
                                        b_, a);
    CHECK(!(fit.short_need > 0) && fit.gap <= 1e-4);
    kt_arena_close(whole);
}

KT_TEST_MAIN
