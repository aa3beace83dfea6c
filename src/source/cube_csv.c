/* Delimited text of any size, one record at a time: comma, semicolon or tabulator, quoted fields,
 * titles above the heading.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cube_internal.h"

#include <stdlib.h>
#include <string.h>

enum { RECORD_MAX = 16 << 20, TITLES_MAX = 20 };

/* The bytes that end a run of ordinary ones; the buffer itself ends with a NUL. */
static void set_separator(struct kt_csv *v, char sep)
{
    v->sep = sep;
    memset(v->ends_run, 0, sizeof v->ends_run);
    v->ends_run['\0'] = v->ends_run['"'] = v->ends_run['\n'] = v->ends_run['\r'] = true;
    v->ends_run[(unsigned char)sep] = true;
}

enum kt_status kt_csv_open(struct kt_csv *v, const char *path, struct kt_err *err)
{
    *v = (struct kt_csv){0};
    set_separator(v, ',');
    KT_TRY(kt_bytes_open(&v->b, path, err));
    v->cap_text = 1 << 16;
    v->cap_field = 256;
    v->text = malloc(v->cap_text);
    v->field = malloc(2 * v->cap_field * sizeof *v->field);
    if (v->text && v->field) return KT_OK;
    kt_csv_close(v);
    return kt_fail_at(err, KT_ELIMIT, path, 0, "out of memory");
}

void kt_csv_close(struct kt_csv *v)
{
    free(v->text);
    free(v->field);
    kt_bytes_close(&v->b);
    *v = (struct kt_csv){0};
}

static void put(struct kt_csv *v, int c)
{
    if (v->ntext + 1 >= v->cap_text) {
        char *bigger = v->cap_text < RECORD_MAX ? realloc(v->text, 2 * v->cap_text) : NULL;
        if (!bigger) {
            v->too_long = true;
            return;
        }
        v->text = bigger;
        v->cap_text *= 2;
    }
    v->text[v->ntext++] = (char)(c ? c : '?');
}

/* Fields are offsets while the text may still move. */
static void end_field(struct kt_csv *v, size_t from)
{
    size_t to = v->ntext;
    while (from < to && (v->text[from] == ' ' || v->text[from] == '\t')) from++;
    while (to > from && (v->text[to - 1] == ' ' || v->text[to - 1] == '\t')) to--;
    v->ntext = to;
    put(v, ' ');
    v->text[v->ntext - 1] = '\0';
    if (v->n == v->cap_field) {
        char **bigger = realloc(v->field, 4 * v->cap_field * sizeof *bigger);
        if (!bigger) {
            v->too_long = true;
            return;
        }
        v->field = bigger;
        v->cap_field *= 2;
    }
    v->field[v->n++] = (char *)from;
}

static void record(struct kt_csv *v)
{
    struct kt_bytes *b = &v->b;
    size_t from = 0;
    v->n = v->ntext = 0;
    v->too_long = false;
    v->line = b->line;
    for (bool inside = false;;) {
        int c = kt_bytes_get(b);
        if (c == '"' && inside && kt_bytes_peek(b) == '"') {
            put(v, kt_bytes_get(b));
        } else if (c == '"') {
            inside = !inside;
        } else if (c < 0 || (!inside && (c == '\n' || c == '\r'))) {
            if (c == '\r' && kt_bytes_peek(b) == '\n') kt_bytes_get(b);
            break;
        } else if (!inside && c == v->sep) {
            end_field(v, from);
            from = v->ntext;
        } else {
            put(v, c);
        }
        if (v->too_long) inside = false; /* a quotation mark is missing: this row ends with its line */
    }
    end_field(v, from);
    for (size_t i = 0; i < v->n; i++) v->field[i] = v->text + (uintptr_t)v->field[i];
}

/* Tokenises where it stands a record that lies whole in the buffer and has quotation marks around fields
 * only: nearly all of a table. Nothing is touched before all of it is known to be so. */
static bool plain_record(struct kt_csv *v)
{
    struct kt_bytes *b = &v->b;
    char *p = (char *)b->buf + b->at, **end = v->field + v->cap_field;
    size_t n = 0;
    for (bool more = true; more; p++) {
        bool quoted = *p == '"';
        char *from = p += quoted;
        while (!v->ends_run[(unsigned char)*p] || (quoted && *p == v->sep)) p++;
        char *to = p;
        if (quoted && *p++ != '"') return false;
        more = *p == v->sep;
        if ((!more && *p != '\n' && (*p != '\r' || p[1] != '\n')) || n == v->cap_field) return false;
        while (from < to && (*from == ' ' || *from == '\t')) from++;
        while (to > from && (to[-1] == ' ' || to[-1] == '\t')) to--;
        v->field[n] = from;
        end[n++] = to;
        p += *p == '\r';
    }
    for (size_t i = 0; i < n; i++) *end[i] = '\0';
    v->n = n;
    v->too_long = false;
    v->line = b->line++;
    b->at = (size_t)(p - (char *)b->buf);
    return true;
}

bool kt_csv_next(struct kt_csv *v)
{
    while (kt_bytes_peek(&v->b) >= 0) {
        /* Near its end the buffer may cut a record in two. */
        bool near_end = v->b.n - v->b.at < KT_BYTES / 16;
        if (!plain_record(v) && !(near_end && kt_bytes_more(&v->b) && plain_record(v))) record(v);
        if (v->n > 1 || *v->field[0]) return true;
    }
    return false;
}

/* The separator that stands most often outside quotation marks in the line at hand. */
static char separator(struct kt_bytes *b)
{
    static const char sep[] = ",;\t";
    size_t count[3] = {0}, best = 0;
    bool inside = false;
    for (size_t i = b->at; i < b->n && (inside || b->buf[i] != '\n'); i++) {
        if (b->buf[i] == '"') inside = !inside;
        for (size_t k = 0; k < 3 && !inside; k++) count[k] += b->buf[i] == (unsigned char)sep[k];
    }
    for (size_t k = 1; k < 3; k++)
        if (count[k] > count[best]) best = k;
    return count[best] ? sep[best] : 0;
}

bool kt_csv_heading(struct kt_csv *v)
{
    kt_bytes_rewind(&v->b);
    for (int i = 0; i < TITLES_MAX && kt_bytes_peek(&v->b) >= 0; i++) {
        for (int c = kt_bytes_peek(&v->b); c == '\n' || c == '\r'; c = kt_bytes_peek(&v->b))
            kt_bytes_get(&v->b);
        char sep = separator(&v->b);
        set_separator(v, sep ? sep : ',');
        if (!kt_csv_next(v)) return false;
        if (v->n > 1) return true;
    }
    return false;
}

/* Takes blanks, also no-break ones, out of a number. */
static bool squeezed(const char *s, double *x)
{
    char buf[64];
    size_t n = 0;
    for (; *s && n < 63; s++) {
        if (*s == ' ' || *s == '\xA0' || (*s == '\xC2' && s[1] == '\xA0')) continue;
        buf[n++] = *s;
    }
    buf[n] = '\0';
    return !*s && kt_parse_num(buf, x);
}

double kt_csv_value(struct kt_cube *c, const char *s)
{
    double x;
    if (kt_cube_number(s, strlen(s), &x) || squeezed(s, &x)) return x;
    return kt_cube_symbol(c, *s ? s : "..");
}

bool kt_csv_numeric(const char *s)
{
    double x;
    return s[strspn(s, ".-")] == '\0' || kt_cube_number(s, strlen(s), &x) || squeezed(s, &x);
}
