/* regression: which factors go with the variable, and whether space is left in the residuals.
 *
 *   OLS  y = X b + e;  LAG  y = rho W y + X b + e;  ERROR  y = X b + u, u = lambda W u + e
 *
 * Tables: regression_coefficients (a row for each term and model: estimate, standard error, 95 % interval, p;
 * for LAG the mean direct, indirect and total impacts) and regression_fit (one row for each diagnostic). A
 * coefficient tells what goes together in areas, not what causes it in persons. Areas that lack any value are left
 * out.
 * Source: Anselin 1988, Spatial Econometrics; Ord 1975, JASA 70: 120-126. Complexity: see spatial.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

#include <string.h>

enum { TERM_COLUMNS = 9, TERMS_MAX = 3 * (KT_FACTORS_MAX + 1) };

struct data {
    size_t n, k;
    double *X, *y;
    const char *term[KT_FACTORS_MAX];
};

static enum kt_status read_data(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                                struct kt_arena *a, struct kt_spatial *s, struct data *d, bool *there,
                                struct kt_err *err)
{
    KT_TRY(kt_spatial_open(m, st, r, NULL, a, s, there, err));
    size_t nfactor = kt_method_len(m, st, "factors"), n = 0;
    if (!*there) return KT_OK;
    if (nfactor == 0 || nfactor + 1 > KT_FACTORS_MAX)
        return kt_fail(err, KT_EINPUT, "methods.regression.factors: name 1 to %d factors",
                       KT_FACTORS_MAX - 1);
    const double *factor[KT_FACTORS_MAX];
    d->term[0] = "constant";
    for (size_t j = 0; j < nfactor; j++) {
        d->term[j + 1] = kt_method_str_at(m, st, "factors", j);
        factor[j] = kt_spatial_values(m, st, r, s->rows, "factors", d->term[j + 1], err);
        if (!factor[j]) return err->status;
    }
    d->k = nfactor + 1;
    d->X = KT_NEW(a, double, s->m * d->k + 1);
    d->y = KT_NEW(a, double, s->m + 1);
    uint8_t *use = KT_NEW(a, uint8_t, s->m + 1);
    for (size_t i = 0; i < s->m; i++) {
        bool whole = true;
        for (size_t j = 0; j < nfactor; j++) whole = whole && isfinite(factor[j][s->row[i]]);
        if (!whole) continue;
        use[i] = 1;
        d->y[n] = s->x[i];
        d->X[n * d->k] = 1;
        for (size_t j = 0; j < nfactor; j++) d->X[n * d->k + j + 1] = factor[j][s->row[i]];
        n++;
    }
    d->n = n;
    struct kt_arena tmp = kt_arena_open(0);
    struct kt_weights few = kt_weights_subset(a, &s->raw, use, tmp);
    kt_arena_close(tmp);
    s->w = kt_weights_style(a, &few, kt_spatial_style(st));
    return KT_OK;
}

/* Rows collected before the table is made. */
struct rows {
    struct kt_arena *keep;
    size_t n;
    const char *label[TERMS_MAX];
    double value[TERMS_MAX][TERM_COLUMNS];
};

static void add(struct rows *t, const char *model, const char *term, const struct kt_coefficient *c,
                const double impact[3])
{
    double v[TERM_COLUMNS] = {c->estimate, c->se, c->stat, c->p, c->lower, c->upper, NAN, NAN, NAN};
    if (impact) memcpy(v + 6, impact, 3 * sizeof *impact);
    t->label[t->n] = kt_printf(t->keep, "%s: %s", model, term);
    memcpy(t->value[t->n++], v, sizeof v);
}

static void add_ml(struct rows *t, const char *model, const char *spatial, const struct data *d,
                   const struct kt_ml_fit *f, bool impacts)
{
    for (size_t j = 0; j < d->k; j++) {
        double impact[3] = {f->direct[j], f->indirect[j], f->total[j]};
        add(t, model, d->term[j], &f->beta[j], impacts && j ? impact : NULL);
    }
    add(t, model, spatial, &f->spatial, NULL);
}

static void publish_terms(struct kt_result *r, const struct rows *t)
{
    static const char *const column[TERM_COLUMNS] = {"estimate", "se",     "statistic", "p",    "lower",
                                                     "upper",    "direct", "indirect",  "total"};
    static const enum kt_kind kind[TERM_COLUMNS] = {KT_K_INDEX, KT_K_INDEX, KT_K_INDEX, KT_K_PROB, KT_K_INDEX,
                                                    KT_K_INDEX, KT_K_INDEX, KT_K_INDEX, KT_K_INDEX};
    const char **label = KT_NEW(r->keep, const char *, t->n + 1);
    memcpy(label, t->label, t->n * sizeof *label);
    struct kt_table *out =
        kt_result_add_table(r, &(struct kt_table){.name = "regression_coefficients",
                                                  .title = {{"Regressiokertoimet", "Regressionskoefficienter",
                                                             "Regression coefficients"}},
                                                  .method = "regression",
                                                  .nrow = t->n,
                                                  .ncol = TERM_COLUMNS,
                                                  .row = label,
                                                  .column = column,
                                                  .kind = kind});
    for (size_t i = 0; i < t->n; i++) memcpy(out->value + i * TERM_COLUMNS, t->value[i], sizeof t->value[i]);
}

