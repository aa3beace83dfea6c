/* weights: what the builders of spatial weights share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_WEIGHTS_INTERNAL_H
#define KATVE_WEIGHTS_INTERNAL_H

#include <katve/geo.h>
#include <katve/spatial.h>

/* Number of the place of every vertex: vertices within `snap` of each other, chains of them too, are one.
 * place[v] in 0..count-1 by first appearance; *px, *py its first vertex (in `a`). */
size_t kt_snap_vertices(const double *x, const double *y, size_t n, double snap, int32_t *place, double **px,
                        double **py, struct kt_arena *a);
/* kt_weights_make for rows that are known to be symmetric in their pattern and values. */
struct kt_weights kt_weights_symmetric(struct kt_arena *keep, size_t n, const size_t *start,
                                       const int32_t *col, const double *w);

/* A table from 64-bit keys to the numbers 0, 1, 2, ... in order of first insertion. */
struct kt_numbering {
    uint64_t *key;
    int32_t *number; /* -1: empty */
    size_t mask;
    int32_t n;
};
struct kt_numbering kt_numbering_new(struct kt_arena *a, size_t most);
/* The key's number, given now when it is new; with `add` false: -1 when absent. O(1). */
int32_t kt_numbering_get(struct kt_numbering *t, uint64_t key, bool add);

#endif
