/* how_many: people, not areas: circles by those in need, and what their need is made of.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart_areas.h>

#include <string.h>

enum { LAYERS = 3, MAP_W = 96 };
static const char *const layer[LAYERS] = {"need_n1", "need_n2", "need_n3"};

static bool applies(const struct kt_doc *d)
{
    return kt_doc_national(d) && d->rep->study->level[d->child].n > 2 &&
           kt_view_find(d->rep->view, (int)d->child, "need");
}

/* The fewest regions that hold half of those in need. */
static size_t half_in(const struct kt_doc *d)
{
    size_t *row, n = kt_doc_ranked(d, d->child, "need", &row), k = 0;
    double all = 0, sum = 0;
    for (size_t i = 0; i < n; i++)
        all += fmax(0, kt_shown(kt_val(d, d->child, "need", row[i])) ? kt_val(d, d->child, "need", row[i]).v
                                                                     : 0);
    while (k < n && all > 0 && sum < all / 2) sum += fmax(0, kt_val(d, d->child, "need", row[k++]).v);
    return k;
}

static void circles(const struct kt_doc *d, struct kt_canvas *cv, double y, double h)
{
    struct kt_arena *a = d->arena;
    const struct kt_zones *zs = &d->rep->study->level[d->child];
    size_t n = zs->n;
    double *need = kt_doubles(a, n, 0), *share = kt_doubles(a, n, NAN);
    const char **name = KT_NEW(a, const char *, n), **text = KT_NEW(a, const char *, n);
    int *cls = KT_NEW(a, int, n);
    struct kt_measure by = {"unmet_share", KT_W_me_unmet, KT_W_ph_unmet, true};
    if (!kt_view_find(d->rep->view, (int)d->child, by.column))
        by = (struct kt_measure){"need_per_1000", KT_W_me_need, KT_W_ph_need, true};
    kt_measure_fifths(d, d->child, &by, cls);
    for (size_t z = 0; z < n; z++) {
        struct kt_val v = kt_val(d, d->child, "need", z);
        need[z] = kt_shown(v) ? v.v : 0;
        share[z] = kt_val(d, d->child, by.column, z).v;
        name[z] = kt_place(d, d->child, z);
        text[z] = kt_val_text(d, v);
    }
    struct kt_dorling c = {d->lang, n, zs->label_x, zs->label_y, need, cls, kt_ramp(KT_AMBER), name, text};
    const char *const none[] = {NULL};
    kt_text_as(cv, "P", KT_CHART_TITLE, KT_LEFT, kt_left(d), y, MAP_W, KT_SAY0(a, d->lang, hm_chart));
    double top = y + 1.5 +
                 kt_para_as(cv, "P", KT_NOTE_TEXT, kt_left(d), y + 1.5, MAP_W,
                            KT_SAY(a, d->lang, hm_key, kt_say_list(a, d->lang, by.word, none)))
                     .h;
    kt_figure_open(cv, kt_alt_areas(d, d->child, KT_SAY0(a, d->lang, hm_chart), "need"));
    kt_dorling_draw(cv, &c, (struct kt_box){kt_left(d), top + 2, MAP_W, h}, *a);
    kt_figure_close(cv);
}

static double bars(const struct kt_doc *d, struct kt_canvas *cv, double x, double y, double w)
{
    static const uint32_t fill[LAYERS] = {0xa3571f, 0xf0c580, 0xfbf0dc};
    struct kt_arena *a = d->arena;
    size_t *row, n = kt_doc_ranked(d, d->child, "need", &row);
    const char *label[LAYERS] = {KT_SAY0(a, d->lang, hm_n1), KT_SAY0(a, d->lang, hm_n2),
                                 KT_SAY0(a, d->lang, hm_n3)};
    const char **name = KT_NEW(a, const char *, n + 1);
    double *part = kt_doubles(a, (n + 1) * LAYERS, NAN);
    for (size_t k = 0; k < LAYERS; k++) {
        if (!kt_view_find(d->rep->view, (int)d->child, layer[k])) return y;
        part[k] = kt_val(d, d->level, layer[k], d->zone).v;
        for (size_t i = 0; i < n; i++) part[(i + 1) * LAYERS + k] = kt_val(d, d->child, layer[k], row[i]).v;
    }
    name[0] = KT_SAY0(a, d->lang, whole_country);
    for (size_t i = 0; i < n; i++) name[i + 1] = kt_place(d, d->child, row[i]);
    struct kt_share_bars s = {d->lang, KT_SAY0(a, d->lang, hm_bars), n + 1, LAYERS, name, part, label, fill,
                              name[0]};
    double all = part[0] + part[1] + part[2];
    kt_figure_open(cv, all > 0
                           ? KT_SAY(a, d->lang, hm_alt, name[0], label[0], kt_pct(d, part[0] / all), label[1],
                                    kt_pct(d, part[1] / all), label[2], kt_pct(d, part[2] / all))
                           : s.title);
    struct kt_box b = kt_share_bars_draw(cv, &s, (struct kt_box){x, y, w, 120}, *a);
    kt_figure_close(cv);
    return b.y + b.h;
}

