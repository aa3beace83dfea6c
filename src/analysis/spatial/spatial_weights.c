/* spatial_weights: the weights that the study file asks for, and the variable of a method.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

#include <stdio.h>

static int word_index(const char *word, const char *const *words, int n)
{
    for (int i = 0; i < n; i++)
        if (kt_streq(word, words[i])) return i;
    return 0;
}

enum kt_style kt_spatial_style(const struct kt_study *st)
{
    static const char *const word[] = {"B", "W", "C", "U", "S"};
    return (enum kt_style)word_index(kt_settings_str(st->set, "weights.style"), word, 5);
}

static enum kt_kernel_kind kernel_kind(const struct kt_study *st)
{
    static const char *const word[] = {"triangular", "uniform", "epanechnikov", "quartic", "gaussian"};
    return (enum kt_kernel_kind)word_index(kt_settings_str(st->set, "weights.kernel"), word, 5);
}

/* What the weights are of: zones of a level, or cells. */
struct places {
    size_t n;
    const char *level, **code;
    const double *x, *y;
    const struct kt_polygons *geom; /* NULL: none */
};

static struct places places_of(const struct kt_study *st, int rows)
{
    if (rows == KT_ROWS_CELLS)
        return (struct places){st->cells.n, "cells", st->cells.id, st->cells.x, st->cells.y, NULL};
    const struct kt_zones *z = &st->level[rows];
    return (struct places){z->n,       z->level_id, z->code,
                           z->label_x, z->label_y,  z->geom.ring_of ? &z->geom : NULL};
}

static struct kt_weights by_distance(const struct kt_study *st, const struct places *p, const char *kind,
                                     struct kt_arena *keep, struct kt_arena tmp)
{
    const struct kt_settings *set = st->set;
    double band = 1000 * kt_settings_num(set, "weights.band_km");
    size_t k = (size_t)kt_settings_num(set, "weights.k");
    if (kt_streq(kind, "knn")) return kt_weights_knn(keep, p->x, p->y, p->n, k, tmp);
    if (kt_streq(kind, "kernel"))
        return kt_weights_kernel(keep, p->x, p->y, p->n, kernel_kind(st),
                                 1000 * kt_settings_num(set, "weights.bandwidth_km"), k, tmp);
    double hi = band > 0 ? band : kt_weights_max_nearest(p->x, p->y, p->n, tmp);
    return kt_weights_band(keep, p->x, p->y, p->n, 0, hi, kt_settings_num(set, "weights.distance_power"),
                           tmp);
}

/* Mean stretch of border between two corners. */
static double mean_stretch(const struct kt_polygons *p)
{
    double sum = 0, n = 0;
    for (size_t r = 0; r < p->nring; r++)
        for (size_t v = p->vert_of[r]; v + 1 < p->vert_of[r + 1]; v++) {
            sum += hypot(p->x[v + 1] - p->x[v], p->y[v + 1] - p->y[v]);
            n++;
        }
    return n > 0 ? sum / n : INFINITY;
}

static enum kt_status weights_of(const struct kt_study *st, const struct places *p, struct kt_arena *keep,
                                 struct kt_weights *out, struct kt_arena tmp, struct kt_err *err)
{
    const struct kt_settings *set = st->set;
    const char *kind = kt_settings_str(set, "weights.kind"), *file = kt_settings_str(set, "weights.file");
    size_t order = (size_t)kt_settings_num(set, "weights.order");
    if (kt_streq(kind, "file")) {
        if (!*file) return kt_fail(err, KT_EINPUT, "weights.kind is file, but weights.file is not given");
        KT_TRY(kt_weights_read(file, p->code, p->n, keep, out, tmp, err));
    } else if (kt_streq(kind, "queen") || kt_streq(kind, "rook")) {
        if (!p->geom)
            return kt_fail(err, KT_EINPUT, "weights.kind %s needs outlines of %s; use knn, band or kernel",
                           kind, p->level);
        double snap = kt_settings_num(set, "weights.snap_m"), stretch = mean_stretch(p->geom);
        if (snap > stretch)
            return kt_fail(
                err, KT_EINPUT,
                "weights.snap_m %g is longer than the mean stretch of border, %.3g m: areas would melt "
                "into one; give less",
                snap, stretch);
        *out = kt_weights_contiguity(keep, p->geom, p->n, kt_streq(kind, "rook"), snap, tmp);
    } else {
        *out = by_distance(st, p, kind, keep, tmp);
    }
    if (order > 1)
        *out = kt_weights_order(keep, out, order, kt_settings_bool(set, "weights.cumulative"), tmp);
    return KT_OK;
}

static const double *fact(const struct kt_study *st, int rows, const char *name)
{
    if (rows == KT_ROWS_CELLS) return kt_streq(name, "population") ? st->cells.total : NULL;
    const struct kt_zones *z = &st->level[rows];
    if (kt_streq(name, "population")) return z->population;
    if (kt_streq(name, "basic_education")) return z->basic_education;
    if (kt_streq(name, "secondary_education")) return z->secondary_education;
    return kt_zone_variable(z, name);
}

const double *kt_spatial_values(const struct kt_method *m, const struct kt_study *st,
                                const struct kt_result *r, int rows, const char *key, const char *name,
                                struct kt_err *err)
{
    const struct kt_column *c = kt_result_find(r, rows, name);
    const double *v = c ? c->value : fact(st, rows, name);
    if (!v)
        kt_fail(
            err, KT_EINPUT,
            "methods.%s.%s: %s%s have no column or fact `%s`; enable the method that gives it (`katve list "
            "methods`), or name a column of your own under zones.variables",
            m->name, key, rows == KT_ROWS_CELLS ? "" : "areas of level ", places_of(st, rows).level, name);
    if (c && rows >= 0 && kt_zone_variable(&st->level[rows], name)) {
        kt_fail(
            err, KT_EINPUT,
            "methods.%s.%s: `%s` is a finding of %s and one of zones.variables; call the latter something "
            "else",
            m->name, key, name, c->method);
        return NULL;
    }
    return v;
}

