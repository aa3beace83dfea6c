/* zone_map: a map of zones with its scale and, for a nation, the capital enlarged.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "map_internal.h"

#define FOOT_MM        8.0 /* scale bar below the body */
#define INSET_TITLE_MM 5.0
#define NEIGHBOURS_MM  14.0
#define INSET_WIDTH_M  80e3
#define NEAR_CAPITAL_M 35e3
#define ALAND_CODE     "21"
#define ALAND_W_MM     36.0
#define ALAND_H_MM     31.0

/* ---- scale ---- */

void kt_scale_bar(struct kt_canvas *cv, enum kt_lang lang, double denominator, struct kt_box box,
                  struct kt_arena tmp)
{
    const double longest = 20, block = 1, right = box.x + box.w, y = box.y + box.h - 5.4;
    double most_km = longest * denominator / 1e6, km = pow(10, floor(log10(most_km)));
    km *= most_km >= 5 * km ? 5 : most_km >= 2 * km ? 2 : 1;
    double len = km * 1e6 / denominator, ratio_x = right;
    char *ratio = kt_fmt_ratio(&tmp, lang, denominator);
    double x = ratio_x - kt_text_width(cv, KT_LABEL, ratio) - 5 - len;
    kt_text(cv, KT_LABEL, KT_RIGHT, ratio_x, y + 0.5 + kt_cap_height(KT_LABEL) / 2, 0, ratio);
    kt_rect(cv, (struct kt_box){x, y, len, block}, KT_WHITE, KT_INK, 0.2);
    kt_rect(cv, (struct kt_box){x, y, len / 2, block}, KT_INK, KT_NO_COLOUR, 0);
    double label = y + block + 1.1 + kt_cap_height(KT_LABEL);
    kt_text(cv, KT_LABEL, KT_CENTRE, x, label, 0, "0");
    kt_text(cv, KT_LABEL, KT_CENTRE, x + len, label, 0,
            kt_printf(&tmp, "%s\u00a0km", kt_fmt(&tmp, lang, km, km < 1 ? 1 : 0)));
}

/* ---- what the map must show ---- */

static void widen(double in[4], const double e[4], double x, double y)
{
    in[0] = fmin(in[0], fmax(x, e[0]));
    in[1] = fmin(in[1], fmax(y, e[1]));
    in[2] = fmax(in[2], fmin(x, e[2]));
    in[3] = fmax(in[3], fmin(y, e[3]));
}

