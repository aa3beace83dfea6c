/* what_would_help: possible places in the order in which they would reach most of those left out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../directory_internal.h"

#include <katve/chart_areas.h>
#include <katve/map.h>

enum { COLUMNS = 5, SIDE_W = 58, GAP = 4, ROUNDS = 60 };
enum { WHERE_LEAST = 24, WHERE_ROWS = 10 }; /* mm, rows of the last chart */
#define PIN_MM 4.0

static bool applies(const struct kt_doc *d)
{
    struct kt_possible p[KT_PLACES_MAX];
    return kt_possible_places(d, p) > 0 && kt_shown(kt_val(d, d->level, "need_far", d->zone));
}

/* Persons in need within the limit now and with 1..n places, with intervals. */
static struct kt_box curve(const struct kt_doc *d, struct kt_canvas *cv, const struct kt_possible *p,
                           size_t n, struct kt_box box)
{
    struct kt_arena *a = d->arena;
    double *people = kt_doubles(a, n, 0), *lower = kt_doubles(a, n, 0), *upper = kt_doubles(a, n, 0);
    for (size_t i = 0; i < n; i++) {
        people[i] = p[i].reached.v;
        lower[i] = p[i].reached.lo;
        upper[i] = p[i].reached.hi;
    }
    bool known = isfinite(lower[n - 1]) && isfinite(upper[n - 1]);
    struct kt_reach r = {.lang = d->lang,
                         .title = KT_SAY(a, d->lang, wh_curve, kt_limit(d, d->rep->far)),
                         .x_title = KT_SAY0(a, d->lang, wh_axis_places),
                         .y_title = KT_SAY0(a, d->lang, wh_axis_people),
                         .n = n,
                         .people = people,
                         .lower = known ? lower : NULL,
                         .upper = known ? upper : NULL};
    kt_figure_open(cv, KT_SAY(a, d->lang, wh_alt, kt_num(d, (double)n, 0), kt_val_text(d, p[n - 1].reached)));
    struct kt_box b = kt_reach_draw(cv, &r, box, *a);
    kt_figure_close(cv);
    return b;
}

/* Pins that meet give way; a line leads from a pin that moved to its place. */
static void pins(struct kt_canvas *cv, const struct kt_doc *d, const struct kt_possible *p, size_t n,
                 const struct kt_map_info *info)
{
    const struct kt_sites *s = &d->rep->study->sites;
    double x[KT_PLACES_MAX], y[KT_PLACES_MAX], hx[KT_PLACES_MAX], hy[KT_PLACES_MAX];
    for (size_t i = 0; i < n; i++) {
        x[i] = hx[i] = info->x0 + info->mm_per_m * s->x[p[i].site];
        y[i] = hy[i] = info->y0 - info->mm_per_m * s->y[p[i].site];
    }
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < n; i++)
            for (size_t k = i + 1; k < n; k++) {
                double dx = x[k] - x[i], dy = y[k] - y[i], far = hypot(dx, dy),
                       push = (PIN_MM + 0.3 - far) / 2;
                if (push <= 0) continue;
                double ux = far > 0 ? dx / far : 1, uy = far > 0 ? dy / far : 0;
                x[i] -= push * ux;
                y[i] -= push * uy;
                x[k] += push * ux;
                y[k] += push * uy;
            }
    for (size_t i = 0; i < n; i++) {
        const char *number = kt_num(d, (double)(i + 1), 0);
        if (hypot(x[i] - hx[i], y[i] - hy[i]) > 0.5) kt_line(cv, hx[i], hy[i], x[i], y[i], KT_NAVY, 0.2);
        kt_dot(cv, x[i], y[i], PIN_MM / 2, KT_NAVY, KT_WHITE, 0.3);
        kt_text_ink(cv, KT_LABEL_BOLD, KT_CENTRE, x[i], y[i] + kt_cap_height(KT_LABEL_BOLD) / 2, 0, KT_WHITE,
                    number);
    }
}

static struct kt_map_info map(const struct kt_doc *d, struct kt_canvas *cv, const struct kt_possible *p,
                              size_t n, struct kt_box box)
{
    static const uint32_t grey[1] = {0xe9ecee};
    size_t zones = d->rep->study->level[d->rep->fine].n;
    struct kt_map m = kt_page_map(d, KT_NEW(d->arena, int, zones), grey);
    struct kt_map_info info = {0};
    m.sites = true;
    kt_figure_open(
        cv, KT_SAY(d->arena, d->lang, wh_alt_map, kt_num(d, (double)n, 0), kt_site_name(d, p[0].site)));
    kt_map_draw(cv, &m, box, &info, *d->arena);
    pins(cv, d, p, n, &info);
    kt_figure_close(cv);
    return info;
}

