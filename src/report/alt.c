/* alt: what stands for a picture when it is heard instead of seen, made from the same figures.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_internal.h"

#include <string.h>

enum { ALT_MAX = 250 }; /* characters */

#define SAY(key, ...) KT_SAY(d->arena, d->lang, key, __VA_ARGS__)

const char *kt_alt_cut(struct kt_arena *a, const char *text)
{
    size_t n = 0, whole = 0;
    for (const char *p = text; *p && n <= ALT_MAX; p++) {
        n += ((unsigned char)*p & 0xc0) != 0x80;
        if (n <= ALT_MAX && *p == '.' && (p[1] == ' ' || !p[1])) whole = (size_t)(p - text) + 1;
    }
    return n <= ALT_MAX || !whole ? text : kt_strndup(a, text, whole);
}

/* The 1-based sheet on which the document's table begins; 0: it has none. */
static size_t table_sheet(const struct kt_doc *d)
{
    struct kt_doc other = *d;
    size_t at = 1;
    other.used = NULL; /* what other pages look at is not on this one */
    for (size_t i = 0; i < d->rep->npage; i++) {
        const struct kt_page *p = d->rep->page[i];
        if (!p->applies(&other)) continue;
        if (p == &kt_table) return at;
        at += p->sheets(&other);
    }
    return 0;
}

/* Range, highest and lowest of a column among the document's rows of a level, in the words of `w`. */
static const char *areas(const struct kt_doc *d, size_t lv, enum kt_word w, const char *what,
                         const char *column)
{
    size_t *row, n = kt_doc_rows(d, lv, &row), most = SIZE_MAX, least = SIZE_MAX;
    struct kt_val hi = {0}, lo = {0};
    for (size_t i = 0; i < n; i++) {
        struct kt_val v = kt_val(d, lv, column, row[i]);
        if (!kt_shown(v)) continue;
        if (most == SIZE_MAX || v.v > hi.v) hi = v, most = row[i];
        if (least == SIZE_MAX || v.v < lo.v) lo = v, least = row[i];
    }
    if (most == SIZE_MAX) return SAY(alt_unknown, what);
    const char *low = kt_val_text(d, lo), *high = kt_val_text(d, hi);
    const char *const arg[] = {what,
                               low,
                               high,
                               kt_printf(d->arena, "%s %s", kt_place(d, lv, most), high),
                               kt_printf(d->arena, "%s %s", kt_place(d, lv, least), low),
                               NULL};
    return kt_say_list(d->arena, d->lang, w, arg);
}

const char *kt_alt_areas(const struct kt_doc *d, size_t level, const char *what, const char *column)
{
    return kt_alt_cut(d->arena, areas(d, level, KT_W_alt_areas, what, column));
}

const char *kt_alt_map(const struct kt_doc *d, const char *what, const char *column, const char *worst)
{
    const char *text = areas(d, d->rep->fine, KT_W_alt_map, what, column);
    if (worst) text = kt_printf(d->arena, "%s %s", text, worst);
    size_t sheet = table_sheet(d);
    if (sheet) text = kt_printf(d->arena, "%s %s", text, SAY(alt_table, kt_num(d, (double)sheet, 0)));
    return kt_alt_cut(d->arena, text);
}

const char *kt_alt_worst(const struct kt_doc *d, const char *column, const struct kt_scale *sc)
{
    size_t lv = d->rep->fine, *row, n = kt_doc_rows(d, lv, &row), in = 0;
    for (size_t i = 0; i < n; i++) {
        struct kt_val v = kt_val(d, lv, column, row[i]);
        in += kt_shown(v) && kt_scale_class(sc, v.v) + 1 == (int)sc->n;
    }
    return SAY(alt_worst, kt_num(d, sc->edge[sc->n - 1], 0), kt_unit_count(d, lv, in, false));
}
