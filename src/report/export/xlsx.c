/* xlsx: a workbook with real numbers, one sheet per table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/export/export_internal.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

enum { TOP_ROWS = 2, LONGEST_CELL = 32000 }; /* the format's own limit is 32,767 letters */

struct book {
    lxw_workbook *w;
    lxw_format *head, *name, *grey, *number[4], *percent;
    struct kt_arena tmp;
};

static void put_text(struct book *b, lxw_worksheet *s, lxw_row_t row, lxw_col_t col, const char *text,
                     lxw_format *f)
{
    struct kt_arena scratch = b->tmp;
    if (!text || !*text) return;
    if (strlen(text) > LONGEST_CELL) {
        size_t cut = LONGEST_CELL;
        while (cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80) cut--;
        text = kt_strndup(&scratch, text, cut);
    }
    worksheet_write_string(s, row, col, kt_text_guarded(text, &scratch), f);
}

static lxw_format *format_of(struct book *b, enum kt_kind kind)
{
    return kind == KT_K_SHARE || kind == KT_K_PROB ? b->percent : b->number[kt_kind_decimals(kind)];
}

static void put_number(struct book *b, lxw_worksheet *s, lxw_row_t row, lxw_col_t col, double v, uint8_t mark,
                       enum kt_kind kind)
{
    if (mark != KT_SHOWN)
        worksheet_write_string(s, row, col, kt_mark_sign[mark], b->grey);
    else if (isfinite(v))
        worksheet_write_number(s, row, col, v, format_of(b, kind));
}

/* Two heading rows: the title for people, the variable's name for those who join tables. */
static void put_head(struct book *b, lxw_worksheet *s, lxw_col_t col, const char *title, const char *name,
                     double width)
{
    put_text(b, s, 0, col, title, b->head);
    put_text(b, s, 1, col, name, b->name);
    worksheet_set_column(s, col, col, width, NULL);
}

static lxw_col_t put_columns(struct book *b, lxw_worksheet *s, lxw_col_t at, const struct kt_vcol *const *col,
                             size_t n)
{
    for (size_t c = 0; c < n; c++) {
        const struct kt_column *m = col[c]->meta;
        struct kt_arena tmp = b->tmp;
        const char *title = m->title.s[KT_FI];
        put_head(b, s, at, title, m->name, 13);
        if (col[c]->lower) {
            put_head(b, s, at + 1, kt_printf(&tmp, "%s, alaraja", title),
                     kt_printf(&tmp, "%s_lower", m->name), 13);
            put_head(b, s, at + 2, kt_printf(&tmp, "%s, yläraja", title),
                     kt_printf(&tmp, "%s_upper", m->name), 13);
        }
        for (size_t i = 0; i < col[c]->n; i++) {
            lxw_row_t row = (lxw_row_t)(i + TOP_ROWS);
            put_number(b, s, row, at, col[c]->value[i], col[c]->mark[i], m->kind);
            if (!col[c]->lower) continue;
            put_number(b, s, row, at + 1, col[c]->lower[i], col[c]->mark[i], m->kind);
            put_number(b, s, row, at + 2, col[c]->upper[i], col[c]->mark[i], m->kind);
        }
        at = (lxw_col_t)(at + (col[c]->lower ? 3 : 1));
    }
    return at;
}

static void close_sheet(lxw_worksheet *s, size_t rows, lxw_col_t cols, lxw_col_t fixed)
{
    worksheet_freeze_panes(s, TOP_ROWS, fixed);
    if (rows > 0 && cols > 0)
        worksheet_autofilter(s, TOP_ROWS - 1, 0, (lxw_row_t)(rows + TOP_ROWS - 1), (lxw_col_t)(cols - 1));
    worksheet_set_row(s, 0, 45, NULL);
}

