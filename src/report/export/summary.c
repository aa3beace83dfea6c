/* summary: key figures of the country and its regions as JSON.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/export/export_internal.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

static json_t *texts(const char *fi, const char *sv, const char *en)
{
    return json_pack("{s:s, s:s, s:s}", "fi", fi ? fi : "", "sv", sv ? sv : "", "en", en ? en : "");
}

static json_t *real_or_null(double v)
{
    return isfinite(v) ? json_real(v) : json_null();
}

static json_t *figure(const struct kt_vcol *c, size_t row)
{
    json_t *o = json_object();
    json_object_set_new(o, "value", real_or_null(c->value[row]));
    if (c->mark[row] != KT_SHOWN) json_object_set_new(o, "mark", json_string(kt_mark_name[c->mark[row]]));
    if (c->lower && c->mark[row] == KT_SHOWN) {
        json_object_set_new(o, "lower", real_or_null(c->lower[row]));
        json_object_set_new(o, "upper", real_or_null(c->upper[row]));
    }
    return o;
}

static json_t *area(const struct kt_export *x, size_t lv, size_t row, const struct kt_vcol *const *col,
                    size_t ncol)
{
    const struct kt_zones *z = &x->view->study->level[lv];
    json_t *figures = json_object();
    for (size_t c = 0; c < ncol; c++) json_object_set_new(figures, col[c]->meta->name, figure(col[c], row));
    json_t *o = json_object();
    json_object_set_new(o, "code", json_string(z->code[row]));
    json_object_set_new(o, "name", texts(z->name[KT_FI][row], z->name[KT_SV][row], z->name[KT_EN][row]));
    json_object_set_new(o, "figures", figures);
    return o;
}

static json_t *level(const struct kt_export *x, size_t lv, const struct kt_vcol **col)
{
    size_t ncol = kt_columns_of(x->view, (int)lv, col);
    json_t *list = json_array();
    for (size_t row = 0; row < x->view->study->level[lv].n; row++)
        json_array_append_new(list, area(x, lv, row, col, ncol));
    return list;
}

static json_t *variables(const struct kt_view *v)
{
    json_t *o = json_object();
    for (size_t i = 0; i < v->ncol; i++) {
        const struct kt_column *m = v->col[i].meta;
        if (m->rows < 0 || json_object_get(o, m->name)) continue;
        json_object_set_new(o, m->name,
                            json_pack("{s:s, s:s, s:o}", "unit", m->unit ? m->unit : "", "method",
                                      m->method ? m->method : "", "title",
                                      texts(m->title.s[0], m->title.s[1], m->title.s[2])));
        if (m->no_interval)
            json_object_set_new(json_object_get(o, m->name), "no_interval", json_string(m->no_interval));
    }
    return o;
}

/* Year of the zones' division, where it is not the study's. */
static const char *division(const struct kt_export *x, char out[16])
{
    const struct kt_settings *set = x->view->study->set;
    if (!set || !kt_settings_has(set, "study.division_year")) return x->year;
    snprintf(out, 16, "%ld", kt_settings_int(set, "study.division_year"));
    return out;
}

static json_t *whole(const struct kt_export *x, const struct kt_vcol **col)
{
    const struct kt_study *st = x->view->study;
    json_t *levels = json_object();
    for (size_t lv = st->nlevel > 1 ? 1 : 0; lv < st->nlevel; lv++)
        json_object_set_new(levels, st->level[lv].level_id, level(x, lv, col));
    json_t *rows = json_object();
    for (size_t lv = 0; lv < st->nlevel; lv++)
        json_object_set_new(rows, st->level[lv].level_id, json_integer((json_int_t)st->level[lv].n));
    json_object_set_new(rows, "cells", json_integer((json_int_t)st->cells.n));
    json_object_set_new(rows, "sites", json_integer((json_int_t)st->sites.n));
    json_t *o = json_object();
    char year[16];
    json_object_set_new(o, "katve", json_string(KT_VERSION));
    json_object_set_new(o, "study",
                        json_pack("{s:s, s:o, s:s, s:s, s:s}", "id", x->study_id, "title",
                                  texts(x->study_title.s[0], x->study_title.s[1], x->study_title.s[2]),
                                  "year", x->year, "division_year", division(x, year), "date", x->date));
    json_object_set_new(o, "levels", levels);
    json_object_set_new(o, "rows", rows);
    json_object_set_new(o, "variables", variables(x->view));
    json_object_set_new(o, "issues",
                        json_pack("{s:I, s:I, s:I}", "note_and_above",
                                  (json_int_t)kt_issues_count(&st->issues, KT_NOTE), "warning_and_above",
                                  (json_int_t)kt_issues_count(&st->issues, KT_WARNING), "error",
                                  (json_int_t)kt_issues_count(&st->issues, KT_ERROR)));
    json_object_set_new(o, "suppressed",
                        json_pack("{s:f, s:I, s:I}", "k", x->view->k, "primary",
                                  (json_int_t)x->view->nsuppressed_primary, "complementary",
                                  (json_int_t)x->view->nsuppressed_secondary));
    return o;
}

enum kt_status kt_export_summary(const struct kt_export *x, const char *path, struct kt_arena tmp,
                                 struct kt_err *err)
{
    const struct kt_vcol **col = KT_NEW(&tmp, const struct kt_vcol *, x->view->ncol);
    struct kt_out o;
    KT_TRY(kt_out_open(&o, path, err));
    json_t *doc = whole(x, col);
    bool written = json_dumpf(doc, o.f, JSON_INDENT(1) | JSON_SORT_KEYS | JSON_REAL_PRECISION(15)) == 0;
    json_decref(doc);
    written = fputc('\n', o.f) != EOF && written;
    KT_TRY(kt_out_close(&o, err));
    return written ? KT_OK : kt_fail_at(err, KT_EIO, path, 0, "could not be written whole");
}
