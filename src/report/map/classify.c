/* classify: from a view's column to the class of every zone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/map.h>

static int class_at(const struct kt_vcol *col, const struct kt_scale *sc, size_t z)
{
    if (col->mark && col->mark[z] == KT_SUPPRESSED) return KT_CLASS_HIDDEN;
    if (col->mark && col->mark[z] == KT_MISSING) return KT_CLASS_NONE;
    return kt_scale_class(sc, col->value[z]);
}

void kt_classes_of(const struct kt_vcol *col, const struct kt_scale *sc, int *cls)
{
    for (size_t z = 0; z < col->n; z++) cls[z] = class_at(col, sc, z);
}

void kt_classes_pair(const struct kt_vcol *need, const struct kt_scale *need_scale,
                     const struct kt_vcol *supply, const struct kt_scale *supply_scale, int *cls)
{
    for (size_t z = 0; z < need->n; z++) {
        int n = class_at(need, need_scale, z), s = class_at(supply, supply_scale, z);
        if (n == KT_CLASS_HIDDEN || s == KT_CLASS_HIDDEN)
            cls[z] = KT_CLASS_HIDDEN;
        else if (n < 0 || s < 0)
            cls[z] = KT_CLASS_NONE;
        else
            cls[z] = s * 3 + n;
    }
}

void kt_uncertain_of(const struct kt_vcol *col, double cv, uint8_t *out)
{
    for (size_t z = 0; z < col->n; z++) {
        double half = col->lower && col->upper ? (col->upper[z] - col->lower[z]) / 2 : 0;
        out[z] = half / 1.959963984540054 > cv * fabs(col->value[z]);
    }
}
