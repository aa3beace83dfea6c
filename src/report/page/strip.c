/* strip: the rows of a document by one column with their intervals, as pages draw them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart.h>

bool kt_strip_tells(const struct kt_doc *d, const char *column)
{
    size_t *row, n = kt_doc_rows(d, d->child, &row);
    double lo = INFINITY, hi = -INFINITY;
    if (d->child == d->level || !kt_view_find(d->rep->view, (int)d->child, column)) return false;
    for (size_t i = 0; i < n; i++) {
        lo = fmin(lo, kt_val(d, d->child, column, row[i]).v);
        hi = fmax(hi, kt_val(d, d->child, column, row[i]).v);
    }
    return hi > lo;
}

double kt_strip_height(size_t rows, double row)
{
    return 9 + (double)rows * row;
}

struct kt_dots kt_strip_of(const struct kt_doc *d, size_t level, const char *column, const size_t *row,
                           size_t n)
{
    static const uint32_t navy[1] = {KT_NAVY};
    struct kt_arena *a = d->arena;
    const char **name = KT_NEW(a, const char *, n);
    double *value = kt_doubles(a, n, NAN), *lo = kt_doubles(a, n, NAN), *hi = kt_doubles(a, n, NAN);
    uint8_t *mark = KT_NEW(a, uint8_t, n);
    for (size_t i = 0; i < n; i++) {
        struct kt_val v = kt_val(d, level, column, row[i]);
        bool estimate = v.kind == KT_K_PERSONS && isfinite(v.lo);
        name[i] = kt_place(d, level, row[i]);
        value[i] = estimate ? kt_rounded(v.v) : v.v;
        lo[i] = v.lo;
        hi[i] = v.hi;
        mark[i] = (uint8_t)v.mark;
    }
    return (struct kt_dots){.lang = d->lang,
                            .n = n,
                            .name = name,
                            .value = value,
                            .lower = lo,
                            .upper = hi,
                            .mark = mark,
                            .cls = KT_NEW(a, int, n),
                            .fill = navy};
}

struct kt_box kt_strip_draw(const struct kt_doc *d, struct kt_canvas *cv, const char *column,
                            const char *title, struct kt_box box, double row_mm)
{
    size_t *row, n = kt_doc_ranked(d, d->child, column, &row);
    struct kt_val all = kt_val(d, d->level, column, d->zone);
    struct kt_dots dots = kt_strip_of(d, d->child, column, row, n);
    dots.kind = all.kind;
    dots.title = title;
    dots.row = row_mm;
    /* A total among its parts would leave them no room. */
    dots.nation = all.kind == KT_K_PERSONS ? (double)NAN : all.v;
    dots.nation_label = kt_place(d, d->level, d->zone);
    return kt_dots_draw(cv, &dots, box, *d->arena);
}
