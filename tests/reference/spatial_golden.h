/* spatial_golden: the packages' figures and data, and a count of those that agree.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SPATIAL_GOLDEN_H
#define SPATIAL_GOLDEN_H

#include "../test.h"

#include <katve/spatial.h>

#include <gdal.h>
#include <jansson.h>
#include <ogr_api.h>

struct golden {
    struct kt_arena whole, a, tmp; /* tmp: scratch of the calls */
    json_t *json;
    const json_t *results;
    const char *name;
    size_t n, agreed, failed, deliberate, seen;
    const char *done[400];
};

static inline const json_t *g_value(const struct golden *g, const char *key)
{
    return json_object_get(json_object_get(g->results, key), "value");
}

static inline bool g_open(struct golden *g, const char *name)
{
    char path[512];
    *g = (struct golden){.name = name};
    if (!kt_test_shared()) return false;
    snprintf(path, sizeof path, "%s/golden/stats/%s.json", kt_test_shared(), name);
    g->json = json_load_file(path, 0, NULL);
    if (!g->json) return false;
    g->whole = g->a = kt_arena_open((size_t)4 << 30);
    g->tmp = kt_arena_open((size_t)1 << 30);
    g->results = json_object_get(g->json, "results");
    g->n = (size_t)json_integer_value(json_object_get(json_object_get(g->json, "meta"), "n"));
    return true;
}

static inline void g_done(struct golden *g, const char *key)
{
    g->done[g->seen++] = kt_strdup(&g->a, key);
}

static inline void g_shut(struct golden *g)
{
    json_decref(g->json);
    kt_arena_close(g->whole);
    kt_arena_close(g->tmp);
}

/* Figures that no method gives, and where those are that another test compares. A key in neither list fails. */
static inline const char *g_why_left(const char *key)
{
    static const char *const why[][2] = {
        {"EBest_poisson", "in smallarea_golden"},
        {"EBest_binomial", "in smallarea_golden"},
        {"EBlocal", "in smallarea_golden"},
        {"EBlocal_geoda_incl_self", "in smallarea_golden"},
        {"expected", "an input of the next three"},
        {"probmap",
         "Poisson probabilities of single areas: the funnel's limits say that with overdispersion"},
        {"DCluster_empbaysmooth_ClaytonKaldor",
         "gamma model of relative risks: Marshall's is the one offered"},
        {"SpatialEpi_eBayes", "negative binomial model of relative risks: likewise"},
        {"EBImoran_no_subtract", "I of z about 0: the mean is taken off, as Assuncao and Reis do"},
        {"SAC_sacsarlm", "lag and error together: not offered, one of the two is"},
        {"SAR_stsls", "two-stage least squares: the lag model is by maximum likelihood"},
        {"SEM_GMerrorsar", "moments: the error model is by maximum likelihood"},
        {"SD_RStests_all", "tests of lagged factors: not offered"},
        {"local_joincount_bv_clc",
         "two variables of 0 and 1: local_bivariate is the statistic of two variables"},
        {"LOSH", "local spread: not offered"},
        {"lee_CRIME_INC", "another measure of two variables: bivariate Moran is the one offered"},
        {"lee_local_CRIME_INC", "likewise"}};
    for (size_t i = 0; i < sizeof why / sizeof *why; i++)
        if (strcmp(why[i][0], key) == 0) return why[i][1];
    return NULL;
}

/* What nobody compared is named with its reason, so that a gap can't hide. */
static inline void g_close(struct golden *g)
{
    const char *key;
    json_t *v;
    size_t left = 0, keys = json_object_size(g->results);
    printf("%s: %zu figures agree, %zu do not, %zu tests differ on purpose; not compared:", g->name,
           g->agreed, g->failed, g->deliberate);
    json_object_foreach((json_t *)(uintptr_t)g->results, key, v)
    {
        bool found = false;
        for (size_t i = 0; i < g->seen; i++) found = found || strcmp(g->done[i], key) == 0;
        if (found) continue;
        printf("\n  %s: %s", key, g_why_left(key) ? g_why_left(key) : "NOBODY SAYS WHY");
        CHECK(g_why_left(key) != NULL);
        left++;
    }
    printf(" (%zu of %zu keys)\n", left, keys);
    CHECK(g->failed == 0);
    g_shut(g);
}

