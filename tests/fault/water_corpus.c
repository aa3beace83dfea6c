/* The corpus of tests/fuzz/water_areas_fuzz.c, as it is and changed: no crash, no hang, no broken promise.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../corpus.h"
#include "../fuzz/water_areas_fuzz.c"

KT_TEST(the_corpus_keeps_its_promises)
{
    CHECK(corpus_run("tests/fuzz/corpus/water_areas", 12, LLVMFuzzerTestOneInput) >= 5);
    kept_close(&water_facts);
}

KT_TEST_MAIN
