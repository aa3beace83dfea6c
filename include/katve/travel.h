/* travel: costs between cells and sites as files give them, held by id until the study is frozen.
 * A pair takes 16 bytes while it waits, 30 during the freeze and 8 as a fact (16 where costs are not whole
 * minutes or the like, so that a float would round them): 25 million pairs need 750 MB at the peak and 200 or
 * 400 MB after it; the file itself is never held.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TRAVEL_H
#define KATVE_TRAVEL_H

#include <katve/study.h>

/* Pairs of one mode at one time of departure. */
struct kt_travel_group {
    const char *mode, *unit;  /* unit: "min" or "km" */
    const char *departure;    /* "" where the file knows none */
    double percentile;        /* what stands for a pair over its departures, 0..100; NaN: their mean */
    const char *file, *field; /* for issues; field: the key path of the mode */
};

enum kt_travel_end { KT_TRAVEL_FROM, KT_TRAVEL_TO };

/* The group's number, found or begun; KT_EINPUT when a mode has two units or there are too many. */
KT_MUST enum kt_status kt_travel_begin(struct kt_study *st, const struct kt_travel_group *spec, int *group,
                                       struct kt_err *err);
/* The number of an id, met in `row` of the source. O(1). */
int32_t kt_travel_id(struct kt_study *st, enum kt_travel_end end, const char *id, long row);
/* A pair with a finite cost that is not negative, in the group's unit. O(1). */
void kt_travel_pair(struct kt_study *st, int group, int32_t from, int32_t to, double cost);

/* Forgets pairs that wait, of a study that is not frozen after all. */
void kt_travel_drop(struct kt_study *st);

#endif
