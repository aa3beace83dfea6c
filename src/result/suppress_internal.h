/* suppress: which counts have to be hidden so that no sum gives a small one away.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_SUPPRESS_INTERNAL_H
#define KATVE_SUPPRESS_INTERNAL_H

#include <katve/result.h>

/* Tiers are numbered finest first: 0 the cells, 1 + l level l. */
enum { KT_TIERS = KT_LEVELS_MAX + 1 };

/* A count over the nested areas: a persons column, or a share times the count it is a share of.
 * Node = offset[tier] + row. Parents stand behind their children. */
struct kt_measure {
    const char *name;
    const char *part_of; /* name of the count that it and its sisters add up to; NULL: none */
    bool has[KT_TIERS];
    size_t offset[KT_TIERS];
    size_t n;
    int32_t *parent;  /* node of the next tier that has the measure, -1 at the top */
    size_t *child_of; /* n + 1 */
    int32_t *child;
    double *value;    /* NaN unknown */
    uint8_t *primary; /* 0 < value < k */
    uint8_t *hide;
};

/* Allocates the nodes of the tiers in `has` (values NaN) and links them. */
void kt_measure_init(struct kt_measure *m, const struct kt_study *st, const char *name,
                     const bool has[KT_TIERS], struct kt_arena *a);
/* Sets primary and hide from the values. */
void kt_measure_primary(struct kt_measure *m, double k);

/* Hides more nodes until every sum over children has no hidden term, or two and more whose
 * hidden sum is at least k. Returns whether anything changed. In a tree this is enough: from any
 * hidden node a change can be passed on, up or sideways, to other hidden nodes down to the leaves,
 * with every published number unchanged; so no hidden one follows from the published ones. */
bool kt_measure_close(struct kt_measure *m, double k);
/* Where `a` is hidden, `b` becomes hidden, on the tiers that both have. Returns whether anything changed. */
bool kt_measure_imply(const struct kt_measure *a, struct kt_measure *b);
/* The same numbers wherever both are known (and known somewhere)? */
bool kt_measure_equal(const struct kt_measure *a, const struct kt_measure *b);
/* a + b = c wherever all are known, with both a and b at work? */
bool kt_measure_adds(const struct kt_measure *a, const struct kt_measure *b, const struct kt_measure *c);

#endif
