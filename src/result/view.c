/* view: rounds findings and hides what is too small to be told.
 *
 * Which columns hang together is read from the numbers as well as from count_of, so that a method
 * that forgets to say so can't open a way around the gate: a share s of a count b is known as such
 * when the b-weighted mean of the parts is the share of the whole, and s × b is then itself a count.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/view.h>

#include "result/suppress_internal.h"
#include "result/view_internal.h"

#include <string.h>

double kt_view_rounded(double v, int decimals)
{
    static const double ten[] = {1, 10, 100, 1000};
    if (!isfinite(v)) return NAN;
    return nearbyint(v * ten[decimals]) / ten[decimals] + 0.0; /* + 0.0: no minus zero */
}

int kt_kind_decimals(enum kt_kind kind)
{
    switch (kind) {
    case KT_K_PERSONS: return 0;
    case KT_K_RANK: return 0;
    case KT_K_COUNT: return 2; /* means of counts, too */
    case KT_K_SHARE: return 3;
    case KT_K_PER1000: return 3;
    case KT_K_KM: return 2;
    case KT_K_MIN: return 1;
    case KT_K_HOURS: return 2;
    case KT_K_PROB: return 3;
    case KT_K_INDEX: return 3;
    }
    return 3;
}

/* Everything the gate has to weigh while it is at work. */
struct gate {
    const struct kt_study *st;
    const struct kt_result *r;
    double k;
    struct kt_arena *a;
    struct kt_measure *m;
    size_t n, cap;
    size_t nperson;   /* m[0..nperson-1] are persons columns, the others shares times counts */
    uint8_t *implies; /* [from × cap + to]: where `from` is hidden, `to` is, too */
    /* follows[column × cap + measure]: the column is hidden where the measure is. */
    uint8_t *follows;
};

static int tier_of(const struct kt_column *c)
{
    if (c->rows == KT_ROWS_SITES) return -1;
    return c->rows == KT_ROWS_CELLS ? 0 : c->rows + 1;
}

/* The measure of a column name over the tiers from `first` up that have it. */
static void fill(struct gate *g, struct kt_measure *m, const char *name, int first)
{
    bool has[KT_TIERS] = {false};
    for (size_t i = 0; i < g->r->ncolumn; i++) {
        const struct kt_column *c = &g->r->column[i];
        if (strcmp(c->name, name) == 0 && tier_of(c) >= first) has[tier_of(c)] = true;
    }
    kt_measure_init(m, g->st, name, has, g->a);
    for (size_t i = 0; i < g->r->ncolumn; i++) {
        const struct kt_column *c = &g->r->column[i];
        if (strcmp(c->name, name) != 0 || tier_of(c) < first || !m->has[tier_of(c)]) continue;
        memcpy(m->value + m->offset[tier_of(c)], c->value, c->n * sizeof *c->value);
    }
}

static struct kt_measure *find_measure(const struct gate *g, const char *name)
{
    for (size_t i = 0; i < g->nperson; i++)
        if (kt_streq(g->m[i].name, name)) return &g->m[i];
    return NULL;
}

static void collect_persons(struct gate *g)
{
    for (size_t i = 0; i < g->r->ncolumn; i++) {
        const struct kt_column *c = &g->r->column[i];
        if (c->kind != KT_K_PERSONS || tier_of(c) < 0 || find_measure(g, c->name)) continue;
        fill(g, &g->m[g->n++], c->name, 0);
        g->m[g->n - 1].part_of = c->part_of;
        kt_measure_primary(&g->m[g->n - 1], g->k);
        g->nperson = g->n;
    }
}

static void add_rule(struct gate *g, size_t from, size_t to)
{
    if (from != to) g->implies[from * g->cap + to] = 1;
}

/* total = a weighted sum of parts: a hidden part needs a second one hidden in the same row, and a
 * hidden total all of them. Equal patterns keep the argument of kt_measure_close valid for the
 * table of rows and columns: what one part gives, the other takes, along the same path. */
