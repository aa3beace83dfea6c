/* travel_key: all that decides what a search finds, as one number.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/travel/travel_cache_internal.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

static void add(struct sha256_ctx *h, const void *data, size_t n)
{
    uint64_t length = n; /* goes first, so that no two arrays run into one another */
    sha256_update(h, sizeof length, (const uint8_t *)&length);
    if (n) sha256_update(h, n, data);
}

static void add_graph(struct sha256_ctx *h, const struct kt_roads *r, enum kt_road_mode mode)
{
    add(h, r->x, r->nnode * sizeof *r->x);
    add(h, r->y, r->nnode * sizeof *r->y);
    add(h, r->from, r->nedge * sizeof *r->from);
    add(h, r->to, r->nedge * sizeof *r->to);
    add(h, r->length_m, r->nedge * sizeof *r->length_m);
    add(h, r->kmh, r->nedge * sizeof *r->kmh);
    add(h, r->kmh_back, r->kmh_back ? r->nedge * sizeof *r->kmh_back : 0);
    add(h, r->open[mode], r->nedge);
    add(h, r->ferry_min, r->nedge * sizeof *r->ferry_min);
}

static void add_roads(struct sha256_ctx *h, const struct kt_roads *r, enum kt_road_mode mode)
{
    add_graph(h, r, mode);
    add(h, r->doorless, r->doorless ? r->nedge : 0);
    add(h, r->first, (r->nedge + 1) * sizeof *r->first);
    add(h, r->vx, r->nvert * sizeof *r->vx);
    add(h, r->vy, r->nvert * sizeof *r->vy);
}

static void add_terrain(struct sha256_ctx *h, const struct kt_terrain *t, int neighbours)
{
    double number[] = {t->nx, t->ny, t->x0, t->y0, t->dx, t->dy, neighbours};
    add(h, number, sizeof number);
    add(h, t->pace, (size_t)t->nx * (size_t)t->ny * sizeof *t->pace);
}

static void to_hex(struct sha256_ctx *h, char hex[65])
{
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(h, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

void kt_travel_key(const struct kt_search *s, char key[65])
{
    const struct kt_study *st = s->st;
    const struct kt_network_rules *q = &s->rules;
    double number[] = {(double)q->mode, q->kmh,      q->foot_kmh,           q->ferry_kmh, q->ferry_wait_min,
                       q->far_m,        q->bridge_m, (double)q->part_nodes, s->max_min,   s->fixed_min};
    struct sha256_ctx h;
    sha256_init(&h);
    add(&h, KT_TRAVEL_FORMAT, sizeof KT_TRAVEL_FORMAT);
    add(&h, KT_VERSION, strlen(KT_VERSION));
    add(&h, number, sizeof number);
    if (q->off_road) {
        add(&h, &q->shore_m, sizeof q->shore_m);
        add_terrain(&h, &st->terrain, q->off_road);
    }
    add(&h, st->cells.x, st->cells.n * sizeof *st->cells.x);
    add(&h, st->cells.y, st->cells.n * sizeof *st->cells.y);
    add(&h, s->use, st->sites.n);
    add(&h, st->sites.x, st->sites.n * sizeof *st->sites.x);
    add(&h, st->sites.y, st->sites.n * sizeof *st->sites.y);
    if (s->neighbours)
        add_terrain(&h, &st->terrain, s->neighbours);
    else
        add_roads(&h, &st->roads, q->mode);
    to_hex(&h, key);
}

void kt_roads_key(const struct kt_roads *r, const struct kt_network_rules *q, char key[65])
{
    double number[] = {(double)q->mode, q->kmh, q->ferry_kmh, q->ferry_wait_min};
    struct sha256_ctx h;
    sha256_init(&h);
    add(&h, KT_ROADS_FORMAT, sizeof KT_ROADS_FORMAT);
    add(&h, KT_VERSION, strlen(KT_VERSION));
    add(&h, number, sizeof number);
    add_graph(&h, r, q->mode);
    to_hex(&h, key);
}
