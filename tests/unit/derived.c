/* Tables of the sums that pages show: classes hold everyone once, the same numbers as legends and titles, nothing
 * that the view withholds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_fixture.h"

static const struct kt_vtable *open_table(struct fixture *f, const char *name)
{
    struct kt_arena tmp = kt_arena_open((size_t)64 << 20);
    fx_open(f);
    CHECK(kt_report_tables(&f->view, &f->arena, tmp, &f->err) == KT_OK);
    kt_arena_close(tmp);
    const struct kt_vtable *t = kt_view_table(&f->view, name);
    CHECK(t != NULL);
    return t;
}

static double at(const struct kt_vtable *t, const char *row, size_t c)
{
    for (size_t i = 0; i < t->meta->nrow; i++)
        if (strcmp(t->meta->row[i], row) == 0) return t->value[i * t->meta->ncol + c];
    printf("  no row \"%s\"\n", row);
    CHECK(false);
    return NAN;
}

/* Everyone whose distance is known, in each area by itself. */
KT_TEST(classes_hold_everyone_once)
{
    struct fixture f;
    const struct kt_vtable *t = open_table(&f, "class_people");
    struct kt_doc d = kt_doc_make(&f.rep, KT_FI, 2, 0, &f.arena);
    CHECK(t->meta->nrow == (FX_REGIONS + 1) * f.rep.classes.access.n);
    double nation[KT_CLASSES_MAX] = {0};
    for (size_t r = 0; r <= FX_REGIONS; r++) {
        double people = 0, share = 0, total = 0;
        const char *who = r < FX_REGIONS ? kt_printf(&f.arena, "region %s", fx_region[r][0]) : "country FI";
        for (size_t k = 0; k < f.rep.classes.access.n; k++) {
            const char *row = kt_printf(&f.arena, "%s class %zu", who, k + 1);
            people += at(t, row, 2);
            share += at(t, row, 3);
            CHECK_NEAR(at(t, row, 0), f.rep.classes.access.edge[k], 1e-12);
            if (r < FX_REGIONS) nation[k] += at(t, row, 2);
            if (r == FX_REGIONS) CHECK_NEAR(at(t, row, 2), nation[k], 1e-9);
        }
        for (size_t z = 0; z < FX_MUN; z++) {
            bool known = kt_shown(kt_val(&d, 0, "dist_km", z));
            bool in = r == FX_REGIONS || f.study.level[0].parent[z] == (int32_t)r;
            if (in && known) total += kt_val(&d, 0, "population", z).v;
        }
        CHECK_NEAR(people, total, 1e-9);
        CHECK(fabs(share - 1) < 0.003); /* three decimals each */
    }
    fx_close(&f);
}

KT_TEST(the_grid_holds_everyone_and_the_title_is_in_a_table)
{
    struct fixture f;
    const struct kt_vtable *t = open_table(&f, "gap_people"), *n = kt_view_table(&f.view, "gap_areas");
    double people = 0, areas = 0;
    for (int need = 1; need <= 3; need++)
        for (int supply = 1; supply <= 3; supply++) {
            const char *row = kt_printf(&f.arena, "country FI need %d supply %d", need, supply);
            CHECK_NEAR(at(t, row, 3), f.rep.classes.gap_people[(supply - 1) * 3 + need - 1], 1e-9);
            people += at(t, row, 3);
            areas += at(t, row, 2);
        }
    CHECK_NEAR(people, f.study.level[2].population[0], 1e-9);
    CHECK(areas == FX_MUN);
    struct kt_doc d = kt_doc_make(&f.rep, KT_FI, 2, 0, &f.arena);
    struct kt_gap_count g = kt_gap_zones(&d);
    CHECK(at(n, "country FI", 0) == FX_MUN && at(n, "country FI", 2) == (double)g.drawn);
    CHECK(at(n, "country FI", 3) == (double)g.sure && at(n, "country FI", 4) == (double)g.may);
    fx_close(&f);
}

KT_TEST(the_old_are_summed_and_the_withheld_are_not_told)
{
    struct fixture f;
    const struct kt_vtable *t = open_table(&f, "ages_left_out");
    struct kt_doc d = kt_doc_make(&f.rep, KT_FI, 2, 0, &f.arena);
    CHECK_NEAR(at(t, "region 11 age 75 and over", 1), kt_val(&d, 1, "far_75", 1).v, 1e-9);
    CHECK_NEAR(at(t, "region 11 age 75 and over", 0), kt_val(&d, 1, "pop_75", 1).v, 1e-9);
    size_t hidden = 0;
    for (size_t z = 0; z < FX_MUN; z++) {
        struct kt_val v = kt_val(&d, 0, "far_75", z);
        double told = at(t, kt_printf(&f.arena, "municipality %03zu age 75 and over", z), 1);
        if (kt_shown(v)) CHECK_NEAR(told, v.v, 1e-9);
        if (kt_shown(v)) continue;
        hidden++;
        CHECK(isnan(told) && isnan(at(t, kt_printf(&f.arena, "municipality %03zu age 75", z), 1)));
    }
    CHECK(hidden > 0);
    fx_close(&f);
}

KT_TEST(a_spread_is_that_of_sorted_values)
{
    struct fixture f;
    const struct kt_vtable *t = open_table(&f, "measure_spread");
    struct kt_doc d = kt_doc_make(&f.rep, KT_FI, 2, 0, &f.arena);
    double v[FX_REGIONS];
    for (size_t r = 0; r < FX_REGIONS; r++) v[r] = kt_val(&d, 1, "need_per_1000", r).v;
    kt_sort(v, FX_REGIONS);
    const char *row = "region need_per_1000";
    CHECK_NEAR(at(t, row, 0), v[0], 1e-6);
    CHECK_NEAR(at(t, row, 1), v[0] + 0.75 * (v[1] - v[0]), 1e-6);
    CHECK_NEAR(at(t, row, 2), v[2] + 0.25 * (v[3] - v[2]), 1e-6);
    CHECK_NEAR(at(t, row, 3), v[3], 1e-6);
    fx_close(&f);
}

KT_TEST_MAIN
