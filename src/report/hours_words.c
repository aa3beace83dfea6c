/* hours_words: an ordinary week of opening hours as a sentence of people.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "directory_internal.h"

#include <stdio.h>
#include <string.h>

enum { DAYS = 7, SPANS = 4, NOON_TO_NOON = 24 * 60 };

#define SAY(key, ...) KT_SAY(d->arena, d->lang, key, __VA_ARGS__)
#define SAY0(key)     KT_SAY0(d->arena, d->lang, key)

struct day_hours {
    int n, from[SPANS], to[SPANS]; /* minutes */
};

static const char code[DAYS][3] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};

/* The i-th of the blank-separated words of a text. */
static const char *nth(const struct kt_doc *d, const char *list, int i)
{
    for (; i > 0 && (list = strchr(list, ' ')); i--) list++;
    return list ? kt_strndup(d->arena, list, strcspn(list, " ")) : "";
}

/* ---- reading ---- */

static int read_day(const char **p)
{
    for (int i = 0; i < DAYS; i++)
        if (strncmp(*p, code[i], 2) == 0) {
            *p += 2;
            return i;
        }
    return -1;
}

/* "Mo-We,Fr": bits of the days; all of them where none is named. 0: not understood. */
static unsigned read_days(const char **p)
{
    unsigned set = 0;
    if (read_day(&(const char *){*p}) < 0) return (1u << DAYS) - 1;
    for (;; (*p)++) {
        int from = read_day(p), to = from;
        if (from < 0) return 0;
        if (**p == '-') {
            (*p)++;
            if ((to = read_day(p)) < 0) return 0;
        }
        for (int i = from;; i = (i + 1) % DAYS) {
            set |= 1u << i;
            if (i == to) break;
        }
        if (**p != ',') return set;
    }
}

static bool read_times(const char **p, struct day_hours *h)
{
    *h = (struct day_hours){0};
    if (strncmp(*p, "off", 3) == 0) {
        *p += 3;
        return true;
    }
    for (;; (*p)++) {
        int h0, m0, h1, m1, used = 0;
        if (h->n == SPANS || sscanf(*p, "%2d:%2d-%2d:%2d%n", &h0, &m0, &h1, &m1, &used) < 4) return false;
        h->from[h->n] = h0 * 60 + m0;
        h->to[h->n++] = h1 * 60 + m1;
        *p += used;
        if (**p != ',') return true;
    }
}

/* The canonical form only ("Mo-Fr 10:00-18:00; Sa 10:00-15:00"), in which weeks are kept. */
static bool read_week(const char *p, struct day_hours week[DAYS])
{
    memset(week, 0, DAYS * sizeof *week);
    while (*p) {
        struct day_hours h;
        unsigned days = read_days(&p);
        while (*p == ' ') p++;
        if (!days || !read_times(&p, &h)) return false;
        for (int i = 0; i < DAYS; i++)
            if (days >> i & 1) week[i] = h;
        if (*p && *p != ';') return false;
        while (*p == ';' || *p == ' ') p++;
    }
    return true;
}

/* ---- saying ---- */

/* "18", "16.15"; English keeps the colon and its noughts. */
static const char *clock_text(const struct kt_doc *d, int minute)
{
    if (d->lang == KT_EN) return kt_printf(d->arena, "%d:%02d", minute / 60, minute % 60);
    return minute % 60 ? kt_printf(d->arena, "%d.%02d", minute / 60, minute % 60)
                       : kt_printf(d->arena, "%d", minute / 60);
}

/* "a, b ja c" */
static const char *and_list(const struct kt_doc *d, const char *const *item, int n)
{
    const char *out = n ? item[0] : "";
    for (int i = 1; i + 1 < n; i++) out = kt_printf(d->arena, "%s, %s", out, item[i]);
    return n > 1 ? SAY(list_and, out, item[n - 1]) : out;
}

