/* spatial_publish: where the methods of spatial statistics leave their findings.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "spatial_internal.h"

#include <string.h>

enum { GLOBAL_ROWS = 64, GLOBAL_COLUMNS = 8, CLASSES = 7, WEIGHT_ROWS = 32, WEIGHT_COLUMNS = 8, NAMED = 20 };

/* Made on first use with room for `most` rows; rows are added one by one. */
static struct kt_table *growing_table(struct kt_result *r, const struct kt_table *spec, size_t most)
{
    for (size_t i = 0; i < r->ntable; i++)
        if (kt_streq(r->table[i].name, spec->name)) return &r->table[i];
    struct kt_table copy = *spec;
    copy.nrow = most;
    copy.row = KT_NEW(r->keep, const char *, most);
    copy.note = KT_NEW(r->keep, const char *, most);
    struct kt_table *t = kt_result_add_table(r, &copy);
    t->nrow = 0;
    return t;
}

static void add_row(struct kt_table *t, const char *label, const double *value, const char *note)
{
    const char **labels = (const char **)(uintptr_t)t->row, **notes = (const char **)(uintptr_t)t->note;
    memcpy(t->value + t->nrow * t->ncol, value, t->ncol * sizeof *value);
    labels[t->nrow] = label;
    notes[t->nrow++] = note;
}

static struct kt_table *global_table(struct kt_result *r)
{
    static const char *const column[GLOBAL_COLUMNS] = {"value", "expected",   "variance", "z",
                                                       "p",     "p_permuted", "areas",    "islands"};
    static const enum kt_kind kind[GLOBAL_COLUMNS] = {KT_K_INDEX, KT_K_INDEX, KT_K_INDEX, KT_K_INDEX,
                                                      KT_K_PROB,  KT_K_PROB,  KT_K_COUNT, KT_K_COUNT};
    return growing_table(
        r,
        &(struct kt_table){.name = "spatial_global",
                           .title = {{"Alueellisen rakenteen tunnusluvut", "Mått på rumsligt mönster",
                                      "Statistics of spatial pattern"}},
                           .method = "moran",
                           .ncol = GLOBAL_COLUMNS,
                           .column = column,
                           .kind = kind},
        GLOBAL_ROWS);
}

/* Codes of the islands, the first of them where there are many. */
static const char *island_names(const struct kt_spatial *s, const char *const *code, struct kt_arena *a)
{
    const char *text = "";
    size_t n = s->raw.nisland;
    for (size_t k = 0; k < n && k < NAMED; k++)
        text = kt_printf(a, "%s%s %s", text, k ? "," : "", code[s->row[s->raw.island[k]]]);
    if (n > NAMED) text = kt_printf(a, "%s and %zu more", text, n - NAMED);
    return text;
}

void kt_spatial_tell(struct kt_result *r, const struct kt_spatial *s, const char *level,
                     const char *const *code, struct kt_arena tmp)
{
    static const char *const column[WEIGHT_COLUMNS] = {
        "areas", "links", "mean", "least", "most", "islands", "symmetric_pattern", "symmetric"};
    static const enum kt_kind kind[WEIGHT_COLUMNS] = {KT_K_COUNT, KT_K_COUNT, KT_K_INDEX, KT_K_COUNT,
                                                      KT_K_COUNT, KT_K_COUNT, KT_K_COUNT, KT_K_COUNT};
    const struct kt_weights *w = &s->raw;
    const struct kt_settings *set = r->study->set;
    const char *what = kt_settings_str(set, "weights.kind"), *style = kt_settings_str(set, "weights.style");
    const char *label = kt_printf(r->keep, "%s, %zu with values", level, s->m);
    struct kt_table *t =
        growing_table(r,
                      &(struct kt_table){.name = "spatial_weights",
                                         .title = {{"Naapuruudet", "Grannskap", "Neighbours"}},
                                         .method = "moran",
                                         .ncol = WEIGHT_COLUMNS,
                                         .column = column,
                                         .kind = kind},
                      WEIGHT_ROWS);
    for (size_t i = 0; i < t->nrow; i++)
        if (kt_streq(t->row[i], label)) return;
    if (t->nrow == WEIGHT_ROWS) return;
    size_t least = w->n ? w->nnz : 0, most = 0;
    for (size_t i = 0; i < w->n; i++) {
        size_t k = w->start[i + 1] - w->start[i];
        least = k < least ? k : least;
        most = k > most ? k : most;
    }
    double v[WEIGHT_COLUMNS] = {
        (double)w->n,         (double)w->nnz, w->n ? (double)w->nnz / (double)w->n : (double)NAN,
        (double)least,        (double)most,   (double)w->nisland,
        w->symmetric_pattern, s->w.symmetric};
    const char *rule = s->keep_islands ? "count in n of the global statistics" : "take no part",
               *who = island_names(s, code, &tmp);
    add_row(t, label, v,
            w->nisland ? kt_printf(r->keep, "%s, style %s; islands %s:%s", what, style, rule, who)
                       : kt_printf(r->keep, "%s, style %s", what, style));
}

