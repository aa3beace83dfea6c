/* lorenz_curve: the share that the worst-off have together, against equality.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_stats.h>

const struct kt_chart kt_lorenz_curve = {
    .name = "lorenz_curve",
    .title = {{"Lorenz-käyrä", "Lorenzkurva", "Lorenz curve"}},
    .summary = "Cumulative share against cumulative persons, with the line of equality.",
    .source = "Lorenz 1905, Methods of measuring the concentration of wealth, JASA 9(70)",
};

#define TICK_MM 1.2

static void axes(struct kt_canvas *cv, const struct kt_lorenz_curve *c, struct kt_box b, struct kt_arena tmp)
{
    double cap = kt_cap_height(KT_LABEL);
    for (int t = 0; t <= 4; t++) {
        double v = t / 4.0, x = b.x + b.w * v, y = b.y + b.h * (1 - v);
        const char *s = kt_fmt_percent(&tmp, c->lang, v, 0);
        kt_line(cv, b.x, y, b.x + b.w, y, 0xe3e7ea, 0.15);
        kt_line(cv, x, b.y + b.h, x, b.y + b.h + TICK_MM, KT_MUTED, 0.15);
        kt_text(cv, KT_LABEL, KT_RIGHT, b.x - 1.2, y + cap / 2, 0, s);
        kt_text(cv, KT_LABEL, t == 4 ? KT_RIGHT : KT_CENTRE, t == 4 ? x + 2 : x,
                b.y + b.h + TICK_MM + 1 + cap, 0, s);
    }
    kt_line(cv, b.x, b.y + b.h, b.x + b.w, b.y + b.h, KT_MUTED, 0.2);
    kt_text(cv, KT_NOTE_TEXT, KT_LEFT, b.x, b.y + b.h + 8.2, b.w + 4, c->x_title);
    kt_text_up(cv, KT_NOTE_TEXT, b.x - 9, b.y + b.h, c->y_title);
}

struct kt_box kt_lorenz_draw(struct kt_canvas *cv, const struct kt_lorenz_curve *c, double x, double y,
                             struct kt_arena tmp)
{
    double top = y + kt_para(cv, KT_CHART_TITLE, x, y, KT_LORENZ_LEFT + c->side, c->title).h + 2.5;
    struct kt_box b = {x + KT_LORENZ_LEFT, top, c->side, c->side};
    axes(cv, c, b, tmp);
    kt_line_dashed(cv, b.x, b.y + b.h, b.x + b.w, b.y, KT_MUTED, 0.25, 0.9);
    kt_text(cv, KT_LABEL, KT_RIGHT, b.x + b.w * 0.6 - 2, b.y + b.h * 0.4 + 0.5, 0, c->equality);
    for (size_t i = 1; i < c->n; i++)
        kt_line(cv, b.x + b.w * c->persons[i - 1], b.y + b.h * (1 - c->share[i - 1]),
                b.x + b.w * c->persons[i], b.y + b.h * (1 - c->share[i]), KT_NAVY, 0.55);
    return (struct kt_box){x, y, KT_LORENZ_LEFT + c->side, b.y + b.h + 9 - y};
}
