/* contract: contraction of a patch (Geisberger, Sanders, Schultes and Delling 2008, WEA).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "graph/contract_internal.h"
#include "graph/heap_internal.h"

#include <string.h>

/* Waiting in a witness search, for each node that it may settle. A witness that is missed costs an arc too many, never
 * a wrong answer, so what finds no room may be left out. */
enum { WAITING = 16 };

/* An arc that a node's going makes necessary. */
struct shortcut {
    int32_t tail, head, cost;
};

struct contraction {
    struct kt_patch *p;
    struct heap queue, search;
    int32_t *cost, *touched; /* of the witness search; KT_FAR outside it */
    size_t ntouched;
    int32_t *limit; /* what a witness may cost, where one is looked for; -1 elsewhere */
    size_t missing; /* witnesses not found yet */
    int32_t *depth;
    uint32_t most;
    int settle;
    struct shortcut *made; /* by the node looked at last */
    size_t nmade;
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
    int32_t before = c->cost[v];
    if (cost >= before) return;
    if (before == KT_FAR) c->touched[c->ntouched++] = v;
    c->missing -= cost <= c->limit[v] && before > c->limit[v];
    c->cost[v] = cost;
    if (c->search.n < WAITING * (size_t)c->settle) heap_push(&c->search, (struct heap_item){cost, v});
}

/* Costs from u without v, up to `far`, until every witness is found. */
static void search_round(struct contraction *c, int32_t u, int32_t v, int32_t far)
{
    reach(c, u, 0);
    for (int settled = 0; c->search.n && settled < c->settle;) {
        struct heap_item x = heap_pop(&c->search);
        if (x.key > c->cost[x.node]) continue;
        if (x.key > far) return;
        settled++;
        const struct kt_links *s = &c->p->links[x.node];
        for (uint32_t i = 0; i < s->n; i++)
            if (s->at[i].node != v && s->at[i].to <= far - x.key)
                reach(c, s->at[i].node, x.key + s->at[i].to);
        if (!c->missing) return;
    }
}

static void forget_search(struct contraction *c)
{
    for (size_t i = 0; i < c->ntouched; i++) c->cost[c->touched[i]] = KT_FAR;
    c->ntouched = c->search.n = 0;
}

static bool leads_on(struct kt_link in, struct kt_link out)
{
    return out.node != in.node && out.to < KT_FAR - in.from;
}

/* Adds to c->made the arcs that v's going makes necessary from its neighbour `in`. */
static void arcs_from(struct contraction *c, int32_t v, struct kt_link in)
{
    const struct kt_links around = c->p->links[v];
    int32_t far = -1;
    if (in.from >= KT_FAR) return;
    for (uint32_t i = 0; i < around.n; i++) {
        struct kt_link out = around.at[i];
        if (!leads_on(in, out)) continue;
        c->limit[out.node] = in.from + out.to;
        c->missing++;
        if (c->limit[out.node] > far) far = c->limit[out.node];
    }
    if (far >= 0) search_round(c, in.node, v, far);
    for (uint32_t i = 0; i < around.n; i++) {
        struct kt_link out = around.at[i];
        if (!leads_on(in, out)) continue;
        if (c->cost[out.node] > c->limit[out.node])
            c->made[c->nmade++] = (struct shortcut){in.node, out.node, c->limit[out.node]};
        c->limit[out.node] = -1;
    }
    c->missing = 0;
    forget_search(c);
}

/* Nodes with too many neighbours wait behind all others: they are not worth the searches. */
static int32_t priority(struct contraction *c, int32_t v)
{
    const struct kt_links around = c->p->links[v];
    int gone = 0;
    c->nmade = 0;
    if (around.n > c->most) return KT_FAR + (int32_t)around.n;
    for (uint32_t i = 0; i < around.n; i++) {
        arcs_from(c, v, around.at[i]);
        gone += (around.at[i].to < KT_FAR) + (around.at[i].from < KT_FAR);
    }
    return 4 * (int)c->nmade - 2 * gone + c->depth[v];
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

/* The node whose priority was asked for last. */
static void take_out(struct contraction *c, int32_t v)
{
    const struct kt_links around = c->p->links[v];
    for (size_t i = 0; i < c->nmade; i++)
        kt_patch_link(c->p, c->made[i].tail, c->made[i].head, c->made[i].cost, KT_FAR);
    for (uint32_t i = 0; i < around.n; i++) {
        int32_t u = around.at[i].node;
        forget(c->p, u, v);
        if (c->depth[u] <= c->depth[v]) c->depth[u] = c->depth[v] + 1;
    }
}

size_t kt_patch_contract(struct kt_patch *p, uint32_t most, int settle, int32_t *order, struct kt_arena tmp)
{
    struct contraction c = {.p = p, .most = most, .settle = settle};
    size_t n = 0;
    c.queue.at = KT_NEW(&tmp, struct heap_item, p->ninner + 1);
    c.cost = KT_NEW(&tmp, int32_t, p->n);
    c.touched = KT_NEW(&tmp, int32_t, p->n);
    c.depth = KT_NEW(&tmp, int32_t, p->n);
    c.limit = KT_NEW(&tmp, int32_t, p->n);
    c.made = KT_NEW(&tmp, struct shortcut, (size_t)most * most);
    for (size_t v = 0; v < p->n; v++) c.cost[v] = KT_FAR, c.limit[v] = -1;
    c.search.at = KT_NEW(&tmp, struct heap_item, WAITING * (size_t)settle);
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
