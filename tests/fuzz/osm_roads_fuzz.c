/* Any bytes at all as an extract of OpenStreetMap, .osm or .pbf. With clang: -fsanitize=fuzzer,address;
 * tests/fault/roads_corpus.c goes the same way without a fuzzer.
 * GDAL's driver prepares 600 SQL statements for each file that it opens, which takes ten times as long as a small file
 * itself. The fuzzer opens one file of each kind, once, and changes its bytes under the driver.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "roads_fuzz.h"

int osm_roads_fuzz(const uint8_t *data, size_t size);

int osm_roads_fuzz(const uint8_t *data, size_t size)
{
    static struct roads_fuzz z;
    if (!z.open) roads_fuzz_start(&z, &kt_osm_roads, "roads.osm", "  snap_m: 2\n");
    roads_fuzz_run(&z, "roads.osm", data, size);
    return 0;
}

#ifndef KT_CORPUS
#include <cpl_vsi.h>
#include <gdal.h>

static const uint8_t *bytes;
static size_t nbyte;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
GDALDatasetH __real_GDALOpenEx(const char *path, unsigned flags, const char *const *drivers,
                               const char *const *options, const char *const *siblings);
GDALDatasetH __wrap_GDALOpenEx(const char *path, unsigned flags, const char *const *drivers,
                               const char *const *options, const char *const *siblings);
CPLErr __real_GDALClose(GDALDatasetH ds);
CPLErr __wrap_GDALClose(GDALDatasetH ds);

static struct {
    const char *path;
    GDALDatasetH ds;
} kept[2] = {{"/vsimem/fuzz.osm", NULL}, {"/vsimem/fuzz.osm.pbf", NULL}};

/* Called by the importer in place of GDALOpenEx: scripts/run-fuzz wraps what is named __wrap_. */
GDALDatasetH __wrap_GDALOpenEx(const char *path, unsigned flags, const char *const *drivers,
                               const char *const *options, const char *const *siblings)
{
    size_t n = strlen(path);
    if (n < 4 || strcmp(path + n - 4, ".osm") != 0)
        return __real_GDALOpenEx(path, flags, drivers, options, siblings);
    int pbf = !memmem(bytes, nbyte < 1024 ? nbyte : 1024, "<osm", 4);
    VSILFILE *f = VSIFOpenL(kept[pbf].path, "wb");
    MUST(f && VSIFWriteL(bytes, 1, nbyte, f) == nbyte);
    VSIFCloseL(f);
    GDALDriverH driver = GDALIdentifyDriver(kept[pbf].path, NULL);
    if (!driver || strcmp(GDALGetDriverShortName(driver), "OSM") != 0) return NULL;
    if (!kept[pbf].ds)
        kept[pbf].ds = __real_GDALOpenEx(kept[pbf].path, flags, drivers, options, siblings);
    else
        OGR_L_ResetReading(GDALDatasetGetLayerByName(kept[pbf].ds, "lines"));
    return kept[pbf].ds;
}

CPLErr __wrap_GDALClose(GDALDatasetH ds)
{
    return ds == kept[0].ds || ds == kept[1].ds ? CE_None : __real_GDALClose(ds);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    bytes = data, nbyte = size;
    return osm_roads_fuzz(data, size);
}
#endif
