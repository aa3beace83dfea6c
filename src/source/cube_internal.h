/* cube: a statistical table as the offices give it: named dimensions, one value for each combination,
 * the last dimension varying fastest. The formats (px, jsonstat, pxweb_csv, sotkanet) tell dimensions
 * first and then hand over their values one run at a time, so a table of any size passes through a
 * few megabytes. cube_table.c makes a table by area of it, for the importers that read rows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_CUBE_INTERNAL_H
#define KATVE_CUBE_INTERNAL_H

#include <katve/study.h>

#include <stdio.h>

enum {
    KT_CUBE_DIMS = 16,
    KT_CUBE_SYMBOLS = 8,
    KT_CUBE_TEXT_MAX = 64 << 20, /* bytes of a heading, or of a JSON document */
    KT_CUBE_ITEMS_MAX = 4000000, /* categories of one dimension */
};

enum kt_role { KT_R_OTHER, KT_R_AREA, KT_R_AGE, KT_R_SEX, KT_R_LANGUAGE, KT_R_YEAR, KT_R_MEASURE, KT_NROLE };
extern const char *const kt_role_name[KT_NROLE];

struct kt_cube_dim {
    const char *name[KT_NLANG]; /* NULL: not told in that language; one of them is there */
    size_t n;
    const char **code;            /* as the source has them; NULL: it has names only */
    const char **label[KT_NLANG]; /* NULL: not told in that language */
    const char **unit;            /* of each category; NULL: none told */
    enum kt_role hint;            /* what the source itself says of it */
    long total;                   /* the category that stands for all, where the source says so; else -1 */
};

struct kt_cube_format;
struct kt_cube {
    struct kt_study *st;
    const struct kt_cube_format *format;
    const char *path, *file;
    const char *encoding; /* of the study file; "" when it does not say */
    const char *regions;  /* Sotkanet's list of regions; "" */
    struct kt_arena *a;   /* all of the heading; values are not kept */
    const char *table;    /* title or id of the table; "" */
    size_t ndim;
    struct kt_cube_dim dim[KT_CUBE_DIMS];
    bool sparse_zero;               /* combinations that the source leaves out are zeros, not unknown */
    size_t symbol[KT_CUBE_SYMBOLS]; /* how often: 1-6 that many dots, 7 other text; 0 unused */
    size_t nvalue;                  /* values handed over */
    void *own;                      /* the format's */
};

/* n values along the last dimension from the combination at[0..ndim-1] on; NaN is missing. */
typedef enum kt_status (*kt_cube_sink)(void *to, const size_t *at, const double *value, size_t n,
                                       struct kt_err *err);

struct kt_cube_format {
    const char *name;
    /* From the first bytes (without a byte order mark) and the name of the file. */
    bool (*knows)(const char *path, const char *head);
    /* Dimensions; refuses in words what is none of its own. */
    enum kt_status (*open)(struct kt_cube *c, struct kt_err *err);
    enum kt_status (*values)(struct kt_cube *c, kt_cube_sink sink, void *to, struct kt_err *err);
    void (*close)(struct kt_cube *c);
};
extern const struct kt_cube_format kt_format_px, kt_format_jsonstat, kt_format_pxweb_csv, kt_format_sotkanet;

/* ---- cube.c ---- */
/* The format called `name`, or with "" the one that knows the file; NULL when there is none. */
const struct kt_cube_format *kt_cube_recognise(const char *path, const char *name);
KT_MUST enum kt_status kt_cube_open(struct kt_cube *c, struct kt_study *st, const char *path,
                                    const char *name, const char *encoding, const char *regions,
                                    struct kt_arena *a, struct kt_err *err);
/* Streams all values; then tells of the missing ones. O(values) time, O(1) memory. */
KT_MUST enum kt_status kt_cube_read(struct kt_cube *c, kt_cube_sink sink, void *to, struct kt_err *err);
void kt_cube_close(struct kt_cube *c);
/* What stands for a value that is no number: NaN and counted; the nil sign "-" is zero. */
double kt_cube_symbol(struct kt_cube *c, const char *s);
/* A number without sign of thousands, quickly; false when it is none. */
bool kt_cube_number(const char *s, size_t n, double *out);
/* Refuses the table: issue "bad-table" and KT_EINPUT. */
enum kt_status kt_cube_refuse(struct kt_cube *c, struct kt_err *err, long line, const char *remedy,
                              const char *fmt, ...) KT_PRINTF(5, 6);
