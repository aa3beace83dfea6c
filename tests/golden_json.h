/* Reading of the cases that peers computed (shared/golden).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_TESTS_GOLDEN_JSON_H
#define KATVE_TESTS_GOLDEN_JSON_H

#include <jansson.h>
#include <stdio.h>
#include <string.h>

/* The whole file; NULL where it is not at hand. */
static inline json_t *gold_load(const char *name)
{
    char path[512];
    if (!kt_test_shared()) return NULL;
    snprintf(path, sizeof path, "%s/golden/stats/%s", kt_test_shared(), name);
    return json_load_file(path, 0, NULL);
}

/* results.KEY.value */
static inline json_t *gold_value(const json_t *doc, const char *key)
{
    return json_object_get(json_object_get(json_object_get(doc, "results"), key), "value");
}

/* A list of numbers; null is `null`. Returns how many. */
static inline size_t gold_numbers(struct kt_arena *a, const json_t *list, double null, double **out)
{
    size_t n = json_array_size(list);
    *out = KT_NEW(a, double, n);
    for (size_t i = 0; i < n; i++) {
        const json_t *v = json_array_get(list, i);
        (*out)[i] = json_is_number(v) ? json_number_value(v) : null;
    }
    return n;
}

/* The largest difference relative to the largest wanted number; says which when above `within`. */
static inline double gold_apart(const char *what, const double *got, const double *want, size_t n,
                                double within)
{
    double scale = 0, apart = 0;
    size_t at = 0;
    for (size_t i = 0; i < n; i++)
        if (isfinite(want[i])) scale = fmax(scale, fabs(want[i]));
    for (size_t i = 0; i < n; i++) {
        double d = got[i] == want[i] ? 0 : fabs(got[i] - want[i]) / (scale > 0 ? scale : 1);
        if (isnan(d)) d = INFINITY;
        if (d > apart) {
            apart = d;
            at = i;
        }
    }
    if (apart > within) printf("  %s [%zu]: %.15g instead of %.15g\n", what, at, got[at], want[at]);
    return apart;
}

#endif
