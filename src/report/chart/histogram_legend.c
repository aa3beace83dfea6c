/* histogram_legend: a legend that is the distribution: how many people live at each value, in the
 * colours of the map, on a bar of the classes drawn to scale.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart.h>

const struct kt_chart kt_histogram_legend = {
    .name = "histogram_legend",
    .title = {{"Jakauma selitteenä", "Fördelningen som teckenförklaring", "Distribution as legend"}},
    .summary = "Population-weighted histogram in 28 bins on a to-scale bar of the map's classes.",
    .source = "Dykes, Wood & Slingsby 2010, Rethinking map legends with visualization, IEEE TVCG 16(6)",
};

enum { NBIN = 28 };
#define BARS_MM        18.0
#define CLASSES_MM     3.2
#define LABEL_APART_MM 4.4
#define LABEL_ROW_MM   3.3

struct axis {
    double x, w, lo, hi;
    bool open; /* values beyond hi are gathered in the last bin */
};

/* The axis ends where half the inner range has passed the last break, lest a long tail of few
 * people squeeze everyone else into a corner. */
static struct axis axis_of(const struct kt_scale *sc, double x, double w)
{
    struct axis a = {x, w, sc->edge[0], sc->edge[sc->n], false};
    double inner = sc->edge[sc->n - 1] - sc->edge[0], last = sc->edge[sc->n - 1];
    if (sc->n > 1 && a.hi - last > 0.75 * inner) {
        double unit = pow(10, floor(log10(inner)) - 1);
        a.hi = ceil((last + inner / 2) / unit) * unit;
        a.open = true;
    }
    return a;
}

static double at(const struct axis *a, double v)
{
    double t = (v - a->lo) / (a->hi - a->lo);
    return a->x + a->w * fmin(1, fmax(0, t));
}

static void bars(struct kt_canvas *cv, const struct kt_histogram *h, const struct axis *a, double base)
{
    double people[NBIN] = {0}, most = 0;
    for (size_t i = 0; i < h->n; i++) {
        if (!isfinite(h->value[i]) || !(h->weight[i] > 0)) continue;
        double t = (h->value[i] - a->lo) / (a->hi - a->lo) * NBIN;
        people[(int)fmin(NBIN - 1, fmax(0, t))] += h->weight[i];
    }
    for (int b = 0; b < NBIN; b++) most = fmax(most, people[b]);
    double step = a->w / NBIN;
    for (int b = 0; b < NBIN && most > 0; b++) {
        if (people[b] <= 0) continue;
        double tall = fmax(0.15, BARS_MM * people[b] / most);
        int c = kt_scale_class(h->scale, a->lo + (b + 0.5) / NBIN * (a->hi - a->lo));
        uint32_t fill = h->fill[c], rim = kt_contrast(fill, KT_WHITE) < 1.3 ? 0xd8cfc0 : KT_NO_COLOUR;
        struct kt_box bar = {a->x + b * step + 0.1, base - tall, step - 0.2, tall};
        kt_rect(cv, bar, fill, rim, 0.1);
    }
}

static void class_bar(struct kt_canvas *cv, const struct kt_histogram *h, const struct axis *a, double y)
{
    for (size_t c = 0; c < h->scale->n; c++) {
        double x0 = c == 0 ? a->x : at(a, h->scale->edge[c]),
               x1 = c + 1 == h->scale->n ? a->x + a->w : at(a, h->scale->edge[c + 1]);
        kt_rect(cv, (struct kt_box){x0, y, x1 - x0, CLASSES_MM}, h->fill[c], KT_NO_COLOUR, 0);
    }
    kt_rect(cv, (struct kt_box){a->x, y, a->w, CLASSES_MM}, KT_NO_COLOUR, KT_MUTED, 0.12);
}

/* Decimals that every edge needs. */
static int edge_decimals(const struct kt_scale *sc, double unit)
{
    int need = 0;
    for (size_t i = 0; i <= sc->n; i++)
        while (need < 3) {
            double p = pow(10, need), v = sc->edge[i] * unit * p;
            if (fabs(v - round(v)) < 1e-6 * fmax(1, fabs(v))) break;
            need++;
        }
    return need;
}

static char *edge_text(struct kt_arena *tmp, const struct kt_histogram *h, double v, int decimals, bool open)
{
    char *s =
        h->kind == KT_K_SHARE ? kt_fmt_percent(tmp, h->lang, v, decimals) : kt_fmt(tmp, h->lang, v, decimals);
    return open ? kt_printf(tmp, "%s+", s) : s;
}

static void ticks(struct kt_canvas *cv, const struct kt_histogram *h, const struct axis *a, double y,
                  struct kt_arena tmp)
{
    const struct kt_scale *sc = h->scale;
    int decimals = edge_decimals(sc, h->kind == KT_K_SHARE ? 100 : 1);
    double text_y = y + CLASSES_MM + 1.6 + kt_cap_height(KT_LABEL), free_from = -INFINITY;
    char *last = edge_text(&tmp, h, a->open ? a->hi : sc->edge[sc->n], decimals, a->open);
    double last_left = a->x + a->w - kt_text_width(cv, KT_LABEL, last), before = -INFINITY;
    for (size_t i = 0; i < sc->n; i++) {
        double x = at(a, sc->edge[i]);
        char *s = edge_text(&tmp, h, sc->edge[i], decimals, false);
        double w = kt_text_width(cv, KT_LABEL, s), left = i == 0 ? a->x : x - w / 2;
        if (i > 0) kt_line(cv, x, y, x, y + CLASSES_MM + 0.8, KT_INK, 0.2);
        if (left < free_from + 0.8 || left + w > last_left - 1 || x - before < LABEL_APART_MM) continue;
        kt_text(cv, KT_LABEL, KT_LEFT, left, text_y, 0, s);
        free_from = left + w;
        before = x;
    }
    kt_text(cv, KT_LABEL, KT_LEFT, last_left, text_y, 0, last);
}

