/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

static double at(const struct fixture *f, const char *row, const char *column)
{
    const struct kt_table *t = kt_result_table(&f->r, "equity_groups");
    for (size_t i = 0; t && i < t->nrow; i++)
        for (size_t k = 0; k < t->ncol; k++)
            if (!strcmp(t->row[i], row) && !strcmp(t->column[k], column)) return t->value[i * t->ncol + k];
    printf("  no %s of %s\n", column, row);
    return -1e300;
}

KT_TEST(groups_add_up_and_the_least_are_a_tenth)
{
    struct fixture f;
    static const char *place[FX_ZONES] = {"urban", "urban", "rural", NULL};
    fx_open(&f, NULL, 0);
    f.st.level[0].place = place;
    CHECK(fx_run(&f, NULL) == KT_OK);
    double all = at(&f, "all", "persons"),
           ages = at(&f, "age 0-15", "persons") + at(&f, "age 16-64", "persons") +
                  at(&f, "age 65-74", "persons") + at(&f, "age 75-", "persons");
    CHECK_NEAR(ages, all, 1e-9);
    CHECK_NEAR(at(&f, "language sv", "persons") + at(&f, "language, the rest", "persons"), all, 1e-9);
    /* Zone 004 has neither site nor kind of place. */
    CHECK_NEAR(at(&f, "place urban", "persons") + at(&f, "place rural", "persons"), all - 335, 1e-9);
    double known = all * (1 - at(&f, "all", "unknown_share"));
    CHECK_NEAR(at(&f, "all", "least_served_share"), 0.1, 1e-12);
    CHECK_NEAR(fx_get(&f, 2, "least_served", 0), 0.1 * known, 1e-9);
    CHECK_NEAR(at(&f, "all", "km_mean"), fx_get(&f, 2, "dist_km", 0), 1e-9);
    CHECK_NEAR(at(&f, "all", "km_median"), fx_get(&f, 2, "dist_median_km", 0), 1e-12);
    CHECK(at(&f, "all", "access_lower") < at(&f, "all", "access") &&
          at(&f, "all", "access") < at(&f, "all", "access_upper"));
    fx_close(&f);
}

KT_TEST(equal_cells_share_the_edge)
{
    struct fixture f;
    const char *over[] = {"methods.e2sfca.catchment_km=0.5", "methods.equity_of_access.least_share=0.25"};
    fx_open(&f, over, 2); /* access is 0 for everyone: all are equally badly off */
    f.st.sites.hours_week[2] = 1;
    CHECK(fx_run(&f, NULL) == KT_OK);
    CHECK(at(&f, "all", "no_access_share") > 0.25);
    CHECK_NEAR(at(&f, "all", "least_served_share"), 0.25, 1e-12);
    fx_close(&f);
}

KT_TEST_MAIN
