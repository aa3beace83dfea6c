/* init_tables: the sample tables that `katve init` writes, made from a small invented land.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_INIT_TABLES_H
#define KATVE_INIT_TABLES_H

#include <stddef.h>
#include <stdio.h>

struct init_table {
    const char *name;
    void (*write)(FILE *to);
};
extern const struct init_table init_table[];
extern const size_t init_table_count;

#endif
