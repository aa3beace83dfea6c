/* rate_table: rates of one layer and year brought to the study's age groups.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_RATE_TABLE_INTERNAL_H
#define KATVE_RATE_TABLE_INTERNAL_H

#include "model/model_internal.h"

/* A table row's part in an age group of the study. */
struct kt_ratepart {
    double rate, n_eff; /* n_eff NaN: an assumption */
    double weight;      /* of the covered part; the parts of a group add up to 1 */
    uint32_t key;       /* of its error: the row of a survey, one for all assumed rates of a layer */
};

struct kt_agerates {
    bool tabled;     /* from the study's table, not from the assumed rates */
    double *rate;    /* per age group, within its covered part */
    double *share;   /* the part of the group that the rates speak of: adults */
    size_t *part_of; /* ages + 1 */
    struct kt_ratepart *part;
};

/* Rates of `layer` for the newest year not after `year`. Without such a year: KT_EINPUT when
 * `required`, otherwise assumed rates. O(ages × years × rows). */
KT_MUST enum kt_status kt_rate_table(const struct kt_study *st, int layer, int year, bool required,
                                     struct kt_agerates *out, struct kt_arena *a, struct kt_err *err);

#endif
