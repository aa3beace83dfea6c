/* Attributes of zones, from the outlines' own columns or from a table beside them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

#include <katve/divisions.h>

#include <stdlib.h>
#include <string.h>

const char *const kt_zone_field_name[KT_ZF_N] = {
    "name_fi", "name_sv", "name_en",         "lang_status",        "place", "parent", "population",
    "x",       "y",       "basic_education", "secondary_education"};

static int by_code(const void *pa, const void *pb)
{
    const struct kt_zone_row *a = pa, *b = pb;
    int c = strcmp(a->code, b->code);
    return c ? c : (a->row > b->row) - (a->row < b->row);
}

void kt_zone_rows_sort(struct kt_zone_row *rows, size_t n)
{
    if (n > 1) qsort(rows, n, sizeof *rows, by_code);
}

static bool all_digits(const char *s)
{
    return *s && s[strspn(s, "0123456789")] == '\0';
}

size_t kt_codes_pad(struct kt_arena *keep, const char **code, size_t n)
{
    size_t longest = 0, changed = 0;
    for (size_t i = 0; i < n; i++) {
        if (!code[i]) continue;
        if (!all_digits(code[i])) return 0;
        size_t m = strlen(code[i]);
        if (m > longest) longest = m;
    }
    if (longest > 12) return 0;
    for (size_t i = 0; i < n; i++) {
        if (!code[i] || strlen(code[i]) == longest) continue;
        code[i] = kt_printf(keep, "%.*s%s", (int)(longest - strlen(code[i])), "000000000000", code[i]);
        changed++;
    }
    return changed;
}

static const char *language_status(struct kt_vector *v, const char *s)
{
    static const char *const known[] = {"fi", "fi-sv", "sv-fi", "sv"};
    for (size_t i = 0; s && i < 4; i++)
        if (kt_streq(known[i], s)) return known[i];
    if (s)
        kt_issues_add(&v->st->issues, KT_WARNING, "unknown-value", v->file, v->rowno, "lang_status",
                      kt_printf(&v->text, "language status \"%.40s\" is not known", s),
                      "Use fi, fi-sv, sv-fi or sv.");
    return NULL;
}

static double share_of_adults(struct kt_vector *v, const int col[KT_ZF_N], enum kt_zone_field f)
{
    double share = NAN;
    enum kt_number got = kt_vector_number(v, col[f], &share);
    if (got != KT_NUM_BAD && !(share < 0.0) && !(share > 1.0)) return share;
    const char *met = kt_vector_text(v, col[f]);
    kt_issues_add(
        &v->st->issues, KT_WARNING, "bad-share", v->file, v->rowno, kt_zone_field_name[f],
        kt_printf(&v->text, "\"%.40s\" is no share between 0 and 1; taken as unknown", met ? met : ""),
        "Write a share of adults, such as 0.31 for 31 %.");
    return NAN;
}

bool kt_zone_row_read(struct kt_vector *v, struct kt_zone_columns *c, struct kt_zone_row *row)
{
    const int *col = c->col;
    *row =
        (struct kt_zone_row){.row = v->rowno, .population = NAN, .x = NAN, .y = NAN, .education = {NAN, NAN}};
    row->code = kt_vector_code(v, c->code);
    if (!row->code) return false;
    for (int f = KT_ZF_FI; f <= KT_ZF_EN; f++) row->text[f] = kt_vector_keep(v, col[f]);
    row->text[KT_ZF_LANG] = language_status(v, kt_vector_text(v, col[KT_ZF_LANG]));
    row->text[KT_ZF_PLACE] = kt_vector_keep(v, col[KT_ZF_PLACE]);
    row->text[KT_ZF_PARENT] = kt_vector_code(v, col[KT_ZF_PARENT]);
    enum kt_number got = kt_vector_number(v, col[KT_ZF_POPULATION], &row->population);
    if (v->src.preset && row->population == -1.0) row->population = NAN; /* suppressed */
    if (got == KT_NUM_BAD || row->population < 0.0) {
        const char *met = kt_vector_text(v, col[KT_ZF_POPULATION]);
        kt_issues_add(
            &v->st->issues, KT_WARNING, got == KT_NUM_BAD ? "not-a-number" : "negative-count", v->file,
            v->rowno, "population",
            kt_printf(&v->text, "population \"%.40s\" of %.40s; taken as unknown", met ? met : "", row->code),
            "Correct the figure.");
        row->population = NAN;
    }
    for (int e = 0; e < 2; e++)
        row->education[e] = share_of_adults(v, col, (enum kt_zone_field)(KT_ZF_BASIC + e));
    if (col[KT_ZF_X] >= 0 && col[KT_ZF_Y] >= 0)
        (void)kt_place_columns(v, col[KT_ZF_X], col[KT_ZF_Y], false, &row->x, &row->y);
    kt_zone_variables_read(v, c, row);
    return true;
}

void kt_zone_row_fill(struct kt_zone_row *row, size_t nvariable, const struct kt_zone_row *table, size_t n)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (strcmp(table[mid].code, row->code) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == n || !kt_streq(table[lo].code, row->code)) return;
    for (int f = 0; f <= KT_ZF_PARENT; f++)
        if (!row->text[f]) row->text[f] = table[lo].text[f];
    if (isnan(row->population)) row->population = table[lo].population;
    for (int e = 0; e < 2; e++)
        if (isnan(row->education[e])) row->education[e] = table[lo].education[e];
    if (!row->variable) row->variable = table[lo].variable;
    for (size_t i = 0; i < nvariable && table[lo].variable; i++)
        if (isnan(row->variable[i])) row->variable[i] = table[lo].variable[i];
    if (isnan(row->x) || isnan(row->y)) row->x = table[lo].x, row->y = table[lo].y;
}

