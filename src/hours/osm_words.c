/* Words, numbers and marks of opening_hours, and how a refusal says where it is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "osm_internal.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *word;
    enum osm_kind kind;
    int value;
} known[] = {
    {"PH", OSM_PUBLIC, 0},
    {"SH", OSM_SCHOOL, 0},
    {"open", OSM_STATE, KT_OPEN_YES},
    {"off", OSM_STATE, KT_OPEN_CLOSED},
    {"closed", OSM_STATE, KT_OPEN_CLOSED},
    {"unknown", OSM_STATE, KT_OPEN_UNKNOWN},
    {"week", OSM_WEEK, 0},
    {"easter", OSM_EASTER, 0},
    {"dawn", OSM_SUN, 330},
    {"sunrise", OSM_SUN, 360},
    {"sunset", OSM_SUN, 1080},
    {"dusk", OSM_SUN, 1110},
    {"day", OSM_DAYS, 0},
    {"days", OSM_DAYS, 0},
};
static const char *const weekday[7] = {"monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday"};
static const char *const month[12] = {"january", "february", "march",     "april",   "may",      "june",
                                      "july",    "august",   "september", "october", "november", "december"};

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void osm_blanks(struct osm_value *v)
{
    for (;;) {
        if (*v->p == ' ' || *v->p == '\t')
            v->p++;
        else if (strncmp(v->p, "\xC2\xA0", 2) == 0)
            v->p += 2;
        else
            return;
    }
}

/* A day has two letters or more of its name, a month three. */
static bool begins(const char *name, const char *s, size_t n, size_t least)
{
    return n >= least && n <= strlen(name) && strncasecmp(name, s, n) == 0;
}

struct osm_word osm_peek(const struct osm_value *v)
{
    struct osm_word w = {OSM_NONE, 0, 0};
    while (letter(v->p[w.n])) w.n++;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i].word) == w.n && strncasecmp(known[i].word, v->p, w.n) == 0)
            return (struct osm_word){known[i].kind, known[i].value, w.n};
    for (int i = 0; i < 7; i++)
        if (begins(weekday[i], v->p, w.n, 2)) return (struct osm_word){OSM_WEEKDAY, i, w.n};
    for (int i = 0; i < 12; i++)
        if (begins(month[i], v->p, w.n, 3)) return (struct osm_word){OSM_MONTH, i + 1, w.n};
    return w;
}

bool osm_take(struct osm_value *v, char c)
{
    osm_blanks(v);
    if (*v->p != c) return false;
    v->p++;
    return true;
}

bool osm_dash(struct osm_value *v)
{
    osm_blanks(v);
    bool long_dash = strncmp(v->p, "\xE2\x80\x93", 3) == 0 || strncmp(v->p, "\xE2\x80\x94", 3) == 0;
    if (!long_dash && *v->p != '-') return false;
    v->p += long_dash ? 3 : 1;
    return true;
}

int osm_number(struct osm_value *v)
{
    int value = 0, n = 0;
    osm_blanks(v);
    while (v->p[n] >= '0' && v->p[n] <= '9' && n < 5) value = 10 * value + (v->p[n++] - '0');
    if (n == 0 || n > 4) return -1;
    v->p += n;
    return value;
}

bool osm_refuse(struct osm_value *v, const char *at, const char *why)
{
    size_t characters = 1;
    for (const char *p = v->text; p < at; p++) characters += ((unsigned char)*p & 0xC0) != 0x80;
    v->no->at = characters;
    snprintf(v->no->why, sizeof v->no->why, "%s", why);
    return false;
}

bool osm_refuse_here(struct osm_value *v, const char *wanted)
{
    char why[160];
    osm_blanks(v);
    size_t n = osm_peek(v).n;
    if (!*v->p)
        snprintf(why, sizeof why, "the text ends where %s should stand", wanted);
    else if (n)
        snprintf(why, sizeof why, "\"%.*s\" where %s should stand", (int)(n > 30 ? 30 : n), v->p, wanted);
    else if ((unsigned char)*v->p < 0x80)
        snprintf(why, sizeof why, "\"%c\" where %s should stand", *v->p, wanted);
    else
        snprintf(why, sizeof why, "a strange character where %s should stand", wanted);
    return osm_refuse(v, v->p, why);
}
