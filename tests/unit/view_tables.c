/* Tables behind the gate: rows of small counts, rounding, and the way out as files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include "../open_files.h"

static const char *const rows[] = {"a", "=b", "c", "d"};
static const char *const columns[] = {"people", "upper", "p", "share"};
static const enum kt_kind kinds[] = {KT_K_PERSONS, KT_K_PERSONS, KT_K_PROB, KT_K_INDEX};
static const char *const notes[] = {NULL, "few, \"so\"", NULL, "not computed"};

static struct kt_table *add(struct kt_result *r, const char *name)
{
    return kt_result_add_table(r, &(struct kt_table){.name = name,
                                                     .title = {{"Taulu", "Tabell", "Table"}},
                                                     .method = "made_up",
                                                     .nrow = 4,
                                                     .ncol = 4,
                                                     .row = rows,
                                                     .column = columns,
                                                     .kind = kinds,
                                                     .note = notes});
}

static void fill(struct kt_table *t, const double people[3])
{
    for (size_t i = 0; i < 3; i++) {
        double *v = t->value + 4 * i;
        v[0] = people[i];
        v[1] = 3;
        v[2] = 0.00012345;
        v[3] = 1.23456789;
    }
}

KT_TEST(a_small_count_takes_its_row_and_the_next_smallest_along)
{
    struct made m;
    struct kt_view v;
    struct kt_err err = {0};
    made_open(&m, 1, 2, 1, 1);
    fill(add(&m.r, "few"), (const double[]){500, 3, 40.4});
    fill(add(&m.r, "many"), (const double[]){500, 0, 10.4});
    CHECK(kt_view_build_k(&v, &m.st, &m.r, 10, &m.keep, m.tmp, &err) == KT_OK);
    const struct kt_vtable *few = kt_view_table(&v, "few"), *many = kt_view_table(&v, "many");
    CHECK(few->mark[0] == KT_SHOWN && few->mark[1] == KT_SUPPRESSED && few->mark[2] == KT_SUPPRESSED &&
          few->mark[3] == KT_MISSING);
    CHECK(isnan(few->value[4 * 1 + 3]) && isnan(few->value[4 * 2]));
    CHECK(v.nsuppressed_primary == 1 && v.nsuppressed_secondary == 1);
    CHECK(few->value[0] == 500 && few->value[1] == 3 && few->value[2] == 0.00012 && few->value[3] == 1.23457);
    CHECK(many->mark[1] == KT_SHOWN && many->value[4 * 2] == 10);
    CHECK(!kt_view_table(&v, "none"));
    made_close(&m);
}

KT_TEST(bad_and_double_names_are_refused)
{
    struct made m;
    struct kt_view v;
    struct kt_err a = {0}, b = {0};
    made_open(&m, 1, 2, 1, 1);
    add(&m.r, "twice");
    struct kt_table *second = add(&m.r, "twice");
    CHECK(kt_view_build_k(&v, &m.st, &m.r, 10, &m.keep, m.tmp, &a) == KT_EFAULT);
    second->name = "../up";
    CHECK(kt_view_build_k(&v, &m.st, &m.r, 10, &m.keep, m.tmp, &b) == KT_EFAULT);
    CHECK(strstr(b.text, "no name for a file") != NULL);
    made_close(&m);
}

KT_TEST(a_table_becomes_a_file_of_its_own)
{
    struct open_files o;
    struct kt_err err = {0};
    open_files(&o);
    fill(add(&o.m.r, "few"), (const double[]){500, 3, 40.4});
    CHECK(kt_view_build_k(&o.v, &o.m.st, &o.m.r, 10, &o.m.keep, o.m.tmp, &err) == KT_OK);
    CHECK(kt_export_all(&o.x, o.dir, o.m.tmp, &err) == KT_OK);
    CHECK_STR(err.text, "");
    CHECK_STR(
        all_of(&o, in_dir(&o, "data/tables/few.csv")),
        "row,people,upper,p,share,note,mark\r\na,500,3,0.00012,1.23457,,shown\r\n"
        "'=b,,,,,\"few, \"\"so\"\"\",suppressed\r\nc,,,,,,suppressed\r\nd,,,,,not computed,missing\r\n");
    CHECK(kt_export_table_csv(&o.v.table[0], "/dev/full", o.m.tmp, &err) == KT_EIO);
    close_files(&o);
}

KT_TEST_MAIN