/* The table's key may have the outlines' name or simply be called "code". */
static enum kt_status table_columns(struct kt_vector *v, struct kt_zone_columns *c, bool has[KT_ZF_ALL],
                                    struct kt_err *err)
{
    bool mentioned;
    c->code = kt_vector_bind_soft(v, "columns", "code", &mentioned);
    if (c->code < 0) c->code = kt_vector_find(v, "code");
    if (c->code < 0) KT_TRY(kt_vector_bind(v, "columns", "code", true, &c->code, err));
    for (int f = 0; f < KT_ZF_N; f++)
        c->col[f] = kt_vector_bind_soft(v, "columns", kt_zone_field_name[f], &mentioned);
    KT_TRY(kt_zone_variables_bind(v, NULL, c, err));
    for (size_t f = 0; f < KT_ZF_N + c->nvariable; f++) has[f] = c->col[f] >= 0;
    return KT_OK;
}

static enum kt_status table_rows(struct kt_vector *v, struct kt_arena *tmp, struct kt_zone_row **rows,
                                 size_t *n, bool has[KT_ZF_ALL], struct kt_err *err)
{
    struct kt_zone_columns c;
    KT_TRY(table_columns(v, &c, has, err));
    *rows = KT_NEW(tmp, struct kt_zone_row, v->nrow);
    while (kt_vector_next(v)) {
        if (kt_zone_row_read(v, &c, &(*rows)[*n])) {
            ++*n;
            continue;
        }
        kt_issues_add(&v->st->issues, KT_ERROR, "no-code", v->file, v->rowno, "code",
                      "the row has no code and was left out", "Give every row its code.");
    }
    kt_tally_close(v->st, &c.bad);
    return KT_OK;
}

/* Adds a row of a merged municipality to that of the one which goes on. */
static void add_row(struct kt_zone_row *into, const struct kt_zone_row *row)
{
    double all = into->population + row->population;
    for (int e = 0; e < 2; e++)
        into->education[e] =
            (into->education[e] * into->population + row->education[e] * row->population) / all;
    into->population = all;
    into->variable = NULL; /* sums or shares: nobody told */
}

/* Rows of municipalities that ended before study.division_year, where the study file says that year:
 * persons are added up, shares weighted by them; what one of the two does not know stays unknown, and so do the
 * user's own variables. */
static void recode_table(struct kt_study *st, const char *section, struct kt_zone_row *rows, size_t *n,
                         const char *file, struct kt_arena tmp)
{
    const char *year = "study.division_year";
    if (!kt_streq(kt_section_str(st, section, "level", tmp), "municipality") ||
        !kt_settings_has(st->set, year) || !kt_settings_given(st->set, year))
        return;
    struct kt_divisions d = kt_divisions_read(NULL, &tmp, NULL);
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++) {
        const char *now = kt_division_code(&d, rows[i].code, (int)kt_settings_int(st->set, year));
        size_t into = SIZE_MAX;
        for (size_t k = 0; k < *n && now != rows[i].code; k++)
            if (kt_streq(rows[k].code, now)) into = k;
        if (into == SIZE_MAX) continue;
        kt_issues_add(&st->issues, KT_NOTE, "division-recoded", file, rows[i].row, "code",
                      kt_printf(&tmp, "%.40s has merged into %.40s: its row with %.0f persons was added",
                                rows[i].code, now, rows[i].population),
                      "Nothing, if study.division_year is right.");
        add_row(&rows[into], &rows[i]);
        rows[i].code = "";
    }
    for (size_t i = 0; i < *n; i++)
        if (*rows[i].code) rows[kept++] = rows[i];
    *n = kept;
}

enum kt_status kt_zone_table(struct kt_study *st, const char *section, struct kt_arena *tmp,
                             struct kt_zone_row **rows, size_t *n, bool has[KT_ZF_ALL], struct kt_err *err)
{
    *rows = NULL;
    *n = 0;
    memset(has, 0, KT_ZF_ALL * sizeof *has);
    const char *path = kt_section_str(st, section, "table", *tmp);
    if (!*path) return KT_OK;
    struct kt_vector v;
    const char *level = kt_section_str(st, section, "level", *tmp);
    struct kt_vector_source src = {.section = section,
                                   .role = kt_printf(tmp, "zones.%s.table", level),
                                   .path = path,
                                   .layer = "",
                                   .sql = "",
                                   .crs = "",
                                   .encoding = ""};
    src.encoding = kt_section_str(st, section, "encoding", *tmp);
    src.format = kt_section_str(st, section, "table_importer", *tmp);
    enum kt_status status = kt_vector_open(&v, st, &src, tmp, err);
    if (status == KT_OK) status = table_rows(&v, tmp, rows, n, has, err);
    KT_TRY(kt_vector_close(&v, status, err));
    const char **code = KT_NEW(tmp, const char *, *n);
    for (size_t i = 0; i < *n; i++) code[i] = (*rows)[i].code;
    (void)kt_codes_pad(st->keep, code, *n);
    for (size_t i = 0; i < *n; i++) (*rows)[i].code = code[i];
    const char *slash = strrchr(path, '/');
    recode_table(st, section, *rows, n, slash ? slash + 1 : path, *tmp);
    kt_zone_rows_sort(*rows, *n);
    return KT_OK;
}
