/* travel_json: the answers of routers as they come: OSRM's table service (durations in seconds, distances
 * in metres, row by row) and Valhalla's matrix (sources_to_targets: time in seconds, distance in the
 * unit it names). They carry no ids, so rows and columns are people and sites in the order of their
 * files. null is unreachable. A document is held whole in memory (about 20 times its pairs' bytes), so
 * large matrices come as tables.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_file_internal.h"
#include "travel_source_internal.h"

#include <jansson.h>
#include <string.h>
#include <sys/stat.h>

enum { JSON_MOST = 256 << 20 };

struct grid {
    struct kt_travel_source *t;
    const int32_t *site;
    int group;
};

static enum kt_status refuse(struct kt_travel_source *t, const char *what, struct kt_err *err)
{
    return kt_study_refuse(t->st, err, "travel-json", t->file, 0, "layout",
                           "Give the answer of OSRM's table or Valhalla's matrix service, or a table.", "%s",
                           what);
}

/* One cell of the matrix: a number, null, or Valhalla's object. */
static void take(const struct grid *g, const json_t *value, const char *key, int32_t cell, size_t column,
                 long row)
{
    if (json_is_object(value)) value = json_object_get(value, key);
    if (!value || json_is_null(value)) return;
    if (json_is_number(value))
        kt_travel_source_pair(g->t, g->group, cell, g->site[column], json_number_value(value), row);
    else
        kt_tally_add(g->t->st, &g->t->bad, row, "the cost in column %zu is not a number", column + 1);
}

static enum kt_status take_rows(struct kt_travel_source *t, const json_t *rows, const char *key,
                                struct kt_arena tmp, struct kt_err *err)
{
    const struct kt_study *st = t->st;
    if (!json_is_array(rows) || json_array_size(rows) == 0) return refuse(t, "there is no matrix in it", err);
    struct kt_travel_group spec = t->spec;
    spec.mode = kt_travel_mode_name(t);
    int32_t *site = KT_NEW(&tmp, int32_t, st->sites.n);
    struct grid g = {t, site, 0};
    if (json_array_size(rows) != st->cells.n)
        return refuse(t,
                      kt_printf(&tmp, "it has %zu rows, but there are %zu cells of people",
                                json_array_size(rows), st->cells.n),
                      err);
    KT_TRY(kt_travel_begin(t->st, &spec, &g.group, err));
    for (size_t s = 0; s < st->sites.n; s++) site[s] = kt_travel_id(t->st, KT_TRAVEL_TO, st->sites.id[s], 1);
    for (size_t c = 0; c < st->cells.n; c++) {
        const json_t *row = json_array_get(rows, c);
        if (!json_is_array(row) || json_array_size(row) != st->sites.n)
            return refuse(t,
                          kt_printf(&tmp, "row %zu has %zu columns, but there are %zu sites", c + 1,
                                    json_array_size(row), st->sites.n),
                          err);
        int32_t cell = kt_travel_id(t->st, KT_TRAVEL_FROM, st->cells.id[c], (long)c + 1);
        for (size_t s = 0; s < st->sites.n; s++) take(&g, json_array_get(row, s), key, cell, s, (long)c + 1);
    }
    return KT_OK;
}

static enum kt_status take_document(struct kt_travel_source *t, const json_t *doc, struct kt_arena tmp,
                                    struct kt_err *err)
{
    bool time = kt_streq(kt_section_str(t->st, t->section, "quantity", tmp), "time");
    const json_t *matrix = json_object_get(doc, "sources_to_targets");
    const char *unit = time ? "s" : "m";
    if (matrix && !time) {
        const char *told = json_string_value(json_object_get(doc, "units"));
        if (told && strncmp(told, "mi", 2) == 0) return refuse(t, "its distances are in miles", err);
        unit = "km";
    }
    if (!matrix || json_is_object(matrix)) /* OSRM, or Valhalla's short form of the same shape */
        matrix = json_object_get(matrix ? matrix : doc, time ? "durations" : "distances");
    kt_travel_source_unit(t, kt_streq(t->unit, "auto") ? unit : t->unit);
    return take_rows(t, matrix, time ? "time" : "distance", tmp, err);
}

static enum kt_status record(struct kt_travel_source *t, const char *path, struct kt_err *err)
{
    struct kt_study *st = t->st;
    if (st->ninput == sizeof st->input / sizeof *st->input)
        return kt_fail_at(err, KT_ELIMIT, path, 0, "too many input files");
    struct kt_input *in = &st->input[st->ninput++];
    *in = (struct kt_input){
        .role = "travel", .path = kt_strdup(st->keep, path), .layer = "", .rows = st->cells.n};
    return kt_sha256_file(path, in->sha256, err);
}

enum kt_status kt_travel_json(struct kt_travel_source *t, const char *path, struct kt_arena tmp,
                              struct kt_err *err)
{
    struct stat sb;
    json_error_t bad;
    if (stat(path, &sb) != 0) return kt_fail_at(err, KT_EIO, path, 0, "can't be read");
    if (sb.st_size > JSON_MOST)
        return kt_fail_at(err, KT_ELIMIT, path, 0, "a JSON document of more than %d MB; write a CSV table",
                          JSON_MOST >> 20);
    json_t *doc = kt_json_file(path, 0, &bad);
    if (!doc) return refuse(t, kt_printf(&tmp, "it is not valid JSON: line %d: %s", bad.line, bad.text), err);
    enum kt_status status = record(t, path, err);
    if (status == KT_OK) status = take_document(t, doc, tmp, err);
    json_decref(doc);
    return status;
}
