/* pyramid: who lives there by age, two groups back to back, the nation as an outline.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

const struct kt_chart kt_pyramid = {
    .name = "pyramid",
    .title = {{"Ikärakenne", "Åldersstruktur", "Age structure"}},
    .summary = "Two groups by age back to back as shares, with the nation's outline.",
    .source = "Walker 1874, Statistical Atlas of the United States",
};

#define ROW_MM    5.2 /* at least; up to MOST_MM where the box is high */
#define MOST_MM   7.4
#define AROUND_MM 13.0 /* title, heads and key */
#define MIDDLE_MM 15

static double total(const double *v, size_t n)
{
    double sum = 0;
    for (size_t i = 0; v && i < n; i++) sum += isfinite(v[i]) ? v[i] : 0;
    return sum;
}

static double share(const double *v, size_t i, double sum)
{
    return v && isfinite(v[i]) && sum > 0 ? v[i] / sum : (double)NAN;
}

struct side {
    const double *own, *nation;
    double x, dir, own_sum, nation_sum; /* where the bars begin; -1 to the left, 1 to the right */
};

static void side_row(struct kt_canvas *cv, const struct kt_pyramid *p, const struct side *s, size_t i,
                     double y, double row, double per_share, uint32_t fill, struct kt_arena tmp)
{
    double v = share(s->own, i, s->own_sum), w = isfinite(v) ? v * per_share : 6;
    struct kt_box b = {s->dir > 0 ? s->x : s->x - w, y + 0.5, w, row - 1};
    double base = y + row / 2 + kt_cap_height(KT_LABEL) / 2;
    if (isfinite(v))
        kt_rect(cv, b, fill, KT_NO_COLOUR, 0);
    else
        kt_hatch(cv, b, true, KT_HATCH, 1, 0.15, 1.2);
    double nation = share(s->nation, i, s->nation_sum), end = w;
    if (isfinite(nation)) {
        double x = s->x + s->dir * nation * per_share;
        kt_line(cv, x, y, x, y + row, KT_INK, 0.3);
        end = fmax(end, nation * per_share);
    }
    const char *t = isfinite(v) ? kt_fmt_percent(&tmp, p->lang, v, 0) : "×";
    kt_text_ink(cv, KT_LABEL, s->dir > 0 ? KT_LEFT : KT_RIGHT, s->x + s->dir * (end + 1), base, 0, KT_INK, t);
}

struct kt_box kt_pyramid_draw(struct kt_canvas *cv, const struct kt_pyramid *p, struct kt_box box,
                              struct kt_arena tmp)
{
    double y = box.y + kt_para(cv, KT_CHART_TITLE, box.x, box.y, box.w, p->title).h + 1.5;
    double half = (box.w - MIDDLE_MM) / 2, mid = box.x + box.w / 2, most = 0;
    struct side side[2] = {{p->left, p->left_nation, mid - MIDDLE_MM / 2.0, -1, total(p->left, p->n),
                            total(p->left_nation, p->n)},
                           {p->right, p->right_nation, mid + MIDDLE_MM / 2.0, 1, total(p->right, p->n),
                            total(p->right_nation, p->n)}};
    for (size_t i = 0; i < p->n; i++)
        for (int k = 0; k < 2; k++) {
            double a = share(side[k].own, i, side[k].own_sum),
                   b = share(side[k].nation, i, side[k].nation_sum);
            most = fmax(most, fmax(isfinite(a) ? a : 0, isfinite(b) ? b : 0));
        }
    kt_text(cv, KT_TABLE_HEAD, KT_RIGHT, side[0].x, y + 2.4, half, p->left_title);
    kt_text(cv, KT_TABLE_HEAD, KT_LEFT, side[1].x, y + 2.4, half, p->right_title);
    y += 4;
    double row = fmax(ROW_MM, fmin(MOST_MM, (box.h - AROUND_MM) / (double)p->n));
    double per_share = (half - 9) / (most > 0 ? most : 1);
    for (size_t i = p->n; i-- > 0; y += row) {
        kt_text_ink(cv, KT_LABEL, KT_CENTRE, mid, y + row / 2 + kt_cap_height(KT_LABEL) / 2, MIDDLE_MM,
                    KT_INK, p->age[i]);
        side_row(cv, p, &side[0], i, y, row, per_share, kt_ramp(KT_AMBER)[2], tmp);
        side_row(cv, p, &side[1], i, y, row, per_share, kt_ramp(KT_LAKE)[1], tmp);
    }
    if (p->nation_label) {
        kt_line(cv, mid - 5, y + 2.4, mid - 5, y + 5.2, KT_INK, 0.3);
        kt_text(cv, KT_NOTE_TEXT, KT_LEFT, mid - 3.5, y + 4.6, 0, p->nation_label);
        y += 5.5;
    }
    return (struct kt_box){box.x, box.y, box.w, y - box.y};
}
