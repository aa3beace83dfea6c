/* Agreement with spdep and spatialreg (versions and calls stand in the files) on three maps: weights, global and
 * local statistics, rates. Deliberate differences:
 *  - with islands, spdep's variance of Geary's C takes n now as all areas, now as those with a neighbour; here it
 *    is the latter throughout. Value and expectation agree.
 *  - with islands, spdep's variance of all unlike joins (Jtot) of two classes is not the one of their joins
 *    (lo:hi), though both count the same; here it is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_golden.h"

static const char *const style_name[] = {"B", "W", "C", "U", "S"};

static const char *key_of(struct golden *g, const char *fmt, const char *style)
{
    return kt_printf(&g->a, fmt, style);
}

static void geary(struct golden *g, const char *key, const struct kt_weights *w, const double *x,
                  bool normality)
{
    struct kt_test_result t = kt_sp_geary(w, x, normality, false, g->tmp);
    const json_t *estimate = json_object_get(g_value(g, key), "estimate");
    if (w->nisland == 0) {
        g_test(g, key, t, false);
        return;
    }
    g_done(g, key);
    g_near(g, key, t.value, g_num(json_object_get(estimate, "Geary C statistic")), 1e-9);
    g_near(g, key, t.expected, g_num(json_object_get(estimate, "Expectation")), 0);
    g->deliberate++;
}

static void styles(struct golden *g, const struct kt_weights *raw, const double *x)
{
    for (int s = KT_STYLE_B; s <= KT_STYLE_S; s++) {
        struct kt_weights w = kt_weights_style(&g->a, raw, (enum kt_style)s);
        struct kt_weights_sums sums = kt_weights_sums(&w, false, g->tmp);
        const char *key = key_of(g, "weights_const_%s", style_name[s]);
        g_one(g, key, "n", sums.n, 0);
        g_one(g, key, "S0", sums.s0, 1e-9);
        g_one(g, key, "S1", sums.s1, 1e-9);
        g_one(g, key, "S2", sums.s2, 1e-9);
        g_test(g, key_of(g, "moran_rand_%s", style_name[s]), kt_sp_moran(&w, x, false, false, g->tmp), false);
        g_test(g, key_of(g, "moran_norm_%s", style_name[s]), kt_sp_moran(&w, x, true, false, g->tmp), false);
        geary(g, key_of(g, "geary_rand_%s", style_name[s]), &w, x, false);
        geary(g, key_of(g, "geary_norm_%s", style_name[s]), &w, x, true);
        g_test(g, key_of(g, "globalG_%s", style_name[s]), kt_sp_getis_ord_g(&w, x, false, g->tmp), false);
    }
}

static void local_moran(struct golden *g, const char *key, const struct kt_weights *w, const double *x,
                        bool conditional, bool n_minus_1)
{
    struct kt_local o = g_local_room(g);
    kt_sp_local_moran(w, x, conditional, n_minus_1, &o, g->tmp);
    g_list(g, key, "Ii", o.value, 1e-9);
    g_list(g, key, "E.Ii", o.expected, 1e-9);
    g_list(g, key, "Var.Ii", o.variance, 1e-9);
    g_list(g, key, "Z.Ii", o.z, 1e-9);
    g_list(g, key, "Pr(z != E(Ii))", o.p, 1e-9);
}

static void adjusted(struct golden *g, const struct kt_weights *w, const double *x)
{
    struct kt_local o = g_local_room(g);
    double *q = KT_NEW(&g->a, double, g->n);
    kt_sp_local_moran(w, x, true, false, &o, g->tmp);
    static const char *const key[] = {NULL, "padj_bonferroni", "padj_holm", "padj_fdr", "padj_BY"};
    for (int how = KT_ADJUST_BONFERRONI; how <= KT_ADJUST_BY; how++) {
        kt_p_adjust(o.p, g->n, (enum kt_adjust)how, q, g->tmp);
        g_list(g, key[how], NULL, q, 1e-9);
    }
}

static void quadrants(struct golden *g, const struct kt_weights *w, const double *x)
{
    static const char *const name[] = {"", "High-High", "Low-Low", "High-Low", "Low-High"};
    const json_t *v = json_object_get(g_value(g, "localmoran_quadr"), "pysal");
    uint8_t *q = KT_NEW(&g->a, uint8_t, g->n);
    kt_lisa_quadrant(w, x, x, q, g->tmp);
    g_done(g, "localmoran_quadr");
    for (size_t i = 0; i < json_array_size(v); i++) {
        if (q[i] == KT_LISA_ISLAND) continue;
        const char *theirs = json_string_value(json_array_get(v, i));
        bool same = q[i] <= KT_LISA_LH && theirs && strcmp(name[q[i]], theirs) == 0;
        g->agreed += same;
        g->failed += !same;
        if (!same) printf("  %s quadrant [%zu]: %d, expected %s\n", g->name, i, q[i], theirs ? theirs : "?");
    }
}

static void getis_ord(struct golden *g, const char *key, const struct kt_weights *w, const double *x,
                      bool star)
{
    struct kt_local o = g_local_room(g);
    kt_sp_getis_ord(w, x, star, &o);
    g_list(g, key, star ? "G*i" : "Gi", o.value, 1e-9);
    g_list(g, key, star ? "E(G*i)" : "E(Gi)", o.expected, 1e-9);
    g_list(g, key, star ? "V(G*i)" : "V(Gi)", o.variance, 1e-9);
    g_list(g, key, star ? "Z(G*i)" : "Z(Gi)", o.z, 1e-9);
    g_list(g, key, "z", o.z, 1e-9);
    g_list(g, key, star ? "Pr(z != E(G*i))" : "Pr(z != E(Gi))", o.p, 1e-9);
}

static void joins(struct golden *g, const struct kt_weights *b)
{
    const json_t *f = g_value(g, "bw_factor"), *multi = g_value(g, "joincount_multi_B");
    int32_t *cls = KT_NEW(&g->a, int32_t, g->n);
    struct kt_test_result out[4], total;
    for (size_t i = 0; i < g->n; i++) cls[i] = strcmp(json_string_value(json_array_get(f, i)), "lo") == 0;
    g_done(g, "bw_factor");
    kt_sp_join_counts(b, cls, 2, false, out, &total, g->tmp);
    const struct kt_test_result *row[] = {&out[0], &out[3], &out[2], &total};
    double v[4][4];
    /* The last row is the one that spdep has otherwise with islands. */
    for (int i = 0; i < 4; i++) {
        v[0][i] = row[i]->value;
        v[1][i] = row[i]->expected;
        v[2][i] = row[i]->variance;
        v[3][i] = row[i]->z;
    }
    if (b->nisland) {
        v[2][3] = g_num(json_array_get(json_object_get(multi, "Variance"), 3));
        v[3][3] = g_num(json_array_get(json_object_get(multi, "z-value"), 3));
        CHECK_NEAR(total.variance, out[2].variance, 1e-12);
        g->deliberate++;
    }
    g_list(g, "joincount_multi_B", "Joincount", v[0], 1e-9);
    g_list(g, "joincount_multi_B", "Expected", v[1], 1e-9);
    g_list(g, "joincount_multi_B", "Variance", v[2], 1e-9);
    g_list(g, "joincount_multi_B", "z-value", v[3], 1e-9);
    const json_t *test = g_value(g, "joincount_test_B");
    g_done(g, "joincount_test_B");
    for (size_t i = 0; i < 2; i++) {
        const json_t *t = json_array_get(test, i);
        g_near(g, "joincount_test statistic", row[i]->z, g_num(json_object_get(t, "statistic")), 1e-9);
        g_near(g, "joincount_test p", row[i]->p, g_num(json_object_get(t, "p.value")), 1e-9);
    }
}

