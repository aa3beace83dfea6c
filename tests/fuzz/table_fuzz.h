/* Any bytes at all as a statistical table of one format: it becomes rows by area, or is refused in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TABLE_FUZZ_H
#define KATVE_TABLE_FUZZ_H

#include "../facts.h"

#include "source/cube_internal.h"
#include "source/people_internal.h"

#define MUST(x)            \
    do {                   \
        if (!(x)) abort(); \
    } while (0)

/* One study of four zones for all inputs; what an input takes is forgotten after it. */
static struct facts table_fuzz_facts;
static struct kt_study table_fuzz_study;

static inline void table_fuzz_start(void)
{
    struct facts *f = &table_fuzz_facts;
    facts_open(f);
    facts_write(f, "zones.geojson", FACTS_FOUR);
    facts_write(f, "regions.csv", FACTS_REGIONS);
    facts_write(f, "people.csv", "id,zone,a\n1,005,3\n");
    facts_write(f, "regions.json",
                "[{\"id\":1,\"code\":\"005\",\"category\":\"KUNTA\",\"title\":{\"fi\":\"A\"}},"
                "{\"id\":2,\"code\":\"009\",\"category\":\"KUNTA\"}]");
    MUST(facts_read(f, FACTS_ZONES_YAML "people:\n  source: people.csv\n  ages: {\"0-\": a}\n"
                                        "  regions: regions.json\n") == KT_OK);
    table_fuzz_study = f->st;
}

static inline void table_fuzz_rows(GDALDatasetH ds, const struct kt_cube_columns *t)
{
    MUST(t->is && t->ages.n <= KT_AGES_MAX && t->nlang <= KT_LANGS_MAX);
    OGRLayerH layer = GDALDatasetGetLayer(ds, 0);
    MUST(layer && OGR_L_GetFeatureCount(layer, 1) > 0);
    for (size_t i = 1; i < t->ages.n; i++) MUST(t->ages.min[i] > t->ages.max[i - 1]);
    for (OGRFeatureH row; (row = OGR_L_GetNextFeature(layer)); OGR_F_Destroy(row)) {
        const char *code = OGR_F_GetFieldAsString(row, OGR_F_GetFieldIndex(row, "code"));
        MUST(*code && kt_utf8_valid(code));
        MUST(kt_utf8_valid(OGR_F_GetFieldAsString(row, OGR_F_GetFieldIndex(row, "name"))));
    }
}

static inline void table_fuzz(const char *format, const uint8_t *data, size_t size)
{
    struct facts *f = &table_fuzz_facts;
    if (!*f->dir) table_fuzz_start();
    struct kt_arena keep = f->keep, tmp = f->tmp;
    struct kt_study st = table_fuzz_study;
    struct kt_err err = {0};
    struct kt_cube_columns t = {0};
    GDALDatasetH ds = NULL;
    st.keep = &keep;
    st.issues = (struct kt_issues){0};
    kt_issues_init(&st.issues, &keep);
    const char *path = kt_path_join(&keep, f->dir, "table");
    FILE *out = fopen(path, "wb");
    MUST(out && fwrite(data, 1, size, out) == size);
    fclose(out);
    struct kt_vector_source src = {.section = "people",
                                   .role = "people",
                                   .path = path,
                                   .layer = "",
                                   .sql = "",
                                   .crs = "",
                                   .encoding = "",
                                   .swap_xy = false,
                                   .preset = NULL,
                                   .format = format};
    enum kt_status s = kt_table_open(&st, &src, tmp, &ds, &t, &err);
    MUST(s == KT_OK || s == KT_EINPUT);
    if (s == KT_OK)
        table_fuzz_rows(ds, &t);
    else
        MUST(*err.text && kt_utf8_valid(err.text));
    for (size_t i = 0; i < st.issues.n; i++) MUST(kt_utf8_valid(st.issues.item[i].what));
    if (ds) GDALClose(ds);
}

#endif
