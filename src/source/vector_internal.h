/* vector: one open source of rows (any GDAL vector driver), read forward once. GDAL's messages are
 * collected, never printed; text leaves here as valid UTF-8; coordinates leave in study.crs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_VECTOR_INTERNAL_H
#define KATVE_VECTOR_INTERNAL_H

#include <katve/method.h>
#include <katve/study.h>

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

/* What is known beforehand of an official source: which columns it has had in which year, and how it
 * writes what it hides. A study file may still name any column itself. */
struct kt_preset_field {
    const char *key;     /* of the study file: "columns.zone", "ages.0-14" */
    const char *columns; /* "he_vakiy|vaesto": the first one that the source has */
};
struct kt_preset {
    const char *name; /* "Paavo" */
    const char *crs;  /* of a source that names none, or says degrees but has metres */
    const struct kt_preset_field *field;
    size_t nfield;
    bool grid;          /* ids tell the place; corners are south-west */
    bool code_and_name; /* "00100  Helsinki keskusta (Helsinki)" in place of 00100 */
    /* Are the ages of this cell hidden? They become unknown. */
    bool (*hidden)(const double *age, size_t n, double total);
};

/* What to open, as a section of the study file says it. */
struct kt_vector_source {
    const char *section; /* "people": for key paths in messages */
    const char *role;    /* for the manifest */
    const char *path, *layer, *sql, *crs, *encoding;
    bool swap_xy;
    const struct kt_preset *preset; /* NULL: none */
    const char *format;             /* importer of a statistical table; "" or NULL: recognised */
    const char *const *options;     /* of GDAL's driver, NULL-ended; NULL: as usual */
    const char *driver, *other;     /* the only driver of GDAL that will do, and what to do else; NULL: any */
    bool once; /* too large to be walked for a count first: GDAL's word alone tells an early end */
};

/* The keys for statistical tables, in every section that may name one. */
#define KT_TABLE_PARAMS                                                                                    \
    {"preset",                                                                                             \
     KT_T_CHOICE,                                                                                          \
     "",                                                                                                   \
     "",                                                                                                   \
     0,                                                                                                    \
     0,                                                                                                    \
     "11re 11rc 12f7 key_figures",                                                                         \
     "A statistical table that katve knows; recognised by its title where it has one."},                   \
        {"dimensions",                                                                                     \
         KT_T_MAP,                                                                                         \
         "",                                                                                               \
         "",                                                                                               \
         0,                                                                                                \
         0,                                                                                                \
         NULL,                                                                                             \
         "Dimensions of a statistical table: area, age, sex, language, year, measure to names."},          \
        {"pick", KT_T_MAP, "",   "",                                                                       \
         0,      0,        NULL, "Dimensions of a statistical table to the one category that is read."},   \
    {                                                                                                      \
        "regions", KT_T_PATH, "", "", 0, 0, NULL, "Sotkanet's list of regions (JSON), for its indicators." \
    }
/* Who reads a table beside the section's source. */
#define KT_TABLE_IMPORTERS "px jsonstat pxweb_csv sotkanet"

/* Who made a source, a key for each language; printed below the maps. */
extern const char *const kt_credit_key[KT_NLANG];
/* A row a key reads best as a table. */
/* clang-format off */
#define KT_CREDIT_PARAMS(what) \
    {"credit_fi", KT_T_STR, "", "", 0, 0, NULL, "Who made " what ", in Finnish."}, \
    {"credit_sv", KT_T_STR, "", "", 0, 0, NULL, "Who made " what ", in Swedish."}, \
    {"credit_en", KT_T_STR, "", "", 0, 0, NULL, "Who made " what ", in English."}
/* clang-format on */

/* The keys that every importer's section shares. */
#define KT_SOURCE_PARAMS                                                                                   \
    {"layer", KT_T_STR, "", "", 0, 0, NULL, "Layer or sheet to read; the first one when absent."},         \
        {"sql", KT_T_STR, "", "", 0, 0, NULL, "SQL query on the source, instead of a layer."},             \
        {"crs", KT_T_STR, "",   "",                                                                        \
         0,     0,        NULL, "Coordinate reference system, where the source has none or a wrong one."}, \
        {"encoding", KT_T_STR, "", "", 0, 0, NULL, "Text encoding of the source when it is not UTF-8."},   \
        {"division_year",                                                                                  \
         KT_T_INT,                                                                                         \
         "year",                                                                                           \
         "",                                                                                               \
         1990,                                                                                             \
         2100,                                                                                             \
         NULL,                                                                                             \
         "Division whose codes the source uses; default: found by the codes it has."},                     \
    {                                                                                                      \
        "swap_xy", KT_T_BOOL, "", "false", 0, 0, NULL, "The source has its x and y the wrong way round."   \
    }

