/* texts: every word in three languages, placeholders agree, nothing too long for its place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../../src/report/report_internal.h"
#include "../test.h"

KT_TEST(all_texts_are_there_in_all_languages)
{
    for (int w = 0; w < KT_NWORD; w++)
        for (enum kt_lang l = 0; l < KT_NLANG; l++) {
            const char *s = kt_word_raw((enum kt_word)w, l);
            CHECK(s && *s && kt_utf8_valid(s));
            if (s && strstr(s, "  ")) printf("  two blanks: %s\n", s);
            CHECK(s && !strstr(s, "  "));
        }
}

/* Which placeholders a text uses, as bits; a language may leave one out only where the others use a
 * word instead of the figure ("yksi"). */
static unsigned used(const char *s)
{
    unsigned bits = 0;
    for (; *s; s++)
        if (s[0] == '{' && s[1] >= '0' && s[1] <= '9' && s[2] == '}') bits |= 1u << (s[1] - '0');
    return bits;
}

KT_TEST(placeholders_agree_between_languages)
{
    for (int w = 0; w < KT_NWORD; w++) {
        unsigned fi = used(kt_word_raw((enum kt_word)w, KT_FI));
        for (enum kt_lang l = KT_SV; l < KT_NLANG; l++) {
            unsigned other = used(kt_word_raw((enum kt_word)w, l));
            if (fi != other) printf("  %s\n", kt_word_key((enum kt_word)w));
            CHECK(fi == other);
        }
    }
}

KT_TEST(plural_pairs_are_whole)
{
    for (int w = 0; w < KT_NWORD; w++) {
        const char *key = kt_word_key((enum kt_word)w), *tail = strrchr(key, '_');
        if (!tail || strcmp(tail, "_one") != 0) continue;
        size_t stem = (size_t)(tail - key);
        bool found = false;
        for (int v = 0; v < KT_NWORD && !found; v++) {
            const char *k = kt_word_key((enum kt_word)v);
            found = strncmp(k, key, stem) == 0 && strcmp(k + stem, "_many") == 0;
        }
        if (!found && strncmp(key, "table_one", 9) != 0) {
            printf("  %s has no partner\n", key);
            CHECK(found);
        }
    }
}

KT_TEST(arguments_land_where_they_belong)
{
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    CHECK_STR(KT_SAY(&a, KT_EN, place_in, "Lapland"), "in Lapland");
    CHECK_STR(KT_SAY(&a, KT_FI, page_of, "2", "5"), "2\u00a0/\u00a05");
    CHECK_STR(KT_SAY(&a, KT_SV, mun_many, "4"), "4 kommuner");
    /* A figure that looks like a placeholder stays as it is. */
    CHECK_STR(KT_SAY(&a, KT_EN, place_in, "{0}~"), "in {0}~");
    kt_arena_close(whole);
}

KT_TEST_MAIN
