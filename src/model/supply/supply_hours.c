/* supply_hours: staffed support hours a week where support is given now.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   hours(z) = sum over supporting sites s in z of hours_week(s),   per 1,000 = 1000 hours(z) / need(z)
 *
 * A site lies in the zone that the study gave it: by its place, or by its municipality code where it has
 * no place (remote support); a site off the map counts for no zone. Unknown hours are left out, or taken
 * as `unknown_hours` when that is above 0; such a site counts in `sites` all the same. A zone that knows
 * the hours of none of its sites has NaN, and so has one that knows the form (the languages) of none in
 * the hours by form (in Swedish). A zone without sites has 0.
 * Source: minimum information of a service point after the French standard for digital-mediation
 * places 1.0.2; staffed hours because building hours overstate support (survey of Finnish public
 * libraries, autumn 2017: staff present all opening time in 31 % of 377).
 * Complexity: O(sites + zones × draws). */
#include "model/model_internal.h"

/* Adds f(s) of supporting sites to their zones at every level. */
static void roll_sites(const struct kt_study *st, const double *f, struct kt_out *out)
{
    for (size_t lv = 0; lv < st->nlevel; lv++) {
        for (size_t z = 0; z < st->level[lv].n; z++) out->value[lv][z] = 0;
        for (size_t s = 0; s < st->sites.n; s++) {
            int32_t z = st->sites.zone[s], up = z < 0 ? -1 : kt_zone_up(st, z, lv);
            if (up >= 0 && !isnan(f[s])) out->value[lv][up] += f[s];
        }
    }
}

static void site_hours(const struct kt_method *m, const struct kt_study *st, double *hours)
{
    double unknown = kt_method_num(m, st, "unknown_hours");
    for (size_t s = 0; s < st->sites.n; s++) {
        if (st->sites.supports[s] != KT_YES) continue;
        double h = st->sites.hours_week[s];
        hours[s] = isnan(h) && unknown > 0 ? unknown : h;
    }
}

/* A zone with supporting sites of which none tells its part of the sum has an unknown sum, not 0. */
static void blank_unknown(const struct kt_study *st, const double *is_known, struct kt_arena tmp,
                          struct kt_out *out)
{
    struct kt_out known = kt_scratch_levels(st, &tmp), sites = kt_scratch_levels(st, &tmp);
    double *is_site = KT_NEW(&tmp, double, st->sites.n);
    for (size_t s = 0; s < st->sites.n; s++) is_site[s] = st->sites.supports[s] == KT_YES;
    roll_sites(st, is_known, &known);
    roll_sites(st, is_site, &sites);
    for (size_t lv = 0; lv < st->nlevel; lv++)
        for (size_t z = 0; z < st->level[lv].n; z++)
            if (sites.value[lv][z] > 0 && known.value[lv][z] == 0) out->value[lv][z] = NAN;
}

/* 1 for supporting sites that tell their part: its hours, or that it has no part in the sum. */
static double *known_part(const struct kt_study *st, const double *hours, struct kt_arena *a)
{
    double *known = KT_NEW(a, double, st->sites.n);
    for (size_t s = 0; s < st->sites.n; s++)
        known[s] = st->sites.supports[s] == KT_YES && !isnan(hours[s]) ? 1 : 0;
    return known;
}

static void publish_split(struct kt_result *r, const double *hours, struct kt_arena tmp)
{
    static const struct kt_column split[] = {
        {.name = "hours_near",
         .kind = KT_K_HOURS,
         .unit = "hours",
         .method = "supply_hours",
         .title = {{"Lähituen tunnit viikossa", "Närstöd, timmar i veckan", "Near support, hours a week"}}},
        {.name = "hours_remote",
         .kind = KT_K_HOURS,
         .unit = "hours",
         .method = "supply_hours",
         .title = {{"Etätuen tunnit viikossa", "Distansstöd, timmar i veckan",
                    "Remote support, hours a week"}}},
        {.name = "hours_training",
         .kind = KT_K_HOURS,
         .unit = "hours",
         .method = "supply_hours",
         .title = {{"Koulutuksen tunnit viikossa", "Utbildning, timmar i veckan", "Training, hours a week"}}},
        {.name = "hours_sv",
         .kind = KT_K_HOURS,
         .unit = "hours",
         .method = "supply_hours",
         .title = {{"Ruotsinkielisen tuen tunnit viikossa", "Stöd på svenska, timmar i veckan",
                    "Support in Swedish, hours a week"}}},
    };
    static const char *const form[] = {"near", "remote", "training", NULL};
    const struct kt_sites *sites = &r->study->sites;
    double *part = KT_NEW(&tmp, double, sites->n), *known = KT_NEW(&tmp, double, sites->n);
    for (size_t i = 0; i < sizeof split / sizeof *split; i++) {
        struct kt_column spec = split[i];
        spec.no_interval = "a sum from the register";
        for (size_t s = 0; s < sites->n; s++) {
            const char *told = form[i] ? sites->form[s] : sites->languages[s];
            bool in = told && (form[i] ? kt_streq(told, form[i]) : kt_list_has(told, "sv"));
            part[s] = in ? hours[s] : NAN;
            known[s] = sites->supports[s] == KT_YES && told && *told && !(in && isnan(hours[s]));
        }
        struct kt_out out = kt_publish_levels(r, &spec);
        roll_sites(r->study, part, &out);
        blank_unknown(r->study, known, tmp, &out);
    }
}

