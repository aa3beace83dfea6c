/* road_net: lines become edges between crossings. Two lines meet where they have a vertex in common, or an end
 * where the source joins ends only; a bridge that only crosses on the map has none. Shapes keep all their
 * vertices.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "roads_internal.h"

#include <katve/geo.h>
#include <stdlib.h>
#include <string.h>

struct kt_road_net {
    double *x, *y, *sx, *sy;
    size_t nvert, vert_cap;
    uint32_t *first; /* nline + 1 */
    struct kt_way *way;
    size_t nline, line_cap;
};

struct kt_road_net *kt_road_net_open(void)
{
    struct kt_road_net *net = calloc(1, sizeof *net);
    if (!net) abort();
    return net;
}

void kt_road_net_free(struct kt_road_net *net)
{
    free(net->x);
    free(net->y);
    free(net->sx);
    free(net->sy);
    free(net->first);
    free(net->way);
    free(net);
}

static void *wider(void *p, size_t n, size_t size)
{
    void *q = realloc(p, n * size);
    if (!q) abort();
    return q;
}

bool kt_road_net_add(struct kt_road_net *net, const double *x, const double *y, const double *sx,
                     const double *sy, size_t n, const struct kt_way *way)
{
    if (net->nvert + n > net->vert_cap) {
        net->vert_cap = 2 * (net->nvert + n) + 1024;
        double **all[] = {&net->x, &net->y, &net->sx, &net->sy};
        for (size_t i = 0; i < 4; i++) *all[i] = wider(*all[i], net->vert_cap, sizeof(double));
    }
    if (net->nline + 2 > net->line_cap) {
        net->line_cap = 2 * net->nline + 256;
        net->first = wider(net->first, net->line_cap, sizeof *net->first);
        net->way = wider(net->way, net->line_cap, sizeof *net->way);
    }
    size_t from = net->nvert, to = from;
    for (size_t i = 0; i < n; i++) {
        if (to > from && sx[i] == net->sx[to - 1] && sy[i] == net->sy[to - 1]) continue;
        net->x[to] = x[i];
        net->y[to] = y[i];
        net->sx[to] = sx[i];
        net->sy[to++] = sy[i];
    }
    if (to - from < 2) return false;
    net->first[net->nline] = (uint32_t)from;
    net->way[net->nline++] = *way;
    net->nvert = to;
    net->first[net->nline] = (uint32_t)to;
    return true;
}

/* ---- which vertices are the same place ---- */

struct places {
    size_t n, mask;
    int64_t (*key)[2]; /* of each place */
    int32_t *slot;     /* hash -> place, -1 free */
};

static size_t hash(const int64_t k[2])
{
    uint64_t h = (uint64_t)k[0] * 0x9e3779b97f4a7c15u ^ ((uint64_t)k[1] * 0xc2b2ae3d27d4eb4fu + 0x165667b1);
    return h ^ h >> 29 ^ h >> 47;
}

static int32_t place_of(struct places *p, const int64_t k[2])
{
    for (size_t i = hash(k) & p->mask;; i = (i + 1) & p->mask) {
        int32_t at = p->slot[i];
        if (at < 0) {
            memcpy(p->key[p->n], k, sizeof p->key[0]);
            p->slot[i] = (int32_t)p->n;
            return (int32_t)p->n++;
        }
        if (p->key[at][0] == k[0] && p->key[at][1] == k[1]) return at;
    }
}

/* place[v] of every vertex, numbered as met. */
static size_t find_places(const struct kt_road_net *net, double unit, int32_t *place, struct kt_arena tmp)
{
    struct places p = {.mask = 1023};
    while (p.mask + 1 < 2 * net->nvert) p.mask = 2 * p.mask + 1;
    p.slot = KT_NEW(&tmp, int32_t, p.mask + 1);
    memset(p.slot, -1, (p.mask + 1) * sizeof *p.slot);
    p.key = (int64_t(*)[2])kt_alloc(&tmp, net->nvert, sizeof *p.key);
    for (size_t v = 0; v < net->nvert; v++) {
        int64_t k[2] = {llround(net->sx[v] / unit), llround(net->sy[v] / unit)};
        place[v] = place_of(&p, k);
    }
    return p.n;
}

