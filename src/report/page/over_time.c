/* over_time: what has changed since an earlier run, told only where the intervals of both bear it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart_areas.h>

enum { COLUMNS = 4, DUMBBELL_LEAST = 24, SAY_H = 60, SLIDE_SAY = 62, SAID_MOST = 4 };
#define SPOKEN_KM 1.0
static const char *const main_figure = "dist_km";

/* Measures of the document's own area that both runs tell. */
static size_t both(const struct kt_doc *d, struct kt_measure out[KT_MEASURES_MAX])
{
    struct kt_measure m[KT_MEASURES_MAX];
    size_t all = kt_measures_shown(d, kt_doc_national(d) ? d->child : d->level, m), n = 0;
    for (size_t i = 0; i < all; i++)
        if (kt_shown(kt_earlier(d, d->level, m[i].column, d->zone)) &&
            kt_shown(kt_val(d, d->level, m[i].column, d->zone)))
            out[n++] = m[i];
    return n;
}

static bool applies(const struct kt_doc *d)
{
    struct kt_measure m[KT_MEASURES_MAX];
    return both(d, m) > 0;
}

static size_t changed(const struct kt_doc *d, const struct kt_measure *m, size_t n)
{
    size_t sure = 0;
    for (size_t i = 0; i < n; i++)
        sure += kt_direction(d, kt_earlier(d, d->level, m[i].column, d->zone),
                             kt_val(d, d->level, m[i].column, d->zone)) != 0;
    return sure;
}

static double table(const struct kt_doc *d, struct kt_canvas *cv, const struct kt_measure *m, size_t n,
                    struct kt_box box)
{
    struct kt_arena *a = d->arena;
    const char *const none[] = {NULL};
    struct kt_gridcol col[COLUMNS] = {{KT_SAY0(a, d->lang, ot_th_figure), 0, true},
                                      {KT_SAY0(a, d->lang, ot_th_then), 0, false},
                                      {KT_SAY0(a, d->lang, ot_th_now), 0, false},
                                      {KT_SAY0(a, d->lang, ot_th_change), 0, false}};
    const char **cell = KT_NEW(a, const char *, COLUMNS *n);
    for (size_t i = 0; i < n; i++) {
        const char **c = cell + i * COLUMNS;
        struct kt_val then = kt_earlier(d, d->level, m[i].column, d->zone),
                      now = kt_val(d, d->level, m[i].column, d->zone);
        c[0] = kt_say_list(a, d->lang, m[i].word, none);
        c[1] = kt_val_range(d, then);
        c[2] = kt_val_range(d, now);
        int way = kt_direction(d, then, now);
        c[3] = way || !d->slides ? kt_verdict(d, way) : KT_SAY0(a, d->lang, ot_unsure);
    }
    struct kt_grid g = {
        .col = col, .ncol = COLUMNS, .nrow = n, .cell = cell, .title = KT_SAY0(a, d->lang, ot_table)};
    kt_grid_fit(cv, &g, box.w);
    return kt_grid_draw(cv, &g, 0, n, box.x, box.y);
}

/* ---- read aloud ---- */

/* A figure with its unit in words fit for a sentence. */
static const char *aloud(const struct kt_doc *d, struct kt_val v)
{
    const char *text = kt_val_text(d, v);
    return v.kind == KT_K_KM ? kt_printf(d->arena, "%s\u00a0km", text) : text;
}

/* The row of the document whose way to support has changed most, which counting makes certain; no word of metres. */
static const char *say_most(const struct kt_doc *d)
{
    size_t *row, n = kt_doc_rows(d, d->child, &row), most = 0;
    double change = 0;
    for (size_t i = 0; i < n; i++) {
        struct kt_val then = kt_earlier(d, d->child, main_figure, row[i]),
                      now = kt_val(d, d->child, main_figure, row[i]);
        if (!kt_shown(then) || !kt_shown(now) || !kt_direction(d, then, now)) continue;
        if (fabs(now.v - then.v) <= fabs(change)) continue;
        change = now.v - then.v;
        most = row[i];
    }
    if (fabs(change) < SPOKEN_KM || d->child == d->level) return NULL;
    const char *where = kt_place_in(d, d->child, most, false),
               *then = kt_val_text(d, kt_earlier(d, d->child, main_figure, most)),
               *now = kt_val_text(d, kt_val(d, d->child, main_figure, most));
    return change > 0 ? KT_SAY(d->arena, d->lang, ot_most_up, where, then, now)
                      : KT_SAY(d->arena, d->lang, ot_most_down, where, then, now);
}