/* Why a row lacks what others have; NULL when it lacks nothing. */
static const char *why_blank(const struct kt_method *m, const struct kt_global_row *row, struct kt_arena *a)
{
    const char *usual = "the values do not differ or no area has a neighbour";
    if (isnan(row->test.value))
        return kt_printf(a, "%s: undefined, as %s", m->name, row->undefined ? row->undefined : usual);
    if (isnan(row->test.expected)) return "no analytic moments: p_permuted is the test";
    if (isnan(row->test.variance))
        return "no variance: fewer than four areas with a neighbour, or every arrangement gives the same";
    return isnan(row->p_permuted) ? "analytic moments only, no permutations" : NULL;
}

void kt_spatial_global(struct kt_result *r, const struct kt_method *m, const struct kt_spatial *s,
                       const struct kt_global_row *row)
{
    struct kt_table *t = global_table(r);
    if (t->nrow == GLOBAL_ROWS) return;
    const struct kt_test_result *q = &row->test;
    double v[GLOBAL_COLUMNS] = {q->value, q->expected,     q->variance,  q->z,
                                q->p,     row->p_permuted, (double)s->m, (double)s->w.nisland};
    const char *label = kt_printf(r->keep, "%s: %s%s%s", row->statistic, s->variable, s->second ? ", " : "",
                                  s->second ? s->second : "");
    add_row(t, label, v, why_blank(m, row, r->keep));
}

void kt_spatial_column(struct kt_result *r, const struct kt_spatial *s, const struct kt_column *spec,
                       const double *value)
{
    struct kt_column copy = *spec;
    copy.rows = s->rows;
    copy.count_of = s->count_of;
    struct kt_column *c = kt_result_add(r, &copy);
    for (size_t k = 0; k < s->m; k++) c->value[s->row[k]] = value[k];
}

static enum kt_adjust adjustment(const struct kt_method *m, const struct kt_study *st)
{
    static const char *const word[] = {"none", "bonferroni", "holm", "fdr", "by"};
    for (int i = 0; i < 5; i++)
        if (kt_streq(kt_method_str(m, st, "adjust"), word[i])) return (enum kt_adjust)i;
    return KT_ADJUST_NONE;
}

static void class_sizes(struct kt_result *r, const struct kt_method *m, const struct kt_spatial *s,
                        const struct kt_local_out *out, const double *cls)
{
    static const char *const usual[CLASSES] = {"not significant", "high-high", "low-low", "high-low",
                                               "low-high",        "missing",   "island"};
    const char **label = KT_NEW(r->keep, const char *, CLASSES);
    memcpy(label, usual, sizeof usual);
    for (int c = 0; c < 2; c++)
        if (out->label[c]) label[KT_LISA_HL + c] = out->label[c];
    static const char *const column[] = {"areas"};
    static const enum kt_kind kind[] = {KT_K_COUNT};
    struct kt_table *t = kt_result_add_table(
        r, &(struct kt_table){.name = kt_printf(r->keep, "%s_classes", out->prefix),
                              .title = {{"Ryppäiden koot", "Klustrens storlek", "Sizes of the clusters"}},
                              .method = m->name,
                              .nrow = CLASSES,
                              .ncol = 1,
                              .row = label,
                              .column = column,
                              .kind = kind});
    for (size_t c = 0; c < CLASSES; c++) t->value[c] = 0;
    for (size_t i = 0; i < s->n; i++) t->value[(size_t)cls[i]]++;
}

