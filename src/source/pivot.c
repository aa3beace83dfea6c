/* What the dimensions and categories of a statistical table stand for: the study file, the table itself and
 * the words of the statistical office tell it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "people_internal.h"
#include "pivot_internal.h"
#include "sites_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CELLS_MAX = 50000000, MEASURES_MAX = 2000 };

/* Tables that katve knows: what counts persons in them, which measure is the share of Swedish speakers. */
static const struct preset {
    const char *name, *mark; /* mark: in the table's id or title */
    const char *area, *age, *measure, *persons[4], *swedish[3];
} preset[] = {
    {"11re",
     "11re",
     "Alue",
     "Ikä",
     "Tiedot",
     {"vaesto", "Väestö 31.12.", "Befolkning 31.12.", "Population 31 Dec"},
     {NULL}},
    {"11rc",
     "11rc",
     NULL,
     "Ikä",
     "Tiedot",
     {"vaesto", "Väestö 31.12.", "Befolkning 31.12.", "Population 31 Dec"},
     {NULL}},
    {"12f7",
     "12f7",
     "Postinumeroalue",
     NULL,
     "Tiedot",
     {"he_vakiy", "Asukkaat yhteensä (HE)", "Invånare totalt (HE)", "Inhabitants, total (HE)"},
     {NULL}},
    {"key_figures",
     "avainluvut",
     "Alue",
     NULL,
     "Tiedot",
     {"M411", "Väkiluku", "Folkmängd", "Population"},
     {"M404", "Ruotsinkielisten osuus väestöstä, %", "Andel svenskspråkiga av befolkningen, %"}},
};
enum { NPRESET = sizeof preset / sizeof *preset };

static const char *map_value(const struct kt_study *st, const char *section, const char *map, const char *key,
                             struct kt_arena tmp)
{
    const char *path = kt_printf(&tmp, "%s.%s", section, map);
    size_t n = kt_settings_has(st->set, path) ? kt_settings_len(st->set, path) : 0;
    for (size_t i = 0; i < n; i++)
        if (kt_streq(kt_settings_map_key(st->set, path, i), key))
            return kt_settings_map_value(st->set, path, i);
    return NULL;
}

static bool named(const struct kt_cube_dim *d, const char *name)
{
    for (int l = 0; l < KT_NLANG; l++)
        if (name && d->name[l] && strcmp(d->name[l], name) == 0) return true;
    return false;
}

static bool is_category(const struct kt_cube_dim *d, size_t i, const char *s)
{
    if (!s) return false;
    if (d->code && strcmp(d->code[i], s) == 0) return true;
    for (int l = 0; l < KT_NLANG; l++)
        if (d->label[l] && d->label[l][i] && strcmp(d->label[l][i], s) == 0) return true;
    return false;
}

static const struct preset *preset_of(const struct pivot *p)
{
    const char *given = kt_section_str(p->c->st, p->section, "preset", *p->tmp);
    for (size_t i = 0; i < NPRESET; i++)
        if (*given ? kt_streq(given, preset[i].name) : strstr(p->c->table, preset[i].mark) != NULL)
            return &preset[i];
    return NULL;
}

