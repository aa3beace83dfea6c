/* web_map: the country's areas as SVG paths, each border simplified once, so that neighbours still fit.
 *
 * Vertices lie on a grid of half a kilometre and are written as whole steps from one to the next, which
 * takes two or three bytes a number.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/map/map_internal.h"
#include "web_internal.h"

enum {
    LONG_SIDE = 2000,  /* steps of the grid over the longer side of the country */
    WATER_MOST = 2000, /* vertices of all lakes together */
    LAKE_SQUARES = 40, /* of the grid: the least lake */
    ISLET_SQUARES = 6,
};

struct ground {
    double xmin, ymin, xmax, ymax, step;
};

static bool extent(const struct kt_level_outlines *o, struct ground *g)
{
    *g = (struct ground){INFINITY, INFINITY, -INFINITY, -INFINITY, 0};
    for (size_t z = 0; o->nring && z < o->nzone; z++) {
        g->xmin = fmin(g->xmin, o->xmin[z]);
        g->ymin = fmin(g->ymin, o->ymin[z]);
        g->xmax = fmax(g->xmax, o->xmax[z]);
        g->ymax = fmax(g->ymax, o->ymax[z]);
    }
    g->step = fmax(g->xmax - g->xmin, g->ymax - g->ymin) / LONG_SIDE;
    return g->step > 0 && isfinite(g->step);
}

static const struct kt_level_outlines *level_of(const struct kt_web *w)
{
    return &w->rep->outlines->level[w->rep->fine];
}

bool kt_web_map_size(const struct kt_web *w, int *width, int *height)
{
    struct ground g;
    if (!extent(level_of(w), &g)) return false;
    *width = (int)ceil((g.xmax - g.xmin) / g.step) + 2;
    *height = (int)ceil((g.ymax - g.ymin) / g.step) + 2;
    return true;
}

/* A pen that knows where it stands. */
struct pen {
    FILE *f;
    const struct ground *g;
    const struct kt_level_outlines *o;
    long x, y;
    char last; /* command in force */
    double *px, *py;
};

static long grid_x(const struct ground *g, double x)
{
    return lround((x - g->xmin) / g->step) + 1;
}

static long grid_y(const struct ground *g, double y)
{
    return lround((g->ymax - y) / g->step) + 1;
}

static void number(struct pen *p, long v, bool parted)
{
    if (parted && v >= 0) fputc(' ', p->f);
    fprintf(p->f, "%ld", v);
}

static void start(struct pen *p, long x, long y)
{
    fputc('M', p->f);
    number(p, x, false);
    number(p, y, true);
    p->x = x;
    p->y = y;
    p->last = 'M';
}

static void line(struct pen *p, long x, long y)
{
    if (x == p->x && y == p->y) return;
    if (p->last != 'l') fputc('l', p->f);
    number(p, x - p->x, p->last == 'l');
    number(p, y - p->y, true);
    p->x = x;
    p->y = y;
    p->last = 'l';
}

/* The arc's vertices that a screen can tell apart; `fresh`: it begins a line. */
static void walk(struct pen *p, int32_t ref, bool fresh)
{
    size_t n = kt_arc_points(p->o, kt_ref_arc(ref), p->g->step, p->px, p->py);
    for (size_t i = 0; i < n; i++) {
        size_t v = ref < 0 ? n - 1 - i : i;
        long x = grid_x(p->g, p->px[v]), y = grid_y(p->g, p->py[v]);
        if (fresh && i == 0)
            start(p, x, y);
        else
            line(p, x, y);
    }
}

static size_t largest_ring(const struct kt_level_outlines *o, size_t z)
{
    size_t best = o->ring_of[z];
    for (size_t r = best; r < o->ring_of[z + 1]; r++)
        if (o->ring_area[r] > o->ring_area[best]) best = r;
    return best;
}

