/* pipeline: the catalogue of everything nameable and the runner with its fixed order of stages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_PIPELINE_H
#define KATVE_PIPELINE_H

#include <katve/method.h>

/* ---- catalogue ---- */

struct kt_page;
struct kt_chart;

const struct kt_importer *const *kt_catalogue_importers(size_t *n);
const struct kt_method *const *kt_catalogue_methods(size_t *n); /* in running order */
const struct kt_page *const *kt_catalogue_pages(size_t *n);
const struct kt_chart *const *kt_catalogue_charts(size_t *n);
/* NULL when no method has that name. */
const struct kt_method *kt_catalogue_method(const char *name);
const struct kt_importer *kt_catalogue_importer(const char *name);
/* Everything a study file may hold: core sections, importers' tables, methods. */
struct kt_schema kt_catalogue_schema(struct kt_arena *keep);

/* ---- runner ---- */

struct kt_run_options {
    const char *study;       /* path of the study file */
    const char *out;         /* output root; NULL: run.out of the study, else "output" */
    const char *const *only; /* region codes or names; n = 0: all */
    size_t nonly;
    const char *langs;      /* "fi,sv"; NULL: as the study says */
    const char *const *set; /* "key.path=value", wins over the file */
    size_t nset;
    int jobs;         /* threads; 0: as OpenMP decides */
    const char *seed; /* NULL: run.seed of the study */
    bool strict;      /* warnings become an error */
    bool files_only;  /* nothing is written outside the run's folder: for a run that only compares */
    /* Called from one thread with the stage's name, the share done 0..1 and seconds left (NaN unknown). */
    void (*progress)(void *ctx, const char *stage, double share, double seconds_left);
    void *progress_ctx;
};

/* What a run, check or plan has to tell; lives in the arena given. */
struct kt_run_report {
    const char *dir;         /* OUT/STUDY/RUN */
    const char *const *file; /* made, relative to dir, sorted */
    size_t nfile;
    struct kt_issues issues; /* of the study file and of the data */
    size_t ncell, nsite, nzone[KT_LEVELS_MAX], nlevel, npair, npage;
    size_t unknown_hours; /* supporting sites whose hours are unknown */
    double persons, need, need_lower, need_upper, hours_week, share_far;
    struct kt_cache cache; /* searches taken from earlier runs, kept for later ones, found damaged */
    double plan_bytes;     /* estimated peak memory */
    const char *plan;      /* kt_plan: human-readable lines */
    const char *plan_json; /* the same as JSON */
};

/* Whole job. KT_EINPUT: the input can't be accepted (report->issues says why); nothing written. */
KT_MUST enum kt_status kt_run(const struct kt_run_options *opt, struct kt_arena *keep,
                              struct kt_run_report *report, struct kt_err *err);
/* Reads and checks everything; writes nothing. */
KT_MUST enum kt_status kt_check(const struct kt_run_options *opt, struct kt_arena *keep,
                                struct kt_run_report *report, struct kt_err *err);
/* What would be read, computed and written, with sizes and estimated memory; reads headers only
 * as far as needed for the counts. */
KT_MUST enum kt_status kt_plan(const struct kt_run_options *opt, struct kt_arena *keep,
                               struct kt_run_report *report, struct kt_err *err);

/* `katve verify`: recomputes checksums of a run's inputs and outputs, runs it again into a scratch
 * folder and compares. Text of the verdict in *text; *same = every byte agreed. */
KT_MUST enum kt_status kt_verify_run(const char *run_dir, int jobs, struct kt_arena *keep, const char **text,
                                     bool *same, struct kt_err *err);

#endif
