/* csv: tables for machines (RFC 4180) and for a Finnish spreadsheet.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/export/export_internal.h"

#include <string.h>

static void put_field(FILE *f, const char *s, char separator)
{
    if (!strpbrk(s, (const char[]){separator, '"', '\r', '\n', '\0'})) {
        fputs(s, f);
        return;
    }
    fputc('"', f);
    for (; *s; s++) {
        if (*s == '"') fputc('"', f);
        fputc(*s, f);
    }
    fputc('"', f);
}

static void put_row(FILE *f, const char *const *field, size_t n, char separator)
{
    for (size_t i = 0; i < n; i++) {
        if (i) fputc(separator, f);
        put_field(f, field[i] ? field[i] : "", separator);
    }
    fputs("\r\n", f);
}

/* Name of the region (the first level above) that holds a row; "" at the top. */
static const char *above(const struct kt_study *st, size_t lv, size_t row)
{
    if (lv + 2 >= st->nlevel) return "";
    int32_t up = kt_row_up(st, lv, (int32_t)row, lv + 1);
    return up >= 0 ? st->level[lv + 1].name[KT_FI][up] : "";
}

static void put_long_row(FILE *f, const struct kt_study *st, size_t lv, size_t row, const struct kt_vcol *c,
                         struct kt_arena tmp)
{
    const struct kt_zones *z = &st->level[lv];
    char value[40], lower[40], upper[40];
    const char *field[] = {z->level_id,
                           kt_text_guarded(z->code[row], &tmp),
                           kt_text_guarded(z->name[KT_FI][row], &tmp),
                           kt_text_guarded(z->name[KT_SV][row], &tmp),
                           kt_text_guarded(above(st, lv, row), &tmp),
                           c->meta->name,
                           kt_number_text(c->value[row], value),
                           kt_number_text(c->lower ? c->lower[row] : NAN, lower),
                           kt_number_text(c->upper ? c->upper[row] : NAN, upper),
                           c->meta->unit,
                           kt_mark_name[c->mark[row]]};
    put_row(f, field, sizeof field / sizeof *field, ',');
}

enum kt_status kt_export_data_csv(const struct kt_export *x, const char *path, struct kt_arena tmp,
                                  struct kt_err *err)
{
    static const char *const head[] = {"level", "code",  "name_fi", "name_sv", "region", "variable",
                                       "value", "lower", "upper",   "unit",    "mark"};
    const struct kt_study *st = x->view->study;
    const struct kt_vcol **col = KT_NEW(&tmp, const struct kt_vcol *, x->view->ncol);
    struct kt_out o;
    KT_TRY(kt_out_open(&o, path, err));
    put_row(o.f, head, sizeof head / sizeof *head, ',');
    for (size_t lv = 0; lv < st->nlevel; lv++) {
        size_t ncol = kt_columns_of(x->view, (int)lv, col);
        for (size_t row = 0; row < st->level[lv].n; row++)
            for (size_t c = 0; c < ncol; c++) put_long_row(o.f, st, lv, row, col[c], tmp);
    }
    return kt_out_close(&o, err);
}

static void put_table_row(FILE *f, const struct kt_vtable *t, size_t row, const char **field,
                          struct kt_arena tmp)
{
    const struct kt_table *m = t->meta;
    size_t n = 0;
    char buf[40];
    field[n++] = kt_text_guarded(m->row[row], &tmp);
    for (size_t c = 0; c < m->ncol; c++)
        field[n++] = kt_strdup(&tmp, kt_number_text(t->value[row * m->ncol + c], buf));
    field[n++] = kt_text_guarded(m->note ? m->note[row] : NULL, &tmp);
    field[n++] = kt_mark_name[t->mark[row]];
    put_row(f, field, n, ',');
}

enum kt_status kt_export_table_csv(const struct kt_vtable *t, const char *path, struct kt_arena tmp,
                                   struct kt_err *err)
{
    const char **field = KT_NEW(&tmp, const char *, t->meta->ncol + 3);
    struct kt_out o;
    KT_TRY(kt_out_open(&o, path, err));
    size_t n = 0;
    field[n++] = "row";
    for (size_t c = 0; c < t->meta->ncol; c++) field[n++] = t->meta->column[c];
    field[n++] = "note";
    field[n++] = "mark";
    put_row(o.f, field, n, ',');
    for (size_t row = 0; row < t->meta->nrow; row++) put_table_row(o.f, t, row, field, tmp);
    return kt_out_close(&o, err);
}

/* A number as Finns write it; the sign of what is not shown. */
static const char *comma_text(double v, uint8_t mark, struct kt_arena *a)
{
    if (mark != KT_SHOWN) return kt_mark_sign[mark];
    char buf[40];
    kt_number_text(v, buf);
    char *dot = strchr(buf, '.');
    if (dot) *dot = ',';
    return kt_strdup(a, buf);
}

