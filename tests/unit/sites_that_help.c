/* method sites_that_help: the gain of each place and the greedy order, by hand and against all subsets; places to check,
 * costs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

#include <katve/rng.h>

extern const struct kt_method kt_sites_that_help;

static const char *ids[FX_SITES] = {"a", "b", "c", "d e", "f"};

static double sum_need(struct fixture *f, size_t from, size_t to)
{
    double sum = 0;
    for (size_t c = from; c < to; c++) sum += fx_get(f, KT_ROWS_CELLS, "need", c);
    return sum;
}

KT_TEST(one_place_reaches_two_cells)
{
    struct fixture f;
    const char *over[] = {"methods.distance_standard.far=20"};
    fx_open(&f, over, 1);
    f.st.sites.id = ids;
    CHECK(fx_run(&f, &kt_sites_that_help) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "sites_that_help");
    CHECK(t && t->nrow == 2 && t->ncol == 7);
    CHECK_STR(t->row[0], "02 1 d e");
    CHECK_STR(t->row[1], "FI 1 d e");
    double need = sum_need(&f, 6, 8);
    CHECK_NEAR(t->value[0], need, 1e-12);
    CHECK(t->value[1] < need && t->value[2] > need);
    CHECK_NEAR(t->value[3], f.st.cells.total[6] + f.st.cells.total[7], 1e-12);
    CHECK_NEAR(t->value[4], need, 1e-12);
    CHECK_NEAR(fx_get(&f, KT_ROWS_SITES, "helps_need", 3), need, 1e-12);
    CHECK(isnan(fx_get(&f, KT_ROWS_SITES, "helps_need", 0))); /* supports already */
    fx_close(&f);
}

KT_TEST(nothing_possible_no_table)
{
    struct fixture f;
    fx_open(&f, NULL, 0); /* far = 10 km: the only possible place is farther than that from everyone */
    f.st.sites.id = ids;
    CHECK(fx_run(&f, &kt_sites_that_help) == KT_OK);
    CHECK(!kt_result_table(&f.r, "sites_that_help") && !kt_result_find(&f.r, KT_ROWS_SITES, "helps_need"));
    fx_close(&f);
}

/* Three possible places among the far cells: every step adds most, and the sums are of cells reached once. */
KT_TEST(each_step_adds_most)
{
    struct fixture f;
    const char *over[] = {"methods.distance_standard.far=30", "methods.sites_that_help.least=1"};
    fx_open(&f, over, 2);
    f.st.sites.id = ids;
    double x[] = {0, 82000, 94000, 88000, NAN}, y[] = {500, 41000, 59000, 50000, NAN};
    int32_t zone[] = {0, 3, 3, 3, 0};
    int8_t supports[] = {KT_YES, KT_NO, KT_NO, KT_NO, KT_YES};
    memcpy(f.st.sites.x, x, sizeof x);
    memcpy(f.st.sites.y, y, sizeof y);
    memcpy(f.st.sites.supports, supports, sizeof supports);
    f.st.sites.zone = zone;
    CHECK(fx_run(&f, &kt_sites_that_help) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "sites_that_help");
    CHECK(t && t->nrow >= 2);
    double alone[FX_SITES], most = 0;
    for (size_t s = 1; s <= 3; s++) {
        alone[s] = 0;
        for (size_t c = 0; c < FX_CELLS; c++) {
            double km = 1.3 * hypot(fx_x[c] - x[s], fx_y[c] - y[s]) / 1000;
            bool far = fx_get(&f, KT_ROWS_CELLS, "dist_km", c) > 30;
            if (far && km <= 30) alone[s] += fx_get(&f, KT_ROWS_CELLS, "need", c);
        }
        CHECK_NEAR(fx_get(&f, KT_ROWS_SITES, "helps_need", s), alone[s], 1e-9);
        most = fmax(most, alone[s]);
    }
    CHECK_NEAR(t->value[0], most, 1e-9);
    double before = INFINITY, sum = 0;
    for (size_t i = 0; i < t->nrow && strncmp(t->row[i], "02 ", 3) == 0; i++) {
        const double *v = t->value + i * t->ncol;
        CHECK(v[0] <= before);
        before = v[0];
        sum += v[0];
        CHECK_NEAR(v[4], sum, 1e-9);
    }
    CHECK(sum <= sum_need(&f, 0, FX_CELLS) + 1e-9);
    fx_close(&f);
}

/* ---- against every choice of places ---- */

enum { POSSIBLE = 4, LAYOUTS = 20, LIMIT = 15 };

/* Need within the limit of any place of the set. */
static double reach_of(struct fixture *f, unsigned set, double limit)
{
    double sum = 0;
    for (size_t c = 0; c < FX_CELLS; c++) {
        bool in = false;
        for (size_t s = 0; s < POSSIBLE; s++)
            in |= (set >> s & 1) &&
                  1.3 * hypot(fx_x[c] - f->st.sites.x[s + 1], fx_y[c] - f->st.sites.y[s + 1]) / 1000 <= limit;
        if (in && fx_get(f, KT_ROWS_CELLS, "dist_km", c) > limit) sum += fx_get(f, KT_ROWS_CELLS, "need", c);
    }
    return sum;
}

static int count(unsigned set)
{
    int n = 0;
    for (; set; set &= set - 1) n++;
    return n;
}

/* A row of the country: reached by its prefix of the order, never more than the best choice of as many places
 * and never less than the bound. Returns how far below the best. */
