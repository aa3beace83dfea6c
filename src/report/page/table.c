/* table: every row of the document with intervals, over as many sheets as it takes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <string.h>

enum { STRIP_W = 84, STRIP_LEAST = 40, STRIP_GAP = 6 }; /* mm */
#define STRIP_ROW  4.6
#define STRIP_TALL 6.4
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

/* Where the table leaves half a page: the figures behind the order, drawn with their intervals. Few rows stand one
 * chart below the other over the whole width; many, side by side. */
static void strips(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    const struct {
        const char *column, *title;
    } all[] = {{"need_per_1000", KT_SAY0(d->arena, d->lang, strip_need)},
               {"unmet_share", KT_SAY0(d->arena, d->lang, strip_unmet)},
               {"dist_km", KT_SAY0(d->arena, d->lang, di_chart)}};
    size_t pick[2], n = 0, *row, rows = kt_doc_rows(d, d->child, &row);
    double room = KT_CONTENT_END - y - 1;
    if (room < STRIP_LEAST) return;
    for (size_t i = 0; i < sizeof all / sizeof *all && n < 2; i++)
        if (kt_strip_tells(d, all[i].column)) pick[n++] = i;
    bool below = (double)n * (kt_strip_height(rows, STRIP_ROW) + STRIP_GAP) - STRIP_GAP <= room;
    double tall = ((room + STRIP_GAP) / (double)n - kt_strip_height(0, 0) - STRIP_GAP) / (double)rows;
    struct kt_box box = {kt_left(d), y, below ? kt_width(d) : STRIP_W, room};
    for (size_t i = 0; i < n; i++) {
        double row_mm = below ? fmin(STRIP_TALL, tall) : 0;
        struct kt_box b = kt_strip_draw(d, cv, all[pick[i]].column, all[pick[i]].title, box, row_mm);
        if (below)
            box.y += b.h + STRIP_GAP, box.h -= b.h + STRIP_GAP;
        else
            box.x += kt_width(d) - STRIP_W;
    }
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