struct kt_vector_log {
    char first[400]; /* GDAL's first complaint */
    size_t nwarning, nfailure;
};

/* What a statistical table told of its columns. */
struct kt_cube_columns {
    bool is;
    struct kt_ages ages; /* each is a column, called "0", "5-9" or "75-" */
    size_t nlang;
    const char *lang[KT_LANGS_MAX]; /* each is a column of shares */
};

struct kt_vector {
    struct kt_study *st;
    struct kt_cube_columns table;
    struct kt_vector_source src;
    const char *file; /* short name for issues */
    GDALDatasetH ds;
    OGRLayerH layer;
    bool from_sql, gml;
    OGRFeatureDefnH defn;
    size_t nrow;                   /* rows promised by the source */
    OGRFeatureH row;               /* current feature */
    size_t nread;                  /* rows read so far */
    long rowno;                    /* of the current row, as a spreadsheet counts: the heading is row 1 */
    struct kt_arena scratch, text; /* texts of the current row */
    struct kt_vector_log log;
    bool is_file;         /* else the rows themselves give the input's identity */
    size_t input_at;      /* in st->input */
    uint8_t identity[32]; /* sum of the rows' checksums */
    /* Coordinates: to study.crs; box = plausible range there. */
    OGRCoordinateTransformationH to_study, from_degrees; /* NULL: the same; not needed so far */
    bool source_degrees, crs_given;
    double box[4]; /* xmin ymin xmax ymax */
    size_t nplaced, nmisplaced;
    char misplaced[512];
    const char *misplaced_code, *misplaced_remedy;
    struct kt_tally off, recoded, cut;
};

/* The i-th field of a preset whose key begins with `map` and a dot ("ages"); NULL behind the last. */
const struct kt_preset_field *kt_preset_at(const struct kt_preset *p, const char *map, size_t i);
/* The columns that a preset gives for map.key, or NULL. */
const char *kt_preset_columns(const struct kt_preset *p, const char *map, const char *key);
/* Other names of a column whose first name this is, or NULL. */
const char *kt_preset_synonyms(const struct kt_preset *p, const char *name);

/* ---- sniff.c ---- */
/* Why the beginning of a file shows that it is no data, or NULL; *remedy what to do. `text` of delimited
 * kind is also looked at for its line ends. */
const char *kt_sniff(const char *head, size_t n, bool text, const char **remedy);
/* Is the root of this XML a collection of GML features? */
bool kt_sniff_gml(const char *head, size_t n);

/* ---- grid_id.c ---- */
/* Centre and size (metres, EPSG:3067) of a cell by its id: 1kmN6672E388, 250mN667175E38600,
 * CRS3067RES1000mN6672000E388000, N667200E38800 (*size = 0: not told; the corner is given). The number of
 * digits of the northing tells its unit. False when it is no such id. */
bool kt_grid_cell(const char *id, double *x, double *y, double *size);

/* A column or the sum of several: "he_0_2" or "he_0_2+he_3_6". */
enum { KT_TERMS_MAX = 64 };
struct kt_term {
    int n, col[KT_TERMS_MAX];
};

/* ---- vector.c ---- */
/* GDAL's drivers are there, those of the program's first call only. */
void kt_vector_drivers(void);
struct kt_vector_source kt_vector_section(const struct kt_study *st, const char *section, const char *role,
                                          struct kt_arena *tmp);
/* Opens, finds the layer, records the input (with SHA-256) and refuses what is empty. */
KT_MUST enum kt_status kt_vector_open(struct kt_vector *v, struct kt_study *st,
                                      const struct kt_vector_source *src, struct kt_arena *tmp,
                                      struct kt_err *err);
bool kt_vector_next(struct kt_vector *v);
/* Reports what was met on the way (GDAL's complaints, recoded text); refuses a source most of whose
 * places are implausible. Frees everything, also after a failure. */
KT_MUST enum kt_status kt_vector_close(struct kt_vector *v, enum kt_status status, struct kt_err *err);
/* Value of a key of the source's section, by full path, with "" for what the schema lacks. */
const char *kt_section_str(const struct kt_study *st, const char *section, const char *key,
                           struct kt_arena tmp);
bool kt_section_bool(const struct kt_study *st, const char *section, const char *key, struct kt_arena tmp);

