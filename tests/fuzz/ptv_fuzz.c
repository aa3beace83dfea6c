/* Any bytes at all as a JSON file of the importer ptv. With clang: -fsanitize=fuzzer,address,undefined;
 * tests/fault/format_mutations.c goes the same way without a fuzzer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../channel_fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct kept_facts ptv_facts;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    channel_fuzz(&ptv_facts, &kt_ptv, data, size);
    return 0;
}
