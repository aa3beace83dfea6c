/* matched_access: hours within reach of those whom they suit, in their language and when they can come.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   demand(s,t) = sum_{c, g in L(s)} w(c,s) (free(c,g) + bound(c,g,t))
 *   of t(c,g)   = sum_{s: g in L(s)} w(c,s) hours(s,t) / demand(s,t)
 *   access(c,g,bound to t) = of t(c,g);   access(c,g,free) = sum_t of t(c,g)
 *
 * t: weekdays 8-16, other hours of weekdays, weekends. g: the languages that the study knows for people;
 * the rest speaks Finnish where Finnish is not among them, else any language, and any site serves it. Of
 * the people in need at working age (16-64), `evening_share` can come only on weekday evenings and
 * `weekend_share` only at weekends; everyone else can come at any time (assumptions, no figure is
 * published). Hours without a profile of the week count as weekdays 8-16. A site with a service area
 * serves each cell of it with `area_weight` instead of by its place. What sites give is what people get:
 * sum need × access = sum of the hours that meet any demand.
 *
 * Languages of sites that the register does not tell are unknown: such a site serves its municipality's
 * majority for sure, and perhaps everyone. Values stand on the former; sv_reach has the range up to the
 * latter as its interval, and so has no_match down to it. `official` assumes that it serves both languages
 * of a bilingual municipality, as the Language Act asks of its authorities; it is off because the duty says
 * what ought to be, not what is.
 * Source: Luo and Qi 2009, Health & Place 15 (the two steps); Language Act 423/2003, section 6 and 10.
 * Complexity: O(languages × pairs); no pair is stored. */
#include "model/access/match_internal.h"

#include <string.h>

enum { WORK_MIN = 16, WORK_MAX = 64, DAY_FROM = 8, DAY_TO = 16, WEEKDAYS = 120 };

static const char *const measured =
    "from coordinates, hours and need at its point; see access for its interval";

/* Which sites take part: those that support, of the asked forms and topics; unknown ones do. */
static uint8_t *sites_used(const struct kt_method *m, const struct kt_study *st, struct kt_arena *a)
{
    const struct kt_sites *s = &st->sites;
    uint8_t *use = KT_NEW(a, uint8_t, s->n);
    size_t nform = kt_method_len(m, st, "forms"), ntopic = kt_method_len(m, st, "topics");
    for (size_t i = 0; i < s->n; i++) {
        const char *form = s->form ? s->form[i] : NULL, *topics = s->topics ? s->topics[i] : NULL;
        bool suits = !nform || !form, about = !ntopic || !topics;
        for (size_t k = 0; k < nform && !suits; k++)
            suits = kt_streq(form, kt_method_str_at(m, st, "forms", k));
        for (size_t k = 0; k < ntopic && !about; k++)
            about = kt_list_has(topics, kt_method_str_at(m, st, "topics", k));
        use[i] = s->supports[i] == KT_YES && suits && about;
    }
    return use;
}

/* Hours of each site by time of the week. */
static double *hours_by_time(const struct kt_result *r, struct kt_arena *a)
{
    const struct kt_study *st = r->study;
    const struct kt_column *known = kt_result_find(r, KT_ROWS_SITES, "hours_week");
    double *hours = KT_NEW(a, double, st->sites.n *KT_TIMES);
    for (size_t s = 0; s < st->sites.n; s++) {
        const float *share = st->sites.staffed_share ? st->sites.staffed_share + s * KT_WEEK_HOURS : NULL;
        double *h = hours + s * KT_TIMES, total = known->value[s];
        if (!share || isnan(share[0])) {
            h[KT_DAY] = total > 0 ? total : 0;
            continue;
        }
        for (int i = 0; i < KT_WEEK_HOURS; i++) {
            bool day = i % 24 >= DAY_FROM && i % 24 < DAY_TO;
            h[i >= WEEKDAYS ? KT_WEEKEND : day ? KT_DAY : KT_EVENING] += (double)share[i];
        }
    }
    return hours;
}

/* The languages people are told apart by, the rest last. */
static size_t groups_of(const struct kt_study *st, const char **lang, size_t *column)
{
    size_t n = 0;
    bool finnish = false;
    for (size_t g = 0; g < st->cells.nlang; g++) {
        if (kt_streq(st->cells.lang[g], "other")) continue;
        finnish |= kt_streq(st->cells.lang[g], "fi");
        column[n] = g;
        lang[n++] = st->cells.lang[g];
    }
    lang[n] = n && !finnish ? "fi" : "other";
    return n + 1;
}

