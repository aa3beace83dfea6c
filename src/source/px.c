/* px: PC-Axis tables (.px), in any of their three languages, with CODES or without, whole or with KEYS.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "px_internal.h"

#include "people_internal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool knows(const char *path, const char *head)
{
    size_t n = strlen(path), key = strspn(head, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-");
    if (n > 3 && strcasecmp(path + n - 3, ".px") == 0) return true;
    return key >= 4 &&
           (strncmp(head, "CHARSET", 7) == 0 || strncmp(head, "AXIS-VERSION", 12) == 0 ||
            strncmp(head, "CODEPAGE", 8) == 0) &&
           head[key] == '=';
}

static const struct kt_px_statement *find(const struct kt_px *px, const char *key, const char *lang,
                                          const char *dim)
{
    for (size_t i = 0; i < px->n; i++) {
        const struct kt_px_statement *s = &px->item[i];
        if (strcmp(s->key, key) == 0 && strcmp(s->lang, lang) == 0 && s->nsub == (dim ? 1u : 0u) &&
            (!dim || strcmp(s->sub[0], dim) == 0))
            return s;
    }
    return NULL;
}

/* Names of the dimensions in one language, in the order of STUB and HEADING. */
static size_t names(const struct kt_px *px, const char *lang, const char *name[KT_CUBE_DIMS])
{
    static const char *const key[2] = {"STUB", "HEADING"};
    size_t n = 0;
    for (int k = 0; k < 2; k++) {
        const struct kt_px_statement *s = find(px, key[k], lang, NULL);
        for (size_t i = 0; s && i < s->n; i++, n++)
            if (n < KT_CUBE_DIMS) name[n] = s->value[i];
    }
    return n;
}

static enum kt_status labels(struct kt_cube *c, struct kt_px *px, const char *lang, int slot,
                             struct kt_err *err)
{
    const char *name[KT_CUBE_DIMS] = {0};
    if (names(px, lang, name) != c->ndim) return KT_OK; /* half a translation is none */
    for (size_t d = 0; d < c->ndim; d++) {
        struct kt_cube_dim *dim = &c->dim[d];
        const struct kt_px_statement *v = find(px, "VALUES", lang, name[d]);
        dim->name[slot] = name[d];
        if (!v) continue;
        if (dim->n && v->n != dim->n)
            return kt_cube_refuse(c, err, 0, "Fetch the table again.",
                                  "dimension \"%.60s\" has %zu values in one language and %zu in another",
                                  name[d], dim->n, v->n);
        dim->n = v->n;
        dim->label[slot] = v->value;
    }
    return KT_OK;
}

/* Codes, times, units and totals stand under the names of the main language. */
static enum kt_status details(struct kt_cube *c, struct kt_px *px, const char *const *name,
                              struct kt_err *err)
{
    const struct kt_px_statement *content = find(px, "CONTVARIABLE", "", NULL);
    for (size_t d = 0; d < c->ndim; d++) {
        struct kt_cube_dim *dim = &c->dim[d];
        const struct kt_px_statement *code = find(px, "CODES", "", name[d]),
                                     *time = find(px, "TIMEVAL", "", name[d]),
                                     *all = find(px, "ELIMINATION", "", name[d]),
                                     *keys = find(px, "KEYS", "", name[d]);
        dim->total = -1;
        if (!code && time && (time->n == dim->n || !dim->n)) code = time;
        if (code && dim->n && code->n != dim->n)
            return kt_cube_refuse(c, err, 0, "Fetch the table again.",
                                  "dimension \"%.60s\" has %zu codes for %zu values", name[d], code->n,
                                  dim->n);
        if (code) dim->code = code->value, dim->n = code->n;
        if (time) dim->hint = KT_R_YEAR;
        if (content && content->n && strcmp(content->value[0], name[d]) == 0) dim->hint = KT_R_MEASURE;
        for (size_t i = 0; all && all->n && i < dim->n; i++)
            if (strcmp(all->value[0], kt_dim_id(dim, i)) == 0 ||
                strcmp(all->value[0], kt_dim_label(dim, i)) == 0)
                dim->total = (long)i;
        if (keys) {
            px->keyed[d] = true;
            px->by_code[d] = keys->n && strcasecmp(keys->value[0], "CODES") == 0;
            px->nkeyed++;
        }
        if (dim->hint != KT_R_MEASURE || !dim->n) continue;
        dim->unit = KT_NEW(c->a, const char *, dim->n);
        for (size_t i = 0; i < dim->n; i++) {
            const struct kt_px_statement *unit = find(px, "UNITS", "", kt_dim_label(dim, i));
            if (unit && unit->n) dim->unit[i] = unit->value[0];
        }
    }
    c->sparse_zero = px->nkeyed > 0;
    for (size_t d = 0; d < c->ndim; d++)
        if (px->keyed[d] != (d < px->nkeyed))
            return kt_cube_refuse(c, err, 0, "Fetch the table without KEYS.",
                                  "KEYS must stand for the first dimensions, which they do not");
    if (px->nkeyed && px->nkeyed == c->ndim)
        return kt_cube_refuse(c, err, 0, "Fetch the table without KEYS.",
                              "KEYS leave no dimension for the rows");
    return KT_OK;
}

