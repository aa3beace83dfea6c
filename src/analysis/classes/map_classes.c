/* map_classes: areas in classes of a variable, by the rules of maps.
 *
 *   fisher, jenks: the k classes with the least squares within them, exact; quantile, equal, pretty, maximum, sd,
 *   headtails, box, fixed as katve/classify.h tells. gvf = 1 - SSW / SST, tai = 1 - sum |x - class mean| / sum |x - mean|.
 *
 * With `weight` every area counts as that many (people, as a rule). class of an area is 1 for the lowest, 0 outside
 * fixed edges. Source: Fisher 1958, JASA 53; Jenks 1977; Hyndman and Fan 1996; Jiang 2013; Tukey 1977.
 * Complexity: O(k n log n).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/spatial/spatial_internal.h"

#include <katve/classify.h>

enum { EDGES_MOST = 100, COLUMNS = 4, FIT_ROWS = 6 };
static const char styles[] = "fisher jenks quantile equal sd pretty maximum headtails box fixed";

static enum kt_status edges_of(const struct kt_method *m, const struct kt_study *st,
                               const struct kt_spatial *s, struct kt_edges *e, struct kt_arena *a,
                               struct kt_err *err)
{
    static const char *const word[] = {"fisher", "jenks",   "quantile",  "equal", "sd",
                                       "pretty", "maximum", "headtails", "box",   "fixed"};
    double fixed[EDGES_MOST];
    struct kt_break_spec spec = {.nclass = (size_t)kt_method_num(m, st, "classes"),
                                 .quantile_type = (int)kt_method_num(m, st, "quantile_type"),
                                 .head_share = kt_method_num(m, st, "head_share"),
                                 .fence = kt_method_num(m, st, "fence"),
                                 .fixed = fixed};
    for (int i = 0; i < 10; i++)
        if (kt_streq(kt_method_str(m, st, "style"), word[i])) spec.style = (enum kt_break_style)i;
    if (spec.style == KT_BREAK_FIXED) {
        size_t n = kt_method_len(m, st, "edges");
        if (n < 2 || n > EDGES_MOST)
            return kt_fail(err, KT_EINPUT,
                           "methods.map_classes.edges: name 2 to %d ascending edges for style fixed",
                           EDGES_MOST);
        for (size_t i = 0; i < n; i++) fixed[i] = kt_method_num_at(m, st, "edges", i);
        spec.nclass = n - 1;
    }
    struct kt_arena tmp = kt_arena_open(0);
    struct kt_err why = {0};
    enum kt_status status = kt_break(&spec, s->x, s->y, s->m, e, a, tmp, &why);
    kt_arena_close(tmp);
    return status == KT_OK ? status
                           : kt_fail(err, status, "methods.map_classes: %s: %s", s->variable, why.text);
}

/* People who weigh are counted as people: small numbers are hidden. */
static enum kt_kind kind_of_weight(const struct kt_result *r, const struct kt_spatial *s)
{
    const struct kt_column *c = s->y ? kt_result_find(r, s->rows, s->second) : NULL;
    if (!s->y) return KT_K_COUNT;
    return c ? c->kind : kt_streq(s->second, "population") ? KT_K_PERSONS : KT_K_INDEX;
}

/* The outer edges are values of single areas: where small numbers of such a variable are hidden, they are left out. */
static void classes_table(struct kt_result *r, const struct kt_spatial *s, const struct kt_edges *e)
{
    static const char *const column[COLUMNS] = {"from", "to", "areas", "weight"};
    enum kt_kind *kind = KT_NEW(r->keep, enum kt_kind, COLUMNS);
    kind[0] = kind[1] = KT_K_INDEX;
    kind[2] = KT_K_COUNT;
    kind[3] = kind_of_weight(r, s);
    const char **label = KT_NEW(r->keep, const char *, e->n), **note = KT_NEW(r->keep, const char *, e->n);
    struct kt_table *t =
        kt_result_add_table(r, &(struct kt_table){.name = "map_classes",
                                                  .title = {{"Luokat", "Klasser", "Classes"}},
                                                  .method = "map_classes",
                                                  .nrow = e->n,
                                                  .ncol = COLUMNS,
                                                  .row = label,
                                                  .column = column,
                                                  .kind = kind,
                                                  .note = note});
    for (size_t c = 0; c < e->n; c++) {
        double *v = t->value + c * COLUMNS;
        label[c] = kt_printf(r->keep, "%zu", c + 1);
        for (size_t end = 0; end < 2; end++) {
            bool outer = c + end == 0 || c + end == e->n;
            v[end] = isinf(e->edge[c + end]) || (outer && s->count_of) ? (double)NAN : e->edge[c + end];
            if (isinf(e->edge[c + end]))
                note[c] = end ? "open above the fence" : "open below the fence";
            else if (isnan(v[end]))
                note[c] = "the outer edge is the value of one area, of few people maybe";
        }
        v[2] = v[3] = 0;
    }
    for (size_t k = 0; k < s->m; k++) {
        int c = kt_edges_class(e, s->x[k]);
        if (c < 0 || (s->y && !(s->y[k] > 0))) continue;
        t->value[(size_t)c * COLUMNS + 2]++;
        t->value[(size_t)c * COLUMNS + 3] += s->y ? s->y[k] : 1;
    }
}