static void level_sheet(struct book *b, const struct kt_export *x, size_t lv, const struct kt_vcol **col)
{
    const struct kt_study *st = x->view->study;
    const struct kt_zones *z = &st->level[lv];
    lxw_worksheet *s = workbook_add_worksheet(b->w, kt_level_name(z->level_id, KT_FI));
    if (!s) s = workbook_add_worksheet(b->w, NULL); /* a level id that is no name for a sheet */
    put_head(b, s, 0, "Koodi", "code", 8);
    put_head(b, s, 1, "Nimi", "name_fi", 22);
    put_head(b, s, 2, "Namn", "name_sv", 22);
    lxw_col_t at = 3;
    bool upper = lv + 2 < st->nlevel;
    if (upper) put_head(b, s, at++, kt_level_name(st->level[lv + 1].level_id, KT_FI), "region", 20);
    for (size_t i = 0; i < z->n; i++) {
        lxw_row_t row = (lxw_row_t)(i + TOP_ROWS);
        put_text(b, s, row, 0, z->code[i], NULL);
        put_text(b, s, row, 1, z->name[KT_FI][i], NULL);
        put_text(b, s, row, 2, z->name[KT_SV][i], NULL);
        int32_t up = upper ? z->parent[i] : -1;
        if (up >= 0) put_text(b, s, row, 3, st->level[lv + 1].name[KT_FI][up], NULL);
    }
    at = put_columns(b, s, at, col, kt_columns_of(x->view, (int)lv, col));
    close_sheet(s, z->n, at, 2);
}

static void site_sheet(struct book *b, const struct kt_export *x, const struct kt_vcol **col)
{
    static const char *const tri[3] = {"", "ei", "kyllä"};
    const struct kt_sites *t = &x->view->study->sites;
    lxw_worksheet *s = workbook_add_worksheet(b->w, "Paikat");
    put_head(b, s, 0, "Tunnus", "id", 12);
    put_head(b, s, 1, "Nimi", "name_fi", 30);
    put_head(b, s, 2, "Namn", "name_sv", 30);
    put_head(b, s, 3, "Kunta", "municipality", 8);
    put_head(b, s, 4, "Digituki", "supports", 8);
    put_head(b, s, 5, "Muoto", "form", 10);
    put_head(b, s, 6, "Kielet", "languages", 10);
    put_head(b, s, 7, "Tieto päivitetty", "updated_on", 12);
    for (size_t i = 0; i < t->n; i++) {
        lxw_row_t row = (lxw_row_t)(i + TOP_ROWS);
        const char *text[] = {t->id[i],           t->name[KT_FI][i],       t->name[KT_SV][i],
                              t->municipality[i], tri[t->supports[i] + 1], t->form[i],
                              t->languages[i],    t->updated_on[i]};
        for (size_t c = 0; c < 8; c++) put_text(b, s, row, (lxw_col_t)c, text[c], NULL);
    }
    close_sheet(s, t->n, put_columns(b, s, 8, col, kt_columns_of(x->view, KT_ROWS_SITES, col)), 2);
}

static void table_sheet(struct book *b, const struct kt_vtable *t)
{
    const struct kt_table *m = t->meta;
    lxw_worksheet *s = workbook_add_worksheet(b->w, m->name);
    lxw_col_t note = (lxw_col_t)(m->ncol + 1);
    put_head(b, s, 0, m->title.s[KT_FI], "row", 36);
    for (size_t c = 0; c < m->ncol; c++) put_head(b, s, (lxw_col_t)(c + 1), m->column[c], m->column[c], 13);
    if (m->note) put_head(b, s, note, "Huomautus", "note", 60);
    for (size_t i = 0; i < m->nrow; i++) {
        lxw_row_t row = (lxw_row_t)(i + TOP_ROWS);
        put_text(b, s, row, 0, m->row[i], NULL);
        for (size_t c = 0; c < m->ncol; c++) {
            double v = t->value[i * m->ncol + c];
            uint8_t mark = t->mark[i] == KT_SHOWN && isnan(v) ? KT_MISSING : t->mark[i];
            put_number(b, s, row, (lxw_col_t)(c + 1), v, mark, m->kind[c]);
        }
        if (m->note) put_text(b, s, row, note, m->note[i], NULL);
    }
    close_sheet(s, m->nrow, (lxw_col_t)(note + (m->note ? 1 : 0)), 1);
}

