/* method sites_that_help: the gain of each place and the greedy order, by hand and against all subsets.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

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

KT_TEST_MAIN
