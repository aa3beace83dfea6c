/* equity: how unevenly support is within reach, for the whole country and region by region.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart_stats.h>

#include <string.h>

enum { COLUMNS = 5, SECOND_X = 88, SIDE = 60, SIDE_SLIDE = 54 };

static size_t column_of(const struct kt_vtable *t, const char *name)
{
    for (size_t c = 0; t && c < t->meta->ncol; c++)
        if (strcmp(t->meta->column[c], name) == 0) return c;
    return SIZE_MAX;
}

static double cell(const struct kt_vtable *t, const char *row, const char *column)
{
    size_t c = column_of(t, column);
    for (size_t i = 0; t && c != SIZE_MAX && i < t->meta->nrow; i++)
        if (strcmp(t->meta->row[i], row) == 0) return t->value[i * t->meta->ncol + c];
    return NAN;
}

static const struct kt_vtable *table_of(const struct kt_doc *d, const char *name)
{
    return kt_doc_table(d, name);
}

static bool applies(const struct kt_doc *d)
{
    return kt_doc_national(d) && isfinite(cell(table_of(d, "lorenz"), "50", "access"));
}

/* "0,65 (0,63–0,68)" */
static const char *with_interval(const struct kt_doc *d, double v, double lo, double hi)
{
    if (!isfinite(v)) return "–";
    const char *s = kt_num(d, v, 2);
    /* A dash between two minus signs reads badly. */
    const char *to = lo < 0 ? "…" : "–";
    return isfinite(lo) ? kt_printf(d->arena, "%s (%s%s%s)", s, kt_num(d, lo, 2), to, kt_num(d, hi, 2)) : s;
}

static const char *figure(const struct kt_doc *d, const char *row)
{
    const struct kt_vtable *t = table_of(d, "inequality");
    return with_interval(d, cell(t, row, "value"), cell(t, row, "lower"), cell(t, row, "upper"));
}

static struct kt_box curve(const struct kt_doc *d, struct kt_canvas *cv, const char *column,
                           const char *title, const char *y_title, double x, double y)
{
    const struct kt_vtable *t = table_of(d, "lorenz");
    size_t c = column_of(t, column), n = t->meta->nrow;
    double *persons = KT_NEW(d->arena, double, n), *share = KT_NEW(d->arena, double, n);
    if (c == SIZE_MAX) return (struct kt_box){x, y, 0, 0};
    for (size_t i = 0; i < n; i++) {
        persons[i] = t->value[i * t->meta->ncol];
        share[i] = t->value[i * t->meta->ncol + c];
    }
    struct kt_lorenz_curve chart = {.lang = d->lang,
                                    .title = title,
                                    .x_title = KT_SAY0(d->arena, d->lang, eq_axis_people),
                                    .y_title = y_title,
                                    .equality = KT_SAY0(d->arena, d->lang, eq_line),
                                    .n = n,
                                    .persons = persons,
                                    .share = share,
                                    .side = d->slides ? SIDE_SLIDE : SIDE};
    const char *half = kt_pct(d, cell(t, "50", column));
    kt_figure_open(cv, KT_SAY(d->arena, d->lang, eq_alt, title, half));
    struct kt_box b = kt_lorenz_draw(cv, &chart, x, y, *d->arena);
    kt_figure_close(cv);
    return b;
}

