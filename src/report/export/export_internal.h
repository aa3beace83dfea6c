/* What the writers of open data share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_EXPORT_INTERNAL_H
#define KATVE_EXPORT_INTERNAL_H

#include <katve/export.h>

#include <stdio.h>

/* A file that remembers a failed write until it is closed. */
struct kt_out {
    FILE *f;
    const char *path;
};
KT_MUST enum kt_status kt_out_open(struct kt_out *o, const char *path, struct kt_err *err);
KT_MUST enum kt_status kt_out_close(struct kt_out *o, struct kt_err *err);

/* Shortest digits that read back as v, with '.' in any locale; "" for NaN. Returns buf. */
char *kt_number_text(double v, char buf[40]);
/* The text itself, or with a leading apostrophe where a spreadsheet would run it as a formula. */
const char *kt_text_guarded(const char *s, struct kt_arena *a);
/* "shown", "missing", "suppressed". */
extern const char *const kt_mark_name[3];
/* What people see instead of a number: NULL, "..", "...". */
extern const char *const kt_mark_sign[3];

/* "Kunta" for municipality; the id itself for levels of the user's own. */
const char *kt_level_name(const char *level_id, enum kt_lang lang);
/* Level-`lv` row's ancestor at level `up`. */
int32_t kt_row_up(const struct kt_study *st, size_t lv, int32_t row, size_t up);
/* Shown where one is (columns of these rows, in the result's order). */
size_t kt_columns_of(const struct kt_view *v, int rows, const struct kt_vcol **out);

/* QGIS styles of a classed column. */
struct kt_style {
    const char *column;
    const char *title;
    const struct kt_breaks *breaks;
    bool points;                        /* markers instead of areas */
    const struct kt_vcol *const *alias; /* field aliases */
    size_t nalias;
};
char *kt_style_qml(const struct kt_style *s, struct kt_arena *a);
char *kt_style_sld(const struct kt_style *s, struct kt_arena *a);
/* Styles of the outlines of minutes: for each mode its bands in the travel page's colours; the first mode is drawn, in QML
 * the others wait to be ticked. */
struct kt_isochrones;
char *kt_style_bands_qml(const struct kt_isochrones *iso, struct kt_arena *a);
char *kt_style_bands_sld(const struct kt_isochrones *iso, const char *title, struct kt_arena *a);
/* Burden's colour of step 0 (pale) to 4 (dark); a filled symbol of QML and of SLD. */
int kt_style_burden(size_t step);
void kt_style_symbol(FILE *f, size_t name, int colour, bool points);
void kt_style_sld_fill(FILE *f, int colour);
/* Text that grows in memory. */
struct kt_text {
    char *s;
    size_t n;
    FILE *f;
};
void kt_text_open(struct kt_text *t);
char *kt_text_take(struct kt_text *t, struct kt_arena *a);
/* Text for XML, with what XML can't hold left out. */
const char *kt_xml_text(const char *s, struct kt_arena *a);

#endif
