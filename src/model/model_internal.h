/* model: what the methods share: publishing at every level, sums and draws over zones.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_MODEL_INTERNAL_H
#define KATVE_MODEL_INTERNAL_H

#include <katve/measures.h>
#include <katve/method.h>

/* The arrays of one column at every level (column structs may move, their arrays do not). */
struct kt_out {
    double *value[KT_LEVELS_MAX], *lower[KT_LEVELS_MAX], *upper[KT_LEVELS_MAX];
};

/* Draws of one quantity, [zone × ndraw + d] per level. */
struct kt_draws {
    size_t n;
    double *at[KT_LEVELS_MAX];
};

/* Adds `spec` at every level; spec->rows is ignored. */
struct kt_out kt_publish_levels(struct kt_result *r, const struct kt_column *spec);
/* Adds `spec` for cells or sites; returns its values. */
double *kt_publish(struct kt_result *r, int rows, const struct kt_column *spec);

/* KT_EINPUT when a column or method of m->needs is not there, because it is not enabled. */
KT_MUST enum kt_status kt_check_needs(const struct kt_method *m, const struct kt_result *r,
                                      struct kt_err *err);

/* up[z] = row at level lv of zone z of level 0. */
int32_t *kt_up_map(const struct kt_study *st, size_t lv, struct kt_arena *a);
/* out.value[lv][zone] = sum of f over the zone's cells, cells in order; NaN cells count as 0. */
void kt_roll_cells(const struct kt_study *st, const double *f, struct kt_out *out, struct kt_arena tmp);
/* num / den × scale at every level; NaN where den is not above 0. */
void kt_divide_levels(const struct kt_study *st, const struct kt_out *num, const struct kt_out *den,
                      double scale, struct kt_out *out);
/* NaN, with its interval, for every zone that has cells but none with a known f. */
void kt_blank_unknown(const struct kt_study *st, const double *f, struct kt_out *out, struct kt_arena tmp);
/* Scratch with the shape of a published column, without intervals. */
struct kt_out kt_scratch_levels(const struct kt_study *st, struct kt_arena *a);

/* Draws for every level, level 0 still empty. */
struct kt_draws kt_draws_new(const struct kt_study *st, size_t ndraw, struct kt_arena *a);
/* Fills the levels above 0 by adding the zones below, draw by draw, so that sums keep their
 * correlations. */
void kt_draws_roll_up(const struct kt_study *st, struct kt_draws *d, struct kt_arena tmp);
/* Draws of sum over cells of f[c] × need[c] (f = NULL: 1; layer 0: the weighted need, 1..3: that
 * layer alone). Uses moments of f by zone and age: O(cells × ages + zones × ages × draws). */
struct kt_draws kt_need_draws(const struct kt_result *r, const double *f, int layer, struct kt_arena *a);
/* Point need per cell, the same choice of layer. O(cells × ages). */
void kt_need_cells(const struct kt_result *r, int layer, double *need);
/* The same for the age groups with age[g] != 0 alone; NULL: all. */
struct kt_draws kt_need_draws_of_ages(const struct kt_result *r, const double *f, int layer,
                                      const uint8_t *age, struct kt_arena *a);
void kt_need_cells_of_ages(const struct kt_result *r, int layer, const uint8_t *age, double *need);
/* Weighted need of all cells for draws d0 .. d0+width-1, [cell × width]. */
void kt_need_block(const struct kt_result *r, size_t d0, size_t width, double *need);
/* 95 % intervals of num, or of num / den × scale where den is not NULL, into out->lower and upper. */
void kt_interval_levels(const struct kt_study *st, const struct kt_draws *num, const struct kt_draws *den,
                        double scale, struct kt_out *out, struct kt_arena tmp);
/* The 2.5 % and 97.5 % points (type 7) of n draws; reorders them. NaN when any draw is. O(n). */
void kt_interval(double *draw, size_t n, double *lower, double *upper);

/* 1 for cells beyond the limit of distance_standard, else 0; needs the columns of that method. */
double *kt_far_cells(const struct kt_result *r, struct kt_arena *a);

/* ---- travel and catchments, shared by the methods over points --------------------------------*/

/* Straight line × detour with two car speeds. */
struct kt_travel {
    double detour, catchment_km;
    double urban_kmh, rural_kmh, urban_km, fixed_min;
};
struct kt_travel kt_travel_of(const struct kt_study *st);
/* Minutes by car for a way of `km`. Increasing in km, so the nearest site is also the fastest. */
double kt_travel_minutes(const struct kt_travel *t, double km);

/* ---- modes of travel: what they tell, with stored pairs or without ---------------------------*/

/* Adds a mode to the result; KT_ELIMIT when there are too many. */
KT_MUST enum kt_status kt_mode_add(struct kt_result *r, const struct kt_costs *costs, struct kt_err *err);
/* The first mode that counts in this unit, NULL when there is none. */
const struct kt_costs *kt_mode_in(const struct kt_result *r, const char *unit);
/* The mode of methods.NAME.mode, the first one where that is empty; KT_EINPUT when the run has none of
 * that name. */
