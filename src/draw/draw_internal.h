/* What the files of draw share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_DRAW_INTERNAL_H
#define KATVE_DRAW_INTERNAL_H

#include <katve/draw.h>

#include <cairo.h>
#include <pango/pangocairo.h>
#include <stdio.h>

#define KT_PT_PER_MM (72.0 / 25.4)

/* A role's look. */
struct kt_face {
    const char *family;
    PangoWeight weight;
    double pt;
    double leading;  /* × pt */
    double tracking; /* letter spacing in pt */
    uint32_t ink;
    bool upper;
};
extern const struct kt_face kt_face[KT_NROLE];

/* Pixels of a box before letters came. */
struct kt_probe {
    uint32_t *before;
    int x, y, w, h; /* w = 0: nothing is probed */
};

struct kt_canvas {
    struct kt_arena whole, arena; /* the canvas itself lies in it, with the log and its texts */
    struct kt_canvas_spec spec;
    char *stem, *suffix; /* path around the page number; suffix with its dot */
    FILE *file;          /* of the page (SVG, PNG) or of all pages (PDF) */
    const char *path;
    int broken; /* errno of the first write that failed */
    cairo_surface_t *surface;
    cairo_t *cr;         /* scaled to mm */
    int page;            /* -1 before the first */
    double end_x, end_y; /* of the text placed last */
    struct kt_placed *placed;
    size_t nplaced, cap_placed;
    struct kt_element *element;
    size_t nelement, cap_element;
    int open; /* innermost open element; -1: none */
    bool artifact;
    struct kt_probe probe;
    GByteArray *raw; /* a PDF as cairo wrote it */
};

/* Doubles a growing array when full. */
void *kt_grow(struct kt_canvas *cv, void *p, size_t n, size_t *cap, size_t size);
/* Of a PNG. */
double kt_pixels_per_mm(const struct kt_canvas *cv);
void kt_source(cairo_t *cr, uint32_t rgb, double alpha);

/* ---- probe.c ---- */

/* Around the painting of letters within a box: the contrast of `ink` with what they were painted on; 0
 * where the canvas does not probe. */
void kt_probe_begin(struct kt_canvas *cv, struct kt_box box);
double kt_probe_end(const struct kt_canvas *cv, uint32_t ink);

/* ---- layouts.c ---- */

/* One line, with an ellipsis where it would be longer than w (> 0); and a paragraph wrapped to w. Both are good until
 * the next text is laid out in this thread. */
PangoLayoutLine *kt_line_layout(const struct kt_canvas *cv, enum kt_role role, const char *s, double w);
PangoLayout *kt_para_layout(const struct kt_canvas *cv, enum kt_role role, const char *s, double w);

/* ---- hyphen.c ---- */

/* The text with U+00AD where its words may break; NULL where the language has no dictionary here. Free with g_free. */
char *kt_hyphenated(enum kt_lang lang, const char *s);

/* ---- finish.c ---- */

struct kt_finished {
    const unsigned char *data;
    size_t n;
    void *owner; /* holds the data */
};
/* Makes cairo's PDF one that everyone can read: language, alternative texts, scopes, artifacts, page
 * labels, links, metadata. Same bytes in, same bytes out. */
KT_MUST enum kt_status kt_pdf_finish(const struct kt_canvas *cv, const unsigned char *raw, size_t n,
                                     struct kt_finished *out, struct kt_err *err);
void kt_finished_free(struct kt_finished *f);

/* ---- marked_content.c ---- */

/* A page's content with everything that is painted outside the structure put into artifacts. NULL when
 * the content is not nested as it should be. Free with g_string_free. */
GString *kt_mark_artifacts(const unsigned char *content, size_t n);

/* ---- xmp.c ---- */

/* XMP packet: title, language, author, dates, producer; `ua`: claims PDF/UA-1. */
GString *kt_xmp(const struct kt_canvas_spec *spec, const char *producer, bool ua);

#endif
