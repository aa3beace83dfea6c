/* Columns of a source: found by the names of the study file, read as text, codes or numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vector_internal.h"

#include <cpl_string.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { TEXT_MAX = 4000, PATH_MAX_ = 320 };

/* Headings of PxWeb carry the year: "Asukkaat yhteensä, 2022 (HE)". */
static bool same_heading(const char *have, const char *want, size_t n)
{
    const char *comma = strstr(have, ", ");
    if (strlen(have) == n && strncasecmp(have, want, n) == 0) return true;
    if (!comma || strspn(comma + 2, "0123456789") != 4) return false;
    size_t front = (size_t)(comma - have), rest = strlen(comma + 6);
    return front + rest == n && strncasecmp(have, want, front) == 0 &&
           strncasecmp(comma + 6, want + front, rest) == 0;
}

/* The first of "a|b|c" that there is. */
static int find_any(const struct kt_vector *v, const char *names)
{
    int nfield = OGR_FD_GetFieldCount(v->defn);
    for (const char *p = names; *p;) {
        size_t n = strcspn(p, "|");
        for (int i = 0; i < nfield; i++)
            if (same_heading(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(v->defn, i)), p, n)) return i;
        p += n + (p[n] == '|');
    }
    return -1;
}

int kt_vector_find(const struct kt_vector *v, const char *name)
{
    int n = OGR_FD_GetFieldCount(v->defn);
    for (int i = 0; i < n; i++)
        if (kt_streq(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(v->defn, i)), name)) return i;
    for (int i = 0; i < n; i++)
        if (strcasecmp(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(v->defn, i)), name) == 0) return i;
    if (strchr(name, '|')) return find_any(v, name);
    const char *synonyms = kt_preset_synonyms(v->src.preset, name);
    return synonyms ? find_any(v, synonyms) : -1;
}

static enum kt_status missing_column(struct kt_vector *v, const char *key_path, const char *name,
                                     struct kt_err *err)
{
    char names[420] = "", nearest[64] = "";
    size_t best = SIZE_MAX;
    int n = OGR_FD_GetFieldCount(v->defn);
    for (int i = 0; i < n; i++) {
        const char *have = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(v->defn, i));
        if (!kt_utf8_valid(have) || strlen(have) > 60) continue;
        size_t used = strlen(names), d = kt_edit_distance(have, name);
        if (d < best) best = d, snprintf(nearest, sizeof nearest, "%s", have);
        if (used + strlen(have) + 6 < sizeof names)
            snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "", have);
        else if (used + 5 < sizeof names && names[used - 1] != '.')
            snprintf(names + used, sizeof names - used, " ...");
    }
    bool near = *nearest && best <= 1 + strlen(name) / 2; /* further off it only misleads */
    return kt_study_refuse(v->st, err, "missing-column", v->file, 0, key_path,
                           "Name the right column in the study file.",
                           "there is no column \"%.80s\"%s%s%s; it has: %s", name,
                           near ? "; nearest is \"" : "", near ? nearest : "", near ? "\"" : "", names);
}

/* What map section.map says for a key: NULL when it does not mention it. */
static const char *mapped(const struct kt_vector *v, const char *map, const char *key)
{
    char path[PATH_MAX_];
    snprintf(path, sizeof path, "%s.%s", v->src.section, map);
    if (!kt_settings_has(v->st->set, path)) return NULL;
    size_t n = kt_settings_len(v->st->set, path);
    for (size_t i = 0; i < n; i++)
        if (kt_streq(kt_settings_map_key(v->st->set, path, i), key))
            return kt_settings_map_value(v->st->set, path, i);
    return NULL;
}

enum kt_status kt_vector_bind(struct kt_vector *v, const char *map, const char *key, bool required, int *col,
                              struct kt_err *err)
{
    char path[PATH_MAX_];
    const char *name = mapped(v, map, key), *known = name ? NULL : kt_preset_columns(v->src.preset, map, key);
    snprintf(path, sizeof path, "%s.%s.%s", v->src.section, map, key);
    *col = name && !*name ? -1 : kt_vector_find(v, name ? name : known ? known : key);
    if (*col >= 0 || (!required && (!name || !*name))) return KT_OK;
    return missing_column(v, path, name && *name ? name : known ? known : key, err);
}

