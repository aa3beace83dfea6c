/* table: every row of the document with intervals, over as many sheets as it takes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart.h>

#include <string.h>

enum { STRIP_W = 84, STRIP_LEAST = 40 }; /* mm */
enum { FULL_COLUMNS = 8, FIRST_Y = 58, NOTE_ROOM = 12 };

static struct kt_gridcol *columns(const struct kt_doc *d, size_t level)
{
    struct kt_arena *a = d->arena;
    enum kt_lang l = d->lang;
    struct kt_gridcol c[FULL_COLUMNS] = {
        {kt_unit(d, level, KT_U_HEAD), 0, true},
        {KT_SAY0(a, l, th_population), 0, false},
        {KT_SAY0(a, l, th_need), 0, false},
        {KT_SAY0(a, l, th_hours), 0, false},
        {KT_SAY0(a, l, th_km), 0, false},
        {KT_SAY(a, l, th_far, kt_limit(d, d->rep->far)), 0, false},
        {KT_SAY0(a, l, th_unmet_share), 0, false},
        {KT_SAY(a, l, th_rank_of, kt_num(d, (double)d->rep->study->level[level].n, 0)), 0, false},
    };
    struct kt_gridcol *out = KT_NEW(a, struct kt_gridcol, FULL_COLUMNS);
    memcpy(out, c, sizeof c);
    return out;
}

/* One row of texts; the rank only among rows of the table's own level. */
static void fill_row(const struct kt_doc *d, size_t level, size_t row, bool ranked, const char **cell)
{
    struct kt_val hours = kt_val(d, level, "hours_week", row), far = kt_val(d, level, "far_share", row);
    cell[0] = kt_place(d, level, row);
    cell[1] = kt_val_text(d, kt_val(d, level, "population", row));
    cell[2] = kt_val_range(d, kt_val(d, level, "need", row));
    cell[3] = kt_shown(hours) ? kt_num(d, hours.v, 0) : kt_val_text(d, hours);
    cell[4] = kt_val_text(d, kt_val(d, level, "dist_km", row));
    cell[5] = kt_shown(far) ? kt_pct(d, far.v) : kt_val_text(d, far);
    cell[6] = kt_val_range(d, kt_val(d, level, "unmet_share", row));
    cell[7] = ranked ? kt_val_range(d, kt_val(d, level, "rank", row)) : "";
}

static size_t rows_per_sheet(void)
{
    return (size_t)((KT_CONTENT_END - NOTE_ROOM - FIRST_Y - 5.8) * 1000 / KT_ROW_UM);
}

/* The document's own total stands on top of its rows. */
static size_t sheets(const struct kt_doc *d)
{
    size_t *row, n = kt_doc_rows(d, d->child, &row) + 1, per = rows_per_sheet();
    return (n + per - 1) / per;
}

/* The rows by one column with their intervals, against the document's own value. */
static void strip(const struct kt_doc *d, struct kt_canvas *cv, const char *column, const char *title,
                  struct kt_box box)
{
    struct kt_arena *a = d->arena;
    size_t *row, n = kt_doc_ranked(d, d->child, column, &row);
    const char **name = KT_NEW(a, const char *, n);
    double *value = KT_NEW(a, double, n), *lo = KT_NEW(a, double, n), *hi = KT_NEW(a, double, n);
    uint8_t *mark = KT_NEW(a, uint8_t, n);
    int *cls = KT_NEW(a, int, n);
    static const uint32_t navy[1] = {KT_NAVY};
    enum kt_kind kind = KT_K_INDEX;
    for (size_t i = 0; i < n; i++) {
        struct kt_val v = kt_val(d, d->child, column, row[i]);
        name[i] = kt_place(d, d->child, row[i]);
        value[i] = v.v;
        lo[i] = v.lo;
        hi[i] = v.hi;
        mark[i] = (uint8_t)v.mark;
        kind = v.kind;
    }
    struct kt_dots dots = {.lang = d->lang,
                           .kind = kind,
                           .title = title,
                           .n = n,
                           .name = name,
                           .value = value,
                           .lower = lo,
                           .upper = hi,
                           .mark = mark,
                           .cls = cls,
                           .fill = navy,
                           .nation = kt_val(d, d->level, column, d->zone).v,
                           .nation_label = kt_place(d, d->level, d->zone)};
    kt_dots_draw(cv, &dots, box, *a);
}