/* The study file first, then what the table says of itself, then names. */
static enum kt_status roles(struct pivot *p, const struct preset *pre, struct kt_err *err)
{
    struct kt_cube *c = p->c;
    for (int r = 0; r < KT_NROLE; r++) p->of[r] = SIZE_MAX;
    for (size_t d = 0; d < c->ndim; d++) {
        enum kt_role role = KT_R_OTHER;
        for (int r = KT_R_AREA; r < KT_NROLE; r++)
            if (named(&c->dim[d], map_value(c->st, p->section, "dimensions", kt_role_name[r], *p->tmp)))
                role = (enum kt_role)r;
        if (pre && role == KT_R_OTHER && named(&c->dim[d], pre->area)) role = KT_R_AREA;
        if (role == KT_R_OTHER) role = c->dim[d].hint;
        for (int l = 0; l < KT_NLANG && role == KT_R_OTHER; l++) role = kt_word_dimension(c->dim[d].name[l]);
        if (role != KT_R_OTHER && p->of[role] != SIZE_MAX) role = KT_R_OTHER; /* the first one has it */
        p->role[d] = role;
        if (role != KT_R_OTHER) p->of[role] = d;
    }
    if (p->of[KT_R_AREA] != SIZE_MAX) return KT_OK;
    char names[400] = "";
    for (size_t d = 0; d < c->ndim; d++) {
        size_t used = strlen(names);
        snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "", kt_dim_name(&c->dim[d]));
    }
    kt_utf8_scrub(names);
    return kt_cube_refuse(c, err, 0, "Give a table by area, or name its dimension: dimensions: {area: ...}.",
                          "no dimension of the table is an area; it has: %s", names);
}

/* Which year: the latest not after the study's, else the earliest; of months and quarters its last one. */
static enum kt_status pick_year(struct pivot *p, struct kt_err *err)
{
    size_t d = p->of[KT_R_YEAR], best = SIZE_MAX;
    if (d == SIZE_MAX) return KT_OK;
    const struct kt_cube_dim *dim = &p->c->dim[d];
    int wanted = kt_study_year(p->c->st), *period = KT_NEW(p->tmp, int, dim->n),
        *year = KT_NEW(p->tmp, int, dim->n);
    for (size_t i = 0; i < dim->n; i++) {
        period[i] = kt_word_period(kt_dim_id(dim, i));
        if (!period[i]) period[i] = kt_word_period(kt_dim_label(dim, i));
        year[i] = period[i] ? period[i] / 100 : 99999;
    }
    int use = kt_year_pick(year, dim->n, wanted);
    for (size_t i = 0; i < dim->n; i++)
        if (year[i] == use && (best == SIZE_MAX || period[i] > period[best])) best = i;
    if (best == SIZE_MAX || use == 99999)
        return kt_cube_refuse(p->c, err, 0, "Name the dimension of years: dimensions: {year: ...}.",
                              "\"%.60s\" of dimension \"%.60s\" is no year", kt_dim_id(dim, 0),
                              kt_dim_name(dim));
    memset(p->whole[d], 0, dim->n * sizeof(bool));
    p->whole[d][best] = true;
    p->nwhole[d] = 1;
    if (use != wanted && wanted != 9999)
        kt_issues_add(
            &p->c->st->issues, KT_NOTE, "other-year", p->c->file, 0, kt_dim_name(dim),
            kt_printf(p->tmp, "the table has no figures of the study's year; those of %d were used", use),
            "Give a table of the study's year.");
    return KT_OK;
}

/* The categories of a dimension that together are all: the one that says so, or each of them. */
static enum kt_status wholes(struct pivot *p, size_t d, struct kt_err *err)
{
    const struct kt_cube_dim *dim = &p->c->dim[d];
    const char *pick = NULL;
    long total = dim->total;
    for (int l = 0; l < KT_NLANG && !pick; l++)
        if (dim->name[l]) pick = map_value(p->c->st, p->section, "pick", dim->name[l], *p->tmp);
    for (size_t i = 0; i < dim->n && pick; i++)
        if (is_category(dim, i, pick)) total = (long)i, pick = NULL;
    if (pick)
        return kt_cube_refuse(p->c, err, 0, "Correct the name under `pick`.",
                              "dimension \"%.60s\" has no category \"%.60s\"", kt_dim_name(dim), pick);
    for (size_t i = 0; i < dim->n && total < 0; i++) {
        bool all = dim->code && kt_word_total(dim->code[i]);
        for (int l = 0; l < KT_NLANG; l++) all |= dim->label[l] && kt_word_total(dim->label[l][i]);
        if (all) total = (long)i;
    }
    p->whole[d] = KT_NEW(p->tmp, bool, dim->n);
    p->nwhole[d] = total >= 0 ? 1 : dim->n;
    for (size_t i = 0; i < dim->n; i++) p->whole[d][i] = total < 0 || (long)i == total;
    if (total < 0 && dim->n > 1 && p->role[d] == KT_R_OTHER)
        return kt_cube_refuse(p->c, err, 0, "Say which one to read: pick: {DIMENSION: CATEGORY}.",
                              "dimension \"%.60s\" has %zu categories and none for all of them",
                              kt_dim_name(dim), dim->n);
    return KT_OK;
}

