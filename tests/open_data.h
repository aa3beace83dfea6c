/* A made-up country of three levels with cells and sites, for the tests of the gate and the open data.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_OPEN_DATA_H
#define KATVE_TESTS_OPEN_DATA_H

#include <katve/rng.h>
#include <katve/view.h>

#include <string.h>

/* Counts of the next zones and so on; every zone of level 0 is a unit square on a grid of metres. */
struct made {
    struct kt_arena whole, keep, tmp;
    struct kt_study st;
    struct kt_result r;
};

static inline struct kt_column *made_add(struct made *m, int rows, const char *name, enum kt_kind kind,
                                         const char *count_of, bool interval)
{
    struct kt_column spec = {.name = name,
                             .rows = rows,
                             .kind = kind,
                             .unit = kind == KT_K_PERSONS ? "persons" : "1",
                             .title = {{kt_printf(&m->keep, "%s suomeksi", name),
                                        kt_printf(&m->keep, "%s på svenska", name), name}},
                             .method = "made_up",
                             .count_of = count_of,
                             .no_interval = interval ? NULL : "a made-up number"};
    return kt_result_add(&m->r, &spec);
}

static inline void made_zone(struct made *m, struct kt_zones *z, size_t i, const char *prefix)
{
    z->code[i] = kt_printf(&m->keep, "%s%03zu", prefix, i);
    z->name[KT_FI][i] = kt_printf(&m->keep, "%sä %zu", prefix, i);
    z->name[KT_SV][i] = kt_printf(&m->keep, "%så %zu", prefix, i);
    z->name[KT_EN][i] = kt_printf(&m->keep, "%s %zu", prefix, i);
}

static inline void made_squares(struct made *m, struct kt_zones *z, size_t wide)
{
    size_t *ring_of = KT_NEW(&m->keep, size_t, z->n + 1), *vert_of = KT_NEW(&m->keep, size_t, z->n + 1);
    double *x = KT_NEW(&m->keep, double, 5 * z->n), *y = KT_NEW(&m->keep, double, 5 * z->n);
    static const double dx[5] = {0, 1, 1, 0, 0}, dy[5] = {0, 0, 1, 1, 0};
    for (size_t i = 0; i < z->n; i++) {
        ring_of[i + 1] = vert_of[i + 1] = i + 1;
        vert_of[i + 1] *= 5;
        for (size_t j = 0; j < 5; j++) {
            x[5 * i + j] = 300000 + 10000 * ((double)(i % wide) + dx[j]);
            y[5 * i + j] = 6700000 + 10000 * ((double)(i / wide) + dy[j]);
        }
    }
    z->geom = (struct kt_polygons){.nring = z->n,
                                   .nvert = 5 * z->n,
                                   .ring_of = ring_of,
                                   .vert_of = vert_of,
                                   .hole = KT_NEW(&m->keep, uint8_t, z->n),
                                   .x = x,
                                   .y = y};
}

static inline void made_level(struct made *m, size_t lv, const char *id, const char *prefix, size_t n,
                              size_t per)
{
    struct kt_zones *z = &m->st.level[lv];
    *z = (struct kt_zones){.level_id = id, .n = n};
    z->code = KT_NEW(&m->keep, const char *, n);
    z->lang_status = KT_NEW(&m->keep, const char *, n);
    for (int l = 0; l < KT_NLANG; l++) {
        z->name[l] = KT_NEW(&m->keep, const char *, n);
        z->credit[l] = "made up";
    }
    z->parent = KT_NEW(&m->keep, int32_t, n);
    z->population = kt_doubles(&m->keep, n, NAN);
    z->label_x = kt_doubles(&m->keep, n, 300000);
    z->label_y = kt_doubles(&m->keep, n, 6700000);
    for (size_t i = 0; i < n; i++) {
        made_zone(m, z, i, prefix);
        z->parent[i] = per ? (int32_t)(i / per) : -1;
    }
    made_squares(m, z, 4);
}

