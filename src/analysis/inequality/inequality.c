/* inequality: how unevenly support is within reach of those in need.
 *
 *   x of a cell: access (hours a week per 1,000 in need, e2sfca) and dist_km (the nearest site); persons: need.
 *   The measures are those of katve/inequality.h over the cells of a zone, at every level above the finest.
 *   Rank of the concentration index: need per 1,000 residents of the cell, lowest first; below 0 those of low
 *   need have more.
 * Intervals: bootstrap over the zone's cells. They tell how far the figure hangs on single places; they don't hold
 * the error of the need rates, which all cells of a zone share.
 * Source: Gini 1912; Theil 1967; Atkinson 1970; Kakwani, Wagstaff and van Doorslaer 1997; Lambert and Aronson 1993.
 * Complexity: O(levels × replicates × cells).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/inequality.h>
#include <katve/method.h>

#include <string.h>

enum { FIGURES = KT_INEQ_N + 1, CONCENTRATION = KT_INEQ_N, POINTS = 21, MIN_CELLS = 3 };

/* Above this the worst four tenths share a thousandth of the rest at most: the ratio tells nothing more. */
static const double palma_most = 1000;

/* What is shared, and what its columns are called. */
struct shared {
    const char *column;
    const char *figure[3]; /* columns: Gini, Theil T, concentration */
    struct kt_tr title[3];
};

static const struct shared shared_of[] = {
    {"access",
     {"gini_access", "theil_access", "concentration_access"},
     {{{"Ulottuvilla olevien tukituntien Gini-kerroin", "Ginikoefficient för nåbara stödtimmar",
        "Gini of support hours within reach"}},
      {{"Ulottuvilla olevien tukituntien Theil-indeksi", "Theilindex för nåbara stödtimmar",
        "Theil index of support hours within reach"}},
      {{"Tukituntien keskittyminen tarpeen mukaan", "Stödtimmarnas koncentration efter behov",
        "Concentration of support hours by need"}}}},
    {"dist_km",
     {"gini_distance", "theil_distance", "concentration_distance"},
     {{{"Matkan Gini-kerroin", "Ginikoefficient för avståndet", "Gini of the distance"}},
      {{"Matkan Theil-indeksi", "Theilindex för avståndet", "Theil index of the distance"}},
      {{"Matkan keskittyminen tarpeen mukaan", "Avståndets koncentration efter behov",
        "Concentration of the distance by need"}}}},
};
enum { NSHARED = sizeof shared_of / sizeof *shared_of };

/* Cells in the order of their zone at one level. */
struct by_zone {
    size_t *start; /* zones + 1 */
    double *x, *w, *rank;
    int32_t *fine; /* group below: the row of the level beneath */
};

struct job {
    const struct kt_study *st;
    struct kt_result *r;
    const double *x, *need, *rank; /* per cell */
    double epsilon;
    size_t replicates;
    uint64_t seed;
};

static struct by_zone cells_by_zone(const struct job *j, size_t lv, struct kt_arena *a)
{
    const struct kt_cells *c = &j->st->cells;
    size_t n = j->st->level[lv].n;
    struct by_zone z = {KT_NEW(a, size_t, n + 2), KT_NEW(a, double, c->n), KT_NEW(a, double, c->n),
                        KT_NEW(a, double, c->n), KT_NEW(a, int32_t, c->n)};
    int32_t *up = KT_NEW(a, int32_t, c->n);
    for (size_t i = 0; i < c->n; i++) {
        up[i] = c->zone[i] >= 0 ? kt_zone_up(j->st, c->zone[i], lv) : -1;
        if (up[i] >= 0) z.start[up[i] + 2]++;
    }
    for (size_t k = 2; k < n + 2; k++) z.start[k] += z.start[k - 1];
    for (size_t i = 0; i < c->n; i++) {
        if (up[i] < 0) continue;
        size_t to = z.start[up[i] + 1]++;
        z.x[to] = j->x[i];
        z.w[to] = j->need[i];
        z.rank[to] = j->rank[i];
        z.fine[to] = kt_zone_up(j->st, c->zone[i], lv - 1);
    }
    return z;
}

