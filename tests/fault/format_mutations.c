/* The fuzz targets of hours and JSON registers without a fuzzer: their corpus, and each file of it mutated.
 * The seed is fixed, so a failure comes back (as an abort that names the file).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../test.h"

#include "../mutate.h"

#define LLVMFuzzerTestOneInput fuzz_hours
#include "../fuzz/hours_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_ptv
#include "../fuzz/ptv_fuzz.c"
#undef LLVMFuzzerTestOneInput
#define LLVMFuzzerTestOneInput fuzz_kirkanta
#include "../fuzz/kirkanta_fuzz.c"
#undef LLVMFuzzerTestOneInput

enum { BYTES_MAX = 16384 };

static void run_corpus(const char *dir, int (*target)(const uint8_t *, size_t), uint32_t rounds)
{
    static char bytes[BYTES_MAX];
    struct kt_arena whole = kt_arena_open((size_t)16 << 20), keep = whole;
    struct kt_err err = {0};
    char **name;
    size_t n = 0;
    CHECK(kt_list_files(dir, &keep, &name, &n, &err) == KT_OK && n > 0);
    for (size_t i = 0; i < n; i++) {
        char *text;
        size_t size;
        CHECK(kt_slurp(kt_path_join(&keep, dir, name[i]), &keep, &text, &size, &err) == KT_OK);
        if (size > BYTES_MAX) continue;
        CHECK(target((const uint8_t *)text, size) == 0);
        for (uint32_t r = 0; r < rounds; r++) {
            memcpy(bytes, text, size);
            size_t m = mutate(bytes, size, sizeof bytes, (uint32_t)i * 1000 + r);
            CHECK(target((const uint8_t *)bytes, m) == 0);
        }
    }
    kt_arena_close(whole);
}

KT_TEST(hours_of_the_corpus)
{
    run_corpus("tests/fuzz/corpus/hours", fuzz_hours, 20);
}
KT_TEST(service_locations_of_the_corpus)
{
    run_corpus("tests/fuzz/corpus/ptv", fuzz_ptv, 5);
    kept_close(&ptv_facts);
}
KT_TEST(libraries_of_the_corpus)
{
    run_corpus("tests/fuzz/corpus/kirkanta", fuzz_kirkanta, 5);
    kept_close(&kirkanta_facts);
}

KT_TEST_MAIN
