/* friction_raster: rasters written here, in other units, systems and conditions.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"

#include <gdal.h>
#include <ogr_srs_api.h>

extern const struct kt_importer kt_friction_raster;

static struct facts f;

struct made {
    int epsg; /* 0: none */
    double x0, y0, step;
    bool southwards, nodata;
};
static const struct made metres = {3067, 400000, 6720000, 1000, true, true};

static void make(const char *name, const struct made *m, int nx, int ny, const float *value)
{
    GDALAllRegister();
    GDALDatasetH ds = GDALCreate(GDALGetDriverByName("GTiff"), kt_path_join(&f.keep, f.dir, name), nx, ny, 1,
                                 GDT_Float32, NULL);
    double at[6] = {m->x0, m->step, 0, m->y0, 0, m->southwards ? -m->step : m->step};
    GDALSetGeoTransform(ds, at);
    if (m->epsg) {
        OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
        (void)OSRImportFromEPSG(srs, m->epsg);
        GDALSetSpatialRef(ds, srs);
        OSRRelease(srs);
    }
    GDALRasterBandH band = GDALGetRasterBand(ds, 1);
    if (m->nodata) GDALSetRasterNoDataValue(band, -9999);
    CHECK(GDALRasterIO(band, GF_Write, 0, 0, nx, ny, (void *)(uintptr_t)value, nx, ny, GDT_Float32, 0, 0) ==
          CE_None);
    GDALClose(ds);
}

static enum kt_status read_terrain(const char *more)
{
    static const struct kt_param study[] = {{"crs", KT_T_STR, "", "EPSG:3067", 0, 0, NULL, "."}};
    struct kt_section section[] = {
        {"study", false, false, study, 1, "."},
        {"terrain", false, false, kt_friction_raster.param, kt_friction_raster.nparam, "."}};
    struct kt_schema schema = {section, 2};
    struct kt_settings *set = NULL;
    facts_write(&f, "study.yaml", kt_printf(&f.keep, "terrain:\n  source: terrain.tif\n%s", more));
    kt_issues_init(&f.file_issues, &f.keep);
    KT_TRY(kt_settings_read(kt_path_join(&f.keep, f.dir, "study.yaml"), &schema, NULL, 0, &f.keep,
                            &f.file_issues, &set, &f.err));
    kt_study_init(&f.st, &f.keep, set);
    return kt_friction_raster.run(&f.st, "terrain", f.tmp, &f.err);
}

static const float six[] = {10, 20, -9999, 0, -3, 40};

KT_TEST(units_and_barriers)
{
    static const struct {
        const char *yaml;
        double pace; /* of a value of 20 */
    } unit[] = {{"", 1.2}, {"  unit: min/m\n", 1200}, {"  unit: s/m\n", 20}, {"  unit: km/h\n", 0.18}};
    for (size_t i = 0; i < 4; i++) {
        facts_open(&f);
        make("terrain.tif", &metres, 3, 2, six);
        CHECK(read_terrain(unit[i].yaml) == KT_OK);
        const struct kt_terrain *t = &f.st.terrain;
        CHECK(t->nx == 3 && t->ny == 2 && t->x0 == 400000 && t->y0 == 6720000 && t->dx == 1000 &&
              t->dy == 1000);
        CHECK_NEAR((double)t->pace[1], unit[i].pace, 1e-4);
        CHECK(isnan(t->pace[2]) && isnan(t->pace[3]) && isnan(t->pace[4]));
        CHECK(facts_issues(&f, "bad-friction") == 1 &&
              strstr(facts_issue(&f, "bad-friction")->what, "2 cells are zero, negative"));
        CHECK(strstr(facts_issue(&f, "terrain-read")->what, "3 by 2 cells of 1000 by 1000 m, 3 of them"));
        CHECK(f.st.ninput == 1 && f.st.input[0].rows == 6);
        facts_close(&f);
    }
}

