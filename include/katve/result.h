/* result: the findings, as named columns. Models add, views read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_RESULT_H
#define KATVE_RESULT_H

#include <katve/csr.h>
#include <katve/study.h>

enum { KT_ROWS_CELLS = -1, KT_ROWS_SITES = -2 }; /* else the level index 0..nlevel-1 */

/* What a number is: decides rounding, formatting and suppression. */
enum kt_kind {
    KT_K_PERSONS, /* a count of people: suppressed below k */
    KT_K_COUNT,   /* a count of things (sites) */
    KT_K_SHARE,   /* 0..1, printed as per cent */
    KT_K_PER1000, /* per 1,000 persons */
    KT_K_KM,
    KT_K_MIN,
    KT_K_HOURS,
    KT_K_RANK, /* 1 = worst */
    KT_K_PROB, /* 0..1 */
    KT_K_INDEX,
};

struct kt_column {
    const char *name; /* "need_n1"; unique per rows */
    int rows;         /* level index, KT_ROWS_CELLS or KT_ROWS_SITES */
    enum kt_kind kind;
    const char *unit; /* "persons", "km", "h/week", "h/week per 1,000 in need" */
    struct kt_tr title;
    const char *method;      /* name of the method that made it */
    const char *count_of;    /* persons column whose suppression this one follows (a share of it), or NULL */
    const char *part_of;     /* persons column that this one and its sisters add up to, or NULL */
    const char *no_interval; /* why lower/upper are absent, or NULL when they are there */
    size_t n;
    double *value, *lower, *upper; /* lower = upper = NULL without interval */
};

/* A finding that is no column: rows of its own, such as the coefficients of a model, a statistic of each
 * variable, or methods compared. NaN is "no value"; `note` says why where that is not plain. */
struct kt_table {
    const char
        *name; /* "spatial_global"; unique; a-z 0-9 _ only, at most 31 (file and sheet are called so) */
    struct kt_tr title;
    const char *method; /* name of the method that made it */
    size_t nrow, ncol;
    const char *const *row;    /* nrow labels: keys, names of columns or zones */
    const char *const *column; /* ncol keys: "estimate", "lower", "p" */
    const enum kt_kind *kind;  /* ncol; where a KT_K_PERSONS value is below k the view hides the row */
    double *value;             /* nrow × ncol, row-major */
    const char *const *note;   /* nrow texts or NULL entries; NULL: none at all */
};

/* Travel by one mode, from cells to sites that support; a pair that is absent can't be travelled. */
struct kt_costs {
    const char *mode;    /* "straight", "car", "walk", "cycle", "transit" or a matrix's own word */
    const char *unit;    /* "km" or "min" */
    const char *method;  /* who made them: "euclid", "matrix_travel", "road_network", ... */
    double max;          /* the cutoff of the search: dearer pairs are not there; INFINITY: all are */
    double per_metre;    /* straight lines: cost of a metre, so that no pair is needed; 0: pairs alone tell */
    struct kt_csr pairs; /* rows cells, columns sites; start = NULL: not stored (straight lines only) */
    const float *share;  /* per cell: share of its persons who travel so; over all modes 1. NULL: everyone */
    /* Per cell, without a cutoff; NULL: not searched beyond the pairs. NaN cost and row -1: none at all. */
    const double *nearest, *second;
    const int32_t *nearest_site, *second_site;
    /* Per cell: 1 where the mode's source says nothing, so that its costs are unknown and not without end.
     * NULL: it covers everyone. */
    const uint8_t *outside;
};

/* Ground from which support is within reach: row i of `geom` is all that lies within minutes[i] by mode[i]. The
 * rows of a mode stand together with rising minutes, and each holds the ground of those before it. */
struct kt_isochrones {
    size_t n;
    const char **mode;
    double *minutes, *km2;
    struct kt_polygons geom;
};

/* Searches kept from earlier runs. They change no finding, only how long it takes. */
struct kt_cache {
    const char *dir;                    /* NULL: none is kept */
    size_t read, written;               /* files of searches */
    size_t graphs_read, graphs_written; /* of roads made ready to be searched */
    size_t damaged;                     /* of either */
};

struct kt_result {
    struct kt_arena *keep;
    const struct kt_study *study;
    struct kt_column *column;
    size_t ncolumn, cap;
    /* Ways to travel, in the order of the travel methods in the catalogue: what a file says before roads,
     * roads before straight lines. Methods use mode[0] unless told otherwise. */
    struct kt_costs mode[KT_MODES_MAX];
    size_t nmode;
    struct kt_table *table;
    size_t ntable, table_cap;
    /* Need draws: rate of layer l for age a in zone z in draw d, [((z*3 + l)*nage + a)*ndraw + d] as float. */
    size_t ndraw;
    const float *rate_draw;
    /* Point rates (the estimate itself), [(z*3 + l)*nage + a]. */
    const double *rate;
    double need_weight[3]; /* weights of N1, N2, N3 in "need" */
    /* Draws of the share of need that is unmet, [zone * ndraw + d] per level; NULL until a gap method
     * made them. Ranks and probabilities share them. */
    const double *unmet_share_draw[KT_LEVELS_MAX];
    struct kt_issues
        issues; /* of what methods read themselves (a survey, totals); the run adds them to the facts' */
    struct kt_cache cache;
    struct kt_isochrones isochrones; /* n = 0: none were drawn */
};

void kt_result_init(struct kt_result *r, struct kt_arena *keep, const struct kt_study *st);
/* Adds a column and allocates its arrays filled with NaN (lower/upper when no_interval is NULL).
 * `spec` texts must outlive the result (literals or keep arena). */
struct kt_column *kt_result_add(struct kt_result *r, const struct kt_column *spec);
/* NULL when absent. */
const struct kt_column *kt_result_find(const struct kt_result *r, int rows, const char *name);
/* Adds a table; its values are allocated (NaN), the texts must outlive the result. */
struct kt_table *kt_result_add_table(struct kt_result *r, const struct kt_table *spec);
const struct kt_table *kt_result_table(const struct kt_result *r, const char *name);
/* Adds a mode behind those that are there; false when there are KT_MODES_MAX already. */
bool kt_result_add_mode(struct kt_result *r, const struct kt_costs *costs);
size_t kt_result_rows(const struct kt_result *r, int rows);

#endif
