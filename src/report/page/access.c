/* access: how far is support, for how many people, and who is farthest.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart.h>
#include <katve/map.h>

enum { SIDE_W = 56, GAP = 4, FAR_COLUMNS = 4, FAR_LEAST = 3 };

static bool applies(const struct kt_doc *d)
{
    return kt_view_find(d->rep->view, (int)d->rep->fine, "dist_km") != NULL;
}

static double nation(const struct kt_doc *d)
{
    return kt_val(d, d->rep->study->nlevel - 1, "dist_km", 0).v;
}

static struct kt_box legend(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    struct kt_arena *a = d->arena;
    const struct kt_vcol *km = kt_view_find(d->rep->view, (int)d->rep->fine, "dist_km");
    const struct kt_vcol *people = kt_view_find(d->rep->view, (int)d->rep->fine, "population");
    bool national = kt_doc_national(d);
    size_t n = d->rep->study->level[d->rep->fine].n;
    struct kt_histogram h = {
        .lang = d->lang,
        .kind = KT_K_KM,
        .value = km->value,
        .weight = people ? people->value : kt_doubles(a, n, 1),
        .n = n,
        .scale = &d->rep->classes.access,
        .fill = kt_ramp(KT_AMBER),
        .title = national ? KT_SAY0(a, d->lang, hist_title) : KT_SAY0(a, d->lang, hist_title_all),
        .subtitle = KT_SAY0(a, d->lang, hist_sub),
        .nation = nation(d),
        .nation_label = KT_SAY0(a, d->lang, whole_country),
        .own = national ? NAN : kt_val(d, d->level, "dist_km", d->zone).v,
        .own_label = national ? NULL : kt_place(d, d->level, d->zone),
    };
    return kt_histogram_draw(cv, &h, kt_left(d), y, SIDE_W - GAP, *a);
}

/* Edges, none of them twice, and population of each class: colour is never the only cue. A region's
 * own shares stand before those of the country. */
static double class_list(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    struct kt_arena *a = d->arena;
    const struct kt_report_classes *c = &d->rep->classes;
    const double right = kt_left(d) + SIDE_W - GAP, *own = NULL;
    double own_x = right, people[KT_CLASSES_MAX], share[KT_CLASSES_MAX];
    kt_class_people(d, people, share);
    (void)kt_doc_table(d, "class_people");
    if (!kt_doc_national(d)) own = share;
    kt_tag_open(cv, "Table");
    kt_text_as(cv, "Caption", KT_CHART_TITLE, KT_LEFT, kt_left(d), y, SIDE_W - GAP,
               KT_SAY0(a, d->lang, class_share));
    if (own) {
        const char *nation = KT_SAY0(a, d->lang, whole_country);
        own_x -= kt_text_width(cv, KT_NOTE_TEXT, nation) + 2.5;
        y += 4.2;
        kt_tag_open(cv, "TR");
        kt_tag_open(cv, "TD"); /* above the classes */
        kt_tag_close(cv, "TD");
        kt_text_as(cv, "TH", KT_TABLE_HEAD, KT_RIGHT, own_x, y, own_x - kt_left(d),
                   kt_place(d, d->level, d->zone));
        kt_text_as(cv, "TH", KT_NOTE_TEXT, KT_RIGHT, right, y, 0, nation);
        kt_tag_close(cv, "TR");
    }
    for (size_t i = 0; i < c->access.n; i++) {
        double row = y + 4.4 * (double)(i + 1);
        bool last = i + 1 == c->access.n;
        const char *lo = kt_num(d, c->access.edge[i], 0);
        const char *text = last ? kt_printf(a, "≥\u00a0%s", lo)
                                : kt_printf(a, "%s–%s", lo, kt_num(d, c->access.edge[i + 1] - 0.1, 1));
        kt_rect(cv, (struct kt_box){kt_left(d), row - 2.6, 5, 3}, kt_ramp(KT_AMBER)[i], KT_INK, 0.1);
        kt_tag_open(cv, "TR");
        kt_row_head_open(cv);
        kt_text(cv, KT_NOTE_TEXT, KT_LEFT, kt_left(d) + 7, row, 0, kt_printf(a, "%s\u00a0km", text));
        kt_row_head_close(cv);
        if (own) kt_text_as(cv, "TD", KT_TABLE_HEAD, KT_RIGHT, own_x, row, 0, kt_pct(d, own[i]));
        kt_text_as(cv, "TD", KT_NOTE_TEXT, KT_RIGHT, right, row, 0, kt_pct(d, c->access_share[i]));
        kt_tag_close(cv, "TR");
    }
    kt_tag_close(cv, "Table");
    return y + 4.4 * (double)c->access.n;
}

