/* over_time: what has changed since an earlier run, told only where the intervals of both bear it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart_areas.h>

enum { COLUMNS = 4, DUMBBELL_LEAST = 24 };
static const char *const main_figure = "dist_km";

static struct kt_val earlier(const struct kt_doc *d, size_t level, const char *column, size_t z)
{
    return kt_val(d, level, kt_printf(d->arena, "earlier_%s", column), z);
}

/* Measures of the document's own area that both runs tell. */
static size_t both(const struct kt_doc *d, struct kt_measure out[KT_MEASURES_MAX])
{
    struct kt_measure m[KT_MEASURES_MAX];
    size_t all = kt_measures_shown(d, kt_doc_national(d) ? d->child : d->level, m), n = 0;
    for (size_t i = 0; i < all; i++)
        if (kt_shown(earlier(d, d->level, m[i].column, d->zone)) &&
            kt_shown(kt_val(d, d->level, m[i].column, d->zone)))
            out[n++] = m[i];
    return n;
}

static bool applies(const struct kt_doc *d)
{
    struct kt_measure m[KT_MEASURES_MAX];
    return both(d, m) > 0;
}

/* -1 fell, 1 rose, 0 may be the same: intervals that meet tell nothing; counted figures differ as printed. */
static int direction(const struct kt_doc *d, struct kt_val then, struct kt_val now)
{
    bool counted = isnan(then.lo) || isnan(then.hi) || isnan(now.lo) || isnan(now.hi);
    if (counted && kt_streq(kt_val_text(d, then), kt_val_text(d, now))) return 0;
    if (counted) return now.v > then.v ? 1 : -1;
    return now.lo > then.hi ? 1 : now.hi < then.lo ? -1 : 0;
}

static const char *verdict(const struct kt_doc *d, int way)
{
    if (way > 0) return KT_SAY0(d->arena, d->lang, ot_rose);
    return way < 0 ? KT_SAY0(d->arena, d->lang, ot_fell) : KT_SAY0(d->arena, d->lang, ot_same);
}

static size_t changed(const struct kt_doc *d, const struct kt_measure *m, size_t n)
{
    size_t sure = 0;
    for (size_t i = 0; i < n; i++)
        sure += direction(d, earlier(d, d->level, m[i].column, d->zone),
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
        struct kt_val then = earlier(d, d->level, m[i].column, d->zone),
                      now = kt_val(d, d->level, m[i].column, d->zone);
        c[0] = kt_say_list(a, d->lang, m[i].word, none);
        c[1] = kt_val_range(d, then);
        c[2] = kt_val_range(d, now);
        c[3] = verdict(d, direction(d, then, now));
    }
    struct kt_grid g = {
        .col = col, .ncol = COLUMNS, .nrow = n, .cell = cell, .title = KT_SAY0(a, d->lang, ot_table)};
    kt_grid_fit(cv, &g, box.w);
    return kt_grid_draw(cv, &g, 0, n, box.x, box.y);
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
        then[i] = earlier(d, d->child, main_figure, row[i]).v;
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
    const char *place = kt_place(d, d->level, d->zone), *all = kt_num(d, (double)n, 0);
    const char *title =
        sure ? KT_SAY_N(a, d->lang, (double)sure, ot_title, place, kt_num(d, (double)sure, 0), all)
             : KT_SAY(a, d->lang, ot_none, place);
    kt_frame(d, cv, KT_SAY0(a, d->lang, page_over_time), title, KT_SAY0(a, d->lang, ot_sub), NULL);
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    struct kt_measure m[KT_MEASURES_MAX];
    size_t n = both(d, m);
    frame(d, cv, m, n);
    double y = table(d, cv, m, n, (struct kt_box){KT_MARGIN, 58, KT_TEXT_W, 0}) + 3;
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
    table(d, cv, m, n, (struct kt_box){c.x, c.y + 2.6, c.w, c.h});
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
