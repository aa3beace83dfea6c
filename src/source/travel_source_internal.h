/* travel_source: what the readers of travel costs share: unit, group, and rows that can't be costs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TRAVEL_SOURCE_INTERNAL_H
#define KATVE_TRAVEL_SOURCE_INTERNAL_H

#include "vector_internal.h"

#include <katve/travel.h>

#include <stdio.h>

struct kt_travel_source {
    struct kt_study *st;
    const char *section, *file, *layout, *unit;
    struct kt_travel_group spec; /* of the section; a row may have its own mode and departure */
    double factor;               /* file's unit to min or km */
    int group;                   /* of the last row, -1 none */
    char last_mode[256], last_departure[256];
    struct kt_tally negative, bad, no_id;
};

void kt_travel_source_open(struct kt_travel_source *t, struct kt_study *st, const char *section,
                           const char *file, struct kt_arena *tmp);
/* Sets unit and factor for costs given in "min", "s", "h", "km" or "m". */
void kt_travel_source_unit(struct kt_travel_source *t, const char *unit);
/* Passes a pair on; a cost that can't be is an issue. */
void kt_travel_source_pair(struct kt_travel_source *t, int group, int32_t from, int32_t to, double cost,
                           long row);
void kt_travel_source_close(struct kt_travel_source *t);
/* The section's mode, or "file". */
const char *kt_travel_mode_name(const struct kt_travel_source *t);

/* travel_json.c: rows are the cells and columns the sites of the study, in the order of their files. */
KT_MUST enum kt_status kt_travel_json(struct kt_travel_source *t, const char *path, struct kt_arena tmp,
                                      struct kt_err *err);

#endif
