/* raam_interior: the equilibrium of way and queue by an interior-point method.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   min sum_s load(s)^2 / (2 quota(s)) + sum way x,  load(s) = sum_c x(c,s),  sum_s x(c,s) = need(c),  x >= 0
 *   slack z(c,s) = way + queue(s) - level(c) >= 0, at the equilibrium x z = 0
 *
 * Newton steps on these conditions with x z = mu, mu falling (predictor and corrector of Mehrotra 1992, SIAM
 * Journal on Optimization 2; one length for all variables). Flows and levels are eliminated, which leaves
 * one sparse system over sites: quota + a weighted Laplacian whose links are the sites that a cell thinks of
 * together. It is assembled column by column without a subtraction, so that it stays exact however
 * small mu is, and factorised as L D L' in the order of AMD, without BLAS: always the same bytes.
 * Source of the solver: Davis 2005, ACM TOMS 31 (LDL).
 * Complexity: some 20 steps of O(sum over cells of sites^2 + fill of the factor) each. */
#include "model/access/raam_internal.h"

#include <string.h>

#include <suitesparse/amd.h>
#include <suitesparse/ldl.h>

enum { STEPS = 60, NEWTON = 50 };
static const double exact = 1e-13; /* no step comes nearer than this */

/* Flows of the cells that have a choice, as arrays over arcs. */
struct arcs {
    size_t ncell, narc, nsite;
    size_t *start;          /* per cell */
    int32_t *site, *cell;   /* per arc */
    size_t *by_site, *list; /* arcs of each site */
    double *way, *x, *z, *dx, *dz, *theta, *pull;
    double *need, *level, *sum_theta; /* per cell */
    double *queue, *quota, *base;     /* per site; base: load of cells without a choice */
};

struct factor {
    int n, *start, *row, *lstart, *parent, *lnz, *flag, *order, *inverse, *pattern, *lrow;
    double *a, *l, *d, *y, *b, *sorted;
};

static void index_by_site(struct arcs *a, struct kt_arena *t)
{
    a->by_site = KT_NEW(t, size_t, a->nsite + 2);
    a->list = KT_NEW(t, size_t, a->narc);
    for (size_t k = 0; k < a->narc; k++) a->by_site[a->site[k] + 2]++;
    for (size_t s = 2; s < a->nsite + 2; s++) a->by_site[s] += a->by_site[s - 1];
    for (size_t k = 0; k < a->narc; k++) a->list[a->by_site[a->site[k] + 1]++] = k;
}

static struct arcs arcs_of(const struct raam_use *use, const double *need, size_t n, const double *per_quota,
                           size_t nsite, const double *load, struct kt_arena *t)
{
    struct arcs a = {.nsite = nsite};
    for (size_t i = 0; i < n; i++)
        if (need[i] > 0 && use[i].n > 1) a.narc += use[i].n, a.ncell++;
    a.start = KT_NEW(t, size_t, a.ncell + 1);
    a.site = KT_NEW(t, int32_t, a.narc);
    a.cell = KT_NEW(t, int32_t, a.narc);
    double **per_arc[] = {&a.way, &a.x, &a.z, &a.dx, &a.dz, &a.theta, &a.pull};
    for (size_t k = 0; k < sizeof per_arc / sizeof *per_arc; k++) *per_arc[k] = KT_NEW(t, double, a.narc);
    double **per_cell[] = {&a.need, &a.level, &a.sum_theta};
    for (size_t k = 0; k < 3; k++) *per_cell[k] = KT_NEW(t, double, a.ncell);
    a.queue = KT_NEW(t, double, nsite);
    a.quota = KT_NEW(t, double, nsite);
    a.base = KT_NEW(t, double, nsite);
    for (size_t s = 0; s < nsite; s++) {
        a.quota[s] = 1 / per_quota[s];
        a.queue[s] = a.quota[s] > 0 ? load[s] * per_quota[s] : 0;
    }
    size_t at = 0, c = 0;
    for (size_t i = 0; i < n; i++) {
        if (!(need[i] > 0) || !use[i].n) continue;
        if (use[i].n == 1) {
            a.base[use[i].site[0]] += need[i];
            continue;
        }
        for (size_t j = 0; j < use[i].n; j++, at++) {
            a.site[at] = use[i].site[j];
            a.cell[at] = (int32_t)c;
            a.way[at] = use[i].way[j];
        }
        a.need[c++] = need[i];
        a.start[c] = at;
    }
    index_by_site(&a, t);
    return a;
}

/* Flows and slacks with x z = mu at the queues as they are: a level under the cheapest cost, by Newton's
 * method from above, where the sum of flows is convex in the level. */
