/* What names and labels of statistical tables mean, in Finnish, Swedish and English.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cube_internal.h"

#include "vector_internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *const kt_role_name[KT_NROLE] = {"", "area", "age", "sex", "language", "year", "measure"};

struct meaning {
    const char *word;
    enum kt_role role;
};

/* A word, or a word before a year: "Alue 2017". */
enum kt_role kt_word_dimension(const char *name)
{
    static const struct meaning m[] = {
        {"alue", KT_R_AREA},
        {"kunta", KT_R_AREA},
        {"maakunta", KT_R_AREA},
        {"seutukunta", KT_R_AREA},
        {"postinumeroalue", KT_R_AREA},
        {"område", KT_R_AREA},
        {"kommun", KT_R_AREA},
        {"landskap", KT_R_AREA},
        {"postnummerområde", KT_R_AREA},
        {"area", KT_R_AREA},
        {"region", KT_R_AREA},
        {"municipality", KT_R_AREA},
        {"postal code area", KT_R_AREA},
        {"ikä", KT_R_AGE},
        {"ikäryhmä", KT_R_AGE},
        {"ålder", KT_R_AGE},
        {"åldersgrupp", KT_R_AGE},
        {"age", KT_R_AGE},
        {"age group", KT_R_AGE},
        {"sukupuoli", KT_R_SEX},
        {"kön", KT_R_SEX},
        {"sex", KT_R_SEX},
        {"gender", KT_R_SEX},
        {"kieli", KT_R_LANGUAGE},
        {"äidinkieli", KT_R_LANGUAGE},
        {"språk", KT_R_LANGUAGE},
        {"modersmål", KT_R_LANGUAGE},
        {"language", KT_R_LANGUAGE},
        {"vuosi", KT_R_YEAR},
        {"kuukausi", KT_R_YEAR},
        {"vuosineljännes", KT_R_YEAR},
        {"år", KT_R_YEAR},
        {"månad", KT_R_YEAR},
        {"kvartal", KT_R_YEAR},
        {"year", KT_R_YEAR},
        {"month", KT_R_YEAR},
        {"quarter", KT_R_YEAR},
        {"tiedot", KT_R_MEASURE},
        {"uppgifter", KT_R_MEASURE},
        {"information", KT_R_MEASURE},
        {"indicator", KT_R_MEASURE},
    };
    for (size_t i = 0; name && i < sizeof m / sizeof *m; i++) {
        size_t n = strlen(m[i].word);
        if (strncasecmp(name, m[i].word, n) != 0) continue;
        const char *rest = name + n;
        if (!*rest || (*rest == ' ' && strspn(rest + 1, "0123456789") == strlen(rest + 1))) return m[i].role;
    }
    /* Letters beyond ASCII as capitals begin a name only. */
    if (name && (strcmp(name, "Ålder") == 0 || strcmp(name, "Åldersgrupp") == 0)) return KT_R_AGE;
    if (name && strcmp(name, "År") == 0) return KT_R_YEAR;
    return KT_R_OTHER;
}

/* Equal but for capitals, also those of Å, Ä and Ö. */
static bool same_word(const char *a, const char *b)
{
    unsigned char before = 0, x, y;
    for (;; a++, b++, before = x) {
        x = (unsigned char)*a, y = (unsigned char)*b;
        bool letter = before == 0xC3 && x >= 0x80 && y >= 0x80; /* U+00C0 to U+00FF in UTF-8 */
        if (x != y && (letter ? (x | 0x20) != (y | 0x20) : tolower(x) != tolower(y))) return false;
        if (!x) return true;
    }
}

static bool one_of(const char *s, const char *const *word, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (same_word(s, word[i])) return true;
    return false;
}

bool kt_word_total(const char *s)
{
    static const char *const word[] = {
        "SSS",         "SS",       "total",       "totalt",        "yhteensä",       "yht.",
        "sammanlagt",  "koko maa", "hela landet", "whole country", "kaikki",         "kielet yhteensä",
        "kielet yht.", "all",      "both sexes",  "språk totalt",  "languages total"};
    return s && one_of(s, word, sizeof word / sizeof *word);
}

bool kt_word_sex(const char *s)
{
    static const char *const word[] = {"miehet",  "naiset", "män",   "kvinnor", "males",
                                       "females", "men",    "women", "male",    "female"};
    return s && one_of(s, word, sizeof word / sizeof *word);
}

bool kt_word_age(const char *s, int *min, int *max)
{
    if (!s) return false;
    if (kt_age_band(s, min, max)) return true;
    if (strncmp(s, "he_", 3) == 0) s += 3;
    char *end;
    if (*s < '0' || *s > '9') return false;
    long lo = strtol(s, &end, 10), hi = lo;
    while (*end == ' ') end++;
    const char *to = end + 1;
    while ((*end == '-' || *end == '_') && *to == ' ') to++;
    if ((*end == '-' || *end == '_') && *to >= '0' && *to <= '9')
        hi = strtol(to, &end, 10);
    else if ((*end == '-' || *end == '_' || *end == '+') && !end[1])
        hi = 999, end++;
    while (*end == ' ' || *end == '-') end++;
    static const char *const unit[] = {"", "years", "year", "år", "vuotta", "vuotiaat", "v.", "v", "åringar"};
    static const char *const open[] = {"years or over", "years and over", "or over",   "vuotta täyttäneet",
                                       "år och över",   "år eller äldre", "år fyllda", "vuotta ja yli"};
    if (one_of(end, open, sizeof open / sizeof *open))
        hi = 999;
    else if (!one_of(end, unit, sizeof unit / sizeof *unit))
        return false;
    if (lo > 150 || hi < lo || (hi > 150 && hi != 999)) return false;
    *min = (int)lo;
    *max = (int)hi;
    return true;
}

int kt_word_period(const char *s)
{
    if (!s || strspn(s, "0123456789") < 4) return 0;
    int year = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + s[3] - '0';
    if (year < 1700 || year > 2200) return 0;
    const char *rest = s + 4;
    if (!*rest || *rest == '*' || strcmp(rest, " *") == 0) return year * 100;
    int quarter = *rest == 'Q' || *rest == 'q' || *rest == 'K';
    if (quarter || *rest == 'M' || *rest == 'm') rest++;
    size_t digits = strspn(rest, "0123456789");
    if (digits < 1 || digits > 2 || (rest[digits] && rest[digits] != '*')) return 0;
    int part = atoi(rest) * (quarter ? 3 : 1);
    return part >= 1 && part <= 12 ? year * 100 + part : 0;
}
