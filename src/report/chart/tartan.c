/* tartan: areas by measures; a number on the colour of its class, the worst outlined.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_areas.h>

const struct kt_chart kt_tartan = {
    .name = "tartan",
    .title = {{"Alueet ja mittarit", "Områden och mått", "Areas by measures"}},
    .summary = "Table of areas by measures with class colours; the worst of each column outlined.",
    .source = "Tartan rug tables of the English public health observatories",
};

#define ROW_MM   9.4
#define LEAST_MM 2.9 /* rows draw together where that makes them fit, */
#define SMALL_MM 4.5 /* and below this with smaller letters */
#define HEAD_MM  15

static enum kt_role role_of(double row)
{
    return row < SMALL_MM ? KT_LABEL : KT_TABLE;
}

static void cell(struct kt_canvas *cv, const struct kt_tartan *t, size_t i, size_t c, struct kt_box b)
{
    enum kt_role role = role_of(b.h);
    int cls = t->cls[i * t->ncol + c];
    uint32_t fill = cls >= 0 ? t->fill[c][cls < 5 ? cls : 4] : KT_WHITE;
    /* Where neither white nor ink reads, the ground is made paler, as on the maps. */
    if (cls >= 0) fill = kt_readable(fill);
    kt_rect(cv, b, fill, KT_WHITE, 0.25);
    if (cls < 0) kt_hatch(cv, b, cls == KT_CLASS_HIDDEN, KT_HATCH, 0.5, 0.15, 1.2);
    if (t->worst && t->worst[i * t->ncol + c])
        kt_rect(cv, (struct kt_box){b.x + 0.3, b.y + 0.3, b.w - 0.6, b.h - 0.6}, KT_NO_COLOUR, KT_INK, 0.45);
    kt_text_ink(cv, role, KT_CENTRE, b.x + b.w / 2, b.y + b.h / 2 + kt_cap_height(role) / 2, b.w - 0.6,
                kt_ink_on(fill), t->text[i * t->ncol + c]);
}

static void heads(struct kt_canvas *cv, const struct kt_tartan *t, double x, double x0, double y, double w)
{
    kt_tag_open(cv, "TR");
    kt_tag_open(cv, "TH");
    kt_text(cv, KT_TABLE_HEAD, KT_LEFT, x, y + HEAD_MM - 1.5, x0 - x - 1, t->corner);
    kt_tag_close(cv, "TH");
    for (size_t c = 0; c < t->ncol; c++) {
        double h = kt_para_height(cv, KT_TABLE_HEAD, w - 1, t->head[c]);
        kt_tag_open(cv, "TH");
        kt_para(cv, KT_TABLE_HEAD, x0 + (double)c * w + 0.5, y + HEAD_MM - 1 - h, w - 1, t->head[c]);
        kt_tag_close(cv, "TH");
    }
    kt_tag_close(cv, "TR");
}

struct kt_box kt_tartan_draw(struct kt_canvas *cv, const struct kt_tartan *t, struct kt_box box,
                             struct kt_arena tmp)
{
    (void)tmp;
    double name = 0, y = box.y;
    double row = fmax(LEAST_MM, fmin(ROW_MM, (box.h - HEAD_MM) / (double)t->nrow));
    enum kt_role role = role_of(row);
    for (size_t i = 0; i < t->nrow; i++) name = fmax(name, kt_text_width(cv, KT_TABLE, t->row[i]));
    name = fmin(name + 1.5, box.w * 0.3);
    double w = (box.w - name) / (double)t->ncol;
    kt_tag_open(cv, "Table");
    heads(cv, t, box.x, box.x + name, y, w);
    y += HEAD_MM;
    for (size_t i = 0; i < t->nrow; i++, y += row) {
        kt_tag_open(cv, "TR");
        kt_tag_open(cv, "TH");
        kt_text_ink(cv, role, KT_LEFT, box.x, y + row / 2 + kt_cap_height(role) / 2, name, KT_INK, t->row[i]);
        kt_tag_close(cv, "TH");
        for (size_t c = 0; c < t->ncol; c++) {
            kt_tag_open(cv, "TD");
            cell(cv, t, i, c, (struct kt_box){box.x + name + (double)c * w, y, w, row});
            kt_tag_close(cv, "TD");
        }
        kt_tag_close(cv, "TR");
    }
    kt_tag_close(cv, "Table");
    return (struct kt_box){box.x, box.y, box.w, y - box.y};
}
