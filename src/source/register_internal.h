/* register: reading one table of service points.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_REGISTER_INTERNAL_H
#define KATVE_REGISTER_INTERNAL_H

#include "sites_internal.h"
#include "vector_internal.h"

enum kt_site_field {
    KT_SF_ID,
    KT_SF_NAME_FI,
    KT_SF_NAME_SV,
    KT_SF_NAME_EN,
    KT_SF_PROVIDER_NAME,
    KT_SF_PROVIDER_TYPE,
    KT_SF_FORM,
    KT_SF_SUB_FORM,
    KT_SF_MUNICIPALITY,
    KT_SF_X,
    KT_SF_Y,
    KT_SF_LON,
    KT_SF_LAT,
    KT_SF_LANGUAGES,
    KT_SF_HOURS_WEEK,
    KT_SF_SUPPORTS,
    KT_SF_APPOINTMENT,
    KT_SF_FEE,
    KT_SF_GROUPS,
    KT_SF_TOPICS,
    KT_SF_STEP_FREE,
    KT_SF_SOURCE,
    KT_SF_UPDATED_ON,
    KT_SF_HOURS,
    KT_SF_SELF_SERVICE,
    KT_SF_SERVICE_AREA,
    KT_SF_ADDRESS,
    KT_SF_POSTAL_CODE,
    KT_SF_POST_OFFICE,
    KT_SF_PHONE,
    KT_SF_WEB,
    KT_SF_N
};

/* "digituki=1|it_guidance=1": a site supports when any of the columns has its value. */
enum { KT_RULES_MAX = 16 };
struct kt_rule {
    int col;
    char value[64];
};

struct kt_register {
    struct kt_vector *v;
    struct kt_arena tmp;
    int col[KT_SF_N];
    size_t nrule;
    struct kt_rule rule[KT_RULES_MAX];
    struct kt_tally value, language, hours, refused, doubtful, differ, town;
    const struct kt_names *municipalities;
};

/* ---- site_hours.c ---- */
/* An opening_hours text of the current row; false (with an issue when there is a text) when not understood. */
bool kt_register_hours_text(struct kt_register *r, const char *field, const char *text, struct kt_hours *h);
/* Fills the hours of site s from the columns hours, self_service and hours_week of the current row. */
void kt_register_hours(struct kt_register *r, size_t s);

#endif
