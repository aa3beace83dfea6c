/* Facts: their beginning, look-up by code, and how problems with them are told.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "study_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LISTED = 100 };

const double kt_near_outline_m = 20000.0;

void kt_study_init(struct kt_study *st, struct kt_arena *keep, const struct kt_settings *set)
{
    *st = (struct kt_study){.keep = keep, .set = set};
    kt_issues_init(&st->issues, keep);
}

int32_t kt_zone_find(const struct kt_zones *zs, const char *code)
{
    size_t lo = 0, hi = zs->n;
    if (!code) return -1;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (strcmp(zs->code[mid], code) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < zs->n && kt_streq(zs->code[lo], code) ? (int32_t)lo : -1;
}

int32_t kt_zone_find_lenient(const struct kt_zones *zs, const char *code)
{
    int32_t z = kt_zone_find(zs, code);
    if (z >= 0 || !code || !zs->n) return z;
    size_t n = strlen(code), m = strlen(zs->code[0]);
    char padded[16];
    if (n == 0 || n >= m || m >= sizeof padded || strspn(code, "0123456789") != n) return -1;
    memset(padded, '0', m - n);
    memcpy(padded + m - n, code, n + 1);
    return kt_zone_find(zs, padded);
}

int32_t kt_zone_up(const struct kt_study *st, int32_t z, size_t lv)
{
    for (size_t k = 0; k < lv && z >= 0; k++) z = st->level[k].parent[z];
    return z;
}

const double *kt_zone_variable(const struct kt_zones *zones, const char *name)
{
    for (size_t i = 0; i < zones->nvariable; i++)
        if (kt_streq(zones->variable[i], name)) return zones->variable_value[i];
    return NULL;
}

int kt_level_find(const struct kt_study *st, const char *level_id)
{
    for (size_t lv = 0; lv < st->nlevel; lv++)
        if (kt_streq(st->level[lv].level_id, level_id)) return (int)lv;
    return -1;
}

enum kt_status kt_study_refuse(struct kt_study *st, struct kt_err *err, const char *code, const char *file,
                               long row, const char *field, const char *remedy, const char *fmt, ...)
{
    char what[900];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    kt_utf8_scrub(what);
    kt_issues_add(&st->issues, KT_ERROR, code, file ? file : "", row, field ? field : "", what, remedy);
    return kt_fail_at(err, KT_EINPUT, file ? file : "", row, "%s. %s", what, remedy);
}

void kt_tally_put(struct kt_issues *is, struct kt_tally *t, long row, const char *what)
{
    if (t->n++ >= LISTED) return;
    kt_issues_add(is, t->severity, t->code, t->file ? t->file : "", row, t->field, what, t->remedy);
}

void kt_tally_end(struct kt_issues *is, const struct kt_tally *t)
{
    if (t->n <= LISTED) return;
    char what[96];
    snprintf(what, sizeof what, "%zu more rows of the same kind are not listed", t->n - LISTED);
    kt_issues_add(is, t->severity, t->code, t->file ? t->file : "", 0, t->field, what, t->remedy);
}

void kt_tally_add(struct kt_study *st, struct kt_tally *t, long row, const char *fmt, ...)
{
    char what[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    kt_tally_put(&st->issues, t, row, what);
}

void kt_tally_close(struct kt_study *st, const struct kt_tally *t)
{
    kt_tally_end(&st->issues, t);
}

const char *kt_opt_str(const struct kt_study *st, const char *path, const char *dflt)
{
    if (!st->set || !kt_settings_has(st->set, path)) return dflt;
    const char *s = kt_settings_str(st->set, path);
    return *s ? s : dflt;
}

const char *kt_division_codes(struct kt_study *st, const char *then)
{
    const char *path = "study.division_year";
    if (!st->set || !kt_settings_has(st->set, path))
        return kt_printf(st->keep, "Use codes of the study's division%s.", then);
    return kt_printf(st->keep, "Use codes of the division of %ld%s.", kt_settings_int(st->set, path), then);
}

bool kt_opt_bool(const struct kt_study *st, const char *path, bool dflt)
{
    return st->set && kt_settings_has(st->set, path) ? kt_settings_bool(st->set, path) : dflt;
}

void kt_permute(void *v, size_t had, size_t n, size_t size, const size_t *order, struct kt_arena tmp)
{
    if (!v || !n || !size) return;
    char *copy = kt_alloc(&tmp, had, size), *out = v;
    memcpy(copy, v, had * size);
    for (size_t i = 0; i < n; i++) memcpy(out + i * size, copy + order[i] * size, size);
}

static int by_text(const void *pa, const void *pb, void *ctx)
{
    const char *const *key = ctx;
    size_t a = *(const size_t *)pa, b = *(const size_t *)pb;
    int c = strcmp(key[a], key[b]);
    return c ? c : (a > b) - (a < b);
}

void kt_order_text(const char *const *key, size_t n, size_t *order)
{
    for (size_t i = 0; i < n; i++) order[i] = i;
    if (n > 1) qsort_r(order, n, sizeof *order, by_text, (void *)(uintptr_t)key);
}
