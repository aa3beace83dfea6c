/* travel, inside: the pairs that wait for the freeze.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TRAVEL_INTERNAL_H
#define KATVE_TRAVEL_INTERNAL_H

#include <katve/travel.h>

enum { KT_TRAVEL_GROUPS_MAX = 4096, KT_TRAVEL_CHUNK = 1 << 15 };

struct kt_travel_chunk {
    struct kt_travel_chunk *next;
    size_t n;
    struct {
        int32_t from, to;
        double cost;
    } pair[KT_TRAVEL_CHUNK];
};

/* Ids in the order they were met, found by open addressing. */
struct kt_travel_ids {
    size_t n, cap;
    const char **id;
    long *row;
    int32_t *slot; /* 2 × cap: number + 1, 0 empty */
};

struct kt_travel_read {
    struct kt_arena whole, arena;         /* its own, closed when the study is frozen */
    struct kt_arena chunks_whole, chunks; /* closed as soon as the last mode's pairs have their rows */
    struct kt_travel_ids end[2];          /* by enum kt_travel_end */
    size_t ngroup;
    struct kt_travel_group group[KT_TRAVEL_GROUPS_MAX];
    struct kt_travel_chunk *first[KT_TRAVEL_GROUPS_MAX], *last[KT_TRAVEL_GROUPS_MAX];
};

#endif