static enum kt_status dimensions(struct kt_cube *c, struct kt_px *px, struct kt_err *err)
{
    const char *main_name[KT_CUBE_DIMS] = {0};
    const struct kt_px_statement *lang = find(px, "LANGUAGE", "", NULL), *nil, *title;
    int slot = lang && lang->n ? kt_lang_parse(lang->value[0]) : KT_FI;
    c->ndim = names(px, "", main_name);
    if (c->ndim > KT_CUBE_DIMS) {
        c->ndim = 0;
        return kt_cube_refuse(c, err, 0, "Fetch a smaller table.", "more than %d dimensions", KT_CUBE_DIMS);
    }
    KT_TRY(labels(c, px, "", slot < 0 ? KT_EN : slot, err));
    for (int l = 0; l < KT_NLANG; l++)
        if (l != slot) KT_TRY(labels(c, px, kt_lang_code[l], l, err));
    KT_TRY(details(c, px, main_name, err));
    nil = find(px, "DATASYMBOLNIL", "", NULL);
    if (nil && nil->n) px->nil = nil->value[0];
    static const char *const key[] = {"TABLEID", "DESCRIPTION", "TITLE"};
    for (size_t i = 0; i < 3 && !*c->table; i++)
        if ((title = find(px, key[i], "", NULL)) && title->n) c->table = title->value[0];
    return KT_OK;
}

static enum kt_status open_px(struct kt_cube *c, struct kt_err *err)
{
    struct kt_px *px = KT_NEW(c->a, struct kt_px, 1);
    c->own = px;
    KT_TRY(kt_bytes_open(&px->b, c->path, err));
    KT_TRY(kt_px_head(c, px, err));
    return dimensions(c, px, err);
}

static void close_px(struct kt_cube *c)
{
    struct kt_px *px = c->own;
    kt_bytes_close(&px->b);
}

enum token { END, NUMBER, TEXT, BROKEN };

static inline bool blank(int c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' || c == 0x1A;
}

/* A plain number of up to 15 digits that lies in the buffer with what ends it: nearly all of a table. */
static inline bool plain(struct kt_bytes *b, double *v)
{
    static const double ten[16] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const unsigned char *p = b->buf + b->at, *end = b->buf + b->n;
    while (p < end && *p == ' ') p++;
    if (end - p < 20) return false;
    uint64_t m = 0;
    const unsigned char *from = p, *point = NULL;
    while (*p >= '0' && *p <= '9' && p - from < 15) m = 10 * m + (uint64_t)(*p++ - '0');
    if (p == from) return false;
    if (*p == '.') {
        point = ++p;
        while (*p >= '0' && *p <= '9' && p - from < 16) m = 10 * m + (uint64_t)(*p++ - '0');
    }
    if (*p != ' ' && *p != '\r' && *p != '\n') return false;
    *v = point ? (double)m / ten[p - point] : (double)m;
    b->at = (size_t)(p - b->buf);
    return true;
}

/* The next value of DATA. A text keeps its first 127 bytes. */
static enum token next(struct kt_bytes *b, double *v, char text[128])
{
    if (plain(b, v)) return NUMBER;
    int c = kt_bytes_get(b);
    while (c >= 0 && blank(c)) c = kt_bytes_get(b);
    if (c < 0 || c == ';') return END;
    size_t n = 0;
    if (c == '"') {
        while ((c = kt_bytes_get(b)) >= 0 && c != '"')
            if (n < 127) text[n++] = (char)(c ? c : '?');
        text[n] = '\0';
        return c < 0 ? BROKEN : TEXT;
    }
    text[n++] = (char)(c ? c : '?');
    while ((c = kt_bytes_peek(b)) >= 0 && !blank(c) && c != ';' && c != '"') {
        if (n < 127) text[n++] = (char)(c ? c : '?');
        kt_bytes_get(b);
    }
    text[n] = '\0';
    return kt_cube_number(text, n, v) ? NUMBER : TEXT;
}

static double value_of(struct kt_cube *c, const struct kt_px *px, const char *text)
{
    double v;
    if (px->nil && strcmp(px->nil, text) == 0) return 0.0;
    if (*text >= '0' && *text <= '9' && kt_parse_num(text, &v)) return v; /* a number in quotes */
    return kt_cube_symbol(c, text);
}

