/* Days: 2017 Jul 1-Aug 8, Jun-Aug, week 1-53/2, Mo-Fr, Su[1,-1], PH, SH, easter.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "osm_internal.h"

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

bool osm_year_ahead(const struct osm_value *v)
{
    const char *p = v->p;
    return digit(p[0]) && digit(p[1]) && digit(p[2]) && digit(p[3]) && !digit(p[4]) && p[4] != ':' &&
           (p[0] == '1' || p[0] == '2');
}

bool osm_years(struct osm_value *v, struct osm_rule *r)
{
    r->apart = true;
    do {
        osm_blanks(v);
        if (!osm_year_ahead(v)) return osm_refuse_here(v, "a year");
        (void)osm_number(v);
        const char *back = v->p;
        if (osm_dash(v)) {
            osm_blanks(v);
            if (osm_year_ahead(v))
                (void)osm_number(v);
            else
                v->p = back; /* "2017 - Jul 1" is not of the grammar, and the reader of months says so */
        }
        if (osm_take(v, '/') && osm_number(v) < 1) return osm_refuse_here(v, "a number of years");
        (void)osm_take(v, '+');
        back = v->p;
        if (!osm_take(v, ',')) break;
        osm_blanks(v);
        if (!osm_year_ahead(v)) {
            v->p = back;
            break;
        }
    } while (true);
    osm_blanks(v);
    return osm_peek(v).kind == OSM_MONTH ? osm_months(v, r, true) : true;
}

/* A day of the month, where the digits are not a time of day. */
static int day_of_month(struct osm_value *v)
{
    const char *back = v->p;
    int d = osm_number(v);
    if (d >= 1 && d <= 31 && *v->p != ':' && !(*v->p == '.' && digit(v->p[1]))) return d;
    v->p = back;
    return 0;
}

static bool add_season(struct osm_value *v, struct osm_rule *r, int from, int to)
{
    if (r->nseason == OSM_RANGES_MAX) return osm_refuse(v, v->p, "too many dates in one rule");
    r->season[r->nseason++] = (struct osm_season){from, to};
    return true;
}

/* The end of a range that begins in `month`: [year] month [day], or a day of the same month. */
static bool season_end(struct osm_value *v, int month, bool has_day, int *to)
{
    osm_blanks(v);
    if (osm_year_ahead(v)) (void)osm_number(v);
    osm_blanks(v);
    struct osm_word w = osm_peek(v);
    if (w.kind == OSM_MONTH) {
        v->p += w.n;
        int d = day_of_month(v);
        *to = w.value * 32 + (d ? d : 31);
        return true;
    }
    int d = has_day ? day_of_month(v) : 0;
    if (!d) return osm_refuse_here(v, "a month");
    *to = month * 32 + d;
    return true;
}

bool osm_months(struct osm_value *v, struct osm_rule *r, bool dated)
{
    r->apart |= dated;
    int month = 0;
    do {
        osm_blanks(v);
        struct osm_word w = osm_peek(v);
        if (w.kind == OSM_MONTH) {
            v->p += w.n;
            month = w.value;
        }
        int d = day_of_month(v), from = month * 32 + (d ? d : 1), to = month * 32 + (d ? d : 31);
        if (w.kind != OSM_MONTH && !d) return osm_refuse_here(v, "a month");
        if (osm_dash(v) && !season_end(v, month, d > 0, &to)) return false;
        if (osm_take(v, '+')) to = 12 * 32 + 31, r->apart = true;
        if (!add_season(v, r, from, to)) return false;
        const char *back = v->p;
        if (!osm_take(v, ',')) return true;
        osm_blanks(v);
        const char *item = v->p;
        bool more = osm_peek(v).kind == OSM_MONTH || (d && day_of_month(v) > 0);
        v->p = more ? item : back;
        if (!more) return true;
    } while (true);
}

