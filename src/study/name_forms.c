/* Forms of a name: the key to compare, genitives, bare names, parts of parallel names, leading codes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "names_internal.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool edge_mark(char c)
{
    return strchr(" *.,:;-", c) != NULL;
}

/* One kind of dash and single blanks; marks at both ends go. */
static void tidy(char *s)
{
    size_t n = 0;
    for (const unsigned char *p = (const unsigned char *)s; *p; p++) {
        unsigned char c = *p;
        bool dash = p[0] == 0xE2 &&
                    ((p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0x95) || (p[1] == 0x88 && p[2] == 0x92));
        if (dash) c = '-', p += 2;
        if (c < 0x20 || c == 0x7F) c = ' ';
        if (c == ' ' && (n == 0 || s[n - 1] == ' ')) continue;
        s[n++] = (char)c;
    }
    while (n && edge_mark(s[n - 1])) n--;
    s[n] = '\0';
    size_t lead = 0;
    while (s[lead] && edge_mark(s[lead])) lead++;
    memmove(s, s + lead, n - lead + 1);
}

static bool normalize(const UNormalizer2 *how, const char *text, UChar *out, int32_t *n)
{
    UChar in[KT_NAME_MAX];
    UErrorCode e = U_ZERO_ERROR;
    int32_t m = 0;
    u_strFromUTF8(in, KT_NAME_MAX, &m, text, -1, &e);
    *n = U_SUCCESS(e) ? unorm2_normalize(how, in, m, out, KT_NAME_MAX, &e) : 0;
    return U_SUCCESS(e);
}

static void to_utf8(const UChar *s, int32_t n, char *out)
{
    UErrorCode e = U_ZERO_ERROR;
    int32_t m = 0;
    u_strToUTF8(out, KT_NAME_MAX - 1, &m, s, n, &e);
    out[U_SUCCESS(e) ? m : 0] = '\0';
}

void kt_name_key(const char *text, char *out)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar folded[KT_NAME_MAX];
    int32_t n;
    const UNormalizer2 *how = unorm2_getNFKCCasefoldInstance(&e);
    *out = '\0';
    if (U_FAILURE(e) || !kt_utf8_valid(text) || !normalize(how, text, folded, &n)) return;
    to_utf8(folded, n, out);
    tidy(out);
}

void kt_name_undotted(const char *key, char *out)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar split[KT_NAME_MAX];
    int32_t n, m = 0;
    const UNormalizer2 *how = unorm2_getNFDInstance(&e);
    *out = '\0';
    if (U_FAILURE(e) || !normalize(how, key, split, &n)) return;
    for (int32_t i = 0; i < n; i++)
        if (u_charType(split[i]) != U_NON_SPACING_MARK) split[m++] = split[i];
    to_utf8(split, m, out);
}

bool kt_name_decoded(const char *text, char *out)
{
    size_t n = 0;
    const unsigned char *p = (const unsigned char *)text;
    if (!strstr(text, "\xC3\x83") && !strstr(text, "\xC3\x82")) return false;
    for (; *p && n + 1 < KT_NAME_MAX; p++) {
        unsigned c = *p;
        if (c >= 0x80) {
            if ((c != 0xC2 && c != 0xC3) || (p[1] & 0xC0) != 0x80) return false;
            c = (c & 3u) << 6 | (p[1] & 0x3Fu);
            p++;
        }
        out[n++] = (char)c;
    }
    out[n] = '\0';
    return !*p && kt_utf8_valid(out);
}

/* Ending of the nominative, ending of the genitive: consonant gradation and stems of the names
 * of Finnish municipalities and regions. Each that fits gives a form. */
static const char *const genitive[][2] = {
    {"", "n"},       {"i", "en"},     {"e", "een"},    {"nen", "sen"},  {"nen", "sten"},  {"ki", "en"},
    {"nki", "ngin"}, {"nki", "ngen"}, {"nko", "ngon"}, {"nka", "ngan"}, {"nkä", "ngän"},  {"ku", "un"},
    {"kku", "kun"},  {"kka", "kan"},  {"kkä", "kän"},  {"kko", "kon"},  {"kki", "kin"},   {"ka", "an"},
    {"kä", "än"},    {"ko", "on"},    {"kö", "ön"},    {"kö", "yn"},    {"ti", "den"},    {"ti", "din"},
    {"tti", "tin"},  {"tta", "tan"},  {"ttä", "tän"},  {"tto", "ton"},  {"nti", "nnin"},  {"nta", "nnan"},
    {"ntä", "nnän"}, {"nto", "nnon"}, {"ta", "dan"},   {"tä", "dän"},   {"to", "don"},    {"tö", "dön"},
    {"tu", "dun"},   {"ty", "dyn"},   {"si", "den"},   {"lta", "llan"}, {"lti", "llin"},  {"lto", "llon"},
    {"rta", "rran"}, {"rto", "rron"}, {"rti", "rrin"}, {"mpu", "mmun"}, {"mpi", "mmin"},  {"mpi", "mmen"},
    {"mpa", "mman"}, {"ppi", "pin"},  {"ppo", "pon"},  {"ppa", "pan"},  {"ppu", "pun"},   {"pi", "ven"},
    {"pa", "van"},   {"pu", "vun"},   {"as", "aan"},   {"äs", "ään"},   {"is", "iin"},    {"us", "uksen"},
    {"ys", "yksen"}, {"os", "oksen"}, {"in", "imen"},  {"es", "eksen"}, {"dun", "tumen"}, {"un", "umen"},
};