/* The least islets are left out, but never the whole of an area. */
static void zone_path(struct pen *p, size_t z)
{
    const struct kt_level_outlines *o = p->o;
    double least = ISLET_SQUARES * p->g->step * p->g->step;
    size_t keep = largest_ring(o, z);
    for (size_t r = o->ring_of[z]; r < o->ring_of[z + 1]; r++) {
        if (r != keep && o->ring_area[r] < least) continue;
        for (size_t k = o->ref_of[r]; k < o->ref_of[r + 1]; k++) walk(p, o->ref[k], k == o->ref_of[r]);
        if (o->ref_of[r] < o->ref_of[r + 1]) fputc('z', p->f);
    }
}

/* Borders between areas of different regions. */
static void region_borders(struct pen *p, const int32_t *region)
{
    for (size_t a = 0; a < p->o->narc; a++) {
        const struct kt_arc *arc = &p->o->arc[a];
        if (arc->other >= 0 && region[arc->zone] != region[arc->other]) walk(p, (int32_t)a, true);
    }
}

static void site_points(struct pen *p, const struct kt_sites *t)
{
    for (size_t i = 0; i < t->n; i++) {
        if (t->supports[i] != KT_YES || isnan(t->x[i]) || isnan(t->y[i])) continue;
        start(p, grid_x(p->g, t->x[i]), grid_y(p->g, t->y[i]));
        fputs("h0", p->f);
    }
}

/* Vertices of the lakes of `least` m² and more; with a pen they are drawn. Islands run the other way round. */
static size_t lakes(struct pen *p, const struct ground *g, const struct kt_outlines *o, double least)
{
    const struct kt_polygons *w = &o->study->water.geom;
    double tolerance = g->step * sqrt(least / (LAKE_SQUARES * g->step * g->step));
    size_t n = 0;
    for (size_t r = 0; r < w->nring; r++) {
        if (o->water_area[r] < least) continue;
        bool fresh = true;
        for (size_t v = w->vert_of[r]; v + 1 < w->vert_of[r + 1]; v++) {
            if (o->water_drop[v] < tolerance) continue;
            n++;
            if (!p) continue;
            (fresh ? start : line)(p, grid_x(g, w->x[v]), grid_y(g, w->y[v]));
            fresh = false;
        }
        if (!fresh) fputc('z', p->f);
    }
    return n;
}

static void put_lakes(struct pen *p, const struct kt_outlines *o)
{
    double least = LAKE_SQUARES * p->g->step * p->g->step;
    while (lakes(NULL, p->g, o, least) > WATER_MOST) least *= 1.3;
    fputs("<path id=\"w\" d=\"", p->f);
    lakes(p, p->g, o, least);
    fputs("\"/>", p->f);
}

void kt_web_map(const struct kt_web *w, FILE *f, struct kt_arena tmp)
{
    struct ground g;
    const struct kt_level_outlines *o = level_of(w);
    const struct kt_zones *zones = &w->rep->study->level[w->rep->fine];
    const struct kt_sites *sites = &w->rep->study->sites;
    if (!extent(o, &g)) return;
    size_t longest = 1;
    for (size_t a = 0; a < o->narc; a++)
        if (o->arc[a].n > longest) longest = o->arc[a].n;
    struct pen p = {f, &g, o, 0, 0, 0, KT_NEW(&tmp, double, longest), KT_NEW(&tmp, double, longest)};
    fputs("<g id=\"z\">", f);
    for (size_t z = 0; z < o->nzone; z++) {
        int cls = w->nmeasure ? w->measure[0].cls[z] : KT_CLASS_NONE;
        fprintf(f, "<path class=\"c%c\" d=\"", cls >= 0 ? '0' + cls : cls == KT_CLASS_NONE ? 'n' : 'x');
        zone_path(&p, z);
        fputs("\"/>\n", f);
    }
    fputs("</g>", f);
    if (w->rep->study->water.geom.nring) put_lakes(&p, w->rep->outlines);
    fputs("<path id=\"b\" d=\"", f);
    if (w->rep->fine + 2 < w->rep->study->nlevel) region_borders(&p, zones->parent);
    fputs("\"/><path id=\"s\" d=\"", f);
    if (sites->supports && sites->x) site_points(&p, sites);
    fputs("\"/>", f);
}