static void table(const struct kt_doc *d, struct kt_canvas *cv, struct kt_box box)
{
    enum { COLUMNS = 4, NARROW = 100 };
    struct kt_arena *a = d->arena;
    size_t *row, n = kt_doc_ranked(d, d->child, "need", &row);
    size_t fit = (size_t)fmax(1, (box.h - 14) * 1000 / KT_ROW_UM);
    if (n > fit) n = fit;
    struct kt_gridcol col[COLUMNS] = {{kt_unit(d, d->child, KT_U_HEAD), 0, true},
                                      {KT_SAY0(a, d->lang, th_population), 0, false},
                                      {KT_SAY0(a, d->lang, th_need), 0, false},
                                      {KT_SAY0(a, d->lang, th_unmet), 0, false}};
    /* Beside a picture there is room for names and need. */
    const struct kt_gridcol narrow[2] = {col[0], col[2]};
    size_t ncol = box.w < NARROW ? 2 : COLUMNS;
    if (ncol == 2) memcpy(col, narrow, sizeof narrow);
    const char **cell = KT_NEW(a, const char *, n *COLUMNS);
    for (size_t i = 0; i < n; i++) {
        const char **c = cell + i * ncol;
        c[0] = kt_place(d, d->child, row[i]);
        c[1] = kt_val_range(d, kt_val(d, d->child, "need", row[i]));
        if (ncol == 2) continue;
        c[1] = kt_val_text(d, kt_val(d, d->child, "population", row[i]));
        c[2] = kt_val_range(d, kt_val(d, d->child, "need", row[i]));
        c[3] = kt_val_range(d, kt_val(d, d->child, "unmet", row[i]));
    }
    kt_text_as(cv, "P", KT_CHART_TITLE, KT_LEFT, box.x, box.y, box.w, KT_SAY0(a, d->lang, hm_table));
    struct kt_grid g = {.col = col, .ncol = ncol, .nrow = n, .cell = cell};
    kt_grid_fit(cv, &g, box.w);
    kt_grid_draw(cv, &g, 0, n, box.x, box.y + 2.5);
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_arena *a = d->arena;
    kt_frame(d, cv, KT_SAY0(a, d->lang, page_how_many),
             KT_SAY(a, d->lang, hm_title, kt_unit_count(d, d->child, half_in(d), true)),
             KT_SAY0(a, d->lang, hm_sub), NULL);
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    frame(d, cv);
    circles(d, cv, 58, 150);
    double x = kt_left(d) + MAP_W + 6;
    double w = kt_width(d) - MAP_W - 6, y = bars(d, cv, x, 55.5, w);
    kt_para_as(cv, "P", KT_NOTE_TEXT, x, y + 2, w, KT_SAY0(d->arena, d->lang, hm_note));
    table(d, cv, (struct kt_box){KT_MARGIN, 225, KT_TEXT_W, KT_CONTENT_END - 225});
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_box c = kt_content(d);
    frame(d, cv);
    circles(d, cv, c.y + 2.6, c.h - 16);
    double x = c.x + MAP_W + 6;
    table(d, cv, (struct kt_box){x, c.y + 2.6, c.x + c.w - x, c.h});
}

const struct kt_page kt_how_many = {
    "how_many",
    {{"Kuinka monta", "Hur många", "How many"}},
    "Regions as circles by those in need, and the layers their need is made of.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
