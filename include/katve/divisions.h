/* divisions: changes of Finland's municipal and regional division from 2013-01-01 to 2026-01-01, and
 * what they mean for data of another year.
 * Source: geodata/divisions.csv, compiled from Statistics Finland's lists of abolished municipalities and
 * news on regional classifications; embedded in the library.
 * Rules. A municipality that merged is added to the one that it merged into. Data of a later division
 * than the study's can't be taken apart exactly: cells and sites with coordinates go where they lie;
 * counts by municipality are divided by the zones' populations, else by the table's share. Parts of
 * municipalities that changed sides are not in the table: their codes go on, and Statistics Finland does not
 * recode them either.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_DIVISIONS_H
#define KATVE_DIVISIONS_H

#include <katve/study.h>

enum kt_change_kind { KT_CHANGE_MERGER, KT_CHANGE_CODE, KT_CHANGE_REGION };

struct kt_change {
    int year; /* from the first of January on */
    enum kt_change_kind kind;
    const char *municipality, *from, *to; /* codes: of municipalities, or of regions for KT_CHANGE_REGION */
    const char *name_from, *name_to, *source;
    double share; /* of the persons of `to` after the change, those who lived in `from`; NaN not told */
};

struct kt_divisions {
    size_t n;
    const struct kt_change *change; /* by year */
};

/* The table from its text, or from the one that is embedded (NULL). Lines that can't be read are left out
 * and counted. O(text). */
struct kt_divisions kt_divisions_read(const char *csv, struct kt_arena *keep, size_t *nbad);

/* The code that `code` has in the division of 1 January `year`; itself when nothing changed. O(changes). */
const char *kt_division_code(const struct kt_divisions *d, const char *code, int year);

/* The code of the municipality called `name` that has merged into another; NULL when none has. Case and blanks
 * at the ends do not count. O(changes). */
const char *kt_division_ended(const struct kt_divisions *d, const char *name);

/* The zone that a code of an older division belongs to now, following its mergers; -1 when there is none.
 * *last: the last change on the way. O(changes + log n). */
int32_t kt_division_zone(const struct kt_divisions *d, const struct kt_zones *zones, const char *code,
                         const struct kt_change **last);

#endif
