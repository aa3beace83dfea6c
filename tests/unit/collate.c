/* collate: å, ä and ö end the alphabet in Finnish and Swedish, and stand among a and o in English.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/draw.h>

#include "../test.h"

static const char *const name[] = {"Äänekoski", "Ylöjärvi", "Åbo", "Askola", "Vasa", "Östermark"};
enum { N = sizeof name / sizeof *name };

KT_TEST(names_follow_the_alphabet_of_the_language)
{
    struct kt_arena tmp = kt_arena_open(1 << 16);
    const char *const want[KT_NLANG][N] = {
        {"Askola", "Vasa", "Ylöjärvi", "Åbo", "Äänekoski", "Östermark"},
        {"Askola", "Vasa", "Ylöjärvi", "Åbo", "Äänekoski", "Östermark"},
        {"Äänekoski", "Åbo", "Askola", "Östermark", "Vasa", "Ylöjärvi"},
    };
    for (enum kt_lang l = 0; l < KT_NLANG; l++) {
        size_t order[N];
        kt_order_names(l, name, N, order, tmp);
        for (size_t i = 0; i < N; i++) CHECK_STR(name[order[i]], want[l][i]);
    }
    kt_arena_close(tmp);
}

KT_TEST(equal_names_keep_their_order)
{
    struct kt_arena tmp = kt_arena_open(1 << 16);
    const char *const same[] = {"Koski", "Aura", "Koski", "Koski"};
    size_t order[4];
    kt_order_names(KT_FI, same, 4, order, tmp);
    CHECK(order[0] == 1 && order[1] == 0 && order[2] == 2 && order[3] == 3);
    kt_order_names(KT_FI, same, 0, order, tmp);
    kt_arena_close(tmp);
}

KT_TEST_MAIN
