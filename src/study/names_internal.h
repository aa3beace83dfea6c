/* names: the forms of a name that are compared.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_NAMES_INTERNAL_H
#define KATVE_NAMES_INTERNAL_H

#include <katve/names.h>

enum { KT_NAME_MAX = 400, KT_NAME_FORMS = 12, KT_NAME_PARTS = 4 };

/* NFKC, case folded, one kind of dash, single blanks, no marks at the ends; "" when there is no such form
 * (not UTF-8, or too long). `out` holds KT_NAME_MAX bytes. */
void kt_name_key(const char *text, char *out);
/* A key without combining marks: "jamsa". */
void kt_name_undotted(const char *key, char *out);
/* UTF-8 that went through ISO-8859-1, brought back; false when it is no such text. */
bool kt_name_decoded(const char *text, char *out);
/* Finnish genitives that a key may have, up to KT_NAME_FORMS; returns how many. Several, because
 * the ending alone does not tell the stem. */
size_t kt_name_genitives(const char *key, char out[KT_NAME_FORMS][KT_NAME_MAX]);
/* Takes words of kind off a key; false when there are none. */
bool kt_name_bare(const char *key, char *out);
/* Parts of parallel names: at " - ", "/", brackets, commas; without such marks at a hyphen, *hyphen set. */
size_t kt_name_parts(const char *key, char part[KT_NAME_PARTS][KT_NAME_MAX], bool *hyphen);
/* A leading code ("ku049 espoo", "01 uusimaa", "49"): its digits and what follows. */
bool kt_name_code(const char *key, char *digits, const char **rest);
/* A word for the whole. */
bool kt_name_total(const char *key);

#endif
