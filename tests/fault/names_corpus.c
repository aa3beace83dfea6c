/* The corpus of tests/fuzz/names_fuzz.c, as it is and changed: no crash, no hang, no broken promise.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../corpus.h"
#include "../fuzz/names_fuzz.c"

KT_TEST(the_corpus_keeps_its_promises)
{
    CHECK(corpus_run("tests/fuzz/corpus/names", 400, LLVMFuzzerTestOneInput) >= 10);
}

KT_TEST_MAIN
