/* fay_herriot: a survey of areas joined with the model's need.
 *
 *   y_i = beta_0 + beta_1 m_i + v_i + e_i: y_i the survey's share of persons in need, e_i its sampling error of known
 *   variance, m_i the model's share (need / population) of the same area. The estimate leans on the survey where it
 *   is sure and on the model where it is not; areas outside the survey get the model as the survey corrects it.
 *   fh_need = fh_share × population; with `benchmark` scaled so that they add up to a published total, with `totals` to
 *   the published total of each area of a level. Levels below get the model's need scaled to the survey's areas, levels
 *   above the sum.
 * The 95 % interval is estimate ± 1.96 sqrt(MSE) within 0..1, at the survey's level.
 * Source: Fay and Herriot 1979, JASA 74; Prasad and Rao 1990, JASA 85; Datta and Lahiri 2000, Statistica Sinica 10.
 * Complexity: O(areas).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fh_totals.h"

#include <katve/smallarea.h>

#include <string.h>

enum { TERMS = 2 };

struct survey {
    size_t lv, n;
    double *y, *psi; /* per zone of the level; NaN outside the survey */
};

static const char *wrong(const double *v)
{
    return v[0] >= 0 && v[0] <= 1 && v[1] > 0 ? NULL
                                              : "a share from 0 to 1 and a variance above 0 are needed";
}

struct publication {
    double *value, *lower, *upper;
};

static struct publication publish(struct kt_result *r, size_t lv, bool need, const char *no_interval)
{
    static const struct kt_tr title[2] = {
        {{"Tarvitsijoiden osuus, kysely ja malli", "Andel stödbehövande, enkät och modell",
          "Share in need, survey and model"}},
        {{"Tarvitsijoita, kysely ja malli", "Stödbehövande, enkät och modell", "In need, survey and model"}}};
    const struct kt_column *c = kt_result_add(r, &(struct kt_column){.name = need ? "fh_need" : "fh_share",
                                                                     .rows = (int)lv,
                                                                     .kind = need ? KT_K_PERSONS : KT_K_SHARE,
                                                                     .unit = need ? "persons" : "share",
                                                                     .title = title[need],
                                                                     .method = "fay_herriot",
                                                                     .count_of = need ? NULL : "fh_need",
                                                                     .no_interval = no_interval});
    return (struct publication){c->value, c->lower, c->upper};
}

static void fit_table(struct kt_result *r, const struct kt_fay_herriot *f)
{
    static const char *const row[] = {"intercept", "model_share", "variance_between",
                                      "areas",     "loglik",      "aic"};
    static const char *const column[] = {"estimate", "se"};
    static const enum kt_kind kind[] = {KT_K_INDEX, KT_K_INDEX};
    struct kt_table *t = kt_result_add_table(
        r, &(struct kt_table){.name = "fay_herriot",
                              .title = {{"Kyselyn ja mallin yhdistelmä", "Enkäten förenad med modellen",
                                         "Survey joined with the model"}},
                              .method = "fay_herriot",
                              .nrow = 6,
                              .ncol = 2,
                              .row = row,
                              .column = column,
                              .kind = kind});
    const double value[12] = {f->beta[0],      f->se[0], f->beta[1], f->se[1], f->variance, NAN,
                              (double)f->used, NAN,      f->loglik,  NAN,      f->aic,      NAN};
    memcpy(t->value, value, sizeof value);
    const char **note = KT_NEW(r->keep, const char *, 6);
    if (f->variance == 0)
        note[2] = "0: the survey shows no spread beyond its error, and the model's figures stand";
    if (!f->converged) note[2] = "the search for it did not settle: take it with care";
    note[3] = "areas of the survey that were used";
    t->note = note;
}

