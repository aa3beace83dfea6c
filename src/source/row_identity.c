/* Identity of a source that is no file (a database, a service): a checksum over what its rows hold, in
 * whatever order they come. The sum of the rows' SHA-256, modulo 2^256, does not depend on the order, and
 * rows that come twice count twice.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

#include <cpl_vsi.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put(struct sha256_ctx *ctx, const void *data, size_t n)
{
    /* The length goes first, so that "ab","c" differs from "a","bc". */
    uint64_t length = n;
    sha256_update(ctx, sizeof length, (const uint8_t *)&length);
    sha256_update(ctx, n, data);
}

void kt_row_identity_add(struct kt_vector *v)
{
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    int n = OGR_F_GetFieldCount(v->row);
    for (int i = 0; i < n; i++) {
        const char *name = OGR_Fld_GetNameRef(OGR_F_GetFieldDefnRef(v->row, i));
        bool set = OGR_F_IsFieldSetAndNotNull(v->row, i);
        const char *text = set ? OGR_F_GetFieldAsString(v->row, i) : "\1null";
        put(&ctx, name, strlen(name));
        put(&ctx, text, strlen(text));
    }
    OGRGeometryH g = OGR_F_GetGeometryRef(v->row);
    size_t size = g ? (size_t)OGR_G_WkbSize(g) : 0;
    unsigned char *wkb = size ? malloc(size) : NULL;
    if (wkb && OGR_G_ExportToWkb(g, wkbNDR, wkb) == OGRERR_NONE) put(&ctx, wkb, size);
    free(wkb);
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&ctx, sizeof digest, digest);
    unsigned carry = 0;
    for (size_t i = 0; i < sizeof digest; i++) {
        carry += (unsigned)v->identity[i] + digest[i];
        v->identity[i] = (uint8_t)carry;
        carry >>= 8;
    }
}

void kt_row_identity_close(struct kt_vector *v)
{
    struct kt_input *in = &v->st->input[v->input_at];
    uint8_t all[sizeof v->identity + 8];
    uint64_t rows = v->nread;
    memcpy(all, v->identity, sizeof v->identity);
    memcpy(all + sizeof v->identity, &rows, sizeof rows);
    kt_sha256_bytes(all, sizeof all, in->sha256);
    in->by_rows = true;
}
