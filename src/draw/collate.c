/* collate: names in the order of the reader's alphabet, by ICU.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/draw.h>

#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

struct key {
    uint8_t *bytes;
    size_t row;
};

/* Sort keys compare as bytes; equal names keep their order. */
static int by_key(const void *pa, const void *pb)
{
    const struct key *a = pa, *b = pb;
    int c = strcmp((const char *)a->bytes, (const char *)b->bytes);
    return c ? c : (a->row > b->row) - (a->row < b->row);
}

void kt_order_names(enum kt_lang lang, const char *const *name, size_t n, size_t *order, struct kt_arena tmp)
{
    static const char *const locale[KT_NLANG] = {"fi", "sv", "en"};
    UErrorCode e = U_ZERO_ERROR;
    UCollator *c = ucol_open(locale[lang], &e);
    struct key *key = KT_NEW(&tmp, struct key, n);
    for (size_t i = 0; i < n; i++) {
        int32_t cap = (int32_t)strlen(name[i]) + 1, len = 0;
        UChar *wide = KT_NEW(&tmp, UChar, (size_t)cap);
        UErrorCode bad = U_ZERO_ERROR;
        u_strFromUTF8(wide, cap, &len, name[i], -1, &bad);
        /* Without collation data: by bytes, which is still an order. */
        int32_t room = c && U_SUCCESS(bad) ? ucol_getSortKey(c, wide, len, NULL, 0) : 0;
        key[i] =
            (struct key){room ? KT_NEW(&tmp, uint8_t, (size_t)room) : (uint8_t *)kt_strdup(&tmp, name[i]), i};
        if (room) ucol_getSortKey(c, wide, len, key[i].bytes, room);
    }
    if (c) ucol_close(c);
    if (n > 1) qsort(key, n, sizeof *key, by_key);
    for (size_t i = 0; i < n; i++) order[i] = key[i].row;
}
