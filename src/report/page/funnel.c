/* funnel: which areas differ by more than chance.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart_stats.h>

#include <string.h>

enum { COLUMNS = 5, WIDE = 80, TALL = 60, TEXT_X = KT_MARGIN + 118, SECOND_LEAST = 30 };

static const struct kt_vtable *limits(const struct kt_doc *d)
{
    return kt_doc_table(d, kt_printf(d->arena, "funnel_%zu", d->rep->fine));
}

static bool applies(const struct kt_doc *d)
{
    const struct kt_vtable *t = limits(d);
    return kt_doc_national(d) && t && t->meta->ncol == 7 && t->meta->nrow > 1 &&
           kt_view_find(d->rep->view, (int)d->rep->fine, "funnel_class");
}

/* Areas that are shown with a class of at least 1 in the direction of `sign`. */
static size_t count(const struct kt_doc *d, int cls)
{
    size_t *row, n = kt_doc_rows(d, d->rep->fine, &row), m = 0;
    for (size_t i = 0; i < n; i++) {
        struct kt_val v = kt_val(d, d->rep->fine, "funnel_class", row[i]);
        m += kt_shown(v) && (int)v.v == cls;
    }
    return m;
}

static double *grid_column(const struct kt_doc *d, const struct kt_vtable *t, size_t c)
{
    double *v = KT_NEW(d->arena, double, t->meta->nrow);
    for (size_t i = 0; i < t->meta->nrow; i++) v[i] = t->value[i * t->meta->ncol + c];
    return v;
}

static struct kt_box plot(const struct kt_doc *d, struct kt_canvas *cv, double y, double w, double h)
{
    struct kt_arena *a = d->arena;
    const struct kt_vtable *t = limits(d);
    size_t lv = d->rep->fine, *row, n = kt_doc_rows(d, lv, &row);
    double *persons = KT_NEW(a, double, n), *share = KT_NEW(a, double, n);
    int *cls = KT_NEW(a, int, n);
    const char **name = KT_NEW(a, const char *, n);
    for (size_t i = 0; i < n; i++) {
        struct kt_val need = kt_val(d, lv, "need", row[i]), c = kt_val(d, lv, "funnel_class", row[i]);
        persons[i] = need.v;
        share[i] = kt_shown(need) && kt_shown(c) ? kt_val(d, lv, "unmet_share", row[i]).v : (double)NAN;
        cls[i] = kt_shown(c) ? (int)c.v : 0;
        name[i] = kt_place(d, lv, row[i]);
    }
    struct kt_funnel_plot f = {.lang = d->lang,
                               .title = KT_SAY0(a, d->lang, fu_chart),
                               .x_title = KT_SAY0(a, d->lang, fu_axis_people),
                               .y_title = KT_SAY0(a, d->lang, fu_axis_share),
                               .target_label = KT_SAY(a, d->lang, fu_target, kt_pct(d, t->value[5])),
                               .w = w,
                               .h = h,
                               .n = n,
                               .persons = persons,
                               .share = share,
                               .cls = cls,
                               .name = name,
                               .ngrid = t->meta->nrow,
                               .grid = grid_column(d, t, 0),
                               .lower_95 = grid_column(d, t, 1),
                               .upper_95 = grid_column(d, t, 2),
                               .lower_998 = grid_column(d, t, 3),
                               .upper_998 = grid_column(d, t, 4),
                               .target = t->value[5]};
    kt_figure_open(cv, KT_SAY(a, d->lang, fu_alt, kt_num(d, (double)count(d, 2), 0),
                              kt_num(d, (double)count(d, -2), 0)));
    struct kt_box b = kt_funnel_draw(cv, &f, kt_left(d), y, *a);
    kt_figure_close(cv);
    return b;
}

