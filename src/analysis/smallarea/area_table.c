/* area_table: see the header.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "area_table.h"

#include <cpl_string.h>
#include <gdal.h>
#include <ogr_api.h>

struct reader {
    const struct kt_area_table *t;
    struct kt_result *r;
    const struct kt_zones *zones;
    double *const *value;
    int at[KT_AREA_COLUMNS + 1]; /* the code's place, then the numbers' */
    uint8_t *seen;
    struct kt_tally bad;
    size_t used;
};

static const char *word(const struct reader *q, const char *key)
{
    return kt_method_str(q->t->m, q->r->study, key);
}

static enum kt_status refuse(struct reader *q, const char *field, const char *what, const char *remedy,
                             struct kt_err *err)
{
    kt_issues_add(&q->r->issues, KT_ERROR, "area-table", q->bad.file, 0, field, what, remedy);
    return kt_fail(err, KT_EINPUT, "%s: %s; %s", q->bad.file, what, remedy);
}

static enum kt_status find_columns(struct reader *q, OGRLayerH layer, struct kt_err *err)
{
    for (size_t k = 0; k <= q->t->ncolumn; k++) {
        const char *key = k ? q->t->column[k - 1] : q->t->area, *name = word(q, key);
        q->at[k] = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), name);
        if (q->at[k] < 0)
            return refuse(q, name, kt_printf(q->r->keep, "the table has no column %s", name),
                          kt_printf(q->r->keep, "name it with methods.%s.%s", q->t->m->name, key), err);
    }
    return KT_OK;
}

static void read_row(struct reader *q, OGRFeatureH f, long row)
{
    const char *code = OGR_F_GetFieldAsString(f, q->at[0]), *wrong = NULL;
    struct kt_arena *a = q->r->keep;
    int32_t z = kt_zone_find(q->zones, code);
    double v[KT_AREA_COLUMNS];
    if (z < 0) {
        kt_tally_put(&q->r->issues, &q->bad, row, kt_printf(a, "no zone has the code %s", code));
        return;
    }
    for (size_t k = 0; k < q->t->ncolumn; k++)
        if (!kt_parse_num(OGR_F_GetFieldAsString(f, q->at[k + 1]), &v[k])) return; /* blank or "..": no row */
    if (q->t->wrong) wrong = q->t->wrong(v);
    if (!wrong && q->seen[z]) wrong = "the area is there twice; the first row counts";
    if (wrong) {
        kt_tally_put(&q->r->issues, &q->bad, row, kt_printf(a, "%s: %s, not %g", code, wrong, v[0]));
        return;
    }
    q->seen[z] = 1;
    q->used++;
    for (size_t k = 0; k < q->t->ncolumn; k++) q->value[k][z] = v[k];
}

enum kt_status kt_area_table_read(const struct kt_area_table *t, struct kt_result *r, size_t lv,
                                  double *const *value, size_t *n, struct kt_err *err)
{
    struct reader q = {.t = t, .r = r, .zones = &r->study->level[lv], .value = value};
    q.bad = (struct kt_tally){KT_WARNING, "area-row", word(&q, t->file), word(&q, t->area), t->remedy, 0};
    q.seen = KT_NEW(r->keep, uint8_t, q.zones->n + 1);
    GDALAllRegister();
    /* Without type detection codes keep their leading zeros. */
    GDALDatasetH ds = GDALOpenEx(q.bad.file, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
    OGRLayerH layer = ds ? GDALDatasetGetLayer(ds, 0) : NULL;
    enum kt_status status = layer ? find_columns(&q, layer, err)
                                  : refuse(&q, t->file, "the table can't be read",
                                           "give a table that GDAL opens, such as CSV", err);
    long row = 1; /* the heading */
    if (status == KT_OK)
        for (OGRFeatureH f; (f = OGR_L_GetNextFeature(layer)) != NULL; OGR_F_Destroy(f))
            read_row(&q, f, ++row);
    kt_tally_end(&r->issues, &q.bad);
    if (ds) GDALClose(ds);
    *n = q.used;
    return status;
}
