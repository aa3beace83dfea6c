/* Any bytes as an official source: the first byte says which (population grid, Paavo, HSY grid as CSV or
 * GeoJSON, areas as GeoJSON or GML, id of a grid cell), the rest is the file. It is read and frozen, or
 * refused in words. With clang: -fsanitize=fuzzer,address.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../../src/source/vector_internal.h"
#include "../facts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(x)            \
    do {                   \
        if (!(x)) abort(); \
    } while (0)

static const struct {
    char key;
    const struct kt_importer *people, *zones;
    const char *file;
} source[] = {{'g', &kt_statfi_grid, NULL, "p.csv"}, {'G', &kt_statfi_grid, NULL, "p.geojson"},
              {'p', &kt_paavo, NULL, "p.csv"},       {'P', &kt_paavo, NULL, "p.geojson"},
              {'h', &kt_hsy_grid, NULL, "p.csv"},    {'z', NULL, &kt_statfi_zones, "z.geojson"},
              {'x', NULL, &kt_statfi_zones, "z.xml"}};

static void grid_id(const uint8_t *data, size_t size)
{
    char id[200];
    double x, y, cell;
    snprintf(id, sizeof id, "%.*s", (int)size, (const char *)data);
    if (kt_grid_cell(id, &x, &y, &cell)) MUST(isfinite(x) && isfinite(y) && cell >= 0.0);
}

static void read_source(size_t i, const uint8_t *data, size_t size)
{
    struct facts f;
    facts_open(&f);
    f.people = source[i].people;
    f.zones = source[i].zones;
    facts_write(&f, "four.geojson", FACTS_FOUR);
    facts_write_bytes(&f, source[i].file, data, size);
    const char *zones = source[i].zones ? source[i].file : "four.geojson";
    const char *people =
        source[i].people ? kt_printf(&f.keep, "people:\n  source: %s\n", source[i].file) : "";
    enum kt_status s = facts_read(&f, kt_printf(&f.keep,
                                                "study: {date: 2020-06-01}\nzones:\n  - level: municipality\n"
                                                "    source: %s\n%s",
                                                zones, people));
    if (s == KT_OK && source[i].people) s = kt_study_freeze(&f.st, f.tmp, &f.err);
    MUST(s == KT_OK || s == KT_EINPUT || s == KT_ELIMIT);
    if (s != KT_OK) MUST(*f.err.text && kt_utf8_valid(f.err.text));
    const struct kt_cells *cs = &f.st.cells;
    for (size_t k = 0; s == KT_OK && k < cs->n * cs->ages.n; k++) MUST(cs->persons[k] >= 0.0);
    for (size_t k = 0; k < f.st.issues.n; k++) MUST(kt_utf8_valid(f.st.issues.item[k].what));
    facts_close(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) return 0;
    if (data[0] == 'i') grid_id(data + 1, size - 1);
    for (size_t i = 0; i < sizeof source / sizeof *source; i++)
        if (data[0] == source[i].key) read_source(i, data + 1, size - 1);
    return 0;
}
