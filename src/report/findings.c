/* findings: what a page claims, made from the data. A claim that its interval does not bear is not
 * made; a figure that is missing or withheld is said to be so.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_internal.h"

#define SAY(key, ...) KT_SAY(d->arena, d->lang, key, __VA_ARGS__)

static struct kt_val own(const struct kt_doc *d, const char *column)
{
    return kt_val(d, d->level, column, d->zone);
}

static const char *here(const struct kt_doc *d, bool first)
{
    return kt_place_in(d, d->level, d->zone, first);
}

/* An estimate bears a claim when its interval stays clear of zero and within a factor of four. */
static bool bears(struct kt_val v)
{
    if (!kt_shown(v) || !(v.v > 0)) return false;
    if (isnan(v.lo) || isnan(v.hi)) return true;
    return v.lo > 0 && v.hi <= 4 * v.lo;
}

const char *kt_find_cover(const struct kt_doc *d)
{
    struct kt_val need = own(d, "need"), far = own(d, "need_far"), sites = own(d, "sites");
    const char *limit = kt_limit(d, d->rep->far);
    if (!kt_shown(need)) return SAY(cover_unknown, here(d, true));
    if (kt_shown(sites) && sites.v == 0) return SAY(cover_nosite, kt_about(d, need.v), here(d, true));
    if (kt_shown(far) && far.v < 0.5) return SAY(cover_near, "", limit, here(d, true));
    if (!bears(far)) return SAY(cover_need, kt_about(d, need.v), here(d, true));
    if (kt_doc_national(d)) return SAY(cover_far_nat, kt_about(d, far.v), limit);
    return SAY(cover_far, kt_about(d, far.v), limit, here(d, true));
}

const char *kt_find_access(const struct kt_doc *d)
{
    struct kt_val far = own(d, "far_share");
    const char *limit = kt_limit(d, d->rep->far);
    if (far.mark == KT_SUPPRESSED) return SAY(access_hidden, "", limit, here(d, true));
    if (!kt_shown(far)) return SAY(access_unknown, "", "", here(d, true));
    if (far.v == 0) return SAY(access_near, "", limit, here(d, true));
    if (far.v > 0.9995 && !kt_doc_national(d)) return SAY(access_all, "", limit, here(d, true));
    if (kt_doc_national(d)) return SAY(access_far_nat, kt_pct(d, far.v), limit);
    return SAY(access_far, kt_pct(d, far.v), limit, here(d, true));
}

int kt_gap_class(const struct kt_doc *d, size_t z)
{
    const struct kt_report_classes *c = &d->rep->classes;
    struct kt_val need = kt_val(d, d->rep->fine, "need_per_1000", z);
    struct kt_val supply = kt_val(d, d->rep->fine, c->supply_column, z);
    if (need.mark == KT_SUPPRESSED || supply.mark == KT_SUPPRESSED) return KT_CLASS_HIDDEN;
    if (!kt_shown(need) || !kt_shown(supply)) return KT_CLASS_NONE;
    int i = kt_scale_class(&c->need, need.v), k = kt_scale_class(&c->supply, supply.v);
    return i < 0 || k < 0 ? KT_CLASS_NONE : k * 3 + i;
}

/* How many edges of classes the middle half of the interval crosses: the class might as well be its neighbour, or any.
 * The whole interval would overstate it, for most of what is unknown of need moves all areas together. */
static int edges_within(const struct kt_scale *sc, struct kt_val v)
{
    if (isnan(v.lo) || isnan(v.hi)) return 0;
    return kt_scale_class(sc, (v.v + v.hi) / 2) - kt_scale_class(sc, (v.v + v.lo) / 2);
}

enum kt_doubt kt_gap_doubt(const struct kt_doc *d, size_t z)
{
    const struct kt_report_classes *c = &d->rep->classes;
    struct kt_val need = kt_val(d, d->rep->fine, "need_per_1000", z);
    struct kt_val supply = kt_val(d, d->rep->fine, c->supply_column, z);
    if (!kt_shown(need) || !kt_shown(supply)) return KT_FIRM;
    int most = edges_within(&c->need, need), other = edges_within(&c->supply, supply);
    if (other > most) most = other;
    return most >= 2 ? KT_VAGUE : most == 1 ? KT_HATCHED : KT_FIRM;
}

