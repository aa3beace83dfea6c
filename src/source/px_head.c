/* The heading of a PC-Axis file: statements, text in pieces, lists of times.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "px_internal.h"

#include <stdlib.h>
#include <string.h>

struct list {
    const char **text;
    size_t n, cap;
};

struct reader {
    struct kt_cube *c;
    struct kt_px *px;
    struct kt_err *err;
    char *buf; /* of the text being read */
    size_t used, cap;
};

static enum kt_status bad(struct reader *r, const char *what)
{
    return kt_cube_refuse(r->c, r->err, r->px->b.line, "Fetch the file again.", "%s", what);
}

static void push(struct reader *r, int c)
{
    if (r->used + 1 >= r->cap) {
        size_t cap = r->cap ? 2 * r->cap : 256;
        char *bigger = KT_NEW(r->c->a, char, cap);
        if (r->used) memcpy(bigger, r->buf, r->used);
        r->buf = bigger;
        r->cap = cap;
    }
    r->buf[r->used++] = (char)(c == 0 ? '?' : c);
    r->buf[r->used] = '\0';
}

static void start(struct reader *r)
{
    r->used = 0;
    push(r, ' ');
    r->buf[r->used = 0] = '\0';
}

static void add(struct reader *r, struct list *l)
{
    if (l->n == l->cap) {
        size_t cap = l->cap ? 2 * l->cap : 4;
        const char **bigger = KT_NEW(r->c->a, const char *, cap);
        if (l->n) memcpy(bigger, l->text, l->n * sizeof *bigger);
        l->text = bigger;
        l->cap = cap;
    }
    l->text[l->n++] = kt_strdup(r->c->a, r->buf);
}

static int skip_blanks(struct kt_bytes *b)
{
    int c = kt_bytes_peek(b);
    while (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0x1A)
        kt_bytes_get(b), c = kt_bytes_peek(b);
    return c;
}

/* One quoted piece, appended to the text. */
static enum kt_status quoted(struct reader *r)
{
    struct kt_bytes *b = &r->px->b;
    kt_bytes_get(b);
    for (;;) {
        int c = kt_bytes_get(b);
        if (c < 0) return bad(r, "a quoted text does not end");
        if (c == '"') return KT_OK;
        if (c == '\r' || c == '\n') continue;
        if (r->used > KT_CUBE_TEXT_MAX / 4)
            return bad(r, "a text is too long; its quotation mark is missing");
        push(r, c == '\t' ? ' ' : c);
    }
}

/* "1994"-"1996" in a list of years. */
static void add_years(struct reader *r, struct list *l)
{
    long from = l->n ? strtol(l->text[l->n - 1], NULL, 10) : 0, to = strtol(r->buf, NULL, 10);
    char year[24];
    for (long y = from + 1; from > 1000 && y <= to && y < 3000; y++) {
        snprintf(year, sizeof year, "%04ld", y);
        start(r);
        for (const char *p = year; *p; p++) push(r, *p);
        add(r, l);
    }
}

/* Values up to the semicolon. Pieces without a comma between them are one text. */
static enum kt_status values(struct reader *r, struct list *l, bool *timelist)
{
    struct kt_bytes *b = &r->px->b;
    bool have = false, range = false;
    start(r);
    for (;;) {
        int c = skip_blanks(b);
        if (c < 0) return bad(r, "the heading breaks off");
        if (c == '"') {
            KT_TRY(quoted(r));
            have = true;
            continue;
        }
        kt_bytes_get(b);
        if (c == ',' || c == ';' || c == ')') {
            if (have && range)
                add_years(r, l);
            else if (have)
                add(r, l);
            start(r);
            have = range = false;
            if (c == ';') return KT_OK;
        } else if (c == '(') { /* TLIST(A1 ... */
            *timelist = strcmp(r->buf, "TLIST") == 0;
            start(r);
            have = false;
            for (int u = skip_blanks(b); *timelist && u >= '0' && u != '"' && u != ';'; u = kt_bytes_peek(b))
                kt_bytes_get(b);
        } else if (c == '-' && have && *timelist) {
            add(r, l);
            start(r);
            have = false;
            range = true;
        } else {
            if (r->used > 4096) return bad(r, "a value does not end");
            push(r, c);
            have = true;
        }
        if (l->n > KT_CUBE_ITEMS_MAX) return bad(r, "a list is too long");
    }
}

/* Words between brackets: [sv], ("Alue","Akaa"). */
static enum kt_status between(struct reader *r, int closing, struct list *l)
{
    struct kt_bytes *b = &r->px->b;
    kt_bytes_get(b);
    start(r);
    for (;;) {
        int c = skip_blanks(b);
        if (c < 0) return bad(r, "the heading breaks off");
        if (c == '"') {
            KT_TRY(quoted(r));
            continue;
        }
        kt_bytes_get(b);
        if (c == ',' || c == closing) {
            add(r, l);
            start(r);
            if (c == closing) return KT_OK;
        } else if (r->used > 4096) {
            return bad(r, "a bracket does not end");
        } else {
            push(r, c);
        }
    }
}

