/* Statistical tables from a text: their dimensions and values, or a study that names them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TABLE_READING_H
#define KATVE_TABLE_READING_H

#include "facts.h"

#include "source/cube_internal.h"

/* A table of at most a few thousand values, read whole. */
struct table {
    struct facts f;
    struct kt_cube c;
    struct kt_arena a;
    double v[4096];
    size_t n;
};

static inline enum kt_status table_sink(void *to, const size_t *at, const double *value, size_t n,
                                        struct kt_err *err)
{
    struct table *t = to;
    size_t i = 0;
    (void)err;
    for (size_t d = 0; d < t->c.ndim; d++) i = i * t->c.dim[d].n + at[d];
    for (size_t k = 0; k < n && i + k < 4096; k++) t->v[i + k] = value[k];
    t->n += n;
    return KT_OK;
}

static inline enum kt_status table_open(struct table *t, const char *name, const void *data, size_t n)
{
    memset(t, 0, sizeof *t);
    facts_open(&t->f);
    facts_write_bytes(&t->f, name, data, n);
    kt_study_init(&t->f.st, &t->f.keep, NULL);
    t->a = t->f.tmp;
    return kt_cube_open(&t->c, &t->f.st, kt_path_join(&t->f.keep, t->f.dir, name), "", "", "", &t->a,
                        &t->f.err);
}

static inline enum kt_status table_read(struct table *t)
{
    for (size_t i = 0; i < 4096; i++) t->v[i] = NAN;
    return kt_cube_read(&t->c, table_sink, t, &t->f.err);
}

static inline void table_close(struct table *t)
{
    kt_cube_close(&t->c);
    facts_close(&t->f);
}

/* A study over four square municipalities with the table in its folder; facts_close() afterwards. */
static inline enum kt_status table_study(struct facts *f, const char *name, const void *data, size_t n,
                                         const char *yaml)
{
    facts_open(f);
    facts_write(f, "zones.geojson", FACTS_FOUR);
    facts_write(f, "regions.csv", FACTS_REGIONS);
    facts_write(f, "people.csv", "id,zone,a\n1,005,3\n2,009,4\n");
    facts_write_bytes(f, name, data, n);
    return facts_read(f, yaml);
}

#endif