static void correlogram(struct golden *g, const struct kt_weights *raw, const double *x)
{
    double v[3][3];
    for (size_t order = 1; order <= 3; order++) {
        struct kt_weights h = kt_weights_order(&g->a, raw, order, false, g->tmp);
        struct kt_weights w = kt_weights_style(&g->a, &h, KT_STYLE_W);
        struct kt_test_result t = kt_sp_moran(&w, x, false, false, g->tmp);
        v[0][order - 1] = t.value;
        v[1][order - 1] = t.expected;
        v[2][order - 1] = t.variance;
    }
    g_list(g, "sp_correlogram_I3", "V1", v[0], 1e-9);
    g_list(g, "sp_correlogram_I3", "V2", v[1], 1e-9);
    g_list(g, "sp_correlogram_I3", "V3", v[2], 1e-9);
}

static void distances(struct golden *g, const double *x, const double *px, const double *py)
{
    static const size_t ks[] = {1, 4, 6};
    for (size_t i = 0; i < 3; i++) {
        struct kt_weights w = kt_weights_knn(&g->a, px, py, g->n, ks[i], g->tmp);
        g_same_neighbours(g, kt_printf(&g->a, "nb_knn%zu", ks[i]), &w);
    }
    double reach = kt_weights_max_nearest(px, py, g->n, g->tmp);
    g_one(g, "max_nn1_dist", NULL, reach, 1e-9);
    struct kt_weights band = kt_weights_band(&g->a, px, py, g->n, 0, reach, 0, g->tmp);
    g_same_neighbours(g, "nb_distband_maxnn1", &band);
    struct kt_weights inverse = kt_weights_band(&g->a, px, py, g->n, 0, reach, 1, g->tmp);
    const json_t *d = g_value(g, "nb_distband_dists");
    g_done(g, "nb_distband_dists");
    for (size_t i = 0; i < g->n; i++) {
        const json_t *r = json_array_get(d, i);
        for (size_t k = inverse.start[i]; k < inverse.start[i + 1]; k++) {
            const json_t *one = json_is_array(r) ? json_array_get(r, k - inverse.start[i]) : r;
            g_near(g, "nb_distband_dists", 1 / inverse.w[k], g_num(one), 1e-9);
        }
    }
    struct kt_weights w = kt_weights_style(&g->a, &inverse, KT_STYLE_W);
    g_test(g, "moran_invdist_W", kt_sp_moran(&w, x, false, false, g->tmp), true);
}

