/* The codes and names of a level from a table, as zones without outlines; for tests that need all
 * municipalities.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_ZONE_LIST_H
#define KATVE_TESTS_ZONE_LIST_H

#include <katve/study.h>

#include <gdal.h>
#include <ogr_api.h>

/* False when the table can't be opened. */
static inline bool zone_list(const char *path, const char *code, struct kt_zones *zs, struct kt_arena *keep)
{
    static const char *const name[KT_NLANG] = {"name_fi", "name_sv", "name_en"};
    GDALAllRegister();
    GDALDatasetH ds = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    if (!ds) return false;
    OGRLayerH layer = GDALDatasetGetLayer(ds, 0);
    size_t n = (size_t)OGR_L_GetFeatureCount(layer, 1);
    *zs = (struct kt_zones){.level_id = "municipality", .code = KT_NEW(keep, const char *, n)};
    for (int l = 0; l < KT_NLANG; l++) zs->name[l] = KT_NEW(keep, const char *, n);
    for (OGRFeatureH f; (f = OGR_L_GetNextFeature(layer)); zs->n++) {
        zs->code[zs->n] = kt_strdup(keep, OGR_F_GetFieldAsString(f, OGR_F_GetFieldIndex(f, code)));
        for (int l = 0; l < KT_NLANG; l++)
            zs->name[l][zs->n] = kt_strdup(keep, OGR_F_GetFieldAsString(f, OGR_F_GetFieldIndex(f, name[l])));
        OGR_F_Destroy(f);
    }
    GDALClose(ds);
    return true;
}

#endif