/* Need at working age, by the point rates. */
static void need_of_workers(const struct kt_result *r, double *need)
{
    const struct kt_cells *cells = &r->study->cells;
    size_t nage = cells->ages.n;
    for (size_t c = 0; c < cells->n; c++)
        for (size_t l = 0; l < 3; l++)
            for (size_t a = 0; a < nage; a++)
                if (cells->ages.min[a] >= WORK_MIN && cells->ages.max[a] <= WORK_MAX)
                    need[c] += r->need_weight[l] * cells->persons[c * nage + a] *
                               r->rate[((size_t)cells->zone[c] * 3 + l) * nage + a];
}

/* Need by language and time, [group × KT_TIMES × cells]; none where the mode's source says nothing. */
static double *need_by_group(const struct kt_method *m, const struct kt_result *r,
                             const struct kt_costs *mode, const size_t *column, size_t ngroup,
                             struct kt_arena *a)
{
    const struct kt_cells *cells = &r->study->cells;
    double *out = KT_NEW(a, double, ngroup *KT_TIMES * cells->n);
    double evening = kt_method_num(m, r->study, "evening_share");
    double weekend = kt_method_num(m, r->study, "weekend_share");
    struct kt_arena tmp = *a;
    double *need = KT_NEW(&tmp, double, cells->n), *work = KT_NEW(&tmp, double, cells->n);
    kt_need_cells(r, 0, need);
    need_of_workers(r, work);
    for (size_t c = 0; c < cells->n; c++) {
        if (mode->outside && mode->outside[c]) continue;
        double left = 1;
        for (size_t g = 0; g < ngroup; g++) {
            double share = g + 1 == ngroup ? left : cells->lang_share[c * cells->nlang + column[g]];
            if (!(share > 0)) continue;
            share = fmin(share, left);
            left -= share;
            double *to = out + g * KT_TIMES * cells->n + c;
            to[KT_EVENING * cells->n] = share * evening * work[c];
            to[KT_WEEKEND * cells->n] = share * weekend * work[c];
            to[KT_DAY] = share * (need[c] - (evening + weekend) * work[c]);
        }
    }
    return out;
}

/* ---- publishing ---- */

/* sum need × access / sum need × 1000 over the groups that `in` picks, by zone. */
static void publish_mean(struct kt_result *r, const struct kt_match *m, const double *access,
                         const struct kt_column *spec, const uint8_t *in, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    size_t n = st->cells.n;
    struct kt_out out = kt_publish_levels(r, spec), num = kt_scratch_levels(st, &tmp);
    struct kt_out den = kt_scratch_levels(st, &tmp);
    double *top = KT_NEW(&tmp, double, n), *all = KT_NEW(&tmp, double, n);
    for (size_t k = 0; k < m->ngroup * KT_TIMES; k++)
        for (size_t c = 0; in[k] && c < n; c++) {
            top[c] += m->need[k * n + c] * access[k * n + c];
            all[c] += m->need[k * n + c];
        }
    kt_roll_cells(st, top, &num, tmp);
    kt_roll_cells(st, all, &den, tmp);
    kt_divide_levels(st, &num, &den, 1000, &out);
    kt_blank_uncovered(st, m->mode, &out, tmp);
}

#define PER1000(key, fi, sv, en)                                                                           \
    {                                                                                                      \
        .name = key, .kind = KT_K_PER1000, .unit = "h/week per 1,000 in need", .method = "matched_access", \
        .count_of = "need", .no_interval = measured, .title = {                                            \
            {fi, sv, en}                                                                                   \
        }                                                                                                  \
    }