static void centre(struct arcs *a, double mu)
{
    for (size_t c = 0; c < a->ncell; c++) {
        double least = INFINITY;
        for (size_t k = a->start[c]; k < a->start[c + 1]; k++)
            least = fmin(least, a->way[k] + a->queue[a->site[k]]);
        double under = mu / a->need[c]; /* the level lies so far below `least` */
        for (int step = 0; step < NEWTON; step++) {
            double sum = 0, slope = 0;
            for (size_t k = a->start[c]; k < a->start[c + 1]; k++) {
                double z = a->way[k] + a->queue[a->site[k]] - least + under;
                sum += mu / z;
                slope += mu / (z * z);
            }
            double more = (sum - a->need[c]) / slope;
            under += more;
            if (!(more > 1e-12 * under)) break;
        }
        a->level[c] = least - under;
        for (size_t k = a->start[c]; k < a->start[c + 1]; k++) {
            a->z[k] = a->way[k] + a->queue[a->site[k]] - least + under;
            a->x[k] = mu / a->z[k];
        }
    }
}

/* The pattern of the system: sites that some cell thinks of together. Returns its entries, fills them where
 * `row` is given. */
static size_t pattern_of(const struct arcs *a, int *start, int *row, int *mark)
{
    size_t n = 0;
    for (size_t s = 0; s < a->nsite; s++) mark[s] = -1;
    for (size_t s = 0; s < a->nsite; s++) {
        start[s] = (int)n;
        mark[s] = (int)s;
        if (row) row[n] = (int)s;
        n++;
        for (size_t i = a->by_site[s]; i < a->by_site[s + 1]; i++) {
            size_t c = (size_t)a->cell[a->list[i]];
            for (size_t k = a->start[c]; k < a->start[c + 1]; k++) {
                if (mark[a->site[k]] == (int)s) continue;
                mark[a->site[k]] = (int)s;
                if (row) row[n] = a->site[k];
                n++;
            }
        }
    }
    start[a->nsite] = (int)n;
    return n;
}

static bool analyse(const struct arcs *a, struct factor *f, struct kt_arena *t)
{
    size_t n = a->nsite;
    *f = (struct factor){.n = (int)n};
    int **per_site[] = {&f->start, &f->lstart, &f->parent,  &f->lnz,
                        &f->flag,  &f->order,  &f->inverse, &f->pattern};
    for (size_t k = 0; k < sizeof per_site / sizeof *per_site; k++) *per_site[k] = KT_NEW(t, int, n + 1);
    double **values[] = {&f->d, &f->y, &f->b, &f->sorted};
    for (size_t k = 0; k < 4; k++) *values[k] = KT_NEW(t, double, n);
    size_t nnz = pattern_of(a, f->start, NULL, f->flag);
    if (nnz > INT32_MAX / 2) return false;
    f->row = KT_NEW(t, int, nnz);
    f->a = KT_NEW(t, double, nnz);
    pattern_of(a, f->start, f->row, f->flag);
    int status = amd_order(f->n, f->start, f->row, f->order, NULL, NULL);
    if (status != AMD_OK && status != AMD_OK_BUT_JUMBLED) return false;
    ldl_symbolic(f->n, f->start, f->row, f->lstart, f->parent, f->lnz, f->flag, f->order, f->inverse);
    f->lrow = KT_NEW(t, int, (size_t)f->lstart[n]);
    f->l = KT_NEW(t, double, (size_t)f->lstart[n]);
    return true;
}

/* quota + Laplacian with links sum_c theta_s theta_t / sum theta; `at`: zeros per site, before and after. */
static bool factorise(struct arcs *a, struct factor *f, double *at)
{
    memset(a->sum_theta, 0, a->ncell * sizeof *a->sum_theta);
    for (size_t k = 0; k < a->narc; k++) a->sum_theta[a->cell[k]] += a->theta[k] = a->x[k] / a->z[k];
    for (size_t s = 0; s < a->nsite; s++) {
        double own = a->quota[s] > 0 ? a->quota[s] : 1;
        for (size_t i = a->by_site[s]; i < a->by_site[s + 1]; i++) {
            size_t k = a->list[i], c = (size_t)a->cell[k];
            double share = a->theta[k] / a->sum_theta[c];
            for (size_t l = a->start[c]; l < a->start[c + 1]; l++) {
                if (l == k) continue;
                at[a->site[l]] -= share * a->theta[l];
                own += share * a->theta[l];
            }
        }
        at[s] = own;
        for (int i = f->start[s]; i < f->start[s + 1]; i++) {
            f->a[i] = at[f->row[i]];
            at[f->row[i]] = 0;
        }
    }
    return ldl_numeric(f->n, f->start, f->row, f->a, f->lstart, f->parent, f->lnz, f->lrow, f->l, f->d, f->y,
                       f->pattern, f->flag, f->order, f->inverse) == f->n;
}

