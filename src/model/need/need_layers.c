/* need_layers: persons in need of digital support in three layers, from survey rates by age.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   N_l(z) = sum over ages a of persons(z, a) × r_l(z, a),   need = sum_l w_l N_l
 *   logit r_l(z, a; draw) = logit r_l(a) + log m_z + e_l(a) + u_region + v_zone
 *
 * N1 excluded: does not use the internet (survey). N2 assisted: uses only with help (table, else the
 * assumed rates below). N3 occasional: uses but often needs support, scaled so that N1 + N2 + N3 is a
 * given share of all adults. e is survey error on the logit scale, 1 / sqrt(n p (1 - p)) for a rate
 * with an effective sample, `assumed_sd` for one without; u and v are what national rates leave out
 * between regions and zones (domain assumption: 0.25 and 0.15). u and v are common to ages and layers:
 * a place with weaker skills is weaker throughout, which widens the interval of a sum.
 * A published 0 stands for "under 0.5 %" and is taken as 0.25 %. Ages above the last band of a table
 * take its rate (no survey reaches past 89); ages below the first are not in need.
 * Multipliers of odds per zone or language are assumptions; they move need between zones and leave
 * the national rate of each age where the survey has it.
 * Sources: Statistics Finland, Use of information and communications technology by individuals
 * (rates); Digital and Population Data Services Agency, digital skills report 2022 (39 %).
 * Complexity: O(zones × ages × draws) time and memory. */
#include "model/need/need_internal.h"

#include <string.h>

static void sum_persons(struct kt_needplan *p)
{
    const struct kt_cells *c = &p->st->cells;
    for (size_t i = 0; i < c->n; i++)
        for (size_t a = 0; a < p->nage; a++)
            p->persons[(size_t)c->zone[i] * p->nage + a] += c->persons[i * p->nage + a];
}

double kt_need_age_total(const struct kt_needplan *p, size_t a)
{
    double sum = 0;
    for (size_t z = 0; z < p->nzone; z++) sum += p->persons[z * p->nage + a];
    return sum;
}

/* ---- the third layer ---------------------------------------------------------------------------*/

/* Persons in N1 + N2 + N3 when N3 = min(scale × base, what N1 and N2 leave). */
static double persons_at(const struct kt_needplan *p, const double *base, double scale)
{
    double sum = 0;
    for (size_t a = 0; a < p->nage; a++) {
        double used = p->layer[0].rate[a] + p->layer[1].rate[a];
        sum += kt_need_age_total(p, a) * p->share[a] * fmin(1, used + fmin(scale * base[a], 1 - used));
    }
    return sum;
}

/* Scales N3 to the target share of adults; grows with scale, so halving intervals finds it. */
static enum kt_status scale_third(struct kt_needplan *p, bool tabled, double target, struct kt_err *err)
{
    double base[KT_AGES_MAX], adults = 0, lo = 0, hi = 1;
    for (size_t a = 0; a < p->nage; a++) {
        adults += kt_need_age_total(p, a) * p->share[a];
        base[a] = tabled ? p->layer[2].rate[a] : fmax(0, 1 - p->layer[0].rate[a] - p->layer[1].rate[a]);
    }
    if (persons_at(p, base, 0) >= target * adults) hi = 0; /* N1 and N2 alone are as many */
    while (hi > 0 && hi < 1e6 && persons_at(p, base, hi) < target * adults) hi *= 2;
    if (hi >= 1e6)
        return kt_fail(err, KT_EINPUT,
                       "methods.need_layers.total_share: the layer 3 rates cannot be "
                       "scaled to %g of adults",
                       target);
    for (int i = 0; i < 100; i++) {
        double mid = (lo + hi) / 2;
        if (persons_at(p, base, mid) < target * adults)
            lo = mid;
        else
            hi = mid;
    }
    for (size_t a = 0; a < p->nage; a++) {
        double rest = fmax(0, 1 - p->layer[0].rate[a] - p->layer[1].rate[a]);
        p->layer[2].rate[a] = fmin(hi * base[a], rest);
    }
    return KT_OK;
}

/* ---- columns -----------------------------------------------------------------------------------*/

static const struct {
    struct kt_column spec;
    int layer;
} persons_columns[] = {
    {{.name = "need_n1",
      .kind = KT_K_PERSONS,
      .unit = "persons",
      .method = "need_layers",
      .title = {{"Internetiä käyttämättömät", "Använder inte internet", "Do not use the internet"}}},
     1},
    {{.name = "need_n2",
      .kind = KT_K_PERSONS,
      .unit = "persons",
      .method = "need_layers",
      .title = {{"Käyttävät vain autettuina", "Använder bara med hjälp", "Use only with help"}}},
     2},
    {{.name = "need_n3",
      .kind = KT_K_PERSONS,
      .unit = "persons",
      .method = "need_layers",
      .title = {{"Käyttävät, mutta tarvitsevat usein tukea", "Använder men behöver ofta stöd",
                 "Use, but often need support"}}},
     3},
    {{.name = "need",
      .kind = KT_K_PERSONS,
      .unit = "persons",
      .method = "need_layers",
      .title = {{"Digitukea tarvitsevat", "Personer med behov av digitalt stöd",
                 "Persons in need of digital support"}}},
     0},
};

