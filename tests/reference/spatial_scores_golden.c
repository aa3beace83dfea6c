/* Agreement with a later spdep on one map: two variables, labels of clusters, local joins, score tests.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_golden.h"

/* Names of significant areas by the analytic p; nobody else has one. */
static void labels(struct golden *g, const struct kt_weights *w, const double *x, const double *p)
{
    static const char *const name[] = {"", "High-High", "Low-Low", "High-Low", "Low-High"};
    const json_t *v = g_value(g, "hotspot_localmoran_perm_labels");
    uint8_t *q = KT_NEW(&g->a, uint8_t, g->n);
    kt_lisa_quadrant(w, x, x, q, g->tmp);
    g_done(g, "hotspot_localmoran_perm_labels");
    for (size_t i = 0; i < json_array_size(v); i++) {
        const char *theirs = json_string_value(json_array_get(v, i));
        const char *mine = p[i] < 0.05 ? name[q[i]] : NULL;
        bool same = mine && theirs ? strcmp(mine, theirs) == 0 : mine == theirs;
        g->agreed += same;
        g->failed += !same;
        if (!same)
            printf("  label [%zu]: %s, expected %s\n", i, mine ? mine : "none", theirs ? theirs : "none");
    }
}

/* Rao's score tests are the LM tests under their newer name. */
static void rao_tests(struct golden *g, struct golden *queen, const struct g_data *d)
{
    static const char *const test[] = {"RSerr", "RSlag", "adjRSerr", "adjRSlag", "SARMA"};
    struct kt_weights gal = g_neighbours(g, g_value(queen, "nb_col_gal"));
    struct kt_weights w = kt_weights_style(&g->a, &gal, KT_STYLE_W);
    double *X = KT_NEW(&g->a, double, 3 * g->n);
    struct kt_ols o;
    struct kt_lm_tests lm;
    struct kt_err err = {0};
    for (size_t i = 0; i < g->n; i++) {
        X[3 * i] = 1;
        X[3 * i + 1] = d->field[1][i];
        X[3 * i + 2] = d->field[2][i];
    }
    CHECK(kt_ols(X, d->field[0], g->n, 3, &g->a, &o, g->tmp, &err) == KT_OK);
    kt_lm_tests(&w, X, d->field[0], &o, &lm, g->tmp);
    const double stat[] = {lm.error, lm.lag, lm.robust_error, lm.robust_lag, lm.sarma};
    for (int i = 0; i < 5; i++) {
        const json_t *t = json_object_get(g_value(g, "lm_RStests_all"), test[i]);
        g_near(g, test[i], stat[i], g_num(json_object_get(t, "statistic")), 1e-9);
        g_near(g, test[i], lm.p[i], g_num(json_object_get(t, "p.value")), 1e-9);
    }
    g_done(g, "lm_RStests_all");
}

KT_TEST(two_variables_agree)
{
    static const char *const field[] = {"CRIME", "INC", "HOVAL"};
    struct golden g, queen;
    struct g_data d;
    if (!g_open(&g, "columbus_spdep14") || !g_open(&queen, "columbus")) SKIP("no golden columbus_spdep14");
    g.n = queen.n;
    if (!g_read(&g, "columbus.gpkg", field, 3, &d)) SKIP("no golden columbus.gpkg");
    struct kt_weights raw = g_neighbours(&g, g_value(&queen, "nb_queen"));
    struct kt_weights w = kt_weights_style(&g.a, &raw, KT_STYLE_W);
    double *v = KT_NEW(&g.a, double, g.n);
    g_one(&g, "global_bivariate_moran_CRIME_INC", NULL,
          kt_sp_moran_bivariate(&w, d.field[0], d.field[1], false), 1e-9);
    kt_sp_local_bivariate(&w, d.field[0], d.field[1], v, g.tmp);
    g_list(&g, "local_bivariate_moran_Ibvi_CRIME_INC", NULL, v, 1e-9);
    struct kt_local o = g_local_room(&g);
    kt_sp_local_moran(&w, d.field[0], true, false, &o, g.tmp);
    labels(&g, &w, d.field[0], o.p);
    const json_t *f = g_value(&queen, "bw_factor");
    double *high = KT_NEW(&g.a, double, g.n), *mean = KT_NEW(&g.a, double, g.n);
    for (size_t i = 0; i < g.n; i++) high[i] = strcmp(json_string_value(json_array_get(f, i)), "lo") != 0;
    kt_sp_local_join_counts(&raw, high, v);
    g_list(&g, "local_joincount_uni_BB_hi", NULL, v, 0);
    /* The multivariate c is the mean of those of its variables. */
    for (int j = 0; j < 3; j++) {
        kt_sp_local_geary(&w, d.field[j], v);
        for (size_t i = 0; i < g.n; i++) mean[i] += v[i] / 3;
    }
    g_list(&g, "localC_multivariate", NULL, mean, 1e-9);
    rao_tests(&g, &queen, &d);
    g_shut(&queen);
    g_close(&g);
}

KT_TEST_MAIN