static void publish_access(struct kt_result *r, const struct kt_match *m, const double *access,
                           struct kt_arena tmp)
{
    const struct kt_column by_lang[] = {
        PER1000("access_fi", "Suomenkielisten saama tuki, tuntia viikossa 1 000 tarvitsevaa kohti",
                "Stöd för finskspråkiga, timmar i veckan per 1 000 med behov",
                "Support for Finnish speakers, hours a week per 1,000 in need"),
        PER1000("access_sv", "Ruotsinkielisten saama tuki, tuntia viikossa 1 000 tarvitsevaa kohti",
                "Stöd för svenskspråkiga, timmar i veckan per 1 000 med behov",
                "Support for Swedish speakers, hours a week per 1,000 in need"),
        PER1000("access_other", "Muunkielisten saama tuki, tuntia viikossa 1 000 tarvitsevaa kohti",
                "Stöd för personer med annat språk, timmar i veckan per 1 000 med behov",
                "Support for speakers of other languages, hours a week per 1,000 in need")};
    const struct kt_column by_time[] = {
        PER1000("access_evening", "Tuki vain iltaisin pääseville, tuntia viikossa 1 000 tarvitsevaa kohti",
                "Stöd för dem som bara kan på kvällar, timmar i veckan per 1 000 med behov",
                "Support for those free on evenings only, hours a week per 1,000 in need"),
        PER1000("access_weekend",
                "Tuki vain viikonloppuisin pääseville, tuntia viikossa 1 000 tarvitsevaa kohti",
                "Stöd för dem som bara kan på helger, timmar i veckan per 1 000 med behov",
                "Support for those free at weekends only, hours a week per 1,000 in need")};
    static const char *const lang[] = {"fi", "sv", "other"};
    uint8_t *in = KT_NEW(&tmp, uint8_t, m->ngroup * KT_TIMES);
    for (size_t i = 0; i < 3; i++) {
        for (size_t k = 0; k < m->ngroup * KT_TIMES; k++) {
            const char *l = m->lang[k / KT_TIMES];
            bool named = kt_streq(l, "fi") || kt_streq(l, "sv");
            in[k] = i == 2 ? !named : kt_streq(l, lang[i]);
        }
        publish_mean(r, m, access, &by_lang[i], in, tmp);
    }
    for (size_t t = KT_EVENING; t < KT_TIMES; t++) {
        for (size_t k = 0; k < m->ngroup * KT_TIMES; k++) in[k] = k % KT_TIMES == t;
        publish_mean(r, m, access, &by_time[t - KT_EVENING], in, tmp);
    }
}

/* Share of each cell's need that no hours suit. */
static double *unmatched(const struct kt_match *m, const double *access, struct kt_arena *a)
{
    size_t n = m->st->cells.n;
    double *lack = KT_NEW(a, double, n);
    for (size_t c = 0; c < n; c++) {
        double none = 0, all = 0;
        for (size_t k = 0; k < m->ngroup * KT_TIMES; k++) {
            all += m->need[k * n + c];
            none += access[k * n + c] > 0 ? 0 : m->need[k * n + c];
        }
        lack[c] = all > 0 ? none / all : 0;
    }
    return lack;
}

/* Persons without a match: at most by what the register tells, at least if the unknown sites serve all. */
static void publish_no_match(struct kt_result *r, const struct kt_costs *mode, const double *most,
                             const double *least, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    struct kt_out low = kt_scratch_levels(st, &tmp),
                  out = kt_publish_levels(
                      r, &(struct kt_column){
                             .name = "no_match",
                             .kind = KT_K_PERSONS,
                             .unit = "persons",
                             .method = "matched_access",
                             .title = {{"Tukea tarvitsevat, joille mikään tavoitettava tuki ei sovi",
                                        "Personer med behov som inget stöd inom räckhåll passar",
                                        "Persons in need whom no support in reach suits"}}});
    double *need = KT_NEW(&tmp, double, st->cells.n), *product = KT_NEW(&tmp, double, st->cells.n);
    kt_need_cells(r, 0, need);
    for (size_t c = 0; c < st->cells.n; c++) product[c] = need[c] * most[c];
    kt_roll_cells(st, product, &out, tmp);
    struct kt_draws draws = kt_need_draws(r, least, 0, &tmp);
    kt_interval_levels(st, &draws, NULL, 1, &out, tmp);
    for (size_t lv = 0; lv < st->nlevel; lv++)
        memcpy(low.value[lv], out.lower[lv], st->level[lv].n * sizeof(double));
    draws = kt_need_draws(r, most, 0, &tmp);
    kt_interval_levels(st, &draws, NULL, 1, &out, tmp);
    for (size_t lv = 0; lv < st->nlevel; lv++)
        memcpy(out.lower[lv], low.value[lv], st->level[lv].n * sizeof(double));
    kt_blank_uncovered(st, mode, &out, tmp);
}

