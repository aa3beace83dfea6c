/* PxWeb tables: what variables there are, a choice of their values, and as many queries as the service's
 * limit of cells asks for, put together as one json-stat2 table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fetch_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { VARIABLES_MAX = 16 };

/* A variable of the table and the values chosen of it. */
struct chosen {
    const char *code;
    json_t *values; /* new reference */
};

struct query {
    struct kt_job *job;
    struct chosen var[VARIABLES_MAX];
    size_t nvar, split; /* the variable whose values are dealt out over the requests */
};

static enum kt_status changed(const struct query *q, struct kt_err *err, const char *what, const char *name)
{
    return kt_fail_at(
        err, KT_EINPUT, q->job->preset->name, 0,
        "the table %s \"%s\"; the preset asks for: %s; the service may have changed, and a newer "
        "katve may know the new form",
        what, name, q->job->select);
}

/* The pattern that the preset gives for a variable; NULL: it is not mentioned. */
static const char *pattern_of(const char *code, const char *select, struct kt_arena *a)
{
    size_t n = strlen(code);
    for (const char *p = select; p && *p;) {
        size_t len = strcspn(p, ";");
        if (len > n && p[n] == '=' && strncmp(p, code, n) == 0) return kt_strndup(a, p + n + 1, len - n - 1);
        p += len + (p[len] == ';');
    }
    return NULL;
}

static json_t *matching(const json_t *values, const char *pattern)
{
    json_t *out = json_array(), *v;
    size_t i, n = strlen(pattern);
    bool open = n && pattern[n - 1] == '*';
    json_array_foreach((json_t *)values, i, v)
    {
        const char *s = json_string_value(v);
        if (s && (open ? strncmp(s, pattern, n - 1) == 0 : strcmp(s, pattern) == 0))
            json_array_append(out, v);
    }
    return out;
}

static enum kt_status choose(struct query *q, const json_t *variable, const char *select, struct kt_err *err)
{
    struct kt_arena tmp = *q->job->keep;
    const char *code = json_string_value(json_object_get(variable, "code"));
    const json_t *values = json_object_get(variable, "values");
    if (!code || !json_is_array(values))
        return changed(q, err, "does not describe its variable", code ? code : "?");
    const char *pattern = pattern_of(code, select, &tmp);
    if (!pattern && json_is_true(json_object_get(variable, "elimination"))) return KT_OK;
    json_t *chosen = matching(values, pattern ? pattern : "*");
    /* Older tables name areas by the bare digits. */
    if (!json_array_size(chosen) && pattern && strcmp(pattern, "KU*") == 0) {
        json_decref(chosen);
        chosen = matching(values, "*");
    }
    if (!json_array_size(chosen) || q->nvar == VARIABLES_MAX) {
        json_decref(chosen);
        size_t n = json_array_size(values);
        const char *last = n ? json_string_value(json_array_get(values, n - 1)) : "";
        return kt_fail_at(
            err, KT_EINPUT, q->job->preset->name, 0,
            "the table's variable \"%s\" has no value \"%s\"; it ends with \"%s\"; is that year "
            "published?",
            code, pattern ? pattern : "*", last ? last : "");
    }
    q->var[q->nvar++] = (struct chosen){kt_strdup(q->job->keep, code), chosen};
    return KT_OK;
}

/* Every variable that the preset mentions must be there. */
static enum kt_status check_mentioned(const struct query *q, const json_t *variables, const char *select,
                                      struct kt_err *err)
{
    for (const char *p = select; *p;) {
        size_t n = strcspn(p, "="), i;
        bool found = false;
        json_t *v;
        json_array_foreach((json_t *)variables, i, v)
        {
            const char *code = json_string_value(json_object_get(v, "code"));
            found = found || (code && strlen(code) == n && strncmp(code, p, n) == 0);
        }
        if (!found) {
            struct kt_arena tmp = *q->job->keep;
            return changed(q, err, "has no variable", kt_strndup(&tmp, p, n));
        }
        p += strcspn(p, ";");
        p += *p == ';';
    }
    return KT_OK;
}

static enum kt_status choose_all(struct query *q, const json_t *meta, const char *select, struct kt_err *err)
{
    const json_t *variables = json_object_get(meta, "variables");
    if (!json_is_array(variables)) return changed(q, err, "lacks its list", "variables");
    KT_TRY(check_mentioned(q, variables, select, err));
    size_t i;
    json_t *v;
    json_array_foreach((json_t *)variables, i, v) KT_TRY(choose(q, v, select, err));
    for (size_t k = 1; k < q->nvar; k++)
        if (json_array_size(q->var[k].values) > json_array_size(q->var[q->split].values)) q->split = k;
    return q->nvar ? KT_OK : changed(q, err, "lacks its list", "variables");
}

