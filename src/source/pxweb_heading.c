/* Headings of the value columns of a PxWeb CSV: a sex, a year, an age and a measure, in any order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "pxweb_internal.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_MAX = 32, AGE_WORDS = 4 };

struct heading {
    char text[256];
    const char *word[WORDS_MAX]; /* those that no part has taken yet */
    size_t n;
};

static void words_of(struct heading *h, const char *s)
{
    char *rest = NULL;
    h->n = 0;
    snprintf(h->text, sizeof h->text, "%s", s);
    for (char *w = strtok_r(h->text, " ", &rest); w && h->n < WORDS_MAX; w = strtok_r(NULL, " ", &rest))
        h->word[h->n++] = w;
}

static void join(const struct heading *h, size_t from, size_t n, char out[256])
{
    size_t used = 0;
    *out = '\0';
    for (size_t i = from; i < from + n && used < 255; i++)
        used += (size_t)snprintf(out + used, 256 - used, "%s%s", used ? " " : "", h->word[i]);
}

static bool take(struct heading *h, size_t from, size_t n, char out[256])
{
    join(h, from, n, out);
    memmove(h->word + from, h->word + from + n, (h->n - from - n) * sizeof *h->word);
    h->n -= n;
    return true;
}

static bool is_period(const char *s)
{
    return kt_word_period(s) != 0;
}

static bool take_word(struct heading *h, bool (*is)(const char *), char out[256])
{
    for (size_t i = 0; i < h->n; i++)
        if (is(h->word[i])) return take(h, i, 1, out);
    return false;
}

/* "0 - 14" before or behind the other words. */
static bool take_age(struct heading *h, char out[256])
{
    int min, max;
    for (size_t n = h->n < AGE_WORDS ? h->n : AGE_WORDS; n > 0; n--)
        for (int behind = 0; behind < 2; behind++) {
            size_t from = behind ? h->n - n : 0;
            join(h, from, n, out);
            if (kt_word_age(out, &min, &max)) return take(h, from, n, out);
        }
    *out = '\0';
    return false;
}

void kt_heading_split(const char *s, const struct kt_heading_layout *l, char part[KT_NSIDE][256])
{
    struct heading h;
    memset(part, 0, KT_NSIDE * 256);
    words_of(&h, s);
    bool alone = h.n == 1;
    (void)take_word(&h, is_period, part[KT_SIDE_YEAR]);
    bool sex = take_word(&h, kt_word_sex, part[KT_SIDE_SEX]),
         age = l->ages && take_age(&h, part[KT_SIDE_AGE]);
    if (!sex && (l->sexes || !l->ages) && !alone) (void)take_word(&h, kt_word_total, part[KT_SIDE_SEX]);
    if (!age && l->ages) (void)take_word(&h, kt_word_total, part[KT_SIDE_AGE]);
    join(&h, 0, h.n, part[KT_SIDE_REST]);
    if (!*part[KT_SIDE_SEX] && kt_word_total(part[KT_SIDE_REST]))
        strcpy(part[KT_SIDE_SEX], part[KT_SIDE_REST]), *part[KT_SIDE_REST] = '\0';
}

struct kt_heading_layout kt_heading_layout(const char *const *head, size_t n)
{
    struct kt_heading_layout l = {false, false};
    char out[256];
    size_t ages = 0, totals = 0;
    for (size_t v = 0; v < n; v++) {
        struct heading h;
        words_of(&h, head[v]);
        (void)take_word(&h, is_period, out);
        l.sexes |= take_word(&h, kt_word_sex, out);
        if (take_age(&h, out))
            ages++;
        else
            totals += take_word(&h, kt_word_total, out);
    }
    l.ages = ages > 1 && ages + totals == n;
    return l;
}