/* Below the survey: the model's need, scaled within each of its areas. Above: what its areas have together. */
static void other_levels(struct kt_result *r, size_t lv, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    size_t m = st->level[lv].n;
    for (size_t at = 0; at < st->nlevel; at++) {
        size_t n = st->level[at].n;
        const double *pop = st->level[at].population;
        const struct kt_column *model = kt_result_find(r, (int)at, "need");
        if (at == lv || (at < lv && !model)) continue;
        struct publication share =
            publish(r, at, false, "follows from the areas of the survey, whose interval stands beside them");
        struct publication count =
            publish(r, at, true, "follows from the areas of the survey, whose interval stands beside them");
        const double *whole = kt_result_find(r, (int)lv, "fh_need")->value; /* adding may move columns */
        if (at < lv) {
            const double *need = kt_result_find(r, (int)at, "need")->value;
            int32_t *group = KT_NEW(&tmp, int32_t, n);
            double *factor = KT_NEW(&tmp, double, m);
            for (size_t z = 0; z < n; z++) {
                group[z] = kt_fh_up(st, at, z, lv);
                share.value[z] = pop[z] > 0 ? need[z] / pop[z] : (double)NAN;
            }
            kt_benchmark(share.value, pop, group, n, whole, m, 1, factor, tmp);
            for (size_t z = 0; z < n; z++)
                if (group[z] < 0 || isnan(whole[group[z]])) share.value[z] = NAN;
            for (size_t z = 0; z < n; z++) count.value[z] = share.value[z] * pop[z];
            continue;
        }
        for (size_t z = 0; z < n; z++) count.value[z] = 0;
        for (size_t i = 0; i < m; i++) {
            int32_t z = kt_fh_up(st, lv, i, at);
            if (z >= 0) count.value[z] += whole[i];
        }
        for (size_t z = 0; z < n; z++) share.value[z] = pop[z] > 0 ? count.value[z] / pop[z] : (double)NAN;
    }
}

static enum kt_status estimate(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                               const struct survey *s, struct kt_arena tmp, struct kt_err *err)
{
    static const char *const names[] = {"REML", "ML", "moments"};
    size_t n = st->level[s->lv].n;
    const double *need = kt_result_find(r, (int)s->lv, "need")->value, *pop = st->level[s->lv].population;
    double *x = KT_NEW(&tmp, double, TERMS *n), *mse = KT_NEW(&tmp, double, n);
    struct kt_fh_totals t = {0};
    struct kt_fay_herriot f;
    enum kt_fh_method how = KT_FH_REML;
    KT_TRY(kt_fh_totals_read(m, st, r, s->lv, &t, &tmp, err));
    for (int i = 0; i < 3; i++)
        if (kt_streq(kt_method_str(m, st, "fit"), names[i])) how = (enum kt_fh_method)i;
    for (size_t i = 0; i < n; i++) {
        x[TERMS * i] = 1;
        x[TERMS * i + 1] = pop[i] > 0 ? need[i] / pop[i] : (double)NAN;
    }
    struct publication share = publish(r, s->lv, false, NULL), count = publish(r, s->lv, true, NULL);
    struct kt_err why = {0};
    if (kt_fh_fit(s->y, s->psi, x, n, TERMS, how, &f, share.value, mse, tmp, &why) != KT_OK)
        return kt_fail(err, KT_EINPUT, "methods.fay_herriot: %s", why.text);
    double *factor = kt_doubles(&tmp, t.n + 1, 1);
    for (size_t i = 0; i < n; i++)
        if (!isnan(share.value[i])) share.value[i] = fmin(1, fmax(0, share.value[i]));
    kt_fh_totals_rake(r, &t, share.value, pop, n, factor, tmp);
    for (size_t i = 0; i < n; i++) {
        double half = 1.959963984540054 * (t.group[i] >= 0 ? factor[t.group[i]] : 1) * sqrt(mse[i]);
        share.lower[i] = fmax(0, share.value[i] - half);
        share.upper[i] = fmin(1, share.value[i] + half);
        if (isnan(share.value[i])) share.lower[i] = share.upper[i] = NAN;
        count.value[i] = share.value[i] * pop[i];
        count.lower[i] = share.lower[i] * pop[i];
        count.upper[i] = share.upper[i] * pop[i];
    }
    fit_table(r, &f);
    other_levels(r, s->lv, tmp);
    return KT_OK;
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    const char *level = kt_method_str(m, st, "level");
    if (!*kt_method_str(m, st, "survey")) return KT_OK; /* nothing to join */
    int lv = kt_level_find(st, level);
    if (lv < 0 || !kt_result_find(r, lv, "need"))
        return kt_fail(err, KT_EINPUT, "methods.fay_herriot.level: no level %s with need", level);
    size_t n = st->level[lv].n;
    struct survey s = {(size_t)lv, 0, kt_doubles(&tmp, n, NAN), kt_doubles(&tmp, n, NAN)};
    KT_TRY(kt_area_table_read(
        &(struct kt_area_table){.m = m,
                                .file = "survey",
                                .area = "area",
                                .column = {"estimate", "variance"},
                                .ncolumn = 2,
                                .remedy = "mend the row; the area is estimated from the model",
                                .wrong = wrong},
        r, s.lv, (double *[]){s.y, s.psi}, &s.n, err));
    return estimate(m, st, r, &s, tmp, err);
}

