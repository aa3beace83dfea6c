/* sotkanet: indicators of the health institute's statistics bank, as CSV or JSON. Its regions have ids of
 * their own, which only its list of regions turns into codes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "cube_internal.h"

#include "json_file_internal.h"
#include "people_internal.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { INDICATOR, REGION, YEAR, GENDER, VALUE, NDIM };
enum { PRIMARY = 4, ABSOLUTE, NFIELD };
static const char *const field_name[NFIELD] = {"indicator", "region",        "year",
                                               "gender",    "primary value", "absolute value"};

struct own {
    struct kt_csv csv;
    bool json;
    json_t *root;
    size_t col[NFIELD]; /* SIZE_MAX: there is none */
    struct kt_pool pool[VALUE];
};

static bool knows(const char *path, const char *head)
{
    (void)path;
    size_t quote = *head == '"';
    return strncmp(head + quote, "indicator", 9) == 0
               ? strstr(head, "primary value") != NULL
               : *head == '[' && strstr(head, "\"primary value\"") != NULL;
}

static json_t *load(struct kt_cube *c, const char *path, struct kt_err *err)
{
    struct stat sb;
    json_error_t e = {0};
    bool large = stat(path, &sb) == 0 && sb.st_size > KT_CUBE_TEXT_MAX;
    json_t *root = large ? NULL : kt_json_file(path, 0, &e);
    if (json_is_array(root)) return root;
    (void)kt_cube_refuse(c, err, e.line,
                         large ? "Fetch it as CSV, which is read in pieces." : "Fetch it again.",
                         large  ? "a JSON document over 64 MB can't be read"
                         : root ? "\"%.80s\" is no list"
                                : "\"%.80s\" is damaged JSON",
                         path);
    json_decref(root);
    return NULL;
}

/* KU091 for municipality 091: letters of the category, as Statistics Finland writes them. */
static const char *area_code(struct kt_cube *c, const json_t *region)
{
    static const char *const prefix[][2] = {{"KUNTA", "KU"}, {"MAAKUNTA", "MK"}, {"SEUTUKUNTA", "SK"}};
    const char *category = json_string_value(json_object_get(region, "category")),
               *code = json_string_value(json_object_get(region, "code"));
    if (kt_streq(category, "MAA")) return "SSS";
    for (size_t i = 0; i < 3; i++)
        if (code && kt_streq(category, prefix[i][0])) return kt_printf(c->a, "%s%s", prefix[i][1], code);
    return kt_printf(c->a, "%s:%s", category ? category : "?", code ? code : "?");
}

static enum kt_status regions(struct kt_cube *c, struct own *o, struct kt_err *err)
{
    struct kt_cube_dim *dim = &c->dim[REGION];
    if (!*c->regions)
        return kt_cube_refuse(c, err, 0, "Fetch Sotkanet's list of regions and name it as `regions`.",
                              "the regions have ids of Sotkanet, which only its list turns into codes");
    json_t *list = load(c, c->regions, err);
    if (!list) return err->status;
    size_t known = 0;
    for (int l = 0; l < KT_NLANG; l++) dim->label[l] = KT_NEW(c->a, const char *, dim->n);
    dim->code = KT_NEW(c->a, const char *, dim->n);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = json_array_get(list, i);
        char id[32];
        snprintf(id, sizeof id, "%lld", (long long)json_integer_value(json_object_get(one, "id")));
        size_t r = kt_pool_row(&o->pool[REGION], id, false);
        if (r >= dim->n || dim->code[r]) continue;
        known++;
        dim->code[r] = area_code(c, one);
        for (int l = 0; l < KT_NLANG; l++) {
            const char *title =
                json_string_value(json_object_get(json_object_get(one, "title"), kt_lang_code[l]));
            dim->label[l][r] = title ? kt_strdup(c->a, title) : NULL;
        }
    }
    json_decref(list);
    for (size_t r = 0; r < dim->n; r++)
        if (!dim->code[r]) dim->code[r] = kt_printf(c->a, "?:%s", o->pool[REGION].text[r]);
    if (known < dim->n)
        kt_issues_add(&c->st->issues, KT_WARNING, "region-not-listed", c->file, 0, "region",
                      kt_printf(c->a, "%zu of %zu regions are not in the list of regions; they were left out",
                                dim->n - known, dim->n),
                      "Fetch the whole list of regions.");
    return KT_OK;
}

static enum kt_status dimensions(struct kt_cube *c, struct own *o, struct kt_err *err)
{
    static const char *const value_code[] = {"primary", "absolute"};
    static const enum kt_role role[NDIM] = {KT_R_MEASURE, KT_R_AREA, KT_R_YEAR, KT_R_SEX, KT_R_OTHER};
    c->ndim = NDIM;
    for (int d = 0; d < NDIM; d++) {
        c->dim[d] = (struct kt_cube_dim){.total = -1, .hint = role[d], .name = {NULL, NULL, field_name[d]}};
        if (d == VALUE) break;
        c->dim[d].n = o->pool[d].n;
        c->dim[d].code = o->pool[d].text;
    }
    c->dim[VALUE].name[KT_EN] = "value";
    c->dim[VALUE].n = 2;
    c->dim[VALUE].code = KT_NEW(c->a, const char *, 2);
    for (int i = 0; i < 2; i++) c->dim[VALUE].code[i] = value_code[i];
    c->dim[VALUE].total = 0;
    if (!o->pool[REGION].n)
        return kt_cube_refuse(c, err, 0, "Fetch the indicator again.", "there are no figures in it");
    return regions(c, o, err);
}

