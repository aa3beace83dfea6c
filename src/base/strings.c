/* Small text helpers: equality, distance, UTF-8, names for files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/base.h>

#include <string.h>

bool kt_streq(const char *a, const char *b)
{
    if (!a || !b) return a == b;
    return strcmp(a, b) == 0;
}

size_t kt_edit_distance(const char *a, const char *b)
{
    enum { LONGEST = 128 };
    size_t na = strlen(a), nb = strlen(b);
    if (na > LONGEST || nb > LONGEST) return na > nb ? na : nb;
    size_t row[LONGEST + 1];
    for (size_t j = 0; j <= nb; j++) row[j] = j;
    for (size_t i = 1; i <= na; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t replace = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            size_t best = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            row[j] = replace < best ? replace : best;
        }
    }
    return row[nb];
}

/* Length of the valid sequence at s, 0 when invalid. */
static size_t utf8_len(const unsigned char *s)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    if (s[0] < 0x80) return 1;
    size_t n = s[0] >= 0xf0 && s[0] < 0xf5   ? 4
               : s[0] >= 0xe0 && s[0] < 0xf0 ? 3
               : s[0] >= 0xc2 && s[0] < 0xe0 ? 2
                                             : 0;
    if (!n) return 0;
    uint32_t c = s[0] & (0xffu >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xc0) != 0x80) return 0; /* also stops at the final NUL */
        c = c << 6 | (s[i] & 0x3fu);
    }
    bool surrogate = c >= 0xd800 && c < 0xe000;
    return c >= least[n] && c <= 0x10ffff && !surrogate ? n : 0;
}

bool kt_utf8_valid(const char *s)
{
    for (const unsigned char *p = (const unsigned char *)s; *p;) {
        size_t n = utf8_len(p);
        if (!n) return false;
        p += n;
    }
    return true;
}

void kt_utf8_scrub(char *s)
{
    for (char *p = s; *p;) {
        size_t n = utf8_len((const unsigned char *)p);
        if (!n) *p = '?';
        p += n ? n : 1;
    }
}

char *kt_slug(struct kt_arena *a, const char *name)
{
    static const char *const fold[][2] = {{"ä", "a"}, {"Ä", "a"}, {"ö", "o"},
                                          {"Ö", "o"}, {"å", "a"}, {"Å", "a"}};
    char *out = kt_alloc(a, strlen(name) + 2, 1);
    size_t n = 0;
    for (const char *p = name; *p;) {
        char c = *p;
        size_t step = 1;
        for (size_t f = 0; f < sizeof fold / sizeof *fold; f++)
            if (strncmp(p, fold[f][0], strlen(fold[f][0])) == 0) {
                c = fold[f][1][0];
                step = strlen(fold[f][0]);
            }
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (keep)
            out[n++] = c;
        else if (n && out[n - 1] != '-')
            out[n++] = '-';
        p += step;
        if (n >= 80) break;
    }
    while (n && out[n - 1] == '-') n--;
    out[n] = '\0';
    if (!n) strcpy(out, "x");
    return out;
}
