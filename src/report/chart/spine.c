/* spine: one area by many measures; the worse end of each lies at the right.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

const struct kt_chart kt_spine = {
    .name = "spine",
    .title = {{"Alue monella mittarilla", "Området på många mått", "One area, many measures"}},
    .summary = "Range of all areas, their middle half, the nation and the own area, measure by measure.",
    .source = "Spine charts of the English Public Health Outcomes Framework, technical guide",
};

#define ROW_MM   5.2
#define VALUE_MM 19

struct strip {
    double x0, x1;
};

static double at(const struct strip *s, const struct kt_spine_row *r, double v)
{
    double t = r->hi > r->lo ? (v - r->lo) / (r->hi - r->lo) : 0.5;
    t = fmin(1, fmax(0, t));
    return s->x0 + (s->x1 - s->x0) * (r->more_is_worse ? t : 1 - t);
}

static void between(struct kt_canvas *cv, const struct strip *s, const struct kt_spine_row *r, double lo,
                    double hi, double mid, double h, uint32_t fill)
{
    double a = at(s, r, lo), b = at(s, r, hi);
    kt_rect(cv, (struct kt_box){fmin(a, b), mid - h / 2, fabs(b - a), h}, fill, KT_NO_COLOUR, 0);
}

static void draw_row(struct kt_canvas *cv, const struct strip *s, const struct kt_spine_row *r, double mid)
{
    if (isfinite(r->lo) && isfinite(r->hi)) between(cv, s, r, r->lo, r->hi, mid, 1.8, 0xe9edf0);
    if (isfinite(r->q1) && isfinite(r->q3)) between(cv, s, r, r->q1, r->q3, mid, 1.8, 0xc3ccd4);
    if (isfinite(r->nation_at)) {
        double x = at(s, r, r->nation_at);
        kt_line(cv, x, mid - 1.7, x, mid + 1.7, KT_INK, 0.35);
    }
    if (r->upper > r->lower) {
        kt_line(cv, at(s, r, r->lower), mid, at(s, r, r->upper), mid, KT_WHITE, 0.7);
        kt_line(cv, at(s, r, r->lower), mid, at(s, r, r->upper), mid, KT_INK, 0.35);
    }
    if (isfinite(r->at)) kt_dot(cv, at(s, r, r->at), mid, 1.15, kt_ramp(KT_AMBER)[2], KT_INK, 0.2);
}

struct kt_box kt_spine_draw(struct kt_canvas *cv, const struct kt_spine *s, struct kt_box box,
                            struct kt_arena tmp)
{
    (void)tmp;
    double name = 0, y = box.y, right = box.x + box.w;
    for (size_t i = 0; i < s->n; i++) name = fmax(name, kt_text_width(cv, KT_TABLE, s->row[i].name));
    name = fmin(name, box.w * 0.42);
    struct strip strip = {box.x + name + 4, right - 2 * VALUE_MM - 3};
    y += kt_para(cv, KT_CHART_TITLE, box.x, y, box.w, s->title).h + 2;
    kt_text(cv, KT_TABLE_HEAD, KT_LEFT, strip.x0, y + 2.6, (strip.x1 - strip.x0) / 2 - 1, s->axis_left);
    kt_text(cv, KT_TABLE_HEAD, KT_RIGHT, strip.x1, y + 2.6, (strip.x1 - strip.x0) / 2 - 1, s->axis_right);
    kt_text(cv, KT_TABLE_HEAD, KT_RIGHT, right - VALUE_MM, y + 2.6, VALUE_MM - 1, s->own_head);
    kt_text(cv, KT_TABLE_HEAD, KT_RIGHT, right, y + 2.6, VALUE_MM - 1, s->nation_head);
    y += 4.4;
    for (size_t i = 0; i < s->n; i++) {
        double mid = y + ROW_MM / 2, base = mid + kt_cap_height(KT_TABLE) / 2;
        kt_line(cv, box.x, y, right, y, KT_RULE, 0.1);
        kt_text(cv, KT_TABLE, KT_LEFT, box.x, base, name + 0.5, s->row[i].name);
        draw_row(cv, &strip, &s->row[i], mid);
        kt_text(cv, KT_TABLE_BOLD, KT_RIGHT, right - VALUE_MM, base, 0, s->row[i].value);
        kt_text(cv, KT_TABLE, KT_RIGHT, right, base, 0, s->row[i].nation);
        y += ROW_MM;
    }
    kt_line(cv, box.x, y, right, y, KT_RULE, 0.1);
    return (struct kt_box){box.x, box.y, box.w, y - box.y};
}
