/* structure: what each part of a document is, for those who hear it instead of seeing it.
 *
 * cairo writes the tree of a tagged PDF; the canvas keeps its own list of the same elements in the same
 * order, with what cairo 1.16 can't take (alternative texts, scopes), for finish.c.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_internal.h"

#include <cairo-pdf.h>
#include <string.h>

static void open_element(struct kt_canvas *cv, const char *tag, const char *alt, bool row_head,
                         const char *attributes)
{
    cv->element = kt_grow(cv, cv->element, cv->nelement, &cv->cap_element, sizeof *cv->element);
    if (cv->open >= 0) cv->element[cv->open].leaf = false;
    cv->element[cv->nelement] = (struct kt_element){.tag = tag,
                                                    .alt = alt ? kt_strdup(&cv->arena, alt) : NULL,
                                                    .page = cv->page,
                                                    .parent = cv->open,
                                                    .leaf = true,
                                                    .row_head = row_head};
    cv->open = (int)cv->nelement++;
    if (cv->spec.format == KT_PDF) cairo_tag_begin(cv->cr, tag, attributes);
}

void kt_tag_open(struct kt_canvas *cv, const char *tag)
{
    open_element(cv, tag, NULL, false, NULL);
}

void kt_tag_close(struct kt_canvas *cv, const char *tag)
{
    if (cv->open >= 0) cv->open = cv->element[cv->open].parent;
    if (cv->spec.format == KT_PDF) cairo_tag_end(cv->cr, tag);
}

void kt_row_head_open(struct kt_canvas *cv)
{
    open_element(cv, "TH", NULL, true, NULL);
}

void kt_row_head_close(struct kt_canvas *cv)
{
    kt_tag_close(cv, "TH");
}

void kt_figure_open(struct kt_canvas *cv, const char *alt)
{
    open_element(cv, "Figure", alt, false, NULL);
}

void kt_figure_close(struct kt_canvas *cv)
{
    kt_tag_close(cv, "Figure");
}

void kt_link_open(struct kt_canvas *cv, const char *uri, const char *what)
{
    /* cairo reads a little language here: quote what would end its string. */
    char *quoted = kt_alloc(&cv->arena, 2 * strlen(uri) + 1, 1), *q = quoted;
    for (const char *p = uri; *p; p++) {
        if (*p == '\'' || *p == '\\') *q++ = '\\';
        *q++ = *p;
    }
    open_element(cv, "Link", what, false, kt_printf(&cv->arena, "uri='%s'", quoted));
}

void kt_link_close(struct kt_canvas *cv)
{
    kt_tag_close(cv, "Link");
}

void kt_artifact_open(struct kt_canvas *cv)
{
    cv->artifact = true;
}

void kt_artifact_close(struct kt_canvas *cv)
{
    cv->artifact = false;
}

const struct kt_element *kt_canvas_elements(const struct kt_canvas *cv, size_t *n)
{
    *n = cv->nelement;
    return cv->element;
}

void kt_canvas_outline(struct kt_canvas *cv, const char *text)
{
    if (cv->spec.format != KT_PDF) return;
    char where[48];
    snprintf(where, sizeof where, "page=%d pos=[0 0]", cv->page + 1);
    cairo_pdf_surface_add_outline(cv->surface, CAIRO_PDF_OUTLINE_ROOT, text, where,
                                  CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

struct kt_box kt_text_as(struct kt_canvas *cv, const char *tag, enum kt_role role, enum kt_align align,
                         double x, double y, double max_w, const char *s)
{
    kt_tag_open(cv, tag);
    struct kt_box box = kt_text(cv, role, align, x, y, max_w, s);
    kt_tag_close(cv, tag);
    return box;
}

struct kt_box kt_para_as(struct kt_canvas *cv, const char *tag, enum kt_role role, double x, double y,
                         double w, const char *s)
{
    kt_tag_open(cv, tag);
    struct kt_box box = kt_para(cv, role, x, y, w, s);
    kt_tag_close(cv, tag);
    return box;
}

/* ---- can it be read aloud? ---- */

static const char *text_fault(const struct kt_canvas *cv, const struct kt_placed **at)
{
    for (size_t i = 0; i < cv->nplaced; i++) {
        const struct kt_placed *p = &cv->placed[i];
        *at = p;
        if (p->element == KT_IN_ARTIFACT) continue;
        if (p->element < 0) return "text is in no element of the structure";
        if (!cv->element[p->element].leaf) return "text stands beside other elements in an element";
    }
    *at = NULL;
    return NULL;
}

/* 1..6 for a heading, else 0. */
static int heading_level(const char *tag)
{
    return tag[0] == 'H' && tag[1] >= '1' && tag[1] <= '6' && !tag[2] ? tag[1] - '0' : 0;
}

static const char *element_fault(const struct kt_canvas *cv)
{
    int level = 0;
    for (size_t i = 0; i < cv->nelement; i++) {
        const struct kt_element *e = &cv->element[i];
        bool spoken = kt_streq(e->tag, "Figure") || kt_streq(e->tag, "Link");
        if (spoken && (!e->alt || !*e->alt)) return "a figure or link has no text that stands for it";
        if (kt_streq(e->tag, "Table")) {
            bool head = false;
            for (size_t k = i + 1; k < cv->nelement && cv->element[k].parent >= (int)i; k++)
                head |= kt_streq(cv->element[k].tag, "TH");
            if (!head) return "a table has no header cell";
        }
        int h = heading_level(e->tag);
        if (h > level + 1) return "a heading skips a level";
        if (h) level = h;
    }
    return level ? NULL : "no heading";
}

const char *kt_canvas_unreadable(const struct kt_canvas *cv, const struct kt_placed **at)
{
    const struct kt_placed *where = NULL;
    const char *fault = text_fault(cv, &where);
    if (at) *at = where;
    if (fault) return fault;
    if (cv->artifact || cv->open >= 0) return "an element was not closed";
    if (!cv->spec.title || !*cv->spec.title) return "no title";
    return element_fault(cv);
}
