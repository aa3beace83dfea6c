/* layouts: texts laid out by pango, kept for the next time: a text is measured before it is drawn, and the
 * pages of a run say much alike.
 *
 * Pango lays out at 1000 units to the point with every rounding switched off; otherwise letters sit on a pixel grid
 * that paper does not have and words come apart. Pango keeps its fonts per thread, so the layouts are kept per
 * thread too, KEPT at most; what is kept has no part in how a text looks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_internal.h"

#include <string.h>

enum { KEPT = 4096 };

struct kept {
    enum kt_lang lang;
    enum kt_role role;
    bool wrap;
    double w;
    char *text;
    PangoLayout *layout; /* NULL: the place is free */
};

struct book {
    PangoContext *context[KT_NLANG];
    struct kept kept[KEPT];
};

static void let_go(struct kept *k)
{
    if (k->layout) g_object_unref(k->layout);
    g_free(k->text);
    *k = (struct kept){0};
}

static void close_book(void *p)
{
    struct book *b = p;
    for (size_t i = 0; i < KEPT; i++) let_go(&b->kept[i]);
    for (int l = 0; l < KT_NLANG; l++)
        if (b->context[l]) g_object_unref(b->context[l]);
    g_free(b);
}

static struct book *book_of_thread(void)
{
    static GPrivate at = G_PRIVATE_INIT(close_book);
    struct book *b = g_private_get(&at);
    if (b) return b;
    b = g_new0(struct book, 1);
    g_private_set(&at, b);
    return b;
}

