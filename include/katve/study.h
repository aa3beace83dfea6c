/* study: the facts. Importers fill it, kt_study_freeze() closes it, everyone else reads it const.
 * Struct of arrays; one row order per study: zones by code, cells by (zone, id), sites by id.
 * NaN is unknown, never zero. Codes are text with leading zeros. Coordinates in study.crs (metres).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_STUDY_H
#define KATVE_STUDY_H

#include <katve/base.h>
#include <katve/csr.h>
#include <katve/issues.h>
#include <katve/settings.h>

enum { KT_LEVELS_MAX = 5, KT_AGES_MAX = 128, KT_LANGS_MAX = 12, KT_MODES_MAX = 8, KT_WEEK_HOURS = 168 };

/* Multipolygons, flattened: zone z owns rings ring_of[z]..ring_of[z+1]-1, ring r owns vertices
 * vert_of[r]..vert_of[r+1]-1 (closed: first = last). Outer rings counter-clockwise, each followed
 * by its holes (hole[r] = 1). */
struct kt_polygons {
    size_t nring, nvert;
    const size_t *ring_of; /* nzone + 1 */
    const size_t *vert_of; /* nring + 1 */
    const uint8_t *hole;   /* nring */
    const double *x, *y;   /* nvert */
};

/* One level of reporting areas. level[0] is the finest, level[nlevel-1] the country (one row). */
struct kt_zones {
    const char *level_id; /* "municipality", "region", "country" */
    size_t n;
    const char **code;
    const char **name[KT_NLANG]; /* by enum kt_lang; a missing one falls back to fi, noted */
    const char **lang_status;    /* "fi", "fi-sv", "sv-fi", "sv"; NULL where unknown */
    const char **place;          /* kind of place, as the source has it: "urban", "rural"; NULL unknown */
    double *basic_education, *secondary_education; /* shares of adults, 0..1; NaN unknown */
    size_t nvariable;                              /* the user's own, of zones.variables */
    const char **variable;                         /* names */
    double **variable_value;                       /* n each; NaN unknown */
    int32_t *parent;                               /* row in the next level; -1 at the country */
    double *population;                            /* official total; NaN unknown */
    double *label_x, *label_y;                     /* a point inside; the centre where the source names one */
    struct kt_polygons geom;
    bool generalised;             /* outlines are schematic: every map that uses them says so */
    const char *credit[KT_NLANG]; /* who made the outlines */
};

/* Age groups of the study, ascending and disjoint; max = 999 for the open-ended top. */
struct kt_ages {
    size_t n;
    int min[KT_AGES_MAX], max[KT_AGES_MAX];
};

struct kt_cells {
    size_t n;
    const char **id;
    const char **name; /* may be NULL entries */
    double *x, *y;
    int32_t *zone; /* row in level[0]; never -1 after freeze */
    struct kt_ages ages;
    double *persons;  /* n × ages.n, row-major; complete after freeze */
    double *total;    /* sum over ages */
    uint8_t *imputed; /* 1: ages were imputed from the zone's structure */
    size_t nlang;     /* mother-tongue groups known: codes "fi", "sv", "se", "other" */
    const char *lang[KT_LANGS_MAX];
    double *lang_share; /* n × nlang, shares of total; NaN unknown */
};

/* Three-valued attributes: blank is unknown, never no. */
enum kt_tri { KT_UNKNOWN = -1, KT_NO = 0, KT_YES = 1 };