/* Fields of the next row, as text; NULL where absent. */
static bool next_row(struct own *o, size_t *row, const char *field[NFIELD], char num[NFIELD][32])
{
    if (!o->json) {
        do
            if (!kt_csv_next(&o->csv)) return false;
        while (o->csv.n < 5 || o->csv.too_long);
        for (int f = 0; f < NFIELD; f++) field[f] = o->col[f] < o->csv.n ? o->csv.field[o->col[f]] : NULL;
        return true;
    }
    const json_t *one = json_array_get(o->root, (*row)++);
    if (!one) return false;
    for (int f = 0; f < NFIELD; f++) {
        const json_t *v = json_object_get(one, field_name[f]);
        field[f] = json_string_value(v);
        if (!json_is_number(v)) continue;
        snprintf(num[f], sizeof num[f], "%.15g", json_number_value(v));
        field[f] = num[f];
    }
    return true;
}

static bool complete(const char *const field[NFIELD])
{
    for (int f = 0; f < PRIMARY; f++)
        if (!field[f] || !*field[f] || !kt_utf8_valid(field[f])) return false;
    return true;
}

static enum kt_status heading(struct kt_cube *c, struct own *o, struct kt_err *err)
{
    bool good = kt_csv_heading(&o->csv);
    for (int f = 0; f < NFIELD; f++) {
        o->col[f] = SIZE_MAX;
        for (size_t i = 0; good && i < o->csv.n; i++)
            if (strcmp(o->csv.field[i], field_name[f]) == 0) o->col[f] = i;
        if (f < ABSOLUTE && o->col[f] == SIZE_MAX)
            return kt_cube_refuse(c, err, 1, "Fetch the indicator again.", "there is no column \"%s\"",
                                  field_name[f]);
    }
    return KT_OK;
}

static enum kt_status open_sotkanet(struct kt_cube *c, struct kt_err *err)
{
    struct own *o = KT_NEW(c->a, struct own, 1);
    const char *field[NFIELD];
    char num[NFIELD][32];
    size_t row = 0, broken = 0;
    c->own = o;
    KT_TRY(kt_csv_open(&o->csv, c->path, err));
    o->json = kt_bytes_peek(&o->csv.b) == '[';
    if (o->json) {
        if (!(o->root = load(c, c->path, err))) return err->status;
    } else {
        KT_TRY(heading(c, o, err));
    }
    for (int d = 0; d < VALUE; d++) o->pool[d].a = c->a;
    while (next_row(o, &row, field, num)) {
        if (!complete(field)) {
            broken++;
            continue;
        }
        for (int d = 0; d < VALUE; d++)
            if (kt_pool_row(&o->pool[d], field[d], true) == SIZE_MAX)
                return kt_cube_refuse(c, err, 0, "Fetch fewer indicators.",
                                      "too many different texts in \"%s\"", field_name[d]);
    }
    if (broken)
        kt_issues_add(
            &c->st->issues, KT_WARNING, "bad-row", c->file, 0, "",
            kt_printf(c->a, "%zu rows lack indicator, region, year or gender; they were left out", broken),
            "Fetch the indicator again.");
    return dimensions(c, o, err);
}

static void close_sotkanet(struct kt_cube *c)
{
    struct own *o = c->own;
    json_decref(o->root);
    kt_csv_close(&o->csv);
}

static enum kt_status values(struct kt_cube *c, kt_cube_sink sink, void *to, struct kt_err *err)
{
    struct own *o = c->own;
    const char *field[NFIELD];
    char num[NFIELD][32];
    size_t at[NDIM], row = 0;
    if (!o->json) KT_TRY(heading(c, o, err));
    while (next_row(o, &row, field, num)) {
        if (!complete(field)) continue;
        for (int d = 0; d < VALUE; d++) at[d] = kt_pool_row(&o->pool[d], field[d], false);
        for (int v = 0; v < 2; v++) {
            if (!field[PRIMARY + v] || !*field[PRIMARY + v]) continue; /* absent: unknown */
            double x = kt_csv_value(c, field[PRIMARY + v]);
            at[VALUE] = (size_t)v;
            c->nvalue++;
            KT_TRY(sink(to, at, &x, 1, err));
        }
    }
    return KT_OK;
}

const struct kt_cube_format kt_format_sotkanet = {"sotkanet", knows, open_sotkanet, values, close_sotkanet};

static enum kt_status run(struct kt_study *st, const char *section, struct kt_arena tmp, struct kt_err *err)
{
    return kt_people_read(st, section, "sotkanet", tmp, err);
}

static const struct kt_param param[] = {KT_TABLE_PARAMS};

const struct kt_importer kt_sotkanet = {
    .name = "sotkanet",
    .summary = "Persons by area from an indicator of Sotkanet, as CSV or JSON.",
    .reads = "people",
    .source = "Sotkanet REST API 1.1, Finnish Institute for Health and Welfare",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .run = run,
};