/* Loose ends within `snap_m` of an end become the same place, the lowest of them: what a drawing
 * program left a centimetre apart. */
static void snap_ends(const struct kt_road_net *net, double snap_m, int32_t *place, size_t nplace,
                      struct kt_arena tmp)
{
    double *x = kt_doubles(&tmp, nplace, NAN), *y = kt_doubles(&tmp, nplace, NAN);
    int32_t *lead = KT_NEW(&tmp, int32_t, nplace), near[64];
    for (size_t i = 0; i < nplace; i++) lead[i] = (int32_t)i;
    for (size_t l = 0; l < net->nline; l++)
        for (int end = 0; end < 2; end++) {
            uint32_t v = end ? net->first[l + 1] - 1 : net->first[l];
            x[place[v]] = net->x[v];
            y[place[v]] = net->y[v];
        }
    struct kt_grid g = kt_grid_build(&tmp, x, y, nplace, NULL, snap_m * 2);
    for (size_t i = 0; i < nplace; i++) {
        if (isnan(x[i])) continue;
        size_t n = kt_grid_within(&g, x[i], y[i], snap_m, near, NULL, 64);
        for (size_t k = 0; k < n && k < 64; k++) {
            int32_t a = (int32_t)i, b = near[k];
            while (lead[a] != a) a = lead[a];
            while (lead[b] != b) b = lead[b];
            if (a < b)
                lead[b] = a;
            else
                lead[a] = b;
        }
    }
    for (size_t v = 0; v < net->nvert; v++)
        while (lead[place[v]] != place[v]) place[v] = lead[place[v]];
}

/* ---- pieces between crossings ---- */

struct piece {
    uint32_t from, to; /* vertices, both included */
    int32_t node[2];
    uint32_t line;
};

/* A place is a crossing where a line ends or where it is met twice. */
static uint8_t *find_crossings(const struct kt_road_net *net, const int32_t *place, size_t nplace,
                               struct kt_arena *tmp)
{
    uint8_t *met = KT_NEW(tmp, uint8_t, nplace);
    for (size_t l = 0; l < net->nline; l++)
        for (uint32_t v = net->first[l]; v < net->first[l + 1]; v++) {
            bool end = v == net->first[l] || v + 1 == net->first[l + 1];
            met[place[v]] = (uint8_t)(met[place[v]] || end ? 2 : 1);
        }
    for (size_t i = 0; i < nplace; i++) met[i] = met[i] == 2;
    return met;
}

/* Ends that lie on a vertex in the middle of another line. */
static size_t count_touching(const struct kt_road_net *net, const int32_t *place, size_t nplace,
                             struct kt_arena tmp)
{
    uint8_t *inner = KT_NEW(&tmp, uint8_t, nplace);
    size_t n = 0;
    for (size_t l = 0; l < net->nline; l++)
        for (uint32_t v = net->first[l] + 1; v + 1 < net->first[l + 1]; v++) inner[place[v]] = 1;
    for (size_t l = 0; l < net->nline; l++)
        n += (size_t)inner[place[net->first[l]]] + inner[place[net->first[l + 1] - 1]];
    return n;
}

/* `crossing` NULL: lines are whole. */
static size_t cut_pieces(const struct kt_road_net *net, const int32_t *place, const uint8_t *crossing,
                         struct piece *piece)
{
    size_t n = 0;
    for (size_t l = 0; l < net->nline; l++) {
        uint32_t from = net->first[l];
        for (uint32_t v = from + 1; v < net->first[l + 1]; v++) {
            if (v + 1 < net->first[l + 1] && !(crossing && crossing[place[v]])) continue;
            if (piece) piece[n] = (struct piece){from, v, {place[from], place[v]}, (uint32_t)l};
            n++;
            from = v;
        }
    }
    return n;
}

/* ---- chains ---- */

struct chain_end {
    uint32_t n, piece[2];
};

