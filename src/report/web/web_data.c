/* web_data: raw values for the script that sorts, colours and writes the table. Names and formatted values
 * are in the page itself.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "web_internal.h"

static void put_values(FILE *f, const char *key, const double *v, size_t n)
{
    fprintf(f, ",\"%s\":[", key);
    for (size_t z = 0; z < n; z++) {
        if (z) fputc(',', f);
        kt_json_value(f, v[z]);
    }
    fputc(']', f);
}

static void put_column(FILE *f, const struct kt_vcol *c)
{
    fputs("{\"name\":", f);
    kt_json(f, c->meta->name);
    if (c->meta->kind == KT_K_RANK) fputs(",\"kind\":\"rank\"", f);
    put_values(f, "value", c->value, c->n);
    if (c->lower) put_values(f, "lower", c->lower, c->n);
    if (c->lower) put_values(f, "upper", c->upper, c->n);
    fputc('}', f);
}

/* The table's column that tells a measure's figures; need × supply comes last. */
static size_t column_of(const struct kt_web *w, const struct kt_web_measure *m)
{
    for (size_t c = 0; c < w->ncol; c++)
        if (kt_streq(w->col[c]->meta->name, m->column)) return c + 1;
    return w->ncol + 1;
}

static void put_codes(const struct kt_web *w, FILE *f)
{
    const struct kt_study *st = w->rep->study;
    const struct kt_zones *zs = &st->level[w->rep->fine], *up = zs + 1;
    fputs(",\n\"code\":[", f);
    for (size_t z = 0; z < zs->n; z++) {
        if (z) fputc(',', f);
        kt_json(f, zs->code[z]);
    }
    fputs("],\n\"region\":[", f);
    for (size_t z = 0; z < zs->n; z++) {
        if (z) fputc(',', f);
        kt_json(f, w->rep->fine + 2 < st->nlevel && zs->parent[z] >= 0 ? up->code[zs->parent[z]] : "");
    }
    fputc(']', f);
}

void kt_web_data(const struct kt_web *w, FILE *f)
{
    fputs("{\"file\":", f);
    kt_json(f, kt_slug(w->doc.arena, kt_set_str(w->rep->study, "study.id", "study")));
    put_codes(w, f);
    fputs(",\n\"measures\":[", f);
    for (size_t i = 0; i < w->nmeasure; i++) {
        fprintf(f, "%s{\"name\":\"%s\",\"column\":%zu,\"classes\":\"", i ? "," : "", w->measure[i].column,
                column_of(w, &w->measure[i]));
        kt_class_letters(&w->measure[i], w->nzone, f);
        fputs("\"}", f);
    }
    fputs("],\n\"columns\":[", f);
    for (size_t c = 0; c < w->ncol; c++) {
        if (c) fputs(",\n", f);
        put_column(f, w->col[c]);
    }
    if (w->nmeasure && !w->measure[w->nmeasure - 1].scale) fputs(",{\"name\":\"need_supply\"}", f);
    fputs("]}", f);
}