/* Sentences that can be read aloud: what changed for certain, where most, and that the rest did not. */
static size_t sentences(const struct kt_doc *d, const struct kt_measure *m, size_t n,
                        const char *say[SAID_MOST + 2])
{
    const char *const none[] = {NULL};
    size_t said = 0, same = 0;
    for (size_t i = 0; i < n; i++) {
        struct kt_val then = kt_earlier(d, d->level, m[i].column, d->zone),
                      now = kt_val(d, d->level, m[i].column, d->zone);
        int way = kt_direction(d, then, now);
        same += way == 0;
        if (way && said < SAID_MOST)
            say[said++] = KT_SAY(d->arena, d->lang, ot_say, kt_say_list(d->arena, d->lang, m[i].phrase, none),
                                 kt_verdict(d, way), aloud(d, then), aloud(d, now));
    }
    const char *most = say_most(d);
    if (most) say[said++] = most;
    if (same && same < n)
        say[said++] = KT_SAY_N(d->arena, d->lang, (double)same, ot_rest, kt_num(d, (double)same, 0));
    return said;
}

/* As many as the box holds. */
static double read_aloud(const struct kt_doc *d, struct kt_canvas *cv, const struct kt_measure *m, size_t n,
                         struct kt_box box)
{
    const char *say[SAID_MOST + 2];
    size_t said = sentences(d, m, n, say);
    double y = box.y;
    if (!said) return y;
    kt_text_as(cv, "H2", KT_CHART_TITLE, KT_LEFT, box.x, y, box.w, KT_SAY0(d->arena, d->lang, ot_aloud));
    y += 2.5;
    for (size_t i = 0; i < said; i++) {
        if (y + kt_para_height(cv, KT_BODY, box.w, say[i]) > box.y + box.h) break;
        y += kt_para_as(cv, "P", KT_BODY, box.x, y, box.w, say[i]).h + 1.4;
    }
    return y;
}

/* Then and now by rows of the document, the longest way first. */
static void dumbbell(const struct kt_doc *d, struct kt_canvas *cv, struct kt_box box)
{
    struct kt_arena *a = d->arena;
    size_t *row, n = kt_doc_ranked(d, d->child, main_figure, &row), fit = (size_t)((box.h - 13) / 3.4);
    if (n > fit) n = fit;
    const char **name = KT_NEW(a, const char *, n);
    double *then = kt_doubles(a, n, NAN), *now = kt_doubles(a, n, NAN);
    size_t known = 0;
    for (size_t i = 0; i < n; i++) {
        name[i] = kt_place(d, d->child, row[i]);
        then[i] = kt_earlier(d, d->child, main_figure, row[i]).v;
        now[i] = kt_val(d, d->child, main_figure, row[i]).v;
        known += isfinite(then[i]) && isfinite(now[i]);
    }
    if (!known) return;
    struct kt_dumbbells c = {.lang = d->lang,
                             .kind = KT_K_KM,
                             .title = KT_SAY(a, d->lang, ot_chart, kt_unit(d, d->child, KT_U_BY)),
                             .from_label = KT_SAY0(a, d->lang, ot_then),
                             .to_label = KT_SAY0(a, d->lang, ot_now),
                             .n = n,
                             .name = name,
                             .from = then,
                             .to = now,
                             .change = true};
    kt_figure_open(cv, kt_alt_areas(d, d->child, c.title, main_figure));
    kt_dumbbell_draw(cv, &c, box, *a);
    kt_figure_close(cv);
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv, const struct kt_measure *m, size_t n)
{
    struct kt_arena *a = d->arena;
    size_t sure = changed(d, m, n);
    const char *here = kt_place_in(d, d->level, d->zone, true);
    const char *title = sure ? KT_SAY_N(a, d->lang, (double)sure, ot_title, here, kt_num(d, (double)sure, 0))
                             : KT_SAY(a, d->lang, ot_none, here);
    kt_frame(d, cv, KT_SAY0(a, d->lang, page_over_time), title, KT_SAY0(a, d->lang, ot_sub), NULL);
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    struct kt_measure m[KT_MEASURES_MAX];
    size_t n = both(d, m);
    frame(d, cv, m, n);
    double top = read_aloud(d, cv, m, n, (struct kt_box){KT_MARGIN, 58, KT_TEXT_W, SAY_H}),
           y = top > 58 ? top + 6 : 58;
    y = table(d, cv, m, n, (struct kt_box){KT_MARGIN, y, KT_TEXT_W, 0}) + 3;
    y +=
        kt_para_as(cv, "P", KT_NOTE_TEXT, KT_MARGIN, y, KT_TEXT_W, KT_SAY0(d->arena, d->lang, ot_note)).h + 8;
    if (KT_CONTENT_END - y > DUMBBELL_LEAST)
        dumbbell(d, cv, (struct kt_box){KT_MARGIN, y, KT_TEXT_W, KT_CONTENT_END - y});
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_measure m[KT_MEASURES_MAX];
    size_t n = both(d, m);
    struct kt_box c = kt_content(d);
    frame(d, cv, m, n);
    read_aloud(d, cv, m, n, (struct kt_box){c.x, c.y + 2.6, SLIDE_SAY, c.h - 3});
    double x = c.x + SLIDE_SAY + 8;
    table(d, cv, m, n, (struct kt_box){x, c.y + 2.6, c.x + c.w - x, c.h});
}

const struct kt_page kt_over_time = {
    "over_time",
    {{"Mikä on muuttunut", "Vad har förändrats", "What has changed"}},
    "Figures of an earlier run beside those of now, and whether they differ for certain.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