/* The title with the unit, where the title does not say it. */
static const char *finnish_head(const struct kt_column *m, struct kt_arena *a)
{
    const char *title = kt_text_guarded(m->title.s[KT_FI], a);
    if (m->kind == KT_K_KM) return kt_printf(a, "%s (km)", title);
    if (m->kind == KT_K_MIN) return kt_printf(a, "%s (min)", title);
    if (m->kind == KT_K_SHARE)
        return kt_printf(a,
                         "%s (osuus 0\xE2\x80\x93"
                         "1)",
                         title);
    return title;
}

static size_t tiedot_head(const struct kt_study *st, const struct kt_vcol **col, size_t ncol,
                          const char **field, struct kt_arena *a)
{
    size_t n = 0;
    field[n++] = "Koodi";
    field[n++] = kt_level_name(st->level[0].level_id, KT_FI);
    for (size_t lv = 1; lv + 1 < st->nlevel; lv++) field[n++] = kt_level_name(st->level[lv].level_id, KT_FI);
    for (size_t c = 0; c < ncol; c++) {
        const char *title = finnish_head(col[c]->meta, a);
        field[n++] = title;
        if (!col[c]->lower) continue;
        field[n++] = kt_printf(a, "%s, alaraja", title);
        field[n++] = kt_printf(a, "%s, yläraja", title);
    }
    return n;
}

static size_t tiedot_row(const struct kt_study *st, size_t row, const struct kt_vcol **col, size_t ncol,
                         const char **field, struct kt_arena *a)
{
    size_t n = 0;
    field[n++] = kt_text_guarded(st->level[0].code[row], a);
    field[n++] = kt_text_guarded(st->level[0].name[KT_FI][row], a);
    for (size_t lv = 1; lv + 1 < st->nlevel; lv++) {
        int32_t up = kt_row_up(st, 0, (int32_t)row, lv);
        field[n++] = up >= 0 ? kt_text_guarded(st->level[lv].name[KT_FI][up], a) : "";
    }
    for (size_t c = 0; c < ncol; c++) {
        field[n++] = comma_text(col[c]->value[row], col[c]->mark[row], a);
        if (!col[c]->lower) continue;
        field[n++] = comma_text(col[c]->lower[row], col[c]->mark[row], a);
        field[n++] = comma_text(col[c]->upper[row], col[c]->mark[row], a);
    }
    return n;
}

enum kt_status kt_export_tiedot_csv(const struct kt_export *x, const char *path, struct kt_arena tmp,
                                    struct kt_err *err)
{
    const struct kt_study *st = x->view->study;
    const struct kt_vcol **col = KT_NEW(&tmp, const struct kt_vcol *, x->view->ncol);
    const char **field = KT_NEW(&tmp, const char *, 3 * x->view->ncol + KT_LEVELS_MAX + 2);
    size_t ncol = kt_columns_of(x->view, 0, col);
    struct kt_out o;
    KT_TRY(kt_out_open(&o, path, err));
    fputs("\xEF\xBB\xBF", o.f); /* without the mark Excel reads ä as two letters */
    struct kt_arena head = tmp;
    put_row(o.f, field, tiedot_head(st, col, ncol, field, &head), ';');
    for (size_t row = 0; row < st->level[0].n; row++) {
        struct kt_arena line = tmp;
        put_row(o.f, field, tiedot_row(st, row, col, ncol, field, &line), ';');
    }
    return kt_out_close(&o, err);
}

enum kt_status kt_export_issues_csv(const struct kt_export *x, const char *path, struct kt_arena tmp,
                                    struct kt_err *err)
{
    static const char *const head[] = {"severity", "code", "file", "row", "field", "what", "remedy"};
    const struct kt_issues *is = &x->view->study->issues;
    struct kt_out o;
    KT_TRY(kt_out_open(&o, path, err));
    put_row(o.f, head, sizeof head / sizeof *head, ',');
    for (size_t i = 0; i < is->n; i++) {
        const struct kt_issue *it = &is->item[i];
        struct kt_arena line = tmp;
        const char *field[] = {
            kt_severity_name[it->severity],    it->code,
            kt_text_guarded(it->file, &line),  it->row > 0 ? kt_printf(&line, "%ld", it->row) : "",
            kt_text_guarded(it->field, &line), kt_text_guarded(it->what, &line),
            kt_text_guarded(it->remedy, &line)};
        put_row(o.f, field, sizeof field / sizeof *field, ',');
    }
    return kt_out_close(&o, err);
}
