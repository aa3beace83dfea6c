/* The method map_classes over squares: classes, edges, goodness of fit, weights, errors.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../spatial_fixture.h"

extern const struct kt_method kt_map_classes;

static double steps(size_t z)
{
    return z == 15 ? NAN
                   : (double)(z / 4) + 0.01 * (double)(z % 4); /* four rows of four: 0, 1, 2, 3 and a bit */
}

static double number(const struct squares *f, const char *table, size_t i)
{
    const struct kt_table *t = kt_result_table(&f->r, table);
    CHECK(t && i < t->nrow * t->ncol);
    return t ? t->value[i] : -1e300;
}

KT_TEST(optimal_classes_are_the_rows)
{
    const char *over[] = {"methods.map_classes.classes=4"};
    struct squares f;
    sq_open(&f, 4, steps, &kt_map_classes, over, 1);
    CHECK(sq_run(&f, &kt_map_classes) == KT_OK);
    for (size_t z = 0; z < 15; z++) CHECK_NEAR(sq_get(&f, "map_class", z), 1.0 + (double)(z / 4), 0);
    CHECK(isnan(sq_get(&f, "map_class", 15)));
    CHECK_NEAR(number(&f, "map_classes", 1), 0.515, 1e-12); /* midway between 0.03 and 1 */
    CHECK_NEAR(number(&f, "map_classes", 2), 4, 0);
    CHECK_NEAR(number(&f, "map_classes", 4 * 3 + 2), 3, 0);
    /* 0, .01, .02, .03 have squares 5e-4 about their mean, 0, .01, .02 have 2e-4 */
    CHECK_NEAR(number(&f, "map_classes_fit", 2), 3 * 5e-4 + 2e-4, 1e-12);
    CHECK(number(&f, "map_classes_fit", 0) > 0.999 && number(&f, "map_classes_fit", 3) == 15);
    sq_close(&f);
}

/* Values 0, 1 and 2.2: alike in number of areas 0 and 1 go together; people in them set 0 apart. */
KT_TEST(weights_count)
{
    const char *over[] = {"methods.map_classes.classes=2", "methods.map_classes.weight=population"};
    struct squares f;
    for (size_t weighted = 0; weighted < 2; weighted++) {
        sq_open(&f, 4, sq_constant, &kt_map_classes, over, 1 + weighted);
        for (size_t z = 0; z < 16; z++) {
            f.share->value[z] = z == 0 ? 0 : z == 1 ? 1 : 2.2;
            f.st.level[0].population[z] = z < 2 ? 1000 : 1;
        }
        CHECK(sq_run(&f, &kt_map_classes) == KT_OK);
        CHECK_NEAR(number(&f, "map_classes", 2), weighted ? 1 : 2, 0);
        CHECK_NEAR(number(&f, "map_classes", 3), weighted ? 1000 : 2, 0);
        sq_close(&f);
    }
}

KT_TEST(fixed_edges_leave_areas_outside_and_box_opens)
{
    const char *over[] = {"methods.map_classes.style=fixed", "methods.map_classes.edges=[1, 2, 2.5]"};
    struct squares f;
    sq_open(&f, 4, steps, &kt_map_classes, over, 2);
    CHECK(sq_run(&f, &kt_map_classes) == KT_OK);
    CHECK_NEAR(sq_get(&f, "map_class", 0), 0, 0);
    CHECK_NEAR(sq_get(&f, "map_class", 4), 1, 0);
    CHECK_NEAR(number(&f, "map_classes_fit", 4), 7, 0);
    sq_close(&f);
    const char *box[] = {"methods.map_classes.style=box"};
    sq_open(&f, 4, steps, &kt_map_classes, box, 1);
    CHECK(sq_run(&f, &kt_map_classes) == KT_OK);
    const struct kt_table *t = kt_result_table(&f.r, "map_classes");
    CHECK(t && isnan(t->value[(t->nrow - 1) * 4 + 1]) && t->note[t->nrow - 1]);
    sq_close(&f);
}

KT_TEST(what_cannot_be_is_told)
{
    struct squares f;
    const char *odd[] = {"methods.map_classes.style=fixed", "methods.map_classes.edges=[2, 1]"};
    sq_open(&f, 4, steps, &kt_map_classes, odd, 2);
    CHECK(sq_run(&f, &kt_map_classes) == KT_EINPUT && strstr(f.err.text, "methods.map_classes"));
    sq_close(&f);
    sq_open(&f, 4, sq_constant, &kt_map_classes, NULL, 0);
    CHECK(sq_run(&f, &kt_map_classes) == KT_OK);
    CHECK_NEAR(sq_get(&f, "map_class", 7), 1, 0);
    CHECK(isnan(number(&f, "map_classes_fit", 0)) && kt_result_table(&f.r, "map_classes_fit")->note[0]);
    sq_close(&f);
}

KT_TEST_MAIN
