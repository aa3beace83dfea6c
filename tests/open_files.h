/* A made-up study ready to be exported, and folders to do it in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_OPEN_FILES_H
#define KATVE_TESTS_OPEN_FILES_H

#include "open_data.h"

#include <katve/manifest.h>

#include <stdlib.h>
#include <unistd.h>

struct open_files {
    struct made m;
    struct kt_view v;
    struct kt_breaks breaks[2];
    struct kt_export x;
    char dir[64]; /* a fresh scratch folder */
};

static inline void open_scratch(struct open_files *o)
{
    snprintf(o->dir, sizeof o->dir, "/tmp/katve-test-XXXXXX");
    CHECK(mkdtemp(o->dir) != NULL);
}

static inline void open_files(struct open_files *o)
{
    struct kt_err err = {0};
    made_open(&o->m, 3, 4, 3, 4);
    made_findings(&o->m, 7);
    struct kt_column *c = made_add(&o->m, 0, "unmet", KT_K_PERSONS, NULL, true);
    struct kt_column *d = made_add(&o->m, KT_ROWS_CELLS, "dist_km", KT_K_KM, NULL, false);
    for (size_t i = 0; i < c->n; i++) {
        c->value[i] = i == 3 ? NAN : 20.4 + (double)i;
        c->lower[i] = 12.5;
        c->upper[i] = 99.6;
    }
    for (size_t i = 0; i < d->n; i++) d->value[i] = 0.5 + (double)i / 8;
    struct kt_sites *s = &o->m.st.sites;
    s->name[KT_FI][0] = "=HYPERLINK(\"http://x\",\"y\")";
    s->name[KT_FI][1] = "<script>alert(1)</script> & \"ä\"";
    s->x[2] = s->y[2] = NAN;
    o->m.st.level[0].name[KT_FI][0] = "=HYPERLINK(\"http://x\";\"y\")";
    o->m.st.level[0].name[KT_FI][1] = "Rivin\nvaihto; \"lainaus\", pilkku";
    kt_issues_add(&o->m.st.issues, KT_WARNING, "site-off-map", "sites.csv", 3, "x", "=1+1 is no place",
                  "move it, or not");
    CHECK(kt_view_build_k(&o->v, &o->m.st, &o->m.r, 10, &o->m.keep, o->m.tmp, &err) == KT_OK);
    o->breaks[0] = (struct kt_breaks){"need_per_1000", 5, {0, 10, 20, 40.5, 80, 500}};
    o->breaks[1] = (struct kt_breaks){"dist_km", 3, {0, 1, 3, 10}};
    o->x = (struct kt_export){.view = &o->v,
                              .breaks = o->breaks,
                              .nbreaks = 2,
                              .study_id = "made up",
                              .study_title = {{"Kuvitelma", "Påhitt", "Made up"}},
                              .year = "2019",
                              .date = "2020-06-01",
                              .crs = "EPSG:3067"};
    open_scratch(o);
}

static inline void close_files(struct open_files *o)
{
    struct kt_err err = {0};
    CHECK(kt_rmtree(o->dir, &err) == KT_OK);
    made_close(&o->m);
}

/* Path of a file in the scratch folder. */
static inline const char *in_dir(struct open_files *o, const char *name)
{
    return kt_path_join(&o->m.keep, o->dir, name);
}

static inline char *all_of(struct open_files *o, const char *path)
{
    char *text = "";
    size_t n;
    struct kt_err err = {0};
    CHECK(kt_slurp(path, &o->m.keep, &text, &n, &err) == KT_OK);
    return text;
}

#endif