/* Single-byte text made UTF-8: as `page` says, bytes 0x80-0x9F as Windows-1252. Valid UTF-8 stays. */
const char *kt_cube_utf8(struct kt_arena *a, const char *s, const char *page);
/* Any label or name of a category or dimension, in the order fi, sv, en; "" when there is none. */
const char *kt_dim_name(const struct kt_cube_dim *d);
const char *kt_dim_label(const struct kt_cube_dim *d, size_t i);
/* Code, else label. */
const char *kt_dim_id(const struct kt_cube_dim *d, size_t i);

/* ---- cube_words.c: what names and labels mean, in Finnish, Swedish and English ---- */
/* The role that the name of a dimension tells, KT_R_OTHER when none. */
enum kt_role kt_word_dimension(const char *name);
/* "Yhteensä", "Totalt", "Total", "KOKO MAA", "SSS": all of it. */
bool kt_word_total(const char *s);
bool kt_word_sex(const char *s);
/* "000", "0 - 4", "100 -", "0-2 years", "85 vuotta täyttäneet", "he_85_". */
bool kt_word_age(const char *s, int *min, int *max);
/* "2018", "2024M01" -> 202401, "2024Q1" -> 202403; 0 when it is no time. */
int kt_word_period(const char *s);

/* ---- cube_file.c: bytes through a buffer ---- */
struct kt_bytes {
    FILE *f;
    unsigned char *buf; /* buf[n] is NUL */
    size_t at, n;
    size_t read; /* bytes taken from the file */
    long line;
};
enum { KT_BYTES = 1 << 20 };
KT_MUST enum kt_status kt_bytes_open(struct kt_bytes *b, const char *path, struct kt_err *err);
void kt_bytes_close(struct kt_bytes *b);
/* Back to the start, behind a byte order mark. */
void kt_bytes_rewind(struct kt_bytes *b);
int kt_bytes_fill(struct kt_bytes *b);
/* Moves what is left to the front and reads on behind it; false when it was there already. */
bool kt_bytes_more(struct kt_bytes *b);
static inline int kt_bytes_peek(struct kt_bytes *b)
{
    return b->at < b->n ? b->buf[b->at] : kt_bytes_fill(b);
}
static inline int kt_bytes_get(struct kt_bytes *b)
{
    int c = kt_bytes_peek(b);
    if (c >= 0) b->at++;
    if (c == '\n') b->line++;
    return c;
}

/* Texts in the order in which they were first met, each once. */
struct kt_pool {
    struct kt_arena *a;
    const char **text;
    size_t n, cap, last;
    uint32_t *slot; /* row + 1, 0 empty; 2 cap of them */
};
/* Row of the text; it is added when new and `add`, else SIZE_MAX. Amortised O(1); neighbours of the
 * text before are looked at first, which is all that sorted tables need. */
size_t kt_pool_row(struct kt_pool *p, const char *s, bool add);

/* ---- cube_csv.c: delimited text, one record at a time ---- */
struct kt_csv {
    struct kt_bytes b;
    char sep;
    bool ends_run[256];
    char *text;   /* of a record that is not plain, its fields one after another */
    char **field; /* n of them; the fields of the record before are gone */
    size_t n, ntext, cap_field, cap_text;
    long line; /* where the record begins */
    bool too_long;
};
KT_MUST enum kt_status kt_csv_open(struct kt_csv *v, const char *path, struct kt_err *err);
void kt_csv_close(struct kt_csv *v);
/* The next record that is not empty; false at the end. Quotation marks and blanks around fields go. */
bool kt_csv_next(struct kt_csv *v);
/* Back to the first record; *skipped titles before the heading are passed over, v then holds the heading. */
bool kt_csv_heading(struct kt_csv *v);
/* A field as a value: blank, missing sign or number (also with blanks between digits). */
double kt_csv_value(struct kt_cube *c, const char *s);
/* Is it such a value? */
bool kt_csv_numeric(const char *s);

#endif
