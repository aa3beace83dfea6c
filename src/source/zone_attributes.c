/* Attributes of zones, from the outlines' own columns or from a table beside them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

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

/* "kunta_1_20210101_091" is how INSPIRE's services write 091. */
static const char *own_code(const char *code)
{
    const char *tail = code && (code[0] < '0' || code[0] > '9') ? strrchr(code, '_') : NULL;
    return tail && tail[1] ? tail + 1 : code;
}

bool kt_zone_row_read(struct kt_vector *v, struct kt_zone_columns *c, struct kt_zone_row *row)
{
    const int *col = c->col;
    *row =
        (struct kt_zone_row){.row = v->rowno, .population = NAN, .x = NAN, .y = NAN, .education = {NAN, NAN}};
    row->code = kt_vector_code(v, c->code);
    if (v->src.preset) row->code = own_code(row->code);
    for (int f = KT_ZF_FI; f <= KT_ZF_EN; f++) row->text[f] = kt_vector_keep(v, col[f]);
    row->text[KT_ZF_LANG] = language_status(v, kt_vector_text(v, col[KT_ZF_LANG]));
    row->text[KT_ZF_PLACE] = kt_vector_keep(v, col[KT_ZF_PLACE]);
    row->text[KT_ZF_PARENT] = kt_vector_code(v, col[KT_ZF_PARENT]);
    enum kt_number got = kt_vector_number(v, col[KT_ZF_POPULATION], &row->population);
    if (v->src.preset && row->population == -1.0) row->population = NAN; /* suppressed */
    if (got == KT_NUM_BAD || row->population < 0.0) {
        const char *met = kt_vector_text(v, col[KT_ZF_POPULATION]);
        kt_issues_add(&v->st->issues, KT_WARNING, got == KT_NUM_BAD ? "not-a-number" : "negative-count",
                      v->file, v->rowno, "population",
                      kt_printf(&v->text, "population \"%.40s\" of %.40s; taken as unknown", met ? met : "",
                                row->code ? row->code : "a zone without code"),
                      "Correct the figure.");
        row->population = NAN;
    }
    for (int e = 0; e < 2; e++)
        row->education[e] = share_of_adults(v, col, (enum kt_zone_field)(KT_ZF_BASIC + e));
    if (col[KT_ZF_X] >= 0 && col[KT_ZF_Y] >= 0)
        (void)kt_place_columns(v, col[KT_ZF_X], col[KT_ZF_Y], false, &row->x, &row->y);
    kt_zone_variables_read(v, c, row);
    return row->code != NULL;
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
