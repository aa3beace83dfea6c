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
