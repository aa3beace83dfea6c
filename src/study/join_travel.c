/* Pairs of travel get the rows of their cells and sites; one matrix for each mode.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of a pair that one departure has twice, the lower cost counts. Over its departures a pair gets the
 * asked percentile (type 7) or the mean; a departure without the pair counts as endless, so that a pair
 * may be out of reach although some departures have it. O(pairs log(row)). */
#include "study_internal.h"
#include "travel_internal.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    int32_t col, group;
    double cost;
};

static int by_column(const void *pa, const void *pb)
{
    const struct entry *a = pa, *b = pb;
    if (a->col != b->col) return a->col < b->col ? -1 : 1;
    if (a->group != b->group) return a->group < b->group ? -1 : 1;
    return (a->cost > b->cost) - (a->cost < b->cost);
}

static int by_cost(const void *pa, const void *pb)
{
    const struct entry *a = pa, *b = pb;
    return (a->cost > b->cost) - (a->cost < b->cost);
}

/* Where each id stands in the study; -1 and an issue when nowhere. */
static int32_t *rows_of(struct kt_study *st, const struct kt_travel_ids *ids, const char **known, size_t n,
                        const char *what, struct kt_arena *a)
{
    int32_t *row = KT_NEW(a, int32_t, ids->n);
    struct kt_arena tmp = *a;
    size_t *order = KT_NEW(&tmp, size_t, n);
    struct kt_tally lost = {KT_WARNING,
                            "travel-unknown-id",
                            st->pending.travel->group[0].file,
                            what,
                            "Use the ids of the study's people and sites; the pairs were left out.",
                            0};
    kt_order_text(known, n, order);
    for (size_t i = 0; i < ids->n; i++) {
        size_t lo = 0, hi = n;
        while (lo < hi) {
            size_t mid = lo + (hi - lo) / 2;
            if (strcmp(known[order[mid]], ids->id[i]) < 0)
                lo = mid + 1;
            else
                hi = mid;
        }
        row[i] = lo < n && kt_streq(known[order[lo]], ids->id[i]) ? (int32_t)order[lo] : -1;
        if (row[i] < 0)
            kt_tally_add(st, &lost, ids->row[i], "no %s of the study has the id %.60s", what, ids->id[i]);
    }
    kt_tally_close(st, &lost);
    return row;
}

/* One mode on its way to a matrix: all its departures, row by row. */
struct merge {
    struct kt_study *st;
    struct kt_travel_read *read;
    const int32_t *cell, *site; /* rows in the study by number of the id */
    int member[KT_TRAVEL_GROUPS_MAX];
    size_t nmember;
    size_t *start; /* of the rows as read */
    int32_t *col;
    double *cost;
    uint16_t *group;
    size_t *kept; /* entries of each row that stay */
    size_t npair, nlost, ntwice;
};

static void each_pair(struct merge *m, void (*see)(struct merge *, int32_t row, int32_t col, double, size_t))
{
    for (size_t i = 0; i < m->nmember; i++)
        for (const struct kt_travel_chunk *c = m->read->first[m->member[i]]; c; c = c->next)
            for (size_t k = 0; k < c->n; k++)
                see(m, m->cell[c->pair[k].from], m->site[c->pair[k].to], c->pair[k].cost, i);
}

static void count(struct merge *m, int32_t row, int32_t col, double cost, size_t group)
{
    (void)cost, (void)group;
    if (row >= 0 && col >= 0)
        m->start[row + 1]++, m->npair++;
    else
        m->nlost++;
}

static void place(struct merge *m, int32_t row, int32_t col, double cost, size_t group)
{
    if (row < 0 || col < 0) return;
    size_t at = m->start[row] + m->kept[row]++;
    m->col[at] = col, m->cost[at] = cost, m->group[at] = (uint16_t)group;
}

