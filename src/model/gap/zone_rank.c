/* zone_rank: the order of zones by unmet need, and how sure it is.
 *
 *   rank(z) = 1 + number of zones of the level with a larger unmet share (equals: larger need far from
 *   a site, then code order). Zones of an equal share in a draw share all the ranks they take up: many
 *   zones lack everything, and a finer order among them would feign certainty. The interval is the
 *   2.5 % point of the first and the 97.5 % point of the last of these ranks over the draws, widened to
 *   hold the estimate; p_worst = chance of being among the worst fifth, ceil(n / 5) zones, ties by lot.
 * What is common to all zones moves no rank. The country and zones without need have none.
 * Source: Goldstein and Spiegelhalter 1996, JRSS A 159 (intervals of ranks).
 * Complexity: O(levels × draws × n log n).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/model_internal.h"

#include <omp.h>

#include <stdlib.h>

struct entry {
    double share, far;
    size_t zone;
};

static int worst_first(const void *pa, const void *pb)
{
    const struct entry *a = pa, *b = pb;
    if (a->share != b->share) return a->share > b->share ? -1 : 1;
    if (a->far != b->far) return a->far > b->far ? -1 : 1;
    return a->zone < b->zone ? -1 : a->zone > b->zone;
}

/* Entries of the zones that have a share; returns how many. */
static size_t line_up(const double *share, size_t step, const double *far, size_t n, struct entry *e)
{
    size_t m = 0;
    for (size_t z = 0; z < n; z++) {
        /* Rounding noise must not order zones that lack everything: shares are equal to a millionth. */
        double v = round(share[z * step] * 1e6);
        if (!isnan(v)) e[m++] = (struct entry){v, far ? far[z] : 0, z};
    }
    qsort(e, m, sizeof *e, worst_first);
    return m;
}

/* first[z × ndraw + d] and last[...]: the ranks that zone z shares in draw d with all zones of an equal
 * share; 0 where a zone has no rank. */
static void rank_draws(const double *share, size_t n, size_t ndraw, double *first, double *last,
                       struct kt_arena tmp)
{
    struct entry *scratch = KT_NEW(&tmp, struct entry, n * (size_t)omp_get_max_threads());
#pragma omp parallel for schedule(static)
    for (size_t d = 0; d < ndraw; d++) {
        struct entry *e = scratch + n * (size_t)omp_get_thread_num();
        size_t m = line_up(share + d, ndraw, NULL, n, e);
        for (size_t i = 0, end; i < m; i = end) {
            for (end = i + 1; end < m && e[end].share == e[i].share;) end++;
            for (size_t k = i; k < end; k++) {
                first[e[k].zone * ndraw + d] = (double)(i + 1);
                last[e[k].zone * ndraw + d] = (double)end;
            }
        }
    }
}

/* Chance that a zone which shares the ranks first..last is among the `fifth` worst. */
static double chance(double first, double last, double fifth)
{
    if (!(first > 0)) return 0;
    return fmin(1, fmax(0, fifth - first + 1) / (last - first + 1));
}

static void rank_level(struct kt_result *r, size_t lv, const struct kt_out *rank, const struct kt_out *worst,
                       struct kt_arena tmp)
{
    size_t n = r->study->level[lv].n, ndraw = r->ndraw, fifth = (n + 4) / 5;
    const struct kt_column *share = kt_result_find(r, (int)lv, "unmet_share");
    const struct kt_column *far = kt_result_find(r, (int)lv, "need_far");
    struct entry *e = KT_NEW(&tmp, struct entry, n);
    size_t m = line_up(share->value, 1, far ? far->value : NULL, n, e);
    for (size_t i = 0; i < m; i++) rank->value[lv][e[i].zone] = (double)(i + 1);
    if (!r->unmet_share_draw[lv]) return;
    double *first = KT_NEW(&tmp, double, n *ndraw), *last = KT_NEW(&tmp, double, n *ndraw);
    rank_draws(r->unmet_share_draw[lv], n, ndraw, first, last, tmp);
    for (size_t z = 0; z < n; z++) {
        if (isnan(rank->value[lv][z])) continue;
        double *f = first + z * ndraw, *l = last + z * ndraw, times = 0, unused;
        for (size_t d = 0; d < ndraw; d++) times += chance(f[d], l[d], (double)fifth);
        worst->value[lv][z] = times / (double)ndraw;
        double *lower = &rank->lower[lv][z], *upper = &rank->upper[lv][z];
        kt_interval(f, ndraw, lower, &unused);
        kt_interval(l, ndraw, &unused, upper);
        *lower = fmin(*lower, rank->value[lv][z]);
        *upper = fmax(*upper, rank->value[lv][z]);
    }
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    const char *why_not = r->unmet_share_draw[0] ? NULL : "unmet need was not drawn";
    struct kt_out rank = kt_publish_levels(
        r, &(struct kt_column){.name = "rank",
                               .kind = KT_K_RANK,
                               .unit = "rank",
                               .method = "zone_rank",
                               .count_of = "unmet",
                               .no_interval = why_not,
                               .title = {{"Sija tyydyttymättömän tarpeen mukaan",
                                          "Rang efter otillfredsställt behov", "Rank by unmet need"}}});
    struct kt_out worst =
        kt_publish_levels(r, &(struct kt_column){.name = "p_worst",
                                                 .kind = KT_K_PROB,
                                                 .unit = "probability",
                                                 .method = "zone_rank",
                                                 .count_of = "unmet",
                                                 .no_interval = "a probability itself",
                                                 .title = {{"Todennäköisyys kuulua heikoimpaan viidennekseen",
                                                            "Sannolikhet att höra till den sämsta femtedelen",
                                                            "Probability of being in the worst fifth"}}});
    for (size_t lv = 0; lv + 1 < st->nlevel; lv++) rank_level(r, lv, &rank, &worst, tmp);
    return KT_OK;
}

const struct kt_method kt_zone_rank = {
    .name = "zone_rank",
    .title = {{"Alueiden järjestys", "Områdenas ordning", "Order of the zones"}},
    .summary =
        "Rank of each zone by its unmet share of need, with an interval and the probability of being worst.",
    .formula = "rank(z) = 1 + #{y : unmet_share(y) > unmet_share(z)}; p_worst = P(rank <= ceil(n/5))",
    .source = "Goldstein and Spiegelhalter 1996, JRSS A 159",
    .needs = "unmet_share need_far",
    .columns = "rank p_worst",
    .run = run,
};
