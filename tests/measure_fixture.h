/* measure_fixture: a measure run on the study of model_fixture.h, beside Gaussian weights written out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MEASURE_FIXTURE_H
#define MEASURE_FIXTURE_H

#include "model_fixture.h"

struct measured {
    struct fixture f;
    double w[FX_CELLS][FX_SITES], cost[FX_CELLS][FX_SITES]; /* 0 and INFINITY for sites that are not open */
    double need[FX_CELLS], hours[FX_SITES];
};

/* Runs `m` after the default methods; weights are those of the default Gaussian. */
static inline enum kt_status ms_open(struct measured *x, const struct kt_method *m, const char *const *over,
                                     size_t nover)
{
    fx_open(&x->f, over, nover);
    enum kt_status status = fx_run(&x->f, m);
    for (size_t c = 0; c < FX_CELLS; c++) {
        x->need[c] = fx_get(&x->f, KT_ROWS_CELLS, "need", c);
        for (size_t s = 0; s < FX_SITES; s++) {
            bool open = s < 3; /* of the others one gives no support and one has no place */
            double km = 1.3 * hypot(fx_x[c] - x->f.st.sites.x[s], fx_y[c] - x->f.st.sites.y[s]) / 1000;
            x->cost[c][s] = open ? km : INFINITY;
            x->w[c][s] = open && km <= 30 ? exp(km * km * log(0.01) / 900) : 0;
        }
    }
    x->hours[0] = 20;
    x->hours[1] = 5;
    for (size_t s = 2; s < FX_SITES; s++) x->hours[s] = 0; /* unknown hours count as none */
    return status;
}

/* Cells 0..4; the others reach nothing, or only a site of unknown hours. */
enum { MS_KNOWN = 5 };

static inline double ms_cell(const struct measured *x, const char *name, size_t c)
{
    return fx_get(&x->f, KT_ROWS_CELLS, name, c);
}

/* sum_c of w[c][s]^power q[c], and sum_s of w[c][s]^power q[s]. */
static inline double ms_to_site(const struct measured *x, size_t s, const double *q)
{
    double sum = 0;
    for (size_t c = 0; c < FX_CELLS; c++) sum += x->w[c][s] * (q ? q[c] : 1);
    return sum;
}
static inline double ms_to_cell(const struct measured *x, size_t c, const double *q)
{
    double sum = 0;
    for (size_t s = 0; s < FX_SITES; s++) sum += x->w[c][s] * (q ? q[s] : 1);
    return sum;
}

#endif