int kt_vector_bind_soft(const struct kt_vector *v, const char *map, const char *key, bool *mentioned)
{
    const char *name = mapped(v, map, key);
    const char *known = name ? NULL : kt_preset_columns(v->src.preset, map, key);
    *mentioned = name && *name;
    return name && !*name ? -1 : kt_vector_find(v, name ? name : known ? known : key);
}

enum kt_status kt_vector_term(struct kt_vector *v, const char *key_path, const char *expr,
                              struct kt_term *term, struct kt_err *err)
{
    *term = (struct kt_term){0};
    int whole = kt_vector_find(v, expr);
    if (whole >= 0) {
        term->n = 1;
        term->col[0] = whole;
        return KT_OK;
    }
    char name[256];
    for (const char *p = expr;;) {
        size_t n = strcspn(p, "+"), from = 0, to = n;
        while (from < n && p[from] == ' ') from++;
        while (to > from && p[to - 1] == ' ') to--;
        snprintf(name, sizeof name, "%.*s", (int)(to - from), p + from);
        int col = kt_vector_find(v, name);
        if (col < 0) return missing_column(v, key_path, name, err);
        if (term->n == KT_TERMS_MAX)
            return kt_study_refuse(v->st, err, "missing-column", v->file, 0, key_path,
                                   "Sum them in the source.", "a sum may have at most %d columns",
                                   KT_TERMS_MAX);
        term->col[term->n++] = col;
        if (!p[n]) return KT_OK;
        p += n + 1;
    }
}

enum kt_status kt_vector_bind_term(struct kt_vector *v, const char *map, const char *key, bool required,
                                   struct kt_term *term, struct kt_err *err)
{
    char path[PATH_MAX_];
    const char *expr = mapped(v, map, key);
    *term = (struct kt_term){0};
    snprintf(path, sizeof path, "%s.%s.%s", v->src.section, map, key);
    if (!expr) {
        int col;
        KT_TRY(kt_vector_bind(v, map, key, required, &col, err));
        if (col >= 0) *term = (struct kt_term){1, {col}};
        return KT_OK;
    }
    return *expr ? kt_vector_term(v, path, expr, term, err) : KT_OK;
}

/* Cuts at a whole character. */
static size_t cut_length(const char *s, size_t most)
{
    while (most > 0 && ((unsigned char)s[most] & 0xC0) == 0x80) most--;
    return most;
}

static const char *to_utf8(struct kt_vector *v, const char *s)
{
    const char *from = *v->src.encoding ? v->src.encoding : "ISO-8859-1";
    bool ascii = true;
    for (const char *p = s; *p && ascii; p++) ascii = (unsigned char)*p < 0x80;
    if (ascii || (!*v->src.encoding && kt_utf8_valid(s))) return s;
    char *out = CPLRecode(s, from, CPL_ENC_UTF8);
    const char *kept = out && kt_utf8_valid(out) ? kt_strdup(&v->text, out) : "";
    CPLFree(out);
    if (!*v->src.encoding)
        kt_tally_add(v->st, &v->recoded, v->rowno, "text that is not UTF-8 was read as ISO-8859-1: \"%.60s\"",
                     kept);
    return kept;
}

const char *kt_vector_text(struct kt_vector *v, int col)
{
    if (col < 0 || !OGR_F_IsFieldSetAndNotNull(v->row, col)) return NULL;
    const char *raw = OGR_F_GetFieldAsString(v->row, col);
    if (!*raw) return NULL;
    if (v->text.end - v->text.beg < 8 * TEXT_MAX) return NULL; /* hundreds of long texts in one row */
    char *s = kt_strndup(&v->text, raw, strnlen(raw, TEXT_MAX + 8));
    size_t n = strlen(s);
    if (n > TEXT_MAX) {
        s[cut_length(s, TEXT_MAX)] = '\0';
        kt_tally_add(v->st, &v->cut, v->rowno, "a text of %zu bytes was cut to %d", strlen(raw), TEXT_MAX);
    }
    s = kt_strdup(&v->text, to_utf8(v, s));
    for (char *p = s; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F) *p = ' ';
    while (*s == ' ') s++;
    n = strlen(s);
    while (n && s[n - 1] == ' ') s[--n] = '\0';
    return n ? s : NULL;
}

