/* result: the table of findings. Columns are few (hundreds), so lookup is a plain scan.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/result.h>

#include <string.h>

enum { FIRST_CAP = 256 };

void kt_result_init(struct kt_result *r, struct kt_arena *keep, const struct kt_study *st)
{
    *r = (struct kt_result){.keep = keep, .study = st, .cap = FIRST_CAP};
    r->column = KT_NEW(keep, struct kt_column, FIRST_CAP);
    kt_issues_init(&r->issues, keep);
}

size_t kt_result_rows(const struct kt_result *r, int rows)
{
    if (rows == KT_ROWS_CELLS) return r->study->cells.n;
    if (rows == KT_ROWS_SITES) return r->study->sites.n;
    return rows >= 0 && (size_t)rows < r->study->nlevel ? r->study->level[rows].n : 0;
}

struct kt_column *kt_result_add(struct kt_result *r, const struct kt_column *spec)
{
    if (r->ncolumn == r->cap) {
        struct kt_column *wider = KT_NEW(r->keep, struct kt_column, r->cap * 2);
        memcpy(wider, r->column, r->ncolumn * sizeof *wider);
        r->column = wider;
        r->cap *= 2;
    }
    struct kt_column *c = &r->column[r->ncolumn++];
    *c = *spec;
    c->n = kt_result_rows(r, spec->rows);
    c->value = kt_doubles(r->keep, c->n, NAN);
    c->lower = c->upper = NULL;
    if (!spec->no_interval) {
        c->lower = kt_doubles(r->keep, c->n, NAN);
        c->upper = kt_doubles(r->keep, c->n, NAN);
    }
    return c;
}

const struct kt_column *kt_result_find(const struct kt_result *r, int rows, const char *name)
{
    for (size_t i = 0; i < r->ncolumn; i++)
        if (r->column[i].rows == rows && strcmp(r->column[i].name, name) == 0) return &r->column[i];
    return NULL;
}

bool kt_result_add_mode(struct kt_result *r, const struct kt_costs *costs)
{
    if (r->nmode == KT_MODES_MAX) return false;
    r->mode[r->nmode++] = *costs;
    return true;
}

struct kt_table *kt_result_add_table(struct kt_result *r, const struct kt_table *spec)
{
    if (r->ntable == r->table_cap) {
        size_t cap = r->table_cap ? r->table_cap * 2 : 16;
        struct kt_table *wider = KT_NEW(r->keep, struct kt_table, cap);
        if (r->ntable) memcpy(wider, r->table, r->ntable * sizeof *wider);
        r->table = wider;
        r->table_cap = cap;
    }
    struct kt_table *t = &r->table[r->ntable++];
    *t = *spec;
    t->value = kt_doubles(r->keep, t->nrow * t->ncol, NAN);
    return t;
}

const struct kt_table *kt_result_table(const struct kt_result *r, const char *name)
{
    for (size_t i = 0; i < r->ntable; i++)
        if (strcmp(r->table[i].name, name) == 0) return &r->table[i];
    return NULL;
}
