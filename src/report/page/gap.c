/* gap: where does high need meet low supply, and where is it largest?
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart.h>
#include <katve/map.h>

#include <string.h>

enum { SIDE_W = 56, GAP = 4, TABLE_ROWS = 10, GAP_COLUMNS = 6 };

static bool applies(const struct kt_doc *d)
{
    const struct kt_view *v = d->rep->view;
    return kt_view_find(v, (int)d->rep->fine, "need_per_1000") &&
           kt_view_find(v, (int)d->rep->fine, d->rep->classes.supply_column);
}

static struct kt_map_info map(const struct kt_doc *d, struct kt_canvas *cv, struct kt_box box,
                              struct kt_box inset)
{
    size_t n = d->rep->study->level[d->rep->fine].n;
    int *cls = KT_NEW(d->arena, int, n);
    uint8_t *gap = KT_NEW(d->arena, uint8_t, n), *unsure = KT_NEW(d->arena, uint8_t, n);
    for (size_t z = 0; z < n; z++) {
        cls[z] = kt_gap_class(d, z);
        gap[z] = cls[z] == KT_GAP_CLASS;
        unsure[z] = (uint8_t)kt_gap_doubt(d, z);
    }
    struct kt_map m = kt_page_map(d, cls, kt_gap_grid);
    m.uncertain = unsure;
    m.gap = gap;
    m.labels = !(d->slides && kt_doc_national(d)); /* no room for names there */
    m.inset = inset;
    size_t gaps = kt_gap_zones(d).drawn;
    struct kt_map_info info = {0};
    const char *worst = KT_SAY(d->arena, d->lang, alt_gap, kt_unit_count(d, d->rep->fine, gaps, false));
    kt_figure_open(cv, kt_alt_map(d, KT_SAY0(d->arena, d->lang, alt_gap_map), "need_per_1000", worst));
    kt_map_draw(cv, &m, box, &info, *d->arena);
    kt_figure_close(cv);
    return info;
}

/* What is drawn, how much of it is certain, and how many classes are not. */
static const char *tell(const struct kt_doc *d)
{
    struct kt_arena *a = d->arena;
    struct kt_gap_count g = kt_gap_zones(d);
    size_t lv = d->rep->fine;
    (void)kt_doc_table(d, "gap_areas");
    const char *text = KT_SAY(a, d->lang, gap_text_none, kt_unit(d, lv, KT_U_IN_NONE));
    if (g.drawn)
        text = KT_SAY_N(a, d->lang, (double)g.drawn, gap_text, kt_unit_count(d, lv, g.drawn, true),
                        kt_about(d, g.people), kt_pct(d, g.share));
    if (g.drawn && !g.sure)
        text = kt_printf(a, "%s %s", text, KT_SAY0(a, d->lang, gap_text_unsure));
    else if (g.sure < g.drawn)
        text = kt_printf(a, "%s %s", text,
                         KT_SAY(a, d->lang, gap_text_sure, kt_unit_count(d, lv, g.sure, true),
                                kt_about(d, g.sure_people)));
    if (!g.uncertain) return text;
    const char *more = KT_SAY(a, d->lang, gap_text_uncertain, kt_unit_count(d, lv, g.uncertain, true));
    return kt_printf(a, "%s\n%s", text, more);
}

/* Both legends; returns the bottom. */
static double key(const struct kt_doc *d, struct kt_canvas *cv, const struct kt_map_info *info, double top)
{
    struct kt_arena *a = d->arena;
    double people[9];
    size_t areas[9];
    kt_gap_people(d, people, areas);
    (void)kt_doc_table(d, "gap_people");
    struct kt_bivariate b = {
        .lang = d->lang,
        .title = KT_SAY0(a, d->lang, gap_legend),
        .people = people,
    };
    struct kt_box t = kt_bivariate_draw(cv, &b, kt_left(d), top, SIDE_W - GAP, *a);
    struct kt_key hatches = {.lang = d->lang,
                             .nmissing = info->nmissing,
                             .nhidden = info->nhidden,
                             .nuncertain = info->nuncertain,
                             .nvague = info->nvague,
                             .k = d->rep->view->k,
                             .ngap = info->ngap,
                             .gap_fill = kt_gap_grid[KT_GAP_CLASS]};
    t = kt_key_draw(cv, &hatches, kt_left(d), t.y + t.h + 4, SIDE_W - GAP, *a);
    return t.y + t.h;
}

