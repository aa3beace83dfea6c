/* dot_strip: areas in order of a value, each with its interval, against the nation.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart.h>

const struct kt_chart kt_dot_strip = {
    .name = "dot_strip",
    .title = {{"Alueet järjestyksessä", "Områdena i ordning", "Areas in order"}},
    .summary = "Ranked dots with intervals and the national line.",
    .source = "Cleveland & McGill 1984, Graphical perception, Journal of the American Statistical "
              "Association 79(387)",
};

#define ROW_MM       4.6
#define ROW_LEAST_MM 3.0
#define DOT_MM       1.05

struct plan {
    const struct kt_dots *d;
    struct kt_canvas *cv;
    enum kt_role name_role, value_role;
    double row, x0, x1; /* row height; ends of the strip */
    double name_x, name_w, value_x;
    double lo, hi;
    size_t head, tail; /* rows printed from the top and from the end; between them "…" */
};

static bool shown(const struct kt_dots *d, size_t i)
{
    return isfinite(d->value[i]) && (!d->mark || d->mark[i] == KT_SHOWN);
}

static char *value_of(const struct kt_dots *d, size_t i, struct kt_arena *a)
{
    /* The signs of the tables: hidden is a cross, unknown a dash. */
    if (d->mark && d->mark[i] == KT_SUPPRESSED) return kt_strdup(a, "×");
    double upper = d->upper ? d->upper[i] : NAN;
    return kt_value_like(a, d->lang, d->kind, d->value[i], isfinite(upper) ? upper : d->value[i]);
}

static void rows_that_fit(struct plan *p, double room)
{
    size_t n = p->d->n;
    p->row = p->d->row > 0 ? p->d->row : ROW_MM;
    if ((double)n * p->row > room) p->row = fmax(ROW_LEAST_MM, fmin(p->row, room / (double)n));
    size_t fit = (size_t)fmax(1, floor(room / p->row + 1e-6));
    p->head = n;
    p->tail = 0;
    if (fit < n) {
        size_t keep = fit > 1 ? fit - 1 : 1;
        p->head = (keep * 2 + 2) / 3;
        p->tail = keep - p->head;
    }
    bool small = p->row < 3.6;
    p->name_role = small ? KT_LABEL : KT_NOTE_TEXT;
    p->value_role = small ? KT_LABEL_BOLD : KT_TABLE_HEAD;
}

static bool printed(const struct plan *p, size_t i)
{
    return i < p->head || i >= p->d->n - p->tail;
}

static void columns(struct plan *p, struct kt_box box, struct kt_arena tmp)
{
    const struct kt_dots *d = p->d;
    double name = 0, value = 0;
    p->lo = isfinite(d->nation) ? d->nation : INFINITY;
    p->hi = isfinite(d->nation) ? d->nation : -INFINITY;
    for (size_t i = 0; i < d->n; i++) {
        if (!printed(p, i)) continue;
        bool own = d->own && kt_streq(d->own, d->name[i]);
        name = fmax(name, kt_text_width(p->cv, own ? p->value_role : p->name_role, d->name[i]));
        value = fmax(value, kt_text_width(p->cv, p->value_role, value_of(d, i, &tmp)));
        if (!shown(d, i)) continue;
        p->lo = fmin(p->lo, d->lower && isfinite(d->lower[i]) ? d->lower[i] : d->value[i]);
        p->hi = fmax(p->hi, d->upper && isfinite(d->upper[i]) ? d->upper[i] : d->value[i]);
    }
    if (!(p->hi > p->lo)) {
        p->lo = isfinite(p->lo) ? p->lo - 1 : 0;
        p->hi = p->lo + 2;
    }
    p->name_w = fmin(name + 0.2, box.w * 0.5);
    p->name_x = box.x + p->name_w;
    p->value_x = box.x + box.w;
    p->x0 = p->name_x + 1.5 + DOT_MM;
    p->x1 = p->value_x - value - 1.2 - DOT_MM;
}

static double at(const struct plan *p, double v)
{
    return p->x0 + (p->x1 - p->x0) * fmin(1, fmax(0, (v - p->lo) / (p->hi - p->lo)));
}

