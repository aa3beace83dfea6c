/* suppress: primary and complementary suppression of counts in nested areas.
 * The rule for one hidden term and the demand that the hidden rest itself reaches k follow the
 * practice of statistical offices (Hundepool et al. 2012, Statistical Disclosure Control, ch. 4).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "result/suppress_internal.h"

static size_t tier_rows(const struct kt_study *st, size_t tier)
{
    if (tier == 0) return st->cells.n;
    return tier - 1 < st->nlevel ? st->level[tier - 1].n : 0;
}

/* Row of the next tier that holds `row` of `tier`; -1 when there is none. */
static int32_t row_above(const struct kt_study *st, size_t tier, int32_t row)
{
    if (tier == 0) return st->cells.zone[row];
    const int32_t *parent = st->level[tier - 1].parent;
    return parent && tier < st->nlevel ? parent[row] : -1;
}

static int32_t node_above(const struct kt_study *st, const struct kt_measure *m, size_t tier, int32_t row)
{
    while (row >= 0 && tier + 1 < KT_TIERS) {
        row = row_above(st, tier, row);
        tier++;
        if (row >= 0 && m->has[tier]) return (int32_t)m->offset[tier] + row;
    }
    return -1;
}

static void link_children(struct kt_measure *m)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->parent[i] >= 0) m->child_of[m->parent[i] + 1]++;
    for (size_t i = 0; i < m->n; i++) m->child_of[i + 1] += m->child_of[i];
    /* Each start moves along as its children are filled in, to the next one's start; then all move back. */
    for (size_t i = 0; i < m->n; i++)
        if (m->parent[i] >= 0) m->child[m->child_of[m->parent[i]]++] = (int32_t)i;
    for (size_t i = m->n; i > 0; i--) m->child_of[i] = m->child_of[i - 1];
    m->child_of[0] = 0;
}

void kt_measure_init(struct kt_measure *m, const struct kt_study *st, const char *name,
                     const bool has[KT_TIERS], struct kt_arena *a)
{
    *m = (struct kt_measure){.name = name};
    for (size_t t = 0; t < KT_TIERS; t++) {
        m->offset[t] = m->n;
        m->has[t] = has[t] && tier_rows(st, t) > 0;
        if (m->has[t]) m->n += tier_rows(st, t);
    }
    m->parent = KT_NEW(a, int32_t, m->n);
    m->child_of = KT_NEW(a, size_t, m->n + 1);
    m->child = KT_NEW(a, int32_t, m->n);
    m->value = kt_doubles(a, m->n, NAN);
    m->primary = KT_NEW(a, uint8_t, m->n);
    m->hide = KT_NEW(a, uint8_t, m->n);
    for (size_t t = 0; t < KT_TIERS; t++)
        for (size_t i = 0; m->has[t] && i < tier_rows(st, t); i++)
            m->parent[m->offset[t] + i] = node_above(st, m, t, (int32_t)i);
    link_children(m);
}

void kt_measure_primary(struct kt_measure *m, double k)
{
    for (size_t i = 0; i < m->n; i++) m->primary[i] = m->hide[i] = m->value[i] > 0 && m->value[i] < k;
}

/* The smallest shown child with people in it, -1 when none is left. */
static int32_t smallest_shown(const struct kt_measure *m, size_t p)
{
    int32_t best = -1;
    for (size_t j = m->child_of[p]; j < m->child_of[p + 1]; j++) {
        int32_t c = m->child[j];
        if (m->hide[c] || !(m->value[c] > 0)) continue;
        if (best < 0 || m->value[c] < m->value[best]) best = c;
    }
    return best;
}

/* One sum: the parent's number against its children's. */
static bool close_sum(struct kt_measure *m, size_t p, double k)
{
    if (isnan(m->value[p]) && !m->hide[p]) return false;
    bool changed = false;
    for (;;) {
        size_t nhidden = 0;
        double hidden = 0;
        for (size_t j = m->child_of[p]; j < m->child_of[p + 1]; j++) {
            int32_t c = m->child[j];
            if (!m->hide[c]) continue;
            nhidden++;
            if (m->value[c] > 0) hidden += m->value[c];
        }
        bool safe = m->hide[p] ? nhidden >= 1 : nhidden == 0 || (nhidden >= 2 && hidden >= k);
        if (safe) return changed;
        int32_t next = smallest_shown(m, p);
        if (next >= 0) {
            m->hide[next] = 1;
        } else if (!m->hide[p]) {
            m->hide[p] = 1; /* nothing below can cover for it: the sum itself has to go */
        } else {
            return changed;
        }
        changed = true;
    }
}

bool kt_measure_close(struct kt_measure *m, double k)
{
    bool any = false, changed;
    do {
        changed = false;
        for (size_t p = 0; p < m->n; p++)
            if (m->child_of[p + 1] > m->child_of[p] && close_sum(m, p, k)) changed = true;
        any = any || changed;
    } while (changed);
    return any;
}

static size_t tier_nodes(const struct kt_measure *m, size_t t)
{
    if (!m->has[t]) return 0;
    for (size_t u = t + 1; u < KT_TIERS; u++)
        if (m->has[u]) return m->offset[u] - m->offset[t];
    return m->n - m->offset[t];
}

bool kt_measure_imply(const struct kt_measure *a, struct kt_measure *b)
{
    bool changed = false;
    for (size_t t = 0; t < KT_TIERS; t++) {
        if (!a->has[t] || !b->has[t]) continue;
        for (size_t i = 0; i < tier_nodes(a, t); i++) {
            size_t na = a->offset[t] + i, nb = b->offset[t] + i;
            if (!a->hide[na] || b->hide[nb] || isnan(b->value[nb])) continue;
            b->hide[nb] = 1;
            changed = true;
        }
    }
    return changed;
}

static bool close_to(double a, double b)
{
    return fabs(a - b) <= 1e-6 * fmax(1.0, fmax(fabs(a), fabs(b)));
}

bool kt_measure_equal(const struct kt_measure *a, const struct kt_measure *b)
{
    size_t met = 0;
    for (size_t t = 0; t < KT_TIERS; t++) {
        if (!a->has[t] || !b->has[t]) continue;
        for (size_t i = 0; i < tier_nodes(a, t); i++) {
            double va = a->value[a->offset[t] + i], vb = b->value[b->offset[t] + i];
            if (isnan(va) || isnan(vb)) continue;
            if (!close_to(va, vb)) return false;
            if (va > 0) met++;
        }
    }
    return met > 0;
}

bool kt_measure_adds(const struct kt_measure *a, const struct kt_measure *b, const struct kt_measure *c)
{
    size_t met_a = 0, met_b = 0;
    for (size_t t = 0; t < KT_TIERS; t++) {
        if (!a->has[t] || !b->has[t] || !c->has[t]) continue;
        for (size_t i = 0; i < tier_nodes(a, t); i++) {
            double va = a->value[a->offset[t] + i], vb = b->value[b->offset[t] + i];
            double vc = c->value[c->offset[t] + i];
            if (isnan(va) || isnan(vb) || isnan(vc)) continue;
            if (!close_to(va + vb, vc)) return false;
            met_a += va > 0;
            met_b += vb > 0;
        }
    }
    return met_a > 0 && met_b > 0;
}
