/* cover: the answer: big numbers with their intervals and what has become of them, where the area is, sentences to
 * read aloud, and for a region what to do about it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart.h>
#include <katve/map.h>

#include <string.h>

enum { BIG_W = 84, BIG_H = 30, MAX_BIG = 5, ACTION_GAP = 2 };

struct big {
    const char *number, *label, *note;
    const char *change; /* since an earlier run; NULL: none is known */
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
    if (v.kind == KT_K_SHARE && kt_streq(kt_pct(d, v.lo), kt_pct(d, v.hi)))
        return KT_SAY0(a, d->lang, all_draws);
    return KT_SAY(a, d->lang, interval_95, kt_val_interval(d, v));
}

/* The figure with an arrow where it has changed for certain, and the words for it. */
static struct big told(const struct kt_doc *d, const char *column, const char *label, const char *why)
{
    struct kt_arena *a = d->arena;
    struct kt_val now = own(d, column), then = kt_earlier(d, d->level, column, d->zone);
    struct big b = {kt_val_text(d, now), label, certainty(d, now, why), NULL};
    if (!kt_shown(now) || !kt_shown(then)) return b;
    int way = kt_direction(d, then, now);
    b.change = KT_SAY(a, d->lang, trend, kt_verdict(d, way), kt_val_range(d, then));
    if (way) b.number = kt_printf(a, "%s\u00a0%s", way > 0 ? "↑" : "↓", b.number);
    return b;
}

static struct big far_number(const struct kt_doc *d)
{
    struct kt_arena *a = d->arena;
    struct kt_val far = own(d, "need_far"), share = own(d, "need_far_share");
    struct big b = told(d, "need_far", KT_SAY(a, d->lang, big_far, kt_limit(d, d->rep->far)),
                        KT_SAY0(a, d->lang, exact_count));
    bool room = kt_doc_national(d) && !d->slides;
    if (room && kt_shown(far) && kt_shown(share))
        b.note = kt_printf(a, "%s · %s", b.note, KT_SAY(a, d->lang, share_of_need, kt_pct(d, share.v)));
    return b;
}

/* Residents are counted, so that their change is known where that of persons in need is not. */
static struct big change_number(const struct kt_doc *d)
{
    struct kt_arena *a = d->arena;
    struct kt_val now = own(d, "far_share"), then = kt_earlier(d, d->level, "far_share", d->zone);
    if (!kt_shown(now) || !kt_shown(then))
        return told(d, "unmet", KT_SAY0(a, d->lang, big_unmet), KT_SAY0(a, d->lang, exact_count));
    int way = kt_direction(d, then, now);
    const char *points = way ? kt_fmt_signed(a, d->lang, 100 * (now.v - then.v), 1) : kt_num(d, 0, 0);
    return (struct big){
        KT_SAY(a, d->lang, pct_points, points), KT_SAY(a, d->lang, big_change, kt_limit(d, d->rep->far)),
        KT_SAY(a, d->lang, trend_both, kt_verdict(d, way), kt_val_text(d, then), kt_val_text(d, now)),
        KT_SAY0(a, d->lang, exact_count)};
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
    return (struct big){number, KT_SAY0(a, d->lang, big_rank), note, NULL};
}

static size_t numbers(const struct kt_doc *d, struct big out[MAX_BIG])
{
    struct kt_arena *a = d->arena;
    enum kt_lang l = d->lang;
    const char *exact = KT_SAY0(a, l, exact_count), *limit = kt_limit(d, d->rep->far);
    size_t n = 0;
    if (kt_doc_national(d)) out[n++] = told(d, "need", KT_SAY0(a, l, big_need), exact);
    out[n++] = far_number(d);
    if (kt_doc_national(d)) {
        out[n++] = told(d, "far_share", KT_SAY(a, l, big_far_share, limit), exact);
        out[n++] = told(d, "hours_per_1000", KT_SAY0(a, l, big_hours), KT_SAY0(a, l, exact_supply));
        out[n++] = told(d, "unmet", KT_SAY0(a, l, big_unmet), exact);
        return n;
    }
    out[n++] = told(d, "need_far_share", KT_SAY(a, l, big_need_far_share, limit), exact);
    out[n++] = rank_number(d);
    out[n++] = change_number(d);
    return n;
}

/* Baselines below the rule above a number. */
struct lines {
    double number, label, note, change;
};