/* Everything that the three maps have in common. */
static void map(struct golden *g, const struct kt_weights *queen, const struct kt_weights *rook,
                const double *x)
{
    const json_t *xy = g_value(g, "xy");
    if (!xy) xy = g_value(g, "xy_point_on_surface_32119");
    g_same_neighbours(g, "nb_queen", queen);
    g_same_neighbours(g, "nb_rook", rook);
    for (size_t order = 2; order <= 3; order++) {
        struct kt_weights h = kt_weights_order(&g->a, queen, order, false, g->tmp);
        g_same_neighbours(g, kt_printf(&g->a, "nb_queen_order%zu", order), &h);
    }
    struct kt_weights h = kt_weights_order(&g->a, queen, 2, true, g->tmp);
    g_same_neighbours(g, "nb_queen_cumul2", &h);
    int32_t *part = KT_NEW(&g->a, int32_t, g->n);
    double *number = KT_NEW(&g->a, double, g->n), *lag = KT_NEW(&g->a, double, g->n);
    kt_weights_components(queen, part, g->tmp);
    for (size_t i = 0; i < g->n; i++) number[i] = part[i] + 1;
    g_list(g, "components_queen", NULL, number, 0);
    if (xy) {
        g_done(g, "xy");
        g_done(g, "xy_point_on_surface_32119");
        distances(g, x, g_nums(g, json_object_get(xy, "x")), g_nums(g, json_object_get(xy, "y")));
    }
    styles(g, queen, x);
    struct kt_weights b = kt_weights_style(&g->a, queen, KT_STYLE_B);
    struct kt_weights w = kt_weights_style(&g->a, queen, KT_STYLE_W);
    struct kt_weights self = kt_weights_with_self(&g->a, queen);
    struct kt_weights bs = kt_weights_style(&g->a, &self, KT_STYLE_B);
    struct kt_weights ws = kt_weights_style(&g->a, &self, KT_STYLE_W);
    kt_weights_lag(&w, x, lag);
    g_list(g, "lag_W", NULL, lag, 1e-9);
    local_moran(g, "localmoran_W_conditional", &w, x, true, false);
    local_moran(g, "localmoran_W_total", &w, x, false, false);
    local_moran(g, "localmoran_B_total", &b, x, false, false);
    local_moran(g, "localmoran_W_nminus1", &w, x, false, true);
    adjusted(g, &w, x);
    quadrants(g, &w, x);
    double *c = KT_NEW(&g->a, double, g->n);
    kt_sp_local_geary(&w, x, c);
    g_list(g, "localC_W", NULL, c, 1e-9);
    getis_ord(g, "localG_B", &b, x, false);
    getis_ord(g, "localG_W", &w, x, false);
    getis_ord(g, "localGstar_B", &bs, x, true);
    getis_ord(g, "localGstar_W", &ws, x, true);
    joins(g, &b);
    correlogram(g, queen, x);
}

