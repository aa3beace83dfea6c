/* view_tables: the gate for findings that are no columns. Coarser than for columns: it knows no sums
 * between tables, so a small count takes its whole row with it, and a row beside it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "result/view_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_NAME = 31 }; /* of a sheet */

static double to_digits(double v, int digits)
{
    char buf[40];
    if (!isfinite(v)) return NAN;
    snprintf(buf, sizeof buf, "%.*e", digits - 1, v);
    return strtod(buf, NULL) + 0.0;
}

static double shown_value(double v, enum kt_kind kind)
{
    if (kind == KT_K_INDEX) return to_digits(v, 6);
    if (kind == KT_K_PROB && fabs(v) < 1e-3) return to_digits(v, 2);
    return kt_view_rounded(v, kt_kind_decimals(kind));
}

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && strcmp(s + n - m, end) == 0;
}

static bool is_interval_end(const char *column)
{
    return kt_streq(column, "lower") || kt_streq(column, "upper") || ends_with(column, "_lower") ||
           ends_with(column, "_upper");
}

static bool counts_people(const struct kt_table *t, size_t c)
{
    return t->kind[c] == KT_K_PERSONS && !is_interval_end(t->column[c]);
}

/* Row with the smallest count in column c that is still shown; nrow when there is none. */
static size_t smallest_shown(const struct kt_table *t, size_t c, const uint8_t *mark)
{
    size_t best = t->nrow;
    for (size_t i = 0; i < t->nrow; i++) {
        double v = t->value[i * t->ncol + c];
        if (mark[i] != KT_SHOWN || !(v > 0)) continue;
        if (best == t->nrow || v < t->value[best * t->ncol + c]) best = i;
    }
    return best;
}

/* Hides rows until what column c lacks is made of two counts and of k persons; returns how many. */
static size_t cover(const struct kt_table *t, size_t c, double k, uint8_t *mark)
{
    for (size_t added = 0;; added++) {
        size_t nhidden = 0;
        double hidden = 0;
        for (size_t i = 0; i < t->nrow; i++) {
            double v = t->value[i * t->ncol + c];
            if (mark[i] != KT_SUPPRESSED || !(v > 0)) continue;
            nhidden++;
            hidden += v;
        }
        if (nhidden == 0 || (nhidden >= 2 && hidden >= k)) return added;
        size_t next = smallest_shown(t, c, mark);
        if (next == t->nrow) return added;
        mark[next] = KT_SUPPRESSED;
    }
}

static void suppress(struct kt_view *v, const struct kt_table *t, uint8_t *mark)
{
    for (size_t c = 0; c < t->ncol; c++) {
        for (size_t i = 0; counts_people(t, c) && i < t->nrow; i++) {
            double count = t->value[i * t->ncol + c];
            if (!(count > 0 && count < v->k) || mark[i] == KT_SUPPRESSED) continue;
            mark[i] = KT_SUPPRESSED;
            v->nsuppressed_primary++;
        }
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t c = 0; c < t->ncol; c++) {
            size_t more = counts_people(t, c) ? cover(t, c, v->k, mark) : 0;
            v->nsuppressed_secondary += more;
            changed = changed || more > 0;
        }
    }
}

static struct kt_vtable show_table(struct kt_view *v, const struct kt_table *t, struct kt_arena *keep)
{
    double *value = kt_doubles(keep, t->nrow * t->ncol, NAN);
    uint8_t *mark = KT_NEW(keep, uint8_t, t->nrow);
    for (size_t i = 0; i < t->nrow; i++) {
        mark[i] = KT_MISSING;
        for (size_t c = 0; c < t->ncol; c++)
            if (isfinite(t->value[i * t->ncol + c])) mark[i] = KT_SHOWN;
    }
    suppress(v, t, mark);
    for (size_t i = 0; i < t->nrow; i++)
        for (size_t c = 0; mark[i] == KT_SHOWN && c < t->ncol; c++)
            value[i * t->ncol + c] = shown_value(t->value[i * t->ncol + c], t->kind[c]);
    return (struct kt_vtable){.meta = t, .value = value, .mark = mark};
}

static bool good_name(const char *s)
{
    size_t n = strlen(s);
    return n > 0 && n <= LONGEST_NAME && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == n;
}

enum kt_status kt_view_tables(struct kt_view *v, struct kt_arena *keep, struct kt_err *err)
{
    const struct kt_result *r = v->result;
    v->table = KT_NEW(keep, struct kt_vtable, r->ntable);
    for (size_t i = 0; i < r->ntable; i++) {
        const char *name = r->table[i].name;
        if (!good_name(name)) return kt_fail(err, KT_EFAULT, "table '%s': no name for a file", name);
        if (kt_view_table(v, name)) return kt_fail(err, KT_EFAULT, "two tables are called %s", name);
        v->table[v->ntable++] = show_table(v, &r->table[i], keep);
    }
    return KT_OK;
}

const struct kt_vtable *kt_view_table(const struct kt_view *v, const char *name)
{
    for (size_t i = 0; i < v->ntable; i++)
        if (strcmp(v->table[i].meta->name, name) == 0) return &v->table[i];
    return NULL;
}
