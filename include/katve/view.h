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
    const uint8_t *mark;          /* enum kt_mark */
};

struct kt_view {
    const struct kt_study *study;
    const struct kt_result *result; /* for the view's own use */
    double k;                       /* counts in (0, k) are hidden */
    struct kt_vcol *col;
    size_t ncol;
    size_t nsuppressed_primary, nsuppressed_secondary; /* values over all columns */
};

/* k from "report.suppress_k". A persons count v with 0 < v < k is hidden, and so is what would give
 * it away: where one child of a parent is hidden for a column, the next smallest shown child is
 * hidden too; shares and intervals follow their count (count_of). O(columns × rows log rows). */
KT_MUST enum kt_status kt_view_build(struct kt_view *v, const struct kt_study *st, const struct kt_result *r,
                                     struct kt_arena *keep, struct kt_arena tmp, struct kt_err *err);
/* NULL when absent. */
const struct kt_vcol *kt_view_find(const struct kt_view *v, int rows, const char *name);

#endif