/* The body of one request: all values, but of the split variable only those from `first` on. */
static char *body_of(const struct query *q, size_t first, size_t n, struct kt_arena *a)
{
    json_t *list = json_array();
    for (size_t k = 0; k < q->nvar; k++) {
        json_t *values = k == q->split ? json_array() : json_incref(q->var[k].values);
        for (size_t i = first; k == q->split && i < first + n; i++)
            json_array_append(values, json_array_get(q->var[k].values, i));
        json_array_append_new(list, json_pack("{s:s, s:{s:s, s:o}}", "code", q->var[k].code, "selection",
                                              "filter", "item", "values", values));
    }
    json_t *root = json_pack("{s:o, s:{s:s}}", "query", list, "response", "format", "json-stat2");
    char *text = json_dumps(root, JSON_COMPACT), *out = kt_strdup(a, text ? text : "");
    free(text);
    json_decref(root);
    return out;
}

/* ---- putting parts together ---- */

/* Cell `i` of a table whose values are an array or, sparse, an object. */
static json_t *cell(const json_t *values, size_t i)
{
    if (json_is_array(values)) return json_array_get(values, i);
    char key[24];
    snprintf(key, sizeof key, "%zu", i);
    return json_object_get(values, key);
}

struct shape {
    size_t outer, along, inner; /* cells before, along and behind the split dimension */
};

static enum kt_status shape_of(const struct query *q, const json_t *part, struct shape *s, size_t *dim,
                               struct kt_err *err)
{
    const json_t *id = json_object_get(part, "id"), *size = json_object_get(part, "size");
    size_t n = json_array_size(id);
    *s = (struct shape){1, 0, 1};
    for (size_t i = 0; i < n && i < json_array_size(size); i++) {
        const char *name = json_string_value(json_array_get(id, i));
        json_int_t len = json_integer_value(json_array_get(size, i));
        if (len < 1 || len > 10000000) return changed(q, err, "has an odd size of", name ? name : "?");
        if (name && strcmp(name, q->var[q->split].code) == 0)
            s->along = (size_t)len, *dim = i;
        else if (s->along)
            s->inner *= (size_t)len;
        else
            s->outer *= (size_t)len;
    }
    if (!s->along || !json_object_get(part, "value"))
        return changed(q, err, "came without its dimension", q->var[q->split].code);
    return KT_OK;
}

/* Puts `part` behind `whole` along the split dimension; both keep their other dimensions. */
static enum kt_status join(const struct query *q, json_t *whole, const json_t *part, struct kt_err *err)
{
    struct shape a, b;
    size_t dim = 0, dim_b = 0;
    KT_TRY(shape_of(q, whole, &a, &dim, err));
    KT_TRY(shape_of(q, part, &b, &dim_b, err));
    if (dim != dim_b || a.outer != b.outer || a.inner != b.inner)
        return kt_fail_at(err, KT_EIO, q->job->preset->name, 0,
                          "the parts of the table have different shapes; run it again");
    json_t *value = json_array(), *status = json_object();
    const json_t *from[2] = {whole, part};
    const struct shape *shape[2] = {&a, &b};
    for (size_t o = 0, at = 0; o < a.outer; o++)
        for (int w = 0; w < 2; w++)
            for (size_t i = 0, n = shape[w]->along * a.inner; i < n; i++, at++) {
                json_t *v = cell(json_object_get(from[w], "value"), o * n + i);
                json_t *st = cell(json_object_get(from[w], "status"), o * n + i);
                char key[24];
                snprintf(key, sizeof key, "%zu", at);
                json_array_append_new(value, v ? json_incref(v) : json_null());
                if (st && !json_is_null(st)) json_object_set(status, key, st);
            }
    json_object_set_new(whole, "value", value);
    if (json_object_size(status)) json_object_set(whole, "status", status);
    json_decref(status);
    json_array_set_new(json_object_get(whole, "size"), dim, json_integer((json_int_t)(a.along + b.along)));
    return KT_OK;
}

