/* share_bars: what each area's whole is made of, in per cent.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

const struct kt_chart kt_share_bars = {
    .name = "share_bars",
    .title = {{"Koostumus", "Sammansättning", "Composition"}},
    .summary = "100 % bars of at most four parts, labelled directly.",
    .source = "Cleveland & McGill 1984, Graphical perception, Journal of the American Statistical "
              "Association 79(387)",
};

#define ROW_MM 4.6
#define BAR_MM 3.6

static double row_sum(const struct kt_share_bars *s, size_t i)
{
    double sum = 0;
    for (size_t k = 0; k < s->npart; k++) sum += s->part[i * s->npart + k];
    return sum;
}

/* One bar; the shares stand inside where they fit. */
static void bar(struct kt_canvas *cv, const struct kt_share_bars *s, size_t i, struct kt_box b,
                struct kt_arena tmp)
{
    double sum = row_sum(s, i), x = b.x;
    if (!(sum > 0)) {
        kt_text(cv, KT_NOTE_TEXT, KT_LEFT, b.x + 1, b.y + b.h - 1, 0, "–");
        return;
    }
    for (size_t k = 0; k < s->npart; k++) {
        double share = s->part[i * s->npart + k] / sum, w = b.w * share;
        const char *t = kt_fmt_percent(&tmp, s->lang, share, 0);
        kt_rect(cv, (struct kt_box){x, b.y, w, b.h}, s->fill[k], KT_WHITE, 0.15);
        if (kt_text_width(cv, KT_LABEL, t) + 1.2 < w)
            kt_text_ink(cv, KT_LABEL, KT_CENTRE, x + w / 2, b.y + b.h / 2 + kt_cap_height(KT_LABEL) / 2, 0,
                        kt_ink_on(s->fill[k]), t);
        x += w;
    }
}

/* The parts' names in a row above the bars, each with a chip of its colour. Returns the height taken. */
static double key(struct kt_canvas *cv, const struct kt_share_bars *s, double x0, double y, double end)
{
    double x = x0, top = y;
    for (size_t k = 0; k < s->npart; k++) {
        double w = 3.6 + kt_text_width(cv, KT_NOTE_TEXT, s->part_label[k]) + 4;
        if (x > x0 && x + w - 4 > end) {
            x = x0;
            y += 3.8;
        }
        kt_rect(cv, (struct kt_box){x, y, 2.6, 2.6}, s->fill[k], KT_MUTED, 0.1);
        kt_text(cv, KT_NOTE_TEXT, KT_LEFT, x + 3.6, y + 2.2, end - x - 3.6, s->part_label[k]);
        x += w;
    }
    return y + 4.6 - top;
}

struct kt_box kt_share_bars_draw(struct kt_canvas *cv, const struct kt_share_bars *s, struct kt_box box,
                                 struct kt_arena tmp)
{
    double name = 0, y = box.y;
    for (size_t i = 0; i < s->n; i++) name = fmax(name, kt_text_width(cv, KT_TABLE_HEAD, s->name[i]));
    name = fmin(name, box.w * 0.45);
    y += kt_para(cv, KT_CHART_TITLE, box.x, y, box.w, s->title).h + 1.2;
    y += key(cv, s, box.x, y, box.x + box.w);
    for (size_t i = 0; i < s->n; i++, y += ROW_MM) {
        bool own = s->own && kt_streq(s->own, s->name[i]);
        kt_text_ink(cv, own ? KT_TABLE_HEAD : KT_NOTE_TEXT, KT_RIGHT, box.x + name,
                    y + BAR_MM / 2 + kt_cap_height(KT_NOTE_TEXT) / 2, name + 0.3, KT_INK, s->name[i]);
        bar(cv, s, i, (struct kt_box){box.x + name + 1.5, y, box.w - name - 1.5, BAR_MM}, tmp);
    }
    return (struct kt_box){box.x, box.y, box.w, y - box.y};
}
