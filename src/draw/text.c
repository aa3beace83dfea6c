/* text: one line or a paragraph through pango, measured in millimetres.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_internal.h"

#include <string.h>

const struct kt_face kt_face[KT_NROLE] = {
    [KT_TITLE] = {"Inter Display", PANGO_WEIGHT_SEMIBOLD, 17, 1.18, 0, KT_INK, false},
    [KT_KICKER] = {"Inter", PANGO_WEIGHT_SEMIBOLD, 7.5, 1.3, 0.15, KT_NAVY, true},
    [KT_SUBTITLE] = {"Inter", PANGO_WEIGHT_NORMAL, 9, 1.35, 0, KT_MUTED, false},
    [KT_CHART_TITLE] = {"Inter", PANGO_WEIGHT_SEMIBOLD, 8, 1.3, 0, KT_INK, false},
    [KT_BODY] = {"Inter", PANGO_WEIGHT_NORMAL, 8.5, 1.35, 0, KT_INK, false},
    [KT_BODY_BOLD] = {"Inter", PANGO_WEIGHT_SEMIBOLD, 8.5, 1.35, 0, KT_INK, false},
    [KT_TABLE] = {"Inter", PANGO_WEIGHT_NORMAL, 8, 1.3, 0, KT_INK, false},
    [KT_TABLE_BOLD] = {"Inter", PANGO_WEIGHT_SEMIBOLD, 8, 1.3, 0, KT_INK, false},
    [KT_TABLE_HEAD] = {"Inter", PANGO_WEIGHT_SEMIBOLD, 7, 1.3, 0, KT_MUTED, false},
    [KT_NOTE_TEXT] = {"Inter", PANGO_WEIGHT_NORMAL, 7, 1.35, 0, KT_MUTED, false},
    [KT_LABEL] = {"Inter", PANGO_WEIGHT_MEDIUM, 6.5, 1.25, 0, KT_INK, false},
    [KT_LABEL_BOLD] = {"Inter", PANGO_WEIGHT_SEMIBOLD, 6.5, 1.25, 0, KT_INK, false},
    [KT_BIG] = {"Inter Display", PANGO_WEIGHT_SEMIBOLD, 28, 1.1, 0, KT_INK, false},
};

double kt_role_pt(enum kt_role role)
{
    return kt_face[role].pt;
}

double kt_role_leading(enum kt_role role)
{
    return kt_face[role].pt * kt_face[role].leading / KT_PT_PER_MM;
}

double kt_cap_height(enum kt_role role)
{
    return kt_face[role].pt * 0.727 / KT_PT_PER_MM; /* Inter: 1490 of 2048 units */
}

/* Does the text end at a hyphen that only the end of a line has made? */
static bool broken_word(const char *s)
{
    size_t n = strlen(s);
    return n >= 2 && memcmp(s + n - 2, "\u00ad", 2) == 0;
}

/* Lines of one element are heard as one: a blank at the end of the line before keeps its last word from
 * the first of this one. Pango leaves it out, and paper does not show it. */
static void part_words(struct kt_canvas *cv)
{
    if (cv->spec.format != KT_PDF || cv->open < 0 || !cv->nplaced) return;
    const struct kt_placed *last = &cv->placed[cv->nplaced - 1];
    const struct kt_element *e = &cv->element[cv->open];
    if (last->element != cv->open || !e->leaf || e->alt || broken_word(last->text)) return;
    cairo_move_to(cv->cr, cv->end_x, cv->end_y);
    pango_cairo_show_layout_line(cv->cr, kt_line_layout(cv, last->role, " ", 0));
}

/* ---- the log ---- */

static void note(struct kt_canvas *cv, enum kt_role role, uint32_t ink, struct kt_box box, const char *s)
{
    cv->placed = kt_grow(cv, cv->placed, cv->nplaced, &cv->cap_placed, sizeof *cv->placed);
    cv->placed[cv->nplaced++] = (struct kt_placed){.page = cv->page,
                                                   .role = role,
                                                   .pt = kt_face[role].pt * cv->spec.zoom,
                                                   .ink = ink,
                                                   .box = box,
                                                   .contrast = kt_probe_end(cv, ink),
                                                   .element = cv->artifact ? KT_IN_ARTIFACT : cv->open,
                                                   .text = kt_strdup(&cv->arena, s)};
}

static struct kt_box mm_box(const PangoRectangle *r, double x, double y)
{
    return (struct kt_box){x + (double)r->x / PANGO_SCALE, y + (double)r->y / PANGO_SCALE,
                           (double)r->width / PANGO_SCALE, (double)r->height / PANGO_SCALE};
}

/* ---- one line ---- */

struct placing {
    enum kt_role role;
    enum kt_align align;
    double x, y, max_w;
    uint32_t ink, halo;
    double halo_alpha, halo_width;
};

