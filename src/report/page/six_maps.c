/* six_maps: six measures on small maps with one legend: where the same areas are behind.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

enum { MAPS = 6, ACROSS = 3 };
#define MAP_W 56.0
#define MAP_H 96.0
#define GAP   3.0

static size_t chosen(const struct kt_doc *d, struct kt_measure out[KT_MEASURES_MAX])
{
    size_t n = kt_measures_shown(d, d->rep->fine, out);
    return n < MAPS ? n : MAPS;
}

static bool applies(const struct kt_doc *d)
{
    struct kt_measure m[KT_MEASURES_MAX];
    return kt_doc_national(d) && d->rep->outlines && chosen(d, m) >= ACROSS;
}

static void key(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    struct kt_arena *a = d->arena;
    double x = kt_left(d);
    const char *end[2] = {KT_SAY0(a, d->lang, sm_best), KT_SAY0(a, d->lang, sm_worst)};
    kt_text_as(cv, "P", KT_NOTE_TEXT, KT_LEFT, x, y + 2.6, 0, end[0]);
    x += kt_text_width(cv, KT_NOTE_TEXT, end[0]) + 2;
    for (int c = 0; c < 5; c++, x += 10)
        kt_rect(cv, (struct kt_box){x, y, 10, 3.2}, kt_ramp(KT_AMBER)[c], KT_WHITE, 0.15);
    kt_text_as(cv, "P", KT_NOTE_TEXT, KT_LEFT, x + 2, y + 2.6, 0, end[1]);
    x += kt_text_width(cv, KT_NOTE_TEXT, end[1]) + 8;
    struct kt_box none = {x, y, 6, 3.2};
    kt_rect(cv, none, KT_WHITE, KT_HATCH, 0.1);
    kt_hatch(cv, none, false, KT_HATCH, 1, 0.15, 1.2);
    kt_text_as(cv, "P", KT_NOTE_TEXT, KT_LEFT, x + 8, y + 2.6, 0, KT_SAY0(a, d->lang, missing));
}

/* `across` maps in a row, each in a box of w × h. */
static void maps(const struct kt_doc *d, struct kt_canvas *cv, size_t across, double w, double h)
{
    struct kt_box c = kt_content(d);
    struct kt_arena *a = d->arena;
    struct kt_measure m[KT_MEASURES_MAX];
    size_t n = chosen(d, m), zones = d->rep->study->level[d->rep->fine].n, often = 0;
    int *cls = KT_NEW(a, int, zones *n);
    size_t least = n > 4 ? 4 : n - 1;
    uint8_t *firm = KT_NEW(a, uint8_t, zones * n);
    for (size_t k = 0; k < n; k++) {
        kt_measure_fifths(d, d->rep->fine, &m[k], cls + k * zones);
        kt_measure_worst(d, d->rep->fine, &m[k], cls + k * zones, firm + k * zones);
    }
    for (size_t z = 0; z < zones; z++) {
        size_t worst = 0;
        for (size_t k = 0; k < n; k++) worst += firm[k * zones + z];
        often += worst >= least;
    }
    const char *all = kt_out_of(d, n), *some = kt_num(d, (double)least, 0);
    const char *title = often ? KT_SAY_N(a, d->lang, (double)often, sm_title,
                                         kt_unit_count(d, d->rep->fine, often, false), some, all)
                              : KT_SAY(a, d->lang, sm_none, kt_unit(d, d->rep->fine, KT_U_NONE), some, all);
    kt_frame(d, cv, KT_SAY0(a, d->lang, page_six_maps), title,
             KT_SAY(a, d->lang, sm_sub, kt_unit(d, d->rep->fine, KT_U_BY)), kt_credit(d));
    const char *const none[] = {NULL};
    for (size_t k = 0; k < n; k++) {
        double x = c.x + (double)(k % across) * (w + GAP), y = c.y + 1 + (double)(k / across) * (h + 9);
        const char *name = kt_say_list(a, d->lang, m[k].word, none);
        double head = kt_para_as(cv, "P", KT_CHART_TITLE, x, y, w, name).h;
        struct kt_map map = kt_page_map(d, cls + k * zones, kt_ramp(KT_AMBER));
        struct kt_map_info info = {0};
        kt_figure_open(cv, kt_alt_map(d, name, m[k].column, KT_SAY0(a, d->lang, sm_alt)));
        kt_map_draw(cv, &map, (struct kt_box){x, y + head + 1, w, h - head}, &info, *a);
        kt_figure_close(cv);
    }
    key(d, cv, c.y + 1 + (double)((n + across - 1) / across) * (h + 9));
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    maps(d, cv, ACROSS, MAP_W, MAP_H);
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    maps(d, cv, MAPS, 28.7, 54);
}

const struct kt_page kt_six_maps = {
    "six_maps",
    {{"Kuusi karttaa", "Sex kartor", "Six maps"}},
    "Six measures on small maps in fifths, with one legend.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