struct mark {
    double x, w;
    const char *text;
    bool dashed;
};

/* A line through the bars with its words on a row above them; `row` counts from the bars upwards. */
static void draw_mark(struct kt_canvas *cv, const struct axis *a, const struct mark *m, double base, int row,
                      double right)
{
    double top = base - BARS_MM - 0.6 - row * LABEL_ROW_MM;
    if (m->dashed)
        kt_line_dashed(cv, m->x, top - 2.2, m->x, base + CLASSES_MM, KT_INK, 0.25, 0.7);
    else
        kt_line(cv, m->x, top - 2.2, m->x, base + CLASSES_MM, KT_INK, 0.3);
    bool left = m->x + 0.8 + m->w > right;
    double x = left ? fmax(m->x - 0.8, a->x + m->w) : m->x + 0.8;
    kt_text(cv, m->dashed ? KT_LABEL : KT_LABEL_BOLD, left ? KT_RIGHT : KT_LEFT, x, top, a->w, m->text);
}

/* The upper mark's line passes the lower mark's row: words stand to the right of their line, so the
 * mark further left goes up, unless the other's words have to stand to the left. */
static void draw_marks(struct kt_canvas *cv, const struct axis *a, const struct mark *m, int n, double base)
{
    if (n == 2) {
        const struct mark *l = m[0].x <= m[1].x ? &m[0] : &m[1], *r = l == &m[0] ? &m[1] : &m[0];
        bool right_fits = r->x + 0.8 + r->w <= a->x + a->w;
        double end = a->x + a->w, before = right_fits ? end : r->x - 0.8; /* the upper line comes down */
        draw_mark(cv, a, right_fits ? r : l, base, 0, before);
        draw_mark(cv, a, right_fits ? l : r, base, 1, end);
    } else if (n == 1) {
        draw_mark(cv, a, m, base, 0, a->x + a->w);
    }
}

static struct mark mark_of(struct kt_canvas *cv, const struct kt_histogram *h, const struct axis *a, double v,
                           const char *name, bool dashed, struct kt_arena *tmp)
{
    struct mark m = {.x = at(a, v), .dashed = dashed};
    const char *unit = h->kind == KT_K_KM ? "\u00a0km" : "";
    m.text = kt_printf(tmp, "%s %s%s", name, kt_value_text(tmp, h->lang, h->kind, v), unit);
    m.w = kt_text_width(cv, dashed ? KT_LABEL : KT_LABEL_BOLD, m.text);
    return m;
}

/* How many people live in the classes at both ends. */
static const char *alt_text(const struct kt_histogram *h, struct kt_arena *tmp)
{
    double share[KT_CLASSES_MAX];
    const struct kt_scale *sc = h->scale;
    kt_scale_shares(sc, h->value, h->weight, h->n, share);
    int decimals = edge_decimals(sc, h->kind == KT_K_SHARE ? 100 : 1);
    const char *low = edge_text(tmp, h, sc->edge[sc->n > 1], decimals, false);
    const char *high = edge_text(tmp, h, sc->edge[sc->n - 1], decimals, false);
    return KT_SAY(tmp, h->lang, alt_histogram, kt_fmt_percent(tmp, h->lang, share[0], 0), low,
                  kt_fmt_percent(tmp, h->lang, share[sc->n - 1], 0), high);
}

struct kt_box kt_histogram_draw(struct kt_canvas *cv, const struct kt_histogram *h, double x, double y,
                                double w, struct kt_arena tmp)
{
    double top = y;
    if (h->title) y += kt_para_as(cv, "H2", KT_CHART_TITLE, x, y, w, h->title).h;
    if (h->subtitle) y += kt_para_as(cv, "P", KT_NOTE_TEXT, x, y, w, h->subtitle).h;
    struct axis a = axis_of(h->scale, x, w);
    struct mark mark[2];
    int n = 0;
    if (isfinite(h->nation) && h->nation_label)
        mark[n++] = mark_of(cv, h, &a, h->nation, h->nation_label, true, &tmp);
    if (isfinite(h->own) && h->own_label) mark[n++] = mark_of(cv, h, &a, h->own, h->own_label, false, &tmp);
    double base = y + 1 + n * LABEL_ROW_MM + 0.6 + BARS_MM;
    kt_figure_open(cv, alt_text(h, &tmp));
    bars(cv, h, &a, base);
    class_bar(cv, h, &a, base);
    ticks(cv, h, &a, base, tmp);
    draw_marks(cv, &a, mark, n, base);
    kt_figure_close(cv);
    return (struct kt_box){x, top, w, base + CLASSES_MM + 2.4 + kt_cap_height(KT_LABEL) - top};
}
