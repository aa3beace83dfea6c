/* Any bytes at all as an extract of OpenStreetMap, .osm or .pbf. With clang: -fsanitize=fuzzer,address;
 * tests/fault/roads_corpus.c goes the same way without a fuzzer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "roads_fuzz.h"

int osm_roads_fuzz(const uint8_t *data, size_t size);

int osm_roads_fuzz(const uint8_t *data, size_t size)
{
    static struct roads_fuzz z;
    if (!z.open) roads_fuzz_start(&z, &kt_osm_roads, "roads.osm", "  snap_m: 2\n");
    roads_fuzz_run(&z, "roads.osm", data, size);
    return 0;
}

#ifndef KT_CORPUS
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return osm_roads_fuzz(data, size);
}
#endif
