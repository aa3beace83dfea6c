/* osm: an opening_hours value taken apart into rules, before any week is made of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_OSM_INTERNAL_H
#define KATVE_OSM_INTERNAL_H

#include <katve/hours.h>

enum { OSM_RULES_MAX = 64, OSM_SPANS_MAX = 24, OSM_RANGES_MAX = 24 };

enum osm_join { OSM_REPLACES, OSM_ADDS, OSM_FALLS_BACK };

/* Days of the year as month * 32 + day; wraps over New Year when to < from. */
struct osm_season {
    int from, to;
};
struct osm_weeks {
    int from, to, step;
};
struct osm_span {
    int from, to; /* minutes; to may pass 24:00 */
    bool open_end;
};

struct osm_rule {
    enum osm_join join;
    bool apart; /* a year, Easter, school holidays: never in an ordinary week */
    bool holiday, weekdays;
    uint8_t nth[7]; /* bit n: the (n+1)th of the month; all five: every one */
    size_t nseason, nweeks, nspan;
    struct osm_season season[OSM_RANGES_MAX];
    struct osm_weeks weeks[OSM_RANGES_MAX];
    struct osm_span span[OSM_SPANS_MAX];
    bool whole, comment, said; /* 24/7; a comment; a modifier */
    enum kt_open state;
    const char *beg, *end; /* the rule in the text, for what is kept apart */
    const char *when;      /* its times and modifier in the text */
};

struct osm_value {
    const char *text, *p; /* reading position */
    size_t nrule;
    struct osm_rule rule[OSM_RULES_MAX];
    struct kt_hours_refusal *no;
    const char *doubt;
};

/* ---- osm_parse.c ---- */
bool osm_parse(struct osm_value *v, const char *text, struct kt_hours_refusal *no);

/* ---- osm_words.c: one place in the text ---- */
enum osm_kind {
    OSM_NONE,
    OSM_WEEKDAY,
    OSM_MONTH,
    OSM_PUBLIC,
    OSM_SCHOOL,
    OSM_STATE,
    OSM_WEEK,
    OSM_EASTER,
    OSM_SUN,
    OSM_DAYS
};
struct osm_word {
    enum osm_kind kind;
    int value; /* weekday 0..6, month 1..12, enum kt_open, minutes of the sun */
    size_t n;  /* bytes */
};
void osm_blanks(struct osm_value *v);
/* The word at p; kind OSM_NONE and its length when it is none that is known. */
struct osm_word osm_peek(const struct osm_value *v);
/* Takes a character or a dash of any kind, blanks before it too. */
bool osm_take(struct osm_value *v, char c);
bool osm_dash(struct osm_value *v);
/* A whole number of up to four digits; -1 (nothing taken) when there is none. */
int osm_number(struct osm_value *v);
/* Always false, so that it can be returned. */
bool osm_refuse(struct osm_value *v, const char *at, const char *why);
bool osm_refuse_here(struct osm_value *v, const char *wanted);

/* ---- osm_times.c ---- */
bool osm_time_ahead(const struct osm_value *v);
bool osm_spans(struct osm_value *v, struct osm_rule *r);

/* ---- osm_days.c ---- */
bool osm_year_ahead(const struct osm_value *v);
bool osm_years(struct osm_value *v, struct osm_rule *r);
bool osm_months(struct osm_value *v, struct osm_rule *r, bool dated);
bool osm_week_numbers(struct osm_value *v, struct osm_rule *r);
bool osm_weekdays(struct osm_value *v, struct osm_rule *r);

#endif
