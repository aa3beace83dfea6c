/* fh_totals: see the header.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fh_totals.h"

#include <katve/smallarea.h>

#include <string.h>

static const char *wrong_total(const double *v)
{
    return v[0] >= 0 ? NULL : "a number of persons is needed";
}

int32_t kt_fh_up(const struct kt_study *st, size_t lv, size_t z, size_t to)
{
    int32_t at = (int32_t)z;
    for (; lv < to && at >= 0; lv++) at = st->level[lv].parent[at];
    return at;
}

enum kt_status kt_fh_totals_read(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                                 size_t lv, struct kt_fh_totals *t, struct kt_arena *a, struct kt_err *err)
{
    bool one = kt_settings_has(st->set, "methods.fay_herriot.benchmark"),
         many = *kt_method_str(m, st, "totals");
    if (one && many)
        return kt_fail(err, KT_EINPUT,
                       "methods.fay_herriot: give benchmark (the country) or totals (a table), not both");
    t->lv = st->nlevel - 1;
    if (many) {
        int to = kt_level_find(st, kt_method_str(m, st, "totals_level"));
        if (to < (int)lv)
            return kt_fail(err, KT_EINPUT,
                           "methods.fay_herriot.totals_level: `%s` is no level from the survey's (%s) up",
                           kt_method_str(m, st, "totals_level"), st->level[lv].level_id);
        t->lv = (size_t)to;
    }
    t->n = one || many ? st->level[t->lv].n : 0;
    t->total = kt_doubles(a, st->level[t->lv].n, NAN);
    t->group = KT_NEW(a, int32_t, st->level[lv].n);
    for (size_t i = 0; i < st->level[lv].n; i++) t->group[i] = t->n ? kt_fh_up(st, lv, i, t->lv) : -1;
    if (one) t->total[0] = kt_method_num(m, st, "benchmark");
    size_t used;
    return !many ? KT_OK
                 : kt_area_table_read(
                       &(struct kt_area_table){.m = m,
                                               .file = "totals",
                                               .area = "area",
                                               .column = {"total"},
                                               .ncolumn = 1,
                                               .remedy = "mend the row; its area is left as it is",
                                               .wrong = wrong_total},
                       r, t->lv, (double *[]){t->total}, &used, err);
}

/* What was scaled, by how much, and what could not be. */
static void totals_table(struct kt_result *r, const struct kt_fh_totals *t, const double *before,
                         const double *after, const double *factor)
{
    static const char *const column[] = {"published", "before", "factor"};
    static const enum kt_kind kind[] = {KT_K_PERSONS, KT_K_PERSONS, KT_K_INDEX};
    const char **note = KT_NEW(r->keep, const char *, t->n);
    struct kt_table *out = kt_result_add_table(
        r,
        &(struct kt_table){.name = "fh_totals",
                           .title = {{"Sovitus julkaistuihin summiin", "Anpassning till publicerade summor",
                                      "Scaling to published totals"}},
                           .method = "fay_herriot",
                           .nrow = t->n,
                           .ncol = 3,
                           .row = r->study->level[t->lv].code,
                           .column = column,
                           .kind = kind,
                           .note = note});
    for (size_t g = 0; g < t->n; g++) {
        memcpy(out->value + 3 * g, (double[]){t->total[g], before[g], factor[g]}, 3 * sizeof(double));
        if (isnan(t->total[g]))
            note[g] = "no published total: left as it is";
        else if (fabs(after[g] - t->total[g]) > 1e-6 * (1 + t->total[g]))
            note[g] = kt_printf(r->keep, "not met: %.0f is what its areas can hold", after[g]);
    }
}

static void add_up(const double *share, const double *pop, const int32_t *group, size_t n, double *sum)
{
    for (size_t i = 0; i < n; i++)
        if (group[i] >= 0 && isfinite(share[i]) && isfinite(pop[i])) sum[group[i]] += share[i] * pop[i];
}

void kt_fh_totals_rake(struct kt_result *r, const struct kt_fh_totals *t, double *share, const double *pop,
                       size_t n, double *factor, struct kt_arena tmp)
{
    double *before = kt_doubles(&tmp, t->n, 0), *after = kt_doubles(&tmp, t->n, 0);
    if (!t->n) return;
    add_up(share, pop, t->group, n, before);
    kt_benchmark(share, pop, t->group, n, t->total, t->n, 1, factor, tmp);
    add_up(share, pop, t->group, n, after);
    totals_table(r, t, before, after, factor);
}
