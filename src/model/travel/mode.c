/* mode: choosing a mode of travel, and what it tells whether its pairs are stored or not.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/model_internal.h"

#include <stdio.h>
#include <string.h>

enum kt_status kt_mode_add(struct kt_result *r, const struct kt_costs *costs, struct kt_err *err)
{
    if (kt_result_add_mode(r, costs)) return KT_OK;
    return kt_fail(err, KT_ELIMIT, "methods.%s: there are more than %d modes of travel", costs->method,
                   KT_MODES_MAX);
}

const struct kt_costs *kt_mode_in(const struct kt_result *r, const char *unit)
{
    for (size_t i = 0; i < r->nmode; i++)
        if (kt_streq(r->mode[i].unit, unit)) return &r->mode[i];
    return NULL;
}

enum kt_status kt_mode_of(const struct kt_method *m, const struct kt_result *r, const struct kt_costs **mode,
                          struct kt_err *err)
{
    const char *name = kt_method_str(m, r->study, "mode");
    char known[256] = "";
    *mode = NULL;
    for (size_t i = 0; i < r->nmode && !*mode; i++) {
        if (!*name || kt_streq(r->mode[i].mode, name)) *mode = &r->mode[i];
        size_t used = strlen(known);
        snprintf(known + used, sizeof known - used, "%s%s", used ? ", " : "", r->mode[i].mode);
    }
    if (*mode) return KT_OK;
    return kt_fail(err, KT_EINPUT, "methods.%s.mode: the study has no mode of travel `%s`; it has %s",
                   m->name, name, *known ? known : "none");
}

double kt_mode_num(const struct kt_method *m, const struct kt_study *st, const struct kt_costs *mode,
                   const char *stem)
{
    char key[64];
    snprintf(key, sizeof key, "%s_%s", stem, mode->unit);
    return kt_method_num(m, st, key);
}

static void nearest_point(const struct kt_costs *mode, const struct kt_study *st, const uint8_t *use,
                          double *cost, int32_t *site, struct kt_arena tmp)
{
    struct kt_grid g = kt_grid_build(&tmp, st->sites.x, st->sites.y, st->sites.n, use, 0);
    kt_nearest_points(&g, st->cells.x, st->cells.y, st->cells.n, cost, site);
    for (size_t c = 0; c < st->cells.n; c++) cost[c] *= mode->per_metre;
}

static void nearest_pair(const struct kt_csr *p, const uint8_t *use, double *cost, int32_t *site)
{
    for (size_t c = 0; c < p->nrow; c++) {
        cost[c] = NAN;
        if (site) site[c] = -1;
        for (size_t k = p->start[c]; k < p->start[c + 1]; k++) {
            double v = kt_csr_at(p, k);
            if ((use && !use[p->col[k]]) || v >= cost[c])
                continue; /* false for the first, whose rival is NaN */
            cost[c] = v;
            if (site) site[c] = p->col[k];
        }
    }
}

void kt_mode_nearest(const struct kt_costs *mode, const struct kt_study *st, const uint8_t *use, double *cost,
                     int32_t *site, struct kt_arena tmp)
{
    if (mode->per_metre > 0) {
        nearest_point(mode, st, use ? use : kt_sites_open(st, &tmp), cost, site, tmp);
    } else if (!use && mode->nearest) {
        memcpy(cost, mode->nearest, st->cells.n * sizeof *cost);
        if (site) memcpy(site, mode->nearest_site, st->cells.n * sizeof *site);
    } else {
        nearest_pair(&mode->pairs, use, cost, site);
    }
}

struct kt_links kt_mode_links(const struct kt_costs *mode, const struct kt_study *st, const uint8_t *use,
                              double reach, struct kt_arena *keep)
{
    if (!(mode->per_metre > 0)) return kt_links_pairs(&mode->pairs, use, keep);
    return kt_links_points(st->cells.x, st->cells.y, st->cells.n, st->sites.x, st->sites.y, use, st->sites.n,
                           mode->per_metre, reach, keep);
}

void kt_mode_from_sites(const struct kt_costs *mode, const struct kt_study *st, const uint8_t *use,
                        const double *q, const struct kt_decay *d, double *out, struct kt_arena tmp)
{
    /* Stored rows need no transpose in this direction: sites out of use give nothing. */
    struct kt_links l = {.ncell = st->cells.n, .nsite = st->sites.n, .pairs = mode->pairs};
    double *used = KT_NEW(&tmp, double, st->sites.n);
    for (size_t s = 0; s < st->sites.n; s++) used[s] = use[s] ? q[s] : 0;
    if (mode->per_metre > 0) l = kt_mode_links(mode, st, use, d->reach, &tmp);
    kt_sum_to_cells(&l, d, used, out, tmp);
}

void kt_mode_from_cells(const struct kt_costs *mode, const struct kt_study *st, const uint8_t *use,
                        const double *q, const struct kt_decay *d, double *out, struct kt_arena tmp)
{
    struct kt_links l = {.ncell = st->cells.n, .nsite = st->sites.n};
    if (mode->per_metre > 0)
        l = kt_mode_links(mode, st, use, d->reach, &tmp);
    else
        l.back = kt_csr_transpose(&mode->pairs, use, &tmp);
    kt_sum_to_sites(&l, d, q, out, tmp);
}