/* Positions, labels and units of the split dimension's values. */
static void join_categories(const struct query *q, json_t *whole, const json_t *part)
{
    const char *name = q->var[q->split].code, *key;
    json_t *to = json_object_get(json_object_get(json_object_get(whole, "dimension"), name), "category"), *v;
    const json_t *from =
        json_object_get(json_object_get(json_object_get(part, "dimension"), name), "category");
    json_t *index = json_object_get(to, "index"), *more = json_object_get(from, "index");
    if (json_is_array(index)) {
        json_array_extend(index, more);
    } else {
        json_int_t base = (json_int_t)json_object_size(index);
        json_object_foreach(more, key, v)
            json_object_set_new(index, key, json_integer(base + json_integer_value(v)));
    }
    json_object_update(json_object_get(to, "label"), json_object_get(from, "label"));
    json_object_update(json_object_get(to, "unit"), json_object_get(from, "unit"));
}

static enum kt_status fetch_parts(struct query *q, json_t **whole, struct kt_err *err)
{
    size_t others = 1, n = json_array_size(q->var[q->split].values);
    for (size_t k = 0; k < q->nvar; k++)
        if (k != q->split) others *= json_array_size(q->var[k].values);
    size_t step = q->job->preset->page / others;
    if (!step)
        return kt_fail_at(err, KT_ELIMIT, q->job->preset->name, 0,
                          "one value of %s has %zu cells, more than the %zu that the service gives at once",
                          q->var[q->split].code, others, q->job->preset->page);
    for (size_t first = 0; first < n; first += step) {
        struct kt_arena tmp = *q->job->keep;
        const char *body = body_of(q, first, first + step < n ? step : n - first, &tmp);
        json_t *part;
        KT_TRY(kt_fetch_page(q->job, q->job->url, body, &part, tmp, err));
        if (!*whole) {
            *whole = part;
            struct shape s;
            size_t dim;
            KT_TRY(shape_of(q, part, &s, &dim, err));
            continue;
        }
        enum kt_status status = join(q, *whole, part, err);
        if (status == KT_OK) join_categories(q, *whole, part);
        json_decref(part);
        if (status != KT_OK) return status;
    }
    return KT_OK;
}

/* As many cells as the dimensions say, every dimension that the preset expects. */
static enum kt_status check_whole(const struct query *q, json_t *whole, struct kt_err *err)
{
    struct shape s;
    size_t dim;
    KT_TRY(kt_fetch_expect(q->job, json_object_get(whole, "dimension"), q->job->preset->fields, err));
    KT_TRY(shape_of(q, whole, &s, &dim, err));
    const json_t *value = json_object_get(whole, "value");
    size_t promised = s.outer * s.along * s.inner;
    if (json_is_array(value) && json_array_size(value) != promised)
        return kt_fail_at(err, KT_EIO, q->job->preset->name, 0,
                          "the table promises %zu cells and has %zu; run it again", promised,
                          json_array_size(value));
    if (s.along != json_array_size(q->var[q->split].values))
        return kt_fail_at(err, KT_EIO, q->job->preset->name, 0,
                          "%zu values of %s were asked for and %zu came; run it again",
                          json_array_size(q->var[q->split].values), q->var[q->split].code, s.along);
    q->job->rows = promised;
    return KT_OK;
}

static enum kt_status put(const struct query *q, const json_t *whole, struct kt_err *err)
{
    FILE *f = fopen(q->job->part, "wb");
    if (!f) return kt_fail_at(err, KT_EIO, q->job->part, 0, "can't be written: %s", strerror(errno));
    bool ok = kt_json_put(f, whole) && fputc('\n', f) != EOF;
    ok = fclose(f) == 0 && ok;
    return ok ? KT_OK : kt_fail_at(err, KT_EIO, q->job->part, 0, "could not be written; is the disk full?");
}

static enum kt_status query_and_put(struct query *q, json_t **whole, const char *select, struct kt_err *err)
{
    json_t *meta;
    KT_TRY(kt_fetch_page(q->job, q->job->url, NULL, &meta, *q->job->keep, err));
    enum kt_status status = choose_all(q, meta, select, err);
    json_decref(meta);
    if (status == KT_OK) status = fetch_parts(q, whole, err);
    if (status == KT_OK) status = check_whole(q, *whole, err);
    return status == KT_OK ? put(q, *whole, err) : status;
}

enum kt_status kt_fetch_pxweb(struct kt_job *job, struct kt_err *err)
{
    struct query q = {.job = job};
    json_t *whole = NULL;
    enum kt_status status = query_and_put(&q, &whole, job->select, err);
    json_decref(whole);
    for (size_t k = 0; k < q.nvar; k++) json_decref(q.var[k].values);
    return status;
}
