/* grid: tables of a page: head, hairlines, numbers to the right.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <string.h>

static const double row_h = KT_ROW_UM / 1000.0;

/* A total is marked by its name; its numbers stay as light as the others. */
static enum kt_role role_of(const struct kt_grid *g, size_t r, size_t c)
{
    return g->bold && g->bold[r] && c == 0 ? KT_TABLE_BOLD : KT_TABLE;
}

static double widest(struct kt_canvas *cv, const struct kt_grid *g, size_t c)
{
    double w = kt_text_width(cv, KT_TABLE_HEAD, g->col[c].head);
    for (size_t r = 0; r < g->nrow; r++) {
        w = fmax(w, kt_text_width(cv, role_of(g, r, c), g->cell[r * g->ncol + c]));
    }
    return w;
}

void kt_grid_fit(struct kt_canvas *cv, struct kt_grid *g, double total)
{
    const double gutter = 2.2, least = 1.2;
    double sum = 0;
    for (size_t c = 0; c < g->ncol; c++) sum += g->col[c].w = widest(cv, g, c) + least;
    /* Narrow gutters before a cut name. */
    double wider = fmax(0, fmin(gutter - least, (total - sum) / (double)g->ncol));
    for (size_t c = 0; c < g->ncol; c++) g->col[c].w += wider;
    double spare = total - sum - wider * (double)g->ncol;
    if (spare < 0) g->col[0].w += spare;
    for (size_t c = 0; c < g->ncol && spare > 0; c++) g->col[c].w += spare / (double)g->ncol;
}

bool kt_grid_marked(const struct kt_grid *g)
{
    for (size_t i = 0; i < g->nrow * g->ncol; i++)
        if (strcmp(g->cell[i], "×") == 0 || strcmp(g->cell[i], "–") == 0) return true;
    return false;
}

void kt_grid_note(const struct kt_doc *d, struct kt_canvas *cv, double x, double y)
{
    const char *note = KT_SAY(d->arena, d->lang, table_note_mark, kt_num(d, d->rep->view->k, 0));
    kt_text_as(cv, "P", KT_NOTE_TEXT, KT_LEFT, x, y, KT_TEXT_W, note);
}

static void head(struct kt_canvas *cv, const struct kt_grid *g, double x, double y, double w)
{
    kt_line(cv, x, y, x + w, y, KT_INK, 0.25);
    kt_tag_open(cv, "TR");
    for (size_t c = 0; c < g->ncol; c++) {
        const struct kt_gridcol *col = &g->col[c];
        double at = col->left ? x : x + col->w;
        kt_text_as(cv, "TH", KT_TABLE_HEAD, col->left ? KT_LEFT : KT_RIGHT, at, y + 3.9, col->w - 0.5,
                   col->head);
        x += col->w;
    }
    kt_tag_close(cv, "TR");
}

static void body_row(struct kt_canvas *cv, const struct kt_grid *g, size_t r, double x, double y)
{
    kt_tag_open(cv, "TR");
    for (size_t c = 0; c < g->ncol; c++) {
        const struct kt_gridcol *col = &g->col[c];
        const char *tag = "TD";
        if (c == 0)
            kt_row_head_open(cv), tag = "TH";
        else
            kt_tag_open(cv, tag);
        double at = col->left ? x : x + col->w;
        double base = y + row_h / 2 + kt_cap_height(KT_TABLE) / 2;
        kt_text(cv, role_of(g, r, c), col->left ? KT_LEFT : KT_RIGHT, at, base, col->w - 0.5,
                g->cell[r * g->ncol + c]);
        kt_tag_close(cv, tag);
        x += col->w;
    }
    kt_tag_close(cv, "TR");
}

double kt_grid_draw(struct kt_canvas *cv, const struct kt_grid *g, size_t from, size_t to, double x, double y)
{
    double w = 0;
    for (size_t c = 0; c < g->ncol; c++) w += g->col[c].w;
    kt_tag_open(cv, "Table");
    if (g->title) {
        kt_text_as(cv, "Caption", KT_CHART_TITLE, KT_LEFT, x, y, w, g->title);
        y += 2.5;
    }
    head(cv, g, x, y, w);
    y += 5.8;
    kt_line(cv, x, y, x + w, y, KT_MUTED, 0.15);
    for (size_t r = from; r < to && r < g->nrow; r++) {
        body_row(cv, g, r, x, y);
        y += row_h;
        kt_line(cv, x, y, x + w, y, KT_RULE, 0.1);
    }
    kt_tag_close(cv, "Table");
    return y;
}
