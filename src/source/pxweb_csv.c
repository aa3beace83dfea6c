/* pxweb_csv: tables as the PxWeb services of statistical offices save them as text: names instead of
 * codes, values of several years and sexes side by side, a title above.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "pxweb_internal.h"

#include "people_internal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SAMPLE = 200 };

struct own {
    struct kt_csv csv;
    size_t ncol, ntext, nvalue;
    size_t text_col[KT_CUBE_DIMS], *value_col;
    uint32_t *side[KT_NSIDE]; /* category of each value column */
    struct kt_pool pool[KT_CUBE_DIMS];
    size_t side_dim[KT_NSIDE]; /* dimension, SIZE_MAX where the heading does not tell it */
    size_t short_rows;
};

/* A title in quotation marks and an empty line; or a heading of area, age and sexes. */
static bool knows(const char *path, const char *head)
{
    size_t n = strlen(path);
    if (n < 4 || (strcasecmp(path + n - 4, ".csv") != 0 && strcasecmp(path + n - 4, ".txt") != 0))
        return false;
    const char *end = strchr(head, '\n');
    if (!end || *head != '"') return false;
    const char *close = strchr(head + 1, '"');
    if (!close || close > end) return false;
    return close[1 + strspn(close + 1, "\r")] == '\n' &&
           (end[1] == '\n' || (end[1] == '\r' && end[2] == '\n'));
}

static const char *const role_names[KT_NSIDE] = {"Sex", "Year", "Age", "Information"};

/* Which columns hold words and which hold values, from the heading and the first rows. */
static void sort_columns(struct kt_cube *c, struct own *o, bool *text)
{
    const char *page = *c->encoding ? c->encoding : "iso-8859-1";
    for (size_t i = 0; i < o->ncol; i++) {
        struct kt_arena scratch = *c->a;
        enum kt_role role = kt_word_dimension(kt_cube_utf8(&scratch, o->csv.field[i], page));
        text[i] = role != KT_R_OTHER;
    }
    for (size_t r = 0; r < SAMPLE && kt_csv_next(&o->csv); r++)
        for (size_t i = 0; i < o->ncol && o->csv.n == o->ncol; i++)
            if (!kt_csv_numeric(o->csv.field[i])) text[i] = true;
}

static enum kt_status heading(struct kt_cube *c, struct own *o, struct kt_err *err)
{
    const char *page = *c->encoding ? c->encoding : "iso-8859-1";
    if (!kt_csv_heading(&o->csv))
        return kt_cube_refuse(c, err, 0, "Fetch the table again.",
                              "there is no heading with two columns or more");
    o->ncol = o->csv.n;
    const char **head = KT_NEW(c->a, const char *, o->ncol);
    bool *text = KT_NEW(c->a, bool, o->ncol);
    for (size_t i = 0; i < o->ncol; i++) head[i] = kt_strdup(c->a, kt_cube_utf8(c->a, o->csv.field[i], page));
    sort_columns(c, o, text);
    o->value_col = KT_NEW(c->a, size_t, o->ncol);
    for (int s = 0; s < KT_NSIDE; s++)
        o->side[s] = KT_NEW(c->a, uint32_t, o->ncol), o->side_dim[s] = SIZE_MAX;
    for (size_t i = 0; i < o->ncol; i++) {
        if (!text[i]) {
            o->value_col[o->nvalue++] = i;
            continue;
        }
        if (o->ntext == KT_CUBE_DIMS - KT_NSIDE)
            return kt_cube_refuse(c, err, 0, "Check the separator.", "too many columns with words");
        o->text_col[o->ntext] = i;
        c->dim[o->ntext].name[KT_FI] = head[i];
        o->ntext++;
    }
    if (!o->ntext || !o->nvalue)
        return kt_cube_refuse(c, err, 0, "Check the separator, and that values are numbers.",
                              "%zu columns hold words and %zu numbers; there must be some of both", o->ntext,
                              o->nvalue);
    struct kt_pool pool[KT_NSIDE];
    char part[KT_NSIDE][256];
    for (int s = 0; s < KT_NSIDE; s++) pool[s] = (struct kt_pool){.a = c->a};
    const char **values = KT_NEW(c->a, const char *, o->nvalue);
    for (size_t v = 0; v < o->nvalue; v++) values[v] = head[o->value_col[v]];
    struct kt_heading_layout layout = kt_heading_layout(values, o->nvalue);
    for (size_t v = 0; v < o->nvalue; v++) {
        kt_heading_split(values[v], &layout, part);
        for (int s = 0; s < KT_NSIDE; s++) o->side[s][v] = (uint32_t)kt_pool_row(&pool[s], part[s], true);
    }
    c->ndim = o->ntext;
    for (int s = 0; s < KT_NSIDE; s++) {
        if (pool[s].n == 1 && !*pool[s].text[0]) continue; /* the heading does not tell it */
        o->side_dim[s] = c->ndim;
        o->pool[c->ndim] = pool[s];
        c->dim[c->ndim++].name[KT_FI] = role_names[s];
    }
    return KT_OK;
}

