/* The corpus of tests/fuzz/import_fuzz.c, as it is and changed: no crash, no hang, no broken promise.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../corpus.h"
#include "../fuzz/import_fuzz.c"

KT_TEST(the_corpus_keeps_its_promises)
{
    CHECK(corpus_run("tests/fuzz/corpus/import", 12, LLVMFuzzerTestOneInput) >= 8);
    for (size_t i = 0; i < FILES; i++) kept_close(&import_facts[i]);
}

KT_TEST_MAIN
