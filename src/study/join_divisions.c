/* Data of another division year are brought to the study's, and it is said how many rows and persons.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "study_internal.h"

#include <katve/divisions.h>

#include <string.h>

struct division_join {
    struct kt_study *st;
    const struct kt_zones *zs;
    struct kt_divisions d;
    struct kt_arena *tmp;
    struct kt_locator loc;
};

/* What one change did to one table. */
struct effect {
    size_t rows;
    double persons;
};

/* A code as the table of changes writes it. */
static const char *three_digits(const char *code, struct kt_arena *tmp)
{
    size_t n = code ? strlen(code) : 0;
    if (n == 0 || n >= 3 || strspn(code, "0123456789") != n) return code ? code : "";
    return kt_printf(tmp, "%s%s", &"000"[n], code);
}

static int32_t forward(struct division_join *j, const char *code, size_t *change)
{
    const struct kt_change *last = NULL;
    int32_t z = kt_division_zone(&j->d, j->zs, three_digits(code, j->tmp), &last);
    *change = last ? (size_t)(last - j->d.change) : SIZE_MAX;
    return z;
}

/* A merger between two zones of the study that a table of a later division has behind it. */
static bool behind(const struct division_join *j, size_t k, int data_year, const bool *told, int32_t *from,
                   int32_t *to)
{
    const struct kt_change *c = &j->d.change[k];
    if (c->kind == KT_CHANGE_REGION || (data_year && c->year > data_year)) return false;
    *from = kt_zone_find(j->zs, c->from);
    *to = kt_zone_find(j->zs, c->to);
    return *from >= 0 && *to >= 0 && !told[*from] && told[*to];
}

static const char *persons_text(struct kt_arena *tmp, double persons)
{
    return isnan(persons) ? "" : kt_printf(tmp, " with %.0f persons", persons);
}

static void tell(struct division_join *j, const struct effect *e, const char *file, const char *how)
{
    for (size_t k = 0; k < j->d.n; k++) {
        const struct kt_change *c = &j->d.change[k];
        if (!e[k].rows) continue;
        kt_issues_add(&j->st->issues, KT_NOTE, "division-recoded", file, 0, "code",
                      kt_printf(j->tmp, "%s %s merged into %s %s on %d-01-01: %zu %s%s %s", c->from,
                                c->name_from, c->to, c->name_to, c->year, e[k].rows,
                                e[k].rows == 1 ? "row" : "rows", persons_text(j->tmp, e[k].persons), how),
                      kt_division_codes(j->st, ", or nothing if that is meant"));
    }
}

static int section_year(const struct kt_study *st, const char *path)
{
    if (!st->set || !kt_settings_has(st->set, path) || !kt_settings_given(st->set, path)) return 0;
    return (int)kt_settings_int(st->set, path);
}

/* Cells or sites: a code that ended is followed; one that grew since is looked up by place. */
static void recode_points(struct division_join *j, const char **code, const double *x, const double *y,
                          const double *persons, size_t n, const char *file, int data_year)
{
    struct effect *past = KT_NEW(j->tmp, struct effect, j->d.n),
                  *later = KT_NEW(j->tmp, struct effect, j->d.n);
    bool *told = KT_NEW(j->tmp, bool, j->zs->n);
    size_t k;
    for (size_t i = 0; i < n; i++) {
        int32_t z = code[i] ? kt_zone_find_lenient(j->zs, code[i]) : -1;
        if (code[i] && z < 0 && (z = forward(j, code[i], &k)) >= 0) {
            code[i] = j->zs->code[z];
            if (k < j->d.n) past[k].rows++, past[k].persons += persons ? persons[i] : NAN;
        }
        if (z >= 0) told[z] = true;
    }
    tell(j, past, file, "were taken to it");
    for (k = 0; k < j->d.n; k++) {
        int32_t from, to;
        if (!behind(j, k, data_year, told, &from, &to)) continue;
        if (!j->loc.n) j->loc = kt_locator_build(j->zs, j->tmp);
        for (size_t i = 0; i < n && j->loc.n; i++) {
            if (!code[i] || kt_zone_find_lenient(j->zs, code[i]) != to || !isfinite(x[i])) continue;
            if (kt_locator_find(&j->loc, x[i], y[i]) != from) continue;
            code[i] = j->zs->code[from];
            later[k].rows++, later[k].persons += persons ? persons[i] : NAN;
        }
    }
    tell(j, later, file, "lie in the former area and were taken there");
}

