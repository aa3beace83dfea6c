/* names: which zones are named on a map, and the drawing of their names.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../report_internal.h"
#include "map_internal.h"

enum { TOWNS_MOST = 11, NAMES_MOST = 30 }; /* a nation of few zones names them all */
#define TRIANGLE_MM   1.7
#define TRIANGLE_ROOM 2.3
#define TOWN_MM       0.45 /* radius of a town's dot */

static struct kt_tag new_tag(const struct kt_body *b, size_t z)
{
    const struct kt_zones *zones = b->zones;
    struct kt_tag t = {.zone = (int32_t)z, .text = kt_zone_name(zones, b->m->lang, z)};
    t.triangle = b->m->gap && b->m->gap[z];
    t.w = kt_text_width(b->cv, KT_LABEL, t.text) + (t.triangle ? TRIANGLE_ROOM : 0);
    t.h = 2.3; /* capitals and descenders of 6.5 pt */
    t.ax = kt_px(&b->f, zones->label_x[z]);
    t.ay = kt_py(&b->f, zones->label_y[z]);
    return t;
}

/* Rows by falling population; unknown last. */
static size_t *by_people(const struct kt_zones *zones, struct kt_arena *a)
{
    double *key = KT_NEW(a, double, zones->n);
    size_t *order = KT_NEW(a, size_t, zones->n);
    for (size_t z = 0; z < zones->n; z++) key[z] = zones->population ? -zones->population[z] : 0;
    kt_order(key, zones->n, order);
    return order;
}

static bool within(struct kt_box b, double x, double y, double pad)
{
    return x > b.x - pad && x < b.x + b.w + pad && y > b.y - pad && y < b.y + b.h + pad;
}

static bool in_hole(const struct kt_box *hole, size_t nhole, const struct kt_tag *t, double pad)
{
    for (size_t i = 0; i < nhole; i++)
        if (within(hole[i], t->ax, t->ay, pad)) return true;
    return false;
}

/* The largest towns that keep their distance from each other and from the inset's frame. */
static size_t pick_towns(const struct kt_body *b, const struct kt_box *hole, size_t nhole, struct kt_tag *tag,
                         struct kt_arena tmp)
{
    const size_t *order = by_people(b->zones, &tmp);
    double apart_mm = fmin(b->f.box.w, b->f.box.h) / 8;
    size_t n = 0;
    for (size_t i = 0; i < b->zones->n && n < TOWNS_MOST; i++) {
        if (!b->mine[order[i]] || !kt_body_shows(b, order[i])) continue;
        struct kt_tag t = new_tag(b, order[i]);
        bool ok = within(b->f.box, t.ax, t.ay, 0) && !in_hole(hole, nhole, &t, 1);
        for (size_t k = 0; k < n && ok; k++) ok = hypot(tag[k].ax - t.ax, tag[k].ay - t.ay) >= apart_mm;
        t.triangle = false;
        t.w = kt_text_width(b->cv, KT_LABEL, t.text);
        if (ok) tag[n++] = t;
    }
    return n;
}

/* Every zone but those whose middle the inset shows larger. */
static size_t pick_all(const struct kt_body *b, const struct kt_box *hole, size_t nhole, struct kt_tag *tag,
                       struct kt_arena tmp)
{
    const size_t *order = by_people(b->zones, &tmp);
    size_t n = 0;
    for (size_t i = 0; i < b->zones->n; i++)
        if (b->mine[order[i]] && kt_body_shows(b, order[i])) {
            tag[n] = new_tag(b, order[i]);
            n += !in_hole(hole, nhole, &tag[n], 0);
        }
    return n;
}

/* ---- drawing ---- */

static void draw_over(const struct kt_body *b, const struct kt_tag *t, double x, double baseline,
                      uint32_t fill)
{
    uint32_t ground = kt_readable(fill);
    kt_text_halo(b->cv, KT_LABEL, KT_LEFT, x, baseline, kt_ink_on(ground), ground, 1, 0.4, t->text);
}

static void draw_inside(const struct kt_body *b, const struct kt_tag *t, double x, double baseline,
                        uint32_t fill)
{
    struct kt_box box = kt_tag_box(t);
    if (kt_body_hatched(b, (size_t)t->zone)) /* the hatch gives way */
        kt_rect(b->cv, (struct kt_box){box.x - 0.4, box.y - 0.2, box.w + 0.8, box.h + 0.4}, fill,
                KT_NO_COLOUR, 0);
    /* Outlines of minutes lie on the fill, in any of their colours, and lakes are white. */
    if (kt_readable(fill) != fill || b->m->reach || kt_body_wet(b, box))
        draw_over(b, t, x, baseline, fill);
    else
        kt_text_ink(b->cv, KT_LABEL, KT_LEFT, x, baseline, 0, kt_ink_on(fill), t->text);
}

static void draw_leader(const struct kt_body *b, const struct kt_tag *t)
{
    struct kt_box box = kt_tag_box(t);
    double x = t->ax < box.x ? box.x - 0.4 : box.x + box.w + 0.4, y = box.y + box.h / 2;
    if (t->ax > box.x && t->ax < box.x + box.w) {
        x = t->ax;
        y = t->ay < box.y ? box.y - 0.3 : box.y + box.h + 0.3;
    }
    kt_line(b->cv, t->ax, t->ay, x, y, KT_INK, 0.15);
    kt_dot(b->cv, t->ax, t->ay, 0.4, KT_INK, KT_WHITE, 0.12);
}

