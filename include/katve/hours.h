/* hours: when a place is open, as an ordinary week.
 *
 * The ordinary week is the mean of four whole weeks, Monday 1 to Sunday 28 November: outside summer, outside
 * Finnish school holidays, with every weekday once as the first, second, third and fourth of its month and
 * two odd and two even weeks (45 to 48). So "We[1]" counts a quarter, "week 1-53/2" half, "Jun-Aug" nothing.
 * Public holidays, school holidays, Easter and rules with a year never count; they are kept apart as text.
 * A week of which a part is unknown has unknown hours: NaN is unknown, never zero.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_HOURS_H
#define KATVE_HOURS_H

#include <katve/base.h>

enum { KT_DAY_MINUTES = 1440, KT_WEEK_MINUTES = 7 * KT_DAY_MINUTES, KT_HOURS_WEEKS = 4 };

/* Of one minute. Nothing said differs from said to be closed: only what is not said can fall back. */
enum kt_open { KT_OPEN_UNSAID, KT_OPEN_YES, KT_OPEN_CLOSED, KT_OPEN_UNKNOWN };

struct kt_hours {
    double week;         /* hours a week, 0..168; NaN unknown */
    double at_least;     /* hours a week that are open for sure, also where `week` is unknown */
    float share[7 * 24]; /* of each hour from Monday 0-1, 0..1; NaN in all: unknown. Sum = week */
    const char *text;    /* the ordinary week in OSM opening_hours syntax; NULL unknown */
    const char *apart;   /* rules for holidays, seasons and dated days; NULL: none */
    const char *doubt;   /* why the week is unknown, or how a doubtful text was taken; NULL: plain */
};

/* Where and why a text is refused: the first character that does not fit counts 1 (not bytes). */
struct kt_hours_refusal {
    size_t at;
    char why[160];
};

/* Reads an OSM opening_hours value (grammar: OSM wiki, Key:opening_hours/specification 0.7). What the
 * value says of the ordinary week goes to `out`; false: refused, with *no filled. Rules, in this order:
 *  - `;` a later rule replaces what earlier ones begin on its days; `,` adds; `||` speaks where no rule did.
 *    A span past midnight belongs to the day it begins on, so the next day's rule does not cut it.
 *  - `off` and `closed` without times close the day, with times only those times.
 *  - a comment without `open`, and `unknown`: unknown. As a fallback they say nothing against closing hours.
 *  - `10:00+` unknown end: counts nothing and makes the week unknown; `10:00-16:00+` counts to 16.
 *  - dawn 5:30, sunrise 6:00, sunset 18:00, dusk 18:30: the place is not known here.
 * Refused are points in time, shifted days, a rule without days after a rule with days (does it replace
 * every day?), and whatever does not follow the grammar. Beyond the grammar these are taken: English day
 * and month names in full, am and pm, 10-18, 10.00, one-digit hours, blanks, en dashes, a missing `;`
 * before a day. O(length + rules x 28 x 1440). Scratch of 0.2 MB. */
bool kt_hours_osm(const char *text, struct kt_arena *keep, struct kt_arena tmp, struct kt_hours *out,
                  struct kt_hours_refusal *no);

/* Sums `nweek` weeks of minutes (enum kt_open) into an ordinary week; `apart` and `doubt` stay NULL. */
void kt_hours_sum(const uint8_t *minute, size_t nweek, struct kt_arena *keep, struct kt_arena tmp,
                  struct kt_hours *out);
/* The unknown week. */
struct kt_hours kt_hours_unknown(void);
/* One week of minutes in OSM syntax ("Mo-Fr 10:00-18:00; Sa 10:00-15:00"; "off" when never open). */
const char *kt_hours_write(const uint8_t *minute, struct kt_arena *keep);
/* Paints [from, to) of one day; to may pass 24:00 and then goes on in the next day (Sunday's in Monday). */
void kt_hours_paint(uint8_t *minute, int day, int from, int to, enum kt_open state);

#endif
