/* fan_chart: what is to come, as bands that widen as they are less sure.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo.h>
#include <katve/chart_stats.h>

const struct kt_chart kt_fan_chart = {
    .name = "fan_chart",
    .title = {{"Viuhkakuvio", "Solfjäderdiagram", "Fan chart"}},
    .summary = "A figure over years with bands of 50, 80 and 95 % in three greys, and its median.",
    .source = "Britton, Fisher and Whitley 1998, Bank of England Quarterly Bulletin, February",
};

enum { BANDS = 3, MIDDLE = 3 };
static const uint32_t grey[BANDS] = {0xe3e7ea, 0xc9ced3, 0xa4acb3}; /* 95, 80, 50 % */
#define LEFT_MM  16.0
#define RIGHT_MM 20.0
#define FOOT_MM  6.0

/* Three to six round steps from zero. */
static double step_of(double most)
{
    double unit = pow(10, floor(log10(most / 3))), m = most / 3 / unit;
    return unit * (m <= 1 ? 1 : m <= 2 ? 2 : m <= 5 ? 5 : 10);
}

static double at(const struct kt_box *b, double v, double top)
{
    return b->y + b->h * (1 - v / top);
}

/* Upright slices between neighbouring years, outermost band first. */
static void band(struct kt_canvas *cv, const struct kt_fan *f, const struct kt_box *b, int k, double top)
{
    struct _cairo *cr = kt_canvas_cairo(cv);
    double dx = b->w / (double)(f->n - 1);
    cairo_new_path(cr);
    for (size_t i = 0; i < f->n; i++)
        cairo_line_to(cr, b->x + (double)i * dx, at(b, f->quantile[i * KT_FAN_QUANTILES + (size_t)k], top));
    for (size_t i = f->n; i-- > 0;)
        cairo_line_to(cr, b->x + (double)i * dx,
                      at(b, f->quantile[i * KT_FAN_QUANTILES + KT_FAN_QUANTILES - 1 - (size_t)k], top));
    cairo_close_path(cr);
    cairo_set_source_rgb(cr, (grey[k] >> 16 & 255) / 255.0, (grey[k] >> 8 & 255) / 255.0,
                         (grey[k] & 255) / 255.0);
    cairo_fill(cr);
}

struct kt_box kt_fan_draw(struct kt_canvas *cv, const struct kt_fan *f, struct kt_box box,
                          struct kt_arena tmp)
{
    double y = box.y + kt_para(cv, KT_CHART_TITLE, box.x, box.y, box.w, f->title).h + 3, most = 0;
    struct kt_box b = {box.x + LEFT_MM, y, box.w - LEFT_MM - RIGHT_MM, box.y + box.h - y - FOOT_MM};
    for (size_t i = 0; i < f->n * KT_FAN_QUANTILES; i++) most = fmax(most, f->quantile[i]);
    if (f->n < 2 || !(most > 0)) return (struct kt_box){box.x, box.y, box.w, 0};
    double step = step_of(most), top = ceil(most / step - 1e-9) * step, dx = b.w / (double)(f->n - 1);
    double cap = kt_cap_height(KT_LABEL);
    for (double v = 0; v <= top * (1 + 1e-9); v += step) {
        kt_line(cv, b.x, at(&b, v, top), b.x + b.w, at(&b, v, top), grey[0], 0.15);
        kt_text(cv, KT_LABEL, KT_RIGHT, b.x - 1.2, at(&b, v, top) + cap / 2, 0,
                kt_value_text(&tmp, f->lang, KT_K_PERSONS, v));
    }
    for (int k = 0; k < BANDS; k++) band(cv, f, &b, k, top);
    size_t every = (f->n + 9) / 10;
    for (size_t i = 0; i < f->n; i++) {
        const double *q = f->quantile + i * KT_FAN_QUANTILES;
        double x = b.x + (double)i * dx;
        if (i + 1 < f->n)
            kt_line(cv, x, at(&b, q[MIDDLE], top), x + dx, at(&b, q[KT_FAN_QUANTILES + MIDDLE], top), KT_NAVY,
                    0.5);
        if (i % every == 0) kt_text(cv, KT_LABEL, KT_CENTRE, x, b.y + b.h + 1.4 + cap, 0, f->year[i]);
    }
    /* What the bands are, at their ends on the right, kept apart. */
    const double *last = f->quantile + (f->n - 1) * KT_FAN_QUANTILES;
    double below = -INFINITY;
    for (int k = 0; k < BANDS; k++) {
        double label = fmax(at(&b, last[KT_FAN_QUANTILES - 1 - k], top) + cap / 2, below + 3);
        kt_text(cv, KT_LABEL, KT_LEFT, b.x + b.w + 1.5, label, 0, f->band[k]);
        below = label;
    }
    double middle = fmax(at(&b, last[MIDDLE], top) + cap / 2, below + 3);
    kt_text(cv, KT_LABEL_BOLD, KT_LEFT, b.x + b.w + 1.5, middle, 0,
            kt_value_text(&tmp, f->lang, KT_K_PERSONS, last[MIDDLE]));
    return box;
}
