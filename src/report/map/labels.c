/* labels: names where they can be read and belong to one zone only.
 *
 * Every choice is made on the raster: "does this box lie in its zone" is one subtraction in a table of
 * running sums. A name takes the widest room that its zone has (a stretched pole of inaccessibility:
 * the box is grown until it no longer fits), else a place mostly over its zone, else the nearest free
 * ground outside with a leader line that crosses no other.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "map_internal.h"

/* Least distances between two names: side by side they would read as one. */
#define GAP_X_MM    1.3
#define GAP_Y_MM    0.4

/* A name that hangs over its zone's edge by more than this goes beside it where there is room so near. */
#define FIRM_SHARE  0.96
#define LOOSE_SHARE 0.55
#define NEAR_MM     9

/* Running sums over a window of the raster: how many squares of the box are wanted. */
struct sums {
    int x0, y0, nx, ny;
    int32_t *s; /* (nx + 1) × (ny + 1) */
};

struct ground {
    const struct kt_raster *r;
    struct kt_box *taken;
    size_t ntaken;
    const struct kt_box *avoid; /* dots: kept free where there is a choice */
    size_t navoid;
    double (*leader)[4];
    size_t nleader;
};

struct kt_box kt_tag_box(const struct kt_tag *t)
{
    return (struct kt_box){t->x - t->w / 2, t->y - t->h / 2, t->w, t->h};
}

static bool apart(struct kt_box a, struct kt_box b, double gap_x, double gap_y)
{
    return a.x + a.w + gap_x <= b.x || b.x + b.w + gap_x <= a.x || a.y + a.h + gap_y <= b.y ||
           b.y + b.h + gap_y <= a.y;
}

static bool is_free(const struct ground *g, struct kt_box b)
{
    for (size_t i = 0; i < g->ntaken; i++)
        if (!apart(g->taken[i], b, GAP_X_MM, GAP_Y_MM)) return false;
    for (size_t i = 0; i < g->navoid; i++)
        if (!apart(g->avoid[i], b, 0.2, 0.2)) return false;
    return true;
}

/* ---- running sums ---- */

static struct sums sums_new(int x0, int y0, int x1, int y1, struct kt_arena *a)
{
    struct sums s = {x0, y0, x1 - x0, y1 - y0, NULL};
    s.s = KT_NEW(a, int32_t, (size_t)(s.nx + 1) * (size_t)(s.ny + 1));
    return s;
}

/* Wanted: squares of zone `z`, or of any zone of `mine` when z < 0. */
static void sums_fill(struct sums *s, const struct kt_raster *r, int32_t z, const uint8_t *mine)
{
    int w = s->nx + 1;
    for (int y = 0; y < s->ny; y++) {
        int32_t row = 0;
        for (int x = 0; x < s->nx; x++) {
            int32_t here = r->zone[(s->y0 + y) * r->nx + s->x0 + x];
            row += z >= 0 ? here == z : here >= 0 && mine[here];
            s->s[(y + 1) * w + x + 1] = s->s[y * w + x + 1] + row;
        }
    }
}

static int32_t sums_box(const struct sums *s, int x, int y, int w, int h)
{
    int x1 = x + w < s->nx ? x + w : s->nx, y1 = y + h < s->ny ? y + h : s->ny, k = s->nx + 1;
    x = x > 0 ? x : 0;
    y = y > 0 ? y : 0;
    if (x1 <= x || y1 <= y) return 0;
    return s->s[y1 * k + x1] - s->s[y * k + x1] - s->s[y1 * k + x] + s->s[y * k + x];
}

/* The window of a zone's squares; false when it has none. */
static bool window(const struct kt_raster *r, int32_t z, struct sums *out, struct kt_arena *a)
{
    int x0 = r->nx, y0 = r->ny, x1 = -1, y1 = -1;
    for (int y = 0; y < r->ny; y++)
        for (int x = 0; x < r->nx; x++)
            if (r->zone[y * r->nx + x] == z) {
                x0 = x < x0 ? x : x0;
                x1 = x > x1 ? x : x1;
                y0 = y < y0 ? y : y0;
                y1 = y;
            }
    if (x1 < 0) return false;
    *out = sums_new(x0, y0, x1 + 1, y1 + 1, a);
    sums_fill(out, r, z, NULL);
    return true;
}

static struct kt_box paper(const struct kt_raster *r, const struct sums *s, int x, int y, int w, int h)
{
    return (struct kt_box){r->box.x + (s->x0 + x) * r->step, r->box.y + (s->y0 + y) * r->step, w * r->step,
                           h * r->step};
}

/* ---- inside and over ---- */

#define RIM_MM 0.8 /* names keep off the frame */

static bool on_map(const struct kt_raster *r, struct kt_box b)
{
    return b.x >= r->box.x + RIM_MM && b.x + b.w <= r->box.x + r->box.w - RIM_MM &&
           b.y >= r->box.y + RIM_MM && b.y + b.h <= r->box.y + r->box.h - RIM_MM;
}

/* The box w × h squares with at least `share` of it in the zone; nearest to the middle of all such
 * places. */
