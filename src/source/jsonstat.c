/* jsonstat: JSON-stat 2 answers of PxWeb: lists or objects of values, with their status.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cube_internal.h"

#include "json_file_internal.h"
#include "people_internal.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

struct own {
    json_t *root, *set; /* document; the dataset in it */
};

/* Also what PxWeb answers beside tables: those are refused by name in open_json(). */
static bool knows(const char *path, const char *head)
{
    size_t n = strlen(path), skip = strspn(head, " \t\r\n");
    if (head[skip] != '{' && head[skip] != '[') return false;
    if (strstr(head, "\"FeatureCollection\"") || strstr(head, "\"Feature\"") || strstr(head, "\"Topology\""))
        return false;
    if (strstr(head, "\"dataset\"") || strstr(head, "\"dimension\"") || strstr(head, "\"valueTexts\""))
        return true;
    return n > 5 && strcasecmp(path + n - 5, ".json") == 0 &&
           (strstr(head, "\"query\"") || (strstr(head, "\"type\"") && strstr(head, "\"text\"")));
}

static enum kt_status refuse_other(struct kt_cube *c, const json_t *root, struct kt_err *err)
{
    if (json_is_object(root) && json_object_get(root, "variables"))
        return kt_cube_refuse(c, err, 0, "Fetch the table itself, as JSON-stat 2 or PC-Axis.",
                              "this describes a table (PxWeb metadata) and holds no figures");
    if (json_is_object(root) && json_object_get(root, "query"))
        return kt_cube_refuse(c, err, 0, "Send it to PxWeb and name what it answers.",
                              "this is a question to PxWeb, not its answer");
    if (json_is_array(root))
        return kt_cube_refuse(c, err, 0, "Fetch one of the tables.", "this is a list of tables, not a table");
    return kt_cube_refuse(c, err, 0, "Fetch the table again as JSON-stat 2.", "this is no JSON-stat dataset");
}

/* The dataset: the document, its member "dataset" (version 1) or the first whole one of a collection. */
static json_t *dataset_of(json_t *root)
{
    json_t *item = json_object_get(json_object_get(root, "link"), "item");
    if (json_object_get(root, "dimension")) return root;
    if (json_object_get(json_object_get(root, "dataset"), "dimension"))
        return json_object_get(root, "dataset");
    for (size_t i = 0; i < json_array_size(item); i++)
        if (json_object_get(json_array_get(item, i), "dimension")) return json_array_get(item, i);
    return NULL;
}

static bool in_role(json_t *role, const char *key, const char *id)
{
    json_t *list = json_object_get(role, key);
    for (size_t i = 0; i < json_array_size(list); i++)
        if (kt_streq(json_string_value(json_array_get(list, i)), id)) return true;
    return false;
}

/* Places of the codes: a list, an object code -> place, or a single label. */
static bool codes(const struct kt_cube *c, json_t *category, struct kt_cube_dim *dim)
{
    json_t *index = json_object_get(category, "index"), *label = json_object_get(category, "label"), *at;
    const char *key;
    dim->code = KT_NEW(c->a, const char *, dim->n);
    if (json_is_array(index))
        for (size_t i = 0; i < dim->n && i < json_array_size(index); i++)
            dim->code[i] = json_string_value(json_array_get(index, i));
    else if (json_is_object(index))
        json_object_foreach(index, key, at)
        {
            json_int_t i = json_is_integer(at) ? json_integer_value(at) : -1;
            if (i >= 0 && (size_t)i < dim->n) dim->code[i] = key;
        }
    else if (dim->n == 1)
        json_object_foreach(label, key, at) dim->code[0] = key;
    for (size_t i = 0; i < dim->n; i++)
        if (!dim->code[i]) return false;
    return true;
}

static enum kt_status dimension(struct kt_cube *c, json_t *set, const char *id, json_t *size, size_t d,
                                struct kt_err *err)
{
    struct kt_cube_dim *dim = &c->dim[d];
    json_t *dims = json_object_get(set, "dimension"), *one = json_object_get(dims, id),
           *category = json_object_get(one, "category"), *role = json_object_get(set, "role");
    if (!role) role = json_object_get(dims, "role");
    json_int_t n = json_integer_value(size);
    *dim = (struct kt_cube_dim){.total = -1};
    dim->name[KT_FI] = kt_strdup(c->a, id);
    if (n <= 0 || n > KT_CUBE_ITEMS_MAX)
        return kt_cube_refuse(c, err, 0, "Fetch the table again.",
                              "dimension \"%.60s\" has an impossible size", id);
    dim->n = (size_t)n;
    if (dim->n > json_object_size(json_object_get(category, "index")) +
                     json_array_size(json_object_get(category, "index")) + 1 ||
        !codes(c, category, dim))
        return kt_cube_refuse(c, err, 0, "Fetch the table again.",
                              "dimension \"%.60s\" does not name its %zu categories", id, dim->n);
    const char *name = json_string_value(json_object_get(one, "label"));
    if (name) dim->name[KT_SV] = kt_strdup(c->a, name);
    dim->label[KT_FI] = KT_NEW(c->a, const char *, dim->n);
    dim->unit = KT_NEW(c->a, const char *, dim->n);
    for (size_t i = 0; i < dim->n; i++) {
        json_t *unit = json_object_get(json_object_get(category, "unit"), dim->code[i]);
        const char *text =
            json_string_value(json_object_get(json_object_get(category, "label"), dim->code[i]));
        dim->label[KT_FI][i] = text ? text : dim->code[i];
        dim->unit[i] = json_string_value(json_object_get(unit, "base"));
    }
    if (in_role(role, "time", id)) dim->hint = KT_R_YEAR;
    if (in_role(role, "geo", id)) dim->hint = KT_R_AREA;
    if (in_role(role, "metric", id)) dim->hint = KT_R_MEASURE;
    return KT_OK;
}

