/* travel_times: minutes to the nearest support by every mode that counts minutes, and whom it leaves out.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   travel_min_MODE(c) = min over open sites s of min(c, s);   zones: mean over those who have a way, weighted by need
 *   slow_MODE(z) = need of those farther than standard_min or without any way
 *   cut_off_MODE(z) = residents whose place the mode's source covers, but from where no way leads to any site
 *   covered_MODE(z) = share of residents whose place the source covers
 *
 *   slow_own(z) = sum over ages and modes of share(age, mode) × need of those whom that mode leaves beyond it
 *   need_walking(z) = need of those who don't drive (road_network.without_car)
 *
 * One set of columns for each mode: car, walk, walk_slow, cycle, or a matrix's own word. Zones of which too little
 * is covered (road_network.least_known) have no figure but covered_MODE. The table persons_by_mode tells how many
 * at each age go by each road mode (road_network.without_car; without it everyone by every mode), their mean
 * minutes, and how many of them are cut off.
 * Source: "cost to closest" in Pereira and Herszenhut 2023, Introduction to urban accessibility (Ipea).
 * Complexity: O(modes x (cells x ages + zones x draws)). */
#include "model/model_internal.h"
#include "model/travel/network_internal.h"

struct times {
    const struct kt_method *method;
    struct kt_result *result;
    const struct kt_costs *mode;
    const double *min; /* per cell; NaN: no way, or unknown */
};

static bool is_outside(const struct times *t, size_t c)
{
    return t->mode->outside && t->mode->outside[c];
}

static struct kt_column column(const struct times *t, const char *stem, enum kt_kind kind, const char *unit,
                               const char *fi, const char *sv, const char *en)
{
    struct kt_arena *keep = t->result->keep;
    struct kt_tr how = kt_mode_how(t->mode->mode);
    return (struct kt_column){
        .name = kt_printf(keep, "%s_%s", stem, t->mode->mode),
        .kind = kind,
        .unit = unit,
        .method = t->method->name,
        .title = {{kt_printf(keep, "%s %s", fi, how.s[KT_FI]), kt_printf(keep, "%s %s", sv, how.s[KT_SV]),
                   kt_printf(keep, "%s %s", en, how.s[KT_EN])}}};
}

/* Mean minutes of those who have a way. */
static void publish_mean(const struct times *t, const struct kt_column *spec, struct kt_arena tmp)
{
    struct kt_result *r = t->result;
    const struct kt_study *st = r->study;
    size_t n = st->cells.n;
    double *top = KT_NEW(&tmp, double, n), *need = KT_NEW(&tmp, double, n), *there = KT_NEW(&tmp, double, n);
    struct kt_out mean = kt_publish_levels(r, spec);
    struct kt_out num = kt_scratch_levels(st, &tmp), den = kt_scratch_levels(st, &tmp);
    kt_need_cells(r, 0, need);
    for (size_t c = 0; c < n; c++) {
        there[c] = isnan(t->min[c]) ? NAN : 1;
        top[c] = need[c] * t->min[c];
        need[c] *= there[c];
    }
    kt_roll_cells(st, top, &num, tmp);
    kt_roll_cells(st, need, &den, tmp);
    kt_divide_levels(st, &num, &den, 1, &mean);
    struct kt_draws minutes = kt_need_draws(r, t->min, 0, &tmp), all = kt_need_draws(r, there, 0, &tmp);
    kt_interval_levels(st, &minutes, &all, 1, &mean, tmp);
    kt_blank_uncovered(st, t->mode, &mean, tmp);
}

static void publish_slow(const struct times *t, const struct kt_column *spec, double standard,
                         struct kt_arena tmp)
{
    struct kt_result *r = t->result;
    const struct kt_study *st = r->study;
    double *slow = KT_NEW(&tmp, double, st->cells.n), *need = KT_NEW(&tmp, double, st->cells.n);
    struct kt_out out = kt_publish_levels(r, spec);
    kt_need_cells(r, 0, need);
    for (size_t c = 0; c < st->cells.n; c++) {
        slow[c] = !is_outside(t, c) && !(t->min[c] <= standard);
        need[c] *= slow[c];
    }
    kt_roll_cells(st, need, &out, tmp);
    struct kt_draws draws = kt_need_draws(r, slow, 0, &tmp);
    kt_interval_levels(st, &draws, NULL, 1, &out, tmp);
    kt_blank_uncovered(st, t->mode, &out, tmp);
}