/* Do the rows differ at all? A column of equal dots tells nothing. */
static bool differs(const struct kt_doc *d, const char *column)
{
    size_t *row, n = kt_doc_rows(d, d->child, &row);
    double lo = INFINITY, hi = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        lo = fmin(lo, kt_val(d, d->child, column, row[i]).v);
        hi = fmax(hi, kt_val(d, d->child, column, row[i]).v);
    }
    return hi > lo;
}

/* Where the table leaves half a page: the two rates behind the order, drawn with their intervals. */
static void strips(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    const struct kt_view *v = d->rep->view;
    if (KT_CONTENT_END - y < STRIP_LEAST || !kt_view_find(v, (int)d->child, "need_per_1000") ||
        !kt_view_find(v, (int)d->child, "unmet_share"))
        return;
    struct kt_box box = {kt_left(d), y, STRIP_W, KT_CONTENT_END - y - 1};
    strip(d, cv, "need_per_1000", KT_SAY0(d->arena, d->lang, strip_need), box);
    box.x += kt_width(d) - STRIP_W;
    if (differs(d, "unmet_share")) strip(d, cv, "unmet_share", KT_SAY0(d->arena, d->lang, strip_unmet), box);
}

/* The document's own row, then the others from the largest gap. */
static struct kt_grid rows(const struct kt_doc *d)
{
    size_t *row, n = kt_doc_ranked(d, d->child, "rank", &row);
    struct kt_grid g = {.nrow = n + 1, .ncol = FULL_COLUMNS, .col = columns(d, d->child)};
    const char **cell = KT_NEW(d->arena, const char *, g.nrow *g.ncol);
    uint8_t *bold = KT_NEW(d->arena, uint8_t, g.nrow);
    bold[0] = 1;
    fill_row(d, d->level, d->zone, false, cell);
    for (size_t i = 0; i < n; i++) fill_row(d, d->child, row[i], true, cell + (i + 1) * g.ncol);
    g.cell = cell;
    g.bold = bold;
    return g;
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv)
{
    kt_frame(d, cv, KT_SAY0(d->arena, d->lang, page_table), kt_find_table(d),
             KT_SAY0(d->arena, d->lang, table_sub), NULL);
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    struct kt_grid g = rows(d);
    frame(d, cv);
    kt_grid_fit(cv, &g, KT_TEXT_W);
    size_t per = rows_per_sheet();
    double y = kt_grid_draw(cv, &g, part * per, (part + 1) * per, KT_MARGIN, FIRST_Y);
    kt_grid_note(d, cv, KT_MARGIN, y + 4.6);
    kt_text_as(cv, "P", KT_NOTE_TEXT, KT_LEFT, KT_MARGIN, y + 8.4, KT_TEXT_W,
               KT_SAY0(d->arena, d->lang, table_note_file));
    if ((part + 1) * per >= g.nrow && g.nrow > 2) strips(d, cv, y + 16);
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_grid g = rows(d);
    struct kt_box c = kt_content(d);
    size_t fit = (size_t)((c.h - 8) * 1000 / KT_ROW_UM);
    frame(d, cv);
    kt_grid_fit(cv, &g, c.w);
    double y = kt_grid_draw(cv, &g, 0, fit, c.x, c.y);
    if (g.nrow > fit)
        kt_text_as(cv, "P", KT_NOTE_TEXT, KT_LEFT, c.x, y + 4, c.w, KT_SAY0(d->arena, d->lang, slide_more));
}

const struct kt_page kt_table = {
    "table",
    {{"Alueiden luvut", "Områdenas siffror", "Figures by area"}},
    "Every area with its figures and intervals, from the largest gap to the smallest.",
    kt_page_always,
    sheets,
    draw,
    slide,
};
