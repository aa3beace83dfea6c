/* travel_cache: what a search along roads found, kept for the next run.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TRAVEL_CACHE_INTERNAL_H
#define KATVE_TRAVEL_CACHE_INTERNAL_H

#include "model/travel/network_internal.h"

/* What a search is about; all of it goes into the key. */
struct kt_search {
    const struct kt_study *st;
    const uint8_t *use;            /* sites searched from */
    struct kt_network_rules rules; /* across country: far_m alone */
    int neighbours;                /* directions across country; 0: along roads */
    double max_min, fixed_min;
    size_t most; /* pairs that may be held */
};

/* Of a file's content; another one when its arrays change. */
#define KT_TRAVEL_FORMAT "katve travel 2\n"

/* Hex SHA-256 of katve's version, the file's format, roads or terrain, places of cells and sites, and the search.
 * O(size of the facts). */
void kt_travel_key(const struct kt_search *s, char key[65]);
/* Of a file of a graph. */
#define KT_ROADS_FORMAT "katve roads 1\n"
/* The same of all that the graph of a mode depends on: roads without their shapes, speeds and ferries. */
void kt_roads_key(const struct kt_roads *r, const struct kt_network_rules *q, char key[65]);
/* Fills perches, counts of parts, pairs and nearest sites from the folder's file of that key. False: there
 * is none, or it is damaged, which cache->damaged counts; nothing is filled then. O(its size). */
bool kt_travel_cache_read(struct kt_cache *cache, const char *key, const struct kt_search *s,
                          struct kt_network *n, struct kt_costs *costs, struct kt_arena *keep,
                          struct kt_arena tmp);
/* Writes them, complete or not at all, and drops all but the KT_CACHE_FILES files used last. A folder that
 * can't be written is no reason to fail: the next run searches again. */
void kt_travel_cache_write(struct kt_cache *cache, const char *key, const struct kt_search *s,
                           const struct kt_network *n, const struct kt_costs *costs, struct kt_arena tmp);

enum { KT_CACHE_FILES = 12, KT_ROADS_FILES = 6 };

#endif
