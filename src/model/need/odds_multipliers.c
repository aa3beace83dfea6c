/* odds_multipliers: assumptions that some zones or language groups need support more often than
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
    *any = nz + nl > 0;
    for (size_t i = 0; i < nz; i++) KT_TRY(add_zone_odds(p, kt_method_str_at(m, p->st, "zone_odds", i), err));
    for (size_t i = 0; i < nl; i++)
        KT_TRY(add_language_odds(p, kt_method_str_at(m, p->st, "language_odds", i), tmp, err));
    return KT_OK;
}
