/* fetch: what its files share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_FETCH_INTERNAL_H
#define KATVE_FETCH_INTERNAL_H

#include <katve/fetch.h>

#include <jansson.h>
#include <stdio.h>

/* One file in the making. */
struct kt_job {
    const struct kt_preset *preset;
    const struct kt_fetch_options *opt;
    struct kt_arena *keep;
    const char *url;    /* of the first request, without paging */
    const char *select; /* of the preset, with the year */
    const char *credit; /* the same of its attribution */
    const char *path;   /* DIR/FILE */
    const char *part;   /* DIR/.FILE.part: what is being put together */
    const char *pages;  /* DIR/.FILE.pages: answers so far */
    size_t rows;
    size_t npage; /* answers asked for so far */
    bool stale;   /* the answers came, but don't fit together: they are of no use for the next try */
};

/* ---- transfer.c ---- */
struct kt_request {
    const char *url;
    const char *body; /* JSON to POST; NULL: GET */
    const char *path; /* where the whole answer lands */
    bool resume;      /* take up a cut answer where it broke */
};
/* One answer of status 200, whole, at its path. */
KT_MUST enum kt_status kt_transfer(const struct kt_job *job, const struct kt_request *request,
                                   struct kt_arena tmp, struct kt_err *err);

/* ---- paging.c ---- */
/* All pages of a service of rows, put together in job->part. */
KT_MUST enum kt_status kt_fetch_pages(struct kt_job *job, struct kt_err *err);
/* Name of the answer number `n` in the folder of pages. */
char *kt_page_path(const struct kt_job *job, size_t n, struct kt_arena *a);
/* The next answer as JSON, from the folder of pages when it is there already. */
KT_MUST enum kt_status kt_fetch_page(struct kt_job *job, const char *url, const char *body, json_t **root,
                                     struct kt_arena tmp, struct kt_err *err);

/* ---- expected.c ---- */
/* Does `row` (members of an object) have every field of "a b|c"? KT_EINPUT names the one that lacks. */
KT_MUST enum kt_status kt_fetch_expect(const struct kt_job *job, const json_t *row, const char *fields,
                                       struct kt_err *err);

/* ---- pxweb_query.c ---- */
KT_MUST enum kt_status kt_fetch_pxweb(struct kt_job *job, struct kt_err *err);

/* ---- sources_index.c ---- */
/* Compares with the entry of the same file in SOURCES.json; fills `out`. */
KT_MUST enum kt_status kt_sources_compare(const struct kt_job *job, struct kt_fetch_result *out,
                                          struct kt_err *err);
KT_MUST enum kt_status kt_sources_record(const struct kt_job *job, const struct kt_fetch_result *out,
                                         struct kt_err *err);

/* Writes JSON as compact text with numbers of 15 digits; false when the disk did not take it. */
bool kt_json_put(FILE *f, const json_t *v);
#define KT_JSON_FORM (JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15))

#endif
