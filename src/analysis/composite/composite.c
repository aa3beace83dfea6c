/* composite: several indicators of areas in one figure.
 *
 *   zscore, minmax, rank, geometric: the mean over indicators as katve/composite.h tells; pca: the score of the first
 *   principal component of the correlation matrix, turned so that its loadings add up to no less than 0
 *
 * All indicators weigh alike; turn those where low is bad before. Areas that lack any indicator have none.
 * Source: OECD and JRC 2008, Handbook on Constructing Composite Indicators. Complexity: O(areas × indicators log areas).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/spatial/spatial_internal.h"

#include <katve/composite.h>

enum { COLUMNS = 3 };

static void loadings(struct kt_result *r, const struct kt_method *m, const struct kt_pca *p)
{
    static const char *const column[COLUMNS] = {"loading", "mean", "sd"};
    static const enum kt_kind kind[COLUMNS] = {KT_K_INDEX, KT_K_INDEX, KT_K_INDEX};
    const char **label = KT_NEW(r->keep, const char *, p->k + 1);
    for (size_t j = 0; j < p->k; j++)
        label[j] = kt_strdup(r->keep, kt_method_str_at(m, r->study, "variables", j));
    label[p->k] = "share of variance";
    struct kt_table *t = kt_result_add_table(
        r, &(struct kt_table){.name = "composite",
                              .title = {{"Yhdistelmäluvun painot", "Det sammansatta måttets vikter",
                                         "Weights of the composite"}},
                              .method = m->name,
                              .nrow = p->k + 1,
                              .ncol = COLUMNS,
                              .row = label,
                              .column = column,
                              .kind = kind});
    for (size_t j = 0; j < p->k; j++) {
        t->value[j * COLUMNS] = p->rotation[j * p->k];
        t->value[j * COLUMNS + 1] = p->centre[j];
        t->value[j * COLUMNS + 2] = p->scale[j];
    }
    t->value[p->k * COLUMNS] = p->sdev[0] * p->sdev[0] / (double)p->k;
}

static enum kt_status score(const struct kt_method *m, struct kt_result *r, const double *X, size_t n,
                            size_t k, double *out, struct kt_arena tmp, struct kt_err *err)
{
    static const char *const word[] = {"zscore", "minmax", "rank", "geometric"};
    const char *kind = kt_method_str(m, r->study, "kind");
    for (int i = 0; i < 4; i++)
        if (kt_streq(kind, word[i])) kt_composite_score(X, n, k, (enum kt_composite_kind)i, out, tmp);
    if (!kt_streq(kind, "pca")) return KT_OK;
    struct kt_pca *p = KT_NEW(&tmp, struct kt_pca, 1);
    double *scores = KT_NEW(&tmp, double, n *k + 1);
    KT_TRY(kt_pca(X, n, k, p, scores, tmp, err));
    for (size_t i = 0; i < n; i++) out[i] = scores[i * k];
    loadings(r, m, p);
    return KT_OK;
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    const char *level = kt_method_str(m, st, "level");
    int lv = *level ? kt_level_find(st, level) : 0;
    size_t k = kt_method_len(m, st, "variables");
    if (lv < 0) return kt_fail(err, KT_EINPUT, "methods.composite.level: no level `%s`", level);
    if (k == 0 || k > KT_COMPOSITE_MAX)
        return kt_fail(err, KT_EINPUT, "methods.composite.variables: name 1 to %d columns or facts",
                       KT_COMPOSITE_MAX);
    size_t n = st->level[lv].n;
    double *X = KT_NEW(&tmp, double, n *k + 1);
    for (size_t j = 0; j < k; j++) {
        const double *v =
            kt_spatial_values(m, st, r, lv, "variables", kt_method_str_at(m, st, "variables", j), err);
        if (!v) return err->status;
        for (size_t i = 0; i < n; i++) X[i * k + j] = v[i];
    }
    struct kt_column *c = kt_result_add(
        r, &(struct kt_column){.name = "composite",
                               .rows = lv,
                               .kind = KT_K_INDEX,
                               .unit = "index",
                               .title = {{"Yhdistelmäluku", "Sammansatt mått", "Composite index"}},
                               .method = m->name,
                               .no_interval = "an index of figures that have their own intervals"});
    double *out = c->value;
    return score(m, r, X, n, k, out, tmp, err);
}

static const struct kt_param param[] = {
    {"variables", KT_T_STRS, "", "", 0, 0, NULL,
     "Columns of the findings, facts of the zones or names of your own under zones.variables; high is bad."},
    {"level", KT_T_STR, "", "", 0, 0, NULL, "Level of zones, as in zones.level; default: the finest zones."},
    {"kind", KT_T_CHOICE, "", "zscore", 0, 0, "zscore minmax rank geometric pca",
     "Mean of z-scores, of values stretched to 0..1, of ranks; geometric mean; first principal component."},
};

const struct kt_method kt_composite = {
    .name = "composite",
    .title = {{"Yhdistelmäluku", "Sammansatt mått", "Composite index"}},
    .summary = "Several indicators of areas in one figure: mean z-score, ranks or first principal component.",
    .formula =
        "mean_j (x_j - mean) / sd with n - 1 (zscore); minmax to 0..1; mean rank; exp mean log(0.01 + 0.99 "
        "minmax); first component of the correlation matrix",
    .choices = "sd with n - 1 (R's scale; scikit-learn n). Ties share their mean rank. Geometric: values "
               "stretched to 0.01..1, equal weights.\n"
               "pca: of the correlation matrix; the sign is such that loadings add up to no less than 0 (R: "
               "any). An area that lacks an indicator has none.",
    .source = "OECD and JRC 2008, Handbook on Constructing Composite Indicators",
    .needs = "",
    .columns = "composite",
    .tables = "composite",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