static const char *without_group(const struct pivot *p, const char *label)
{
    const char *group = strstr(label, " (HE)");
    return group ? kt_strndup(p->tmp, label, (size_t)(group - label)) : label;
}

/* Paavo has its ages as measures: "0-2 years (HE)", "he_0_2". */
static bool age_of(const struct pivot *p, size_t d, size_t i, int *min, int *max)
{
    const struct kt_cube_dim *dim = &p->c->dim[d];
    const char *code = kt_dim_id(dim, i), *label = kt_dim_label(dim, i);
    if (p->role[d] == KT_R_AGE) return kt_word_age(code, min, max) || kt_word_age(label, min, max);
    if (strncmp(code, "he_", 3) == 0 && kt_word_age(code, min, max)) return true;
    return strstr(label, " (HE)") && kt_word_age(without_group(p, label), min, max);
}

static enum kt_status ages(struct pivot *p, struct kt_err *err)
{
    size_t d = p->of[KT_R_AGE] != SIZE_MAX ? p->of[KT_R_AGE] : p->of[KT_R_MEASURE];
    if (d == SIZE_MAX) return KT_OK;
    const struct kt_cube_dim *dim = &p->c->dim[d];
    size_t order[KT_AGES_MAX], unread = 0;
    p->age = KT_NEW(p->tmp, int32_t, dim->n);
    for (size_t i = 0; i < dim->n; i++) {
        int min, max;
        p->age[i] = -1;
        bool band = age_of(p, d, i, &min, &max), total = p->nwhole[d] == 1 && p->whole[d][i];
        if (band && !(total && dim->n > 1)) {
            p->age[i] = kt_ages_add(&p->ages, min, max);
            if (p->age[i] < 0)
                return kt_cube_refuse(p->c, err, 0, "Fetch wider bands.", "more than %d age bands",
                                      KT_AGES_MAX);
        } else if (p->role[d] == KT_R_AGE && !total) {
            unread++;
        }
    }
    if (unread)
        kt_issues_add(
            &p->c->st->issues, KT_WARNING, "bad-age-band", p->c->file, 0, kt_dim_name(dim),
            kt_printf(p->tmp, "%zu of %zu ages are no age bands; they were left out", unread, dim->n),
            "Fetch the table with ages like 0-4 or 75-.");
    KT_TRY(kt_ages_order(p->c->st, &p->ages, p->c->file, kt_dim_name(dim), order, err));
    for (size_t i = 0; i < dim->n; i++)
        if (p->age[i] >= 0) p->age[i] = (int32_t)order[p->age[i]] + 1; /* column 0 is the total */
    /* Without a total the bands are all, and nothing beside them. */
    if (p->role[d] == KT_R_AGE && p->nwhole[d] > 1) {
        p->nwhole[d] = 0;
        for (size_t i = 0; i < dim->n; i++) p->nwhole[d] += p->whole[d][i] = p->age[i] >= 0;
    }
    return KT_OK;
}

