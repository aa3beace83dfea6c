/* reach_curve: what each further site adds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

const struct kt_chart kt_reach_curve = {
    .name = "reach_curve",
    .title = {{"Tavoitetut pisteiden määrän mukaan", "Nådda efter antal ställen",
               "People reached by number of sites"}},
    .summary = "People reached by the number of sites opened, with its interval; the elbow is marked.",
    .source = "Elbow: Satopää, Albrecht, Irwin and Raghavan 2011, Finding a \"kneedle\" in a haystack",
};

size_t kt_reach_elbow(const double *people, size_t n)
{
    if (n < 3) return 0;
    double span = people[n - 1] - people[0], most = 0;
    size_t best = 0;
    for (size_t i = 1; i + 1 < n && span > 0; i++) {
        double above = (people[i] - people[0]) / span - (double)i / (double)(n - 1);
        if (above > most + 1e-12) {
            most = above;
            best = i;
        }
    }
    return best;
}

/* The height of the axis: three to five round steps above the most. */
static double axis_top(double most, double *step)
{
    double unit = pow(10, floor(log10(most / 3))), m = most / 3 / unit;
    *step = unit * (m <= 1 ? 1 : m <= 2 ? 2 : m <= 5 ? 5 : 10);
    return ceil(most / *step - 1e-9) * *step;
}

struct kt_box kt_reach_draw(struct kt_canvas *cv, const struct kt_reach *r, struct kt_box box,
                            struct kt_arena tmp)
{
    double top = box.y + kt_para(cv, KT_CHART_TITLE, box.x, box.y, box.w, r->title).h + 3, most = 0;
    struct kt_box b = {box.x + 16, top, box.w - 20, box.y + box.h - top - 9};
    for (size_t i = 0; i < r->n; i++) most = fmax(most, r->upper ? r->upper[i] : r->people[i]);
    if (!r->n || !(most > 0)) return (struct kt_box){box.x, box.y, box.w, 0};
    double tick, up = axis_top(most, &tick);
    double step = b.w / (double)r->n, cap = kt_cap_height(KT_LABEL), px = b.x, py = b.y + b.h;
    size_t elbow = kt_reach_elbow(r->people, r->n), every = (r->n + 9) / 10;
    for (double v = 0; v <= up * (1 + 1e-9); v += tick) {
        double y = b.y + b.h * (1 - v / up);
        kt_line(cv, b.x, y, b.x + b.w, y, 0xe3e7ea, 0.15);
        kt_text(cv, KT_LABEL, KT_RIGHT, b.x - 1.2, y + cap / 2, 0,
                kt_value_text(&tmp, r->lang, KT_K_PERSONS, v));
    }
    for (size_t i = 0; i < r->n; i++) {
        double x = b.x + (double)(i + 1) * step, y = b.y + b.h * (1 - r->people[i] / up);
        if (r->lower && r->upper)
            kt_line(cv, x, b.y + b.h * (1 - r->lower[i] / up), x, b.y + b.h * (1 - r->upper[i] / up),
                    KT_MUTED, 0.3);
        kt_line(cv, px, py, x, y, KT_NAVY, 0.5);
        bool marked = elbow && i == elbow;
        kt_dot(cv, x, y, marked ? 1.5 : 0.8, marked ? kt_ramp(KT_AMBER)[2] : KT_NAVY, KT_INK, 0.2);
        if ((i + 1) % every == 0)
            kt_text(cv, KT_LABEL, KT_CENTRE, x, b.y + b.h + 1.4 + cap, 0,
                    kt_fmt(&tmp, r->lang, (double)(i + 1), 0));
        px = x;
        py = y;
    }
    kt_text(cv, KT_NOTE_TEXT, KT_LEFT, b.x, b.y + b.h + 8, b.w, r->x_title);
    kt_text_up(cv, KT_NOTE_TEXT, box.x + 2.5, b.y + b.h, r->y_title);
    return box;
}
