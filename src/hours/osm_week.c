/* Rules of opening_hours to the ordinary week: four weeks of November, minute by minute.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "osm_internal.h"

#include <string.h>

enum { DAYS = 7 * KT_HOURS_WEEKS, REACH = 2 * KT_DAY_MINUTES, NOVEMBER = 11 * 32, FIRST_WEEK = 45 };

static bool in_season(const struct osm_rule *r, int day)
{
    if (!r->nseason) return true;
    int date = NOVEMBER + day + 1;
    for (size_t i = 0; i < r->nseason; i++) {
        struct osm_season s = r->season[i];
        if (s.from <= s.to ? date >= s.from && date <= s.to : date >= s.from || date <= s.to) return true;
    }
    return false;
}

static bool in_weeks(const struct osm_rule *r, int week)
{
    if (!r->nweeks) return true;
    for (size_t i = 0; i < r->nweeks; i++) {
        struct osm_weeks w = r->weeks[i];
        if (week >= w.from && week <= w.to && (week - w.from) % w.step == 0) return true;
    }
    return false;
}

static bool applies(const struct osm_rule *r, int day)
{
    if (r->apart || (r->holiday && !r->weekdays)) return false;
    if (!in_season(r, day) || !in_weeks(r, FIRST_WEEK + day / 7)) return false;
    return !r->weekdays || (r->nth[day % 7] >> (day / 7) & 1) != 0;
}

/* Speaks of some weeks of every year, or of some days of the month, even if of none that is counted here. */
static bool recurs(const struct osm_rule *r)
{
    return !r->apart && (r->weekdays || (!r->holiday && (r->nseason || r->nweeks)));
}

static void paint(uint8_t *minute, int from, int to, const struct osm_rule *r)
{
    for (int m = from; m < to; m++) {
        if (r->join == OSM_FALLS_BACK && minute[m] != KT_OPEN_UNSAID) continue;
        minute[m] = (uint8_t)r->state;
    }
}

/* What a rule says of one day, in minutes from its midnight to the end of the next day. */
static void apply(const struct osm_rule *r, uint8_t *minute)
{
    if (r->join == OSM_FALLS_BACK && r->state == KT_OPEN_UNKNOWN) return;
    if (r->join == OSM_REPLACES && r->state != KT_OPEN_CLOSED) memset(minute, KT_OPEN_UNSAID, REACH);
    if (!r->nspan) {
        paint(minute, 0, KT_DAY_MINUTES, r);
        if (r->join == OSM_REPLACES) memset(minute + KT_DAY_MINUTES, KT_OPEN_UNSAID, KT_DAY_MINUTES);
    }
    for (size_t i = 0; i < r->nspan; i++) {
        struct osm_span s = r->span[i];
        if (s.open_end && s.from < REACH) {
            struct osm_rule unknown = *r;
            if (r->state == KT_OPEN_YES) unknown.state = KT_OPEN_UNKNOWN;
            paint(minute, s.from, s.from < KT_DAY_MINUTES ? KT_DAY_MINUTES : s.from + 1, &unknown);
        } else {
            paint(minute, s.from, s.to, r);
        }
    }
}

/* A night goes on into the next day unless that day says otherwise of the same minute by being open. */
static void lay(const uint8_t *day, uint8_t *minute)
{
    for (int d = 0; d < DAYS; d++)
        for (int m = 0; m < REACH; m++) {
            uint8_t s = day[d * REACH + m], *at = &minute[(d * KT_DAY_MINUTES + m) % (DAYS * KT_DAY_MINUTES)];
            if (s == KT_OPEN_YES || (s == KT_OPEN_UNKNOWN && *at != KT_OPEN_YES)) *at = s;
        }
}

/* Texts of the rules that say nothing of an ordinary week; of "Su,PH 12:00-18:00" the holiday's part. */
static const char *apart_text(const struct osm_value *v, const bool *used, struct kt_arena *keep)
{
    const char *text = NULL;
    for (size_t i = 0; i < v->nrule; i++) {
        const struct osm_rule *r = &v->rule[i];
        bool fallback = r->join == OSM_FALLS_BACK, holiday = r->holiday && r->weekdays && used[i];
        if (used[i] && !fallback && !holiday) continue;
        const char *from = holiday && r->when ? r->when : r->beg;
        const char *mark = holiday ? "PH " : "", *join = !text ? "" : "; ";
        if (fallback) join = text ? " || " : "|| ";
        text = kt_printf(keep, "%s%s%s%.*s", text ? text : "", join, mark, (int)(r->end - from), from);
    }
    return text;
}

bool kt_hours_osm(const char *text, struct kt_arena *keep, struct kt_arena tmp, struct kt_hours *out,
                  struct kt_hours_refusal *no)
{
    struct osm_value *v = KT_NEW(&tmp, struct osm_value, 1);
    *out = kt_hours_unknown();
    if (!osm_parse(v, text, no)) return false;
    uint8_t *day = KT_NEW(&tmp, uint8_t, DAYS * REACH),
            *minute = KT_NEW(&tmp, uint8_t, DAYS * KT_DAY_MINUTES);
    bool *used = KT_NEW(&tmp, bool, v->nrule), any = false, season = false, open_end = false;
    for (size_t i = 0; i < v->nrule; i++) {
        for (int d = 0; d < DAYS; d++)
            if (applies(&v->rule[i], d)) apply(&v->rule[i], day + d * REACH), used[i] = true;
        bool speaks = v->rule[i].join != OSM_FALLS_BACK || v->rule[i].state != KT_OPEN_UNKNOWN;
        any |= used[i] && speaks;
        season |= recurs(&v->rule[i]);
        for (size_t k = 0; k < v->rule[i].nspan; k++) open_end |= used[i] && v->rule[i].span[k].open_end;
    }
    lay(day, minute);
    if (any || season) kt_hours_sum(minute, KT_HOURS_WEEKS, keep, tmp, out);
    out->apart = apart_text(v, used, keep);
    out->doubt = v->doubt;
    if (!isnan(out->week)) {
        if (!out->text) out->text = kt_strdup(keep, text);
        if (!any) out->doubt = "open in its season only; nothing in an ordinary week";
    } else if (!any && !season) {
        out->doubt = "no rule speaks of an ordinary week";
    } else {
        out->doubt = open_end ? "the end of the hours is open" : "a part of the week is unknown";
    }
    return true;
}
