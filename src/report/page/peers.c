/* peers: the region among all regions, measure by measure.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart_areas.h>

#define DUMBBELL_ROW  3.4
#define DUMBBELL_TALL 5.6

/* Room that the strip of all regions asks for, all of them readable. */
static double strip_least(const struct kt_doc *d)
{
    return kt_strip_height(d->rep->study->level[d->level].n, 3.3);
}

static bool applies(const struct kt_doc *d)
{
    struct kt_measure m[KT_MEASURES_MAX];
    return !kt_doc_national(d) && d->rep->study->level[d->level].n >= 4 &&
           kt_measures_shown(d, d->level, m) >= 3;
}

/* Ends and middle half of all regions. */
static void spread(const struct kt_doc *d, const char *column, struct kt_spine_row *r)
{
    double q[4];
    if (!kt_spread(d, d->level, column, q)) return;
    *r = (struct kt_spine_row){.lo = q[0], .q1 = q[1], .q3 = q[2], .hi = q[3]};
}

static size_t rows(const struct kt_doc *d, struct kt_spine_row out[KT_MEASURES_MAX], size_t *behind)
{
    struct kt_measure m[KT_MEASURES_MAX];
    struct kt_arena *a = d->arena;
    size_t n = kt_measures_shown(d, d->level, m), top = d->rep->study->nlevel - 1;
    const char *const none[] = {NULL};
    size_t zones = d->rep->study->level[d->level].n;
    int *cls = KT_NEW(a, int, zones);
    uint8_t *worst = KT_NEW(a, uint8_t, zones);
    *behind = 0;
    (void)kt_doc_table(d, "measure_spread");
    for (size_t i = 0; i < n; i++) {
        struct kt_val own = kt_val(d, d->level, m[i].column, d->zone),
                      nation = kt_val(d, top, m[i].column, 0);
        spread(d, m[i].column, &out[i]);
        kt_measure_fifths(d, d->level, &m[i], cls);
        kt_measure_worst(d, d->level, &m[i], cls, worst);
        *behind += worst[d->zone];
        out[i].name = kt_say_list(a, d->lang, m[i].word, none);
        out[i].value = kt_val_text(d, own);
        out[i].nation = kt_val_text(d, nation);
        out[i].at = own.v;
        out[i].lower = own.lo;
        out[i].upper = own.hi;
        out[i].nation_at = nation.v;
        out[i].more_is_worse = m[i].more_is_worse;
    }
    return n;
}

/* Municipalities by the measure that the region's gap is told with. Returns the bottom. */
static double municipalities(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    struct kt_arena *a = d->arena;
    size_t lv = d->child, *row, n = kt_doc_ranked(d, lv, "dist_p90_km", &row);
    if (!kt_view_find(d->rep->view, (int)lv, "dist_p90_km") || lv == d->level) return y;
    double room = KT_CONTENT_END - y - 14;
    size_t fit = (size_t)(room / DUMBBELL_ROW);
    if (n > fit) n = fit;
    /* Where all regions find no room below, these rows take it. */
    bool alone = room - (double)n * DUMBBELL_ROW < strip_least(d) + 9;
    const char **name = KT_NEW(a, const char *, n);
    double *half = kt_doubles(a, n, NAN), *most = kt_doubles(a, n, NAN);
    for (size_t i = 0; i < n; i++) {
        name[i] = kt_place(d, lv, row[i]);
        half[i] = kt_val(d, lv, "dist_median_km", row[i]).v;
        most[i] = kt_val(d, lv, "dist_p90_km", row[i]).v;
    }
    if (!n || !isfinite(most[0])) return y;
    struct kt_dumbbells c = {.lang = d->lang,
                             .kind = KT_K_KM,
                             .title = KT_SAY(a, d->lang, pe_chart, kt_unit(d, lv, KT_U_BY)),
                             .from_label = KT_SAY0(a, d->lang, di_half),
                             .to_label = KT_SAY0(a, d->lang, di_nine),
                             .n = n,
                             .name = name,
                             .from = half,
                             .to = most,
                             .row = alone ? fmin(DUMBBELL_TALL, room / (double)(n ? n : 1)) : 0};
    kt_figure_open(cv, KT_SAY(a, d->lang, di_alt_range, name[0], kt_num(d, most[0], 0)));
    struct kt_box b =
        kt_dumbbell_draw(cv, &c, (struct kt_box){KT_MARGIN, y, KT_TEXT_W, KT_CONTENT_END - y}, *a);
    kt_figure_close(cv);
    return b.y + b.h;
}

/* Where few municipalities leave room: all regions by need with their intervals, this one in bold. */
static void regions(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    struct kt_arena *a = d->arena;
    size_t n = d->rep->study->level[d->level].n, *order = KT_NEW(a, size_t, n),
           top = d->rep->study->nlevel - 1;
    double *key = kt_doubles(a, n, NAN);
    if (KT_CONTENT_END - y < strip_least(d) || n < 3 ||
        !kt_view_find(d->rep->view, (int)d->level, "need_per_1000"))
        return;
    for (size_t z = 0; z < n; z++) key[z] = -kt_val(d, d->level, "need_per_1000", z).v;
    kt_order(key, n, order);
    struct kt_dots dots = kt_strip_of(d, d->level, "need_per_1000", order, n);
    dots.kind = KT_K_PER1000;
    dots.title = KT_SAY0(a, d->lang, strip_need);
    dots.nation = kt_val(d, top, "need_per_1000", 0).v;
    dots.nation_label = KT_SAY0(a, d->lang, whole_country);
    dots.own = kt_place(d, d->level, d->zone);
    kt_figure_open(cv, dots.title);
    kt_dots_draw(cv, &dots, (struct kt_box){KT_MARGIN, y, KT_TEXT_W, KT_CONTENT_END - y}, *a);
    kt_figure_close(cv);
}

/* Frame and spine; returns the bottom. */
static double spine(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_arena *a = d->arena;
    enum kt_lang l = d->lang;
    struct kt_spine_row row[KT_MEASURES_MAX] = {{0}};
    size_t behind, n = rows(d, row, &behind);
    const char *name = kt_place(d, d->level, d->zone), *all = kt_out_of(d, n);
    const char *title =
        behind ? KT_SAY_N(a, l, (double)behind, ms_title, name, kt_num(d, (double)behind, 0), all)
               : KT_SAY(a, l, pe_none, name);
    kt_frame(d, cv, KT_SAY0(a, l, page_peers), title, KT_SAY0(a, l, pe_sub), NULL);
    struct kt_spine s = {l,
                         KT_SAY0(a, l, pe_spine),
                         name,
                         KT_SAY0(a, l, pe_nation),
                         KT_SAY0(a, l, pe_better),
                         KT_SAY0(a, l, pe_worse),
                         n,
                         row};
    kt_figure_open(cv, KT_SAY(a, l, pe_alt, name, kt_num(d, (double)behind, 0), all));
    struct kt_box b = kt_spine_draw(cv, &s, kt_content(d), *a);
    kt_figure_close(cv);
    double y = b.y + b.h + 3;
    return y + kt_para_as(cv, "P", KT_NOTE_TEXT, b.x, y, b.w, KT_SAY0(a, l, pe_key)).h;
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    regions(d, cv, municipalities(d, cv, spine(d, cv) + 7) + 9);
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    spine(d, cv);
}

const struct kt_page kt_peers = {
    "peers",
    {{"Muihin verrattuna", "Jämfört med andra", "Among its peers"}},
    "The region among all regions by up to ten measures, and its municipalities by distance.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