static void publish_fit(struct kt_result *r, const struct kt_ols *o, const struct kt_lm_tests *lm,
                        const struct kt_ml_fit *lag, const struct kt_ml_fit *error)
{
    static const char *const label[] = {"areas",
                                        "OLS R2",
                                        "OLS adjusted R2",
                                        "OLS F",
                                        "OLS log-likelihood",
                                        "OLS AIC",
                                        "Jarque-Bera",
                                        "Breusch-Pagan (Koenker)",
                                        "condition number",
                                        "Moran's I of residuals",
                                        "LM error",
                                        "LM lag",
                                        "robust LM error",
                                        "robust LM lag",
                                        "SARMA",
                                        "LAG log-likelihood",
                                        "LAG AIC",
                                        "LAG LR",
                                        "ERROR log-likelihood",
                                        "ERROR AIC",
                                        "ERROR LR"};
    static const char *const column[] = {"value", "p"};
    static const enum kt_kind kind[] = {KT_K_INDEX, KT_K_PROB};
    const double v[][2] = {{(double)o->n, NAN},
                           {o->r2, NAN},
                           {o->adj_r2, NAN},
                           {o->f, o->f_p},
                           {o->loglik, NAN},
                           {o->aic, NAN},
                           {o->jarque_bera, o->jarque_bera_p},
                           {o->breusch_pagan, o->breusch_pagan_p},
                           {o->condition, NAN},
                           {lm->moran.value, lm->moran.p},
                           {lm->error, lm->p[0]},
                           {lm->lag, lm->p[1]},
                           {lm->robust_error, lm->p[2]},
                           {lm->robust_lag, lm->p[3]},
                           {lm->sarma, lm->p[4]},
                           {lag->loglik, NAN},
                           {lag->aic, NAN},
                           {lag->lr, lag->lr_p},
                           {error->loglik, NAN},
                           {error->aic, NAN},
                           {error->lr, error->lr_p}};
    const char **note = KT_NEW(r->keep, const char *, sizeof v / sizeof *v);
    for (size_t i = 0; i < sizeof v / sizeof *v; i++)
        if (isnan(v[i][0])) note[i] = "undefined: on this map lag and error can't be told apart";
    struct kt_table *t = kt_result_add_table(
        r, &(struct kt_table){.name = "regression_fit",
                              .title = {{"Regressiomallin tunnusluvut", "Regressionens diagnostik",
                                         "Regression diagnostics"}},
                              .method = "regression",
                              .nrow = sizeof v / sizeof *v,
                              .ncol = 2,
                              .row = label,
                              .column = column,
                              .kind = kind,
                              .note = note});
    memcpy(t->value, v, sizeof v);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_spatial s;
    struct data d = {0};
    bool there;
    KT_TRY(read_data(m, st, r, &tmp, &s, &d, &there, err));
    if (!there) return KT_OK;
    struct kt_ols ols;
    struct kt_lm_tests lm = {0};
    struct kt_ml_fit lag, error;
    struct kt_arena scratch = kt_arena_open(0);
    enum kt_status status = kt_ols(d.X, d.y, d.n, d.k, &tmp, &ols, scratch, err);
    if (status == KT_OK) kt_lm_tests(&s.w, d.X, d.y, &ols, &lm, scratch);
    if (status == KT_OK) status = kt_ml(KT_ML_LAG, &s.w, d.X, d.y, d.k, &ols, &tmp, &lag, scratch, err);
    if (status == KT_OK) status = kt_ml(KT_ML_ERROR, &s.w, d.X, d.y, d.k, &ols, &tmp, &error, scratch, err);
    kt_arena_close(scratch);
    if (status != KT_OK) return status;
    struct rows *t = KT_NEW(&tmp, struct rows, 1);
    t->keep = r->keep;
    for (size_t j = 0; j < d.k; j++) add(t, "OLS", d.term[j], &ols.beta[j], NULL);
    add_ml(t, "LAG", "rho", &d, &lag, true);
    add_ml(t, "ERROR", "lambda", &d, &error, false);
    publish_terms(r, t);
    publish_fit(r, &ols, &lm, &lag, &error);
    return KT_OK;
}

static const struct kt_param param[] = {
    KT_SPATIAL_PARAMS,
    {"factors", KT_T_STRS, "", "", 0, 0, NULL,
     "Columns of the findings, facts of the zones or names of your own under zones.variables, that may "
     "explain it."},
};

const struct kt_method kt_regression = {
    .name = "regression",
    .title = {{"Mikä kulkee yhdessä tarpeen kanssa", "Vad som följer behovet", "What goes with unmet need"}},
    .summary = "Linear models of a variable on factors, with diagnostics, spatial lag and spatial error.",
    .formula = "OLS y = Xb + e; LAG y = rho W y + Xb + e; ERROR y = Xb + u, u = lambda W u + e; by maximum "
               "likelihood",
    .choices = "Sum of squares over n - k in OLS; log-likelihood and AIC with n (R's logLik counts sigma; "
               "LAG and ERROR count sigma and the spatial term).\n"
               "Breusch-Pagan studentised (Koenker), as lmtest's default; spdep's LM tests with the style of "
               "weights.style, W by default.\n"
               "rho and lambda within 1 / spectral radius; standard errors from the analytic information "
               "matrix (as spatialreg with method eigen).\n"
               "Areas that lack a value, and their links, are left out before the weights get their style; "
               "islands stay, with an empty row.",
    .source = "Anselin 1988, Spatial Econometrics; Ord 1975, JASA 70: 120-126",
    .needs = "",
    .columns = "",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