static bool alike(const struct kt_way *a, const struct kt_way *b, bool turned)
{
    if (!isnan(a->ferry_min) || !isnan(b->ferry_min)) return false;
    if (a->doorless != b->doorless) return false;
    if (a->kmh != (turned ? b->kmh_back : b->kmh) || a->kmh_back != (turned ? b->kmh : b->kmh_back))
        return false;
    for (int m = 0; m < KT_ROAD_MODES; m++) {
        uint8_t o = b->open[m];
        if (turned) o = (uint8_t)((o & KT_FORTH ? KT_BACK : 0) | (o & KT_BACK ? KT_FORTH : 0));
        if (a->open[m] != o) return false;
    }
    return true;
}

struct chains {
    const struct kt_road_net *net;
    const struct piece *piece;
    size_t npiece;
    struct chain_end *at; /* per place */
    uint8_t *used;
};

/* The piece that continues `p` beyond its end `k`, travelled alike; -1 at a crossing. *turned: it is drawn
 * the other way. */
static int64_t follow(const struct chains *c, size_t p, int k, bool turned, bool *next_turned)
{
    int32_t node = c->piece[p].node[k];
    const struct chain_end *e = &c->at[node];
    if (e->n != 2) return -1;
    size_t q = e->piece[0] == p ? e->piece[1] : e->piece[0];
    if (q == p || c->used[q]) return -1;
    /* It enters q at its from-end when q is drawn in the direction of travel. */
    *next_turned = c->piece[q].node[0] != node;
    const struct kt_way *a = &c->net->way[c->piece[p].line], *b = &c->net->way[c->piece[q].line];
    return alike(a, b, turned != *next_turned) ? (int64_t)q : -1;
}

static void add_shape(const struct kt_road_net *net, struct piece p, bool turned, bool skip_first,
                      struct kt_roads *r)
{
    uint32_t n = p.to - p.from + 1;
    for (uint32_t i = skip_first; i < n; i++) {
        uint32_t v = turned ? p.to - i : p.from + i;
        r->vx[r->nvert] = net->x[v];
        r->vy[r->nvert++] = net->y[v];
    }
}

static void finish_edge(struct kt_roads *r, const struct kt_way *way, bool turned)
{
    size_t e = r->nedge++;
    double length = 0;
    for (size_t v = r->first[e] + 1; v < r->nvert; v++)
        length += hypot(r->vx[v] - r->vx[v - 1], r->vy[v] - r->vy[v - 1]);
    r->first[e + 1] = (uint32_t)r->nvert;
    r->length_m[e] = (float)length;
    r->kmh[e] = turned ? way->kmh_back : way->kmh;
    r->kmh_back[e] = turned ? way->kmh : way->kmh_back;
    r->ferry_min[e] = way->ferry_min;
    r->doorless[e] = way->doorless;
    for (int m = 0; m < KT_ROAD_MODES; m++) {
        uint8_t o = way->open[m];
        r->open[m][e] = turned ? (uint8_t)((o & KT_FORTH ? KT_BACK : 0) | (o & KT_BACK ? KT_FORTH : 0)) : o;
    }
}

/* Walks back to the beginning of p's chain, then forth to its end. */
static void add_chain(struct chains *c, size_t p, struct kt_roads *r)
{
    bool turned = false, t;
    size_t first = p;
    for (size_t steps = 0; steps < c->npiece; steps++) {
        bool way = turned;
        int64_t q = follow(c, p, way ? 1 : 0, !way, &t);
        if (q < 0 || (size_t)q == first) break;
        p = (size_t)q;
        turned = !t;
    }
    struct kt_way way = c->net->way[c->piece[p].line];
    bool drawn_back = turned;
    r->from[r->nedge] = c->piece[p].node[turned];
    for (bool more = false;; more = true) {
        c->used[p] = 1;
        add_shape(c->net, c->piece[p], turned, more, r);
        r->to[r->nedge] = c->piece[p].node[!turned];
        int64_t q = follow(c, p, turned ? 0 : 1, turned, &t);
        if (q < 0) break;
        p = (size_t)q;
        turned = t;
    }
    finish_edge(r, &way, drawn_back);
}