/* Names that begin with their code: "00100  Helsinki keskusta", "KU091 Helsinki". */
static void split_codes(struct kt_cube *c, struct kt_cube_dim *dim)
{
    const char **code = KT_NEW(c->a, const char *, dim->n), **label = KT_NEW(c->a, const char *, dim->n);
    for (size_t i = 0; i < dim->n; i++) {
        const char *s = dim->label[KT_FI][i];
        size_t letters = strspn(s, "KUMS"), digits = strspn(s + letters, "0123456789"), n = letters + digits;
        bool country = strncmp(s, "SSS ", 4) == 0;
        if ((letters > 2 || digits < 2 || s[n] != ' ') && !country) return;
        code[i] = kt_strndup(c->a, s, n);
        label[i] = s + n + strspn(s + n, " ");
    }
    dim->code = code;
    dim->label[KT_FI] = label;
}

static enum kt_status categories(struct kt_cube *c, struct own *o, struct kt_err *err)
{
    const char *page = *c->encoding ? c->encoding : "iso-8859-1";
    (void)kt_csv_heading(&o->csv);
    while (kt_csv_next(&o->csv)) {
        if (o->csv.n != o->ncol || o->csv.too_long) continue;
        for (size_t d = 0; d < o->ntext; d++)
            if (kt_pool_row(&o->pool[d], o->csv.field[o->text_col[d]], true) == SIZE_MAX)
                return kt_cube_refuse(c, err, o->csv.line, "Check which columns hold words.",
                                      "column \"%.60s\" has too many different texts", c->dim[d].name[KT_FI]);
    }
    bool recoded = false;
    for (size_t d = 0; d < c->ndim; d++) {
        struct kt_cube_dim *dim = &c->dim[d];
        dim->n = o->pool[d].n;
        dim->total = -1;
        dim->label[KT_FI] = KT_NEW(c->a, const char *, dim->n);
        for (size_t i = 0; i < dim->n; i++) {
            dim->label[KT_FI][i] = kt_cube_utf8(c->a, o->pool[d].text[i], page);
            recoded |= dim->label[KT_FI][i] != o->pool[d].text[i];
        }
        if (d < o->ntext && kt_word_dimension(dim->name[KT_FI]) == KT_R_AREA) split_codes(c, dim);
    }
    if (recoded && !*c->encoding)
        kt_issues_add(&c->st->issues, KT_NOTE, "not-utf8", c->file, 0, "",
                      "text that is not UTF-8 was read as ISO-8859-1", "Nothing, if the names look right.");
    return KT_OK;
}

static enum kt_status open_csv(struct kt_cube *c, struct kt_err *err)
{
    struct own *o = KT_NEW(c->a, struct own, 1);
    c->own = o;
    for (size_t d = 0; d < KT_CUBE_DIMS; d++) o->pool[d].a = c->a;
    KT_TRY(kt_csv_open(&o->csv, c->path, err));
    KT_TRY(heading(c, o, err));
    return categories(c, o, err);
}

static void close_csv(struct kt_cube *c)
{
    struct own *o = c->own;
    kt_csv_close(&o->csv);
}

static enum kt_status values(struct kt_cube *c, kt_cube_sink sink, void *to, struct kt_err *err)
{
    struct own *o = c->own;
    size_t at[KT_CUBE_DIMS] = {0};
    struct kt_tally bad = {KT_WARNING, "bad-row", c->file, "", "Compare the row with the heading.", 0};
    (void)kt_csv_heading(&o->csv);
    while (kt_csv_next(&o->csv)) {
        if (o->csv.n != o->ncol || o->csv.too_long) {
            kt_tally_add(c->st, &bad, o->csv.line,
                         "the row has %zu columns, the heading %zu; it was left out", o->csv.n, o->ncol);
            continue;
        }
        for (size_t d = 0; d < o->ntext; d++)
            at[d] = kt_pool_row(&o->pool[d], o->csv.field[o->text_col[d]], false);
        for (size_t v = 0; v < o->nvalue; v++) {
            double x = kt_csv_value(c, o->csv.field[o->value_col[v]]);
            for (int s = 0; s < KT_NSIDE; s++)
                if (o->side_dim[s] != SIZE_MAX) at[o->side_dim[s]] = o->side[s][v];
            c->nvalue++;
            KT_TRY(sink(to, at, &x, 1, err));
        }
    }
    kt_tally_close(c->st, &bad);
    return KT_OK;
}

const struct kt_cube_format kt_format_pxweb_csv = {"pxweb_csv", knows, open_csv, values, close_csv};

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    return kt_people_read(st, section, "pxweb_csv", tmp, err);
}

static const struct kt_param param[] = {KT_TABLE_PARAMS};

const struct kt_importer kt_pxweb_csv = {
    .name = "pxweb_csv",
    .summary = "Persons by area in a table saved as text from PxWeb, with names instead of codes.",
    .reads = "people",
    .source = "CSV of the PxWeb databases of Statistics Finland (StatFin, Paavo)",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .run = run,
};
