/* The corpora of tests/fuzz/osm_roads_fuzz.c and road_lines_fuzz.c, as they are and changed: no crash, no hang, no
 * broken promise.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define KT_CORPUS
#include "../corpus.h"
#include "../fuzz/osm_roads_fuzz.c"
#include "../fuzz/road_lines_fuzz.c"

KT_TEST(extracts_keep_their_promises)
{
    CHECK(corpus_run("tests/fuzz/corpus/osm_roads", 12, osm_roads_fuzz) >= 5);
}
KT_TEST(lines_keep_their_promises)
{
    CHECK(corpus_run("tests/fuzz/corpus/road_lines", 12, road_lines_fuzz) >= 5);
}

KT_TEST_MAIN
