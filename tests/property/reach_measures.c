/* What must hold of the measures that are no catchments: ways to the k-th site, counts over cutoffs, balancing costs,
 * crowding of sites and flows that meet all totals.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include <katve/measures.h>
#include <katve/rng.h>

#include <omp.h>
#include <string.h>

/* The last cell is far from every site, the last site far from every cell. */
enum { CELLS = 500, SITES = 50, MEASURES = 4 };
enum { KTH, INTERVAL, BALANCING, DOUBLY };
static const char *const name[MEASURES] = {"kth_nearest", "cumulative_interval", "balancing_cost",
                                           "doubly_constrained"};

struct world {
    double x[CELLS], y[CELLS], need[CELLS], sx[SITES], sy[SITES], hours[SITES], per_metre;
    double value[MEASURES][CELLS], crowding[SITES], a[CELLS], b[SITES];
    struct kt_fit fit;
};
static struct world w, v;

static double u(uint32_t row, uint32_t axis)
{
    return kt_rng_uniform(78, KT_STREAM_BENCH, row, axis);
}

static void make(struct world *p)
{
    memset(p, 0, sizeof *p);
    p->per_metre = 0.001;
    for (uint32_t c = 0; c < CELLS; c++) {
        p->x[c] = 1e5 * u(c, 0) * u(c, 1);
        p->y[c] = 2e5 * u(c, 2);
        p->need[c] = c % 9 ? floor(1 + 30 * u(c, 3)) : 0;
    }
    for (uint32_t s = 0; s < SITES; s++) {
        p->sx[s] = 1e5 * u(s + 9000, 0) * u(s + 9000, 1);
        p->sy[s] = 2e5 * u(s + 9000, 2);
        p->hours[s] = s % 7 ? floor(1 + 40 * u(s + 9000, 3)) : 0;
    }
    p->x[CELLS - 1] = p->y[CELLS - 1] = 9e5;
    p->sx[SITES - 1] = p->sy[SITES - 1] = -9e5;
}

/* All measures with the first `nsite` sites. */
static void solve(struct world *p, size_t nsite)
{
    struct kt_arena whole = kt_arena_open(1 << 26), a = whole;
    struct kt_market in = {.decay = kt_decay_gauss(30, 0.01), .need = p->need, .supply = p->hours};
    in.links = kt_links_points(p->x, p->y, CELLS, p->sx, p->sy, NULL, nsite, p->per_metre, 30, &a);
    const double *one = kt_doubles(&a, SITES, 1), *second = kt_doubles(&a, CELLS, 2);
    struct kt_doubly how = {.floor = 0.01, .tolerance = 1e-11, .most_rounds = 20000};
    kt_cost_until(&in.links, one, second, INFINITY, 0, p->value[KTH], a);
    kt_measure_cumulative_interval(&in.links, one, 5, 30, 1, KT_MEAN, p->value[INTERVAL], a);
    kt_cost_until(&in.links, p->hours, p->need, INFINITY, 0, p->value[BALANCING], a);
    memset(p->b, 0, sizeof p->b);
    p->fit = kt_measure_doubly_constrained(&in, &how, p->a, p->b, a);
    double mean = 0, all = 0;
    for (size_t c = 0; c < CELLS; c++) {
        p->value[DOUBLY][c] = p->a[c] > 0 ? 1 / p->a[c] : 0;
        mean += p->need[c] * p->value[DOUBLY][c], all += p->need[c];
    }
    for (size_t c = 0; c < CELLS; c++) p->value[DOUBLY][c] *= mean > 0 ? all / mean : 0;
    memset(p->crowding, 0, sizeof p->crowding);
    kt_measure_i2sfca(&in, p->crowding, a);
    kt_arena_close(whole);
}

static double km(const struct world *p, size_t c, size_t s)
{
    return hypot(p->x[c] - p->sx[s], p->y[c] - p->sy[s]) * p->per_metre;
}

static bool alike(double a, double b, double tolerance)
{
    return isnan(b) ? isnan(a) : fabs(a - b) <= tolerance * fabs(b) + 1e-14;
}

static void same(const struct world *p, const struct world *q, double tolerance)
{
    for (size_t m = 0; m < MEASURES; m++) {
        size_t other = 0;
        for (size_t c = 0; c < CELLS; c++)
            other += !alike(p->value[m][c], q->value[m][c], m == DOUBLY ? 1e-7 : tolerance);
        if (other) printf("  %s: %zu cells differ\n", name[m], other);
        CHECK(other == 0);
    }
}

