/* What writing and checking a manifest agree on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_MANIFEST_INTERNAL_H
#define KATVE_MANIFEST_INTERNAL_H

#include <katve/manifest.h>

#include <jansson.h>

#define KT_CRATE_RUN   "#run"    /* the action: description is the command */
#define KT_CRATE_INPUT "#input/" /* + number: name is the path, description the role */
#define KT_CRATE_APP   "#katve"
#define KT_ROLE_STUDY  "study"

/* The entity with that @id, NULL when absent. */
json_t *kt_crate_find(const json_t *doc, const char *id);
/* Text of a key, "" when absent or no text. */
const char *kt_crate_text(const json_t *entity, const char *key);

#endif
