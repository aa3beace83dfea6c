/* study, inside: the steps of kt_study_freeze().
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_STUDY_INTERNAL_H
#define KATVE_STUDY_INTERNAL_H

#include <katve/study.h>

/* ---- locate.c: which zone contains a place ---- */
struct kt_locator {
    const struct kt_polygons *g;
    size_t n;
    const double *box; /* n x 4: xmin ymin xmax ymax; NaN without outline */
    double x0, y0, dx, dy;
    size_t nx, ny;
    const size_t *start; /* nx*ny + 1 */
    const int32_t *item; /* zones whose box meets the bin, ascending */
};
struct kt_locator kt_locator_build(const struct kt_zones *zs, struct kt_arena *tmp);
/* The first zone that contains the place, -1 when none does. */
int32_t kt_locator_find(const struct kt_locator *l, double x, double y);
/* 0 inside; metres to the outline outside; infinite without outline. */
double kt_locator_distance(const struct kt_locator *l, size_t z, double x, double y);
/* The nearest zone within `most` metres, -1 when there is none. O(zones + vertices near). */
int32_t kt_locator_nearest(const struct kt_locator *l, double x, double y, double most);

/* ---- settings with a default, for studies made without a study file ---- */
const char *kt_opt_str(const struct kt_study *st, const char *path, const char *dflt);
/* "Use codes of the division of 2020" (study.division_year), for remedies. */
const char *kt_division_codes(struct kt_study *st, const char *then);
bool kt_opt_bool(const struct kt_study *st, const char *path, bool dflt);

/* A code as the zones write it: itself, or with the zeros that a spreadsheet took away. */
int32_t kt_zone_find_lenient(const struct kt_zones *zs, const char *code);
/* 20 km: how far from an outline a place may lie and still be of that zone (coast, islands). */
extern const double kt_near_outline_m;

/* ---- steps, in order ---- */
KT_MUST enum kt_status kt_join_zones(struct kt_study *st, struct kt_arena tmp, struct kt_err *err);
/* Codes of other division years; needs the zones in order, says what it did. */
void kt_join_divisions(struct kt_study *st, struct kt_arena tmp);
KT_MUST enum kt_status kt_join_cells(struct kt_study *st, struct kt_arena tmp, struct kt_err *err);
KT_MUST enum kt_status kt_impute(struct kt_study *st, struct kt_arena tmp, struct kt_err *err);
void kt_fill_languages(struct kt_study *st);
KT_MUST enum kt_status kt_join_sites(struct kt_study *st, struct kt_arena tmp, struct kt_err *err);
/* Service areas by codes that exist; a site without a place that serves one zone of level 0 lies in it. */
void kt_join_areas(struct kt_study *st);
/* Ids of sites, made unlike where two registers use the same one. */
void kt_part_ids(struct kt_study *st, struct kt_arena tmp);
/* Sites of different registers that may be one place: listed. */
void kt_list_twins(struct kt_study *st, struct kt_arena tmp);
/* The file that site s came from, for issues. */
const char *kt_site_file(const struct kt_study *st, size_t s);
/* Pairs of travel that were read become st->matrix[]. O(pairs log(row)). */
void kt_join_travel(struct kt_study *st, struct kt_arena tmp);
void kt_complete_population(struct kt_study *st, struct kt_arena tmp);
void kt_check_facts(struct kt_study *st, struct kt_arena tmp);

/* Reorders in place: the first n values become the old values order[0..n-1] of `had` values of `size` bytes. */
void kt_permute(void *v, size_t had, size_t n, size_t size, const size_t *order, struct kt_arena tmp);
/* Rows in the order of their texts, ties by row. */
void kt_order_text(const char *const *key, size_t n, size_t *order);

/* ---- ages.c: kernels of imputation and raking ---- */
enum { KT_GROUPS_MAX = KT_AGES_MAX };
/* The finest age groups that both cells and official figures can be summed to. */
struct kt_age_groups {
    size_t n;
    size_t cell0[KT_GROUPS_MAX], cell1[KT_GROUPS_MAX]; /* bands cell0..cell1-1 of the cells */
    size_t off0[KT_GROUPS_MAX], off1[KT_GROUPS_MAX];
};
struct kt_age_groups kt_age_groups_of(const struct kt_ages *cells, const struct kt_ages *official);
/* Fills the NaN bands of one cell from a structure s (any scale): what is left of the total, or what the
 * known bands imply. flag[a] = 1 for filled bands. Returns the persons filled in; NaN when nothing is known. */
double kt_impute_cell(double *persons, const double *s, size_t nage, double total, uint8_t *flag);
/* Scales bands a0..a1-1 of rows c0..c1-1 so that they sum to `target`. Where they hold nobody, spreads it by
 * the rows' totals and the structure s. Returns the factor (NaN: spread or impossible). */
double kt_rake_group(double *persons, const double *total, const double *s, size_t nage, size_t c0, size_t c1,
                     size_t a0, size_t a1, double target);

#endif