/* ---- row_identity.c ---- */
void kt_row_identity_add(struct kt_vector *v);
void kt_row_identity_close(struct kt_vector *v);

/* ---- cube_table.c ---- */
bool kt_table_knows(const struct kt_vector_source *src);
/* Reads a statistical table into rows by area: id, code, zone, name, name_fi, name_sv, name_en, total,
 * population, x, y, its ages, languages (shares) and measures (by code and by label). Bounded memory:
 * areas x columns, whatever the size of the file. */
KT_MUST enum kt_status kt_table_open(struct kt_study *st, const struct kt_vector_source *src,
                                     struct kt_arena tmp, GDALDatasetH *ds, struct kt_cube_columns *t,
                                     struct kt_err *err);

/* ---- column.c ---- */
int kt_vector_find(const struct kt_vector *v, const char *name);
/* The column that map section.map gives for `key`; without a mention, the column of that name. A
 * column that is named but absent is refused with the nearest name; so is a required one. */
KT_MUST enum kt_status kt_vector_bind(struct kt_vector *v, const char *map, const char *key, bool required,
                                      int *col, struct kt_err *err);
/* The same column or -1, without complaint; *mentioned when the map names it. */
int kt_vector_bind_soft(const struct kt_vector *v, const char *map, const char *key, bool *mentioned);
KT_MUST enum kt_status kt_vector_bind_term(struct kt_vector *v, const char *map, const char *key,
                                           bool required, struct kt_term *term, struct kt_err *err);
KT_MUST enum kt_status kt_vector_term(struct kt_vector *v, const char *key_path, const char *expr,
                                      struct kt_term *term, struct kt_err *err);
/* Trimmed, valid UTF-8, no control characters; NULL when blank or col < 0. Lives until the next row. */
const char *kt_vector_text(struct kt_vector *v, int col);
/* The same, kept. */
const char *kt_vector_keep(struct kt_vector *v, int col);
/* A code: as text, but "91.0" becomes "91". Kept. */
const char *kt_vector_code(struct kt_vector *v, int col);

enum kt_number { KT_NUM_OK, KT_NUM_BLANK, KT_NUM_BAD };
/* Blanks between digits are thousands separators. *out = NaN unless KT_NUM_OK. */
enum kt_number kt_vector_number(struct kt_vector *v, int col, double *out);

/* "0-15" or "75-" (open-ended: max 999); false when it is not an age band. */
bool kt_age_band(const char *s, int *min, int *max);
/* Markers of suppressed values, as in people.missing. */
struct kt_missing {
    size_t n;
    const char *mark[32];
    struct kt_tally bad, negative;
};
/* Sum of a term's columns: NaN when any is blank, suppressed, negative or no number. */
double kt_vector_count(struct kt_vector *v, const struct kt_term *term, struct kt_missing *miss);

/* ---- place.c ---- */
KT_MUST enum kt_status kt_place_open(struct kt_vector *v, struct kt_err *err);
void kt_place_close(struct kt_vector *v);
/* Source coordinates to study.crs; false (and counted, with an issue) when the place is implausible. */
bool kt_place_point(struct kt_vector *v, double *x, double *y);
/* The same for the point that two columns give. Degrees when `degrees` (lon, lat). */
bool kt_place_columns(struct kt_vector *v, int xcol, int ycol, bool degrees, double *x, double *y);
/* Transforms a geometry in place; false when it lies where it can't. */
bool kt_place_geometry(struct kt_vector *v, OGRGeometryH g);
/* The same for the vertices of a line, without a geometry made for it: one call of PROJ for all of them. */
bool kt_place_line(struct kt_vector *v, double *x, double *y, size_t n);

/* The same for a source that is no vector file: from a known system into study.crs. */
struct kt_placer {
    OGRCoordinateTransformationH to_study; /* NULL: the same */
    double box[4];
};
KT_MUST enum kt_status kt_placer_open(struct kt_placer *p, struct kt_study *st, const char *from_crs,
                                      struct kt_err *err);
void kt_placer_close(struct kt_placer *p);
/* False, and NaN, when the place is implausible. */
bool kt_placer_put(const struct kt_placer *p, double *x, double *y);

