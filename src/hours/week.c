/* Minutes of weeks to an ordinary week: sums, profile and text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/hours.h>

#include <string.h>

static const char day_name[7][3] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
enum { SPANS_MAX = 48 };

struct day {
    int n, from[SPANS_MAX], to[SPANS_MAX];
};

struct kt_hours kt_hours_unknown(void)
{
    struct kt_hours h = {.week = NAN};
    for (size_t i = 0; i < 168; i++) h.share[i] = NAN;
    return h;
}

void kt_hours_paint(uint8_t *minute, int day, int from, int to, enum kt_open state)
{
    for (int m = from; m < to; m++) {
        int at = (day * KT_DAY_MINUTES + m) % KT_WEEK_MINUTES;
        minute[at] = (uint8_t)state;
    }
}

void kt_hours_sum(const uint8_t *minute, size_t nweek, struct kt_arena *keep, struct kt_arena tmp,
                  struct kt_hours *out)
{
    size_t *open = KT_NEW(&tmp, size_t, 168), total = 0, unknown = 0;
    *out = kt_hours_unknown();
    for (size_t i = 0; i < nweek * KT_WEEK_MINUTES; i++) {
        open[i % KT_WEEK_MINUTES / 60] += minute[i] == KT_OPEN_YES;
        total += minute[i] == KT_OPEN_YES;
        unknown += minute[i] == KT_OPEN_UNKNOWN;
    }
    out->at_least = (double)total / (60.0 * (double)nweek);
    if (unknown) return;
    out->week = out->at_least;
    for (size_t h = 0; h < 168; h++) out->share[h] = (float)((double)open[h] / (60.0 * (double)nweek));
    bool same = true;
    for (size_t w = 1; w < nweek && same; w++)
        for (size_t i = 0; i < KT_WEEK_MINUTES && same; i++)
            same = (minute[i] == KT_OPEN_YES) == (minute[w * KT_WEEK_MINUTES + i] == KT_OPEN_YES);
    if (same) out->text = kt_hours_write(minute, keep);
}

static void add_span(struct day *d, int from, int to)
{
    if (d->n < SPANS_MAX) d->from[d->n] = from, d->to[d->n++] = to;
}

/* A run of open minutes belongs to the day it begins on; one of more than a day is cut at midnights. */
static void add_run(struct day *day, int from, int to)
{
    if (to - from <= KT_DAY_MINUTES) {
        add_span(&day[from / KT_DAY_MINUTES], from % KT_DAY_MINUTES, to - from + from % KT_DAY_MINUTES);
        return;
    }
    for (int at = from; at < to;) {
        int d = at / KT_DAY_MINUTES, midnight = (d + 1) * KT_DAY_MINUTES, end = to < midnight ? to : midnight;
        add_span(&day[d % 7], at - d * KT_DAY_MINUTES, end - d * KT_DAY_MINUTES);
        at = end;
    }
}

static bool same_day(const struct day *a, const struct day *b)
{
    return a->n == b->n && memcmp(a->from, b->from, sizeof *a->from * (size_t)a->n) == 0 &&
           memcmp(a->to, b->to, sizeof *a->to * (size_t)a->n) == 0;
}

static const char *write_spans(const struct day *d, const char *head, struct kt_arena *keep)
{
    for (int i = 0; i < d->n; i++) {
        int to = d->to[i] > KT_DAY_MINUTES ? d->to[i] - KT_DAY_MINUTES : d->to[i];
        head = kt_printf(keep, "%s%s%02d:%02d-%02d:%02d", head, i ? "," : " ", d->from[i] / 60,
                         d->from[i] % 60, to / 60, to % 60);
    }
    return head;
}

const char *kt_hours_write(const uint8_t *minute, struct kt_arena *keep)
{
    struct day day[7] = {0};
    int first = 0; /* a closed minute to start from, so that no run is cut by Sunday's midnight */
    while (first < KT_WEEK_MINUTES && minute[first] == KT_OPEN_YES) first++;
    if (first == KT_WEEK_MINUTES) return "24/7";
    for (int i = 0; i < KT_WEEK_MINUTES;) {
        int at = (first + i) % KT_WEEK_MINUTES, n = 0;
        while (i + n < KT_WEEK_MINUTES && minute[(at + n) % KT_WEEK_MINUTES] == KT_OPEN_YES) n++;
        if (n) add_run(day, at, at + n);
        i += n ? n : 1;
    }
    const char *text = "";
    bool night =
        false; /* a semicolon would let the next day's rule cut the night before, to strict readers */
    for (int d = 0; d < 7; d++) {
        for (int i = 1; i < day[d].n; i++) /* the run that wraps the week comes last but may begin first */
            for (int k = i; k > 0 && day[d].from[k] < day[d].from[k - 1]; k--) {
                int f = day[d].from[k], t = day[d].to[k];
                day[d].from[k] = day[d].from[k - 1], day[d].to[k] = day[d].to[k - 1];
                day[d].from[k - 1] = f, day[d].to[k - 1] = t;
            }
        for (int i = 0; i < day[d].n; i++) night |= day[d].to[i] > KT_DAY_MINUTES;
    }
    for (int d = 0; d < 7;) {
        int last = d;
        while (last < 6 && same_day(&day[d], &day[last + 1])) last++;
        if (day[d].n) {
            const char *head = kt_printf(keep, "%s%s%s", text,
                                         !*text  ? ""
                                         : night ? ", "
                                                 : "; ",
                                         day_name[d]);
            if (last > d) head = kt_printf(keep, "%s%s%s", head, last > d + 1 ? "-" : ",", day_name[last]);
            text = write_spans(&day[d], head, keep);
        }
        d = last + 1;
    }
    return *text ? text : "off";
}
