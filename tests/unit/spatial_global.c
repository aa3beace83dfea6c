/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../spatial_fixture.h"

extern const struct kt_method kt_geary, kt_getis_ord_g, kt_join_counts, kt_bivariate_moran, kt_eb_moran;

static struct squares f;

static const struct kt_table *table_of(const struct kt_method *m, const char *const *over, size_t nover)
{
    sq_open(&f, 10, sq_corners, m, over, nover);
    CHECK(sq_run(&f, m) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "spatial_global");
    CHECK(t);
    return t;
}

KT_TEST(geary_and_g_find_the_corners)
{
    const struct kt_table *t = table_of(&kt_geary, NULL, 0);
    CHECK(t->value[0] < 0.7 && t->value[3] > 3 && t->value[5] <= 0.002 + 1e-15);
    sq_close(&f);
    t = table_of(&kt_getis_ord_g, NULL, 0);
    CHECK(t->value[0] > t->value[1] && t->value[5] < 0.05);
    sq_close(&f);
}

KT_TEST(joins_of_a_corner)
{
    const char *over[] = {"methods.join_counts.bound=0.7", "weights.style=B", "weights.kind=rook"};
    const struct kt_table *t = table_of(&kt_join_counts, over, 3);
    CHECK(t->nrow == 3);
    CHECK_NEAR(t->value[0], 12, 0); /* a square of 3 × 3 has 12 inner borders, and 6 to the others */
    CHECK_NEAR(t->value[2 * t->ncol], 6, 0);
    CHECK_NEAR(t->value[0] + t->value[t->ncol] + t->value[2 * t->ncol], 180, 0);
    sq_close(&f);
}

KT_TEST(a_variable_with_itself_is_moran)
{
    const char *over[] = {"methods.bivariate_moran.second=unmet_share"};
    const struct kt_table *t = table_of(&kt_bivariate_moran, over, 1);
    struct kt_arena tmp = kt_arena_open((size_t)1 << 28), keep = kt_arena_open((size_t)1 << 28), a = keep;
    struct kt_weights raw = kt_weights_contiguity(&a, &f.st.level[0].geom, 100, false, 0, tmp);
    struct kt_weights w = kt_weights_style(&a, &raw, KT_STYLE_W);
    CHECK_NEAR(t->value[0], kt_sp_moran(&w, f.share->value, false, false, tmp).value, 1e-12);
    kt_arena_close(tmp);
    kt_arena_close(keep);
    sq_close(&f);
}

KT_TEST(equal_populations_leave_the_order_of_rates)
{
    const char *over[] = {"methods.eb_moran.variable=unmet_share"};
    const struct kt_table *t = table_of(&kt_eb_moran, over, 1);
    CHECK(t->value[0] > 0.3 && t->value[3] > 3);
    sq_close(&f);
}

KT_TEST_MAIN