bool osm_week_numbers(struct osm_value *v, struct osm_rule *r)
{
    do {
        osm_blanks(v);
        const char *at = v->p;
        int from = osm_number(v);
        if (from < 0) return osm_refuse_here(v, "the number of a week");
        int to = from, step = 1;
        if (osm_dash(v) && (to = osm_number(v)) < 0) return osm_refuse_here(v, "the number of a week");
        if (osm_take(v, '/') && (step = osm_number(v)) < 1) return osm_refuse_here(v, "a step of weeks");
        if (from < 1 || to < from || to > 53) return osm_refuse(v, at, "weeks are numbered 1 to 53");
        if (r->nweeks == OSM_RANGES_MAX) return osm_refuse(v, at, "too many weeks in one rule");
        r->weeks[r->nweeks++] = (struct osm_weeks){from, to, step};
        const char *back = v->p;
        if (!osm_take(v, ',')) return true;
        osm_blanks(v);
        if (!digit(*v->p)) {
            v->p = back;
            return true;
        }
    } while (true);
}

/* [1,3], [1-2], [-1]: bits of the first to the fifth; the last is the fourth of four. */
static bool nth_of_month(struct osm_value *v, uint8_t *bits)
{
    *bits = 0;
    do {
        bool back = osm_dash(v);
        const char *at = v->p;
        int from = osm_number(v), to = from;
        if (!back && osm_dash(v)) to = osm_number(v);
        if (from < 1 || from > 5 || to < from || to > 5)
            return osm_refuse(v, at, "which one of the month is 1 to 5, or -1 to -5");
        for (int n = from; n <= to; n++) {
            int which = back ? KT_HOURS_WEEKS - n : n - 1;
            if (which >= 0) *bits |= (uint8_t)(1 << which);
        }
    } while (osm_take(v, ','));
    return osm_take(v, ']') ? true : osm_refuse_here(v, "\"]\"");
}

static bool no_shift(struct osm_value *v)
{
    const char *back = v->p;
    bool sign = osm_take(v, '+') || osm_dash(v);
    int n = sign ? osm_number(v) : -1;
    osm_blanks(v);
    if (n >= 0 && osm_peek(v).kind == OSM_DAYS)
        return osm_refuse(v, back, "a day that is shifted by a number of days");
    v->p = back;
    return true;
}

static bool one_weekday(struct osm_value *v, struct osm_rule *r, struct osm_word from)
{
    enum { EVERY = 0x1F };
    uint8_t bits = EVERY;
    int to = from.value;
    r->weekdays = true;
    if (osm_take(v, '[')) {
        if (!nth_of_month(v, &bits) || !no_shift(v)) return false;
    } else if (osm_dash(v)) {
        osm_blanks(v);
        struct osm_word w = osm_peek(v);
        if (w.kind != OSM_WEEKDAY) return osm_refuse_here(v, "a day of the week");
        v->p += w.n;
        to = w.value;
    }
    for (int d = from.value;; d = (d + 1) % 7) {
        r->nth[d] |= bits;
        if (d == to) return true;
    }
}

bool osm_weekdays(struct osm_value *v, struct osm_rule *r)
{
    do {
        osm_blanks(v);
        struct osm_word w = osm_peek(v);
        v->p += w.n;
        if (w.kind == OSM_WEEKDAY) {
            if (!one_weekday(v, r, w)) return false;
        } else {
            r->holiday |= w.kind == OSM_PUBLIC;
            r->apart |= w.kind == OSM_SCHOOL;
            if (!no_shift(v)) return false;
        }
        const char *back = v->p;
        if (!osm_take(v, ',')) return true;
        osm_blanks(v);
        enum osm_kind next = osm_peek(v).kind;
        if (next != OSM_WEEKDAY && next != OSM_PUBLIC && next != OSM_SCHOOL) {
            if (!osm_time_ahead(v)) v->p = back; /* "Mo-Fr, 10:00-18:00" has a comma too many */
            return true;
        }
    } while (true);
}
