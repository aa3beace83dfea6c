/* issues: what is wrong with the data, found while reading; never a reason to lose a row silently.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_ISSUES_H
#define KATVE_ISSUES_H

#include <katve/base.h>

enum kt_severity {
    KT_NOTE,    /* katve decided something that the user should know */
    KT_WARNING, /* probably a mistake; the run goes on */
    KT_ERROR,   /* the row or the file could not be used */
};
extern const char *const kt_severity_name[3]; /* "note", "warning", "error" */

struct kt_issue {
    enum kt_severity severity;
    const char *code;   /* stable slug: "site-off-map", "duplicate-code" */
    const char *file;   /* base name or path as given in the study file */
    long row;           /* 1-based data row (feature) or line; 0 when of the whole file */
    const char *field;  /* column or key path, or "" */
    const char *what;   /* what is wrong, with the value met */
    const char *remedy; /* what to do */
};

struct kt_issues {
    struct kt_arena *arena;
    struct kt_issue *item;
    size_t n, cap;
};

void kt_issues_init(struct kt_issues *is, struct kt_arena *arena);
/* Copies all texts. `what` and `remedy` are plain texts (format before). */
void kt_issues_add(struct kt_issues *is, enum kt_severity sev, const char *code, const char *file, long row,
                   const char *field, const char *what, const char *remedy);
size_t kt_issues_count(const struct kt_issues *is, enum kt_severity at_least);

#endif