static void build_edges(struct chains *c, struct kt_roads *r)
{
    for (size_t p = 0; p < c->npiece; p++)
        for (int k = 0; k < 2; k++) {
            struct chain_end *e = &c->at[c->piece[p].node[k]];
            if (e->n < 2) e->piece[e->n] = (uint32_t)p;
            e->n++;
        }
    for (size_t p = 0; p < c->npiece; p++)
        if (!c->used[p]) add_chain(c, p, r);
}

/* Nodes are the places at ends of edges, numbered as met. */
static void name_nodes(const struct kt_road_net *net, const struct piece *piece, size_t npiece, size_t nplace,
                       struct kt_roads *r, struct kt_arena *keep, struct kt_arena tmp)
{
    int32_t *name = KT_NEW(&tmp, int32_t, nplace);
    double *x = KT_NEW(&tmp, double, nplace), *y = KT_NEW(&tmp, double, nplace);
    memset(name, -1, nplace * sizeof *name);
    for (size_t p = 0; p < npiece; p++)
        for (int k = 0; k < 2; k++) {
            uint32_t v = k ? piece[p].to : piece[p].from;
            x[piece[p].node[k]] = net->x[v];
            y[piece[p].node[k]] = net->y[v];
        }
    r->x = KT_NEW(keep, double, 2 * r->nedge);
    r->y = KT_NEW(keep, double, 2 * r->nedge);
    for (size_t e = 0; e < r->nedge; e++)
        for (int k = 0; k < 2; k++) {
            int32_t *end = k ? &r->to[e] : &r->from[e];
            if (name[*end] < 0) {
                name[*end] = (int32_t)r->nnode;
                r->x[r->nnode] = x[*end];
                r->y[r->nnode++] = y[*end];
            }
            *end = name[*end];
        }
}

size_t kt_road_net_build(struct kt_road_net *net, const struct kt_road_joint *joint, struct kt_roads *roads,
                         struct kt_arena *keep, struct kt_arena tmp)
{
    const char *credit = roads->credit;
    *roads = (struct kt_roads){.credit = credit};
    if (!net->nline) return 0;
    int32_t *place = KT_NEW(&tmp, int32_t, net->nvert);
    size_t nplace = find_places(net, joint->unit, place, tmp);
    if (joint->snap_m > 0) snap_ends(net, joint->snap_m, place, nplace, tmp);
    const uint8_t *crossing = joint->ends_only ? NULL : find_crossings(net, place, nplace, &tmp);
    struct chains c = {.net = net, .npiece = cut_pieces(net, place, crossing, NULL)};
    struct piece *piece = KT_NEW(&tmp, struct piece, c.npiece);
    cut_pieces(net, place, crossing, piece);
    c.piece = piece;
    c.at = KT_NEW(&tmp, struct chain_end, nplace);
    c.used = KT_NEW(&tmp, uint8_t, c.npiece);
    roads->from = KT_NEW(keep, int32_t, c.npiece);
    roads->to = KT_NEW(keep, int32_t, c.npiece);
    roads->length_m = KT_NEW(keep, float, c.npiece);
    roads->kmh = KT_NEW(keep, float, c.npiece);
    roads->kmh_back = KT_NEW(keep, float, c.npiece);
    roads->ferry_min = KT_NEW(keep, float, c.npiece);
    roads->doorless = KT_NEW(keep, uint8_t, c.npiece);
    for (int m = 0; m < KT_ROAD_MODES; m++) roads->open[m] = KT_NEW(keep, uint8_t, c.npiece);
    roads->first = KT_NEW(keep, uint32_t, c.npiece + 1);
    roads->vx = KT_NEW(keep, double, net->nvert + c.npiece);
    roads->vy = KT_NEW(keep, double, net->nvert + c.npiece);
    build_edges(&c, roads);
    name_nodes(net, piece, c.npiece, nplace, roads, keep, tmp);
    return joint->ends_only ? count_touching(net, place, nplace, tmp) : 0;
}
