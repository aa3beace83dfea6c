/* What JSON registers share: the file, its entries, texts in languages, and words of support.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "channel_internal.h"
#include "json_file_internal.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_MAX = 512 << 20, NEST_MAX = 4, TEXT_MAX = 4000 };

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash[1] ? slash + 1 : path;
}

/* Counts (entry NULL) or collects. */
static size_t find_entries(const json_t *node, bool (*is_entry)(const json_t *), int nest,
                           const json_t **entry, size_t n)
{
    static const char *const list[] = {"itemList", "items", "result", "data"};
    if (nest > NEST_MAX) return n;
    if (json_is_array(node)) {
        for (size_t i = 0; i < json_array_size(node); i++)
            n = find_entries(json_array_get(node, i), is_entry, nest + 1, entry, n);
        return n;
    }
    if (!json_is_object(node)) return n;
    if (is_entry(node)) {
        if (entry) entry[n] = node;
        return n + 1;
    }
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        const json_t *inner = json_object_get(node, list[i]);
        if (inner) return find_entries(inner, is_entry, nest + 1, entry, n);
    }
    return n;
}

static enum kt_status load(struct kt_channels *c, const char *path, struct kt_err *err)
{
    struct stat sb;
    json_error_t e;
    if (stat(path, &sb) != 0 || !S_ISREG(sb.st_mode))
        return kt_study_refuse(c->st, err, "unreadable", c->file, 0, "source", "Check the path.",
                               "there is no such file");
    if (sb.st_size > FILE_MAX)
        return kt_study_refuse(c->st, err, "too-large", c->file, 0, "source", "Fetch it in parts.",
                               "the file has %lld MB; %d is the most", (long long)sb.st_size >> 20,
                               FILE_MAX >> 20);
    c->root = kt_json_file(path, 0, &e);
    if (!c->root) {
        kt_utf8_scrub(e.text);
        return kt_study_refuse(c->st, err, "unreadable", c->file, e.line, "source",
                               "Fetch the file again; it must be the JSON that the interface answers.",
                               "no JSON, in column %d: %s", e.column, e.text);
    }
    return KT_OK;
}

static enum kt_status record(struct kt_channels *c, const char *path, struct kt_err *err)
{
    const size_t most = sizeof c->st->input / sizeof *c->st->input;
    if (c->st->ninput == most) return kt_fail_at(err, KT_ELIMIT, path, 0, "more than %zu input files", most);
    struct kt_input *in = &c->st->input[c->st->ninput++];
    *in = (struct kt_input){.role = "sites", .path = kt_strdup(c->st->keep, path), .layer = "", .rows = c->n};
    return kt_sha256_file(path, in->sha256, err);
}

enum kt_status kt_channels_open(struct kt_channels *c, struct kt_study *st, const char *section,
                                const char *crs, bool (*is_entry)(const json_t *), struct kt_arena tmp,
                                struct kt_err *err)
{
    const char *path = kt_strdup(st->keep, kt_section_str(st, section, "source", tmp));
    *c = (struct kt_channels){.st = st, .section = section, .file = kt_strdup(st->keep, base_name(path))};
    const char *f = c->file;
    c->left_out = (struct kt_tally){KT_NOTE, "entry-left-out", f, "", "Nothing, if that is right.", 0};
    c->no_place = (struct kt_tally){
        KT_WARNING, "no-coordinates", f, "", "Ask the provider to check the address in the register.", 0};
    c->entered = (struct kt_tally){KT_NOTE,
                                   "coordinates-by-hand",
                                   f,
                                   "coordinateState",
                                   "Check the place on a map; the register did not find the address itself.",
                                   0};
    c->off = (struct kt_tally){KT_WARNING, "wrong-crs", f, "", "Check the coordinates in the register.", 0};
    c->hours =
        (struct kt_tally){KT_WARNING, "hours-not-understood", f, "", "Correct them in the register.", 0};
    c->doubtful =
        (struct kt_tally){KT_NOTE, "doubtful-hours", f, "", "Check the hours with the provider.", 0};
    c->town = (struct kt_tally){
        KT_WARNING, "municipality-by-name", f, "city", "Give the place's coordinates in the register.", 0};
    KT_TRY(load(c, path, err));
    c->n = find_entries(c->root, is_entry, 0, NULL, 0);
    if (!c->n)
        return kt_study_refuse(st, err, "empty-file", f, 0, "source",
                               "Name a file that holds service points as the interface answers them.",
                               "there is no service point in it");
    c->entry = KT_NEW(&tmp, const json_t *, c->n);
    (void)find_entries(c->root, is_entry, 0, c->entry, 0);
    c->tmp = tmp;
    KT_TRY(record(c, path, err));
    kt_vector_drivers();
    return kt_placer_open(&c->placer, st, crs, err);
}

enum kt_status kt_channels_close(struct kt_channels *c, enum kt_status status, struct kt_err *err)
{
    (void)err;
    const struct kt_tally *t[] = {&c->left_out, &c->no_place, &c->entered, &c->off,
                                  &c->hours,    &c->doubtful, &c->town};
    for (size_t i = 0; i < sizeof t / sizeof *t; i++) kt_tally_close(c->st, t[i]);
    if (status == KT_OK && c->without_hours) {
        char what[96];
        snprintf(what, sizeof what, "%zu sites have no ordinary hours in the register: unknown, not zero",
                 c->without_hours);
        kt_issues_add(&c->st->issues, KT_NOTE, "unknown-hours", c->file, 0, "", what,
                      "Ask the providers for their staffed hours.");
    }
    kt_placer_close(&c->placer);
    json_decref(c->root);
    return status;
}

