/* A GeoPackage in the making.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_GPKG_INTERNAL_H
#define KATVE_GPKG_INTERNAL_H

#include "report/export/export_internal.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

struct kt_pack {
    const struct kt_export *x;
    const char *path;
    char **options; /* of every layer */
    GDALDatasetH ds;
    OGRSpatialReferenceH srs;
    const struct kt_vcol **col; /* columns of the layer at hand */
    size_t ncol;
    size_t nfeature[KT_LEVELS_MAX + 4]; /* written, by layer: checked after closing */
    const char *layer[KT_LEVELS_MAX + 4];
    size_t nlayer;
    struct kt_arena tmp;
};

enum kt_status kt_pack_failed(const struct kt_pack *p, const char *doing, struct kt_err *err);
bool kt_pack_field(OGRLayerH layer, const char *name, OGRFieldType type);
/* The layers of every level, cells and sites. */
KT_MUST enum kt_status kt_pack_layers(struct kt_pack *p, struct kt_err *err);
/* layer_styles: for every layer and classed column QML and SLD. */
KT_MUST enum kt_status kt_pack_styles(struct kt_pack *p, struct kt_err *err);
/* gpkg_data_columns: the titles. */
KT_MUST enum kt_status kt_pack_titles(struct kt_pack *p, struct kt_err *err);

#endif