/* Areas of a class, most people first; returns the bottom. */
static double table(const struct kt_doc *d, struct kt_canvas *cv, int cls, const char *title, double y)
{
    struct kt_arena *a = d->arena;
    size_t lv = d->rep->fine, *row, all = kt_doc_ranked(d, lv, "need", &row), n = 0;
    size_t fit = (size_t)fmax(1, (KT_CONTENT_END - y - 12) * 1000 / KT_ROW_UM);
    struct kt_gridcol col[COLUMNS] = {{kt_unit(d, lv, KT_U_HEAD), 0, true},
                                      {KT_SAY0(a, d->lang, th_need), 0, false},
                                      {KT_SAY0(a, d->lang, th_unmet), 0, false},
                                      {KT_SAY0(a, d->lang, fu_th_worse), 0, false},
                                      {KT_SAY0(a, d->lang, fu_th_worst), 0, false}};
    const char **text = KT_NEW(a, const char *, COLUMNS *fit);
    for (size_t i = 0; i < all && n < fit; i++) {
        struct kt_val c = kt_val(d, lv, "funnel_class", row[i]);
        if (!kt_shown(c) || (int)c.v != cls) continue;
        const char **to = text + COLUMNS * n++;
        struct kt_val worse = kt_val(d, lv, "p_worse", row[i]), worst = kt_val(d, lv, "p_worst", row[i]);
        to[0] = kt_place(d, lv, row[i]);
        to[1] = kt_val_range(d, kt_val(d, lv, "need", row[i]));
        to[2] = kt_val_range(d, kt_val(d, lv, "unmet_share", row[i]));
        to[3] = kt_shown(worse) ? kt_pct(d, worse.v) : kt_val_text(d, worse);
        to[4] = kt_shown(worst) ? kt_pct(d, worst.v) : kt_val_text(d, worst);
    }
    if (!n) return y;
    struct kt_grid g = {.col = col, .ncol = COLUMNS, .nrow = n, .cell = text, .title = title};
    kt_grid_fit(cv, &g, KT_TEXT_W);
    y = kt_grid_draw(cv, &g, 0, n, KT_MARGIN, y);
    if (kt_grid_marked(&g)) kt_grid_note(d, cv, KT_MARGIN, y + 3.6);
    return y + (kt_grid_marked(&g) ? 4 : 0);
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv)
{
    size_t lv = d->rep->fine, above = count(d, 2);
    const char *title = above ? KT_SAY(d->arena, d->lang, fu_title, kt_unit_count(d, lv, above, true))
                              : KT_SAY(d->arena, d->lang, fu_none, kt_unit(d, lv, KT_U_IN_NONE));
    kt_frame(d, cv, KT_SAY0(d->arena, d->lang, page_funnel), title, KT_SAY0(d->arena, d->lang, fu_sub), NULL);
}

static struct kt_box words(const struct kt_doc *d, struct kt_canvas *cv, double x, double y, double w)
{
    double phi = limits(d)->value[6];
    const char *text = KT_SAY(d->arena, d->lang, fu_text, kt_num(d, phi, phi < 10 ? 1 : 0),
                              kt_unit_count(d, d->rep->fine, count(d, -2), true));
    bool poisson = strcmp(kt_set_str(d->rep->study, "methods.comparison.limits", "wilson"), "poisson") == 0;
    const char *form =
        poisson ? KT_SAY0(d->arena, d->lang, fu_poisson) : KT_SAY0(d->arena, d->lang, fu_wilson);
    return kt_para_as(cv, "P", KT_BODY, x, y, w, kt_printf(d->arena, "%s %s", text, form));
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    frame(d, cv);
    struct kt_box b = plot(d, cv, 58, WIDE, TALL);
    struct kt_box t = words(d, cv, TEXT_X, 62, KT_MARGIN + KT_TEXT_W - TEXT_X);
    double y = fmax(b.y + b.h, t.y + t.h) + 9;
    y = table(d, cv, 2, KT_SAY0(d->arena, d->lang, fu_table), y) + 9;
    if (KT_CONTENT_END - y > SECOND_LEAST) table(d, cv, -2, KT_SAY0(d->arena, d->lang, fu_table_below), y);
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_box c = kt_content(d);
    frame(d, cv);
    struct kt_box b = plot(d, cv, c.y, 104, 52);
    double x = b.x + b.w + 24;
    words(d, cv, x, c.y + 4, c.x + c.w - x);
}

const struct kt_page kt_funnel = {
    "funnel",
    {{"Ero vai sattuma", "Skillnad eller slump", "Difference or chance"}},
    "Funnel plot of unmet need with limits widened for overdispersion, and the areas beyond them.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