/* The persons column whose suppression a finding about this variable follows. */
static const char *suppressed_with(const struct kt_result *r, int rows, const char *name)
{
    const struct kt_column *c = kt_result_find(r, rows, name);
    return !c ? NULL : c->kind == KT_K_PERSONS ? c->name : c->count_of;
}

static enum kt_status rows_of(const struct kt_method *m, const struct kt_study *st, int *rows,
                              struct kt_err *err)
{
    const char *level = kt_method_str(m, st, "level");
    *rows = !*level ? 0 : kt_streq(level, "cells") ? KT_ROWS_CELLS : kt_level_find(st, level);
    if (*level && *rows == -1 && !kt_streq(level, "cells"))
        return kt_fail(err, KT_EINPUT, "methods.%s.level: no level `%s`; name one of zones.level, or cells",
                       m->name, level);
    return KT_OK;
}

/* Rows with a value of both variables. */
static void select_rows(struct kt_spatial *s, const double *x, const double *y, uint8_t *use,
                        struct kt_arena *a)
{
    int32_t *row = KT_NEW(a, int32_t, s->n + 1);
    double *mx = KT_NEW(a, double, s->n + 1), *my = y ? KT_NEW(a, double, s->n + 1) : NULL;
    for (size_t i = 0; i < s->n; i++) {
        if (!isfinite(x[i]) || (y && !isfinite(y[i]))) continue;
        use[i] = 1;
        row[s->m] = (int32_t)i;
        mx[s->m] = x[i];
        if (y) my[s->m] = y[i];
        s->m++;
    }
    s->row = row;
    s->x = mx;
    s->y = my;
}

/* The number of a code, so that an area has its own draws wherever it stands in the table: FNV-1a (Fowler, Noll, Vo). */
static int32_t key_of(const char *code)
{
    uint32_t h = 2166136261u;
    for (; *code; code++) h = (h ^ (uint8_t)*code) * 16777619u;
    return (int32_t)h;
}

enum kt_status kt_spatial_areas(const struct kt_method *m, const struct kt_study *st,
                                const struct kt_result *r, const char *second, struct kt_arena *a,
                                struct kt_spatial *s, bool *there, struct kt_err *err)
{
    int rows;
    KT_TRY(rows_of(m, st, &rows, err));
    struct places p = places_of(st, rows);
    *s = (struct kt_spatial){.rows = rows, .n = p.n};
    s->variable = kt_method_str(m, st, "variable");
    s->second = second ? kt_method_str(m, st, second) : NULL;
    *there = kt_settings_given(st->set, kt_printf(a, "methods.%s.variable", m->name)) ||
             kt_result_find(r, rows, s->variable) || fact(st, rows, s->variable);
    if (!*there) return KT_OK;
    const double *x = kt_spatial_values(m, st, r, rows, "variable", s->variable, err);
    const double *y = x && second ? kt_spatial_values(m, st, r, rows, second, s->second, err) : NULL;
    if (!x || (second && !y)) return err->status;
    s->count_of = suppressed_with(r, rows, s->variable);
    s->use = KT_NEW(a, uint8_t, s->n + 1);
    select_rows(s, x, y, s->use, a);
    return KT_OK;
}

enum kt_status kt_spatial_open(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                               const char *second, struct kt_arena *a, struct kt_spatial *s, bool *there,
                               struct kt_err *err)
{
    KT_TRY(kt_spatial_areas(m, st, r, second, a, s, there, err));
    if (!*there) return KT_OK;
    struct places p = places_of(st, s->rows);
    struct kt_weights all;
    int32_t *key = KT_NEW(a, int32_t, s->m + 1);
    for (size_t k = 0; k < s->m; k++) key[k] = key_of(p.code[s->row[k]]);
    s->key = key;
    struct kt_arena tmp = kt_arena_open(0), whole = tmp;
    enum kt_status status = weights_of(st, &p, a, &all, tmp, err);
    if (status == KT_OK) s->raw = kt_weights_subset(a, &all, s->use, tmp);
    kt_arena_close(whole);
    if (status != KT_OK) return status;
    s->w = kt_weights_style(a, &s->raw, kt_spatial_style(st));
    s->keep_islands = kt_streq(kt_settings_str(st->set, "weights.islands"), "keep");
    kt_spatial_tell(r, s, p.level, p.code, *a);
    return KT_OK;
}

struct kt_permute kt_spatial_permute(const struct kt_method *m, const struct kt_study *st,
                                     const struct kt_spatial *s)
{
    static const char *const word[] = {"two_sided", "folded", "greater"};
    char stop_at[64];
    snprintf(stop_at, sizeof stop_at, "methods.%s.stop_at", m->name);
    bool stops = kt_settings_has(st->set, stop_at);
    return (struct kt_permute){.stop_at = stops ? (uint32_t)kt_settings_num(st->set, stop_at) : 0,
                               .seed = (uint64_t)kt_settings_num(st->set, "run.seed"),
                               .draws = (uint32_t)kt_method_num(m, st, "draws"),
                               .tail = (enum kt_tail)word_index(kt_method_str(m, st, "tail"), word, 3),
                               .key = s->key};
}
