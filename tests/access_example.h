/* access_example: the examples of peers' own documentation, as markets of stored costs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ACCESS_EXAMPLE_H
#define ACCESS_EXAMPLE_H

#include "test.h"

#include <katve/measures.h>

#include <jansson.h>

enum { MOST = 32 };

static size_t agreed;

struct example {
    double need[MOST], supply[MOST];
    size_t start[MOST + 1];
    int32_t col[MOST * MOST];
    float val[MOST * MOST];
    double cost[MOST * MOST];
    struct kt_market in;
};
static struct example e;

static inline json_t *load(const char *name)
{
    char path[512];
    if (!kt_test_shared()) return NULL;
    snprintf(path, sizeof path, "%s/golden/access/%s", kt_test_shared(), name);
    return json_load_file(path, 0, NULL);
}

static inline double at(const json_t *array, size_t i)
{
    const json_t *v = json_array_get(array, i);
    return json_is_number(v) ? json_number_value(v) : NAN;
}

/* A full matrix; cost(c, s) from rows of cells. */
static inline void open_example(const json_t *need, const json_t *supply, const double *cost,
                                struct kt_arena *a)
{
    size_t ncell = json_array_size(need), nsite = json_array_size(supply);
    for (size_t c = 0; c < ncell; c++) e.need[c] = at(need, c);
    for (size_t s = 0; s < nsite; s++) e.supply[s] = at(supply, s);
    for (size_t c = 0; c <= ncell; c++) e.start[c] = c * nsite;
    for (size_t k = 0; k < ncell * nsite; k++) {
        e.col[k] = (int32_t)(k % nsite);
        e.cost[k] = cost[k];
        e.val[k] = (float)cost[k];
    }
    struct kt_csr pairs = {ncell, nsite, ncell * nsite, e.start, e.col, e.val, e.cost};
    e.in = (struct kt_market){.need = e.need, .supply = e.supply, .links = kt_links_pairs(&pairs, NULL, a)};
}

static inline void rows_of(const json_t *rows, double *cost)
{
    size_t i, n = 0;
    const json_t *row;
    json_array_foreach(rows, i, row) for (size_t k = 0; k < json_array_size(row); k++) cost[n++] = at(row, k);
}

static inline void same(const char *what, const double *got, const json_t *want, double tolerance)
{
    CHECK(json_array_size(want) > 0);
    for (size_t i = 0; i < json_array_size(want); i++) {
        double w = at(want, i);
        bool ok = isnan(w) ? isnan(got[i]) : fabs(got[i] - w) <= tolerance * fabs(w) + 1e-300;
        if (!ok) printf("  %s [%zu]: %.15g, peer %.15g\n", what, i, got[i], w);
        CHECK(ok);
        agreed += ok;
    }
}

#endif
