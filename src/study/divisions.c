/* The table of divisions: read once from the text that the library carries.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "names_internal.h"

#include <katve/divisions.h>

#include <stdlib.h>
#include <string.h>

__asm__(".pushsection .rodata\n"
        "kt_divisions_csv:\n"
        ".incbin \"geodata/divisions.csv\"\n"
        ".byte 0\n"
        ".popsection\n");
extern const char kt_divisions_csv[];

enum { DATE, KIND, MUNICIPALITY, FROM, TO, NAME_FROM, NAME_TO, SHARE, SOURCE, NFIELD };

/* Cuts a line at its commas; the last field takes the rest. */
static bool fields_of(char *line, char *field[NFIELD])
{
    for (int f = 0; f < NFIELD; f++) {
        field[f] = line;
        char *comma = f + 1 < NFIELD ? strchr(line, ',') : NULL;
        if (f + 1 < NFIELD && !comma) return false;
        if (comma) *comma = '\0', line = comma + 1;
    }
    return true;
}

static bool digits(const char *s, size_t n)
{
    return strlen(s) == n && strspn(s, "0123456789") == n;
}

static bool change_of(char *line, struct kt_change *c)
{
    char *f[NFIELD];
    double share;
    if (!fields_of(line, f) || strlen(f[DATE]) != 10 || strcmp(f[DATE] + 4, "-01-01") != 0) return false;
    *c = (struct kt_change){.year = atoi(f[DATE]),
                            .municipality = f[MUNICIPALITY],
                            .from = f[FROM],
                            .to = f[TO],
                            .name_from = f[NAME_FROM],
                            .name_to = f[NAME_TO],
                            .source = f[SOURCE],
                            .share = NAN};
    if (kt_parse_num(f[SHARE], &share) && share > 0.0 && share < 1.0) c->share = share;
    bool region = kt_streq(f[KIND], "region");
    c->kind = region ? KT_CHANGE_REGION : kt_streq(f[KIND], "code") ? KT_CHANGE_CODE : KT_CHANGE_MERGER;
    return (region || c->kind == KT_CHANGE_CODE || kt_streq(f[KIND], "merger")) && c->year > 1900 &&
           digits(c->municipality, 3) && digits(c->from, region ? 2 : 3) && digits(c->to, region ? 2 : 3) &&
           !kt_streq(c->from, c->to);
}

static int by_year(const void *pa, const void *pb)
{
    const struct kt_change *a = pa, *b = pb;
    if (a->year != b->year) return a->year < b->year ? -1 : 1;
    return strcmp(a->municipality, b->municipality);
}

struct kt_divisions kt_divisions_read(const char *csv, struct kt_arena *keep, size_t *nbad)
{
    char *text = kt_strdup(keep, csv ? csv : kt_divisions_csv), *save = NULL;
    size_t lines = 1, n = 0, bad = 0;
    for (const char *p = text; *p; p++) lines += *p == '\n';
    struct kt_change *all = KT_NEW(keep, struct kt_change, lines);
    bool heading = true;
    for (char *line = strtok_r(text, "\r\n", &save); line; line = strtok_r(NULL, "\r\n", &save)) {
        if (heading)
            heading = false;
        else if (change_of(line, &all[n]))
            n++;
        else
            bad++;
    }
    if (n > 1) qsort(all, n, sizeof *all, by_year);
    if (nbad) *nbad = bad;
    return (struct kt_divisions){n, all};
}

/* The change that ends a code after `year`, up to `until`; NULL when it goes on. */
static const struct kt_change *next_change(const struct kt_divisions *d, const char *code, int after,
                                           int until)
{
    for (size_t i = 0; i < d->n; i++) {
        const struct kt_change *c = &d->change[i];
        if (c->kind != KT_CHANGE_REGION && c->year >= after && c->year <= until && kt_streq(c->from, code))
            return c;
    }
    return NULL;
}

const char *kt_division_code(const struct kt_divisions *d, const char *code, int year)
{
    int after = 0;
    size_t steps = 0; /* a table in a ring must not hang */
    for (const struct kt_change *c; steps++ <= d->n && (c = next_change(d, code, after, year));)
        code = c->to, after = c->year;
    return code;
}

const char *kt_division_ended(const struct kt_divisions *d, const char *name)
{
    char key[KT_NAME_MAX], other[KT_NAME_MAX];
    kt_name_key(name, key);
    for (size_t i = 0; i < d->n && *key; i++) {
        if (d->change[i].kind != KT_CHANGE_MERGER) continue;
        kt_name_key(d->change[i].name_from, other);
        if (strcmp(key, other) == 0) return d->change[i].from;
    }
    return NULL;
}

int32_t kt_division_zone(const struct kt_divisions *d, const struct kt_zones *zs, const char *code,
                         const struct kt_change **last)
{
    int after = 0;
    int32_t z = kt_zone_find(zs, code);
    *last = NULL;
    for (size_t steps = 0; z < 0 && steps <= d->n; steps++) {
        const struct kt_change *c = next_change(d, code, after, 9999);
        if (!c) return -1;
        *last = c;
        code = c->to, after = c->year;
        z = kt_zone_find(zs, code);
    }
    return z;
}
