/* measure: how a measure of access runs on a study: market in, columns out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_MEASURE_INTERNAL_H
#define KATVE_MEASURE_INTERNAL_H

#include <katve/measures.h>

#include "model/access/decay_params_internal.h"
#include "model/model_internal.h"

#define KT_COUNT(array) (sizeof(array) / sizeof *(array))

/* What the computation of one measure gets and fills. */
struct kt_measured {
    const struct kt_method *method;
    const struct kt_study *study;
    struct kt_result *result;
    const struct kt_costs *mode;
    struct kt_market market;
    double *cell; /* per cell, filled before scaling */
    double *site; /* per site, or NULL */
};

/* Column of every measure that divides hours among people in need. */
#define KT_HOURS_PER_1000(column)                                                \
    {                                                                            \
        .name = column, .kind = KT_K_PER1000, .unit = "h/week per 1,000 in need" \
    }

typedef enum kt_status kt_measure_compute(struct kt_measured *w, struct kt_arena tmp, struct kt_err *err);

/* What one measure is, its method's `family`. A column's title is the method's unless it has its own. */
struct kt_measure {
    kt_measure_compute *compute;
    struct kt_column cell; /* columns of cells and, as means weighted by need, of zones; name NULL: none */
    struct kt_column site; /* column of sites; name NULL: none */
    double scale;          /* from the kernel's unit to the column's; 0: 1 */
    bool sums;             /* zones add their cells instead of averaging them */
    bool competes;         /* need moves the measure itself, so that draws of need would have to repeat it */
    bool every_mode;       /* all modes with shares carry people, not one */
    bool plain;            /* no decay and no supply: the measure reads its own parameters */
};

/* The run of every method whose family is a kt_measure. */
enum kt_status kt_measure_run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                              struct kt_arena tmp, struct kt_err *err);

/* The decay of the parameters KT_DECAY_PARAMS; KT_EINPUT for steps or a table that make none. */
KT_MUST enum kt_status kt_decay_of(const struct kt_method *m, const struct kt_study *st,
                                   const struct kt_costs *mode, struct kt_decay *d, struct kt_arena tmp,
                                   struct kt_err *err);
/* KT_EINPUT where the mode's pairs end before the decay's reach. */
KT_MUST enum kt_status kt_catchment_fits(const struct kt_method *m, const struct kt_costs *mode,
                                         const struct kt_decay *d, struct kt_err *err);
/* Both; straight lines have no end. */
KT_MUST enum kt_status kt_catchment_of(const struct kt_method *m, const struct kt_study *st,
                                       const struct kt_costs *mode, struct kt_decay *d, struct kt_arena tmp,
                                       struct kt_err *err);
/* Hours of open sites, per site; hours that nobody knows count as none. */
const double *kt_hours_of(const struct kt_study *st, const struct kt_result *r, struct kt_arena *a);
/* Links of a mode for decays of about `reach` (in its unit), open sites only. */
struct kt_links kt_links_of(const struct kt_study *st, const struct kt_costs *mode, double reach,
                            struct kt_arena *keep);
/* A one-row table of rounds and gap of an iteration. */
void kt_publish_fit(struct kt_result *r, const struct kt_method *m, const struct kt_fit *fit);

#endif
