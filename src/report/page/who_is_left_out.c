/* who_is_left_out: who lives beyond the standard: their ages beside those of all residents, and where the old are.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart_areas.h>

#include <stdio.h>
#include <string.h>

enum { BANDS_MAX = 10, COLUMNS = 5, OLD = 75, HALF_W = 84 };

/* A band of ages and its figures; see the method left_out for the names of the columns. */
struct band {
    int from, to; /* to < 0: open */
    const char *suffix;
    struct kt_val all, far, need;
};

static struct kt_val figure(const struct kt_doc *d, size_t level, size_t z, const char *stem,
                            const char *suffix)
{
    return kt_val(d, level, kt_printf(d->arena, "%s_%s", stem, suffix), z);
}

/* The bands of the document, youngest first. */
static size_t bands(const struct kt_doc *d, struct band out[BANDS_MAX])
{
    const struct kt_view *v = d->rep->view;
    size_t n = 0;
    for (size_t i = 0; i < v->ncol && n < BANDS_MAX; i++) {
        const char *name = v->col[i].meta->name;
        int from, to = -1;
        if (v->col[i].meta->rows != (int)d->level || sscanf(name, "far_%d_%d", &from, &to) < 1) continue;
        const char *suffix = name + strlen("far_");
        out[n++] = (struct band){.from = from,
                                 .to = to,
                                 .suffix = suffix,
                                 .all = figure(d, d->level, d->zone, "pop", suffix),
                                 .far = figure(d, d->level, d->zone, "far", suffix),
                                 .need = figure(d, d->level, d->zone, "need_far", suffix)};
    }
    return n;
}

static bool applies(const struct kt_doc *d)
{
    struct band b[BANDS_MAX];
    return bands(d, b) > 2 && kt_shown(kt_val(d, d->level, "pop_far", d->zone));
}

/* From which age people are the old: 75 where the bands part there. */
static int old_from(const struct band *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (b[i].from >= OLD) return b[i].from;
    return b[n - 1].from;
}

/* Persons from `old` years upwards; NaN where one of their bands is withheld. */
static double old_of(const struct band *b, size_t n, bool far)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        if (b[i].from >= old_from(b, n)) sum += (far ? b[i].far : b[i].all).v;
    return sum;
}

static const char *age_text(const struct kt_doc *d, const struct band *b)
{
    return b->to < 0 ? kt_printf(d->arena, "%d+", b->from) : kt_printf(d->arena, "%d–%d", b->from, b->to);
}

static const char *title(const struct kt_doc *d, const struct band *b, size_t n)
{
    const char *here = kt_place_in(d, d->level, d->zone, true), *limit = kt_limit(d, d->rep->far);
    double old = old_of(b, n, true);
    if (kt_val(d, d->level, "pop_far", d->zone).v == 0)
        return KT_SAY(d->arena, d->lang, lo_none, here, limit);
    if (!(old > 0)) return KT_SAY(d->arena, d->lang, lo_hidden, here, limit);
    return KT_SAY(d->arena, d->lang, lo_title, here, kt_about(d, old), kt_num(d, old_from(b, n), 0), limit);
}

static double total(const struct kt_doc *d, const char *column)
{
    return kt_val(d, d->level, column, d->zone).v;
}

/* Ages of the far beside those of all; the nation's own as outlines. */
static struct kt_box pyramid(const struct kt_doc *d, struct kt_canvas *cv, const struct band *b, size_t n,
                             struct kt_box box)
{
    struct kt_arena *a = d->arena;
    size_t top = d->rep->study->nlevel - 1;
    const char **age = KT_NEW(a, const char *, n);
    double *far = kt_doubles(a, n, NAN), *all = kt_doubles(a, n, NAN), *nation_far = kt_doubles(a, n, NAN),
           *nation_all = kt_doubles(a, n, NAN);
    for (size_t i = 0; i < n; i++) {
        age[i] = age_text(d, &b[i]);
        far[i] = b[i].far.v;
        all[i] = b[i].all.v;
        nation_far[i] = figure(d, top, 0, "far", b[i].suffix).v;
        nation_all[i] = figure(d, top, 0, "pop", b[i].suffix).v;
    }
    bool nation = !kt_doc_national(d);
    const char *limit = kt_limit(d, d->rep->far), *old = kt_num(d, old_from(b, n), 0);
    struct kt_pyramid p = {.lang = d->lang,
                           .title = KT_SAY0(a, d->lang, lo_pyramid),
                           .left_title = KT_SAY(a, d->lang, lo_left, limit),
                           .right_title = KT_SAY0(a, d->lang, lo_right),
                           .n = n,
                           .age = age,
                           .left = far,
                           .right = all,
                           .left_nation = nation ? nation_far : NULL,
                           .right_nation = nation ? nation_all : NULL,
                           .nation_label = nation ? KT_SAY0(a, d->lang, whole_country) : NULL};
    kt_figure_open(cv,
                   KT_SAY(a, d->lang, lo_alt, limit, old, kt_pct(d, old_of(b, n, true) / total(d, "pop_far")),
                          kt_pct(d, old_of(b, n, false) / total(d, "population"))));
    struct kt_box drawn = kt_pyramid_draw(cv, &p, box, *a);
    kt_figure_close(cv);
    return drawn;
}

