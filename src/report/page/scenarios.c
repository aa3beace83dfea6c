/* scenarios: how many will need support, as a fan; the page stands where a method leaves the years.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart_stats.h>

#include <string.h>

enum { COLUMNS = 4 };
enum { P2_5, P10, P25, P50, P75, P90, P97_5 };
static const char *const quantile[KT_FAN_QUANTILES] = {"p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"};

/* The table `scenarios`: a row for each year, ascending; its quantiles of persons in need. */
static const struct kt_vtable *years(const struct kt_doc *d, size_t column[KT_FAN_QUANTILES])
{
    const struct kt_vtable *t = kt_view_table(d->rep->view, "scenarios");
    if (!t || t->meta->nrow < 2) return NULL;
    for (size_t k = 0; k < KT_FAN_QUANTILES; k++) {
        column[k] = t->meta->ncol;
        for (size_t c = 0; c < t->meta->ncol; c++)
            if (strcmp(t->meta->column[c], quantile[k]) == 0) column[k] = c;
        if (column[k] == t->meta->ncol) return NULL;
    }
    return t;
}

static bool applies(const struct kt_doc *d)
{
    size_t column[KT_FAN_QUANTILES];
    return kt_doc_national(d) && years(d, column) != NULL;
}

/* n × KT_FAN_QUANTILES. */
static const double *values(const struct kt_doc *d)
{
    size_t column[KT_FAN_QUANTILES];
    const struct kt_vtable *t = years(d, column);
    double *v = KT_NEW(d->arena, double, t->meta->nrow *KT_FAN_QUANTILES);
    for (size_t i = 0; i < t->meta->nrow; i++)
        for (size_t k = 0; k < KT_FAN_QUANTILES; k++)
            v[i * KT_FAN_QUANTILES + k] = t->value[i * t->meta->ncol + column[k]];
    return v;
}

static const char *persons(const struct kt_doc *d, double v)
{
    return kt_num(d, kt_rounded(v), 0);
}

/* More or fewer only where the last year's 95 % keep clear of the first year's middle. */
static const char *title(const struct kt_doc *d, const struct kt_vtable *t, const double *v)
{
    size_t n = t->meta->nrow;
    const double *last = v + (n - 1) * KT_FAN_QUANTILES;
    const char *year = t->meta->row[n - 1], *middle = persons(d, last[P50]);
    if (last[P2_5] > v[P50]) return KT_SAY(d->arena, d->lang, sc_more, year, middle);
    if (last[P97_5] < v[P50]) return KT_SAY(d->arena, d->lang, sc_fewer, year, middle);
    return KT_SAY(d->arena, d->lang, sc_open, year, persons(d, last[P2_5]), persons(d, last[P97_5]));
}

static const struct kt_vtable *frame(const struct kt_doc *d, struct kt_canvas *cv)
{
    size_t column[KT_FAN_QUANTILES];
    const struct kt_vtable *t = years(d, column);
    kt_frame(d, cv, KT_SAY0(d->arena, d->lang, page_scenarios), title(d, t, values(d)),
             KT_SAY0(d->arena, d->lang, sc_sub), NULL);
    return t;
}

static struct kt_box fan(const struct kt_doc *d, struct kt_canvas *cv, const struct kt_vtable *t,
                         struct kt_box box)
{
    struct kt_arena *a = d->arena;
    const double *v = values(d), *last = v + (t->meta->nrow - 1) * KT_FAN_QUANTILES;
    struct kt_fan f = {.lang = d->lang,
                       .title = KT_SAY0(a, d->lang, sc_chart),
                       .n = t->meta->nrow,
                       .year = t->meta->row,
                       .quantile = v,
                       .band = {kt_fmt_percent(a, d->lang, 0.95, 0), kt_fmt_percent(a, d->lang, 0.8, 0),
                                kt_fmt_percent(a, d->lang, 0.5, 0)}};
    kt_figure_open(cv, KT_SAY(a, d->lang, sc_open, t->meta->row[t->meta->nrow - 1], persons(d, last[P2_5]),
                              persons(d, last[P97_5])));
    struct kt_box b = kt_fan_draw(cv, &f, box, *a);
    kt_figure_close(cv);
    return b;
}

static void table(const struct kt_doc *d, struct kt_canvas *cv, const struct kt_vtable *t, double y)
{
    struct kt_arena *a = d->arena;
    const double *v = values(d);
    size_t n = t->meta->nrow, fit = (size_t)((KT_CONTENT_END - y - 14) * 1000 / KT_ROW_UM),
           step = (n + fit - 1) / fit, rows = 0;
    struct kt_gridcol col[COLUMNS] = {{KT_SAY0(a, d->lang, sc_year), 0, true},
                                      {KT_SAY0(a, d->lang, sc_middle), 0, false},
                                      {kt_fmt_percent(a, d->lang, 0.5, 0), 0, false},
                                      {kt_fmt_percent(a, d->lang, 0.95, 0), 0, false}};
    const char **cell = KT_NEW(a, const char *, COLUMNS *n);
    for (size_t i = 0; i < n; i += step, rows++) {
        const double *q = v + i * KT_FAN_QUANTILES;
        const char **c = cell + rows * COLUMNS;
        c[0] = t->meta->row[i];
        c[1] = persons(d, q[P50]);
        c[2] = kt_printf(a, "%s–%s", persons(d, q[P25]), persons(d, q[P75]));
        c[3] = kt_printf(a, "%s–%s", persons(d, q[P2_5]), persons(d, q[P97_5]));
    }
    struct kt_grid g = {
        .col = col, .ncol = COLUMNS, .nrow = rows, .cell = cell, .title = KT_SAY0(a, d->lang, sc_chart)};
    kt_grid_fit(cv, &g, KT_TEXT_W);
    kt_grid_draw(cv, &g, 0, rows, KT_MARGIN, y);
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    const struct kt_vtable *t = frame(d, cv);
    struct kt_box b = fan(d, cv, t, (struct kt_box){KT_MARGIN, 58, KT_TEXT_W, 100});
    table(d, cv, t, b.y + b.h + 10);
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    fan(d, cv, frame(d, cv), kt_content(d));
}

const struct kt_page kt_scenarios = {
    "scenarios",
    {{"Mitä on tulossa", "Vad som väntar", "What is to come"}},
    "Persons in need in years to come as a fan of 50, 80 and 95 %.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
