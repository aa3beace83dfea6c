/* Rules of an opening_hours value, one after the other.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "osm_internal.h"

#include <string.h>

enum { TEXT_MAX = 4000 };

static struct osm_rule *new_rule(struct osm_value *v, enum osm_join join)
{
    if (v->nrule == OSM_RULES_MAX) {
        (void)osm_refuse(v, v->p, "too many rules");
        return NULL;
    }
    osm_blanks(v);
    struct osm_rule *r = &v->rule[v->nrule++];
    *r = (struct osm_rule){.join = join, .state = KT_OPEN_YES, .beg = v->p, .end = v->p};
    return r;
}

static bool has_days(const struct osm_rule *r)
{
    return r->apart || r->holiday || r->weekdays || r->nseason || r->nweeks;
}

static bool has_times(const struct osm_rule *r)
{
    return r->nspan || r->whole || r->said || r->comment;
}

static bool comment(struct osm_value *v, struct osm_rule *r)
{
    const char *end = strchr(v->p + 1, '"');
    if (!end) return osm_refuse(v, v->p, "a comment without its end");
    v->p = end + 1;
    r->comment = true;
    return true;
}

/* Easter and what is counted from it, as far as the next part of the rule. */
static bool easter(struct osm_value *v, struct osm_rule *r)
{
    r->apart = true;
    const char *back = v->p;
    if (osm_take(v, '+') || osm_dash(v)) {
        int n = osm_number(v);
        osm_blanks(v);
        struct osm_word w = osm_peek(v);
        if (n < 0 || w.kind != OSM_DAYS)
            v->p = back;
        else
            v->p += w.n;
    }
    if (!osm_dash(v)) return true;
    osm_blanks(v);
    struct osm_word w = osm_peek(v);
    if (w.kind == OSM_MONTH) return osm_months(v, r, true);
    if (w.kind != OSM_EASTER) return osm_refuse_here(v, "a date");
    v->p += w.n;
    return easter(v, r);
}

enum step { STEP_ON, STEP_RULE_ENDS, STEP_REFUSED };

static enum step went(bool good)
{
    return good ? STEP_ON : STEP_REFUSED;
}

static enum step word(struct osm_value *v, struct osm_rule *r)
{
    struct osm_word w = osm_peek(v);
    bool day = w.kind == OSM_WEEKDAY || w.kind == OSM_MONTH || w.kind == OSM_PUBLIC || w.kind == OSM_SCHOOL ||
               w.kind == OSM_WEEK || w.kind == OSM_EASTER;
    if (day && has_times(r)) return STEP_RULE_ENDS; /* a `;` is missing */
    if (!day && w.kind != OSM_NONE && !r->when) r->when = v->p;
    switch (w.kind) {
    case OSM_MONTH: return went(osm_months(v, r, false));
    case OSM_WEEKDAY:
    case OSM_PUBLIC:
    case OSM_SCHOOL: return went(osm_weekdays(v, r));
    case OSM_WEEK: v->p += w.n; return went(osm_week_numbers(v, r));
    case OSM_EASTER: v->p += w.n; return went(easter(v, r));
    case OSM_SUN: return went(osm_spans(v, r));
    case OSM_STATE:
        if (r->said) return went(osm_refuse_here(v, "the end of the rule"));
        v->p += w.n;
        r->said = true;
        r->state = (enum kt_open)w.value;
        return STEP_ON;
    case OSM_DAYS:
    case OSM_NONE: break;
    }
    return went(osm_refuse_here(v, "a day, a time, open, off or unknown"));
}

/* One part of a rule. */
static enum step part(struct osm_value *v, struct osm_rule *r)
{
    if (strncmp(v->p, "24/7", 4) == 0) {
        if (has_times(r)) return went(osm_refuse_here(v, "the end of the rule"));
        r->when = v->p;
        v->p += 4;
        return r->whole = true, STEP_ON;
    }
    if (*v->p == ':' && has_days(r) && !has_times(r)) return v->p++, STEP_ON; /* "Jun-Aug: Mo-Fr" */
    if (osm_year_ahead(v)) return has_times(r) ? STEP_RULE_ENDS : went(osm_years(v, r));
    if (*v->p == '"' || osm_time_ahead(v)) {
        if (!r->when) r->when = v->p;
        if (*v->p == '"') return went(comment(v, r));
        if (r->said || r->whole || r->nspan) return went(osm_refuse_here(v, "the end of the rule"));
        return went(osm_spans(v, r));
    }
    return word(v, r);
}

/* Takes what parts two rules; false at the end of the text. */
static bool separator(struct osm_value *v, enum osm_join *join)
{
    *join = OSM_ADDS;
    if (osm_take(v, ';'))
        *join = OSM_REPLACES;
    else if (strncmp(v->p, "||", 2) == 0)
        *join = OSM_FALLS_BACK, v->p += 2;
    else
        (void)osm_take(v, ',');
    osm_blanks(v);
    return *v->p != '\0';
}

static bool finish(struct osm_value *v, struct osm_rule *r)
{
    r->end = v->p;
    while (r->end > r->beg && (r->end[-1] == ' ' || r->end[-1] == '\t')) r->end--;
    if (r->end == r->beg) return osm_refuse_here(v, "a rule");
    if (r->comment && !r->said) r->state = KT_OPEN_UNKNOWN;
    bool bare = !has_days(r) && r->state == KT_OPEN_YES && r->join == OSM_REPLACES;
    for (struct osm_rule *before = v->rule; bare && before < r; before++)
        if (has_days(before))
            return osm_refuse(v, r->beg, "a rule without days after one with days: which days are meant?");
    return true;
}

bool osm_parse(struct osm_value *v, const char *text, struct kt_hours_refusal *no)
{
    *v = (struct osm_value){.text = text, .p = text, .no = no};
    if (strnlen(text, TEXT_MAX + 1) > TEXT_MAX) return osm_refuse(v, text, "longer than 4000 bytes");
    enum osm_join join = OSM_REPLACES;
    bool glued = false; /* the rule before ended without a sign */
    osm_blanks(v);
    if (!*v->p) return osm_refuse(v, v->p, "nothing is said");
    do {
        struct osm_rule *r = new_rule(v, join);
        if (!r) return false;
        enum step s = STEP_ON;
        while (s == STEP_ON) {
            osm_blanks(v);
            if (!*v->p || *v->p == ';' || *v->p == ',' || strncmp(v->p, "||", 2) == 0) break;
            s = part(v, r);
            if (s == STEP_REFUSED) return false;
        }
        if (glued && !has_times(r)) /* "Mo 09:00-12:00 week 2-52/2" */
            return osm_refuse(v, r->beg,
                              "days behind a time: do they belong before it, or is a `;` missing?");
        glued = s == STEP_RULE_ENDS;
        if (!finish(v, r)) return false;
    } while (separator(v, &join));
    return true;
}
