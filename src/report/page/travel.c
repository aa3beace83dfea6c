/* travel: minutes along roads and ferries: the ground within reach, people by mode, those without any way.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart.h>

enum { SIDE_W = 56, GAP = 4, BANDS_MOST = 8, NAMES_MOST = 5, SLIDE_SIDE = 52, SLIDE_BANDS = 4 };

/* The bands of a mode are rows from .. to - 1 of the isochrones. */
struct bands {
    const struct kt_isochrones *iso;
    size_t from, to;
    const char *mode;
};

static bool begins_mode(const struct kt_isochrones *iso, size_t i)
{
    return !i || !kt_streq(iso->mode[i], iso->mode[i - 1]);
}

/* The bands of the `part`-th mode; none where there is no such mode. */
static struct bands bands_of(const struct kt_doc *d, size_t part)
{
    struct bands b = {.iso = d->rep->view->isochrones};
    if (!b.iso) return b;
    for (size_t i = 0; i < b.iso->n && !b.mode; i++)
        if (begins_mode(b.iso, i) && part-- == 0) b.from = b.to = i, b.mode = b.iso->mode[i];
    while (b.mode && b.to < b.iso->n && b.to - b.from < BANDS_MOST && kt_streq(b.iso->mode[b.to], b.mode))
        b.to++;
    return b;
}

static const char *named(const struct kt_doc *d, const char *stem, const char *mode)
{
    return kt_printf(d->arena, "%s_%s", stem, mode);
}

static const char *limited(const struct kt_doc *d, const char *stem, double min, const char *mode)
{
    return kt_printf(d->arena, "%s_%g_%s", stem, min, mode);
}

static struct kt_val own(const struct kt_doc *d, const char *column)
{
    return kt_val(d, d->level, column, d->zone);
}

/* A region without a single road in the study has nothing to show. */
static bool applies(const struct kt_doc *d)
{
    struct bands b = bands_of(d, 0);
    if (!b.mode || !d->rep->outlines) return false;
    struct kt_val covered = own(d, named(d, "covered", b.mode));
    return kt_shown(covered) && (covered.v > 0 || kt_doc_national(d));
}

static const char *mode_name(const struct kt_doc *d, const char *mode)
{
    if (kt_streq(mode, "car")) return KT_SAY0(d->arena, d->lang, tt_car);
    if (kt_streq(mode, "walk")) return KT_SAY0(d->arena, d->lang, tt_foot);
    if (kt_streq(mode, "walk_slow")) return KT_SAY0(d->arena, d->lang, tt_slow);
    return KT_SAY0(d->arena, d->lang, tt_cycle);
}

/* Dark is far: five classes of the ramp spread over the bands. */
static uint32_t fill_of(const struct bands *b, size_t i)
{
    size_t n = b->to - b->from;
    return kt_ramp(KT_AMBER)[n > 1 ? (i - b->from) * 4 / (n - 1) : 0];
}

/* The band that titles speak of: the one of half an hour, or the first beyond it, or the last. */
static size_t spoken(const struct bands *b)
{
    size_t i = b->from;
    while (i + 1 < b->to && b->iso->minutes[i] < 30) i++;
    return i;
}

static const char *finding(const struct kt_doc *d, const struct bands *b)
{
    size_t i = spoken(b);
    const char *here = kt_place_in(d, d->level, d->zone, true), *min = kt_num(d, b->iso->minutes[i], 0);
    struct kt_val share = own(d, limited(d, "pop_in", b->iso->minutes[i], b->mode));
    if (!kt_shown(share))
        return KT_SAY(d->arena, d->lang, tt_unknown, here, kt_pct(d, own(d, named(d, "covered", b->mode)).v));
    if (share.v <= 0) return KT_SAY(d->arena, d->lang, tt_title_none, here, min, kt_by_mode(d, b->mode));
    if (share.v >= 1) return KT_SAY(d->arena, d->lang, tt_title_all, here, min, kt_by_mode(d, b->mode));
    return KT_SAY(d->arena, d->lang, tt_title, here, kt_pct(d, share.v), min, kt_by_mode(d, b->mode));
}

/* ---- the map ---- */

/* Is the cell in the document's zone? */
static bool in_doc(const struct kt_doc *d, size_t c)
{
    const struct kt_study *st = d->rep->study;
    int32_t at = st->cells.zone[c];
    for (size_t lv = 0; lv < d->level && at >= 0; lv++) at = st->level[lv].parent[at];
    return at == (int32_t)d->zone;
}

