/* left_out: who lives beyond the distance standard, by age and by language.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   pop_B(z) = sum_{c in z} P(c,B);   far_B(z) = sum_{c in z, cost(c) > far} P(c,B)
 *   need_far_B(z) = sum_{c in z, cost(c) > far} sum_{a in B} P(c,a) rate(z,a)
 *   far_lang_L(z) = sum_{c in z, cost(c) > far} P(c) share(c,L);   far_lang_rest = the others of pop_far
 *
 * B is a band of ages: the study's age groups joined between 16, 25, 45, 65, 75 and 85 years where they have
 * these borders; far_75_84 is from 75 to 84, far_85 from 85 upwards. Cost and limit are those of
 * distance_standard; who has no site at all is beyond it, and people of whose ways nothing is known are in none
 * of the sums. Counts of residents are measured, those in need have the intervals of need_layers. People of
 * unknown language are in none of the languages. pop_B and need_far_B stand above the finest level only: parts by
 * age of small areas would be hidden, and with them those of the regions.
 * Complexity: O(bands × (cells × ages + zones × ages × draws)). */
#include "model/model_internal.h"

#include <stdio.h>
#include <string.h>

static const int border[] = {16, 25, 45, 65, 75, 85};
enum { BORDERS = sizeof border / sizeof *border, OPEN_END = 120 };

struct band {
    int min, max;
    uint8_t age[KT_AGES_MAX]; /* groups of the study that are in it */
};

static bool parted(int before, int from)
{
    for (size_t i = 0; i < BORDERS; i++)
        if (before < border[i] && from >= border[i]) return true;
    return false;
}

static size_t bands_of(const struct kt_ages *ages, struct band out[BORDERS + 1])
{
    size_t n = 0;
    for (size_t g = 0; g < ages->n; g++) {
        if (!n || parted(out[n - 1].min, ages->min[g])) out[n++] = (struct band){.min = ages->min[g]};
        out[n - 1].max = ages->max[g];
        out[n - 1].age[g] = 1;
    }
    return n;
}

/* "far_75_84", "far_85". */
static const char *name_of(const char *stem, const struct band *b, struct kt_arena *keep)
{
    if (b->max >= OPEN_END) return kt_printf(keep, "%s_%d", stem, b->min);
    return kt_printf(keep, "%s_%d_%d", stem, b->min, b->max);
}

static struct kt_tr title_of(const struct kt_tr *what, const struct band *b, struct kt_arena *keep)
{
    char span[32];
    if (b->max >= OPEN_END)
        snprintf(span, sizeof span, "%d+", b->min);
    else
        snprintf(span, sizeof span, "%d–%d", b->min, b->max);
    return (struct kt_tr){{kt_printf(keep, "%s, %s-vuotiaat", what->s[KT_FI], span),
                           kt_printf(keep, "%s, %s år", what->s[KT_SV], span),
                           kt_printf(keep, "%s, aged %s", what->s[KT_EN], span)}};
}

/* Adds `spec` at the levels above the finest, where parts by age are large enough to be told. */
static void publish_above(struct kt_result *r, const struct kt_column *spec, const struct kt_out *from)
{
    const struct kt_study *st = r->study;
    for (size_t lv = st->nlevel > 1; lv < st->nlevel; lv++) {
        struct kt_column at = *spec;
        at.rows = (int)lv;
        const struct kt_column *c = kt_result_add(r, &at);
        memcpy(c->value, from->value[lv], c->n * sizeof *c->value);
        if (!c->lower) continue;
        memcpy(c->lower, from->lower[lv], c->n * sizeof *c->value);
        memcpy(c->upper, from->upper[lv], c->n * sizeof *c->value);
    }
}

static void persons_of(const struct kt_cells *cells, const struct band *b, const double *far, double *out)
{
    for (size_t c = 0; c < cells->n; c++) {
        out[c] = 0;
        for (size_t g = 0; g < cells->ages.n; g++)
            if (b->age[g]) out[c] += cells->persons[c * cells->ages.n + g];
        if (far) out[c] *= far[c];
    }
}

static void publish_persons(struct kt_result *r, const struct band *b, const double *far, struct kt_arena tmp)
{
    static const struct kt_tr all = {{"Asukkaat", "Invånare", "Residents"}},
                              beyond = {{"Kaukana palvelupisteestä asuvat",
                                         "Boende långt från ett serviceställe",
                                         "Residents far from a service point"}};
    double *persons = KT_NEW(&tmp, double, r->study->cells.n);
    struct kt_out sum = kt_scratch_levels(r->study, &tmp);
    struct kt_column spec = {.name = name_of("pop", b, r->keep),
                             .kind = KT_K_PERSONS,
                             .unit = "persons",
                             .method = "left_out",
                             .part_of = "population",
                             .no_interval = "counted",
                             .title = title_of(&all, b, r->keep)};
    persons_of(&r->study->cells, b, NULL, persons);
    kt_roll_cells(r->study, persons, &sum, tmp);
    publish_above(r, &spec, &sum);

    spec.name = name_of("far", b, r->keep);
    spec.part_of = "pop_far";
    spec.no_interval = "from coordinates; nothing is drawn";
    spec.title = title_of(&beyond, b, r->keep);
    struct kt_out out = kt_publish_levels(r, &spec);
    persons_of(&r->study->cells, b, far, persons);
    kt_roll_cells(r->study, persons, &out, tmp);
}

