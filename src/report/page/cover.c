/* cover: the answer: big numbers with their intervals, where the area is, three sentences.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart.h>
#include <katve/map.h>

enum { BIG_W = 84, BIG_H = 30, MAX_BIG = 5 };

struct big {
    const char *number, *label, *note;
};

static struct kt_val own(const struct kt_doc *d, const char *column)
{
    return kt_val(d, d->level, column, d->zone);
}

/* Under each number its interval, or why there is none. */
static const char *certainty(const struct kt_doc *d, struct kt_val v, const char *why)
{
    struct kt_arena *a = d->arena;
    if (v.mark == KT_SUPPRESSED) return KT_SAY0(a, d->lang, suppressed);
    if (!kt_shown(v)) return KT_SAY0(a, d->lang, missing);
    if (isnan(v.lo) || isnan(v.hi)) return why;
    return KT_SAY(a, d->lang, interval_95, kt_val_interval(d, v));
}

static struct big far_number(const struct kt_doc *d)
{
    struct kt_arena *a = d->arena;
    struct kt_val far = own(d, "need_far"), share = own(d, "need_far_share");
    const char *exact = KT_SAY0(a, d->lang, exact_count);
    const char *note = certainty(d, far, exact);
    if (kt_shown(far) && kt_shown(share))
        note = kt_printf(a, "%s · %s", note, KT_SAY(a, d->lang, share_of_need, kt_pct(d, share.v)));
    return (struct big){kt_val_text(d, far), KT_SAY(a, d->lang, big_far, kt_limit(d, d->rep->far)), note};
}

static struct big rank_number(const struct kt_doc *d)
{
    struct kt_arena *a = d->arena;
    struct kt_val rank = own(d, "rank");
    size_t n = d->rep->study->level[d->level].n;
    const char *number =
        kt_shown(rank) ? kt_printf(a, "%s\u00a0/\u00a0%s", kt_num(d, rank.v, 0), kt_num(d, (double)n, 0))
                       : kt_val_text(d, rank);
    const char *note = certainty(d, rank, "");
    if (kt_shown(rank) && !isnan(rank.lo))
        note = KT_SAY(a, d->lang, rank_note, kt_val_interval(d, rank), kt_unit_count(d, d->level, n, false));
    return (struct big){number, KT_SAY0(a, d->lang, big_rank), note};
}

static size_t numbers(const struct kt_doc *d, struct big out[MAX_BIG])
{
    struct kt_arena *a = d->arena;
    enum kt_lang l = d->lang;
    struct kt_val need = own(d, "need"), hours = own(d, "hours_per_1000"), unmet = own(d, "unmet");
    struct kt_val share = own(d, "far_share");
    const char *exact = KT_SAY0(a, l, exact_count), *supply = KT_SAY0(a, l, exact_supply);
    size_t n = 0;
    out[n++] = (struct big){kt_val_text(d, need), KT_SAY0(a, l, big_need), certainty(d, need, exact)};
    out[n++] = far_number(d);
    if (kt_doc_national(d)) {
        out[n++] =
            (struct big){kt_shown(share) ? kt_pct(d, share.v) : kt_val_text(d, share),
                         KT_SAY(a, l, big_far_share, kt_limit(d, d->rep->far)), certainty(d, share, exact)};
        out[n++] = (struct big){kt_val_text(d, hours), KT_SAY0(a, l, big_hours), certainty(d, hours, supply)};
    }
    out[n++] = (struct big){kt_val_text(d, unmet), KT_SAY0(a, l, big_unmet), certainty(d, unmet, exact)};
    if (!kt_doc_national(d)) out[n++] = rank_number(d);
    return n;
}

static void draw_big(struct kt_canvas *cv, const struct big *b, double x, double y, double w)
{
    kt_line(cv, x, y, x + w - 6, y, KT_RULE, 0.15);
    kt_tag_open(cv, "P");
    kt_text(cv, KT_BIG, KT_LEFT, x, y + 12, w - 4, b->number);
    kt_text(cv, KT_BODY_BOLD, KT_LEFT, x, y + 17.6, w - 4, b->label);
    kt_text(cv, KT_NOTE_TEXT, KT_LEFT, x, y + 22, w - 4, b->note);
    kt_tag_close(cv, "P");
}

/* What the figures come to, in sentences that can be read aloud. Returns the bottom. */
static double sentences(const struct kt_doc *d, struct kt_canvas *cv, double x, double y, double w)
{
    const char *say[] = {kt_say_need(d), kt_say_supply(d), kt_say_gap(d), kt_say_standing(d),
                         kt_say_standard(d)};
    kt_text_as(cv, "H2", KT_CHART_TITLE, KT_LEFT, x, y, w, KT_SAY0(d->arena, d->lang, say_title));
    y += 2.5;
    for (size_t i = 0; i < sizeof say / sizeof *say; i++) {
        if (!say[i]) continue;
        y += kt_para_as(cv, "P", KT_BODY, x, y, w, say[i]).h + 1.8;
    }
    return y;
}

