/* comparison: which differences in unmet need are more than chance.
 *
 *   funnel_class(z): unmet_share against limits of its level's common share at the zone's need / phi: 2 above the 99.8 %
 *     one, 1 above the 95 % one, 0 between, -1 and -2 below. Score limits (Wilson) or exact Poisson ones (Garwood 1936);
 *     phi, the winsorised overdispersion, tells how much more zones differ than persons at random would.
 *   p_worse(z): P(unmet_share(z) > that of the country) over the draws that all zones share.
 *   compare_group(z): in descending order a group takes zones until its first is larger than one with chance `sure`.
 *   compare_LEVEL: that chance for pairs of up to 40 zones. p_worst of zone_rank: being in the worst fifth.
 * Source: Spiegelhalter 2005, Statistics in Medicine 24; Wilson 1927, JASA 22; Goldstein and Healy 1995, JRSS A 158.
 * Complexity: O(levels × n (log n + draws) + pairs × draws).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/comparison.h>
#include <katve/method.h>

enum { PAIRS_MOST = 40, GRID = 41 };
static const double z95 = 1.959963984540054, z998 = 3.090232306167813;

struct level {
    size_t lv, n;
    const struct kt_column *share, *need;
    double target, phi;
    bool poisson;
};

static struct level level_of(const struct kt_result *r, size_t lv, double tail, bool poisson,
                             struct kt_arena tmp)
{
    struct level l = {.lv = lv, .n = r->study->level[lv].n, .poisson = poisson};
    l.share = kt_result_find(r, (int)lv, "unmet_share");
    l.need = kt_result_find(r, (int)lv, "need");
    if (!l.share || !l.need) return l;
    double *part = kt_doubles(&tmp, l.n, 0), *all = kt_doubles(&tmp, l.n, 0);
    for (size_t z = 0; z < l.n; z++) {
        if (!isfinite(l.share->value[z]) || !isfinite(l.need->value[z])) continue;
        part[z] = l.share->value[z] * l.need->value[z];
        all[z] = l.need->value[z];
    }
    double sum = kt_sum(all, l.n);
    l.target = sum > 0 ? kt_sum(part, l.n) / sum : (double)NAN;
    l.phi = kt_funnel_phi(l.share->value, l.need->value, l.n, l.target, tail, poisson, tmp);
    return l;
}

/* Limits of a share at the common one, for an area of n persons in need. */
static void limits_at(const struct level *l, double n, double z, double alpha, double *lo, double *hi)
{
    if (!l->poisson) {
        kt_funnel_share(l->target, n, z, l->phi, lo, hi);
        return;
    }
    kt_funnel_ratio(l->target * n, alpha, l->phi, lo, hi);
    *lo *= l->target;
    *hi = l->target > 0 ? fmin(1, *hi * l->target) : 1;
}

static double class_of(const struct level *l, size_t z)
{
    double share = l->share->value[z], lo, hi;
    if (!isfinite(share) || !(l->need->value[z] > 0)) return NAN;
    limits_at(l, l->need->value[z], z998, 0.002, &lo, &hi);
    if (share > hi) return 2;
    if (share < lo) return -2;
    limits_at(l, l->need->value[z], z95, 0.05, &lo, &hi);
    return share > hi ? 1 : share < lo ? -1 : 0;
}

static double *add_column(struct kt_result *r, const struct level *l, const char *name, enum kt_kind kind,
                          const char *unit, const char *why_not, struct kt_tr title)
{
    return kt_result_add(r, &(struct kt_column){.name = name,
                                                .rows = (int)l->lv,
                                                .kind = kind,
                                                .unit = unit,
                                                .title = title,
                                                .method = "comparison",
                                                .count_of = "unmet",
                                                .no_interval = why_not})
        ->value;
}