static void rules_of_sum(struct gate *g, size_t total, const size_t *part, size_t npart)
{
    for (size_t i = 0; i < npart; i++) {
        add_rule(g, total, part[i]);
        for (size_t j = 0; j < npart; j++) add_rule(g, part[i], part[j]);
        if (npart == 1) add_rule(g, part[i], total);
    }
}

static void rules_of_need(struct gate *g)
{
    static const char *const layer[3] = {"need_n1", "need_n2", "need_n3"};
    const struct kt_measure *need = find_measure(g, "need");
    size_t part[3], npart = 0;
    for (size_t l = 0; l < 3; l++) {
        const struct kt_measure *m = find_measure(g, layer[l]);
        if (m && g->r->need_weight[l] != 0) part[npart++] = (size_t)(m - g->m);
    }
    if (need && npart > 0) rules_of_sum(g, (size_t)(need - g->m), part, npart);
}

/* Parts that methods declare, by age or by language. */
static void rules_of_parts(struct gate *g)
{
    size_t *part = KT_NEW(g->a, size_t, g->nperson);
    for (size_t total = 0; total < g->nperson; total++) {
        size_t npart = 0;
        for (size_t i = 0; i < g->nperson; i++)
            if (g->m[i].part_of && kt_streq(g->m[i].part_of, g->m[total].name)) part[npart++] = i;
        if (npart) rules_of_sum(g, total, part, npart);
    }
}

/* Sums and copies between columns that nobody declared. */
static void rules_found(struct gate *g)
{
    for (size_t a = 0; a < g->n; a++) {
        for (size_t b = a + 1; b < g->n; b++) {
            if (kt_measure_equal(&g->m[a], &g->m[b])) {
                add_rule(g, a, b);
                add_rule(g, b, a);
                continue;
            }
            for (size_t c = 0; c < g->n; c++) {
                if (c == a || c == b || !kt_measure_adds(&g->m[a], &g->m[b], &g->m[c])) continue;
                rules_of_sum(g, c, (size_t[]){a, b}, 2);
            }
        }
    }
}

/* Is the column's value of every whole the b-weighted mean of its parts' values? True only when
 * some whole has parts that differ; the cells' tier has means of its own and is left out. */
static bool mean_weighted_by(const struct kt_measure *s, const struct kt_measure *b)
{
    bool telling = false;
    for (size_t p = 0; p < s->n; p++) {
        double sum = 0, weight = 0, lo = INFINITY, hi = -INFINITY;
        if (s->child_of[p + 1] == s->child_of[p]) continue;
        for (size_t j = s->child_of[p]; j < s->child_of[p + 1]; j++) {
            int32_t c = s->child[j];
            if (!(b->value[c] > 0) || isnan(s->value[c])) continue;
            sum += b->value[c] * s->value[c];
            weight += b->value[c];
            lo = fmin(lo, s->value[c]);
            hi = fmax(hi, s->value[c]);
        }
        if (weight == 0 || isnan(s->value[p]) || !(b->value[p] > 0)) continue;
        if (fabs(weight - b->value[p]) > 1e-6 * weight) continue; /* parts are missing: tells nothing */
        if (fabs(sum - s->value[p] * weight) > 1e-6 * fmax(fabs(sum), 1e-9)) return false;
        if (hi - lo > 1e-9 * fabs(hi)) telling = true;
    }
    return telling;
}

/* s and b over the levels that both have, node by node the same; false when there is none. */
static bool on_common_levels(struct gate *g, const char *name, const struct kt_measure *base,
                             struct kt_measure *s, struct kt_measure *b)
{
    struct kt_measure whole;
    fill(g, &whole, name, 1);
    bool has[KT_TIERS] = {false};
    size_t ntier = 0;
    for (size_t t = 1; t < KT_TIERS; t++) {
        has[t] = whole.has[t] && base->has[t];
        ntier += has[t];
    }
    if (ntier == 0) return false;
    kt_measure_init(s, g->st, name, has, g->a);
    kt_measure_init(b, g->st, base->name, has, g->a);
    for (size_t t = 1; t < KT_TIERS; t++) {
        if (!s->has[t]) continue;
        size_t n = g->st->level[t - 1].n;
        memcpy(s->value + s->offset[t], whole.value + whole.offset[t], n * sizeof(double));
        memcpy(b->value + b->offset[t], base->value + base->offset[t], n * sizeof(double));
    }
    return true;
}