/* Cells of the document from where no way leads to any site. */
static uint8_t *without_way(const struct kt_doc *d, const struct bands *b, size_t *n)
{
    const struct kt_vcol *reached = kt_view_find(d->rep->view, KT_ROWS_CELLS, named(d, "reached", b->mode));
    uint8_t *cut = KT_NEW(d->arena, uint8_t, d->rep->study->cells.n);
    *n = 0;
    for (size_t c = 0; reached && c < reached->n; c++)
        if (reached->mark[c] == KT_SHOWN && reached->value[c] == 0 && in_doc(d, c)) {
            cut[c] = 1;
            (*n)++;
        }
    return cut;
}

static struct kt_map_info map(const struct kt_doc *d, struct kt_canvas *cv, const struct bands *b,
                              const uint8_t *cut, struct kt_box box)
{
    static const uint32_t ground[] = {KT_GROUND};
    uint32_t fill[BANDS_MOST];
    size_t n = d->rep->study->level[d->rep->fine].n;
    for (size_t i = b->from; i < b->to; i++) fill[i - b->from] = fill_of(b, i);
    struct kt_reach_map reach = {
        .within = b->iso, .from = b->from, .to = b->to, .fill = fill, .cut_off = cut};
    struct kt_map m = kt_page_map(d, KT_NEW(d->arena, int, n), ground);
    m.reach = &reach;
    m.sites = true;
    m.labels = !(d->slides && kt_doc_national(d)); /* no room for names there */
    struct kt_map_info info = {0};
    size_t i = spoken(b);
    struct kt_val share = own(d, limited(d, "pop_in", b->iso->minutes[i], b->mode));
    kt_figure_open(cv, kt_alt_cut(d->arena, KT_SAY(d->arena, d->lang, tt_alt, kt_by_mode(d, b->mode),
                                                   kt_val_text(d, share), kt_num(d, b->iso->minutes[i], 0))));
    kt_map_draw(cv, &m, box, &info, *d->arena);
    kt_figure_close(cv);
    return info;
}

/* ---- beside it ---- */

/* Residents of the country's areas by their mean minutes; nothing where too few areas are known. */
static double histogram(const struct kt_doc *d, struct kt_canvas *cv, const struct bands *b, double y)
{
    struct kt_arena *a = d->arena;
    size_t lv = d->rep->fine, n = d->rep->study->level[lv].n, known = 0;
    const struct kt_vcol *min = kt_view_find(d->rep->view, (int)lv, named(d, "travel_min", b->mode));
    const struct kt_vcol *people = kt_view_find(d->rep->view, (int)lv, "population");
    double edge[BANDS_MOST + 1] = {0};
    uint32_t fill[BANDS_MOST];
    for (size_t i = b->from; i < b->to; i++) {
        edge[i - b->from + 1] = b->iso->minutes[i];
        fill[i - b->from] = fill_of(b, i);
    }
    for (size_t z = 0; min && z < n; z++) known += min->mark[z] == KT_SHOWN;
    if (known < 3) return y;
    struct kt_scale scale = kt_scale_fixed(b->to - b->from, edge);
    struct kt_histogram h = {
        .lang = d->lang,
        .kind = KT_K_MIN,
        .value = min->value,
        .weight = people ? people->value : kt_doubles(a, n, 1),
        .n = n,
        .scale = &scale,
        .fill = fill,
        .title = KT_SAY0(a, d->lang, tt_hist),
        .subtitle = KT_SAY0(a, d->lang, tt_hist_sub),
        .nation = kt_val(d, d->rep->study->nlevel - 1, named(d, "travel_min", b->mode), 0).v,
        .nation_label = KT_SAY0(a, d->lang, whole_country),
        .own = kt_doc_national(d) ? NAN : own(d, named(d, "travel_min", b->mode)).v,
        .own_label = kt_doc_national(d) ? NULL : kt_place(d, d->level, d->zone),
    };
    struct kt_box box = kt_histogram_draw(cv, &h, kt_left(d), y, SIDE_W - GAP, *a);
    return box.y + box.h + 6;
}