static void publish_people(const struct times *t, struct kt_arena tmp)
{
    const struct kt_study *st = t->result->study;
    struct kt_column spec =
        column(t, "cut_off", KT_K_PERSONS, "persons", "Asukkaat, joilla ei ole tietä perille",
               "Boende utan väg fram", "Residents without any way to support");
    spec.no_interval = "from registered residents and roads; nothing is drawn";
    struct kt_out cut = kt_publish_levels(t->result, &spec);
    double *off = KT_NEW(&tmp, double, st->cells.n);
    for (size_t c = 0; c < st->cells.n; c++)
        off[c] = isnan(t->min[c]) && !is_outside(t, c) ? st->cells.total[c] : 0;
    kt_roll_cells(st, off, &cut, tmp);
    kt_blank_uncovered(st, t->mode, &cut, tmp);
    spec =
        column(t, "covered", KT_K_SHARE, "share", "Väestöstä matka-aikatietojen piirissä",
               "Andel av befolkningen med kända restider", "Share of residents whose travel times are known");
    spec.no_interval = "from coordinates; nothing is drawn";
    spec.count_of = "population";
    struct kt_out covered = kt_publish_levels(t->result, &spec), share = kt_mode_covered(st, t->mode, &tmp);
    for (size_t lv = 0; lv < st->nlevel; lv++)
        for (size_t z = 0; z < st->level[lv].n; z++) covered.value[lv][z] = share.value[lv][z];
}

static double *publish_cells(struct kt_result *r, const struct kt_method *m, const struct kt_costs *mode,
                             struct kt_arena tmp)
{
    struct times t = {m, r, mode, NULL};
    struct kt_column spec =
        column(&t, "travel_min", KT_K_MIN, "min", "Matka-aika lähimpään palvelupisteeseen",
               "Restid till närmaste serviceställe", "Travel time to the nearest service point");
    spec.no_interval = "from coordinates; nothing is drawn";
    double *min = kt_publish(r, KT_ROWS_CELLS, &spec);
    kt_mode_nearest(mode, r->study, NULL, min, NULL, tmp);
    spec = column(&t, "reached", KT_K_INDEX, "1, or 0 without a way", "Pääsee palvelupisteeseen",
                  "Når ett serviceställe", "Reaches a service point");
    spec.no_interval = "from coordinates; nothing is drawn";
    double *reached = kt_publish(r, KT_ROWS_CELLS, &spec);
    for (size_t c = 0; c < r->study->cells.n; c++)
        reached[c] = mode->outside && mode->outside[c] ? (double)NAN : !isnan(min[c]);
    return min;
}

/* ---- persons by mode and age ---- */

enum { PERSONS, MEAN, CUT, NCOL };

/* One age group's line: who go by the mode, their mean minutes, those without a way. */
static void by_age(const struct times *t, size_t g, double *row)
{
    const struct kt_cells *c = &t->result->study->cells;
    double share = kt_road_share(t->result->study, t->mode->mode, g), minutes = 0, with = 0;
    row[PERSONS] = row[CUT] = 0;
    for (size_t i = 0; i < c->n; i++) {
        double p = c->persons[i * c->ages.n + g] * share;
        if (is_outside(t, i)) continue;
        row[PERSONS] += p;
        if (isnan(t->min[i])) {
            row[CUT] += p;
        } else {
            with += p;
            minutes += p * t->min[i];
        }
    }
    row[MEAN] = with > 0 ? minutes / with : NAN;
}

