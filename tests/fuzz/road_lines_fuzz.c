/* Any bytes at all as a layer of lines (GeoJSON). With clang: -fsanitize=fuzzer,address;
 * tests/fault/roads_corpus.c goes the same way without a fuzzer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "roads_fuzz.h"

int road_lines_fuzz(const uint8_t *data, size_t size);

static const char yaml[] = "  columns: {class: c, speed: s, direction: d, access: a, ferry: f, duration: t}\n"
                           "  classes: {\"1\": primary, \"2\": footway, \"3\": ferry, \"4\": none}\n"
                           "  class_kmh: {\"1\": \"70\"}\n  directions: {\"2\": both, \"3\": back}\n"
                           "  meet: vertices\n  snap_m: 1\n  crs: EPSG:3067\n";

int road_lines_fuzz(const uint8_t *data, size_t size)
{
    static struct roads_fuzz z;
    if (!z.open) roads_fuzz_start(&z, &kt_road_lines, "roads.geojson", yaml);
    roads_fuzz_run(&z, "roads.geojson", data, size);
    return 0;
}

#ifndef KT_CORPUS
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return road_lines_fuzz(data, size);
}
#endif