static void publish_per_1000(struct kt_result *r, const struct kt_out *hours, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    struct kt_out need = kt_scratch_levels(st, &tmp);
    double *cell = KT_NEW(&tmp, double, st->cells.n);
    struct kt_out per = kt_publish_levels(
        r, &(struct kt_column){.name = "hours_per_1000",
                               .kind = KT_K_PER1000,
                               .unit = "h/week per 1,000 in need",
                               .method = "supply_hours",
                               .count_of = "need",
                               .title = {{"Tukitunnit viikossa 1 000 tukea tarvitsevaa kohti",
                                          "Stödtimmar i veckan per 1 000 personer med behov",
                                          "Support hours a week per 1,000 persons in need"}}});
    kt_need_cells(r, 0, cell);
    kt_roll_cells(st, cell, &need, tmp);
    kt_divide_levels(st, hours, &need, 1000, &per);
    struct kt_draws draws = kt_need_draws(r, NULL, 0, &tmp);
    /* Hours are fixed, so draws of the need are turned over in place. */
    for (size_t lv = 0; lv < st->nlevel; lv++)
        for (size_t i = 0; i < st->level[lv].n * draws.n; i++)
            draws.at[lv][i] =
                draws.at[lv][i] > 0 ? 1000 * hours->value[lv][i / draws.n] / draws.at[lv][i] : NAN;
    kt_interval_levels(st, &draws, NULL, 1, &per, tmp);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    double *one = KT_NEW(&tmp, double, st->sites.n);
    double *hours = kt_publish(
        r, KT_ROWS_SITES,
        &(struct kt_column){.name = "hours_week",
                            .kind = KT_K_HOURS,
                            .unit = "hours",
                            .method = "supply_hours",
                            .title = {{"Tukitunnit viikossa", "Stödtimmar i veckan", "Support hours a week"}},
                            .no_interval = "from the register"});
    site_hours(m, st, hours); /* stays NaN for sites without support */
    for (size_t s = 0; s < st->sites.n; s++) one[s] = st->sites.supports[s] == KT_YES ? 1 : NAN;
    struct kt_out total = kt_publish_levels(
        r,
        &(struct kt_column){.name = "hours_week",
                            .kind = KT_K_HOURS,
                            .unit = "hours",
                            .method = "supply_hours",
                            .title = {{"Tukitunnit viikossa", "Stödtimmar i veckan", "Support hours a week"}},
                            .no_interval = "a sum from the register"});
    roll_sites(st, hours, &total);
    blank_unknown(st, known_part(st, hours, &tmp), tmp, &total);
    struct kt_out count = kt_publish_levels(
        r,
        &(struct kt_column){.name = "sites",
                            .kind = KT_K_COUNT,
                            .unit = "sites",
                            .method = "supply_hours",
                            .title = {{"Digitukea antavat palvelupisteet", "Serviceställen med digitalt stöd",
                                       "Service points with digital support"}},
                            .no_interval = "a count from the register"});
    roll_sites(st, one, &count);
    publish_split(r, hours, tmp);
    publish_per_1000(r, &total, tmp);
    return KT_OK;
}

static const struct kt_param params[] = {
    {"unknown_hours", KT_T_NUM, "h/week", "0", 0, 168, NULL,
     "Hours assumed for a supporting site with unknown hours; 0 leaves it out of the hours."},
};

const struct kt_method kt_supply_hours = {
    .name = "supply_hours",
    .title = {{"Digituen tarjonta", "Utbud av digitalt stöd", "Supply of digital support"}},
    .summary = "Staffed support hours a week by zone, form and language, and per 1,000 persons in need.",
    .formula = "hours(z) = sum_{s in z} hours_week(s); hours_per_1000(z) = 1000 hours(z) / need(z)",
    .source = "the study's register of service points",
    .needs = "need",
    .columns = "hours_week sites hours_near hours_remote hours_training hours_sv hours_per_1000",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
