/* Statistical tables: which format, opening and closing, missing values, text of old code pages.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cube_internal.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { HEAD = 1 << 16 };

static const struct kt_cube_format *const format[] = {&kt_format_px, &kt_format_sotkanet, &kt_format_jsonstat,
                                                      &kt_format_pxweb_csv};
enum { NFORMAT = sizeof format / sizeof *format };

const struct kt_cube_format *kt_cube_recognise(const char *path, const char *name)
{
    for (size_t i = 0; i < NFORMAT && *name; i++)
        if (kt_streq(format[i]->name, name)) return format[i];
    struct kt_bytes b;
    struct kt_err ignored = {0};
    char *head = *name ? NULL : malloc(HEAD + 1);
    const struct kt_cube_format *found = NULL;
    if (head && kt_bytes_open(&b, path, &ignored) == KT_OK) {
        size_t n = b.n - b.at < HEAD ? b.n - b.at : HEAD;
        memcpy(head, b.buf + b.at, n);
        head[n] = '\0';
        for (size_t i = 0; i < NFORMAT && !found; i++)
            if (format[i]->knows(path, head)) found = format[i];
        kt_bytes_close(&b);
    }
    free(head);
    return found;
}

enum kt_status kt_cube_open(struct kt_cube *c, struct kt_study *st, const char *path, const char *name,
                            const char *encoding, const char *regions, struct kt_arena *a, struct kt_err *err)
{
    const char *slash = strrchr(path, '/');
    *c = (struct kt_cube){.st = st, .path = path, .encoding = encoding, .regions = regions, .a = a};
    c->file = kt_strdup(st->keep, slash && slash[1] ? slash + 1 : path);
    c->table = "";
    c->format = kt_cube_recognise(path, name);
    if (!c->format)
        return kt_cube_refuse(c, err, 0, "Name its importer in the study file.",
                              "this is no statistical table that katve knows");
    KT_TRY(c->format->open(c, err));
    size_t cells = 1;
    for (size_t d = 0; d < c->ndim; d++) {
        if (c->dim[d].n == 0)
            return kt_cube_refuse(c, err, 0, "Fetch the table again.",
                                  "dimension \"%.60s\" has no categories", kt_dim_name(&c->dim[d]));
        if (c->dim[d].n > SIZE_MAX / 64 / cells)
            return kt_cube_refuse(c, err, 0, "Fetch a part of the table.", "the table has too many cells");
        cells *= c->dim[d].n;
    }
    if (c->ndim == 0)
        return kt_cube_refuse(c, err, 0, "Fetch the table again.", "the table has no dimensions");
    return KT_OK;
}

enum kt_status kt_cube_read(struct kt_cube *c, kt_cube_sink sink, void *to, struct kt_err *err)
{
    KT_TRY(c->format->values(c, sink, to, err));
    static const char *const meaning[KT_CUBE_SYMBOLS] = {"",
                                                         "\".\", impossible or not applicable",
                                                         "\"..\", not available or too uncertain",
                                                         "\"...\", secret or not published",
                                                         "\"....\"",
                                                         "\".....\"",
                                                         "\"......\"",
                                                         "no number"};
    char what[160];
    for (int i = 1; i < KT_CUBE_SYMBOLS; i++) {
        if (!c->symbol[i]) continue;
        snprintf(what, sizeof what, "%zu of %zu values are %s; taken as unknown", c->symbol[i], c->nvalue,
                 meaning[i]);
        kt_issues_add(&c->st->issues, i == 7 ? KT_WARNING : KT_NOTE,
                      i == 7 ? "not-a-number" : "missing-values", c->file, 0, "", what,
                      i == 7 ? "Correct the values." : "Nothing, if the areas of the study have theirs.");
    }
    return KT_OK;
}

void kt_cube_close(struct kt_cube *c)
{
    if (c->format && c->own) c->format->close(c);
    c->own = NULL;
}

double kt_cube_symbol(struct kt_cube *c, const char *s)
{
    size_t dots = strspn(s, ".");
    if (strcmp(s, "-") == 0) return 0.0; /* magnitude nil */
    c->symbol[dots && !s[dots] && dots <= 6 ? dots : 7]++;
    return NAN;
}

