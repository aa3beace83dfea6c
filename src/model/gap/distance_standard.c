/* distance_standard: a two-sided standard of distance, for people and for those in need.
 *
 *   near_share = share with cost <= near,  far_share = share with cost > far
 *   met = near_share >= near_min_share and far_share <= far_max_share
 *
 * The form and the default figures (82 % within 3 km, at most 3 % beyond 10 km) are those of the
 * Finnish decree on post outlets 113/2012, section 1: the nearest thing to a legal standard of
 * distance to a counter. Without any open site all people are far; those of whose ways nothing is known are
 * neither near nor far, and no part of the shares. Zones without people have no share.
 * Complexity: O(cells + zones × draws).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/model_internal.h"

struct flags {
    const struct kt_costs *mode; /* NULL: the study has none in this unit */
    double *near, *far;          /* 0 or 1 per cell */
    double *known;               /* 0 where the mode's source says nothing of the cell */
};

static struct flags flags_of(const struct kt_method *m, const struct kt_result *r, const double *cost,
                             struct kt_arena *a)
{
    const struct kt_study *st = r->study;
    const struct kt_costs *mode = kt_mode_in(r, kt_method_str(m, st, "unit"));
    const uint8_t *outside = mode ? mode->outside : NULL;
    double near = kt_method_num(m, st, "near"), far = kt_method_num(m, st, "far");
    struct flags f = {mode, KT_NEW(a, double, st->cells.n), KT_NEW(a, double, st->cells.n),
                      KT_NEW(a, double, st->cells.n)};
    for (size_t c = 0; c < st->cells.n; c++) {
        f.known[c] = !outside || !outside[c];
        f.near[c] = cost[c] <= near;
        f.far[c] = f.known[c] > 0 && !(cost[c] <= far); /* no site at all: far */
    }
    return f;
}

double *kt_far_cells(const struct kt_result *r, struct kt_arena *a)
{
    const struct kt_method *m = &kt_distance_standard;
    const char *by = kt_streq(kt_method_str(m, r->study, "unit"), "min") ? "cost_min" : "dist_km";
    return flags_of(m, r, kt_result_find(r, KT_ROWS_CELLS, by)->value, a).far;
}

static double *times(const double *a, const double *b, size_t n, struct kt_arena *arena)
{
    double *out = KT_NEW(arena, double, n);
    for (size_t i = 0; i < n; i++) out[i] = a[i] * b[i];
    return out;
}

static void blank(const struct kt_study *st, const struct flags *f, struct kt_out *out, struct kt_arena tmp)
{
    if (f->mode) kt_blank_uncovered(st, f->mode, out, tmp);
}

/* Share of `persons` in flagged cells. */
static struct kt_out share(struct kt_result *r, const struct kt_column *spec, const struct flags *f,
                           const double *flag, const double *persons, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    struct kt_out out = kt_publish_levels(r, spec);
    struct kt_out num = kt_scratch_levels(st, &tmp), den = kt_scratch_levels(st, &tmp);
    kt_roll_cells(st, times(flag, persons, st->cells.n, &tmp), &num, tmp);
    kt_roll_cells(st, times(f->known, persons, st->cells.n, &tmp), &den, tmp);
    kt_divide_levels(st, &num, &den, 1, &out);
    blank(st, f, &out, tmp);
    return out;
}

static void publish_people(struct kt_result *r, const struct kt_method *m, const struct flags *f,
                           struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    const char *measured = "from coordinates; nothing is drawn";
    struct kt_out near = share(r,
                               &(struct kt_column){.name = "near_share",
                                                   .kind = KT_K_SHARE,
                                                   .unit = "share",
                                                   .method = "distance_standard",
                                                   .count_of = "population",
                                                   .no_interval = measured,
                                                   .title = {{"Väestöstä lähellä palvelupistettä",
                                                              "Andel av befolkningen nära ett serviceställe",
                                                              "Share of residents near a service point"}}},
                               f, f->near, st->cells.total, tmp);
    struct kt_out far =
        share(r,
              &(struct kt_column){.name = "far_share",
                                  .kind = KT_K_SHARE,
                                  .unit = "share",
                                  .method = "distance_standard",
                                  .count_of = "population",
                                  .no_interval = measured,
                                  .title = {{"Väestöstä kaukana palvelupisteestä",
                                             "Andel av befolkningen långt från ett serviceställe",
                                             "Share of residents far from a service point"}}},
              f, f->far, st->cells.total, tmp);
    struct kt_out persons =
        kt_publish_levels(r, &(struct kt_column){.name = "pop_far",
                                                 .kind = KT_K_PERSONS,
                                                 .unit = "persons",
                                                 .method = "distance_standard",
                                                 .no_interval = measured,
                                                 .title = {{"Kaukana palvelupisteestä asuvat",
                                                            "Boende långt från ett serviceställe",
                                                            "Residents far from a service point"}}});
    kt_roll_cells(st, times(f->far, st->cells.total, st->cells.n, &tmp), &persons, tmp);
    blank(st, f, &persons, tmp);
    struct kt_out met = kt_publish_levels(
        r, &(struct kt_column){
               .name = "standard_met",
               .kind = KT_K_INDEX,
               .unit = "0 or 1",
               .method = "distance_standard",
               .count_of = "population",
               .no_interval = measured,
               .title = {{"Etäisyysvaatimus täyttyy", "Avståndskravet uppfylls", "Distance standard met"}}});
    double least = kt_method_num(m, st, "near_min_share"), most = kt_method_num(m, st, "far_max_share");
    for (size_t lv = 0; lv < st->nlevel; lv++)
        for (size_t z = 0; z < st->level[lv].n; z++)
            if (!isnan(near.value[lv][z]))
                met.value[lv][z] = near.value[lv][z] >= least && far.value[lv][z] <= most;
}

