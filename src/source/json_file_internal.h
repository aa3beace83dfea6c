/* json_file: a JSON document from a file, with or without the byte order mark that Windows programs put first.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_JSON_FILE_INTERNAL_H
#define KATVE_JSON_FILE_INTERNAL_H

#include <jansson.h>

/* NULL and *why when it is none, or can't be opened. */
json_t *kt_json_file(const char *path, size_t flags, json_error_t *why);

#endif
