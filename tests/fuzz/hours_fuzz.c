/* Any bytes at all as opening hours: a week that is sound, or a refusal that names a character of the text.
 * With clang: -fsanitize=fuzzer,address,undefined; tests/fault/format_mutations.c goes the same way without.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/hours.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(x)            \
    do {                   \
        if (!(x)) abort(); \
    } while (0)

static size_t characters(const char *s)
{
    size_t n = 0;
    for (; *s; s++) n += ((unsigned char)*s & 0xC0) != 0x80;
    return n;
}

/* The written week must read as itself. */
static void read_again(const struct kt_hours *h, struct kt_arena *keep, struct kt_arena tmp)
{
    struct kt_hours again;
    struct kt_hours_refusal no;
    MUST(kt_hours_osm(h->text, keep, tmp, &again, &no));
    MUST(again.week == h->week && memcmp(again.share, h->share, sizeof h->share) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct kt_arena keep_whole, tmp;
    if (!keep_whole.beg) keep_whole = kt_arena_open((size_t)1 << 24), tmp = kt_arena_open((size_t)1 << 22);
    struct kt_arena keep = keep_whole;
    char *text = kt_alloc(&keep, size + 1, 1);
    memcpy(text, data, size);
    text[size] = '\0';
    struct kt_hours h;
    struct kt_hours_refusal no = {0};
    if (!kt_hours_osm(text, &keep, tmp, &h, &no)) {
        MUST(no.at >= 1 && no.at <= characters(text) + 1 && *no.why && kt_utf8_valid(no.why));
        return 0;
    }
    MUST(h.at_least >= 0 && h.at_least <= 168);
    double sum = 0;
    for (size_t i = 0; i < 168; i++) {
        MUST(isnan(h.share[i]) == isnan(h.week) && !(h.share[i] < 0) && !(h.share[i] > 1));
        sum += h.share[i];
    }
    if (isnan(h.week)) return 0;
    MUST(fabs(sum - h.week) < 1e-4 && h.week == h.at_least && h.text);
    read_again(&h, &keep, tmp);
    return 0;
}
