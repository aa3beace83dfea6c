/* Tables by zone that complete the cells: official persons by age, shares of mother tongues.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "people_internal.h"

#include <stdlib.h>
#include <string.h>

int kt_study_year(const struct kt_study *st)
{
    return kt_settings_has(st->set, "study.year") ? (int)kt_settings_int(st->set, "study.year") : 9999;
}

int kt_year_pick(const int *year, size_t n, int wanted)
{
    int before = -1, after = 99999;
    for (size_t i = 0; i < n; i++) {
        if (year[i] <= wanted && year[i] > before) before = year[i];
        if (year[i] > wanted && year[i] < after) after = year[i];
    }
    return before >= 0 ? before : after;
}

struct kt_missing kt_missing_of(const struct kt_study *st, const char *section, const char *file,
                                struct kt_arena tmp)
{
    struct kt_missing m = {
        .bad = {KT_WARNING, "not-a-number", file, "", "Correct the value, or add it to people.missing.", 0},
        .negative = {KT_WARNING, "negative-count", file, "",
                     "Correct the value, or add it to people.missing.", 0}};
    const char *path = kt_printf(&tmp, "%s.missing", section);
    size_t n = kt_settings_has(st->set, path) ? kt_settings_len(st->set, path) : 0;
    for (; m.n < n && m.n < sizeof m.mark / sizeof *m.mark; m.n++)
        m.mark[m.n] = kt_settings_str_at(st->set, path, m.n);
    return m;
}

void kt_missing_close(struct kt_study *st, const struct kt_missing *m)
{
    kt_tally_close(st, &m->bad);
    kt_tally_close(st, &m->negative);
}

int kt_ages_add(struct kt_ages *ages, int min, int max)
{
    for (size_t i = 0; i < ages->n; i++)
        if (ages->min[i] == min && ages->max[i] == max) return (int)i;
    if (ages->n == KT_AGES_MAX) return -1;
    ages->min[ages->n] = min;
    ages->max[ages->n] = max;
    return (int)ages->n++;
}

enum kt_status kt_ages_order(struct kt_study *st, struct kt_ages *ages, const char *file, const char *key,
                             size_t order[KT_AGES_MAX], struct kt_err *err)
{
    struct kt_ages in = *ages;
    for (size_t i = 0; i < in.n; i++) {
        order[i] = 0;
        for (size_t k = 0; k < in.n; k++)
            order[i] += in.min[k] < in.min[i] || (in.min[k] == in.min[i] && in.max[k] < in.max[i]);
        ages->min[order[i]] = in.min[i];
        ages->max[order[i]] = in.max[i];
    }
    for (size_t i = 1; i < ages->n; i++)
        if (ages->min[i] <= ages->max[i - 1])
            return kt_study_refuse(st, err, "ages-overlap", file, 0, key, "Give disjoint age bands.",
                                   "age bands %d-%d and %d-%d overlap", ages->min[i - 1], ages->max[i - 1],
                                   ages->min[i], ages->max[i]);
    return KT_OK;
}

/* One figure of the table: zone, year, band (or language), value. */
struct figure {
    const char *code;
    int year, slot;
    double value;
    int min, max; /* ages, before they have a slot */
};
struct figures {
    struct figure *item;
    size_t n, cap;
    struct kt_arena *tmp;
};

static void add_figure(struct figures *f, struct figure one)
{
    if (f->n == f->cap) {
        size_t cap = f->cap ? 2 * f->cap : 4096;
        struct figure *bigger = KT_NEW(f->tmp, struct figure, cap);
        if (f->n) memcpy(bigger, f->item, f->n * sizeof *bigger);
        f->item = bigger;
        f->cap = cap;
    }
    f->item[f->n++] = one;
}

static int by_code_slot(const void *pa, const void *pb)
{
    const struct figure *a = pa, *b = pb;
    int c = strcmp(a->code, b->code);
    return c ? c : (a->slot > b->slot) - (a->slot < b->slot);
}

static int year_of(struct kt_vector *v, int col)
{
    double y;
    return kt_vector_number(v, col, &y) == KT_NUM_OK && y > 0 && y < 10000 ? (int)y : 0;
}