static double told(const struct kt_doc *d, struct kt_canvas *cv, struct kt_box box)
{
    kt_text_as(cv, "H2", KT_CHART_TITLE, KT_LEFT, box.x, box.y + 2.5, box.w,
               KT_SAY0(d->arena, d->lang, gap_tell));
    struct kt_box t = kt_para_as(cv, "P", KT_BODY, box.x, box.y + 5, box.w, tell(d));
    return t.y + t.h;
}

static void table(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    struct kt_arena *a = d->arena;
    enum kt_lang l = d->lang;
    size_t lv = d->rep->fine, *row, n = kt_doc_ranked(d, lv, "rank", &row), all = d->rep->study->level[lv].n;
    size_t fit = (size_t)fmax(1, (KT_CONTENT_END - 3 - y - 8.3) * 1000 / KT_ROW_UM);
    if (n > fit) n = fit;
    struct kt_gridcol col[GAP_COLUMNS] = {
        {kt_unit(d, lv, KT_U_HEAD), 0, true}, {KT_SAY0(a, l, th_population), 0, false},
        {KT_SAY0(a, l, th_need), 0, false},   {KT_SAY0(a, l, th_need_1000), 0, false},
        {KT_SAY0(a, l, th_unmet), 0, false},  {KT_SAY0(a, l, th_rank), 0, false},
    };
    const char **cell = KT_NEW(a, const char *, GAP_COLUMNS *n);
    for (size_t i = 0; i < n; i++) {
        const char **c = cell + i * GAP_COLUMNS;
        struct kt_val rate = kt_val(d, lv, "need_per_1000", row[i]);
        c[0] = kt_place(d, lv, row[i]);
        c[1] = kt_val_text(d, kt_val(d, lv, "population", row[i]));
        c[2] = kt_val_range(d, kt_val(d, lv, "need", row[i]));
        c[3] = kt_shown(rate) ? kt_num(d, rate.v, 0) : kt_val_text(d, rate);
        c[4] = kt_val_range(d, kt_val(d, lv, "unmet", row[i]));
        c[5] = kt_val_rank(d, kt_val(d, lv, "rank", row[i]), all);
    }
    struct kt_grid g = {
        .col = col, .ncol = GAP_COLUMNS, .nrow = n, .cell = cell, .title = KT_SAY0(a, l, gap_table)};
    kt_grid_fit(cv, &g, kt_width(d));
    y = kt_grid_draw(cv, &g, 0, n, kt_left(d), y);
    if (kt_grid_marked(&g)) kt_grid_note(d, cv, kt_left(d), y + 3.6);
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv)
{
    bool access = strcmp(d->rep->classes.supply_column, "access") == 0;
    const char *by = kt_unit(d, d->rep->fine, KT_U_BY);
    const char *subtitle =
        access ? KT_SAY(d->arena, d->lang, gap_sub_access, by) : KT_SAY(d->arena, d->lang, gap_sub_hours, by);
    kt_frame(d, cv, KT_SAY0(d->arena, d->lang, page_gap), kt_find_gap(d), subtitle, kt_credit(d));
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    size_t *row, n = kt_doc_rows(d, d->rep->fine, &row);
    if (n > TABLE_ROWS) n = TABLE_ROWS;
    double table_y = KT_CONTENT_END - 12 - (double)n * KT_ROW_UM / 1000;
    struct kt_box box = {kt_left(d) + SIDE_W + GAP, 56, kt_width(d) - SIDE_W - GAP, table_y - 6 - 56};
    bool national = kt_doc_national(d);
    struct kt_box inset = national ? (struct kt_box){kt_left(d), table_y - 45, 52, 35}
                                   : (struct kt_box){0, 0, kt_width(d) - SIDE_W - GAP, 56};
    frame(d, cv);
    struct kt_map_info info = map(d, cv, box, inset);
    double y = key(d, cv, &info, 58) + 5;
    double left = told(d, cv, (struct kt_box){KT_MARGIN, y, SIDE_W - GAP, 0});
    /* A low map lets the table begin higher and tell more. */
    table(d, cv, national ? table_y : fmin(table_y, fmax(left, info.bottom) + 8));
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_box c = kt_content(d), none = {0};
    double w = 50, x = c.x + SIDE_W + GAP;
    frame(d, cv);
    struct kt_map_info info = map(d, cv, (struct kt_box){x, c.y, c.w - SIDE_W - w - 2 * GAP, c.h}, none);
    key(d, cv, &info, c.y);
    told(d, cv, (struct kt_box){c.x + c.w - w, c.y, w, c.h});
}

const struct kt_page kt_gap = {
    "gap",
    {{"Tarve ja tarjonta", "Behov och utbud", "Need and supply"}},
    "Map of need against supply in thirds, with the table of the largest gaps.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
