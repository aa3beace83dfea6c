/* Every real sample of Statistics Finland's services, Paavo and the HSY grid is read, or refused for the
 * reason that stands here. The samples lie beside the project.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

#include <dirent.h>

static const struct {
    const char *file;
    const struct kt_importer *people, *zones;
    size_t n;        /* cells or zones; 0: refused */
    double persons;  /* sum of the totals that are told */
    size_t no_ages;  /* cells without ages */
    const char *why; /* words of the refusal */
} sample[] = {
    {"statfi_wfs/GetCapabilities_excerpt.xml", NULL, &kt_statfi_zones, 0, 0, 0, "list of layers"},
    {"statfi_wfs/kunta4500k_2019_DescribeFeatureType.xml", NULL, &kt_statfi_zones, 0, 0, 0,
     "this is a schema, not data"},
    {"statfi_wfs/kunta4500k_2020_gml2.xml", NULL, &kt_statfi_zones, 4, 0, 0, NULL},
    {"statfi_wfs/kunta_vaki2024.geojson", NULL, &kt_statfi_zones, 4, 0, 0, NULL},
    {"statfi_wfs/pno_tilasto_2021_attributes.geojson", NULL, &kt_statfi_zones, 0, 0, 0, "has an outline"},
    {"statfi_wfs/pno_tilasto_2021_attributes.geojson", &kt_paavo, NULL, 1, 1776, 0, NULL},
    {"statfi_wfs/pno_tilasto_2026_attributes.geojson", &kt_paavo, NULL, 3, 0, 0, NULL},
    {"statfi_wfs/vaki2021_1km_BUILT.geojson", &kt_statfi_grid, NULL, 6, 1314, 3, NULL},
    {"statfi_wfs/vaki2021_1km_BUILT.csv", &kt_statfi_grid, NULL, 6, 1314, 3, NULL},
    {"statfi_wfs/vaki_renamed_columns_BUILT.csv", &kt_statfi_grid, NULL, 6, 1314, 3, NULL},
    {"paavo/paavo_2018_wfs_names.csv", &kt_paavo, NULL, 11, 0, 0, NULL},
    {"paavo/paavo_2024_long_finnish_headers.csv", &kt_paavo, NULL, 6, 0, 0, NULL},
    {"paavo/pxweb_coordinates_2020_en.csv", &kt_paavo, NULL, 0, 0, 0, "there is no column"},
    {"paavo/postal_area_key_2020_en_broken.csv", &kt_paavo, NULL, 0, 0, 0, "there is no column"},
    {"paavo/paavo_fields.csv", &kt_paavo, NULL, 0, 0, 0, "there is no column"},
    {"paavo/field_list_cr_only_macroman.txt", &kt_paavo, NULL, 0, 0, 0, "carriage return alone"},
    {"hsy_grid/vaestotietoruudukko_2015_rows.csv", &kt_hsy_grid, NULL, 0, 0, 0,
     "nothing says where the cells are"},
};

static void outcome(size_t i, const struct facts *f, enum kt_status s)
{
    const struct kt_cells *cs = &f->st.cells;
    size_t n = sample[i].people ? cs->n : f->st.level[0].n, no_ages = 0;
    double persons = 0;
    for (size_t c = 0; sample[i].people && c < cs->n; c++) {
        if (!isnan(cs->total[c])) persons += cs->total[c];
        no_ages += (size_t) !!isnan(kt_sum(cs->persons + c * cs->ages.n, cs->ages.n));
    }
    bool refused = s == KT_EINPUT && sample[i].why && strstr(f->err.text, sample[i].why);
    bool read = s == KT_OK && n == sample[i].n && (sample[i].persons == 0 || persons == sample[i].persons) &&
                (sample[i].no_ages == 0 || no_ages == sample[i].no_ages);
    CHECK(sample[i].n ? read : refused);
    if (sample[i].n ? read : refused) return;
    printf("  %s: %zu rows, %.0f persons, %zu without ages\n", sample[i].file, n, persons, no_ages);
    facts_print(f);
}

static void one(const char *shared, size_t i)
{
    struct facts f;
    facts_open(&f);
    f.people = sample[i].people;
    f.zones = sample[i].zones;
    const char *path = kt_printf(&f.keep, "%s/formats/%s", shared, sample[i].file);
    char *full = realpath(path, NULL),
         *zones = realpath(kt_printf(&f.keep, "%s/finland/municipalities_2020.gpkg", shared), NULL);
    CHECK(full && zones);
    const char *yaml =
        sample[i].people
            ? kt_printf(
                  &f.keep,
                  "study: {date: 2020-06-01}\nzones:\n  - level: municipality\n    source: %s\n    columns: "
                  "{code: code, name_fi: name_fi, name_sv: name_sv}\npeople:\n  source: %s\n",
                  zones, full)
            : kt_printf(&f.keep,
                        "study: {date: 2020-06-01}\nzones:\n  - level: municipality\n    source: %s\n", full);
    enum kt_status s = facts_read(&f, yaml);
    outcome(i, &f, s);
    free(full);
    free(zones);
    facts_close(&f);
}

KT_TEST(every_sample_is_read_or_refused_for_its_reason)
{
    const char *shared = kt_test_shared();
    if (!shared) SKIP("no ../shared");
    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++) one(shared, i);
}

KT_TEST(no_sample_is_forgotten)
{
    const char *shared = kt_test_shared();
    if (!shared) SKIP("no ../shared");
    static const char *const folder[] = {"statfi_wfs", "paavo", "hsy_grid"};
    for (size_t d = 0; d < 3; d++) {
        char path[512];
        snprintf(path, sizeof path, "%s/formats/%s", shared, folder[d]);
        DIR *dir = opendir(path);
        CHECK(dir != NULL);
        for (struct dirent *e; dir && (e = readdir(dir));) {
            if (*e->d_name == '.' || strcmp(e->d_name, "README.md") == 0) continue;
            bool listed = false;
            for (size_t i = 0; i < sizeof sample / sizeof *sample; i++)
                listed |= strncmp(sample[i].file, folder[d], strlen(folder[d])) == 0 &&
                          strcmp(sample[i].file + strlen(folder[d]) + 1, e->d_name) == 0;
            if (!listed) printf("  %s/%s\n", folder[d], e->d_name);
            CHECK(listed);
        }
        if (dir) closedir(dir);
    }
}

KT_TEST_MAIN
