/* Bytes of a large file through one buffer; texts each kept once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cube_internal.h"

#include <stdlib.h>
#include <string.h>

enum kt_status kt_bytes_open(struct kt_bytes *b, const char *path, struct kt_err *err)
{
    *b = (struct kt_bytes){.f = fopen(path, "rb")};
    if (!b->f) return kt_fail_at(err, KT_EIO, path, 0, "can't be opened; check who may read it");
    setvbuf(b->f, NULL, _IONBF, 0);
    b->buf = malloc(KT_BYTES + 1);
    if (!b->buf) {
        kt_bytes_close(b);
        return kt_fail_at(err, KT_ELIMIT, path, 0, "out of memory");
    }
    kt_bytes_rewind(b);
    return KT_OK;
}

void kt_bytes_close(struct kt_bytes *b)
{
    if (b->f) fclose(b->f);
    free(b->buf);
    *b = (struct kt_bytes){0};
}

void kt_bytes_rewind(struct kt_bytes *b)
{
    rewind(b->f);
    b->at = b->n = b->read = 0;
    b->buf[0] = '\0';
    b->line = 1;
    if (kt_bytes_peek(b) >= 0 && b->n >= 3 && memcmp(b->buf, "\xEF\xBB\xBF", 3) == 0) b->at = 3;
}

int kt_bytes_fill(struct kt_bytes *b)
{
    if (!b->f) return -1;
    b->n = fread(b->buf, 1, KT_BYTES, b->f);
    b->buf[b->n] = '\0';
    b->at = 0;
    b->read += b->n;
    return b->n ? b->buf[0] : -1;
}

bool kt_bytes_more(struct kt_bytes *b)
{
    if (b->at == 0) return false;
    size_t left = b->n - b->at;
    memmove(b->buf, b->buf + b->at, left);
    size_t got = fread(b->buf + left, 1, KT_BYTES - left, b->f);
    b->at = 0;
    b->n = left + got;
    b->buf[b->n] = '\0';
    b->read += got;
    return got > 0;
}

static uint32_t hash(const char *s)
{
    uint32_t h = 2166136261u;
    for (; *s; s++) h = (h ^ (unsigned char)*s) * 16777619u;
    return h;
}

static void grow(struct kt_pool *p)
{
    size_t cap = p->cap ? 2 * p->cap : 64;
    const char **text = KT_NEW(p->a, const char *, cap);
    if (p->n) memcpy(text, p->text, p->n * sizeof *text);
    p->text = text;
    p->cap = cap;
    p->slot = KT_NEW(p->a, uint32_t, 2 * cap);
    for (size_t i = 0; i < p->n; i++) {
        size_t h = hash(text[i]) % (2 * cap);
        while (p->slot[h]) h = (h + 1) % (2 * cap);
        p->slot[h] = (uint32_t)i + 1;
    }
}

size_t kt_pool_row(struct kt_pool *p, const char *s, bool add)
{
    if (p->n) {
        if (strcmp(p->text[p->last], s) == 0) return p->last;
        size_t next = p->last + 1 < p->n ? p->last + 1 : 0;
        if (strcmp(p->text[next], s) == 0) return p->last = next;
    }
    if (p->n == p->cap) grow(p);
    size_t h = hash(s) % (2 * p->cap);
    for (; p->slot[h]; h = (h + 1) % (2 * p->cap))
        if (strcmp(p->text[p->slot[h] - 1], s) == 0) return p->last = p->slot[h] - 1;
    if (!add || p->n >= KT_CUBE_ITEMS_MAX) return SIZE_MAX;
    p->text[p->n] = kt_strdup(p->a, s);
    p->slot[h] = (uint32_t)p->n + 1;
    return p->last = p->n++;
}