struct kt_sites {
    size_t n;
    const char **id;
    const char **name[KT_NLANG];
    const char **provider_name;
    const char *
        *provider_type; /* municipality, state, ngo, education, company, library, other; NULL unknown */
    const char **form;  /* near, remote, training; NULL unknown */
    const char **sub_form;
    const char **municipality; /* code */
    int32_t *zone;             /* row in level[0]: of its municipality code where that is near the
                                   * coordinates, else by coordinates; -1 off the map */
    double *x, *y;             /* NaN: no place (remote) */
    const char **languages;    /* ";"-separated codes; NULL unknown */
    double *hours_week;        /* staffed support hours a week; NaN unknown */
    int8_t *supports;          /* KT_YES gives digital support now; KT_NO a possible place */
    const char **appointment;  /* no, optional, required; NULL unknown */
    const char **fee;          /* free, conditional, paid; NULL unknown */
    const char **groups, **topics;
    int8_t *step_free;                 /* enum kt_tri */
    const char **source, **updated_on; /* ISO day or NULL */
    /* An ordinary week, hour by hour from Monday 0-1: share of the hour with staff, n × KT_WEEK_HOURS;
     * NaN in all of a site's hours: unknown. Their sum is hours_week where both are known. NULL: no
     * source has hours. */
    float *staffed_share;
    double *self_service_hours; /* a week; support is staffed, so they never count as supply; NaN unknown */
    const char **hours_text;    /* the staffed week in OSM opening_hours syntax; NULL unknown */
    const char **holiday_text;  /* rules for public holidays and exceptional days, kept apart; NULL none */
    /* What a site serves without a place of its own (telephone, video, home visits): ";"-separated codes
     * of zones of any level, "*" for the whole country; NULL: who can come to its place. */
    const char **service_area;
    const char **address, **postal_code, **post_office, **phone, **web; /* for the directory; NULL unknown */
};

/* Costs of travel that a file gives: one mode each. Rows are cells, columns sites (all of them),
 * in the order of the study after freeze. A pair that is absent is unreachable. */
struct kt_travel_matrix {
    const char *mode; /* "car", "walk", "cycle", "transit" or the file's own word */
    const char *unit; /* "min" or "km" */
    struct kt_csr pairs;
};

enum kt_road_mode { KT_CAR, KT_WALK, KT_CYCLE, KT_ROAD_MODES };
enum { KT_FORTH = 1, KT_BACK = 2 }; /* along a shape as it is drawn, and against it */

/* Streets, paths and ferries between crossings. Two shapes that share a vertex in the source meet there. */
struct kt_roads {
    size_t nnode, nedge, nvert;
    double *x, *y;      /* nnode: crossings and ends */
    int32_t *from, *to; /* nedge: the nodes at the shape's ends */
    float *length_m;
    float *kmh;                   /* by car, the limit or the custom of the class; ferries: NaN */
    float *kmh_back;              /* the same against the shape; NULL: as along it */
    uint8_t *open[KT_ROAD_MODES]; /* KT_FORTH | KT_BACK as the mode may go; 0 closed */
    uint8_t *doorless;            /* 1: no door opens on it: a motorway, a tunnel; NULL: on all of them */
    float *ferry_min;             /* crossing; NaN on land; negative: unknown, by its length */
    uint32_t *first;              /* nedge + 1: the shape's vertices, ends included */
    double *vx, *vy;              /* nvert */
    const char *credit;           /* who surveyed them */
};

/* How slowly one goes across country, row by row from the north-west corner (x0, y0). */
struct kt_terrain {
    int32_t nx, ny;
    double x0, y0, dx, dy; /* study.crs; sizes of a cell above 0 */
    float *pace;           /* nx * ny: seconds a metre; NaN: a barrier; NULL: the study has no raster */
    const char *credit;    /* who made it, or "" */
};

/* Lakes and other water, for the maps alone; one "zone" each. Overlaps do no harm. */
struct kt_water {
    size_t n;
    struct kt_polygons geom;
    const char *credit[KT_NLANG]; /* who surveyed them, or "" */
};

/* Dated rates by age: share of persons in a need layer. */
struct kt_rates {
    size_t n;
    int *layer; /* 1 excluded, 2 assisted, 3 occasional */
    int *year, *age_min, *age_max;
    double *rate;                  /* share 0..1 */
    double *n_eff;                 /* effective sample size; NaN: none, an assumption */
    const char **source[KT_NLANG]; /* in the language where the table has it, else as it stands */
};

/* One file that was read, for the manifest. */
struct kt_input {
    const char *role;  /* "study", "zones.municipality", "people", "sites", "rates" */
    const char *path;  /* as resolved */
    const char *layer; /* or "" */
    size_t rows;
    char sha256[65]; /* of the file; of the rows, in any order, where the source is none */
    bool by_rows;    /* the latter */
};