/* Names of coefficients are in the order of X: constant, factors, and lagged factors. */
static void coefficients(struct golden *g, const char *key, const char *field, const struct kt_coefficient *c,
                         bool se)
{
    const json_t *o = json_object_get(g_value(g, key), field), *v;
    const char *name;
    size_t j = 0;
    json_object_foreach((json_t *)(uintptr_t)o, name, v)
    {
        g_near(g, kt_printf(&g->a, "%s %s %s", key, field, name), se ? c[j].se : c[j].estimate, g_num(v),
               1e-6);
        j++;
    }
    g_done(g, key);
}

static void ml(struct golden *g, const char *key, enum kt_ml kind, const struct kt_weights *w,
               const double *X, const double *y, size_t k)
{
    struct kt_ols ols;
    struct kt_ml_fit f;
    struct kt_err err = {0};
    bool lag = kind == KT_ML_LAG;
    if (kt_ols(X, y, g->n, k, &g->a, &ols, g->tmp, &err) != KT_OK ||
        kt_ml(kind, w, X, y, k, &ols, &g->a, &f, g->tmp, &err) != KT_OK) {
        printf("  %s: %s\n", key, err.text);
        g->failed++;
        return;
    }
    coefficients(g, key, "coefficients", f.beta, false);
    coefficients(g, key, "rest.se", f.beta, true);
    g_one(g, key, lag ? "rho" : "lambda", f.spatial.estimate, 1e-6);
    g_one(g, key, lag ? "rho.se" : "lambda.se", f.spatial.se, 1e-6);
    g_one(g, key, "s2", f.s2, 1e-6);
    g_one(g, key, "LL", f.loglik, 1e-6);
    g_one(g, key, "LLlm", ols.loglik, 1e-9);
    g_one(g, key, "AIC", f.aic, 1e-6);
    g_one(g, key, "LR", f.lr, 1e-6);
    g_one(g, key, "Wald", f.wald, 1e-6);
    g_list(g, key, "fitted", f.fitted, 1e-6);
    g_list(g, key, "residuals", f.residual, 1e-6);
    if (lag && strncmp(key, "SAR", 3) == 0) {
        const json_t *o = g_value(g, "impacts_SAR_exact");
        for (size_t j = 1; j < k; j++) {
            const json_t *d = json_object_get(o, "direct"), *i = json_object_get(o, "indirect"),
                         *t = json_object_get(o, "total");
            bool many = json_is_array(d);
            g_near(g, "direct impact", f.direct[j], g_num(many ? json_array_get(d, j - 1) : d), 1e-6);
            g_near(g, "indirect impact", f.indirect[j], g_num(many ? json_array_get(i, j - 1) : i), 1e-6);
            g_near(g, "total impact", f.total[j], g_num(many ? json_array_get(t, j - 1) : t), 1e-6);
        }
        g_done(g, "impacts_SAR_exact");
    }
}

