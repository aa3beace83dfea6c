/* report_internal: what the pages share: words, places, values, findings, furniture.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_REPORT_INTERNAL_H
#define KATVE_REPORT_INTERNAL_H

#include <katve/map.h>
#include <katve/report.h>

/* ---- texts.c ---- */

#include "words.h" /* enum kt_word: KT_W_KEY of every msgid in po/; made by scripts/words */

/* The text as written, ~ still in it. */
const char *kt_word_raw(enum kt_word w, enum kt_lang lang);
const char *kt_word_key(enum kt_word w);
/* The text for a count, by the language's plural rule. */
const char *kt_word_count(enum kt_word w, enum kt_lang lang, double n);
/* Fills {0}.. from a NULL-ended list and turns ~ into a no-break space. */
char *kt_say_list(struct kt_arena *a, enum kt_lang lang, enum kt_word w, const char *const *arg);
char *kt_say_count(struct kt_arena *a, enum kt_lang lang, enum kt_word w, double n, const char *const *arg);
#define KT_SAY(a, lang, key, ...) \
    kt_say_list((a), (lang), KT_W_##key, (const char *const[]){__VA_ARGS__, NULL})
/* A text without arguments. */
#define KT_SAY0(a, lang, key) kt_say_list((a), (lang), KT_W_##key, (const char *const[]){NULL})
/* A text that counts n things. */
#define KT_SAY_N(a, lang, n, key, ...) \
    kt_say_count((a), (lang), KT_W_##key, (n), (const char *const[]){__VA_ARGS__, NULL})

/* ---- places.c ---- */

/* kt_zone_name in the document's language. */
const char *kt_place(const struct kt_doc *d, size_t level, size_t z);
/* "Uudellamaalla", "i Nyland", "in Uusimaa"; `first`: as the first word of a sentence. */
const char *kt_place_in(const struct kt_doc *d, size_t level, size_t z, bool first);
/* The same from names, for tests. */
const char *kt_locative(struct kt_arena *a, enum kt_lang lang, const char *name_fi, const char *name,
                        bool first);

/* ---- place_names.c ---- */

/* "Tampereella", "Kainuussa"; NULL where the form is not known. */
const char *kt_finnish_in(struct kt_arena *a, const char *name);
/* Does Swedish say "på" of it, as of islands, instead of "i"? */
bool kt_swedish_on(const char *name);
/* What stands on maps and in tables: the name in the language, "Utsjoki/Ohcejohka" in the Sámi homeland, the code where
 * there is no name. */
const char *kt_zone_name(const struct kt_zones *zs, enum kt_lang lang, size_t z);

/* Words for rows of a level: KT_U_HEAD "Kunta", KT_U_BY "kunnittain", ... */
enum kt_unit {
    KT_U_HEAD,
    KT_U_BY,
    KT_U_COUNT,
    KT_U_IN_COUNT,
    KT_U_IN_NONE,
    KT_U_IN_NONE_LOWER,
    KT_U_NONE,
    KT_U_VARIES,
    KT_U_ALL,
    KT_NUNIT
};
const char *kt_unit(const struct kt_doc *d, size_t level, enum kt_unit form);
/* "yksi kunta", "4 kuntaa"; `in`: "4 kunnassa". */
const char *kt_unit_count(const struct kt_doc *d, size_t level, size_t n, bool in);
/* "73–158 kunnassa"; where both are one, that one. */
const char *kt_unit_range(const struct kt_doc *d, size_t level, size_t from, size_t to);

/* ---- values.c ---- */

struct kt_val {
    double v, lo, hi; /* NaN unless shown */
    enum kt_mark mark;
    enum kt_kind kind;
    const char *no_interval;
};
/* KT_MISSING where the column is absent. */
struct kt_val kt_val(const struct kt_doc *d, size_t level, const char *column, size_t row);
bool kt_shown(struct kt_val v);
/* The figure of the earlier run; KT_MISSING where there was none. */
struct kt_val kt_earlier(const struct kt_doc *d, size_t level, const char *column, size_t row);
/* -1 fell, 1 rose, 0 may be the same: intervals that meet tell nothing; counted figures differ as printed. */
int kt_direction(const struct kt_doc *d, struct kt_val then, struct kt_val now);
/* "rose", "fell", "no certain change" */
const char *kt_verdict(const struct kt_doc *d, int way);
/* A table of findings with rows of their own, for a sheet that shows it; NULL: there is none. */
const struct kt_vtable *kt_doc_table(const struct kt_doc *d, const char *name);
/* An estimate of people, rounded as its size deserves. */
double kt_rounded(double v);
/* Where the text says "about": two figures below 10,000, three above. */
const char *kt_about(const struct kt_doc *d, double v);
/* "of 9", the number alone: "9", in Finnish "9:stä". */
const char *kt_out_of(const struct kt_doc *d, size_t n);
const char *kt_val_text(const struct kt_doc *d, struct kt_val v);     /* "–" missing, "×" suppressed */
const char *kt_val_range(const struct kt_doc *d, struct kt_val v);    /* "31 (26–37)" */
const char *kt_val_interval(const struct kt_doc *d, struct kt_val v); /* "26–37", or "–" */
const char *kt_val_rank(const struct kt_doc *d, struct kt_val v, size_t n); /* "3 (1–9) / 310" */
const char *kt_num(const struct kt_doc *d, double v, int decimals);
const char *kt_pct(const struct kt_doc *d, double share);
/* A limit of the distance standard with its unit: "10 km". */
/* A day that stays on one line: "1. lokakuuta 2026". */
const char *kt_day_text(const struct kt_doc *d, const char *iso);
const char *kt_limit(const struct kt_doc *d, double v);
/* "by car" for a mode along roads. */
const char *kt_by_mode(const struct kt_doc *d, const char *mode);

/* Rows of `level` that belong to the document's zone, in row order. */
size_t kt_doc_rows(const struct kt_doc *d, size_t level, size_t **row);
/* The same in the alphabet of the document's language. */
size_t kt_doc_named(const struct kt_doc *d, size_t level, size_t **row);
/* The same, by `column`: descending, or ascending for a rank; rows without a value come last. */
size_t kt_doc_ranked(const struct kt_doc *d, size_t level, const char *column, size_t **row);
bool kt_doc_national(const struct kt_doc *d);

/* Settings with a fallback for studies made in memory. */
double kt_set_num(const struct kt_study *st, const char *path, double dflt);
const char *kt_set_str(const struct kt_study *st, const char *path, const char *dflt);

/* ---- findings.c: titles and sentences made from the data ---- */

const char *kt_find_cover(const struct kt_doc *d);
const char *kt_find_access(const struct kt_doc *d);
const char *kt_find_gap(const struct kt_doc *d);
const char *kt_find_table(const struct kt_doc *d);
const char *kt_find_method(const struct kt_doc *d);

const char *kt_say_need(const struct kt_doc *d);
const char *kt_say_supply(const struct kt_doc *d);
const char *kt_say_gap(const struct kt_doc *d);      /* unmet need, else distance */
const char *kt_say_standing(const struct kt_doc *d); /* rank, or language; NULL: nothing can be said */
const char *kt_say_standard(const struct kt_doc *d); /* two-sided distance standard; NULL */

/* need × supply class of a finest-level row: supply * 3 + need, or KT_CLASS_NONE / _HIDDEN. */
int kt_gap_class(const struct kt_doc *d, size_t z);
/* Does the middle half of the interval of need or supply leave its class? KT_VAGUE: it holds all three of one. */
enum kt_doubt kt_gap_doubt(const struct kt_doc *d, size_t z);
/* Zones of the document by the gap class: as drawn, and how many are in it for certain or may be. */
struct kt_gap_count {
    size_t drawn, sure, may; /* sure <= drawn <= may */
    size_t uncertain;        /* zones of any class that might as well be another */
    size_t classed;
    double people, share; /* who live in those drawn; of all in classed zones */
    double sure_people;
};
struct kt_gap_count kt_gap_zones(const struct kt_doc *d);

/* ---- derived.c: sums that pages show, and the tables that hold them for the files ---- */

/* Residents of the document by class of distance, and their shares. */
void kt_class_people(const struct kt_doc *d, double people[KT_CLASSES_MAX], double share[KT_CLASSES_MAX]);
/* Residents and areas by cell of the 3 × 3, [supply * 3 + need]. */
void kt_gap_people(const struct kt_doc *d, double people[9], size_t areas[9]);
/* Least, first and third quarter, most of a column's shown values; false with fewer than two. */
bool kt_spread(const struct kt_doc *d, size_t level, const char *column, double out[4]);
void kt_report_derive(const struct kt_report *rep, struct kt_view *v, struct kt_arena *keep,
                      struct kt_arena tmp);

/* ---- page/frame.c ---- */

enum { KT_MARGIN = 18, KT_TEXT_W = 174, KT_CONTENT_Y = 56, KT_CONTENT_END = 280 };
/* Slides are 338.7 × 190.5 mm, drawn as small pages with everything 1.6 times as large. */
#define KT_SLIDE_ZOOM 1.6
#define KT_SLIDE_W    (338.7 / KT_SLIDE_ZOOM)
#define KT_SLIDE_H    (190.5 / KT_SLIDE_ZOOM)
/* Where a page's content goes: below the titles, above the foot. */
struct kt_box kt_content(const struct kt_doc *d);
double kt_left(const struct kt_doc *d);
double kt_width(const struct kt_doc *d);
/* Kicker, rule, title, subtitle, foot. `credit` may be NULL. Opens H1 in the structure. */
void kt_frame(const struct kt_doc *d, struct kt_canvas *cv, const char *section, const char *title,
              const char *subtitle, const char *credit);

/* Below the foot, where the sheet has a figure: the files with its figures. Reads d->used. */
void kt_frame_twins(const struct kt_doc *d, struct kt_canvas *cv);

/* For pages of every document, and of one sheet. */
bool kt_page_always(const struct kt_doc *d);
size_t kt_page_one_sheet(const struct kt_doc *d);

/* A map of the document's zones by class; `cls` NULL: a locator. */
struct kt_map kt_page_map(const struct kt_doc *d, const int *cls, const uint32_t *fill);

/* Who made the outlines, and whether they are generalised: for the foot of a page with a map. */
const char *kt_credit(const struct kt_doc *d);

/* ---- alt.c: what stands for a picture, at most 250 characters ---- */

/* Measure, range, where highest and lowest of a column of the finest level; `worst` (NULL: none) tells what
 * is in the worst class; then the page of the table. */
const char *kt_alt_map(const struct kt_doc *d, const char *what, const char *column, const char *worst);
/* What a chart of areas shows: range, highest and lowest of a column among the document's rows of a level. */
const char *kt_alt_areas(const struct kt_doc *d, size_t level, const char *what, const char *column);
/* Rows of the document from the last inner edge of a scale upwards: "In the worst class, 30 or more: 4". */
const char *kt_alt_worst(const struct kt_doc *d, const char *column, const struct kt_scale *sc);
/* Ends after the last whole sentence within 250 characters. */
const char *kt_alt_cut(struct kt_arena *a, const char *text);

/* ---- page/place_order.c: possible places in the order in which they would help ---- */

enum { KT_PLACES_MAX = 20 };
struct kt_possible {
    size_t site;
    struct kt_val need, reached; /* what it adds; what it and those before it reach */
    struct kt_val cost;          /* euros per person in need that it adds */
};
/* The document's own rows of the table sites_that_help, in their order. */
size_t kt_possible_places(const struct kt_doc *d, struct kt_possible out[KT_PLACES_MAX]);

/* ---- page/actions.c: what the figures recommend ---- */

enum { KT_ACTIONS = 3 };
struct kt_action {
    const char *what, *whom; /* what to do; a sentence of whom it reaches, with their interval */
    struct kt_val people;    /* in need */
};
/* Those that the data bear, by the people whom they reach. */
size_t kt_actions(const struct kt_doc *d, struct kt_action out[KT_ACTIONS]);

/* ---- page/measure_list.c: the measures that areas are compared by ---- */

struct kt_measure {
    const char *column;
    enum kt_word word, phrase; /* as a heading; as what a sentence begins with */
    bool more_is_worse;
};
enum { KT_MEASURES_MAX = 10 };
/* Those with a column at the level whose known values are not all alike, in order; returns how many. */
size_t kt_measures_shown(const struct kt_doc *d, size_t level, struct kt_measure out[KT_MEASURES_MAX]);
/* cls[z]: fifths of the level's zones by the measure, 4 worst, or KT_CLASS_NONE / _HIDDEN. Zones alike share the
 * fifth of their middle, so that a large tie is neither best nor worst by chance. O(n log n). */
void kt_measure_fifths(const struct kt_doc *d, size_t level, const struct kt_measure *m, int *cls);
/* worst[z] = 1 where a zone may be said to be in the worst fifth: its class is 4 and the better end of its
 * interval, where it has one, is still as bad as the best value of that class. */
void kt_measure_worst(const struct kt_doc *d, size_t level, const struct kt_measure *m, const int *cls,
                      uint8_t *worst);

/* ---- page/strip.c: rows of the document as dots with intervals ---- */

struct kt_dots;
/* A dot strip of a column: rows row[0..n) of a level, in that order. Kind, title and the line are the caller's. */
struct kt_dots kt_strip_of(const struct kt_doc *d, size_t level, const char *column, const size_t *row,
                           size_t n);
/* Do the rows differ at all? A column of equal dots tells nothing. */
bool kt_strip_tells(const struct kt_doc *d, const char *column);
/* Title, rows of `row` mm, the line's name. */
double kt_strip_height(size_t rows, double row);
/* Most first, against the document's own value unless that is a number of persons. `row` 0: the usual height. */
struct kt_box kt_strip_draw(const struct kt_doc *d, struct kt_canvas *cv, const char *column,
                            const char *title, struct kt_box box, double row);

/* ---- page/grid.c: tables ---- */

struct kt_gridcol {
    const char *head;
    double w; /* mm */
    bool left;
};
struct kt_grid {
    struct kt_gridcol *col; /* w as given is the least; kt_grid_fit widens */
    size_t ncol, nrow;
    const char *const *cell; /* nrow × ncol */
    const uint8_t *bold;     /* per row, or NULL */
    const char *title;       /* caption; NULL: none */
};
enum { KT_ROW_UM = 5200 }; /* row height in µm */
/* Gives every column the room its widest text needs and spreads what is left of `total` mm; where it is
 * too little, the first column yields. O(cells). */
void kt_grid_fit(struct kt_canvas *cv, struct kt_grid *g, double total);
/* Does any cell hold a mark for missing or withheld? */
bool kt_grid_marked(const struct kt_grid *g);
/* Explains the marks; baseline at y. */
void kt_grid_note(const struct kt_doc *d, struct kt_canvas *cv, double x, double y);
/* Head and rows [from, to) from y, which is the title's baseline where there is one; returns the y below.
 * The first cell of a row is its header. */
double kt_grid_draw(struct kt_canvas *cv, const struct kt_grid *g, size_t from, size_t to, double x,
                    double y);

/* ---- check.c ---- */

struct kt_layout_faults {
    size_t overlap, outside, small;
    size_t pale;       /* on a probing canvas: contrast below 4.5 : 1 */
    size_t unread;     /* 1: the document can't be read aloud in order */
    const char *first; /* one of them in words, or NULL */
};
/* Looks at every text the canvas placed. O(texts² per page). */
void kt_layout_check(const struct kt_canvas *cv, struct kt_layout_faults *f, struct kt_arena *keep);

#endif