/* The old among the far, beside their share of all. */
static const char *say_old(const struct kt_doc *d, const struct band *b, size_t n, double share)
{
    const char *age = kt_num(d, old_from(b, n), 0), *far = kt_pct(d, share);
    const char *all = kt_pct(d, old_of(b, n, false) / total(d, "population"));
    if (kt_streq(far, all)) return KT_SAY(d->arena, d->lang, lo_say_old_same, age, far);
    return KT_SAY(d->arena, d->lang, lo_say_old, age, far, all);
}

static double words(const struct kt_doc *d, struct kt_canvas *cv, const struct band *b, size_t n, double x,
                    double y, double w)
{
    struct kt_arena *a = d->arena;
    struct kt_val far = kt_val(d, d->level, "pop_far", d->zone),
                  need = kt_val(d, d->level, "need_far", d->zone),
                  sv = kt_val(d, d->level, "far_lang_sv", d->zone),
                  se = kt_val(d, d->level, "far_lang_se", d->zone);
    const char *say[5] = {0};
    double old = old_of(b, n, true) / far.v;
    if (far.v > 0)
        say[0] = KT_SAY(a, d->lang, lo_say_all, kt_limit(d, d->rep->far), kt_about(d, far.v),
                        kt_pct(d, total(d, "far_share")));
    if (kt_shown(need) && need.v >= 0.5)
        say[1] = KT_SAY(a, d->lang, lo_say_need, kt_val_text(d, need),
                        KT_SAY(a, d->lang, interval_95, kt_val_interval(d, need)));
    if (old > 0) say[2] = say_old(d, b, n, old);
    if (kt_shown(sv) && sv.v > 0) say[3] = KT_SAY(a, d->lang, lo_say_sv, kt_about(d, sv.v));
    if (kt_shown(se) && se.v > 0) say[4] = KT_SAY(a, d->lang, lo_say_se, kt_about(d, se.v));
    kt_text_as(cv, "H2", KT_CHART_TITLE, KT_LEFT, x, y + 2.6, w, KT_SAY0(a, d->lang, lo_tell));
    y += 5.2;
    for (size_t i = 0; i < sizeof say / sizeof *say; i++)
        if (say[i]) y += kt_para_as(cv, "P", KT_BODY, x, y, w, say[i]).h + 1.8;
    return y;
}

static double table(const struct kt_doc *d, struct kt_canvas *cv, const struct band *b, size_t n, double y)
{
    struct kt_arena *a = d->arena;
    const char *limit = kt_limit(d, d->rep->far);
    struct kt_gridcol col[COLUMNS] = {{KT_SAY0(a, d->lang, lo_th_age), 0, true},
                                      {KT_SAY0(a, d->lang, th_population), 0, false},
                                      {KT_SAY(a, d->lang, lo_th_far, limit), 0, false},
                                      {KT_SAY0(a, d->lang, lo_th_share), 0, false},
                                      {KT_SAY(a, d->lang, th_need_far, limit), 0, false}};
    const char **cell = KT_NEW(a, const char *, COLUMNS *n);
    for (size_t i = 0; i < n; i++) {
        const char **c = cell + i * COLUMNS;
        bool share = kt_shown(b[i].far) && kt_shown(b[i].all) && b[i].all.v > 0;
        c[0] = age_text(d, &b[i]);
        c[1] = kt_val_text(d, b[i].all);
        c[2] = kt_val_text(d, b[i].far);
        c[3] = share ? kt_pct(d, b[i].far.v / b[i].all.v)
                     : kt_val_text(d, kt_shown(b[i].far) ? b[i].all : b[i].far);
        c[4] = kt_val_range(d, b[i].need);
    }
    struct kt_grid g = {
        .col = col, .ncol = COLUMNS, .nrow = n, .cell = cell, .title = KT_SAY0(a, d->lang, lo_table)};
    kt_grid_fit(cv, &g, KT_TEXT_W);
    y = kt_grid_draw(cv, &g, 0, n, KT_MARGIN, y);
    if (kt_grid_marked(&g)) kt_grid_note(d, cv, KT_MARGIN, y + 3.6);
    return y + (kt_grid_marked(&g) ? 4 : 0);
}

