/* SPDX-License-Identifier: GPL-3.0-or-later
 * classify: values cut into classes. Kernels for maps, legends and anyone with a column of numbers.
 * Classes are [e0, e1), [e1, e2), … with the last one closed. NaN and infinite values are left out, so are
 * rows of weight 0 and below. Weights are people where given (NULL: every value weighs 1).
 *
 * Definitions where packages differ (classInt 0.4-9, mapclassify 2.5):
 * - Fisher and Jenks are the same optimum; classInt's "fisher" cuts midway between the neighbours of two
 *   classes, its "jenks" and mapclassify at the largest value of the lower class. Both are offered.
 *   classInt samples 10 % of the values above n = 3,000; here the optimum is exact for any n.
 * - quantile: R types 1–9 (7 unless told otherwise; mapclassify uses 7); weighted quantiles are the smallest
 *   value with at least the share p of the weight at or below it.
 * - box: hinges are type 7 quartiles, fences 1.5 interquartile ranges beyond them; a fence outside the data
 *   has an open class (±infinity) behind it. sd: pretty cuts of (x − mean)/sd with n − 1 in sd.
 * - head/tail: mean, then the mean of what lies above it, while that is at most 40 % and more than one value.
 */
#ifndef KATVE_CLASSIFY_H
#define KATVE_CLASSIFY_H

#include <katve/base.h>

enum kt_break_style {
    KT_BREAK_FISHER,    /* least weighted squares within classes (Fisher 1958, JASA 53), cuts midway */
    KT_BREAK_JENKS,     /* the same classes, cut at the largest value of the lower one (Jenks 1977) */
    KT_BREAK_QUANTILE,  /* Hyndman & Fan 1996, American Statistician 50 */
    KT_BREAK_EQUAL,     /* equal steps from the least to the largest value */
    KT_BREAK_SD,        /* round multiples of the standard deviation about the mean */
    KT_BREAK_PRETTY,    /* 1, 2 or 5 times a power of ten (Becker, Chambers & Wilks 1988) */
    KT_BREAK_MAXIMUM,   /* midway in the widest gaps */
    KT_BREAK_HEADTAILS, /* Jiang 2013, The Professional Geographer 65 */
    KT_BREAK_BOX,       /* Tukey 1977: six classes */
    KT_BREAK_FIXED,     /* as given */
};

/* Zero means the usual choice. Styles sd, pretty, headtails and box have as many classes as they come to. */
struct kt_break_spec {
    enum kt_break_style style;
    size_t nclass;       /* wanted; at least 1 */
    int quantile_type;   /* 1..9; 0: 7 */
    double head_share;   /* 0: 0.4 */
    double fence;        /* interquartile ranges; 0: 1.5 */
    const double *fixed; /* nclass + 1 ascending edges */
};

struct kt_edges {
    size_t n;     /* classes */
    double *edge; /* n + 1, ascending; the first may be -INFINITY and the last INFINITY (box) */
};

/* Edges in `keep`. A constant gives one class with two equal edges; fewer distinct values than classes
 * give fewer classes. KT_EINPUT without any value or with a bad spec. O(n log n), fisher and jenks O(k n log n). */
KT_MUST enum kt_status kt_break(const struct kt_break_spec *spec, const double *value, const double *weight,
                                size_t n, struct kt_edges *out, struct kt_arena *keep, struct kt_arena tmp,
                                struct kt_err *err);

/* Fisher–Jenks on m ascending distinct values with weights > 0: last[c] is the index of the last value of
 * class c < k. Needs 1 <= k <= m. Exact: dynamic programming, each layer by divide and conquer over the
 * monotone cut (Wu 1991; Grønlund et al. 2017, arXiv:1701.07204). Sums are centred at the median and held in
 * extended precision. Ties take the lower cut. Returns the weighted sum of squares within classes.
 * O(k m log m) time, O(k m) memory in tmp. */
double kt_fisher(const double *value, const double *weight, size_t m, size_t k, size_t *last,
                 struct kt_arena tmp);

/* Class of v: -1 for NaN and for what lies outside the edges. O(log n). */
int kt_edges_class(const struct kt_edges *e, double v);

/* How well classes hold the values together; all 1 when perfect, NaN where the values don't vary. */
struct kt_break_fit {
    double within; /* weighted sum of squares about class means */
    double gvf;    /* goodness of variance fit: 1 − within / total sum of squares */
    double tai; /* tabular accuracy: 1 − Σ w |x − class mean| / Σ w |x − mean| (Jenks & Caspall 1971) */
};
/* O(n log k), two passes, compensated sums. */
struct kt_break_fit kt_edges_fit(const struct kt_edges *e, const double *value, const double *weight,
                                 size_t n, struct kt_arena tmp);

/* Quantile p of n ascending values by R's types 1..9; NaN for n = 0 or another type. O(1). */
double kt_quantile_type(const double *sorted, size_t n, double p, int type);
/* Round cuts that hold [lo, hi], about `want` steps, as R's pretty(); at most `most` cuts into `out`. Returns
 * their number, 0 when lo and hi are not finite or more would be needed. */
size_t kt_pretty(double lo, double hi, size_t want, double *out, size_t most);

#endif
