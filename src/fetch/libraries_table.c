/* The libraries as a table: Kirkanta's answer is a tree, a register of service points has rows. The
 * tree stays beside it as it came.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch_internal.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

static const char *text_in(const json_t *o, const char *key)
{
    const char *s = json_string_value(json_object_get(o, key));
    return s ? s : "";
}

/* Names of services by which someone helps a person with digital services, as libraries write them. */
static bool is_support(const char *name)
{
    static const char *const word[] = {"Digituki", "Enter ry", "Tietotekniikkaopastus", "Digitalkkari"};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strncasecmp(name, word[i], strlen(word[i])) == 0) return true;
    return false;
}

/* "1", "0", or "" where the library lists no services at all. */
static const char *support_of(const json_t *library)
{
    size_t i;
    json_t *s, *services = json_object_get(library, "services");
    json_array_foreach(services, i, s) if (is_support(text_in(s, "standardName")) ||
                                           is_support(text_in(s, "name"))) return "1";
    return json_array_size(services) ? "0" : "";
}

/* "HH:MM" in hours; NaN when it is none. */
static double hour_of(const char *s)
{
    int h, m;
    return sscanf(s, "%d:%d", &h, &m) == 2 && h >= 0 && h <= 24 && m >= 0 && m < 60 ? h + m / 60.0 : NAN;
}

static double staffed_on(const json_t *day)
{
    enum { STAFFED = 1 };
    double sum = 0;
    size_t i;
    json_t *t;
    json_array_foreach(json_object_get(day, "times"), i, t)
    {
        double from = hour_of(text_in(t, "from")), to = hour_of(text_in(t, "to"));
        if (json_integer_value(json_object_get(t, "status")) == STAFFED && to > from) sum += to - from;
    }
    return sum;
}

/* Staffed hours a week over the days that the answer tells; a day that overlapping periods tell twice
 * counts once, as the longer. NaN: none told. */
static double hours_of(const json_t *library)
{
    double sum = 0, day_hours = 0;
    size_t i, days = 0;
    const char *last = "";
    json_t *day;
    json_array_foreach(json_object_get(library, "schedules"), i, day)
    {
        const char *date = text_in(day, "date");
        double h = staffed_on(day);
        if (strcmp(date, last) == 0) {
            if (h > day_hours) sum += h - day_hours, day_hours = h;
            continue;
        }
        last = date;
        day_hours = h;
        sum += h;
        days++;
    }
    return days ? sum * 7 / (double)days : NAN;
}

static void put_text(FILE *f, const char *s)
{
    fputc('"', f);
    for (; *s; s++) {
        if (*s == '"') fputc('"', f);
        fputc(*s == '\n' || *s == '\r' ? ' ' : *s, f);
    }
    fputc('"', f);
}

static void put_library(FILE *f, const json_t *lib)
{
    const json_t *place = json_object_get(lib, "coordinates"), *lat = json_object_get(place, "lat");
    double hours = hours_of(lib);
    fprintf(f, "kirkanta:%" JSON_INTEGER_FORMAT ",", json_integer_value(json_object_get(lib, "id")));
    put_text(f, text_in(lib, "name"));
    fputc(',', f);
    put_text(f, text_in(lib, "type"));
    if (json_is_number(lat))
        fprintf(f, ",%.7f,%.7f", json_number_value(json_object_get(place, "lon")), json_number_value(lat));
    else
        fputs(",,", f);
    fprintf(f, ",%s,", support_of(lib));
    if (isfinite(hours)) fprintf(f, "%.2f", hours);
    fputc('\n', f);
}

enum kt_status kt_fetch_libraries_table(const char *json, const char *csv, struct kt_arena tmp,
                                        struct kt_err *err)
{
    json_error_t why;
    json_t *root = json_load_file(json, 0, &why), *lib;
    if (!root) return kt_fail_at(err, KT_EIO, json, why.line, "can't be read: %s", why.text);
    const char *part = kt_printf(&tmp, "%s.part", csv);
    FILE *f = fopen(part, "wb");
    if (f) {
        size_t i;
        fputs("id,name,type,lon,lat,digital_support,hours_week\n", f);
        json_array_foreach(json_object_get(root, "items"), i, lib) put_library(f, lib);
    }
    json_decref(root);
    bool ok = f && !ferror(f);
    if (f) ok = fclose(f) == 0 && ok;
    ok = ok && rename(part, csv) == 0;
    return ok ? KT_OK : kt_fail_at(err, KT_EIO, csv, 0, "could not be written: %s", strerror(errno));
}