static void column(struct kt_result *r, const struct kt_method *m, const struct kt_spatial *s,
                   const char *name, enum kt_kind kind, const struct kt_tr *title, const double *value)
{
    kt_spatial_column(r, s,
                      &(struct kt_column){.name = name,
                                          .kind = kind,
                                          .unit = kind == KT_K_PROB ? "probability" : "index",
                                          .title = *title,
                                          .method = m->name,
                                          .no_interval = "a test statistic; its p-value stands beside it"},
                      value);
}

void kt_spatial_lack(struct kt_result *r, const struct kt_method *m, size_t n, const char *what,
                     const char *why)
{
    if (!n) return;
    const char *field = kt_printf(r->keep, "methods.%s.variable", m->name);
    kt_issues_add(&r->issues, KT_NOTE, "no-statistic", "", 0, field,
                  kt_printf(r->keep, "%zu areas have %s, as %s", n, what, why),
                  "Nothing, if that is so; else look at the variable and the section weights.");
}

enum kt_status kt_spatial_local_open(const struct kt_method *m, const struct kt_study *st,
                                     struct kt_result *r, const char *second, struct kt_arena *a,
                                     struct kt_local_run *l, struct kt_err *err)
{
    KT_TRY(kt_spatial_open(m, st, r, second, a, &l->s, &l->there, err));
    if (!l->there) return KT_OK;
    l->value = KT_NEW(a, double, l->s.m + 1);
    l->p = KT_NEW(a, double, l->s.m + 1);
    l->quadrant = KT_NEW(a, uint8_t, l->s.m + 1);
    l->opt = kt_spatial_permute(m, st, &l->s);
    return KT_OK;
}

static void blank(const struct kt_local_run *l)
{
    const size_t *start = l->s.w.start;
    for (size_t k = 0; k < l->s.m; k++) {
        if (start[k] == start[k + 1]) l->value[k] = NAN;
        if (isnan(l->value[k])) l->p[k] = NAN;
    }
}

void kt_spatial_local(struct kt_result *r, const struct kt_method *m, const struct kt_local_run *l,
                      const struct kt_local_out *out, struct kt_arena tmp)
{
    const struct kt_spatial *s = &l->s;
    static const struct kt_tr p_title = {
        {"Permutaatiotestin p-arvo", "Permutationstestets p-värde", "p-value of the permutation test"}};
    static const struct kt_tr adj_title = {{"Monitestauskorjattu p-arvo", "p-värde korrigerat för många test",
                                            "p-value adjusted for many tests"}};
    static const struct kt_tr class_title = {{"Ryväsluokka", "Klusterklass", "Cluster class"}};
    blank(l);
    double *adjusted = KT_NEW(&tmp, double, s->m + 1), *cls = KT_NEW(&tmp, double, s->m + 1);
    double alpha = kt_method_num(m, r->study, "alpha");
    kt_p_adjust(l->p, s->m, adjustment(m, r->study), adjusted, tmp);
    size_t lack = 0;
    for (size_t k = 0; k < s->m; k++) lack += s->w.start[k] < s->w.start[k + 1] && isnan(l->value[k]);
    kt_spatial_lack(r, m, lack, "neighbours but no local statistic",
                    "the values do not differ, are too few, or all areas are neighbours of all");
    for (size_t k = 0; k < s->m; k++)
        cls[k] = s->w.start[k] == s->w.start[k + 1] ? KT_LISA_ISLAND
                 : adjusted[k] <= alpha             ? l->quadrant[k]
                                                    : KT_LISA_NONE;
    const char *p = out->prefix;
    column(r, m, s, kt_printf(r->keep, "%s_%s", p, out->suffix), KT_K_INDEX, &out->title, l->value);
    column(r, m, s, kt_printf(r->keep, "%s_p", p), KT_K_PROB, &p_title, l->p);
    column(r, m, s, kt_printf(r->keep, "%s_p_adj", p), KT_K_PROB, &adj_title, adjusted);
    column(r, m, s, kt_printf(r->keep, "%s_class", p), KT_K_INDEX, &class_title, cls);
    struct kt_column *c = &r->column[r->ncolumn - 1];
    for (size_t i = 0, k = 0; i < s->n; i++) {
        if (k < s->m && (size_t)s->row[k] == i)
            k++;
        else
            c->value[i] = KT_LISA_MISSING;
    }
    class_sizes(r, m, s, out, c->value);
}
