/* JSON documents from files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_file_internal.h"

#include <stdio.h>
#include <string.h>

json_t *kt_json_file(const char *path, size_t flags, json_error_t *why)
{
    FILE *f = fopen(path, "rb");
    if (!f) return json_load_file(path, flags, why); /* it says why */
    char head[3];
    if (fread(head, 1, 3, f) != 3 || memcmp(head, "\xEF\xBB\xBF", 3) != 0) rewind(f);
    json_t *root = json_loadf(f, flags, why);
    fclose(f);
    return root;
}
