/* water_areas: lakes and other water as polygons of any source, for the maps alone; nothing is counted on them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

static OGRGeometryH area_of(struct kt_vector *v)
{
    OGRGeometryH g = OGR_F_StealGeometry(v->row);
    if (!g) return NULL;
    if (!kt_place_geometry(v, g)) {
        OGR_G_DestroyGeometry(g);
        return NULL;
    }
    bool repaired; /* of no account: a lake is only a picture */
    struct kt_vector_log before = v->log;
    g = kt_outline_valid(g, &repaired);
    v->log = before;
    return g;
}

static enum kt_status read_areas(struct kt_vector *v, struct kt_arena *tmp, struct kt_err *err)
{
    OGRGeometryH *g = KT_NEW(tmp, OGRGeometryH, v->nrow);
    size_t n = 0;
    struct kt_tally none = {
        KT_WARNING, "no-area", v->file, "", "Give a layer of polygons, in a known reference system.", 0};
    while (kt_vector_next(v)) {
        OGRGeometryH area = area_of(v);
        if (area)
            g[n++] = area;
        else
            kt_tally_add(v->st, &none, v->rowno, "no water is drawn: the row has no usable polygon");
    }
    kt_tally_close(v->st, &none);
    v->st->water.geom = kt_outline_flatten(g, n, v->st->keep, *tmp);
    v->st->water.n = n;
    for (size_t i = 0; i < n; i++) OGR_G_DestroyGeometry(g[i]);
    if (n) return KT_OK;
    return kt_study_refuse(v->st, err, "no-water", v->file, 0, "", "Name the layer with the lakes' polygons.",
                           "none of the %zu rows is a polygon", v->nread);
}

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    struct kt_vector v;
    struct kt_vector_source src = kt_vector_section(st, section, "water", &tmp);
    const char *all = kt_section_str(st, section, "credit", tmp);
    st->water = (struct kt_water){0};
    for (int l = 0; l < KT_NLANG; l++) {
        const char *own = kt_section_str(st, section, kt_credit_key[l], tmp);
        st->water.credit[l] = kt_strdup(st->keep, *own ? own : all);
    }
    enum kt_status status = kt_vector_open(&v, st, &src, &tmp, err);
    if (status == KT_OK) status = read_areas(&v, &tmp, err);
    return kt_vector_close(&v, status, err);
}

static const struct kt_param params[] = {
    {"source", KT_T_PATH, "", NULL, 0, 0, NULL, "Polygons of lakes and other water."},
    KT_SOURCE_PARAMS,
    {"credit", KT_T_STR, "", "", 0, 0, NULL,
     "Who made them, where every language says it alike; printed below the maps."},
    KT_CREDIT_PARAMS("them"),
};

const struct kt_importer kt_water_areas = {
    .name = "water_areas",
    .summary = "Lakes and other water, drawn on the maps: polygons of any source.",
    .reads = "water",
    .source = "Any GDAL vector source of polygons",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
