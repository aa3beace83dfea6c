/* Zones must not share ground: nobody lives in two of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

static const double SHARE_MAX = 0.01; /* of the smaller zone; below it, borders drawn at unequal scales */

void kt_outline_overlaps(struct kt_study *st, OGRGeometryH *g, const char *const *code, size_t n,
                         const char *file, struct kt_arena tmp)
{
    struct kt_tally t = {KT_WARNING,
                         "zones-overlap",
                         file,
                         "",
                         "Repair the outlines; a place in both counts for the first code.",
                         0};
    OGREnvelope *box = KT_NEW(&tmp, OGREnvelope, n);
    double *west = kt_doubles(&tmp, n, NAN);
    size_t *order = KT_NEW(&tmp, size_t, n);
    for (size_t z = 0; z < n; z++)
        if (g[z]) OGR_G_GetEnvelope(g[z], &box[z]), west[z] = box[z].MinX;
    kt_order(west, n, order);
    for (size_t i = 0; i < n && g[order[i]]; i++) {
        for (size_t j = i + 1; j < n; j++) {
            size_t a = order[i], b = order[j];
            if (!g[b] || box[b].MinX >= box[a].MaxX) break;
            if (box[b].MinY >= box[a].MaxY || box[b].MaxY <= box[a].MinY) continue;
            if (!OGR_G_Overlaps(g[a], g[b]) && !OGR_G_Contains(g[a], g[b]) && !OGR_G_Contains(g[b], g[a]))
                continue;
            OGRGeometryH both = OGR_G_Intersection(g[a], g[b]);
            double shared = both ? OGR_G_Area(both) : 0.0, less = fmin(OGR_G_Area(g[a]), OGR_G_Area(g[b]));
            if (both) OGR_G_DestroyGeometry(both);
            if (shared > SHARE_MAX * less)
                kt_tally_add(st, &t, 0, "zones %.40s and %.40s share %.1f km2", code[a], code[b],
                             shared / 1e6);
        }
    }
    kt_tally_close(st, &t);
}
