/* draw: pages on paper. A canvas over cairo in millimetres, text over pango, colours, classes,
 * numbers. Knows nothing of zones or needs. Same calls, same bytes.
 * Origin top left, y down, lengths in mm unless a name says pt. Colours are 0xRRGGBB.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_DRAW_H
#define KATVE_DRAW_H

#include <katve/base.h>

/* ---- theme ---------------------------------------------------------------------------*/

enum {
    KT_INK = 0x1b1f23,
    KT_NAVY = 0x1d3a5f, /* kicker and its rule */
    KT_MUTED = 0x5b6570,
    KT_RULE = 0xc9ced3,   /* hairlines */
    KT_GROUND = 0xf4f6f7, /* panels */
    KT_WHITE = 0xffffff,
    KT_HATCH = 0x9aa3ab,
};

/* Five-class ramps, pale to dark. Amber: dark needs attention. Lake: dark is more of it. */
enum kt_ramp { KT_AMBER, KT_LAKE, KT_DIVERGING, KT_NRAMP };
const uint32_t *kt_ramp(enum kt_ramp ramp); /* 5 colours */
/* need × supply, [supply * 3 + need], 0 low .. 2 high. The gap is need 2, supply 0. */
extern const uint32_t kt_gap_grid[9];
enum { KT_GAP_CLASS = 2 }; /* index of the gap cell in kt_gap_grid */

enum kt_vision { KT_NORMAL, KT_DEUTAN, KT_PROTAN, KT_TRITAN, KT_NVISION };
/* As seen with complete dichromacy (Machado, Oliveira & Fernandes 2009, severity 1). */
uint32_t kt_simulate(uint32_t rgb, enum kt_vision vision);
double kt_contrast(uint32_t a, uint32_t b); /* WCAG 2 ratio, 1..21 */
double kt_delta_e(uint32_t a, uint32_t b);  /* CIEDE2000 */
double kt_luminance(uint32_t rgb);          /* relative, 0..1 */
/* White or ink, whichever reads better on `fill`. */
uint32_t kt_ink_on(uint32_t fill);
/* `fill`, or where its best ink reads below 4.5 : 1, the fill made so much paler that ink reads:
 * the ground for a halo behind a text. */
uint32_t kt_readable(uint32_t fill);

/* A pale shade of the same hue, for values that can't be told. */
uint32_t kt_pale(uint32_t rgb);

/* What a text is for: decides face, size, weight and colour. */
enum kt_role {
    KT_TITLE,       /* 17 pt semibold, display face */
    KT_KICKER,      /* 7.5 pt semibold, printed in capitals, navy */
    KT_SUBTITLE,    /* 9 pt muted */
    KT_CHART_TITLE, /* 8 pt semibold */
    KT_BODY,        /* 8.5 pt, leading 1.35 */
    KT_BODY_BOLD,   /* the same, semibold */
    KT_TABLE,       /* 8 pt */
    KT_TABLE_BOLD,  /* 8 pt semibold */
    KT_TABLE_HEAD,  /* 7 pt semibold muted */
    KT_NOTE_TEXT,   /* 7 pt muted: legends, notes, page foot */
    KT_LABEL,       /* 6.5 pt medium: names on maps, ticks */
    KT_LABEL_BOLD,  /* 6.5 pt semibold */
    KT_BIG,         /* 28 pt semibold */
    KT_NROLE
};
/* Distance from baseline to baseline. */
double kt_role_leading(enum kt_role role);
double kt_role_pt(enum kt_role role);

/* ---- canvas --------------------------------------------------------------------------*/

enum kt_format { KT_PDF, KT_SVG, KT_PNG };

struct kt_canvas_spec {
    enum kt_format format;
    double w, h; /* page in mm; 0: A4 portrait */
    double zoom; /* everything on paper this much larger, the page too; 0: 1. Slides are w × h small pages */
    enum kt_lang lang;
    const char *title, *author, *subject; /* PDF metadata; NULL: none */
    const char *date;                     /* ISO day of issue, stands for the clock; NULL: 1970-01-01 */
    double dpi;                           /* PNG; 0: 150 */
    bool probe;                           /* PNG: measure the contrast of every text with its ground */
};

struct kt_box {
    double x, y, w, h; /* top left corner and size */
};

/* One text that was placed, for checks of overlap and of the page's edge. */
struct kt_placed {
    int page; /* 0-based */
    enum kt_role role;
    double pt; /* on paper */
    uint32_t ink;
    struct kt_box box; /* ink extents on paper */
    const char *text;
    int element;     /* innermost open element (kt_canvas_elements); KT_IN_NONE, KT_IN_ARTIFACT */
    double contrast; /* WCAG ratio that 95 % of the ground below it reach; 0: not probed */
};
enum { KT_IN_NONE = -1, KT_IN_ARTIFACT = -2 };

struct kt_canvas;

/* PDF: all pages in the file `path`. SVG, PNG: page i in path with "-i" before the extension
 * (1-based): "map.svg" gives map-1.svg, map-2.svg. No page is open yet. */
