/* zones: levels of areas, read plainly or by a preset.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_ZONES_INTERNAL_H
#define KATVE_ZONES_INTERNAL_H

#include "vector_internal.h"

KT_MUST enum kt_status kt_zones_run(struct kt_study *st, const char *section, const struct kt_preset *preset,
                                    struct kt_arena tmp, struct kt_err *err);
enum { KT_ZONES_NPARAM = 20 };
extern const struct kt_param kt_zones_param[KT_ZONES_NPARAM];

#endif