static struct kt_out publish_population(struct kt_result *r, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    struct kt_out sums = kt_scratch_levels(st, &tmp);
    struct kt_out out =
        kt_publish_levels(r, &(struct kt_column){.name = "population",
                                                 .kind = KT_K_PERSONS,
                                                 .unit = "persons",
                                                 .method = "need_layers",
                                                 .title = {{"Väestö", "Befolkning", "Population"}},
                                                 .no_interval = "a count from the register"});
    kt_roll_cells(st, st->cells.total, &sums, tmp);
    for (size_t lv = 0; lv < st->nlevel; lv++)
        for (size_t z = 0; z < st->level[lv].n; z++) {
            double official = st->level[lv].population ? st->level[lv].population[z] : NAN;
            out.value[lv][z] = isnan(official) ? sums.value[lv][z] : official;
        }
    return out;
}

static void publish(struct kt_result *r, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    struct kt_out people = publish_population(r, tmp), need = {0};
    double *cell = KT_NEW(&tmp, double, st->cells.n);
    for (size_t i = 0; i < sizeof persons_columns / sizeof *persons_columns; i++) {
        struct kt_arena scratch = tmp;
        struct kt_out out = kt_publish_levels(r, &persons_columns[i].spec);
        kt_need_cells(r, persons_columns[i].layer, cell);
        kt_roll_cells(st, cell, &out, scratch);
        struct kt_draws draws = kt_need_draws(r, NULL, persons_columns[i].layer, &scratch);
        kt_interval_levels(st, &draws, NULL, 1, &out, scratch);
        need = out;
    }
    double *cell_need =
        kt_publish(r, KT_ROWS_CELLS,
                   &(struct kt_column){.name = "need",
                                       .kind = KT_K_PERSONS,
                                       .unit = "persons",
                                       .method = "need_layers",
                                       .title = persons_columns[3].spec.title,
                                       .no_interval = "given for zones; a cell has the rates of its zone"});
    memcpy(cell_need, cell, st->cells.n * sizeof *cell);
    struct kt_out per = kt_publish_levels(
        r, &(struct kt_column){.name = "need_per_1000",
                               .kind = KT_K_PER1000,
                               .unit = "per 1,000 residents",
                               .method = "need_layers",
                               .count_of = "need",
                               .title = {{"Digitukea tarvitsevat 1 000 asukasta kohti",
                                          "Personer med behov av digitalt stöd per 1 000 invånare",
                                          "Persons in need of digital support per 1,000 residents"}}});
    kt_divide_levels(st, &need, &people, 1000, &per);
    for (size_t lv = 0; lv < st->nlevel; lv++)
        for (size_t z = 0; z < st->level[lv].n; z++) {
            double n = people.value[lv][z];
            per.lower[lv][z] = n > 0 ? need.lower[lv][z] / n * 1000 : NAN;
            per.upper[lv][z] = n > 0 ? need.upper[lv][z] / n * 1000 : NAN;
        }
}

/* ---- the method --------------------------------------------------------------------------------*/

/* Adults are whom any layer's rates speak of; a layer that speaks of fewer has lower rates among them. */
static void common_share(struct kt_needplan *p)
{
    for (size_t a = 0; a < p->nage; a++) {
        for (size_t l = 0; l < 3; l++) p->share[a] = fmax(p->share[a], p->layer[l].share[a]);
        for (size_t l = 0; l < 3 && p->share[a] > 0; l++) {
            struct kt_agerates *t = &p->layer[l];
            double part = t->share[a] / p->share[a];
            if (part == 1) continue;
            t->rate[a] *= part;
            /* Layer 3 is scaled as a whole, so its parts keep adding up to 1. */
            for (size_t k = t->part_of[a]; l < 2 && k < t->part_of[a + 1]; k++) t->part[k].weight *= part;
        }
    }
}