static void follow(struct gate *g, const char *name, size_t measure)
{
    for (size_t i = 0; i < g->r->ncolumn; i++)
        if (strcmp(g->r->column[i].name, name) == 0) g->follows[i * g->cap + measure] = 1;
}

/* One column that is no count: which counts could be worked out from it? */
static void weigh_ratio(struct gate *g, const struct kt_column *c)
{
    bool ratio = c->kind == KT_K_SHARE || c->kind == KT_K_PER1000;
    for (size_t i = 0; i < g->nperson; i++) {
        struct kt_measure s, b;
        struct kt_arena before = *g->a;
        if (!on_common_levels(g, c->name, &g->m[i], &s, &b) || !mean_weighted_by(&s, &b)) {
            *g->a = before; /* nothing of the trial is kept */
            continue;
        }
        follow(g, c->name, i);
        if (!ratio || g->n == g->cap) continue;
        double scale = c->kind == KT_K_PER1000 ? 1e-3 : 1;
        for (size_t j = 0; j < s.n; j++) s.value[j] *= b.value[j] * scale;
        bool known = false;
        for (size_t j = 0; j < g->nperson; j++) {
            if (j == i || !kt_measure_equal(&s, &g->m[j])) continue;
            follow(g, c->name, j);
            known = true;
        }
        /* A rate per 1,000 may count anything; a share of persons counts persons. */
        if (known || c->kind != KT_K_SHARE) continue;
        kt_measure_primary(&s, g->k);
        g->m[g->n++] = s;
        follow(g, c->name, g->n - 1);
    }
}

static void collect_ratios(struct gate *g)
{
    for (size_t i = 0; i < g->r->ncolumn; i++) {
        const struct kt_column *c = &g->r->column[i];
        if (c->kind == KT_K_PERSONS) continue;
        const struct kt_measure *declared = c->count_of ? find_measure(g, c->count_of) : NULL;
        if (declared) g->follows[i * g->cap + (size_t)(declared - g->m)] = 1;
        bool first = tier_of(c) > 0;
        for (size_t j = 0; first && j < i; j++)
            if (strcmp(g->r->column[j].name, c->name) == 0 && tier_of(&g->r->column[j]) > 0) first = false;
        if (first) weigh_ratio(g, c);
    }
}

static void settle(struct gate *g)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < g->n; i++) changed = kt_measure_close(&g->m[i], g->k) || changed;
        for (size_t i = 0; i < g->n; i++)
            for (size_t j = 0; j < g->n; j++)
                if (g->implies[i * g->cap + j]) changed = kt_measure_imply(&g->m[i], &g->m[j]) || changed;
    }
}

/* 0 shown, 1 hidden for its own size, 2 hidden for another's sake. */
static int verdict(const struct gate *g, size_t column, size_t row)
{
    const struct kt_column *c = &g->r->column[column];
    int tier = tier_of(c);
    if (c->kind == KT_K_PERSONS && c->value[row] > 0 && c->value[row] < g->k) return 1;
    if (tier < 0) return 0;
    if (c->kind == KT_K_PERSONS) {
        const struct kt_measure *m = find_measure(g, c->name);
        return m && m->hide[m->offset[tier] + row] ? 2 : 0;
    }
    int worst = 0;
    for (size_t i = 0; i < g->n; i++) {
        const struct kt_measure *m = &g->m[i];
        if (!g->follows[column * g->cap + i] || !m->has[tier] || !m->hide[m->offset[tier] + row]) continue;
        if (i >= g->nperson && m->primary[m->offset[tier] + row]) return 1;
        worst = 2;
    }
    return worst;
}