/* What importers leave for kt_study_freeze(); nobody reads it afterwards. Rows are data rows of the
 * source (1-based), for issues; codes are as read. Arrays follow their table's order of reading. */
struct kt_pending {
    const char *zone_file[KT_LEVELS_MAX], *cell_file, *site_file, *official_file;
    long *zone_row[KT_LEVELS_MAX], *cell_row, *site_row;
    const char **site_from;                  /* file of each site, where there are several registers */
    const char **zone_parent[KT_LEVELS_MAX]; /* parent's code; NULL entries: found by place */
    const char **cell_zone;                  /* code of the level-0 zone; NULL entries: found by place */
    size_t cell_rows, site_rows;             /* rows in the source, usable or not */
    /* Official persons by age per level-0 zone (its own age bands), for imputation and raking. */
    size_t nofficial;
    const char **official_code;
    struct kt_ages official_ages;
    double *official; /* nofficial x official_ages.n; NaN unknown */
    /* Shares of mother tongues per level-0 zone where cells have none. */
    size_t nzone_lang;
    const char **zone_lang_code;
    double *zone_lang_share;       /* nzone_lang x cells.nlang */
    struct kt_travel_read *travel; /* pairs of travel, see travel.h; NULL: none were read */
};

struct kt_study {
    struct kt_arena *keep;
    const struct kt_settings *set;
    size_t nlevel;
    struct kt_zones level[KT_LEVELS_MAX];
    struct kt_cells cells;
    struct kt_sites sites;
    struct kt_rates rates;
    struct kt_roads roads; /* nedge = 0: none */
    struct kt_terrain terrain;
    struct kt_water water; /* n = 0: none */
    struct kt_travel_matrix matrix[KT_MODES_MAX];
    size_t nmatrix;
    struct kt_input input[32];
    size_t ninput;
    struct kt_issues issues;
    double imputed_persons; /* persons whose ages were imputed */
    double plausible[4];    /* xmin ymin xmax ymax where study.crs can be used; all 0: not asked yet */
    bool frozen;
    struct kt_pending pending;
};

void kt_study_init(struct kt_study *st, struct kt_arena *keep, const struct kt_settings *set);

/* Refuses an input: an issue of severity error and KT_EINPUT with the same words. */
enum kt_status kt_study_refuse(struct kt_study *st, struct kt_err *err, const char *code, const char *file,
                               long row, const char *field, const char *remedy, const char *fmt, ...)
    KT_PRINTF(8, 9);

/* Rows with one and the same problem: the first hundred are listed, the rest are counted in one line. */
struct kt_tally {
    enum kt_severity severity;
    const char *code, *file, *field, *remedy;
    size_t n;
};
void kt_tally_add(struct kt_study *st, struct kt_tally *t, long row, const char *fmt, ...) KT_PRINTF(4, 5);
void kt_tally_close(struct kt_study *st, const struct kt_tally *t);
/* The same into any list: a method's own input, read when facts are const. */
void kt_tally_put(struct kt_issues *is, struct kt_tally *t, long row, const char *what);
void kt_tally_end(struct kt_issues *is, const struct kt_tally *t);

/* Row of a code at a level, -1 when absent. O(log n): levels are sorted by code. */
int32_t kt_zone_find(const struct kt_zones *zones, const char *code);
/* The user's own variable of that name, or NULL. */
const double *kt_zone_variable(const struct kt_zones *zones, const char *name);
/* The level-`lv` row that contains row z of level 0. O(lv). */
int32_t kt_zone_up(const struct kt_study *st, int32_t z, size_t lv);
/* Index of a level by id ("region"), -1 when absent. */
int kt_level_find(const struct kt_study *st, const char *level_id);

/* Checks, joins and completes the facts (parents, zones of cells and sites, imputation and raking,
 * derived totals, country level), sorts every table into its row order, and makes them const.
 * Issues for what was repaired; KT_EINPUT where too much was lost. */
KT_MUST enum kt_status kt_study_freeze(struct kt_study *st, struct kt_arena tmp, struct kt_err *err);

#endif