static enum kt_status set_up(const struct kt_method *m, const struct kt_study *st, struct kt_needplan *p,
                             struct kt_arena *a, struct kt_err *err)
{
    int year = (int)kt_settings_int(st->set, "study.year");
    *p = (struct kt_needplan){.st = st,
                              .nage = st->cells.ages.n,
                              .nzone = st->level[0].n,
                              .ndraw = (size_t)kt_method_num(m, st, "draws"),
                              .seed = (uint64_t)kt_settings_int(st->set, "run.seed")};
    p->persons = KT_NEW(a, double, p->nzone * p->nage);
    p->log_m = KT_NEW(a, double, p->nzone);
    p->odds = KT_NEW(a, double, 3 * p->nage);
    p->share = KT_NEW(a, double, p->nage);
    p->odds_draw = KT_NEW(a, double, 3 * p->nage * p->ndraw);
    sum_persons(p);
    KT_TRY(kt_rate_table(st, 1, year, true, &p->layer[0], a, err));
    KT_TRY(kt_rate_table(st, 2, year, false, &p->layer[1], a, err));
    KT_TRY(kt_rate_table(st, 3, year, false, &p->layer[2], a, err));
    common_share(p);
    double total = kt_method_num(m, st, "total_share");
    if (total > 0) KT_TRY(scale_third(p, p->layer[2].tabled, total, err));
    bool multiplied;
    KT_TRY(kt_need_multipliers(m, p, &multiplied, *a, err));
    kt_need_point_odds(p, multiplied);
    kt_need_draw_odds(p, kt_method_num(m, st, "assumed_sd"));
    return KT_OK;
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_needplan p;
    const double most = 16e9;
    double bytes = (double)st->level[0].n * 3 * (double)st->cells.ages.n * kt_method_num(m, st, "draws") * 4;
    if (bytes > most)
        return kt_fail(err, KT_ELIMIT,
                       "methods.need_layers.draws: the draws would take %.1f GB; use fewer "
                       "draws or fewer age groups",
                       bytes / 1e9);
    if (kt_method_len(m, st, "weights") != 3)
        return kt_fail(err, KT_EINPUT,
                       "methods.need_layers.weights: three numbers are needed, for N1, N2 and N3");
    for (size_t l = 0; l < 3; l++) r->need_weight[l] = kt_method_num_at(m, st, "weights", l);
    KT_TRY(set_up(m, st, &p, &tmp, err));
    double *rate = KT_NEW(r->keep, double, p.nzone * 3 * p.nage);
    float *draw = KT_NEW(r->keep, float, p.nzone * 3 * p.nage * p.ndraw);
    kt_need_zone_rates(&p, kt_method_num(m, st, "region_sd"), kt_method_num(m, st, "zone_sd"), rate, draw,
                       tmp);
    r->ndraw = p.ndraw;
    r->rate = rate;
    r->rate_draw = draw;
    publish(r, tmp);
    return KT_OK;
}

static const struct kt_param params[] = {
    {"draws", KT_T_INT, "", "1000", 1, 100000, NULL, "Monte Carlo draws behind every interval."},
    {"weights", KT_T_NUMS, "", "[1, 1, 0]", 0, 1, NULL, "Weights of N1, N2 and N3 in `need`."},
    {"total_share", KT_T_NUM, "share", "0.39", 0, 1, NULL,
     "N1 + N2 + N3 as a share of all persons aged 16 or more; 0 leaves the layer 3 rates as they are."},
    {"region_sd", KT_T_NUM, "logit", "0.25", 0, 3, NULL, "Spread of rates between regions (assumption)."},
    {"zone_sd", KT_T_NUM, "logit", "0.15", 0, 3, NULL,
     "Spread of rates between zones of a region (assumption)."},
    {"assumed_sd", KT_T_NUM, "logit", "0.3", 0, 3, NULL,
     "Uncertainty of a rate that no survey stands behind (assumption)."},
    {"zone_odds", KT_T_STRS, "", "", 0, 0, NULL,
     "Odds of need in a zone against the average, as CODE=1.4 or LEVEL:CODE=1.4 (assumption)."},
    {"place_odds", KT_T_STRS, "", "", 0, 0, NULL,
     "Odds of need in a kind of place, as KIND=1.4 with the zones' column `place` (assumption)."},
    {"education_odds", KT_T_STRS, "", "", 0, 0, NULL,
     "Odds of need against tertiary education, as basic=2.5 and secondary=1.5, with the zones' columns "
     "basic_education and secondary_education (assumption)."},
    {"language_odds", KT_T_STRS, "", "", 0, 0, NULL,
     "Odds of need in a language group against all others, as LANGUAGE=1.3 (assumption)."},
};

const struct kt_method kt_need_layers = {
    .name = "need_layers",
    .title = {{"Digituen tarve", "Behov av digitalt stöd", "Need for digital support"}},
    .summary = "Persons in need in three layers, from dated survey rates by age, with 95 % intervals.",
    .formula =
        "N_l(z) = sum_a persons(z,a) r_l(z,a); logit r_l(z,a) = logit r_l(a) + log m_z + survey error + "
        "region effect + zone effect; need = sum_l w_l N_l",
    .source = "Statistics Finland, ICT use by individuals (N1); domain assumptions (N2); DVV digital skills "
              "report 2022 (39 %)",
    .needs = "",
    .columns = "population need_n1 need_n2 need_n3 need need_per_1000",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
