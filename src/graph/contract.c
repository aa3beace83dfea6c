/* contract: contraction of a patch (Geisberger, Sanders, Schultes and Delling 2008, WEA).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/contract_internal.h"
#include "graph/heap_internal.h"

#include <string.h>

/* A witness that is missed costs an arc too many, never a wrong answer: the search may stop early. */
enum { SETTLE_MOST = 32 };

struct contraction {
    struct kt_patch *p;
    struct heap queue, search;
    int32_t *cost, *touched; /* of the witness search; KT_FAR outside it */
    size_t ntouched;
    int32_t *depth;
    uint32_t most;
};

static void put(struct kt_patch *p, int32_t u, struct kt_link l)
{
    struct kt_links *s = &p->links[u];
    for (uint32_t i = 0; i < s->n; i++) {
        if (s->at[i].node != l.node) continue;
        if (l.to < s->at[i].to) s->at[i].to = l.to;
        if (l.from < s->at[i].from) s->at[i].from = l.from;
        return;
    }
    if (s->n == s->cap) {
        uint32_t cap = s->cap ? 2 * s->cap : 4;
        struct kt_link *wider = KT_NEW(p->room, struct kt_link, cap);
        if (s->n) memcpy(wider, s->at, s->n * sizeof *wider);
        s->at = wider;
        s->cap = cap;
    }
    s->at[s->n++] = l;
}

void kt_patch_link(struct kt_patch *p, int32_t u, int32_t v, int32_t to, int32_t from)
{
    put(p, u, (struct kt_link){v, to, from});
    put(p, v, (struct kt_link){u, from, to});
}

static void reach(struct contraction *c, int32_t v, int32_t cost)
{
    if (cost >= c->cost[v]) return;
    if (c->cost[v] == KT_FAR) c->touched[c->ntouched++] = v;
    c->cost[v] = cost;
    heap_push(&c->search, (struct heap_item){cost, v});
}

/* Costs from u without v, up to `far`. */
static void search_round(struct contraction *c, int32_t u, int32_t v, int32_t far)
{
    for (size_t i = 0; i < c->ntouched; i++) c->cost[c->touched[i]] = KT_FAR;
    c->ntouched = c->search.n = 0;
    reach(c, u, 0);
    for (int settled = 0; c->search.n && settled < SETTLE_MOST;) {
        struct heap_item x = heap_pop(&c->search);
        if (x.key > c->cost[x.node]) continue;
        if (x.key > far) return;
        settled++;
        const struct kt_links *s = &c->p->links[x.node];
        for (uint32_t i = 0; i < s->n; i++)
            if (s->at[i].node != v && s->at[i].to <= far - x.key)
                reach(c, s->at[i].node, x.key + s->at[i].to);
    }
}

static int32_t direct(const struct kt_patch *p, int32_t u, int32_t w)
{
    const struct kt_links *s = &p->links[u];
    for (uint32_t i = 0; i < s->n; i++)
        if (s->at[i].node == w) return s->at[i].to;
    return KT_FAR;
}

/* The arcs that v's going makes necessary from its neighbour `in`; made when `make` is set. Returns how many. */
static int arcs_from(struct contraction *c, int32_t v, struct kt_link in, bool make)
{
    struct kt_patch *p = c->p;
    const struct kt_links around = p->links[v];
    int32_t far = -1;
    int made = 0;
    if (in.from >= KT_FAR) return 0;
    for (uint32_t i = 0; i < around.n; i++)
        if (around.at[i].node != in.node && around.at[i].to < KT_FAR - in.from &&
            in.from + around.at[i].to > far)
            far = in.from + around.at[i].to;
    if (far < 0) return 0;
    /* Between two neighbours the arc that is there is witness enough. */
    bool search = around.n > 2;
    if (search) search_round(c, in.node, v, far);
    for (uint32_t i = 0; i < around.n; i++) {
        struct kt_link out = around.at[i];
        if (out.node == in.node || out.to >= KT_FAR - in.from) continue;
        int32_t through = in.from + out.to;
        if ((search ? c->cost[out.node] : direct(p, in.node, out.node)) <= through) continue;
        made++;
        if (make) kt_patch_link(p, in.node, out.node, through, KT_FAR);
    }
    return made;
}

/* Nodes with too many neighbours wait behind all others: they are not worth the searches. */
static int32_t priority(struct contraction *c, int32_t v)
{
    const struct kt_links around = c->p->links[v];
    int made = 0, gone = 0;
    if (around.n > c->most) return KT_FAR + (int32_t)around.n;
    for (uint32_t i = 0; i < around.n; i++) {
        made += arcs_from(c, v, around.at[i], false);
        gone += (around.at[i].to < KT_FAR) + (around.at[i].from < KT_FAR);
    }
    return 4 * made - 2 * gone + c->depth[v];
}

static void forget(struct kt_patch *p, int32_t u, int32_t v)
{
    struct kt_links *s = &p->links[u];
    for (uint32_t i = 0; i < s->n; i++)
        if (s->at[i].node == v) {
            s->at[i] = s->at[--s->n];
            return;
        }
}

static void take_out(struct contraction *c, int32_t v)
{
    const struct kt_links around = c->p->links[v];
    for (uint32_t i = 0; i < around.n; i++) arcs_from(c, v, around.at[i], true);
    for (uint32_t i = 0; i < around.n; i++) {
        int32_t u = around.at[i].node;
        forget(c->p, u, v);
        if (c->depth[u] <= c->depth[v]) c->depth[u] = c->depth[v] + 1;
    }
}

size_t kt_patch_contract(struct kt_patch *p, uint32_t most, int32_t *order, struct kt_arena tmp)
{
    struct contraction c = {.p = p, .most = most};
    size_t n = 0;
    c.queue.at = KT_NEW(&tmp, struct heap_item, p->ninner + 1);
    c.cost = KT_NEW(&tmp, int32_t, p->n);
    c.touched = KT_NEW(&tmp, int32_t, p->n);
    c.depth = KT_NEW(&tmp, int32_t, p->n);
    for (size_t v = 0; v < p->n; v++) c.cost[v] = KT_FAR;
    /* The search stops after a few nodes; what they can push is bounded by their neighbours. */
    c.search.at = KT_NEW(&tmp, struct heap_item, 1 + (SETTLE_MOST + 1) * p->n);
    for (size_t v = 0; v < p->ninner; v++)
        heap_push(&c.queue, (struct heap_item){priority(&c, (int32_t)v), (int32_t)v});
    while (c.queue.n) {
        struct heap_item x = heap_pop(&c.queue);
        int32_t now = priority(&c, x.node);
        if (c.queue.n && heap_lower(c.queue.at[0], (struct heap_item){now, x.node})) {
            heap_push(&c.queue, (struct heap_item){now, x.node});
            continue;
        }
        if (p->links[x.node].n > most) break; /* so have all others */
        take_out(&c, x.node);
        order[n++] = x.node;
    }
    return n;
}
