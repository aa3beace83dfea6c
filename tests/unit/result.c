/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../model_fixture.h"

KT_TEST(columns_are_found_by_rows_and_name)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    for (int i = 0; i < 600; i++) /* more than the first room */
        kt_result_add(&f.r, &(struct kt_column){
                                .name = kt_printf(&f.keep, "c%d", i), .rows = i % 3, .no_interval = "test"});
    CHECK(f.r.ncolumn == 600);
    const struct kt_column *c = kt_result_find(&f.r, 1, "c1");
    CHECK(c && c->n == 2 && isnan(c->value[0]) && !c->lower);
    CHECK(!kt_result_find(&f.r, 0, "c1"));
    c = kt_result_add(&f.r, &(struct kt_column){.name = "x", .rows = KT_ROWS_SITES});
    CHECK(c->n == FX_SITES && c->lower && c->upper && isnan(c->upper[4]));
    CHECK(kt_result_rows(&f.r, KT_ROWS_CELLS) == FX_CELLS && kt_result_rows(&f.r, 7) == 0);
    fx_close(&f);
}

KT_TEST(tables_keep_rows_of_their_own)
{
    struct fixture f;
    fx_open(&f, NULL, 0);
    static const char *const row[] = {"a", "b", "c"}, *const column[] = {"estimate", "p"};
    static const enum kt_kind kind[] = {KT_K_INDEX, KT_K_PROB};
    for (int i = 0; i < 40; i++)
        kt_result_add_table(&f.r, &(struct kt_table){.name = kt_printf(&f.keep, "t%d", i),
                                                     .nrow = 3,
                                                     .ncol = 2,
                                                     .row = row,
                                                     .column = column,
                                                     .kind = kind});
    const struct kt_table *t = kt_result_table(&f.r, "t33");
    CHECK(t && t->nrow == 3 && t->ncol == 2 && isnan(t->value[5]) && kt_streq(t->row[2], "c"));
    CHECK(!kt_result_table(&f.r, "t40"));
    fx_close(&f);
}

KT_TEST_MAIN
