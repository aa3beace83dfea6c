/* funnel_plot: areas against the limits that chance alone would give them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/chart_stats.h>

const struct kt_chart kt_funnel_plot = {
    .name = "funnel_plot",
    .title = {{"Suppilokuvio", "Trattdiagram", "Funnel plot"}},
    .summary = "Shares of areas by their size, with 95 % and 99.8 % limits; only outliers are named.",
    .source =
        "Spiegelhalter 2005, Funnel plots for comparing institutional performance, Statistics in Medicine 24",
};

enum { LABELS_MOST = 14 };
#define PAD 0.035 /* of the height, above 100 % and below 0 % */

struct axis {
    struct kt_box b;
    double lo, hi; /* logarithms of persons */
};

static double px(const struct axis *a, double persons)
{
    return a->b.x + a->b.w * fmin(1, fmax(0, (log(persons) - a->lo) / (a->hi - a->lo)));
}

static double py(const struct axis *a, double share)
{
    return a->b.y + (PAD + (1 - 2 * PAD) * (1 - fmin(1, fmax(0, share)))) * a->b.h;
}

static void axes(struct kt_canvas *cv, const struct kt_funnel_plot *f, const struct axis *a,
                 struct kt_arena tmp)
{
    double cap = kt_cap_height(KT_LABEL), bottom = a->b.y + a->b.h, free_from = -INFINITY;
    for (int t = 0; t <= 4; t++) {
        double y = py(a, t / 4.0);
        kt_line(cv, a->b.x, y, a->b.x + a->b.w, y, 0xe3e7ea, 0.15);
        kt_text(cv, KT_LABEL, KT_RIGHT, a->b.x - 1.2, y + cap / 2, 0,
                kt_fmt_percent(&tmp, f->lang, t / 4.0, 0));
    }
    for (double p = 1; p < 1e9; p *= 10) {
        if (log(p) < a->lo || log(p) > a->hi) continue;
        const char *s = kt_fmt(&tmp, f->lang, p, 0);
        double x = px(a, p), half = kt_text_width(cv, KT_LABEL, s) / 2;
        kt_line(cv, x, bottom, x, bottom + 1.2, KT_MUTED, 0.15);
        if (x - half < free_from) continue;
        kt_text(cv, KT_LABEL, KT_CENTRE, x, bottom + 2.2 + cap, 0, s);
        free_from = x + half + 1;
    }
    kt_line(cv, a->b.x, bottom, a->b.x + a->b.w, bottom, KT_MUTED, 0.2);
    kt_text(cv, KT_NOTE_TEXT, KT_LEFT, a->b.x, bottom + 8.2, a->b.w, f->x_title);
    kt_text_up(cv, KT_NOTE_TEXT, a->b.x - 9, bottom, f->y_title);
}

static void limit(struct kt_canvas *cv, const struct kt_funnel_plot *f, const struct axis *a, const double *v,
                  bool dashed)
{
    for (size_t i = 1; i < f->ngrid; i++) {
        double x0 = px(a, f->grid[i - 1]), x1 = px(a, f->grid[i]);
        if (dashed)
            kt_line_dashed(cv, x0, py(a, v[i - 1]), x1, py(a, v[i]), KT_MUTED, 0.2, 0.7);
        else
            kt_line(cv, x0, py(a, v[i - 1]), x1, py(a, v[i]), KT_MUTED, 0.25);
    }
}

/* Amber lies above the limits, lake below, dark beyond 99.8 %. */
static uint32_t fill_of(int cls)
{
    const uint32_t *amber = kt_ramp(KT_AMBER), *lake = kt_ramp(KT_LAKE);
    return cls == 2 ? amber[3] : cls == 1 ? amber[1] : cls == -1 ? lake[1] : cls == -2 ? lake[3] : KT_WHITE;
}

static bool clear_of(const struct kt_box *taken, size_t n, struct kt_box b)
{
    for (size_t i = 0; i < n; i++)
        if (b.x < taken[i].x + taken[i].w + 0.5 && taken[i].x < b.x + b.w + 0.5 &&
            b.y < taken[i].y + taken[i].h + 0.4 && taken[i].y < b.y + b.h + 0.4)
            return false;
    return true;
}

/* Largest outliers first; a name without room is left out, the table has them all. */
static void name_outliers(struct kt_canvas *cv, const struct kt_funnel_plot *f, const struct axis *a,
                          struct kt_box *taken, size_t n, struct kt_arena tmp)
{
    double *key = kt_doubles(&tmp, f->n, NAN), cap = kt_cap_height(KT_LABEL);
    size_t *order = KT_NEW(&tmp, size_t, f->n), named = 0;
    for (size_t i = 0; i < f->n; i++)
        if (isfinite(f->share[i]) && (f->cls[i] == 2 || f->cls[i] == -2)) key[i] = -f->persons[i];
    kt_order(key, f->n, order);
    for (size_t k = 0; k < f->n && !isnan(key[order[k]]) && named < LABELS_MOST; k++) {
        size_t i = order[k];
        double w = kt_text_width(cv, KT_LABEL, f->name[i]), x = px(a, f->persons[i]),
               y = py(a, f->share[i]) + cap / 2;
        double left[2] = {x - 1.4 - w, x + 1.4};
        for (int side = 0; side < 2; side++) {
            struct kt_box b = {left[side], y - cap - 0.5, w, cap + 1.4};
            if (b.x < a->b.x || b.x + b.w > a->b.x + a->b.w || !clear_of(taken, n, b)) continue;
            kt_text_halo(cv, KT_LABEL, KT_LEFT, b.x, y, KT_INK, KT_WHITE, 1, 0.4, f->name[i]);
            taken[n++] = b;
            named++;
            break;
        }
    }
}

struct kt_box kt_funnel_draw(struct kt_canvas *cv, const struct kt_funnel_plot *f, double x, double y,
                             struct kt_arena tmp)
{
    double top = y + kt_para(cv, KT_CHART_TITLE, x, y, f->w + 12, f->title).h + 2.5;
    struct axis a = {.b = {x + 12, top, f->w, f->h}};
    a.lo = f->ngrid ? log(fmax(1e-9, f->grid[0])) - 0.15 : 0;
    a.hi = f->ngrid ? log(fmax(1e-9, f->grid[f->ngrid - 1])) + 0.15 : 1;
    axes(cv, f, &a, tmp);
    limit(cv, f, &a, f->lower_95, true);
    limit(cv, f, &a, f->upper_95, true);
    limit(cv, f, &a, f->lower_998, false);
    limit(cv, f, &a, f->upper_998, false);
    kt_line(cv, a.b.x, py(&a, f->target), a.b.x + a.b.w, py(&a, f->target), KT_INK, 0.25);
    struct kt_box *taken = KT_NEW(&tmp, struct kt_box, f->n + LABELS_MOST + 1);
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++) {
        if (!isfinite(f->share[i]) || !(f->persons[i] > 0)) continue;
        double cx = px(&a, f->persons[i]), cy = py(&a, f->share[i]), r = f->cls[i] ? 0.85 : 0.7;
        kt_dot(cv, cx, cy, r, fill_of(f->cls[i]), KT_INK, 0.12);
        taken[n++] = (struct kt_box){cx - r, cy - r, 2 * r, 2 * r};
    }
    name_outliers(cv, f, &a, taken, n, tmp);
    kt_text(cv, KT_LABEL, KT_LEFT, a.b.x + a.b.w + 1.5, py(&a, f->target) + 0.8, 0, f->target_label);
    return (struct kt_box){x, y, f->w + 12, a.b.y + a.b.h + 9 - y};
}
