/* texts: words from the catalogues, plural forms, blanks filled in. That the three catalogues agree is proved by the
 * build; that the proof can fail, by tests/cli/words.sh.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../../src/report/report_internal.h"
#include "../test.h"

KT_TEST(all_texts_are_there_in_all_languages)
{
    for (int w = 0; w < KT_NWORD; w++)
        for (enum kt_lang l = 0; l < KT_NLANG; l++)
            for (int n = 0; n < 3; n++) {
                const char *s = kt_word_count((enum kt_word)w, l, n);
                CHECK(s && *s && kt_utf8_valid(s));
            }
}

KT_TEST(arguments_land_where_they_belong)
{
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    CHECK_STR(KT_SAY(&a, KT_EN, place_in, "Lapland"), "in Lapland");
    CHECK_STR(KT_SAY(&a, KT_FI, page_of, "2", "5"), "2\u00a0/\u00a05");
    /* A figure that looks like a placeholder stays as it is. */
    CHECK_STR(KT_SAY(&a, KT_EN, place_in, "{0}~"), "in {0}~");
    kt_arena_close(whole);
}

KT_TEST(counts_take_the_plural_of_their_language)
{
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    CHECK_STR(KT_SAY_N(&a, KT_FI, 1, mun_in, "1"), "yhdessä kunnassa");
    CHECK_STR(KT_SAY_N(&a, KT_FI, 4, mun_in, "4"), "4\u00a0kunnassa");
    CHECK_STR(KT_SAY_N(&a, KT_SV, 1, reg, "1"), "ett landskap");
    CHECK_STR(KT_SAY_N(&a, KT_SV, 21, mun, "21"), "21\u00a0kommuner");
    CHECK_STR(KT_SAY_N(&a, KT_EN, 0, mun, "0"), "0\u00a0municipalities");
    kt_arena_close(whole);
}

KT_TEST(numbers_bend_and_are_as_exact_as_their_interval)
{
    struct kt_arena whole = kt_arena_open(1 << 20), a = whole;
    struct kt_doc d = {.lang = KT_FI, .arena = &a};
    static const struct {
        size_t n;
        const char *of;
    } of[] = {{1, "1:stä"}, {2, "2:sta"}, {6, "6:sta"}, {9, "9:stä"}, {10, "10:stä"}, {100, "100:sta"}};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) CHECK_STR(kt_out_of(&d, of[i].n), of[i].of);
    struct kt_val share = {.v = 0.054, .lo = 0, .hi = 0.134, .kind = KT_K_SHARE};
    CHECK_STR(kt_val_range(&d, share), "5\u00a0%\u00a0(0–13\u00a0%)");
    struct kt_val hours = {.v = 11, .lo = 8.4, .hi = 14, .kind = KT_K_HOURS};
    CHECK_STR(kt_val_interval(&d, hours), "8–14");
    struct kt_val none = {.v = 0, .lo = 0, .hi = 0, .kind = KT_K_PERSONS};
    CHECK_STR(kt_val_range(&d, none), "0");
    CHECK_STR(kt_about(&d, 8863), "8\u00a0900");
    d.lang = KT_SV;
    CHECK_STR(kt_out_of(&d, 9), "9");
    kt_arena_close(whole);
}

KT_TEST_MAIN