/* Where outlines of minutes and homes without a way cover little of the zones, the map is theirs. */
static void narrow(const struct kt_map *m, double e[4])
{
    const struct kt_reach_map *reach = m->reach;
    const struct kt_cells *c = &m->outlines->study->cells;
    const struct kt_polygons *g = &reach->within->geom;
    double in[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    size_t from = g->vert_of[g->ring_of[reach->to - 1]], to = g->vert_of[g->ring_of[reach->to]];
    for (size_t v = from; v < to; v++) widen(in, e, g->x[v], g->y[v]);
    for (size_t i = 0; reach->cut_off && i < c->n; i++)
        if (reach->cut_off[i]) widen(in, e, c->x[i], c->y[i]);
    double w = in[2] - in[0], h = in[3] - in[1];
    if (!(w > 0 && h > 0) || fmax(w, h) > fmax(e[2] - e[0], e[3] - e[1]) / 2) return;
    for (int k = 0; k < 4; k++) e[k] = in[k] + (k < 2 ? -0.03 : 0.03) * fmax(w, h);
}

static bool extent(const struct kt_map *m, double e[4])
{
    const struct kt_level_outlines *o = &m->outlines->level[m->level];
    const struct kt_zones *zones = &m->outlines->study->level[m->level];
    e[0] = e[1] = INFINITY;
    e[2] = e[3] = -INFINITY;
    for (size_t z = 0; o->narc && z < o->nzone; z++) {
        if (m->cls && m->own >= 0 && zones->parent && zones->parent[z] != m->own) continue;
        e[0] = fmin(e[0], o->xmin[z]);
        e[1] = fmin(e[1], o->ymin[z]);
        e[2] = fmax(e[2], o->xmax[z]);
        e[3] = fmax(e[3], o->ymax[z]);
    }
    if (m->reach) narrow(m, e);
    return e[0] < e[2] && e[1] < e[3];
}

/* The middle of the people around the most populous zone; -1 when none has people. */
static int32_t capital(const struct kt_zones *zones, double *x, double *y)
{
    int32_t best = -1;
    for (size_t z = 0; z < zones->n; z++)
        if (zones->population[z] > 0 && (best < 0 || zones->population[z] > zones->population[best]))
            best = (int32_t)z;
    if (best < 0) return -1;
    double sx = 0, sy = 0, sum = 0;
    for (size_t z = 0; z < zones->n; z++) {
        double d = hypot(zones->label_x[z] - zones->label_x[best], zones->label_y[z] - zones->label_y[best]);
        if (d > NEAR_CAPITAL_M || !(zones->population[z] > 0)) continue;
        /* The root keeps the capital itself from pulling everything onto it. */
        double w = sqrt(zones->population[z]);
        sx += w * zones->label_x[z];
        sy += w * zones->label_y[z];
        sum += w;
    }
    *x = sx / sum;
    *y = sy / sum;
    return best;
}

static void tell_counts(const struct kt_body *b, struct kt_map_info *info)
{
    const struct kt_map *m = b->m;
    for (size_t z = 0; m->cls && z < b->o->nzone; z++) {
        if (!b->mine[z]) continue;
        info->nmissing += m->cls[z] == KT_CLASS_NONE;
        info->nhidden += m->cls[z] == KT_CLASS_HIDDEN;
        info->nuncertain += m->uncertain && m->uncertain[z] == KT_HATCHED && m->cls[z] >= 0;
        info->nvague += m->uncertain && m->uncertain[z] == KT_VAGUE && m->cls[z] >= 0;
        info->ngap += m->gap && m->gap[z];
    }
}

/* ---- inset ---- */

struct enlarged {
    struct kt_frame f;
    struct kt_box on_main; /* where it lies on the main map; w = 0: no inset */
    const char *title;     /* before its scale */
};

static void plan_capital(const struct kt_map *m, const struct kt_frame *main, struct enlarged *e,
                         struct kt_arena *a)
{
    double x, y;
    const struct kt_zones *zones = &m->outlines->study->level[m->level];
    int32_t zone = m->inset.w > 0 && m->cls ? capital(zones, &x, &y) : -1;
    if (zone < 0) return;
    struct kt_box box = {m->inset.x, m->inset.y + INSET_TITLE_MM, m->inset.w, m->inset.h - INSET_TITLE_MM};
    double half = INSET_WIDTH_M / 2 * 0.999, tall = half * box.h / box.w;
    e->f = kt_frame_fit(box, x - half, y - tall, x + half, y + tall);
    double w = box.w / e->f.k * main->k, h = box.h / e->f.k * main->k;
    const char *name = zones->name[m->lang][zone];
    e->title = m->lang == KT_FI   ? kt_printf(a, "%s ympäristöineen", name)
               : m->lang == KT_SV ? kt_printf(a, "%s med omnejd", name)
                                  : kt_printf(a, "%s and surroundings", name);
    if (e->f.denominator < main->denominator)
        e->on_main = (struct kt_box){kt_px(main, x) - w / 2, kt_py(main, y) - h / 2, w, h};
}

/* Extent of the zones in row `region` of the level above. */
static bool region_extent(const struct kt_map *m, int32_t region, double e[4])
{
    struct kt_map part = *m;
    part.own = region;
    return extent(&part, e);
}

static bool any_zone_in(const struct kt_map *m, const struct kt_frame *f, struct kt_box b)
{
    const struct kt_level_outlines *o = &m->outlines->level[m->level];
    for (size_t z = 0; z < o->nzone; z++)
        if (kt_px(f, o->xmax[z]) > b.x && kt_px(f, o->xmin[z]) < b.x + b.w && kt_py(f, o->ymin[z]) > b.y &&
            kt_py(f, o->ymax[z]) < b.y + b.h)
            return true;
    return false;
}

/* The highest place at the left edge of the map where no zone lies; y < 0: none. */
static struct kt_box free_place(const struct kt_map *m, const struct kt_frame *f, double w, double h)
{
    struct kt_box b = {f->box.x, f->box.y, w, h};
    for (; b.y + h <= f->box.y + f->box.h; b.y += 2)
        if (!any_zone_in(m, f, b)) return b;
    return (struct kt_box){0, -1, 0, 0};
}

/* Åland, whose municipalities are specks on a national map. */
static void plan_aland(const struct kt_map *m, const struct kt_frame *main, struct enlarged *e)
{
    const struct kt_study *st = m->outlines->study;
    const struct kt_zones *up = m->level + 1 < st->nlevel ? &st->level[m->level + 1] : NULL;
    int32_t region = -1;
    double g[4];
    for (size_t z = 0; up && z < up->n; z++)
        if (kt_streq(up->level_id, "region") && kt_streq(up->code[z], ALAND_CODE)) region = (int32_t)z;
    if (region < 0 || m->own >= 0 || m->inset.w <= 0 || !m->cls || !region_extent(m, region, g)) return;
    struct kt_box at = free_place(m, main, ALAND_W_MM + 1.5, ALAND_H_MM + INSET_TITLE_MM + 1.5);
    struct kt_box box = {at.x, at.y + INSET_TITLE_MM, ALAND_W_MM, ALAND_H_MM};
    struct kt_box room = {box.x + 1, box.y + 1, box.w - 2, box.h - 2};
    e->f = kt_frame_fit(room, g[0], g[1], g[2], g[3]);
    e->f.box = box;
    if (at.y < 0 || e->f.denominator > 0.75 * main->denominator) return;
    e->title = up->name[m->lang] ? up->name[m->lang][region] : up->code[region];
    e->on_main = (struct kt_box){kt_px(main, g[0]) - 0.5, kt_py(main, g[3]) - 0.5,
                                 (g[2] - g[0]) * main->k + 1, (g[3] - g[1]) * main->k + 1};
}

static void draw_inset(struct kt_canvas *cv, const struct kt_map *m, const struct enlarged *e,
                       struct kt_arena tmp)
{
    struct kt_map_info unused = {0};
    kt_rect(cv, e->f.box, KT_GROUND, KT_NO_COLOUR, 0);
    struct kt_body b = kt_body_new(cv, m, e->f, &tmp);
    b.leaders = false; /* a cut zone is named on the main map */
    kt_body_paint(&b, tmp);
    if (m->labels) kt_body_names(&b, true, NULL, 0, &unused, tmp);
    kt_rect(cv, e->f.box, KT_NO_COLOUR, 0x3a424a, 0.25);
    kt_rect(cv, e->on_main, KT_NO_COLOUR, KT_INK, 0.25);
    kt_text(cv, KT_LABEL_BOLD, KT_LEFT, e->f.box.x, e->f.box.y - 1.8, e->f.box.w,
            kt_printf(&tmp, "%s, %s", e->title, kt_fmt_ratio(&tmp, m->lang, e->f.denominator)));
}

/* ---- the whole ---- */

/* A low region gets a low map, at the top of its box, with some of its neighbours above and below. */
static void shrink(struct kt_frame *f, struct kt_box *body, const double e[4])
{
    double h = (e[3] - e[1]) * f->k + 2 * NEIGHBOURS_MM;
    if (h >= body->h) return;
    f->y0 -= (body->h - h) / 2;
    body->h = h;
}

/* Below a region's own map, only for the region of the capital. */
static void place_inset(struct kt_map *m, const struct kt_box *map, double limit)
{
    const struct kt_zones *zones = &m->outlines->study->level[m->level];
    double x, y;
    if (m->own < 0 || m->inset.w <= 0) return;
    int32_t z = capital(zones, &x, &y);
    m->inset.x = map->x;
    m->inset.y = map->y + map->h;
    if (z < 0 || !zones->parent || zones->parent[z] != m->own || m->inset.y + m->inset.h > limit)
        m->inset.w = 0;
}

void kt_map_draw(struct kt_canvas *cv, const struct kt_map *m, struct kt_box box, struct kt_map_info *info,
                 struct kt_arena tmp)
{
    struct kt_map with_inset = *m;
    double e[4];
    bool locator = !m->cls;
    double limit = box.y + box.h;
    *info = (struct kt_map_info){.box = box, .bottom = box.y + box.h};
    if (!locator) info->box.h -= FOOT_MM;
    if (extent(m, e)) {
        /* A region keeps clear of its frame, so that leader lines find room. */
        double pad = !locator && m->own >= 0 ? 5 : 0.4;
        struct kt_box room = {info->box.x + pad, info->box.y + pad, info->box.w - 2 * pad,
                              info->box.h - 2 * pad};
        struct kt_frame f = kt_frame_fit(room, e[0], e[1], e[2], e[3]);
        if (!locator && m->own >= 0) shrink(&f, &info->box, e);
        f.box = info->box;
        info->denominator = f.denominator;
        info->mm_per_m = f.k;
        info->x0 = kt_px(&f, 0);
        info->y0 = kt_py(&f, 0);
        box.h = info->box.h + (locator ? 0 : FOOT_MM);
        info->bottom = box.y + box.h;
        place_inset(&with_inset, &box, limit);
        m = &with_inset;
        struct enlarged large[2] = {{.title = ""}, {.title = ""}};
        plan_capital(m, &f, &large[0], &tmp);
        plan_aland(m, &f, &large[1]);
        struct kt_box hole[KT_HOLES];
        size_t nhole = 0;
        for (int i = 0; i < 2; i++)
            if (large[i].on_main.w > 0) hole[nhole++] = large[i].on_main;
        if (large[1].on_main.w > 0) { /* it lies on the map itself */
            const struct kt_box *b = &large[1].f.box;
            hole[nhole++] = (struct kt_box){b->x, b->y - INSET_TITLE_MM, b->w, b->h + INSET_TITLE_MM};
        }
        struct kt_body b = kt_body_new(cv, m, f, &tmp);
        kt_body_paint(&b, tmp);
        tell_counts(&b, info);
        if (m->labels && !locator) kt_body_names(&b, m->own >= 0, hole, nhole, info, tmp);
        for (int i = 0; i < 2; i++)
            if (large[i].on_main.w > 0) draw_inset(cv, m, &large[i], tmp);
        if (large[0].on_main.w > 0 && m->own >= 0) info->bottom = m->inset.y + m->inset.h;
        if (!locator) kt_scale_bar(cv, m->lang, f.denominator, box, tmp);
    }
}