bool kt_cube_number(const char *s, size_t n, double *out)
{
    static const double ten[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    uint64_t m = 0;
    size_t i = 0, digits = 0, decimals = 0;
    bool minus = n && s[0] == '-';
    if (minus) i = 1;
    for (; i < n && s[i] >= '0' && s[i] <= '9'; i++, digits++) m = 10 * m + (uint64_t)(s[i] - '0');
    if (i < n && s[i] == '.')
        for (i++; i < n && s[i] >= '0' && s[i] <= '9'; i++, digits++, decimals++)
            m = 10 * m + (uint64_t)(s[i] - '0');
    /* Up to 15 digits the quotient of two exact numbers is the nearest one. */
    if (i == n && digits && digits <= 15) {
        *out = (double)m / ten[decimals];
        if (minus) *out = -*out;
        return true;
    }
    char buf[64];
    if (n == 0 || n >= sizeof buf) return false;
    memcpy(buf, s, n);
    buf[n] = '\0';
    return kt_parse_num(buf, out);
}

enum kt_status kt_cube_refuse(struct kt_cube *c, struct kt_err *err, long line, const char *remedy,
                              const char *fmt, ...)
{
    char what[500];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    return kt_study_refuse(c->st, err, "bad-table", c->file, line, "", remedy, "%s", what);
}

static uint32_t letter(unsigned char b, bool latin9)
{
    static const uint16_t windows[32] = {0x20AC, '?',    0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                         0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, '?',    0x017D, '?',
                                         '?',    0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                         0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, '?',    0x017E, 0x0178};
    static const struct {
        unsigned char b;
        uint16_t u;
    } own[] = {{0xA4, 0x20AC}, {0xA6, 0x0160}, {0xA8, 0x0161}, {0xB4, 0x017D},
               {0xB8, 0x017E}, {0xBC, 0x0152}, {0xBD, 0x0153}, {0xBE, 0x0178}};
    if (b >= 0x80 && b < 0xA0) return windows[b - 0x80];
    for (size_t i = 0; latin9 && i < sizeof own / sizeof *own; i++)
        if (own[i].b == b) return own[i].u;
    return b;
}

const char *kt_cube_utf8(struct kt_arena *a, const char *s, const char *page)
{
    if (kt_utf8_valid(s)) return s;
    bool dos = strncasecmp(page, "ibm", 3) == 0 || strncasecmp(page, "cp4", 3) == 0 ||
               strncasecmp(page, "cp8", 3) == 0;
    if (dos) {
        char *out = CPLRecode(s, page, CPL_ENC_UTF8);
        const char *kept = out && kt_utf8_valid(out) ? kt_strdup(a, out) : NULL;
        CPLFree(out);
        if (kept) return kept;
    }
    bool latin9 = strcasecmp(page, "iso-8859-15") == 0;
    char *out = kt_alloc(a, strlen(s) + 1, 3), *p = out;
    for (; *s; s++) {
        uint32_t u = letter((unsigned char)*s, latin9);
        if (u < 0x80) {
            *p++ = (char)u;
        } else if (u < 0x800) {
            *p++ = (char)(0xC0 | u >> 6);
            *p++ = (char)(0x80 | (u & 63));
        } else {
            *p++ = (char)(0xE0 | u >> 12);
            *p++ = (char)(0x80 | (u >> 6 & 63));
            *p++ = (char)(0x80 | (u & 63));
        }
    }
    return out;
}

const char *kt_dim_name(const struct kt_cube_dim *d)
{
    for (int l = 0; l < KT_NLANG; l++)
        if (d->name[l]) return d->name[l];
    return "";
}

const char *kt_dim_label(const struct kt_cube_dim *d, size_t i)
{
    for (int l = 0; l < KT_NLANG; l++)
        if (d->label[l] && d->label[l][i]) return d->label[l][i];
    return d->code ? d->code[i] : "";
}

const char *kt_dim_id(const struct kt_cube_dim *d, size_t i)
{
    return d->code ? d->code[i] : kt_dim_label(d, i);
}