/* Would the class be the gap's at the far ends of the middle halves? */
static bool may_be_gap(const struct kt_doc *d, size_t z)
{
    const struct kt_report_classes *c = &d->rep->classes;
    struct kt_val need = kt_val(d, d->rep->fine, "need_per_1000", z);
    struct kt_val supply = kt_val(d, d->rep->fine, c->supply_column, z);
    double most = isnan(need.hi) ? need.v : (need.v + need.hi) / 2,
           least = isnan(supply.lo) ? supply.v : (supply.v + supply.lo) / 2;
    return kt_scale_class(&c->need, most) == KT_GAP_CLASS % 3 &&
           kt_scale_class(&c->supply, least) == KT_GAP_CLASS / 3;
}

struct kt_gap_count kt_gap_zones(const struct kt_doc *d)
{
    struct kt_gap_count g = {0};
    size_t *row, n = kt_doc_rows(d, d->rep->fine, &row);
    double all = 0;
    for (size_t i = 0; i < n; i++) {
        int cls = kt_gap_class(d, row[i]);
        double p = kt_val(d, d->rep->fine, "population", row[i]).v;
        bool firm = kt_gap_doubt(d, row[i]) == KT_FIRM, known = p > 0;
        if (cls < 0) continue;
        g.classed++;
        g.uncertain += !firm;
        g.may += cls == KT_GAP_CLASS || may_be_gap(d, row[i]);
        if (known) all += p;
        if (cls != KT_GAP_CLASS) continue;
        g.drawn++;
        g.sure += firm;
        if (known) g.people += p;
        if (known && firm) g.sure_people += p;
    }
    g.share = all > 0 ? g.people / all : NAN;
    return g;
}

/* No more than the classes bear: their count where all are certain, else its ends. */
const char *kt_find_gap(const struct kt_doc *d)
{
    struct kt_gap_count g = kt_gap_zones(d);
    bool national = kt_doc_national(d);
    size_t lv = d->rep->fine;
    if (!g.classed) return SAY(gap_unknown, here(d, true));
    if (!g.may && national) return SAY(gap_none_nat, kt_unit(d, lv, KT_U_IN_NONE));
    if (!g.may) return SAY(gap_none_reg, kt_place(d, d->level, d->zone), kt_unit(d, lv, KT_U_IN_NONE_LOWER));
    if (!g.sure) {
        const char *most = kt_unit_count(d, lv, g.may, true);
        return national ? SAY(gap_most_nat, most) : SAY(gap_most_reg, most, here(d, true));
    }
    const char *where = kt_unit_range(d, lv, g.sure, g.may);
    return national ? SAY(gap_nat, where) : SAY(gap_reg, where, here(d, true));
}

static const char *km_text(const struct kt_doc *d, double km)
{
    return kt_num(d, km, km < 9.95 ? 1 : 0);
}

const char *kt_find_table(const struct kt_doc *d)
{
    size_t *row, n = kt_doc_rows(d, d->child, &row), known = 0;
    double lo = INFINITY, hi = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        struct kt_val v = kt_val(d, d->child, "dist_km", row[i]);
        if (!kt_shown(v)) continue;
        known++;
        lo = fmin(lo, v.v);
        hi = fmax(hi, v.v);
    }
    const char *varies = kt_unit(d, d->child, KT_U_VARIES);
    if (!known) return SAY(table_plain, kt_place(d, d->level, d->zone), kt_unit(d, d->child, KT_U_BY));
    if (known == 1 || hi - lo < 0.05) return SAY(table_one, km_text(d, hi), here(d, true));
    if (kt_doc_national(d)) return SAY(table_range, km_text(d, lo), km_text(d, hi), varies);
    return SAY(table_range_reg, km_text(d, lo), km_text(d, hi), varies, here(d, true));
}

const char *kt_find_method(const struct kt_doc *d)
{
    size_t draws = d->rep->view->result ? d->rep->view->result->ndraw : 0;
    if (!draws) return KT_SAY0(d->arena, d->lang, method_title_plain);
    return SAY(method_title, kt_num(d, (double)draws, 0));
}

/* ---- sentences ---- */

const char *kt_say_need(const struct kt_doc *d)
{
    struct kt_val need = own(d, "need"), rate = own(d, "need_per_1000");
    if (!kt_shown(need)) {
        const char *why = need.mark == KT_SUPPRESSED ? KT_SAY0(d->arena, d->lang, suppressed)
                                                     : KT_SAY0(d->arena, d->lang, missing);
        return SAY(say_need_missing, why);
    }
    return SAY(say_need, kt_val_text(d, need), kt_val_interval(d, need), kt_num(d, rate.v, 0));
}

