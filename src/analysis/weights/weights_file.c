/* weights_file: neighbours in the formats of GeoDa and PySAL. GAL: a header, then for each area `id count`
 * and a line of ids. GWT: a header, then lines `i j weight`. The header is `n` or `0 n shape key`; without
 * a key ids are 1..n in row order. Source: Anselin 2003, Spatial weights, formats of GeoDa.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "weights_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    int32_t i, j;
    double w;
    long line;
};

struct reader {
    const char *path;
    char *at; /* rest of the file */
    long line;
    const char *const *code;
    size_t n;
    bool numbered; /* ids are 1..n */
    int32_t *order;
    struct entry *e;
    size_t m;
    struct kt_err *err;
};

/* The next line, cut at its end; NULL at the end of the file. */
static char *next_line(struct reader *r)
{
    while (r->at && *r->at) {
        char *line = r->at, *end = strchr(line, '\n');
        if (end) *end = '\0';
        r->at = end ? end + 1 : NULL;
        r->line++;
        line[strcspn(line, "\r")] = '\0';
        if (line[strspn(line, " \t")]) return line;
    }
    return NULL;
}

static enum kt_status bad(struct reader *r, const char *what, const char *word)
{
    return kt_fail_at(r->err, KT_EINPUT, r->path, r->line, "%s: `%.60s`", what, word);
}

static const char *const *sort_code;
static int by_code(const void *pa, const void *pb)
{
    return strcmp(sort_code[*(const int32_t *)pa], sort_code[*(const int32_t *)pb]);
}

