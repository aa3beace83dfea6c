/* px: the statements of a PC-Axis heading, as px_head.c reads them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_PX_INTERNAL_H
#define KATVE_PX_INTERNAL_H

#include "cube_internal.h"

/* KEYWORD[lang]("sub",...)="value","value"; texts as bytes of the file until the code page is known. */
struct kt_px_statement {
    const char *key, *lang; /* lang "" when none */
    size_t nsub, n;
    const char *sub[2];
    const char **value;
    bool timelist; /* values began with TLIST */
};

struct kt_px {
    struct kt_bytes b;
    struct kt_px_statement *item; /* those that matter */
    size_t n, cap;
    bool keyed[KT_CUBE_DIMS]; /* KEYS: rows of DATA begin with this dimension's code or value */
    bool by_code[KT_CUBE_DIMS];
    size_t nkeyed;
    const char *nil; /* DATASYMBOLNIL */
};

/* Reads statements up to DATA=; refuses a heading that breaks off or is too large. */
KT_MUST enum kt_status kt_px_head(struct kt_cube *c, struct kt_px *px, struct kt_err *err);

#endif
