/* pairs_build: stored pairs from points. Sites are taken in order, each looking up the cells near
 * it, so that the columns of every row ascend without a sort.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/access.h>

struct reach {
    const struct kt_grid *cells;
    double radius;
    int32_t *item; /* room for every cell */
    double *d2;
};

static size_t look(const struct reach *w, double x, double y)
{
    return isfinite(x) && isfinite(y) ? kt_grid_within(w->cells, x, y, w->radius, w->item, w->d2, w->cells->n)
                                      : 0;
}

void kt_pairs_build(struct kt_csr *pairs, const struct kt_grid *cells, size_t ncell, const double *site_x,
                    const double *site_y, const uint8_t *site_use, size_t nsite, double reach, double factor,
                    size_t most, struct kt_arena *keep, struct kt_arena tmp)
{
    struct reach w = {cells, reach, KT_NEW(&tmp, int32_t, cells->n), KT_NEW(&tmp, double, cells->n)};
    size_t *count = KT_NEW(&tmp, size_t, ncell), *start, nnz = 0;
    *pairs = (struct kt_csr){.nrow = ncell, .ncol = nsite};
    for (size_t s = 0; s < nsite; s++) {
        if (site_use && !site_use[s]) continue;
        size_t n = look(&w, site_x[s], site_y[s]);
        for (size_t k = 0; k < n; k++) count[w.item[k]]++;
        nnz += n;
    }
    pairs->nnz = nnz;
    if (nnz > most) return;
    start = KT_NEW(keep, size_t, ncell + 1);
    for (size_t c = 0; c < ncell; c++) {
        start[c + 1] = start[c] + count[c];
        count[c] = start[c];
    }
    int32_t *col = KT_NEW(keep, int32_t, nnz);
    float *val = KT_NEW(keep, float, nnz);
    for (size_t s = 0; s < nsite; s++) {
        if (site_use && !site_use[s]) continue;
        size_t n = look(&w, site_x[s], site_y[s]);
        for (size_t k = 0; k < n; k++) {
            size_t at = count[w.item[k]]++;
            col[at] = (int32_t)s;
            val[at] = (float)(sqrt(w.d2[k]) * factor);
        }
    }
    pairs->start = start;
    pairs->col = col;
    pairs->val = val;
}