static struct kt_box place(struct kt_canvas *cv, const struct placing *p, const char *s)
{
    part_words(cv);
    PangoLayoutLine *line = kt_line_layout(cv, p->role, s, p->max_w);
    PangoRectangle ink, logical;
    pango_layout_line_get_extents(line, &ink, &logical);
    double w = (double)logical.width / PANGO_SCALE;
    double x = p->x - (p->align == KT_LEFT ? 0 : p->align == KT_RIGHT ? w : w / 2);
    cairo_t *cr = cv->cr;
    if (p->halo_width > 0) {
        cairo_move_to(cr, x, p->y);
        pango_cairo_layout_line_path(cr, line);
        kt_source(cr, p->halo, p->halo_alpha);
        cairo_set_line_width(cr, 2 * p->halo_width);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke(cr);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_MITER);
    }
    struct kt_box box = mm_box(&ink, x, p->y);
    kt_probe_begin(cv, box);
    kt_source(cr, p->ink, 1);
    cairo_move_to(cr, x, p->y);
    pango_cairo_show_layout_line(cr, line);
    cairo_new_path(cr);
    note(cv, p->role, p->ink, box, s);
    cv->end_x = x + w;
    cv->end_y = p->y;
    return box;
}

struct kt_box kt_text(struct kt_canvas *cv, enum kt_role role, enum kt_align align, double x, double y,
                      double max_w, const char *s)
{
    return kt_text_ink(cv, role, align, x, y, max_w, kt_face[role].ink, s);
}

struct kt_box kt_text_ink(struct kt_canvas *cv, enum kt_role role, enum kt_align align, double x, double y,
                          double max_w, uint32_t ink, const char *s)
{
    struct placing p = {.role = role, .align = align, .x = x, .y = y, .max_w = max_w, .ink = ink};
    return place(cv, &p, s);
}

struct kt_box kt_text_halo(struct kt_canvas *cv, enum kt_role role, enum kt_align align, double x, double y,
                           uint32_t ink, uint32_t halo, double alpha, double width, const char *s)
{
    struct placing p = {.role = role,
                        .align = align,
                        .x = x,
                        .y = y,
                        .ink = ink,
                        .halo = halo,
                        .halo_alpha = alpha,
                        .halo_width = width};
    return place(cv, &p, s);
}

struct kt_box kt_text_up(struct kt_canvas *cv, enum kt_role role, double x, double y, const char *s)
{
    PangoLayoutLine *line = kt_line_layout(cv, role, s, 0);
    PangoRectangle ink;
    pango_layout_line_get_extents(line, &ink, NULL);
    struct kt_box flat = mm_box(&ink, 0, 0);
    struct kt_box box = {x + flat.y, y - flat.x - flat.w, flat.h, flat.w};
    kt_probe_begin(cv, box);
    cairo_t *cr = cv->cr;
    cairo_save(cr);
    cairo_translate(cr, x, y);
    cairo_rotate(cr, -M_PI / 2);
    kt_source(cr, kt_face[role].ink, 1);
    cairo_move_to(cr, 0, 0);
    pango_cairo_show_layout_line(cr, line);
    cairo_restore(cr);
    cairo_new_path(cr);
    note(cv, role, kt_face[role].ink, box, s);
    return box;
}

double kt_text_width(struct kt_canvas *cv, enum kt_role role, const char *s)
{
    PangoRectangle logical;
    pango_layout_line_get_extents(kt_line_layout(cv, role, s, 0), NULL, &logical);
    return (double)logical.width / PANGO_SCALE;
}

/* ---- paragraphs ---- */

double kt_para_height(struct kt_canvas *cv, enum kt_role role, double w, const char *s)
{
    return pango_layout_get_line_count(kt_para_layout(cv, role, s, w)) * kt_role_leading(role);
}

struct kt_box kt_para(struct kt_canvas *cv, enum kt_role role, double x, double y, double w, const char *s)
{
    PangoLayout *l = g_object_ref(kt_para_layout(cv, role, s, w)); /* blanks are laid out meanwhile */
    const char *text = pango_layout_get_text(l);
    double leading = kt_role_leading(role);
    /* The capital is centred in its line's share of the leading. */
    double baseline = y + (leading + kt_cap_height(role)) / 2;
    int n = pango_layout_get_line_count(l);
    kt_source(cv->cr, kt_face[role].ink, 1);
    for (int i = 0; i < n; i++, baseline += leading) {
        PangoLayoutLine *line = pango_layout_get_line_readonly(l, i);
        if (line->length <= 0) continue;
        PangoRectangle ink;
        pango_layout_line_get_extents(line, &ink, NULL);
        struct kt_box box = mm_box(&ink, x, baseline);
        part_words(cv);
        kt_probe_begin(cv, box);
        cairo_move_to(cv->cr, x, baseline);
        pango_cairo_show_layout_line(cv->cr, line);
        char *part = g_strndup(text + line->start_index, (gsize)line->length);
        note(cv, role, kt_face[role].ink, box, part);
        g_free(part);
        cv->end_x = box.x + box.w;
        cv->end_y = baseline;
    }
    cairo_new_path(cv->cr);
    g_object_unref(l);
    return (struct kt_box){x, y, w, n * leading};
}