static void draw_tag(const struct kt_body *b, const struct kt_tag *t, uint32_t fill)
{
    struct kt_box box = kt_tag_box(t);
    double x = box.x + (t->triangle ? TRIANGLE_ROOM : 0), baseline = box.y + box.h - 0.6;
    if (t->how == KT_TAG_LEADER) {
        draw_leader(b, t);
        kt_text(b->cv, KT_LABEL, KT_LEFT, x, baseline, 0, t->text);
        fill = KT_WHITE;
    } else if (t->how == KT_TAG_OVER) {
        draw_over(b, t, x, baseline, fill);
    } else {
        draw_inside(b, t, x, baseline, fill);
    }
    if (!t->triangle) return;
    double mid = box.x + TRIANGLE_MM / 2;
    uint32_t ground = kt_readable(fill);
    /* Over a border the mark needs its zone's colour around it, as the name does. */
    if (t->how == KT_TAG_OVER)
        kt_triangle(b->cv, mid, baseline - 0.6, TRIANGLE_MM + 1.2, ground, KT_NO_COLOUR);
    kt_triangle(b->cv, mid, baseline - 0.6, TRIANGLE_MM, kt_ink_on(ground), KT_NO_COLOUR);
}

/* ▲ alone, for gap zones of a map that names only towns, where there is room for it. */
static void bare_triangles(const struct kt_body *b, const struct kt_raster *r, const struct kt_tag *tag,
                           size_t n, struct kt_arena tmp)
{
    struct kt_box *taken = KT_NEW(&tmp, struct kt_box, 2 * n + 1);
    size_t ntaken = 0;
    for (size_t i = 0; i < n; i++) {
        if (tag[i].how == KT_TAG_NONE) continue;
        taken[ntaken++] = kt_tag_box(&tag[i]);
        taken[ntaken++] = (struct kt_box){tag[i].ax - TOWN_MM, tag[i].ay - TOWN_MM, 2 * TOWN_MM, 2 * TOWN_MM};
    }
    for (size_t z = 0; z < b->o->nzone; z++) {
        if (!b->m->gap[z] || !b->mine[z] || !kt_body_shows(b, z)) continue;
        struct kt_tag t = {.zone = (int32_t)z, .text = "", .w = TRIANGLE_MM, .h = TRIANGLE_MM};
        kt_tags_place(&t, 1, r, b->mine, false, taken, ntaken, tmp);
        if (t.how == KT_TAG_INSIDE)
            kt_triangle(b->cv, t.x, t.y + 0.2, TRIANGLE_MM, kt_ink_on(kt_body_fill(b, z)), KT_NO_COLOUR);
    }
}

static void draw_town(const struct kt_body *b, const struct kt_raster *r, const struct kt_tag *t)
{
    int32_t under = kt_raster_most(r, kt_tag_box(t));
    uint32_t fill = under >= 0 ? kt_body_fill(b, (size_t)under) : KT_WHITE;
    kt_dot(b->cv, t->ax, t->ay, TOWN_MM, KT_WHITE, KT_INK, 0.2);
    draw_tag(b, t, fill);
}

void kt_body_names(const struct kt_body *b, bool all, const struct kt_box *hole, size_t nhole,
                   struct kt_map_info *info, struct kt_arena tmp)
{
    all = all || b->o->nzone <= NAMES_MOST;
    struct kt_raster r = kt_raster_new(b->f.box, 0.5, &tmp);
    for (size_t z = 0; z < b->o->nzone; z++)
        if (kt_body_shows(b, z)) kt_raster_zone(&r, b->o, z, &b->f, tmp);
    struct kt_tag *tag = KT_NEW(&tmp, struct kt_tag, b->o->nzone);
    size_t n = all ? pick_all(b, hole, nhole, tag, tmp) : pick_towns(b, hole, nhole, tag, tmp);
    const struct kt_study *st = b->m->outlines->study;
    struct kt_box *dot = KT_NEW(&tmp, struct kt_box, st->sites.n + st->water.geom.nring + 4 * nhole);
    size_t ndot = kt_body_sites(b, dot);
    ndot += kt_body_lakes(b, dot + ndot);
    for (size_t i = 0; i < nhole; i++) { /* its frame */
        const struct kt_box *h = &hole[i];
        dot[ndot++] = (struct kt_box){h->x, h->y, h->w, 0};
        dot[ndot++] = (struct kt_box){h->x, h->y + h->h, h->w, 0};
        dot[ndot++] = (struct kt_box){h->x, h->y, 0, h->h};
        dot[ndot++] = (struct kt_box){h->x + h->w, h->y, 0, h->h};
    }
    if (all)
        kt_tags_place(tag, n, &r, b->mine, b->leaders, dot, ndot, tmp);
    else
        kt_towns_place(tag, n, &r, hole, nhole, tmp);
    if (b->m->gap && !all) bare_triangles(b, &r, tag, n, tmp);
    for (size_t i = 0; i < n; i++) {
        if (tag[i].how == KT_TAG_NONE) {
            info->ndropped++;
            continue;
        }
        if (tag[i].how == KT_TAG_LEADER)
            info->nleader++;
        else
            info->nlabel++;
        if (all)
            draw_tag(b, &tag[i], kt_body_fill(b, (size_t)tag[i].zone));
        else
            draw_town(b, &r, &tag[i]);
    }
}
