/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../spatial_fixture.h"

extern const struct kt_method kt_local_geary, kt_getis_ord, kt_local_bivariate, kt_local_join_counts,
    kt_local_eb;

static void corners(const struct kt_method *m, const char *prefix, const char *const *over, size_t nover,
                    double high)
{
    struct squares f;
    char name[40];
    sq_open(&f, 10, sq_hole, m, over, nover);
    CHECK(sq_run(&f, m) == KT_OK);
    snprintf(name, sizeof name, "%s_class", prefix);
    CHECK_NEAR(sq_get(&f, name, 0), high, 0);
    CHECK_NEAR(sq_get(&f, name, 11), high, 0);
    CHECK_NEAR(sq_get(&f, name, 55), KT_LISA_MISSING, 0);
    snprintf(name, sizeof name, "%s_p", prefix);
    CHECK(isnan(sq_get(&f, name, 55)) && sq_get(&f, name, 11) <= 0.002 + 1e-15);
    sq_close(&f);
}

KT_TEST(hot_spot)
{
    const char *over[] = {"methods.getis_ord.star=false"};
    corners(&kt_getis_ord, "getis", NULL, 0, KT_LISA_HH);
    corners(&kt_getis_ord, "getis", over, 1, KT_LISA_HH);
}

KT_TEST(bivariate_with_itself)
{
    const char *over[] = {"methods.local_bivariate.second=unmet_share"};
    corners(&kt_local_bivariate, "bilisa", over, 1, KT_LISA_HH);
}

KT_TEST(high_beside_high)
{
    const char *over[] = {"methods.local_join_counts.bound=0.7"};
    corners(&kt_local_join_counts, "joins", over, 1, KT_LISA_HH);
}

KT_TEST(rates)
{
    const char *over[] = {"methods.local_eb.variable=unmet_share"};
    corners(&kt_local_eb, "eblisa", over, 1, KT_LISA_HH);
}

KT_TEST(geary_is_small_inside_a_corner)
{
    struct squares f;
    sq_open(&f, 10, sq_corners, &kt_local_geary, NULL, 0);
    CHECK(sq_run(&f, &kt_local_geary) == KT_OK);
    CHECK(sq_get(&f, "geary_c", 11) < 0.5 && sq_get(&f, "geary_c", 22) > sq_get(&f, "geary_c", 11));
    CHECK(sq_get(&f, "geary_p", 11) > 0 && sq_get(&f, "geary_p", 11) <= 1);
    const struct kt_table *t = kt_result_table(&f.r, "geary_classes");
    CHECK(t && strcmp(t->row[3], "other likeness") == 0 && strcmp(t->row[4], "unlike") == 0);
    for (size_t z = 0; z < 100; z++) { /* the least c are likeness, the largest are not */
        if (sq_get(&f, "geary_class", z) == 4) CHECK(sq_get(&f, "geary_c", z) > 0.5);
    }
    sq_close(&f);
}

KT_TEST_MAIN