/* Rows of values by code become rows by zone; what has no zone stays at the end as it is. */
struct rows {
    size_t n, width;
    const char **code;
    double *value;
};

static void add_row(struct rows *out, size_t at, const double *v)
{
    for (size_t a = 0; a < out->width; a++) out->value[at * out->width + a] += v[a];
}

/* The part of `to` that is `from`, among the mergers into it that are still to be taken apart. */
static double part_of(const struct division_join *j, size_t k, int32_t from, int32_t to, const bool *told)
{
    double all = j->zs->population[to], mine = j->zs->population[from];
    for (size_t i = 0; i < j->d.n; i++) {
        int32_t f, t;
        if (behind(j, i, 0, told, &f, &t) && t == to) all += j->zs->population[f];
    }
    double part = mine / all;
    return part > 0.0 && part < 1.0 ? part : j->d.change[k].share;
}

static void split_rows(struct division_join *j, struct rows *r, int32_t *row_of, const char *file,
                       int data_year)
{
    struct effect *e = KT_NEW(j->tmp, struct effect, j->d.n);
    bool *told = KT_NEW(j->tmp, bool, j->zs->n);
    for (size_t z = 0; z < j->zs->n; z++) told[z] = row_of[z] >= 0;
    for (size_t k = 0; k < j->d.n; k++) {
        int32_t from, to;
        if (!behind(j, k, data_year, told, &from, &to)) continue;
        double part = part_of(j, k, from, to, told);
        if (isnan(part)) {
            kt_issues_add(&j->st->issues, KT_WARNING, "division-not-split", file, 0, "code",
                          kt_printf(j->tmp, "%s %s is inside %s %s in these data; nothing tells its part",
                                    j->zs->code[from], j->d.change[k].name_from, j->zs->code[to],
                                    j->d.change[k].name_to),
                          "Give the zones their population, or data of the study's division.");
            continue;
        }
        row_of[from] = (int32_t)r->n;
        told[from] = true;
        r->code[r->n] = j->zs->code[from];
        double *new = r->value + r->n++ * r->width, *old = r->value + (size_t)row_of[to] * r->width;
        for (size_t a = 0; a < r->width; a++) new[a] = old[a] * part, old[a] -= new[a];
        e[k].rows = 1, e[k].persons = kt_sum(new, r->width);
    }
    tell(j, e, file, "were divided by population");
}

static void recode_official(struct division_join *j)
{
    struct kt_pending *p = &j->st->pending;
    size_t w = p->official_ages.n, most = p->nofficial + j->zs->n;
    struct rows out = {0, w, KT_NEW(j->st->keep, const char *, most), KT_NEW(j->st->keep, double, most *w)};
    struct effect *e = KT_NEW(j->tmp, struct effect, j->d.n);
    int32_t *row_of = KT_NEW(j->tmp, int32_t, j->zs->n);
    for (size_t z = 0; z < j->zs->n; z++) row_of[z] = -1;
    for (size_t i = 0; i < p->nofficial; i++) {
        const double *v = p->official + i * w;
        size_t k = SIZE_MAX, at = out.n;
        int32_t z = kt_zone_find_lenient(j->zs, p->official_code[i]);
        if (z < 0) z = forward(j, p->official_code[i], &k);
        if (k < j->d.n && z >= 0) e[k].rows++, e[k].persons += kt_sum(v, w);
        if (z >= 0 && row_of[z] >= 0) at = (size_t)row_of[z];
        if (z >= 0) row_of[z] = (int32_t)at;
        if (at == out.n) out.code[out.n++] = z >= 0 ? j->zs->code[z] : p->official_code[i];
        add_row(&out, at, v);
    }
    tell(j, e, p->official_file, "were added to it");
    split_rows(j, &out, row_of, p->official_file, section_year(j->st, "people.zone_ages_division_year"));
    p->nofficial = out.n, p->official_code = out.code, p->official = out.value;
}

/* Persons of a code in the official table as it came; NaN when it has none. */
static double persons_of(const struct kt_study *st, const char *code)
{
    const struct kt_pending *p = &st->pending;
    for (size_t i = 0; i < p->nofficial; i++)
        if (kt_streq(p->official_code[i], code))
            return kt_sum(p->official + i * p->official_ages.n, p->official_ages.n);
    return NAN;
}

