/* csr: sparse rows, shared by pairs, spatial weights and roads.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef KATVE_CSR_H
#define KATVE_CSR_H

#include <stddef.h>
#include <stdint.h>

/* Row r owns entries start[r] .. start[r+1]-1; columns ascend within a row. */
struct kt_csr {
    size_t nrow, ncol, nnz;
    const size_t *start; /* nrow + 1 */
    const int32_t *col;  /* nnz */
    const float *val;    /* nnz */
    const double *exact; /* nnz, where floats would round what a file says; NULL: val is all there is */
};
/* Entry k, as exactly as it is known. */
static inline double kt_csr_at(const struct kt_csr *m, size_t k)
{
    return m->exact ? m->exact[k] : (double)m->val[k];
}

#endif