/* What the figures say, in words. */
static double words(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    struct kt_arena *a = d->arena;
    enum kt_lang l = d->lang;
    double between = cell(table_of(d, "inequality_parts"), "access theil_t", "share_between");
    double c = cell(table_of(d, "inequality"), "access concentration", "value");
    double lo = cell(table_of(d, "inequality"), "access concentration", "lower");
    double hi = cell(table_of(d, "inequality"), "access concentration", "upper");
    const char *text = "";
    if (isfinite(between)) text = KT_SAY(a, l, eq_between, kt_pct(d, between), kt_pct(d, 1 - between));
    /* A tilt that its interval does not bear is not told. */
    if (isfinite(c) && lo > 0)
        text = kt_printf(a, "%s %s", text, KT_SAY(a, l, eq_pro_need, with_interval(d, c, lo, hi)));
    if (isfinite(c) && hi < 0)
        text = kt_printf(a, "%s %s", text, KT_SAY(a, l, eq_anti_need, with_interval(d, c, lo, hi)));
    text = kt_printf(a, "%s %s", text, KT_SAY0(a, l, eq_definition));
    return y + kt_para_as(cv, "P", KT_BODY, kt_left(d), y, kt_width(d), text).h;
}

static void regions(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    struct kt_arena *a = d->arena;
    size_t lv = d->child, *row, n = kt_doc_ranked(d, lv, "gini_access", &row);
    size_t fit = (size_t)fmax(1, (KT_CONTENT_END - y - 12) * 1000 / KT_ROW_UM);
    if (n > fit) n = fit;
    struct kt_gridcol col[COLUMNS] = {{kt_unit(d, lv, KT_U_HEAD), 0, true},
                                      {KT_SAY0(a, d->lang, th_need), 0, false},
                                      {KT_SAY0(a, d->lang, eq_th_access), 0, false},
                                      {KT_SAY0(a, d->lang, eq_th_distance), 0, false},
                                      {KT_SAY0(a, d->lang, eq_th_concentration), 0, false}};
    static const char *const column[] = {"gini_access", "gini_distance", "concentration_access"};
    const char **text = KT_NEW(a, const char *, COLUMNS *n);
    for (size_t i = 0; i < n; i++) {
        const char **c = text + i * COLUMNS;
        c[0] = kt_place(d, lv, row[i]);
        c[1] = kt_val_range(d, kt_val(d, lv, "need", row[i]));
        for (size_t k = 0; k < 3; k++) {
            struct kt_val v = kt_val(d, lv, column[k], row[i]);
            c[2 + k] = kt_shown(v) ? with_interval(d, v.v, v.lo, v.hi) : kt_val_text(d, v);
        }
    }
    struct kt_grid g = {
        .col = col, .ncol = COLUMNS, .nrow = n, .cell = text, .title = KT_SAY0(a, d->lang, eq_table)};
    kt_grid_fit(cv, &g, kt_width(d));
    y = kt_grid_draw(cv, &g, 0, n, kt_left(d), y);
    if (kt_grid_marked(&g)) kt_grid_note(d, cv, kt_left(d), y + 3.6);
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv)
{
    const char *half = kt_pct(d, cell(table_of(d, "lorenz"), "50", "access"));
    kt_frame(d, cv, KT_SAY0(d->arena, d->lang, page_equity), KT_SAY(d->arena, d->lang, eq_title, half),
             KT_SAY0(d->arena, d->lang, eq_sub), NULL);
}

/* Of hours and of distance, side by side; returns the bottom. */
static double curves(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    struct kt_arena *a = d->arena;
    struct kt_box b = curve(d, cv, "access", KT_SAY(a, d->lang, eq_chart_access, figure(d, "access gini")),
                            KT_SAY0(a, d->lang, eq_axis_access), kt_left(d), y);
    curve(d, cv, "dist_km", KT_SAY(a, d->lang, eq_chart_distance, figure(d, "dist_km gini")),
          KT_SAY0(a, d->lang, eq_axis_distance), kt_left(d) + SECOND_X, y);
    return b.y + b.h;
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    frame(d, cv);
    double y = words(d, cv, curves(d, cv, 58) + 5);
    regions(d, cv, y + 8);
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    frame(d, cv);
    curves(d, cv, kt_content(d).y);
}

const struct kt_page kt_equity = {
    "equity",
    {{"Eriarvoisuus", "Ojämlikhet", "Inequality"}},
    "Lorenz curves of hours within reach and of distance, the Gini of every region, between and within.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
