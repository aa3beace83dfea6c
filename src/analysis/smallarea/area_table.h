/* area_table: numbers by area from a table that a method's own key names: a survey, published totals.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_AREA_TABLE_H
#define KATVE_AREA_TABLE_H

#include <katve/method.h>

enum { KT_AREA_COLUMNS = 4 };

struct kt_area_table {
    const struct kt_method *m;
    const char *file;                    /* key of the path */
    const char *area;                    /* key of the column with codes */
    const char *column[KT_AREA_COLUMNS]; /* keys of the columns with numbers */
    size_t ncolumn;
    const char *remedy; /* of a row that can't be used */
    const char *(*wrong)(
        const double *v); /* what is wrong with a row's numbers, or NULL; NULL: anything goes */
};

/* value[k][z] of the level's zones, NaN where the table has no row or a number is blank; *n rows were used. Rows
 * that can't be used (unknown code, wrong numbers, twice) are issues of the result; KT_EINPUT for a table that
 * can't be read or lacks a column. O(rows log zones). */
KT_MUST enum kt_status kt_area_table_read(const struct kt_area_table *t, struct kt_result *r, size_t lv,
                                          double *const *value, size_t *n, struct kt_err *err);

#endif
