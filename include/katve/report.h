/* report: documents made of pages. One national situational picture and one report for each region,
 * in every language asked for, all with the same class breaks. Reads a view, never raw results.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_REPORT_H
#define KATVE_REPORT_H

#include <katve/map.h>
#include <katve/view.h>

/* Class edges, the same on every page of a run. People are counted, not areas. */
struct kt_report_classes {
    struct kt_scale access;       /* km; holds both limits of the distance standard */
    struct kt_scale need, supply; /* thirds of the population: persons per 1,000; hours per 1,000 in need */
    const char *supply_column;    /* "access" where it was computed, else "hours_per_1000" */
    double access_share[KT_CLASSES_MAX]; /* share of population in each class */
    double gap_people[9];                /* [supply * 3 + need] */
};

/* What kt_report_run is asked for; everything but `view` and `dir` may stay zero. */
struct kt_report_options {
    const struct kt_view *view;
    const char *dir;         /* pdf/LANG/... is made below it */
    const char *version;     /* of katve, printed on the method page */
    const char *const *only; /* region codes or names in any language; n = 0: all */
    size_t nonly;
    const char *langs; /* "fi,sv"; NULL: report.languages of the study, else all three */
    const char *pages; /* blank-separated page names; NULL: report.pages, else all */
    bool svg, png;     /* besides PDF: one file per sheet below svg/LANG and png/LANG */
    bool no_pdf;
    bool probe;     /* PNG: measure the contrast of texts (kt_canvas_spec); for tests */
    bool web;       /* web/index.html */
    bool slides;    /* pdf/LANG/REGION-slides.pdf, the word in the language */
    bool directory; /* of support: pdf/LANG/REGION-*.pdf and web/directory-LANG.html */
    int jobs;       /* threads; 0: as OpenMP decides. The bytes do not depend on it */
    /* Called from one thread at a time with the share done; may be NULL. */
    void (*progress)(void *ctx, double share);
    void *progress_ctx;
};

struct kt_report_out {
    const char **file; /* relative to dir, sorted */
    size_t nfile;
    size_t ndoc, nsheet;
    struct kt_breaks breaks[3]; /* distance, need, supply: for the manifest and the map styles */
    size_t nbreaks;
    size_t noverlap, noutside, nsmall; /* from the text logs: all zero in a sound run */
    size_t nunread;                    /* PDFs that do not claim PDF/UA-1; zero likewise */
};

/* A run's shared facts; const while documents are drawn. */
struct kt_report {
    const struct kt_view *view;
    const struct kt_study *study;
    const struct kt_report_options *opt;
    struct kt_report_classes classes;
    const struct kt_outlines *outlines;
    size_t fine;                    /* level of the maps: two below the country, municipalities as a rule */
    double near, far;               /* limits of the distance standard */
    const char *limit_unit;         /* "km" or "min" */
    double near_share, far_share;   /* what it asks: at least so many near, at most so many far */
    double standard;                /* hours a week per 1,000 in need of the capacity gap; NaN unknown */
    const struct kt_page *page[24]; /* of each document, in order */
    size_t npage;
    bool lang[KT_NLANG];
};

/* What a sheet was drawn from, so that its foot can name the files that hold the same figures. */
enum { KT_USED_TABLES = 6 };
struct kt_used {
    unsigned levels; /* bit per level whose columns were read */
    const char *table[KT_USED_TABLES];
    size_t ntable;
};

/* One document: a zone of a level in a language. The country's row is the national picture. */
struct kt_doc {
    const struct kt_report *rep;
    enum kt_lang lang;
    size_t level, zone;     /* what the document is about */
    size_t child;           /* the level of its rows: regions nationally, else municipalities */
    struct kt_arena *arena; /* lives as long as the document */
    struct kt_used *used;   /* of the sheet being drawn; NULL: not gathered */
    size_t sheet, nsheet;   /* 0-based sheet being drawn, sheets in all */
    bool slides;            /* pages are slides of 16 : 9 */
};

/* What a line KT(page, report/page, name) of the catalogue promises. */
struct kt_page {
    const char *name;    /* as in the catalogue */
    struct kt_tr title;  /* of the outline and the kicker */
    const char *summary; /* one English sentence */
    bool (*applies)(const struct kt_doc *d);
    size_t (*sheets)(const struct kt_doc *d); /* pages of paper it takes, >= 1 */
    /* Draws sheet `part` of the page on an A4 canvas. */
    void (*draw)(const struct kt_doc *d, struct kt_canvas *cv, size_t part);
    void (*slide)(const struct kt_doc *d, struct kt_canvas *cv); /* the same as one slide; NULL: none */
};

extern const struct kt_page kt_cover, kt_access, kt_gap, kt_cluster_map, kt_equity, kt_funnel, kt_table,
    kt_method, kt_how_many, kt_peers, kt_side_by_side, kt_distances, kt_six_maps, kt_by_group, kt_travel,
    kt_directory, kt_who_is_left_out, kt_what_would_help, kt_over_time, kt_scenarios;

/* In the order of a document. */
const struct kt_page *const *kt_report_pages(size_t *n);

/* Class edges of a run, from the level of its maps. */
void kt_report_classify(const struct kt_view *v, size_t level, double near_km, double far_km,
                        struct kt_report_classes *c, struct kt_arena tmp);
/* Fills the shared facts; `opt` must outlive `rep`. */
KT_MUST enum kt_status kt_report_open(struct kt_report *rep, const struct kt_report_options *opt,
                                      struct kt_arena *keep, struct kt_arena tmp, struct kt_err *err);
/* Adds tables of the sums that pages show to the view, for exports and the pages' feet: class_people, gap_people,
 * gap_areas, ages_left_out, measure_spread. Before kt_report_run. */
KT_MUST enum kt_status kt_report_tables(struct kt_view *v, struct kt_arena *keep, struct kt_arena tmp,
                                        struct kt_err *err);
/* Writes every document. Folders are made as needed. */
KT_MUST enum kt_status kt_report_run(const struct kt_report_options *opt, struct kt_arena *keep,
                                     struct kt_arena tmp, struct kt_report_out *out, struct kt_err *err);

#endif
