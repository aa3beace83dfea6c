/* dissolve: arcs joined end to end: the outline around all zones of one group (of a colour, of a hatch), and the
 * lines of one pen.
 *
 * Around a group every meeting point has an even number of its arcs, so a walk that takes any arc not yet taken gets
 * stuck only where it began, and the even-odd rule fills the right side whichever way it went. Lines may end where an
 * odd number meets: walks begin there first.
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

/* Both ends of the arcs that are asked for, by place. */
static struct end *ends_of(const struct kt_body *b, const uint8_t *asked, size_t *count,
                           struct kt_arena *keep)
{
    size_t n = 0;
    for (size_t i = 0; i < b->o->narc; i++) n += asked[i] != 0;
    struct end *end = KT_NEW(keep, struct end, 2 * n);
    n = 0;
    for (size_t a = 0; a < b->o->narc; a++) {
        if (!asked[a]) continue;
        size_t m = b->np[a] - 1;
        end[n++] = (struct end){b->px[a][0], b->py[a][0], a, false};
        end[n++] = (struct end){b->px[a][m], b->py[a][m], a, true};
    }
    qsort(end, n, sizeof *end, by_place);
    *count = n;
    return end;
}

/* An arc not yet taken that begins or ends here. */
static const struct end *next_arc(const struct end *end, size_t n, const uint8_t *left, double x, double y)
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
        if (left[end[lo].arc]) return &end[lo];
    return NULL;
}

/* From one end on, arc after arc, until none is left to go on with. */
static void walk(const struct kt_body *b, const struct end *end, size_t n, const struct end *e, uint8_t *left)
{
    cairo_t *cr = kt_canvas_cairo(b->cv);
    cairo_move_to(cr, e->x, e->y);
    while (e) {
        size_t a = e->arc, m = b->np[a];
        left[a] = 0;
        for (size_t v = 1; v < m; v++) {
            size_t w = e->last ? m - 1 - v : v;
            cairo_line_to(cr, b->px[a][w], b->py[a][w]);
        }
        size_t tip = e->last ? 0 : m - 1;
        e = next_arc(end, n, left, b->px[a][tip], b->py[a][tip]);
    }
}

void kt_body_path(const struct kt_body *b, const int *group, int which, struct kt_arena tmp)
{
    uint8_t *left = KT_NEW(&tmp, uint8_t, b->o->narc);
    for (size_t a = 0; a < b->o->narc; a++) {
        const struct kt_arc *arc = &b->o->arc[a];
        bool one = group[arc->zone] == which, two = arc->shared && group[arc->other] == which;
        left[a] = b->px[a] && one != two && !kt_body_islet(b, a);
    }
    size_t n;
    const struct end *end = ends_of(b, left, &n, &tmp);
    for (size_t i = 0; i < n; i++) {
        if (!left[end[i].arc]) continue;
        walk(b, end, n, &end[i], left);
        cairo_close_path(kt_canvas_cairo(b->cv));
    }
}

void kt_body_lines(const struct kt_body *b, uint8_t *left, struct kt_arena tmp)
{
    size_t n;
    const struct end *end = ends_of(b, left, &n, &tmp);
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && end[j].x == end[i].x && end[j].y == end[i].y;) j++;
        const struct end *e = (j - i) % 2 ? next_arc(end, n, left, end[i].x, end[i].y) : NULL;
        if (e) walk(b, end, n, e, left);
    }
    for (size_t i = 0; i < n; i++)
        if (left[end[i].arc]) walk(b, end, n, &end[i], left);
}