KT_MUST enum kt_status kt_canvas_open(struct kt_canvas **out, const char *path,
                                      const struct kt_canvas_spec *spec, struct kt_err *err);
/* Ends the page before, if any, and begins the next. */
KT_MUST enum kt_status kt_canvas_page(struct kt_canvas *cv, struct kt_err *err);
/* Finishes all files and frees; reports what was met on the way (full disk: KT_EIO). NULL is fine. A PDF
 * is tagged, has its language, alternative texts, page labels and XMP, and an /ID made from its bytes. */
KT_MUST enum kt_status kt_canvas_close(struct kt_canvas *cv, struct kt_err *err);
int kt_canvas_pages(const struct kt_canvas *cv);
struct kt_box kt_canvas_size(const struct kt_canvas *cv); /* x = y = 0 */
enum kt_lang kt_canvas_lang(const struct kt_canvas *cv);
/* Texts placed so far, valid until the next call on the canvas. */
const struct kt_placed *kt_canvas_placed(const struct kt_canvas *cv, size_t *n);

/* Structure of a PDF: elements are opened and closed like brackets, in the order in which they are to be
 * read. Tags (literals): Sect H1..H6 P Caption Table TR TH TD L LI LBody. An element holds either what is
 * drawn or other elements; lines and fills drawn outside the innermost ones become artifacts by
 * themselves, texts only between kt_artifact_open and _close. */
void kt_tag_open(struct kt_canvas *cv, const char *tag);
void kt_tag_close(struct kt_canvas *cv, const char *tag);
/* TH heads a column; this one heads its row. */
void kt_row_head_open(struct kt_canvas *cv);
void kt_row_head_close(struct kt_canvas *cv);
/* A Figure with the text that stands for it. */
void kt_figure_open(struct kt_canvas *cv, const char *alt);
void kt_figure_close(struct kt_canvas *cv);
/* What is drawn inside leads to `uri`; `what` is read aloud instead of the address. */
void kt_link_open(struct kt_canvas *cv, const char *uri, const char *what);
void kt_link_close(struct kt_canvas *cv);
/* Texts that are not read aloud, such as the foot of a page. Not inside an element that is drawn into. */
void kt_artifact_open(struct kt_canvas *cv);
void kt_artifact_close(struct kt_canvas *cv);

/* An element, in reading order. */
struct kt_element {
    const char *tag, *alt; /* alt of a Figure or Link, else NULL */
    int page, parent;      /* parent: index, -1 at the top */
    bool leaf, row_head;
};
/* Valid until the next call on the canvas. */
const struct kt_element *kt_canvas_elements(const struct kt_canvas *cv, size_t *n);
/* Why the document so far can't be read aloud in order, in English; NULL: nothing was found, and the PDF
 * will claim PDF/UA-1. `at` (may be NULL) gets the text in question, or NULL. */
const char *kt_canvas_unreadable(const struct kt_canvas *cv, const struct kt_placed **at);
/* A line in the PDF's outline that leads to the present page. */
void kt_canvas_outline(struct kt_canvas *cv, const char *text);

/* ---- shapes --------------------------------------------------------------------------*/

enum { KT_NO_COLOUR = 0xffffffffu };

void kt_rect(struct kt_canvas *cv, struct kt_box b, uint32_t fill, uint32_t line, double width);
void kt_line(struct kt_canvas *cv, double x0, double y0, double x1, double y1, uint32_t rgb, double width);
void kt_line_dashed(struct kt_canvas *cv, double x0, double y0, double x1, double y1, uint32_t rgb,
                    double width, double dash);
void kt_dot(struct kt_canvas *cv, double x, double y, double r, uint32_t fill, uint32_t line, double width);
/* Hatching of a box: 45° lines; crossed adds the other diagonal. */
void kt_hatch(struct kt_canvas *cv, struct kt_box b, bool crossed, uint32_t rgb, double alpha, double width,
              double pitch);
/* The ▲ of a gap: a filled triangle of the given side, its centre at x, y. */
void kt_triangle(struct kt_canvas *cv, double x, double y, double side, uint32_t fill, uint32_t line);
/* cairo itself, scaled to mm, for maps. Leave its state as it was. */
struct _cairo *kt_canvas_cairo(struct kt_canvas *cv);

/* ---- text ----------------------------------------------------------------------------*/

enum kt_align { KT_LEFT, KT_CENTRE, KT_RIGHT };

/* One line with its baseline at y; x is its left end, middle or right end. Longer than max_w (> 0):
 * ends in an ellipsis. Returns the ink box. */
struct kt_box kt_text(struct kt_canvas *cv, enum kt_role role, enum kt_align align, double x, double y,
                      double max_w, const char *s);
/* The same in another colour than the role's. */
struct kt_box kt_text_ink(struct kt_canvas *cv, enum kt_role role, enum kt_align align, double x, double y,
                          double max_w, uint32_t ink, const char *s);
/* With a halo of colour `halo` around the letters (width mm each side, alpha 0..1). */
struct kt_box kt_text_halo(struct kt_canvas *cv, enum kt_role role, enum kt_align align, double x, double y,
                           uint32_t ink, uint32_t halo, double alpha, double width, const char *s);