static void funnel_column(struct kt_result *r, const struct level *l)
{
    double *v = add_column(r, l, "funnel_class", KT_K_INDEX, "class", "a class against limits",
                           (struct kt_tr){{"Asema suppilossa", "Läge i tratten", "Place in the funnel"}});
    for (size_t z = 0; z < l->n; z++) v[z] = class_of(l, z);
}

/* The limits as a curve, with target and phi in every row: for the funnel page. */
static void funnel_table(struct kt_result *r, const struct level *l)
{
    static const char *const column[] = {"persons",   "lower_95", "upper_95", "lower_998",
                                         "upper_998", "target",   "phi"};
    static const enum kt_kind kind[] = {KT_K_COUNT, KT_K_SHARE, KT_K_SHARE, KT_K_SHARE,
                                        KT_K_SHARE, KT_K_SHARE, KT_K_INDEX};
    double lo = INFINITY, hi = 0;
    for (size_t z = 0; z < l->n; z++) {
        if (!isfinite(l->share->value[z]) || !(l->need->value[z] > 0)) continue;
        lo = fmin(lo, l->need->value[z]);
        hi = fmax(hi, l->need->value[z]);
    }
    if (!(hi > 0)) return;
    const char **row = KT_NEW(r->keep, const char *, GRID);
    struct kt_table *t = kt_result_add_table(
        r, &(struct kt_table){.name = kt_printf(r->keep, "funnel_%zu", l->lv),
                              .title = {{"Suppilon rajat", "Trattens gränser", "Limits of the funnel"}},
                              .method = "comparison",
                              .nrow = GRID,
                              .ncol = 7,
                              .row = row,
                              .column = column,
                              .kind = kind});
    for (size_t k = 0; k < GRID; k++) {
        double n = lo * pow(hi / lo, (double)k / (GRID - 1)), *v = t->value + 7 * k;
        row[k] = r->study->level[l->lv].level_id;
        v[0] = n;
        limits_at(l, n, z95, 0.05, &v[1], &v[2]);
        limits_at(l, n, z998, 0.002, &v[3], &v[4]);
        v[5] = l->target;
        v[6] = l->phi;
    }
}

static void draw_columns(struct kt_result *r, const struct level *l, double sure, struct kt_arena tmp)
{
    const double *draw = r->unmet_share_draw[l->lv], *top = r->unmet_share_draw[r->study->nlevel - 1];
    double *worse = add_column(r, l, "p_worse", KT_K_PROB, "probability", "a probability itself",
                               (struct kt_tr){{"Todennäköisyys, että tilanne on maan keskiarvoa huonompi",
                                               "Sannolikhet att läget är sämre än i hela landet",
                                               "Probability of being worse off than the country"}});
    double *group = add_column(
        r, l, "compare_group", KT_K_RANK, "group", "made of probabilities over the draws",
        (struct kt_tr){{"Ryhmä, jonka alueita ei voi erottaa", "Grupp vars områden inte kan åtskiljas",
                        "Group of zones not distinguishable"}});
    double *both = KT_NEW(&tmp, double, 2 * r->ndraw);
    int32_t *g = KT_NEW(&tmp, int32_t, l->n);
    for (size_t z = 0; z < l->n; z++) {
        for (size_t d = 0; d < r->ndraw; d++) {
            both[d] = draw[z * r->ndraw + d];
            both[r->ndraw + d] = top[d];
        }
        worse[z] = kt_prob_larger(both, r->ndraw, 0, 1);
    }
    kt_like_groups(l->share->value, draw, l->n, r->ndraw, sure, g, tmp);
    for (size_t z = 0; z < l->n; z++)
        if (g[z] > 0) group[z] = g[z];
}