/* Are there figures for the document's own area? */
static bool is_known(const struct kt_doc *d, const struct bands *b)
{
    return kt_shown(own(d, named(d, "travel_min", b->mode))) ||
           kt_shown(own(d, named(d, "cut_off", b->mode)));
}

static double limit_row(const struct kt_doc *d, struct kt_canvas *cv, const struct bands *b, size_t i,
                        double y)
{
    kt_rect(cv, (struct kt_box){kt_left(d), y - 2.6, 4, 3}, fill_of(b, i), KT_INK, 0.1);
    kt_text(cv, KT_NOTE_TEXT, KT_LEFT, kt_left(d) + 5.4, y, 0, kt_num(d, b->iso->minutes[i], 0));
    return y + 4.4;
}

/* Colours alone, where no figures stand beside them. */
static double colour_list(const struct kt_doc *d, struct kt_canvas *cv, const struct bands *b, double y)
{
    kt_text_as(cv, "H2", KT_CHART_TITLE, KT_LEFT, kt_left(d), y, SIDE_W - GAP,
               KT_SAY0(d->arena, d->lang, tt_within));
    y += 4.4;
    kt_text_as(cv, "P", KT_TABLE_HEAD, KT_LEFT, kt_left(d), y, 0, KT_SAY0(d->arena, d->lang, tt_th_min));
    y += 4.4;
    kt_tag_open(cv, "L");
    for (size_t i = b->from; i < b->to; i++) {
        kt_tag_open(cv, "LI");
        kt_tag_open(cv, "LBody");
        y = limit_row(d, cv, b, i, y);
        kt_tag_close(cv, "LBody");
        kt_tag_close(cv, "LI");
    }
    kt_tag_close(cv, "L");
    return y + 1.1;
}

/* Bands with their colour, share of residents and persons in need. */
static double band_list(const struct kt_doc *d, struct kt_canvas *cv, const struct bands *b, double y)
{
    struct kt_arena *a = d->arena;
    const double right = kt_left(d) + SIDE_W, share_x = kt_left(d) + 18.5;
    kt_tag_open(cv, "Table");
    kt_text_as(cv, "Caption", KT_CHART_TITLE, KT_LEFT, kt_left(d), y, SIDE_W - GAP,
               KT_SAY0(a, d->lang, tt_within));
    y += 4.4;
    kt_tag_open(cv, "TR");
    kt_text_as(cv, "TH", KT_TABLE_HEAD, KT_LEFT, kt_left(d), y, 0, KT_SAY0(a, d->lang, tt_th_min));
    kt_text_as(cv, "TH", KT_TABLE_HEAD, KT_RIGHT, share_x + 4, y, 16, KT_SAY0(a, d->lang, tt_th_people));
    kt_text_as(cv, "TH", KT_TABLE_HEAD, KT_RIGHT, right, y, 0, KT_SAY0(a, d->lang, tt_th_need));
    kt_tag_close(cv, "TR");
    for (size_t i = b->from; i < b->to; i++) {
        double min = b->iso->minutes[i];
        y += 4.4;
        kt_tag_open(cv, "TR");
        kt_row_head_open(cv);
        limit_row(d, cv, b, i, y);
        kt_row_head_close(cv);
        kt_text_as(cv, "TD", KT_NOTE_TEXT, KT_RIGHT, share_x, y, 0,
                   kt_val_text(d, own(d, limited(d, "pop_in", min, b->mode))));
        kt_text_as(cv, "TD", KT_NOTE_TEXT, KT_RIGHT, right, y, 0,
                   kt_val_range(d, own(d, limited(d, "need_in", min, b->mode))));
        kt_tag_close(cv, "TR");
    }
    kt_tag_close(cv, "Table");
    return y + 5.5;
}