static void figures_of(const struct job *j, const struct by_zone *z, size_t from, size_t n,
                       double value[FIGURES], double lower[FIGURES], double upper[FIGURES],
                       struct kt_arena tmp)
{
    kt_inequality_measures(z->x + from, z->w + from, n, j->epsilon, value, tmp);
    value[CONCENTRATION] = kt_concentration(z->x + from, z->rank + from, z->w + from, n, tmp);
    kt_inequality_bootstrap(z->x + from, z->rank + from, z->w + from, n, j->epsilon, j->seed, (uint32_t)from,
                            j->replicates, lower, upper, tmp);
}

static void level_columns(const struct job *j, const struct shared *s, size_t lv, struct kt_arena tmp)
{
    static const int which[3] = {KT_INEQ_GINI, KT_INEQ_THEIL_T, CONCENTRATION};
    struct by_zone z = cells_by_zone(j, lv, &tmp);
    double *value[3], *lower[3], *upper[3]; /* adding a column may move the others, not their arrays */
    for (int f = 0; f < 3; f++) {
        const struct kt_column *c = kt_result_add(j->r, &(struct kt_column){.name = s->figure[f],
                                                                            .rows = (int)lv,
                                                                            .kind = KT_K_INDEX,
                                                                            .unit = "1",
                                                                            .title = s->title[f],
                                                                            .method = "inequality",
                                                                            .count_of = "need"});
        value[f] = c->value;
        lower[f] = c->lower;
        upper[f] = c->upper;
    }
    for (size_t k = 0; k < j->st->level[lv].n; k++) {
        size_t n = z.start[k + 1] - z.start[k];
        double v[FIGURES], lo[FIGURES], hi[FIGURES];
        if (n < MIN_CELLS) continue;
        figures_of(j, &z, z.start[k], n, v, lo, hi, tmp);
        for (int f = 0; f < 3; f++) {
            value[f][k] = v[which[f]];
            lower[f][k] = fmin(lo[which[f]], v[which[f]]);
            upper[f][k] = fmax(hi[which[f]], v[which[f]]);
        }
    }
}

/* ---- tables of the country ---- */

static const enum kt_kind index_kinds[] = {KT_K_INDEX, KT_K_INDEX, KT_K_INDEX, KT_K_INDEX, KT_K_SHARE};

static const char *why_missing(const double *v, const double *lo, int f)
{
    if (isnan(v[f])) {
        if (f == KT_INEQ_THEIL_L) return "infinite: some cells have nothing";
        return f == KT_INEQ_PALMA ? "the worst four tenths have nothing, or next to nothing"
                                  : "no positive mean";
    }
    return isnan(lo[f]) ? "no interval: undefined in more than a tenth of the replicates" : NULL;
}

static void figure_rows(const struct job *j, const struct by_zone *z, size_t n, size_t at, struct kt_table *t,
                        const char **label, const char **note, const char *what, struct kt_arena tmp)
{
    double v[FIGURES], lo[FIGURES], hi[FIGURES];
    figures_of(j, z, 0, n, v, lo, hi, tmp);
    if (v[KT_INEQ_PALMA] > palma_most) v[KT_INEQ_PALMA] = lo[KT_INEQ_PALMA] = hi[KT_INEQ_PALMA] = NAN;
    for (int f = 0; f < FIGURES; f++) {
        size_t row = at * FIGURES + (size_t)f;
        label[row] =
            kt_printf(j->r->keep, "%s %s", what, f < KT_INEQ_N ? kt_inequality_name[f] : "concentration");
        note[row] = why_missing(v, lo, f);
        memcpy(t->value + 3 * row, (double[]){v[f], lo[f], hi[f]}, 3 * sizeof(double));
    }
}

static void put_parts(struct kt_table *t, const char **note, size_t row, struct kt_inequality_parts p)
{
    double share = p.total > 0 ? p.between / p.total : (double)NAN;
    memcpy(t->value + 5 * row, (double[]){p.total, p.between, p.within, p.overlap, share},
           5 * sizeof(double));
    if (isnan(p.total))
        note[row] = "undefined: no positive mean, or cells that have nothing (theil_l)";
    else if (isnan(share))
        note[row] = "all have the same: there is nothing to divide";
}