static const char *times_text(const struct kt_doc *d, const struct day_hours *h)
{
    const char *span[SPANS];
    if (h->n == 1 && h->from[0] == 0 && h->to[0] == NOON_TO_NOON) return SAY0(dir_round_the_clock);
    for (int i = 0; i < h->n; i++)
        span[i] = kt_printf(d->arena, "%s\u2013%s", clock_text(d, h->from[i]),
                            clock_text(d, h->to[i] % NOON_TO_NOON));
    return SAY(dir_at, and_list(d, span, h->n));
}

/* "maanantaista perjantaihin", "lauantaina ja sunnuntaina". */
static const char *days_text(const struct kt_doc *d, unsigned days)
{
    const char *item[DAYS];
    int n = 0;
    if (days == (1u << DAYS) - 1) return SAY0(dir_every_day);
    for (int i = 0; i < DAYS; i++) {
        if (!(days >> i & 1)) continue;
        int last = i;
        while (last + 1 < DAYS && days >> (last + 1) & 1) last++;
        if (last - i >= 2) {
            item[n++] = SAY(dir_days_range, nth(d, SAY0(dir_days_from), i), nth(d, SAY0(dir_days_to), last));
            i = last;
        } else {
            item[n++] = nth(d, SAY0(dir_days_on), i);
        }
    }
    return and_list(d, item, n);
}

static bool same(const struct day_hours *a, const struct day_hours *b)
{
    return a->n == b->n && memcmp(a->from, b->from, sizeof a->from) == 0 &&
           memcmp(a->to, b->to, sizeof a->to) == 0;
}

/* A day that is alone in being closed is named. */
static const char *closed_text(const struct kt_doc *d, unsigned closed)
{
    bool one = closed && !(closed & (closed - 1));
    return one ? SAY(dir_closed_on, days_text(d, closed)) : SAY0(dir_closed_else);
}

const char *kt_hours_words(const struct kt_doc *d, const char *osm)
{
    struct day_hours week[DAYS];
    unsigned closed = 0, said = 0;
    const char *out = "";
    if (!read_week(osm, week)) return NULL;
    for (int i = 0; i < DAYS; i++)
        if (!week[i].n) closed |= 1u << i;
    if (closed == (1u << DAYS) - 1) return SAY0(dir_closed);
    for (int i = 0; i < DAYS; i++) {
        unsigned days = 0;
        if ((said | closed) >> i & 1) continue;
        for (int k = i; k < DAYS; k++)
            if (same(&week[i], &week[k])) days |= 1u << k;
        said |= days;
        out = kt_printf(d->arena, "%s%s%s %s", out, *out ? ", " : "", days_text(d, days),
                        times_text(d, &week[i]));
    }
    return closed ? kt_printf(d->arena, "%s; %s", out, closed_text(d, closed)) : out;
}

/* ---- rules kept apart ---- */

/* Of the words of OSM, those that people do not know. */
static const char *swap(const struct kt_doc *d, const char **p)
{
    static const char month[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (int i = 0; i < 12; i++)
        if (strncmp(*p, month[i], 3) == 0) {
            *p += 3;
            return nth(d, SAY0(dir_months), i);
        }
    int day = read_day(p);
    if (day >= 0) return nth(d, SAY0(dir_days), day);
    const char *name = strncmp(*p, "PH", 2) == 0   ? SAY0(dir_public_holidays)
                       : strncmp(*p, "SH", 2) == 0 ? SAY0(dir_school_holidays)
                                                   : NULL;
    if (name) *p += 2;
    if (!name && strncmp(*p, "off", 3) == 0) {
        *p += 3;
        name = SAY0(dir_closed);
    }
    return name;
}

const char *kt_hours_apart(const struct kt_doc *d, const char *osm)
{
    const char *out = "";
    for (const char *p = osm; *p;) {
        const char *word = swap(d, &p);
        if (!word) {
            size_t n = 1;
            while (((unsigned char)p[n] & 0xC0) == 0x80) n++;
            bool colon = *p == ':' && d->lang != KT_EN && p > osm && p[-1] >= '0' && p[-1] <= '9';
            word = *p == '-' ? "\u2013" : colon ? "." : kt_strndup(d->arena, p, n);
            p += n;
        }
        out = kt_printf(d->arena, "%s%s", out, word);
    }
    return SAY(dir_apart, out);
}
