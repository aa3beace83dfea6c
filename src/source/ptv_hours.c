/* Service hours of the Suomi.fi service catalogue as an ordinary week.
 *
 * An entry without an end (validForNow, or no validTo) speaks of the ordinary week, unless it is exceptional;
 * entries with an end are kept apart. Where only dated entries are there, those that hold on the day of the
 * study stand in, and that is said. No openingHour without isClosed means that no times are told: unknown.
 * Words of v7 (Standard, Exception, Special) and v8 to v11 (DaysOfTheWeek, Exceptional, OverMidnight).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "channel_internal.h"

#include <string.h>

enum kind { STANDARD, EXCEPTION, OVERNIGHT, STRANGE };

struct week {
    uint8_t *minute;
    bool told, unreadable;
    size_t with_times, by_appointment;
};

static const char *str(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s && *s ? s : NULL;
}

static enum kind kind_of(const json_t *entry)
{
    static const struct {
        const char *word;
        enum kind kind;
    } w[] = {{"DaysOfTheWeek", STANDARD}, {"Standard", STANDARD},      {"Exceptional", EXCEPTION},
             {"Exception", EXCEPTION},    {"OverMidnight", OVERNIGHT}, {"Special", OVERNIGHT}};
    const char *type = str(entry, "serviceHourType");
    for (size_t i = 0; type && i < sizeof w / sizeof *w; i++)
        if (kt_streq(w[i].word, type)) return w[i].kind;
    return STRANGE;
}

static int weekday(const char *name)
{
    static const char *const day[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                      "Friday", "Saturday", "Sunday"};
    for (int d = 0; name && d < 7; d++)
        if (kt_streq(day[d], name)) return d;
    return -1;
}

/* One from-to: of a day, of each of several days, or from one day into another. */
static bool paint_times(const json_t *times, enum kind kind, uint8_t *minute)
{
    const char *to_name = str(times, "dayTo");
    int d = weekday(str(times, "dayFrom")), last = to_name ? weekday(to_name) : d;
    int from = kt_clock_minutes(str(times, "from")), to = kt_clock_minutes(str(times, "to"));
    if (d < 0 || last < 0 || from < 0 || to < 0) return false;
    if (kind == OVERNIGHT) {
        int days = (last - d + 7) % 7;
        if (days == 0 && to <= from) days = 1;
        kt_hours_paint(minute, d, from, to + days * KT_DAY_MINUTES, KT_OPEN_YES);
        return true;
    }
    if (to <= from) to += KT_DAY_MINUTES;
    for (;; d = (d + 1) % 7) {
        kt_hours_paint(minute, d, from, to, KT_OPEN_YES);
        if (d == last) return true;
    }
}

static void paint_entry(const json_t *entry, struct week *w)
{
    const json_t *times = json_object_get(entry, "openingHour");
    enum kind kind = kind_of(entry);
    size_t n = json_array_size(times);
    if (kt_json_true(entry, "isReservation")) w->by_appointment++;
    if (kt_json_true(entry, "isAlwaysOpen")) {
        memset(w->minute, KT_OPEN_YES, KT_WEEK_MINUTES);
        w->told = true;
    }
    if (kt_json_true(entry, "isClosed")) w->told = true;
    for (size_t i = 0; i < n && i < 200; i++) {
        bool good = paint_times(json_array_get(times, i), kind, w->minute);
        w->told |= good;
        w->unreadable |= !good;
    }
    if (n && !kt_json_true(entry, "isReservation")) w->with_times++;
}

static bool lasts(const json_t *entry)
{
    return kind_of(entry) != EXCEPTION && (kt_json_true(entry, "validForNow") || !str(entry, "validTo"));
}

static bool holds_on(const json_t *entry, const char *today)
{
    const char *from = str(entry, "validFrom"), *to = str(entry, "validTo");
    if (!today || !*today || kind_of(entry) == EXCEPTION) return false;
    return (!from || strncmp(from, today, 10) <= 0) && (!to || strncmp(to, today, 10) >= 0);
}

/* Times of an exceptional entry have no day names; a dated week keeps them. */
static const char *times_text(const json_t *entry, struct kt_arena *keep, struct kt_arena tmp)
{
    const json_t *times = json_object_get(entry, "openingHour");
    if (kt_json_true(entry, "isClosed")) return "off";
    if (kt_json_true(entry, "isAlwaysOpen")) return "00:00-24:00";
    if (!json_array_size(times)) return "unknown";
    if (kind_of(entry) == EXCEPTION) {
        const char *text = NULL;
        for (size_t i = 0; i < json_array_size(times) && i < 20; i++) {
            const json_t *t = json_array_get(times, i);
            int from = kt_clock_minutes(str(t, "from")), to = kt_clock_minutes(str(t, "to"));
            if (from < 0 || to < 0) return "unknown";
            text = kt_printf(keep, "%s%s%02d:%02d-%02d:%02d", text ? text : "", text ? "," : "", from / 60,
                             from % 60, to / 60, to % 60);
        }
        return text;
    }
    struct week w = {.minute = KT_NEW(&tmp, uint8_t, KT_WEEK_MINUTES)};
    paint_entry(entry, &w);
    return kt_hours_write(w.minute, keep);
}

static const char *apart(const json_t *entry, const char *text, struct kt_arena *keep, struct kt_arena tmp)
{
    const char *from = kt_osm_date(keep, str(entry, "validFrom"));
    const char *to = kt_osm_date(keep, str(entry, "validTo")), *times = times_text(entry, keep, tmp);
    if (!from && !to) return text;
    const char *dash = from && to && !kt_streq(from, to) ? "-" : "";
    return kt_printf(keep, "%s%s%s%s%s %s", text ? text : "", text ? "; " : "", from ? from : to, dash,
                     *dash ? to : "", times);
}

bool kt_ptv_hours(const json_t *hours, const char *today, struct kt_arena *keep, struct kt_arena tmp,
                  struct kt_hours *out, const char **appointment, const char **why)
{
    size_t n = json_array_size(hours), strange = 0;
    struct week w = {.minute = KT_NEW(&tmp, uint8_t, KT_WEEK_MINUTES)}, now = w;
    now.minute = KT_NEW(&tmp, uint8_t, KT_WEEK_MINUTES);
    const char *text = NULL;
    *out = kt_hours_unknown();
    *appointment = *why = NULL;
    for (size_t i = 0; i < n && i < 500; i++) {
        const json_t *entry = json_array_get(hours, i);
        if (!json_is_object(entry) || kind_of(entry) == STRANGE) {
            strange++;
        } else if (lasts(entry)) {
            paint_entry(entry, &w);
        } else {
            if (holds_on(entry, today)) paint_entry(entry, &now);
            text = apart(entry, text, keep, tmp);
        }
    }
    struct week *use = w.told || !now.told ? &w : &now;
    if (use->told && !use->unreadable) kt_hours_sum(use->minute, 1, keep, tmp, out);
    out->apart = text;
    if (use == &now && use->told)
        out->doubt = "only dated hours are told; those of the day of the study were taken";
    if (w.by_appointment) *appointment = w.with_times ? "optional" : "required";
    if (strange) *why = "an entry of serviceHours has no known serviceHourType";
    if (use->unreadable) *why = "a day or time of openingHour can't be read";
    return !*why;
}