static bool best_place(const struct ground *g, const struct sums *s, int w, int h, double share, double pad,
                       double *cx, double *cy)
{
    int32_t need = (int32_t)ceil(share * w * h);
    double sx = 0, sy = 0, n = 0, best = INFINITY;
    int reach_x = share < 1 ? w / 2 : 0, reach_y = share < 1 ? h / 2 : 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int y = -reach_y; y + h <= s->ny + reach_y; y++)
            for (int x = -reach_x; x + w <= s->nx + reach_x; x++) {
                if (sums_box(s, x, y, w, h) < need) continue;
                if (pass == 0) {
                    sx += x;
                    sy += y;
                    n++;
                    continue;
                }
                double dx = x - sx / n, dy = y - sy / n, d = dx * dx + dy * dy;
                if (d >= best) continue;
                struct kt_box b = paper(g->r, s, x, y, w, h),
                              core = {b.x + pad, b.y + pad, b.w - 2 * pad, b.h - 2 * pad};
                if (!on_map(g->r, core) || !is_free(g, core)) continue;
                best = d;
                *cx = b.x + b.w / 2;
                *cy = b.y + b.h / 2;
            }
        if (n == 0) return false;
    }
    return best < INFINITY;
}

static bool place_inside(const struct ground *g, const struct sums *s, struct kt_tag *t)
{
    static const double margin[] = {4, 2.5, 1.5, 0.8, 0.3};
    double step = g->r->step;
    for (size_t i = 0; i < sizeof margin / sizeof *margin; i++) {
        int w = (int)ceil((t->w + 2 * margin[i]) / step), h = (int)ceil((t->h + 2 * margin[i]) / step);
        if (!best_place(g, s, w, h, 1, margin[i], &t->x, &t->y)) continue;
        t->how = KT_TAG_INSIDE;
        return true;
    }
    return false;
}

static bool place_over(const struct ground *g, const struct sums *s, struct kt_tag *t, double least)
{
    double step = g->r->step;
    static const double share[] = {FIRM_SHARE, 0.9, 0.78, 0.66, LOOSE_SHARE};
    int w = (int)ceil(t->w / step), h = (int)ceil(t->h / step);
    for (size_t i = 0; i < sizeof share / sizeof *share && share[i] >= least; i++) {
        if (!best_place(g, s, w, h, share[i], 0, &t->x, &t->y)) continue;
        t->how = KT_TAG_OVER;
        return true;
    }
    return false;
}

/* At least `least` of a name's box lies in the zone. */
static bool place_in_zone(struct ground *g, const struct sums *s, struct kt_tag *t, double least)
{
    if (place_inside(g, s, t) || (g->navoid && place_over(g, s, t, least))) return true;
    /* The dots fill the zone: the name goes on top of them, with its halo. */
    size_t navoid = g->navoid;
    g->navoid = 0;
    bool placed = place_over(g, s, t, least);
    g->navoid = navoid;
    return placed;
}

/* ---- beside, with a leader line ---- */