static void fit_table(struct kt_result *r, const struct kt_spatial *s, const struct kt_edges *e,
                      struct kt_arena tmp)
{
    static const char *const row[FIT_ROWS] = {"gvf", "tai", "squares within", "areas", "outside", "classes"};
    static const char *const column[] = {"value"};
    static const enum kt_kind kind[] = {KT_K_INDEX};
    const char **note = KT_NEW(r->keep, const char *, FIT_ROWS);
    struct kt_break_fit f = kt_edges_fit(e, s->x, s->y, s->m, tmp);
    double outside = 0;
    for (size_t k = 0; k < s->m; k++) outside += kt_edges_class(e, s->x[k]) < 0;
    struct kt_table *t = kt_result_add_table(
        r,
        &(struct kt_table){.name = "map_classes_fit",
                           .title = {{"Luokituksen hyvyys", "Klassindelningens kvalitet", "Goodness of fit"}},
                           .method = "map_classes",
                           .nrow = FIT_ROWS,
                           .ncol = 1,
                           .row = row,
                           .column = column,
                           .kind = kind,
                           .note = note});
    double v[FIT_ROWS] = {f.gvf, f.tai, f.within, (double)s->m, outside, (double)e->n};
    for (size_t i = 0; i < FIT_ROWS; i++) t->value[i] = v[i];
    for (size_t i = 0; i < 2; i++)
        if (isnan(v[i])) note[i] = "undefined, as the values do not differ";
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    struct kt_spatial s;
    struct kt_edges e;
    bool there;
    const char *weight = *kt_method_str(m, st, "weight") ? "weight" : NULL;
    KT_TRY(kt_spatial_areas(m, st, r, weight, &tmp, &s, &there, err));
    if (!there) return KT_OK;
    KT_TRY(edges_of(m, st, &s, &e, &tmp, err));
    double *cls = KT_NEW(&tmp, double, s.m + 1);
    for (size_t k = 0; k < s.m; k++) cls[k] = kt_edges_class(&e, s.x[k]) + 1;
    kt_spatial_column(r, &s,
                      &(struct kt_column){.name = "map_class",
                                          .kind = KT_K_INDEX,
                                          .unit = "class",
                                          .method = "map_classes",
                                          .title = {{"Luokka", "Klass", "Class"}},
                                          .no_interval = "a class of the value"},
                      cls);
    classes_table(r, &s, &e);
    fit_table(r, &s, &e, tmp);
    return KT_OK;
}

static const struct kt_param param[] = {
    KT_SPATIAL_PARAMS,
    {"style", KT_T_CHOICE, "", "fisher", 0, 0, styles,
     "Rule of the classes: fisher and jenks are the same optimum, cut midway or at the largest value below."},
    {"classes", KT_T_INT, "classes", "5", 1, 99, NULL,
     "Classes wanted; sd, pretty, headtails and box have as many as they come to, fixed as its edges say."},
    {"weight", KT_T_STR, "", "", 0, 0, NULL,
     "Column, fact or name under zones.variables that every area counts with, such as population; default: "
     "1."},
    {"quantile_type", KT_T_INT, "", "7", 1, 9, NULL,
     "Definition of quantiles without weights (Hyndman and Fan)."},
    {"head_share", KT_T_NUM, "share", "0.4", 0.01, 1, NULL,
     "headtails goes on while the head is at most this."},
    {"fence", KT_T_NUM, "interquartile ranges", "1.5", 0.1, 10, NULL, "Where the fences of box stand."},
    {"edges", KT_T_NUMS, "", "", 0, 0, NULL, "Ascending edges of style fixed, the outer ones included."},
};

const struct kt_method kt_map_classes = {
    .name = "map_classes",
    .title = {{"Luokitus", "Klassindelning", "Classes of a map"}},
    .summary =
        "Areas in classes of a variable: optimal (Fisher-Jenks), quantiles, round steps, box and others.",
    .formula =
        "fisher, jenks: least sum of w (x - class mean)^2, exact for any n; classes are [a, b), the last one "
        "[a, b];\n"
        "gvf = 1 - squares within / squares in all; tai the same with absolute deviations",
    .choices = "fisher cuts midway between two classes (classInt), jenks at the largest value of the lower "
               "one (mapclassify; classInt jenks); both are the exact optimum.\n"
               "classInt samples a tenth of more than 3,000 values, mapclassify sums in 32 bits, libgeoda "
               "stops in local optima.\n"
               "Quantiles type 7 (R, numpy) or by `quantile_type`; with weights the least value with that "
               "share at or below it.\n"
               "box: hinges are type 7 quartiles, fences 1.5 ranges; six classes. headtails: at most 40 % in "
               "the head (classInt thr = 0.4).",
    .source = "Fisher 1958, JASA 53; Jenks 1977; Hyndman and Fan 1996; Jiang 2013; Tukey 1977",
    .needs = "",
    .columns = "map_class",
    .tables = "map_classes map_classes_fit",
    .param = param,
    .nparam = sizeof param / sizeof *param,
    .optional = true,
    .run = run,
};
