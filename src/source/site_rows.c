/* Rows of the register of service points: room for them, and what is unknown at first.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "sites_internal.h"

#include <string.h>

/* Grows one array of the keep arena; several registers are rare, so the old one is left behind. */
static void *grown(struct kt_arena *keep, const void *old, size_t had, size_t n, size_t size)
{
    char *new = kt_alloc(keep, had + n, size);
    if (old && had) memcpy(new, old, had * size);
    return new;
}
#define GROW(v) ((v) = grown(st->keep, (v), had, n, sizeof *(v)))

void kt_sites_reserve(struct kt_study *st, const char *file, size_t n)
{
    struct kt_sites *ss = &st->sites;
    size_t had = ss->n;
    const char ***text[] = {&ss->id,
                            &ss->name[KT_FI],
                            &ss->name[KT_SV],
                            &ss->name[KT_EN],
                            &ss->provider_name,
                            &ss->provider_type,
                            &ss->form,
                            &ss->sub_form,
                            &ss->municipality,
                            &ss->languages,
                            &ss->appointment,
                            &ss->fee,
                            &ss->groups,
                            &ss->topics,
                            &ss->source,
                            &ss->updated_on,
                            &ss->hours_text,
                            &ss->holiday_text,
                            &ss->service_area,
                            &ss->address,
                            &ss->postal_code,
                            &ss->post_office,
                            &ss->phone,
                            &ss->web,
                            &st->pending.site_from};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) GROW(*text[i]);
    GROW(ss->zone);
    GROW(ss->x);
    GROW(ss->y);
    GROW(ss->hours_week);
    GROW(ss->self_service_hours);
    GROW(ss->supports);
    GROW(ss->step_free);
    GROW(st->pending.site_row);
    ss->staffed_share = grown(st->keep, ss->staffed_share, had, n, KT_WEEK_HOURS * sizeof(float));
    st->pending.site_file = file;
    st->pending.site_rows += n;
}

size_t kt_sites_add(struct kt_study *st, long row)
{
    struct kt_sites *ss = &st->sites;
    size_t s = ss->n++;
    st->pending.site_row[s] = row;
    st->pending.site_from[s] = st->pending.site_file;
    ss->zone[s] = -1;
    ss->x[s] = ss->y[s] = ss->hours_week[s] = ss->self_service_hours[s] = NAN;
    ss->supports[s] = ss->step_free[s] = KT_UNKNOWN;
    for (size_t h = 0; h < KT_WEEK_HOURS; h++) ss->staffed_share[s * KT_WEEK_HOURS + h] = NAN;
    return s;
}

void kt_sites_complete_names(struct kt_study *st, size_t s)
{
    struct kt_sites *ss = &st->sites;
    const char *any = NULL;
    for (int l = 0; l < KT_NLANG && !any; l++) any = ss->name[l][s];
    for (int l = 0; l < KT_NLANG; l++)
        if (!ss->name[l][s]) ss->name[l][s] = any ? any : ss->id[s];
}

void kt_sites_set_hours(struct kt_study *st, size_t s, const struct kt_hours *h)
{
    st->sites.hours_week[s] = h->week;
    memcpy(st->sites.staffed_share + s * KT_WEEK_HOURS, h->share, sizeof h->share);
    st->sites.hours_text[s] = h->text;
    st->sites.holiday_text[s] = h->apart;
}

const char *kt_sites_append(struct kt_arena *keep, const char *list, const char *one)
{
    size_t n = strlen(one);
    for (const char *p = list; p && *p;) {
        size_t m = strcspn(p, ";");
        if (m == n && strncmp(p, one, n) == 0) return list;
        p += m + (p[m] == ';');
    }
    return n == 0 ? list : list ? kt_printf(keep, "%s;%s", list, one) : kt_strdup(keep, one);
}

const struct kt_names *kt_site_municipalities(const struct kt_study *st)
{
    bool municipal = st->nlevel && kt_streq(st->level[0].level_id, "municipality");
    return municipal ? kt_names_build(&st->level[0], st->keep) : NULL;
}

const char *kt_site_municipality(struct kt_study *st, const struct kt_names *names, const char *text,
                                 long row, struct kt_tally *t)
{
    if (!names || !text) return NULL;
    const struct kt_zones *zs = &st->level[0];
    struct kt_match m = kt_names_find(names, text);
    if (m.zone < 0) {
        kt_tally_add(st, t, row, "\"%.60s\" is the name of no municipality, or of several; none was taken",
                     text);
        return NULL;
    }
    if (m.how == KT_MATCH_DOUBTFUL)
        kt_tally_add(st, t, row, "\"%.60s\" was taken to be %.60s (%s)", text, zs->name[KT_FI][m.zone],
                     kt_match_rule_name[m.rule]);
    return zs->code[m.zone];
}