/* Shares of a merged municipality: weighted by persons where they are known, else the larger one's own. */
static void recode_languages(struct division_join *j)
{
    struct kt_study *st = j->st;
    struct kt_pending *p = &st->pending;
    size_t w = st->cells.nlang, n = 0, most = p->nzone_lang + j->zs->n;
    const char **code = KT_NEW(st->keep, const char *, most);
    double *share = KT_NEW(st->keep, double, most *w), *weight = kt_doubles(j->tmp, most, 0.0);
    int32_t *row_of = KT_NEW(j->tmp, int32_t, j->zs->n);
    bool *told = KT_NEW(j->tmp, bool, j->zs->n);
    for (size_t z = 0; z < j->zs->n; z++) row_of[z] = -1;
    for (int pass = 0; pass < 2;
         pass++) /* those that go on come first: they tell where weights are unknown */
        for (size_t i = 0; i < p->nzone_lang; i++) {
            size_t k;
            int32_t z = kt_zone_find_lenient(j->zs, p->zone_lang_code[i]);
            if ((z >= 0) != (pass == 0)) continue;
            if (z < 0) z = forward(j, p->zone_lang_code[i], &k);
            const double *s = p->zone_lang_share + i * w;
            double persons = persons_of(st, p->zone_lang_code[i]);
            if (z >= 0 && row_of[z] >= 0) {
                size_t at = (size_t)row_of[z];
                double sum = weight[at] + persons;
                if (!(sum > 0.0)) continue;
                for (size_t l = 0; l < w; l++)
                    share[at * w + l] = (share[at * w + l] * weight[at] + s[l] * persons) / sum;
                weight[at] = sum;
                continue;
            }
            if (z >= 0) row_of[z] = (int32_t)n, told[z] = true;
            code[n] = z >= 0 ? j->zs->code[z] : p->zone_lang_code[i];
            memcpy(share + n * w, s, w * sizeof *s);
            weight[n++] = persons;
        }
    for (size_t k = 0; k < j->d.n; k++) {
        int32_t from, to;
        if (!behind(j, k, 0, told, &from, &to)) continue;
        code[n] = j->zs->code[from];
        memcpy(share + n++ * w, share + (size_t)row_of[to] * w, w * sizeof *share);
    }
    p->nzone_lang = n, p->zone_lang_code = code, p->zone_lang_share = share;
}

/* A zone that names the region of another year is told; the name is believed. */
static void check_regions(struct division_join *j)
{
    if (j->st->nlevel < 2 || !kt_streq(j->st->level[1].level_id, "region")) return;
    int year = section_year(j->st, "study.division_year");
    for (size_t k = 0; year && k < j->d.n; k++) {
        const struct kt_change *c = &j->d.change[k];
        int32_t z = c->kind == KT_CHANGE_REGION ? kt_zone_find(j->zs, c->municipality) : -1;
        if (z < 0 || j->zs->parent[z] < 0) continue;
        const char *right = year >= c->year ? c->to : c->from, *wrong = year >= c->year ? c->from : c->to;
        if (!kt_streq(j->st->level[1].code[j->zs->parent[z]], wrong)) continue;
        kt_issues_add(&j->st->issues, KT_WARNING, "region-of-another-year", j->st->pending.zone_file[0], 0,
                      "parent",
                      kt_printf(j->tmp, "zone %s is in region %s; in %d it was in %s", c->municipality, wrong,
                                year, right),
                      "Give the regions of study.division_year, or correct that year.");
    }
}

void kt_join_divisions(struct kt_study *st, struct kt_arena tmp)
{
    struct division_join j = {.st = st, .zs = &st->level[0], .tmp = &tmp};
    struct kt_pending *p = &st->pending;
    if (!kt_streq(j.zs->level_id, "municipality") ||
        !kt_streq(kt_opt_str(st, "study.country_code", "FI"), "FI"))
        return;
    j.d = kt_divisions_read(NULL, &tmp, NULL);
    check_regions(&j);
    if (p->nzone_lang) recode_languages(&j); /* before the official persons, which weigh them */
    if (p->nofficial) recode_official(&j);
    struct kt_cells *cs = &st->cells;
    double *persons = KT_NEW(&tmp, double, cs->n);
    for (size_t c = 0; c < cs->n; c++)
        persons[c] = isnan(cs->total[c]) ? kt_sum(cs->persons + c * cs->ages.n, cs->ages.n) : cs->total[c];
    if (p->cell_zone)
        recode_points(&j, p->cell_zone, cs->x, cs->y, persons, cs->n, p->cell_file,
                      section_year(st, "people.division_year"));
    struct kt_sites *ss = &st->sites;
    if (ss->n && ss->municipality)
        recode_points(&j, ss->municipality, ss->x, ss->y, NULL, ss->n, p->site_file,
                      section_year(st, "sites.division_year"));
}
