/* moran_scatter: areas against their neighbours, in standard deviations.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_stats.h>

const struct kt_chart kt_moran_scatter = {
    .name = "moran_scatter",
    .title = {{"Moranin hajontakuvio", "Morans spridningsdiagram", "Moran scatter plot"}},
    .summary = "Value of every area against the mean of its neighbours; the slope is Moran's I.",
    .source =
        "Anselin 1996, The Moran scatterplot as an ESDA tool, in Spatial Analytical Perspectives on GIS",
};

enum { LEFT = 9, REACH_MOST = 4 };

/* Half the axis, in standard deviations: what holds every dot, at most four. */
static double reach_of(const struct kt_moran_scatter *m)
{
    double r = 1;
    for (size_t i = 0; i < m->n; i++)
        if (isfinite(m->z[i]) && isfinite(m->lag[i])) r = fmax(r, fmax(fabs(m->z[i]), fabs(m->lag[i])));
    return fmin(REACH_MOST, ceil(r));
}

static double place(double v, double reach, double size)
{
    return size * (fmin(1, fmax(-1, v / reach)) + 1) / 2;
}

struct kt_box kt_moran_draw(struct kt_canvas *cv, const struct kt_moran_scatter *m, double x, double y,
                            struct kt_arena tmp)
{
    double top = y + kt_para(cv, KT_CHART_TITLE, x, y, LEFT + m->size, m->title).h + 2, s = m->size,
           reach = reach_of(m);
    double x0 = x + LEFT, bottom = top + s, cap = kt_cap_height(KT_LABEL);
    kt_rect(cv, (struct kt_box){x0, top, s, s}, KT_NO_COLOUR, KT_RULE, 0.15);
    kt_line(cv, x0, top + s / 2, x0 + s, top + s / 2, KT_MUTED, 0.2);
    kt_line(cv, x0 + s / 2, top, x0 + s / 2, bottom, KT_MUTED, 0.2);
    for (int t = -1; t <= 1; t++) {
        const char *label = kt_fmt_signed(&tmp, m->lang, t * reach, 0);
        double at = place(t * reach, reach, s);
        kt_text(cv, KT_LABEL, KT_CENTRE, x0 + at, bottom + 1.2 + cap, 0, label);
        kt_text(cv, KT_LABEL, KT_RIGHT, x0 - 1, bottom - at + (t < 0 ? 0 : t > 0 ? cap : cap / 2), 0, label);
    }
    if (isfinite(m->slope) && fabs(m->slope) <= 1)
        kt_line_dashed(cv, x0, bottom - place(-reach * m->slope, reach, s), x0 + s,
                       bottom - place(reach * m->slope, reach, s), KT_INK, 0.25, 0.8);
    for (size_t i = 0; i < m->n; i++) {
        if (!isfinite(m->z[i]) || !isfinite(m->lag[i])) continue;
        uint32_t fill = m->cls[i] >= 0 ? m->fill[m->cls[i]] : KT_WHITE;
        kt_dot(cv, x0 + place(m->z[i], reach, s), bottom - place(m->lag[i], reach, s), 0.65, fill, KT_INK,
               0.1);
    }
    kt_text(cv, KT_NOTE_TEXT, KT_LEFT, x0, bottom + 6.2, s, m->x_title);
    kt_text_up(cv, KT_NOTE_TEXT, x0 - 5.5, bottom, m->y_title);
    return (struct kt_box){x, y, LEFT + s, bottom + 7 - y};
}