/* Ordinary least squares and everything made on it; X has its column of ones. */
static void regression(struct golden *g, const struct kt_weights *w, const double *X, const double *y,
                       size_t k)
{
    struct kt_ols o;
    struct kt_lm_tests lm;
    struct kt_err err = {0};
    double v[4][4], F[3];
    if (kt_ols(X, y, g->n, k, &g->a, &o, g->tmp, &err) != KT_OK) {
        g->failed++;
        return;
    }
    for (size_t j = 0; j < k; j++) {
        v[0][j] = o.beta[j].estimate;
        v[1][j] = o.beta[j].se;
        v[2][j] = o.beta[j].stat;
        v[3][j] = o.beta[j].p;
    }
    static const char *const column[] = {"Estimate", "Std. Error", "t value", "Pr(>|t|)"};
    const json_t *coef = json_object_get(g_value(g, "ols"), "coef");
    for (int c = 0; c < 4; c++)
        for (size_t j = 0; j < k; j++)
            g_near(g, column[c], v[c][j], g_num(json_array_get(json_object_get(coef, column[c]), j)), 1e-9);
    F[0] = o.f, F[1] = (double)(k - 1), F[2] = (double)(g->n - k);
    g_one(g, "ols", "sigma", o.sigma, 1e-9);
    g_one(g, "ols", "r2", o.r2, 1e-9);
    g_one(g, "ols", "adjr2", o.adj_r2, 1e-9);
    g_list(g, "ols", "F", F, 1e-9);
    g_one(g, "ols", "logLik", o.loglik, 1e-9);
    g_one(g, "ols", "AIC", o.aic, 1e-9);
    g_one(g, "ols", "BIC", o.bic, 1e-9);
    g_done(g, "formula");
    kt_lm_tests(w, X, y, &o, &lm, g->tmp);
    static const char *const test[] = {"LMerr", "LMlag", "RLMerr", "RLMlag", "SARMA"};
    const double stat[] = {lm.error, lm.lag, lm.robust_error, lm.robust_lag, lm.sarma};
    for (int i = 0; i < 5; i++) {
        const json_t *t = json_object_get(g_value(g, "LMtests"), test[i]);
        g_near(g, test[i], stat[i], g_num(json_object_get(t, "statistic")), 1e-9);
        g_near(g, test[i], lm.p[i], g_num(json_object_get(t, "p.value")), 1e-9);
    }
    g_done(g, "LMtests");
    g_test(g, "lm_morantest", lm.moran, false);
    g_one(g, "lag_jacobian_ldet_0.5", NULL, kt_log_det(w, 0.5, g->tmp), 1e-9);
    ml(g, "SAR_lagsarlm_eigen", KT_ML_LAG, w, X, y, k);
    ml(g, "SEM_errorsarlm_eigen", KT_ML_ERROR, w, X, y, k);
    /* The spatial Durbin model is the lag model with lagged factors. */
    size_t kd = 2 * k - 1;
    double *durbin = KT_NEW(&g->a, double, g->n *kd), *x = KT_NEW(&g->a, double, g->n);
    double *lag = KT_NEW(&g->a, double, g->n);
    for (size_t j = 0; j < k; j++) {
        for (size_t i = 0; i < g->n; i++) x[i] = X[i * k + j];
        kt_weights_lag(w, x, lag);
        for (size_t i = 0; i < g->n; i++) {
            durbin[i * kd + j] = x[i];
            if (j) durbin[i * kd + k + j - 1] = lag[i];
        }
    }
    ml(g, "SDM_lagsarlm_Durbin", KT_ML_LAG, w, durbin, y, kd);
}

KT_TEST(columbus_agrees)
{
    static const char *const field[] = {"CRIME", "INC", "HOVAL"};
    struct golden g;
    struct g_data d;
    if (!g_open(&g, "columbus") || !g_read(&g, "columbus.gpkg", field, 3, &d)) SKIP("no golden columbus");
    struct kt_weights queen = kt_weights_contiguity(&g.a, &d.p, g.n, false, 0, g.tmp);
    struct kt_weights rook = kt_weights_contiguity(&g.a, &d.p, g.n, true, 0, g.tmp);
    map(&g, &queen, &rook, d.field[0]);
    struct kt_weights gal = g_neighbours(&g, g_value(&g, "nb_col_gal"));
    struct kt_weights w = kt_weights_style(&g.a, &gal, KT_STYLE_W);
    double *X = KT_NEW(&g.a, double, 3 * g.n);
    g_done(&g, "nb_col_gal");
    for (size_t i = 0; i < g.n; i++) {
        X[3 * i] = 1;
        X[3 * i + 1] = d.field[1][i];
        X[3 * i + 2] = d.field[2][i];
    }
    regression(&g, &w, X, d.field[0], 3);
    g_close(&g);
}

static void rates(struct golden *g, const struct kt_weights *w, const double *events, const double *pop)
{
    double *z = KT_NEW(&g->a, double, g->n);
    CHECK(kt_eb_standardise(events, pop, g->n, z));
    g_list(g, "EBImoran", "z", z, 1e-9);
    g_list(g, "EBImoran_subtract_mean", "z", z, 1e-9);
    g_one(g, "EBImoran", "I", kt_sp_moran(w, z, false, false, g->tmp).value, 1e-9);
    g_one(g, "EBImoran_subtract_mean", "I", kt_sp_moran(w, z, false, false, g->tmp).value, 1e-9);
}

