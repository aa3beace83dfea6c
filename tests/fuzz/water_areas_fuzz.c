/* Any bytes at all as a layer of lakes (GeoJSON, GML, CSV): they become closed rings for the maps, or are refused in
 * words. With clang: -fsanitize=fuzzer,address; tests/fault/water_corpus.c goes the same way without a fuzzer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "kept_facts.h"

extern const struct kt_importer kt_water_areas;
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct kept_facts water_facts;

static struct facts *water_prepared(void)
{
    static const struct kt_param study[] = {{"crs", KT_T_STR, "", "EPSG:3067", 0, 0, NULL, "."}};
    struct kt_section section[] = {{"study", false, false, study, 1, "."},
                                   {"water", false, false, kt_water_areas.param, kt_water_areas.nparam, "."}};
    struct kt_schema schema = {section, 2};
    struct kt_settings *set = NULL;
    struct facts *f = &water_facts.f;
    if (water_facts.taken) return kept_back(&water_facts);
    facts_open(f);
    facts_write(f, "lakes.geojson", "");
    facts_write(f, "study.yaml", "water:\n  source: lakes.geojson\n  credit: Koe\n");
    kt_issues_init(&f->file_issues, &f->keep);
    MUST(kt_settings_read(kt_path_join(&f->keep, f->dir, "study.yaml"), &schema, NULL, 0, &f->keep,
                          &f->file_issues, &set, &f->err) == KT_OK);
    kt_study_init(&f->st, &f->keep, set);
    kept_take(&water_facts);
    return f;
}

/* What the maps rely on. */
static void look_at_water(const struct kt_water *w)
{
    const struct kt_polygons *g = &w->geom;
    MUST(w->n > 0 && g->ring_of[w->n] == g->nring && g->vert_of[g->nring] == g->nvert);
    for (size_t i = 0; i < w->n; i++) MUST(g->ring_of[i] <= g->ring_of[i + 1]);
    for (size_t r = 0; r < g->nring; r++) {
        size_t from = g->vert_of[r], to = g->vert_of[r + 1];
        MUST(from + 4 <= to && g->x[from] == g->x[to - 1] && g->y[from] == g->y[to - 1]);
        for (size_t v = from; v < to; v++) MUST(isfinite(g->x[v]) && isfinite(g->y[v]));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct facts *f = water_prepared();
    facts_write_bytes(f, "lakes.geojson", data, size);
    enum kt_status s = kt_water_areas.run(&f->st, "water", f->tmp, &f->err);
    kept_verdict(f, s);
    if (s == KT_OK) look_at_water(&f->st.water);
    return 0;
}