/* Numbers, places and what each adds; narrow tables tell the place and its gain. */
static double table(const struct kt_doc *d, struct kt_canvas *cv, const struct kt_possible *p, size_t n,
                    struct kt_box box)
{
    struct kt_arena *a = d->arena;
    const struct kt_study *st = d->rep->study;
    bool narrow = box.w < 120;
    double far = kt_val(d, d->level, "need_far", d->zone).v;
    struct kt_gridcol wide[COLUMNS] = {{KT_SAY0(a, d->lang, wh_th_place), 0, true},
                                       {kt_unit(d, 0, KT_U_HEAD), 0, true},
                                       {KT_SAY0(a, d->lang, wh_th_adds), 0, false},
                                       {KT_SAY0(a, d->lang, wh_th_reached), 0, false},
                                       {KT_SAY0(a, d->lang, wh_th_share), 0, false}},
                      slim[2] = {wide[0], wide[2]};
    size_t ncol = narrow ? 2 : COLUMNS;
    bool costs = kt_shown(p[0].cost); /* in place of the share, which the curve tells */
    if (costs) wide[4].head = KT_SAY0(a, d->lang, wh_th_cost);
    const char **text = KT_NEW(a, const char *, COLUMNS *n);
    for (size_t i = 0; i < n; i++) {
        const char **c = text + i * ncol;
        int32_t zone = st->sites.zone[p[i].site];
        c[0] = kt_printf(a, "%s\u2002%s", kt_num(d, (double)(i + 1), 0), kt_site_name(d, p[i].site));
        c[narrow ? 1 : 2] = kt_val_range(d, p[i].need);
        if (narrow) continue;
        c[1] = zone >= 0 ? kt_place(d, 0, (size_t)zone) : "–";
        c[3] = kt_val_range(d, p[i].reached);
        c[4] = costs ? kt_val_range(d, p[i].cost) : far > 0 ? kt_pct(d, p[i].reached.v / far) : "–";
    }
    struct kt_grid g = {.col = narrow ? slim : wide,
                        .ncol = ncol,
                        .nrow = n,
                        .cell = text,
                        .title = KT_SAY0(a, d->lang, wh_table)};
    kt_grid_fit(cv, &g, box.w);
    return kt_grid_draw(cv, &g, 0, n, box.x, box.y);
}

/* Where a flat map or a short order leaves room: those whom no place near reaches, by municipality. */
static void where(const struct kt_doc *d, struct kt_canvas *cv, struct kt_box box)
{
    size_t *row, n = kt_doc_rows(d, d->child, &row);
    if (box.h < WHERE_LEAST || box.h < kt_strip_height(n < WHERE_ROWS ? n : WHERE_ROWS, 3)) return;
    if (!kt_strip_tells(d, "need_far")) return;
    const char *title =
        KT_SAY(d->arena, d->lang, wh_where, kt_limit(d, d->rep->far), kt_unit(d, d->child, KT_U_BY));
    kt_strip_draw(d, cv, "need_far", title, box, 0);
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv, const struct kt_possible *p, size_t n)
{
    struct kt_arena *a = d->arena;
    const char *limit = kt_limit(d, d->rep->far);
    const char *title = KT_SAY_N(a, d->lang, (double)n, wh_title, kt_place_in(d, d->level, d->zone, true),
                                 kt_num(d, (double)n, 0), limit, kt_about(d, p[n - 1].reached.v));
    kt_frame(d, cv, KT_SAY0(a, d->lang, page_what_would_help), title, KT_SAY(a, d->lang, wh_sub, limit),
             kt_credit(d));
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    struct kt_possible p[KT_PLACES_MAX];
    size_t n = kt_possible_places(d, p);
    double x = KT_MARGIN + KT_TEXT_W - SIDE_W, rows = 14 + (double)n * KT_ROW_UM / 1000;
    frame(d, cv, p, n);
    struct kt_box box = {KT_MARGIN, KT_CONTENT_Y, KT_TEXT_W - SIDE_W - GAP,
                         KT_CONTENT_END - rows - 8 - KT_CONTENT_Y};
    struct kt_map_info info = map(d, cv, p, n, box);
    struct kt_box c = curve(d, cv, p, n, (struct kt_box){x, 58, SIDE_W, 66});
    double y = c.y + c.h + 5;
    y += kt_para_as(cv, "P", KT_BODY, x, y, SIDE_W,
                    KT_SAY(d->arena, d->lang, wh_text,
                           kt_val_range(d, kt_val(d, d->level, "need_far", d->zone)),
                           kt_limit(d, d->rep->far)))
             .h +
         2;
    y += kt_para_as(cv, "P", KT_NOTE_TEXT, x, y, SIDE_W, KT_SAY0(d->arena, d->lang, wh_note)).h;
    double cost = kt_set_num(d->rep->study, "methods.sites_that_help.cost_per_site_eur", 0);
    if (kt_shown(p[0].cost))
        y += kt_para_as(cv, "P", KT_NOTE_TEXT, x, y + 1.5, SIDE_W,
                        KT_SAY(d->arena, d->lang, wh_cost, kt_num(d, cost, 0)))
                 .h +
             1.5;
    y = table(d, cv, p, n, (struct kt_box){KT_MARGIN, fmax(y, info.bottom) + 8, KT_TEXT_W, 0}) + 8;
    where(d, cv, (struct kt_box){KT_MARGIN, y, KT_TEXT_W, KT_CONTENT_END - y - 1});
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_possible p[KT_PLACES_MAX];
    size_t n = kt_possible_places(d, p);
    struct kt_box c = kt_content(d);
    double w = 96;
    frame(d, cv, p, n);
    map(d, cv, p, n, (struct kt_box){c.x, c.y, c.w - w - 2 * GAP, c.h});
    size_t fit = (size_t)((c.h - 12) * 1000 / KT_ROW_UM);
    table(d, cv, p, n < fit ? n : fit, (struct kt_box){c.x + c.w - w, c.y + 2.6, w, c.h});
}

const struct kt_page kt_what_would_help = {
    "what_would_help",
    {{"Mikä auttaisi", "Vad som skulle hjälpa", "What would help"}},
    "Possible places by whom they would reach: numbered on a map, a curve, a table.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
