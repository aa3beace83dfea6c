/* paper: outlines as they lie on a map's paper, as fine as they may be.
 *
 * Every piece of line costs some four bytes of a page and the time to print them. A map may have so many for its size, so
 * that a page stays under 80 kB whatever its source: where there would be more, it is drawn a little coarser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "map_internal.h"

#define PIECES_PER_MM2 0.5
#define PIECES_MOST    11000
#define PIECES_LEAST   1500 /* an inset is there to show what is small */
#define WATER_SHARE    0.4  /* of these, at most */
#define COARSER        1.2
#define BESIDE_COARSER 3.0 /* pale borders between neighbours */
#define ISLET_MM2      0.1
#define MARGIN_MM      1.0 /* lines are not wider */
enum { STEPS_MOST = 24 };

/* ---- vertices ---- */

/* On which sides of the frame a place lies; 0: on it. */
static unsigned beyond(const struct kt_box *b, double x, double y)
{
    return (unsigned)(x < b->x - MARGIN_MM) | (unsigned)(x > b->x + b->w + MARGIN_MM) << 1 |
           (unsigned)(y < b->y - MARGIN_MM) << 2 | (unsigned)(y > b->y + b->h + MARGIN_MM) << 3;
}

/* Of vertices beyond one side of the frame the first and last are as good as all. */
static size_t without_unseen(const struct kt_box *b, double *x, double *y, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0, j; i < n; i = j + 1) {
        unsigned side = beyond(b, x[i], y[i]);
        for (j = i; j + 1 < n && (side & beyond(b, x[j + 1], y[j + 1])); j++)
            side &= beyond(b, x[j + 1], y[j + 1]);
        x[kept] = x[i], y[kept++] = y[i];
        if (j > i) x[kept] = x[j], y[kept++] = y[j];
    }
    return kept;
}

/* Vertices that fall together on the grid become one. */
size_t kt_to_paper(const struct kt_frame *f, double *x, double *y, size_t n)
{
    const double grid = f->grid * 72 / 25.4;
    size_t kept = 0;
    for (size_t v = 0; v < n; v++) {
        double px = round(kt_px(f, x[v]) * grid) / grid, py = round(kt_py(f, y[v]) * grid) / grid;
        bool end = v + 1 == n;
        if (kept > 1 && end && px == x[kept - 1] && py == y[kept - 1]) kept--;
        if (kept > 0 && !end && px == x[kept - 1] && py == y[kept - 1]) continue;
        x[kept] = px;
        y[kept++] = py;
    }
    return without_unseen(&f->box, x, y, kept);
}

/* ---- borders ---- */

static void put_arcs(struct kt_body *b, struct kt_arena *a)
{
    const struct kt_level_outlines *o = b->o;
    b->px = KT_NEW(a, double *, o->narc);
    b->py = KT_NEW(a, double *, o->narc);
    b->np = KT_NEW(a, size_t, o->narc);
    for (size_t z = 0; z < o->nzone; z++) {
        if (!kt_body_shows(b, z)) continue;
        for (size_t q = o->ref_of[o->ring_of[z]]; q < o->ref_of[o->ring_of[z + 1]]; q++) {
            size_t arc = kt_ref_arc(o->ref[q]);
            if (b->px[arc]) continue;
            double *x = b->px[arc] = KT_NEW(a, double, o->arc[arc].n);
            double *y = b->py[arc] = KT_NEW(a, double, o->arc[arc].n);
            bool beside =
                !b->mine[o->arc[arc].zone] && (o->arc[arc].other < 0 || !b->mine[o->arc[arc].other]);
            double tolerance = b->f.tolerance * (beside ? BESIDE_COARSER : 1);
            b->np[arc] = kt_to_paper(&b->f, x, y, kt_arc_points(o, arc, tolerance, x, y));
        }
    }
}

bool kt_body_unseen(const struct kt_body *b, size_t arc)
{
    const double *x = b->px[arc], *y = b->py[arc];
    return b->np[arc] == 2 && (beyond(&b->f.box, x[0], y[0]) & beyond(&b->f.box, x[1], y[1]));
}

struct kt_body kt_body_new(struct kt_canvas *cv, const struct kt_map *m, struct kt_frame f,
                           struct kt_arena *a)
{
    struct kt_body b = {.cv = cv,
                        .m = m,
                        .zones = &m->outlines->study->level[m->level],
                        .o = &m->outlines->level[m->level],
                        .f = f,
                        .islet_mm2 = ISLET_MM2,
                        .leaders = m->own >= 0};
    double may = fmin(PIECES_MOST, fmax(PIECES_LEAST, PIECES_PER_MM2 * f.box.w * f.box.h));
    b.mine = KT_NEW(a, uint8_t, b.o->nzone);
    for (size_t z = 0; z < b.o->nzone; z++)
        b.mine[z] = m->own < 0 || !b.zones->parent || b.zones->parent[z] == m->own;
    may -= (double)kt_water_to_paper(&b, WATER_SHARE * may, a);
    struct kt_arena from = *a;
    put_arcs(&b, a);
    for (int i = 0; i < STEPS_MOST && (double)kt_body_pieces(&b) > may; i++) {
        *a = from;
        b.f.tolerance *= COARSER;
        b.islet_mm2 *= COARSER;
        put_arcs(&b, a);
    }
    return b;
}
