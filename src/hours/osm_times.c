/* Times of day: 10:00-18:00, 9-17, 22:00-04:00, 16:00+, sunrise-sunset, (sunset-01:00), 2pm.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "osm_internal.h"

#include <strings.h>

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

bool osm_time_ahead(const struct osm_value *v)
{
    if (*v->p == '(') return true;
    if (digit(*v->p)) return !osm_year_ahead(v);
    return osm_peek(v).kind == OSM_SUN;
}

/* Minutes of a clock time without its am or pm, up to 48:00. */
static bool clock_time(struct osm_value *v, int *minutes, bool *bare)
{
    const char *at = v->p;
    int h = osm_number(v), m = 0;
    *bare = true;
    if (h < 0) return osm_refuse_here(v, "a time of day");
    if ((*v->p == ':' || *v->p == '.') && digit(v->p[1])) {
        const char *minute = v->p++;
        *bare = false;
        if (!digit(v->p[1]) || digit(v->p[2])) return osm_refuse(v, minute, "minutes have two digits");
        m = osm_number(v);
    }
    if (h > 48 || m > 59 || h * 60 + m > 48 * 60) return osm_refuse(v, at, "no time of day");
    *minutes = h * 60 + m;
    return true;
}

static bool half_of_day(struct osm_value *v, const char *at, int *minutes)
{
    const char *back = v->p;
    osm_blanks(v);
    size_t n = osm_peek(v).n;
    bool am = n == 2 && strncasecmp(v->p, "am", 2) == 0, pm = n == 2 && strncasecmp(v->p, "pm", 2) == 0;
    if (!am && !pm) {
        v->p = back;
        return true;
    }
    if (*minutes < 60 || *minutes >= 13 * 60) return osm_refuse(v, at, "am and pm go with hours 1 to 12");
    *minutes = *minutes % 720 + (pm ? 720 : 0);
    v->p += 2;
    return true;
}

static bool sun_time(struct osm_value *v, int *minutes)
{
    bool shifted = osm_take(v, '(');
    osm_blanks(v);
    struct osm_word w = osm_peek(v);
    if (w.kind != OSM_SUN) return osm_refuse_here(v, "dawn, sunrise, sunset or dusk");
    v->p += w.n;
    *minutes = w.value;
    v->doubt = "times of the sun are taken as in spring and autumn";
    if (!shifted) return true;
    int by, sign = osm_take(v, '+') ? 1 : osm_dash(v) ? -1 : 0;
    bool bare;
    osm_blanks(v);
    if (sign && !clock_time(v, &by, &bare)) return false;
    if (sign) *minutes += sign * by;
    if (!osm_take(v, ')')) return osm_refuse_here(v, "\")\"");
    if (*minutes < 0 || *minutes > 48 * 60) return osm_refuse(v, v->p - 1, "no time of day");
    return true;
}

static bool one_time(struct osm_value *v, int *minutes)
{
    osm_blanks(v);
    const char *at = v->p;
    bool bare;
    if (!digit(*v->p)) return sun_time(v, minutes);
    return clock_time(v, minutes, &bare) && half_of_day(v, at, minutes);
}

static bool one_span(struct osm_value *v, struct osm_span *s)
{
    osm_blanks(v);
    const char *at = v->p;
    if (!one_time(v, &s->from)) return false;
    s->open_end = osm_take(v, '+');
    s->to = s->from;
    if (s->open_end) return true;
    if (!osm_dash(v)) return osm_refuse(v, at, "a point in time, not a span");
    osm_blanks(v);
    if (!*v->p || *v->p == ',' || *v->p == ';') { /* "16:00-" */
        s->open_end = true;
        return true;
    }
    if (!one_time(v, &s->to)) return false;
    if (s->to <= s->from) s->to += KT_DAY_MINUTES;
    if (s->to > 2 * KT_DAY_MINUTES || s->to - s->from > KT_DAY_MINUTES)
        return osm_refuse(v, at, "a span of more than a day");
    if (osm_take(v, '+')) v->doubt = "an open end counts to the time that is given";
    if (osm_take(v, '/')) return osm_refuse(v, v->p - 1, "repeated points in time, not a span");
    return true;
}

bool osm_spans(struct osm_value *v, struct osm_rule *r)
{
    for (;;) {
        if (r->nspan == OSM_SPANS_MAX) return osm_refuse(v, v->p, "too many times in one rule");
        if (!one_span(v, &r->span[r->nspan++])) return false;
        const char *back = v->p;
        if (!osm_take(v, ',')) return true;
        osm_blanks(v);
        if (!osm_time_ahead(v)) {
            v->p = back;
            return true;
        }
    }
}
