/* Questions to the tree of a study file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings_internal.h"

#include <stdlib.h>
#include <string.h>

bool kt_node_is_null(const struct kt_node *node)
{
    static const char *const null[] = {"", "~", "null", "Null", "NULL"};
    if (node->kind != KT_NODE_TEXT || !node->plain) return false;
    for (size_t i = 0; i < sizeof null / sizeof *null; i++)
        if (kt_streq(node->text, null[i])) return true;
    return false;
}

const struct kt_node *kt_node_get(const struct kt_node *map, const char *key)
{
    if (!map || map->kind != KT_NODE_MAP) return NULL;
    for (size_t i = 0; i < map->n; i++)
        if (kt_streq(map->key[i]->text, key)) return map->item[i];
    return NULL;
}

struct ranked {
    const struct kt_node *key;
    size_t at;
};

static int by_text_then_place(const void *pa, const void *pb)
{
    const struct ranked *a = pa, *b = pb;
    int c = strcmp(a->key->text, b->key->text);
    return c ? c : (a->at > b->at) - (a->at < b->at);
}

/* Sorting keeps this short for a map of any size. */
void kt_node_duplicates(struct kt_reading *rd, const struct kt_node *map, const char *prefix)
{
    struct ranked *r = KT_NEW(rd->keep, struct ranked, map->n);
    for (size_t i = 0; i < map->n; i++) r[i] = (struct ranked){map->key[i], i};
    if (map->n > 1) qsort(r, map->n, sizeof *r, by_text_then_place);
    size_t first = 0;
    for (size_t i = 1; i < map->n; i++) {
        const struct kt_node *key = r[i].key;
        if (!kt_streq(key->text, r[first].key->text))
            first = i;
        else
            kt_problem(
                rd, key->file, key->line, "duplicate-key", kt_key_path(rd, prefix, key->text),
                kt_printf(rd->keep, "duplicate key; it stands on line %ld already", r[first].key->line),
                "keep one of the two");
    }
}
