/* raster: ground to paper at a round scale, and the paper's squares by zone.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "map_internal.h"

#include <stdlib.h>

/* Less than the thinnest border. A whole nation is drawn a little coarser, so that its page stays under
 * 80 kB. */
#define TOLERANCE_MM        0.07
#define TOLERANCE_NATION_MM 0.1
#define NATION_SCALE        4e6

static void set_scale(struct kt_frame *f, double denominator)
{
    f->denominator = denominator;
    f->k = 1000 / denominator;
    bool nation = denominator >= NATION_SCALE;
    f->tolerance = (nation ? TOLERANCE_NATION_MM : TOLERANCE_MM) / f->k;
    f->grid = nation ? 4 : 8;
}

struct kt_frame kt_frame_at(struct kt_box box, double x, double y, double denominator)
{
    struct kt_frame f = {.box = box, .x0 = box.x + box.w / 2, .y0 = box.y + box.h / 2, .east = x, .north = y};
    set_scale(&f, denominator);
    return f;
}

struct kt_frame kt_frame_fit(struct kt_box box, double xmin, double ymin, double xmax, double ymax)
{
    static const double round_[] = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};
    double need = fmax(fmax((xmax - xmin) * 1000 / box.w, (ymax - ymin) * 1000 / box.h), 1000);
    double unit = pow(10, floor(log10(need)));
    size_t i = 0;
    while (round_[i] * unit < need) i++;
    return kt_frame_at(box, (xmin + xmax) / 2, (ymin + ymax) / 2, round(round_[i] * unit));
}

struct kt_raster kt_raster_new(struct kt_box box, double step, struct kt_arena *a)
{
    struct kt_raster r = {
        .box = box, .step = step, .nx = (int)ceil(box.w / step), .ny = (int)ceil(box.h / step)};
    size_t n = (size_t)r.nx * (size_t)r.ny;
    r.zone = KT_NEW(a, int32_t, n);
    for (size_t i = 0; i < n; i++) r.zone[i] = -1;
    return r;
}

struct crossing {
    int row;
    double x;
};

static void cross(const struct kt_raster *r, double x0, double y0, double x1, double y1, struct crossing *out,
                  size_t *n)
{
    if (y0 > y1) {
        double t = x0;
        x0 = x1;
        x1 = t;
        t = y0;
        y0 = y1;
        y1 = t;
    }
    /* Rows whose middle lies in [y0, y1). */
    double first = ceil((y0 - r->box.y) / r->step - 0.5), last = ceil((y1 - r->box.y) / r->step - 0.5);
    for (double row = fmax(0, first); row < fmin(r->ny, last); row++) {
        double y = r->box.y + (row + 0.5) * r->step;
        out[(*n)++] = (struct crossing){(int)row, x0 + (y - y0) / (y1 - y0) * (x1 - x0)};
    }
}

static int by_row(const void *p, const void *q)
{
    const struct crossing *a = p, *b = q;
    if (a->row != b->row) return a->row < b->row ? -1 : 1;
    return a->x < b->x ? -1 : a->x > b->x;
}

static void fill_spans(struct kt_raster *r, const struct crossing *c, size_t n, int32_t z)
{
    for (size_t i = 0; i + 1 < n; i += 2) {
        if (c[i].row != c[i + 1].row) {
            i--; /* an odd row, from rounding at an end: leave its last crossing */
            continue;
        }
        double a = ceil((c[i].x - r->box.x) / r->step - 0.5),
               b = ceil((c[i + 1].x - r->box.x) / r->step - 0.5);
        for (double k = fmax(0, a); k < fmin(r->nx, b); k++) r->zone[c[i].row * r->nx + (int)k] = z;
    }
}

void kt_raster_zone(struct kt_raster *r, const struct kt_level_outlines *o, size_t z,
                    const struct kt_frame *f, struct kt_arena tmp)
{
    size_t nvert = 0, n = 0;
    for (size_t q = o->ref_of[o->ring_of[z]]; q < o->ref_of[o->ring_of[z + 1]]; q++)
        nvert += o->arc[kt_ref_arc(o->ref[q])].n;
    if (nvert == 0) return;
    double *x = KT_NEW(&tmp, double, nvert), *y = KT_NEW(&tmp, double, nvert);
    size_t cap = 0;
    struct crossing *c = NULL;
    for (int pass = 0; pass < 2; pass++) { /* counts, then fills */
        for (size_t q = o->ref_of[o->ring_of[z]]; q < o->ref_of[o->ring_of[z + 1]]; q++) {
            size_t m = kt_arc_points(o, kt_ref_arc(o->ref[q]), f->tolerance, x, y);
            for (size_t v = 0; v + 1 < m; v++) {
                double y0 = kt_py(f, y[v]), y1 = kt_py(f, y[v + 1]);
                if (pass == 0)
                    cap += (size_t)(fabs(y1 - y0) / r->step) + 2;
                else
                    cross(r, kt_px(f, x[v]), y0, kt_px(f, x[v + 1]), y1, c, &n);
            }
        }
        if (pass == 0) c = KT_NEW(&tmp, struct crossing, cap);
    }
    qsort(c, n, sizeof *c, by_row);
    fill_spans(r, c, n, (int32_t)z);
}

int32_t kt_raster_most(const struct kt_raster *r, struct kt_box b)
{
    int x0 = (int)fmax(0, floor((b.x - r->box.x) / r->step)),
        x1 = (int)fmin(r->nx, ceil((b.x + b.w - r->box.x) / r->step));
    int y0 = (int)fmax(0, floor((b.y - r->box.y) / r->step)),
        y1 = (int)fmin(r->ny, ceil((b.y + b.h - r->box.y) / r->step));
    /* Majority by pairing off (Boyer & Moore 1981): exact where there is one, near enough elsewhere. */
    int32_t best = -1;
    int lead = 0;
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++) {
            int32_t z = r->zone[y * r->nx + x];
            if (lead == 0) best = z;
            lead += z == best ? 1 : -1;
        }
    return best;
}