static void show_column(struct kt_view *v, const struct gate *g, size_t i, struct kt_arena *keep)
{
    const struct kt_column *c = &g->r->column[i];
    int decimals = kt_kind_decimals(c->kind);
    double *value = kt_doubles(keep, c->n, NAN), *lower = NULL, *upper = NULL;
    uint8_t *mark = KT_NEW(keep, uint8_t, c->n);
    if (c->lower && c->upper) {
        lower = kt_doubles(keep, c->n, NAN);
        upper = kt_doubles(keep, c->n, NAN);
    }
    for (size_t j = 0; j < c->n; j++) {
        int why = isfinite(c->value[j]) ? verdict(g, i, j) : 0;
        mark[j] = (uint8_t)(why ? KT_SUPPRESSED : isfinite(c->value[j]) ? KT_SHOWN : KT_MISSING);
        v->nsuppressed_primary += why == 1;
        v->nsuppressed_secondary += why == 2;
        if (mark[j] != KT_SHOWN) continue;
        value[j] = kt_view_rounded(c->value[j], decimals);
        if (!lower) continue;
        lower[j] = kt_view_rounded(c->lower[j], decimals);
        upper[j] = kt_view_rounded(c->upper[j], decimals);
    }
    v->col[i] =
        (struct kt_vcol){.meta = c, .n = c->n, .value = value, .lower = lower, .upper = upper, .mark = mark};
}

enum kt_status kt_view_build_k(struct kt_view *v, const struct kt_study *st, const struct kt_result *r,
                               double k, struct kt_arena *keep, struct kt_arena tmp, struct kt_err *err)
{
    *v = (struct kt_view){.study = st, .result = r, .isochrones = &r->isochrones, .k = k};
    if (!(k >= 0) || !isfinite(k))
        return kt_fail(err, KT_EINPUT, "report.suppress_k: a number from 0 up is needed, not %g", k);
    for (size_t i = 0; i < r->ncolumn; i++)
        if (r->column[i].n != kt_result_rows(r, r->column[i].rows))
            return kt_fail(err, KT_EFAULT, "column %s has %zu rows, its table %zu", r->column[i].name,
                           r->column[i].n, kt_result_rows(r, r->column[i].rows));
    struct gate g = {.st = st, .r = r, .k = k, .a = &tmp};
    g.cap = 4 * r->ncolumn + 1;
    g.m = KT_NEW(&tmp, struct kt_measure, g.cap);
    g.implies = KT_NEW(&tmp, uint8_t, g.cap * g.cap);
    g.follows = KT_NEW(&tmp, uint8_t, (r->ncolumn + 1) * g.cap);
    if (k > 0) {
        collect_persons(&g);
        collect_ratios(&g);
        rules_of_need(&g);
        rules_of_parts(&g);
        rules_found(&g);
        if (g.n == g.cap)
            return kt_fail(err, KT_ELIMIT, "too many related columns to check for small counts");
        settle(&g);
    }
    v->col = KT_NEW(keep, struct kt_vcol, r->ncolumn);
    v->ncol = r->ncolumn;
    for (size_t i = 0; i < r->ncolumn; i++) show_column(v, &g, i, keep);
    return kt_view_tables(v, keep, err);
}

enum kt_status kt_view_build(struct kt_view *v, const struct kt_study *st, const struct kt_result *r,
                             struct kt_arena *keep, struct kt_arena tmp, struct kt_err *err)
{
    return kt_view_build_k(v, st, r, kt_settings_num(st->set, "report.suppress_k"), keep, tmp, err);
}

const struct kt_vcol *kt_view_find(const struct kt_view *v, int rows, const char *name)
{
    for (size_t i = 0; i < v->ncol; i++)
        if (v->col[i].meta->rows == rows && strcmp(v->col[i].meta->name, name) == 0) return &v->col[i];
    return NULL;
}
