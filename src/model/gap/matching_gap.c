/* matching_gap: need with no service point in its own language, or none of near support, in reach.
 *
 *   no_lang(z) = sum_c need(c) sum_g share(c, g) [no open site known to serve in g within the catchment]
 *   no_form(z) = sum_c need(c) [no open site of near support within the catchment]
 *
 * Languages are those the study knows for people, without "other", which no register can match. A blank
 * is unknown, never no: a site of unknown languages serves in the language of its municipality's
 * majority, unless `unknown_languages` is `none`; a site with a place and of unknown form counts as near
 * support. Cells whose languages are unknown are left out; a zone of such cells alone has NaN. People are
 * taken to need support alike in every language (no separate rates are published).
 * Complexity: O(languages × (cells + sites) + zones × draws).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/match_internal.h"

struct search {
    const struct kt_study *st;
    const struct kt_costs *mode;
    double reach; /* in the mode's unit */
};

/* lacks[c] = 1 when no used site lies within reach; NaN where the mode's source says nothing of the cell. */
static void find_lacks(const struct search *by, const uint8_t *use, double *lacks, struct kt_arena tmp)
{
    kt_mode_nearest(by->mode, by->st, use, lacks, NULL, tmp);
    for (size_t c = 0; c < by->st->cells.n; c++) lacks[c] = !(lacks[c] <= by->reach);
    kt_blank_outside(by->mode, lacks, by->st->cells.n);
}

/* Share of each cell's people that has no site in its language, NaN where no language is known; false
 * when none is known anywhere. */
static bool language_lacks(const struct kt_method *m, const struct search *by, double *lack,
                           struct kt_arena tmp)
{
    const struct kt_study *st = by->st;
    const struct kt_cells *cells = &st->cells;
    bool any = false, majority = kt_streq(kt_method_str(m, st, "unknown_languages"), "majority");
    enum kt_unknown_langs unknown = majority ? KT_LANGS_MAJORITY : KT_LANGS_NONE;
    const uint8_t *open = kt_sites_open(st, &tmp);
    uint8_t *use = KT_NEW(&tmp, uint8_t, st->sites.n);
    double *far = KT_NEW(&tmp, double, cells->n);
    for (size_t c = 0; c < cells->n; c++) lack[c] = NAN;
    for (size_t g = 0; g < cells->nlang; g++) {
        if (kt_streq(cells->lang[g], "other")) continue;
        for (size_t s = 0; s < st->sites.n; s++)
            use[s] = open[s] && kt_site_serves(st, s, cells->lang[g], unknown);
        find_lacks(by, use, far, tmp);
        for (size_t c = 0; c < cells->n; c++) {
            double share = cells->lang_share[c * cells->nlang + g];
            if (isnan(share)) continue;
            lack[c] = (isnan(lack[c]) ? 0 : lack[c]) + share * far[c];
            any = true;
        }
    }
    return any;
}

static void publish(struct kt_result *r, const struct kt_costs *mode, const struct kt_column *spec,
                    const double *lack, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    struct kt_out out = kt_publish_levels(r, spec);
    if (spec->no_interval) return; /* unknown: stays NaN */
    double *need = KT_NEW(&tmp, double, st->cells.n);
    kt_need_cells(r, 0, need);
    for (size_t c = 0; c < st->cells.n; c++) need[c] *= lack[c];
    kt_roll_cells(st, need, &out, tmp);
    struct kt_draws draws = kt_need_draws(r, lack, 0, &tmp);
    kt_interval_levels(st, &draws, NULL, 1, &out, tmp);
    kt_blank_unknown(st, lack, &out, tmp);
    kt_blank_uncovered(st, mode, &out, tmp);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    struct search by = {.st = st};
    KT_TRY(kt_mode_of(m, r, &by.mode, err));
    by.reach = kt_mode_num(m, st, by.mode, "catchment");
    double *lang = KT_NEW(&tmp, double, st->cells.n), *form = KT_NEW(&tmp, double, st->cells.n);
    bool known = language_lacks(m, &by, lang, tmp);
    publish(r, by.mode,
            &(struct kt_column){.name = "no_lang",
                                .kind = KT_K_PERSONS,
                                .unit = "persons",
                                .method = "matching_gap",
                                .no_interval = known ? NULL : "the languages of people are not known",
                                .title = {{"Tukea tarvitsevat ilman omankielistä tukea lähellä",
                                           "Personer med behov utan stöd på eget språk i närheten",
                                           "Persons in need without support in their language in reach"}}},
            lang, tmp);
    uint8_t *near = kt_sites_open(st, &tmp);
    for (size_t s = 0; s < st->sites.n; s++)
        near[s] =
            near[s] && (!st->sites.form[s] || !*st->sites.form[s] || kt_streq(st->sites.form[s], "near"));
    find_lacks(&by, near, form, tmp);
    publish(
        r, by.mode,
        &(struct kt_column){.name = "no_form",
                            .kind = KT_K_PERSONS,
                            .unit = "persons",
                            .method = "matching_gap",
                            .title = {{"Tukea tarvitsevat ilman lähitukea", "Personer med behov utan närstöd",
                                       "Persons in need without near support in reach"}}},
        form, tmp);
    return KT_OK;
}

static const struct kt_param params[] = {
    KT_PARAM_MODE,
    {"catchment_km", KT_T_NUM, "km", "30", 0.1, 500, NULL, "The longest way to a matching service point."},
    {"catchment_min", KT_T_NUM, "min", "30", 0.1, 500, NULL, "The same for modes that count minutes."},
    {"unknown_languages", KT_T_CHOICE, "", "majority", 0, 0, "majority none",
     "What a site of unknown languages serves in: its municipality's majority language, or none."},
};

const struct kt_method kt_matching_gap = {
    .name = "matching_gap",
    .title = {{"Tarve ilman omankielistä tai lähitukea", "Behov utan stöd på eget språk eller närstöd",
               "Need without support in its language or form"}},
    .summary = "Persons in need with no service point in their language, or none of near support, in reach.",
    .formula = "no_lang(z) = sum_c need(c) sum_g share(c,g) [no site in g within the catchment]; "
               "no_form(z) = sum_c need(c) [no near support within the catchment]",
    .source = "Language Act 423/2003 (languages); forms of digital support of the AUTA project 2017",
    .needs = "need travel",
    .columns = "no_lang no_form",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
