/* Questions to facts that are whole: who has no people, no sites, no hours, no fresh record.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "study_internal.h"

#include <stdio.h>
#include <string.h>

static void zones_without_people(struct kt_study *st, struct kt_arena tmp)
{
    const struct kt_zones *zs = &st->level[0];
    double *sum = kt_doubles(&tmp, zs->n, 0.0);
    struct kt_tally t = {KT_WARNING,
                         "zone-without-people",
                         st->pending.zone_file[0],
                         "",
                         "Check that the cells cover every zone.",
                         0};
    for (size_t c = 0; c < st->cells.n; c++) sum[st->cells.zone[c]] += st->cells.total[c];
    for (size_t z = 0; z < zs->n; z++)
        if (!(sum[z] > 0.0))
            kt_tally_add(st, &t, st->pending.zone_row[0] ? st->pending.zone_row[0][z] : 0,
                         "no cell with people lies in zone %.40s (%.40s)", zs->code[z], zs->name[KT_FI][z]);
    kt_tally_close(st, &t);
}

static void regions_without_sites(struct kt_study *st, struct kt_arena tmp)
{
    const struct kt_sites *ss = &st->sites;
    for (size_t lv = 1; lv + 1 < st->nlevel; lv++) {
        const struct kt_zones *zs = &st->level[lv];
        size_t *n = KT_NEW(&tmp, size_t, zs->n);
        struct kt_tally t = {KT_WARNING,
                             "region-without-sites",
                             st->pending.zone_file[lv],
                             "",
                             "Check the register; if it is true, it is a finding.",
                             0};
        for (size_t s = 0; s < ss->n; s++)
            if (ss->zone[s] >= 0 && ss->supports[s] == KT_YES) n[kt_zone_up(st, ss->zone[s], lv)]++;
        for (size_t z = 0; z < zs->n; z++)
            if (!n[z])
                kt_tally_add(st, &t, st->pending.zone_row[lv] ? st->pending.zone_row[lv][z] : 0,
                             "no site gives support in %.60s (%.40s)", zs->name[KT_FI][z], zs->code[z]);
        kt_tally_close(st, &t);
    }
}

/* The day one year before an ISO day, as text that compares by bytes. */
static void year_before(const char *day, char out[11])
{
    int y = 0;
    (void)sscanf(day, "%4d", &y);
    snprintf(out, 11, "%04d%.6s", y > 0 ? (y - 1) % 10000 : 0, strlen(day) >= 10 ? day + 4 : "-01-01");
}

static void site_records(struct kt_study *st)
{
    const struct kt_sites *ss = &st->sites;
    const char *f = st->pending.site_file, *date = kt_opt_str(st, "study.date", NULL);
    char limit[11] = "";
    if (date) year_before(date, limit);
    struct kt_tally hours = {KT_WARNING,
                             "site-without-hours",
                             f,
                             "hours_week",
                             "Ask the provider for staffed support hours.",
                             0},
                    stale = {KT_WARNING,
                             "stale-record",
                             f,
                             "updated_on",
                             "Check the record with the provider.",
                             0},
                    place = {KT_WARNING,
                             "site-without-place",
                             f,
                             "x",
                             "Give coordinates; the site is in reach of nobody without them.",
                             0};
    for (size_t s = 0; s < ss->n; s++) {
        long row = st->pending.site_row ? st->pending.site_row[s] : 0;
        bool remote =
            (ss->form && kt_streq(ss->form[s], "remote")) || (ss->service_area && ss->service_area[s]);
        hours.file = stale.file = place.file = kt_site_file(st, s);
        if (ss->supports[s] == KT_YES && isnan(ss->hours_week[s]))
            kt_tally_add(st, &hours, row, "site %.60s gives support, but its hours are unknown", ss->id[s]);
        if (ss->supports[s] == KT_YES && !remote && !isfinite(ss->x[s]))
            kt_tally_add(st, &place, row, "site %.60s has no coordinates", ss->id[s]);
        if (*limit && ss->updated_on && ss->updated_on[s] && strcmp(ss->updated_on[s], limit) < 0)
            kt_tally_add(st, &stale, row,
                         "site %.60s was last checked on %s, more than 12 months before the study", ss->id[s],
                         ss->updated_on[s]);
    }
    kt_tally_close(st, &hours);
    kt_tally_close(st, &place);
    kt_tally_close(st, &stale);
}

void kt_check_facts(struct kt_study *st, struct kt_arena tmp)
{
    zones_without_people(st, tmp);
    regions_without_sites(st, tmp);
    site_records(st);
}