static void languages(struct pivot *p)
{
    size_t d = p->of[KT_R_LANGUAGE];
    if (d == SIZE_MAX) return;
    const struct kt_cube_dim *dim = &p->c->dim[d];
    p->lang = KT_NEW(p->tmp, int32_t, dim->n);
    p->langs = KT_NEW(p->tmp, const char *, dim->n);
    for (size_t i = 0; i < dim->n; i++) {
        const char *label = kt_dim_label(dim, i), *id = kt_dim_id(dim, i), *code = NULL;
        p->lang[i] = -1;
        if (p->nwhole[d] == 1 && p->whole[d][i]) continue;
        if (strlen(id) <= 3) code = kt_word_language(id, strlen(id));
        if (!code) code = kt_word_language(label, strlen(label));
        if (!code) continue; /* it is in "other" */
        p->langs[p->nlang] = kt_strdup(p->tmp, code);
        p->lang[i] = (int32_t)p->nlang++;
    }
}

/* Measures get a column each; the one that counts persons is the total. */
static enum kt_status measures(struct pivot *p, const struct preset *pre, struct kt_err *err)
{
    size_t d = p->of[KT_R_MEASURE];
    p->persons = p->swedish = -1;
    if (d == SIZE_MAX) return KT_OK;
    const struct kt_cube_dim *dim = &p->c->dim[d];
    if (dim->n > MEASURES_MAX)
        return kt_cube_refuse(p->c, err, 0, "Fetch fewer measures.", "more than %d measures", MEASURES_MAX);
    bool chosen = dim->n == 1 || p->nwhole[d] == 1;
    for (size_t i = 0; i < dim->n; i++) {
        if (chosen ? p->whole[d][i] : false) p->persons = (long)i;
        for (size_t k = 0; k < NPRESET && p->persons < 0 && !chosen; k++)
            for (size_t w = 0; w < 4 && (!pre || pre == &preset[k]); w++)
                if (is_category(dim, i, preset[k].persons[w])) p->persons = (long)i;
    }
    for (size_t i = 0; i < dim->n; i++)
        for (size_t k = 0; k < NPRESET; k++)
            for (size_t w = 0; w < 3; w++)
                if (is_category(dim, i, preset[k].swedish[w])) p->swedish = (long)i;
    p->nmeasure = dim->n;
    for (size_t i = 0; i < dim->n; i++) p->whole[d][i] = (long)i == p->persons;
    p->nwhole[d] = 1;
    if (p->persons < 0 && (p->of[KT_R_AGE] != SIZE_MAX || p->of[KT_R_LANGUAGE] != SIZE_MAX))
        return kt_cube_refuse(p->c, err, 0, "Say which one counts persons: pick: {DIMENSION: CATEGORY}.",
                              "dimension \"%.60s\" has %zu measures, and none is known to count persons",
                              kt_dim_name(dim), dim->n);
    return KT_OK;
}

static bool percent(const struct kt_cube_dim *dim, size_t i)
{
    static const char *const word[] = {"%", "prosentti", "procent", "percent", "per cent"};
    for (size_t w = 0; dim->unit && dim->unit[i] && w < 5; w++)
        if (strcasecmp(dim->unit[i], word[w]) == 0) return true;
    const char *label = kt_dim_label(dim, i);
    size_t n = strlen(label);
    return n && (label[n - 1] == '%' || (n > 3 && strcmp(label + n - 3, "(%)") == 0));
}