static void publish_need(struct kt_result *r, const struct band *b, const double *far, struct kt_arena tmp)
{
    static const struct kt_tr what = {{"Tukea tarvitsevat kaukana palvelupisteestä",
                                       "Personer med behov långt från ett serviceställe",
                                       "Persons in need far from a service point"}};
    const struct kt_study *st = r->study;
    struct kt_out out = kt_scratch_levels(st, &tmp), lower = kt_scratch_levels(st, &tmp),
                  upper = kt_scratch_levels(st, &tmp);
    memcpy(out.lower, lower.value, sizeof out.lower);
    memcpy(out.upper, upper.value, sizeof out.upper);
    double *need = KT_NEW(&tmp, double, st->cells.n);
    kt_need_cells_of_ages(r, 0, b->age, need);
    for (size_t c = 0; c < st->cells.n; c++) need[c] *= far[c];
    kt_roll_cells(st, need, &out, tmp);
    struct kt_draws draws = kt_need_draws_of_ages(r, far, 0, b->age, &tmp);
    kt_interval_levels(st, &draws, NULL, 1, &out, tmp);
    publish_above(r,
                  &(struct kt_column){.name = name_of("need_far", b, r->keep),
                                      .kind = KT_K_PERSONS,
                                      .unit = "persons",
                                      .method = "left_out",
                                      .part_of = "need_far",
                                      .title = title_of(&what, b, r->keep)},
                  &out);
}

/* One language of the study, or with `lang` = nlang those who speak none of them. */
static void publish_language(struct kt_result *r, size_t lang, const double *far, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    const struct kt_cells *cells = &st->cells;
    bool rest = lang == cells->nlang;
    const char *code = rest ? "rest" : cells->lang[lang];
    struct kt_tr title = {
        {kt_printf(r->keep, "Kaukana palvelupisteestä asuvat, kieli %s", rest ? "muu" : code),
         kt_printf(r->keep, "Boende långt från ett serviceställe, språk %s", rest ? "övriga" : code),
         kt_printf(r->keep, "Residents far from a service point, language %s", code)}};
    struct kt_out out =
        kt_publish_levels(r, &(struct kt_column){.name = kt_printf(r->keep, "far_lang_%s", code),
                                                 .kind = KT_K_PERSONS,
                                                 .unit = "persons",
                                                 .method = "left_out",
                                                 .part_of = "pop_far",
                                                 .no_interval = "from coordinates; nothing is drawn",
                                                 .title = title});
    double *persons = KT_NEW(&tmp, double, cells->n);
    for (size_t c = 0; c < cells->n; c++) {
        const double *share = cells->lang_share + c * cells->nlang;
        double part = rest ? 1 : share[lang];
        for (size_t l = 0; rest && l < cells->nlang; l++) part -= share[l];
        persons[c] = cells->total[c] * far[c] * (isnan(part) ? part : fmax(0, part));
    }
    kt_roll_cells(st, persons, &out, tmp);
    kt_blank_unknown(st, persons, &out, tmp);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    KT_TRY(kt_check_needs(m, r, err));
    struct band band[BORDERS + 1];
    size_t n = bands_of(&st->cells.ages, band);
    const double *far = kt_far_cells(r, &tmp);
    for (size_t b = 0; b < n; b++) publish_persons(r, &band[b], far, tmp);
    for (size_t b = 0; b < n; b++) publish_need(r, &band[b], far, tmp);
    for (size_t l = 0; st->cells.nlang && l <= st->cells.nlang; l++) publish_language(r, l, far, tmp);
    return KT_OK;
}

const struct kt_method kt_left_out = {
    .name = "left_out",
    .title = {{"Tavoite-etäisyyden ulkopuolelle jäävät", "Boende utanför målavståndet", "Who is left out"}},
    .summary = "Residents and persons in need beyond the distance standard, by age and by language.",
    .formula =
        "far_B = sum_{c: cost > far} P(c,B); need_far_B = sum_{c: cost > far} sum_{a in B} P(c,a) rate(z,a)",
    .source = "limit: as distance_standard; bands of ages: those of the Finnish surveys of ICT use",
    .needs = "pop_far need_far",
    .columns = "pop_FROM_TO far_FROM_TO need_far_FROM_TO far_lang_CODE far_lang_rest",
    .run = run,
};
