/* Inputs that the fuzzers kept (tests/fuzz/corpus), each whole and with a few bytes changed: statistical
 * tables become rows or are refused. The seed is fixed, so a failure comes back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../fuzz/table_fuzz.h"

#include <katve/rng.h>

enum { CHANGES = 4 };

static void go_over(const char *format)
{
    char **name = NULL, dir[64];
    size_t n = 0;
    struct kt_arena whole = kt_arena_open((size_t)64 << 20);
    struct kt_err err = {0};
    snprintf(dir, sizeof dir, "tests/fuzz/corpus/%s", format);
    struct kt_arena a = whole;
    CHECK(kt_list_files(dir, &a, &name, &n, &err) == KT_OK && n > 0);
    for (size_t i = 0; i < n; i++) {
        struct kt_arena scratch = a;
        char *text = NULL;
        size_t size = 0;
        CHECK(kt_slurp(kt_path_join(&scratch, dir, name[i]), &scratch, &text, &size, &err) == KT_OK);
        table_fuzz(format, (uint8_t *)text, size);
        for (uint32_t k = 0; k < CHANGES && size; k++) {
            uint32_t row = (uint32_t)i * CHANGES + k;
            size_t at = (size_t)(kt_rng_uniform(3, KT_STREAM_BENCH, row, 0) * (double)size);
            text[at] = "\"';,=()[]{}-.\0\xC3 9"[(size_t)(kt_rng_uniform(3, KT_STREAM_BENCH, row, 1) * 18)];
            table_fuzz(format, (uint8_t *)text, k % 2 ? size : at);
        }
    }
    kt_arena_close(whole);
}

KT_TEST(px)
{
    go_over("px");
}
KT_TEST(jsonstat)
{
    go_over("jsonstat");
}
KT_TEST(pxweb_csv)
{
    go_over("pxweb_csv");
}
KT_TEST(sotkanet)
{
    go_over("sotkanet");
    facts_close(&table_fuzz_facts);
}

KT_TEST_MAIN
