/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../spatial_fixture.h"

extern const struct kt_method kt_local_moran;

KT_TEST(corners_are_clusters_and_missing_is_a_class)
{
    struct squares f;
    sq_open(&f, 10, sq_hole, &kt_local_moran, NULL, 0);
    CHECK(sq_run(&f, &kt_local_moran) == KT_OK);
    CHECK_NEAR(sq_get(&f, "lisa_class", 0), KT_LISA_HH, 0);
    CHECK_NEAR(sq_get(&f, "lisa_class", 11), KT_LISA_HH, 0);
    CHECK_NEAR(sq_get(&f, "lisa_class", 99), KT_LISA_LL, 0);
    CHECK_NEAR(sq_get(&f, "lisa_class", 55), KT_LISA_MISSING, 0);
    CHECK(isnan(sq_get(&f, "lisa_p", 55)) && isnan(sq_get(&f, "lisa_i", 55)));
    CHECK(sq_get(&f, "lisa_i", 0) > 0 && sq_get(&f, "lisa_z", 0) > 2);
    CHECK_NEAR(sq_get(&f, "lisa_p", 11), 0.0002, 1e-15); /* the smallest two-sided p of 9,999 */
    const struct kt_table *t = kt_result_table(&f.r, "lisa_classes");
    double all = 0;
    for (size_t c = 0; t && c < t->nrow; c++) all += t->value[c];
    CHECK_NEAR(all, 100, 0);
    CHECK(t && t->value[KT_LISA_MISSING] == 1 && t->value[KT_LISA_HH] >= 4);
    sq_close(&f);
}

KT_TEST(constant_variable_has_no_clusters)
{
    struct squares f;
    sq_open(&f, 10, sq_constant, &kt_local_moran, NULL, 0);
    CHECK(sq_run(&f, &kt_local_moran) == KT_OK);
    for (size_t z = 0; z < 100; z++) {
        CHECK(isnan(sq_get(&f, "lisa_i", z)) && isnan(sq_get(&f, "lisa_p", z)));
        CHECK_NEAR(sq_get(&f, "lisa_class", z), KT_LISA_NONE, 0);
    }
    sq_close(&f);
}

KT_TEST(islands_are_a_class)
{
    struct squares f;
    const char *over[] = {"weights.kind=band", "weights.band_km=0.5"};
    sq_open(&f, 10, sq_corners, &kt_local_moran, over, 2);
    CHECK(sq_run(&f, &kt_local_moran) == KT_OK);
    for (size_t z = 0; z < 100; z++) CHECK_NEAR(sq_get(&f, "lisa_class", z), KT_LISA_ISLAND, 0);
    sq_close(&f);
}

KT_TEST(corners_that_melt_are_refused)
{
    struct squares f;
    const char *over[] = {"weights.snap_m=1000"};
    sq_open(&f, 3, sq_corners, &kt_local_moran, over, 1);
    for (size_t v = 0; v < f.st.level[0].geom.nvert; v++) ((double *)(uintptr_t)f.st.level[0].geom.x)[v] /= 2;
    struct kt_arena tmp = kt_arena_open((size_t)1 << 26);
    CHECK(kt_local_moran.run(&kt_local_moran, &f.st, &f.r, tmp, &f.err) == KT_EINPUT);
    CHECK(strstr(f.err.text, "snap_m"));
    kt_arena_close(tmp);
    sq_close(&f);
}

KT_TEST(cells_have_clusters_too)
{
    struct squares f;
    const char *over[] = {"methods.local_moran.level=cells", "methods.local_moran.variable=need",
                          "weights.kind=knn", "weights.k=4"};
    sq_open(&f, 10, sq_corners, &kt_local_moran, over, 4);
    struct kt_zones *z = &f.st.level[0];
    f.st.cells =
        (struct kt_cells){.n = z->n, .id = z->code, .x = z->label_x, .y = z->label_y, .total = z->population};
    struct kt_column *need = kt_result_add(
        &f.r, &(struct kt_column){
                  .name = "need", .rows = KT_ROWS_CELLS, .kind = KT_K_PERSONS, .no_interval = "a test"});
    memcpy(need->value, f.share->value, z->n * sizeof *need->value);
    CHECK(sq_run(&f, &kt_local_moran) == KT_OK);
    const struct kt_column *c = kt_result_find(&f.r, KT_ROWS_CELLS, "lisa_class");
    CHECK(c && c->value[0] == KT_LISA_HH && c->value[99] == KT_LISA_LL);
    const struct kt_table *t = kt_result_table(&f.r, "spatial_weights");
    CHECK(t && t->value[1] == 400 && t->value[6] == 0 && strstr(t->note[0], "knn"));
    sq_close(&f);
}

/* The normal p of the z-score, and the axes of the scatter plot: their product is I_i. */
KT_TEST(analytic_p_and_scatter)
{
    struct squares f;
    const char *over[] = {"methods.local_moran.test=analytic", "methods.local_moran.adjust=none"};
    sq_open(&f, 10, sq_hole, &kt_local_moran, over, 2);
    CHECK(sq_run(&f, &kt_local_moran) == KT_OK);
    for (size_t z = 0; z < 100; z++) {
        if (z == 55) continue;
        double score = sq_get(&f, "lisa_z", z);
        CHECK_NEAR(sq_get(&f, "lisa_p", z), erfc(fabs(score) / sqrt(2)), 1e-12);
        CHECK_NEAR(sq_get(&f, "lisa_own", z) * sq_get(&f, "lisa_lag", z), sq_get(&f, "lisa_i", z), 1e-12);
    }
    CHECK(isnan(sq_get(&f, "lisa_own", 55)) && isnan(sq_get(&f, "lisa_p", 55)));
    sq_close(&f);
}

KT_TEST(tiny_maps_do_not_break)
{
    for (size_t side = 0; side <= 2; side++) {
        struct squares f;
        sq_open(&f, side, sq_corners, &kt_local_moran, NULL, 0);
        CHECK(sq_run(&f, &kt_local_moran) == KT_OK);
        for (size_t z = 0; z < side * side; z++) CHECK(sq_get(&f, "lisa_class", z) >= 0);
        sq_close(&f);
    }
}

KT_TEST(unknown_variable_is_named)
{
    struct squares f;
    const char *over[] = {"methods.local_moran.variable=unmet_shore"};
    sq_open(&f, 3, sq_corners, &kt_local_moran, over, 1);
    struct kt_arena tmp = kt_arena_open((size_t)1 << 26);
    CHECK(kt_local_moran.run(&kt_local_moran, &f.st, &f.r, tmp, &f.err) == KT_EINPUT);
    CHECK(strstr(f.err.text, "unmet_shore"));
    kt_arena_close(tmp);
    sq_close(&f);
}

KT_TEST_MAIN