KT_TEST(flows_meet_both_totals)
{
    struct kt_decay d = kt_decay_gauss(30, 0.01);
    double need = 0, hours = 0;
    make(&w);
    solve(&w, SITES);
    CHECK(w.fit.gap <= 1e-11 && w.fit.beyond > 0 && w.fit.beyond < 1);
    for (size_t c = 0; c < CELLS; c++) need += w.need[c];
    for (size_t s = 0; s < SITES; s++) hours += w.hours[s];
    double carried = 0;
    for (size_t s = 0; s < SITES; s++) {
        double sum = 0;
        for (size_t c = 0; c < CELLS; c++) {
            double from = w.a[c] * w.need[c] * w.b[s] * w.hours[s] * need / hours;
            sum += from * (kt_decay_at(&d, km(&w, c, s)) + 0.01);
            carried += from * 0.01;
        }
        CHECK_NEAR(sum, w.hours[s] * need / hours, 1e-9);
    }
    CHECK_NEAR(carried / need, w.fit.beyond, 1e-9);
    for (size_t c = 0; c < CELLS; c++) {
        double sum = 0;
        for (size_t s = 0; s < SITES; s++)
            sum += w.a[c] * w.need[c] * w.b[s] * w.hours[s] * need / hours *
                   (kt_decay_at(&d, km(&w, c, s)) + 0.01);
        CHECK_NEAR(sum, w.need[c], 1e-9);
    }
}

/* i2SFCA: crowding × hours adds up to all need that reaches hours. */
KT_TEST(crowding_holds_all_need_in_reach)
{
    double sum = 0, need = 0;
    make(&w);
    solve(&w, SITES);
    for (size_t s = 0; s < SITES; s++) sum += w.crowding[s] * w.hours[s];
    for (size_t c = 0; c < CELLS; c++) {
        bool reaches = false;
        for (size_t s = 0; s < SITES; s++) reaches |= w.hours[s] > 0 && km(&w, c, s) <= 30;
        need += reaches ? w.need[c] : 0;
    }
    CHECK_NEAR(sum, need, 1e-11);
    CHECK(w.crowding[SITES - 1] == 0); /* a site that no one reaches */
}

KT_TEST(scaling)
{
    make(&w);
    solve(&w, SITES);
    make(&v); /* need and hours together: all as before but crowding, which is need by hours */
    for (size_t c = 0; c < CELLS; c++) v.need[c] *= 4;
    for (size_t s = 0; s < SITES; s++) v.hours[s] *= 4;
    solve(&v, SITES);
    same(&v, &w, 1e-12);
    for (size_t s = 0; s < SITES; s++) CHECK_NEAR(v.crowding[s], w.crowding[s], 1e-12);
    for (size_t s = 0; s < SITES; s++) v.hours[s] *= 2;
    solve(&v, SITES);
    for (size_t s = 0; s < SITES; s++) CHECK_NEAR(v.crowding[s], w.crowding[s] / 2, 1e-12);
    make(&v); /* another unit of length */
    v.per_metre /= 4;
    for (size_t c = 0; c < CELLS; c++) v.x[c] *= 4, v.y[c] *= 4;
    for (size_t s = 0; s < SITES; s++) v.sx[s] *= 4, v.sy[s] *= 4;
    solve(&v, SITES);
    same(&v, &w, 1e-12);
}

KT_TEST(order_of_cells_and_sites_does_not_matter)
{
    make(&w);
    solve(&w, SITES);
    v = w;
    for (size_t c = 0; c < CELLS; c++) {
        v.x[c] = w.x[CELLS - 1 - c], v.y[c] = w.y[CELLS - 1 - c];
        v.need[c] = w.need[CELLS - 1 - c];
    }
    for (size_t s = 0; s < SITES; s++) {
        v.sx[s] = w.sx[SITES - 1 - s], v.sy[s] = w.sy[SITES - 1 - s];
        v.hours[s] = w.hours[SITES - 1 - s];
    }
    solve(&v, SITES);
    for (size_t m = 0; m < MEASURES; m++)
        for (size_t c = 0; c < CELLS; c++)
            CHECK(alike(v.value[m][CELLS - 1 - c], w.value[m][c], m == DOUBLY ? 1e-7 : 1e-11));
    for (size_t s = 0; s < SITES; s++) CHECK_NEAR(v.crowding[SITES - 1 - s], w.crowding[s], 1e-11);
}

