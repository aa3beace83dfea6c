/* The threshold between reading and computing: facts are joined, completed and checked, then const.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "study_internal.h"

#include <string.h>

/* Population of a zone: the official figure, else what lives or lies in it. */
void kt_complete_population(struct kt_study *st, struct kt_arena tmp)
{
    for (size_t lv = 0; lv < st->nlevel; lv++) {
        struct kt_zones *zs = &st->level[lv];
        const size_t n = lv ? st->level[lv - 1].n : st->cells.n;
        const int32_t *up = lv ? st->level[lv - 1].parent : st->cells.zone;
        const double *part = lv ? st->level[lv - 1].population : st->cells.total;
        double *sum = kt_doubles(&tmp, zs->n, 0.0);
        for (size_t i = 0; i < n; i++)
            if (up[i] >= 0) sum[up[i]] += part[i];
        size_t made = 0;
        struct kt_tally t = {KT_WARNING,
                             "population-sum",
                             st->pending.zone_file[lv],
                             "population",
                             "Use figures of one day and one division.",
                             0};
        for (size_t z = 0; z < zs->n; z++) {
            if (isnan(zs->population[z])) {
                zs->population[z] = sum[z];
                made++;
            } else if (lv && isfinite(sum[z]) && fabs(sum[z] - zs->population[z]) >= 1.0) {
                kt_tally_add(st, &t, st->pending.zone_row[lv] ? st->pending.zone_row[lv][z] : 0,
                             "population of %.40s is %.0f, its parts have %.0f", zs->name[KT_FI][z],
                             zs->population[z], sum[z]);
            } else if (!lv && fabs(sum[z] - zs->population[z]) > 0.1 * zs->population[z] && sum[z] > 0.0) {
                kt_tally_add(st, &t, st->pending.zone_row[lv] ? st->pending.zone_row[lv][z] : 0,
                             "population of %.40s is %.0f, its cells have %.0f", zs->name[KT_FI][z],
                             zs->population[z], sum[z]);
            }
        }
        kt_tally_close(st, &t);
        if (made && lv == 0)
            kt_issues_add(
                &st->issues, KT_NOTE, "population-from-cells", st->pending.zone_file[0], 0, "population",
                kt_printf(&tmp, "%zu zones have no official population; the sum of their cells stands in",
                          made),
                "Give a column for population.");
    }
}

/* Shares of mother tongues that cells lack come from their zone. */
void kt_fill_languages(struct kt_study *st)
{
    struct kt_cells *cs = &st->cells;
    const struct kt_pending *p = &st->pending;
    if (!cs->nlang || !p->nzone_lang) return;
    struct kt_tally t = {KT_NOTE, "code-without-zone", "", "zone_languages", kt_division_codes(st, ""), 0};
    for (size_t i = 0; i < p->nzone_lang; i++) {
        int32_t z = kt_zone_find_lenient(&st->level[0], p->zone_lang_code[i]);
        if (z < 0) {
            kt_tally_add(st, &t, 0, "language shares of code %.40s belong to no zone", p->zone_lang_code[i]);
            continue;
        }
        size_t lo = 0, hi = cs->n; /* cells are in the order of zones */
        while (lo < hi) {
            size_t mid = lo + (hi - lo) / 2;
            if (cs->zone[mid] < z)
                lo = mid + 1;
            else
                hi = mid;
        }
        for (size_t c = lo; c < cs->n && cs->zone[c] == z; c++)
            for (size_t l = 0; l < cs->nlang; l++)
                if (isnan(cs->lang_share[c * cs->nlang + l]))
                    cs->lang_share[c * cs->nlang + l] = p->zone_lang_share[i * cs->nlang + l];
    }
    kt_tally_close(st, &t);
}

enum kt_status kt_study_freeze(struct kt_study *st, struct kt_arena tmp, struct kt_err *err)
{
    if (st->frozen) return kt_fail(err, KT_EFAULT, "the study is frozen already");
    KT_TRY(kt_join_zones(st, tmp, err));
    kt_join_divisions(st, tmp);
    KT_TRY(kt_join_cells(st, tmp, err));
    KT_TRY(kt_impute(st, tmp, err));
    kt_fill_languages(st);
    KT_TRY(kt_join_sites(st, tmp, err));
    kt_join_travel(st, tmp);
    kt_complete_population(st, tmp);
    kt_check_facts(st, tmp);
    st->frozen = true;
    return KT_OK;
}