/* Years may have bands of their own, so the other years go first. */
static void keep_year(struct kt_study *st, struct figures *f, const char *file)
{
    int *years = KT_NEW(f->tmp, int, f->n);
    for (size_t i = 0; i < f->n; i++) years[i] = f->item[i].year;
    int year = kt_year_pick(years, f->n, kt_study_year(st));
    size_t m = 0;
    for (size_t i = 0; i < f->n; i++)
        if (f->item[i].year == year) f->item[m++] = f->item[i];
    f->n = m;
    if (m && year != 0 && year != kt_study_year(st))
        kt_issues_add(
            &st->issues, KT_NOTE, "other-year", file, 0, "year",
            kt_printf(f->tmp, "the table has no rows of the study's year; those of %d were used", year),
            "Give a table of the study's year.");
}

/* Puts lost zeros back, sorts, and makes a codes x slots matrix. */
static void matrix(struct kt_study *st, struct figures *f, size_t nslot, const char *file, size_t *n,
                   const char ***code, double **value)
{
    const char **codes = KT_NEW(f->tmp, const char *, f->n);
    size_t m = f->n;
    for (size_t i = 0; i < m; i++) codes[i] = f->item[i].code;
    (void)kt_codes_pad(st->keep, codes, m);
    for (size_t i = 0; i < m; i++) f->item[i].code = codes[i];
    if (m > 1) qsort(f->item, m, sizeof *f->item, by_code_slot);
    size_t zones = 0;
    for (size_t i = 0; i < m; i++) zones += i == 0 || !kt_streq(f->item[i].code, f->item[i - 1].code);
    *n = 0;
    *code = KT_NEW(st->keep, const char *, zones);
    *value = kt_doubles(st->keep, zones * nslot, NAN);
    struct kt_tally twice = {
        KT_WARNING, "duplicate-code", file, "code", "Keep one row for each zone, year and age.", 0};
    for (size_t i = 0; i < m; i++) {
        const struct figure *g = &f->item[i];
        if (i == 0 || !kt_streq(g->code, g[-1].code))
            (*code)[(*n)++] = g->code;
        else if (g->slot == g[-1].slot) {
            kt_tally_add(st, &twice, 0, "zone %.40s has a figure twice; the first one was used", g->code);
            continue;
        }
        (*value)[(*n - 1) * nslot + (size_t)g->slot] = g->value;
    }
    kt_tally_close(st, &twice);
}

/* Long form: a row for each zone and age. */
static enum kt_status long_figures(struct kt_vector *v, int code, int year, struct kt_ages *ages,
                                   struct kt_missing *miss, struct figures *f, struct kt_err *err)
{
    int lo, hi;
    struct kt_term persons;
    bool named;
    lo = kt_vector_bind_soft(v, "zone_ages_columns", "age_min", &named);
    if (lo < 0) lo = kt_vector_bind_soft(v, "zone_ages_columns", "age", &named);
    if (lo < 0) KT_TRY(kt_vector_bind(v, "zone_ages_columns", "age_min", true, &lo, err));
    hi = kt_vector_bind_soft(v, "zone_ages_columns", "age_max", &named);
    KT_TRY(kt_vector_bind_term(v, "zone_ages_columns", "persons", true, &persons, err));
    while (kt_vector_next(v)) {
        double a, b;
        const char *zone = kt_vector_code(v, code);
        if (!zone || kt_vector_number(v, lo, &a) != KT_NUM_OK || a < 0 || a > 150) continue;
        if (hi < 0)
            b = a;
        else if (kt_vector_number(v, hi, &b) != KT_NUM_OK || b < a || b > 999)
            b = 999;
        add_figure(f, (struct figure){zone, year_of(v, year), 0, kt_vector_count(v, &persons, miss), (int)a,
                                      (int)b});
    }
    keep_year(v->st, f, v->file);
    for (size_t i = 0; i < f->n; i++) {
        f->item[i].slot = kt_ages_add(ages, f->item[i].min, f->item[i].max);
        if (f->item[i].slot < 0)
            return kt_study_refuse(v->st, err, "bad-age-band", v->file, 0, "zone_ages", "Use wider bands.",
                                   "more than %d age bands", KT_AGES_MAX);
    }
    return KT_OK;
}