static int32_t find(const struct reader *r, const char *id)
{
    if (r->numbered) {
        char *end;
        long v = strtol(id, &end, 10);
        return *end || v < 1 || (size_t)v > r->n ? -1 : (int32_t)(v - 1);
    }
    size_t lo = 0, hi = r->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = strcmp(id, r->code[r->order[mid]]);
        if (c == 0) return r->order[mid];
        if (c < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return -1;
}

static enum kt_status read_header(struct reader *r, struct kt_arena *tmp)
{
    char *line = next_line(r), *save = NULL;
    if (!line) return kt_fail_at(r->err, KT_EINPUT, r->path, 0, "the file of weights is empty");
    char *first = strtok_r(line, " \t", &save), *second = strtok_r(NULL, " \t", &save);
    strtok_r(NULL, " \t", &save);
    char *key = strtok_r(NULL, " \t", &save);
    const char *count = second ? second : first;
    if ((size_t)strtoul(count, NULL, 10) != r->n)
        return kt_fail_at(r->err, KT_EINPUT, r->path, r->line, "the weights are for %.20s areas, not %zu",
                          count, r->n);
    r->numbered = !r->code || !key;
    r->order = KT_NEW(tmp, int32_t, r->n + 1);
    for (size_t i = 0; i < r->n; i++) r->order[i] = (int32_t)i;
    sort_code = r->code;
    if (!r->numbered) qsort(r->order, r->n, sizeof *r->order, by_code);
    return KT_OK;
}

static enum kt_status add(struct reader *r, int32_t i, const char *id, double w)
{
    int32_t j = find(r, id);
    if (j < 0) return bad(r, "no area has the code", id);
    if (!(w > 0) || !isfinite(w)) return bad(r, "a weight must be above 0, of area", id);
    if (r->e) r->e[r->m] = (struct entry){i, j, w, r->line};
    r->m++;
    return KT_OK;
}

static enum kt_status read_gal(struct reader *r)
{
    for (char *line; (line = next_line(r));) {
        char *save = NULL, *id = strtok_r(line, " \t", &save), *count = strtok_r(NULL, " \t", &save), *end;
        int32_t i = find(r, id);
        if (i < 0) return bad(r, "no area has the code", id);
        if (!count) return bad(r, "no number of neighbours behind area", id);
        unsigned long left = strtoul(count, &end, 10);
        if (*end || left > r->n) return bad(r, "not a number of neighbours", count);
        while (left) {
            if (!(line = next_line(r))) return bad(r, "the file ends within the neighbours of", "");
            for (char *w = strtok_r(line, " \t", &save); w; w = strtok_r(NULL, " \t", &save), left--) {
                if (!left) return bad(r, "more neighbours than promised, from", w);
                KT_TRY(add(r, i, w, 1));
            }
        }
    }
    return KT_OK;
}

static enum kt_status read_gwt(struct reader *r)
{
    for (char *line; (line = next_line(r));) {
        char *save = NULL, *from = strtok_r(line, " \t", &save), *to = strtok_r(NULL, " \t", &save);
        char *value = strtok_r(NULL, " \t", &save);
        double w;
        int32_t i = find(r, from);
        if (i < 0) return bad(r, "no area has the code", from);
        if (!to || !value || !kt_parse_num(value, &w)) return bad(r, "not `i j weight`, from area", from);
        KT_TRY(add(r, i, to, w));
    }
    return KT_OK;
}

static int by_place(const void *pa, const void *pb)
{
    const struct entry *a = pa, *b = pb;
    if (a->i != b->i) return a->i < b->i ? -1 : 1;
    return a->j < b->j ? -1 : a->j > b->j;
}

static bool is_gwt(const char *path)
{
    size_t len = strlen(path);
    return len > 4 && strcmp(path + len - 4, ".gwt") == 0;
}

enum kt_status kt_weights_read(const char *path, const char *const *code, size_t n, struct kt_arena *keep,
                               struct kt_weights *out, struct kt_arena tmp, struct kt_err *err)
{
    char *text;
    size_t len;
    KT_TRY(kt_slurp(path, &tmp, &text, &len, err));
    struct reader r = {.path = path, .at = text, .code = code, .n = n, .err = err};
    KT_TRY(read_header(&r, &tmp));
    r.e = KT_NEW(&tmp, struct entry, len / 2 + 1); /* an entry takes two bytes at least */
    KT_TRY(is_gwt(path) ? read_gwt(&r) : read_gal(&r));
    qsort(r.e, r.m, sizeof *r.e, by_place);
    size_t *start = KT_NEW(keep, size_t, n + 1);
    int32_t *col = KT_NEW(keep, int32_t, r.m + 1);
    double *w = KT_NEW(keep, double, r.m + 1);
    for (size_t k = 0; k < r.m; k++) {
        if (k && by_place(&r.e[k - 1], &r.e[k]) == 0)
            return kt_fail_at(err, KT_EINPUT, path, r.e[k].line, "the pair is there twice");
        start[r.e[k].i + 1]++;
        col[k] = r.e[k].j;
        w[k] = r.e[k].w;
    }
    for (size_t i = 0; i < n; i++) start[i + 1] += start[i];
    *out = kt_weights_make(keep, n, start, col, w);
    return KT_OK;
}

static void write_id(FILE *f, const char *const *code, size_t i, const char *sep)
{
    if (code)
        fprintf(f, "%s%s", sep, code[i]);
    else
        fprintf(f, "%s%zu", sep, i + 1);
}

static void write_rows(FILE *f, const struct kt_weights *w, const char *const *code, bool gwt)
{
    for (size_t i = 0; i < w->n; i++) {
        if (!gwt) {
            write_id(f, code, i, "");
            fprintf(f, " %zu\n", w->start[i + 1] - w->start[i]);
        }
        for (size_t k = w->start[i]; k < w->start[i + 1]; k++) {
            if (gwt) {
                write_id(f, code, i, "");
                write_id(f, code, (size_t)w->col[k], " ");
                fprintf(f, " %.17g\n", w->w[k]);
            } else {
                write_id(f, code, (size_t)w->col[k], k > w->start[i] ? " " : "");
            }
        }
        if (!gwt) fputc('\n', f);
    }
}

enum kt_status kt_weights_write(const char *path, const struct kt_weights *w, const char *const *code,
                                struct kt_err *err)
{
    FILE *f = fopen(path, "w");
    if (!f) return kt_fail_at(err, KT_EIO, path, 0, "can't be written");
    if (code)
        fprintf(f, "0 %zu katve code\n", w->n);
    else
        fprintf(f, "%zu\n", w->n);
    write_rows(f, w, code, is_gwt(path));
    bool wrong = ferror(f) != 0;
    if (fclose(f) != 0 || wrong) return kt_fail_at(err, KT_EIO, path, 0, "writing failed");
    return KT_OK;
}
