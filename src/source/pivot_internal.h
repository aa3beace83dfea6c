/* pivot: how a statistical table becomes a table by area. pivot.c decides what each dimension and category
 * stands for, cube_table.c adds the values up and hands over rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_PIVOT_INTERNAL_H
#define KATVE_PIVOT_INTERNAL_H

#include "cube_internal.h"

struct pivot {
    struct kt_cube *c;
    const char *section;
    struct kt_arena *tmp;
    enum kt_role role[KT_CUBE_DIMS];
    size_t of[KT_NROLE]; /* dimension of a role, SIZE_MAX none */
    bool *whole[KT_CUBE_DIMS];
    size_t nwhole[KT_CUBE_DIMS];
    int32_t *row;                 /* of each area, -1 left out */
    int32_t *age, *lang, *column; /* of each age, language, measure: its column, -1 none */
    struct kt_ages ages;
    const char **langs;               /* nlang of them: all that the table tells */
    size_t kept[KT_LANGS_MAX], nkept; /* of them, those that get a column in the rows */
    size_t nlang, nrow, ncol, first_lang, first_measure, nmeasure;
    long persons, swedish; /* measures: the one that counts persons, the share of Swedish speakers; -1 none */
    double *sum;
    uint32_t *count, *expected;
    double *scale; /* of each column: 0.01 for percentages */
};

/* Roles, year, totals, ages, languages and measures of p->c; refuses what can't be understood. */
KT_MUST enum kt_status kt_pivot_plan(struct pivot *p, struct kt_err *err);
/* Columns and the room for their sums, once p->nrow is known. */
KT_MUST enum kt_status kt_pivot_columns(struct pivot *p, struct kt_err *err);

#endif
