/* Answers of the program as JSON.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "json_out.h"

#include "cli.h"

json_t *json_text(const char *s)
{
    json_t *text = s ? json_string(s) : NULL; /* NULL also when s is not UTF-8 */
    return text ? text : json_null();
}

json_t *json_number(double v)
{
    return isfinite(v) ? json_real(v) : json_null();
}

json_t *json_issues(const struct kt_issues *issues)
{
    json_t *list = json_array();
    for (size_t i = 0; i < issues->n; i++) {
        const struct kt_issue *it = &issues->item[i];
        json_t *o = json_object();
        json_object_set_new(o, "severity", json_string(kt_severity_name[it->severity]));
        json_object_set_new(o, "code", json_text(it->code));
        json_object_set_new(o, "file", json_text(it->file));
        json_object_set_new(o, "row", json_integer(it->row));
        json_object_set_new(o, "field", json_text(it->field));
        json_object_set_new(o, "what", json_text(it->what));
        json_object_set_new(o, "remedy", json_text(it->remedy));
        json_array_append_new(list, o);
    }
    return list;
}

json_t *json_params(const struct kt_param *param, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) {
        const struct kt_param *p = &param[i];
        json_t *o = json_object();
        json_object_set_new(o, "key", json_text(p->key));
        json_object_set_new(o, "type", json_text(cli_type_name(p->type)));
        json_object_set_new(o, "unit", json_text(p->unit));
        json_object_set_new(o, "default", json_text(p->dflt));
        json_object_set_new(o, "required", json_boolean(!p->dflt));
        if (p->min < p->max) {
            json_object_set_new(o, "min", json_number(p->min));
            json_object_set_new(o, "max", json_number(p->max));
        }
        if (p->choices) json_object_set_new(o, "choices", json_text(p->choices));
        json_object_set_new(o, "help", json_text(p->help));
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *counts_of(const struct kt_run_report *r)
{
    json_t *o = json_object(), *zones = json_array();
    for (size_t lv = 0; lv < r->nlevel; lv++)
        json_array_append_new(zones, json_integer((json_int_t)r->nzone[lv]));
    json_object_set_new(o, "zones", zones);
    json_object_set_new(o, "cells", json_integer((json_int_t)r->ncell));
    json_object_set_new(o, "sites", json_integer((json_int_t)r->nsite));
    json_object_set_new(o, "persons", json_number(r->persons));
    json_object_set_new(o, "hours_week", json_number(r->hours_week));
    json_object_set_new(o, "sites_unknown_hours", json_integer((json_int_t)r->unknown_hours));
    return o;
}

json_t *json_report(const struct kt_run_report *r, const char *status, const struct kt_err *err, bool files)
{
    json_t *root = json_object();
    json_object_set_new(root, "status", json_string(status));
    if (err && err->status != KT_OK) {
        json_t *e = json_object();
        json_object_set_new(e, "file", json_text(err->file));
        json_object_set_new(e, "line", json_integer(err->line));
        json_object_set_new(e, "text", json_text(err->text));
        json_object_set_new(root, "error", e);
    }
    json_object_set_new(root, "counts", counts_of(r));
    if (files) {
        json_t *list = json_array();
        for (size_t i = 0; i < r->nfile; i++) json_array_append_new(list, json_text(r->file[i]));
        json_object_set_new(root, "need",
                            json_pack("[o,o,o]", json_number(r->need), json_number(r->need_lower),
                                      json_number(r->need_upper)));
        json_object_set_new(root, "share_far", json_number(r->share_far));
        json_object_set_new(root, "dir", json_text(r->dir));
        json_object_set_new(root, "files", list);
    }
    json_object_set_new(root, "issues", json_issues(&r->issues));
    return root;
}

void json_show(json_t *value)
{
    json_dumpf(value, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(12));
    fputc('\n', stdout);
    json_decref(value);
}