/* What stands for n costs, ascending, of `all` departures; infinite when too few have the pair. */
static double over_departures(const struct entry *e, size_t n, size_t all, double percentile)
{
    if (isnan(percentile)) {
        double sum = 0;
        for (size_t i = 0; i < n; i++) sum += e[i].cost;
        return n == all ? sum / (double)n : INFINITY;
    }
    double at = percentile / 100 * (double)(all - 1);
    size_t k = (size_t)at;
    if (k >= n) return INFINITY;
    double low = e[k].cost, part = at - (double)k;
    if (part == 0) return low;
    return k + 1 < n ? low + part * (e[k + 1].cost - low) : INFINITY;
}

/* Sorts a row, takes the lowest of doubles and one cost over departures; returns doubles met. */
static size_t reduce_row(struct merge *m, size_t r, double percentile, struct entry *e)
{
    size_t from = m->start[r], n = m->kept[r], out = 0, unique = 0;
    for (size_t i = 0; i < n; i++)
        e[i] = (struct entry){m->col[from + i], m->group[from + i], m->cost[from + i]};
    if (n > 1) qsort(e, n, sizeof *e, by_column);
    for (size_t i = 0; i < n; i++)
        if (!unique || e[i].col != e[unique - 1].col || e[i].group != e[unique - 1].group) e[unique++] = e[i];
    for (size_t i = 0, next; i < unique; i = next) {
        for (next = i + 1; next < unique && e[next].col == e[i].col;) next++;
        if (next - i > 1) qsort(e + i, next - i, sizeof *e, by_cost);
        double cost = over_departures(e + i, next - i, m->nmember, percentile);
        if (!isfinite(cost)) continue;
        m->col[from + out] = e[i].col;
        m->cost[from + out++] = cost;
    }
    m->kept[r] = out;
    return n - unique;
}

static void reduce(struct merge *m, double percentile, struct kt_arena tmp)
{
    size_t longest = 0, ncell = m->st->cells.n, nthread = (size_t)omp_get_max_threads(), twice = 0;
    for (size_t r = 0; r < ncell; r++) longest = m->kept[r] > longest ? m->kept[r] : longest;
    struct entry *buffer = KT_NEW(&tmp, struct entry, nthread * longest);
#pragma omp parallel for schedule(dynamic, 64) reduction(+ : twice)
    for (size_t r = 0; r < ncell; r++)
        twice += reduce_row(m, r, percentile, buffer + (size_t)omp_get_thread_num() * longest);
    m->ntwice = twice;
}

/* Costs as floats, and beside them as they are where floats would round one. */
static void keep_costs(struct kt_csr *pairs, const double *cost, struct kt_arena *keep)
{
    float *val = KT_NEW(keep, float, pairs->nnz);
    bool rounded = false;
    for (size_t k = 0; k < pairs->nnz; k++) {
        val[k] = (float)cost[k];
        rounded |= (double)val[k] != cost[k];
    }
    pairs->val = val;
    if (!rounded) return;
    double *exact = KT_NEW(keep, double, pairs->nnz);
    memcpy(exact, cost, pairs->nnz * sizeof *exact);
    pairs->exact = exact;
}

/* Rows move down over what fell out of them; the pairs become facts. */
static void publish(struct merge *m, const struct kt_travel_group *g)
{
    struct kt_study *st = m->st;
    size_t n = 0;
    size_t *start = KT_NEW(st->keep, size_t, st->cells.n + 1);
    for (size_t r = 0; r < st->cells.n; r++) {
        memmove(m->col + n, m->col + m->start[r], m->kept[r] * sizeof *m->col);
        memmove(m->cost + n, m->cost + m->start[r], m->kept[r] * sizeof *m->cost);
        start[r + 1] = n += m->kept[r];
    }
    if (m->nmember > 1) { /* what was read is in scratch; it is several times what stays */
        const int32_t *col = m->col;
        m->col = KT_NEW(st->keep, int32_t, n);
        if (n) memcpy(m->col, col, n * sizeof *col);
    }
    struct kt_csr pairs = {.nrow = st->cells.n, .ncol = st->sites.n, .nnz = n, .start = start, .col = m->col};
    keep_costs(&pairs, m->cost, st->keep);
    st->matrix[st->nmatrix++] = (struct kt_travel_matrix){g->mode, g->unit, pairs};
}

