/* odds_multipliers: assumptions that some zones, kinds of place, levels of education or language groups need support more often than
 * their ages tell. They multiply the odds of a zone; the national rate of each age stays.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/need/need_internal.h"

#include <string.h>

static enum kt_status odds_error(const char *key, const char *text, struct kt_err *err)
{
    return kt_fail(err, KT_EINPUT,
                   "methods.need_layers.%s: \"%s\" is not NAME=ODDS with a known name "
                   "and odds above 0",
                   key, text);
}

/* "LEVEL:CODE=1.4" or "CODE=1.4" (finest level). */
static enum kt_status add_zone_odds(struct kt_needplan *p, const char *text, struct kt_err *err)
{
    const char *eq = strchr(text, '='), *colon = strchr(text, ':');
    char name[128], level[64] = "";
    double odds;
    int lv = 0;
    if (!eq || (size_t)(eq - text) >= sizeof name) return odds_error("zone_odds", text, err);
    if (colon && colon < eq && (size_t)(colon - text) < sizeof level) {
        memcpy(level, text, (size_t)(colon - text));
        lv = kt_level_find(p->st, level);
        text = colon + 1;
    }
    memcpy(name, text, (size_t)(eq - text));
    name[eq - text] = 0;
    int32_t row = lv < 0 ? -1 : kt_zone_find(&p->st->level[lv], name);
    if (row < 0 || !kt_parse_num(eq + 1, &odds) || !(odds > 0)) return odds_error("zone_odds", text, err);
    for (size_t z = 0; z < p->nzone; z++)
        if (kt_zone_up(p->st, (int32_t)z, (size_t)lv) == row) p->log_m[z] += log(odds);
    return KT_OK;
}

/* "sv=1.2": odds of a language group against all others, spread by the zone's share of speakers. */
static enum kt_status add_language_odds(struct kt_needplan *p, const char *text, struct kt_arena tmp,
                                        struct kt_err *err)
{
    const struct kt_cells *c = &p->st->cells;
    const char *eq = strchr(text, '=');
    double odds, *speakers = KT_NEW(&tmp, double, p->nzone), *people = KT_NEW(&tmp, double, p->nzone);
    size_t g = 0;
    if (!eq || !kt_parse_num(eq + 1, &odds) || !(odds > 0)) return odds_error("language_odds", text, err);
    while (g < c->nlang && (strncmp(c->lang[g], text, (size_t)(eq - text)) != 0 || c->lang[g][eq - text]))
        g++;
    if (g == c->nlang) return odds_error("language_odds", text, err);
    for (size_t i = 0; i < c->n; i++) {
        double s = c->lang_share[i * c->nlang + g];
        if (isnan(s)) continue;
        speakers[c->zone[i]] += s * c->total[i];
        people[c->zone[i]] += c->total[i];
    }
    for (size_t z = 0; z < p->nzone; z++)
        if (people[z] > 0) p->log_m[z] += log(1 + speakers[z] / people[z] * (odds - 1));
    return KT_OK;
}

/* "rural=1.4": odds of a kind of place, as the zones' column `place` names it. */
static enum kt_status add_place_odds(struct kt_needplan *p, const char *text, struct kt_err *err)
{
    const char *const *place = p->st->level[0].place;
    const char *eq = strchr(text, '=');
    double odds;
    size_t met = 0;
    if (!eq || !kt_parse_num(eq + 1, &odds) || !(odds > 0)) return odds_error("place_odds", text, err);
    for (size_t z = 0; place && z < p->nzone; z++) {
        if (!place[z] || strncmp(place[z], text, (size_t)(eq - text)) != 0 || place[z][eq - text]) continue;
        p->log_m[z] += log(odds);
        met++;
    }
    return met ? KT_OK : odds_error("place_odds", text, err);
}

/* "basic=2.5", "secondary=1.5": odds of adults of that education against those with a tertiary one, spread by
 * the zone's shares. A zone whose shares are unknown keeps the odds of an average zone: factor 1 before
 * centring on the mean of the others. */
static enum kt_status add_education_odds(const struct kt_method *m, struct kt_needplan *p, struct kt_err *err)
{
    const struct kt_zones *zs = &p->st->level[0];
    double odds[2] = {1, 1}, mean = 0;
    size_t n = kt_method_len(m, p->st, "education_odds"), known = 0;
    for (size_t i = 0; i < n; i++) {
        const char *text = kt_method_str_at(m, p->st, "education_odds", i), *eq = strchr(text, '=');
        int e = strncmp(text, "basic=", 6) == 0 ? 0 : strncmp(text, "secondary=", 10) == 0 ? 1 : -1;
        if (e < 0 || !kt_parse_num(eq + 1, &odds[e]) || !(odds[e] > 0))
            return odds_error("education_odds", text, err);
    }
    for (int pass = 0; n && zs->basic_education && pass < 2; pass++)
        for (size_t z = 0; z < p->nzone; z++) {
            double factor =
                1 + zs->basic_education[z] * (odds[0] - 1) + zs->secondary_education[z] * (odds[1] - 1);
            if (isnan(factor)) continue;
            if (pass == 0)
                mean += log(factor), known++;
            else
                p->log_m[z] += log(factor) - mean / (double)known;
        }
    return n && !known ? kt_fail(err, KT_EINPUT,
                                 "methods.need_layers.education_odds: the zones have no columns "
                                 "basic_education and secondary_education")
                       : KT_OK;
}

/* The factor on the odds of all zones that keeps the rate of the whole study at `rate`. */
double kt_need_recentre(const struct kt_needplan *p, size_t a, double odds)
{
    double total = kt_need_age_total(p, a), lo = -5, hi = 5;
    if (total <= 0 || odds <= 0) return 1;
    for (int i = 0; i < 60; i++) {
        double mid = (lo + hi) / 2, sum = 0;
        for (size_t z = 0; z < p->nzone; z++)
            sum += p->persons[z * p->nage + a] * kt_rate_of_odds(odds * exp(p->log_m[z] + mid));
        if (sum < total * kt_rate_of_odds(odds))
            lo = mid;
        else
            hi = mid;
    }
    return exp((lo + hi) / 2);
}

enum kt_status kt_need_multipliers(const struct kt_method *m, struct kt_needplan *p, bool *any,
                                   struct kt_arena tmp, struct kt_err *err)
{
    size_t nz = kt_method_len(m, p->st, "zone_odds"), nl = kt_method_len(m, p->st, "language_odds");
    size_t np = kt_method_len(m, p->st, "place_odds");
    *any = nz + nl + np + kt_method_len(m, p->st, "education_odds") > 0;
    for (size_t i = 0; i < np; i++)
        KT_TRY(add_place_odds(p, kt_method_str_at(m, p->st, "place_odds", i), err));
    KT_TRY(add_education_odds(m, p, err));
    for (size_t i = 0; i < nz; i++) KT_TRY(add_zone_odds(p, kt_method_str_at(m, p->st, "zone_odds", i), err));
    for (size_t i = 0; i < nl; i++)
        KT_TRY(add_language_odds(p, kt_method_str_at(m, p->st, "language_odds", i), tmp, err));
    return KT_OK;
}
