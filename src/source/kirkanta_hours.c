/* Schedules of libraries (Kirkanta v4: one entry a day) as an ordinary week, staffed and self-service.
 *
 * Days of periods marked isException (summer, holidays) are not ordinary. Each weekday has the schedule that
 * most of its ordinary days have, the later one of two that are as frequent. A weekday without an ordinary day
 * makes the week unknown, unless exceptional days may stand in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "channel_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS_MAX = 1500, SPANS_MAX = 12, LISTED_MAX = 60, STAFFED = 1, SELF_SERVICE = 2 };

struct day {
    char iso[11];
    bool exception, told;
    int weekday, nspan;
    int span[SPANS_MAX][3]; /* from, to, status */
};

/* Monday 0; Sakamoto's rule. */
static int weekday_of(int y, int m, int d)
{
    static const int t[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    if (m < 3) y--;
    return (y + y / 4 - y / 100 + y / 400 + t[m - 1] + d + 6) % 7;
}

static void read_spans(struct day *day, const json_t *times, int forced)
{
    for (size_t i = 0; i < json_array_size(times); i++) {
        const json_t *t = json_array_get(times, i);
        int from = kt_clock_minutes(json_string_value(json_object_get(t, "from")));
        int to = kt_clock_minutes(json_string_value(json_object_get(t, "to")));
        const json_t *status = json_object_get(t, "status");
        int what = forced ? forced : json_is_integer(status) ? (int)json_integer_value(status) : STAFFED;
        if (from < 0 || to < 0 || day->nspan == SPANS_MAX) {
            day->told = false; /* a day that can't be read is unknown, not shorter */
            return;
        }
        if (to <= from) to += KT_DAY_MINUTES;
        int *span = day->span[day->nspan++];
        span[0] = from, span[1] = to, span[2] = what;
    }
}

static bool read_day(const json_t *entry, const json_t *periods, struct day *day)
{
    int y, m, d;
    const char *date = json_string_value(json_object_get(entry, "date"));
    *day = (struct day){.told = true};
    if (!date || !kt_word_day(date, day->iso) || sscanf(day->iso, "%4d-%2d-%2d", &y, &m, &d) != 3)
        return false;
    day->weekday = weekday_of(y, m, d);
    char key[24];
    snprintf(key, sizeof key, "%lld", (long long)json_integer_value(json_object_get(entry, "period")));
    day->exception = kt_json_true(json_object_get(periods, key), "isException");
    const json_t *times = json_object_get(entry, "times"), *sections = json_object_get(entry, "sections");
    day->told = json_is_array(times) || kt_json_true(entry, "closed");
    read_spans(day, times, 0);
    read_spans(day, json_object_get(json_object_get(sections, "selfservice"), "times"), SELF_SERVICE);
    if (!day->nspan && !json_is_true(json_object_get(entry, "closed"))) day->told = false;
    return true;
}

static int by_date(const void *pa, const void *pb)
{
    const struct day *a = pa, *b = pb;
    int c = strcmp(a->iso, b->iso);
    return c ? c : b->exception - a->exception;
}

/* Days by date, each once: where periods overlap, the exceptional one holds. */
static size_t read_days(const json_t *schedules, const json_t *periods, struct day *day)
{
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < json_array_size(schedules) && n < DAYS_MAX; i++)
        if (read_day(json_array_get(schedules, i), periods, &day[n])) n++;
    qsort(day, n, sizeof *day, by_date);
    for (size_t i = 0; i < n; i++)
        if (!kept || strcmp(day[kept - 1].iso, day[i].iso) != 0) day[kept++] = day[i];
    return kept;
}

static bool same_times(const struct day *a, const struct day *b)
{
    return a->nspan == b->nspan && memcmp(a->span, b->span, sizeof *a->span * (size_t)a->nspan) == 0;
}

/* The schedule of most days of a weekday; NULL when there is none that is told. */
static const struct day *usual(const struct day *day, size_t n, int weekday, bool exceptions)
{
    const struct day *best = NULL;
    size_t most = 0;
    for (size_t i = n; i-- > 0;) {
        if (day[i].weekday != weekday || day[i].exception != exceptions || !day[i].told) continue;
        size_t times = 0;
        for (size_t k = 0; k <= i; k++)
            times += day[k].weekday == weekday && day[k].exception == exceptions && day[k].told &&
                     same_times(&day[k], &day[i]);
        if (times > most) most = times, best = &day[i];
    }
    return best;
}

static void paint_day(uint8_t *minute, int weekday, const struct day *day, int status)
{
    if (!day) {
        kt_hours_paint(minute, weekday, 0, KT_DAY_MINUTES, KT_OPEN_UNKNOWN);
        return;
    }
    for (int i = 0; i < day->nspan; i++)
        if (day->span[i][2] == status)
            kt_hours_paint(minute, weekday, day->span[i][0], day->span[i][1], KT_OPEN_YES);
}

static const char *staffed_text(const struct day *day, struct kt_arena *keep)
{
    const char *text = NULL;
    for (int i = 0; i < day->nspan; i++) {
        const int *s = day->span[i];
        if (s[2] != STAFFED) continue;
        text = kt_printf(keep, "%s%s%02d:%02d-%02d:%02d", text ? text : "", text ? "," : "", s[0] / 60,
                         s[0] % 60, s[1] % KT_DAY_MINUTES / 60, s[1] % 60);
    }
    return text ? text : "off";
}

/* Exceptional days in runs of consecutive rows with the same times: "2020 Jun 19 off; 2020 Jun 22-...". */
static const char *exceptional_text(const struct day *day, size_t n, struct kt_arena *keep)
{
    const char *text = NULL;
    size_t listed = 0, more = 0;
    for (size_t i = 0; i < n; i++) {
        if (!day[i].exception || !day[i].told) continue;
        if (listed++ >= LISTED_MAX) {
            more++;
            continue;
        }
        text = kt_printf(keep, "%s%s%s %s", text ? text : "", text ? "; " : "", kt_osm_date(keep, day[i].iso),
                         staffed_text(&day[i], keep));
    }
    return more ? kt_printf(keep, "%s \"and %zu more days\"", text, more) : text;
}

void kt_kirkanta_hours(const json_t *schedules, const json_t *periods, bool use_exceptions,
                       struct kt_arena *keep, struct kt_arena tmp, struct kt_hours *staffed,
                       struct kt_hours *self)
{
    struct day *day = KT_NEW(&tmp, struct day, DAYS_MAX);
    size_t n = read_days(schedules, periods, day);
    uint8_t *minute[2] = {KT_NEW(&tmp, uint8_t, KT_WEEK_MINUTES), KT_NEW(&tmp, uint8_t, KT_WEEK_MINUTES)};
    size_t missing = 0, stood_in = 0;
    *staffed = *self = kt_hours_unknown();
    if (!n) return;
    for (int d = 0; d < 7; d++) {
        const struct day *of = usual(day, n, d, false);
        if (!of && use_exceptions) of = usual(day, n, d, true), stood_in += of != NULL;
        missing += of == NULL;
        paint_day(minute[0], d, of, STAFFED);
        paint_day(minute[1], d, of, SELF_SERVICE);
    }
    kt_hours_sum(minute[0], 1, keep, tmp, staffed);
    kt_hours_sum(minute[1], 1, keep, tmp, self);
    staffed->apart = exceptional_text(day, n, keep);
    if (missing)
        staffed->doubt = "not every day of the week has an ordinary day in the schedules";
    else if (stood_in)
        staffed->doubt = "days of an exceptional period stand in for ordinary ones";
}