static void draw_big(struct kt_canvas *cv, const struct big *b, double x, double y, double w, struct lines at)
{
    kt_line(cv, x, y, x + w - 6, y, KT_RULE, 0.15);
    kt_tag_open(cv, "P");
    kt_text(cv, KT_BIG, KT_LEFT, x, y + at.number, w, b->number);
    kt_text(cv, KT_BODY_BOLD, KT_LEFT, x, y + at.label, w, b->label);
    kt_text(cv, KT_NOTE_TEXT, KT_LEFT, x, y + at.note, w, b->note);
    if (b->change) kt_text(cv, KT_NOTE_TEXT, KT_LEFT, x, y + at.change, w, b->change);
    kt_tag_close(cv, "P");
}

/* The newest day that a register gives for its sites; NULL: none does. */
static const char *newest(const struct kt_sites *s)
{
    const char *day = NULL;
    for (size_t i = 0; s->updated_on && i < s->n; i++)
        if (s->updated_on[i] && (!day || strcmp(s->updated_on[i], day) > 0)) day = s->updated_on[i];
    return day;
}

/* Of which day the page is, and until when it holds. */
static const char *validity(const struct kt_doc *d)
{
    struct kt_arena *a = d->arena;
    const struct kt_study *st = d->rep->study;
    const char *issued = kt_set_str(st, "study.date", NULL), *day = newest(&st->sites), *text = "";
    double year = kt_set_num(st, "study.year", NAN);
    if (issued) text = KT_SAY(a, d->lang, valid_issue, kt_day_text(d, issued));
    if (!isnan(year))
        text = kt_printf(a, "%s %s", text, KT_SAY(a, d->lang, valid_year, kt_printf(a, "%.0f", year)));
    if (day) text = kt_printf(a, "%s %s", text, KT_SAY(a, d->lang, valid_sites, kt_day_text(d, day)));
    return text + (*text == ' ');
}

/* What the figures come to, in sentences that can be read aloud. Returns the bottom. */
static double sentences(const struct kt_doc *d, struct kt_canvas *cv, double x, double y, double w)
{
    bool national = kt_doc_national(d), changed = kt_shown(kt_earlier(d, d->level, "far_share", d->zone));
    const char *standing = kt_say_standing(d);
    /* No figure twice on a page: unmet need is a sentence where it is no number. */
    const char *say[] = {kt_say_need(d), kt_say_supply(d),
                         standing && (national || !changed) ? standing : kt_say_gap(d),
                         national ? kt_say_standard(d) : NULL};
    const char *valid = validity(d);
    kt_text_as(cv, "H2", KT_CHART_TITLE, KT_LEFT, x, y, w, KT_SAY0(d->arena, d->lang, say_title));
    y += 2.5;
    for (size_t i = 0; i < sizeof say / sizeof *say; i++) {
        if (!say[i]) continue;
        y += kt_para_as(cv, "P", KT_BODY, x, y, w, say[i]).h + 1.8;
    }
    if (*valid) y += kt_para_as(cv, "P", KT_NOTE_TEXT, x, y, w, valid).h;
    return y;
}