/* More sites shorten ways, widen choice and relieve the others; doubly constrained flows move by definition. */
KT_TEST(one_more_site)
{
    make(&w);
    for (size_t n = 5; n < 12; n++) {
        solve(&w, n);
        v = w;
        solve(&v, n + 1);
        size_t worse = 0;
        for (size_t c = 0; c < CELLS; c++) {
            worse += v.value[KTH][c] > w.value[KTH][c];
            worse += v.value[INTERVAL][c] < w.value[INTERVAL][c];
            worse += v.value[BALANCING][c] > w.value[BALANCING][c] ||
                     (isnan(v.value[BALANCING][c]) && !isnan(w.value[BALANCING][c]));
        }
        /* A site without hours has the crowding of whom others serve, so that theirs may come in. */
        for (size_t s = 0; s < n; s++) worse += w.hours[s] > 0 && v.crowding[s] > w.crowding[s] * (1 + 1e-12);
        CHECK(worse == 0);
    }
}

KT_TEST(no_need_no_hours_and_out_of_reach)
{
    make(&w);
    solve(&w, SITES);
    CHECK(w.value[INTERVAL][CELLS - 1] == 0);
    CHECK_NEAR(w.value[KTH][CELLS - 1] > 500, 1, 0); /* however far: there is no cutoff */
    memset(w.need, 0, sizeof w.need);
    solve(&w, SITES);
    for (size_t c = 0; c < CELLS; c++) CHECK(w.value[BALANCING][c] == 0 && w.value[DOUBLY][c] == 0);
    for (size_t s = 0; s < SITES; s++) CHECK(w.crowding[s] == 0);
    make(&w);
    memset(w.hours, 0, sizeof w.hours);
    solve(&w, SITES);
    for (size_t c = 0; c < CELLS; c++)
        CHECK((w.need[c] > 0 ? isnan(w.value[BALANCING][c]) : w.value[BALANCING][c] == 0) &&
              w.value[DOUBLY][c] == 0);
    for (size_t s = 0; s < SITES; s++) CHECK(w.crowding[s] == 0);
    solve(&w, 1);
    for (size_t c = 0; c < CELLS; c++) CHECK(isnan(w.value[KTH][c])); /* there is no second site */
    solve(&w, 0);
    for (size_t c = 0; c < CELLS; c++) CHECK(isnan(w.value[KTH][c]) && w.value[INTERVAL][c] == 0);
}

KT_TEST(the_same_bytes_for_any_number_of_threads)
{
    int before = omp_get_max_threads();
    make(&w);
    omp_set_num_threads(1);
    solve(&w, SITES);
    for (int n = 2; n <= 3; n++) {
        make(&v);
        omp_set_num_threads(n);
        solve(&v, SITES);
        CHECK(memcmp(w.value, v.value, sizeof w.value) == 0 &&
              memcmp(w.crowding, v.crowding, sizeof w.crowding) == 0);
    }
    omp_set_num_threads(before);
}

/* One cell on one site: cost 0, all there is. */
KT_TEST(one_cell_and_one_site_in_one_place)
{
    struct kt_arena whole = kt_arena_open(1 << 24), a = whole;
    double x = 5, y = 7, need = 3, hours = 12, out, load;
    for (int kind = 0; kind < KT_NDECAY; kind++)
        for (int left = 0; left < 2; left++) {
            struct kt_decay d = {
                .kind = (enum kt_decay_kind)kind, .left_closed = left, .reach = 10, .sigma = 5};
            d.power = 1, d.least = 1, d.middle = 5, d.nstep = 1, d.upto[0] = 10, d.weight[0] = 1;
            struct kt_market in = {.decay = d, .need = &need, .supply = &hours};
            in.links = kt_links_points(&x, &y, 1, &x, &y, NULL, 1, 0.001, 10, &a);
            kt_measure_fca2(&in, NULL, &out, a);
            CHECK_NEAR(out, 4, 1e-12);
            kt_measure_fca3(&in, &d, NULL, &out, a);
            CHECK_NEAR(out, 4, 1e-12);
            kt_measure_mh3sfca(&in, NULL, &out, a);
            CHECK_NEAR(out, 4 * kt_decay_at(&d, 0), 1e-12);
            kt_measure_spatial_availability(&in, 1, &out, a);
            CHECK_NEAR(out, 12, 1e-12);
            kt_measure_raam(&in, 30, 10, 1e-12, 100, &out, &load, a);
            CHECK_NEAR(out, 1, 1e-12);
            CHECK_NEAR(load, 3, 1e-12);
        }
    kt_arena_close(whole);
}

KT_TEST_MAIN