const char *kt_say_supply(const struct kt_doc *d)
{
    struct kt_val sites = own(d, "sites"), hours = own(d, "hours_week"), rate = own(d, "hours_per_1000");
    if (!kt_shown(sites)) return NULL;
    if (sites.v == 0) return KT_SAY0(d->arena, d->lang, say_supply_none);
    const char *n = kt_num(d, sites.v, 0);
    if (!kt_shown(hours) || !kt_shown(rate))
        return KT_SAY_N(d->arena, d->lang, sites.v, say_supply_nohours, n);
    return KT_SAY_N(d->arena, d->lang, sites.v, say_supply, n, kt_num(d, hours.v, 0),
                    kt_num(d, rate.v, rate.v < 9.95 ? 1 : 0));
}

const char *kt_say_gap(const struct kt_doc *d)
{
    struct kt_val unmet = own(d, "unmet"), far = own(d, "far_share"), near = own(d, "near_share");
    if (kt_shown(unmet) && unmet.v >= 0.5 && unmet.hi > unmet.lo) {
        const char *interval = SAY(interval_95, kt_val_interval(d, unmet));
        if (isnan(d->rep->standard)) return SAY(say_unmet_plain, kt_val_text(d, unmet), interval);
        return SAY(say_unmet, kt_val_text(d, unmet), interval, kt_num(d, d->rep->standard, 0));
    }
    if (!kt_shown(far) || !kt_shown(near)) return NULL;
    return SAY(say_far_people, kt_pct(d, far.v), kt_limit(d, d->rep->far), kt_pct(d, near.v),
               kt_limit(d, d->rep->near));
}

/* Draws can't tell 99.4 % from certainty, nor 0.3 % from never. */
static const char *probability(const struct kt_doc *d, double p)
{
    if (p < 0.01) return SAY(below, kt_fmt_percent(d->arena, d->lang, 0.01, 0));
    if (p > 0.99) return SAY(above, kt_fmt_percent(d->arena, d->lang, 0.99, 0));
    return kt_fmt_percent(d->arena, d->lang, p, 0);
}

/* Rank of a region among its peers, no firmer than its probability allows. */
static const char *say_rank(const struct kt_doc *d)
{
    struct kt_val rank = own(d, "rank"), worst = own(d, "p_worst");
    if (kt_doc_national(d) || !kt_shown(rank)) return NULL;
    size_t n = d->rep->study->level[d->level].n;
    const char *among = SAY(among, kt_unit_count(d, d->level, n, false));
    if (kt_shown(worst) && worst.v >= 0.9) return SAY(say_worst, probability(d, worst.v), among);
    if (kt_shown(worst) && worst.v <= 0.1) return SAY(say_notworst, probability(d, worst.v), among);
    if (isnan(rank.lo) || isnan(rank.hi)) return NULL;
    return SAY(say_rank_open, kt_num(d, rank.v, 0), kt_val_interval(d, rank), among);
}

const char *kt_say_standing(const struct kt_doc *d)
{
    const char *rank = say_rank(d);
    struct kt_val lang = own(d, "no_lang");
    if (rank || !kt_shown(lang) || lang.v < 0.5) return rank;
    return SAY(say_language, kt_val_text(d, lang), SAY(interval_95, kt_val_interval(d, lang)));
}

const char *kt_say_standard(const struct kt_doc *d)
{
    struct kt_val near = own(d, "near_share"), far = own(d, "far_share"), met = own(d, "standard_met");
    if (!kt_shown(near) || !kt_shown(far) || !kt_shown(met)) return NULL;
    const char *a = kt_limit(d, d->rep->near), *b = kt_limit(d, d->rep->far);
    const char *least = kt_fmt_percent(d->arena, d->lang, d->rep->near_share, 0);
    const char *most = kt_fmt_percent(d->arena, d->lang, d->rep->far_share, 0);
    if (met.v <= 0.5 && far.v > 0.9995) return SAY(test_all_far, a, b, "", least, most);
    if (met.v <= 0.5 && near.v == 0) return SAY(test_nobody_near, a, b, kt_pct(d, far.v), least, most);
    if (met.v > 0.5) return SAY(test_met, a, kt_pct(d, near.v), b, kt_pct(d, far.v), least, most);
    return SAY(test_unmet, a, kt_pct(d, near.v), b, kt_pct(d, far.v), least, most);
}
