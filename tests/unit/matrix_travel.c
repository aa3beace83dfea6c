/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

/* Minutes of a file: cell 0 to sites 0, 1 and 3 (which gives no support), cell 7 to site 4 (no place). */
static const size_t start[FX_CELLS + 1] = {0, 3, 3, 3, 3, 3, 3, 3, 4};
static const int32_t col[] = {0, 1, 3, 4};
static const float val[] = {12, 7, 1, 25};

static void add_matrix(struct fixture *f)
{
    f->st.matrix[f->st.nmatrix++] = (struct kt_travel_matrix){
        "car", "min", {.nrow = FX_CELLS, .ncol = FX_SITES, .nnz = 4, .start = start, .col = col, .val = val}};
}

KT_TEST(a_matrix_comes_before_straight_lines)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    add_matrix(&f);
    CHECK(fx_run(&f, NULL) == KT_OK);
    CHECK(f.r.nmode == 2);
    CHECK_STR(f.r.mode[0].mode, "car");
    CHECK_STR(f.r.mode[1].mode, "straight");
    CHECK(f.r.mode[0].pairs.nnz == 3 && f.r.mode[0].pairs.start[1] == 2);
    CHECK(fx_get(&f, KT_ROWS_CELLS, "cost_min", 0) == 7 && fx_get(&f, KT_ROWS_CELLS, "cost_min", 7) == 25);
    CHECK(isnan(fx_get(&f, KT_ROWS_CELLS, "cost_min", 1)));
    CHECK(fx_get(&f, KT_ROWS_CELLS, "dist_km", 1) > 0); /* kilometres still along the straight line */
    CHECK(fx_get(&f, KT_ROWS_CELLS, "cum_sites", 0) == 2 && fx_get(&f, KT_ROWS_CELLS, "cum_sites", 7) == 0);
    CHECK(fx_get(&f, KT_ROWS_CELLS, "access", 0) > 0 && fx_get(&f, KT_ROWS_CELLS, "access", 1) == 0);
    CHECK(fx_has_interval(&f, 0, "access", 0));
    fx_close(&f);
}

KT_TEST(straight_lines_serve_when_asked_for)
{
    struct fixture f, g;
    const char *over[] = {"methods.e2sfca.mode=straight"};
    fx_open(&f, over, 1);
    fx_open(&g, NULL, 0);
    add_matrix(&f);
    CHECK(fx_run(&f, NULL) == KT_OK && fx_run(&g, NULL) == KT_OK);
    for (size_t z = 0; z < FX_ZONES; z++)
        CHECK_NEAR(fx_get(&f, 0, "access", z), fx_get(&g, 0, "access", z), 0);
    fx_close(&f);
    fx_close(&g);
}

KT_TEST_MAIN
