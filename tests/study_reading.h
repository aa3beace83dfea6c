/* Reading a text as a study file in a folder of its own; for the tests of settings.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_STUDY_READING_H
#define KATVE_STUDY_READING_H

#include "study_file.h"
#include "test.h"

#include <unistd.h>

/* One reading in a folder of its own that holds people.csv and study.yaml. */
struct reading {
    struct kt_arena whole, a;
    char dir[64];
    const char *path;
    struct kt_issues is;
    struct kt_settings *s;
    struct kt_err err;
    enum kt_status status;
};

static inline void read_bytes(struct reading *r, const void *text, size_t n, const char *const *set,
                              size_t nset)
{
    *r = (struct reading){.whole = kt_arena_open((size_t)1 << 30)};
    r->a = r->whole;
    strcpy(r->dir, "/tmp/katve-settings-XXXXXX");
    CHECK(mkdtemp(r->dir));
    CHECK(sf_write(kt_path_join(&r->a, r->dir, "people.csv"), "id\n", 3));
    r->path = kt_path_join(&r->a, r->dir, "study.yaml");
    CHECK(sf_write(r->path, text, n));
    kt_issues_init(&r->is, &r->a);
    struct kt_schema schema = sf_schema(&r->a);
    r->status = kt_settings_read(r->path, &schema, set, nset, &r->a, &r->is, &r->s, &r->err);
    CHECK((r->status == KT_OK) == (r->is.n == 0));
    CHECK((r->status == KT_OK) == (r->s != NULL));
}

static inline void read_text(struct reading *r, const char *text)
{
    read_bytes(r, text, strlen(text), NULL, 0);
}

static inline void done(struct reading *r)
{
    struct kt_err err = {0};
    CHECK(kt_rmtree(r->dir, &err) == KT_OK);
    kt_arena_close(r->whole);
}

/* The i-th problem as the command prints it: "12: zones[0].colums: unknown key; ..." */
static inline const char *said(struct reading *r, size_t i)
{
    if (i >= r->is.n) return "(no such problem)";
    const struct kt_issue *p = &r->is.item[i];
    return kt_printf(&r->a, "%ld: %s%s%s", p->row, p->field, *p->field ? ": " : "", p->what);
}

/* Ends a test whose file should have been good, with what was said instead. */
#define GOOD(r)                                                                    \
    do {                                                                           \
        CHECK((r).status == KT_OK);                                                \
        for (size_t i_ = 0; i_ < (r).is.n; i_++) printf("  %s\n", said(&(r), i_)); \
        if ((r).status != KT_OK) {                                                 \
            done(&(r));                                                            \
            return;                                                                \
        }                                                                          \
    } while (0)

/* `sf_good` with one text replaced. */
static inline const char *good_with(const char *old, const char *new)
{
    static char text[4096];
    const char *at = strstr(sf_good, old);
    CHECK(at);
    snprintf(text, sizeof text, "%.*s%s%s", at ? (int)(at - sf_good) : 0, sf_good, new,
             at ? at + strlen(old) : "");
    return text;
}

#endif
