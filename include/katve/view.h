/* view: the one gate towards people. Rounds, suppresses small counts with complementary
 * suppression, attaches intervals. Pages and exports read a view, never a result.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_VIEW_H
#define KATVE_VIEW_H

#include <katve/result.h>

enum kt_mark { KT_SHOWN, KT_MISSING, KT_SUPPRESSED };

struct kt_vcol {
    const struct kt_column *meta; /* name, unit, title, kind: its numbers are not to be read */
    size_t n;
    const double *value, *lower, *upper; /* NaN unless shown; lower = upper = NULL without interval */
    const uint8_t *mark;                 /* enum kt_mark */
};

/* A table of the result. A row is shown or hidden as a whole. */
struct kt_vtable {
    const struct kt_table *meta; /* names, titles, kinds, notes: its numbers are not to be read */
    const double *value;         /* nrow × ncol, NaN unless shown and known */
    const uint8_t *mark;         /* nrow, enum kt_mark; KT_MISSING: no value at all */
};

/* Classes of one column: n classes have the n + 1 edges edge[0..n], ascending. Made once per run by
 * the report; every page, style and manifest uses the same. */
struct kt_breaks {
    const char *column;
    size_t n; /* at most 11 */
    double edge[12];
};

struct kt_view {
    const struct kt_study *study;
    const struct kt_result *result; /* for the view's own use */
    double k;                       /* counts in (0, k) are hidden */
    struct kt_vcol *col;
    size_t ncol;
    struct kt_vtable *table;
    size_t ntable;
    const struct kt_isochrones *isochrones;            /* outlines, which count nobody */
    size_t nsuppressed_primary, nsuppressed_secondary; /* values over all columns and tables */
};

/* k from "report.suppress_k". A persons count v with 0 < v < k is hidden, and so is what would give
 * it away: where one child of a parent is hidden for a column, the next smallest shown child is
 * hidden too; shares and intervals follow their count (count_of). O(columns × rows log rows).
 * In a table the whole row is hidden where a persons count of it is small; the rows of a table may be
 * the parts of a whole that is told elsewhere, so the next smallest row goes along until two are hidden
 * that hold k persons together. Columns named lower, upper, *_lower, *_upper are ends of intervals and follow
 * their row. An index keeps six significant digits, a probability three decimals, or two digits below 0.001. */
KT_MUST enum kt_status kt_view_build(struct kt_view *v, const struct kt_study *st, const struct kt_result *r,
                                     struct kt_arena *keep, struct kt_arena tmp, struct kt_err *err);
/* The same with k given. */
KT_MUST enum kt_status kt_view_build_k(struct kt_view *v, const struct kt_study *st,
                                       const struct kt_result *r, double k, struct kt_arena *keep,
                                       struct kt_arena tmp, struct kt_err *err);
/* Decimals that the view keeps for a kind: persons 0, shares 3 (0.1 %), and so on. */
int kt_kind_decimals(enum kt_kind kind);
/* NULL when absent. */
const struct kt_vcol *kt_view_find(const struct kt_view *v, int rows, const char *name);
const struct kt_vtable *kt_view_table(const struct kt_view *v, const char *name);

#endif
