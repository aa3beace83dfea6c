/* body: a map's fills, hatches and borders.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "map_internal.h"

#include <cairo.h>

enum {
    LAND = 0xf1f3f4,
    LAND_LINE = 0xdfe3e6,
    LOCATOR_LAND = 0xe1e5e9,
    BORDER = 0x3a424a,
    PALE_LINE = 0xd8cfc0, /* white would vanish between two zones of the palest class */
};

bool kt_body_shows(const struct kt_body *b, size_t z)
{
    const struct kt_level_outlines *o = b->o;
    if (o->ring_of[z] == o->ring_of[z + 1]) return false;
    const struct kt_box *p = &b->f.box;
    return kt_px(&b->f, o->xmax[z]) > p->x && kt_px(&b->f, o->xmin[z]) < p->x + p->w &&
           kt_py(&b->f, o->ymin[z]) > p->y && kt_py(&b->f, o->ymax[z]) < p->y + p->h;
}

/* Islets under the body's islet_mm2 are left out unless they are all of a zone; islands under this many have a
 * hairline for a shore, or an archipelago would be a black spot. */
#define ISLAND_MM2 4.0

uint32_t kt_body_fill(const struct kt_body *b, size_t z)
{
    const struct kt_map *m = b->m;
    if (!m->cls) return b->mine[z] && m->own >= 0 ? m->fill[0] : LOCATOR_LAND;
    if (!b->mine[z]) return LAND;
    if (m->cls[z] < 0) return KT_WHITE;
    uint32_t fill = m->fill[m->cls[z]];
    return m->uncertain && m->uncertain[z] == KT_VAGUE ? kt_pale(fill) : fill;
}

bool kt_body_hatched(const struct kt_body *b, size_t z)
{
    const struct kt_map *m = b->m;
    return m->cls && b->mine[z] && (m->cls[z] < 0 || (m->uncertain && m->uncertain[z]));
}

/* ---- fills ---- */

static void ink(cairo_t *cr, uint32_t c)
{
    cairo_set_source_rgb(cr, (c >> 16 & 255) / 255.0, (c >> 8 & 255) / 255.0, (c & 255) / 255.0);
}

/* Zones of one colour are one path: fewer bytes, and no seams between them. */
static void fill_all(const struct kt_body *b, struct kt_arena tmp)
{
    cairo_t *cr = kt_canvas_cairo(b->cv);
    int *group = KT_NEW(&tmp, int, b->o->nzone), n = 0;
    for (size_t first = 0; first < b->o->nzone; first++) {
        if (group[first] || !kt_body_shows(b, first)) continue;
        uint32_t fill = kt_body_fill(b, first);
        n++;
        for (size_t z = first; z < b->o->nzone; z++)
            if (kt_body_fill(b, z) == fill && kt_body_shows(b, z)) group[z] = n;
        kt_body_path(b, group, n, tmp);
        ink(cr, fill);
        cairo_fill(cr);
    }
}

enum hatch { MISSING, HIDDEN, UNCERTAIN_PALE, UNCERTAIN_DARK, NHATCH };

static int hatch_of(const struct kt_body *b, size_t z)
{
    if (!kt_body_hatched(b, z)) return -1;
    if (b->m->cls[z] == KT_CLASS_NONE) return MISSING;
    if (b->m->cls[z] == KT_CLASS_HIDDEN) return HIDDEN;
    return kt_luminance(kt_body_fill(b, z)) >= 0.35 ? UNCERTAIN_PALE : UNCERTAIN_DARK;
}

static void hatch_all(const struct kt_body *b, struct kt_arena tmp)
{
    cairo_t *cr = kt_canvas_cairo(b->cv);
    int *group = KT_NEW(&tmp, int, b->o->nzone);
    bool any[NHATCH] = {false};
    for (size_t z = 0; z < b->o->nzone; z++) {
        group[z] = kt_body_shows(b, z) ? hatch_of(b, z) : -1;
        if (group[z] >= 0) any[group[z]] = true;
    }
    for (int kind = 0; kind < NHATCH; kind++) {
        if (!any[kind]) continue;
        cairo_save(cr);
        kt_body_path(b, group, kind, tmp);
        cairo_clip(cr);
        if (kind == MISSING || kind == HIDDEN)
            kt_hatch(b->cv, b->f.box, kind == HIDDEN, KT_HATCH, 1, 0.15, 1.2);
        else if (kind == UNCERTAIN_PALE)
            kt_hatch(b->cv, b->f.box, false, KT_INK, 0.45, 0.22, 1.6);
        else
            kt_hatch(b->cv, b->f.box, false, KT_WHITE, 0.75, 0.22, 1.6);
        cairo_restore(cr);
    }
}

/* ---- borders ---- */

static const struct {
    uint32_t rgb;
    double width;
} pen[] = {{LAND_LINE, 0.12}, {KT_WHITE, 0.1},  {PALE_LINE, 0.1}, {BORDER, 0.16},
           {KT_INK, 0.35},    {KT_WHITE, 0.15}, {BORDER, 0.08},   {KT_INK, 0.4}};
enum { P_LAND, P_WHITE, P_PALE, P_BORDER, P_OWN, P_LOCATOR, P_ISLET, P_GAP, P_NONE };

/* On a map this small the colours part the zones, and lines between them would be half of its ink. */
#define COLOURS_PART 12e6

static bool palest(const struct kt_body *b, int32_t z)
{
    return kt_luminance(kt_body_fill(b, (size_t)z)) > 0.8;
}