enum kt_status kt_pivot_columns(struct pivot *p, struct kt_err *err)
{
    size_t d = p->of[KT_R_MEASURE], base = 1, age = p->of[KT_R_AGE], lang = p->of[KT_R_LANGUAGE], shares = 0;
    p->first_lang = 1 + p->ages.n;
    p->first_measure = p->first_lang + p->nlang;
    p->ncol = p->first_measure + p->nmeasure;
    if (p->nrow && p->ncol > CELLS_MAX / p->nrow)
        return kt_cube_refuse(p->c, err, 0, "Fetch a part of the table.",
                              "%zu areas with %zu columns are too many", p->nrow, p->ncol);
    p->expected = KT_NEW(p->tmp, uint32_t, p->ncol);
    p->scale = kt_doubles(p->tmp, p->ncol, 1.0);
    for (size_t k = 0; k < p->c->ndim; k++)
        if (p->role[k] == KT_R_SEX || p->role[k] == KT_R_OTHER) base *= p->nwhole[k];
    size_t by_age = age == SIZE_MAX ? 1 : p->nwhole[age], by_lang = lang == SIZE_MAX ? 1 : p->nwhole[lang];
    for (size_t k = 0; k < p->ncol; k++) {
        size_t n = base * by_age * by_lang;
        if (k >= 1 && k < p->first_lang) n = base * by_lang;
        if (k >= p->first_lang && k < p->first_measure) n = base * by_age;
        p->expected[k] = n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
        if (k < p->first_measure || !percent(&p->c->dim[d], k - p->first_measure)) continue;
        p->scale[k] = 0.01;
        shares++;
    }
    if (shares)
        kt_issues_add(&p->c->st->issues, KT_NOTE, "percentages", p->c->file, 0, kt_dim_name(&p->c->dim[d]),
                      kt_printf(p->tmp, "%zu measures are percentages; they were read as shares", shares),
                      "Nothing, if that is so.");
    p->sum = KT_NEW(p->tmp, double, p->nrow * p->ncol);
    p->count = KT_NEW(p->tmp, uint32_t, p->nrow * p->ncol);
    return KT_OK;
}

/* Is one of the words a category of the dimension? */
static bool has_category(const struct kt_cube_dim *dim, const char *const *word, size_t n)
{
    for (size_t i = 0; i < dim->n; i++)
        for (size_t w = 0; w < n; w++)
            if (is_category(dim, i, word[w])) return true;
    return false;
}

/* A table that the study file takes for another one is told of, and read as what it is. */
static void check_preset(struct pivot *p, const struct preset *pre)
{
    const char *what = NULL, *other = "";
    size_t d = p->of[KT_R_MEASURE];
    for (size_t k = 0; k < NPRESET; k++)
        if (&preset[k] != pre && strstr(p->c->table, preset[k].mark) && !strstr(p->c->table, pre->mark))
            other = preset[k].name;
    if (*other)
        what = kt_printf(p->tmp, "the table calls itself \"%.80s\", which is %s", p->c->table, other);
    else if (pre->age && p->of[KT_R_AGE] == SIZE_MAX)
        what = kt_printf(p->tmp, "%s has a dimension of ages (%s), and this table has none", pre->name,
                         pre->age);
    else if (!pre->age && d == SIZE_MAX)
        what = kt_printf(p->tmp, "%s has a dimension of measures (%s), and this table has none", pre->name,
                         pre->measure);
    else if (d != SIZE_MAX && !has_category(&p->c->dim[d], pre->persons, 4) &&
             !has_category(&p->c->dim[d], pre->swedish, 3))
        what = kt_printf(p->tmp, "%s has the measure %s (%s), and dimension \"%.60s\" of this table has not",
                         pre->name, pre->persons[0], pre->persons[1], kt_dim_name(&p->c->dim[d]));
    if (what)
        kt_issues_add(&p->c->st->issues, KT_WARNING, "not-the-preset", p->c->file, 0, "preset", what,
                      "Check that this is the right file, or take `preset` away.");
}

enum kt_status kt_pivot_plan(struct pivot *p, struct kt_err *err)
{
    const struct preset *pre = preset_of(p);
    KT_TRY(roles(p, pre, err));
    if (pre && *kt_section_str(p->c->st, p->section, "preset", *p->tmp)) check_preset(p, pre);
    for (size_t d = 0; d < p->c->ndim; d++)
        if (p->role[d] != KT_R_YEAR && p->role[d] != KT_R_AREA)
            KT_TRY(wholes(p, d, err));
        else
            p->whole[d] = KT_NEW(p->tmp, bool, p->c->dim[d].n);
    KT_TRY(pick_year(p, err));
    KT_TRY(measures(p, pre, err));
    KT_TRY(ages(p, err));
    languages(p);
    return KT_OK;
}