enum { RUN = 1024 };
struct run {
    struct kt_cube *c;
    kt_cube_sink sink;
    void *to;
    size_t at[KT_CUBE_DIMS], first, n;
    double v[RUN];
};

static enum kt_status flush(struct run *r, struct kt_err *err)
{
    size_t last = r->c->ndim - 1, here = r->at[last], n = r->n;
    r->n = 0;
    if (!n) return KT_OK;
    r->at[last] = r->first;
    enum kt_status s = r->sink(r->to, r->at, r->v, n, err);
    r->at[last] = here;
    return s;
}

/* Takes a value and steps on; *whole when all dimensions from `from` on have been passed through. */
static enum kt_status take(struct run *r, double v, size_t from, bool *whole, struct kt_err *err)
{
    const struct kt_cube *c = r->c;
    size_t d = c->ndim - 1;
    r->v[r->n++] = v;
    *whole = false;
    if (++r->at[d] < c->dim[d].n && r->n < RUN) return KT_OK;
    KT_TRY(flush(r, err));
    r->first = r->at[d];
    if (r->at[d] < c->dim[d].n) return KT_OK;
    while (r->at[d] == c->dim[d].n) {
        r->at[d] = 0;
        if (d == from) {
            *whole = true;
            break;
        }
        r->at[--d]++;
    }
    r->first = 0;
    return KT_OK;
}

static enum kt_status cut_short(struct kt_cube *c, long line, struct kt_err *err)
{
    return kt_cube_refuse(c, err, line, "Fetch the file again.", "the values break off after %zu", c->nvalue);
}

static enum kt_status dense(struct kt_cube *c, struct kt_px *px, struct run *r, struct kt_err *err)
{
    char text[128];
    double v;
    bool whole = false;
    for (;;) {
        enum token t = next(&px->b, &v, text);
        if (t == BROKEN || (t == END && !whole)) return cut_short(c, px->b.line, err);
        if (t == END) return KT_OK;
        if (whole)
            return kt_cube_refuse(c, err, px->b.line, "Fetch the file again.",
                                  "there are more values than combinations of the dimensions (%zu)",
                                  c->nvalue);
        c->nvalue++;
        KT_TRY(take(r, t == NUMBER ? v : value_of(c, px, text), 0, &whole, err));
    }
}

/* Rows that begin with the codes (or values) of the first dimensions. */
static enum kt_status keyed(struct kt_cube *c, struct kt_px *px, struct run *r, struct kt_err *err)
{
    struct kt_pool pool[KT_CUBE_DIMS] = {0};
    char text[128];
    double v;
    for (size_t d = 0; d < px->nkeyed; d++) {
        pool[d].a = c->a;
        for (size_t i = 0; i < c->dim[d].n; i++)
            (void)kt_pool_row(&pool[d],
                              px->by_code[d] ? kt_dim_id(&c->dim[d], i) : kt_dim_label(&c->dim[d], i), true);
    }
    for (;;) {
        for (size_t d = 0; d < px->nkeyed; d++) {
            enum token t = next(&px->b, &v, text);
            if (t == END && d == 0) return KT_OK;
            if (t == END || t == BROKEN) return cut_short(c, px->b.line, err);
            struct kt_arena scratch = *c->a;
            r->at[d] = kt_pool_row(&pool[d], kt_cube_utf8(&scratch, text, c->encoding), false);
            if (r->at[d] >= c->dim[d].n)
                return kt_cube_refuse(c, err, px->b.line, "Fetch the file again.",
                                      "a row begins with a key that dimension \"%.60s\" does not have",
                                      kt_dim_name(&c->dim[d]));
        }
        for (bool whole = false; !whole;) {
            enum token t = next(&px->b, &v, text);
            if (t == END || t == BROKEN) return cut_short(c, px->b.line, err);
            c->nvalue++;
            KT_TRY(take(r, t == NUMBER ? v : value_of(c, px, text), px->nkeyed, &whole, err));
        }
    }
}

static enum kt_status values(struct kt_cube *c, kt_cube_sink sink, void *to, struct kt_err *err)
{
    struct kt_px *px = c->own;
    struct run r = {.c = c, .sink = sink, .to = to};
    return px->nkeyed ? keyed(c, px, &r, err) : dense(c, px, &r, err);
}

const struct kt_cube_format kt_format_px = {"px", knows, open_px, values, close_px};

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    return kt_people_read(st, section, "px", tmp, err);
}

static const struct kt_param param[] = {KT_TABLE_PARAMS};

const struct kt_importer kt_px = {
    .name = "px",
    .summary = "Persons by area in a PC-Axis table (.px) of a statistical office.",
    .reads = "people",
    .source = "PC-Axis file format specification (Statistics Sweden), AXIS-VERSION 2000 to 2013",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .run = run,
};
