/* `katve plan`: what a run would read, compute and write, and the memory it would take.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "pipeline_internal.h"

#include <katve/access.h>
#include <katve/map.h>
#include <katve/report.h>

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Pairs within the catchment, counted through the grid index and not stored. */
static size_t count_pairs(const struct kt_study *st, struct kt_arena keep, struct kt_arena tmp)
{
    const struct kt_sites *s = &st->sites;
    uint8_t *use = KT_NEW(&tmp, uint8_t, s->n);
    for (size_t i = 0; i < s->n; i++) use[i] = s->supports[i] == KT_YES && !isnan(s->x[i]);
    double detour = kt_settings_num(st->set, "methods.euclid.detour");
    double reach = 1000.0 * kt_settings_num(st->set, "methods.euclid.catchment_km") / detour;
    struct kt_grid cells = kt_grid_build(&tmp, st->cells.x, st->cells.y, st->cells.n, NULL, reach / 4);
    struct kt_csr pairs;
    kt_pairs_build(&pairs, &cells, st->cells.n, s->x, s->y, use, s->n, reach, 1.0, 0, &keep, tmp);
    return pairs.nnz;
}

/* What stays in memory at the peak: facts, pairs (cost, row; weights and a block of draws), rate draws, pictures. */
static double peak_bytes(const struct kt_study *st, size_t npair)
{
    double cells = (double)st->cells.n, ages = (double)st->cells.ages.n;
    double draws = kt_settings_num(st->set, "methods.need_layers.draws");
    double outlines = (double)st->water.geom.nvert * 24;
    for (size_t l = 0; l < st->nlevel; l++) outlines += (double)st->level[l].geom.nvert * 64;
    double rates = (double)st->level[0].n * 3 * ages * draws * sizeof(float);
    double libraries = 90e6; /* GDAL, PROJ, cairo, fonts and the program itself */
    return libraries + cells * (ages * 8 + 400) + (double)npair * 24 + rates + outlines;
}

static json_t *inputs_json(const struct kt_study *st)
{
    json_t *list = json_array();
    for (size_t i = 0; i < st->ninput; i++) {
        const struct kt_input *in = &st->input[i];
        struct stat sb;
        json_t *o = json_pack("{s:s, s:s, s:s, s:I}", "role", in->role, "path", kt_masked(st->keep, in->path),
                              "layer", in->layer, "rows", (json_int_t)in->rows);
        if (stat(in->path, &sb) == 0) json_object_set_new(o, "bytes", json_integer(sb.st_size));
        json_array_append_new(list, o);
    }
    return list;
}

/* *most: what the hungriest of them takes; methods run one after another. */
static json_t *methods_json(const struct kt_study *st, double *most, struct kt_arena tmp)
{
    json_t *list = json_array();
    size_t n;
    const struct kt_method *const *m = kt_catalogue_methods(&n);
    *most = 0;
    for (size_t i = 0; i < n; i++) {
        if (!kt_settings_bool(st->set, kt_printf(&tmp, "methods.%s.enabled", m[i]->name))) continue;
        json_t *o = json_pack("{s:s, s:s, s:s}", "name", m[i]->name, "columns", m[i]->columns, "tables",
                              m[i]->tables ? m[i]->tables : "");
        const char *what = "";
        double bytes = m[i]->bytes ? m[i]->bytes(m[i], st, &what, &tmp) : 0;
        if (bytes > 0) {
            json_object_set_new(o, "bytes", json_integer((json_int_t)bytes));
            json_object_set_new(o, "bytes_for", json_string(what));
        }
        *most = fmax(*most, bytes);
        json_array_append_new(list, o);
    }
    return list;
}

static const char *as_text(const json_t *plan, struct kt_arena *keep)
{
    char *out = "reads\n";
    size_t i;
    json_t *o;
    json_array_foreach(json_object_get(plan, "inputs"), i, o) out = kt_printf(
        keep, "%s  %-20s %9lld rows %8.1f kB  %s\n", out, json_string_value(json_object_get(o, "role")),
        (long long)json_integer_value(json_object_get(o, "rows")),
        (double)json_integer_value(json_object_get(o, "bytes")) / 1e3,
        json_string_value(json_object_get(o, "path")));
    out = kt_printf(keep, "%scomputes  (%lld cells x %lld sites, %lld pairs)\n", out,
                    (long long)json_integer_value(json_object_get(plan, "cells")),
                    (long long)json_integer_value(json_object_get(plan, "sites")),
                    (long long)json_integer_value(json_object_get(plan, "pairs")));
    json_array_foreach(json_object_get(plan, "methods"), i, o) out =
        kt_printf(keep, "%s  %-20s %s\n", out, json_string_value(json_object_get(o, "name")),
                  json_string_value(json_object_get(o, "columns")));
    const char *memory = "";
    json_array_foreach(json_object_get(plan, "methods"), i, o) if (json_object_get(o, "bytes")) memory =
        kt_printf(keep, "%s  %.0f MB of it while %s runs: %s\n", memory,
                  (double)json_integer_value(json_object_get(o, "bytes")) / 1e6,
                  json_string_value(json_object_get(o, "name")),
                  json_string_value(json_object_get(o, "bytes_for")));
    return kt_printf(
        keep,
        "%swrites\n  %lld PDF documents (national and regional, %lld languages), tables as CSV and XLSX,\n"
        "  a GeoPackage, summary.json, issues.csv and the manifest below %s\nmemory\n  about %.0f MB\n%s",
        out, (long long)json_integer_value(json_object_get(plan, "documents")),
        (long long)json_integer_value(json_object_get(plan, "languages")),
        json_string_value(json_object_get(plan, "out")),
        (double)json_integer_value(json_object_get(plan, "peak_bytes")) / 1e6, memory);
}

enum kt_status kt_plan(const struct kt_run_options *opt, struct kt_arena *keep, struct kt_run_report *report,
                       struct kt_err *err)
{
    struct kt_study *st;
    struct kt_arena tmp = kt_arena_open(0);
    enum kt_status status = kt_facts_report(opt, &st, keep, tmp, report, err);
    if (status != KT_OK) {
        kt_arena_close(tmp);
        return status;
    }
    report->npair = count_pairs(st, *keep, tmp);
    double most;
    json_t *methods = methods_json(st, &most, tmp);
    report->plan_bytes = peak_bytes(st, report->npair) + most;
    size_t langs = kt_settings_len(st->set, "report.languages");
    size_t regions = st->nlevel >= 2 ? st->level[st->nlevel - 2].n : 0;
    size_t only = kt_settings_len(st->set, "report.only");
    size_t docs = langs * (only ? only : 1 + regions);
    json_t *plan =
        json_pack("{s:o, s:o, s:I, s:I, s:I, s:I, s:I, s:s, s:I}", "inputs", inputs_json(st), "methods",
                  methods, "cells", (json_int_t)st->cells.n, "sites", (json_int_t)st->sites.n, "pairs",
                  (json_int_t)report->npair, "languages", (json_int_t)langs, "documents", (json_int_t)docs,
                  "out", kt_out_root(opt, st, keep), "peak_bytes", (json_int_t)report->plan_bytes);
    char *json = json_dumps(plan, JSON_INDENT(2) | JSON_SORT_KEYS);
    report->plan_json = kt_strdup(keep, json);
    report->plan = as_text(plan, keep);
    free(json);
    json_decref(plan);
    kt_arena_close(tmp);
    return KT_OK;
}
