/* Asking for settings by path.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct kt_entry *find(const struct kt_settings *s, const char *path)
{
    size_t lo = 0, hi = s->n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int c = strcmp(s->by_path[mid]->path, path);
        if (c == 0) return s->by_path[mid];
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

/* A caller that asks for what the schema lacks is a bug, to be met in its first test. */
static _Noreturn void bug(const char *path, const char *why)
{
    fprintf(stderr, "katve: bug: setting '%s' %s\n", path, why);
    abort();
}

static const struct kt_entry *need(const struct kt_settings *s, const char *path)
{
    const struct kt_entry *e = find(s, path);
    if (!e) bug(path, "is in no schema");
    return e;
}

static const struct kt_entry *need_item(const struct kt_settings *s, const char *path, size_t i)
{
    const struct kt_entry *e = need(s, path);
    if (i >= e->n || !e->item) bug(path, "is asked for an item that it lacks");
    return e;
}

static double number(const struct kt_settings *s, const char *path)
{
    const struct kt_entry *e = need(s, path);
    if (!e->param || e->param->type > KT_T_BOOL) bug(path, "is no number");
    return e->num;
}

bool kt_settings_has(const struct kt_settings *s, const char *path)
{
    const struct kt_entry *e = find(s, path);
    return e && e->present;
}

bool kt_settings_given(const struct kt_settings *s, const char *path)
{
    const struct kt_entry *e = find(s, path);
    return e && e->given;
}

double kt_settings_num(const struct kt_settings *s, const char *path)
{
    return number(s, path);
}

long kt_settings_int(const struct kt_settings *s, const char *path)
{
    double v = number(s, path);
    return isnan(v) ? 0 : (long)v;
}

bool kt_settings_bool(const struct kt_settings *s, const char *path)
{
    return number(s, path) > 0; /* absent (NaN) is no */
}

const char *kt_settings_str(const struct kt_settings *s, const char *path)
{
    return need(s, path)->str;
}

size_t kt_settings_len(const struct kt_settings *s, const char *path)
{
    return need(s, path)->n;
}

double kt_settings_num_at(const struct kt_settings *s, const char *path, size_t i)
{
    const struct kt_entry *e = need_item(s, path, i);
    if (!e->nums) bug(path, "is no list of numbers");
    return e->nums[i];
}

const char *kt_settings_str_at(const struct kt_settings *s, const char *path, size_t i)
{
    return need_item(s, path, i)->item[i];
}

const char *kt_settings_map_key(const struct kt_settings *s, const char *path, size_t i)
{
    const struct kt_entry *e = need_item(s, path, i);
    if (!e->key) bug(path, "is no map");
    return e->key[i];
}

const char *kt_settings_map_value(const struct kt_settings *s, const char *path, size_t i)
{
    const struct kt_entry *e = need_item(s, path, i);
    if (!e->key) bug(path, "is no map");
    return e->item[i];
}

long kt_settings_line(const struct kt_settings *s, const char *path)
{
    return need(s, path)->line;
}

const char *kt_settings_file(const struct kt_settings *s)
{
    return s->file;
}

const char *kt_settings_dir(const struct kt_settings *s)
{
    return s->dir;
}

void kt_settings_each(const struct kt_settings *s,
                      void (*f)(void *ctx, const char *path, const char *value, bool given), void *ctx)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->entry[i].param) f(ctx, s->entry[i].path, s->entry[i].text, s->entry[i].given);
}