static void draw_row(const struct plan *p, size_t i, double mid, struct kt_arena tmp)
{
    const struct kt_dots *d = p->d;
    bool own = d->own && kt_streq(d->own, d->name[i]);
    double base = mid + kt_cap_height(p->name_role) / 2;
    kt_text_ink(p->cv, own ? p->value_role : p->name_role, KT_RIGHT, p->name_x, base, p->name_w, KT_INK,
                d->name[i]);
    kt_line(p->cv, p->x0 - DOT_MM, mid, p->x1 + DOT_MM, mid, 0xe3e7ea, 0.15);
    kt_text_ink(p->cv, p->value_role, KT_RIGHT, p->value_x, base, 0, KT_INK, value_of(d, i, &tmp));
    if (!shown(d, i)) return;
    if (d->lower && d->upper && isfinite(d->lower[i]) && isfinite(d->upper[i]))
        kt_line(p->cv, at(p, d->lower[i]), mid, at(p, d->upper[i]), mid, KT_MUTED, 0.3);
}

static void draw_dot(const struct plan *p, size_t i, double mid)
{
    const struct kt_dots *d = p->d;
    if (!shown(d, i)) return;
    uint32_t fill = d->cls && d->cls[i] >= 0 ? d->fill[d->cls[i]] : KT_WHITE;
    kt_dot(p->cv, at(p, d->value[i]), mid, fmin(DOT_MM, p->row * 0.3), fill, KT_INK, 0.18);
}

static const char *named_value(const struct kt_dots *d, size_t i, struct kt_arena *tmp)
{
    return kt_printf(tmp, "%s %s", d->name[i], value_of(d, i, tmp));
}

/* How many rows, which are the highest and the lowest, and the nation's value. */
static const char *alt_text(const struct kt_dots *d, struct kt_arena *tmp)
{
    size_t most = SIZE_MAX, least = SIZE_MAX;
    for (size_t i = 0; i < d->n; i++) {
        if (!shown(d, i)) continue;
        if (most == SIZE_MAX || d->value[i] > d->value[most]) most = i;
        if (least == SIZE_MAX || d->value[i] < d->value[least]) least = i;
    }
    const char *title = d->title ? d->title : kt_dot_strip.title.s[d->lang];
    if (most == SIZE_MAX) return KT_SAY(tmp, d->lang, alt_unknown, title);
    const char *text = KT_SAY(tmp, d->lang, alt_dots, title, kt_fmt(tmp, d->lang, (double)d->n, 0),
                              named_value(d, most, tmp), named_value(d, least, tmp));
    if (!isfinite(d->nation) || !d->nation_label) return kt_alt_cut(tmp, text);
    char *nation = kt_value_text(tmp, d->lang, d->kind, d->nation);
    return kt_alt_cut(tmp, kt_printf(tmp, "%s %s: %s.", text, d->nation_label, nation));
}

struct kt_box kt_dots_draw(struct kt_canvas *cv, const struct kt_dots *d, struct kt_box box,
                           struct kt_arena tmp)
{
    struct plan p = {.d = d, .cv = cv};
    double y = box.y, foot = isfinite(d->nation) && d->nation_label ? 3.6 : 0;
    if (d->title) y += kt_para_as(cv, "H2", KT_CHART_TITLE, box.x, y, box.w, d->title).h + 1;
    rows_that_fit(&p, box.y + box.h - y - foot);
    columns(&p, box, tmp);
    kt_figure_open(cv, alt_text(d, &tmp));
    double top = y, mid = y + p.row / 2;
    for (size_t i = 0; i < d->n; i++) {
        if (!printed(&p, i)) {
            kt_text_ink(cv, p.name_role, KT_RIGHT, p.name_x, mid + 0.4, 0, KT_MUTED, "…");
            mid += p.row;
            i = d->n - p.tail - 1;
            continue;
        }
        draw_row(&p, i, mid, tmp);
        mid += p.row;
    }
    double bottom = mid - p.row / 2;
    if (isfinite(d->nation))
        kt_line_dashed(cv, at(&p, d->nation), top, at(&p, d->nation), bottom, KT_INK, 0.25, 0.7);
    /* Dots last: the national line passes behind them. */
    mid = top + p.row / 2;
    for (size_t i = 0; i < d->n; i++, mid += p.row) {
        if (!printed(&p, i)) {
            i = d->n - p.tail - 1;
            continue;
        }
        draw_dot(&p, i, mid);
    }
    if (foot > 0) {
        char *s = kt_printf(&tmp, "%s %s", d->nation_label, kt_value_text(&tmp, d->lang, d->kind, d->nation));
        double w = kt_text_width(cv, KT_LABEL, s), x = at(&p, d->nation) - w / 2;
        kt_text(cv, KT_LABEL, KT_LEFT, fmax(box.x, fmin(x, box.x + box.w - w)), bottom + 3, 0, s);
    }
    kt_figure_close(cv);
    return (struct kt_box){box.x, box.y, box.w, bottom + foot - box.y};
}
