/* found: what searches from sites find at cells, whatever they searched, as the costs of a mode.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_FOUND_INTERNAL_H
#define KATVE_FOUND_INTERNAL_H

#include "model/travel/network_internal.h"

/* Pairs of one thread, site after site, costs in milliseconds; beyond `most` they are counted only. */
struct kt_found {
    size_t n, cap, most;
    struct kt_found_pair {
        int32_t cell, cost;
    } * pair;
    struct kt_found_site {
        int32_t site;
        size_t first; /* of its pairs; they end where the next site's begin */
    } * site;
    size_t nsite, site_cap;
};

/* The pairs that follow are this site's; each site comes once, whatever thread it is. */
void kt_found_begin(struct kt_found *f, int32_t site);
/* Makes room for one more. */
void kt_found_grow(struct kt_found *f);
static inline void kt_found_add(struct kt_found *f, int32_t cell, int32_t cost)
{
    if (f->n < f->most) {
        if (f->n == f->cap) kt_found_grow(f);
        f->pair[f->n] = (struct kt_found_pair){cell, cost};
    }
    f->n++;
}

/* Rows of cells with ascending sites out of what all threads found, which is freed: threads leave no trace. More
 * than `most`: nnz says how many, nothing is stored. O(pairs + sites). */
void kt_found_rows(struct kt_found *found, size_t nthread, size_t ncell, size_t nsite, double fixed_min,
                   size_t most, struct kt_csr *pairs, struct kt_arena *keep, struct kt_arena tmp);

/* A search for the two nearest sites: room for where it begins, two starts a site, and for what it finds at every
 * node. */
struct kt_two {
    struct kt_start *start;
    uint32_t *first;
    int32_t *cost[2], *site[2];
};
struct kt_two kt_two_new(size_t nnode, size_t nsite, struct kt_arena *tmp);
/* One start for every perch of a site that has a node. */
void kt_two_starts(struct kt_two *two, const struct kt_perch *site, size_t nsite);
/* From what was found at the nodes of the cells' perches: nearest and second nearest site of every cell in minutes, fixed_min added. */
void kt_two_costs(const struct kt_two *two, const struct kt_network *n, size_t ncell, double fixed_min,
                  struct kt_costs *costs, struct kt_arena *keep);

#endif