static const char *age_text(struct kt_arena *keep, const struct kt_ages *a, size_t g)
{
    return a->max[g] < 150 ? kt_printf(keep, "%d-%d", a->min[g], a->max[g])
                           : kt_printf(keep, "%d-", a->min[g]);
}

static void table_by_age(struct kt_result *r, const struct times *t, size_t nmode)
{
    static const char *const column_name[NCOL] = {"persons", "mean_min", "persons_cut_off"};
    static const enum kt_kind kind[NCOL] = {KT_K_PERSONS, KT_K_MIN, KT_K_PERSONS};
    const struct kt_ages *ages = &r->study->cells.ages;
    const char **name = KT_NEW(r->keep, const char *, nmode * ages->n);
    for (size_t i = 0; i < nmode; i++)
        for (size_t g = 0; g < ages->n; g++)
            name[i * ages->n + g] = kt_printf(r->keep, "%s %s", t[i].mode->mode, age_text(r->keep, ages, g));
    struct kt_table *table = kt_result_add_table(
        r,
        &(struct kt_table){.name = "persons_by_mode",
                           .title = {{"Ihmiset kulkutavan ja iän mukaan", "Personer efter färdsätt och ålder",
                                      "Persons by mode of travel and age"}},
                           .method = "travel_times",
                           .nrow = nmode * ages->n,
                           .ncol = NCOL,
                           .row = name,
                           .column = column_name,
                           .kind = kind});
    for (size_t i = 0; i < nmode; i++)
        for (size_t g = 0; g < ages->n; g++) by_age(&t[i], g, table->value + (i * ages->n + g) * NCOL);
}

/* ---- each by their own way ---- */

struct own_way {
    struct kt_result *result;
    struct kt_draws draws;
    struct kt_out value;
};

static struct own_way own_way_open(struct kt_result *r, const char *name, struct kt_tr title,
                                   struct kt_arena *tmp)
{
    struct own_way w = {.result = r, .draws = kt_draws_new(r->study, r->ndraw, tmp)};
    w.value = kt_publish_levels(
        r,
        &(struct kt_column){
            .name = name, .kind = KT_K_PERSONS, .unit = "persons", .method = "travel_times", .title = title});
    for (size_t lv = 0; lv < r->study->nlevel; lv++)
        for (size_t z = 0; z < r->study->level[lv].n; z++) w.value.value[lv][z] = 0;
    return w;
}

/* Adds share × need of an age group's cells, each f[c] times. */
static void own_way_add(struct own_way *w, const double *f, const uint8_t *age, double share,
                        struct kt_arena tmp)
{
    const struct kt_study *st = w->result->study;
    double *need = KT_NEW(&tmp, double, st->cells.n);
    struct kt_out sum = kt_scratch_levels(st, &tmp);
    kt_need_cells_of_ages(w->result, 0, age, need);
    for (size_t c = 0; c < st->cells.n; c++) need[c] *= f[c] * share;
    kt_roll_cells(st, need, &sum, tmp);
    struct kt_draws part = kt_need_draws_of_ages(w->result, f, 0, age, &tmp);
    for (size_t lv = 0; lv < st->nlevel; lv++) {
        for (size_t z = 0; z < st->level[lv].n; z++) w->value.value[lv][z] += sum.value[lv][z];
        for (size_t i = 0; i < st->level[lv].n * w->draws.n; i++)
            w->draws.at[lv][i] += share * part.at[lv][i];
    }
}

