/* spatial_fixture: a study of side × side square zones of 1 km with a column unmet_share, for tests of
 * spatial methods.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SPATIAL_FIXTURE_H
#define SPATIAL_FIXTURE_H

#include "test.h"

#include <katve/method.h>
#include <katve/rng.h>
#include <katve/schema.h>
#include <katve/spatial.h>

#include <unistd.h>

struct squares {
    struct kt_arena whole, keep;
    struct kt_study st;
    struct kt_result r;
    struct kt_err err;
    struct kt_column *share;
};

/* Outlines of side × side squares, row by row from the south-west. */
static inline struct kt_polygons sq_outlines(struct kt_arena *a, size_t side)
{
    static const double dx[] = {0, 1, 1, 0, 0}, dy[] = {0, 0, 1, 1, 0};
    size_t n = side * side, *ring_of = KT_NEW(a, size_t, n + 1), *vert_of = KT_NEW(a, size_t, n + 1);
    double *x = KT_NEW(a, double, 5 * n), *y = KT_NEW(a, double, 5 * n);
    for (size_t z = 0; z < n; z++) {
        ring_of[z + 1] = z + 1;
        vert_of[z + 1] = 5 * (z + 1);
        for (size_t v = 0; v < 5; v++) {
            x[5 * z + v] = 1000 * ((double)(z % side) + dx[v]);
            y[5 * z + v] = 1000 * ((double)(z / side) + dy[v]);
        }
    }
    return (struct kt_polygons){n, 5 * n, ring_of, vert_of, KT_NEW(a, uint8_t, n), x, y};
}

static inline struct kt_settings *sq_settings(struct squares *f, const struct kt_method *m,
                                              const char *const *over, size_t nover)
{
    size_t n = kt_ncore_section;
    struct kt_section *s = KT_NEW(&f->keep, struct kt_section, n + 1);
    for (size_t i = 0; i < n; i++) s[i] = kt_core_section[i];
    s[n] = (struct kt_section){
        kt_printf(&f->keep, "methods.%s", m->name), false, false, m->param, m->nparam, ""};
    struct kt_schema schema = {s, n + 1};
    struct kt_settings *out = NULL;
    char path[] = "/tmp/katve-squares-XXXXXX.yaml";
    const char *text = "study: {id: squares, year: 2019}\n";
    int fd = mkstemps(path, 5);
    if (fd < 0 || write(fd, text, strlen(text)) < 0) abort();
    close(fd);
    enum kt_status status =
        kt_settings_read(path, &schema, over, nover, &f->keep, &f->st.issues, &out, &f->err);
    unlink(path);
    if (status != KT_OK) {
        for (size_t i = 0; i < f->st.issues.n; i++)
            printf("  %s %s\n", f->st.issues.item[i].field, f->st.issues.item[i].what);
        abort();
    }
    return out;
}

/* unmet_share of zone z is share(z). */
static inline void sq_open(struct squares *f, size_t side, double (*share)(size_t), const struct kt_method *m,
                           const char *const *over, size_t nover)
{
    *f = (struct squares){.whole = kt_arena_open((size_t)1 << 30)};
    f->keep = f->whole;
    f->st.keep = &f->keep;
    kt_issues_init(&f->st.issues, &f->keep);
    f->st.set = sq_settings(f, m, over, nover);
    struct kt_zones *z = &f->st.level[0];
    f->st.nlevel = 1;
    z->level_id = "square";
    z->n = side * side;
    z->geom = sq_outlines(&f->keep, side);
    z->code = KT_NEW(&f->keep, const char *, z->n);
    z->population = kt_doubles(&f->keep, z->n, 100);
    z->label_x = KT_NEW(&f->keep, double, z->n);
    z->label_y = KT_NEW(&f->keep, double, z->n);
    for (size_t i = 0; i < z->n; i++) {
        z->code[i] = kt_printf(&f->keep, "%03zu", i + 1);
        z->label_x[i] = 1000 * ((double)(i % side) + 0.5);
        z->label_y[i] = 1000 * ((double)(i / side) + 0.5);
    }
    z->basic_education = kt_doubles(&f->keep, z->n, NAN);
    z->secondary_education = kt_doubles(&f->keep, z->n, NAN);
    f->st.frozen = true;
    kt_result_init(&f->r, &f->keep, &f->st);
    f->share = kt_result_add(&f->r, &(struct kt_column){.name = "unmet_share",
                                                        .rows = 0,
                                                        .kind = KT_K_SHARE,
                                                        .unit = "share",
                                                        .method = "test",
                                                        .no_interval = "a test"});
    for (size_t i = 0; i < z->n; i++) f->share->value[i] = share(i);
}

static inline enum kt_status sq_run(struct squares *f, const struct kt_method *m)
{
    struct kt_arena tmp = kt_arena_open((size_t)1 << 30);
    enum kt_status status = m->run(m, &f->st, &f->r, tmp, &f->err);
    if (status != KT_OK) printf("  %s\n", f->err.text);
    kt_arena_close(tmp);
    return status;
}

static inline double sq_get(const struct squares *f, const char *name, size_t i)
{
    const struct kt_column *c = kt_result_find(&f->r, 0, name);
    if (!c) printf("  no column %s\n", name);
    return c ? c->value[i] : -1e300;
}

static inline void sq_close(struct squares *f)
{
    kt_arena_close(f->whole);
}

/* Two corners of like values in noise, one zone unknown. */
static inline double sq_corners(size_t z)
{
    size_t i = z % 10, j = z / 10;
    double u = kt_rng_uniform(7, KT_STREAM_BENCH, (uint32_t)z, 0);
    return (i < 3 && j < 3 ? 0.8 : i > 6 && j > 6 ? 0.05 : 0.4) + 0.1 * u;
}
static inline double sq_hole(size_t z)
{
    return z == 55 ? NAN : sq_corners(z);
}
static inline double sq_constant(size_t z)
{
    (void)z;
    return 0.25;
}

#endif