static void tell(struct merge *m, const struct kt_travel_group *g, struct kt_arena tmp)
{
    struct kt_study *st = m->st;
    if (m->nlost)
        kt_issues_add(&st->issues, KT_NOTE, "travel-pairs-lost", g->file, 0, "",
                      kt_printf(&tmp,
                                "%zu of %zu pairs of mode %.40s name a cell or site that the study has not",
                                m->nlost, m->nlost + m->npair, g->mode),
                      "See the unknown ids above.");
    if (m->ntwice)
        kt_issues_add(&st->issues, KT_WARNING, "travel-pair-twice", g->file, 0, "",
                      kt_printf(&tmp, "%zu pairs of mode %.40s are given more than once", m->ntwice, g->mode),
                      "The lower cost was used; map columns.departure if they are departures.");
    size_t stranded = 0;
    const size_t *start = st->matrix[st->nmatrix - 1].pairs.start;
    for (size_t c = 0; c < st->cells.n; c++) stranded += start[c] == start[c + 1];
    if (stranded)
        kt_issues_add(
            &st->issues, KT_WARNING, "travel-cell-stranded", g->file, 0, "",
            kt_printf(&tmp, "%zu of %zu cells reach no site by mode %.40s", stranded, st->cells.n, g->mode),
            "Check that the file has all cells; absent pairs are taken as unreachable.");
}

/* Before the matrix is made: it and what was read would be the most memory that a study takes. */
static void drop_chunks(struct kt_travel_read *read)
{
    kt_arena_close(read->chunks_whole);
    read->chunks_whole = (struct kt_arena){NULL, NULL};
    memset(read->first, 0, sizeof read->first);
}

/* last: no other mode comes behind. */
static void join_mode(struct merge *m, size_t g, bool last, struct kt_arena tmp)
{
    const struct kt_travel_group *group = m->read->group;
    m->nmember = m->npair = m->nlost = 0;
    for (size_t k = g; k < m->read->ngroup; k++)
        if (kt_streq(group[k].mode, group[g].mode)) m->member[m->nmember++] = (int)k;
    m->start = KT_NEW(&tmp, size_t, m->st->cells.n + 1);
    m->kept = KT_NEW(&tmp, size_t, m->st->cells.n);
    each_pair(m, count);
    for (size_t r = 0; r < m->st->cells.n; r++) m->start[r + 1] += m->start[r];
    struct kt_arena *a = m->nmember > 1 ? &tmp : m->st->keep;
    m->col = KT_NEW(a, int32_t, m->npair);
    m->cost = KT_NEW(&tmp, double, m->npair);
    m->group = KT_NEW(&tmp, uint16_t, m->npair);
    each_pair(m, place);
    if (last) drop_chunks(m->read);
    reduce(m, group[g].percentile, tmp);
    publish(m, &group[g]);
    tell(m, &group[g], tmp);
}

void kt_join_travel(struct kt_study *st, struct kt_arena tmp)
{
    struct kt_travel_read *read = st->pending.travel;
    if (!read) return;
    struct merge *m = KT_NEW(&tmp, struct merge, 1);
    *m = (struct merge){.st = st, .read = read};
    m->cell = rows_of(st, &read->end[KT_TRAVEL_FROM], st->cells.id, st->cells.n, "cell", &tmp);
    m->site = rows_of(st, &read->end[KT_TRAVEL_TO], st->sites.id, st->sites.n, "site", &tmp);
    size_t *mode = KT_NEW(&tmp, size_t, read->ngroup), nmode = 0; /* first group of each */
    for (size_t g = 0; g < read->ngroup; g++) {
        bool first = true;
        for (size_t k = 0; k < nmode && first; k++)
            first = !kt_streq(read->group[mode[k]].mode, read->group[g].mode);
        if (first) mode[nmode++] = g;
    }
    for (size_t k = 0; k < nmode; k++) join_mode(m, mode[k], k + 1 == nmode, tmp);
    kt_travel_drop(st);
}
