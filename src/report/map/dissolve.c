/* dissolve: the outline around all zones of one group: of a colour, of a hatch.
 *
 * Arcs with the group on one side only are joined end to end. Every meeting point has an even number
 * of them, so a walk that takes any arc not yet taken gets stuck only where it began, and the even-odd
 * rule fills the right side whichever way it went.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "map_internal.h"

#include <cairo.h>
#include <stdlib.h>

struct end {
    double x, y;
    size_t arc;
    bool last; /* the arc's last vertex, else its first */
};

static int by_place(const void *p, const void *q)
{
    const struct end *a = p, *b = q;
    if (a->x != b->x) return a->x < b->x ? -1 : 1;
    if (a->y != b->y) return a->y < b->y ? -1 : 1;
    if (a->arc != b->arc) return a->arc < b->arc ? -1 : 1;
    return (int)a->last - (int)b->last;
}

static size_t edge_arcs(const struct kt_body *b, const int *group, int which, struct end *end)
{
    size_t n = 0;
    for (size_t a = 0; a < b->o->narc; a++) {
        const struct kt_arc *arc = &b->o->arc[a];
        bool one = group[arc->zone] == which, two = arc->shared && group[arc->other] == which;
        if (!b->px[a] || one == two) continue;
        if (kt_body_islet(b, a)) continue;
        size_t m = b->np[a] - 1;
        end[n++] = (struct end){b->px[a][0], b->py[a][0], a, false};
        end[n++] = (struct end){b->px[a][m], b->py[a][m], a, true};
    }
    qsort(end, n, sizeof *end, by_place);
    return n;
}

/* An arc not yet taken that begins or ends here. */
static const struct end *next_arc(const struct end *end, size_t n, const uint8_t *taken, double x, double y)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (end[mid].x < x || (end[mid].x == x && end[mid].y < y))
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < n && end[lo].x == x && end[lo].y == y; lo++)
        if (!taken[end[lo].arc]) return &end[lo];
    return NULL;
}

void kt_body_path(const struct kt_body *b, const int *group, int which, struct kt_arena tmp)
{
    cairo_t *cr = kt_canvas_cairo(b->cv);
    struct end *end = KT_NEW(&tmp, struct end, 2 * b->o->narc);
    uint8_t *taken = KT_NEW(&tmp, uint8_t, b->o->narc);
    size_t n = edge_arcs(b, group, which, end);
    for (size_t i = 0; i < n; i++) {
        const struct end *e = taken[end[i].arc] ? NULL : &end[i];
        if (!e) continue;
        cairo_move_to(cr, e->x, e->y);
        while (e) {
            size_t a = e->arc, m = b->np[a];
            taken[a] = 1;
            for (size_t v = 1; v < m; v++) {
                size_t w = e->last ? m - 1 - v : v;
                cairo_line_to(cr, b->px[a][w], b->py[a][w]);
            }
            size_t tip = e->last ? 0 : m - 1;
            e = next_arc(end, n, taken, b->px[a][tip], b->py[a][tip]);
        }
        cairo_close_path(cr);
    }
}