KT_TEST(north_carolina_agrees)
{
    static const char *const field[] = {"SID74", "BIR74", "NWBIR74", "rate74"};
    struct golden g;
    struct g_data d;
    if (!g_open(&g, "nc") || !g_read(&g, "nc.gpkg", field, 4, &d)) SKIP("no golden nc");
    double *x = KT_NEW(&g.a, double, g.n);
    for (size_t i = 0; i < g.n; i++) {
        double sid = d.field[0][i], bir = d.field[1][i];
        x[i] = sqrt(1000) * (sqrt(sid / bir) + sqrt((sid + 1) / bir));
    }
    g_list(&g, "x_ftSID74", NULL, x, 1e-9);
    struct kt_weights queen = kt_weights_contiguity(&g.a, &d.p, g.n, false, 1e-7, g.tmp);
    struct kt_weights rook = kt_weights_contiguity(&g.a, &d.p, g.n, true, 1e-7, g.tmp);
    struct kt_weights w = kt_weights_style(&g.a, &queen, KT_STYLE_W);
    map(&g, &queen, &rook, x);
    rates(&g, &w, d.field[0], d.field[1]);
    double *X = KT_NEW(&g.a, double, 2 * g.n);
    for (size_t i = 0; i < g.n; i++) {
        X[2 * i] = 1;
        X[2 * i + 1] = d.field[2][i] / d.field[1][i];
    }
    regression(&g, &w, X, d.field[3], 2);
    g_close(&g);
}

/* spdep's adjust.x: the mean over areas with a neighbour, which is to leave the islands
 * out. Its moments then mix n with and without them, so only the statistic is compared. */
static void without_islands(struct golden *g, const struct kt_weights *queen, const double *x)
{
    const json_t *v = g_value(g, "localmoran_adjust.x_TRUE");
    uint8_t *use = KT_NEW(&g->a, uint8_t, g->n);
    double *sub = KT_NEW(&g->a, double, g->n);
    size_t m = 0;
    for (size_t i = 0; i < g->n; i++) {
        use[i] = queen->start[i] < queen->start[i + 1];
        if (use[i]) sub[m++] = x[i];
    }
    struct kt_weights few = kt_weights_subset(&g->a, queen, use, g->tmp);
    struct kt_weights w = kt_weights_style(&g->a, &few, KT_STYLE_W);
    struct kt_local o = {.value = KT_NEW(&g->a, double, g->n)};
    kt_sp_local_moran(&w, sub, true, false, &o, g->tmp);
    g->deliberate++;
    g_done(g, "localmoran_adjust.x_TRUE");
    for (size_t i = 0, k = 0; i < g->n; i++) {
        if (!use[i]) continue;
        g_near(g, "adjust.x Ii", o.value[k++], g_num(json_array_get(json_object_get(v, "Ii"), i)), 1e-9);
    }
}

KT_TEST(islands_agree)
{
    static const char *const field[] = {"SID74", "BIR74"};
    struct golden g;
    struct g_data d;
    if (!g_open(&g, "nc_islands") || !g_read(&g, "nc.gpkg", field, 2, &d)) SKIP("no golden nc_islands");
    double *x = KT_NEW(&g.a, double, g.n);
    for (size_t i = 0; i < g.n; i++) x[i] = 1000 * d.field[0][i] / d.field[1][i];
    struct kt_weights queen = g_neighbours(&g, g_value(&g, "nb_queen"));
    struct kt_weights rook = g_neighbours(&g, g_value(&g, "nb_rook"));
    struct kt_weights w = kt_weights_style(&g.a, &queen, KT_STYLE_W);
    g_done(&g, "dropped");
    CHECK(queen.nisland == 3 && queen.island[0] == 3);
    map(&g, &queen, &rook, x);
    struct golden nc;
    if (g_open(&nc, "nc")) {
        const json_t *xy = g_value(&nc, "xy_point_on_surface_32119");
        distances(&g, x, g_nums(&g, json_object_get(xy, "x")), g_nums(&g, json_object_get(xy, "y")));
        g_shut(&nc);
    }
    without_islands(&g, &queen, x);
    g_test(&g, "moran_adjust.n_FALSE", kt_sp_moran(&w, x, false, true, g.tmp), false);
    g_close(&g);
}

KT_TEST_MAIN