/* Turned by 90° counter-clockwise, reading upwards; x is the baseline, y the lower end. */
struct kt_box kt_text_up(struct kt_canvas *cv, enum kt_role role, double x, double y, const char *s);
/* Wrapped to w, left-aligned, '\n' begins a new paragraph; y is the top of the first line. Long words of narrow
 * paragraphs are hyphenated, titles never.
 * Returns x, y, w and the height taken (lines × leading). */
struct kt_box kt_para(struct kt_canvas *cv, enum kt_role role, double x, double y, double w, const char *s);
/* The text with U+00AD where its words may break; itself where the language has no dictionary here. */
const char *kt_breaks(struct kt_arena *a, enum kt_lang lang, const char *s);
/* What breaks long words of the language in paragraphs: a dictionary's name and version; NULL: none is installed, and
 * words are not broken. */
const char *kt_hyphen_source(enum kt_lang lang);
/* What kt_para would take, without drawing. */
double kt_para_height(struct kt_canvas *cv, enum kt_role role, double w, const char *s);
/* The least width, w at most, in which the paragraph takes no more lines: lines of like length read better than a long
 * one and a single word. */
double kt_para_balanced(struct kt_canvas *cv, enum kt_role role, double w, const char *s);
double kt_text_width(struct kt_canvas *cv, enum kt_role role, const char *s);
/* kt_text and kt_para as an element of the structure: "H2", "P", ... */
struct kt_box kt_text_as(struct kt_canvas *cv, const char *tag, enum kt_role role, enum kt_align align,
                         double x, double y, double max_w, const char *s);
struct kt_box kt_para_as(struct kt_canvas *cv, const char *tag, enum kt_role role, double x, double y,
                         double w, const char *s);
/* Height of x-capitals: centre a text on a row with baseline = middle + kt_cap_height / 2. */
double kt_cap_height(enum kt_role role);

/* ---- classes -------------------------------------------------------------------------*/

enum { KT_CLASSES_MAX = 9, KT_CLASS_NONE = -1, KT_CLASS_HIDDEN = -2 };

/* Class i holds edge[i] <= v < edge[i + 1]; the ends take whatever lies beyond them. */
struct kt_scale {
    size_t n;
    double edge[KT_CLASSES_MAX + 1];
};

/* KT_CLASS_NONE for NaN. */
int kt_scale_class(const struct kt_scale *sc, double v);
/* Breaks with meaning: n + 1 ascending edges as given. */
struct kt_scale kt_scale_fixed(size_t n, const double *edge);
/* Fisher–Jenks with weights (people), exact: least weighted sum of squares within classes, then edges
 * rounded to as few digits as keep every value in its class (2 tried first). Fewer classes when
 * there are fewer distinct values. O(n log n + k m log m) for m distinct values (kt_fisher). NaN and weights
 * <= 0 are left out. */
struct kt_scale kt_scale_jenks(const double *value, const double *weight, size_t n, size_t nclass,
                               struct kt_arena tmp);
/* Three classes with a third of the weight each, edges rounded likewise. */
struct kt_scale kt_scale_tertiles(const double *value, const double *weight, size_t n, struct kt_arena tmp);
/* Share of the weight in each class; returns the largest. */
double kt_scale_shares(const struct kt_scale *sc, const double *value, const double *weight, size_t n,
                       double share[KT_CLASSES_MAX]);

/* ---- numbers -------------------------------------------------------------------------
 * Through ICU: fi and sv "1 234,5" with no-break space, "12 %", U+2212; en "1,234.5", "12%".
 * NaN prints as "–". Texts live in the arena. */

char *kt_fmt(struct kt_arena *a, enum kt_lang lang, double v, int decimals);
char *kt_fmt_signed(struct kt_arena *a, enum kt_lang lang, double v, int decimals); /* "+3", "−3", "0" */
char *kt_fmt_percent(struct kt_arena *a, enum kt_lang lang, double share, int decimals);
/* "31 (26–37)"; without interval (NaN) "31". */
char *kt_fmt_range(struct kt_arena *a, enum kt_lang lang, double v, double lower, double upper, int decimals);
char *kt_fmt_percent_range(struct kt_arena *a, enum kt_lang lang, double share, double lower, double upper,
                           int decimals); /* "31 % (26–37 %)" */
/* order[0..n): the rows of `name` in the alphabet of the language, equal ones as they stand. O(n log n). */
void kt_order_names(enum kt_lang lang, const char *const *name, size_t n, size_t *order, struct kt_arena tmp);
/* "1. kesäkuuta 2020", "1 juni 2020", "1 June 2020"; the text itself when it is no ISO day. */
char *kt_fmt_date(struct kt_arena *a, enum kt_lang lang, const char *iso);
/* "1 : 800 000", from a million "1 : 6 milj." / "1 : 6 million". */
char *kt_fmt_ratio(struct kt_arena *a, enum kt_lang lang, double denominator);
/* Upper case by the language's rules. */
char *kt_upper(struct kt_arena *a, enum kt_lang lang, const char *s);

#endif