/* The step towards x z = target, pull[k] = (target - x z) / z being given. */
static void step_of(struct arcs *a, struct factor *f)
{
    for (size_t s = 0; s < a->nsite; s++) f->b[s] = a->base[s] - a->quota[s] * a->queue[s];
    for (size_t c = 0; c < a->ncell; c++) {
        double left = a->need[c];
        for (size_t k = a->start[c]; k < a->start[c + 1]; k++) left -= a->x[k] + a->pull[k];
        a->level[c] = left / a->sum_theta[c]; /* of its change; the level itself is in the slacks */
        for (size_t k = a->start[c]; k < a->start[c + 1]; k++)
            f->b[a->site[k]] += a->x[k] + a->pull[k] + a->theta[k] * a->level[c];
    }
    ldl_perm(f->n, f->sorted, f->b, f->order);
    ldl_lsolve(f->n, f->sorted, f->lstart, f->lrow, f->l);
    ldl_dsolve(f->n, f->sorted, f->d);
    ldl_ltsolve(f->n, f->sorted, f->lstart, f->lrow, f->l);
    ldl_permt(f->n, f->b, f->sorted, f->order);
    for (size_t c = 0; c < a->ncell; c++) {
        double change = a->level[c];
        for (size_t k = a->start[c]; k < a->start[c + 1]; k++)
            change += a->theta[k] / a->sum_theta[c] * f->b[a->site[k]];
        for (size_t k = a->start[c]; k < a->start[c + 1]; k++) {
            a->dz[k] = f->b[a->site[k]] - change;
            a->dx[k] = a->pull[k] - a->theta[k] * a->dz[k];
        }
    }
}

static double longest(const struct arcs *a)
{
    double length = 1;
    for (size_t k = 0; k < a->narc; k++) {
        if (a->dx[k] < 0) length = fmin(length, -0.99 * a->x[k] / a->dx[k]);
        if (a->dz[k] < 0) length = fmin(length, -0.99 * a->z[k] / a->dz[k]);
    }
    return length;
}

static double gap_of(const struct arcs *a)
{
    double sum = 0;
    for (size_t k = 0; k < a->narc; k++) sum += a->x[k] * a->z[k];
    return sum;
}

/* How far loads and queues are apart, as cost. */
static double apart(const struct arcs *a, double *load)
{
    double sum = 0;
    memcpy(load, a->base, a->nsite * sizeof *load);
    for (size_t k = 0; k < a->narc; k++) load[a->site[k]] += a->x[k];
    for (size_t s = 0; s < a->nsite; s++)
        if (a->quota[s] > 0) sum += load[s] * fabs(load[s] / a->quota[s] - a->queue[s]);
    return sum;
}

static double predict_and_correct(struct arcs *a, struct factor *f)
{
    double mu = gap_of(a) / (double)a->narc, after = 0;
    for (size_t k = 0; k < a->narc; k++) a->pull[k] = -a->x[k];
    step_of(a, f);
    double length = longest(a);
    for (size_t k = 0; k < a->narc; k++)
        after += (a->x[k] + length * a->dx[k]) * (a->z[k] + length * a->dz[k]);
    double sigma = pow(after / (double)a->narc / mu, 3);
    for (size_t k = 0; k < a->narc; k++) a->pull[k] = (sigma * mu - a->dx[k] * a->dz[k]) / a->z[k] - a->x[k];
    step_of(a, f);
    length = longest(a);
    for (size_t k = 0; k < a->narc; k++) {
        a->x[k] += length * a->dx[k];
        a->z[k] += length * a->dz[k];
    }
    for (size_t s = 0; s < a->nsite; s++) a->queue[s] += length * f->b[s];
    return length;
}

static void hand_back(const struct arcs *a, struct raam_use *use, const double *need, size_t n)
{
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        struct raam_use *u = &use[i];
        if (!(need[i] > 0) || !u->n) continue;
        if (u->n == 1) {
            u->flow[0] = need[i];
            continue;
        }
        double sum = kt_sum(a->x + at, u->n);
        for (size_t j = 0; j < u->n; j++) u->flow[j] = a->x[at++] * (need[i] / sum);
    }
}

/* All cost of flows at their own loads, and what it could be less by. */
static double cost_of(const struct raam_use *use, size_t n, const double *per_quota, const double *load,
                      double *excess)
{
    double all = 0;
    *excess = 0;
    for (size_t i = 0; i < n; i++) {
        const struct raam_use *u = &use[i];
        double least = INFINITY;
        for (size_t j = 0; j < u->n; j++)
            least = fmin(least, u->way[j] + load[u->site[j]] * per_quota[u->site[j]]);
        for (size_t j = 0; j < u->n; j++) {
            double cost = u->way[j] + load[u->site[j]] * per_quota[u->site[j]];
            all += u->flow[j] * cost;
            *excess += u->flow[j] * (cost - least);
        }
    }
    return all;
}

void raam_interior(struct raam_use *use, const double *need, size_t n, const double *per_quota, size_t nsite,
                   double goal, const double *load, struct kt_arena tmp)
{
    struct arcs a = arcs_of(use, need, n, per_quota, nsite, load, &tmp);
    struct factor f;
    double *column = KT_NEW(&tmp, double, nsite), before, gap = INFINITY;
    if (!a.narc || !analyse(&a, &f, &tmp)) return;
    double all = cost_of(use, n, per_quota, load, &before);
    /* Flows spread wide: from there steps are long, while flows near a wrong corner would hardly move. */
    centre(&a, all / (double)a.narc);
    for (int k = 0; k < STEPS && gap > fmax(goal, exact) * all; k++) {
        if (!factorise(&a, &f, column) || predict_and_correct(&a, &f) < 1e-8) break;
        gap = gap_of(&a) + apart(&a, f.b);
    }
    if (gap < before) hand_back(&a, use, need, n);
}