/* One figure: relative to its size, absolute below 1e-3 of `unit`. */
static inline void g_near(struct golden *g, const char *what, double mine, double theirs, double tol)
{
    double size = fmax(fabs(theirs), 1e-3);
    bool same = (isnan(mine) && isnan(theirs)) || mine == theirs || fabs(mine - theirs) <= tol * size;
    g->agreed += same;
    g->failed += !same;
    if (!same) printf("  %s %s: %.15g, expected %.15g\n", g->name, what, mine, theirs);
}

/* null and "NaN" are NaN. A number may be wrapped in lists: [[x]]. */
static inline double g_num(const json_t *v)
{
    while (json_is_array(v)) v = json_array_get(v, 0);
    if (json_is_string(v) && strcmp(json_string_value(v), "Inf") == 0) return INFINITY;
    return json_is_number(v) ? json_number_value(v) : NAN;
}

static inline double *g_nums(struct golden *g, const json_t *v)
{
    double *out = KT_NEW(&g->a, double, json_array_size(v) + 1);
    for (size_t i = 0; i < json_array_size(v); i++) out[i] = g_num(json_array_get(v, i));
    return out;
}

static inline void g_list(struct golden *g, const char *key, const char *field, const double *mine,
                          double tol)
{
    const json_t *v = g_value(g, key);
    char what[160];
    if (field) v = json_object_get(v, field);
    if (!v) return;
    g_done(g, key);
    for (size_t i = 0; i < json_array_size(v); i++) {
        snprintf(what, sizeof what, "%s %s [%zu]", key, field ? field : "", i);
        g_near(g, what, mine[i], g_num(json_array_get(v, i)), tol);
    }
}

static inline void g_one(struct golden *g, const char *key, const char *field, double mine, double tol)
{
    const json_t *v = g_value(g, key);
    char what[160];
    if (v && field) v = json_object_get(v, field);
    if (!v) return;
    g_done(g, key);
    snprintf(what, sizeof what, "%s %s", key, field ? field : "");
    g_near(g, what, mine, g_num(v), tol);
}

/* A test as R prints it: statistic, p.value, estimate of three. */
static inline void g_test(struct golden *g, const char *key, struct kt_test_result t, bool greater)
{
    const json_t *v = g_value(g, key), *estimate = json_object_get(v, "estimate"), *e;
    const char *name;
    double mine[3] = {t.value, t.expected, t.variance};
    size_t i = 0;
    if (!v) return;
    g_done(g, key);
    g_one(g, key, "statistic", t.z, 1e-9);
    g_one(g, key, "p.value", greater ? (t.z > 0 ? t.p / 2 : 1 - t.p / 2) : t.p, 1e-9);
    json_object_foreach((json_t *)(uintptr_t)estimate, name, e)
    {
        char what[160];
        snprintf(what, sizeof what, "%s %s", key, name);
        g_near(g, what, mine[i++], g_num(e), 1e-9);
    }
}

/* Neighbour lists, 1-based. */
static inline struct kt_weights g_neighbours(struct golden *g, const json_t *v)
{
    size_t n = json_array_size(v), nnz = 0, *start = KT_NEW(&g->a, size_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        const json_t *r = json_array_get(v, i);
        nnz += json_is_array(r) ? json_array_size(r) : json_is_number(r);
    }
    int32_t *col = KT_NEW(&g->a, int32_t, nnz + 1);
    double *w = KT_NEW(&g->a, double, nnz + 1);
    nnz = 0;
    for (size_t i = 0; i < n; i++) {
        const json_t *r = json_array_get(v, i);
        size_t m = json_is_array(r) ? json_array_size(r) : json_is_number(r);
        start[i] = nnz;
        for (size_t k = 0; k < m; k++, nnz++) {
            const json_t *one = json_is_array(r) ? json_array_get(r, k) : r;
            col[nnz] = (int32_t)json_integer_value(one) - 1;
            w[nnz] = 1;
        }
    }
    start[n] = nnz;
    return kt_weights_make(&g->a, n, start, col, w);
}

