/* hyphen: where long words may break, by the language's own dictionary.
 *
 * Finnish by libvoikko with voikko-fi, Swedish and English by libhyphen with the patterns of LibreOffice. Each is
 * loaded when first asked for and stays; where it is not installed nothing is broken and all else is the same.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw_internal.h"

#include <hyphen.h>
#include <libvoikko/voikko.h>
#include <string.h>
#include <unistd.h>

enum { LEAST_LETTERS = 8, LEAST_PART = 3, MOST_BYTES = 250 };
#define SOFT_HYPHEN "\u00ad"

static struct {
    bool tried[KT_NLANG];
    struct VoikkoHandle *voikko;
    HyphenDict *pattern[KT_NLANG];
    const char *name[KT_NLANG];
} book;

/* KATVE_HYPHEN names the folder of the dictionaries in place of the system's; a folder without any means that
 * nothing is hyphenated. */
static void load(enum kt_lang lang)
{
    static const char *const file[KT_NLANG][2] = {
        [KT_SV] = {"hyph_sv_FI.dic", "hyph_sv_SE.dic"}, [KT_EN] = {"hyph_en_GB.dic", "hyph_en_US.dic"}};
    const char *dir = getenv("KATVE_HYPHEN"), *why = NULL;
    book.tried[lang] = true;
    if (lang == KT_FI) {
        /* Voikko looks at the system's dictionaries whatever folder it is told. */
        if (!dir) book.voikko = voikkoInit(&why, "fi", NULL);
        if (!book.voikko) return;
        voikkoSetBooleanOption(book.voikko, VOIKKO_OPT_NO_UGLY_HYPHENATION, 1);
        voikkoSetIntegerOption(book.voikko, VOIKKO_MIN_HYPHENATED_WORD_LENGTH, LEAST_LETTERS);
        book.name[lang] = voikkoGetVersion();
        return;
    }
    for (int i = 0; i < 2 && !book.pattern[lang]; i++) {
        char path[1024];
        (void)g_snprintf(path, sizeof path, "%s/%s", dir ? dir : "/usr/share/hyphen", file[lang][i]);
        if (access(path, R_OK) != 0 || !(book.pattern[lang] = hnj_hyphen_load(path))) continue;
        book.name[lang] = file[lang][i];
    }
}

/* at[i] = 1: may break before character i of the word, as the pattern of libvoikko says it. */
static void ask_voikko(const char *word, uint8_t *at)
{
    char *pattern = voikkoHyphenateCstr(book.voikko, word);
    for (size_t i = 0; pattern && pattern[i]; i++) at[i] = pattern[i] == '-';
    if (pattern) voikkoFreeCstr(pattern);
}

static void ask_pattern(HyphenDict *dict, const char *word, uint8_t *at)
{
    char *lower = g_utf8_strdown(word, -1), hyphens[MOST_BYTES + 8] = {0};
    char *coded = dict->utf8 ? g_strdup(lower) : g_convert(lower, -1, dict->cset, "UTF-8", NULL, NULL, NULL);
    char **other = NULL;
    int *pos = NULL, *cut = NULL;
    if (coded &&
        hnj_hyphen_hyphenate2(dict, coded, (int)strlen(coded), hyphens, NULL, &other, &pos, &cut) == 0)
        /* A break that would change the letters is left alone. */
        for (glong i = 0; i + 1 < g_utf8_strlen(word, -1); i++)
            at[i + 1] = (hyphens[i] & 1) && !(other && other[i]);
    for (glong i = 0; other && i < g_utf8_strlen(word, -1); i++) free(other[i]);
    free(other);
    free(pos);
    free(cut);
    g_free(coded);
    g_free(lower);
}

static void add_word(GString *out, enum kt_lang lang, const char *s, size_t bytes, size_t letters)
{
    if (letters < LEAST_LETTERS || bytes > MOST_BYTES) {
        g_string_append_len(out, s, (gssize)bytes);
        return;
    }
    uint8_t at[MOST_BYTES + 8] = {0};
    char *word = g_strndup(s, bytes);
    if (book.voikko && lang == KT_FI)
        ask_voikko(word, at);
    else if (book.pattern[lang])
        ask_pattern(book.pattern[lang], word, at);
    size_t i = 0;
    for (const char *p = word; *p; p = g_utf8_next_char(p), i++) {
        if (i >= LEAST_PART && i + LEAST_PART <= letters && at[i]) g_string_append(out, SOFT_HYPHEN);
        g_string_append_unichar(out, g_utf8_get_char(p));
    }
    g_free(word);
}

static char *with_hyphens(enum kt_lang lang, const char *s)
{
    if (!book.tried[lang]) load(lang);
    if (!(lang == KT_FI ? (void *)book.voikko : (void *)book.pattern[lang])) return NULL;
    GString *out = g_string_sized_new(strlen(s) * 5 / 4);
    while (*s) {
        size_t letters = 0;
        const char *end = s;
        while (*end && g_unichar_isalpha(g_utf8_get_char(end))) {
            end = g_utf8_next_char(end);
            letters++;
        }
        if (letters) {
            add_word(out, lang, s, (size_t)(end - s), letters);
        } else {
            end = g_utf8_next_char(s);
            g_string_append_len(out, s, end - s);
        }
        s = end;
    }
    return g_string_free(out, FALSE);
}

char *kt_hyphenated(enum kt_lang lang, const char *s)
{
    char *out = NULL;
    /* Neither library may be asked from two threads at once. */
#pragma omp critical(kt_hyphen)
    out = g_utf8_validate(s, -1, NULL) ? with_hyphens(lang, s) : NULL;
    return out;
}

const char *kt_breaks(struct kt_arena *a, enum kt_lang lang, const char *s)
{
    char *soft = kt_hyphenated(lang, s);
    const char *out = soft ? kt_strdup(a, soft) : s;
    g_free(soft);
    return out;
}

const char *kt_hyphen_source(enum kt_lang lang)
{
    const char *name;
#pragma omp critical(kt_hyphen)
    {
        if (!book.tried[lang]) load(lang);
        name = book.name[lang];
    }
    return name;
}
