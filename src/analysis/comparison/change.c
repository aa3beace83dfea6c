/* change: the figures of an earlier run beside those of this one.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   earlier_X(z) = X(z) of the earlier run's data.csv, with its interval
 *   certain(z)   = the intervals of both runs do not meet, or X is counted and differs
 *
 * X are the figures that reports compare areas by. Areas are joined by level and code: after a merger of
 * municipalities the new one has no earlier figure. What the earlier run withheld stays unknown. Two runs draw
 * their rates apart, so that the interval of a difference is not known: intervals that do not meet are the
 * careful test (Schenker and Gentleman 2001, The American Statistician 55).
 * Complexity: O(rows of the file × log zones). */
#include <katve/method.h>

#include <gdal.h>
#include <ogr_api.h>
#include <string.h>

static const char *const figure[] = {
    "need",           "need_far",       "need_per_1000",  "near_share",  "far_share",
    "need_far_share", "dist_km",        "dist_median_km", "dist_p90_km", "hours_per_1000",
    "access",         "access_evening", "unmet",          "unmet_share", "least_served_share"};
enum { FIGURES = sizeof figure / sizeof *figure, FIELDS = 6 };
enum { LEVEL, CODE, VARIABLE, VALUE, LOWER, UPPER };
static const char *const field[FIELDS] = {"level", "code", "variable", "value", "lower", "upper"};

struct reader {
    struct kt_result *r;
    int at[FIELDS];
    struct kt_tally lost;
};

/* The earlier column beside the one of today. */
static struct kt_column *column_of(struct reader *q, int lv, size_t k)
{
    struct kt_arena *a = q->r->keep;
    const char *name = kt_printf(a, "earlier_%s", figure[k]);
    const struct kt_column *now = kt_result_find(q->r, lv, figure[k]), *had = kt_result_find(q->r, lv, name);
    if (had || !now) return (struct kt_column *)had;
    struct kt_column spec = *now;
    spec.name = name;
    spec.method = "change";
    spec.part_of = NULL;
    spec.count_of = now->count_of ? kt_printf(a, "earlier_%s", now->count_of) : NULL;
    spec.title = (struct kt_tr){{kt_printf(a, "%s, aiemmin", now->title.s[KT_FI]),
                                 kt_printf(a, "%s, tidigare", now->title.s[KT_SV]),
                                 kt_printf(a, "%s, earlier", now->title.s[KT_EN])}};
    return kt_result_add(q->r, &spec);
}

static size_t figure_of(const char *name)
{
    size_t k = 0;
    while (k < FIGURES && strcmp(figure[k], name) != 0) k++;
    return k;
}

static double number(OGRFeatureH f, int at)
{
    double v;
    return kt_parse_num(OGR_F_GetFieldAsString(f, at), &v) ? v : (double)NAN;
}

static void read_row(struct reader *q, OGRFeatureH f, long row)
{
    size_t k = figure_of(OGR_F_GetFieldAsString(f, q->at[VARIABLE]));
    int lv = kt_level_find(q->r->study, OGR_F_GetFieldAsString(f, q->at[LEVEL]));
    if (k == FIGURES || lv < 0) return;
    const char *code = OGR_F_GetFieldAsString(f, q->at[CODE]);
    int32_t z = kt_zone_find(&q->r->study->level[lv], code);
    if (z < 0) {
        if (k == 0)
            kt_tally_put(&q->r->issues, &q->lost, row,
                         kt_printf(q->r->keep, "no zone has the code %s", code));
        return;
    }
    struct kt_column *c = column_of(q, lv, k);
    if (!c) return;
    c->value[z] = number(f, q->at[VALUE]);
    if (!c->lower) return;
    c->lower[z] = number(f, q->at[LOWER]);
    c->upper[z] = number(f, q->at[UPPER]);
}

static enum kt_status run(const struct kt_method *m, const struct kt_study *st, struct kt_result *r,
                          struct kt_arena tmp, struct kt_err *err)
{
    (void)tmp;
    const char *path = kt_method_str(m, st, "earlier");
    if (!*path) return KT_OK;
    struct reader q = {.r = r};
    q.lost = (struct kt_tally){
        KT_NOTE, "earlier-zone", path, "code", "areas that were merged have no earlier figure", 0};
    GDALAllRegister();
    /* Without type detection codes keep their leading zeros. */
    GDALDatasetH ds = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL, NULL, NULL);
    OGRLayerH layer = ds ? GDALDatasetGetLayer(ds, 0) : NULL;
    bool whole = layer != NULL;
    for (size_t k = 0; k < FIELDS && whole; k++) {
        q.at[k] = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), field[k]);
        whole = q.at[k] >= 0;
    }
    long row = 1; /* the heading */
    if (whole)
        for (OGRFeatureH f; (f = OGR_L_GetNextFeature(layer)) != NULL; OGR_F_Destroy(f))
            read_row(&q, f, ++row);
    if (ds) GDALClose(ds);
    kt_tally_end(&r->issues, &q.lost);
    if (whole) return KT_OK;
    return kt_fail(err, KT_EINPUT, "methods.change.earlier: %s is no data.csv of an earlier run", path);
}

static const struct kt_param params[] = {
    {"earlier", KT_T_PATH, "", "", 0, 0, NULL,
     "data/data.csv of an earlier run; default: none, and nothing is told of change."},
};

const struct kt_method kt_change = {
    .name = "change",
    .title = {{"Muutos aiemmasta", "Förändring sedan tidigare", "Change since an earlier run"}},
    .summary = "The figures of an earlier run as columns beside those of this one, for pages on change.",
    .formula = "earlier_X(z) = X(z) of the earlier data.csv; certain where the intervals do not meet",
    .source = "Schenker and Gentleman 2001, The American Statistician 55 (intervals that do not meet)",
    .choices = "packages test a difference at 5 %; intervals of 95 % that do not meet are stricter, about "
               "0.6 % where "
               "both errors are alike",
    .needs = "",
    .columns =
        "earlier_need earlier_need_far earlier_need_per_1000 earlier_near_share earlier_far_share "
        "earlier_need_far_share "
        "earlier_dist_km earlier_dist_median_km earlier_dist_p90_km earlier_hours_per_1000 earlier_access "
        "earlier_access_evening earlier_unmet earlier_unmet_share earlier_least_served_share",
    .param = params,
    .nparam = sizeof params / sizeof *params,
    .run = run,
};