static inline void g_same_neighbours(struct golden *g, const char *key, const struct kt_weights *mine)
{
    const json_t *v = g_value(g, key);
    if (!v) return;
    g_done(g, key);
    struct kt_weights theirs = g_neighbours(g, v);
    bool same = theirs.nnz == mine->nnz &&
                memcmp(theirs.start, mine->start, (mine->n + 1) * sizeof *mine->start) == 0 &&
                memcmp(theirs.col, mine->col, mine->nnz * sizeof *mine->col) == 0;
    g->agreed += same;
    g->failed += !same;
    if (!same) printf("  %s %s: other neighbours (%zu, expected %zu)\n", g->name, key, mine->nnz, theirs.nnz);
}

/* ---- the data -----------------------------------------------------------------------------------*/

static inline void g_rings(OGRGeometryH geom, double *x, double *y, size_t *nvert, size_t *vert_of,
                           size_t *nring)
{
    int parts = OGR_G_GetGeometryCount(geom);
    if (parts > 0 && wkbFlatten(OGR_G_GetGeometryType(geom)) != wkbLineString) {
        for (int i = 0; i < parts; i++) g_rings(OGR_G_GetGeometryRef(geom, i), x, y, nvert, vert_of, nring);
        return;
    }
    int m = OGR_G_GetPointCount(geom);
    for (int k = 0; k < m; k++) {
        x[*nvert] = OGR_G_GetX(geom, k);
        y[(*nvert)++] = OGR_G_GetY(geom, k);
    }
    vert_of[++*nring] = *nvert;
}

struct g_data {
    struct kt_polygons p;
    double *field[6];
};

static inline bool g_read(struct golden *g, const char *file, const char *const *field, size_t nfield,
                          struct g_data *d)
{
    enum { VERTICES = 100000, RINGS = 10000 };
    char path[512];
    snprintf(path, sizeof path, "%s/golden/stats/%s", kt_test_shared(), file);
    GDALAllRegister();
    GDALDatasetH ds = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
    if (!ds) return false;
    OGRLayerH layer = GDALDatasetGetLayer(ds, 0);
    double *x = KT_NEW(&g->a, double, VERTICES), *y = KT_NEW(&g->a, double, VERTICES);
    size_t *vert_of = KT_NEW(&g->a, size_t, RINGS), *ring_of = KT_NEW(&g->a, size_t, g->n + 1);
    size_t nvert = 0, nring = 0, i = 0;
    for (size_t f = 0; f < nfield; f++) d->field[f] = KT_NEW(&g->a, double, g->n);
    for (OGRFeatureH row; i < g->n && (row = OGR_L_GetNextFeature(layer)); i++) {
        for (size_t f = 0; f < nfield; f++)
            d->field[f][i] = OGR_F_GetFieldAsDouble(row, OGR_F_GetFieldIndex(row, field[f]));
        g_rings(OGR_F_GetGeometryRef(row), x, y, &nvert, vert_of, &nring);
        ring_of[i + 1] = nring;
        OGR_F_Destroy(row);
    }
    GDALClose(ds);
    d->p = (struct kt_polygons){nring, nvert, ring_of, vert_of, KT_NEW(&g->a, uint8_t, nring + 1), x, y};
    return i == g->n;
}

static inline struct kt_local g_local_room(struct golden *g)
{
    return (struct kt_local){KT_NEW(&g->a, double, g->n), KT_NEW(&g->a, double, g->n),
                             KT_NEW(&g->a, double, g->n), KT_NEW(&g->a, double, g->n),
                             KT_NEW(&g->a, double, g->n)};
}

#endif
