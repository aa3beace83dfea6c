/* Presets: what is known of official sources, by key of the study file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

#include <string.h>

static bool of_map(const char *key, const char *map)
{
    size_t n = strlen(map);
    return strncmp(key, map, n) == 0 && key[n] == '.';
}

const struct kt_preset_field *kt_preset_at(const struct kt_preset *p, const char *map, size_t i)
{
    for (size_t k = 0; p && k < p->nfield; k++)
        if (of_map(p->field[k].key, map) && i-- == 0) return &p->field[k];
    return NULL;
}

const char *kt_preset_columns(const struct kt_preset *p, const char *map, const char *key)
{
    for (size_t k = 0; p && k < p->nfield; k++)
        if (of_map(p->field[k].key, map) && kt_streq(p->field[k].key + strlen(map) + 1, key))
            return p->field[k].columns;
    return NULL;
}

const char *kt_preset_synonyms(const struct kt_preset *p, const char *name)
{
    for (size_t k = 0; p && k < p->nfield; k++) {
        size_t n = strcspn(p->field[k].columns, "|");
        if (strlen(name) == n && strncmp(p->field[k].columns, name, n) == 0) return p->field[k].columns;
    }
    return NULL;
}
