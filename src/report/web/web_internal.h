/* What the pages for browsers share: escaping, templates, the map as SVG.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_WEB_INTERNAL_H
#define KATVE_WEB_INTERNAL_H

#include "report/document_internal.h"
#include "report/export/export_internal.h"

/* Files of src/report/web, in the binary. */
extern const char kt_page_html[], kt_section_html[], kt_page_css[], kt_page_js[], kt_directory_html[],
    kt_directory_js[];

/* What the languages call themselves. */
extern const char *const kt_web_language[KT_NLANG];
/* The study and its year. */
void kt_web_study(const struct kt_doc *d, FILE *f);

/* Text within an element or a quoted attribute: no name can end either. NULL prints nothing. */
void kt_html(FILE *f, const char *s);
/* A quoted JSON string that is safe within a script element too. NULL prints null. */
void kt_json(FILE *f, const char *s);
/* A JSON number; null for NaN. */
void kt_json_value(FILE *f, double v);

/* {{name}} of a template is written by the slot of that name, {{#key}} is the text of that key. */
struct kt_slot {
    const char *name;
    void (*put)(const void *ctx, FILE *f);
};
struct kt_slots {
    const struct kt_slot *slot;
    size_t n;
    const void *ctx;
    enum kt_lang lang;
    struct kt_arena *arena;
};
void kt_template(FILE *f, const char *text, const struct kt_slots *s);

/* One thing that the map can show: a column in classes. */
struct kt_web_measure {
    const char *column;           /* of the view; "gap" stands for need × supply */
    const struct kt_scale *scale; /* NULL: the nine classes of need × supply */
    const uint32_t *fill;         /* colour per class */
    size_t nclass;
    int *cls; /* per zone of the finest level */
};

/* The page of a run, and the section of one language in it. */
struct kt_web {
    const struct kt_report *rep;
    struct kt_doc doc; /* national, in the section's language */
    enum kt_lang lang;
    bool first;                    /* the section that holds the map itself */
    const struct kt_vcol *col[16]; /* columns of the table */
    size_t ncol, nzone;
    struct kt_web_measure measure[4]; /* the first one is shown without a script */
    size_t nmeasure;
};

/* Measures that the view has, coloured with the classes of the report. */
void kt_web_measures(struct kt_web *w);
/* "3–9,9", "≥ 40"; for need × supply the two words. */
const char *kt_class_text(const struct kt_web *w, const struct kt_web_measure *m, size_t i);
/* Classes as one letter a zone: digit, n for no data, x for withheld. */
void kt_class_letters(const struct kt_web_measure *m, size_t n, FILE *f);
/* Colours of all measures as style rules. */
void kt_web_colours(const struct kt_web *w, FILE *f);

/* The map's drawing, in an svg element of its own; nothing where the level has no outlines. */
void kt_web_map(const struct kt_web *w, FILE *f, struct kt_arena tmp);
/* Width and height of its drawing surface; false without outlines. */
bool kt_web_map_size(const struct kt_web *w, int *width, int *height);

/* The block of data for the script. */
void kt_web_data(const struct kt_web *w, FILE *f);

#endif