/* Between and within the zones of the level beneath the country. */
static void part_rows(const struct by_zone *z, size_t n, size_t ngroup, size_t at, struct kt_table *t,
                      const char **note, struct kt_arena tmp)
{
    struct kt_inequality_groups g = {0};
    kt_inequality_within(z->x, z->w, z->fine, n, ngroup, &g, tmp);
    put_parts(t, note, 3 * at, g.gini);
    put_parts(t, note, 3 * at + 1, g.theil_t);
    put_parts(t, note, 3 * at + 2, g.theil_l);
}

static struct kt_table *new_table(struct kt_result *r, const char *name, struct kt_tr title, size_t nrow,
                                  size_t ncol, const char *const *column, const enum kt_kind *kind,
                                  const char *const *note, const char ***row)
{
    *row = KT_NEW(r->keep, const char *, nrow);
    return kt_result_add_table(r, &(struct kt_table){.name = name,
                                                     .title = title,
                                                     .method = "inequality",
                                                     .nrow = nrow,
                                                     .ncol = ncol,
                                                     .row = *row,
                                                     .column = column,
                                                     .kind = kind,
                                                     .note = note});
}

static void fill_lorenz(const struct by_zone *z, size_t n, size_t at, size_t ncol, struct kt_table *t,
                        const char **note, const double *p, struct kt_arena tmp)
{
    double share[POINTS];
    for (int ranked = 0; ranked < 2; ranked++) {
        kt_lorenz(z->x, ranked ? z->rank : NULL, z->w, n, p, POINTS, share, tmp);
        for (size_t k = 0; k < POINTS; k++) {
            t->value[k * ncol + 1 + 2 * at + (size_t)ranked] = share[k];
            if (isnan(share[k])) note[k] = "no curve where those in need have nothing, or nobody is in need";
        }
    }
}

static void country_tables(struct job *j, const struct shared *const *s, const double *const *x, size_t ns,
                           struct kt_arena tmp)
{
    static const char *const figure_cols[] = {"value", "lower", "upper"};
    static const char *const part_cols[] = {"total", "between", "within", "overlap", "share_between"};
    static const char *const part_of[] = {"gini", "theil_t", "theil_l"};
    static const enum kt_kind share_kinds[] = {KT_K_SHARE, KT_K_SHARE, KT_K_SHARE, KT_K_SHARE, KT_K_SHARE};
    struct kt_arena *keep = j->r->keep;
    size_t top = j->st->nlevel - 1, ncol = 1 + 2 * ns;
    const char **figure_row, **part_row, **lorenz_row, **curve = KT_NEW(keep, const char *, ncol);
    const char **note = KT_NEW(keep, const char *, ns *FIGURES),
               **part_note = KT_NEW(keep, const char *, 3 * ns),
               **lorenz_note = KT_NEW(keep, const char *, POINTS);
    struct kt_table fig, part, lorenz; /* copies: adding a table may move the others, not their values */
    fig = *new_table(j->r, "inequality",
                     (struct kt_tr){{"Eriarvoisuus tarvitsijoiden kesken", "Ojämlikhet bland stödbehövande",
                                     "Inequality among those in need"}},
                     ns * FIGURES, 3, figure_cols, index_kinds, note, &figure_row);
    part = *new_table(
        j->r, "inequality_parts",
        (struct kt_tr){{"Eriarvoisuus alueiden välillä ja sisällä", "Ojämlikhet mellan och inom områden",
                        "Inequality between and within areas"}},
        ns * 3, 5, part_cols, index_kinds, part_note, &part_row);
    lorenz = *new_table(j->r, "lorenz", (struct kt_tr){{"Lorenz-käyrät", "Lorenzkurvor", "Lorenz curves"}},
                        POINTS, ncol, curve, share_kinds, lorenz_note, &lorenz_row);
    double p[POINTS];
    curve[0] = "persons";
    for (size_t k = 0; k < POINTS; k++) {
        p[k] = (double)k / (POINTS - 1);
        lorenz_row[k] = kt_printf(keep, "%zu", k * 100 / (POINTS - 1));
        lorenz.value[k * ncol] = p[k];
    }
    for (size_t i = 0; i < ns; i++) {
        struct kt_arena scratch = tmp;
        j->x = x[i];
        struct by_zone z = cells_by_zone(j, top, &scratch);
        size_t n = z.start[1];
        figure_rows(j, &z, n, i, &fig, figure_row, note, s[i]->column, scratch);
        part_rows(&z, n, j->st->level[top - 1].n, i, &part, part_note, scratch);
        fill_lorenz(&z, n, i, ncol, &lorenz, lorenz_note, p, scratch);
        for (size_t k = 0; k < 3; k++)
            part_row[3 * i + k] = kt_printf(keep, "%s %s", s[i]->column, part_of[k]);
        curve[1 + 2 * i] = s[i]->column;
        curve[2 + 2 * i] = kt_printf(keep, "%s_by_need", s[i]->column);
    }
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    (void)err;
    const struct kt_column *need = kt_result_find(r, KT_ROWS_CELLS, "need");
    if (!need || st->nlevel < 2) return KT_OK; /* nobody to share among */
    double *rank = KT_NEW(&tmp, double, st->cells.n);
    for (size_t c = 0; c < st->cells.n; c++)
        rank[c] = st->cells.total[c] > 0 ? need->value[c] / st->cells.total[c] : (double)NAN;
    struct job j = {st,
                    r,
                    NULL,
                    need->value,
                    rank,
                    kt_method_num(m, st, "epsilon"),
                    (size_t)kt_method_num(m, st, "replicates"),
                    (uint64_t)kt_settings_int(st->set, "run.seed")};
    const struct shared *present[NSHARED];
    const double *x[NSHARED];
    size_t n = 0;
    for (size_t i = 0; i < NSHARED; i++) {
        const struct kt_column *c = kt_result_find(r, KT_ROWS_CELLS, shared_of[i].column);
        if (!c) continue;
        present[n] = &shared_of[i];
        j.x = x[n++] = c->value;
        for (size_t lv = 1; lv < st->nlevel; lv++) level_columns(&j, &shared_of[i], lv, tmp);
    }
    if (n) country_tables(&j, present, x, n, tmp);
    return KT_OK;
}