size_t kt_name_genitives(const char *key, char out[KT_NAME_FORMS][KT_NAME_MAX])
{
    size_t n = strcspn(key, " "), m = 0; /* of two words the first is inflected: Kosken Tl */
    if (n < 2 || strlen(key) + 8 > KT_NAME_MAX) return 0;
    if (key[n]) snprintf(out[m++], KT_NAME_MAX, "%s:n", key);
    /* Uusikaupunki, Uusimaa: both halves of the compound are inflected. */
    int uusi = n > 4 && strncmp(key, "uusi", 4) == 0 ? 4 : 0;
    for (size_t i = 0; i < COUNT(genitive) && m < KT_NAME_FORMS; i++) {
        size_t end = strlen(genitive[i][0]);
        if (end > n || strncmp(key + n - end, genitive[i][0], end) != 0) continue;
        snprintf(out[m++], KT_NAME_MAX, "%s%.*s%s%s", uusi ? "uuden" : "", (int)(n - end) - uusi, key + uusi,
                 genitive[i][1], key + n);
    }
    return m;
}

static const char *const after[] = {"kaupunki",   "kunta",         "kunnan",  "kaupungin",      "stad",
                                    "stads",      "kommun",        "kommuns", "maakunta",       "maakunnan",
                                    "landskap",   "municipality",  "city",    "town",           "region",
                                    "landskapet", "maaseutukunta", "mlk",     "postinumeroalue"};
static const char *const before[] = {"municipality of", "city of", "town of", "region of", "kunta", "kommun"};

bool kt_name_bare(const char *key, char *out)
{
    size_t n = strlen(key);
    for (size_t i = 0; i < COUNT(after); i++) {
        size_t m = strlen(after[i]);
        if (n <= m + 1 || key[n - m - 1] != ' ' || strcmp(key + n - m, after[i]) != 0) continue;
        memmove(out, key, n - m - 1);
        out[n - m - 1] = '\0';
        return true;
    }
    for (size_t i = 0; i < COUNT(before); i++) {
        size_t m = strlen(before[i]);
        if (n <= m + 1 || key[m] != ' ' || strncmp(key, before[i], m) != 0) continue;
        memmove(out, key + m + 1, n - m);
        return true;
    }
    return false;
}

static size_t mark_length(const char *p)
{
    return strncmp(p, " - ", 3) == 0 ? 3 : *p && strchr("/(),;|", *p) ? 1 : 0;
}

static size_t add_part(const char *from, size_t n, char part[KT_NAME_PARTS][KT_NAME_MAX], size_t m)
{
    if (m == KT_NAME_PARTS) return m;
    snprintf(part[m], KT_NAME_MAX, "%.*s", (int)n, from);
    tidy(part[m]);
    return m + (*part[m] != '\0');
}

size_t kt_name_parts(const char *key, char part[KT_NAME_PARTS][KT_NAME_MAX], bool *hyphen)
{
    size_t m = 0;
    const char *from = key, *p = key;
    for (; *p; p++) {
        size_t mark = mark_length(p);
        if (!mark) continue;
        m = add_part(from, (size_t)(p - from), part, m);
        from = p + mark;
        p = from - 1;
    }
    *hyphen = from == key;
    if (!*hyphen) return add_part(from, (size_t)(p - from), part, m);
    const char *dash = strchr(key, '-');
    if (!dash || strchr(dash + 1, '-')) return 0;
    m = add_part(key, (size_t)(dash - key), part, m);
    return add_part(dash + 1, strlen(dash + 1), part, m);
}

bool kt_name_code(const char *key, char *digits, const char **rest)
{
    const char *p = key;
    if (strncmp(p, "ku", 2) == 0 || strncmp(p, "mk", 2) == 0) p += 2;
    size_t n = strspn(p, "0123456789");
    if (n == 0 || n > 8 || (p[n] && p[n] != ' ')) return false;
    memcpy(digits, p, n);
    digits[n] = '\0';
    *rest = p + n + (p[n] == ' ');
    while (edge_mark(**rest) && **rest) ++*rest;
    return true;
}

bool kt_name_total(const char *key)
{
    static const char *const word[] = {
        "koko maa",        "hela landet",       "whole country",    "suomi",
        "finland",         "yhteensä",          "totalt",           "total",
        "manner-suomi",    "fasta finland",     "koko suomi",       "sss koko maa",
        "sss hela landet", "sss whole country", "mainland finland", "ma1 manner-suomi",
        "sss yhteensä"};
    for (size_t i = 0; i < COUNT(word); i++)
        if (kt_streq(word[i], key)) return true;
    return false;
}
