/* Any bytes as a table of the importer sotkanet. Built and run by scripts/run-fuzz; tests/fault/table_corpus.c
 * goes over the kept inputs without a fuzzer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "table_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    table_fuzz("sotkanet", data, size);
    return 0;
}
