/* match: who serves whom: languages, times and areas of sites against those of people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_MATCH_INTERNAL_H
#define KATVE_MATCH_INTERNAL_H

#include "model/model_internal.h"

/* What a site of unknown languages is taken to serve in. */
enum kt_unknown_langs {
    KT_LANGS_NONE,
    KT_LANGS_MAJORITY, /* its municipality's majority language; Finnish where that is unknown too */
    KT_LANGS_OFFICIAL, /* both languages of a bilingual municipality (Language Act 423/2003) */
    KT_LANGS_ALL,
};
/* Does site s serve in `lang`? "other", the rest of the people, is served by every site. */
bool kt_site_serves(const struct kt_study *st, size_t s, const char *lang, enum kt_unknown_langs unknown);

/* Times: hours of an ordinary week, and the people who can come in them. */
enum { KT_DAY, KT_EVENING, KT_WEEKEND, KT_TIMES };

struct kt_match {
    const struct kt_study *st;
    const struct kt_costs *mode;
    struct kt_decay decay;
    double area_weight;  /* of a site with a service area in each of its cells */
    const uint8_t *use;  /* per site: it takes part */
    const double *hours; /* site × KT_TIMES */
    size_t ngroup;       /* languages, the rest last */
    const char **lang;   /* ngroup */
    const double
        *need; /* ngroup × KT_TIMES × cells: persons in need; KT_DAY: those free to come at any time */
    enum kt_unknown_langs unknown;
};

/* access, [ngroup × KT_TIMES × cells]: hours a week for each person in need of the group. demand (may be
 * NULL), [site × KT_TIMES]: persons who can come in those hours, by weight.
 *   demand(s,t) = sum over groups g that s serves, cells c: w(c,s) (free(c,g) + bound(c,g,t))
 *   of t(c,g) = sum over s that serves g: w(c,s) hours(s,t) / demand(s,t)
 *   access of those bound to t: of t;  of the free: day + evening + weekend
 * so that sum need × access = sum of hours with demand. O(groups × pairs); no pair is stored. */
void kt_match_run(const struct kt_match *m, double *access, double *demand, struct kt_arena tmp);

#endif