/* Numbered, what to do above whom it reaches. Returns the bottom. */
static double actions(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    struct kt_action act[KT_ACTIONS];
    struct kt_arena *a = d->arena;
    size_t n = kt_actions(d, act);
    const double x = KT_MARGIN, text = x + 8, w = KT_TEXT_W - 8, r = 2.4;
    if (!n) return y;
    kt_text_as(cv, "H2", KT_CHART_TITLE, KT_LEFT, x, y, KT_TEXT_W, KT_SAY0(a, d->lang, act_title));
    y += 3;
    kt_tag_open(cv, "L");
    for (size_t i = 0; i < n; i++) {
        kt_tag_open(cv, "LI");
        kt_tag_open(cv, "LBody");
        kt_dot(cv, x + r, y + 4, r, KT_NAVY, KT_NAVY, 0);
        kt_text_ink(cv, KT_LABEL_BOLD, KT_CENTRE, x + r, y + 4 + kt_cap_height(KT_LABEL_BOLD) / 2, 0,
                    KT_WHITE, kt_num(d, (double)(i + 1), 0));
        kt_text(cv, KT_BODY_BOLD, KT_LEFT, text, y + 4, w, act[i].what);
        y += 5.4 + kt_para(cv, KT_BODY, text, y + 5.4, w, act[i].whom).h + ACTION_GAP;
        kt_tag_close(cv, "LBody");
        kt_tag_close(cv, "LI");
    }
    kt_tag_close(cv, "L");
    kt_text_as(cv, "P", KT_NOTE_TEXT, KT_LEFT, text, y + 2, w, KT_SAY0(a, d->lang, act_note));
    return y + 2;
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
    double head = kt_para_as(cv, "H2", KT_CHART_TITLE, box.x, box.y - 2.6, box.w, what).h;
    const struct kt_scale *sc = &d->rep->classes.access;
    kt_figure_open(cv, national ? kt_alt_map(d, what, "dist_km", kt_alt_worst(d, "dist_km", sc))
                                : KT_SAY(d->arena, d->lang, alt_locator, kt_place(d, d->level, d->zone),
                                         kt_place(d, d->rep->study->nlevel - 1, 0)));
    box.y += head;
    box.h -= head;
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

/* A region's largest gaps, as many as there is room for, so that the answer names places. */
static void worst(const struct kt_doc *d, struct kt_canvas *cv, double y)
{
    enum { ROWS = 9, COLS = 4, LEAST = 3 };
    struct kt_arena *a = d->arena;
    enum kt_lang l = d->lang;
    size_t lv = d->child, *row, n = kt_doc_ranked(d, lv, "rank", &row);
    double room = (KT_CONTENT_END - 4 - y - 8.3) * 1000 / KT_ROW_UM;
    if (room < LEAST) return;
    if (n > ROWS) n = ROWS;
    if ((double)n > room) n = (size_t)room;
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
    const struct lines at = {12, 17.4, 21.4, 25};
    double right = KT_MARGIN + 100;
    if (kt_doc_national(d)) {
        for (size_t i = 0; i < n; i++) draw_big(cv, &big[i], KT_MARGIN, 58 + (double)i * 29, BIG_W, at);
        map(d, cv, (struct kt_box){KT_MARGIN + 88, 58, KT_TEXT_W - 88, 155});
        sentences(d, cv, KT_MARGIN, 218, 92);
        legend(d, cv, right, 215, KT_TEXT_W - 100);
    } else {
        for (size_t i = 0; i < n; i++)
            draw_big(cv, &big[i], KT_MARGIN + (i % 2 ? 90 : 0), 58 + (double)(i / 2) * BIG_H, BIG_W, at);
        map(d, cv, (struct kt_box){right, 124, KT_TEXT_W - 100, 58});
        double y = fmax(sentences(d, cv, KT_MARGIN, 124, 84), 182);
        worst(d, cv, actions(d, cv, y + 7) + 9);
    }
}

/* Actions of a slide: a narrow table. */
static void action_table(const struct kt_doc *d, struct kt_canvas *cv, struct kt_box box)
{
    struct kt_action act[KT_ACTIONS];
    const char *cell[2 * KT_ACTIONS];
    size_t n = kt_actions(d, act);
    if (!n) return;
    for (size_t i = 0; i < n; i++) {
        cell[2 * i] = act[i].what;
        cell[2 * i + 1] = kt_val_range(d, act[i].people);
    }
    struct kt_gridcol col[2] = {{KT_SAY0(d->arena, d->lang, act_th_what), 0, true},
                                {KT_SAY0(d->arena, d->lang, act_th_whom), 0, false}};
    struct kt_grid g = {.col = col, .ncol = 2, .nrow = n, .cell = cell};
    kt_grid_fit(cv, &g, box.w);
    kt_grid_draw(cv, &g, 0, n, box.x, box.y);
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_box c = kt_content(d);
    struct big big[MAX_BIG];
    size_t n = numbers(d, big);
    const double w = 68, step = n > 4 ? 24 : 23;
    const struct lines at = {10.6, 15, 18.4, 21.6};
    frame(d, cv);
    for (size_t i = 0; i < n; i++)
        draw_big(cv, &big[i], c.x + (i % 2 ? w + 4 : 0), c.y + (double)(i / 2) * step, w, at);
    if (!kt_doc_national(d)) action_table(d, cv, (struct kt_box){c.x, c.y + 47, 2 * w, 0});
    double x = c.x + 2 * w + 8;
    map(d, cv, (struct kt_box){x, c.y, c.x + c.w - x, c.h});
}

const struct kt_page kt_cover = {
    "cover",
    {{"Vastaus", "Svaret", "The answer"}},
    "The answer: big numbers with intervals and change, a map, sentences to read aloud, actions to take.",
    kt_page_always,
    kt_page_one_sheet,
    draw,
    slide,
};
