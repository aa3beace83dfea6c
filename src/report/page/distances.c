/* distances: how near people live, region by region: tiles with the curve of people by distance.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"

#include <katve/chart_areas.h>

enum { POINTS = 5 };

static bool applies(const struct kt_doc *d)
{
    const struct kt_zones *zs = &d->rep->study->level[d->child];
    if (!kt_doc_national(d) || !kt_view_find(d->rep->view, (int)d->child, "dist_p90_km") ||
        !kt_streq(d->rep->limit_unit, "km"))
        return false;
    for (size_t z = 0; z < zs->n; z++)
        if (!kt_tile_known(zs->code[z])) return false;
    return zs->n > 1;
}

static double value(const struct kt_doc *d, size_t z, const char *column)
{
    return kt_val(d, d->child, column, z).v;
}

/* Points of the curve that columns tell: none at 0 km, shares at both limits, half, nine of ten. */
static void curve(const struct kt_doc *d, size_t z, double *x, double *y)
{
    const double at[POINTS] = {0, d->rep->near, d->rep->far, value(d, z, "dist_median_km"),
                               value(d, z, "dist_p90_km")};
    const double share[POINTS] = {0, value(d, z, "near_share"), 1 - value(d, z, "far_share"), 0.5, 0.9};
    double key[POINTS];
    size_t order[POINTS];
    for (size_t k = 0; k < POINTS; k++) key[k] = isfinite(at[k]) && isfinite(share[k]) ? at[k] : (double)NAN;
    kt_order(key, POINTS, order);
    for (size_t k = 0; k < POINTS; k++) {
        x[k] = key[order[k]];
        y[k] = share[order[k]];
        /* What lies beyond nine of ten is not told: the curve ends there. */
        if (x[k] > at[4]) x[k] = NAN;
    }
}

static double tiles(const struct kt_doc *d, struct kt_canvas *cv, double top)
{
    struct kt_arena *a = d->arena;
    const struct kt_zones *zs = &d->rep->study->level[d->child];
    size_t n = zs->n;
    double *x = kt_doubles(a, n * POINTS, NAN), *y = kt_doubles(a, n * POINTS, NAN), most = 1;
    const char **name = KT_NEW(a, const char *, n), **text = KT_NEW(a, const char *, n);
    uint32_t *ink = KT_NEW(a, uint32_t, n);
    for (size_t z = 0; z < n; z++) {
        curve(d, z, x + z * POINTS, y + z * POINTS);
        struct kt_val p90 = kt_val(d, d->child, "dist_p90_km", z);
        if (kt_shown(p90)) most = fmax(most, p90.v);
        name[z] = kt_place(d, d->child, z);
        text[z] = kt_shown(p90) ? kt_printf(a, "%s km", kt_val_text(d, p90)) : kt_val_text(d, p90);
        int cls = kt_scale_class(&d->rep->classes.access, p90.v);
        ink[z] = kt_ramp(KT_AMBER)[cls < 2 ? 2 : cls];
    }
    struct kt_tiles t = {.code = zs->code,
                         .n = n,
                         .npoint = POINTS,
                         .name = name,
                         .value = text,
                         .x = x,
                         .y = y,
                         .x_max = most,
                         .y_max = 1,
                         .x_left = KT_SAY(a, d->lang, di_axis, kt_num(d, most, 0)),
                         .x_right = KT_SAY0(a, d->lang, di_value),
                         .ink = ink};
    kt_figure_open(cv, kt_alt_areas(d, d->child, KT_SAY0(a, d->lang, di_alt), "dist_p90_km"));
    struct kt_box b = kt_tiles_draw(cv, &t, KT_MARGIN, top);
    kt_figure_close(cv);
    return b.y + b.h;
}

static void dumbbell(const struct kt_doc *d, struct kt_canvas *cv, struct kt_box box)
{
    struct kt_arena *a = d->arena;
    size_t *row, n = kt_doc_ranked(d, d->child, "dist_p90_km", &row);
    const char **name = KT_NEW(a, const char *, n);
    double *half = kt_doubles(a, n, NAN), *most = kt_doubles(a, n, NAN);
    for (size_t i = 0; i < n; i++) {
        name[i] = kt_place(d, d->child, row[i]);
        half[i] = value(d, row[i], "dist_median_km");
        most[i] = value(d, row[i], "dist_p90_km");
    }
    struct kt_dumbbells c = {.lang = d->lang,
                             .kind = KT_K_KM,
                             .title = KT_SAY0(a, d->lang, di_chart),
                             .from_label = KT_SAY0(a, d->lang, di_half),
                             .to_label = KT_SAY0(a, d->lang, di_nine),
                             .n = n,
                             .name = name,
                             .from = half,
                             .to = most};
    kt_figure_open(cv, KT_SAY(a, d->lang, di_alt_range, name[0], kt_num(d, most[0], 0)));
    kt_dumbbell_draw(cv, &c, box, *a);
    kt_figure_close(cv);
}

static void frame(const struct kt_doc *d, struct kt_canvas *cv)
{
    struct kt_arena *a = d->arena;
    size_t *row;
    kt_doc_ranked(d, d->child, "dist_p90_km", &row);
    struct kt_val far = kt_val(d, d->child, "dist_p90_km", row[0]);
    const char *title = kt_shown(far) ? KT_SAY(a, d->lang, di_title, kt_place_in(d, d->child, row[0], true),
                                               kt_printf(a, "%s\u00a0km", kt_num(d, far.v, 0)))
                                      : KT_SAY0(a, d->lang, di_unknown);
    kt_frame(d, cv, KT_SAY0(a, d->lang, page_distances), title, KT_SAY0(a, d->lang, di_sub), NULL);
}

static void draw(const struct kt_doc *d, struct kt_canvas *cv, size_t part)
{
    (void)part;
    frame(d, cv);
    double y = tiles(d, cv, 54) + 4;
    dumbbell(d, cv, (struct kt_box){KT_MARGIN, y, KT_TEXT_W, KT_CONTENT_END - y});
}

static void slide(const struct kt_doc *d, struct kt_canvas *cv)
{
    frame(d, cv);
    dumbbell(d, cv, kt_content(d));
}

const struct kt_page kt_distances = {
    "distances",
    {{"Matkat maakunnittain", "Avstånd per landskap", "Distances by region"}},
    "Regions as tiles with people by distance, and the range from half to nine of ten.",
    applies,
    kt_page_one_sheet,
    draw,
    slide,
};