static PangoContext *new_context(enum kt_lang lang)
{
    PangoContext *cx = pango_font_map_create_context(pango_cairo_font_map_get_default());
    cairo_font_options_t *opt = cairo_font_options_create();
    cairo_font_options_set_hint_style(opt, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(opt, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(opt, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(cx, opt);
    cairo_font_options_destroy(opt);
    pango_cairo_context_set_resolution(cx, 25.4); /* one unit of the context is one millimetre */
    pango_context_set_round_glyph_positions(cx, FALSE);
    pango_context_set_language(cx, pango_language_from_string(kt_lang_code[lang]));
    return cx;
}

static PangoLayout *new_layout(PangoContext *cx, const struct kt_face *f)
{
    PangoLayout *l = pango_layout_new(cx);
    PangoFontDescription *d = pango_font_description_new();
    pango_font_description_set_family(d, f->family);
    pango_font_description_set_weight(d, f->weight);
    pango_font_description_set_size(d, (int)lround(f->pt * PANGO_SCALE));
    pango_layout_set_font_description(l, d);
    pango_font_description_free(d);
    PangoAttrList *attrs = pango_attr_list_new();
    pango_attr_list_insert(attrs, pango_attr_font_features_new("tnum=1"));
    if (f->tracking > 0)
        pango_attr_list_insert(
            attrs, pango_attr_letter_spacing_new((int)lround(f->tracking * 25.4 / 72 * PANGO_SCALE)));
    pango_layout_set_attributes(l, attrs);
    pango_attr_list_unref(attrs);
    return l;
}

/* Wide lines have room for whole words, and a broken word in a title reads badly. */
static bool hyphenates(enum kt_role role, double w)
{
    return w > 0 && w < 100 && role != KT_TITLE && role != KT_BIG && !kt_face[role].upper;
}

static PangoLayout *lay_out(PangoContext *cx, const struct kept *k)
{
    PangoLayout *l = new_layout(cx, &kt_face[k->role]);
    pango_layout_set_single_paragraph_mode(l, !k->wrap);
    pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(l, k->w > 0 ? (int)lround(k->w * PANGO_SCALE) : -1);
    pango_layout_set_ellipsize(l, k->w > 0 && !k->wrap ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
    char *upper = kt_face[k->role].upper ? g_utf8_strup(k->text, -1) : NULL;
    pango_layout_set_text(l, upper ? upper : k->text, -1);
    g_free(upper);
    if (k->wrap && hyphenates(k->role, k->w) && pango_layout_get_line_count(l) > 1) {
        char *soft = kt_hyphenated(k->lang, k->text);
        if (soft) pango_layout_set_text(l, soft, -1);
        g_free(soft);
    }
    return l;
}

static PangoLayout *layout_of(enum kt_lang lang, enum kt_role role, const char *s, double w, bool wrap)
{
    struct book *b = book_of_thread();
    uint32_t place =
        g_str_hash(s) ^ g_double_hash(&w) ^ (uint32_t)role * 40503u ^ (uint32_t)lang * 9973u ^ wrap;
    struct kept *k = &b->kept[(place * 2654435761u >> 16) % KEPT];
    if (k->layout && k->lang == lang && k->role == role && k->wrap == wrap && k->w == w &&
        strcmp(k->text, s) == 0)
        return k->layout;
    let_go(k);
    if (!b->context[lang]) b->context[lang] = new_context(lang);
    *k = (struct kept){.lang = lang, .role = role, .wrap = wrap, .w = w, .text = g_strdup(s)};
    return k->layout = lay_out(b->context[lang], k);
}

PangoLayoutLine *kt_line_layout(const struct kt_canvas *cv, enum kt_role role, const char *s, double w)
{
    PangoRectangle logical;
    PangoLayout *l = layout_of(cv->spec.lang, role, s, 0, false);
    PangoLayoutLine *line = pango_layout_get_line_readonly(l, 0);
    pango_layout_line_get_extents(line, NULL, &logical);
    if (w <= 0 || logical.width <= (int)lround(w * PANGO_SCALE)) return line;
    return pango_layout_get_line_readonly(layout_of(cv->spec.lang, role, s, w, false), 0);
}

PangoLayout *kt_para_layout(const struct kt_canvas *cv, enum kt_role role, const char *s, double w)
{
    return layout_of(cv->spec.lang, role, s, w, true);
}

/* ---- balance ---- */

/* Stretches between places where a line may break, on one endless line; a blank at the end is not in `to`. */
struct words {
    size_t n;
    double *from, *to;
};

static struct words words_of(PangoLayout *l)
{
    const char *text = pango_layout_get_text(l), *p = text;
    int n;
    const PangoLogAttr *at = pango_layout_get_log_attrs_readonly(l, &n);
    PangoLayoutLine *line = pango_layout_get_line_readonly(l, 0);
    struct words w = {0, g_new(double, n), g_new(double, n)};
    for (int i = 0, x; i < n; i++, p = i < n ? g_utf8_next_char(p) : p) {
        pango_layout_line_index_to_x(line, (int)(p - text), FALSE, &x);
        if (i == 0 || (at[i].is_line_break && i + 1 < n)) w.from[w.n++] = (double)x / PANGO_SCALE;
        if (i == 0 || !at[i - 1].is_white) w.to[w.n - 1] = (double)x / PANGO_SCALE;
    }
    return w;
}

static int lines_in(const struct words *w, double width)
{
    int lines = 1;
    for (size_t i = 0, first = 0; i < w->n; i++) {
        if (w->to[i] - w->from[first] <= width) continue;
        lines += i > first;
        first = i;
    }
    return lines;
}

double kt_para_balanced(struct kt_canvas *cv, enum kt_role role, double w, const char *s)
{
    const double slack =
        0.2; /* letters at the ends of lines stand a little otherwise than in a line's middle */
    if (strchr(s, '\n')) return w;
    struct words words = words_of(layout_of(cv->spec.lang, role, s, 0, false));
    int lines = lines_in(&words, w);
    double lo = lines > 1 ? w / 2 : w, hi = w;
    while (hi - lo > slack) {
        double mid = (lo + hi) / 2;
        if (lines_in(&words, mid) > lines)
            lo = mid;
        else
            hi = mid;
    }
    g_free(words.from);
    g_free(words.to);
    hi = fmin(hi + slack, w);
    return pango_layout_get_line_count(kt_para_layout(cv, role, s, hi)) > lines ? w : hi;
}
