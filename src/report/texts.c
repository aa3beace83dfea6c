/* texts: words of the reports in three languages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report_internal.h"

#include <string.h>

static const struct {
    const char *key, *s[KT_NLANG];
} word[KT_NWORD] = {
#define KT_TEXT(key, fi, sv, en) {#key, {fi, sv, en}},
#include "texts.def"
#undef KT_TEXT
};

const char *kt_word_raw(enum kt_word w, enum kt_lang lang)
{
    return word[w].s[lang];
}

const char *kt_word_key(enum kt_word w)
{
    return word[w].key;
}

char *kt_say_list(struct kt_arena *a, enum kt_lang lang, enum kt_word w, const char *const *arg)
{
    static const char nbsp[] = "\xc2\xa0";
    const char *s = word[w].s[lang];
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