static const struct kt_param params[] = {
    {"epsilon", KT_T_NUM, "1", "0.5", 0.01, 10, NULL,
     "Aversion to inequality in the Atkinson index (assumption)."},
    {"replicates", KT_T_INT, "draws", "200", 0, 100000, NULL,
     "Bootstrap replicates for the 95 % intervals; 0: no intervals."},
};

const struct kt_method kt_inequality = {
    .name = "inequality",
    .title = {{"Eriarvoisuus", "Ojämlikhet", "Inequality"}},
    .summary = "How unevenly hours within reach and distance are shared by those in need, between and within "
               "regions.",
    .formula = "Gini = sum_ij w_i w_j |x_i - x_j| / (2 W^2 mu); Theil T = sum (w x / (W mu)) ln(x / mu), L = "
               "sum (w / W) ln(mu / x);\n"
               "Atkinson = 1 - (sum (w / W) (x / mu)^(1 - e))^(1 / (1 - e)); Palma: best tenth / worst four "
               "tenths of persons;\n"
               "Concentration = sum w x (2 R - 1) / (W mu), rank by need per 1,000. Between + within = "
               "total; the Gini's rest is\n"
               "the overlap of regions. Persons: need of the cells. Intervals: bootstrap over cells, "
               "percentiles of replicates.",
    .choices =
        "Gini: 0..1 without n/(n-1) (ineq's corr = FALSE; laeken's / 100); gini_corrected: x n/(n-1), n "
        "cells.\n"
        "Theil T weighs by shares of the total (ineq's parameter 0), L by persons (parameter 1).\n"
        "Palma splits the cell in which a limit falls (others take whole rows). Equals share the mean rank.\n"
        "Persons weigh (ineq: not; laeken: they do). A zero: L infinite, no value; a value below 0: "
        "none at all.\n"
        "Intervals do not hold the error of the need rates. Zones with fewer than three cells have no "
        "figure.",
    .source = "Gini 1912; Theil 1967; Atkinson 1970; Kakwani, Wagstaff and van Doorslaer 1997; Lambert and "
              "Aronson 1993",
    .needs = "",
    .columns =
        "gini_access theil_access concentration_access gini_distance theil_distance concentration_distance",
    .tables = "inequality inequality_parts lorenz",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