/* Wide form: a column for each age band. */
static enum kt_status wide_figures(struct kt_vector *v, int code, int year, const char *map,
                                   struct kt_ages *ages, struct kt_missing *miss, struct figures *f,
                                   struct kt_err *err)
{
    const struct kt_settings *set = v->st->set;
    struct kt_term *term = KT_NEW(f->tmp, struct kt_term, KT_AGES_MAX);
    size_t n = kt_settings_len(set, map);
    for (size_t i = 0; i < n; i++) {
        int min, max;
        if (!kt_age_band(kt_settings_map_key(set, map, i), &min, &max)) continue;
        int slot = kt_ages_add(ages, min, max);
        if (slot >= 0) KT_TRY(kt_vector_term(v, map, kt_settings_map_value(set, map, i), &term[slot], err));
    }
    while (kt_vector_next(v)) {
        const char *zone = kt_vector_code(v, code);
        if (!zone) continue;
        for (size_t a = 0; a < ages->n; a++)
            add_figure(
                f, (struct figure){zone, year_of(v, year), (int)a, kt_vector_count(v, &term[a], miss), 0, 0});
    }
    keep_year(v->st, f, v->file);
    return KT_OK;
}

/* A statistical table: its ages are its columns, its year is chosen. */
static enum kt_status table_figures(struct kt_vector *v, int code, struct kt_ages *ages,
                                    struct kt_missing *miss, struct figures *f, struct kt_err *err)
{
    struct kt_term *term = KT_NEW(f->tmp, struct kt_term, KT_AGES_MAX);
    *ages = v->table.ages;
    for (size_t a = 0; a < ages->n; a++)
        KT_TRY(kt_vector_term(v, "zone_ages", kt_age_name(ages, a, f->tmp), &term[a], err));
    while (kt_vector_next(v)) {
        const char *zone = kt_vector_code(v, code);
        for (size_t a = 0; a < ages->n && zone; a++)
            add_figure(f, (struct figure){zone, 0, (int)a, kt_vector_count(v, &term[a], miss), 0, 0});
    }
    return KT_OK;
}

static enum kt_status read_ages(struct kt_vector *v, const char *section, struct kt_arena *tmp,
                                struct kt_err *err)
{
    struct kt_study *st = v->st;
    const char *map = kt_printf(tmp, "%s.zone_ages_columns", section);
    struct kt_missing miss = kt_missing_of(st, section, v->file, *tmp);
    struct figures f = {.tmp = tmp};
    struct kt_ages *ages = &st->pending.official_ages;
    int code, year, min, max;
    bool wide = false, named;
    KT_TRY(kt_vector_bind(v, "zone_ages_columns", "code", true, &code, err));
    year = kt_vector_bind_soft(v, "zone_ages_columns", "year", &named);
    size_t n = kt_settings_has(st->set, map) ? kt_settings_len(st->set, map) : 0;
    for (size_t i = 0; i < n; i++) wide |= kt_age_band(kt_settings_map_key(st->set, map, i), &min, &max);
    if (!wide && v->table.ages.n)
        KT_TRY(table_figures(v, code, ages, &miss, &f, err));
    else if (wide)
        KT_TRY(wide_figures(v, code, year, map, ages, &miss, &f, err));
    else
        KT_TRY(long_figures(v, code, year, ages, &miss, &f, err));
    kt_missing_close(st, &miss);
    size_t order[KT_AGES_MAX];
    KT_TRY(kt_ages_order(st, ages, v->file, "zone_ages", order, err));
    for (size_t i = 0; i < f.n; i++) f.item[i].slot = (int)order[f.item[i].slot];
    matrix(st, &f, ages->n, v->file, &st->pending.nofficial, &st->pending.official_code,
           &st->pending.official);
    st->pending.official_file = v->file;
    return KT_OK;
}

