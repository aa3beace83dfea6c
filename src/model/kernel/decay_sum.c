/* decay_sum: weighted sums over all pairs in reach without storing a pair. Targets are taken bin by
 * bin; the sources that can reach a bin are copied side by side once, then every target of the bin
 * runs over them with vector instructions. A bin is an eighth of the reach wide, so about five of
 * six candidates are real pairs. Called twice it is the two-step floating catchment area, with the
 * roles of cells and sites exchanged.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kernel/lanes_internal.h"

#include <omp.h>
#include <string.h>

struct scratch {
    double *x, *y, *q;
};

struct rect {
    double x0, x1, y0, y1;
};

/* The extent of the targets of a bin, which is often much less than the bin. */
static struct rect extent(const struct kt_grid *g, size_t from, size_t to)
{
    struct rect r = {g->x[from], g->x[from], g->y[from], g->y[from]};
    for (size_t k = from + 1; k < to; k++) {
        r.x0 = g->x[k] < r.x0 ? g->x[k] : r.x0;
        r.x1 = g->x[k] > r.x1 ? g->x[k] : r.x1;
        r.y0 = g->y[k] < r.y0 ? g->y[k] : r.y0;
        r.y1 = g->y[k] > r.y1 ? g->y[k] : r.y1;
    }
    return r;
}

/* Half the width of the reach at vertical distance dy from the rectangle, a touch too wide. */
static double half_width(double reach, double dy)
{
    double w2 = reach * reach - dy * dy;
    return (w2 > 0 ? sqrt(w2) : 0) + reach * 1e-9;
}

/* Copies the sources of every row of bins that can reach the rectangle; returns how many, padded
 * to whole lanes. `q` is in grid order. */
static size_t gather(const struct kt_grid *g, const double *q, const struct rect *r, double reach,
                     struct scratch *s)
{
    size_t i0, i1, j0, j1, n = 0;
    double wide = reach * (1 + 1e-9);
    if (!kt_grid_window(g, r->x0 - wide, r->x1 + wide, r->y0 - wide, r->y1 + wide, &i0, &i1, &j0, &j1))
        return 0;
    for (size_t j = j0; j <= j1; j++) {
        double south = g->y0 + (double)j * g->side, north = south + g->side;
        double dy = fmax(0, fmax(south - r->y1, r->y0 - north)) * (1 - 1e-9);
        double half = half_width(reach, dy);
        size_t unused0, unused1;
        if (!kt_grid_window(g, r->x0 - half, r->x1 + half, r->y0 - wide, r->y1 + wide, &i0, &i1, &unused0,
                            &unused1))
            continue;
        const size_t k = g->start[j * g->nx + i0], end = g->start[j * g->nx + i1 + 1];
        memcpy(s->x + n, g->x + k, (end - k) * sizeof *s->x);
        memcpy(s->y + n, g->y + k, (end - k) * sizeof *s->y);
        memcpy(s->q + n, q + k, (end - k) * sizeof *s->q);
        n += end - k;
    }
    for (; n % KT_LANES; n++) {
        s->x[n] = r->x0;
        s->y[n] = r->y0;
        s->q[n] = 0;
    }
    return n;
}

void kt_decay_sum(const struct kt_grid *target, const struct kt_grid *source, const double *q,
                  const struct kt_decay *d, double *out, struct kt_arena tmp)
{
    size_t nbin = target->nx * target->ny, room = source->n + KT_LANES;
    size_t nthread = (size_t)omp_get_max_threads();
    double *gq = KT_NEW(&tmp, double, source->n);
    struct scratch *scratch = KT_NEW(&tmp, struct scratch, nthread);
    const struct lanes_decay ld = lanes_prepare(d);
    const double reach = sqrt(ld.reach2);
    lanes_sum *const sum = lanes_sum_of(&ld, d->kind);
    for (size_t k = 0; k < source->n; k++) gq[k] = q[source->item[k]];
    for (size_t t = 0; t < nthread; t++)
        scratch[t] = (struct scratch){KT_NEW(&tmp, double, room), KT_NEW(&tmp, double, room),
                                      KT_NEW(&tmp, double, room)};
#pragma omp parallel for schedule(dynamic, 64)
    for (size_t b = 0; b < nbin; b++) {
        size_t from = target->start[b], to = target->start[b + 1];
        if (from == to) continue;
        struct scratch *s = &scratch[omp_get_thread_num()];
        struct rect r = extent(target, from, to);
        size_t n = gather(source, gq, &r, reach, s);
        for (size_t k = from; k < to; k++)
            out[target->item[k]] = sum(s->x, s->y, s->q, n, target->x[k], target->y[k], &ld);
    }
}

void kt_fca_points(const struct kt_grid *cells, const struct kt_grid *sites, const double *need,
                   const double *supply, size_t nsite, const struct kt_decay *d, double *demand,
                   double *access, struct kt_arena tmp)
{
    double *ratio = KT_NEW(&tmp, double, nsite);
    kt_decay_sum(sites, cells, need, d, demand, tmp);
    for (size_t k = 0; k < sites->n; k++) {
        size_t s = (size_t)sites->item[k];
        ratio[s] = demand[s] > 0 ? supply[s] / demand[s] : 0;
    }
    kt_decay_sum(cells, sites, ratio, d, access, tmp);
}
