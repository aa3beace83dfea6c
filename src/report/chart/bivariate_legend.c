/* bivariate_legend: need × supply in nine colours; the gap is outlined and named.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart.h>

const struct kt_chart kt_bivariate_legend = {
    .name = "bivariate_legend",
    .title = {{"Tarve ja tarjonta", "Behov och utbud", "Need and supply"}},
    .summary = "Three by three key of need and supply; each cell tells its share of the people.",
    .source =
        "Trumbo 1981, A theory for coloring bivariate statistical maps, The American Statistician 35(4)",
};

#define CELL_MM     9.0
#define CELL_GAP_MM 0.3

static const struct kt_tr gap_word = {{"VAJE", "BRIST", "GAP"}};
static const struct kt_tr need_grows = {{"tarve kasvaa", "behovet ökar", "need grows"}};
static const struct kt_tr supply_grows = {{"tarjonta kasvaa", "utbudet ökar", "supply grows"}};
static const struct kt_tr shares_note = {
    {"luvut: osuus väestöstä", "siffrorna: andel av befolkningen", "figures: share of population"}};

/* Text on a cell; where neither ink reads well on the fill, a pale halo helps. */
static void on_fill(struct kt_canvas *cv, enum kt_role role, double x, double y, uint32_t fill, const char *s)
{
    uint32_t ground = kt_readable(fill);
    if (ground == fill)
        kt_text_ink(cv, role, KT_CENTRE, x, y, 0, kt_ink_on(fill), s);
    else
        kt_text_halo(cv, role, KT_CENTRE, x, y, kt_ink_on(ground), ground, 1, 0.45, s);
}

static void cell(struct kt_canvas *cv, const struct kt_bivariate *b, int i, struct kt_box box, double all,
                 struct kt_arena tmp)
{
    bool gap = i == KT_GAP_CLASS;
    uint32_t fill = kt_gap_grid[i];
    kt_rect(cv, box, fill, KT_NO_COLOUR, 0);
    double mid = box.x + box.w / 2, cap = kt_cap_height(KT_LABEL), y = box.y + (box.h + cap) / 2;
    if (gap) on_fill(cv, KT_LABEL_BOLD, mid, all > 0 ? y - 1.6 : y, fill, gap_word.s[b->lang]);
    if (all > 0) {
        double share = b->people[i] / all;
        char *s = kt_fmt_percent(&tmp, b->lang, share, share > 0 && share < 0.0995 ? 1 : 0);
        on_fill(cv, KT_LABEL, mid, gap ? y + 1.6 : y, fill, s);
    }
}

struct kt_box kt_bivariate_draw(struct kt_canvas *cv, const struct kt_bivariate *b, double x, double y,
                                double w, struct kt_arena tmp)
{
    double top = y, all = 0, pitch = CELL_MM + CELL_GAP_MM, left = x + 5;
    for (int i = 0; b->people && i < 9; i++) all += b->people[i] > 0 ? b->people[i] : 0;
    if (b->title) y += kt_para_as(cv, "H2", KT_CHART_TITLE, x, y, w, b->title).h + 1.5;
    const char *share = all > 0 ? kt_fmt_percent(&tmp, b->lang, b->people[KT_GAP_CLASS] / all, 1) : "–";
    kt_figure_open(cv, KT_SAY(&tmp, b->lang, alt_bivariate, share));
    for (int i = 0; i < 9; i++)
        cell(cv, b, i, (struct kt_box){left + i % 3 * pitch, y + (2 - i / 3) * pitch, CELL_MM, CELL_MM}, all,
             tmp);
    struct kt_box gap = {left + 2 * pitch, y + 2 * pitch, CELL_MM, CELL_MM};
    kt_rect(cv, gap, KT_NO_COLOUR, KT_INK, 0.5);
    double bottom = y + 3 * pitch - CELL_GAP_MM;
    const char *need = b->need_word ? b->need_word : need_grows.s[b->lang];
    const char *supply = b->supply_word ? b->supply_word : supply_grows.s[b->lang];
    kt_text_up(cv, KT_NOTE_TEXT, left - 1.6, bottom, kt_printf(&tmp, "%s →", supply));
    kt_text(cv, KT_NOTE_TEXT, KT_LEFT, left, bottom + 3.4, w - 5, kt_printf(&tmp, "%s →", need));
    kt_figure_close(cv);
    y = bottom + 4.6;
    if (all > 0) y += kt_para_as(cv, "P", KT_NOTE_TEXT, x, y, w, shares_note.s[b->lang]).h;
    if (b->edges_note) y += kt_para_as(cv, "P", KT_NOTE_TEXT, x, y, w, b->edges_note).h;
    return (struct kt_box){x, top, w, y - top};
}