static double key(const struct kt_doc *d, struct kt_canvas *cv, const struct bands *b, bool cut, double left,
                  double y)
{
    struct kt_arena *a = d->arena;
    const double x = left + 7, w = SIDE_W - GAP - 7;
    kt_rect(cv, (struct kt_box){left, y - 2.2, 4, 3}, KT_GROUND, KT_INK, 0.1);
    const char *none = KT_SAY(a, d->lang, tt_key_none, kt_num(d, b->iso->minutes[b->to - 1], 0));
    y += kt_para_as(cv, "P", KT_NOTE_TEXT, x, y - 2.9, w, none).h + 1;
    kt_dot(cv, left + 2, y - 0.7, 0.6, KT_WHITE, KT_INK, 0.18);
    y += kt_para_as(cv, "P", KT_NOTE_TEXT, x, y - 2.9, w, KT_SAY0(a, d->lang, site_key)).h + 1;
    if (!cut) return y;
    kt_line(cv, left + 1.1, y - 1.6, left + 2.9, y + 0.2, KT_INK, 0.35);
    kt_line(cv, left + 1.1, y + 0.2, left + 2.9, y - 1.6, KT_INK, 0.35);
    return y + kt_para_as(cv, "P", KT_NOTE_TEXT, x, y - 2.9, w, KT_SAY0(a, d->lang, tt_key_cut)).h + 1;
}

/* Who has no way, with the names of some places. */
static const char *cut_text(const struct kt_doc *d, const struct bands *b, const uint8_t *cut)
{
    const struct kt_cells *cells = &d->rep->study->cells;
    struct kt_val people = own(d, named(d, "cut_off", b->mode));
    const char *text = KT_SAY(d->arena, d->lang, tt_cut, kt_val_text(d, people), kt_by_mode(d, b->mode)),
               *list = "";
    size_t named_places = 0;
    for (size_t c = 0; cells->name && c < cells->n && named_places < NAMES_MOST; c++) {
        if (!cut[c] || !cells->name[c]) continue;
        list = kt_printf(d->arena, "%s%s%s", list, named_places ? ", " : "", cells->name[c]);
        named_places++;
    }
    return *list ? kt_printf(d->arena, "%s %s", text, KT_SAY(d->arena, d->lang, tt_places, list)) : text;
}

static const char *notes(const struct kt_doc *d, const struct bands *b)
{
    const struct kt_study *st = d->rep->study;
    struct kt_val covered = own(d, named(d, "covered", b->mode));
    const char *text =
        KT_SAY(d->arena, d->lang, tt_ground, kt_num(d, kt_set_num(st, "methods.isochrones.reach_m", 250), 0));
    if (!kt_shown(covered) || covered.v > 0.9995) return text;
    double least = kt_set_num(st, "methods.road_network.least_known", 0.9);
    return kt_printf(d->arena, "%s %s",
                     KT_SAY(d->arena, d->lang, tt_cover, kt_pct(d, covered.v), kt_pct(d, least)), text);
}

/* ---- below it: every mode ---- */

enum { MODE_COLUMNS = 5 };

static double mode_table(const struct kt_doc *d, struct kt_canvas *cv, const struct bands *b, double x,
                         double y, double w)
{
    struct kt_arena *a = d->arena;
    const struct kt_isochrones *iso = b->iso;
    double min = iso->minutes[spoken(b)],
           standard = kt_set_num(d->rep->study, "methods.travel_times.standard_min", 30);
    const char *limit = kt_num(d, standard, 0);
    struct kt_gridcol col[MODE_COLUMNS] = {{KT_SAY0(a, d->lang, tt_th_mode), 0, true},
                                           {KT_SAY(a, d->lang, tt_limit, kt_num(d, min, 0)), 0, false},
                                           {KT_SAY0(a, d->lang, tt_th_mean), 0, false},
                                           {KT_SAY(a, d->lang, tt_th_slow, limit), 0, false},
                                           {KT_SAY0(a, d->lang, tt_th_cut), 0, false}};
    const char **cell = KT_NEW(a, const char *, MODE_COLUMNS * iso->n);
    size_t n = 0;
    for (size_t i = 0; i < iso->n; i++) {
        if (!begins_mode(iso, i)) continue;
        const char **c = cell + n++ * MODE_COLUMNS, *mode = iso->mode[i];
        c[0] = mode_name(d, mode);
        c[1] = kt_val_text(d, own(d, limited(d, "pop_in", min, mode)));
        c[2] = kt_val_range(d, own(d, named(d, "travel_min", mode)));
        c[3] = kt_val_range(d, own(d, named(d, "slow", mode)));
        c[4] = kt_val_text(d, own(d, named(d, "cut_off", mode)));
    }
    struct kt_grid g = {
        .col = col, .ncol = MODE_COLUMNS, .nrow = n, .cell = cell, .title = KT_SAY0(a, d->lang, tt_modes)};
    kt_grid_fit(cv, &g, w);
    y = kt_grid_draw(cv, &g, 0, n, x, y);
    if (kt_grid_marked(&g)) kt_grid_note(d, cv, x, y + 4);
    return y;
}

