/* texts: words of the reports in three languages, from the catalogues in po/.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_internal.h"

#include <string.h>

static const struct {
    const char *key, *s[KT_NLANG][KT_NPLURAL];
} word[KT_NWORD] = {
#define KT_WORD(key, ...) {#key, {__VA_ARGS__}},
#define KT_PLURAL(lang, rule)
#include "words.inc"
#undef KT_WORD
#undef KT_PLURAL
};

/* Index of the form, by the rules in the heads of the catalogues. */
static unsigned plural(enum kt_lang lang, unsigned long n)
{
    switch (lang) {
#define KT_WORD(key, ...)
#define KT_PLURAL(lang, rule) \
    case KT_##lang:           \
        return (rule);
#include "words.inc"
#undef KT_WORD
#undef KT_PLURAL
    case KT_NLANG: break;
    }
    return 0;
}

const char *kt_word_raw(enum kt_word w, enum kt_lang lang)
{
    return word[w].s[lang][0];
}

const char *kt_word_key(enum kt_word w)
{
    return word[w].key;
}

const char *kt_word_count(enum kt_word w, enum kt_lang lang, double n)
{
    const char *s = word[w].s[lang][plural(lang, n > 0 ? (unsigned long)n : 0)];
    return s ? s : word[w].s[lang][0];
}

static char *fill(struct kt_arena *a, const char *s, const char *const *arg)
{
    static const char nbsp[] = "\xc2\xa0";
    size_t narg = 0, len = 1;
    while (arg[narg]) len += strlen(arg[narg++]);
    /* Each argument is used at most twice in a text; ~ grows by one byte. */
    char *out = KT_NEW(a, char, 2 * (len + strlen(s))), *o = out;
    for (; *s; s++) {
        if (*s == '~') {
            o = stpcpy(o, nbsp);
        } else if (s[0] == '{' && s[1] >= '0' && s[1] <= '9' && s[2] == '}') {
            size_t i = (size_t)(s[1] - '0');
            if (i < narg) o = stpcpy(o, arg[i]);
            s += 2;
        } else {
            *o++ = *s;
        }
    }
    *o = '\0';
    return out;
}

char *kt_say_list(struct kt_arena *a, enum kt_lang lang, enum kt_word w, const char *const *arg)
{
    return fill(a, word[w].s[lang][0], arg);
}

char *kt_say_count(struct kt_arena *a, enum kt_lang lang, enum kt_word w, double n, const char *const *arg)
{
    return fill(a, kt_word_count(w, lang, n), arg);
}