/* ---- members ---- */

static const char *clean(struct kt_study *st, const char *s)
{
    if (!s) return NULL;
    size_t n = strnlen(s, TEXT_MAX);
    while (n == TEXT_MAX && n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80) n--;
    char *copy = kt_strndup(st->keep, s, n), *from = copy;
    for (char *p = copy; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F) *p = ' ';
    while (*from == ' ') from++;
    n = strlen(from);
    while (n && from[n - 1] == ' ') from[--n] = '\0';
    return n ? from : NULL;
}

const char *kt_json_text(struct kt_study *st, const json_t *object, const char *key)
{
    return clean(st, json_string_value(json_object_get(object, key)));
}

double kt_json_number(const json_t *object, const char *key)
{
    const json_t *v = json_object_get(object, key);
    double x;
    if (json_is_number(v)) return json_number_value(v);
    return json_is_string(v) && kt_parse_num(json_string_value(v), &x) ? x : NAN;
}

bool kt_json_true(const json_t *object, const char *key)
{
    return json_is_true(json_object_get(object, key));
}

const char *kt_json_in_language(struct kt_study *st, const json_t *texts, const char *lang)
{
    static const char *const order[] = {"fi", "sv", "en"};
    if (json_is_string(texts))
        return *lang && !kt_streq(lang, "fi") ? NULL : clean(st, json_string_value(texts));
    if (!*lang) {
        const char *any = NULL;
        for (size_t i = 0; i < 3 && !any; i++) any = kt_json_in_language(st, texts, order[i]);
        return any;
    }
    if (json_is_object(texts)) return kt_json_text(st, texts, lang);
    for (size_t i = 0; i < json_array_size(texts); i++) {
        const json_t *one = json_array_get(texts, i);
        const char *of = json_string_value(json_object_get(one, "language"));
        if (of && kt_streq(of, lang)) return kt_json_text(st, one, "value");
    }
    return NULL;
}

const char *kt_json_both(struct kt_study *st, const json_t *texts)
{
    const char *fi = kt_json_in_language(st, texts, "fi"), *sv = kt_json_in_language(st, texts, "sv");
    if (!fi && !sv) return kt_json_in_language(st, texts, "");
    if (!fi || !sv || kt_streq(fi, sv)) return fi ? fi : sv;
    return kt_printf(st->keep, "%s / %s", fi, sv);
}

/* ---- words of support ---- */

/* One byte of UTF-8 in lower case, letters of Latin-1 included. */
static unsigned char lower(const char *s, size_t i)
{
    unsigned char c = (unsigned char)s[i];
    if (c >= 'A' && c <= 'Z') return (unsigned char)(c + 32);
    bool latin = i > 0 && (unsigned char)s[i - 1] == 0xC3 && c >= 0x80 && c <= 0x9E && c != 0x97;
    return latin ? (unsigned char)(c + 32) : c;
}

static bool holds(const char *text, const char *word)
{
    size_t n = strlen(text), m = strlen(word);
    for (size_t i = 0; m && i + m <= n; i++) {
        size_t k = 0;
        while (k < m && lower(text, i + k) == lower(word, k)) k++;
        if (k == m) return true;
    }
    return false;
}

bool kt_says_support(const struct kt_channels *c, const char *text)
{
    char path[320];
    snprintf(path, sizeof path, "%s.support_words", c->section);
    for (size_t i = 0; text && i < kt_settings_len(c->st->set, path); i++)
        if (holds(text, kt_settings_str_at(c->st->set, path, i))) return true;
    return false;
}

/* ---- times ---- */

int kt_clock_minutes(const char *s)
{
    int h, m, sec = 0, used = 0;
    if (!s || sscanf(s, "%2d:%2d%n", &h, &m, &used) != 2) return -1;
    if (s[used] && (sscanf(s + used, ":%2d", &sec) != 1 || sec < 0 || sec > 59)) return -1;
    if (h < 0 || h > 24 || m < 0 || m > 59 || h * 60 + m > KT_DAY_MINUTES) return -1;
    if (h == 23 && m == 59) return KT_DAY_MINUTES; /* how forms write midnight */
    return h * 60 + m;
}

const char *kt_osm_date(struct kt_arena *keep, const char *iso)
{
    static const char *const month[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    char day[11];
    int y, m, d, hour = 0;
    if (!iso || !kt_word_day(iso, day) || sscanf(day, "%4d-%2d-%2d", &y, &m, &d) != 3) return NULL;
    bool utc = strchr(iso, 'T') && iso[strlen(iso) - 1] == 'Z';
    if (utc && sscanf(strchr(iso, 'T'), "T%2d", &hour) == 1 && hour >= 21) {
        bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
        if (++d > days[m - 1] + (leap && m == 2)) d = 1, m++;
        if (m > 12) m = 1, y++;
    }
    return kt_printf(keep, "%04d %s %02d", y, month[m - 1], d);
}
