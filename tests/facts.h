/* A small study file, its inputs in a scratch folder, and what the importers make of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_FACTS_H
#define KATVE_TESTS_FACTS_H

#include "test.h"

#include <katve/method.h>
#include <katve/travel.h>

#include <unistd.h>

extern const struct kt_importer kt_zones_vector, kt_people_cells, kt_sites_register, kt_rates_table,
    kt_statfi_zones, kt_statfi_grid, kt_paavo, kt_hsy_grid, kt_ptv, kt_kirkanta, kt_osm_roads, kt_road_lines;
extern const struct kt_importer kt_travel_matrix;

struct facts {
    const struct kt_importer *zones, *people; /* who reads them; NULL: zones_vector, people_cells */
    struct kt_arena keep_whole, tmp_whole, keep, tmp;
    char dir[64];
    struct kt_study st;
    struct kt_err err;
    struct kt_issues file_issues;
    const struct kt_importer *sites, *roads; /* NULL: sites_register, osm_roads */
};

static inline void facts_open(struct facts *f)
{
    memset(f, 0, sizeof *f);
    f->keep = f->keep_whole = kt_arena_open((size_t)64 << 20);
    f->tmp = f->tmp_whole = kt_arena_open((size_t)64 << 20);
    const char *scratch = getenv("TMPDIR");
    snprintf(f->dir, sizeof f->dir, "%s/katve-test-XXXXXX",
             scratch && strlen(scratch) < 40 ? scratch : "/tmp");
    if (!mkdtemp(f->dir)) abort();
}

static inline void facts_close(struct facts *f)
{
    struct kt_err err = {0};
    (void)!kt_rmtree(f->dir, &err);
    kt_travel_drop(&f->st);
    kt_arena_close(f->keep_whole);
    kt_arena_close(f->tmp_whole);
}

static inline void facts_write_bytes(struct facts *f, const char *name, const void *data, size_t n)
{
    FILE *out = fopen(kt_path_join(&f->keep, f->dir, name), "wb");
    if (!out || fwrite(data, 1, n, out) != n) abort();
    fclose(out);
}

static inline void facts_write(struct facts *f, const char *name, const char *text)
{
    facts_write_bytes(f, name, text, strlen(text));
}

/* Reads the study file `yaml` with the four tables' schema, and opens a study of nothing. */
static inline enum kt_status facts_settings(struct facts *f, const char *yaml)
{
    static const struct kt_param study[] = {{"id", KT_T_STR, "", "test", 0, 0, NULL, "."},
                                            {"year", KT_T_INT, "", "2019", 0, 0, NULL, "."},
                                            {"division_year", KT_T_INT, "", "", 0, 0, NULL, "."},
                                            {"crs", KT_T_STR, "", "EPSG:3067", 0, 0, NULL, "."},
                                            {"date", KT_T_DATE, "", "", 0, 0, NULL, "."},
                                            {"country_code", KT_T_STR, "", "FI", 0, 0, NULL, "."},
                                            {"country_fi", KT_T_STR, "", "Suomi", 0, 0, NULL, "."},
                                            {"country_sv", KT_T_STR, "", "Finland", 0, 0, NULL, "."},
                                            {"country_en", KT_T_STR, "", "Finland", 0, 0, NULL, "."}};
    const struct kt_importer *sites = f->sites ? f->sites : &kt_sites_register;
    const struct kt_importer *roads = f->roads ? f->roads : &kt_osm_roads;
    struct kt_section section[] = {
        {"study", false, false, study, sizeof study / sizeof *study, "."},
        {"zones", true, false, kt_zones_vector.param, kt_zones_vector.nparam, "."},
        {"people", false, false, kt_people_cells.param, kt_people_cells.nparam, "."},
        {"sites", false, false, sites->param, sites->nparam, "."},
        {"rates", false, false, kt_rates_table.param, kt_rates_table.nparam, "."},
        {"roads", false, false, roads->param, roads->nparam, "."},
        {"travel", true, false, kt_travel_matrix.param, kt_travel_matrix.nparam, "."}};
    struct kt_schema schema = {section, sizeof section / sizeof *section};
    struct kt_settings *set = NULL;
    facts_write(f, "study.yaml", yaml);
    kt_issues_init(&f->file_issues, &f->keep);
    KT_TRY(kt_settings_read(kt_path_join(&f->keep, f->dir, "study.yaml"), &schema, NULL, 0, &f->keep,
                            &f->file_issues, &set, &f->err));
    kt_study_init(&f->st, &f->keep, set);
    return KT_OK;
}

