/* place_order: possible places in the order in which they would reach most of those left out; see the method
 * sites_that_help for the table.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <string.h>

static double cell(const struct kt_vtable *t, size_t row, const char *column)
{
    for (size_t c = 0; c < t->meta->ncol; c++)
        if (strcmp(t->meta->column[c], column) == 0) return t->value[row * t->meta->ncol + c];
    return NAN;
}

static struct kt_val value(const struct kt_doc *d, const struct kt_vtable *t, size_t row, const char *stem,
                           enum kt_kind kind)
{
    struct kt_val v = {.v = cell(t, row, stem),
                       .lo = cell(t, row, kt_printf(d->arena, "%s_lower", stem)),
                       .hi = cell(t, row, kt_printf(d->arena, "%s_upper", stem)),
                       .mark = (enum kt_mark)t->mark[row],
                       .kind = kind};
    if (isnan(v.v) && v.mark == KT_SHOWN) v.mark = KT_MISSING;
    return v;
}

static size_t site_of(const struct kt_study *st, const char *id)
{
    for (size_t s = 0; s < st->sites.n; s++)
        if (st->sites.id && kt_streq(st->sites.id[s], id)) return s;
    return SIZE_MAX;
}

/* Rows are "AREA ORDER SITE". */
size_t kt_possible_places(const struct kt_doc *d, struct kt_possible out[KT_PLACES_MAX])
{
    const struct kt_vtable *t = kt_doc_table(d, "sites_that_help");
    const struct kt_study *st = d->rep->study;
    const char *code = st->level[d->level].code[d->zone];
    size_t len = strlen(code), n = 0;
    for (size_t i = 0; t && i < t->meta->nrow && n < KT_PLACES_MAX; i++) {
        const char *row = t->meta->row[i];
        if (strncmp(row, code, len) != 0 || row[len] != ' ' || t->mark[i] != KT_SHOWN) continue;
        const char *id = strchr(row + len + 1, ' ');
        size_t site = id ? site_of(st, id + 1) : SIZE_MAX;
        if (site == SIZE_MAX) continue;
        out[n++] = (struct kt_possible){site, value(d, t, i, "need", KT_K_PERSONS),
                                        value(d, t, i, "reached", KT_K_PERSONS),
                                        value(d, t, i, "cost_per_person", KT_K_PERSONS)};
    }
    return n;
}
