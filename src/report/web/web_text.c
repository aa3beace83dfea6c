/* web_text: escaping and templates.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "web_internal.h"

#include <string.h>

void kt_html(FILE *f, const char *s)
{
    for (; s && *s; s++) {
        unsigned char c = (unsigned char)*s;
        switch (c) {
        case '&': fputs("&amp;", f); break;
        case '<': fputs("&lt;", f); break;
        case '>': fputs("&gt;", f); break;
        case '"': fputs("&quot;", f); break;
        case '\'': fputs("&#39;", f); break;
        default:
            /* Control characters are no text in HTML. */
            if (c >= 0x20 || c == '\n' || c == '\t') fputc(c, f);
        }
    }
}

void kt_json(FILE *f, const char *s)
{
    if (!s) {
        fputs("null", f);
        return;
    }
    fputc('"', f);
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        /* `<` and `&` as well: "</script>" or "<!--" would end or twist the element around it. */
        if (c < 0x20 || strchr("\"\\<>&", c))
            fprintf(f, "\\u%04x", c);
        else
            fputc(c, f);
    }
    fputc('"', f);
}

void kt_json_value(FILE *f, double v)
{
    char buf[40];
    fputs(isfinite(v) ? kt_number_text(v, buf) : "null", f);
}

/* The text of a key; the key itself where there is none, so that a test can see it. */
static void put_word(FILE *f, const char *key, const struct kt_slots *s)
{
    struct kt_arena tmp = *s->arena;
    for (int w = 0; w < KT_NWORD; w++)
        if (kt_streq(kt_word_key((enum kt_word)w), key)) {
            kt_html(f, kt_say_list(&tmp, s->lang, (enum kt_word)w, (const char *const[]){NULL}));
            return;
        }
    fprintf(f, "{{#%s}}", key);
}

static void put_slot(FILE *f, const char *name, const struct kt_slots *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (kt_streq(s->slot[i].name, name)) {
            s->slot[i].put(s->ctx, f);
            return;
        }
    fprintf(f, "{{%s}}", name);
}

void kt_template(FILE *f, const char *text, const struct kt_slots *s)
{
    for (const char *open; (open = strstr(text, "{{"));) {
        const char *close = strstr(open, "}}");
        if (!close) break;
        struct kt_arena tmp = *s->arena;
        const char *name = kt_strndup(&tmp, open + 2, (size_t)(close - open - 2));
        fwrite(text, 1, (size_t)(open - text), f);
        if (*name == '#')
            put_word(f, name + 1, s);
        else
            put_slot(f, name, s);
        text = close + 2;
    }
    fputs(text, f);
}