KT_MUST enum kt_status kt_mode_of(const struct kt_method *m, const struct kt_result *r,
                                  const struct kt_costs **mode, struct kt_err *err);
/* methods.NAME.STEM_km or STEM_min, whichever counts in the mode's unit. */
double kt_mode_num(const struct kt_method *m, const struct kt_study *st, const struct kt_costs *mode,
                   const char *stem);
/* "by car" in three languages; an unknown mode is told by its own word. */
struct kt_tr kt_mode_how(const char *mode);
/* Share of each zone's residents of whom the mode's source says anything; NaN without residents. */
struct kt_out kt_mode_covered(const struct kt_study *st, const struct kt_costs *mode, struct kt_arena *a);
/* NaN for cells of which the mode's source says nothing. */
void kt_blank_outside(const struct kt_costs *mode, double *cell, size_t n);
/* NaN, with its interval, for every zone whose share of that is below methods.road_network.least_known: what is
 * known of a part of a zone is not told as if it were the zone. Nothing for a mode that covers everyone. */
void kt_blank_uncovered(const struct kt_study *st, const struct kt_costs *mode, struct kt_out *out,
                        struct kt_arena tmp);
/* The keys that kt_mode_of() and kt_mode_num() read. */
#define KT_PARAM_MODE                                                                         \
    {                                                                                         \
        "mode", KT_T_STR, "", "", 0, 0, NULL,                                                 \
            "Mode of travel, such as straight or car; default: the first that the study has." \
    }

/* cost[c] = cost from each cell to the nearest site with use[s] != 0; NaN when none can be reached.
 * Straight lines are searched without a cutoff, other modes within their pairs; a mode's own answer for
 * all sites serves where use is NULL. site (may be NULL) gets its row or -1. O(cells) or O(pairs). */
void kt_mode_nearest(const struct kt_costs *mode, const struct kt_study *st, const uint8_t *use, double *cost,
                     int32_t *site, struct kt_arena tmp);
/* Links of a mode for decays of about `reach` (in its unit) to the sites with use[s] != 0. */
struct kt_links kt_mode_links(const struct kt_costs *mode, const struct kt_study *st, const uint8_t *use,
                              double reach, struct kt_arena *keep);
/* Sums over pairs with weights by cost, decay in the unit of the mode; straight lines store no pair.
 *   from_sites: out[c] = sum_s w(c,s) q[s];   from_cells: out[s] = sum_c w(c,s) q[c]
 * over the sites with use[s] != 0; other elements of out are 0. q is finite. O(pairs). */
void kt_mode_from_sites(const struct kt_costs *mode, const struct kt_study *st, const uint8_t *use,
                        const double *q, const struct kt_decay *d, double *out, struct kt_arena tmp);
void kt_mode_from_cells(const struct kt_costs *mode, const struct kt_study *st, const uint8_t *use,
                        const double *q, const struct kt_decay *d, double *out, struct kt_arena tmp);

/* 1 for sites that give support now and have a place. */
uint8_t *kt_sites_open(const struct kt_study *st, struct kt_arena *a);
/* Does a ";"-separated list hold this word? */
bool kt_list_has(const char *list, const char *word);

/* The catchment that e2sfca's settings describe, ready to run. */
struct kt_fca {
    const struct kt_costs *mode;
    struct kt_decay decay; /* in the mode's unit */
    const double *hours;   /* per site, unknown = 0 */
    const double *known;   /* per cell: 1, or NaN where all sites in reach have unknown hours */
    double *weight;        /* per stored pair, NULL without stored pairs */
    size_t ndraw;          /* draws to run; 0 when the pairs are not stored or too many */
    const char *why_not;   /* NULL, or why there are no draws */
};
KT_MUST enum kt_status kt_fca_setup(const struct kt_study *st, const struct kt_result *r, struct kt_fca *f,
                                    struct kt_arena *a, struct kt_err *err);
/* Access per cell (hours per person in need) and demand per site at the point need. */
void kt_fca_point(const struct kt_result *r, const struct kt_fca *f, const double *need, double *demand,
                  double *access, struct kt_arena tmp);

enum { KT_BLOCK = 8 };
/* Called once per block of draws from any thread: need and access are [cell × width]; writes only
 * what belongs to draws d0 .. d0+width-1. */
typedef void kt_fca_visit(void *ctx, size_t d0, size_t width, const double *need, const double *access);
/* Runs the catchment for every draw. O(draws × pairs). */
void kt_fca_each_draw(const struct kt_result *r, const struct kt_fca *f, kt_fca_visit *visit, void *ctx,
                      struct kt_arena tmp);

extern const struct kt_method kt_euclid, kt_e2sfca, kt_distance_standard, kt_road_network, kt_terrain_travel;

#endif