static enum kt_status open_json(struct kt_cube *c, struct kt_err *err)
{
    struct own *own = KT_NEW(c->a, struct own, 1);
    struct stat sb;
    json_error_t e;
    c->own = own;
    if (stat(c->path, &sb) == 0 && sb.st_size > KT_CUBE_TEXT_MAX)
        return kt_cube_refuse(c, err, 0, "Fetch it as PC-Axis (.px) or CSV, which are read in pieces.",
                              "a JSON table over 64 MB can't be read");
    own->root = kt_json_file(c->path, JSON_REJECT_DUPLICATES, &e);
    if (!own->root)
        return kt_cube_refuse(c, err, e.line, "Fetch the file again; JSON is UTF-8.",
                              "the JSON is damaged: %.120s", e.text);
    own->set = dataset_of(own->root);
    if (!own->set) return refuse_other(c, own->root, err);
    json_t *dims = json_object_get(own->set, "dimension"), *id = json_object_get(own->set, "id"),
           *size = json_object_get(own->set, "size");
    if (!id) id = json_object_get(dims, "id"), size = json_object_get(dims, "size");
    if (json_array_size(id) > KT_CUBE_DIMS || json_array_size(id) != json_array_size(size))
        return kt_cube_refuse(c, err, 0, "Fetch the table again.",
                              "id and size of the dimensions do not fit");
    const char *table = json_string_value(
        json_object_get(json_object_get(json_object_get(own->set, "extension"), "px"), "tableid"));
    if (!table) table = json_string_value(json_object_get(own->set, "label"));
    if (table) c->table = table;
    for (size_t d = 0; d < json_array_size(id); d++) {
        const char *name = json_string_value(json_array_get(id, d));
        if (!name) return kt_cube_refuse(c, err, 0, "Fetch the table again.", "a dimension has no name");
        KT_TRY(dimension(c, own->set, name, json_array_get(size, d), d, err));
        c->ndim++;
    }
    return KT_OK;
}

static void close_json(struct kt_cube *c)
{
    struct own *own = c->own;
    json_decref(own->root);
}

static double value_of(struct kt_cube *c, const json_t *v, const json_t *status, size_t i)
{
    double number;
    const char *text = json_string_value(v);
    if (json_is_number(v)) return json_number_value(v);
    if (text && kt_cube_number(text, strlen(text), &number)) return number;
    char key[32];
    snprintf(key, sizeof key, "%zu", i);
    const json_t *s = json_is_array(status)    ? json_array_get(status, i)
                      : json_is_object(status) ? json_object_get(status, key)
                                               : status;
    const char *symbol = text ? text : json_string_value(s);
    return kt_cube_symbol(c, symbol && strcmp(symbol, "-") != 0 ? symbol : "..");
}

static enum kt_status put(struct kt_cube *c, kt_cube_sink sink, void *to, size_t i, double v,
                          struct kt_err *err)
{
    size_t at[KT_CUBE_DIMS];
    for (size_t d = c->ndim; d-- > 0; i /= c->dim[d].n) at[d] = i % c->dim[d].n;
    c->nvalue++;
    return sink(to, at, &v, 1, err);
}

static enum kt_status values(struct kt_cube *c, kt_cube_sink sink, void *to, struct kt_err *err)
{
    struct own *own = c->own;
    json_t *value = json_object_get(own->set, "value"), *status = json_object_get(own->set, "status"), *v;
    size_t cells = 1;
    for (size_t d = 0; d < c->ndim; d++) cells *= c->dim[d].n;
    if (json_is_object(value)) {
        const char *key;
        json_object_foreach(value, key, v)
        {
            char *end;
            size_t i = strtoull(key, &end, 10);
            if (*key < '0' || *key > '9' || *end || i >= cells)
                return kt_cube_refuse(c, err, 0, "Fetch the table again.",
                                      "value \"%.40s\" is of no combination of the dimensions", key);
            KT_TRY(put(c, sink, to, i, value_of(c, v, status, i), err));
        }
        /* What is left out with a symbol is told like the others. */
        json_object_foreach(json_is_object(status) ? status : NULL, key, v)
        {
            size_t i = strtoull(key, NULL, 10);
            if (json_object_get(value, key) || i >= cells) continue;
            KT_TRY(put(c, sink, to, i, value_of(c, NULL, status, i), err));
        }
        return KT_OK;
    }
    if (json_array_size(value) != cells)
        return kt_cube_refuse(c, err, 0, "Fetch the table again.",
                              "there are %zu values for %zu combinations of the dimensions",
                              json_array_size(value), cells);
    for (size_t i = 0; i < cells; i++)
        KT_TRY(put(c, sink, to, i, value_of(c, json_array_get(value, i), status, i), err));
    return KT_OK;
}

const struct kt_cube_format kt_format_jsonstat = {"jsonstat", knows, open_json, values, close_json};

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    return kt_people_read(st, section, "jsonstat", tmp, err);
}

static const struct kt_param param[] = {KT_TABLE_PARAMS};

const struct kt_importer kt_jsonstat = {
    .name = "jsonstat",
    .summary = "Persons by area in a JSON-stat 2 table, as PxWeb answers.",
    .reads = "people",
    .source = "JSON-stat 2.0 (json-stat.org/full), PxWeb API of Statistics Finland",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .run = run,
};