/* Swedish speakers of each cell, NaN where nobody knows; false when nobody knows anywhere. */
static bool swedish(const struct kt_study *st, double *speakers)
{
    bool any = false;
    for (size_t c = 0; c < st->cells.n; c++) speakers[c] = NAN;
    for (size_t g = 0; g < st->cells.nlang; g++)
        for (size_t c = 0; c < st->cells.n && kt_streq(st->cells.lang[g], "sv"); c++) {
            speakers[c] = st->cells.total[c] * st->cells.lang_share[c * st->cells.nlang + g];
            any |= !isnan(speakers[c]);
        }
    return any;
}

/* Speakers with a place in reach that serves them, by what unknown languages are taken for. */
static struct kt_out reached(const struct kt_match *m, const double *speakers, enum kt_unknown_langs unknown,
                             struct kt_arena *a)
{
    const struct kt_study *st = m->st;
    struct kt_out out = kt_scratch_levels(st, a);
    struct kt_arena tmp = *a;
    uint8_t *use = KT_NEW(&tmp, uint8_t, st->sites.n);
    double *cost = KT_NEW(&tmp, double, st->cells.n);
    for (size_t s = 0; s < st->sites.n; s++)
        use[s] = m->use[s] && isfinite(st->sites.x[s]) && kt_site_serves(st, s, "sv", unknown);
    kt_mode_nearest(m->mode, st, use, cost, NULL, tmp);
    for (size_t c = 0; c < st->cells.n; c++) cost[c] = speakers[c] * (cost[c] <= m->decay.reach);
    kt_roll_cells(st, cost, &out, tmp);
    return out;
}

static void publish_swedish(struct kt_result *r, const struct kt_match *m, enum kt_unknown_langs most,
                            struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    double *speakers = KT_NEW(&tmp, double, st->cells.n);
    const char *unknown = swedish(st, speakers) ? NULL : "the languages of people are not known";
    struct kt_out all = kt_publish_levels(
        r, &(struct kt_column){.name = "sv_speakers",
                               .kind = KT_K_PERSONS,
                               .unit = "persons",
                               .method = "matched_access",
                               .no_interval = unknown ? unknown : "from the register of the population",
                               .title = {{"Ruotsinkieliset", "Svenskspråkiga", "Swedish speakers"}}});
    struct kt_out got = kt_publish_levels(
        r, &(struct kt_column){.name = "sv_reach",
                               .kind = KT_K_PERSONS,
                               .unit = "persons",
                               .method = "matched_access",
                               .no_interval = unknown,
                               .title = {{"Ruotsinkieliset, joilla on ruotsinkielistä tukea lähellä",
                                          "Svenskspråkiga med stöd på svenska inom räckhåll",
                                          "Swedish speakers with support in Swedish in reach"}}});
    struct kt_out share = kt_publish_levels(
        r, &(struct kt_column){.name = "sv_reach_share",
                               .kind = KT_K_SHARE,
                               .unit = "share",
                               .method = "matched_access",
                               .count_of = "sv_speakers",
                               .no_interval = unknown,
                               .title = {{"Osuus ruotsinkielisistä, joilla on ruotsinkielistä tukea lähellä",
                                          "Andel svenskspråkiga med stöd på svenska inom räckhåll",
                                          "Share of Swedish speakers with support in Swedish in reach"}}});
    if (unknown) return;
    kt_roll_cells(st, speakers, &all, tmp);
    struct kt_out low = reached(m, speakers, m->unknown, &tmp), high = reached(m, speakers, most, &tmp);
    for (size_t lv = 0; lv < st->nlevel; lv++)
        for (size_t z = 0; z < st->level[lv].n; z++) {
            double n = all.value[lv][z];
            got.value[lv][z] = got.lower[lv][z] = low.value[lv][z];
            got.upper[lv][z] = high.value[lv][z];
            if (!(n > 0)) continue;
            share.value[lv][z] = share.lower[lv][z] = low.value[lv][z] / n;
            share.upper[lv][z] = high.value[lv][z] / n;
        }
    kt_blank_unknown(st, speakers, &all, tmp);
    kt_blank_unknown(st, speakers, &got, tmp);
}

