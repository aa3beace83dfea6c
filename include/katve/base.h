/* base: status and errors, arenas, text, sums. The floor that every other room stands on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_BASE_H
#define KATVE_BASE_H

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KT_MUST         __attribute__((warn_unused_result))
#define KT_PRINTF(f, a) __attribute__((format(printf, f, a)))

/* Report languages; the order of every three-language array. */
enum kt_lang { KT_FI, KT_SV, KT_EN, KT_NLANG };
extern const char *const kt_lang_code[KT_NLANG]; /* "fi", "sv", "en" */
/* -1 when `code` is none of the three. */
int kt_lang_parse(const char *code);

/* A text in all three languages; none is ever NULL. */
struct kt_tr {
    const char *s[KT_NLANG];
};

/* ---- status and errors -------------------------------------------------------------- */

enum kt_status {
    KT_OK = 0,
    KT_EINPUT, /* what the user gave can't be accepted: exit 3 */
    KT_EIO,    /* reading or writing failed: exit 1 */
    KT_ELIMIT, /* the job can't fit (memory, size): exit 1 */
    KT_EFAULT, /* a library or katve itself went wrong: exit 1 */
};

/* The first failure keeps its text; later ones do not overwrite it. Zero-initialise. */
struct kt_err {
    enum kt_status status;
    char file[512]; /* the file concerned, or "" */
    long line;      /* 1-based line or row, or 0 */
    char text[1024];
};

/* Records a failure unless one is recorded already; returns the recorded status. */
enum kt_status kt_fail(struct kt_err *err, enum kt_status status, const char *fmt, ...) KT_PRINTF(3, 4);
enum kt_status kt_fail_at(struct kt_err *err, enum kt_status status, const char *file, long line,
                          const char *fmt, ...) KT_PRINTF(5, 6);

/* Passes a failure on to the caller. */
#define KT_TRY(call)                    \
    do {                                \
        enum kt_status try_ = (call);   \
        if (try_ != KT_OK) return try_; \
    } while (0)

/* ---- arenas --------------------------------------------------------------------------
 * A bump allocator over one reserved range of addresses. Pass `keep` by pointer to allocate
 * what outlives the call; pass `tmp` by value for scratch that is forgotten on return.
 * Memory comes zeroed and aligned to 16 bytes. Running out ends the program (exit 1) with one
 * line on stderr: the only exit in the library. O(1) beside the zeroing. */
struct kt_arena {
    char *beg, *end;
};

/* Reserves `size` bytes of addresses (0: as many as sensible). Pages are taken as touched. */
struct kt_arena kt_arena_open(size_t size);
/* `whole` must be the value that kt_arena_open returned. */
void kt_arena_close(struct kt_arena whole);
/* n × size bytes, checked for overflow. */
void *kt_alloc(struct kt_arena *a, size_t n, size_t size) __attribute__((malloc));
#define KT_NEW(arena, type, n) ((type *)kt_alloc((arena), (n), sizeof(type)))
char *kt_strdup(struct kt_arena *a, const char *s);
char *kt_strndup(struct kt_arena *a, const char *s, size_t n);
char *kt_printf(struct kt_arena *a, const char *fmt, ...) KT_PRINTF(2, 3);
char *kt_vprintf(struct kt_arena *a, const char *fmt, va_list ap) KT_PRINTF(2, 0);
/* A filled array of n doubles. */
double *kt_doubles(struct kt_arena *a, size_t n, double fill);

/* ---- numbers -------------------------------------------------------------------------*/

/* The one sum in the one order: left to right, Neumaier-compensated. NaN spreads. */
double kt_sum(const double *v, size_t n);
/* Quantile by linear interpolation (type 7) of a *sorted* array, p in [0, 1]; NaN for n = 0. */
double kt_quantile_sorted(const double *sorted, size_t n, double p);
/* Ascending, NaN last; total order, so equal inputs give equal bytes. */
void kt_sort(double *v, size_t n);
/* Rows 0..n-1 ordered by ascending key, ties by row; NaN last. */
void kt_order(const double *key, size_t n, size_t *order);
/* Strict number: decimal point or one decimal comma, no other text. False when not a number. */
bool kt_parse_num(const char *s, double *out);

/* ---- text ----------------------------------------------------------------------------*/

bool kt_streq(const char *a, const char *b); /* NULL equals NULL only */
/* Levenshtein distance over bytes; for "did you mean". */
size_t kt_edit_distance(const char *a, const char *b);
/* Valid UTF-8 without NUL and without overlong forms? */
bool kt_utf8_valid(const char *s);
/* Makes any bytes valid: each byte that is not UTF-8 becomes '?'. For messages that quote an input. */
void kt_utf8_scrub(char *s);
/* The text without what is secret in it: "PG:... password=x", "https://user:x@host", "...&api_key=x". */
char *kt_masked(struct kt_arena *a, const char *s);
/* A name made safe for a file name: a-z 0-9 '-', å ä ö folded, never empty, never '..'. */
char *kt_slug(struct kt_arena *a, const char *name);

/* ---- files ---------------------------------------------------------------------------*/

/* Lower-case hex SHA-256 of a file's bytes, 64 digits + NUL. A folder is not accepted. */
KT_MUST enum kt_status kt_sha256_file(const char *path, char hex[65], struct kt_err *err);
void kt_sha256_bytes(const void *data, size_t n, char hex[65]);
/* mkdir -p. */
KT_MUST enum kt_status kt_mkdirs(const char *path, struct kt_err *err);
/* rm -r of one folder that katve made. */
KT_MUST enum kt_status kt_rmtree(const char *path, struct kt_err *err);
/* Regular files below `dir`, relative, sorted by bytes. */
KT_MUST enum kt_status kt_list_files(const char *dir, struct kt_arena *keep, char ***names, size_t *n,
                                     struct kt_err *err);
/* dir/name; an absolute name stays as it is. */
char *kt_path_join(struct kt_arena *a, const char *dir, const char *name);
/* Whole file in memory, NUL-terminated behind its n bytes. */
KT_MUST enum kt_status kt_slurp(const char *path, struct kt_arena *keep, char **text, size_t *n,
                                struct kt_err *err);

#endif