/* nregion regions of `per` municipalities of `cells` cells each, and nsite sites. */
static inline void made_open(struct made *m, size_t nregion, size_t per, size_t cells, size_t nsite)
{
    memset(m, 0, sizeof *m);
    m->whole = m->keep = kt_arena_open((size_t)256 << 20);
    m->tmp = kt_arena_open((size_t)256 << 20);
    struct kt_study *st = &m->st;
    st->keep = &m->keep;
    kt_issues_init(&st->issues, &m->keep);
    st->nlevel = 3;
    made_level(m, 0, "municipality", "k", nregion * per, per);
    made_level(m, 1, "region", "m", nregion, nregion);
    made_level(m, 2, "country", "FI", 1, 0);
    struct kt_cells *c = &st->cells;
    c->n = nregion * per * cells;
    c->id = KT_NEW(&m->keep, const char *, c->n);
    c->name = KT_NEW(&m->keep, const char *, c->n);
    c->x = kt_doubles(&m->keep, c->n, 305000);
    c->y = kt_doubles(&m->keep, c->n, 6705000);
    c->zone = KT_NEW(&m->keep, int32_t, c->n);
    for (size_t i = 0; i < c->n; i++) {
        c->id[i] = kt_printf(&m->keep, "c%05zu", i);
        c->zone[i] = (int32_t)(i / cells);
    }
    struct kt_sites *s = &st->sites;
    s->n = nsite;
    const char ***text[] = {
        &s->id,     &s->name[0],  &s->name[1],      &s->name[2],   &s->provider_name, &s->provider_type,
        &s->form,   &s->sub_form, &s->municipality, &s->languages, &s->appointment,   &s->fee,
        &s->groups, &s->topics,   &s->source,       &s->updated_on};
    for (size_t t = 0; t < sizeof text / sizeof *text; t++) *text[t] = KT_NEW(&m->keep, const char *, nsite);
    s->zone = KT_NEW(&m->keep, int32_t, nsite);
    s->x = kt_doubles(&m->keep, nsite, 301000);
    s->y = kt_doubles(&m->keep, nsite, 6701000);
    s->hours_week = kt_doubles(&m->keep, nsite, NAN);
    s->supports = KT_NEW(&m->keep, int8_t, nsite);
    s->step_free = KT_NEW(&m->keep, int8_t, nsite);
    for (size_t i = 0; i < nsite; i++) {
        s->id[i] = kt_printf(&m->keep, "s%03zu", i);
        for (int l = 0; l < KT_NLANG; l++) s->name[l][i] = kt_printf(&m->keep, "Site %zu", i);
        s->supports[i] = KT_YES;
        s->step_free[i] = KT_UNKNOWN;
    }
    kt_result_init(&m->r, &m->keep, st);
    m->r.need_weight[0] = m->r.need_weight[1] = 1;
    st->frozen = true;
}

static inline void made_close(struct made *m)
{
    kt_arena_close(m->whole);
    kt_arena_close(m->tmp);
}

/* A persons column on all levels that adds up, from its values on level 0. */
static inline void made_persons(struct made *m, const char *name, const double *v0)
{
    const struct kt_study *st = &m->st;
    double *below = NULL;
    for (size_t lv = 0; lv < st->nlevel; lv++) {
        double *v = made_add(m, (int)lv, name, KT_K_PERSONS, NULL, false)->value;
        for (size_t i = 0; i < st->level[lv].n; i++) v[i] = lv ? 0 : v0[i];
        for (size_t i = 0; lv && i < st->level[lv - 1].n; i++) v[st->level[lv - 1].parent[i]] += below[i];
        below = v;
    }
}

/* The share num/den on all levels. */
static inline void made_share(struct made *m, const char *name, const char *num, const char *den,
                              enum kt_kind kind, const char *count_of)
{
    for (size_t lv = 0; lv < m->st.nlevel; lv++) {
        double *v = made_add(m, (int)lv, name, kind, count_of, false)->value;
        const double *a = kt_result_find(&m->r, (int)lv, num)->value;
        const double *b = kt_result_find(&m->r, (int)lv, den)->value;
        for (size_t i = 0; i < m->st.level[lv].n; i++)
            v[i] = b[i] > 0 ? a[i] / b[i] * (kind == KT_K_PER1000 ? 1000 : 1) : NAN;
    }
}

/* Population, need in layers, persons far away and their shares, drawn so that small counts are common. */
static inline void made_findings(struct made *m, uint64_t seed)
{
    size_t n = m->st.level[0].n;
    static const char *const name[] = {"population", "need_n1", "need_n2", "pop_far"};
    static const double scale[] = {8, 3.2, 3.6, 4};
    double *need = kt_doubles(&m->keep, n, 0);
    for (size_t j = 0; j < 4; j++) {
        double *v = kt_doubles(&m->keep, n, 0);
        for (size_t i = 0; i < n; i++) {
            double u = kt_rng_uniform(seed, KT_STREAM_BENCH, (uint32_t)i, (uint32_t)j);
            v[i] = u < 0.12 && j ? 0 : exp(u * scale[j]) + (j ? 0 : 200);
            if (j == 1 || j == 2) need[i] += v[i];
        }
        made_persons(m, name[j], v);
    }
    made_persons(m, "need", need);
    made_share(m, "far_share", "pop_far", "population", KT_K_SHARE, NULL);
    made_share(m, "need_per_1000", "need", "population", KT_K_PER1000, "need");
    made_share(m, "n1_share", "need_n1", "need", KT_K_SHARE, "need");
}

#endif