const char *kt_vector_keep(struct kt_vector *v, int col)
{
    const char *s = kt_vector_text(v, col);
    return s ? kt_strdup(v->st->keep, s) : NULL;
}

const char *kt_vector_code(struct kt_vector *v, int col)
{
    const char *s = kt_vector_text(v, col);
    if (!s) return NULL;
    size_t n = strlen(s);
    /* A spreadsheet's number: 91.0 */
    if (n > 2 && kt_streq(s + n - 2, ".0") && strspn(s, "0123456789") == n - 2) n -= 2;
    return kt_strndup(v->st->keep, s, n);
}

/* Takes blanks (also no-break ones) out of a number. */
static bool squeeze(const char *s, char out[64])
{
    size_t n = 0;
    for (; *s; s++) {
        const unsigned char *u = (const unsigned char *)s;
        if (*s == ' ') continue;
        if (u[0] == 0xC2 && u[1] == 0xA0) {
            s++;
            continue;
        }
        if (u[0] == 0xE2 && u[1] == 0x80 && (u[2] == 0xAF || u[2] == 0x89)) {
            s += 2;
            continue;
        }
        if (n == 63) return false;
        out[n++] = *s;
    }
    out[n] = '\0';
    return true;
}

enum kt_number kt_vector_number(struct kt_vector *v, int col, double *out)
{
    *out = NAN;
    if (col < 0 || !OGR_F_IsFieldSetAndNotNull(v->row, col)) return KT_NUM_BLANK;
    char buf[64];
    if (!squeeze(OGR_F_GetFieldAsString(v->row, col), buf)) return KT_NUM_BAD;
    if (!*buf) return KT_NUM_BLANK;
    if (kt_parse_num(buf, out)) return KT_NUM_OK;
    *out = NAN;
    return KT_NUM_BAD;
}

bool kt_age_band(const char *s, int *min, int *max)
{
    char *end;
    while (*s == ' ') s++;
    if (*s < '0' || *s > '9') return false;
    long lo = strtol(s, &end, 10), hi = lo;
    bool en_dash = strncmp(end, "\xE2\x80\x93", 3) == 0;
    if (en_dash || *end == '-') {
        const char *p = end + (en_dash ? 3 : 1);
        while (*p == ' ') p++;
        if (*p && (*p < '0' || *p > '9')) return false;
        hi = 999;
        if (*p)
            hi = strtol(p, &end, 10);
        else
            end = (char *)(uintptr_t)p;
    } else if (*end == '+') {
        hi = 999;
        end++;
    }
    while (*end == ' ') end++;
    if (*end || lo > 150 || hi < lo || (hi > 150 && hi != 999)) return false;
    *min = (int)lo;
    *max = (int)hi;
    return true;
}

static bool is_marker(const struct kt_missing *m, const char *s)
{
    double a, b;
    for (size_t i = 0; i < m->n; i++) {
        if (kt_streq(m->mark[i], s)) return true;
        if (kt_parse_num(m->mark[i], &a) && kt_parse_num(s, &b) && a == b) return true;
    }
    return false;
}

double kt_vector_count(struct kt_vector *v, const struct kt_term *term, struct kt_missing *miss)
{
    double sum = 0.0;
    if (term->n == 0) return NAN;
    for (int i = 0; i < term->n; i++) {
        double x;
        int col = term->col[i];
        enum kt_number got = kt_vector_number(v, col, &x);
        char buf[64];
        if (got == KT_NUM_BLANK) return NAN;
        bool squeezed = squeeze(OGR_F_GetFieldAsString(v->row, col), buf);
        if (squeezed && is_marker(miss, buf)) return NAN;
        const char *name = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(v->defn, col));
        if (got == KT_NUM_BAD) {
            const char *met = kt_vector_text(v, col);
            kt_tally_add(v->st, &miss->bad, v->rowno, "%.40s: \"%.40s\" is not a number; taken as unknown",
                         name, met ? met : "");
            return NAN;
        }
        if (x < 0.0) {
            kt_tally_add(v->st, &miss->negative, v->rowno, "%.40s: %g persons; taken as unknown", name, x);
            return NAN;
        }
        sum += x;
    }
    return sum;
}