static size_t mode_count(const struct kt_isochrones *iso)
{
    size_t n = 0;
    for (size_t i = 0; i < iso->n; i++) n += begins_mode(iso, i);
    return n;
}

/* One for each mode: those who drive and those who walk look at maps of their own. An area without figures has one. */
static size_t sheets(const struct kt_doc *d)
{
    struct bands b = bands_of(d, 0);
    return is_known(d, &b) ? mode_count(b.iso) : 1;
}

/* How many don't drive, and who is far off when each goes their own way; "" where the study does not part them. */
static const char *own_way(const struct kt_doc *d)
{
    struct kt_val walking = own(d, "need_walking"), slow = own(d, "slow_own");
    double standard = kt_set_num(d->rep->study, "methods.travel_times.standard_min", 30);
    if (!kt_shown(walking) || !kt_shown(slow)) return "";
    return KT_SAY(d->arena, d->lang, tt_own, kt_val_range(d, walking), kt_num(d, standard, 0),
                  kt_val_range(d, slow));
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv, const struct bands *b)
{
    kt_frame(d, cv, KT_SAY0(d->arena, d->lang, page_travel), finding(d, b),
             KT_SAY(d->arena, d->lang, tt_sub, kt_by_mode(d, b->mode)), kt_credit(d));
}

/* Every mode in a table stands on the first sheet; the maps of the others are taller. */
static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    struct bands b = bands_of(d, part);
    size_t ncut;
    const uint8_t *cut = without_way(d, &b, &ncut);
    frame(d, cv, &b);
    bool known = is_known(d, &b), table = known && part == 0;
    double table_h = !table ? 0 : 19 + (double)mode_count(b.iso) * KT_ROW_UM / 1000.0,
           x = KT_MARGIN + SIDE_W + GAP;
    struct kt_box box = {x, 56, KT_TEXT_W - SIDE_W - GAP, KT_CONTENT_END - table_h - 58};
    struct kt_map_info info = map(d, cv, &b, cut, box);
    double y = histogram(d, cv, &b, 58);
    y = known ? band_list(d, cv, &b, y + 2) : colour_list(d, cv, &b, y + 2);
    y = key(d, cv, &b, ncut > 0, KT_MARGIN, y + 2);
    if (ncut && known)
        y += kt_para_as(cv, "P", KT_BODY, KT_MARGIN, y + 1, SIDE_W - GAP, cut_text(d, &b, cut)).h + 3;
    if (table && *own_way(d))
        y += kt_para_as(cv, "P", KT_BODY, KT_MARGIN, y + 1, SIDE_W - GAP, own_way(d)).h + 3;
    kt_para_as(cv, "P", KT_NOTE_TEXT, KT_MARGIN, y + 1, SIDE_W - GAP, notes(d, &b));
    if (table) mode_table(d, cv, &b, x, fmin(info.bottom + 8, KT_CONTENT_END - table_h + 4), box.w);
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct bands b = bands_of(d, 0);
    size_t ncut;
    const uint8_t *cut = without_way(d, &b, &ncut);
    struct kt_box c = kt_content(d);
    double mid = c.x + SIDE_W + GAP, right = c.x + c.w - SLIDE_SIDE;
    bool known = is_known(d, &b);
    frame(d, cv, &b);
    (void)map(d, cv, &b, cut, (struct kt_box){mid, c.y, right - GAP - mid, c.h});
    /* With many bands their list alone fills the column. */
    double y = b.to - b.from <= SLIDE_BANDS ? histogram(d, cv, &b, c.y) : c.y + 2;
    if (known)
        band_list(d, cv, &b, y);
    else
        colour_list(d, cv, &b, y);
    y = key(d, cv, &b, ncut > 0, right, c.y + 3);
    if (ncut && known) kt_para_as(cv, "P", KT_BODY, right, y + 3, SLIDE_SIDE, cut_text(d, &b, cut));
}

const struct kt_page kt_travel = {
    "travel",
    {{"Matka-aika", "Restid", "Travel time"}},
    "Maps of the ground within minutes of support along roads and ferries, one for each mode; people by "
    "mode, and "
    "those without a way.",
    applies,
    sheets,
    draw,
    slide,
};
