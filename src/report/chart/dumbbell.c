/* dumbbell: two values of each area and the way from one to the other.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

const struct kt_chart kt_dumbbell = {
    .name = "dumbbell",
    .title = {{"Muutos alueittain", "Förändring per område", "Change by area"}},
    .summary = "Two dots per area with a link: before and after, or half and nine of ten.",
    .source = "Cleveland 1985, The elements of graphing data",
};

#define ROW_MM   3.4
#define LEAST_MM 3.0 /* rows draw together where that makes them fit */
#define HEAD_MM  8.4
#define FOOT_MM  4.0
#define DOT_MM   0.8

struct frame {
    double name_x, x0, x1, max;
};

static double at(const struct frame *f, double v)
{
    return f->x0 + (f->x1 - f->x0) * fmin(1, fmax(0, v / f->max));
}

static const char *right_text(const struct kt_dumbbells *d, size_t i, struct kt_arena *a)
{
    if (!isfinite(d->to[i])) return "–";
    if (!d->change) return kt_value_text(a, d->lang, d->kind, d->to[i]);
    return isfinite(d->from[i]) ? kt_fmt_signed(a, d->lang, d->to[i] - d->from[i], 1) : "–";
}

static struct frame measure(struct kt_canvas *cv, const struct kt_dumbbells *d, struct kt_box box,
                            struct kt_arena tmp)
{
    double name = 0, value = 0, max = 0;
    for (size_t i = 0; i < d->n; i++) {
        name = fmax(name, kt_text_width(cv, KT_NOTE_TEXT, d->name[i]));
        value = fmax(value, kt_text_width(cv, KT_TABLE_HEAD, right_text(d, i, &tmp)));
        if (isfinite(d->from[i])) max = fmax(max, d->from[i]);
        if (isfinite(d->to[i])) max = fmax(max, d->to[i]);
    }
    name = fmin(name, box.w * 0.4);
    return (struct frame){box.x + name, box.x + name + 3, box.x + box.w - value - 3, max > 0 ? max : 1};
}

/* A round step that gives three to six ticks. */
static double step_of(double max)
{
    double unit = pow(10, floor(log10(max / 4)));
    double m = max / 4 / unit;
    return unit * (m <= 1 ? 1 : m <= 2 ? 2 : m <= 5 ? 5 : 10);
}

static void axis(struct kt_canvas *cv, const struct kt_dumbbells *d, const struct frame *f, double top,
                 double bottom, struct kt_arena tmp)
{
    double step = step_of(f->max);
    for (double v = 0; v <= f->max * 1.0001; v += step) {
        kt_line(cv, at(f, v), top, at(f, v), bottom, 0xe3e7ea, 0.15);
        kt_text(cv, KT_LABEL, KT_CENTRE, at(f, v), bottom + 3, 0, kt_fmt(&tmp, d->lang, v, step < 1 ? 1 : 0));
    }
}

/* "○ half   ● nine of ten", flush right on the title's line. */
static void key(struct kt_canvas *cv, const struct kt_dumbbells *d, struct kt_box box, double y)
{
    double x = box.x + box.w - kt_text_width(cv, KT_NOTE_TEXT, d->to_label);
    kt_text(cv, KT_NOTE_TEXT, KT_LEFT, x, y, 0, d->to_label);
    kt_dot(cv, x - 1.6, y - 0.85, DOT_MM, KT_NAVY, KT_NAVY, 0.2);
    x -= 6 + kt_text_width(cv, KT_NOTE_TEXT, d->from_label);
    kt_text(cv, KT_NOTE_TEXT, KT_LEFT, x, y, 0, d->from_label);
    kt_dot(cv, x - 1.6, y - 0.85, DOT_MM, KT_WHITE, KT_MUTED, 0.25);
}

struct kt_box kt_dumbbell_draw(struct kt_canvas *cv, const struct kt_dumbbells *d, struct kt_box box,
                               struct kt_arena tmp)
{
    kt_text(cv, KT_CHART_TITLE, KT_LEFT, box.x, box.y + 2.6, 0, d->title);
    key(cv, d, box, box.y + 6.4);
    struct frame f = measure(cv, d, box, tmp);
    double row =
        fmax(LEAST_MM, fmin(d->row > 0 ? d->row : ROW_MM, (box.h - HEAD_MM - FOOT_MM) / (double)d->n));
    double top = box.y + HEAD_MM, bottom = top + (double)d->n * row, cap = kt_cap_height(KT_NOTE_TEXT) / 2;
    axis(cv, d, &f, top, bottom, tmp);
    for (size_t i = 0; i < d->n; i++) {
        double mid = top + ((double)i + 0.5) * row;
        uint32_t fill = d->fill ? d->fill[i] : KT_NAVY;
        kt_text_ink(cv, KT_NOTE_TEXT, KT_RIGHT, f.name_x, mid + cap, f.name_x - box.x + 0.5, KT_INK,
                    d->name[i]);
        kt_text_ink(cv, KT_TABLE_HEAD, KT_RIGHT, box.x + box.w, mid + cap, 0, KT_INK, right_text(d, i, &tmp));
        if (isfinite(d->from[i]) && isfinite(d->to[i]))
            kt_line(cv, at(&f, d->from[i]), mid, at(&f, d->to[i]), mid, 0xb9c0c6, 0.5);
        if (isfinite(d->from[i])) kt_dot(cv, at(&f, d->from[i]), mid, DOT_MM, KT_WHITE, KT_MUTED, 0.25);
        if (isfinite(d->to[i])) kt_dot(cv, at(&f, d->to[i]), mid, DOT_MM, fill, KT_INK, 0.18);
    }
    return (struct kt_box){box.x, box.y, box.w, bottom + FOOT_MM - box.y};
}