/* Paper area of a closed shore; infinite for any other arc. */
static double shore_area(const struct kt_body *b, size_t arc)
{
    const struct kt_arc *c = &b->o->arc[arc];
    size_t last = c->first + c->n - 1;
    if (c->other >= 0 || b->o->x[c->first] != b->o->x[last] || b->o->y[c->first] != b->o->y[last])
        return INFINITY;
    double twice = 0;
    for (size_t v = 0; v + 1 < b->np[arc]; v++)
        twice += (b->px[arc][v] - b->px[arc][0]) * (b->py[arc][v + 1] - b->py[arc][0]) -
                 (b->px[arc][v + 1] - b->px[arc][0]) * (b->py[arc][v] - b->py[arc][0]);
    return fabs(twice) / 2;
}

bool kt_body_islet(const struct kt_body *b, size_t arc)
{
    size_t z = (size_t)b->o->arc[arc].zone;
    return b->o->ring_of[z + 1] - b->o->ring_of[z] > 1 && shore_area(b, arc) < b->islet_mm2;
}

static bool gap_at(const struct kt_body *b, int32_t z)
{
    return b->m->gap && b->m->gap[z] && b->mine[z];
}

static int pen_of(const struct kt_body *b, size_t i)
{
    const struct kt_arc *arc = &b->o->arc[i];
    bool a = b->mine[arc->zone], c = arc->other >= 0 && b->mine[arc->other];
    bool up =
        arc->other >= 0 && b->zones->parent && b->zones->parent[arc->zone] != b->zones->parent[arc->other];
    if (!b->m->cls) return arc->other >= 0 && up ? P_LOCATOR : P_NONE;
    if (a && shore_area(b, i) < ISLAND_MM2) return P_ISLET;
    if (gap_at(b, arc->zone) || (arc->other >= 0 && gap_at(b, arc->other))) return P_GAP;
    if (b->m->own >= 0 && a != c) return P_OWN;
    if (b->m->own >= 0 && !a) return P_LAND;
    if (arc->other < 0 || up) return P_BORDER;
    if (b->f.denominator >= COLOURS_PART) return P_NONE;
    return palest(b, arc->zone) && palest(b, arc->other) ? P_PALE : P_WHITE;
}

static void lines(const struct kt_body *b, struct kt_arena tmp)
{
    cairo_t *cr = kt_canvas_cairo(b->cv);
    int *with = KT_NEW(&tmp, int, b->o->narc);
    uint8_t *these = KT_NEW(&tmp, uint8_t, b->o->narc);
    for (size_t a = 0; a < b->o->narc; a++)
        with[a] = b->px[a] && !kt_body_islet(b, a) && !kt_body_unseen(b, a) ? pen_of(b, a) : P_NONE;
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    for (int p = 0; p < P_NONE; p++) {
        for (size_t a = 0; a < b->o->narc; a++) these[a] = with[a] == p;
        kt_body_lines(b, these, tmp);
        ink(cr, pen[p].rgb);
        cairo_set_line_width(cr, pen[p].width);
        cairo_stroke(cr);
    }
}

size_t kt_body_pieces(const struct kt_body *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->o->narc; i++) {
        if (!b->px[i] || kt_body_islet(b, i)) continue;
        size_t one = (size_t)b->o->arc[i].zone, two = b->o->arc[i].shared ? (size_t)b->o->arc[i].other : one;
        bool coast = !b->o->arc[i].shared;
        int h1 = hatch_of(b, one), h2 = coast ? -1 : hatch_of(b, two);
        size_t times = pen_of(b, i) != P_NONE && !kt_body_unseen(b, i);
        times += coast ? 1 : kt_body_fill(b, one) != kt_body_fill(b, two) ? 2 : 0;
        times += h1 == h2 ? 0 : (size_t)(h1 >= 0) + (h2 >= 0);
        n += times * (b->np[i] - 1);
    }
    return n;
}

size_t kt_body_sites(const struct kt_body *b, struct kt_box *dot)
{
    const struct kt_sites *s = &b->m->outlines->study->sites;
    const struct kt_box *p = &b->f.box;
    size_t n = 0;
    for (size_t i = 0; b->m->sites && i < s->n; i++) {
        double x = kt_px(&b->f, s->x[i]), y = kt_py(&b->f, s->y[i]);
        if (s->supports[i] == KT_YES && x > p->x && x < p->x + p->w && y > p->y && y < p->y + p->h)
            dot[n++] = (struct kt_box){x - KT_SITE_MM, y - KT_SITE_MM, 2 * KT_SITE_MM, 2 * KT_SITE_MM};
    }
    return n;
}

static void sites(const struct kt_body *b, struct kt_arena tmp)
{
    struct kt_box *dot = KT_NEW(&tmp, struct kt_box, b->m->outlines->study->sites.n);
    size_t n = kt_body_sites(b, dot);
    for (size_t i = 0; i < n; i++)
        kt_dot(b->cv, dot[i].x + KT_SITE_MM, dot[i].y + KT_SITE_MM, KT_SITE_MM, KT_WHITE, KT_INK, 0.18);
}

void kt_body_paint(const struct kt_body *b, struct kt_arena tmp)
{
    cairo_t *cr = kt_canvas_cairo(b->cv);
    cairo_save(cr);
    cairo_rectangle(cr, b->f.box.x, b->f.box.y, b->f.box.w, b->f.box.h);
    cairo_clip(cr);
    fill_all(b, tmp);
    hatch_all(b, tmp);
    if (b->m->reach) kt_body_reach(b, tmp);
    kt_body_water(b);
    lines(b, tmp);
    if (b->m->reach) kt_body_crosses(b);
    if (b->m->sites) sites(b, tmp);
    cairo_restore(cr);
}