static double check_prefix(struct fixture *f, const double *v, unsigned set, double limit)
{
    double best = 0, got = reach_of(f, set, limit);
    for (unsigned other = 0; other < 1u << POSSIBLE; other++)
        if (count(other) <= count(set)) best = fmax(best, reach_of(f, other, limit));
    CHECK_NEAR(v[4], got, 1e-9);
    CHECK(got <= best + 1e-9 && got >= (1 - exp(-1)) * best);
    if (count(set) == 1) CHECK_NEAR(got, best, 1e-9);
    return best - got;
}

/* Possible places for people who all live far from support. */
static double check_layout(const double place[POSSIBLE][2])
{
    struct fixture f;
    const char *over[] = {"methods.distance_standard.far=15", "methods.sites_that_help.least=1"};
    double x[FX_SITES] = {-200000, 0, 0, 0, NAN}, y[FX_SITES] = {0, 0, 0, 0, NAN}, worst = 0;
    int32_t zone[] = {0, 0, 1, 2, 0};
    int8_t supports[] = {KT_YES, KT_NO, KT_NO, KT_NO, KT_NO};
    fx_open(&f, over, 2);
    for (size_t s = 1; s <= POSSIBLE; s++) {
        x[s] = place[s - 1][0];
        y[s] = place[s - 1][1];
    }
    memcpy(f.st.sites.x, x, sizeof x);
    memcpy(f.st.sites.y, y, sizeof y);
    memcpy(f.st.sites.supports, supports, sizeof supports);
    f.st.sites.zone = zone;
    f.st.sites.id = ids;
    CHECK(fx_run(&f, &kt_sites_that_help) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "sites_that_help");
    unsigned set = 0;
    for (size_t i = 0; t && i < t->nrow; i++) {
        if (strncmp(t->row[i], "FI ", 3) != 0) continue;
        const char *id = strchr(t->row[i] + 3, ' ') + 1;
        for (size_t s = 1; s <= POSSIBLE; s++)
            if (strcmp(ids[s], id) == 0) set |= 1u << (s - 1);
        worst = fmax(worst, check_prefix(&f, t->value + i * t->ncol, set, LIMIT));
    }
    /* The order ends where nothing more is to be had. */
    CHECK_NEAR(reach_of(&f, set, LIMIT), reach_of(&f, (1u << POSSIBLE) - 1, LIMIT), 1);
    fx_close(&f);
    return worst;
}

KT_TEST(the_order_against_every_choice)
{
    /* Here the best first place is no part of the best pair. */
    CHECK(check_layout(
              (const double[POSSIBLE][2]){{40794, 4693}, {22300, -757}, {12894, 8846}, {31415, 6887}}) > 1);
    for (uint64_t seed = 1; seed <= LAYOUTS; seed++) {
        double place[POSSIBLE][2];
        for (uint32_t s = 0; s < POSSIBLE; s++) {
            size_t c = (size_t)(kt_rng_uniform(seed, KT_STREAM_BENCH, s, 0) * FX_CELLS);
            place[s][0] = fx_x[c] + 20000 * (kt_rng_uniform(seed, KT_STREAM_BENCH, s, 1) - 0.5);
            place[s][1] = fx_y[c] + 20000 * (kt_rng_uniform(seed, KT_STREAM_BENCH, s, 2) - 0.5);
        }
        check_layout(place);
    }
}

KT_TEST(a_cost_per_place_gives_a_cost_per_person)
{
    struct fixture f;
    const char *over[] = {"methods.distance_standard.far=20",
                          "methods.sites_that_help.cost_per_site_eur=30000"};
    fx_open(&f, over, 2);
    f.st.sites.id = ids;
    CHECK(fx_run(&f, &kt_sites_that_help) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "sites_that_help");
    CHECK(t && t->nrow == 2 && t->ncol == 10);
    CHECK_STR(t->column[7], "cost_per_person");
    for (size_t i = 0; i < t->nrow; i++) {
        const double *v = t->value + i * t->ncol;
        CHECK_NEAR(v[7], 30000 / v[0], 1e-12);
        CHECK_NEAR(v[8], 30000 / v[2], 1e-12);
        CHECK_NEAR(v[9], 30000 / v[1], 1e-12);
    }
    fx_close(&f);
}

/* The place of unknown support is in no order; it is counted with the cells that it alone may serve. */
KT_TEST(a_place_of_unknown_support_is_to_be_checked)
{
    struct fixture f;
    const char *over[] = {"methods.distance_standard.far=20"};
    int8_t supports[] = {KT_YES, KT_YES, KT_YES, KT_UNKNOWN, KT_YES};
    fx_open(&f, over, 1);
    f.st.sites.id = ids;
    memcpy(f.st.sites.supports, supports, sizeof supports);
    CHECK(fx_run(&f, &kt_sites_that_help) == KT_OK);
    CHECK(!kt_result_table(&f.r, "sites_that_help"));
    const struct kt_table *t = kt_result_table(&f.r, "places_to_check");
    CHECK(t && t->nrow == 2 && t->ncol == 5);
    CHECK_STR(t->row[0], "02");
    CHECK_STR(t->row[1], "FI");
    for (size_t i = 0; i < 2; i++) {
        const double *v = t->value + i * t->ncol, need = sum_need(&f, 6, 8);
        CHECK_NEAR(v[0], need, 1e-12);
        CHECK(v[1] < need && v[2] > need);
        CHECK_NEAR(v[3], f.st.cells.total[6] + f.st.cells.total[7], 1e-12);
        CHECK(v[4] == 1);
    }
    fx_close(&f);
}

KT_TEST_MAIN
