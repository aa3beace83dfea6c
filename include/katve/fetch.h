/* fetch: official layers and tables from the services that publish them, whole or not at all.
 * A preset says where something is, how its pages are asked for and what it must hold. A file
 * appears under its name only when every page came, every promised row is there and every expected
 * field is present; SOURCES.json beside it says what it is, from where, when, and under which
 * licence. Nothing but this room opens a connection by itself.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_FETCH_H
#define KATVE_FETCH_H

#include <katve/base.h>

#define KT_SOURCES_NAME "SOURCES.json"

/* How a service hands out long answers. */
enum kt_paging {
    KT_WHOLE,    /* one answer; a cut transfer is taken up where it broke (Range, If-Range) */
    KT_WFS,      /* WFS 2.0: count, startIndex; numberMatched tells the end */
    KT_FEATURES, /* OGC API Features: links with rel=next */
    KT_KIRKANTA, /* limit, skip; total */
    KT_PTV,      /* page; pageCount */
    KT_PXWEB,    /* metadata, then POST queries of at most so many cells each; json-stat2 */
};

struct kt_preset {
    const char *name, *summary;
    /* Address with {year}, {year-1} and {area}; host and path apart, so that --base-url can stand in
     * for the host. */
    const char *host, *path;
    enum kt_paging paging;
    size_t page; /* rows asked for at once; cells for KT_PXWEB */
    /* KT_PXWEB: "Vuosi={year-1};Alue=KU*;Sukupuoli=SSS": item codes, a trailing * stands for any rest. A
     * variable that is not mentioned is left out where it has a total, else taken whole. */
    const char *select;
    /* Fields that every row must have, "a|b" where releases differ; for KT_PXWEB the dimensions. */
    const char *fields;
    const char *only; /* "key=value" of the rows to keep; NULL: all */
    const char *file; /* name in the folder, with {year} and {area} */
    const char *licence, *attribution;
    /* Belongs to the set that `katve fetch official` takes; one with {area} where areas are given. */
    bool official;
};

const struct kt_preset *kt_fetch_presets(size_t *n);
/* NULL when no preset has that name. */
const struct kt_preset *kt_fetch_preset(const char *name);

struct kt_fetch_options {
    int year;             /* of the division; 0: not given */
    const char *dir;      /* where the files land */
    const char *base_url; /* instead of every preset's host; NULL: the host itself */
    const char *area;     /* codes for presets with {area}, separated by commas; NULL: none */
    double timeout_s;     /* silence that is waited for; 0: 60 */
    int tries;            /* of every request; 0: 4 */
    /* Told before every request and retry; may be NULL. */
    void (*tell)(void *ctx, const char *what);
    void *tell_ctx;
};

enum kt_fetched { KT_NEW_FILE, KT_SAME_FILE, KT_CHANGED_FILE };

struct kt_fetch_result {
    const char *path; /* DIR/file */
    const char *file;
    char sha256[65], former_sha256[65]; /* former: "" unless changed */
    const char *former_day;
    size_t bytes, rows; /* rows: 0 for KT_WHOLE */
    enum kt_fetched what;
    bool edited; /* the file here was no longer what had been fetched; kept as FILE.former */
};

/* Fetches one preset into its folder. Retries 408, 429, 5xx, cut answers and silence with growing
 * pauses (Retry-After obeyed up to a minute). KT_EIO: the service or the way to it failed; run it
 * again to go on where it stopped. KT_EINPUT: the answer is not what the preset expects; it is kept
 * as FILE.rejected and the former file stands. */
KT_MUST enum kt_status kt_fetch(const struct kt_preset *preset, const struct kt_fetch_options *opt,
                                struct kt_arena *keep, struct kt_fetch_result *out, struct kt_err *err);

/* Writes DIR/finland-YEAR.yaml, a study that names the files of the official presets, unless it is there. */
KT_MUST enum kt_status kt_fetch_study(const struct kt_fetch_options *opt, struct kt_arena *keep,
                                      const char **path, struct kt_err *err);

#endif