/* ---- outline.c ---- */
/* A valid polygonal geometry made of `g` (which is consumed), or NULL; *repaired when it had to change. */
OGRGeometryH kt_outline_valid(OGRGeometryH g, bool *repaired);
/* Flattens n geometries (NULL: no ring) into arrays of the keep arena. */
struct kt_polygons kt_outline_flatten(OGRGeometryH *g, size_t n, struct kt_arena *keep, struct kt_arena tmp);
/* Union of the zones that `pick` selects (pick[z] == group), or NULL when there is none. */
OGRGeometryH kt_outline_union(const struct kt_polygons *p, size_t nzone, const int32_t *pick, int32_t group);
/* A point inside a polygonal geometry, or the point itself. */
bool kt_outline_inside(OGRGeometryH g, double *x, double *y);
/* Pairs of zones that share more than a hundredth of the smaller one: an issue each. */
void kt_outline_overlaps(struct kt_study *st, OGRGeometryH *g, const char *const *code, size_t n,
                         const char *file, struct kt_arena tmp);

/* ---- what is known of a zone beside its outline ---- */
enum kt_zone_field {
    KT_ZF_FI,
    KT_ZF_SV,
    KT_ZF_EN,
    KT_ZF_LANG,
    KT_ZF_PLACE,
    KT_ZF_PARENT,
    KT_ZF_POPULATION,
    KT_ZF_X,
    KT_ZF_Y,
    KT_ZF_BASIC,
    KT_ZF_SECONDARY,
    KT_ZF_N
};
extern const char *const kt_zone_field_name[KT_ZF_N];

/* Where a source has them, -1: nowhere. The user's own variables stand behind the fields. */
enum { KT_ZONE_VARIABLES_MAX = 64, KT_ZF_ALL = KT_ZF_N + KT_ZONE_VARIABLES_MAX };
struct kt_zone_columns {
    int code, col[KT_ZF_ALL];
    size_t nvariable;
    struct kt_tally bad; /* values of variables that are no numbers */
};
struct kt_zone_row {
    const char *code, *name;            /* name: of a row that has no code */
    const char *text[KT_ZF_PARENT + 1]; /* names, language status, place, parent; NULL unknown */
    double population, x, y, education[2], *variable; /* nvariable, or NULL: none is known */
    long row;
    OGRGeometryH geom; /* NULL: none */
};
/* ---- attribute_table.c: the section's key "table" ---- */
struct kt_zone_table {
    const char *file; /* "": there is none */
    struct kt_zone_row *row;
    size_t n;
    bool has[KT_ZF_ALL];
};
/* Reads it as it is; nothing when there is none. */
KT_MUST enum kt_status kt_zone_table(struct kt_study *st, const char *section, struct kt_arena *tmp,
                                     struct kt_zone_table *t, struct kt_err *err);
/* Gives every row a code and sorts by it. Rows with a name only take the code of the zone that has the name;
 * each doubtful one is told. Without zones (NULL) such rows are left out, with an issue. */
KT_MUST enum kt_status kt_zone_table_join(struct kt_study *st, const char *section, struct kt_zone_table *t,
                                          const struct kt_zone_row *zone, size_t nzone, struct kt_arena tmp,
                                          struct kt_err *err);

/* ---- zone_attributes.c ---- */
/* Fills a row from the current feature. False: it has no code. */
bool kt_zone_row_read(struct kt_vector *v, struct kt_zone_columns *c, struct kt_zone_row *row);
/* Takes what `row` lacks from the table's row of the same code. */
void kt_zone_row_fill(struct kt_zone_row *row, size_t nvariable, const struct kt_zone_row *table, size_t n);
/* ---- zone_variables.c: columns of the user's own, named by the key `variables` ---- */
size_t kt_zone_variables(const struct kt_study *st, const char *section, struct kt_arena tmp);
const char *kt_zone_variable_name(const struct kt_study *st, const char *section, size_t i,
                                  struct kt_arena tmp);
/* Refuses names that can't be told from others, and too many of them. */
KT_MUST enum kt_status kt_zone_variables_check(struct kt_study *st, const char *section, struct kt_arena tmp,
                                               struct kt_err *err);
/* Their columns; one that the source lacks is refused unless it is `elsewhere` (NULL: none is refused). */
KT_MUST enum kt_status kt_zone_variables_bind(struct kt_vector *v, const bool *elsewhere,
                                              struct kt_zone_columns *c, struct kt_err *err);
void kt_zone_variables_read(struct kt_vector *v, struct kt_zone_columns *c, struct kt_zone_row *row);
/* By code, then by row. */
void kt_zone_rows_sort(struct kt_zone_row *rows, size_t n);
/* Digit codes of unequal length get their zeros back; returns how many changed. */
size_t kt_codes_pad(struct kt_arena *keep, const char **code, size_t n);

#endif
