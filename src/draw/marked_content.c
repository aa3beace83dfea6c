/* marked_content: what a page paints outside its structure becomes an artifact (ISO 32000-1, 14.8.2.2).
 *
 * cairo marks the content of each element that is drawn into: /P << /MCID 3 >> BDC ... EMC. The stretches
 * between these are cut into whole drawing operations by cairo itself, so each stretch that paints gets a
 * pair of brackets of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_internal.h"

#include <string.h>

struct scan {
    const char *p, *end;
};

/* Blanks and delimiters part words (ISO 32000-1, 7.2.2). */
static bool is_regular(char c)
{
    static const bool parts[256] = {
        [0] = true,   ['\t'] = true, ['\n'] = true, ['\f'] = true, ['\r'] = true, [' '] = true,
        ['('] = true, [')'] = true,  ['<'] = true,  ['>'] = true,  ['['] = true,  [']'] = true,
        ['{'] = true, ['}'] = true,  ['/'] = true,  ['%'] = true};
    return !parts[(unsigned char)c];
}

/* Past a string in parentheses, which may hold others. */
static const char *past_string(const char *p, const char *end)
{
    int depth = 0;
    for (; p < end; p++) {
        if (*p == '\\')
            p++;
        else if (*p == '(')
            depth++;
        else if (*p == ')' && --depth == 0)
            return p + 1;
    }
    return end;
}

/* The next operator; operands are passed over. false at the end. */
static bool next_operator(struct scan *s, const char **word, size_t *n)
{
    while (s->p < s->end) {
        char c = *s->p;
        if (c == '(') {
            s->p = past_string(s->p, s->end);
        } else if (c == '/') {
            do s->p++;
            while (s->p < s->end && is_regular(*s->p));
        } else if (!is_regular(c)) {
            s->p++; /* blanks, brackets; hexadecimal digits are told from operators below */
        } else {
            const char *from = s->p;
            while (s->p < s->end && is_regular(*s->p)) s->p++;
            bool hex = s->p < s->end && *s->p == '>' && (s->p + 1 == s->end || s->p[1] != '>');
            bool number = (*from >= '0' && *from <= '9') || *from == '-' || *from == '+' || *from == '.';
            if (hex || number) continue;
            *word = from;
            *n = (size_t)(s->p - from);
            return true;
        }
    }
    return false;
}

static bool is(const char *word, size_t n, const char *op)
{
    return strlen(op) == n && memcmp(word, op, n) == 0;
}

static bool paints(const char *word, size_t n)
{
    static const char *const op[] = {"f",  "f*", "S",  "s",  "B", "B*", "b", "b*",
                                     "sh", "Do", "Tj", "TJ", "'", "\"", "EI"};
    for (size_t i = 0; i < sizeof op / sizeof *op; i++)
        if (is(word, n, op[i])) return true;
    return false;
}

static void put_stretch(GString *out, const char *from, const char *to, bool painted)
{
    if (painted) g_string_append(out, "/Artifact BMC\n");
    g_string_append_len(out, from, to - from);
    if (painted) g_string_append(out, "\nEMC\n");
}

/* The operands of a BDC begin after the operator before it. */
static bool has_mcid(const char *from, const char *to)
{
    return memmem(from, (size_t)(to - from), "/MCID", 5) != NULL;
}

/* For the blank that pango swallows at the end of a line cairo writes a span with a text and nothing in it.
 * text.c has set a blank instead: readers that extract text lose the thread at such spans. */
static GString *without_empty_spans(const char *content, size_t n)
{
    struct scan s = {content, content + n};
    GString *out = g_string_sized_new(n);
    const char *kept = s.p, *before = s.p, *span = NULL, *word;
    size_t len;
    while (next_operator(&s, &word, &len)) {
        if (span && is(word, len, "EMC")) {
            g_string_append_len(out, kept, span - kept);
            kept = s.p;
        }
        span = is(word, len, "BDC") && !has_mcid(before, word) ? before : NULL;
        before = s.p;
    }
    g_string_append_len(out, kept, s.end - kept);
    return out;
}

static GString *mark(const char *content, size_t n)
{
    struct scan s = {content, content + n};
    GString *out = g_string_sized_new(n + n / 16);
    const char *from = s.p, *before = s.p, *word; /* of the stretch; end of the operator before */
    size_t len;
    int depth = 0, text = 0; /* of marked content, of BT */
    bool painted = false, sound = true;
    while (sound && next_operator(&s, &word, &len)) {
        bool begin = is(word, len, "BDC") || is(word, len, "BMC"), end = is(word, len, "EMC");
        text += is(word, len, "BT") - is(word, len, "ET");
        painted |= paints(word, len);
        if (begin && depth == 0 && has_mcid(before, word)) {
            sound = text == 0;
            put_stretch(out, from, before, painted);
            from = before;
            depth = 1;
        } else if (begin && depth > 0) {
            depth++;
        } else if (end && depth > 0 && --depth == 0) {
            sound = text == 0;
            g_string_append_len(out, from, s.p - from);
            from = s.p;
            painted = false;
            g_string_append_c(out, '\n');
        }
        before = s.p;
    }
    if (sound && depth == 0 && text == 0) {
        put_stretch(out, from, s.end, painted);
        return out;
    }
    g_string_free(out, TRUE);
    return NULL;
}

GString *kt_mark_artifacts(const unsigned char *content, size_t n)
{
    GString *plain = without_empty_spans((const char *)content, n), *out = mark(plain->str, plain->len);
    g_string_free(plain, TRUE);
    return out;
}
