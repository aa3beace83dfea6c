/* Hours columns of the register: an opening_hours text, a number of hours a week, or both.
 *
 * hours_week is what counts as supply; where only the text is given, it is the text's. Where the number is
 * smaller than the text's hours, support is given in a part of the staffed time that the register does not
 * tell: the profile is scaled to it. Where it is larger, one of the two is wrong and the profile is unknown.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "register_internal.h"

#include <string.h>

static const double same_hours = 0.25; /* a quarter of an hour a week: rounding in the register */

bool kt_register_hours_text(struct kt_register *r, const char *field, const char *text, struct kt_hours *h)
{
    struct kt_study *st = r->v->st;
    struct kt_hours_refusal no;
    *h = kt_hours_unknown();
    if (!text) return false;
    if (!kt_hours_osm(text, st->keep, r->tmp, h, &no)) {
        r->refused.field = field;
        kt_tally_add(st, &r->refused, r->v->rowno, "character %zu of \"%.120s\": %s; taken as unknown", no.at,
                     text, no.why);
        return false;
    }
    if (h->doubt) {
        r->doubtful.field = field;
        kt_tally_add(st, &r->doubtful, r->v->rowno, "\"%.120s\": %s", text, h->doubt);
    }
    return true;
}

/* The register's own number against its text. */
static void reconcile(struct kt_register *r, size_t s, double number)
{
    struct kt_study *st = r->v->st;
    struct kt_sites *ss = &st->sites;
    double week = ss->hours_week[s];
    ss->hours_week[s] = number;
    if (isnan(week) || fabs(number - week) <= same_hours) {
        if (!isnan(week)) ss->hours_week[s] = week;
        return;
    }
    kt_tally_add(st, &r->differ, r->v->rowno,
                 "hours_week says %g and the text of the hours %g a week; the number was taken", number,
                 week);
    float *share = ss->staffed_share + s * KT_WEEK_HOURS;
    for (size_t h = 0; h < KT_WEEK_HOURS; h++)
        share[h] = number < week ? (float)(share[h] * number / week) : NAN;
}

void kt_register_hours(struct kt_register *r, size_t s)
{
    struct kt_vector *v = r->v;
    struct kt_sites *ss = &v->st->sites;
    struct kt_hours staffed, self;
    const char *text = kt_vector_text(v, r->col[KT_SF_HOURS]);
    if (kt_register_hours_text(r, "hours", text, &staffed)) kt_sites_set_hours(v->st, s, &staffed);
    text = kt_vector_text(v, r->col[KT_SF_SELF_SERVICE]);
    if (kt_register_hours_text(r, "self_service", text, &self)) ss->self_service_hours[s] = self.week;
    double number;
    enum kt_number got = kt_vector_number(v, r->col[KT_SF_HOURS_WEEK], &number);
    if (got == KT_NUM_BLANK) return;
    if (got == KT_NUM_BAD || number < 0.0 || number > 168.0) {
        const char *met = kt_vector_text(v, r->col[KT_SF_HOURS_WEEK]);
        kt_tally_add(v->st, &r->hours, v->rowno, "%.40s%s; taken as unknown", met ? met : "",
                     got == KT_NUM_BAD ? " is no number of hours" : " hours a week");
        return;
    }
    reconcile(r, s, number);
}
