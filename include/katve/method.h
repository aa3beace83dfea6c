/* method: what a registry line promises. `KT(kind, room, name)` in catalogue.def means that
 * src/room/name.c defines `const struct kt_KIND kt_name` and that tests/unit has its test.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_METHOD_H
#define KATVE_METHOD_H

#include <katve/result.h>
#include <katve/settings.h>

/* A model or analysis: reads facts and earlier findings, adds columns. Runs in catalogue order.
 * Its keys stand in the study file under methods.NAME; every method also has `enabled`. */
struct kt_method {
    const char *name; /* as in the catalogue */
    struct kt_tr title;
    const char *summary; /* one English sentence */
    const char *formula; /* plain text, for `katve explain` */
    const char *choices; /* where packages differ: what is done here, for `katve explain`; NULL: they don't */
    const char *source;  /* paper, law or statistic */
    const char *needs;   /* blank-separated columns or methods that must come first, or "" */
    const char *columns; /* blank-separated names of what it adds */
    const char *tables;  /* the same for tables; NULL: none */
    const struct kt_param *param;
    size_t nparam;
    bool optional;      /* off unless the study file says enabled: true */
    const void *family; /* in what it differs from others that share its run; NULL: it stands alone */
    enum kt_status (*run)(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err);
    /* Bytes that the run takes beside the facts and the findings, given back after it, and in a few words for what
     * (`katve plan`); 0: the study gives it nothing to do. NULL: little. O(size of the facts). */
    double (*bytes)(const struct kt_method *m, const struct kt_study *st, const char **what,
                    struct kt_arena *keep);
};

/* A method's own value: kt_method_num(m, st, "catchment_km") reads methods.NAME.catchment_km. */
double kt_method_num(const struct kt_method *m, const struct kt_study *st, const char *key);
const char *kt_method_str(const struct kt_method *m, const struct kt_study *st, const char *key);
size_t kt_method_len(const struct kt_method *m, const struct kt_study *st, const char *key);
double kt_method_num_at(const struct kt_method *m, const struct kt_study *st, const char *key, size_t i);
const char *kt_method_str_at(const struct kt_method *m, const struct kt_study *st, const char *key, size_t i);

/* An importer: fills one table of the study from the source that `section` of the study file names. */
struct kt_importer {
    const char *name;
    const char *summary;
    const char *reads;            /* "zones", "people", "sites", "rates", "travel" */
    const char *source;           /* documentation of the format */
    const struct kt_param *param; /* keys of its section */
    size_t nparam;
    enum kt_status (*run)(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err);
};

#endif
