/* surface: the searches of graphs on a raster, whose arcs are worked out as they are met.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <katve/surface.h>

#include "graph/reach_internal.h"
#include "graph/two_internal.h"

/* A move and the two cells that it passes between (diagonal) or through (knight). */
struct move {
    int ex, ey, ax, ay, bx, by;
    double part; /* milliseconds for a pace of 1 in each cell that it counts */
};
enum { STRAIGHT = 4, DIAGONAL = 8, MOVES = 16 };

struct moves {
    size_t n;
    struct move at[MOVES];
};

static struct moves moves_of(const struct kt_surface *s)
{
    static const int step[MOVES][2] = {{1, 0},  {-1, 0},  {0, 1},  {0, -1}, {1, 1},  {-1, 1},
                                       {1, -1}, {-1, -1}, {1, 2},  {-1, 2}, {1, -2}, {-1, -2},
                                       {2, 1},  {-2, 1},  {2, -1}, {-2, -1}};
    struct moves m = {.n = s->neighbours == MOVES ? MOVES : DIAGONAL};
    for (size_t i = 0; i < m.n; i++) {
        int ex = step[i][0], ey = step[i][1];
        double length = hypot(ex * s->dx, ey * s->dy);
        struct move *k = &m.at[i];
        *k = (struct move){.ex = ex, .ey = ey, .part = 1000 * length / (i < DIAGONAL ? 2 : 4)};
        if (i >= DIAGONAL) {
            bool tall = ey == 2 || ey == -2;
            k->ax = tall ? 0 : ex / 2, k->ay = tall ? ey / 2 : 0;
            k->bx = tall ? ex : ex / 2, k->by = tall ? ey / 2 : ey;
        } else if (i >= STRAIGHT) {
            k->ax = ex, k->by = ey;
        }
    }
    return m;
}

/* The arc of move `i` from cell v at (x, y); false when there is none. */
static inline bool arc(const struct kt_surface *s, const struct moves *m, size_t i, int32_t v, int x, int y,
                       int32_t *head, int32_t *cost)
{
    const struct move *k = &m->at[i];
    if ((uint32_t)(x + k->ex) >= (uint32_t)s->nx || (uint32_t)(y + k->ey) >= (uint32_t)s->ny) return false;
    int32_t u = v + k->ey * s->nx + k->ex;
    double sum = (double)s->pace[v] + (double)s->pace[u];
    if (i >= STRAIGHT) {
        double a = (double)s->pace[v + k->ay * s->nx + k->ax], b = (double)s->pace[v + k->by * s->nx + k->bx];
        if (i >= DIAGONAL)
            sum += a + b; /* the same either way, as sums of two don't depend on their order */
        else if (isnan(a) && isnan(b))
            return false;
    }
    if (isnan(sum)) return false;
    *head = u;
    *cost = (int32_t)fmin(rint(sum * k->part), KT_FAR - 1);
    return true;
}

/* Half of what the mean move costs. */
static int64_t bucket_hint(const struct kt_surface *s)
{
    double sum = 0;
    size_t n = 0, all = (size_t)s->nx * (size_t)s->ny;
    for (size_t v = 0; v < all; v++)
        if (!isnan(s->pace[v])) sum += (double)s->pace[v], n++;
    return n ? (int64_t)fmin(500 * sum / (double)n * fmin(s->dx, s->dy), KT_FAR - 1) : 1;
}

void kt_surface_reach_init(struct kt_reach *w, const struct kt_surface *s, int32_t cutoff,
                           struct kt_arena *keep)
{
    reach_init(w, (size_t)s->nx * (size_t)s->ny, bucket_hint(s), cutoff, keep);
}

void kt_surface_reach(struct kt_reach *w, const struct kt_surface *s, const struct kt_start *start,
                      size_t nstart, int32_t cutoff)
{
    struct moves m = moves_of(s);
    int32_t u, cost;
    reach_begin(w, start, nstart, cutoff);
    for (int32_t v; (v = bucket_take(w->room)) >= 0;) {
        int32_t spare = cutoff - w->cost[v];
        int x = v % s->nx, y = v / s->nx;
        for (size_t i = 0; i < m.n; i++)
            if (arc(s, &m, i, v, x, y, &u, &cost) && cost <= spare) reach_relax(w, u, w->cost[v] + cost);
    }
}

void kt_surface_nearest_two(const struct kt_surface *s, const struct kt_start *start, const uint32_t *first,
                            size_t nsite, int32_t *cost1, int32_t *site1, int32_t *cost2, int32_t *site2,
                            struct kt_arena tmp)
{
    struct moves m = moves_of(s);
    size_t n = (size_t)s->nx * (size_t)s->ny;
    struct two t = two_open(n, bucket_hint(s), start, first, nsite, &tmp);
    int32_t u, cost;
    for (int32_t item; (item = bucket_take(&t.queue)) >= 0;) {
        int32_t v = item / 2;
        struct label l = t.at[v][item & 1];
        int x = v % s->nx, y = v / s->nx;
        for (size_t i = 0; i < m.n; i++)
            if (arc(s, &m, i, v, x, y, &u, &cost) && cost < KT_FAR - l.cost)
                two_offer(&t, u, (struct label){l.cost + cost, l.site});
    }
    two_tell(&t, n, cost1, site1, cost2, site2);
}
