/* spatial: what the methods of spatial statistics share: the variable, the weights, what is published.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_SPATIAL_INTERNAL_H
#define KATVE_SPATIAL_INTERNAL_H

#include <katve/method.h>
#include <katve/spatial.h>

#define KT_VARIABLE_HELP                                                                              \
    "Column of the findings (`katve list methods`), fact of the zones (population, basic_education, " \
    "secondary_education), or a name of your own under zones.variables."
/* A row a key reads best as a table. */
/* clang-format off */
#define KT_LEVEL_PARAM \
    {"level", KT_T_STR, "", "", 0, 0, NULL, \
     "Level of zones, as in zones.level, or cells; default: the finest zones."}
/* Keys of every method of values. */
#define KT_SPATIAL_PARAMS \
    {"variable", KT_T_STR, "", "unmet_share", 0, 0, NULL, KT_VARIABLE_HELP}, \
    KT_LEVEL_PARAM
/* Keys of every method of rates: events among persons. */
#define KT_RATE_PARAMS \
    {"variable", KT_T_STR, "", "need", 0, 0, NULL, \
     "Column, or name under zones.variables, that holds the events."}, \
    {"second", KT_T_STR, "", "population", 0, 0, NULL, \
     "Column, fact or name under zones.variables that holds the persons."}, \
    KT_LEVEL_PARAM
/* clang-format on */
#define KT_DRAWS_PARAM                                                       \
    {                                                                        \
        "draws", KT_T_INT, "permutations", "999", 99, 999999, NULL,          \
            "Random permutations behind the pseudo p-value (r + 1)/(m + 1)." \
    }
#define KT_TAIL_PARAM                                                                                       \
    {                                                                                                       \
        "tail", KT_T_CHOICE, "", "two_sided", 0, 0, "two_sided folded greater",                             \
            "two_sided doubles the smaller tail; folded takes it as it is, as GeoDa and PySAL do; greater " \
            "asks for high values among the neighbours only."                                               \
    }
/* Of 999 the smallest two-sided p is 0.002, which no correction for hundreds of areas lets pass. */
#define KT_LOCAL_PARAMS                                                                                     \
    {"draws",                                                                                               \
     KT_T_INT,                                                                                              \
     "permutations",                                                                                        \
     "9999",                                                                                                \
     99,                                                                                                    \
     999999,                                                                                                \
     NULL,                                                                                                  \
     "Most random permutations of an area, behind the pseudo p-value (r + 1)/(m + 1)."},                    \
        KT_TAIL_PARAM,                                                                                      \
        {"stop_at",                                                                                         \
         KT_T_INT,                                                                                          \
         "permutations",                                                                                    \
         "50",                                                                                              \
         0,                                                                                                 \
         100000,                                                                                            \
         NULL,                                                                                              \
         "Stop drawing for an area once its smaller tail holds this many (Besag and Clifford); 0: never."}, \
        {"adjust",                                                                                          \
         KT_T_CHOICE,                                                                                       \
         "",                                                                                                \
         "fdr",                                                                                             \
         0,                                                                                                 \
         0,                                                                                                 \
         "none fdr by bonferroni holm",                                                                     \
         "Correction for testing many areas: fdr is Benjamini and Hochberg, by is Benjamini and "           \
         "Yekutieli."},                                                                                     \
    {                                                                                                       \
        "alpha", KT_T_NUM, "", "0.05", 0.0001, 0.5, NULL,                                                   \
            "Adjusted p at or below which an area is significant."                                          \
    }

/* One variable (or two) of the areas that have it, and their weights. */
struct kt_spatial {
    int rows;            /* level, or KT_ROWS_CELLS */
    size_t n;            /* rows there */
    size_t m;            /* areas with a value (of both) */
    const int32_t *row;  /* m: their rows */
    const int32_t *key;  /* m: numbers of their codes, which key the draws */
    const double *x, *y; /* m; y = NULL without a second variable */
    uint8_t *use;        /* n: 1 where there is a value */
    const char *variable, *second, *count_of;
    struct kt_weights raw, w; /* m areas; style B, and the style of the study */
    bool keep_islands;
};

/* The areas that have the variable (and the second one), without weights. false in *there: the default variable is
 * not among the findings, so there is nothing to do. `second`: the key of the second variable, or NULL. */
KT_MUST enum kt_status kt_spatial_areas(const struct kt_method *m, const struct kt_study *st,
                                        const struct kt_result *r, const char *second, struct kt_arena *a,
                                        struct kt_spatial *s, bool *there, struct kt_err *err);
/* The same with their weights, and a row about these in the table spatial_weights. */
KT_MUST enum kt_status kt_spatial_open(const struct kt_method *m, const struct kt_study *st,
                                       struct kt_result *r, const char *second, struct kt_arena *a,
                                       struct kt_spatial *s, bool *there, struct kt_err *err);
/* Values of a column or fact of those rows; NULL, with an error that names methods.NAME.key, when there is none. */
const double *kt_spatial_values(const struct kt_method *m, const struct kt_study *st,
                                const struct kt_result *r, int rows, const char *key, const char *name,
                                struct kt_err *err);
enum kt_style kt_spatial_style(const struct kt_study *st);
/* Permutation as the method's keys and the run's seed ask for it. */
struct kt_permute kt_spatial_permute(const struct kt_method *m, const struct kt_study *st,
                                     const struct kt_spatial *s);

/* A row of the table spatial_global; made on first use. */
struct kt_global_row {
    const char *statistic; /* "Moran's I" */
    struct kt_test_result test;
    double p_permuted, draws;
    const char *undefined; /* when the value can be undefined; NULL: the usual reasons */
};
void kt_spatial_global(struct kt_result *r, const struct kt_method *m, const struct kt_spatial *s,
                       const struct kt_global_row *row);
/* A row of the table spatial_weights: areas, links, neighbours, islands by name, symmetric or not. */
void kt_spatial_tell(struct kt_result *r, const struct kt_spatial *s, const char *level,
                     const char *const *code, struct kt_arena tmp);
/* The rows' column filled from values of the m areas; missing areas stay NaN. */
void kt_spatial_column(struct kt_result *r, const struct kt_spatial *s, const struct kt_column *spec,
                       const double *value);
/* Areas that have a value and neighbours and yet no figure: an issue that says why. Nothing when n is 0. */
void kt_spatial_lack(struct kt_result *r, const struct kt_method *m, size_t n, const char *what,
                     const char *why);
/* What every local statistic begins with: the areas, their draws, and room for what it finds. */
struct kt_local_run {
    struct kt_spatial s;
    struct kt_permute opt;
    bool there;        /* as of kt_spatial_open */
    double *value, *p; /* m */
    uint8_t *quadrant; /* m: class of the area if it is significant */
};
KT_MUST enum kt_status kt_spatial_local_open(const struct kt_method *m, const struct kt_study *st,
                                             struct kt_result *r, const char *second, struct kt_arena *a,
                                             struct kt_local_run *l, struct kt_err *err);
/* It ends in columns PREFIX_SUFFIX: value, p, p_adj, class; and a table of the class sizes named PREFIX_classes. An
 * island has no statistic, and what has no statistic has no p. */
struct kt_local_out {
    const char *prefix, *suffix; /* "lisa", "i" */
    struct kt_tr title;          /* of the value */
    const char *label[2];        /* of classes 3 and 4 where they are not high-low and low-high */
};
void kt_spatial_local(struct kt_result *r, const struct kt_method *m, const struct kt_local_run *l,
                      const struct kt_local_out *out, struct kt_arena tmp);

#endif
