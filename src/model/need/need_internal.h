/* need: what the files of need_layers share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_NEED_INTERNAL_H
#define KATVE_NEED_INTERNAL_H

#include "model/need/rate_table_internal.h"

struct kt_needplan {
    const struct kt_study *st;
    size_t nage, nzone, ndraw;
    uint64_t seed;
    struct kt_agerates layer[3];
    double *persons;   /* [zone × nage] */
    double *log_m;     /* [zone] log odds multiplier */
    double *odds;      /* [3 × nage] point, in the part of a band that rates speak of */
    double *share;     /* [nage] that part */
    double *odds_draw; /* [(l × nage + a) × ndraw + d] */
};

/* Persons of one age group in the whole study. */
double kt_need_age_total(const struct kt_needplan *p, size_t a);
/* p / (1 - p) turned back. */
static inline double kt_rate_of_odds(double odds)
{
    return odds / (1 + odds);
}

/* Reads the four lists of odds into log_m; *any when there is one. */
KT_MUST enum kt_status kt_need_multipliers(const struct kt_method *m, struct kt_needplan *p, bool *any,
                                           struct kt_arena tmp, struct kt_err *err);
/* The factor on the odds of all zones that keeps the rate of the whole study where `odds` has it. */
double kt_need_recentre(const struct kt_needplan *p, size_t a, double odds);

/* Point odds per layer and age, then national odds per draw. */
void kt_need_point_odds(struct kt_needplan *p, bool multiplied);
void kt_need_draw_odds(struct kt_needplan *p, double assumed_sd);
/* Rates of every zone, as point values and as draws, with region and zone effects. */
void kt_need_zone_rates(const struct kt_needplan *p, double region_sd, double zone_sd, double *rate,
                        float *draw, struct kt_arena tmp);

#endif
