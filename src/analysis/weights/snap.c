/* snap: which vertices are the same place. Equal coordinates meet in a hash table; what rounding left apart
 * meets in the cells of a lattice of 8 × snap, where each vertex looks at all cells within snap, so that
 * no two vertices are parted by the luck of a cell's edge. Sets grow by union, so the order of vertices
 * does not matter. Expected O(n) while snap is below the spacing of vertices.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "weights_internal.h"

#include <string.h>

static uint64_t mix(uint64_t h)
{
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    h ^= h >> 32;
    h *= 0xd6e8feb86659fd93u;
    return h ^ h >> 32;
}

struct kt_numbering kt_numbering_new(struct kt_arena *a, size_t most)
{
    size_t room = 16;
    while (room < 2 * most) room *= 2;
    struct kt_numbering t = {.mask = room - 1};
    t.key = KT_NEW(a, uint64_t, room);
    t.number = KT_NEW(a, int32_t, room);
    memset(t.number, 0xff, room * sizeof *t.number);
    return t;
}

int32_t kt_numbering_get(struct kt_numbering *t, uint64_t key, bool add)
{
    size_t at = mix(key) & t->mask;
    for (; t->number[at] >= 0; at = (at + 1) & t->mask)
        if (t->key[at] == key) return t->number[at];
    if (!add) return -1;
    t->key[at] = key;
    return t->number[at] = t->n++;
}

/* Distinct coordinate pairs; adding 0 makes -0 and 0 one. */
struct distinct {
    int32_t *slot;
    size_t mask, n;
    double *x, *y;
};

static int32_t distinct_get(struct distinct *d, double x, double y)
{
    uint64_t bx, by;
    x += 0.0;
    y += 0.0;
    memcpy(&bx, &x, sizeof bx);
    memcpy(&by, &y, sizeof by);
    size_t at = mix(bx ^ mix(by)) & d->mask;
    for (; d->slot[at] >= 0; at = (at + 1) & d->mask)
        if (d->x[d->slot[at]] == x && d->y[d->slot[at]] == y) return d->slot[at];
    d->x[d->n] = x;
    d->y[d->n] = y;
    return d->slot[at] = (int32_t)d->n++;
}

static int32_t root_of(int32_t *parent, int32_t v)
{
    while (parent[v] != v) v = parent[v] = parent[parent[v]];
    return v;
}

/* The lower number is the root, so numbers stay in order of appearance. */
static void unite(int32_t *parent, int32_t a, int32_t b)
{
    a = root_of(parent, a);
    b = root_of(parent, b);
    if (a < b)
        parent[b] = a;
    else
        parent[a] = b;
}

struct lattice {
    double side;
    struct kt_numbering cell;
    int32_t *head, *next; /* vertices of a cell, as lists */
};

static uint64_t cell_key(double cx, double cy)
{
    return mix((uint64_t)(int64_t)cx) ^ (uint64_t)(int64_t)cy * 0x9e3779b97f4a7c15u;
}

static void unite_near(struct lattice *l, const struct distinct *d, int32_t v, double snap, int32_t *parent)
{
    double x = d->x[v], y = d->y[v];
    double i1 = floor((x + snap) / l->side), j1 = floor((y + snap) / l->side);
    for (double i = floor((x - snap) / l->side); i <= i1; i++) {
        for (double j = floor((y - snap) / l->side); j <= j1; j++) {
            int32_t c = kt_numbering_get(&l->cell, cell_key(i, j), false);
            for (int32_t u = c < 0 ? -1 : l->head[c]; u >= 0; u = l->next[u]) {
                double dx = d->x[u] - x, dy = d->y[u] - y;
                if (dx * dx + dy * dy <= snap * snap) unite(parent, u, v);
            }
        }
    }
    int32_t home = kt_numbering_get(&l->cell, cell_key(floor(x / l->side), floor(y / l->side)), true);
    l->next[v] = l->head[home];
    l->head[home] = v;
}

size_t kt_snap_vertices(const double *x, const double *y, size_t n, double snap, int32_t *place, double **px,
                        double **py, struct kt_arena *a)
{
    struct distinct d = {.mask = 15};
    while (d.mask < 2 * n) d.mask = 2 * d.mask + 1;
    d.x = KT_NEW(a, double, n);
    d.y = KT_NEW(a, double, n);
    *px = d.x;
    *py = d.y;
    struct kt_arena tmp = *a;
    d.slot = KT_NEW(&tmp, int32_t, d.mask + 1);
    memset(d.slot, 0xff, (d.mask + 1) * sizeof *d.slot);
    for (size_t v = 0; v < n; v++) place[v] = distinct_get(&d, x[v], y[v]);

    struct lattice l = {.side = 8 * snap, .cell = kt_numbering_new(&tmp, d.n)};
    l.head = KT_NEW(&tmp, int32_t, d.n + 1);
    l.next = KT_NEW(&tmp, int32_t, d.n + 1);
    memset(l.head, 0xff, (d.n + 1) * sizeof *l.head);
    int32_t *parent = KT_NEW(&tmp, int32_t, d.n + 1), *number = KT_NEW(&tmp, int32_t, d.n + 1);
    for (size_t v = 0; v < d.n; v++) parent[v] = (int32_t)v;
    for (size_t v = 0; v < d.n; v++) unite_near(&l, &d, (int32_t)v, snap, parent);
    size_t count = 0;
    for (size_t v = 0; v < d.n; v++) {
        int32_t r = root_of(parent, (int32_t)v);
        if ((size_t)r != v) {
            number[v] = number[r];
            continue;
        }
        d.x[count] = d.x[v];
        d.y[count] = d.y[v];
        number[v] = (int32_t)count++;
    }
    for (size_t v = 0; v < n; v++) place[v] = number[place[v]];
    return count;
}
