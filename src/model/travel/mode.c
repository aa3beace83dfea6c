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
            double v = (double)p->val[k];
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

/* Both ends as points in grids whose bins suit the decay, which becomes one of metres. */
struct points {
    struct kt_grid cells, sites;
    struct kt_decay decay;
};

static struct points points_of(const struct kt_costs *mode, const struct kt_study *st, const uint8_t *use,
                               const struct kt_decay *d, struct kt_arena *tmp)
{
    struct points p = {.decay = kt_decay_scale(d, 1 / mode->per_metre)};
    double side = p.decay.reach / 8;
    p.cells = kt_grid_build(tmp, st->cells.x, st->cells.y, st->cells.n, NULL, side);
    p.sites = kt_grid_build(tmp, st->sites.x, st->sites.y, st->sites.n, use, side);
    return p;
}

void kt_mode_from_sites(const struct kt_costs *mode, const struct kt_study *st, const uint8_t *use,
                        const double *q, const struct kt_decay *d, double *out, struct kt_arena tmp)
{
    const struct kt_csr *pairs = &mode->pairs;
    memset(out, 0, st->cells.n * sizeof *out);
    if (mode->per_metre > 0) {
        struct points p = points_of(mode, st, use, d, &tmp);
        kt_decay_sum(&p.cells, &p.sites, q, &p.decay, out, tmp);
        return;
    }
#pragma omp parallel for schedule(static)
    for (size_t c = 0; c < pairs->nrow; c++)
        for (size_t k = pairs->start[c]; k < pairs->start[c + 1]; k++)
            if (use[pairs->col[k]]) out[c] += kt_decay_at(d, (double)pairs->val[k]) * q[pairs->col[k]];
}

void kt_mode_from_cells(const struct kt_costs *mode, const struct kt_study *st, const uint8_t *use,
                        const double *q, const struct kt_decay *d, double *out, struct kt_arena tmp)
{
    const struct kt_csr *pairs = &mode->pairs;
    memset(out, 0, st->sites.n * sizeof *out);
    if (mode->per_metre > 0) {
        struct points p = points_of(mode, st, use, d, &tmp);
        kt_decay_sum(&p.sites, &p.cells, q, &p.decay, out, tmp);
        return;
    }
    for (size_t c = 0; c < pairs->nrow; c++)
        for (size_t k = pairs->start[c]; k < pairs->start[c + 1]; k++)
            if (use[pairs->col[k]]) out[pairs->col[k]] += kt_decay_at(d, (double)pairs->val[k]) * q[c];
}