/* The old beyond the standard by the rows of the document, most first. */
static void where(const struct kt_doc *d, struct kt_canvas *cv, const struct band *b, size_t n,
                  struct kt_box box)
{
    struct kt_arena *a = d->arena;
    size_t *row, nrow = kt_doc_rows(d, d->child, &row);
    double *persons = kt_doubles(a, nrow, 0), *key = kt_doubles(a, nrow, NAN),
           *value = kt_doubles(a, nrow, NAN);
    const char **name = KT_NEW(a, const char *, nrow);
    uint8_t *hidden = KT_NEW(a, uint8_t, nrow), *mark = KT_NEW(a, uint8_t, nrow);
    size_t *order = KT_NEW(a, size_t, nrow);
    static const uint32_t navy[1] = {KT_NAVY};
    for (size_t i = 0; i < nrow; i++) {
        for (size_t k = 0; k < n; k++) {
            if (b[k].from < old_from(b, n)) continue;
            struct kt_val v = figure(d, d->child, row[i], "far", b[k].suffix);
            persons[i] += v.v;
            if (v.mark > hidden[i]) hidden[i] = (uint8_t)v.mark;
        }
        key[i] = -persons[i];
    }
    kt_order(key, nrow, order);
    for (size_t i = 0; i < nrow; i++) {
        name[i] = kt_place(d, d->child, row[order[i]]);
        value[i] = persons[order[i]];
        mark[i] = hidden[order[i]];
    }
    struct kt_dots dots = {.lang = d->lang,
                           .kind = KT_K_PERSONS,
                           .title = KT_SAY(a, d->lang, lo_dots, kt_num(d, old_from(b, n), 0),
                                           kt_limit(d, d->rep->far), kt_unit(d, d->child, KT_U_BY)),
                           .n = nrow,
                           .name = name,
                           .value = value,
                           .mark = mark,
                           .cls = KT_NEW(a, int, nrow),
                           .fill = navy,
                           /* Few rows take the room there is. */
                           .row = fmax(4.6, fmin(6.4, (box.h - 14) / (double)(nrow ? nrow : 1))),
                           .nation = NAN};
    if (nrow < 2 || !(value[0] > 0)) return;
    bool marked = false;
    for (size_t i = 0; i < nrow; i++) marked |= mark[i] != KT_SHOWN;
    if (marked) box.h -= 4;
    box = kt_dots_draw(cv, &dots, box, *a);
    if (marked) kt_grid_note(d, cv, box.x, box.y + box.h + 3.6);
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv, const struct band *b, size_t n)
{
    kt_frame(d, cv, KT_SAY0(d->arena, d->lang, page_left_out), title(d, b, n),
             KT_SAY(d->arena, d->lang, lo_sub, kt_limit(d, d->rep->far)), NULL);
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    struct band b[BANDS_MAX];
    size_t n = bands(d, b);
    double right = KT_MARGIN + KT_TEXT_W - HALF_W;
    frame(d, cv, b, n);
    (void)kt_doc_table(d, "ages_left_out");
    struct kt_box p = {KT_MARGIN, 58, HALF_W, 60};
    if (kt_val(d, d->level, "pop_far", d->zone).v > 0) p = pyramid(d, cv, b, n, p);
    double y = words(d, cv, b, n, right, 58, HALF_W);
    y = table(d, cv, b, n, fmax(y, p.y + p.h) + 9);
    where(d, cv, b, n, (struct kt_box){KT_MARGIN, y + 7, KT_TEXT_W, KT_CONTENT_END - y - 8});
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct band b[BANDS_MAX];
    size_t n = bands(d, b);
    struct kt_box c = kt_content(d);
    frame(d, cv, b, n);
    (void)kt_doc_table(d, "ages_left_out");
    if (kt_val(d, d->level, "pop_far", d->zone).v > 0)
        pyramid(d, cv, b, n, (struct kt_box){c.x, c.y, c.w * 0.55, c.h});
    words(d, cv, b, n, c.x + c.w * 0.6, c.y, c.w * 0.4);
}

const struct kt_page kt_who_is_left_out = {
    "who_is_left_out",
    {{"Kuka jää ulkopuolelle", "Vem blir utanför", "Who is left out"}},
    "Ages and languages of those beyond the distance standard, against all residents.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
