/* Reading speed of .pbf: 200,000 streets of ten nodes become a network. Beside it, in the same run, GDAL alone (every
 * line of the same file, as it is and in metres, nothing made of them) and where it is installed `osmium fileinfo -e` (every object). The real
 * extract of ../shared too, small as it is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../facts.h"
#include "bench_access.h"
#include "pbf_write.h"

#include <gdal.h>
#include <limits.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <sys/stat.h>

static double size_mb(const char *path)
{
    struct stat sb;
    return stat(path, &sb) == 0 ? (double)sb.st_size / 1e6 : 0;
}

/* Seconds of CPU for reading the file into a study of four zones. */
static double read_with_katve(const char *path, double *wall)
{
    struct facts f;
    facts_open(&f);
    kt_arena_close(f.keep_whole);
    kt_arena_close(f.tmp_whole);
    f.keep = f.keep_whole = kt_arena_open(0);
    f.tmp = f.tmp_whole = kt_arena_open(0);
    facts_write(&f, "zones.geojson", FACTS_FOUR);
    facts_write(&f, "regions.csv", FACTS_REGIONS);
    facts_write(&f, "people.csv", "id,zone,a\n1,005,3\n");
    double cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID);
    *wall = bench_clock(CLOCK_MONOTONIC);
    enum kt_status s =
        facts_read(&f, kt_printf(&f.keep,
                                 FACTS_ZONES_YAML "people:\n  source: people.csv\n"
                                                  "  ages: {\"0-\": a}\nroads:\n  source: %s\n",
                                 path));
    cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    *wall = bench_clock(CLOCK_MONOTONIC) - *wall;
    printf("katve: %s, %.1f MB in %.2f s of CPU, %.1f MB/s; %zu edges between %zu crossings%s\n", path,
           size_mb(path), cpu, size_mb(path) / cpu, f.st.roads.nedge, f.st.roads.nnode,
           s == KT_OK ? "" : " FAILED");
    facts_close(&f);
    return cpu;
}

/* Every line, as it is or in the study's metres; nothing is made of them. */
static void read_with_gdal(const char *path, bool project)
{
    OGRSpatialReferenceH from = OSRNewSpatialReference(NULL), to = OSRNewSpatialReference(NULL);
    (void)OSRImportFromEPSG(from, 4326);
    (void)OSRImportFromEPSG(to, 3067);
    OSRSetAxisMappingStrategy(from, OAMS_TRADITIONAL_GIS_ORDER);
    OGRCoordinateTransformationH metres = OCTNewCoordinateTransformation(from, to);
    double cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID);
    GDALDatasetH ds = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    OGRLayerH layer = GDALDatasetGetLayerByName(ds, "lines");
    size_t n = 0;
    GDALDatasetExecuteSQL(ds, "SET interest_layers = lines", NULL, NULL);
    for (OGRFeatureH row; (row = OGR_L_GetNextFeature(layer)); n++) {
        if (project && OGR_G_Transform(OGR_F_GetGeometryRef(row), metres) != OGRERR_NONE) abort();
        OGR_F_Destroy(row);
    }
    GDALClose(ds);
    cpu = bench_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    printf("GDAL alone%s: %zu lines in %.2f s of CPU, %.1f MB/s\n", project ? ", in metres" : "", n, cpu,
           size_mb(path) / cpu);
    OCTDestroyCoordinateTransformation(metres);
    OSRRelease(from);
    OSRRelease(to);
}

static void read_with_osmium(const char *path)
{
    char line[256];
    struct rusage before, after;
    snprintf(line, sizeof line, "osmium fileinfo -e --no-progress '%s' >/dev/null 2>&1", path);
    getrusage(RUSAGE_CHILDREN, &before);
    if (system(line) != 0) {
        printf("osmium: not installed (osmium-tool)\n");
        return;
    }
    getrusage(RUSAGE_CHILDREN, &after);
    double cpu = (double)(after.ru_utime.tv_sec - before.ru_utime.tv_sec) +
                 1e-6 * (double)(after.ru_utime.tv_usec - before.ru_utime.tv_usec);
    printf("osmium fileinfo -e (decodes only): %.2f s of CPU, %.1f MB/s\n", cpu, size_mb(path) / cpu);
}

int main(void)
{
    (void)kt_tests_end_, (void)kt_failed_checks_, (void)kt_skipped_; /* no tests here: the study alone */
    char folder[] = "/tmp/katve-pbf-XXXXXX", path[512], real[PATH_MAX];
    double wall, other;
    if (!mkdtemp(folder)) return 1;
    snprintf(path, sizeof path, "%s/town.osm.pbf", folder);
    GDALAllRegister();
    pbf_write(path, 200000);
    double cpu = read_with_katve(path, &wall);
    read_with_gdal(path, false);
    read_with_gdal(path, true);
    read_with_osmium(path);
    snprintf(path, sizeof path, "%s/finland/roads_helsinki_centre_2019.osm.pbf",
             kt_test_shared() ? kt_test_shared() : "");
    if (realpath(path, real)) {
        (void)read_with_katve(real, &other);
        read_with_gdal(real, false);
        read_with_gdal(real, true);
        read_with_osmium(real);
    }
    struct rusage use;
    struct kt_err err = {0};
    getrusage(RUSAGE_SELF, &use);
    (void)!kt_rmtree(folder, &err);
    printf("osm_pbf_200k_ways %.3f %.3f %.1f\n", cpu, wall, (double)use.ru_maxrss / 1024);
    return 0;
}