static bool matters(const char *key)
{
    static const char *const word[] = {"CHARSET",     "CODEPAGE",      "LANGUAGE", "STUB",
                                       "HEADING",     "VALUES",        "CODES",    "TIMEVAL",
                                       "UNITS",       "TITLE",         "TABLEID",  "CONTVARIABLE",
                                       "ELIMINATION", "DATASYMBOLNIL", "KEYS",     "DESCRIPTION"};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strcmp(key, word[i]) == 0) return true;
    return false;
}

static void keep(struct reader *r, const struct kt_px_statement *one)
{
    struct kt_px *px = r->px;
    if (px->n == px->cap) {
        size_t cap = px->cap ? 2 * px->cap : 64;
        struct kt_px_statement *bigger = KT_NEW(r->c->a, struct kt_px_statement, cap);
        if (px->n) memcpy(bigger, px->item, px->n * sizeof *bigger);
        px->item = bigger;
        px->cap = cap;
    }
    px->item[px->n++] = *one;
}

/* What does not matter is read and forgotten: notes may be long and stand once for every category. */
static enum kt_status statement(struct reader *r, bool *data)
{
    struct kt_bytes *b = &r->px->b;
    struct kt_arena before = *r->c->a;
    struct kt_px_statement one = {.lang = ""};
    struct list sub = {0}, lang = {0}, value = {0};
    r->cap = 0;
    start(r);
    for (int c = kt_bytes_peek(b);; c = skip_blanks(b)) {
        if (c < 0) return bad(r, "the file has no DATA");
        if (c == '=' || c == '[' || c == '(') break;
        if (r->used > 60 || !((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                              (c >= 'a' && c <= 'z')))
            return bad(r,
                       "here should stand a keyword in capitals; this is no PC-Axis file, or it is damaged");
        push(r, kt_bytes_get(b));
    }
    one.key = kt_strdup(r->c->a, r->buf);
    if (kt_bytes_peek(b) == '[') KT_TRY(between(r, ']', &lang));
    if (skip_blanks(b) == '(') KT_TRY(between(r, ')', &sub));
    if (skip_blanks(b) != '=') return bad(r, "a keyword has no \"=\"");
    kt_bytes_get(b);
    *data = strcmp(one.key, "DATA") == 0;
    if (*data) return KT_OK;
    KT_TRY(values(r, &value, &one.timelist));
    if (!matters(one.key)) {
        *r->c->a = before;
        return KT_OK;
    }
    if (lang.n) one.lang = lang.text[0];
    for (; one.nsub < sub.n && one.nsub < 2; one.nsub++) one.sub[one.nsub] = sub.text[one.nsub];
    one.value = value.text;
    one.n = value.n;
    keep(r, &one);
    return KT_OK;
}

/* A file that names neither CHARSET nor CODEPAGE is a DOS file by the format's description; hand-made ones
 * leave them out too. The letters å ä ö tell which it is. */
static const char *unnamed_page(const struct kt_px *px)
{
    size_t dos = 0, latin = 0;
    for (size_t i = 0; i < px->n; i++)
        for (size_t k = 0; k < px->item[i].n; k++)
            for (const char *p = px->item[i].value[k]; *p; p++) {
                dos += strchr("\x84\x86\x8E\x8F\x94\x99", *p) != NULL;
                latin += strchr("\xE4\xE5\xF6\xC4\xC5\xD6", *p) != NULL;
            }
    return dos > latin ? "cp850" : "";
}

static const char *page_of(const struct kt_cube *c, const struct kt_px *px)
{
    bool named = false;
    if (*c->encoding) return c->encoding;
    for (size_t i = 0; i < px->n; i++) {
        if (strcmp(px->item[i].key, "CODEPAGE") == 0 && px->item[i].n) return px->item[i].value[0];
        named |= strcmp(px->item[i].key, "CHARSET") == 0;
    }
    return named ? "" : unnamed_page(px);
}

static void to_utf8(struct kt_cube *c, struct kt_px *px)
{
    const char *page = page_of(c, px);
    for (size_t i = 0; i < px->n; i++) {
        struct kt_px_statement *s = &px->item[i];
        for (size_t k = 0; k < s->nsub; k++) s->sub[k] = kt_cube_utf8(c->a, s->sub[k], page);
        for (size_t k = 0; k < s->n; k++) s->value[k] = kt_cube_utf8(c->a, s->value[k], page);
    }
}

enum kt_status kt_px_head(struct kt_cube *c, struct kt_px *px, struct kt_err *err)
{
    struct reader r = {c, px, err, NULL, 0, 0};
    for (;;) {
        bool data;
        if (skip_blanks(&px->b) < 0) return bad(&r, "the file has no DATA");
        if (px->b.read - px->b.n + px->b.at > KT_CUBE_TEXT_MAX)
            return bad(&r, "the heading is over 64 MB; this is no PC-Axis file, or it is damaged");
        KT_TRY(statement(&r, &data));
        if (data) break;
    }
    to_utf8(c, px);
    return KT_OK;
}