static struct kt_box ranking(const struct kt_doc *d, struct kt_canvas *cv, struct kt_box box)
{
    struct kt_arena *a = d->arena;
    size_t *row, n = kt_doc_ranked(d, d->child, "dist_km", &row);
    const char **name = KT_NEW(a, const char *, n);
    double *value = KT_NEW(a, double, n);
    uint8_t *mark = KT_NEW(a, uint8_t, n);
    int *cls = KT_NEW(a, int, n);
    for (size_t i = 0; i < n; i++) {
        struct kt_val v = kt_val(d, d->child, "dist_km", row[i]);
        name[i] = kt_place(d, d->child, row[i]);
        value[i] = v.v;
        mark[i] = (uint8_t)v.mark;
        cls[i] = kt_scale_class(&d->rep->classes.access, v.v);
    }
    struct kt_dots dots = {
        .lang = d->lang,
        .kind = KT_K_KM,
        .title = KT_SAY0(a, d->lang, rank_far),
        .n = n,
        .name = name,
        .value = value,
        .mark = mark,
        .cls = cls,
        .fill = kt_ramp(KT_AMBER),
        .nation = nation(d),
        .nation_label = KT_SAY0(a, d->lang, whole_country),
    };
    return kt_dots_draw(cv, &dots, box, *a);
}

static struct kt_map_info map(const struct kt_doc *d, struct kt_canvas *cv, struct kt_box box,
                              struct kt_box inset)
{
    const struct kt_vcol *km = kt_view_find(d->rep->view, (int)d->rep->fine, "dist_km");
    int *cls = KT_NEW(d->arena, int, km->n);
    kt_classes_of(km, &d->rep->classes.access, cls);
    struct kt_map m = kt_page_map(d, cls, kt_ramp(KT_AMBER));
    m.sites = !kt_doc_national(d);
    m.labels = !(d->slides && kt_doc_national(d)); /* no room for names there */
    m.inset = inset;
    struct kt_map_info info = {0};
    const char *worst = kt_alt_worst(d, "dist_km", &d->rep->classes.access);
    kt_figure_open(cv, kt_alt_map(d, KT_SAY0(d->arena, d->lang, map_need_far), "dist_km", worst));
    kt_map_draw(cv, &m, box, &info, *d->arena);
    kt_figure_close(cv);
    return info;
}

