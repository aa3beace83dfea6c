/* The corpus of tests/fuzz/presets_fuzz.c, as it is and changed: no crash, no hang, no broken promise.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../corpus.h"
#include "../fuzz/presets_fuzz.c"

KT_TEST(the_corpus_keeps_its_promises)
{
    CHECK(corpus_run("tests/fuzz/corpus/presets", 12, LLVMFuzzerTestOneInput) >= 10);
    for (size_t i = 0; i < SOURCES; i++) kept_close(&presets_facts[i]);
}

KT_TEST_MAIN