static double turn(const double *a, const double *b, const double *c)
{
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

static bool crosses(const double *p, const double *q)
{
    return turn(p, p + 2, q) * turn(p, p + 2, q + 2) < 0 && turn(q, q + 2, p) * turn(q, q + 2, p + 2) < 0;
}

static bool line_hits(const double *l, struct kt_box b)
{
    double d1[4] = {b.x, b.y, b.x + b.w, b.y + b.h}, d2[4] = {b.x + b.w, b.y, b.x, b.y + b.h};
    return crosses(l, d1) || crosses(l, d2);
}

/* Where the line from the anchor meets the name: the middle of its nearer short side. */
static void leader_line(const struct kt_tag *t, struct kt_box b, double l[4])
{
    l[0] = t->ax;
    l[1] = t->ay;
    if (t->ax > b.x && t->ax < b.x + b.w) {
        l[2] = t->ax;
        l[3] = t->ay < b.y ? b.y - 0.3 : b.y + b.h + 0.3;
    } else {
        l[2] = t->ax < b.x ? b.x - 0.4 : b.x + b.w + 0.4;
        l[3] = b.y + b.h / 2;
    }
}

static bool leader_free(const struct ground *g, const struct kt_tag *t, struct kt_box b)
{
    double l[4];
    leader_line(t, b, l);
    for (size_t i = 0; i < g->ntaken; i++)
        if (line_hits(l, g->taken[i])) return false;
    for (size_t i = 0; i < g->nleader; i++)
        if (crosses(l, g->leader[i]) || line_hits(g->leader[i], b)) return false;
    return true;
}

/* No farther than `most` from the anchor. */
static bool place_beside(struct ground *g, const struct sums *mine, struct kt_tag *t, double most)
{
    const struct kt_raster *r = g->r;
    const double pad = 0.6;
    int w = (int)ceil((t->w + 2 * pad) / r->step), h = (int)ceil((t->h + 2 * pad) / r->step);
    const double limit = most * most;
    double best = limit;
    for (int y = 0; y + h <= r->ny; y++)
        for (int x = 0; x + w <= r->nx; x++) {
            struct kt_box b = paper(r, mine, x, y, w, h);
            double cx = b.x + b.w / 2, cy = b.y + b.h / 2;
            double dx = fmax(0, fabs(cx - t->ax) - b.w / 2), dy = fmax(0, fabs(cy - t->ay) - b.h / 2);
            double d = dx * dx + dy * dy;
            if (d >= best || sums_box(mine, x, y, w, h) > 0) continue;
            struct kt_box core = {cx - t->w / 2, cy - t->h / 2, t->w, t->h};
            if (!is_free(g, core) || !leader_free(g, t, core)) continue;
            best = d;
            t->x = cx;
            t->y = cy;
        }
    if (!(best < limit)) return false;
    leader_line(t, kt_tag_box(t), g->leader[g->nleader++]);
    t->how = KT_TAG_LEADER;
    return true;
}

/* ---- all of them ---- */

static struct ground ground_new(const struct kt_raster *r, size_t n, const struct kt_box *taken,
                                size_t ntaken, struct kt_arena *a)
{
    struct ground g = {.r = r, .taken = KT_NEW(a, struct kt_box, n + ntaken)};
    g.leader = kt_alloc(a, n, sizeof *g.leader);
    for (size_t i = 0; i < ntaken; i++) g.taken[g.ntaken++] = taken[i];
    return g;
}

/* The innermost square of a zone, for the foot of its leader line. */
static void anchor(const struct ground *g, const struct sums *s, struct kt_tag *t)
{
    for (int size = 9; size >= 1; size -= 2)
        if (best_place(&(struct ground){.r = g->r}, s, size, size, 1, 0, &t->ax, &t->ay)) return;
}

void kt_tags_place(struct kt_tag *tag, size_t n, const struct kt_raster *r, const uint8_t *mine, bool leaders,
                   const struct kt_box *avoid, size_t navoid, struct kt_arena tmp)
{
    struct ground g = ground_new(r, n, NULL, 0, &tmp);
    g.avoid = avoid;
    g.navoid = navoid;
    struct sums all = sums_new(0, 0, r->nx, r->ny, &tmp);
    sums_fill(&all, r, -1, mine);
    uint8_t *seen = KT_NEW(&tmp, uint8_t, n);
    for (int pass = 0; pass < (leaders ? 3 : 1); pass++)
        for (size_t i = 0; i < n; i++) {
            struct kt_arena scratch = tmp;
            struct sums s;
            if (tag[i].how != KT_TAG_NONE || (pass && !seen[i])) continue;
            bool placed = pass && place_beside(&g, &all, &tag[i], pass == 1 ? NEAR_MM : INFINITY);
            if (!placed && pass < 2) {
                if (!window(r, tag[i].zone, &s, &scratch)) continue;
                if (!seen[i]) anchor(&g, &s, &tag[i]);
                seen[i] = 1;
                placed = place_in_zone(&g, &s, &tag[i], leaders && !pass ? FIRM_SHARE : LOOSE_SHARE);
            }
            if (placed) g.taken[g.ntaken++] = kt_tag_box(&tag[i]);
        }
}

/* Share of a box that its majority zone does not cover: busy ground reads badly. */
static double unrest(const struct kt_raster *r, struct kt_box b)
{
    int32_t most = kt_raster_most(r, b);
    int n = 0, off = 0;
    for (double y = b.y; y < b.y + b.h; y += r->step)
        for (double x = b.x; x < b.x + b.w; x += r->step, n++) {
            int i = (int)((x - r->box.x) / r->step), j = (int)((y - r->box.y) / r->step);
            off += i < 0 || j < 0 || i >= r->nx || j >= r->ny || r->zone[j * r->nx + i] != most;
        }
    return n ? (double)off / n : 1;
}

void kt_towns_place(struct kt_tag *tag, size_t n, const struct kt_raster *r, const struct kt_box *taken,
                    size_t ntaken, struct kt_arena tmp)
{
    struct ground g = ground_new(r, n, taken, ntaken, &tmp);
    for (size_t i = 0; i < n; i++) {
        struct kt_tag *t = &tag[i], best = *t;
        double least = INFINITY, dx = t->w / 2 + 1.1, dy = t->h / 2 + 1.1;
        const double where[4][3] = {{dx, 0, 0}, {-dx, 0, 0.08}, {0, -dy, 0.12}, {0, dy, 0.16}};
        for (int k = 0; k < 4; k++) {
            t->x = t->ax + where[k][0];
            t->y = t->ay + where[k][1];
            struct kt_box b = kt_tag_box(t);
            if (b.x < r->box.x || b.y < r->box.y || b.x + b.w > r->box.x + r->box.w ||
                b.y + b.h > r->box.y + r->box.h || !is_free(&g, b))
                continue;
            double cost = unrest(r, b) + where[k][2];
            if (cost >= least) continue;
            least = cost;
            best = *t;
            best.how = KT_TAG_OVER;
        }
        *t = best;
        if (best.how == KT_TAG_NONE) continue;
        g.taken[g.ntaken++] = kt_tag_box(t);
        g.taken[g.ntaken - 1].x -= 0.2;
    }
}