/* A low map leaves room to count the people whom its colours only hint at. */
static void far_table(const struct kt_doc *d, struct kt_canvas *cv, double x, double y, double w)
{
    struct kt_arena *a = d->arena;
    size_t lv = d->rep->fine, *row, n = kt_doc_ranked(d, lv, "need_far", &row), told = 0;
    while (told < n && kt_val(d, lv, "need_far", row[told]).v >= 0.5) told++;
    double room = KT_CONTENT_END - y - 8.3;
    size_t fit = room > 0 ? (size_t)(room * 1000 / KT_ROW_UM) : 0;
    n = told < fit ? told : fit;
    if (n < FAR_LEAST && n < told) return;
    if (!n) return;
    const char *limit = kt_limit(d, d->rep->far);
    struct kt_gridcol col[FAR_COLUMNS] = {{kt_unit(d, lv, KT_U_HEAD), 0, true},
                                          {KT_SAY0(a, d->lang, th_population), 0, false},
                                          {KT_SAY(a, d->lang, th_far, limit), 0, false},
                                          {KT_SAY(a, d->lang, th_need_far, limit), 0, false}};
    const char **cell = KT_NEW(a, const char *, FAR_COLUMNS *n);
    for (size_t i = 0; i < n; i++) {
        const char **c = cell + i * FAR_COLUMNS;
        struct kt_val far = kt_val(d, lv, "far_share", row[i]);
        c[0] = kt_place(d, lv, row[i]);
        c[1] = kt_val_text(d, kt_val(d, lv, "population", row[i]));
        c[2] = kt_val_text(d, far);
        c[3] = kt_val_range(d, kt_val(d, lv, "need_far", row[i]));
    }
    struct kt_grid g = {
        .col = col, .ncol = FAR_COLUMNS, .nrow = n, .cell = cell, .title = KT_SAY0(a, d->lang, far_table)};
    kt_grid_fit(cv, &g, w);
    kt_grid_draw(cv, &g, 0, n, x, y);
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv)
{
    const char *subtitle = KT_SAY(d->arena, d->lang, access_sub, kt_unit(d, d->rep->fine, KT_U_BY));
    kt_frame(d, cv, KT_SAY0(d->arena, d->lang, page_access), kt_find_access(d), subtitle, kt_credit(d));
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    struct kt_arena *a = d->arena;
    bool national = kt_doc_national(d);
    struct kt_box inset = national ? (struct kt_box){kt_left(d), 233, 60, 45}
                                   : (struct kt_box){0, 0, kt_width(d) - SIDE_W - GAP, 70};
    struct kt_box box = {kt_left(d) + SIDE_W + GAP, 56, kt_width(d) - SIDE_W - GAP, KT_CONTENT_END - 58};
    frame(d, cv);
    struct kt_map_info info = map(d, cv, box, inset);

    struct kt_box b = legend(d, cv, 58);
    double y = class_list(d, cv, b.y + b.h + 6) + 3;
    if (!national) {
        kt_dot(cv, kt_left(d) + 2.5, y + 0.9, 0.6, KT_WHITE, KT_INK, 0.18);
        kt_text_as(cv, "P", KT_NOTE_TEXT, KT_LEFT, kt_left(d) + 7, y + 1.8, SIDE_W - GAP - 7,
                   KT_SAY0(a, d->lang, site_key));
        y += 4.4;
    }
    struct kt_key key = {
        .lang = d->lang, .nmissing = info.nmissing, .nhidden = info.nhidden, .k = d->rep->view->k};
    b = kt_key_draw(cv, &key, kt_left(d), y, SIDE_W - GAP, *a);
    y += b.h + (b.h > 0 ? 3 : 0);
    double end = national ? inset.y - 8 : KT_CONTENT_END - 2;
    const char *standard = national ? NULL : kt_say_standard(d);
    if (standard) {
        end -= kt_para_height(cv, KT_NOTE_TEXT, SIDE_W - GAP, standard) + 4;
    }
    b = ranking(d, cv, (struct kt_box){kt_left(d), y + 2, SIDE_W - GAP, end - y - 2});
    if (standard) kt_para_as(cv, "P", KT_NOTE_TEXT, kt_left(d), b.y + b.h + 4, SIDE_W - GAP, standard);
    if (!national) far_table(d, cv, box.x, info.bottom + 7, box.w);
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_box c = kt_content(d), none = {0};
    double strip = 52, x = c.x + SIDE_W + GAP;
    frame(d, cv);
    map(d, cv, (struct kt_box){x, c.y, c.w - SIDE_W - strip - 3 * GAP, c.h}, none);
    struct kt_box b = legend(d, cv, c.y);
    class_list(d, cv, b.y + b.h + 3);
    ranking(d, cv, (struct kt_box){c.x + c.w - strip, c.y, strip, c.h - 4});
}

const struct kt_page kt_access = {
    "access",
    {{"Saavutettavuus", "Nåbarhet", "Reachability"}},
    "Map of the distance to the nearest support, how many people live how far, and areas ranked.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
