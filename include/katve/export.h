/* export: the open data of a run, and the folder that appears whole or not at all.
 * Exports read a view, never a result. Every writer makes one file and finds out
 * whether it really reached the disk: KT_EIO when it did not. Same view, same bytes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_EXPORT_H
#define KATVE_EXPORT_H

#include <katve/view.h>

/* What all writers are told. The texts must outlive it. */
struct kt_export {
    const struct kt_view *view;
    const struct kt_breaks *breaks; /* classes of the QGIS styles; the first one a layer has is its default */
    size_t nbreaks;
    const char *study_id; /* "demo" */
    struct kt_tr study_title;
    const char *year; /* "2019" */
    const char *date; /* ISO day of issue: the only clock that files know */
    const char *crs;  /* "EPSG:3067" */
};

/* Fills the texts from the study's settings. O(1). */
void kt_export_init(struct kt_export *x, const struct kt_view *v, const struct kt_breaks *breaks,
                    size_t nbreaks, struct kt_arena *keep);

/* Everything below: data/{data.csv, tiedot.csv, tables.xlsx, summary.json, STUDY.gpkg}, data/tables/NAME.csv for
 * every table, and issues.csv. O(values). */
KT_MUST enum kt_status kt_export_all(const struct kt_export *x, const char *dir, struct kt_arena tmp,
                                     struct kt_err *err);

/* data.csv, RFC 4180, UTF-8, decimal point: one line per zone and variable with the columns level, code,
 * name_fi, name_sv, region, variable, value, lower, upper, unit, mark ("shown", "missing", "suppressed";
 * the numbers of the last two are empty). A text that a spreadsheet would take for a formula gets a
 * leading apostrophe, here and in all other tables. */
KT_MUST enum kt_status kt_export_data_csv(const struct kt_export *x, const char *path, struct kt_arena tmp,
                                          struct kt_err *err);
/* data/tables/NAME.csv, likewise RFC 4180: row, the table's own columns, note, mark. */
KT_MUST enum kt_status kt_export_table_csv(const struct kt_vtable *t, const char *path, struct kt_arena tmp,
                                           struct kt_err *err);
/* tiedot.csv for a Finnish spreadsheet: `;`, decimal comma, BOM, CRLF, Finnish headings, one line per zone of
 * the finest level. ".." is missing and "..." suppressed, as Statistics Finland writes them. */
KT_MUST enum kt_status kt_export_tiedot_csv(const struct kt_export *x, const char *path, struct kt_arena tmp,
                                            struct kt_err *err);
/* issues.csv: severity, code, file, row, field, what, remedy. */
KT_MUST enum kt_status kt_export_issues_csv(const struct kt_export *x, const char *path, struct kt_arena tmp,
                                            struct kt_err *err);
/* tables.xlsx: a sheet per level, the sites, the tables, the issues, and what every variable is. */
KT_MUST enum kt_status kt_export_xlsx(const struct kt_export *x, const char *path, struct kt_arena tmp,
                                      struct kt_err *err);
/* A GeoPackage: a layer per level, cells and sites, and QGIS styles (QML, SLD) in layer_styles. */
KT_MUST enum kt_status kt_export_gpkg(const struct kt_export *x, const char *path, struct kt_arena tmp,
                                      struct kt_err *err);
/* The same layers as tables of `schema` in a PostGIS database ("PG:dbname=gis", "postgresql://..."), with
 * spatial indexes, and titles and units as comments. One transaction: the tables of an earlier run are
 * replaced, or nothing changes. KT_EIO in the server's own words, without the password. */
KT_MUST enum kt_status kt_export_postgis(const struct kt_export *x, const char *connection,
                                         const char *schema, const char *run_name, struct kt_arena tmp,
                                         struct kt_err *err);
/* summary.json: key figures of the country and of the levels between it and the finest one. */
KT_MUST enum kt_status kt_export_summary(const struct kt_export *x, const char *path, struct kt_arena tmp,
                                         struct kt_err *err);

/* ---- publishing ------------------------------------------------------------------------ */

/* A run folder in the making. Nothing is seen at `target` before kt_publish_commit(). */
struct kt_publish {
    char *parent; /* OUT/STUDY */
    char *target; /* OUT/STUDY/RUN */
    char *temp;   /* OUT/STUDY/.RUN.tmp-PID: write here */
    int lock;     /* open folder, locked while the process lives; -1 when none */
};

/* "2019-0f3a9c41d2be": the year and 12 hex digits of a hash over settings, inputs and `extra` (what else
 * decides the outputs: languages, regions; never threads or folders). The version is part of it. */
/* Where files go, how many threads make them and what is kept from earlier runs changes none of their bytes:
 * false for the settings that say so. */
bool kt_changes_bytes(const char *path);
char *kt_run_name(const struct kt_study *st, const char *extra, struct kt_arena *keep);

/* Makes OUT/STUDY and the temporary folder, after removing those of runs that died. Names must be
 * plain file names (kt_slug). */
KT_MUST enum kt_status kt_publish_begin(struct kt_publish *p, const char *out, const char *study,
                                        const char *run, struct kt_arena *keep, struct kt_err *err);
/* Everything to the disk, then the new folder in the former one's place, in one step where the
 * system can (two renames elsewhere, repaired by the next begin). On failure the former run stands
 * and the temporary folder is gone. */
KT_MUST enum kt_status kt_publish_commit(struct kt_publish *p, struct kt_err *err);
/* Removes the temporary folder; the former run stays. Does nothing after commit or a second abort. */
void kt_publish_abort(struct kt_publish *p);

#endif