static enum kt_unknown_langs assumed(const char *word)
{
    if (kt_streq(word, "none")) return KT_LANGS_NONE;
    return kt_streq(word, "official") ? KT_LANGS_OFFICIAL : KT_LANGS_MAJORITY;
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    const char *lang[KT_LANGS_MAX + 1], *word = kt_method_str(m, st, "unknown_languages");
    size_t column[KT_LANGS_MAX];
    struct kt_match match = {.st = st, .area_weight = kt_method_num(m, st, "area_weight"), .lang = lang};
    KT_TRY(kt_mode_of(m, r, &match.mode, err));
    if (kt_method_num(m, st, "evening_share") + kt_method_num(m, st, "weekend_share") > 1)
        return kt_fail(err, KT_EINPUT, "methods.matched_access: evening_share and weekend_share exceed 1");
    match.decay =
        kt_decay_gauss(kt_mode_num(m, st, match.mode, "catchment"), kt_method_num(m, st, "edge_weight"));
    if (!match.mode->pairs.start && match.mode->per_metre == 0)
        return kt_fail(err, KT_EFAULT, "mode %s has no pairs", match.mode->mode);
    match.use = sites_used(m, st, &tmp);
    match.hours = hours_by_time(r, &tmp);
    match.ngroup = groups_of(st, lang, column);
    match.need = need_by_group(m, r, match.mode, column, match.ngroup, &tmp);
    match.unknown = assumed(word);
    enum kt_unknown_langs most = kt_streq(word, "unknown") ? KT_LANGS_ALL : match.unknown;
    double *access = KT_NEW(&tmp, double, match.ngroup *KT_TIMES * st->cells.n);
    kt_match_run(&match, access, NULL, tmp);
    publish_access(r, &match, access, tmp);
    double *lack = unmatched(&match, access, &tmp), *least = lack;
    if (most != match.unknown) {
        struct kt_match widest = match;
        widest.unknown = most;
        kt_match_run(&widest, access, NULL, tmp);
        least = unmatched(&widest, access, &tmp);
    }
    publish_no_match(r, match.mode, lack, least, tmp);
    publish_swedish(r, &match, most, tmp);
    return KT_OK;
}

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    {"catchment_km", KT_T_NUM, "km", "30", 0.1, 500, NULL, "End of the catchment."},
    {"catchment_min", KT_T_NUM, "min", "30", 0.1, 500, NULL, "The same for modes that count minutes."},
    {"edge_weight", KT_T_NUM, "", "0.01", 1e-6, 0.9, NULL, "Weight at the end of the catchment (Gaussian)."},
    {"evening_share", KT_T_NUM, "share", "0.2", 0, 1, NULL,
     "Of people in need aged 16-64, those who can come only on weekday evenings (assumption)."},
    {"weekend_share", KT_T_NUM, "share", "0.1", 0, 1, NULL,
     "Of people in need aged 16-64, those who can come only at weekends (assumption)."},
    {"unknown_languages", KT_T_CHOICE, "", "unknown", 0, 0, "unknown official majority none",
     "A site of unknown languages: serves the majority and perhaps everyone (unknown), both languages of a "
     "bilingual municipality (official), its majority alone, or nobody."},
    {"area_weight", KT_T_NUM, "", "1", 0, 1, NULL,
     "Weight of telephone, video and home visits within their service area."},
    {"forms", KT_T_STRS, "", "", 0, 0, "near remote training", "Forms of support that count; default: all."},
    {"topics", KT_T_STRS, "", "", 0, 0, NULL, "Topics of which a site needs one to count; default: any."},
};

const struct kt_method kt_matched_access = {
    .name = "matched_access",
    .title = {{"Saavutettavuus kielen ja ajan mukaan", "Nåbarhet enligt språk och tid",
               "Access by language and time"}},
    .summary = "Staffed hours shared among those whom they suit: in their language, when they can come, from "
               "a place or within a service area.",
    .formula = "demand(s,t) = sum_{c,g in L(s)} w(c,s) (free(c,g) + bound(c,g,t)); of_t(c,g) = sum_{s: g in "
               "L(s)} w(c,s) hours(s,t) / demand(s,t); sum need access = sum hours in use",
    .source = "Luo and Qi 2009, Health & Place 15; Language Act 423/2003",
    .needs = "need hours_week travel",
    .columns = "access_fi access_sv access_other access_evening access_weekend no_match sv_speakers sv_reach "
               "sv_reach_share",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