/* Persons in need who don't drive, and those far off when drivers drive and others walk. */
static void publish_own_way(struct kt_result *r, const struct times *t, size_t n, double standard,
                            struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    double *f = KT_NEW(&tmp, double, st->cells.n), *far = KT_NEW(&tmp, double, st->cells.n);
    struct own_way walk = own_way_open(
        r, "need_walking",
        (struct kt_tr){{"Tukea tarvitsevat, jotka eivät aja autoa", "Personer med behov som inte kör bil",
                        "Persons in need who don't drive"}},
        &tmp);
    struct own_way slow = own_way_open(
        r, "slow_own",
        (struct kt_tr){
            {kt_printf(r->keep, "Tukea tarvitsevat yli %g minuutin päässä omalla kulkutavallaan", standard),
             kt_printf(r->keep, "Personer med behov över %g minuter bort med sitt eget färdsätt", standard),
             kt_printf(r->keep, "Persons in need more than %g minutes away by their own way", standard)}},
        &tmp);
    for (size_t i = 0; i < n; i++) {
        if (!t[i].mode->share) continue;
        for (size_t c = 0; c < st->cells.n; c++) {
            f[c] = !is_outside(&t[i], c);
            far[c] = f[c] > 0 && !(t[i].min[c] <= standard);
        }
        uint8_t done[KT_AGES_MAX] = {0}, age[KT_AGES_MAX];
        for (size_t g = 0; g < st->cells.ages.n; g++) {
            double share = kt_road_share(st, t[i].mode->mode, g);
            if (done[g] || share <= 0) continue;
            for (size_t h = 0; h < st->cells.ages.n; h++) {
                age[h] = kt_road_share(st, t[i].mode->mode, h) == share;
                done[h] |= age[h];
            }
            own_way_add(&slow, far, age, share, tmp);
            if (!kt_streq(t[i].mode->mode, "car")) own_way_add(&walk, f, age, share, tmp);
        }
    }
    for (struct own_way *w = &walk; w; w = w == &walk ? &slow : NULL) {
        kt_interval_levels(st, &w->draws, NULL, 1, &w->value, tmp);
        for (size_t i = 0; i < n; i++)
            if (t[i].mode->share) kt_blank_uncovered(st, t[i].mode, &w->value, tmp);
    }
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    struct times all[KT_MODES_MAX];
    size_t n = 0;
    double standard = kt_method_num(m, st, "standard_min");
    for (size_t i = 0; i < r->nmode; i++)
        if (kt_streq(r->mode[i].unit, "min")) all[n++] = (struct times){m, r, &r->mode[i], NULL};
    if (!n) return KT_OK; /* straight lines have their kilometres */
    for (size_t i = 0; i < n; i++) {
        struct times *t = &all[i];
        t->min = publish_cells(r, m, t->mode, tmp);
        struct kt_column spec = column(t, "travel_min", KT_K_MIN, "min", "Tukea tarvitsevien matka-aika",
                                       "Restid för personer med behov", "Travel time of persons in need");
        spec.count_of = "need";
        publish_mean(t, &spec, tmp);
        spec = column(t, "slow", KT_K_PERSONS, "persons",
                      kt_printf(r->keep, "Tukea tarvitsevat yli %g minuutin päässä", standard),
                      kt_printf(r->keep, "Personer med behov över %g minuter bort", standard),
                      kt_printf(r->keep, "Persons in need more than %g minutes away", standard));
        publish_slow(t, &spec, standard, tmp);
        publish_people(t, tmp);
    }
    table_by_age(r, all, n);
    if (kt_road_shared(st)) publish_own_way(r, all, n, standard, tmp);
    return KT_OK;
}

static const struct kt_param params[] = {
    {"standard_min", KT_T_NUM, "min", "30", 1, 1440, NULL,
     "Persons in need farther than this from support, or without any way there, are counted."},
};

const struct kt_method kt_travel_times = {
    .name = "travel_times",
    .title = {{"Matka-ajat kulkutavoittain", "Restider per färdsätt", "Travel times by mode"}},
    .summary =
        "Minutes to the nearest service point by every mode that counts minutes, those far away, cut off "
        "or not covered, and persons by mode and age.",
    .formula = "travel_min_MODE(z) = sum_c need(c) min(c) / sum_c need(c) over cells with a way; "
               "slow_MODE = sum of need(c) with min(c) > standard_min or no way",
    .source = "Pereira and Herszenhut 2023, Introduction to urban accessibility",
    .needs = "need travel",
    .columns = "travel_min_MODE slow_MODE cut_off_MODE covered_MODE reached_MODE slow_own need_walking",
    .tables = "persons_by_mode",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