enum kt_status kt_zone_ages_read(struct kt_study *st, const char *section, struct kt_arena tmp,
                                 struct kt_err *err)
{
    const char *path = kt_section_str(st, section, "zone_ages", tmp);
    if (!*path) return KT_OK;
    struct kt_vector v;
    struct kt_vector_source src = {.section = section,
                                   .role = "people.zone_ages",
                                   .path = path,
                                   .layer = "",
                                   .sql = "",
                                   .crs = "",
                                   .encoding = ""};
    src.encoding = kt_section_str(st, section, "encoding", tmp);
    src.format = kt_section_str(st, section, "zone_ages_importer", tmp);
    enum kt_status status = kt_vector_open(&v, st, &src, &tmp, err);
    if (status == KT_OK) status = read_ages(&v, section, &tmp, err);
    return kt_vector_close(&v, status, err);
}

static enum kt_status read_languages(struct kt_vector *v, struct kt_arena *tmp, struct kt_err *err)
{
    struct kt_study *st = v->st;
    struct kt_cells *cs = &st->cells;
    struct figures f = {.tmp = tmp};
    struct kt_tally bad = {KT_WARNING, "bad-share", v->file, "", "Give shares between 0 and 1.", 0};
    int code, year, col[KT_LANGS_MAX];
    bool named[KT_LANGS_MAX], any;
    KT_TRY(kt_vector_bind(v, "zone_language_columns", "code", true, &code, err));
    year = kt_vector_bind_soft(v, "zone_language_columns", "year", &any);
    for (size_t l = 0; l < cs->nlang; l++) {
        col[l] = kt_vector_bind_soft(v, "zone_language_columns", cs->lang[l], &named[l]);
        if (named[l] && col[l] < 0)
            KT_TRY(kt_vector_bind(v, "zone_language_columns", cs->lang[l], true, &col[l], err));
    }
    while (kt_vector_next(v)) {
        const char *zone = kt_vector_code(v, code);
        if (!zone) continue;
        for (size_t l = 0; l < cs->nlang; l++) {
            double share;
            enum kt_number got = kt_vector_number(v, col[l], &share);
            if (got == KT_NUM_BLANK) continue;
            if (got == KT_NUM_BAD || !(share >= 0.0 && share <= 1.0)) {
                kt_tally_add(st, &bad, v->rowno, "share of %.10s in zone %.40s is %g", cs->lang[l], zone,
                             share);
                continue;
            }
            add_figure(&f, (struct figure){zone, year_of(v, year), (int)l, share, 0, 0});
        }
    }
    kt_tally_close(st, &bad);
    keep_year(st, &f, v->file);
    matrix(st, &f, cs->nlang, v->file, &st->pending.nzone_lang, &st->pending.zone_lang_code,
           &st->pending.zone_lang_share);
    return KT_OK;
}

/* A statistical table names its languages itself. */
static void add_languages(struct kt_vector *v)
{
    struct kt_cells *cs = &v->st->cells;
    for (size_t i = 0; i < v->table.nlang && cs->nlang < KT_LANGS_MAX; i++) {
        bool known = false;
        for (size_t l = 0; l < cs->nlang; l++) known |= kt_streq(cs->lang[l], v->table.lang[i]);
        if (!known) cs->lang[cs->nlang++] = v->table.lang[i];
    }
}

enum kt_status kt_zone_languages_read(struct kt_study *st, const char *section, struct kt_arena tmp,
                                      struct kt_err *err)
{
    const char *path = kt_section_str(st, section, "zone_languages", tmp);
    if (!*path) return KT_OK;
    struct kt_vector v;
    struct kt_vector_source src = {.section = section,
                                   .role = "people.zone_languages",
                                   .path = path,
                                   .layer = "",
                                   .sql = "",
                                   .crs = "",
                                   .encoding = ""};
    src.encoding = kt_section_str(st, section, "encoding", tmp);
    src.format = kt_section_str(st, section, "zone_languages_importer", tmp);
    enum kt_status status = kt_vector_open(&v, st, &src, &tmp, err);
    if (status == KT_OK) add_languages(&v);
    if (status == KT_OK && st->cells.nlang) status = read_languages(&v, &tmp, err);
    return kt_vector_close(&v, status, err);
}
