/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

static double at(const struct fixture *f, const char *table, const char *row, const char *column)
{
    const struct kt_table *t = kt_result_table(&f->r, table);
    for (size_t i = 0; t && i < t->nrow; i++)
        for (size_t k = 0; k < t->ncol; k++)
            if (!strcmp(t->row[i], row) && !strcmp(t->column[k], column)) return t->value[i * t->ncol + k];
    printf("  no %s of %s\n", column, row);
    return -1e300;
}

/* Rank of a zone's access among the known ones, ties at their mean. */
static double mid_rank(const struct fixture *f, size_t z)
{
    double below = 0, equal = 0, v = fx_get(f, 0, "access", z);
    for (size_t k = 0; k < FX_ZONES; k++) {
        below += fx_get(f, 0, "access", k) < v;
        equal += fx_get(f, 0, "access", k) == v;
    }
    return isnan(v) ? NAN : below + (equal + 1) / 2;
}

KT_TEST(choices_are_those_of_a_run_of_its_own)
{
    struct fixture f, g;
    const char *other[] = {"methods.e2sfca.catchment_km=20", "methods.euclid.detour=1.3"};
    const char *columns[] = {"methods.sensitivity.columns=[access]", "methods.sensitivity.detours=[1.3]"};
    fx_open(&f, columns, 2);
    fx_open(&g, other, 2);
    f.st.sites.hours_week[2] = g.st.sites.hours_week[2] = 1; /* unknown hours would be left out */
    CHECK(fx_run(&f, NULL) == KT_OK && fx_run(&g, NULL) == KT_OK);
    /* The study's own choice is the column access, and ranks agree with themselves. */
    CHECK_NEAR(at(&f, "sensitivity_rank", "study", "access"), 1, 1e-12);
    CHECK_NEAR(at(&f, "sensitivity_rank", "catchment 20 km", "catchment 20 km"), 1, 1e-12);
    CHECK_NEAR(at(&f, "sensitivity_choice", "study", "moved_share"), 0, 0);
    CHECK_NEAR(at(&f, "sensitivity_choice", "study", "worst_kept_share"), 1, 0);
    /* Symmetric, and by hand: the order of four zones at 20 km against that at 30. */
    CHECK_NEAR(at(&f, "sensitivity_rank", "catchment 20 km", "study"),
               at(&f, "sensitivity_rank", "study", "catchment 20 km"), 0);
    double x[FX_ZONES], y[FX_ZONES], n = 0, xy = 0, xx = 0, yy = 0;
    for (size_t z = 0; z < FX_ZONES; z++) {
        x[z] = mid_rank(&f, z), y[z] = mid_rank(&g, z);
        n += !isnan(x[z]);
    }
    for (size_t z = 0; z < FX_ZONES; z++) {
        if (isnan(x[z])) continue;
        double dx = x[z] - (n + 1) / 2, dy = y[z] - (n + 1) / 2;
        xy += dx * dy, xx += dx * dx, yy += dy * dy;
    }
    CHECK_NEAR(at(&f, "sensitivity_rank", "study", "catchment 20 km"), xy / sqrt(xx * yy), 1e-12);
    fx_close(&f);
    fx_close(&g);
}

/* Zone 004 reaches nothing under any choice. */
KT_TEST(the_worst_under_every_choice)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    CHECK(fx_run(&f, NULL) == KT_OK);
    CHECK(fx_get(&f, 0, "worst_fifth_every", 0) == 0);
    const struct kt_table *t = kt_result_table(&f.r, "sensitivity_choice");
    CHECK(t && t->nrow == 10); /* study, 20, 40, binary, step, 1.2, 1.4, three measures */
    fx_close(&f);
}

/* Stored pairs in one walk, or straight lines walked once a choice. */
KT_TEST(stored_or_not)
{
    struct fixture f, g;
    const char *over[] = {"methods.sensitivity.catchments_km=[20, 25]", "methods.sensitivity.detours=[1.4]",
                          "methods.euclid.stored_pairs=3"};
    fx_open(&f, over, 2);
    fx_open(&g, over, 3);
    CHECK(fx_run(&f, NULL) == KT_OK && fx_run(&g, NULL) == KT_OK);
    const struct kt_table *a = kt_result_table(&f.r, "sensitivity_rank"),
                          *b = kt_result_table(&g.r, "sensitivity_rank");
    CHECK(a->nrow == b->nrow);
    for (size_t i = 0; i < a->nrow * a->ncol; i++)
        CHECK(a->value[i] == b->value[i] || (isnan(a->value[i]) && isnan(b->value[i])));
    fx_close(&f);
    fx_close(&g);
}

KT_TEST_MAIN
