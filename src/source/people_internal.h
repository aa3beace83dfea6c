/* people: tables beside the cells (official ages and mother tongues by zone).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_PEOPLE_INTERNAL_H
#define KATVE_PEOPLE_INTERNAL_H

#include "vector_internal.h"

/* Reads the cells, plainly or by a preset. */
KT_MUST enum kt_status kt_people_run(struct kt_study *st, const char *section, const struct kt_preset *preset,
                                     struct kt_arena tmp, struct kt_err *err);
enum { KT_PEOPLE_NPARAM = 24 };
extern const struct kt_param kt_people_param[KT_PEOPLE_NPARAM];

/* Cells from people.source; `format` names the importer of a statistical table, "" recognises it. */
KT_MUST enum kt_status kt_people_read(struct kt_study *st, const char *section, const char *format,
                                      struct kt_arena tmp, struct kt_err *err);
/* The name of a band as the columns of a statistical table have it: "0", "5-9", "75-". */
const char *kt_age_name(const struct kt_ages *ages, size_t i, struct kt_arena *a);
/* Orders n bands by age and checks that they are disjoint; order[i] = place of band i. */
KT_MUST enum kt_status kt_ages_order(struct kt_study *st, struct kt_ages *ages, const char *file,
                                     const char *key, size_t order[KT_AGES_MAX], struct kt_err *err);
/* Adds a band unless it is there; its place, or -1 when there are too many. */
int kt_ages_add(struct kt_ages *ages, int min, int max);
/* people.zone_ages into st->pending.official. */
KT_MUST enum kt_status kt_zone_ages_read(struct kt_study *st, const char *section, struct kt_arena tmp,
                                         struct kt_err *err);
/* people.zone_languages into st->pending.zone_lang_share, for the codes of st->cells.lang. */
KT_MUST enum kt_status kt_zone_languages_read(struct kt_study *st, const char *section, struct kt_arena tmp,
                                              struct kt_err *err);
/* The year to use for the study: the latest not after it, else the earliest there is. */
int kt_year_pick(const int *year, size_t n, int wanted);
int kt_study_year(const struct kt_study *st);
struct kt_missing kt_missing_of(const struct kt_study *st, const char *section, const char *file,
                                struct kt_arena tmp);
void kt_missing_close(struct kt_study *st, const struct kt_missing *m);

#endif