static void pair_table(struct kt_result *r, const struct level *l)
{
    const struct kt_zones *z = &r->study->level[l->lv];
    enum kt_kind *kind = KT_NEW(r->keep, enum kt_kind, l->n);
    const char **note = KT_NEW(r->keep, const char *, l->n);
    for (size_t i = 0; i < l->n; i++) kind[i] = KT_K_PROB;
    struct kt_table *t = kt_result_add_table(
        r, &(struct kt_table){.name = kt_printf(r->keep, "compare_%zu", l->lv),
                              .title = {{"Todennäköisyys, että rivin alue on sarakkeen aluetta huonompi",
                                         "Sannolikhet att radens område är sämre än kolumnens",
                                         "Probability that the row's zone is worse than the column's"}},
                              .method = "comparison",
                              .nrow = l->n,
                              .ncol = l->n,
                              .row = z->code,
                              .column = z->code,
                              .kind = kind,
                              .note = note});
    for (size_t a = 0; a < l->n; a++)
        for (size_t b = 0; b < l->n; b++)
            if (a != b) t->value[a * l->n + b] = kt_prob_larger(r->unmet_share_draw[l->lv], r->ndraw, a, b);
    for (size_t k = 0; k < l->n * l->n; k++)
        if (k / l->n != k % l->n && isnan(t->value[k]))
            note[k / l->n] =
                "no value beside zones of which no unmet share is known, such as those with nobody in need";
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    double tail = kt_method_num(m, st, "winsorise"), sure = kt_method_num(m, st, "sure");
    bool poisson = kt_streq(kt_method_str(m, st, "limits"), "poisson");
    for (size_t lv = 0; lv + 1 < st->nlevel; lv++) {
        struct level l = level_of(r, lv, tail, poisson, tmp);
        if (!l.share || !l.need || !isfinite(l.target)) continue;
        funnel_column(r, &l);
        funnel_table(r, &l);
        if (!r->unmet_share_draw[lv] || !r->unmet_share_draw[st->nlevel - 1] || !r->ndraw) continue;
        draw_columns(r, &l, sure, tmp);
        if (l.n <= PAIRS_MOST) pair_table(r, &l);
    }
    return KT_OK;
}

static const struct kt_param params[] = {
    {"winsorise", KT_T_NUM, "share", "0.1", 0, 0.4, NULL,
     "Share of z-scores at each end that is drawn in before phi is estimated."},
    {"limits", KT_T_CHOICE, "", "wilson", 0, 0, "wilson poisson",
     "Chance that the limits allow for: of shares (Wilson's score), or of counts against the expected ones "
     "(exact "
     "Poisson, wider where shares are large)."},
    {"sure", KT_T_NUM, "probability", "0.95", 0.5, 1, NULL,
     "Chance from which on the first zone of a group counts as different from another."},
};

const struct kt_method kt_comparison = {
    .name = "comparison",
    .title = {{"Erot ja sattuma", "Skillnader och slump", "Differences and chance"}},
    .summary = "Funnel limits, the chance of being worse than others, and zones that can't be told apart.",
    .formula =
        "funnel_class: unmet_share against Wilson's interval of the common share at need / phi (95 %, "
        "99.8 %),\n"
        "or exact Poisson limits of unmet / (common share x need) at expected / phi (limits: poisson);\n"
        "phi = mean of winsorised squared z-scores, at least 1. p_worse = P(unmet_share > the "
        "country's) over the draws.\n"
        "compare_group: in descending order, a group takes zones until its first is larger than one "
        "with chance `sure`.",
    .choices =
        "Limits of a share: score limits, outside which Wilson's interval of the area leaves the common "
        "share out; exact Poisson with `limits: "
        "poisson`.\n"
        "phi: winsorised mean of squared z (Spiegelhalter), multiplicative, never below 1; not an additive "
        "tau^2.\n"
        "Groups are from draws shared by all zones, not from overlap of intervals; equal draws count half.",
    .source = "Spiegelhalter 2005, Statistics in Medicine 24; Wilson 1927, JASA 22; Goldstein and Healy "
              "1995, JRSS A 158",
    .needs = "",
    .columns = "funnel_class p_worse compare_group",
    .tables = "funnel_0 funnel_1 compare_0 compare_1",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