/* Nationally a small map of distance; for a region its place in the country. */
static void map(const struct kt_doc *d, struct kt_canvas *cv, struct kt_box box)
{
    size_t lv = d->rep->fine;
    const struct kt_vcol *km = kt_view_find(d->rep->view, (int)lv, "dist_km");
    bool national = kt_doc_national(d) && km;
    static const uint32_t navy[1] = {KT_NAVY};
    int *cls = NULL;
    if (national) {
        cls = KT_NEW(d->arena, int, km->n);
        kt_classes_of(km, &d->rep->classes.access, cls);
    }
    struct kt_map m = kt_page_map(d, cls, national ? kt_ramp(KT_AMBER) : navy);
    struct kt_map_info info = {0};
    const char *what =
        national ? KT_SAY0(d->arena, d->lang, map_need_far) : KT_SAY0(d->arena, d->lang, locator);
    kt_text_as(cv, "H2", KT_CHART_TITLE, KT_LEFT, box.x, box.y, box.w, what);
    const struct kt_scale *sc = &d->rep->classes.access;
    kt_figure_open(cv, national ? kt_alt_map(d, what, "dist_km", kt_alt_worst(d, "dist_km", sc))
                                : KT_SAY(d->arena, d->lang, alt_locator, kt_place(d, d->level, d->zone),
                                         kt_place(d, d->rep->study->nlevel - 1, 0)));
    box.y += 3;
    box.h -= 3;
    kt_map_draw(cv, &m, box, &info, *d->arena);
    kt_figure_close(cv);
}

static void legend(const struct kt_doc *d, struct kt_canvas *cv, double x, double y, double w)
{
    size_t lv = d->rep->fine;
    const struct kt_vcol *km = kt_view_find(d->rep->view, (int)lv, "dist_km");
    const struct kt_vcol *people = kt_view_find(d->rep->view, (int)lv, "population");
    if (!km || !people) return;
    struct kt_histogram h = {
        .lang = d->lang,
        .kind = KT_K_KM,
        .value = km->value,
        .weight = people->value,
        .n = km->n,
        .scale = &d->rep->classes.access,
        .fill = kt_ramp(KT_AMBER),
        .title = KT_SAY0(d->arena, d->lang, hist_title),
        .subtitle = KT_SAY0(d->arena, d->lang, hist_sub),
        .nation = own(d, "dist_km").v,
        .nation_label = KT_SAY0(d->arena, d->lang, whole_country),
        .own = NAN,
    };
    kt_histogram_draw(cv, &h, x, y, w, *d->arena);
}

/* A region's largest gaps, so that the answer names places. */
static void worst(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    enum { ROWS = 9, COLS = 4 };
    struct kt_arena *a = d->arena;
    enum kt_lang l = d->lang;
    size_t lv = d->child, *row, n = kt_doc_ranked(d, lv, "rank", &row);
    if (n > ROWS) n = ROWS;
    struct kt_gridcol col[COLS] = {{kt_unit(d, lv, KT_U_HEAD), 0, true},
                                   {KT_SAY0(a, l, th_need), 0, false},
                                   {KT_SAY0(a, l, th_unmet), 0, false},
                                   {KT_SAY0(a, l, th_rank), 0, false}};
    const char *cell[ROWS * COLS];
    for (size_t i = 0; i < n; i++) {
        cell[i * COLS] = kt_place(d, lv, row[i]);
        cell[i * COLS + 1] = kt_val_range(d, kt_val(d, lv, "need", row[i]));
        cell[i * COLS + 2] = kt_val_range(d, kt_val(d, lv, "unmet", row[i]));
        cell[i * COLS + 3] = kt_val_rank(d, kt_val(d, lv, "rank", row[i]), d->rep->study->level[lv].n);
    }
    struct kt_grid g = {.col = col, .ncol = COLS, .nrow = n, .cell = cell, .title = KT_SAY0(a, l, gap_table)};
    kt_grid_fit(cv, &g, KT_TEXT_W);
    y = kt_grid_draw(cv, &g, 0, n, KT_MARGIN, y);
    if (kt_grid_marked(&g)) kt_grid_note(d, cv, KT_MARGIN, y + 3.6);
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv)
{
    double year = kt_set_num(d->rep->study, "study.year", NAN);
    const char *when = isnan(year) ? "–" : kt_printf(d->arena, "%.0f", year);
    kt_frame(d, cv, KT_SAY0(d->arena, d->lang, page_cover), kt_find_cover(d),
             KT_SAY(d->arena, d->lang, cover_sub, when), kt_credit(d));
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    frame(d, cv);
    struct big big[MAX_BIG];
    size_t n = numbers(d, big);
    double right = KT_MARGIN + 100;
    if (kt_doc_national(d)) {
        for (size_t i = 0; i < n; i++) draw_big(cv, &big[i], KT_MARGIN, 58 + (double)i * 29, BIG_W);
        map(d, cv, (struct kt_box){KT_MARGIN + 88, 58, KT_TEXT_W - 88, 155});
        sentences(d, cv, KT_MARGIN, 218, 92);
        legend(d, cv, right, 215, KT_TEXT_W - 100);
    } else {
        for (size_t i = 0; i < n; i++)
            draw_big(cv, &big[i], KT_MARGIN + (i % 2 ? 90 : 0), 58 + (double)(i / 2) * BIG_H, BIG_W);
        map(d, cv, (struct kt_box){right, 128, KT_TEXT_W - 100, 80});
        sentences(d, cv, KT_MARGIN, 128, 84);
        worst(d, cv, 217);
    }
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_box c = kt_content(d);
    struct big big[MAX_BIG];
    size_t n = numbers(d, big);
    const double w = 68, step = n > 4 ? 24.5 : 32;
    frame(d, cv);
    for (size_t i = 0; i < n; i++)
        draw_big(cv, &big[i], c.x + (i % 2 ? w + 4 : 0), c.y + (double)(i / 2) * step, w);
    double x = c.x + 2 * w + 8;
    map(d, cv, (struct kt_box){x, c.y, c.x + c.w - x, c.h});
}

const struct kt_page kt_cover = {
    "cover",
    {{"Vastaus", "Svaret", "The answer"}},
    "The answer: big numbers with intervals, a map, and sentences to read aloud.",
    kt_page_always,
    kt_page_one_sheet,
    draw,
    slide,
};
