/* Bytes of a file, changed a little, the same way each time: for tests that stand in for a fuzzer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_MUTATE_H
#define KATVE_MUTATE_H

#include <katve/rng.h>

#include <string.h>

static inline uint32_t draw(uint32_t round, uint32_t k, uint32_t below)
{
    return (uint32_t)(kt_rng_uniform(20190529, KT_STREAM_BENCH, round, k) * below);
}

/* Overwrites, inserts, deletes or doubles a few bytes, or cuts the file short. */
static inline size_t mutate(char *buf, size_t n, size_t cap, uint32_t round)
{
    static const char spice[] = "\"';,\n\r\t-+.eE09{}[]:\xFF\xC3\x80 =<";
    uint32_t k = 0, times = 1 + draw(round, k++, 8);
    for (uint32_t t = 0; t < times && n > 2; t++) {
        size_t at = draw(round, k, (uint32_t)n), len = 1 + draw(round, k + 1, 6);
        char c = spice[draw(round, k + 2, sizeof spice - 1)];
        if (len > n - at) len = n - at;
        switch (draw(round, k + 3, 5)) {
        case 0: buf[at] = c; break;
        case 1: memset(buf + at, c, len); break;
        case 2: memmove(buf + at, buf + at + len, n - at - len), n -= len; break;
        case 3:
            if (n + len <= cap) memmove(buf + at + len, buf + at, n - at), n += len;
            break;
        default:
            if (draw(round, k + 4, 4) == 0) n = at;
        }
        k += 5;
    }
    return n;
}

#endif