static const struct kt_param params[] = {
    {"survey", KT_T_PATH, "", "", 0, 0, NULL,
     "Table of a survey by area: code, share in need, its sampling variance."},
    {"level", KT_T_STR, "", "region", 0, 0, NULL, "Level of the survey's areas."},
    {"area", KT_T_STR, "", "code", 0, 0, NULL, "Column of the areas' codes."},
    {"estimate", KT_T_STR, "", "estimate", 0, 0, NULL, "Column of the share of persons in need, 0 to 1."},
    {"variance", KT_T_STR, "", "variance", 0, 0, NULL,
     "Column of its sampling variance (the standard error squared)."},
    {"fit", KT_T_CHOICE, "", "REML", 0, 0, "REML ML moments", "How the variance between areas is estimated."},
    {"benchmark", KT_T_NUM, "persons", "", 0, 1e10, NULL,
     "Published number of persons in need to which all areas add up."},
    {"totals", KT_T_PATH, "", "", 0, 0, NULL,
     "Table of published numbers of persons in need by area, to which the areas within add up; its column of "
     "codes is "
     "named as in the survey."},
    {"totals_level", KT_T_STR, "", "region", 0, 0, NULL, "Level of those areas, the survey's or one above."},
    {"total", KT_T_STR, "", "total", 0, 0, NULL, "Column of the published numbers."},
};

const struct kt_method kt_fay_herriot = {
    .name = "fay_herriot",
    .title = {{"Kyselyn ja mallin yhdistelmä", "Enkät och modell förenade", "Survey joined with the model"}},
    .summary =
        "Share in need by area from a survey of your own and the model together (Fay-Herriot), benchmarked.",
    .formula =
        "theta_i = b0 + b1 m_i + (s / (s + psi_i)) (y_i - b0 - b1 m_i), m_i = need / population;\n"
        "s by REML, ML or moments, below 0: 0; MSE = g1 + g2 + 2 g3 (ML and moments less the bias of s).\n"
        "Published totals: theta_i x f within each of their areas, at most 1. Below the survey's level: the "
        "model's "
        "need, scaled to each area's fh_need.",
    .choices = "REML by default, as sae; the variance is 0 where its estimate is below; MSE by Prasad and "
               "Rao, for ML and moments less the bias (Datta and Lahiri), as sae.\n"
               "Areas outside the survey get b0 + b1 m_i with its own MSE (sae leaves them out). Estimates "
               "below 0 or above 1 are drawn in before scaling.\n"
               "The MSE takes psi_i as known. Benchmarked intervals are scaled by the same factor, without "
               "the error of the published total.",
    .source = "Fay and Herriot 1979, JASA 74; Prasad and Rao 1990, JASA 85; Datta and Lahiri 2000, "
              "Statistica Sinica 10",
    .needs = "",
    .columns = "fh_share fh_need",
    .tables = "fay_herriot fh_totals",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
