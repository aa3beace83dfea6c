/* A short run of a fuzz target without a fuzzer: its corpus, then the same files with bytes changed by a
 * generator of fixed seed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_CORPUS_H
#define KATVE_TESTS_CORPUS_H

#include "test.h"

static inline uint32_t corpus_draw(uint32_t *state)
{
    *state ^= *state << 13, *state ^= *state >> 17, *state ^= *state << 5;
    return *state;
}

/* Number of files, each run as it is and `rounds` times changed. */
static inline size_t corpus_run(const char *dir, int rounds, int (*target)(const uint8_t *, size_t))
{
    struct kt_arena whole = kt_arena_open((size_t)64 << 20), a = whole;
    struct kt_err err = {0};
    char **name;
    size_t n = 0;
    uint32_t state = 20190529;
    CHECK(kt_list_files(dir, &a, &name, &n, &err) == KT_OK);
    for (size_t i = 0; i < n; i++) {
        struct kt_arena tmp = a;
        char *text;
        size_t size;
        CHECK(kt_slurp(kt_path_join(&tmp, dir, name[i]), &tmp, &text, &size, &err) == KT_OK);
        target((const uint8_t *)text, size);
        char *changed = kt_alloc(&tmp, size + 1, 1);
        for (int r = 0; r < rounds && size > 1; r++) {
            memcpy(changed, text, size);
            for (uint32_t k = corpus_draw(&state) % 6; k > 0; k--)
                changed[1 + corpus_draw(&state) % (size - 1)] = (char)corpus_draw(&state);
            target((const uint8_t *)changed, corpus_draw(&state) % 8 ? size : 1 + corpus_draw(&state) % size);
        }
    }
    kt_arena_close(whole);
    return n;
}

#endif
