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

struct kt_canvas {
    struct kt_arena whole, arena; /* the canvas itself lies in it, with the log and its texts */
    struct kt_canvas_spec spec;
    char *stem, *suffix; /* path around the page number; suffix with its dot */
    FILE *file;          /* of the page (SVG, PNG) or of all pages (PDF) */
    const char *path;
    int broken; /* errno of the first write that failed */
    cairo_surface_t *surface;
    cairo_t *cr; /* scaled to mm */
    int page;    /* -1 before the first */
    PangoContext *context;
    PangoLayout *layout[KT_NROLE];
    struct kt_placed *placed;
    size_t nplaced, cap_placed;
    char **alt;
    size_t nalt, cap_alt;
};

/* Text state lives and dies with the canvas. */
void kt_text_start(struct kt_canvas *cv);
void kt_text_stop(struct kt_canvas *cv);
/* Doubles a growing array when full. */
void *kt_grow(struct kt_canvas *cv, void *p, size_t n, size_t *cap, size_t size);
void kt_source(cairo_t *cr, uint32_t rgb, double alpha);

#endif
