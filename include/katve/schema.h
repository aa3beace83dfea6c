/* schema: the sections of a study file that belong to no importer and no method.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_SCHEMA_H
#define KATVE_SCHEMA_H

#include <katve/settings.h>

/* "study", "report", "export" and "run". The catalogue adds the tables and methods. */
extern const struct kt_section kt_core_section[];
extern const size_t kt_ncore_section;

#endif