static void issue_sheet(struct book *b, const struct kt_export *x)
{
    static const char *const head[][2] = {
        {"Vakavuus", "severity"}, {"Laji", "code"},           {"Tiedosto", "file"},    {"Rivi", "row"},
        {"Kenttä", "field"},      {"Mikä on vialla", "what"}, {"Mitä tehdä", "remedy"}};
    const struct kt_issues *is = &x->view->study->issues;
    lxw_worksheet *s = workbook_add_worksheet(b->w, "Havainnot");
    for (lxw_col_t c = 0; c < 7; c++) put_head(b, s, c, head[c][0], head[c][1], c < 5 ? 14 : 60);
    for (size_t i = 0; i < is->n; i++) {
        const struct kt_issue *it = &is->item[i];
        lxw_row_t row = (lxw_row_t)(i + TOP_ROWS);
        const char *text[] = {
            kt_severity_name[it->severity], it->code, it->file, NULL, it->field, it->what, it->remedy};
        for (size_t c = 0; c < 7; c++) put_text(b, s, row, (lxw_col_t)c, text[c], NULL);
        if (it->row > 0) worksheet_write_number(s, row, 3, (double)it->row, b->number[0]);
    }
    close_sheet(s, is->n, 7, 0);
}

static void about_sheet(struct book *b, const struct kt_export *x)
{
    static const char *const head[][2] = {
        {"Muuttuja", "variable"},         {"Suomeksi", "title_fi"}, {"På svenska", "title_sv"},
        {"In English", "title_en"},       {"Yksikkö", "unit"},      {"Menetelmä", "method"},
        {"Miksi ei väliä", "no_interval"}};
    const struct kt_view *v = x->view;
    lxw_worksheet *s = workbook_add_worksheet(b->w, "Tietoja");
    for (lxw_col_t c = 0; c < 7; c++) put_head(b, s, c, head[c][0], head[c][1], c == 0 || c > 3 ? 18 : 44);
    lxw_row_t row = TOP_ROWS;
    for (size_t i = 0; i < v->ncol; i++) {
        const struct kt_column *m = v->col[i].meta;
        bool first = true;
        for (size_t j = 0; j < i && first; j++) first = strcmp(v->col[j].meta->name, m->name) != 0;
        if (!first) continue;
        const char *text[] = {m->name, m->title.s[0], m->title.s[1], m->title.s[2],
                              m->unit, m->method,     m->no_interval};
        for (size_t c = 0; c < 7; c++) put_text(b, s, row, (lxw_col_t)c, text[c], NULL);
        row++;
    }
    struct kt_arena tmp = b->tmp;
    char k[40];
    put_text(b, s, ++row, 0,
             kt_printf(&tmp, "%s %s, katve %s, %s", x->study_title.s[KT_FI], x->year, KT_VERSION, x->date),
             NULL);
    put_text(b, s, ++row, 0,
             kt_printf(&tmp,
                       "...  salattu: alle %s henkilöä, tai pääteltävissä sellaisesta (%zu + %zu lukua)",
                       kt_number_text(v->k, k), v->nsuppressed_primary, v->nsuppressed_secondary),
             NULL);
    put_text(b, s, ++row, 0, "..  ei tietoa", NULL);
    close_sheet(s, 0, 0, 1);
}

/* Noon of an ISO day, so that no time zone moves it to another; 0 when it is none. */
static time_t noon_of(const char *iso)
{
    struct tm t = {.tm_hour = 12};
    if (sscanf(iso, "%d-%d-%d", &t.tm_year, &t.tm_mon, &t.tm_mday) != 3) return 0;
    t.tm_year -= 1900;
    t.tm_mon -= 1;
    return timegm(&t);
}