KT_TEST(other_systems_are_brought_to_the_study)
{
    static float even[40 * 40];
    for (int i = 0; i < 1600; i++) even[i] = 12;
    facts_open(&f);
    make("terrain.tif", &(struct made){4326, 25, 61, 0.01, true, false}, 40, 40, even);
    CHECK(read_terrain("") == KT_OK);
    const struct kt_terrain *t = &f.st.terrain;
    CHECK(t->nx > 20 && t->ny > 40 && t->dx > 300 && t->dx < 1200 && t->dx == t->dy);
    /* 25.2 E 60.8 N is 402,080 and 6,742,300. */
    int x = (int)((402080 - t->x0) / t->dx), y = (int)((t->y0 - 6742300) / t->dy);
    CHECK(x >= 0 && x < t->nx && y >= 0 && y < t->ny);
    CHECK_NEAR((double)t->pace[y * t->nx + x], 0.72, 1e-6);
    CHECK(isnan(t->pace[0])); /* a corner that the source does not cover */
    CHECK(strstr(facts_issue(&f, "terrain-read")->what, "brought to study.crs"));
    facts_close(&f);
    facts_open(&f); /* rows that run northwards */
    make("terrain.tif", &(struct made){3067, 400000, 6700000, 1000, false, true}, 3, 2, six);
    CHECK(read_terrain("") == KT_OK);
    CHECK(f.st.terrain.nx == 3 && f.st.terrain.ny == 2 && f.st.terrain.y0 == 6702000);
    CHECK_NEAR((double)f.st.terrain.pace[4], 1.2, 1e-6);
    facts_close(&f);
    facts_open(&f); /* no system: the study's, or the one that is told */
    make("terrain.tif", &(struct made){0, 400000, 6720000, 1000, true, true}, 3, 2, six);
    CHECK(read_terrain("  crs: EPSG:3067\n") == KT_OK && f.st.terrain.nx == 3);
    facts_close(&f);
}

KT_TEST(what_is_no_raster_is_refused)
{
    facts_open(&f);
    facts_write(&f, "terrain.tif", "no raster at all");
    CHECK(read_terrain("") == KT_EINPUT);
    CHECK(facts_issues(&f, "unreadable") == 1 && !f.st.terrain.pace);
    facts_close(&f);
    static const struct {
        const char *yaml, *code;
    } bad[] = {
        {"  band: 2\n", "no-band"}, {"  most_cells: 5\n", "too-large"}, {"  crs: EPSG:1\n", "wrong-crs"}};
    for (size_t i = 0; i < 3; i++) {
        facts_open(&f);
        make("terrain.tif", &metres, 3, 2, six);
        CHECK(read_terrain(bad[i].yaml) == KT_EINPUT);
        CHECK(facts_issues(&f, bad[i].code) == 1);
        facts_close(&f);
    }
    static const float none[] = {-9999, -9999, 0, 0, -1, -2};
    facts_open(&f);
    make("terrain.tif", &metres, 3, 2, none);
    CHECK(read_terrain("") == KT_EINPUT && facts_issues(&f, "all-barriers") == 1);
    facts_close(&f);
}

KT_TEST(a_file_cut_short_is_refused)
{
    static float many[200 * 200];
    for (int i = 0; i < 40000; i++) many[i] = (float)(1 + i % 91);
    facts_open(&f);
    make("terrain.tif", &metres, 200, 200, many);
    const char *path = kt_path_join(&f.keep, f.dir, "terrain.tif");
    for (long size = 150000; size > 0; size -= 24000) {
        CHECK(truncate(path, size) == 0);
        CHECK(read_terrain("") == KT_EINPUT);
        CHECK(facts_issues(&f, "read-error") + facts_issues(&f, "unreadable") == 1);
    }
    facts_close(&f);
    CHECK_STR(kt_friction_raster.reads, "terrain");
}

KT_TEST_MAIN