/* Reads the study file, then runs the importers it names. */
static inline enum kt_status facts_read(struct facts *f, const char *yaml)
{
    KT_TRY(facts_settings(f, yaml));
    const struct kt_settings *set = f->st.set;
    const struct kt_importer *sites = f->sites ? f->sites : &kt_sites_register;
    for (size_t i = 0; i < kt_settings_len(set, "zones"); i++)
        KT_TRY((f->zones ? f->zones : &kt_zones_vector)
                   ->run(&f->st, kt_printf(&f->keep, "zones[%zu]", i), f->tmp, &f->err));
    const struct kt_importer *im[] = {f->people ? f->people : &kt_people_cells, sites, &kt_rates_table,
                                      f->roads ? f->roads : &kt_osm_roads};
    for (size_t i = 0; i < 4; i++)
        if (strstr(yaml, kt_printf(&f->keep, "\n%s:", im[i]->reads)))
            KT_TRY(im[i]->run(&f->st, im[i]->reads, f->tmp, &f->err));
    for (size_t i = 0; i < kt_settings_len(set, "travel"); i++)
        KT_TRY(kt_travel_matrix.run(&f->st, kt_printf(&f->keep, "travel[%zu]", i), f->tmp, &f->err));
    return KT_OK;
}

static inline size_t facts_issues(const struct facts *f, const char *code)
{
    size_t n = 0;
    for (size_t i = 0; i < f->st.issues.n; i++) n += strcmp(f->st.issues.item[i].code, code) == 0;
    return n;
}

static inline const struct kt_issue *facts_issue(const struct facts *f, const char *code)
{
    for (size_t i = 0; i < f->st.issues.n; i++)
        if (strcmp(f->st.issues.item[i].code, code) == 0) return &f->st.issues.item[i];
    return NULL;
}

static inline void facts_print(const struct facts *f)
{
    printf("  status %d: %s (%s)\n", (int)f->err.status, f->err.text, f->err.file);
    for (size_t i = 0; i < f->file_issues.n; i++)
        printf("  study file: %s %s\n", f->file_issues.item[i].field, f->file_issues.item[i].what);
    for (size_t i = 0; i < f->st.issues.n; i++)
        printf("  %s %s:%ld %s\n", f->st.issues.item[i].code, f->st.issues.item[i].file,
               f->st.issues.item[i].row, f->st.issues.item[i].what);
}

/* Four square municipalities of 10 km, two by two; A and B make region 01, C and D region 02. */
#define FACTS_SQUARE(x0, x1, y0, y1)                                                                    \
    "{\"type\":\"Polygon\",\"coordinates\":[[[" #x0 "0000," #y0 "0000],[" #x1 "0000," #y0 "0000],[" #x1 \
    "0000," #y1 "0000],[" #x0 "0000," #y1 "0000],[" #x0 "0000," #y0 "0000]]]}"
#define FACTS_ZONE(code, name, region, pop, x0, x1, y0, y1)                           \
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"" code "\",\"name_fi\":\"" name \
    "\",\"region\":\"" region "\",\"population\":" pop "},\"geometry\":" FACTS_SQUARE(x0, x1, y0, y1) "}"
#define FACTS_GEOJSON(features)                                                                              \
    "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:" \
    "EPSG::3067\"}},"                                                                                        \
    "\"features\":[" features "]}"
#define FACTS_FOUR                                                                          \
    FACTS_GEOJSON(FACTS_ZONE("091", "Delta", "02", "400", 41, 42, 672, 673) "," FACTS_ZONE( \
        "005", "Alfa", "01", "100", 40, 41, 671,                                            \
        672) "," FACTS_ZONE("009", "Beeta", "01", "200", 41, 42, 671,                       \
                            672) "," FACTS_ZONE("010", "Gamma", "02", "300", 40, 41, 672, 673))
#define FACTS_ZONES_YAML                                                                          \
    "zones:\n  - level: municipality\n    source: zones.geojson\n    columns: {parent: region}\n" \
    "  - level: region\n    table: regions.csv\n"
#define FACTS_REGIONS "code,name_fi,name_sv,name_en\n01,Lappi,Lappland,Lapland\n02,Savo,Savolax,Savonia\n"

#endif