static void publish_need(struct kt_result *r, const struct flags *f, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    double *need = KT_NEW(&tmp, double, st->cells.n);
    kt_need_cells(r, 0, need);
    struct kt_draws all = kt_need_draws(r, f->known, 0, &tmp);
    struct kt_draws near = kt_need_draws(r, f->near, 0, &tmp), far = kt_need_draws(r, f->far, 0, &tmp);
    struct kt_out out =
        share(r,
              &(struct kt_column){.name = "need_near_share",
                                  .kind = KT_K_SHARE,
                                  .unit = "share",
                                  .method = "distance_standard",
                                  .count_of = "need",
                                  .title = {{"Tukea tarvitsevista lähellä palvelupistettä",
                                             "Andel av personer med behov nära ett serviceställe",
                                             "Share of persons in need near a service point"}}},
              f, f->near, need, tmp);
    kt_interval_levels(st, &near, &all, 1, &out, tmp);
    blank(st, f, &out, tmp);
    out = share(r,
                &(struct kt_column){.name = "need_far_share",
                                    .kind = KT_K_SHARE,
                                    .unit = "share",
                                    .method = "distance_standard",
                                    .count_of = "need",
                                    .title = {{"Tukea tarvitsevista kaukana palvelupisteestä",
                                               "Andel av personer med behov långt från ett serviceställe",
                                               "Share of persons in need far from a service point"}}},
                f, f->far, need, tmp);
    kt_interval_levels(st, &far, &all, 1, &out, tmp);
    blank(st, f, &out, tmp);
    out =
        kt_publish_levels(r, &(struct kt_column){.name = "need_far",
                                                 .kind = KT_K_PERSONS,
                                                 .unit = "persons",
                                                 .method = "distance_standard",
                                                 .title = {{"Tukea tarvitsevat kaukana palvelupisteestä",
                                                            "Personer med behov långt från ett serviceställe",
                                                            "Persons in need far from a service point"}}});
    kt_roll_cells(st, times(f->far, need, st->cells.n, &tmp), &out, tmp);
    kt_interval_levels(st, &far, NULL, 1, &out, tmp);
    blank(st, f, &out, tmp);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    const char *by = kt_streq(kt_method_str(m, st, "unit"), "min") ? "cost_min" : "dist_km";
    const struct kt_column *cost = kt_result_find(r, KT_ROWS_CELLS, by);
    if (kt_method_num(m, st, "near") > kt_method_num(m, st, "far"))
        return kt_fail(err, KT_EINPUT, "methods.distance_standard.near: must not be above `far`");
    struct flags f = flags_of(m, r, cost->value, &tmp);
    publish_people(r, m, &f, tmp);
    publish_need(r, &f, tmp);
    return KT_OK;
}

static const struct kt_param params[] = {
    {"unit", KT_T_CHOICE, "", "km", 0, 0, "km min", "Unit of `near` and `far`."},
    {"near", KT_T_NUM, "km or min", "3", 0, 1000, NULL, "Up to this a service point is near."},
    {"far", KT_T_NUM, "km or min", "10", 0, 1000, NULL, "Beyond this a service point is far."},
    {"near_min_share", KT_T_NUM, "share", "0.82", 0, 1, NULL, "Least share of residents that must be near."},
    {"far_max_share", KT_T_NUM, "share", "0.03", 0, 1, NULL, "Largest share of residents that may be far."},
};

const struct kt_method kt_distance_standard = {
    .name = "distance_standard",
    .title = {{"Kaksipuolinen etäisyysvaatimus", "Tvåsidigt avståndskrav", "Two-sided distance standard"}},
    .summary = "Shares of residents and of persons in need near to and far from a service point, against a "
               "standard.",
    .formula =
        "near_share = sum_{c: cost <= near} P_c / sum P_c; far_share = sum_{c: cost > far} P_c / sum P_c; "
        "met = near_share >= near_min_share and far_share <= far_max_share",
    .source = "Finnish decree 113/2012, section 1 (post outlets)",
    .needs = "dist_km need",
    .columns = "near_share far_share pop_far standard_met need_near_share need_far_share need_far",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