static lxw_format *new_format(lxw_workbook *w, const char *pattern)
{
    lxw_format *f = workbook_add_format(w);
    if (pattern) format_set_num_format(f, pattern);
    return f;
}

static void open_formats(struct book *b)
{
    static const char *const pattern[4] = {"#,##0", "#,##0.0", "#,##0.00", "#,##0.000"};
    b->head = new_format(b->w, NULL);
    format_set_bold(b->head);
    format_set_text_wrap(b->head);
    format_set_align(b->head, LXW_ALIGN_VERTICAL_TOP);
    b->name = new_format(b->w, NULL);
    format_set_font_color(b->name, 0x5A646E);
    format_set_bottom(b->name, LXW_BORDER_THIN);
    b->grey = new_format(b->w, NULL);
    format_set_font_color(b->grey, 0x5A646E);
    format_set_align(b->grey, LXW_ALIGN_RIGHT);
    for (int i = 0; i < 4; i++) b->number[i] = new_format(b->w, pattern[i]);
    b->percent = new_format(b->w, "0.0%");
}

/* The writer collects its sheets in temporary files and does not look whether they took everything; so
 * every part is unpacked again (which checks its CRC) and must end with a closing tag. */
static enum kt_status check_parts(const char *path, struct kt_arena tmp, struct kt_err *err)
{
    const char *root = kt_printf(&tmp, "/vsizip/{%s}", path);
    char **part = VSIReadDirRecursive(root);
    size_t sheets = 0;
    bool whole = part != NULL;
    for (char **p = part; p && *p && whole; p++) {
        size_t len = strlen(*p);
        if ((*p)[len - 1] == '/') continue;
        GByte *text = NULL;
        vsi_l_offset size = 0;
        whole = VSIIngestFile(NULL, kt_printf(&tmp, "%s/%s", root, *p), &text, &size, -1) != 0;
        while (whole && size > 0 && text[size - 1] == '\n') size--;
        whole = whole && size > 0 && text[size - 1] == '>';
        sheets += strncmp(*p, "xl/worksheets/", 14) == 0;
        VSIFree(text);
    }
    CSLDestroy(part);
    return whole && sheets > 0 ? KT_OK : kt_fail_at(err, KT_EIO, path, 0, "could not be written whole");
}

enum kt_status kt_export_xlsx(const struct kt_export *x, const char *path, struct kt_arena tmp,
                              struct kt_err *err)
{
    const struct kt_study *st = x->view->study;
    const struct kt_vcol **col = KT_NEW(&tmp, const struct kt_vcol *, x->view->ncol);
    char *folder = kt_strdup(&tmp, path);
    char *slash = strrchr(folder, '/');
    if (slash) *slash = '\0';
    /* The parts go beside the result: one disk to fill, and none that other programs share. */
    lxw_workbook_options options = {.constant_memory = LXW_FALSE, .tmpdir = slash ? folder : NULL};
    struct book b = {.w = workbook_new_opt(path, &options)};
    if (!b.w) return kt_fail_at(err, KT_EFAULT, path, 0, "the workbook could not be made");
    char *title = kt_strdup(&tmp, x->study_title.s[KT_FI]);
    b.tmp = tmp;
    lxw_doc_properties about = {.title = title, .created = noon_of(x->date)};
    workbook_set_properties(b.w, &about);
    open_formats(&b);
    for (size_t lv = 0; lv < st->nlevel; lv++) level_sheet(&b, x, lv, col);
    site_sheet(&b, x, col);
    for (size_t i = 0; i < x->view->ntable; i++) table_sheet(&b, &x->view->table[i]);
    issue_sheet(&b, x);
    about_sheet(&b, x);
    lxw_error bad = workbook_close(b.w);
    if (bad) return kt_fail_at(err, KT_EIO, path, 0, "could not be written whole: %s", lxw_strerror(bad));
    return check_parts(path, tmp, err);
}
