/* Any bytes as the name of an area, against all municipalities of the demo: the answer keeps its promise.
 * Then the same bytes as a table of divisions. With clang: -fsanitize=fuzzer,address.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../zone_list.h"

#include <katve/divisions.h>
#include <katve/names.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(x)            \
    do {                   \
        if (!(x)) abort(); \
    } while (0)

static struct kt_arena whole, keep;
static struct kt_zones zs;
static struct kt_names *names;

static void names_of(const char *text)
{
    struct kt_match m = kt_names_find(names, text);
    MUST(m.zone >= -1 && m.zone < (int32_t)zs.n && m.other >= -1 && m.other < (int32_t)zs.n);
    MUST((m.zone >= 0) == (m.how >= KT_MATCH_DOUBTFUL));
    MUST(m.how != KT_MATCH_AMBIGUOUS || m.other >= 0);
}

static void divisions_of(const char *text, struct kt_arena scratch)
{
    size_t bad;
    const struct kt_change *last;
    struct kt_divisions d = kt_divisions_read(text, &scratch, &bad);
    for (size_t k = 0; k < d.n; k++) {
        MUST(strlen(kt_division_code(&d, d.change[k].from, 2030)) <= 3);
        MUST(kt_division_zone(&d, &zs, d.change[k].from, &last) < (int32_t)zs.n);
        MUST(isnan(d.change[k].share) || (d.change[k].share > 0.0 && d.change[k].share < 1.0));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 20000) return 0;
    if (!names) {
        keep = whole = kt_arena_open((size_t)128 << 20);
        MUST(zone_list("geodata/demo/municipalities.csv", "code", &zs, &keep));
        names = kt_names_build(&zs, &keep);
    }
    struct kt_arena scratch = keep;
    char *text = kt_strndup(&scratch, (const char *)data, size);
    if (size && data[0] == 'd')
        divisions_of(text, scratch);
    else
        names_of(text);
    return 0;
}
