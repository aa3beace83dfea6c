/* Any bytes as an official source: the first byte says which (population grid, Paavo, HSY grid as CSV or
 * GeoJSON, areas as GeoJSON or GML, id of a grid cell), the rest is the file. It is read and frozen, or
 * refused in words. With clang: -fsanitize=fuzzer,address.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../../src/source/vector_internal.h"
#include "kept_facts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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

enum { SOURCES = sizeof source / sizeof *source };
static struct kept_facts presets_facts[SOURCES];

static struct facts *prepared(size_t i)
{
    struct kept_facts *k = &presets_facts[i];
    if (k->taken) return kept_back(k);
    facts_open(&k->f);
    facts_write(&k->f, "four.geojson", FACTS_FOUR);
    facts_write(&k->f, source[i].file, FACTS_FOUR);
    const char *zones = source[i].zones ? source[i].file : "four.geojson",
               *people =
                   source[i].zones ? "" : kt_printf(&k->f.keep, "people:\n  source: %s\n", source[i].file);
    MUST(facts_settings(&k->f, kt_printf(&k->f.keep,
                                         "study: {date: 2020-06-01}\nzones:\n  - level: municipality\n"
                                         "    source: %s\n%s",
                                         zones, people)) == KT_OK);
    struct kt_study none = k->f.st;
    MUST(kt_zones_vector.run(&k->f.st, "zones[0]", k->f.tmp, &k->f.err) == KT_OK);
    memcpy(none.plausible, k->f.st.plausible, sizeof none.plausible);
    if (source[i].zones) k->f.st = none;
    kept_take(k);
    return &k->f;
}

static void read_source(size_t i, const uint8_t *data, size_t size)
{
    struct facts *f = prepared(i);
    const struct kt_importer *im = source[i].people ? source[i].people : source[i].zones;
    facts_write_bytes(f, source[i].file, data, size);
    enum kt_status s = im->run(&f->st, source[i].people ? "people" : "zones[0]", f->tmp, &f->err);
    if (s == KT_OK && source[i].people) s = kt_study_freeze(&f->st, f->tmp, &f->err);
    kept_verdict(f, s);
    const struct kt_cells *cs = &f->st.cells;
    for (size_t k = 0; s == KT_OK && k < cs->n * cs->ages.n; k++) MUST(cs->persons[k] >= 0.0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) return 0;
    if (data[0] == 'i') grid_id(data + 1, size - 1);
    for (size_t i = 0; i < SOURCES; i++)
        if (data[0] == source[i].key) read_source(i, data + 1, size - 1);
    return 0;
}
