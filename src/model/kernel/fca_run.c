/* fca_run: the catchment of e2sfca's settings at the point need and for every draw of it.
 * Draws run in blocks of KT_BLOCK, so that one walk over the pairs serves eight draws; a block
 * belongs to one thread, which keeps every sum in one order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/access/measure_internal.h"

#include <omp.h>

/* Hours that nobody knows are not no hours: who reaches only such sites has unknown access. So have those of
 * whose ways the mode's source says nothing. */
static const double *known_cells(const struct kt_study *st, const struct kt_result *r,
                                 const struct kt_costs *mode, double reach, struct kt_arena *a)
{
    const struct kt_column *hours = kt_result_find(r, KT_ROWS_SITES, "hours_week");
    double *known = kt_doubles(a, st->cells.n, 1);
    struct kt_arena tmp = *a;
    double *told = KT_NEW(&tmp, double, st->cells.n), *untold = KT_NEW(&tmp, double, st->cells.n);
    uint8_t *open = kt_sites_open(st, &tmp), *blank = KT_NEW(&tmp, uint8_t, st->sites.n);
    size_t nblank = 0;
    kt_blank_outside(mode, known, st->cells.n);
    for (size_t s = 0; hours && s < st->sites.n; s++) {
        blank[s] = open[s] && isnan(hours->value[s]);
        nblank += blank[s];
        open[s] = open[s] && !blank[s];
    }
    if (!nblank) return known;
    kt_mode_nearest(mode, st, open, told, NULL, tmp);
    kt_mode_nearest(mode, st, blank, untold, NULL, tmp);
    for (size_t c = 0; c < st->cells.n; c++)
        if (!(told[c] <= reach) && untold[c] <= reach) known[c] = NAN;
    return known;
}

enum kt_status kt_fca_setup(const struct kt_study *st, const struct kt_result *r, struct kt_fca *f,
                            struct kt_arena *a, struct kt_err *err)
{
    *f = (struct kt_fca){0};
    KT_TRY(kt_mode_of(&kt_e2sfca, r, &f->mode, err));
    KT_TRY(kt_decay_of(&kt_e2sfca, st, f->mode, &f->decay, *a, err));
    f->hours = kt_hours_of(st, r, a);
    f->known = known_cells(st, r, f->mode, f->decay.reach, a);
    const struct kt_csr *pairs = &f->mode->pairs;
    if (!pairs->start) {
        f->why_not = "too many pairs of cells and sites to repeat for every draw";
        return KT_OK;
    }
    KT_TRY(kt_catchment_fits(&kt_e2sfca, f->mode, &f->decay, err));
    f->weight = KT_NEW(a, double, pairs->nnz);
    kt_csr_weights(pairs, &f->decay, f->weight);
    if ((double)pairs->nnz * (double)r->ndraw > kt_method_num(&kt_e2sfca, st, "draw_work"))
        f->why_not = "draws times pairs exceed methods.e2sfca.draw_work";
    else
        f->ndraw = r->ndraw;
    return KT_OK;
}

void kt_fca_point(const struct kt_result *r, const struct kt_fca *f, const double *need, double *demand,
                  double *access, struct kt_arena tmp)
{
    const struct kt_study *st = r->study;
    if (f->weight) {
        double *ratio = KT_NEW(&tmp, double, st->sites.n);
        kt_fca_pairs(&f->mode->pairs, f->weight, need, f->hours, 1, demand, ratio, access);
        return;
    }
    struct kt_decay d = kt_decay_scale(&f->decay, 1 / f->mode->per_metre);
    const uint8_t *open = kt_sites_open(st, &tmp);
    struct kt_grid cells = kt_grid_build(&tmp, st->cells.x, st->cells.y, st->cells.n, NULL, d.reach / 8);
    struct kt_grid sites = kt_grid_build(&tmp, st->sites.x, st->sites.y, st->sites.n, open, d.reach / 8);
    kt_fca_points(&cells, &sites, need, f->hours, st->sites.n, &d, demand, access, tmp);
}

void kt_fca_each_draw(const struct kt_result *r, const struct kt_fca *f, kt_fca_visit *visit, void *ctx,
                      struct kt_arena tmp)
{
    size_t ncell = r->study->cells.n, nsite = r->study->sites.n;
    size_t nblock = (f->ndraw + KT_BLOCK - 1) / KT_BLOCK, nthread = (size_t)omp_get_max_threads();
    double **need = KT_NEW(&tmp, double *, nthread), **access = KT_NEW(&tmp, double *, nthread);
    double **demand = KT_NEW(&tmp, double *, nthread), **ratio = KT_NEW(&tmp, double *, nthread);
    for (size_t t = 0; t < nthread; t++) {
        need[t] = KT_NEW(&tmp, double, ncell *KT_BLOCK);
        access[t] = KT_NEW(&tmp, double, ncell *KT_BLOCK);
        demand[t] = KT_NEW(&tmp, double, nsite *KT_BLOCK);
        ratio[t] = KT_NEW(&tmp, double, nsite *KT_BLOCK);
    }
#pragma omp parallel for schedule(dynamic)
    for (size_t b = 0; b < nblock; b++) {
        size_t t = (size_t)omp_get_thread_num(), d0 = b * KT_BLOCK;
        size_t width = f->ndraw - d0 < KT_BLOCK ? f->ndraw - d0 : KT_BLOCK;
        kt_need_block(r, d0, width, need[t]);
        kt_fca_pairs(&f->mode->pairs, f->weight, need[t], f->hours, width, demand[t], ratio[t], access[t]);
        visit(ctx, d0, width, need[t], access[t]);
    }
}
