/* matrix_travel: travel as a file gives it, one mode for each of the study's matrices.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   cost(c, s) = the file's cost for the pair;  a pair that the file has not can't be travelled
 *
 * Only sites that support are reached. Files come before roads and straight lines, so that measures use
 * them unless told otherwise. A site without coordinates may be reached when the file has it.
 * Source: the study's travel files, as routers write them (r5r, OSRM, Valhalla).
 * Complexity: O(pairs); pairs are shared with the facts where all of them lead to sites that support. */
#include "model/model_internal.h"

static size_t count_used(const struct kt_csr *p, const uint8_t *use)
{
    size_t n = 0;
    for (size_t k = 0; k < p->nnz; k++) n += use[p->col[k]];
    return n;
}

/* The pairs of used sites alone. */
static struct kt_csr filtered(const struct kt_csr *p, const uint8_t *use, size_t nnz, struct kt_arena *keep)
{
    size_t *start = KT_NEW(keep, size_t, p->nrow + 1), n = 0;
    int32_t *col = KT_NEW(keep, int32_t, nnz);
    float *val = KT_NEW(keep, float, nnz);
    double *exact = p->exact ? KT_NEW(keep, double, nnz) : NULL;
    for (size_t r = 0; r < p->nrow; r++) {
        for (size_t k = p->start[r]; k < p->start[r + 1]; k++) {
            if (!use[p->col[k]]) continue;
            col[n] = p->col[k];
            if (exact) exact[n] = p->exact[k];
            val[n++] = p->val[k];
        }
        start[r + 1] = n;
    }
    return (struct kt_csr){p->nrow, p->ncol, n, start, col, val, exact};
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    uint8_t *use = KT_NEW(&tmp, uint8_t, st->sites.n);
    for (size_t s = 0; s < st->sites.n; s++) use[s] = st->sites.supports[s] == KT_YES;
    for (size_t i = 0; i < st->nmatrix; i++) {
        const struct kt_travel_matrix *t = &st->matrix[i];
        size_t n = count_used(&t->pairs, use);
        struct kt_costs costs = {.mode = t->mode, .unit = t->unit, .method = m->name, .max = INFINITY};
        costs.pairs = n == t->pairs.nnz ? t->pairs : filtered(&t->pairs, use, n, r->keep);
        KT_TRY(kt_mode_add(r, &costs, err));
    }
    return KT_OK;
}

const struct kt_method kt_matrix_travel = {
    .name = "matrix_travel",
    .title = {{"Matka-ajat tiedostosta", "Restider från fil", "Travel costs from a file"}},
    .summary = "Minutes or kilometres from cells to sites as the study's travel files give them, by mode.",
    .formula = "cost(c,s) = the file's cost; an absent pair is unreachable",
    .source = "the study's travel files",
    .needs = "",
    .columns = "",
    .run = run,
};
